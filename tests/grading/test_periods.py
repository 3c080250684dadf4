"""Periods at their edges: 29 February, ends of months, the end of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.grading.periods import (
    Length,
    anniversary,
    first_day_reaching,
    first_free_day,
    following,
    is_within,
    last_day,
    month_end,
)


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        ("2026-03-01", "P1Y", "2027-03-01"),
        ("2024-02-29", "P1Y", "2025-02-28"),
        ("2024-02-29", "P4Y", "2028-02-29"),
        ("2023-02-28", "P1Y", "2024-02-28"),
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2024-01-31", "P1M", "2024-02-29"),
        ("2026-12-31", "P1M", "2027-01-31"),
        ("2026-11-30", "P1M", "2026-12-30"),
        ("2026-03-31", "P13M", "2027-04-30"),
        ("2026-03-01", "P30D", "2026-03-31"),
        ("9999-03-01", "P1Y", "9999-12-31"),
        ("9999-12-20", "P30D", "9999-12-31"),
    ],
)
def test_the_last_day_of_a_period(start: str, period: str, last: str) -> None:
    assert last_day(date.fromisoformat(start), period) == date.fromisoformat(last)


def test_the_first_free_day_follows_the_last_one() -> None:
    assert first_free_day(date(2026, 3, 1), "P1Y") == date(2027, 3, 2)
    assert first_free_day(date(9999, 12, 1), "P1Y") == date.max
    assert following(date(2026, 12, 31)) == date(2027, 1, 1)
    assert anniversary(date(2026, 3, 1), "P1Y") == date(2027, 3, 1)


def test_a_day_is_within_from_the_event_through_the_last_day() -> None:
    start = date(2026, 3, 1)

    assert [is_within(day, start, "P1Y") for day in (date(2026, 2, 28), start, date(2027, 3, 1), date(2027, 3, 2))] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("day", "period", "first"),
    [
        ("2027-03-01", "P1Y", "2026-03-01"),
        ("2024-02-29", "P1Y", "2023-03-01"),
        ("2025-02-28", "P1Y", "2024-02-28"),
        ("2026-03-31", "P1M", "2026-03-01"),
        ("2026-03-31", "P30D", "2026-03-01"),
        ("2027-03-01", "P2Y", "2025-03-01"),
        ("2027-03-01", "P3M", "2026-12-01"),
    ],
)
def test_the_first_day_that_still_reaches(day: str, period: str, first: str) -> None:
    assert first_day_reaching(date.fromisoformat(day), period) == date.fromisoformat(first)


def test_month_ends() -> None:
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
    assert month_end(date(2026, 12, 31)) == date(2026, 12, 31)


@pytest.mark.parametrize("text", ["1Y", "P0Y", "P1W", "P1Y2M", "P-1Y", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        Length.parse(text)
