"""Tables with a row for each indicator and grade (指标 | 等级 | 要求): laid out as others are, a column for each grade.

Lives here: `laid_out`, `LaidOut`. May import: importing.header, lattice, responses, turned, wording; library.grade. Cells keep their words and places; only
their rows and columns are other ones. A list of enterprises has one grade a row, and is none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.header import DEEPEST, alert_in, grade_in, names_enterprises, plain
from assistant.importing.lattice import Cell, Found
from assistant.importing.responses import level_in
from assistant.importing.turned import fields
from assistant.importing.wording import said_by
from assistant.library.grade import LETTERS, Grade


@dataclass(frozen=True, slots=True)
class LaidOut:
    """`found`: with a head of grades; `ladder`: all of them, in order; `last`: the grade that its last row is of."""

    found: Found
    ladder: tuple[Grade, ...]
    last: Grade


@dataclass(slots=True)
class _Group:
    """The rows of one indicator: the first of them, and the cell that each grade has."""

    begin: int
    cells: dict[Grade, Cell]


def laid_out(found: Found, before: LaidOut | None = None) -> LaidOut | None:
    """Such a table with a column for each grade; None for any other. `before`: the one that it may go on with, so that it may
    lack a head and begin within a row."""
    grid = fields(found)
    for column in range(1, found.wide - 1):
        top = next((row for row in range(found.high) if _grades(grid.get((row, column)))), None)
        if top is None or top > DEEPEST or (top == 0 and before is None):
            continue
        begin = top if before is None else _rest(grid, column, top)
        if not all(
            _grades(cell) or cell.blank for row in range(begin, found.high) if (cell := grid.get((row, column)))
        ):
            continue
        heads = [said_by(c).raw for c in found.cells if c.row < begin and not c.blank]
        labels = [said_by(c).raw for c in found.cells if c.row >= begin and c.column < column and not c.blank]
        if any(map(alert_in, [*heads, *labels])) or any(map(level_in, [*heads, *labels])) or any(map(names_enterprises, heads)):  # fmt: skip
            continue
        groups, last = _groups(grid, column, begin, found.high, before)
        ladder = _ladder(groups, before)
        if ladder and (before is not None or _several(groups)):
            return LaidOut(_turned(found, grid, column, begin, groups, ladder), ladder, last)
    return None


def _rest(grid: dict[tuple[int, int], Cell], column: int, top: int) -> int:
    """The first row under the head of a page that begins within a row: its grade stands on the page before."""
    begin = top
    while begin and (cell := grid.get((begin - 1, column))) is not None and cell.blank:
        begin -= 1
    return begin


def _grades(cell: Cell | None) -> tuple[Grade, ...]:
    """The grades that a cell names, if it names nothing else (A级; B级、C级)."""
    if cell is None or cell.blank:
        return ()
    words = plain(said_by(cell).raw)
    named = [grade_in(words)] if grade_in(words) else [grade_in(part) for part in words.replace("和", "、").split("、")]
    return tuple(one for one in named if one is not None) if all(named) else ()


def _groups(
    grid: dict[tuple[int, int], Cell], column: int, begin: int, high: int, before: LaidOut | None
) -> tuple[list[_Group], Grade]:
    """The rows by indicator: another begins at another label, or where a grade comes again; and the last grade named."""
    out: list[_Group] = []
    last = before.last if before is not None else Grade.A
    for row in range(begin, high):
        grades = _grades(grid.get((row, column))) or (last,)
        said = grid.get((row, column + 1))
        labels = [cell for at in range(column) if (cell := grid.get((row, at))) and cell.row == row and not cell.blank]
        again = bool(out) and any(one in out[-1].cells and out[-1].cells[one] is not said for one in grades)
        other = (
            bool(out)
            and bool(labels)
            and _texts(labels) != _texts(_labels(grid, out[-1].begin, column))[-len(labels) :]
        )
        if not out or again or other:
            out.append(_Group(row, {}))
        if said is not None:
            out[-1].cells |= dict.fromkeys(grades, said)
        last = grades[-1]
    return out, last


def _labels(grid: dict[tuple[int, int], Cell], row: int, column: int) -> list[Cell]:
    return list({id(cell): cell for at in range(column) if (cell := grid.get((row, at)))}.values())


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [plain(said_by(cell).raw) for cell in cells]


def _ladder(groups: Sequence[_Group], before: LaidOut | None) -> tuple[Grade, ...]:
    """The grades in the order in which rows have them; none where rows disagree, or name one that the page before lacks."""
    if before is not None:
        return before.ladder if all(set(one.cells) <= set(before.ladder) for one in groups) else ()
    order = max(([*one.cells] for one in groups), key=len, default=[])
    agreed = all([g for g in order if g in one.cells] == list(one.cells) for one in groups)
    return tuple(order) if agreed and len(order) > 1 else ()


def _several(groups: Sequence[_Group]) -> bool:
    return (
        2 * sum(len(one.cells) > 1 for one in groups) >= len(groups) and sum(len(one.cells) > 1 for one in groups) > 1
    )


def _turned(
    found: Found, grid: dict[tuple[int, int], Cell], column: int, begin: int, groups: Sequence[_Group], ladder: Sequence[Grade]
) -> Found:  # fmt: skip
    """The same cells, a row for each indicator under one of the labels' names and the grades'."""
    side, right = found.columns[column], found.columns[column + 2]
    step = (right - side) / len(ladder)
    columns = (*found.columns[:column], *(side + step * at for at in range(len(ladder))), right)
    rows = (found.rows[0], *(found.rows[one.begin] for one in groups), found.rows[-1])
    heads = [replace(c, row=0, row_span=1) for c in found.cells if c.row < begin <= c.row + c.row_span and c.column + c.column_span <= column]  # fmt: skip
    cells = [*heads, *(Cell(0, column + at, 1, 1, None, text=_named(grade)) for at, grade in enumerate(ladder))]
    above = [replace(c, row=0) for c in found.cells if c.row + c.row_span < begin and c.column == 0 and c.column_span == found.wide]  # fmt: skip
    deep = 1 if not above else 2
    cells = [replace(c, row=c.row + deep - 1) for c in cells]
    cells += [replace(c, column_span=len(columns) - 1) for c in above[:1]]
    starts = [one.begin for one in groups]
    done: set[int] = set()
    for at, one in enumerate(groups):
        for cell in _labels(grid, one.begin, column):
            if id(cell) in done:
                continue
            done.add(id(cell))
            over = sum(cell.row <= start < cell.row + cell.row_span for start in starts[at:])
            cells.append(replace(cell, row=at + deep, row_span=max(over, 1)))
        cells += _beside(one, at + deep, column, ladder)
    rows = (*([found.rows[0]] if above else []), *rows)
    return replace(found, columns=columns, rows=rows, cells=tuple(cells), labels=column)


def _named(grade: Grade) -> str:
    return f"{grade}级" if grade in LETTERS else str(grade)


def _beside(group: _Group, row: int, column: int, ladder: Sequence[Grade]) -> list[Cell]:
    """The cells of a row: one that stands beside several grades in order is one cell, and a grade without one has a blank."""
    out: list[Cell] = []
    said: Cell | None = None
    for at, grade in enumerate(ladder):
        cell = group.cells.get(grade)
        if cell is not None and cell is said:
            out[-1] = replace(out[-1], column_span=out[-1].column_span + 1)
        elif cell is None:
            out.append(Cell(row, column + at, 1, 1, None, text=""))
        else:
            out.append(replace(cell, row=row, column=column + at, row_span=1, column_span=1))
        said = cell
    return out
