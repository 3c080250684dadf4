"""A guide in the order of reading: paragraphs and tables, running heads and page numbers left out.

Lives here: `Para`, `Placed`, `flow_of_pdf`, `flow_of_docx`. May import: importing.sheets, header, apart, overprint, overrun, lattice, tables, unruled; reading.page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.importing.apart import with_names_apart
from assistant.importing.bare import tables_by_heads
from assistant.importing.header import is_head_alone, labels_before, with_head_parted
from assistant.importing.lattice import Cell, Found
from assistant.importing.overprint import without_overprint
from assistant.importing.overrun import room_in, without_overrun
from assistant.importing.running import without_running_lines
from assistant.importing.sheets import Line, Sheet, Word, lines_of, outside
from assistant.importing.tables import tables_on
from assistant.importing.unruled import tables_of_figures
from assistant.reading.page import Box, Grid, Page

SIDE = 3.0  # points by which the sides of a table differ from page to page


@dataclass(frozen=True, slots=True)
class Para:
    """A line of print outside tables (a paragraph in DOCX). `box`: on the page as shown."""

    text: str
    page: int | None
    box: Box | None
    size: float = 0.0
    left: float = 0.0
    contents: bool = False  # a line of a table of contents
    confidence: float = 1.0
    heading: bool = False  # a Word file says so itself


@dataclass(frozen=True, slots=True)
class Placed:
    """A table in its place. `sheet`: None for DOCX."""

    found: Found
    sheet: Sheet | None


Item = Para | Placed


def flow_of_pdf(sheets: Sequence[Sheet]) -> list[Item]:
    """Every page's lines and tables from the top."""
    pages: list[tuple[Sheet, list[Found]]] = []
    open_before: Found | None = None
    for sheet in without_running_lines(sheets):
        tables = [_with_overflow(one, sheet) for one in tables_on(sheet, open_before, labels_before, is_head_alone)]
        tables += tables_by_heads(sheet, [one.box for one in tables], labels_before)
        tables += tables_of_figures(sheet, [one.box for one in tables])
        pages.append((sheet, tables))
        last = _in_order(sheet, tables)[-1:]
        open_before = last[0].found if last and isinstance(last[0], Placed) else None
    room = room_in(one for _, tables in pages for one in tables)
    out: list[Item] = []
    for sheet, tables in pages:
        whole = (without_overprint(with_names_apart(without_overrun(one, sheet, room))) for one in tables)
        out += _in_order(sheet, [with_head_parted(one) for one in whole])
    return _without_false_cuts(out)


def _in_order(sheet: Sheet, tables: Sequence[Found]) -> list[Item]:
    """A page's tables and the lines outside of them, from the top."""
    held = {id(word) for one in tables for cell in one.cells for word in cell.words}
    left = [word for word in outside(sheet.words, [one.box for one in tables]) if id(word) not in held]
    items: list[tuple[float, Item]] = [(one.box.top, Placed(one, sheet)) for one in tables]
    items += [(line.box.top, _para(line, sheet)) for line in lines_of(left)]
    return [item for _, item in sorted(items, key=lambda one: one[0])]


def _without_false_cuts(items: Sequence[Item]) -> list[Item]:
    """The flow in which a table that is open at its foot counts as cut only where tables that go on overleaf are closed
    elsewhere: some programs close none that the page's end parts between two rows."""
    closed = any(
        not one.found.cut and one.found.ruled and two.found.page == one.found.page + 1 and _level_sides(one, two)
        for one, two in pairwise(items)
        if isinstance(one, Placed) and isinstance(two, Placed)
    )
    if closed:
        return list(items)
    return [replace(one, found=replace(one.found, cut=False)) if isinstance(one, Placed) else one for one in items]


def _level_sides(one: Placed, two: Placed) -> bool:
    a, b = one.found.box, two.found.box
    return abs(a.x0 - b.x0) < SIDE and abs(a.x1 - b.x1) < SIDE


