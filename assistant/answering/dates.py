"""Dates as people say them: a day, or the days it may have been.

Lives here: `dates_in`: 今年3月1号, 去年8月, 上个月, 半年前, 2025.3.1 -> spans of days relative to `as_of`. May import: the
standard library, library.clause (numerals). A span is what the words allow, never a guess inside it. No bar is counted
here: that is grading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.grading.periods import month_end
from assistant.library.clause import arabic_number

_N = "[0-9零一二两三四五六七八九十]"
_TITLES = re.compile(
    r"《[^》]*》|\[?20[0-9]{2}\]?(?:年)?(?:[0-9]+号|修订版?|版|的?实施办法|的?办法|技术指南|年?指南)|环办[^,。?]{0,14}号|豫环[^,。?]{0,14}号"
)
_PART = {
    "初": (1, 1 / 3),
    "上旬": (0, 1 / 3),
    "中旬": (1 / 3, 2 / 3),
    "下旬": (2 / 3, 1),
    "底": (2 / 3, 1),
    "末": (2 / 3, 1),
}
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1}


@dataclass(frozen=True, slots=True)
class Span:
    """The days that `said` may mean, both ends in; at `start` to `end` of the text."""

    first: date
    last: date
    said: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        return self.first == self.last


_WITH_YEAR = re.compile(r"20[0-9]{2}|[今去前]年")
_WITHOUT_YEAR = re.compile(rf"(?:同年|当年|同月)?的?{_N}{{1,2}}月")
# 之前 leaves the day out.
_BEFORE = re.compile(r"(?:之前|以前)(?=(?:被|受|挨|吃|收到|的)?(?:罚|处罚|通报|查|违法|环保|行政))")
_EARLIEST = date(2000, 1, 1)


def dates_in(text: str, *, as_of: date) -> tuple[Span, ...]:
    """The dates in `text` (normal form), in order, none inside another; titles of documents are no dates."""
    masked = _TITLES.sub(lambda found: "#" * len(found.group()), text).replace("元月", "1月")
    spans: list[Span] = []
    for pattern, meant in _FORMS:
        for found in pattern.finditer(masked):
            if any(s.start < found.end() and found.start() < s.end for s in spans):
                continue
            days = meant(found, as_of)
            if days and _BEFORE.match(masked, found.end()):
                days = _EARLIEST, days[0] - timedelta(days=1)
            if days:
                spans.append(Span(days[0], days[1], found.group(), found.start(), found.end()))
    return _in_their_years(sorted(spans, key=lambda s: s.start), as_of)


def _in_their_years(spans: list[Span], as_of: date) -> tuple[Span, ...]:
    """A month said without its year, after a day with one, is the next such month from there: 2025年3月…，6月…"""
    out: list[Span] = []
    for span in spans:
        named = next((s for s in reversed(out) if _WITH_YEAR.search(s.said)), None)
        if named and _WITHOUT_YEAR.match(span.said):
            for year in (named.first.year, named.first.year + 1):
                days = _moved(span.first, year), _moved(span.last, year)
                if named.first <= days[1] and days[0] <= as_of:
                    span = replace(span, first=days[0], last=min(days[1], as_of))
                    break
        out.append(span)
    return tuple(out)


def _moved(day: date, year: int) -> date:
    return (_day(year, day.month, day.day) or (month_end(date(year, day.month, 1)),))[0]


Days = tuple[date, date] | None


def _day(year: int, month: int, day: int) -> Days:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _month(year: int, month: int, part: str = "") -> Days:
    if not (1 <= month <= 12 and 1990 <= year <= 2100):
        return None
    first = date(year, month, 1)
    last = month_end(first)
    if part in _PART:
        low, high = _PART[part]
        length = last.day
        first, last = (
            date(year, month, max(1, round(length * low) + (1 if low else 0)) if part != "初" else 1),
            date(year, month, max(1, round(length * high))),
        )
    return first, last


def _year(year: int, part: str = "") -> Days:
    if not 1990 <= year <= 2100:
        return None
    ends = {
        "上半年": ((1, 1), (6, 30)),
        "下半年": ((7, 1), (12, 31)),
        "年初": ((1, 1), (3, 31)),
        "初": ((1, 1), (3, 31)),
        "年底": ((11, 1), (12, 31)),
        "底": ((11, 1), (12, 31)),
        "春天": ((2, 1), (5, 31)),
        "夏天": ((5, 1), (8, 31)),
        "秋天": ((8, 1), (11, 30)),
        "冬天": ((11, 1), (12, 31)),
    }
    first, last = ends.get(part, ((1, 1), (12, 31)))
    return date(year, *first), date(year, *last)


def _number(text: str | None) -> int:
    return (arabic_number(text) or 0) if text else 0


def _y(text: str) -> int:
    year = int("".join(str("零一二三四五六七八九".index(c)) if c in "零一二三四五六七八九" else c for c in text))
    return year + 2000 if year < 100 else year


def _relative_year(word: str, as_of: date) -> int:
    return as_of.year + _YEARS[word]


def _capped(days: Days, as_of: date) -> Days:
    """A past event in a span that reaches beyond today ended today at the latest."""
    if days and days[0] <= as_of < days[1]:
        return days[0], as_of
    return days


def _back_months(day: date, months: float) -> date:
    return day - timedelta(days=round(months * 30.4375))


def _ago(number: float, unit: str, as_of: date, more: bool) -> Days:
    if unit in "天日":
        day = as_of - timedelta(days=round(number))
        return day, day
    months = number * {"周": 0.23, "星期": 0.23, "月": 1, "年": 12}[unit]
    slack = 0.5 if months <= 12 or unit == "月" else 6
    if more:
        return _back_months(as_of, months + (6 if unit == "月" else 12)), _back_months(as_of, months) - timedelta(
            days=1
        )
    if months < 0.5:
        slack = 0.15
    return _back_months(as_of, months + slack), min(as_of, _back_months(as_of, max(0, months - slack)))


def _without_year(month: int, day: int, as_of: date) -> Days:
    """The most recent such day that is not after `as_of`; a day later in this year where the words say so is kept."""
    this = _day(as_of.year, month, day)
    if this and this[0] > as_of + timedelta(days=62):
        return _day(as_of.year - 1, month, day)
    return this


_Form = tuple[re.Pattern[str], Callable[[re.Match[str], date], Days]]
_FORMS: tuple[_Form, ...] = (
    (
        re.compile(
            r"(20[0-9]{2}|二零[零一二三四五六七八九]{2}|(?<![0-9])[12][0-9](?=年))(?:年|[-./])("
            + _N
            + r"{1,3})(?:月份?|[-./])("
            + _N
            + r"{1,3})(?:日|号)?(?![0-9])"
        ),
        lambda m, _: _day(_y(m[1]), _number(m[2]), _number(m[3])),
    ),
    (
        re.compile(rf"(?:[今去前本上]年)?\((20[0-9]{{2}})年?\)年?({_N}{{1,3}})月份?({_N}{{1,3}})(?:日|号)"),
        lambda m, _: _day(int(m[1]), _number(m[2]), _number(m[3])),
    ),
    (
        re.compile(rf"({_N}{{1,3}})月份?({_N}{{1,3}})(?:日|号)\((20[0-9]{{2}})年?\)"),
        lambda m, _: _day(int(m[3]), _number(m[1]), _number(m[2])),
    ),
    (
        re.compile(r"(20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"),
        lambda m, _: _day(int(m[1]), int(m[2]), int(m[3])),
    ),
    (re.compile(r"去年的?(?:今天|今日|这一天|这天)"), lambda m, a: _year_ago(a)),
    (
        re.compile(rf"(今年|本年|去年|上年|大前年|前年|明年)的?({_N}{{1,3}})(?:月份?|[-./])({_N}{{1,3}})(?:日|号)?"),
        lambda m, a: _day(_relative_year(m[1], a), _number(m[2]), _number(m[3])),
    ),
    (
        re.compile(rf"(20[0-9]{{2}}|[12][0-9](?=年))年({_N}{{1,2}})月份?(初|上旬|中旬|下旬|底|末)?"),
        lambda m, a: _capped(_month(_y(m[1]), _number(m[2]), m[3] or ""), a),
    ),
    (
        re.compile(rf"(今年|本年|去年|上年|大前年|前年|明年)的?({_N}{{1,2}})月份?(初|上旬|中旬|下旬|底|末)?"),
        lambda m, a: _capped(_month(_relative_year(m[1], a), _number(m[2]), m[3] or ""), a),
    ),
    (
        re.compile(r"(今年|本年|去年|上年|大前年|前年)的?(上半年|下半年|年初|年底|底|初|春天|夏天|秋天|冬天)?(?!度)"),
        lambda m, a: _capped(_year(_relative_year(m[1], a), m[2] or ""), a),
    ),
    (
        re.compile(rf"上上个?月({_N}{{1,3}})(?:日|号)"),
        lambda m, a: _day((p := _previous(_previous(a))).year, p.month, _number(m[1])),
    ),
    (
        re.compile(rf"(?<!上)(?:上个?月|上月)({_N}{{1,3}})(?:日|号)"),
        lambda m, a: _day((p := _previous(a)).year, p.month, _number(m[1])),
    ),
    (
        re.compile(rf"(?:这个?月|本月)({_N}{{1,3}})(?:日|号)"),
        lambda m, a: _day(a.year, a.month, _number(m[1])),
    ),
    (
        re.compile(rf"(?:(?:同年|当年)的?|(?<![0-9年]))({_N}{{1,2}})(?:月份?)({_N}{{1,3}})(?:日|号)"),
        lambda m, a: _without_year(_number(m[1]), _number(m[2]), a),
    ),
    (re.compile(r"上上个?月"), lambda m, a: _month((p := _previous(_previous(a))).year, p.month)),
    (
        re.compile(r"上个?月(?:份)?(初|上旬|中旬|下旬|底|末)?"),
        lambda m, a: _month((p := _previous(a)).year, p.month, m[1] or ""),
    ),
    (re.compile(r"(?:这个?月|本月)(?!底)(?:初)?"), lambda m, a: _capped(_month(a.year, a.month), a)),
    (
        re.compile(r"上上(?:个)?(?:周|星期|礼拜)"),
        lambda m, a: (a - timedelta(a.weekday() + 14), a - timedelta(a.weekday() + 8)),
    ),
    (
        re.compile(r"上(?:个)?(?:周|星期|礼拜)[一二三四五六日天]?"),
        lambda m, a: (a - timedelta(a.weekday() + 7), a - timedelta(a.weekday() + 1)),
    ),
    (re.compile(r"(?:这|本)(?:个)?(?:周|星期|礼拜)"), lambda m, a: (a - timedelta(a.weekday()), a)),
    (re.compile(r"大前天"), lambda m, a: (a - timedelta(3), a - timedelta(3))),
    (re.compile(r"前天"), lambda m, a: (a - timedelta(2), a - timedelta(2))),
    (re.compile(r"昨天|昨日|昨晚|昨儿"), lambda m, a: (a - timedelta(1), a - timedelta(1))),
    (re.compile(r"前几天|前些天|这几天|最近几天|前两天"), lambda m, a: (a - timedelta(15), a)),
    (
        re.compile(r"刚刚|刚才|刚(?=被|让|给|挨|吃|出|下|收|拿|作出|罚|处罚|接到|领)"),
        lambda m, a: (a - timedelta(30), a),
    ),
    (re.compile(r"(?:过去|前)?(半)年(多)?(?:以)?前"), lambda m, a: _ago(6, "月", a, bool(m[2]))),
    (
        re.compile(rf"({_N}{{1,3}}|几)(?:个)?(天|日|周|星期|月|年)(半)?(多)?(?:以|之)?前(?!报|完成|将|把)"),
        lambda m, a: None if m[1] == "几" else _ago(_number(m[1]) + (0.5 if m[3] else 0), m[2], a, bool(m[4])),
    ),
    (
        re.compile(rf"({_N}{{1,3}})(?:个)?(年|月)多了?(?=,|。|\?|!|了|$|这|还)"),
        lambda m, a: _ago(_number(m[1]), m[2], a, True),
    ),
    (
        re.compile(rf"({_N}{{1,2}})年(?:零|又|多)?({_N}{{1,2}})个月(多)?(?:以?前|了)?"),
        lambda m, a: _ago(12 * _number(m[1]) + _number(m[2]), "月", a, bool(m[3])),
    ),
    (re.compile(r"(?:刚)?(?:已经)?过了?半年"), lambda m, a: _ago(6, "月", a, False)),
    (re.compile(r"(?<!年)(上|下)半年"), lambda m, a: _capped(_year(a.year, m[1] + "半年"), a)),
    (re.compile(r"年初"), lambda m, a: _capped(_year(a.year, "年初"), a)),
    (
        re.compile(r"(?<!今)(?<!去)(?<!每)(?:当年)?年底(?!前)"),
        lambda m, a: _capped(_year(a.year - 1 if a.month < 11 else a.year, "年底"), a),
    ),
    (
        re.compile(
            rf"(?:(?:同年|当年)的?|(?<![0-9年每]))({_N}{{1,2}})月份?(?!底)(初|上旬|中旬|下旬|末)?(?=已|拿|联网|恢复|又|再|被|让|给|的时候|罚|受|因|挨|吃|我们|环保|那|查|出|,|处|偷|新|上|超|拿|通报|才|补|续|换|取得|领到|整改|装|办|完|刚)"
        ),
        lambda m, a: _capped(_recent_month(_number(m[1]), m[2] or "", a), a),
    ),
    (
        re.compile(r"(?<![0-9])(20[0-9]{2})年(上半年|下半年|年初|年底|底|初)?(?![0-9度])"),
        lambda m, a: _capped(_year(int(m[1]), m[2] or ""), a),
    ),
)


def _year_ago(day: date) -> Days:
    """The corresponding day of the year before; 28 February for a leap day."""
    return _day(day.year - 1, day.month, day.day) or _day(day.year - 1, 2, 28)


def _recent_month(month: int, part: str, as_of: date) -> Days:
    year = as_of.year if month <= as_of.month else as_of.year - 1
    return _month(year, month, part)


def _previous(day: date) -> date:
    return day.replace(day=1) - timedelta(days=1)
