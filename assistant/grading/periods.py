"""Periods: how days, months and years are counted, 比照 民法典 第二百条至第二百零二条 (an analogy, named as one).

Lives here: a day and a period -> its last day, the first day after it, the other reading (the anniversary itself).
May import: the standard library only. No holiday calendar is loaded, so `civil-code:203` is never applied: where it
may bear on a duty, the day is shown as `by` and the possible shift is said beside it. No length of any period is
written here: lengths are data of the law.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ISO = re.compile(r"P(?P<number>[1-9][0-9]*)(?P<unit>[DMY])")
_ONE_DAY = timedelta(days=1)
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time as the law states it: `number` of `unit` (D days, M months, Y years)."""

    number: int
    unit: str

    @classmethod
    @lru_cache(maxsize=64)
    def parse(cls, text: str) -> Length:
        """The length that an ISO 8601 period with one part spells. Raises ValueError for anything else.

        >>> Length.parse("P1Y")
        Length(number=1, unit='Y')
        """
        found = _ISO.fullmatch(text)
        if not found:
            raise ValueError(f"not a period: {text!r}")
        return cls(int(found["number"]), found["unit"])


@lru_cache(maxsize=65536)
def last_day(start: date, period: str) -> date:
    """The last day of a `period` that begins with an event on `start`; it counts in full (到期月的对应日).

    Rests on: civil-code:201 (the day of the event does not count) and civil-code:202 (the corresponding day is the
    last one; where there is none, the last day of the month). A day past the calendar's end is the calendar's end.

    >>> last_day(date(2026, 3, 1), "P1Y")
    datetime.date(2027, 3, 1)
    >>> last_day(date(2024, 2, 29), "P1Y")
    datetime.date(2025, 2, 28)
    >>> last_day(date(2026, 1, 31), "P1M")
    datetime.date(2026, 2, 28)
    """
    length = Length.parse(period)
    if length.unit == "D":
        return _shift(start, length.number)
    months = length.number * (_MONTHS_A_YEAR if length.unit == "Y" else 1)
    year, month = divmod(start.year * _MONTHS_A_YEAR + start.month - 1 + months, _MONTHS_A_YEAR)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, month_end(date(year, month + 1, 1)).day))


def first_free_day(start: date, period: str) -> date:
    """The first day on which an event of `start` no longer counts: the day after the last one.

    >>> first_free_day(date(2026, 3, 1), "P1Y")
    datetime.date(2027, 3, 2)
    >>> first_free_day(date(2024, 2, 29), "P1Y")
    datetime.date(2025, 3, 1)
    """
    return _shift(last_day(start, period), 1)


@lru_cache(maxsize=4096)
def first_day_reaching(day: date, period: str) -> date:
    """The first day whose `period` still runs on `day`: the earliest start with `day <= last_day(start, period)`.

    >>> first_day_reaching(date(2027, 3, 1), "P1Y"), first_day_reaching(date(2025, 3, 1), "P1Y")
    (datetime.date(2026, 3, 1), datetime.date(2024, 3, 1))
    """
    length = Length.parse(period)
    if length.unit == "D":
        return day - length.number * _ONE_DAY
    months = length.number * (_MONTHS_A_YEAR if length.unit == "Y" else 1)
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 - months, _MONTHS_A_YEAR)
    first = date(year, month + 1, 1)
    while last_day(first, period) < day:
        first += _ONE_DAY
    return first


def anniversary(start: date, period: str) -> date:
    """The other reading: free on the corresponding day itself, as if the day of the event counted.

    Only a verdict's named reading uses this; the default is `first_free_day`.

    >>> anniversary(date(2026, 3, 1), "P1Y")
    datetime.date(2027, 3, 1)
    """
    return last_day(start, period)


def is_within(day: date, start: date, period: str) -> bool:
    """Whether `day` lies in the period that an event on `start` opens: from the event itself through the last day.

    >>> is_within(date(2027, 3, 1), date(2026, 3, 1), "P1Y"), is_within(date(2027, 3, 2), date(2026, 3, 1), "P1Y")
    (True, False)
    """
    return start <= day <= last_day(start, period)


def month_end(day: date) -> date:
    """The last day of the month of `day` (每月底前, henan-2024:9(2)).

    >>> month_end(date(2028, 2, 3))
    datetime.date(2028, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _shift(day: date, days: int) -> date:
    """`day` and `days` days on; the calendar's end where it would be passed."""
    return day + days * _ONE_DAY if days <= (date.max - day).days else date.max


def following(day: date) -> date:
    """The day after `day`; the calendar's end where it would be passed."""
    return _shift(day, 1)
