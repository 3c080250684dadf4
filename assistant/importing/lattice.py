"""Tables from drawn lines: rules to a grid, walls between its fields, fields joined to cells where no wall stands.

Lives here: `Found`, `Cell`, `tables_by_rules`. May import: importing.corners, footnotes, sheets, strokes, stripes, unpainted, figures;
reading.page. Structure only; what stands in a cell are the words whose middle lies in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.importing.corners import runs_over, wall_in_corners
from assistant.importing.figures import is_figures, phrases, rows_by_lines
from assistant.importing.footnotes import RAISED
from assistant.importing.sheets import Sheet, Word, hull, lines_of
from assistant.importing.stripes import with_second_labels
from assistant.importing.strokes import NEAR, Strokes, clustered, covered, strokes_of, together
from assistant.importing.unpainted import HIGHEST_HEAD, SMALLEST, bridged
from assistant.reading.page import Box

LOWEST = 200.0  # points under a painted head within which the first row's rule stands
EMPTY = 0.3  # of many cells, so few that say something

Group = tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]  # rules across, uprights


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place in the grid. `text`: what a file's own grid says (DOCX); PDF cells have words.

    `inferred`: its extent was judged from where text stands, not from a drawn line.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box | None
    words: tuple[Word, ...] = ()
    text: str | None = None
    marks: tuple[str, ...] = ()
    inferred: bool = False

    @property
    def blank(self) -> bool:
        return not self.words if self.text is None else not self.text.strip()


@dataclass(frozen=True, slots=True)
class Found:
    """A table on one page. `ruled`: each cell stands within drawn lines; `cut`: its uprights go on below its last rule, so
    that the page's end cut its last row."""

    page: int
    box: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]
    ruled: bool = True
    irregular: bool = False
    place: str = ""
    labels: int = 0  # columns of labels, where the head told them
    cut: bool = False

    @property
    def high(self) -> int:
        return len(self.rows) - 1

    @property
    def wide(self) -> int:
        return len(self.columns) - 1


def tables_by_rules(
    sheet: Sheet, going_on: Found | None = None, head_alone: Callable[[Found], bool] | None = None
) -> list[Found]:
    """Every table with upright rules: what hangs together by its lines. `going_on`: the table at the end of the page before;
    `head_alone`: whether a table is a head and nothing else."""
    strokes = bridged(sheet, strokes_of(sheet))
    found = []
    groups = list(together(strokes))
    if going_on is not None and going_on.ruled:
        groups = _with_lone_sides(groups, going_on)
    rest = _rest_of_a_row(sheet, groups, going_on) if going_on is not None and going_on.ruled else None
    for across, upright in [*groups, *([rest] if rest else [])]:
        if not upright or len(across) < 2:
            continue
        before = going_on.columns if going_on is not None and going_on.ruled else ()
        table = _table(sheet, across + _implied(sheet, across, upright), upright, before)
        if table is not None and not _painted_head(table, strokes, head_alone):
            table = replace(table, cut=not any(abs(y - table.box.bottom) <= 2 * NEAR for y, _, _ in strokes.across))
            found.append(_with_row_over_all(sheet, table, strokes, head_alone))
    return _outermost(sorted(found, key=lambda one: (one.box.top, one.box.x0)))


def _painted_head(found: Found, strokes: Strokes, head_alone: Callable[[Found], bool] | None) -> bool:
    """Whether what has uprights at its two sides alone, or holds a head and nothing else, is the painted head of a table ruled
    across: rules as wide follow."""
    box = found.box
    below = [
        y
        for y, x0, x1 in strokes.across
        if y > box.bottom + NEAR and abs(x0 - box.x0) <= 2 * NEAR and abs(x1 - box.x1) <= 2 * NEAR
    ]
    rows = [box.bottom, *sorted(below)[:2]]  # under a head may stand a row that has no uprights either
    sides = [one for one in strokes.upright if one[2] - one[1] > NEAR and box.x0 - NEAR <= one[0] <= box.x1 + NEAR]
    if not below or any(abs(top - y) <= NEAR for _, top, _ in sides for y in rows):
        return False
    return found.wide == 1 or (head_alone is not None and min(below) - box.bottom < LOWEST and head_alone(found))


