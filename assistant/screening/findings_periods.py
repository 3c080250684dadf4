"""What has run out: permits, monitoring reports, ledgers, online data.

Lives here: `permits`, `reports`, `ledgers`. May import: raised, ledger, grading.periods. 有效期至 D is valid on D; a report
counts from its last sampling day, and exactly one year back is good; a ledger is judged by the year before `as_of`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from assistant.grading.periods import last_day
from assistant.screening.fields import OnDay, Paper
from assistant.screening.ledger import Kept, kept_days, year_before
from assistant.screening.raised import Pack, Raised, at, spot
from assistant.screening.report import Evidence, Kind, Status

_SLACK = timedelta(days=31)  # a ledger kept by months begins with the month in which the year begins
_ONE_YEAR = timedelta(days=397)  # of one ledger: a calendar year that began before the year asked for mixes nothing
_GAP = timedelta(days=100)  # without a row, at the ends of the year or within
_ENOUGH = 6  # rows below which a ledger is too sparse to speak of gaps (a filter changed twice a year)


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
    for item in pack.checklist.items:
        if item.id == "monitoring_report" or not (item.max_age or item.covers):
            continue
        first = year_before(pack.as_of, item.max_age or item.covers or "P1Y")
        papers = [(paper, kept_days(paper.segment)) for paper in pack.of(item.id)]
        outside = [one for paper, kept in papers for one in _outside(pack, paper, kept, first)]
        yield from outside
        if not outside:  # rows of the wrong year are what is lacking: once is enough
            yield from _gaps(pack, papers, first)


def _outside(pack: Pack, paper: Paper, kept: Kept, first: date) -> Iterator[Raised]:
    span = f"{first.isoformat()} 至 {pack.as_of.isoformat()}"
    if not kept.days:
        if kept.years and max(kept.years) < first.year:
            said = f"台账为 {max(kept.years)} 年，不在最近一年（{span}）内"
            yield Raised(Kind.LEDGER_OUT_OF_PERIOD, paper, said, _places(paper), status=Status.EXPIRED)
        return
    inside = kept.within(first, pack.as_of)
    outside = [
        one for one in kept.days if (one.day < first - _SLACK or one.day > pack.as_of + _SLACK) and one.at.cell.sure
    ]
    if not outside:
        return
    if not inside:
        worst = max(outside, key=lambda one: one.day)
        said = f"记录最晚到 {worst.day.isoformat()}，没有一条在最近一年（{span}）内"
        yield Raised(Kind.LEDGER_OUT_OF_PERIOD, paper, said, (at(worst.at),), status=Status.EXPIRED)
    elif _span([*inside, *outside]) > _ONE_YEAR and not (len(outside) == 1 and outside[0].at.view.by_ocr):
        said = f"{len(outside)} 条记录不在最近一年（{span}）内，例如 {outside[0].day.isoformat()}，不同年份混在一起"
        places = (at(outside[0].at), at(inside[0].at))
        yield Raised(Kind.LEDGER_OUT_OF_PERIOD, paper, said, places, status=Status.SUSPECT)


def _span(rows: Sequence[OnDay]) -> timedelta:
    return max(one.day for one in rows) - min(one.day for one in rows)


def _gaps(pack: Pack, papers: Sequence[tuple[Paper, Kept]], first: date) -> Iterator[Raised]:
    """A year of which the rows of all papers of a kind leave a long stretch out."""
    rows = sorted(
        ((one, paper) for paper, kept in papers for one in kept.within(first, pack.as_of)), key=lambda row: row[0].day
    )
    if not rows or not all(view.whole or not view.by_ocr for paper, _ in papers for view in paper.segment.views):
        return
    days = [first, *(one.day for one, _ in rows), pack.as_of]
    gap, since = max((later - earlier, earlier) for earlier, later in pairwise(days))
    if gap > _GAP and len(rows) >= _ENOUGH:
        until = since + gap
        said = f"最近一年中 {since.isoformat()} 至 {until.isoformat()} 没有记录"
        places = tuple(dict.fromkeys((at(rows[0][0].at), at(rows[-1][0].at))))
        yield Raised(Kind.PERIOD_INCOMPLETE, rows[0][1], said, places)


def _places(paper: Paper) -> tuple[Evidence, ...]:
    return (spot(paper.segment.views[0], paper.segment.cell),)
