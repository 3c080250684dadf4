"""Reduction measures by grade and alert, from a table that has grades one way and alerts the other.

Lives here: `MeasureFound`, `MeasuresHead`, `measures_head`, `head_again`, `only_levels`, `rows_of_alerts`, `measures_in_table`, `not_understood`, `told_twice`, `told_together`, `unlabelled_end`, `with_rest_of_row`. May import:
importing.flow, header, lattice, responses, whom, wording; library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.importing.flow import Placed
from assistant.importing.header import DEEPEST, Head, plain
from assistant.importing.lattice import Cell, Found, words_box
from assistant.importing.responses import level_in
from assistant.importing.whom import Words
from assistant.importing.wording import said_by
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box

NEAR = 9.0  # points by which the sides of a table may differ from page to page
_SAYS_ALERT = re.compile(
    r"[黄橙红]色?\W{0,2}(?:重污染(?:天气)?|应急|预警|警报|响应)|[ⅠⅡⅢI一二三]级?\W{0,2}(?:应急)?响应|(?:预警|响应|警报)\W{0,2}[黄橙红]"
)
LABEL = 24  # letters: no label of an alert is longer
_OF_ALERTS = re.compile(r"预警|响应|警报|时段")  # what heads a column of alerts
_NOTE = re.compile(r"注|备\s*注|说\s*明")
_PARTED = re.compile(r"分别|依次")


@dataclass(frozen=True, slots=True)
class MeasureFound:
    """What an enterprise of a grade does under an alert, as printed."""

    grade: Grade
    alert: Alert
    raw: str
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of measures: whom or when it is about, and its sides."""

    names: tuple[Grade, ...] | tuple[Alert, ...]
    x0: float
    x1: float

    @property
    def of_alerts(self) -> bool:
        return isinstance(self.names[0], Alert)

    def within(self, found: Found, cells: Sequence[Cell]) -> list[Cell]:
        """Those that stand in it alone, where more than one does: its parts."""
        near = min(NEAR, (self.x1 - self.x0) / 4)
        inner = [c for c in cells if self.x0 - near <= found.columns[c.column] and found.columns[c.column + c.column_span] <= self.x1 + near]  # fmt: skip
        return inner if len(inner) > 1 else []

    def cell(self, found: Found, cells: Sequence[Cell]) -> Cell | None:
        """Which of these cells stands in it."""
        middle = (self.x0 + self.x1) / 2
        return next(
            (c for c in cells if found.columns[c.column] <= middle < found.columns[c.column + c.column_span]), None
        )


@dataclass(frozen=True, slots=True)
class MeasuresHead:
    """The head of a table of measures. `deep`: rows it takes; `columns`: those of measures; `words`: what names its rows; `said`:
    what its cells say."""

    deep: int
    columns: tuple[_Column, ...]
    words: Words
    said: tuple[str, ...] = ()

    @property
    def left(self) -> float:
        """Where the first column that is no label begins."""
        return min(column.x0 for column in self.columns)


def measures_head(found: Found, words: Words) -> MeasuresHead | None:
    """The head of a table that says what is done under which alert; None for any other: alerts in its head, or grades in its
    head and alerts down a column of labels."""
    for row in range(min(DEEPEST, found.high)):
        cells = [cell for cell in found.cells if cell.row == row and not cell.blank]
        deep = max((cell.row + cell.row_span for cell in cells), default=row + 1)
        across = _columns(found, cells, words.alerts)
        last = max((found.columns[cell.column + cell.column_span] for cell in cells), default=0.0)
        listed = len(across) == 1 and across[0].x1 < last  # a row that says when, and behind it what is done
        if len({name for one in across for name in one.names}) >= 2 and not listed:
            rows = [text for _, text in _labels(found, deep, across[0].x0)]
            return MeasuresHead(deep, tuple(across), words.beside(rows), _head_says(found, deep))
        beside = words.beside([said_by(cell).raw for cell in cells if cell.column])
        across = _columns(found, cells, beside.grades)
        labels = _labels(found, deep, across[0].x0) if across else []
        corner = (
            "".join(said_by(cell).raw for cell in cells if found.columns[cell.column] < across[0].x0) if across else ""
        )
        every = {name for one in across for name in one.names}
        enough = len(every) >= 2 or (every and every == set(words.ladder))
        empty = deep == found.high and bool(_OF_ALERTS.search(corner)) and len(every) > 1  # its rows stand overleaf
        if (
            enough
            and not (len(across) == 1 and across[0].x1 < last)  # a row that says whom, and behind it what is done
            and not any(words.alerts(said_by(cell).raw) for cell in cells)
            and (empty or _name_alerts(labels, words))
        ):
            return MeasuresHead(deep, tuple(across), beside, _head_says(found, deep))
    return None