def _with_lone_sides(groups: Sequence[Group], going_on: Found) -> list[Group]:
    """The groups, each with the upright that no rule across meets, where that stands at a side of the table of the page before
    and is as high as the group: the last column is one cell from page to page."""
    lone = [one for across, upright in groups if not across and len(upright) == 1 for one in upright]
    out: list[Group] = []
    used: list[tuple[float, float, float]] = []
    for across, upright in groups:
        if not upright or len(across) < 2:
            out.append((across, upright))
            continue
        top, bottom = min(a for _, a, _ in upright), max(b for _, _, b in upright)
        xs = [x for x, _, _ in upright]
        sides = [
            one
            for one in lone
            if abs(one[1] - top) <= 2 * NEAR and abs(one[2] - bottom) <= 2 * NEAR and (
                (abs(one[0] - going_on.box.x1) <= 2 * NEAR and abs(min(xs) - going_on.box.x0) <= 2 * NEAR)
                or (abs(one[0] - going_on.box.x0) <= 2 * NEAR and abs(max(xs) - going_on.box.x1) <= 2 * NEAR)
            )
        ]  # fmt: skip
        used += sides
        out.append((across, [*upright, *sides]))
    return [(across, upright) for across, upright in out if across or not any(one in used for one in upright)]


def _rest_of_a_row(sheet: Sheet, groups: Sequence[Group], going_on: Found) -> Group | None:
    """The rules of a row that the page cut, closed above (and below, where the page cuts it again): at the top of the page
    uprights that all begin level, at both sides of the table of the page before, with one rule under them at most."""
    loose = [(across, upright) for across, upright in groups if upright and len(across) < 2]
    top = min((begin for _, upright in loose for _, begin, _ in upright), default=0.0)
    parts = [(across, up) for across, up in loose if all(abs(begin - top) <= NEAR for _, begin, _ in up)]
    uprights = [one for _, up in parts for one in up]
    flat = [one for across, _ in parts for one in across]
    if len(uprights) < 3 or len(flat) > 1 or any(w.middle < top - 1 for w in sheet.words):
        return None
    left, right, bottom = min(uprights)[0], max(uprights)[0], max(end for _, _, end in uprights)
    same = abs(left - going_on.box.x0) <= 2 * NEAR and abs(right - going_on.box.x1) <= 2 * NEAR
    if not same or bottom - top < SMALLEST or any(abs(end - bottom) > NEAR for _, _, end in uprights):
        return None
    if flat and abs(flat[0][0] - bottom) > NEAR:
        return None
    return [(top, left, right), *(flat or [(bottom, left, right)])], uprights


def _begins_with_head(found: Found, head_alone: Callable[[Found], bool] | None) -> bool:
    """Whether the first row of a table, or the first few, are a head and nothing else."""
    tops = (
        replace(found, rows=found.rows[: deep + 1], cells=tuple(c for c in found.cells if c.row + c.row_span <= deep))
        for deep in range(1, min(3, found.high))
    )
    return head_alone is not None and any(head_alone(top) for top in tops if top.cells)


def _with_row_over_all(
    sheet: Sheet, found: Found, strokes: Strokes, head_alone: Callable[[Found], bool] | None
) -> Found:
    """The table with the row over it that a rule as wide as its own closes above and nothing at the sides: a table open at
    its sides, whose first cell covers every column."""
    box = found.box
    over = [
        y
        for y, x0, x1 in strokes.across
        if SMALLEST < box.top - y < HIGHEST_HEAD and abs(x0 - box.x0) <= 2 * NEAR and abs(x1 - box.x1) <= 2 * NEAR
    ]
    closed = covered(strokes.upright, box.x0, box.top, box.bottom)
    if not over or (closed and _begins_with_head(found, head_alone)):
        return found  # what stands over a head with its sides drawn, under the rule of another table, is its caption
    top = max(over)
    words = tuple(w for w in sheet.words if top < w.middle < box.top and box.x0 <= w.centre <= box.x1)
    lines = lines_of(words)
    around = box.top - top - (lines[0].box.bottom - lines[0].box.top) if lines else 0.0
    if len(lines) != 1 or len(phrases(lines[0])) != 1 or around > 2 * lines[0].size:
        return found
    title = Cell(0, 0, 1, found.wide, Box(box.x0, top, box.x1, box.top), words)
    cells = tuple(replace(cell, row=cell.row + 1) for cell in found.cells)
    return replace(found, box=box._replace(top=top), rows=(top, *found.rows), cells=(title, *cells))


