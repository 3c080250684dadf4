"""Tables with rules across only: columns from where rules break or from the white between words, rows from rules or gaps.

Lives here: `tables_by_lines`, `table_in`. May import: importing.sheets, lattice, bands, figures. What was judged from where text stands is marked
`inferred` on the cell: it lowers confidence, and no text comes from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.importing.bands import (
    HEAD_LINES,
    SAME_EDGE,
    SHORT,
    Band,
    bands_on,
    from_the_top,
    to_the_end,
    with_head_above,
    with_rest,
)
from assistant.importing.figures import columns_by_white, is_figures, phrases, rows_by_lines
from assistant.importing.guided import guided
from assistant.importing.headlines import Names
from assistant.importing.labelspans import label_goes_on
from assistant.importing.lattice import Found, extents, grid
from assistant.importing.sheets import STRADDLE, Line, Sheet, Word, lines_of, touching
from assistant.importing.strokes import NEAR, clustered, mostly_drawn, strokes_of
from assistant.reading.page import Box

SAME_COLUMN = 12.0  # points within which a boundary by white and one by rules are one
ROW_GAP = 0.55  # of a line's height: a wider gap in a column may part two rows


@dataclass(frozen=True, slots=True)
class Levels:
    """Where rows part. `drawn`: by a rule; `firm`: between lines of figures; `on`: where the first column's label covers
    the rows above and below."""

    ys: list[float]
    drawn: frozenset[float]
    on: frozenset[float]
    firm: frozenset[float]


def tables_by_lines(
    sheet: Sheet, taken: Sequence[Box], going_on: Found | None = None, names: Names | None = None
) -> list[Found]:
    """Tables ruled across only, outside of what is `taken`. `going_on`: the table at the end of the page before; `names`:
    knows a head."""
    bands = bands_on(sheet, taken, names)
    if going_on is not None and not going_on.ruled:
        bands = from_the_top(sheet, bands, taken, going_on)
    found: list[Found] = []
    for at, band in enumerate(bands):
        after = bands[at + 1] if at + 1 < len(bands) else None
        band = with_head_above(sheet, band, [*taken, *(one.box for one in found)])
        band = to_the_end(sheet, band, after, taken)
        if any(_covers(box, band) for box in taken):
            continue  # a scan's rules, of which some stand a little aside of their table
        before = going_on if not at else None  # what stands first on a page may go on with the page before
        table = _table(sheet, band, before, names)
        if table is not None and table.labels and after is None:
            rest = with_rest(sheet, band, table)
            table = (_table(sheet, rest, before, names) if rest else None) or table
        if table is not None:
            found.append(table)
    return found


def _covers(box: Box, band: Band) -> bool:
    """Whether most of a band lies within a table that was found already."""
    high = min(box.bottom, band.levels[-1]) - max(box.top, band.levels[0])
    wide = min(box.x1, band.right) - max(box.x0, band.left)
    area = (band.levels[-1] - band.levels[0]) * (band.right - band.left)
    return high > 0 and wide > 0 and high * wide > 0.5 * area


def table_in(
    sheet: Sheet, levels: Sequence[float], left: float, right: float, names: Names | None = None
) -> Found | None:
    """The table between these levels and sides, of which the first band is the head."""
    return _table(sheet, Band(tuple(levels), left, right, frozenset(levels)), names=names)


def _table(sheet: Sheet, band: Band, going_on: Found | None = None, names: Names | None = None) -> Found | None:
    inside = [
        w
        for w in sheet.words
        if band.left - 2 <= w.centre <= band.right + 2 and band.levels[0] - 1 <= w.middle <= band.levels[-1] + 1
    ]
    if len(inside) < 4 or len(band.levels) < 2:
        return None
    if names is not None and (table := guided(sheet, band, inside, names, going_on)) is not None:
        return table
    xs = _by_breaks(sheet, band)
    if not (xs and _broken_in_head(sheet, band)):
        xs = _united(_by_white(inside, band), xs)
        if (
            going_on is not None
            and len(xs) < 3
            and abs(going_on.box.x0 - band.left) < SAME_EDGE
            and abs(going_on.box.x1 - band.right) < SAME_EDGE
        ):
            xs = list(going_on.columns)
    body = [w for w in inside if w.middle > band.levels[1]] if len(band.levels) > 2 else inside
    of_figures = is_figures(body, band.left + 0.2 * (band.right - band.left))
    if of_figures:  # rules that break do so under a head that covers several columns
        white = columns_by_white(body, band.left, band.right)
        xs = white if len(white) > len(xs) or not xs else xs
    if len(xs) < 3:
        return None
    levels = _rows(inside, band, xs)
    ys = levels.ys
    wall_top = _walls_across(sheet, inside, xs, levels)
    wall_left, inferred = _walls_upright(sheet, inside, xs, ys, wall_top, band)
    return grid(sheet, xs, ys, wall_left, wall_top, ruled=False, inferred=inferred)


def _by_breaks(sheet: Sheet, band: Band) -> list[float]:
    """Boundaries where the pieces of rules end, if they are drawn cell by cell."""
    ends: list[float] = []
    levels: set[int] = set()
    for box in sheet.across:
        y = (box.top + box.bottom) / 2
        at = next((k for k, level in enumerate(band.levels) if abs(level - y) <= NEAR), None)
        if at is None or box.x0 < band.left - 3 or box.x1 > band.right + 3:
            continue
        inner = [x for x in (box.x0, box.x1) if band.left + 6 < x < band.right - 6]
        ends += inner
        if inner:
            levels.add(at)
    if len(levels) < 2:
        return []
    return [band.left, *clustered(ends, 3.5), band.right]


def _broken_in_head(sheet: Sheet, band: Band) -> bool:
    """Whether the rule under the head, or the one over it, is drawn cell by cell: then rules alone tell the columns."""
    inside = [box for box in sheet.across if band.left - 3 <= box.x0 and box.x1 <= band.right + 3]
    for level in band.levels[:2]:
        pieces = [box for box in inside if abs((box.top + box.bottom) / 2 - level) <= NEAR]
        ends = clustered([x for box in pieces for x in (box.x0, box.x1) if band.left + 6 < x < band.right - 6], 3.5)
        if ends and len(pieces) > 1:
            return True
    return False


def _united(white: Sequence[float], breaks: Sequence[float]) -> list[float]:
    """Boundaries by white, with those at which some rule ends in their stead or beside them."""
    kept = [x for x in white if not any(abs(x - other) < SAME_COLUMN for other in breaks)]
    return sorted([*kept, *breaks])


def _head_line(inside: Sequence[Word], band: Band) -> tuple[Line, float]:
    """The line of a head that names most columns, and where the head ends."""
    first = band.levels[1] if len(band.levels) > 2 else band.levels[0]
    upper = lines_of([w for w in inside if w.middle < first]) or lines_of(inside)[:HEAD_LINES]
    most = max(upper, key=lambda line: (len(phrases(line)), line.box.top))
    if len(phrases(most)) < 2 and len(band.levels) > 2:
        most = _side_by_side(upper)
    if len(band.levels) > 3:  # the second row of a head of two
        lower = lines_of([w for w in inside if first < w.middle < band.levels[2]])
        named = [phrases(line) for line in lower]
        if len(named) == 1 and len(named[0]) > len(phrases(most)) and all(len(one.text) <= SHORT for one in named[0]):
            return lower[0], band.levels[2]
    return most, max(first, most.box.bottom)


def _side_by_side(lines: Sequence[Line]) -> Line:
    """From the lowest line up, the words that stand over no other: a label set between the lines of a head of two."""
    taken: list[Word] = []
    for line in reversed(lines):
        taken += [w for w in line.words if not any(w.box.x0 < one.box.x1 and one.box.x0 < w.box.x1 for one in taken)]
    return Line(tuple(sorted(taken, key=lambda one: one.box.x0)))


def _by_white(inside: Sequence[Word], band: Band) -> list[float]:
    """Boundaries from the header's words and the white between them further down."""
    most, second = _head_line(inside, band)
    head = [Word(one.text, one.box, one.size) for one in phrases(most)]
    if len(head) < 2:
        return []
    body = [w for w in inside if w.middle > second] or list(inside)
    cuts = [_whitest(body, one, two) for one, two in pairwise(head)]
    stub = [w for w in body if w.centre < cuts[0]]
    split = _stub_split(stub, cuts[0])
    return [band.left, *([split] if split else []), *cuts, band.right]


