"""Ladders: what is lower, what a fall leads to, what stays open; letters and 引领性 are never compared."""

from __future__ import annotations

import pytest

from assistant.grading.alert import AlertHandling, Status, said
from assistant.grading.ladder import (
    LOWEST,
    OPEN,
    OUTSIDE,
    REVIEWED,
    Kind,
    Outcome,
    at_most,
    at_or_above,
    at_or_below,
    below,
    graded,
    is_lowest,
    lower,
    lowest_of,
    undecided_between,
)
from assistant.library.grade import Grade
from tests.grading.law import LAW

A, B, BM, C, D, LEAD, NOT = Grade


def spelled(outcome: Outcome) -> str:
    if outcome.kind is Kind.GRADE:
        return str(outcome.grade)
    return f"<={outcome.grade}" if outcome.kind is Kind.AT_MOST else str(outcome.kind)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (graded(A), graded(C), "C"),
        (graded(B), graded(BM), "B-"),
        (graded(B), graded(B), "B"),
        (graded(A), graded(LEAD), "open"),
        (graded(LEAD), graded(NOT), "非绩效引领性"),
        (graded(A), at_most(B), "<=B"),
        (graded(C), at_most(B), "<=C"),
        (graded(B), at_most(B), "<=B"),
        (graded(D), at_most(B), "D"),
        (at_most(B), at_most(C), "<=C"),
        (graded(A), at_most(NOT), "open"),
        (LOWEST, LOWEST, "lowest"),
        (LOWEST, graded(D), "lowest"),
        (LOWEST, graded(NOT), "lowest"),
        (LOWEST, graded(C), "open"),
        (LOWEST, at_most(C), "open"),
        (OPEN, graded(D), "open"),
        (OUTSIDE, graded(A), "open"),
        (REVIEWED, graded(A), "A"),
        (REVIEWED, REVIEWED, "reviewed"),
        (REVIEWED, OUTSIDE, "outside"),
    ],
)
def test_the_lower_of_two_whichever_comes_first(one: Outcome, other: Outcome, expected: str) -> None:
    assert spelled(lower(one, other)) == expected
    assert lower(other, one) == lower(one, other)


@pytest.mark.parametrize(
    ("grade", "ladder", "expected"),
    [
        (A, None, "<=B"),
        (B, None, "<=B-"),
        (BM, None, "<=C"),
        (C, None, "lowest"),
        (D, None, "D"),
        (LEAD, None, "非绩效引领性"),
        (NOT, None, "非绩效引领性"),
        (A, (A, B, C), "<=B"),
        (B, (A, B, C), "C"),
        (C, (A, B, C), "C"),
        (C, (A, B, C, D), "D"),
        (BM, (A, B, C), "<=C"),
        (LEAD, (LEAD, NOT), "非绩效引领性"),
        (A, (A, B), "B"),
    ],
)
def test_a_fall_leads_to_the_one_level_that_is_left_or_below_the_next(
    grade: Grade, ladder: tuple[Grade, ...] | None, expected: str
) -> None:
    assert spelled(below(grade, ladder)) == expected


def test_at_or_above_and_at_or_below_hold_the_grade_itself() -> None:
    assert at_or_above(B) == (A, B)
    assert at_or_below(BM) == (BM, C, D)
    assert at_or_above(NOT) == (LEAD, NOT)


def test_the_lowest_is_never_d_by_default() -> None:
    assert lowest_of(None).word == "最低等级"
    assert lowest_of((A, B, C)).word == "C"
    assert [is_lowest(grade, None) for grade in Grade] == [False, False, False, False, True, False, True]
    assert is_lowest(C, (A, B, C))
    assert not is_lowest(B, (A, B, C))


def test_nothing_is_known_of_a_choice_one_of_which_is_unknown() -> None:
    assert undecided_between([graded(A), OPEN]).possible == frozenset()
    assert undecided_between([graded(A), graded(B)]).possible == graded(A).possible | graded(B).possible


@pytest.mark.parametrize(
    ("outcomes", "status", "grade", "bound", "alert"),
    [
        ({graded(B)}, "determined", "B", None, "differentiated"),
        ({graded(A)}, "determined", "A", None, "self_decided"),
        ({graded(A), graded(B)}, "undetermined", None, None, "unknown"),
        ({graded(B), graded(C)}, "undetermined", None, None, "differentiated"),
        ({LOWEST}, "determined", "最低等级", None, "differentiated"),
        ({LOWEST, graded(D)}, "determined", "最低等级", None, "differentiated"),
        ({LOWEST, graded(NOT)}, "determined", "最低等级", None, "differentiated"),
        ({LOWEST, graded(C)}, "undetermined", None, None, "differentiated"),
        ({at_most(B)}, "undetermined", None, "B", "differentiated"),
        ({at_most(BM), graded(B)}, "undetermined", None, "B", "differentiated"),
        ({at_most(C), LOWEST}, "undetermined", None, "C", "differentiated"),
        ({at_most(C), OPEN}, "undetermined", None, None, "unknown"),
        ({at_most(C), graded(NOT)}, "undetermined", None, None, "differentiated"),
        ({OUTSIDE}, "undetermined", None, None, "unknown"),
        ({graded(A), graded(LEAD)}, "undetermined", None, None, "self_decided"),
    ],
)
def test_outcomes_are_said_as_the_interface_spells_them(
    outcomes: set[Outcome], status: str, grade: str | None, bound: str | None, alert: str
) -> None:
    it = said(frozenset(outcomes), LAW)

    assert (it.status, it.grade, it.at_most, it.alert) == (Status(status), grade, bound, AlertHandling(alert))