def _implied(
    sheet: Sheet, across: Sequence[tuple[float, float, float]], upright: Sequence[tuple[float, float, float]]
) -> list[tuple[float, float, float]]:
    """Levels at which nearly every upright rule is broken though none is drawn across: rows set cell by cell."""
    left, right = min(x0 for _, x0, _ in across), max(x1 for _, _, x1 in across)
    top, bottom = min(a for _, a, _ in upright), max(b for _, _, b in upright)
    pieces = [
        b
        for b in sheet.upright
        if left - NEAR <= b.x0 and b.x1 <= right + NEAR and top - NEAR <= b.top and b.bottom <= bottom + NEAR
    ]
    ends = clustered([y for b in pieces for y in (b.top, b.bottom) if top + SMALLEST < y < bottom - SMALLEST])
    out = []
    for y in ends:
        if any(abs(y - level) <= 2 * NEAR for level, _, _ in across):
            continue
        broken = {round(b.x0) for b in pieces if abs(b.top - y) <= NEAR or abs(b.bottom - y) <= NEAR}
        crossing = {round(b.x0) for b in pieces if b.top < y - NEAR and b.bottom > y + NEAR}
        words = any(w.box.top + 1.5 < y < w.box.bottom - 1.5 and left < w.centre < right for w in sheet.words)
        if len(broken) >= 3 and not crossing and not words:
            out.append((y, left, right))
    return out


def _table(
    sheet: Sheet,
    across: Sequence[tuple[float, float, float]],
    upright: Sequence[tuple[float, float, float]],
    before: Sequence[float] = (),
) -> Found | None:
    """The table of rules that meet. `before`: the columns of the table at the end of the page before."""
    ys = clustered([y for y, _, _ in across])
    xs = clustered([x for x, _, _ in upright])
    left, right = min(x0 for _, x0, _ in across), max(x1 for _, _, x1 in across)
    # Open sides: rules across that go on past the outermost upright rule have fields there.
    if left < xs[0] - SMALLEST:
        xs = [left, *xs]
    if right > xs[-1] + SMALLEST:
        xs = [*xs, right]
    top, bottom = min(a for _, a, _ in upright), max(b for _, _, b in upright)
    if top < ys[0] - SMALLEST:
        ys = [top, *ys]
    if bottom > ys[-1] + SMALLEST:
        ys = [*ys, bottom]
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    ys, drawn = _with_lines(sheet, xs, ys)
    xs, within = with_second_labels(sheet, xs, ys, before)
    ys = sorted([*ys, *within.levels])
    if xs[-1] - xs[0] < 3 * SMALLEST or ys[-1] - ys[0] < SMALLEST:
        return None
    wall_left = [
        [covered(upright, xs[j], ys[i], ys[i + 1]) for j in range(len(xs))] for i in range(len(ys) - 1)
    ]  # fmt: skip
    wall_top = [[covered(across, ys[i], xs[j], xs[j + 1]) for j in range(len(xs) - 1)] for i in range(len(ys))]
    for i, level in enumerate(ys):
        if level not in drawn:
            over = within.levels.get(level, frozenset[int]())
            wall_top[i] = [j not in over for j in range(len(xs) - 1)]
        if i < len(wall_left) and within.labelled_twice(level):
            wall_left[i][within.second] = True
    _faint_walls(sheet, xs, ys, wall_left)
    wall_in_corners(sheet, xs, ys, wall_left, wall_top)
    inferred = frozenset(
        (row, j) for i, level in enumerate(ys) for j in within.levels.get(level, ()) if j > within.second
        for row in (i - 1, i)
    )  # fmt: skip
    return grid(sheet, xs, ys, wall_left, wall_top, ruled=True, inferred=inferred)


