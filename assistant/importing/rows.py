"""Rows of an indicator table while they are put together, page by page: a merged cell is one slot under each grade and row.

Lives here: `Slot`, `Piece`, `TableRow`, `Body`, `rows_of`, `piece_of`, `across_all`. May import: importing.figures, header, lattice,
sheets, wording; library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.importing.figures import phrases
from assistant.importing.header import Head, grade_in, plain
from assistant.importing.lattice import Cell, Found, words_box
from assistant.importing.sheets import Sheet, lines_of
from assistant.importing.wording import Said, cuts_word, itemised, said_by
from assistant.library.grade import Grade
from assistant.reading.page import Box

UNDER = "指标名称处空白，按与上一行同属一项处理"
APART = 2.0  # of a letter's height: words so far from each other are of two cells
_LONGEST = 20  # letters of a heading
_SAYS = re.compile(r"[。；;，,≤≥<>]|\d|^[/\-]+$|^同")  # what a heading is not
_CN = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(
    rf"(?:第(?:{_CN}|\d{{1,2}})(?P<part>部分|篇|章|编|单元|板块|模块|大类)|第(?:{_CN}|\d{{1,2}})[类组节层]|\({_CN}\)|{_CN}(?:[、.:]|$)|(?:I{{1,3}}|IV|VI{{0,3}}|IX|X)(?:[、.:]|$))[、.:]?"
)
NOTE = re.compile(r"^\s*(?:注|备注|说明)\s*\d*\s*[:：.、]|^\s*(?:注)\s*[a-z*\d]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a cell that stands on one page. `box`: on the page as shown; `place`: the cell's own outline there."""

    said: Said
    page: int | None
    box: Box | None
    inferred: bool = False
    ocr: bool = False


@dataclass(eq=False, slots=True)
class Slot:
    """A cell; the same slot stands under each grade and in each row that it covers."""

    pieces: list[Piece] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        return not any(piece.said.raw for piece in self.pieces)

    @property
    def raw(self) -> str:
        """The words of all its parts, joined as if there were no page between."""
        said = [piece.said.raw for piece in self.pieces if piece.said.raw]
        if len(said) < 2:
            return said[0] if said else ""
        text = ""
        for part in said:
            text += ("\u2029" if cuts_word(text, part) else "\u2028" if text else "") + part.replace("\n", "\u2028")
        return itemised(text)

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(mark for piece in self.pieces for mark in piece.said.marks)

    def first(self) -> Piece | None:
        """The first part that says something, else the first."""
        return next((p for p in self.pieces if p.said.raw), self.pieces[0] if self.pieces else None)


@dataclass(eq=False, slots=True)
class TableRow:
    """An indicator's row. `sub`: None where the label is one cell over all label columns; `number`: what the column that counts
    the rows says beside it."""

    indicator: Slot
    sub: Slot | None
    cells: dict[Grade, Slot]
    page: int | None
    doubts: list[str] = field(default_factory=list)
    number: str = ""

    @property
    def unlabelled(self) -> bool:
        return self.indicator.blank and (self.sub is None or self.sub.blank)

    def slots(self) -> list[Slot]:
        """Every slot of the row, each once."""
        every = [self.indicator, *([self.sub] if self.sub else []), *self.cells.values()]
        return list({id(slot): slot for slot in every}.values())

    def swap(self, old: Slot, new: Slot) -> None:
        """`new` wherever `old` stood."""
        if self.indicator is old:
            self.indicator = new
        if self.sub is old:
            self.sub = new
        self.cells = {grade: new if slot is old else slot for grade, slot in self.cells.items()}


@dataclass(slots=True)
class Body:
    """What stands under a head: rows, notes, and what did not fit. `foot`: what its last row says across all columns; `first`,
    `last`: whether the table's first row under its head and its last one are the first and last of these rows; `headed`,
    `closed`: whether a heading with a number stands over the first of them, or below the last."""

    rows: list[TableRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[str, int | None]] = field(default_factory=list)
    foot: str = ""
    first: bool = False
    last: bool = False
    headed: bool = False
    closed: bool = False