def _head_says(found: Found, deep: int) -> tuple[str, ...]:
    return tuple(said_by(c).raw for c in found.cells if c.row < deep and not c.blank)


def head_again(found: Found, head: MeasuresHead) -> bool:
    """Whether a table begins with that head, as its rest does over the page: what stands below may be the rest of a row alone."""
    return found.high > head.deep and bool(head.said) and _head_says(found, head.deep) == head.said


def _columns(found: Found, cells: Sequence[Cell], name: Callable[[str], Sequence[Grade] | Sequence[Alert]]) -> list[_Column]:  # fmt: skip
    """The columns to which these cells of a head give names; none of them is the first, and no name comes twice."""
    out: list[_Column] = []
    for cell in sorted(cells, key=lambda one: one.column):
        names = name(said_by(cell).raw) if cell.column else []
        if names and not any(one in names for column in out for one in column.names):
            sides = (found.columns[cell.column], found.columns[cell.column + cell.column_span])
            out.append(_Column(tuple(names), *sides))  # type: ignore[arg-type]
    return out


def _name_alerts(labels: Sequence[tuple[int, str]], words: Words) -> bool:
    """Whether some column of labels names alerts, in every row but one at most, and in most."""
    for at in {column for column, _ in labels}:
        told = [bool(words.alerts(text)) for column, text in labels if column == at]
        if sum(told) >= len(told) - 1 and 2 * sum(told) > len(told):
            return True
    return False


def _labels(found: Found, deep: int, left: float) -> list[tuple[int, str]]:
    """What stands left of the measures under the head, with its column."""
    return [
        (c.column, said_by(c).raw) for c in found.cells if c.row >= deep and not c.blank and found.columns[c.column] < left
    ]  # fmt: skip


def told_twice(measures: Sequence[MeasureFound]) -> list[tuple[Grade, Alert]]:
    """Whom and when more than one measure is told of, in other words: it may be one for each process, or one beside another."""
    said: dict[tuple[Grade, Alert], set[str]] = {}
    for one in measures:
        said.setdefault((one.grade, one.alert), set()).add(one.raw)
    return [pair for pair, raws in said.items() if len(raws) > 1]


def told_together(measures: Sequence[MeasureFound]) -> list[str]:
    """What is told of several grades or alerts in one, and parts them itself (分别): nobody can tell which is whose."""
    cells = [(one.raw, one.page, one.box) for one in measures if _PARTED.search(one.raw)]
    return [cell[0] for cell in dict.fromkeys(cells) if cells.count(cell) > 1]


def only_levels(found: Found) -> bool:
    """Whether a table tells levels of response where one of measures tells alerts, at its head or down its first column."""
    for row in range(min(DEEPEST, found.high)):
        if sum(_of_response(c) for c in found.cells if c.row == row) >= 2:
            return True
    first = [c for c in found.cells if not c.column and not c.blank]
    return sum(map(_of_response, first)) >= max(2, len(first) - 2)


def rows_of_alerts(found: Found, head: Head) -> bool:
    """Whether every label of some column before the grades says an alert or a level of response, in whatever words: what the rows
    hold is done under these, and is no indicator."""
    columns: dict[int, list[str]] = {}
    for cell in found.cells:
        if cell.row >= head.deep and not cell.blank and found.columns[cell.column] < head.left - NEAR:
            columns.setdefault(cell.column, []).append(plain(said_by(cell).raw))
    return any(
        len(labels) > 1 and all(len(one) <= LABEL and _SAYS_ALERT.search(one) for one in labels)
        for labels in columns.values()
    )


def _of_response(cell: Cell) -> bool:
    """Whether a cell is a level of response and nothing else; a level alone (Ⅰ级) may be of something else."""
    raw = said_by(cell).raw
    return level_in(raw) is not None and bool(_OF_ALERTS.search(raw))


def unlabelled_end(placed: Placed, head: MeasuresHead, *, skip: int) -> tuple[str, ...]:
    """What the last row of a part says, column by column, where the page cuts it over its label; () where it has one."""
    found, last = placed.found, placed.found.high - 1
    here = [c for c in found.cells if c.row <= last < c.row + c.row_span]
    if last <= skip or any(not c.blank for c in here if found.columns[c.column] < head.left - NEAR):
        return ()
    cells = [column.cell(found, here) for column in head.columns]
    return tuple(said_by(cell).raw if cell is not None and not cell.blank else "" for cell in cells)