def _in_many_columns(row: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether one line stands in three columns or more, each piece within its own."""
    lines = lines_of(row)
    if len(lines) != 1:
        return False
    parts = phrases(lines[0])
    at = [
        next((j for j in range(len(xs) - 1) if xs[j] <= one.box.x0 and one.box.x1 <= xs[j + 1] + 1), -1)
        for one in parts
    ]
    return len(parts) >= 3 and -1 not in at and len(set(at)) == len(at)


def _side_by_side(row: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether two lines or more stand in three columns or more each, and no word of the row reaches over a boundary."""
    if any(word.box.x0 < x - 1 and word.end > x + 1 for word in row for x in xs[1:-1]):
        return False
    held = [{sum(x <= word.centre for x in xs) for word in line.words} for line in lines_of(row)]
    return sum(len(one) >= 3 for one in held) >= 2


def _with_lines(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], frozenset[float]]:
    """The levels, with those between lines of figures that no rule parts; and which of them are drawn."""
    out = list(ys)
    if len(xs) > 2:
        for top, bottom in pairwise(ys):
            words = [w for w in sheet.words if top <= w.middle < bottom and xs[0] <= w.centre <= xs[-1]]
            if is_figures(words, xs[1]):
                out += rows_by_lines(words)
    return sorted(out), frozenset(ys)


def _faint_walls(sheet: Sheet, xs: Sequence[float], ys: Sequence[float], wall_left: list[list[bool]]) -> None:
    """Walls that a scan lost, as of a head's low fields, or that were never drawn between figures: words on both sides
    of a boundary, none reaching over it."""
    open_rows = [not any(walls[1 : len(xs) - 1]) for walls in wall_left]
    striped = sum(open_rows) < 0.7 * len(open_rows)
    for i in range(len(ys) - 1):
        row = [w for w in sheet.words if ys[i] <= w.middle < ys[i + 1] and xs[0] <= w.centre <= xs[-1]]
        if not sheet.by_ocr and striped and open_rows[i]:
            _unpainted_walls(row, xs, wall_left[i])
        if not sheet.by_ocr and not _in_many_columns(row, xs) and not _side_by_side(row, xs):
            continue
        for j in range(1, len(xs) - 1):
            if wall_left[i][j] or any(w.box.x0 < xs[j] - 2 and w.end > xs[j] + 2 for w in row):
                continue
            if not sheet.by_ocr and runs_over(row, xs[j]):
                continue
            left = any(xs[j - 1] <= w.centre < xs[j] for w in row)
            right = any(xs[j] <= w.centre < xs[j + 1] for w in row)
            leading = right and not sheet.by_ocr and not any(w.centre < xs[j] for w in row)
            wall_left[i][j] = (left and right) or leading


def _unpainted_walls(row: Sequence[Word], xs: Sequence[float], walls: list[bool]) -> None:
    """Walls of a row without paint between painted ones: where words stand apart on both sides of a boundary, or where a
    second label begins at its column's side and the first stands in a row above. Not between the marks of notes and what these
    say over all columns."""
    size = max((w.size for w in row), default=0.0)
    for j in range(1, len(xs) - 1):
        if any(w.box.x0 < xs[j] - 1 and w.end > xs[j] + 1 for w in row):
            continue
        left = [w.box.x1 for w in row if xs[0] <= w.centre < xs[j]]
        right = [w.box.x0 for w in row if xs[j] <= w.centre < xs[-1]]
        apart = bool(left and right) and min(right) - max(left) > 0.4 * size
        beside = j == 1 and bool(right) and not left and min(right) - xs[j] < size
        walls[j] = walls[j] or apart or beside
    made = [j for j in range(1, len(xs) - 1) if walls[j]]
    if len(made) == 1 and all(_is_mark(w.text) for w in row if xs[0] <= w.centre < xs[made[0]]):
        walls[made[0]] = False


def _is_mark(text: str) -> bool:
    """Whether a word is a note's mark and neither a number of rows nor a name."""
    return bool(RAISED.fullmatch(text)) and not re.fullmatch("[0-9a-z甲乙丙丁戊己]+", text)


