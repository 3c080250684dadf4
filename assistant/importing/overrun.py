"""Text that runs over the rules of its cell into the next one, as a cell does that is higher than the row a page's end left it.

Lives here: `Room`, `room_in`, `without_overrun`. May import: importing.lattice, sheets; reading.page. Lines that go on step by step at one side over a
rule, nearer than texts of two cells stand, are of one cell; both cells are marked `inferred`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.importing.lattice import Cell, Found
from assistant.importing.sheets import Line, Sheet, Word, lines_of
from assistant.reading.page import Box

ASIDE = 1.0  # points within which lines begin at one side
OFF_STEP = 0.8  # points by which a line may stand off the step of a cell's lines
CENTRED = 2.5  # points by which lines set in the middle of a cell stand off it
ASKEW = 0.18  # of a step: a rule so far from the middle between two lines parts no texts
ENOUGH = 8  # cells over one another
SELDOM = 0.04  # of them


@dataclass(frozen=True, slots=True)
class Room:
    """Whether the tables of a file leave room between a rule and the lines beside it: texts of two cells that stand as near to
    each other as lines of one do are then `seldom`, and `surely` so where there are cells enough to tell."""

    seldom: bool
    surely: bool


def room_in(tables: Iterable[Found]) -> Room:
    """What the ruled tables of a file show."""
    near = count = 0
    for found in tables:
        held = _held(found)
        step = _step(held) if found.ruled else None
        if step is not None:
            apart = _apart(held)
            near += sum(d < step + OFF_STEP for d in apart)
            count += len(apart)
    seldom = near <= SELDOM * count
    return Room(seldom, seldom and count >= ENOUGH)


def without_overrun(found: Found, sheet: Sheet, room: Room) -> Found:
    """The table with such lines in the cell that they are of."""
    step = _step(_held(found))
    if not room.seldom or step is None or not found.ruled or sheet.by_ocr or any(c.box is None for c in found.cells):
        return found
    cells = list(found.cells)
    for at in sorted(range(len(cells)), key=lambda one: -cells[one].row):
        if cells[at].words:
            _taken_up(sheet, cells, at, step, room)
    return replace(found, cells=tuple(cells))


def _held(found: Found) -> list[tuple[Cell, list[Line]]]:
    return [(cell, lines_of(cell.words)) for cell in found.cells if cell.words]


def _step(held: Sequence[tuple[Cell, list[Line]]]) -> float | None:
    """The usual distance between the lines of a cell."""
    size = median([line.size for _, lines in held for line in lines] or [10.0])
    steps = [d for _, lines in held for a, b in pairwise(lines) if size < (d := _middle(b) - _middle(a)) < 2 * size]
    return median(steps) if len(steps) > 1 else None


def _apart(held: Sequence[tuple[Cell, list[Line]]]) -> list[float]:
    """How far the last line of a cell stands over the first of the one below it in the same columns."""
    last = {(cell.column, cell.column_span, cell.row + cell.row_span): lines[-1] for cell, lines in held}
    below = [(lines[0], last.get((cell.column, cell.column_span, cell.row))) for cell, lines in held]
    return [_middle(one) - _middle(above) for one, above in below if above is not None]


def _middle(line: Line) -> float:
    return median(w.middle for w in line.words if w.size >= 0.86 * line.size)


def _taken_up(sheet: Sheet, cells: list[Cell], at: int, step: float, room: Room) -> None:
    """The lines over a cell's upper rule that go on below it, given to the cell, or the lines below given to the one above."""
    cell = cells[at]
    box, own = cell.box, lines_of(cell.words)
    over: list[Line] = []
    while line := _before(sheet, cell, over[0] if over else own[0], step):
        over.insert(0, line)
    if not over or box is None:
        return
    between = (_middle(over[-1]) + _middle(own[0])) / 2
    if not room.surely and abs(box.top - between) < ASKEW * step:
        return
    moved = {id(w) for line in over for w in line.words}
    from_ = [n for n, one in enumerate(cells) if n != at and any(id(w) in moved for w in one.words)]
    chain = [*over, *_chain(own, step)]
    if len(from_) == 1 and all(id(w) in moved for w in cells[from_[0]].words):
        _shared(cells, from_[0], at, over, chain)
        return
    for number in from_:
        _move(cells, number, at, [w for w in cells[number].words if id(w) in moved])
    held = {id(w) for w in cells[at].words}
    outside = [w for line in over for w in line.words if id(w) not in held]
    cells[at] = replace(cells[at], words=(*cells[at].words, *outside), inferred=True)


def _shared(cells: list[Cell], above: int, under: int, over: Sequence[Line], chain: Sequence[Line]) -> None:
    """Lines that go on from a cell into the next without any room, parted where both stand in the middle of their cells, or
    all that are the upper one's do. Where that cannot be told they stay, and neither is sure."""
    one, two = cells[above].box, cells[under].box
    if one is None or two is None:
        return
    rest = {id(w) for line in chain for w in line.words}
    whole = all(id(w) in rest for w in cells[under].words)

    def off(count: int) -> float:
        if not count:
            return _off(chain, two)
        return _off(chain[:count], one) if whole or count >= len(over) else float("inf")

    best = min(range(len(chain) + 1), key=off)
    if off(best) < CENTRED and best != len(over):
        first = [w for line in chain[:best] for w in line.words]
        held = {id(w) for w in first}
        if best < len(over):
            _move(cells, above, under, [w for w in cells[above].words if id(w) not in held])
        else:
            _move(cells, under, above, [w for w in cells[under].words if id(w) in held])
    else:
        for number in (above, under):
            cells[number] = replace(cells[number], inferred=True)


def _off(lines: Sequence[Line], box: Box) -> float:
    """How far from the middle of a cell these lines stand."""
    return abs((lines[0].box.top + lines[-1].box.bottom) / 2 - (box.top + box.bottom) / 2)


def _before(sheet: Sheet, cell: Cell, last: Line, step: float) -> Line | None:
    """The line one step over another at the same side, within the cell's columns and none of its own."""
    if cell.box is None:
        return None
    left, right, level = cell.box.x0, cell.box.x1, _middle(last) - step
    own = {id(w) for w in cell.words}
    words = [
        w
        for w in sheet.words
        if left < w.box.x0 and w.box.x1 < right + 1 and abs(w.middle - level) < 3 * OFF_STEP and id(w) not in own
    ]
    first = [w for w in words if abs(w.box.x0 - last.box.x0) < ASIDE and abs(w.middle - level) < OFF_STEP]
    if len(first) != 1 or abs(first[0].size - last.size) > 0.06 * last.size:
        return None
    line = [first[0]]
    for word in sorted(words, key=lambda one: one.box.x0):
        if word is not first[0] and -1 <= word.box.x0 - line[-1].box.x1 < 1.2 * word.size:
            line.append(word)
    return Line(tuple(line))


def _chain(lines: Sequence[Line], step: float) -> list[Line]:
    """The first lines of a cell that stand step by step."""
    out = [lines[0]]
    for line in lines[1:]:
        if abs(_middle(line) - _middle(out[-1]) - step) > OFF_STEP:
            break
        out.append(line)
    return out


def _move(cells: list[Cell], source: int, target: int, words: Sequence[Word]) -> None:
    gone = {id(word) for word in words}
    left = tuple(w for w in cells[source].words if id(w) not in gone)
    cells[source] = replace(cells[source], words=left, inferred=True)
    cells[target] = replace(cells[target], words=(*cells[target].words, *words), inferred=True)