def measures_in_table(
    placed: Placed, head: MeasuresHead, *, skip: int, begun: Sequence[str] = ()
) -> list[MeasureFound]:
    """Each cell of a measures table below the first `skip` rows. `begun`: what the first of them said on the page before."""
    found, out = placed.found, []
    for row in range(skip, found.high):
        here = [c for c in found.cells if c.row <= row < c.row + c.row_span]
        stub = [said_by(c).raw for c in here if (found.columns[c.column] + found.columns[c.column + 1]) / 2 < head.left]
        for column, before in zip(
            head.columns, begun if begun and row == skip else [""] * len(head.columns), strict=True
        ):
            whole = column.cell(found, here)
            for cell in column.within(found, here) or ([whole] if whole is not None else []):
                raw = before + ("" if cell.blank else said_by(cell).raw)
                if not raw:
                    continue
                box = cell.box if found.ruled else words_box(cell)
                place = placed.sheet.on_page(box) if placed.sheet and box else None
                for grade, alert in _pairs(column, stub, head.words):
                    out.append(MeasureFound(grade, alert, raw, found.page or None, place))
    return out


def not_understood(placed: Placed, head: MeasuresHead, *, skip: int) -> list[str]:
    """What the rows of a measures table tell of nobody we know; notes under it are no rows."""
    found, out = placed.found, []
    for row in range(skip, found.high):
        here = [c for c in found.cells if c.row <= row < c.row + c.row_span]
        stub = [
            said_by(c).raw
            for c in here
            if (found.columns[c.column] + found.columns[c.column + 1]) / 2 < head.left and not c.blank
        ]
        whom = "、".join(text for text in stub if not re.fullmatch(r"\d{1,3}", text))
        cells = [column.cell(found, here) for column in head.columns]
        said = [cell for cell in cells if cell is not None and not cell.blank and cell.row == row]
        known = any(_pairs(column, stub, head.words, alone=False) for column in head.columns)
        if whom and said and not known and not _NOTE.match(whom):
            out.append(whom)
    return out


def with_rest_of_row(before: Sequence[MeasureFound], placed: Placed, head: MeasuresHead, *, skip: int) -> list[MeasureFound]:  # fmt: skip
    """What the part of a measures table on the page before said, its last row with the rest of it from the top of this part:
    a first row under its head that has no label; and what its last cells say of the rows over which they reach here."""
    found, out = placed.found, [*before, *_reaching_over(before, placed, head, skip=skip)]
    top = [c for c in found.cells if c.row == skip]
    if not before or any(not c.blank and found.columns[c.column] < head.left - NEAR for c in top):
        return out
    for column in head.columns:
        cell, last = column.cell(found, top), _last(before, column)
        for at, one in enumerate(out):
            mine, level = (one.alert, one.grade) if column.of_alerts else (one.grade, one.alert)
            if cell is not None and level in last and mine in column.names:
                out[at] = replace(one, raw=one.raw + said_by(cell).raw)
    return out


def _last(before: Sequence[MeasureFound], column: _Column) -> set[Grade | Alert]:
    """Whom (or when) the last row of a table was about: all that its label names."""
    cell = (before[-1].raw, before[-1].page, before[-1].box)
    row = takewhile(lambda one: (one.raw, one.page, one.box) == cell, reversed(before))
    return {one.grade if column.of_alerts else one.alert for one in row}


def _reaching_over(before: Sequence[MeasureFound], placed: Placed, head: MeasuresHead, *, skip: int) -> list[MeasureFound]:  # fmt: skip
    """What the last row before a page's end said, for the rows overleaf beside which its cells go on: cells that begin at the
    top and say nothing."""
    found = placed.found
    out: list[MeasureFound] = []
    for column in head.columns if before else ():
        cell = column.cell(found, [c for c in found.cells if c.row == skip])
        last = before[-1].grade if column.of_alerts else before[-1].alert
        said = next((one for one in before if {column.names[0], last} == {one.grade, one.alert}), None)
        if cell is None or not cell.blank or said is None:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            here = [c for c in found.cells if c.row <= row < c.row + c.row_span]
            stub = [said_by(c).raw for c in here if found.columns[c.column] < head.left - NEAR]
            told = [(one.grade, one.alert) for one in (*before, *out)]
            out += [
                replace(said, grade=g, alert=a) for g, a in _pairs(column, stub, head.words, alone=False) if (g, a) not in told
            ]  # fmt: skip
    return out


def _pairs(column: _Column, stub: Sequence[str], words: Words, *, alone: bool = True) -> list[tuple[Grade, Alert]]:
    """Whom and when a cell is about: its column's name and its row's label, either way round. `alone`: the only grade of a
    ladder need not be named."""
    if column.of_alerts:
        grades = [grade for text in stub for grade in words.grades(text)]
        grades = grades or (list(words.ladder) if alone and len(words.ladder) == 1 else [])
        return [(grade, alert) for alert in column.names for grade in grades if isinstance(alert, Alert)]
    alerts = [alert for text in stub for alert in words.alerts(text)]
    return [(grade, alert) for grade in column.names for alert in alerts if isinstance(grade, Grade)]
