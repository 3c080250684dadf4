"""What a sentence denies, orders or allows against the law itself, or against the sentence before it.

Lives here: `to_the_contrary`. May import: claims.carry, runs, sources, units, tokens.
"""

from __future__ import annotations

import re

from assistant.answering.claims.carry import WHETHER, carried
from assistant.answering.claims.runs import is_condition
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tokens import Kind
from assistant.answering.claims.units import SOFT, Unit, unit_of
from assistant.library.clause import ClauseId


def to_the_contrary(words: str, unit: Unit, sources: Sources, context: Context) -> str | None:
    """Why a sentence says the contrary of what stands: it denies that something follows which does by the law, or
    orders what the sentence before forbade; None: it does neither."""
    if (clause := _follows(words, sources, context)) is not None:
        return f"{clause.label}正是这样规定的，不能否定"
    forbidden = _forbidden_before(unit, sources, context)
    return f"前文所说正相反：不得“{forbidden}”" if forbidden else None


_NOT_YET = re.compile(
    r"(?P<what>[^，。；：]{2,30}?)(?:并|也|绝|这)?不(?:就|会)?(?:等于|代表|意味着|等同于)(?:就|一定|会|要|已经)?(?P<then>[^，。；：]{2,30})"
)


def _follows(words: str, sources: Sources, context: Context) -> ClauseId | None:
    """The clause by which what is said not to follow from something does: 拒绝参与绩效分级不等于认定为最低等级."""
    for found in _NOT_YET.finditer(words):
        text = f"{found['what'].rstrip('的')}的，{found['then']}"
        wrong, frame = carried(unit_of(text, sources.library.words.of(text)), (), sources, context, WHETHER)
        if wrong or frame is None or frame.origin != "law":
            continue
        of = unit_of(found["what"], sources.library.words.of(found["what"])).concepts - SOFT
        if of and any(of <= run.concepts for run in frame.runs if is_condition(run)):
            return frame.clause
    return None


def _forbidden_before(unit: Unit, sources: Sources, context: Context) -> str | None:
    """An act that the sentence before forbids and this one, which names nobody and no case, orders or allows: 专家不能再评它。必须继续参与评审。"""
    told = {h for run in unit.runs for s in run.modals if s.kind in (Kind.MUST, Kind.MAY) for h in s.heads}
    if not told or not context.previous or any(t.kind in (Kind.ACTOR, Kind.GRADE, Kind.COND) for t in unit.tokens):
        return None
    before = unit_of(context.previous, sources.library.words.of(context.previous))
    barred = {h for run in before.runs for s in run.modals if s.kind is Kind.MUST_NOT for h in s.heads}
    ordered = {h for run in before.runs for s in run.modals if s.kind in (Kind.MUST, Kind.MAY) for h in s.heads}
    return next(iter(sorted(told & barred - ordered)), None)
