"""A page as it is looked at: rows of cells from top to bottom, text in one normal form.

Lives here: `Cell`, `Row`, `View`, `plain`, `view_of`. May import: reading.page. Text is compared in Unicode NFKC without
white space and zero-width signs; what people are shown is the cell as printed. Hidden runs are no part of a view.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from assistant.reading.page import Box, Grid, Level, Page, ReadBy, Run

_BEFORE_TIME = re.compile(r"(?<=[0-9])[ \u00a0\u3000\t]+(?=[0-2]?[0-9]:[0-5][0-9])")
_DROP = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e]+")
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_COLUMN, _LINE = 80.0, 14.0


def plain(text: str) -> str:
    """NFKC, no white space, no zero-width signs.

    >>> plain("营 业 执 照（副　本）")
    '营业执照(副本)'
    """
    # A day and a time of day keep a sign between them: 2025-3-1 08:20 must not become the 10th.
    return _DROP.sub("", _BEFORE_TIME.sub("T", unicodedata.normalize("NFKC", text)))


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text in one place. `size` in points, 0 where unknown; `confidence` and `sure` as the reader gave them."""

    text: str
    shown: str
    box: Box = _NOWHERE
    size: float = 0.0
    confidence: float = 1.0
    sure: bool = True


@dataclass(frozen=True)
class Row:
    """Cells side by side, from left to right."""

    cells: tuple[Cell, ...]

    @cached_property
    def text(self) -> str:
        """The cells one after the other, in normal form."""
        return "".join(cell.text for cell in self.cells)

    @property
    def top(self) -> float:
        return min(cell.box.top for cell in self.cells)

    @property
    def size(self) -> float:
        return max(cell.size for cell in self.cells)


@dataclass(frozen=True)
class View:
    """One page (or sheet, or the run of a Word text) of one file, ready to be looked at."""

    file: str
    page: Page
    rows: tuple[Row, ...]
    index: int  # place in the file, from 0

    @cached_property
    def text(self) -> str:
        """All rows, a line each, in normal form."""
        return "\n".join(row.text for row in self.rows)

    @cached_property
    def body_size(self) -> float:
        """The size that most of the text has, 0 where sizes are unknown."""
        sizes = [cell.size for row in self.rows for cell in row.cells if cell.size for _ in cell.text[:40]]
        return float(median(sizes)) if sizes else 0.0

    @property
    def number(self) -> int | None:
        """The page as the report names it."""
        return self.page.number

    @property
    def by_ocr(self) -> bool:
        return self.page.read_by in (ReadBy.OCR, ReadBy.MIXED)

    @property
    def whole(self) -> bool:
        """Whether all of the page was read, not its head alone."""
        return self.page.level is not Level.HEADS

    @property
    def letters(self) -> int:
        """How many signs a person sees."""
        return sum(len(row.text) for row in self.rows)


def view_of(file: str, page: Page, index: int) -> View:
    """The page as rows; a line whose parts the reader set apart by tabs (Word, Excel tables) becomes that many cells."""
    if page.number is not None and page.grids and not page.pictures:
        return View(file, page, tuple(row for grid in page.grids for row in _sheet_rows(grid)), index)
    seen = [run for run in page.runs if run.hidden is None and plain(run.text)]
    return View(file, page, tuple(Row(tuple(cells)) for cells in _clustered(seen)), index)


def _sheet_rows(grid: Grid) -> list[Row]:
    """The rows of a sheet, each cell where its column is: empty cells move nothing."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = plain(cell.text)
        if text:
            left, top = cell.column * _COLUMN, cell.row * _LINE
            box = Box(left, top, left + cell.column_span * _COLUMN, top + _LINE)
            rows.setdefault(cell.row, []).append(Cell(text, cell.text.strip(), box))
    return [Row(tuple(cells)) for _, cells in sorted(rows.items())]


def _cells(run: Run) -> list[Cell]:
    size = run.size or 0.0
    parts = run.text.split("\t")
    if len(parts) == 1:
        return [Cell(plain(run.text), run.text.strip(), run.box, size, run.confidence, run.sure)]
    wide = (run.box.x1 - run.box.x0) / len(parts)
    boxes = [run.box._replace(x0=run.box.x0 + at * wide, x1=run.box.x0 + (at + 1) * wide) for at in range(len(parts))]
    return [
        Cell(plain(part), part.strip(), box, size, run.confidence, run.sure)
        for part, box in zip(parts, boxes, strict=True)
        if plain(part)
    ]


def _clustered(runs: Sequence[Run]) -> list[list[Cell]]:
    """Runs whose middles lie within each other's height form a row."""
    if not any(run.box.bottom > run.box.top for run in runs):
        return [_cells(run) for run in runs]
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.box.top + run.box.bottom) / 2):
        middle = (run.box.top + run.box.bottom) / 2
        last = rows[-1] if rows else None
        if last and abs(middle - _middle(last)) <= 0.5 * min(_height(run), min(_height(other) for other in last)):
            last.append(run)
        else:
            rows.append([run])
    return [[cell for run in sorted(row, key=lambda run: run.box.x0) for cell in _cells(run)] for row in rows]


def _middle(row: Sequence[Run]) -> float:
    return sum((run.box.top + run.box.bottom) / 2 for run in row) / len(row)


def _height(run: Run) -> float:
    return max(run.box.bottom - run.box.top, 1.0)
