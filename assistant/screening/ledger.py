"""Ledgers and online data: which days their rows are of, and how these lie to the year before a day.

Lives here: `Kept`, `kept_days`, `year_before`. May import: segments, labels, paper_dates, grading.periods. A row's day is
its first; columns of other days (注册日期, 有效期 …) do not count; rows without a year take it from the title above them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.grading.periods import last_day
from assistant.screening.fields import OnDay
from assistant.screening.labels import Seen
from assistant.screening.paper_dates import dates_in, days_of_year, month_end, months_in
from assistant.screening.segments import Segment
from assistant.screening.views import Cell, Row, View

_HEAD = re.compile(r"日期|时间|年月日|车牌|设施|设备|产量|序号|点位|记录|因子|浓度|货物|时段|月份")
_OTHER_DAY = re.compile(
    r"注册|登记日|出厂日|生产日期|制造|投用|投运|购[置买]|有效|检验|校准|校验|到期|打印|导出|制表|填表|填报|启用|安装|年检|发证|合同|编码"
)
_BESIDE = re.compile(r"(?:制表|填表|填报|打印|导出|审核|编制|查询|更新|启用|投运|安装)(?:日期|时间)")
_YEAR = re.compile(r"(20[0-9]{2})年?(?:度|全年|年度)?")
_YEAR_TITLE = re.compile(r"(?<![0-9])(20[0-9]{2})年(?:度|全年)?(?!\s*[0-9]{1,2}月[0-9])")


@dataclass(frozen=True, slots=True)
class Kept:
    """The days of a ledger's rows; `months`: rows that name a month only, taken as its last day; `years`: of the title."""

    days: tuple[OnDay, ...]
    years: tuple[int, ...]

    def within(self, first: date, last: date) -> list[OnDay]:
        return [one for one in self.days if first <= one.day <= last]


def year_before(as_of: date, period: str) -> date:
    """The first day of the `period` (P1Y) that ends on `as_of`: exactly one year back is good.

    >>> year_before(date(2026, 3, 15), "P1Y"), year_before(date(2024, 2, 29), "P1Y")
    (datetime.date(2025, 3, 15), datetime.date(2023, 3, 1))
    """
    day = as_of - timedelta(days=400)
    while last_day(day, period) < as_of:
        day += timedelta(days=1)
    return day


def kept_days(segment: Segment) -> Kept:
    """The days of the rows, in the order of the pages."""
    days: list[OnDay] = []
    years: set[int] = set()
    for view in segment.views:
        year: int | None = None
        ignored: list[Cell] = []
        for rank, row in enumerate(view.rows):
            if _is_head(row):
                ignored = [cell for cell in row.cells if _OTHER_DAY.search(cell.text)]
                continue
            named = _YEAR_TITLE.search(row.text)
            if named and len(row.cells) <= 2 and rank <= 6 and not dates_in(row.text):
                year = int(named[1])
                years.add(year)
            days += _row_days(view, row, year, ignored)
    return Kept(tuple(days), tuple(sorted(years)))


def _is_head(row: Row) -> bool:
    heads = sum(1 for cell in row.cells if _HEAD.search(cell.text))
    return len(row.cells) >= 3 and heads >= 2 and not any(dates_in(cell.text) for cell in row.cells)


def _row_days(view: View, row: Row, year: int | None, ignored: list[Cell]) -> list[OnDay]:
    if _BESIDE.search(row.text):
        return []
    if len(row.cells) < 2 and len(row.text) > 40 and not _starts_with_day(row.text):
        return []
    for cell in row.cells:
        if any(_under(cell, head) for head in ignored):
            continue
        found = [one.day for one in dates_in(cell.text)[:1]]
        found = (
            found or [month_end(y, m) for y, m in months_in(cell.text)[:1]]
            if len(cell.text) <= 12 or len(row.cells) == 1
            else found
        )
        if not found and year is not None and len(cell.text) <= 14:
            found = days_of_year(cell.text, year)[:1]
        if found and (len(row.cells) >= 2 or _starts_with_day(cell.text)):
            return [OnDay(day, Seen(cell.text, cell, view)) for day in found]
    return []


def _starts_with_day(text: str) -> bool:
    days = dates_in(text)
    return bool(days and days[0].start <= 4)


def _under(cell: Cell, head: Cell) -> bool:
    return cell.box.x1 > cell.box.x0 and cell.box.x0 < head.box.x1 - 2 and head.box.x0 < cell.box.x1 - 2