def _whitest(body: Sequence[Word], one: Word, two: Word) -> float:
    """The place between two header words that fewest words cross; of several the widest gap's middle."""
    begin, end = one.centre, two.centre
    edges = sorted(
        {begin, end, *(x for w in body for x in (w.box.x0, w.box.x1) if begin < x < end), one.box.x1, two.box.x0}
    )
    best: tuple[int, float, float] | None = None
    for a, b in pairwise(edges):
        if b - a < 0.5:
            continue
        middle = (a + b) / 2
        crossed = sum(w.box.x0 < middle < w.box.x1 for w in body) + 3 * sum(
            w.box.x0 < middle < w.box.x1 for w in (one, two)
        )
        key = (crossed, -(b - a), middle)
        best = min(best, key) if best else key
    return best[2] if best else (one.box.x1 + two.box.x0) / 2


def _stub_split(stub: Sequence[Word], right: float) -> float | None:
    """Where the first column parts in two, if words stand side by side in it on several lines."""
    pairs = [(a, b) for line in lines_of(stub) for a, b in pairwise(line.words) if b.box.x0 - a.box.x1 > 4]
    lefts = clustered([w.box.x0 for w in stub], 6.0)
    if not pairs and len(lefts) < 2:
        return None
    if pairs:
        begin, end = max(a.box.x1 for a, _ in pairs), min(b.box.x0 for _, b in pairs)
        if begin < end:
            return (begin + end) / 2
    later = [x for x in lefts[1:] if x - lefts[0] > 25 and sum(abs(w.box.x0 - x) < 6 for w in stub) >= 2]
    if not later or later[0] >= right:
        return None
    split = later[0] - 3
    crossing = sum(w.box.x0 < split - 2 and w.box.x1 > split + 2 for w in stub)
    return split if crossing <= len(stub) / 3 else None


