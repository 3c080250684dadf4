"""Tables that stand the other way round: a row for each grade, a column for each indicator.

Lives here: `turned_of`, `Turned`, `rows_down`, `widen`, `fields`. May import: importing.header, joining, lattice, responses, rows, sheets, wording; library.grade.
A page's end cuts such a table between its grades, or within one: what follows widens the rows that are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.importing.header import Head, alert_in, grade_in, plain
from assistant.importing.joining import Growing
from assistant.importing.lattice import Cell, Found
from assistant.importing.responses import level_in
from assistant.importing.rows import Slot, TableRow, label, piece_of
from assistant.importing.sheets import Sheet
from assistant.importing.wording import said_by
from assistant.library.grade import LETTERS, Grade

DEEPEST = 4  # rows of a head
SAME = 4.0  # points within which two columns are one


@dataclass(frozen=True, slots=True)
class Turned:
    """`deep`: rows of the head, 0 where a page has none; `left`: the columns of grades; `grades`: the grade of each row below
    the head, None where a page begins within a row; `above`: words over the head."""

    deep: int
    left: int
    grades: tuple[Grade | None, ...]
    above: str = ""

    def head(self, found: Found) -> Head:
        """As other tables' heads are: each grade with the sides of its row."""
        grades: dict[Grade, tuple[float, float]] = {}
        for at, grade in enumerate(self.grades):
            if grade is not None:
                rows = found.rows[self.deep + at : self.deep + at + 2]
                grades.setdefault(grade, (rows[0], rows[-1]))
        words = frozenset(plain(said_by(c).raw) for c in found.cells if c.row < self.deep and not c.blank)
        return Head(self.deep, grades, {}, self.above, words)


def turned_of(found: Found, *, goes_on: bool = False) -> Turned | None:
    """How a table stands whose first column names a grade in every row below its head; None for any other. `goes_on`: it
    follows on such a table, so that it may lack a head, and one grade is enough."""
    grid = fields(found)
    above = ""
    for top in range(min(DEEPEST, found.high)):
        cell = grid.get((top, 0))
        if cell is None or grade_in(said_by(cell).raw) is not None or (goes_on and not top and cell.blank):
            break
        if cell.column_span == found.wide:
            above += said_by(cell).raw
    else:
        return None
    names = [grade_in(said_by(cell).raw) if (cell := grid.get((row, 0))) else None for row in range(top, found.high)]
    blank = [(cell := grid.get((row, 0))) is None or cell.blank for row in range(top, found.high)]
    if any(name is None and not (empty and goes_on and not at) for at, (name, empty) in enumerate(zip(names, blank, strict=True))):  # fmt: skip
        return None
    told = [name for name in names if name is not None]
    kinds = list(dict.fromkeys(told))
    if len(kinds) < sum(one is not two for one, two in pairwise([None, *told])):
        return None  # a grade that comes again further down: a list of enterprises
    heads = [
        said_by(c).raw for c in found.cells if c.row < top and c.column and not c.blank and c.column_span < found.wide
    ]
    enough = len(kinds) >= 2 and all(one in LETTERS for one in kinds)
    if not goes_on and (
        not enough or not top or len(heads) < 2 or any(alert_in(text) or level_in(text) for text in heads)
    ):
        return None
    left = max((c.column_span for c in found.cells if c.column == 0 and c.row >= top and not c.blank), default=1)
    return Turned(top, left, tuple(names), above) if found.wide - left >= 2 else None


def fields(found: Found) -> dict[tuple[int, int], Cell]:
    """The cell of each field of a table's grid, (row, column)."""
    return {
        (row, column): cell
        for cell in found.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def rows_down(found: Found, way: Turned, sheet: Sheet | None, open_: Grade | None = None) -> list[TableRow]:
    """A row for each column right of the grades. `open_`: the grade within whose row the page begins."""
    slots = {id(cell): Slot([piece_of(cell, found, sheet)]) for cell in found.cells}
    grid = {place: slots[id(cell)] for place, cell in fields(found).items()}
    begin = sum(
        any(c.row == row and c.column == 0 and c.column_span == found.wide for c in found.cells)
        for row in range(way.deep)
    )
    out = []
    for column in range(way.left, found.wide):
        labels = list({id(one): one for row in range(begin, way.deep) if (one := grid.get((row, column)))}.values())
        cells: dict[Grade, Slot] = {}
        for at, name in enumerate(way.grades):
            grade, slot = name or open_, grid.get((way.deep + at, column))
            if grade is None or slot is None:
                continue
            if grade in cells and cells[grade] is not slot:
                cells[grade].pieces += slot.pieces
            else:
                cells[grade] = slot
        sub = labels[-1] if len(labels) > 1 else None
        out.append(TableRow(labels[0] if labels else Slot(), sub, cells, found.page or None))
    return out


def goes_on_down(table: Growing, found: Found, way: Turned, rows: Sequence[TableRow]) -> bool:
    """Whether a piece goes on with such a table: on the next page, in the same columns, under the same labels or none."""
    if not table.turned or len(rows) != len(table.rows) or found.page not in (table.last.page, table.last.page + 1):
        return False
    alike = len(found.columns) == len(table.last.columns) and all(
        abs(a - b) < SAME for a, b in zip(found.columns, table.last.columns, strict=True)
    )
    named = [(label([old.indicator, old.sub]), label([new.indicator, new.sub])) for old, new in zip(table.rows, rows, strict=True)]  # fmt: skip
    seen = [grade for grade in way.grades if grade is not None and grade in table.head.grades]
    last = list(table.head.grades)[-1]
    return alike and (not way.deep or all(a == b for a, b in named)) and seen in ([], [last])


def widen(table: Growing, found: Found, way: Turned, rows: Sequence[TableRow]) -> None:
    """The table with the grades of its next page: a cell that the page cut is put together, and one that says nothing where
    the page begins goes on with the one above it."""
    last = list(table.head.grades)[-1]
    first = next((one for one in way.grades if one is not None), last)
    taken: dict[int, Slot] = {}
    for old, new in zip(table.rows, rows, strict=True):
        for grade, slot in new.cells.items():
            above = old.cells.get(grade) or (old.cells.get(last) if slot.blank and grade is first else None)
            if id(slot) in taken:
                old.cells[grade] = taken[id(slot)]
            elif above is None:
                old.cells[grade] = taken[id(slot)] = slot
            else:
                above.doubts.append("跨页" if not slot.blank else "跨页：下页首行此格空白，按与上页末行合并处理")
                above.pieces += [piece for piece in slot.pieces if piece.said.raw]
                old.cells[grade] = taken[id(slot)] = above
    table.head = replace(
        table.head,
        grades=table.head.grades
        | {g: sides for g, sides in way.head(found).grades.items() if g not in table.head.grades},
    )
    table.last = found
    table.pages.append(found.page or None)
    table.joins += 1