def grid(
    sheet: Sheet,
    xs: Sequence[float],
    ys: Sequence[float],
    wall_left: Sequence[Sequence[bool]],
    wall_top: Sequence[Sequence[bool]],
    *,
    ruled: bool,
    inferred: frozenset[tuple[int, int]] = frozenset(),
    labels: int = 0,
) -> Found | None:
    """The table whose fields are joined where no wall stands. `wall_left[i][j]`: left of field (i, j)."""
    high, wide = len(ys) - 1, len(xs) - 1
    spans, irregular = _spans(high, wide, wall_left, wall_top)
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    inside = [w for w in sheet.words if xs[0] - 1 <= w.centre <= xs[-1] + 1 and ys[0] - 1 <= w.middle <= ys[-1] + 1]
    cells = []
    for i, j, down, over in spans:
        place = Box(xs[j], ys[i], xs[j + over], ys[i + down])
        words = tuple(w for w in inside if _holds(place, w))
        doubtful = any((r, c) in inferred for r in range(i, i + down) for c in range(j, j + over))
        cells.append(Cell(i, j, down, over, place, words, inferred=doubtful))
    said = sum(bool(cell.words) for cell in cells)
    if not said or (len(cells) > 20 and said < EMPTY * len(cells)):
        return None  # a chart's grid, not a table
    return Found(sheet.number, box, tuple(xs), tuple(ys), tuple(cells), ruled, irregular, labels=labels)


def extents(high: int, wall_top: Sequence[Sequence[bool]], column: int) -> list[tuple[int, int]]:
    """The fields of a column as (first row, rows down), from wall to wall."""
    out: list[tuple[int, int]] = []
    begin = 0
    for i in range(1, high + 1):
        if i == high or wall_top[i][column]:
            out.append((begin, i - begin))
            begin = i
    return out


def _holds(place: Box, word: Word) -> bool:
    return place.x0 <= word.centre < place.x1 and place.top <= word.middle < place.bottom


def _spans(
    high: int, wide: int, wall_left: Sequence[Sequence[bool]], wall_top: Sequence[Sequence[bool]]
) -> tuple[list[tuple[int, int, int, int]], bool]:
    """Rectangles of fields without walls between them, and whether some were no rectangles (then cut by rows)."""
    owner = [[-1] * wide for _ in range(high)]
    spans: list[tuple[int, int, int, int]] = []
    irregular = False
    for i in range(high):
        for j in range(wide):
            if owner[i][j] >= 0:
                continue
            over = 1
            while j + over < wide and owner[i][j + over] < 0 and not wall_left[i][j + over]:
                over += 1
            down = 1
            while i + down < high and all(
                not wall_top[i + down][c] and owner[i + down][c] < 0 for c in range(j, j + over)
            ):
                if any(wall_left[i + down][c] for c in range(j + 1, j + over)):
                    irregular = True
                    break
                if _leaks(i + down, j, over, wide, wall_left):
                    irregular = True
                    break
                down += 1
            for r in range(i, i + down):
                for c in range(j, j + over):
                    owner[r][c] = len(spans)
            spans.append((i, j, down, over))
    return spans, irregular


def _leaks(i: int, j: int, over: int, wide: int, wall_left: Sequence[Sequence[bool]]) -> bool:
    """Whether row i has no wall at the rectangle's left or right side."""
    return (j > 0 and not wall_left[i][j]) or (j + over < wide and not wall_left[i][j + over])


def _outermost(tables: Sequence[Found]) -> list[Found]:
    """Without those that lie in another, and without a frame that holds a table of more cells in one of its own."""
    real = [one for one in tables if not any(_frames(one, other) for other in tables)]
    return [
        one
        for one in real
        if not any(other is not one and _within(one.box, other.box) and other.box != one.box for other in real)
    ]


def _frames(outer: Found, inner: Found) -> bool:
    """Whether `outer` is a page's frame or margin around `inner`: no cell of a table holds more than the table."""
    if outer is inner or min(inner.high, inner.wide) < 2 or not any(_within(inner.box, one.box) for one in outer.cells if one.box):  # fmt: skip
        return False
    return sum(not one.blank for one in inner.cells) > sum(not one.blank for one in outer.cells)


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.x0 - NEAR <= inner.x0
        and outer.top - NEAR <= inner.top
        and inner.x1 <= outer.x1 + NEAR
        and inner.bottom <= outer.bottom + NEAR
    )


def words_box(cell: Cell) -> Box | None:
    """The rectangle around a cell's words."""
    return hull([word.box for word in cell.words]) if cell.words else cell.box