def _rows(inside: Sequence[Word], band: Band, xs: Sequence[float]) -> Levels:
    """The levels at which a band's rows part."""
    drawn = list(band.levels)
    ys = list(drawn)
    on: set[float] = set()
    firm = set(band.firm)
    few = len(drawn) <= 4
    labels = 2 if _label_columns(inside, band, xs) == 2 else 1
    for top, bottom in pairwise(drawn):
        words = [w for w in inside if top <= w.middle < bottom]
        if top == drawn[0] and len(drawn) > 2:
            ys += _head_cut(words, xs)
            continue
        columns = [_blocks([w for w in words if a <= w.centre < b]) for a, b in pairwise(xs)]
        if is_figures(words, xs[1]):
            between = rows_by_lines(words)
            ys += between
            firm |= set(between)
        elif few or (labels == 2 and len(columns[1]) > 1):
            cuts = _cuts(columns, labels)
            ys += cuts
            on |= label_goes_on(columns, [top, *cuts, bottom]) if labels == 2 else set()
    return Levels(sorted(ys), frozenset(drawn), frozenset(on), frozenset(firm))


def _head_cut(words: Sequence[Word], xs: Sequence[float]) -> list[float]:
    """The level in a head between a line that covers several columns and the line below it that names each."""
    lines = lines_of([w for w in words if w.centre >= xs[1]])
    named = max(lines, key=lambda line: (len(phrases(line)), line.box.top), default=None)
    over = [line for line in lines if named is not None and line.box.bottom <= named.box.top + 1]
    if named is None or not over:
        return []
    floor = max(line.box.bottom for line in over)
    covers = any(w.box.x0 < x - STRADDLE and w.box.x1 > x + STRADDLE for line in over for w in line.words for x in xs)
    parted = named.box.top - floor > ROW_GAP * named.size  # no word in two lines
    return [(floor + named.box.top) / 2] if covers or parted else []


def _label_columns(inside: Sequence[Word], band: Band, xs: Sequence[float]) -> int:
    """Two where the head has one cell over the first two columns, else one."""
    second = band.levels[1] if len(band.levels) > 2 else band.levels[0] + 20
    head = [w for w in inside if w.middle < second]
    over = any(w.box.x0 < xs[1] - STRADDLE and w.box.x1 > xs[1] + STRADDLE for w in head)
    return 2 if len(xs) > 3 and (over or not any(xs[1] <= w.centre < xs[2] for w in head)) else 1


def _cuts(columns: Sequence[Sequence[Box]], labels: int) -> list[float]:
    """Levels between rows that no rule parts: where no column's text goes over, and between second labels."""
    rest = [box for column in columns[labels - 1 :] for box in column]
    free: list[float] = []
    reach = None
    for box in sorted(rest, key=lambda one: one.top):
        if reach is not None and box.top > reach + 0.5:
            free.append((reach + box.top) / 2)
        reach = box.bottom if reach is None else max(reach, box.bottom)
    cuts = list(free)
    for above, under in pairwise(columns[labels - 1]):
        if not any(above.bottom <= y <= under.top for y in free):
            cuts.append(_least_crossed(columns, above.bottom, under.top))
    return clustered(cuts, 4.0)


