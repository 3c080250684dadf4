"""An example of the law's periods told by its days (2026年3月16日评定的，归档的最后一日是2026年4月16日), and a number of notices held against the number
that the law asks for (只被通报一次的，没有达到次数).

Lives here: `as_period` (the sentence with the period in place of its days, where the calendar counts so; what it says is
the law's to carry) and `by_count`. May import: claims.amounts, frames, sources, units, tokens, grading (facts, periods).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.claims.amounts import Amount, amounts
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.sources import Sources
from assistant.answering.claims.tokens import CONCEPTS, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.units import Unit, addressed
from assistant.grading.facts import EventKind
from assistant.grading.periods import last_day

_FULL = len("2026-03-02")
_MONTH = "P1M"
_FILED = frozenset(["归档", "修订", "审核", "应急减排清单"])
_SPOKEN = _FILED | {"评定", "公告", "民法典", "计算", "计入", "最后一日", "终点", "届满", "评级后"}
_ENDS = re.compile("最后一[日天]|最迟|最晚|截止|截至|为止|届满|之?前(?:完成|[，。；]|$)|[算到至]$")


def as_period(tokens: Sequence[Token]) -> str | None:
    """The sentence with the law's month in place of the two days between which it lies; None where it is not so read."""
    days = [n for n, t in enumerate(tokens) if t.kind is Kind.DAY]
    values = {t.value for t in tokens if t.kind in CONCEPTS}
    if len(days) != 2 or "归档" not in values or values - _SPOKEN or not values & {"评定", "公告"}:
        return None
    odd = NEGATIVE | MARKS | (MODALS - {Kind.MUST}) | {Kind.GRADE, Kind.ACTOR, Kind.EXCEPT, Kind.ORDER}
    if any(t.kind in odd for t in tokens) or addressed(tokens):
        return None
    told = [a for t in tokens if t.kind is Kind.AMOUNT for a in amounts(t.text)]
    if any(a.unit != "M" or a.number != 1 or a.comparator != "=" for a in told):
        return None
    first, last = (tokens[n].value for n in days)
    if len(first) != _FULL or len(last) != _FULL or last_day(date.fromisoformat(first), _MONTH).isoformat() != last:
        return None
    before = "".join(t.text for t in tokens[days[0] + 1 : days[1]])
    after = "".join(t.text for t in tokens[days[1] + 1 :])
    happens = next((t.value for t in tokens[days[0] + 1 :] if t.value in ("评定", "公告", "归档")), "")
    if happens == "归档" or _LATER.match(after) or not (_ENDS.search(before) or _ENDS.search(after)):
        return None
    begun = "评定公告" if "公告" in values else "等级评定"
    filed = "应急减排清单的修订、审核、归档" if values & {"应急减排清单", "修订"} else "资料归档"
    return f"{begun}后一个月内完成{filed}。"


_LATER = re.compile("才|起|之?后|以后|开始|方")
_COUNTED = frozenset(["通报", "满足", "累计", "降级", "核实", "预警期间"])
_HOW_OFTEN = re.compile("次数|[两二2]次|门槛")


def by_count(unit: Unit, sources: Sources) -> Frame | None:
    """只被通报一次的，还没有达到第十九条（三）的次数: the item that counts, where it is so by the number that it asks for."""
    if (
        sources.supposing is None
        or "通报" not in unit.concepts
        or "满足" not in unit.concepts
        or addressed(unit.tokens)
    ):
        return None
    rule = sources.supposing.law.by_event[EventKind.ALERT_BREACH_NOTIFIED]
    odd = MODALS | (MARKS - {Kind.ONLY}) | {Kind.DAY, Kind.UNKNOWN, Kind.GRADE, Kind.COND}
    if unit.concepts - _COUNTED or any(t.kind in odd for t in unit.tokens) or not _HOW_OFTEN.search(unit.text):
        return None
    if any(t.kind is Kind.REF and t.value != rule.clause for t in unit.tokens):
        return None
    at = next(n for n, t in enumerate(unit.tokens) if t.value == "满足")
    counts = [(n, a) for n, t in enumerate(unit.tokens) if t.kind is Kind.AMOUNT for a in amounts(t.text)]
    if any(not (_times(a) or (a.unit == "M" and a.number == 12 and a.comparator in ("=", "<="))) for _, a in counts):
        return None
    had = [a for n, a in counts if n < at and _times(a)]
    asked = [a for n, a in counts if n > at and _times(a)]
    least = rule.when.count
    if (
        len(had) != 1
        or had[0].comparator not in ("=", ">=")
        or any(int(a.number) != least or a.comparator not in ("=", ">=") or a.role for a in asked)
    ):
        return None
    denials = sum(t.kind in NEGATIVE for t in unit.tokens)
    reached = int(had[0].number) >= least
    if reached is not (denials % 2 == 0) or (had[0].comparator == ">=" and not reached):
        return None
    if reached and not any(a.unit == "M" for _, a in counts):
        return None  # so often within which time?
    return next((f for f in sources.library.frames if str(f.clause) == rule.clause and not f.whole), None)


def _times(amount: Amount) -> bool:
    return amount.unit == "次"
