"""Which rules across make one table, and which lines above and below them belong to it.

Lives here: `Band`, `bands_on`, `with_head_above`, `to_the_end`, `from_the_top`, `until_break`, `until_prose`. May import: importing.sheets,
breaks, lattice, figures, headlines. Judged by where words stand and how large they are; what they say only tells headings, captions and notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from assistant.importing.breaks import breaks_off
from assistant.importing.figures import phrases
from assistant.importing.headlines import Names, headline_at
from assistant.importing.lattice import Found
from assistant.importing.sheets import Line, Sheet, lines_of
from assistant.importing.strokes import NEAR, clustered, strokes_of
from assistant.reading.page import Box

LEAST_WIDE = 90.0  # points: a shorter rule is an underline or a fraction
SAME_EDGE = 8.0
HEAD_LINES = 3
LONE_ROW = 2.9  # lines that a row of one line may be high
ONE_SIZE = 1.15  # times the size of a table's words: what is larger is none of them
LARGER = 1.2  # times the usual size: a heading's letters
UNEVEN = 2.5  # points by which a lone line stands further from the rule above it than from the one below
WIDEST_GAP = 9  # lines of white within a table whose columns go on below
LABEL = 2.6  # letters from a table's side, within which its labels begin
SHORT = 8  # letters of a word in a head
ALIKE = 3  # lines whose cells begin in one place: a column's side
CAPTIONED = re.compile(r"^(?:表|附|注|备注|说明)")


@dataclass(frozen=True, slots=True)
class Band:
    """The rules of one table: levels, and its sides. `firm`: levels that part rows though no rule is drawn there."""

    levels: tuple[float, ...]
    left: float
    right: float
    firm: frozenset[float] = frozenset()


def bands_on(sheet: Sheet, taken: Sequence[Box], names: Names | None = None) -> list[Band]:
    """The bands of a sheet outside of what is `taken`. `names`: knows a head, with which another table begins."""
    strokes = [
        one
        for one in strokes_of(sheet).across
        if not any(b.top - 3 <= one[0] <= b.bottom + 3 and b.x0 - 3 <= one[1] <= b.x1 + 3 for b in taken)
    ]
    wide = [one for one in strokes if one[2] - one[1] >= LEAST_WIDE]
    groups: list[list[tuple[float, float, float]]] = []
    for stroke in sorted(wide):
        if groups and _goes_on(sheet, groups[-1], stroke, taken) and not _begins(sheet, groups[-1], stroke, names):
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    out = []
    for group in groups:
        left, right = min(x0 for _, x0, _ in group), max(x1 for _, _, x1 in group)
        inside = [y for y, x0, x1 in strokes if left - 3 <= x0 and x1 <= right + 3 and group[0][0] <= y <= group[-1][0]]
        levels = clustered(inside, NEAR)
        if len(levels) >= 2 or right - left > 0.5 * sheet.width:
            out.append(Band(tuple(levels), left, right))
    return out


def _goes_on(
    sheet: Sheet, group: Sequence[tuple[float, float, float]], stroke: tuple[float, float, float], taken: Sequence[Box]
) -> bool:
    """Whether a rule belongs to the table above it: within its sides, and no heading, caption or note between."""
    left, right = min(x0 for _, x0, _ in group), max(x1 for _, _, x1 in group)
    within = left - SAME_EDGE <= stroke[1] and stroke[2] <= right + SAME_EDGE
    around = stroke[1] - SAME_EDGE <= left and right <= stroke[2] + SAME_EDGE
    if not within and not around:
        return False
    above = group[-1][0]
    if any(above - 3 < box.top and box.bottom < stroke[0] + 3 for box in taken):
        return False
    between = [w for w in sheet.words if above < w.middle < stroke[0] and left - 5 <= w.centre <= right + 5]
    lines = lines_of(between)
    inside = [w for w in sheet.words if group[0][0] < w.middle < above and left - 5 <= w.centre <= right + 5]
    if len(lines) == 1 and inside and not sheet.by_ocr and lines[0].size > LARGER * median(w.size for w in inside):
        return False  # a heading of its own, whatever its room
    if lines and len(phrases(lines[0])) == 1 and _stands_alone(lines[0], left, right):
        over, under = lines[0].box.top - above, stroke[0] - lines[-1].box.bottom
        if len(lines) == 1:
            # A caption stands nearer to what it heads; a heading within a table fills its row.
            high = LONE_ROW * (2 if _set_in(sheet, group, stroke, lines[0]) else 1)
            return over <= under + UNEVEN and stroke[0] - above < high * lines[0].size
        if over > max(0.8 * lines[0].size, under + UNEVEN):
            return False
    at_left = sum(line.box.x0 - left < 3 * line.size for line in lines)
    if len(group) == 1 and at_left > 1 and len(lines) > 2 and all(len(phrases(line)) == 1 for line in lines):
        return False  # under a first rule stands a head, and a head names columns
    if not sheet.by_ocr and lines and max(line.size for line in lines) > LARGER * median(w.size for w in sheet.words):
        return False
    if _leaves_columns(lines, _starts(sheet, group, left, right), left):
        return False
    cuts = shared_cuts(lines)
    prose = (
        0 if len(cuts) >= 2 else sum(_is_prose(line, left, right) and not _has_a_side(line, lines) for line in lines)
    )
    others = lines_of([*inside, *between])
    return prose < 2 and not any(breaks_off(line) and not _in_a_column(line, others, left) for line in lines)


def _begins(
    sheet: Sheet,
    group: Sequence[tuple[float, float, float]],
    stroke: tuple[float, float, float],
    names: Names | None,
) -> bool:
    """Whether another table begins with a rule: a head with its label stands right below it, and above it, up to the table
    before, only lines that stand in no columns."""
    if names is None or len(group) < 2:
        return False
    words = [w for w in sheet.words if stroke[1] - 5 <= w.centre <= stroke[2] + 5]
    between = lines_of([w for w in words if group[-1][0] < w.middle < stroke[0]])
    if len(between) < 2 or any(len(phrases(line)) > 1 for line in between):
        return False  # of one line its room tells, as `_goes_on` judges it
    if any(under.box.top < above.box.bottom - 1 for above, under in pairwise(between)):
        return False  # a label set in the middle beside a cell's lines
    below = lines_of([w for w in words if w.middle > stroke[0]])
    heads = [headline_at(below, at, names) for at in (0, 1)]  # a word over all names may stand in a line of its own
    return any(head is not None and head.labels > 0 for head in heads)


def _set_in(
    sheet: Sheet, group: Sequence[tuple[float, float, float]], stroke: tuple[float, float, float], line: Line
) -> bool:
    """Whether a line stands as far in from the side of equally long rules as a cell's words do, and is as large as those of
    the rows above."""
    _, left, right = group[-1]
    alike = abs(stroke[1] - left) < 1 and abs(stroke[2] - right) < 1
    words = [w for w in sheet.words if group[0][0] < w.middle < group[-1][0] and left < w.centre < right]
    sized = bool(words) and abs(median(w.size for w in words) - line.size) < 0.06 * line.size
    return alike and sized and 1.5 < line.box.x0 - left < line.size


def _in_a_column(line: Line, others: Sequence[Line], left: float) -> bool:
    """Whether a line begins further in than labels do, and another begins there too: a cell's line, whatever its words."""
    at = line.box.x0
    far = at - left > LABEL * line.size
    return far and any(abs(part.box.x0 - at) < 1.5 for one in others if one is not line for part in phrases(one))


