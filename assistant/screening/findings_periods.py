"""What has run out: permits, monitoring reports, ledgers, online data.

Lives here: `permits`, `reports`, `ledgers`. May import: raised, ledger, grading.periods. 有效期至 D is valid on D; a report
counts from its last sampling day, and exactly one year back is good; a ledger is judged by the year before `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from assistant.grading.periods import last_day
from assistant.screening.fields import OnDay, Paper
from assistant.screening.ledger import Kept, kept_days, year_before
from assistant.screening.raised import Pack, Raised, at
from assistant.screening.report import Kind, Status

_SLACK = timedelta(days=31)  # a ledger kept by months begins with the month in which the year begins
_LEAST_MONTHS = 10  # of the twelve months of the year, those in which at least one row lies


def permits(pack: Pack) -> Iterator[Raised]:
    """A permit whose term ended before `as_of`."""
    for paper in pack.papers:
        item = pack.checklist.item(paper.id or "")
        if item is None or not item.expires or paper.term is None:
            continue
        term, seen = paper.term
        if term.last is not None and term.last < pack.as_of and seen.cell.sure:
            yield Raised(
                Kind.PERMIT_EXPIRED,
                paper,
                f"有效期至 {term.last.isoformat()}，在 {pack.as_of.isoformat()} 已过期",
                (at(seen),),
            )


def reports(pack: Pack) -> Iterator[Raised]:
    """A monitoring report whose last sampling day lies more than its age limit back."""
    for paper in pack.papers:
        item = pack.checklist.item(paper.id or "")
        if item is None or item.max_age is None or item.id != "monitoring_report":
            continue
        last = newest(paper)
        if last is not None and last_day(last.day, item.max_age) < pack.as_of and last.at.cell.sure:
            what = "最后采样日期" if paper.sampled else "报告日期"
            said = f"{what}为 {last.day.isoformat()}，距 {pack.as_of.isoformat()} 已超过一年"
            yield Raised(Kind.REPORT_TOO_OLD, paper, said, (at(last.at),))


def newest(paper: Paper) -> OnDay | None:
    """The day that tells how old a paper is."""
    if paper.sampled:
        return max(paper.sampled, key=lambda one: one.day)
    return paper.reported


def ledgers(pack: Pack) -> Iterator[Raised]:
    """Rows outside the year before `as_of`; a year that the rows do not fill."""
    for paper in pack.papers:
        item = pack.checklist.item(paper.id or "")
        if item is None or item.id == "monitoring_report" or not (item.max_age or item.covers):
            continue
        first = year_before(pack.as_of, item.max_age or item.covers or "P1Y")
        yield from _ledger(pack, paper, kept_days(paper.segment), first, covers=bool(item.covers))


def _ledger(pack: Pack, paper: Paper, kept: Kept, first: date, *, covers: bool) -> Iterator[Raised]:
    span = f"{first.isoformat()} 至 {pack.as_of.isoformat()}"
    if not kept.days:
        if kept.years and max(kept.years) < first.year:
            said = f"台账为 {max(kept.years)} 年，不在最近一年（{span}）内"
            yield Raised(Kind.LEDGER_OUT_OF_PERIOD, paper, said, _places(paper), status=Status.EXPIRED)
        return
    inside = kept.within(first, pack.as_of)
    outside = [one for one in kept.days if one.day < first - _SLACK or one.day > pack.as_of + _SLACK]
    if not inside:
        worst = max(kept.days, key=lambda one: one.day)
        said = f"记录最晚到 {worst.day.isoformat()}，没有一条在最近一年（{span}）内"
        yield Raised(Kind.LEDGER_OUT_OF_PERIOD, paper, said, (at(worst.at),), status=Status.EXPIRED)
    elif outside:
        said = f"{len(outside)} 条记录不在最近一年（{span}）内，例如 {outside[0].day.isoformat()}，不同年份混在一起"
        yield Raised(
            Kind.LEDGER_OUT_OF_PERIOD, paper, said, (at(outside[0].at), at(inside[0].at)), status=Status.SUSPECT
        )
    if inside and covers:
        yield from _gaps(pack, paper, inside, first)


def _gaps(pack: Pack, paper: Paper, inside: list[OnDay], first: date) -> Iterator[Raised]:
    """Months of the year in which no row lies; the broken ones at both ends do not count."""
    held = {(one.day.year, one.day.month) for one in inside}
    asked = list(_months(first, pack.as_of))[1:-1]
    lacking = [month for month in asked if month not in held]
    if len(asked) - len(lacking) < _LEAST_MONTHS - 1 and lacking:
        named = "、".join(f"{year}年{month}月" for year, month in lacking[:4]) + ("等" if len(lacking) > 4 else "")
        said = f"最近一年中有 {len(lacking)} 个月没有记录（{named}）"
        newest_row = max(inside, key=lambda one: one.day)
        yield Raised(Kind.PERIOD_INCOMPLETE, paper, said, (at(inside[0].at), at(newest_row.at)))


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _places(paper: Paper) -> tuple:  # type: ignore[type-arg]
    from assistant.screening.raised import spot

    return (spot(paper.segment.views[0], paper.segment.cell),)
