"""Heads printed over what stands below them: a program that cut a row between pages put the head over the rest of it.

Lives here: `without_overprint`. May import: importing.header, figures, lattice, sheets; reading.page. Words are told apart by the level on which
they stand; none is lost: what is no head goes to the row of its own, or to the cell under the head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.figures import phrases
from assistant.importing.header import grade_in, labels_before
from assistant.importing.lattice import Cell, Found
from assistant.importing.sheets import Line, Word, lines_of
from assistant.reading.page import Box

LEVEL = 2.0  # points within which words stand level
UNEVEN = 4.0  # points by which a head's row may be higher below its words than above them
TOUCHING = 0.35  # of a letter's height, between words of one sentence
NEXT = 1.2  # times the size: how far below a name the rest of it begins at most


@dataclass(frozen=True, slots=True)
class _Printed:
    """A head's words in one row of a table. `names`: by the column at which each begins; `labels`: what stands left of them."""

    names: dict[int, Line]
    labels: tuple[Word, ...]

    @property
    def words(self) -> set[int]:
        return {id(word) for line in self.names.values() for word in line.words} | {id(word) for word in self.labels}

    @property
    def first(self) -> int:
        return min(self.names)

    @property
    def top(self) -> float:
        return min(line.box.top for line in self.names.values())

    @property
    def bottom(self) -> float:
        return max(line.box.bottom for line in self.names.values())

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def without_overprint(found: Found) -> Found:
    """The table with each head alone in its row."""
    for row in range(found.high - 1, -1, -1):
        words = [w for cell in found.cells if cell.row == row for w in cell.words]
        head = _printed(found, row, words)
        if head is None:
            continue
        own = head.words
        first = found.columns[head.first]
        if not any(id(w) not in own and w.centre > first for w in words):
            continue
        above, below = head.top - found.rows[row], found.rows[row + 1] - head.bottom
        if below > above + UNEVEN:
            found = _parted(found, row, head)
        elif all(cell.row_span == 1 for cell in found.cells if cell.row == row):
            found = _freed(found, row, head, first)
    return found


def _printed(found: Found, row: int, words: Sequence[Word]) -> _Printed | None:
    """The head that stands level among the words of a row; None where there is none, or its names stand in no columns of their
    own."""
    for line in (*lines_of(words), *_levels(words)):
        parts, labels = _named(line)
        if labels is None or any(_in_sentence(part.words[0], words) for part in parts[labels:]):
            continue
        at = [j for part in parts[labels:] if (j := _column(found, part)) is not None]
        if len(at) < len(parts) - labels or at != sorted(set(at)) or at[0] == 0:
            return None
        names = {j: _whole(found, part, words) for j, part in zip(at, parts[labels:], strict=True)}
        first, bottom = min(names), max(one.box.bottom for one in names.values())
        beside = [cell for cell in found.cells if cell.column < first and cell.row <= row < cell.row + cell.row_span]
        left = tuple(w for cell in beside for w in cell.words if w.middle <= bottom + 1)
        return _Printed(names, left) if left else None
    return None


def _named(line: Line) -> tuple[list[Line], int | None]:
    """The phrases of a head's line and how many labels it has, None where it is no head's; without the words that a name was
    printed on."""
    parts = phrases(line)
    labels = labels_before([part.text for part in parts])
    names = [word for word in line.words if grade_in(word.text) is not None]
    under = [w for w in line.words if any(w is not one and _over(w, one) for one in names)]
    if labels is None and names and under:
        parts = phrases(
            Line(tuple(w for w in line.words if w in names or (w.box.x1 < names[0].box.x0 and w not in under)))
        )
        labels = labels_before([part.text for part in parts])
    return parts, labels


def _in_sentence(word: Word, words: Sequence[Word]) -> bool:
    """Whether a lone letter stands right behind a word in Chinese, as in 同B级 set in two fonts."""
    return len(word.text) == 1 and any(
        abs(word.box.x0 - other.box.x1) < TOUCHING * word.size
        and other.box.top < word.middle < other.box.bottom
        and "\u4e00" <= other.text[-1:] <= "\u9fff"
        for other in words
        if other is not word
    )


