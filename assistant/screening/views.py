"""A page as it is looked at: rows of cells from top to bottom, text in one normal form.

Lives here: `Cell`, `Row`, `View`, `plain`, `view_of`. May import: reading.page. Text is compared in Unicode NFKC without
white space and zero-width signs; what people are shown is the cell as printed. Hidden runs are no part of a view.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from assistant.reading.page import Box, Grid, Level, Page, ReadBy, Rule, Run

_BEFORE_TIME = re.compile(r"(?<=[0-9])[ \u00a0\u3000\t]+(?=[0-2]?[0-9]:[0-5][0-9])")
_DROP = re.compile(r"[\s\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e]+")
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_COLUMN, _LINE = 80.0, 14.0
_BODY, _HEADING = 10.5, 16.0  # points that a Word text is taken to have where it does not say


def plain(text: str) -> str:
    """NFKC, no white space, no zero-width signs.

    >>> plain("营 业 执 照（副　本）")
    '营业执照(副本)'
    """
    # A day and a time of day keep a sign between them: 2025-3-1 08:20 must not become the 10th.
    bare = _DROP.sub("", _BEFORE_TIME.sub("T", unicodedata.normalize("NFKC", text)))
    return bare.replace("台帐", "台账")  # one word in two spellings


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text in one place. `size` in points, 0 where unknown; `confidence` and `sure` as the reader gave them.

    `box`: where it stands once the sheet is laid straight; `place`: where it is on the page as shown. `band`: the middle
    of the row of a ruled table. `label`: the heading it stands under (Word).
    """

    text: str
    shown: str
    box: Box = _NOWHERE
    size: float = 0.0
    confidence: float = 1.0
    sure: bool = True
    place: Box = _NOWHERE
    label: str = ""
    band: float | None = None

    @property
    def middle(self) -> float:
        """Its height on the page; a cell of a table stands where its band does."""
        return self.band if self.band is not None else (self.box.top + self.box.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.box.bottom - self.box.top, 1.0)


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


def view_of(file: str, page: Page, index: int, *, skimmed: bool = False) -> View:
    """The page as rows; a line whose parts the reader set apart by tabs (Word, Excel tables) becomes that many cells.

    `skimmed`: with what OCR read in passing, on which no fact rests.
    """
    if page.number is not None and page.grids and not page.pictures:
        return View(file, page, tuple(row for grid in page.grids for row in _sheet_rows(grid)), index)
    laid = page.straight or page
    pairs = (
        list(zip(laid.runs, page.runs, strict=True))
        if len(laid.runs) == len(page.runs)
        else [(run, run) for run in page.runs]
    )
    pieces = [
        piece
        for run, shown in pairs
        if run.hidden is None and (skimmed or not run.skimmed) and plain(run.text)
        for piece in _cells(run, shown.box)
    ]
    pieces = cells_in_tables(pieces, laid.rules) if laid.rules else pieces
    return View(file, page, tuple(Row(tuple(cells)) for cells in _clustered(pieces)), index)


def flow_of(file: str, pages: Sequence[Page], index: int) -> View:
    """The stretches of a Word text as one view; headings are taken for larger type, and each cell keeps its heading."""
    rows: list[Row] = []
    top = 0.0
    for page in pages:
        heading = plain(page.label)
        for at, row in enumerate(view_of(file, page, index).rows):
            is_heading = at == 0 and row.text == heading and bool(heading)
            size = max(row.size, _HEADING) if is_heading else row.size or _BODY
            cells = tuple(
                replace(
                    cell,
                    size=size,
                    label=page.label,
                    box=cell.box._replace(top=cell.box.top + top, bottom=cell.box.bottom + top),
                )
                for cell in row.cells
            )
            rows.append(Row(cells))
        top += page.height
    whole = replace(pages[0], height=top, runs=tuple(run for page in pages for run in page.runs), grids=())
    return View(file, whole, tuple(rows), index)


def _sheet_rows(grid: Grid) -> list[Row]:
    """The rows of a sheet, each cell where its column is: empty cells move nothing."""
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(grid.cells, key=lambda cell: (cell.row, cell.column)):
        text = plain(cell.text)
        if text:
            left, top = cell.column * _COLUMN, cell.row * _LINE
            box = Box(left, top, left + cell.column_span * _COLUMN, top + _LINE)
            rows.setdefault(cell.row, []).append(Cell(text, cell.text.strip(), box, place=box))
    return [Row(tuple(cells)) for _, cells in sorted(rows.items())]


