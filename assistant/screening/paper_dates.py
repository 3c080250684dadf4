"""Dates as papers print them: 2025年3月1日, 二〇二五年三月一日, 2025.3.1, 2025-03-01 08:00, 20250301, 长期.

Lives here: `Dated`, `dates_in`, `last_date`, `terms_in`, `months_in`. May import: library.clause (numerals). What is not
a day of the calendar is no date: never mended, never guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant.library.clause import arabic_number

_DIGIT = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_HAN = "〇○零一二三四五六七八九"
_FULL = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?:年|[-./])(?P<m>0?[1-9]|1[0-2])(?:月|[-./])(?P<d>3[01]|[12][0-9]|0?[1-9])(?:日|号|(?![0-9]))"
)
_PACKED = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>20[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z])"
)
_SPELT = re.compile(rf"(?P<y>[{_HAN}]{{4}})年(?P<m>[{_HAN}十]{{1,3}})月(?P<d>[{_HAN}十]{{1,3}})[日号]")
_TAIL = re.compile(
    r"(?:[T0-9:]{0,9}(?:~|至|到|-|—|–|、|,|和|及){1,4})(?:(?P<m>0?[1-9]|1[0-2])(?:月|[-./]))?(?P<d>3[01]|[12][0-9]|0?[1-9])(?:日|号|(?![0-9年:.-]))"
)
_MONTH = re.compile(
    r"(?<![0-9])(?P<y>20[0-9]{2})(?:年|[-./])(?P<m>0?[1-9]|1[0-2])(?:月(?:份)?|(?![0-9]))(?![0-9]{1,2}[日号])(?![-./][0-9])"
)
_BARE = re.compile(
    r"(?<![0-9.年/-])(?P<m>0?[1-9]|1[0-2])(?:月|[-/.])(?P<d>3[01]|[12][0-9]|0?[1-9])(?:日|号|(?![0-9./%-]))"
)
_TERM = re.compile(r"(?:至|到|~|—|–|-{1,2})")
FOREVER = re.compile(r"长期|永久|无固定期限|长久")


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, as printed, at `start` to `end` of the text."""

    day: date
    said: str
    start: int
    end: int


def dates_in(text: str) -> list[Dated]:
    """The days in `text` (NFKC, no white space), in order; the short end of a span takes year and month of its start.

    >>> [str(found.day) for found in dates_in("采样日期:2025年3月1日~2日,报告二〇二五年三月十日")]
    ['2025-03-01', '2025-03-02', '2025-03-10']
    """
    found: list[Dated] = []
    for match in _FULL.finditer(text):
        found += _one(match["y"], match["m"], match["d"], match.group(), match.start(), match.end())
        found += _tail(text, found[-1] if found and found[-1].end == match.end() else None)
    for match in _SPELT.finditer(text):
        year, month, day = match["y"].translate(_DIGIT), _number(match["m"]), _number(match["d"])
        found += _one(year, month, day, match.group(), match.start(), match.end())
    taken = [(one.start, one.end) for one in found]
    for match in _PACKED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found += _one(match["y"], match["m"], match["d"], match.group(), match.start(), match.end())
    return sorted(found, key=lambda one: one.start)


def _tail(text: str, first: Dated | None) -> list[Dated]:
    if first is None:
        return []
    match = _TAIL.match(text, first.end)
    if not match:
        return []
    later = _one(
        str(first.day.year), match["m"] or str(first.day.month), match["d"], match.group(), first.end, match.end()
    )
    return later if later and later[0].day >= first.day else []


def _number(word: str) -> str:
    if "十" in word:
        return str(arabic_number(word))
    return word.translate(_DIGIT)


def _one(year: str, month: str, day: str, said: str, start: int, end: int) -> list[Dated]:
    try:
        return [Dated(date(int(year), int(month), int(day)), said, start, end)]
    except ValueError:
        return []


def last_date(text: str) -> date | None:
    """The latest day that `text` names."""
    return max((one.day for one in dates_in(text)), default=None)


def months_in(text: str) -> list[tuple[int, int]]:
    """Months named without a day (2025年3月), as (year, month)."""
    days = [(one.start, one.end) for one in dates_in(text)]
    return [
        (int(match["y"]), int(match["m"]))
        for match in _MONTH.finditer(text)
        if not any(start <= match.start() < end for start, end in days)
    ]


def days_of_year(text: str, year: int) -> list[date]:
    """Days printed without their year (3月1日, 03-01), taken to lie in `year`."""
    taken = [(one.start, one.end) for one in dates_in(text)]
    return [
        one.day
        for match in _BARE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
        for one in _one(str(year), match["m"], match["d"], match.group(), match.start(), match.end())
    ]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, slots=True)
class Term:
    """How long something is good: through `last`; None: 长期."""

    last: date | None
    said: str


def term_in(text: str) -> Term | None:
    """The end of validity that `text` states: the latest day, 长期, or None where it states neither.

    >>> term_in("自2022年5月1日至2027年4月30日止").last
    datetime.date(2027, 4, 30)
    """
    days = dates_in(text)
    if days:
        after = text[days[-1].end :]
        if len(days) == 1 and FOREVER.search(after):
            return Term(None, text)
        return Term(max(one.day for one in days), text)
    if FOREVER.search(text):
        return Term(None, text)
    return None
