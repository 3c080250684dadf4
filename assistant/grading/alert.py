"""Handling under an alert: what a grade, or a set of grades still possible, means (henan-2024:4(1)).

Lives here: `handling_of`, and how outcomes are said (status, grade, at most). May import: grading.ladder, rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.grading.ladder import LOWEST, LOWEST_WORD, Kind, Outcome
from assistant.grading.rules import Law
from assistant.grading.standing import Outcomes
from assistant.library.grade import LEADERSHIP, LETTERS, Grade, family_of


class Status(StrEnum):
    """Whether a grade is fixed."""

    DETERMINED = "determined"
    UNDETERMINED = "undetermined"


class AlertHandling(StrEnum):
    """预警期间: 自主减排, 差异化管控, or not known."""

    SELF_DECIDED = "self_decided"
    DIFFERENTIATED = "differentiated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Said:
    """A set of possible outcomes as INTERFACE.md says it."""

    status: Status
    grade: str | None
    at_most: Grade | None
    alert: AlertHandling


def said(outcomes: Outcomes, law: Law) -> Said:
    """Determined where every outcome is the same grade; else the bound that a fall sets, where there is one."""
    word = _one_word(outcomes)
    status = Status.UNDETERMINED if word is None else Status.DETERMINED
    return Said(status, word, None if word else _bound(outcomes), handling_of(outcomes, law))


def handling_of(outcomes: Iterable[Outcome], law: Law) -> AlertHandling:
    """The value that every grade still possible shares, else unknown."""
    found: set[AlertHandling] = set()
    for outcome in outcomes:
        if not outcome.possible:
            return AlertHandling.UNKNOWN
        found |= {_of_grade(grade, law) for grades in outcome.possible for grade in grades}
    return found.pop() if len(found) == 1 else AlertHandling.UNKNOWN


def _of_grade(grade: Grade, law: Law) -> AlertHandling:
    decides = grade in law.handling.self_decided
    return AlertHandling.SELF_DECIDED if decides else AlertHandling.DIFFERENTIATED


def _one_word(outcomes: Outcomes) -> str | None:
    """The grade that all outcomes share. The bottom of a family and the unnamed lowest are the same grade."""
    words = {outcome.word for outcome in outcomes}
    if len(words) == 1:
        return words.pop()
    bottoms = ({LOWEST_WORD, LETTERS[-1]}, {LOWEST_WORD, LEADERSHIP[-1]})
    return LOWEST_WORD if any(words <= pair for pair in bottoms) else None


def _bound(outcomes: Outcomes) -> Grade | None:
    """The best grade still possible, where a fall to a level that cannot be named is among the outcomes."""
    if all(outcome.kind is not Kind.AT_MOST for outcome in outcomes):
        return None
    grades = {outcome.grade for outcome in outcomes if outcome != LOWEST}
    best = next((grade for grade in LETTERS if grade in grades), None)
    return best if best and grades <= set(family_of(best)) else None
