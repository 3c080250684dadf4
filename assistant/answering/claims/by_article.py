"""Sentences of the law about bars, put consequence by consequence (后果有两项：…，限制期是一年，C级不在限制之列): the cause is
judged with the law's own consequence put after it, the consequence by what the rules of that article say.

Lives here: `told_of_articles`. It only lets through: a sentence that is not read here is the law's to carry. May import:
claims.consequence, carry, runs, supposed, sources, units, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.claims.amounts import article_of
from assistant.answering.claims.carry import WHETHER, carried, references_of
from assistant.answering.claims.case_run import ARTICLES, clauses_of
from assistant.answering.claims.case_words import EVENT_WORDS
from assistant.answering.claims.cause_words import (
    REF_ONLY,
    SEVERAL,
    THESE,
    bare,
    handled_by,
    idle,
    listed,
    said_to_be,
    unmeasured,
)
from assistant.answering.claims.consequence import Told, told_of
from assistant.answering.claims.implied import BARS, CASES_OF_18, grades_within
from assistant.answering.claims.in_context import DOUBTS
from assistant.answering.claims.runs import runs
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tokens import CONCEPTS, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.units import SOFT, addressed, unit_of
from assistant.grading.rules import Law
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade

_AT_ALL = re.compile(
    "限制|影响|受限|不得|不能|最低|一年|1年|12个月|十二个月|无缘|不了|不上|不成|甭想|别想|不在|没有?资格|后果|泡汤|没戏|第十[七八]条|金额|数额|一样处理|同样处理|同等(?:对待|处理)|一视同仁|同样论处|一样对待|同样对待"
)
_JOINS = re.compile(
    r"[，：；。]|、?(?:也(?=不[得能])|并且|而且|并|且|以及|外加|再加上|加上|同时)(?=(?:在)?(?:一年|1年|十二个月|12个月|不得|不能|限制))|、(?=一年|1年|不得|不能|直接)"
)
_POINTS = re.compile("后果|结果|限制|期限|这类|这些|此类|上述|该|这一|此|其|代价|受限|也|两项")


@dataclass(frozen=True, slots=True)
class Effect:
    """What an article says of all its cases."""

    article: str
    lowest: bool
    grades: frozenset[Grade]
    years: bool
    words: str

    @property
    def high(self) -> frozenset[Grade]:
        """The grades that it names as barred; none where it bars an adjustment."""
        return frozenset() if self.lowest else self.grades

    @property
    def count(self) -> dict[str, int]:
        """How many effects it has: the lowest grade and no adjustment; no application."""
        return {"effects": 2 if self.lowest else 1}


@dataclass
class _Part:
    """A cause and what is said to follow from it."""

    cause: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def told_of_articles(tokens: Sequence[Token], sources: Sources, context: Context) -> frozenset[str] | None:
    """The articles of whose cases the sentence tells what the law says of them, every word accounted for; None: it is not so read."""
    if sources.supposing is None or any(
        t.kind in (Kind.DAY, Kind.EXCEPT, Kind.HEDGE) and t.text not in _OUT for t in tokens
    ):
        return None
    if any(t.kind is Kind.NEG and t.text.endswith(DOUBTS) for t in tokens):
        return None
    text = _text(tokens)
    if not _AT_ALL.search(text) or (addressed(tokens) and not any(t.kind is Kind.COND for t in tokens)):
        return None
    effects = [_effect(sources.supposing.law, article, sources) for article in ARTICLES]
    parts = [p for p in _parts(tokens, sources) if p.cause or any(t.tells or t.counts or t.announces for t in p.told)]
    goes_on = text.endswith(("；", "："))  # 后果有两项：直接认定为最低等级；
    if not any(one.tells or (goes_on and one.counts) for part in parts for one in part.told):
        return _falls_under(text, effects, sources, context)
    out: set[str] = set()
    before: list[Effect] = []
    for part in parts:
        if not part.told:
            return None
        likely = [e for e in effects if _true(part.told, e, goes_on=goes_on and part is parts[-1])]
        about = _about(part, likely, effects, before, sources, context)
        if not about or any(e not in likely for e in about):
            return None
        before = about
        out |= {e.article for e in about}
    return frozenset(out)


def belies(tokens: Sequence[Token], sources: Sources, context: Context) -> bool:
    """Whether a sentence of consequences alone tells those of another article than the one of whose case the sentence before spoke."""
    if sources.supposing is None or not context.previous or context.asked or not _AT_ALL.search(_text(tokens)):
        return False
    if any(t.kind in (Kind.DAY, Kind.REF, Kind.ACTOR) for t in tokens):
        return False
    parts = _parts(tokens, sources)
    if any(p.cause for p in parts) or not any(one.tells for p in parts for one in p.told):
        return False
    told = [one for p in parts for one in p.told]
    effects = [_effect(sources.supposing.law, article, sources) for article in ARTICLES]
    likely = [e for e in effects if _true(told, e, goes_on=True)]
    others = [e for e in effects if e not in likely]
    return (
        bool(likely and others)
        and bool(_by_context(parts[0], others, others, sources, context))
        and not _by_context(parts[0], likely, likely, sources, context)
    )


def item_cited(tokens: Sequence[Token], sources: Sources, context: Context) -> str | None:
    """The item that a sentence only cites (依据是第十七条（一）), where what was told just before is told of that item."""
    refs = [t for t in tokens if t.kind is Kind.REF]
    says = any(t.kind in (*CONCEPTS, *MODALS, *NEGATIVE, Kind.AMOUNT, Kind.DAY, Kind.GRADE, Kind.ONLY) for t in tokens)
    if len(refs) != 1 or says or not context.previous or context.asked:
        return None
    if not {t.value for t in sources.library.words.of(context.previous)} & (CASES_OF_18 | EVENT_WORDS):
        return None  # 有这种情况的企业一年内不得申报: any item would do
    before = sources.library.words.of(f"{refs[0].text}，{context.previous}")
    told = told_of_articles(before, sources, replace(context, grounds=frozenset(), previous=""))
    return refs[0].value if told == frozenset({article_of(refs[0].value)}) else None


_OUT = frozenset({"不在限制之列", "不在此限", "不在此列", "不受此限"})


def _about(
    part: _Part,
    likely: Sequence[Effect],
    effects: Sequence[Effect],
    before: list[Effect],
    sources: Sources,
    context: Context,
) -> list[Effect]:
    """The articles of which a part speaks: by its references alone, or by what it names as cause."""
    pieces = [piece for piece in part.cause if not idle(piece)]
    if not pieces:
        if before:
            return before
        return _by_context(part, likely, effects, sources, context)
    cause = "，".join(bare(piece) for piece in pieces)
    words = sources.library.words.of("，".join(pieces))
    refs = [t for t in words if t.kind is Kind.REF]
    named = {article_of(c) for t in refs for c in clauses_of(t)}
    if named - set(ARTICLES):
        return []
    rest = "".join("" if t.kind is Kind.REF else t.text for t in words)
    rest, number = listed(rest)
    if refs and REF_ONLY.fullmatch(rest):
        return [e for e in effects if e.article in named and number in (None, _items(e, sources))]
    clauses = references_of(unit_of("，".join(pieces), words))
    told = "，".join(piece for piece in map(bare, pieces) if not _only_refers(piece, sources))
    for effect in likely:
        if named and named != {effect.article}:
            continue
        if _carries(cause, effect, sources, context) or (
            clauses and told != cause and _carries(told, effect, sources, context, clauses)
        ):
            return [effect]
        several = [bare(one) for one in SEVERAL.split(told) if one]
        known = not any(t.kind is Kind.UNKNOWN for t in sources.library.words.of(told))
        if (
            known
            and len(several) == said_to_be("，".join(pieces), len(several)) > 1
            and all(_carries(one, effect, sources, context, clauses) for one in several)
        ):
            return [effect]
    return []


def _only_refers(piece: str, sources: Sources) -> bool:
    words = sources.library.words.of(piece)
    rest = "".join("" if t.kind is Kind.REF else t.text for t in words)
    return any(t.kind is Kind.REF for t in words) and bool(REF_ONLY.fullmatch(rest))


def _falls_under(text: str, effects: Sequence[Effect], sources: Sources, context: Context) -> frozenset[str] | None:
    """The article of a sentence that only says that something falls under it, or is handled by it, or as something else is."""
    words = sources.library.words.of(text)
    named = {article_of(c) for t in words if t.kind is Kind.REF for c in clauses_of(t)}
    if unmeasured(text) and named <= {ARTICLES[1]}:
        return frozenset(ARTICLES[1:])
    cause = handled_by(text)
    if cause is None:
        only = len(named) == 1 and named <= set(ARTICLES) and _only_refers(text.rstrip("。；"), sources)
        return frozenset(named) if only and any(t.kind is Kind.UNKNOWN for t in words) else None
    several = [one for one in SEVERAL.split(cause) if len(one) > 1]
    for effect in effects:
        if (not named or named == {effect.article}) and (
            (named and _carries(cause, effect, sources, context))
            or (len(several) > 1 and all(_carries(one, effect, sources, context) for one in several))
        ):
            return frozenset({effect.article})
    return None


def _items(effect: Effect, sources: Sources) -> int:
    """How many cases the article lists."""
    counts = sources.ground.counts.get(ClauseId.parse(effect.article), frozenset())
    return next(iter(counts), 0)


def _by_context(
    part: _Part, likely: Sequence[Effect], effects: Sequence[Effect], sources: Sources, context: Context
) -> list[Effect]:
    """What the sentence before spoke of, where this one points back to it."""
    if not context.previous or context.asked:
        return []
    spoken_of = {article_of(c) for c in context.grounds}
    if spoken_of:
        return [e for e in effects if e.article in spoken_of] if len(spoken_of) == 1 else []
    before = sources.library.words.of(context.previous)
    named = {article_of(c) for t in before if t.kind is Kind.REF for c in clauses_of(t)}
    if len(named) == 1 and named <= set(ARTICLES):
        return [e for e in effects if e.article in named]
    if named:
        return []
    return next(([e] for e in likely if _carries(context.previous.rstrip("。；："), e, sources, context)), [])


def _carries(cause: str, effect: Effect, sources: Sources, context: Context, clauses: Sequence[ClauseId] = ()) -> bool:
    of_law = {t.value for t in sources.library.words.of(effect.words) if t.kind in CONCEPTS} | SOFT | BARS
    known = (t for t in sources.library.words.of(cause) if t.kind in CONCEPTS and t.kind is not Kind.UNKNOWN)
    if not {t.value for t in known} - of_law:
        return False  # 限制期 is no cause
    text = f"{cause.rstrip('的')}的，{effect.words}"
    unit = unit_of(text, sources.library.words.of(text))
    wrong, frame = carried(unit, clauses or references_of(unit), sources, context, WHETHER)
    return not wrong and frame is not None and str(frame.clause).startswith(effect.article)


def _parts(tokens: Sequence[Token], sources: Sources) -> list[_Part]:
    """The sentence in causes and what follows from each."""
    out = [_Part()]
    for run in runs(tokens):
        text = _text(run.tokens)
        source = _SOURCE.search(text)
        for piece in _pieces(_SOURCE.sub("", text)):
            told = told_of(piece)
            if told is None and _within(piece, sources):
                continue  # B-级也按B级算
            head = ""
            if told is None:
                head, told = _split(piece, run.tokens)
            if head:
                if out[-1].told and not (told is None and not any(t.tells for t in out[-1].told)):
                    out.append(_Part())
                out[-1].cause.append(head)
            if told is not None:
                out[-1].told.append(told)
        if source:
            out[-1].cause.append(source["clause"])
    if len(out) > 1 and _is_source(out[-1], sources):
        out[-2].cause += out.pop().cause
    return out


def _is_source(part: _Part, sources: Sources) -> bool:
    """Whether a part only names a clause as the source of what was just told: 第十七条对此作了规定, 依据是第十七条."""
    tells = any(t.tells or t.counts for t in part.told)
    return bool(part.cause) and not tells and all(_only_refers(piece, sources) for piece in part.cause)


_SOURCE = re.compile(r"（(?:依据|见|详见|出处)?(?:是|为|：)?(?P<clause>第[^（）]{1,4}条(?:第?（[^（）]+）项?)?)）$")


def _text(tokens: Sequence[Token]) -> str:
    """The words of the tokens; one that has two meanings stands there twice."""
    return "".join(t.text for n, t in enumerate(tokens) if not n or t.start != tokens[n - 1].start)


def _pieces(text: str) -> list[str]:
    return [piece for piece in _JOINS.split(text) if piece.strip("、“”")]


def _within(piece: str, sources: Sources) -> bool:
    """Whether a piece only says that some grades are among others."""
    words = sources.library.words.of(piece)
    return any(t.kind is Kind.GRADE for t in words) and grades_within(unit_of(piece, words), sources) is not None


def _split(piece: str, tokens: Sequence[Token]) -> tuple[str, Told | None]:
    """A piece as its cause and the longest end of it that tells a consequence."""
    at = 0
    for token in tokens:
        start = piece.find(token.text, at)
        if start < 0:
            continue
        at = start
        if (
            start
            and (told := told_of(piece[start:])) is not None
            and not (told.counts and not told.tells and THESE.search(piece))
            and (told.tells or told.counts or _POINTS.search(piece[start:]))
        ):
            return piece[:start], told
    return piece, None


def _true(told: Iterable[Told], effect: Effect, *, goes_on: bool = False) -> bool:
    """Whether all of it is what the article says. `goes_on`: the list that it begins ends in a later sentence."""
    said = list(told)
    named = frozenset(g for one in said for g in one.barred)
    high = bool(effect.high)
    spoken = any(one.high for one in said)
    acts = frozenset(a for one in said for a in one.acts)
    for one in said:
        if (one.lowest and not effect.lowest) or (one.adjusting and high):
            return False
        if one.applying and (not high or not (named or spoken)):
            return False
        if (one.barred and not (high and one.barred <= effect.high)) or (one.years and not effect.years):
            return False
        if one.free and (not high or one.free & effect.high):
            return False
        if one.only and (not one.barred or one.barred != effect.high):
            return False
        if (one.high and not high) or (one.lists and not (high and any(t.announces or t.counts for t in said))):
            return False
        for what, number in one.counts:
            counted = {"acts": len(acts), "grades": _kinds(named), "effects": _effects(said)}.get(what, -1)
            if number != counted and not (goes_on and number == effect.count.get(what) and counted < number):
                return False
    return True


def _effects(said: Sequence[Told]) -> int:
    return sum((any(t.lowest for t in said), any(t.adjusting for t in said), any(t.applying for t in said)))


def _kinds(grades: frozenset[Grade]) -> int:
    return len(grades - {Grade.B_MINUS})


def _effect(law: Law, article: str, sources: Sources) -> Effect:
    """What the rules of an article have in common, and the words of its opening."""
    rules = [r.then for r in law.rules if article_of(r.clause) == article and r.then.bars]
    opening = next(f.text for f in sources.library.by_clause[ClauseId.parse(article)] if not f.whole)
    said = re.split("，", opening.rstrip("：。"), maxsplit=1)[-1]
    return Effect(
        article,
        all(then.lowest for then in rules),
        frozenset(g for then in rules for g in then.bars),
        {then.length for then in rules} == {"P1Y"},
        said,
    )
