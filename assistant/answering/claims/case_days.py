"""Days that are told from today or in part (今年四月, 去年9月12日, 7个多月前, 上个月底), said as the full days that they mean.

Lives here: `with_days`. A part of a date stands for a day of the case only where exactly one day of the case lies in it; what
means no one day is left as it stands, and nothing carries it. May import: claims.dossier, library.clause.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from assistant.answering.claims.dossier import Dossier
from assistant.library.clause import arabic_number

_N = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "后年": 2}
_MONTHS = {"上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_PART = "上旬|中旬|下旬|月初|月中|月底|月末|初|底|末|中"
_HALVES = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
}
_HALF = "|".join(_HALVES)
_TOLD = rf"(?P<day>{_N})[日号]|(?P<part>{_PART})"
_OF_YEAR = re.compile(
    rf"(?P<year>{'|'.join(_YEARS)})(?:的)?(?:第?(?P<half>{_HALF})|(?P<m>{_N})月份?(?:的)?(?:{_TOLD})?|(?P<alone>(?=[^，。；]{{0,3}}(?:那|的?(?:处罚|罚单|通报|变动)|(?:因|被|受|发生)[^，。；]{{0,8}}(?:罚|通报)))))"
)
_OF_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})(?:的)?(?:{_TOLD})?")
_THEN = re.compile(rf"(?P<then>同年|当年|次年|翌年|第二年)(?:的)?(?P<m>{_N})月份?(?:(?P<day>{_N})[日号])?")
_FULL_YEAR = re.compile(r"((?:19|20)\d{2})年")
_PARTLY = re.compile(rf"(?P<y>(?:19|20)\d{{2}})年(?P<m>\d{{1,2}})月份?(?!\d)(?P<part>{_PART})?(?!\d)")
_BARE = re.compile(
    rf"(?<![\d一二三四五六七八九十年个每几])(?P<m>{_N})月(?:份|(?P<part>{_PART}))?(?![\d一二三四五六七八九十前内])"
)
_AGO = re.compile(
    rf"(?:大约|约|将近)?(?:(?P<n>{_N})个?(?P<many>多)?(?P<unit>月|年)(?P<more>多)?|(?P<half>半年)(?P<over>多)?)(?:之前|以前|前)(?!期)"
)
_AND_MORE = re.compile(rf"({_N})个多月")
_EVERY = re.compile("每年|每月|每个月|逐月")
_ABOUT = re.compile("(?<=[月日号份])(?:前后|左右)")
_YEAR = 12


def with_days(text: str, of: Dossier) -> str:
    """`text` with its days as full as today and the case make them."""
    if not _SAYS_WHEN.search(text):
        return text
    text = _ABOUT.sub("", text)
    text = _AGO.sub(lambda m: _ago(m, of.as_of, _known(of, m)), text)
    text = _OF_YEAR.sub(lambda m: _in_year(m, of.as_of, _known(of, m)), text)
    text = _OF_MONTH.sub(lambda m: _in_month(m, of.as_of), text)
    text = _THEN.sub(_after_that, text)
    text = _AND_MORE.sub(r"\1多个月", text)
    if not _EVERY.search(text):
        text = _BARE.sub(lambda m: _one(m, _known(of, m)), text)
    return _PARTLY.sub(lambda m: _whole(m, _known(of, m)), text)


_SAYS_WHEN = re.compile("年|月")


_EVENT = re.compile("^[^，。；]{0,6}(?:罚|通报|变动|造假|虚假|行贿|拒|违法|查|整改)")
_GRADED = re.compile("^[^，。；]{0,6}(?:评|定级|拿到|取得)")


def _known(of: Dossier, found: re.Match[str]) -> frozenset[date]:
    """The days of what the words after a date speak of: events and what was put right, the day of the grade on record; all of them
    where they say neither."""
    after = found.string[found.end() :]
    events = [*(e.day for e in of.events or ()), *(e.remedied_on for e in of.events or ())]
    graded = [of.case.graded_on]
    told = events if _EVENT.match(after) else graded if _GRADED.match(after) else [*events, *graded]
    return frozenset(day for day in told if isinstance(day, date))


def _number(text: str) -> int:
    return arabic_number(text) or 0


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _only(days: frozenset[date], fits: Callable[[date], bool]) -> date | None:
    """The one day that fits; None where none does, or several."""
    found = [day for day in days if fits(day)]
    return found[0] if len(found) == 1 else None


def _span(year: int, month: int, part: str | None) -> tuple[date, date]:
    """The first and last day of a part of a month."""
    last = monthrange(year, month)[1]
    first, end = {
        "上旬": (1, 10),
        "中旬": (11, 20),
        "下旬": (21, last),
        "初": (1, 10),
        "中": (11, 20),
        "底": (last - 6, last),
        "末": (last - 6, last),
    }.get((part or "").removeprefix("月"), (1, last))
    return date(year, month, first), date(year, month, end)


def _in_year(found: re.Match[str], today: date, days: frozenset[date]) -> str:
    year = today.year + _YEARS[found["year"]]
    if found["half"] is not None:
        first, last = _HALVES[found["half"]]
        one = _only(days, lambda d: d.year == year and first <= d.month <= last)
        return _said(one) if one else found.group()
    if found["alone"] is not None:
        one = _only(days, lambda d: d.year == year)
        return _said(one) if one and year != today.year else found.group()
    return _dated(year, _number(found["m"]), found)


def _dated(year: int, month: int, found: re.Match[str]) -> str:
    if not 1 <= month <= _YEAR:
        return found.group()
    if found["day"]:
        return f"{year}年{month}月{_number(found['day'])}日"
    return f"{year}年{month}月{(found['part'] or '').removeprefix('月')}"


def _in_month(found: re.Match[str], today: date) -> str:
    at = today.year * _YEAR + today.month - 1 + _MONTHS[found["month"]]
    return _dated(at // _YEAR, at % _YEAR + 1, found)


def _after_that(found: re.Match[str]) -> str:
    """次年4月8日, counted from the year that was told last."""
    before = _FULL_YEAR.findall(found.string[: found.start()])
    month = _number(found["m"])
    if not before or not 1 <= month <= _YEAR:
        return found.group()
    year = int(before[-1]) + (0 if found["then"] in ("同年", "当年") else 1)
    return f"{year}年{month}月" + (f"{_number(found['day'])}日" if found["day"] else "")


def _one(found: re.Match[str], days: frozenset[date]) -> str:
    """A month without its year: the month of the one day of the case that lies in it."""
    month = _number(found["m"])
    one = _only(days, lambda d: d.month == month)
    return f"{one.year}年{month}月{(found['part'] or '').removeprefix('月')}" if one else found.group()


def _whole(found: re.Match[str], days: frozenset[date]) -> str:
    """A month with its year: the one day of the case that lies in it."""
    year, month = int(found["y"]), int(found["m"])
    if not 1 <= month <= _YEAR:
        return found.group()
    first, last = _span(year, month, found["part"])
    one = _only(days, lambda d: first <= d <= last)
    return _said(one) if one else found.group()


def _ago(found: re.Match[str], today: date, days: frozenset[date]) -> str:
    """八个月前, 半年多以前, 一年多前: the one day of the case that lies so far back."""
    if found["half"]:
        least, most = (6, 6) if found["over"] else (5, 6)
    else:
        count = _number(found["n"]) * (_YEAR if found["unit"] == "年" else 1)
        more = bool(found["many"] or found["more"])
        least = count
        most = count + (_YEAR - 1 if found["unit"] == "年" and more else 0)
        if not more:
            return _near(found, today, days, count)
    one = _only(days, lambda d: least <= _months(d, today) <= most)
    return _said(one) if one else found.group()


def _near(found: re.Match[str], today: date, days: frozenset[date], count: int) -> str:
    """八个月前: nearer to eight months than to seven or nine."""
    half = timedelta(days=15)
    one = _only(days, lambda d: count in (_months(d - half, today), _months(d + half, today)) and d < today)
    return _said(one) if one and count else found.group()


def _months(day: date, today: date) -> int:
    """Whole months from `day` to `today`."""
    return (today.year - day.year) * _YEAR + today.month - day.month - (today.day < day.day)