def _stands_apart(cell: Cell, head: Head) -> bool:
    """Whether a line of one cell falls into parts, far from each other, under several grades: no rule that was seen parts them,
    and they are cells all the same."""
    left, right = min((w.box.x0 for w in cell.words), default=0.0), max((w.box.x1 for w in cell.words), default=0.0)
    if sum(x0 <= right and left < x1 for x0, x1 in head.grades.values()) < 2:
        return False
    for line in lines_of(cell.words):
        middles = [(part.box.x0 + part.box.x1) / 2 for part in phrases(line, APART)]
        if len({grade for x in middles for grade, (x0, x1) in head.grades.items() if x0 <= x < x1}) > 1:
            return True
    return False


def rows_of(found: Found, head: Head, sheet: Sheet | None, *, skip: int) -> Body:
    """The rows below the first `skip` of the grid, under the columns of `head`."""
    body = Body()
    slots = {id(cell): Slot([piece_of(cell, found, sheet)]) for cell in found.cells}
    grades = {grade: _column(found, sides) for grade, sides in head.grades.items()}
    first = min((columns[0] for columns in grades.values() if columns), default=found.wide)
    counted = max((column + 1 for column in _column(found, head.number)), default=0) if head.number else 0
    page = found.page or None
    behind = skip
    over = False  # the head once more, with words in it that are none of its own
    for row in range(skip, found.high):
        here = [cell for cell in found.cells if cell.row <= row < cell.row + cell.row_span]
        begun = [cell for cell in here if cell.row == row]
        if not any(not cell.blank for cell in begun) or row < behind:
            continue
        if row > skip and all(cell.blank or plain(said_by(cell).raw) in head.words for cell in begun):
            behind = row + 1
            continue
        label = next((cell for cell in begun if cell.column == 0 and cell.row_span > 1), None)
        if row > skip and label and plain(said_by(label).raw) in head.words:
            below = [cell for cell in found.cells if cell.row == row + label.row_span - 1]
            if _names(below) >= len(grades) / 2:
                over = any(not cell.blank and plain(said_by(cell).raw) not in head.words for cell in begun)
                continue  # the upper line of the head once more
        again = _names(begun)
        if again and again >= len(grades) / 2:
            behind = row + 1  # the head once more
            over = over or any(c.column >= first and not c.blank and grade_in(said_by(c).raw) is None for c in begun)
            continue
        across = [cell for cell in here if cell.column == 0 and cell.column_span > first]
        across += [cell for cell in begun if counted and cell.column == counted and _names_all(cell, grades)]
        if across:
            _across(across[0], row == found.high - 1, body, page)
            continue
        stub = sorted((cell for cell in here if counted <= cell.column < first), key=lambda one: one.column)
        if not stub:
            body.doubts.append(("一行没有指标名称", page))
            continue
        sub = stub[-1] if len(stub) > 1 else None
        cells = {}
        for grade, columns in grades.items():
            at = next(
                (
                    cell
                    for cell in here
                    if columns and cell.column <= columns[len(columns) // 2] < cell.column + cell.column_span
                ),
                None,
            )
            if at is not None:
                cells[grade] = slots[id(at)]
        number = "".join(plain(said_by(cell).raw) for cell in here if cell.column < counted)
        made = TableRow(slots[id(stub[0])], slots[id(sub)] if sub else None, cells, page, number=number)
        if len(stub) > 2:
            made.doubts.append("指标栏多于两列，中间各列并入第二列")
            middle = Slot([p for cell in stub[1:] for p in slots[id(cell)].pieces])
            made.sub = middle
        if _heads_rows(made, inside=not found.page or behind < row < found.high - 1):
            _heading("".join(slot.raw for slot in made.slots()), body, page)
            continue
        above = body.rows[-1] if body.rows else None
        ends = found.page and stub[0].row + stub[0].row_span == found.high
        cut_off = (row == behind > skip and row == found.high - 1) or (
            found.ruled and ends
        )  # its label may be overleaf
        subs = above and above.sub and made.sub and not made.sub.blank and not above.sub.blank
        if above and subs and made.indicator.blank and not cut_off:
            made.indicator = above.indicator
            made.doubts.append(UNDER)
        if over:
            made.doubts.append("上方表头里另有文字，可能属于此行")
        over = False
        if found.irregular:
            made.doubts.append("表格线不完整，单元格范围有疑")
        if any(_stands_apart(cell, head) for cell in here):
            made.doubts.append("一格里的文字分开站在几个等级的栏里，单元格范围有疑")
        body.first = body.first or (not body.rows and row == behind)
        body.last, body.closed = row == found.high - 1, False
        body.rows.append(made)
    return body


def _names(cells: Sequence[Cell]) -> int:
    """How many of these cells name a grade."""
    return sum(grade_in(said_by(cell).raw) is not None for cell in cells if cell.column)


def _column(found: Found, sides: tuple[float, float]) -> list[int]:
    """The columns of the grid that lie within these sides."""
    out = []
    for j in range(found.wide):
        a, b = found.columns[j], found.columns[j + 1]
        if min(b, sides[1]) - max(a, sides[0]) > 0.5 * min(b - a, sides[1] - sides[0]):
            out.append(j)
    return out


def _across(cell: Cell, last: bool, body: Body, page: int | None) -> None:
    """A cell over label and grades: a note, or a heading within the table. `last`: it is the last row on its page."""
    text = said_by(cell).raw
    if not text:
        return
    if NOTE.match(text):
        body.notes.append(text)
        return
    if _NUMBERED.match(plain(text)):
        body.headed, body.closed = body.headed or not body.rows, True
    if last:
        body.foot = text
    else:
        body.doubts.append(across_all(text, page))


def _heading(text: str, body: Body, page: int | None) -> None:
    """A row that only names what follows."""
    body.headed, body.closed = body.headed or not body.rows, True
    body.doubts.append(across_all(text, page))


def _names_all(cell: Cell, grades: Mapping[Grade, Sequence[int]]) -> bool:
    """Whether a cell beside the rows' numbers names in one what follows under several grades."""
    name, last = plain(said_by(cell).raw), max((columns[-1] for columns in grades.values() if columns), default=0)
    return len(grades) > 1 and cell.column + cell.column_span > last and 0 < len(name) <= _LONGEST and not _SAYS.search(name)  # fmt: skip


def _heads_rows(row: TableRow, *, inside: bool) -> bool:
    """Whether a row is a heading within the table, parted by rules or by a wide space in it: its label is a section's number,
    alone or before a name, and no grade has words of its own beside it: none at all, or one name set over all grades at
    once (第一部分 | 基本指标). `inside`: it is not at a page's end, where a row's label may stand without its cells.
    """
    words = plain(row.indicator.raw)
    number = _NUMBERED.match(words)
    if number is None:
        return False
    rest, sub, cells = words[number.end() :], row.sub, list(row.cells.values())
    if all(cell.blank for cell in cells):
        name = rest + (plain(sub.raw) if sub is not None and not rest else "")
        whole = sub is None or sub.blank or not rest
        sure = bool(number["part"]) or inside
    else:
        name = plain(cells[0].raw)
        whole = not rest and len(cells) > 1 and all(cell is cells[0] for cell in cells)
        sure = sub is cells[0] or (bool(number["part"]) and (sub is None or sub.blank))
    return sure and whole and len(name) <= _LONGEST and not _SAYS.search(name)


def across_all(text: str, page: int | None) -> tuple[str, int | None]:
    """The doubt about a row that says one thing over all columns."""
    return (f"表内一行横贯各列，未作为指标：{plain(text)[:30]}", page)


def piece_of(cell: Cell, found: Found, sheet: Sheet | None) -> Piece:
    """The part of a slot that this cell is, with its place on the page."""
    said = said_by(cell)
    if sheet is None:
        return Piece(said, None, None, cell.inferred)
    box = cell.box if found.ruled else words_box(cell)
    return Piece(said, found.page, sheet.on_page(box) if box else None, cell.inferred, sheet.by_ocr)


def label(slots: Sequence[Slot | None]) -> str:
    """The labels as one word to compare by."""
    return "/".join(plain(slot.raw) for slot in slots if slot is not None)