def _over(word: Word, other: Word) -> bool:
    return word.box.x0 < other.box.x1 - 1 and other.box.x0 < word.box.x1 - 1


def _levels(words: Sequence[Word]) -> list[Line]:
    """Words that stand level, from the top; closer than lines of print, which a head's words may lie over."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        if rows and word.middle - rows[-1][0].middle <= LEVEL:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(tuple(sorted(row, key=lambda one: one.box.x0))) for row in rows]


def _column(found: Found, part: Line) -> int | None:
    centre = (part.box.x0 + part.box.x1) / 2
    return next((j for j in range(found.wide) if found.columns[j] <= centre < found.columns[j + 1]), None)


def _whole(found: Found, name: Line, words: Sequence[Word]) -> Line:
    """A name with the lines below it that are the rest of it (A级 over 企业)."""
    column = _column(found, name)
    held = name
    for line in lines_of([w for w in words if w.middle > name.box.bottom and _column(found, Line((w,))) == column]):
        more = Line((*held.words, *line.words))
        if line.box.top - held.box.bottom > NEXT * name.size or grade_in(_text(more.words)) is None:
            break
        held = more
    return held


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)


def _parted(found: Found, row: int, head: _Printed) -> Found:
    """The head in a row of its own over the row among whose words it was printed."""
    level = min(head.bottom, found.rows[row + 1] - 1)
    own = head.words
    cells: list[Cell] = []
    for cell in found.cells:
        reaches = cell.row <= row < cell.row + cell.row_span
        if not reaches:
            cells.append(replace(cell, row=cell.row + 1) if cell.row > row else cell)
            continue
        upper = cell.box._replace(bottom=level) if cell.box else None
        lower = cell.box._replace(top=level) if cell.box else None
        rest = tuple(w for w in cell.words if id(w) not in own)
        if cell.row < row and cell.column >= head.first:
            cells.append(replace(cell, row_span=cell.row_span + 1))
            continue
        if cell.column < head.first and cell.row < row:  # the label of a head of two rows
            said = tuple(w for w in cell.words if id(w) in own)
            cells.append(replace(cell, row_span=row + 1 - cell.row, words=said, box=upper))
        below = cell.row + cell.row_span - row
        cells.append(replace(cell, row=row + 1, row_span=below, words=rest, box=lower))
    box = next(cell.box for cell in found.cells if cell.row <= row)
    if not any(cell.row < row and cell.column == 0 and cell.row + cell.row_span > row for cell in found.cells):
        cells.append(_cell(found, row, 0, head.first, head.labels, box, level))
    starts = sorted(head.names)
    for start, end in zip(starts, [*starts[1:], found.wide], strict=True):
        cells.append(_cell(found, row, start, end, head.names[start].words, box, level))
    cells.sort(key=lambda one: (one.row, one.column))
    return replace(found, rows=(*found.rows[: row + 1], level, *found.rows[row + 1 :]), cells=tuple(cells))


def _cell(found: Found, row: int, start: int, end: int, words: tuple[Word, ...], box: Box | None, level: float) -> Cell:
    if box is not None:
        box = Box(found.columns[start], found.rows[row], found.columns[end], level)
    return Cell(row, start, 1, end - start, box, words)


def _freed(found: Found, row: int, head: _Printed, first: float) -> Found:
    """The words that ran over into a head's cells from the row below or above, back in the cell that they are of."""
    own = head.words
    over = [w for c in found.cells if c.row == row for w in c.words if id(w) not in own and w.centre > first]
    added: dict[int, list[Word]] = {}
    for word in over:
        near = row + 1 if word.middle > head.middle else row - 1
        at = next(
            (
                number
                for number, cell in enumerate(found.cells)
                if cell.row <= near < cell.row + cell.row_span
                and found.columns[cell.column] <= word.centre < found.columns[cell.column + cell.column_span]
            ),
            None,
        )
        if at is None:
            return found
        added.setdefault(at, []).append(word)
    gone = {id(word) for word in over}
    cells = [
        replace(
            cell,
            words=tuple(w for w in (*cell.words, *added.get(number, ())) if cell.row != row or id(w) not in gone),
            inferred=cell.inferred or number in added,
        )
        for number, cell in enumerate(found.cells)
    ]
    return replace(found, cells=tuple(cells))