def _starts(sheet: Sheet, group: Sequence[tuple[float, float, float]], left: float, right: float) -> list[float]:
    """Where the phrases of the fullest line between these rules begin."""
    words = [w for w in sheet.words if group[0][0] < w.middle < group[-1][0] and left - 5 <= w.centre <= right + 5]
    rows = [parts for line in lines_of(words) if (parts := phrases(line))[0].box.x0 < left + LABEL * line.size]
    return [one.box.x0 for one in max(rows, key=len)] if rows else []


def _leaves_columns(lines: Sequence[Line], starts: Sequence[float], left: float) -> bool:
    """Whether some line begins where labels stand and runs on over the second column: prose, and no row."""
    if len(starts) < 2:
        return False
    end = starts[2] + 3 if len(starts) > 2 else starts[1] + 12
    firsts = [line.words[0] for line in lines]  # words: in narrow columns a label and its cell make one phrase
    return any(one.box.x0 < min(starts[1] - 3, left + LABEL * one.size) and one.box.x1 > end for one in firsts)


def _stands_alone(line: Line, left: float, right: float) -> bool:
    """Whether a line begins at the left side or stands in the middle between both."""
    middle = (line.box.x0 + line.box.x1 - left - right) / 2
    return line.box.x0 - left < 1.5 * line.size or abs(middle) < 15


def _is_prose(line: Line, left: float, right: float) -> bool:
    """A line that runs on from the left side over most of the width, as no cell's does."""
    wide = right - left
    long = line.box.x1 - line.box.x0 > 0.6 * wide
    return long and line.box.x0 < left + 0.12 * wide and not _in_columns(line)