def _with_overflow(found: Found, sheet: Sheet) -> Found:
    """The table with the words that the page's end pushed out of its last cells: nothing else stands below, and each of
    them right under the cell whose column holds it."""
    box = found.box
    below = [w for w in sheet.words if w.middle > box.bottom]
    if not found.ruled or not below:
        return found
    size = max(w.size for w in below)
    cells: dict[int, list[Word]] = {}
    for word in below:
        at = next(
            (
                number
                for number, cell in enumerate(found.cells)
                if cell.box and cell.words and cell.row + cell.row_span == found.high
                and cell.box.x0 < word.box.x0 and word.box.x1 < cell.box.x1 and word.size <= 1.1 * cell.words[0].size
            ),
            None,
        )  # fmt: skip
        if at is None or word.box.bottom - box.bottom > 2 * size:
            return found
        cells.setdefault(at, []).append(word)
    made = tuple(
        replace(cell, words=(*cell.words, *cells[number])) if number in cells else cell
        for number, cell in enumerate(found.cells)
    )
    floor = max(w.box.bottom for w in below)
    return replace(found, cells=made, box=box._replace(bottom=floor + 1))


def _para(line: Line, sheet: Sheet) -> Para:
    text = line.text.strip()
    gap = max((b.box.x0 - a.box.x1 for a, b in zip(line.words, line.words[1:], strict=False)), default=0.0)
    contents = bool(re.search(r"(?:[.．…·⋯]\s*){3,}\s*\d*\s*$", text)) or (
        bool(re.fullmatch(r"\d{1,3}", line.words[-1].text)) and gap > 4 * line.size and len(line.words) > 1
    )
    least = min(word.confidence for word in line.words)
    return Para(text, sheet.number, sheet.on_page(line.box), line.size, line.box.x0, contents, least)


def flow_of_docx(pages: Iterable[Page]) -> list[Item]:
    """A Word file's paragraphs and its own tables, in order."""
    out: list[Item] = []
    for page in pages:
        grids = sorted(page.grids, key=lambda one: one.order)
        at = 0
        number = 0
        headed = False
        while at < len(page.runs) or number < len(grids):
            if number < len(grids) and grids[number].order <= at:
                out.append(Placed(_found(grids[number]), None))
                at = _past(grids[number], page, at)
                number += 1
                continue
            if at >= len(page.runs):
                at = grids[number].order if number < len(grids) else at
                continue
            run = page.runs[at]
            if run.hidden is None and run.text.strip():
                text = re.sub(r"\t+\s*\d+\s*$", "……", run.text) if "\t" in run.text else run.text
                contents = text.endswith("……") or bool(re.search(r"(?:[.．…·⋯]\s*){3,}\s*\d*\s*$", text))
                heading = not headed and bool(page.label) and text.strip() == page.label
                headed = headed or heading
                out.append(Para(text.strip(), None, None, run.size or 0.0, 0.0, contents, heading=heading))
            at += 1
    return out


def _past(grid: Grid, page: Page, at: int) -> int:
    """The run behind the table's own lines, which stand among the runs a row a line."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(grid.cells, key=lambda one: (one.row, one.column)):
        rows.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
    for row in sorted(rows):
        line = re.sub(r"\s", "", "".join(rows[row]))
        if not line:
            continue
        taken = ""
        while at < len(page.runs) and len(taken) < len(line):
            run = page.runs[at]
            if run.hidden is None:
                taken += re.sub(r"\s", "", run.text)
            at += 1
    return at


def _found(grid: Grid) -> Found:
    """A file's own grid as a table without places; columns and rows are counted."""
    high = max((c.row + c.row_span for c in grid.cells), default=0)
    wide = max((c.column + c.column_span for c in grid.cells), default=0)
    cells = tuple(Cell(c.row, c.column, c.row_span, c.column_span, None, (), c.text, c.marks) for c in grid.cells)
    return Found(
        0, Box(0, 0, float(wide), float(high)), tuple(float(x) for x in range(wide + 1)),
        tuple(float(y) for y in range(high + 1)), cells, place=grid.heading,
    )  # fmt: skip
