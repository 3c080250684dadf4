"""Grades that a sentence says are left out of what it has just told of others (…的是A级和绩效引领性企业，B级不在其中; 白名单没有写到B级).

Lives here: `told_before` (the sentence without its last run, and the grades of that), `leaves_out`, `not_named`. What is told of the others is the
caller's to carry; the grades left out must be none of those that the law names there. May import: claims.figures, frames,
runs, sources, units, words, library.grade.
"""

from __future__ import annotations

import re

from assistant.answering.claims.figures import bound_grades
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.sources import Sources
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.answering.claims.units import Unit, addressed, unit_of
from assistant.library.grade import Grade

_OUT = re.compile(
    "^(?:[而但]|但是|至于|不过)?[^，。的]{2,16}?(?:企业|的)?(?:则|却|并|都|均|就|也)?(?:没有?|未|不)(?:被|有)?"
    "(?:列入|列进|写入|写进|写到|写上|包括|提到|提及|纳入|点到|点名|在(?:其中|其列|内|此列|里面|里头|(?:名单|清单)(?:里|中|内|之内|上)?)|份)"
    "(?:进去|在内|其中|里面)?[。；]?$"
)
_NAMED = re.compile("(?:没有?|未|不)(?:曾)?(?:写到|写明|写上|写|提到|提及|提|包括|列入|列|点到|点名|涉及)(?:过|出)?$")
_LISTS = frozenset({"正面清单", "白名单", "荣誉称号", "荣誉证书"})
_SAID = frozenset({"纳入", "列明"})


def told_before(unit: Unit) -> tuple[Unit, frozenset[Grade]] | None:
    """The sentence without a last run that says of some grades, and of nothing else, that they are left out; and these grades."""
    if len(unit.runs) < 2 or addressed(unit.tokens):
        return None
    last = unit.runs[-1]
    plain = last.concepts <= _SAID and not any(t.kind in (Kind.REF, Kind.AMOUNT, Kind.DAY) for t in last.tokens)
    if not plain or not last.own_grades or not _OUT.search(last.text):
        return None
    start = last.tokens[0].start
    rest = [t for t in unit.tokens if t.start < start]
    before = unit_of(unit.text, rest)
    if not before.grades:
        return None
    if any(t.kind in NEGATIVE or t.kind in (Kind.COND, Kind.EXCEPT, Kind.HEDGE) for t in rest):
        return None
    return before, last.own_grades


def leaves_out(before: Unit, frame: Frame, grades: frozenset[Grade]) -> bool:
    """Whether the law names other grades only where it says what was told before."""
    named = [bound_grades(run, frame) for run in before.runs if run.own_grades]
    return bool(named) and frame.origin == "law" and all(names and not names & grades for names in named)


def not_named(unit: Unit, sources: Sources) -> Frame | None:
    """白名单一句没有写到B级: the frame that has this list, and names other grades for it."""
    if len(unit.runs) != 1 or addressed(unit.tokens):
        return None
    run = unit.runs[0]
    at = [t for t in run.tokens if t.kind is Kind.GRADE]
    upto = "".join(t.text for t in run.tokens if at and t.start < at[0].start)
    lists = run.concepts & _LISTS
    if len(lists) != 1 or run.concepts - lists - _SAID or not at or not _NAMED.search(upto):
        return None
    if any(t.kind in (Kind.AMOUNT, Kind.DAY, Kind.REF, Kind.UNKNOWN, Kind.ACTOR) for t in run.tokens):
        return None
    giving = [
        (f, r)
        for f in sources.library.near(sorted(lists))
        for r in f.runs
        if f.origin == "law" and lists <= r.concepts and r.grades
    ]
    named = frozenset(g for _, r in giving for g in r.grades)
    return giving[0][0] if giving and not named & run.own_grades else None