def _cells(run: Run, place: Box) -> list[Cell]:
    size = run.size or 0.0
    parts = run.text.split("\t")
    if len(parts) == 1:
        return [Cell(plain(run.text), run.text.strip(), run.box, size, run.confidence, run.sure, place)]
    wide = (run.box.x1 - run.box.x0) / len(parts)
    boxes = [run.box._replace(x0=run.box.x0 + at * wide, x1=run.box.x0 + (at + 1) * wide) for at in range(len(parts))]
    return [
        Cell(plain(part), part.strip(), box, size, run.confidence, run.sure, box)
        for part, box in zip(parts, boxes, strict=True)
        if plain(part)
    ]


def _clustered(pieces: Sequence[Cell]) -> list[list[Cell]]:
    """Cells whose middles lie within each other's height form a row; those of one band of a table always do."""
    if not any(piece.box.bottom > piece.box.top for piece in pieces):
        return [[piece] for piece in pieces]
    rows: list[list[Cell]] = []
    for piece in sorted(pieces, key=lambda cell: (cell.middle, cell.box.x0)):
        last = rows[-1] if rows else None
        if last is not None and _beside(piece, last):
            last.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda cell: cell.box.x0) for row in rows]


def _beside(piece: Cell, row: Sequence[Cell]) -> bool:
    if piece.band is not None or row[0].band is not None:
        return piece.band == row[0].band
    middle = sum(cell.middle for cell in row) / len(row)
    return abs(piece.middle - middle) <= 0.5 * min(piece.height, min(cell.height for cell in row))


def cells_in_tables(pieces: Sequence[Cell], rules: Sequence[Rule]) -> list[Cell]:
    """The pieces, those within one cell of a ruled table put together: a label that is broken over lines is one again."""
    across = sorted(_line(rule.box) for rule in rules if rule.horizontal)
    along = sorted((rule.box.x0 + rule.box.x1) / 2 for rule in rules if not rule.horizontal)
    uprights = [rule.box for rule in rules if not rule.horizontal]
    if len(across) < 2 or not along:
        return list(pieces)
    held: dict[tuple[float, float, float, float], list[Cell]] = {}
    free: list[Cell] = []
    for piece in pieces:
        frame = _frame(piece, across, uprights)
        if frame is None:
            free.append(piece)
        else:
            held.setdefault(frame, []).append(piece)
    for frame, inside in held.items():
        free += [_together(inside, (frame[0] + frame[1]) / 2)] if _is_cell(frame, inside) else inside
    return free


def _line(box: Box) -> tuple[float, float, float]:
    return (box.top + box.bottom) / 2, box.x0, box.x1


def _frame(
    piece: Cell, across: Sequence[tuple[float, float, float]], uprights: Sequence[Box]
) -> tuple[float, float, float, float] | None:
    """Top, bottom, left and right of the cell that the piece stands in, None where it stands in none."""
    x, y = (piece.box.x0 + piece.box.x1) / 2, (piece.box.top + piece.box.bottom) / 2
    over = [height for height, x0, x1 in across if x0 - 2 <= x <= x1 + 2]
    top = max((height for height in over if height <= y), default=None)
    bottom = min((height for height in over if height > y), default=None)
    if top is None or bottom is None:
        return None
    sides = [(box.x0 + box.x1) / 2 for box in uprights if box.top - 2 <= y <= box.bottom + 2]
    left = max((side for side in sides if side <= x), default=None)
    right = min((side for side in sides if side > x), default=None)
    if left is None or right is None:
        return None
    return round(top, 1), round(bottom, 1), round(left, 1), round(right, 1)


def _is_cell(frame: tuple[float, float, float, float], inside: Sequence[Cell]) -> bool:
    """A frame round half a page, or round many lines, is no cell of a form."""
    return frame[1] - frame[0] <= 130 and len(inside) <= 8 and sum(len(piece.text) for piece in inside) <= 260


def _together(inside: Sequence[Cell], band: float) -> Cell:
    """One cell of several lines, in reading order; its box holds them all, its confidence is the lowest."""
    lines = [cell for row in _clustered(inside) for cell in row]
    box, place = _hull([cell.box for cell in lines]), _hull([cell.place for cell in lines])
    return Cell(
        "".join(cell.text for cell in lines),
        " ".join(cell.shown for cell in lines),
        box,
        max(cell.size for cell in lines),
        min(cell.confidence for cell in lines),
        all(cell.sure for cell in lines),
        place,
        lines[0].label,
        band,
    )


def _hull(boxes: Sequence[Box]) -> Box:
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
