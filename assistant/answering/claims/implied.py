"""What the law implies and does not say in so many words: whom a bar leaves free, what a grade does not get, the lowest of
several grades, grades within grades.

Lives here: one function a way, each giving the frame that implies it, or None. May import: claims.frames, units, runs,
sources, amounts, library.grade.
"""

from __future__ import annotations

import re

from assistant.answering.claims.amounts import article_of, grade_sets
from assistant.answering.claims.case_run import ARTICLES
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tokens import EMPTY, MODALS, NEGATIVE, Kind
from assistant.answering.claims.units import Unit, addressed
from assistant.library.grade import LETTERS, Grade

BARS = frozenset({"限制", "影响"})


def outside_the_bars(unit: Unit, sources: Sources) -> Frame | None:
    """The article whose bar is said not to reach these grades, where it names others and nothing else is said."""
    free = [run for run in unit.runs if run.negated]
    told = [run for run in unit.runs if not run.negated and run.own_grades]
    if len(free) != 1 or not free[0].own_grades or addressed(unit.tokens) or free[0].modals:
        return None
    if any(t.kind in (Kind.AMOUNT, Kind.DAY) and not _A_YEAR.search(t.text) for t in unit.tokens):
        return None
    if not unit.concepts & BARS or unit.concepts - BARS - {"申报", "评定"} - _bearing(unit, sources):
        return None
    frame = beyond(free[0].own_grades, unit, sources)
    barred = frame.grades if frame else frozenset[Grade]()
    return frame if all(run.own_grades <= barred and run.concepts & BARS for run in told) else None


def _bearing(unit: Unit, sources: Sources) -> frozenset[str]:
    """What the cases of 第十八条 are: 受到行政处罚不影响申报C级."""
    if any(t.kind in (Kind.AMOUNT, Kind.DAY) for t in unit.tokens):
        return frozenset()
    items = (
        f for f in sources.library.frames if f.clause and str(f.clause).startswith("henan-2024:18(") and not f.whole
    )
    return frozenset(c for f in items if f.concepts & unit.concepts & CASES_OF_18 for c in f.concepts)


_A_YEAR = re.compile("(?<![一二三四五六七八九十0-9])[一1]年")  # for how long 第十八条 bars
_SAME_AS = re.compile(r"属于|都属于|均属于|算|包括|包含|含|对待|看待|视同|等同|一回事|一样")


def grades_within(unit: Unit, sources: Sources) -> Frame | None:
    """C级、D级属于B级及以下, B-级按B级对待: nothing is said but that some grades are among others."""
    named = [t for t in unit.tokens if t.kind is Kind.GRADE]
    odd = MODALS | NEGATIVE | {Kind.AMOUNT, Kind.DAY, Kind.REF}
    if len(named) != 2 or len(unit.runs) != 1 or any(t.kind in odd for t in unit.tokens):
        return None
    if unit.concepts or addressed(unit.tokens) or not _SAME_AS.search(unit.text):
        return None
    one, other = (frozenset(g for s in grade_sets(t.text) for g in s.grades) for t in named)
    if (
        not one
        or not other
        or not (one <= other or (other <= one and re.search("包括|包含|含|一样|一回事", unit.text)))
    ):
        return None
    return next(f for f in sources.library.frames if f.grades >= {Grade.B, Grade.B_MINUS, Grade.C} and not f.whole)


def lowest_of_several(unit: Unit, sources: Sources) -> Frame | None:
    """铸造B级、工业涂装C级的企业，总体等级是C级: the frame that makes the lowest the overall grade, where it is the lowest."""
    at = next((n for n, t in enumerate(unit.tokens) if t.value == "总体等级"), None)
    if at is None or any(t.kind in NEGATIVE or t.kind in MODALS for t in unit.tokens):
        return None
    told: list[Grade] = []
    for before, after in zip(unit.tokens[:at], unit.tokens[1:at], strict=False):
        if after.kind is Kind.GRADE and before.kind in (Kind.INDUSTRY, *EMPTY, Kind.ACT):
            told += [g for s in grade_sets(after.text) for g in s.grades if g in LETTERS and g is not Grade.B_MINUS]
    total = [g for t in unit.tokens[at:] if t.kind is Kind.GRADE for s in grade_sets(t.text) for g in s.grades]
    total = [g for g in total if g is not Grade.B_MINUS]
    others = unit.concepts - {"总体等级", "评定"} - {t.value for t in unit.tokens if t.kind is Kind.INDUSTRY}
    if len(told) < 2 or len(total) != 1 or others or total[0] != max(told, key=LETTERS.index):
        return None
    law = (f for f in sources.library.frames if {"总体等级", "最低等级", "跨行业"} <= f.concepts and not f.whole)
    return next(law, None)


def not_granted(unit: Unit, sources: Sources, context: Context) -> Frame | None:
    """What a grade is said not to have, where the law gives it to other grades only: the frame that gives it."""
    grades = frozenset(g for run in unit.runs for g in run.grades) or context.grades
    denied = [scope.all & _GRANTED for run in unit.runs for scope in run.negated]
    if any(t.kind is Kind.NEG and t.text in _LEAVES_OUT for t in unit.tokens):
        denied = [unit.runs[0].acts]
    if len(unit.runs) != 1 or not grades or len(denied) != 1 or not denied[0] or addressed(unit.tokens):
        return None
    giving = [
        (f, r)
        for f in sources.library.near(sorted(unit.concepts))
        for r in f.runs
        if denied[0] & r.concepts - r.negative and r.grades and unit.concepts <= f.concepts | _PLACES
    ]
    given = frozenset(g for _, r in giving for g in r.grades)
    scope = sources.cited is None or any(f in sources.cited for f, _ in giving)
    return giving[0][0] if giving and scope and not grades & given else None


_GRANTED = frozenset(["采取自主减排", "正面清单", "白名单", "激励", "减少", "荣誉称号", "荣誉证书", "授予", "监管"])
_LEAVES_OUT = frozenset({"不包括", "不含", "不包含", "不列入", "不纳入"})
_PLACES = frozenset({"纳入", "名单", "适用", "满足"})


CASES_OF_18 = frozenset(
    ["行政处罚", "不良", "未批先建", "排污许可证", "未按许可", "偷排偷放", "自动监测设备", "篡改", "伪造", "犯罪"]
)


def beyond(grades: frozenset[Grade], unit: Unit, sources: Sources) -> Frame | None:
    """The article that is named, if it bars other grades than these: its opening names those that it bars."""
    for token in unit.tokens:
        if token.kind is Kind.REF:
            heads = [f for f in sources.library.frames if str(f.clause) == article_of(token.value) and not f.whole]
            named = frozenset(g for f in heads for g in f.grades)
            if named and not (grades & named):
                return heads[0]
    if unit.concepts & CASES_OF_18:
        heads = [f for f in sources.library.frames if str(f.clause) == ARTICLES[1] and not f.whole]
        return heads[0] if heads and not grades & heads[0].grades else None
    return None