def _has_a_side(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a word within a line begins where other lines begin, and nothing reaches over that place: a cell close to its label."""
    begun = [one.words[0].box.x0 for one in lines if one is not line]
    return any(
        sum(abs(word.box.x0 - x) < 1.0 for x in begun) >= ALIKE and before.end < word.box.x0 - 1
        for before, word in pairwise(line.words)
    )


def with_head_above(sheet: Sheet, band: Band, taken: Sequence[Box]) -> Band:
    """The band with the lines right above its first rule that stand in columns of short words: a head without a top rule."""
    top, size = band.levels[0], 0.0
    words = [w for w in sheet.words if band.left - 3 <= w.centre <= band.right + 3 and w.middle < top]
    words = [w for w in words if not any(box.top - 1 <= w.middle <= box.bottom + 1 for box in taken)]
    for line in reversed(lines_of(words)[-HEAD_LINES:]):
        parts = phrases(line)
        near = top - line.box.bottom < (0.4 if size else 0.9) * line.size
        short = all(len(one.text) <= SHORT for one in parts) and not breaks_off(line)
        if not near or not short or (len(parts) < 2 and not size):
            break
        top, size = line.box.top - 1, line.size
    return Band((top, *band.levels), band.left, band.right, band.firm) if size else band


def to_the_end(sheet: Sheet, band: Band, after: Band | None, taken: Sequence[Box]) -> Band:
    """The band with the lines below its last rule that stand in columns: a table that the page cut, or no last rule."""
    floor = min(
        [sheet.height, *([after.levels[0]] if after else []), *(b.top for b in taken if b.top > band.levels[-1])]
    )
    words = [
        w for w in sheet.words if band.levels[-1] < w.middle < floor and band.left - 3 <= w.centre <= band.right + 3
    ]
    inside = [
        w for w in sheet.words if band.levels[0] < w.middle < band.levels[-1] and band.left <= w.centre <= band.right
    ]
    known = shared_cuts(lines_of(inside))
    usual = median(w.size for w in inside) if inside else 0.0
    below = list(takewhile(lambda line: sheet.by_ocr or not usual or line.size <= ONE_SIZE * usual, lines_of(words)))
    lines = until_break(below, band, known)
    near = bool(lines) and lines[0].box.top - band.levels[-1] < 1.2 * lines[0].size
    first = lines[: 5 if near else 2]
    if not any(_in_columns(line) or _keeps(line, known) for line in first) or lines[0].box.top - band.levels[-1] > 30:
        return band
    return Band((*band.levels, max(line.box.bottom for line in lines) + 2), band.left, band.right)


def with_rest(sheet: Sheet, band: Band, table: Found) -> Band | None:
    """The band with the lines of a row that the page cut below the last rule: nothing else follows them on the page, and each
    text begins where texts of its column begin. None where there are none."""
    lines = lines_of([w for w in sheet.words if w.middle > table.box.bottom])
    kept = until_break(lines)
    if not kept or len(kept) < len(lines) or kept[0].box.top - table.box.bottom > 12:
        return None
    begun = [line for cell in table.cells if cell.row and cell.words for line in lines_of(cell.words)]
    lefts = [line.box.x0 for line in begun]
    middles = [(a + b) / 2 for at, a in enumerate(table.columns) for b in table.columns[at + 1 :] if at >= table.labels]

    def stands(part: Line) -> bool:
        at_left = sum(abs(part.box.x0 - left) < 1.5 for left in lefts) > 1
        return at_left or any(abs((part.box.x0 + part.box.x1) / 2 - x) < UNEVEN for x in middles)

    if not all(stands(part) for line in kept for part in phrases(line)):
        return None
    first = table.columns[table.labels]
    over = [w for line in kept for w in line.words if w.box.x0 < first - 2 and w.box.x1 > first + 2]
    if over or not begun or max(line.size for line in kept) > ONE_SIZE * median(line.size for line in begun):
        return None
    return Band((*band.levels, max(line.box.bottom for line in kept) + 2), band.left, band.right, band.firm)


def from_the_top(sheet: Sheet, bands: list[Band], taken: Sequence[Box], going_on: Found) -> list[Band]:
    """The first band with what stands above its first rule, where the table of the page before goes on there."""
    ceiling = min([sheet.height, *(band.levels[0] for band in bands), *(b.top for b in taken)])
    box = going_on.box
    lines = lines_of([w for w in sheet.words if w.middle < ceiling and box.x0 - 5 <= w.centre <= box.x1 + 5])
    kept = until_break(lines)
    if going_on.labels:
        first = going_on.columns[going_on.labels]
        kept = until_prose(kept, first, going_on.columns[going_on.labels + 1])
    own = len(
        list(takewhile(lambda line: _within_one(line, going_on.columns), kept))
    )  # of the row's tallest cell alone
    if not kept or not any(_in_columns(line) for line in kept[: max(3, own + 3)]):
        return bands
    top = kept[0].box.top - 2
    if len(kept) < len(lines) or not bands or bands[0].levels[0] > ceiling + 1:
        return [Band((top, max(line.box.bottom for line in kept) + 2), box.x0, box.x1), *bands]
    return [Band((top, *bands[0].levels), bands[0].left, bands[0].right), *bands[1:]]


def _within_one(line: Line, columns: Sequence[float]) -> bool:
    """Whether a line stands within one column."""
    return any(a - 1 <= line.box.x0 and line.box.x1 <= b + 1 for a, b in pairwise(columns))


def shared_cuts(lines: Sequence[Line]) -> list[float]:
    """Where words end and begin in line after line and none reaches over: columns so close that no white parts them."""
    if len(lines) < 2:
        return []
    fullest = max(lines, key=lambda line: len(line.words))
    places = [(a.box.x1 + b.box.x0) / 2 for a, b in pairwise(fullest.words)]
    every = [word for line in lines for word in line.words]
    return [
        x
        for x in places
        if not any(word.box.x0 + 0.5 < x < word.box.x1 - 0.5 for word in every)
        and 2 * sum(line.words[0].box.x1 <= x + 0.5 and line.words[-1].box.x0 >= x - 0.5 for line in lines) > len(lines)
    ]


def _keeps(line: Line, cuts: Sequence[float]) -> bool:
    """Whether a line stands in such columns: on both sides of two cuts or more, and over none."""
    over = any(word.box.x0 + 0.5 < x < word.box.x1 - 0.5 for word in line.words for x in cuts)
    both = sum(line.words[0].box.x1 <= x + 0.5 and line.words[-1].box.x0 >= x - 0.5 for x in cuts)
    return not over and both >= 2


def _begins_alike(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line has words where those of two columns or more begin in the lines above, and none that reaches over such a
    place: cells so full that no white parts them."""
    begun = [word.box.x0 for one in above for word in one.words[1:]]
    sides = [x for x in clustered(begun, 1.0) if sum(abs(x - y) < 1.0 for y in begun) >= ALIKE]
    over = any(word.box.x0 + 1 < x < word.end - 1 for word in line.words for x in sides)
    return not over and sum(any(abs(word.box.x0 - x) < 1.0 for word in line.words[1:]) for x in sides) >= 2


def until_break(
    lines: Sequence[Line],
    band: Band | None = None,
    known: Sequence[float] = (),
    *,
    gaps: bool = False,
    headed: bool = False,
) -> list[Line]:
    """The lines up to a heading, a caption, a note, a wide gap (`gaps`: over which no columns go on), or (below `band`) a line
    of plain prose. `headed`: right above them stands a head, under which a heading is one of rows."""
    out: list[Line] = []
    for at, line in enumerate(lines):
        prose = band is not None and _is_prose(line, band.left, band.right) and not _keeps(line, known)
        if prose and not _begins_alike(line, out):
            break
        far = bool(out) and line.box.top - out[-1].box.bottom > 4 * line.size
        if far and gaps and any(_in_columns(one) for one in lines[at : at + 4]) and not breaks_off(line):
            far = line.box.top - out[-1].box.bottom > WIDEST_GAP * line.size
        left = band.left if band else min(one.box.x0 for one in lines[: at + 1])
        told = breaks_off(line) and not _in_a_column(line, lines[max(at - 9, 0) : at + 3], left)
        told = told and not (headed and not at and not CAPTIONED.match(line.text))
        if far or (told and not _heads_rows(lines, at, band)):
            break
        out.append(line)
    return out


def until_prose(lines: Sequence[Line], first: float, second: float) -> list[Line]:
    """The lines of a table whose first column behind its labels lies between these sides: up to a line that begins among the
    labels and runs on over that column, without lines at the end beside which nothing stands and that are set apart."""
    kept = list(takewhile(lambda line: not _over_column(line, first, second), lines))
    while len(kept) > 1:
        line, above = kept[-1], kept[-2]
        if line.box.x1 > first + LABEL * line.size or line.box.top - above.box.bottom < 0.5 * line.size:
            break
        kept.pop()
    return kept


def _over_column(line: Line, first: float, second: float) -> bool:
    part = phrases(line)[0]
    return part.box.x0 < first - LABEL * line.size and part.box.x1 > second - line.size


def _heads_rows(lines: Sequence[Line], at: int, band: Band | None) -> bool:
    """Whether a line that reads like a heading is a row of the table: as near and as small as its rows, and rows follow."""
    line = lines[at]
    above = lines[at - 1].box.bottom if at else (band.levels[-1] if band else None)
    inset = any(abs(one.box.x0 - line.box.x0) < 0.5 for one in lines[:at])  # as far in as the rows' own labels
    if above is None or line.box.top - above > (1.8 if inset else 1.2) * line.size or CAPTIONED.match(line.text):
        return False
    later = lines[at + 1 : at + 5]  # cells in the middle of their rows begin at different heights
    return any(_in_columns(one) and abs(one.size - line.size) < 0.06 * line.size for one in later)


def _in_columns(line: Line) -> bool:
    return any(b.box.x0 - a.box.x1 > 1.4 * a.size for a, b in pairwise(line.words))