def _least_crossed(columns: Sequence[Sequence[Box]], begin: float, end: float) -> float:
    """The level between `begin` and `end` that goes through the text of fewest columns, near the middle."""
    edges = sorted({begin, end, *(y for col in columns for b in col for y in (b.top, b.bottom) if begin < y < end)})
    places = [(a + b) / 2 for a, b in pairwise(edges)] or [(begin + end) / 2]
    return min(
        places,
        key=lambda y: (sum(b.top + 1 < y < b.bottom - 1 for c in columns for b in c), abs(y - (begin + end) / 2)),
    )


def _blocks(column: Sequence[Word]) -> list[Box]:
    """The column's lines, joined where they stand close."""
    out: list[Box] = []
    for line in lines_of(column):
        box = line.box
        if out and box.top - out[-1].bottom < ROW_GAP * line.size:
            last = out[-1]
            out[-1] = Box(min(last.x0, box.x0), last.top, max(last.x1, box.x1), max(last.bottom, box.bottom))
        else:
            out.append(box)
    return out


def _walls_across(
    sheet: Sheet,
    inside: Sequence[Word],
    xs: Sequence[float],
    levels: Levels,
) -> list[list[bool]]:
    rules = strokes_of(sheet).across
    ys = levels.ys
    walls = []
    for at, y in enumerate(ys):
        row = []
        for a, b in pairwise(xs):
            if at in (0, len(ys) - 1) or y in levels.firm:
                row.append(True)
            elif y in levels.drawn:
                row.append(mostly_drawn(rules, y, a, b))
            elif a == xs[0] and any(abs(y - level) < 4.0 for level in levels.on):
                row.append(False)
            else:
                column = [w for w in inside if w.box.x0 < b - STRADDLE and w.end > a + STRADDLE]
                row.append(not any(box.top + 1 < y < box.bottom - 1 for box in _blocks(column)))
        walls.append(row)
    return walls


def _walls_upright(
    sheet: Sheet,
    inside: Sequence[Word],
    xs: Sequence[float],
    ys: Sequence[float],
    wall_top: Sequence[Sequence[bool]],
    band: Band,
) -> tuple[list[list[bool]], frozenset[tuple[int, int]]]:
    """No wall where a word reaches over, where a rule goes on unbroken, or where nothing stands in a field."""
    high, wide = len(ys) - 1, len(xs) - 1
    walls = [[True] * wide for _ in range(high)]
    inferred: set[tuple[int, int]] = set()
    pieces = [extents(high, wall_top, j) for j in range(wide)]
    breaks = _broken(sheet, band, xs)
    for j in range(1, wide):
        for i, down in pieces[j]:
            if (i, down) not in pieces[j - 1]:
                continue
            left = touching(inside, xs[j - 1], xs[j], ys[i], ys[i + down])
            right = touching(inside, xs[j], xs[j + 1], ys[i], ys[i + down])
            over = [w for w in (*left, *right) if w.box.x0 < xs[j] - STRADDLE and w.end > xs[j] + STRADDLE]
            unbroken = breaks and _unbroken(sheet, xs[j], ys[i + down])
            if not over and right and left:
                continue
            if not over and not unbroken and not left and not right:
                continue
            if not over and not unbroken and not left and j > 1 and not walls[i][j - 1]:
                continue  # the empty field went to its left already
            if not over and not unbroken and not left and j == 1 and not _in_the_middle(right, xs):
                continue  # a label that is missing is no reason to take the next column's text for one
            for r in range(i, i + down):
                walls[r][j] = False
                if not over and not unbroken:
                    inferred |= {(r, j - 1), (r, j)}
    return walls, frozenset(inferred)


def _in_the_middle(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether these words stand in the middle of the first two columns, and not in that of the second."""
    if not words or len(xs) < 4:
        return False
    centre = (min(w.box.x0 for w in words) + max(w.box.x1 for w in words)) / 2
    return abs(centre - (xs[0] + xs[2]) / 2) < 3 and abs(centre - (xs[1] + xs[2]) / 2) > 10


def _broken(sheet: Sheet, band: Band, xs: Sequence[float]) -> bool:
    """Whether rules are drawn cell by cell, and longer where a cell spans columns (not column by column)."""
    long = 0
    for box in sheet.across:
        y = (box.top + box.bottom) / 2
        if band.levels[0] - 1 <= y <= band.levels[-1] + 1:
            crossed = sum(box.x0 + 4 < x < box.x1 - 4 for x in xs[1:-1])
            long += 0 < crossed < len(xs) - 2
    return _broken_in_head(sheet, band) and long > 0


def _unbroken(sheet: Sheet, x: float, y: float) -> bool:
    return any(abs((box.top + box.bottom) / 2 - y) <= NEAR and box.x0 + 4 < x < box.x1 - 4 for box in sheet.across)
