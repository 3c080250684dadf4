"""Tables without upright rules under a head whose names are known: columns from where the names stand, rows from the labels.

Lives here: `guided`. May import: importing.sheets, lattice, strokes, figures, bands, guided_head, headlines, labelrows; reading.page. What was judged from
where text stands is marked `inferred` on the cell. Which names make a head is the caller's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from assistant.importing.bands import Band
from assistant.importing.figures import phrases
from assistant.importing.guided_head import GuidedHead, guided_head, without_numbers
from assistant.importing.headlines import Names
from assistant.importing.labelrows import ITEM, Cuts, cuts_between, step_of, wraps
from assistant.importing.lattice import Found, extents, grid
from assistant.importing.sheets import STRADDLE, Sheet, Word, lines_of, touching
from assistant.importing.strokes import NEAR, clustered, mostly_drawn, strokes_of
from assistant.reading.page import Box

LEFTMOST = 0.6  # of what is said, to call it set at the left
LEVEL = 3.0  # points within which two ways to a boundary agree
FULLEST = 6.0  # points of room that a column may have at its side
CLOSE = 0.3  # of a letter's height: words so close are of one text
SECTION = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[、)）.．]")


def guided(sheet: Sheet, band: Band, inside: Sequence[Word], names: Names, going_on: Found | None) -> Found | None:
    """The table of this band, if one of its first lines is a head, or `going_on` gives its columns; None for any other."""
    head = guided_head(inside, band, names)
    whole = band
    if head is not None:
        head, band, inside = without_numbers(head, band, inside)
        band = _equal(band, head, inside) if set(band.levels) <= band.firm else band
        body = [w for w in inside if w.middle > head.end]
        xs = _columns(sheet, band, head, body)
        split = (
            None if len(xs) - 1 > len(head.names) + 1 else _label_split(body, xs) or _split_before(going_on, band, xs)
        )
        xs = [xs[0], *([split] if split else []), *xs[1:]]
        labels = len(xs) - 1 - len(head.names)
    elif going_on is not None and going_on.labels and _same_sides(going_on, band):
        inside = [w for w in inside if w.box.x1 > going_on.columns[0]]  # without numbers beside it
        body, xs, labels = list(inside), list(going_on.columns), going_on.labels
    else:
        return None
    if labels not in (1, 2) or any(b - a < 4 for a, b in pairwise(xs)):
        return None
    made = _table(sheet, band, inside, body, xs, labels, head)
    return (
        replace(made, box=made.box._replace(x0=whole.left)) if made is not None and band.left > whole.left + 8 else made
    )


def _equal(band: Band, head: GuidedHead, inside: Sequence[Word]) -> Band:
    """The sides of a table without any rule, where its names stand as far from each other: half a step beyond them."""
    centres = [(one.box.x0 + one.box.x1) / 2 for one in head.names]
    steps = [b - a for a, b in pairwise(centres)]
    if not steps or max(steps) - min(steps) > LEVEL:
        return band
    step = sum(steps) / len(steps)
    right, first = centres[-1] + step / 2, centres[0] - step / 2
    if not max(w.box.x1 for w in inside) - LEVEL < right < band.right + step / 2:
        return band
    left = head.label.box.x0 + head.label.box.x1 - first if head.label else band.left
    return replace(band, right=right, left=left if band.left - 15 < left <= band.left + LEVEL else band.left)


def _split_before(going_on: Found | None, band: Band, xs: Sequence[float]) -> float | None:
    """Where the column of labels parts in two on the page before, if the table goes on in the same columns."""
    if going_on is None or going_on.labels != 2 or not _same_sides(going_on, band):
        return None
    before = going_on.columns
    alike = len(before) == len(xs) + 1 and all(abs(a - b) < 4 for a, b in zip(before[2:], xs[1:], strict=True))
    return before[1] if alike else None


def _same_sides(found: Found, band: Band) -> bool:
    return abs(found.box.x0 - band.left) < 8 and abs(found.box.x1 - band.right) < 8


def _columns(sheet: Sheet, band: Band, head: GuidedHead, body: Sequence[Word]) -> list[float]:
    """The sides of the columns: where rules break, else by names set in the middle of them, else by the white between."""
    broken = _by_breaks(sheet, band, head)
    if broken:
        return broken
    label = [Word(head.label.text, head.label.box, head.label.size)] if head.label else []
    words = [*label, *(Word(one.text, one.box, one.size) for one in head.names)]
    white = [_whitest(body, one, two) for one, two in pairwise(words)]
    if not label:
        white = [_left_of(body, words[0], band.left), *white]
    centred = None if _set_left(head, body) else _by_middles(band, head)
    if centred is None:
        return [band.left, *white, band.right]
    sure = head.label is not None and abs(head.label.box.x0 + head.label.box.x1 - band.left - centred[0]) < LEVEL
    kept = [
        by if sure or _crossed(body, by) <= _crossed(body, other) else other
        for by, other in zip(centred, white, strict=True)
    ]
    return [band.left, *kept, band.right]


def _by_breaks(sheet: Sheet, band: Band, head: GuidedHead) -> list[float]:
    """The sides at which the pieces of the rules over or under the head end, if they tell every column."""
    levels = [y for y in band.levels if y <= head.end + NEAR]
    ends: list[float] = []
    for box in sheet.across:
        y = (box.top + box.bottom) / 2
        if any(abs(y - level) <= NEAR for level in levels) and band.left - 3 <= box.x0 and box.x1 <= band.right + 3:
            ends += [x for x in (box.x0, box.x1) if band.left + 6 < x < band.right - 6]
    xs = [band.left, *clustered(ends, 3.5), band.right]
    firsts = [sum(x <= (one.box.x0 + one.box.x1) / 2 for x in xs) for one in head.names]
    apart = all(b - a == 1 for a, b in pairwise(firsts)) and firsts[-1] == len(xs) - 1 and firsts[0] >= 2
    return xs if ends and apart else []


def _by_middles(band: Band, head: GuidedHead) -> list[float] | None:
    """The boundaries if each name stands in the middle of its column, from the right side on; None where that cannot be."""
    out = [band.right]
    for one in reversed(head.names):
        out.append(one.box.x0 + one.box.x1 - out[-1])
    out.reverse()
    before = [head.label.box.x1 if head.label else band.left, *(one.box.x1 for one in head.names)]
    after = [one.box.x0 for one in head.names]
    good = all(a - 1 <= x <= b + 1 for a, x, b in zip(before, out[:-1], after, strict=False))
    return out[:-1] if good else None


def _set_left(head: GuidedHead, body: Sequence[Word]) -> bool:
    """Whether names stand at the left of their columns, where most of what is said below them begins too."""
    begins = [part.box.x0 for line in lines_of([w for w in body if w.middle > head.end]) for part in phrases(line)]
    right = [x for x in begins if x > head.names[0].box.x0 - LEVEL]
    at = [[abs(x - one.box.x0) < 1.5 for x in right] for one in head.names]
    return all(any(some) for some in at) and sum(map(any, zip(*at, strict=True))) > LEFTMOST * len(right)


def _crossed(body: Sequence[Word], x: float) -> int:
    return sum(w.box.x0 < x - 1 and w.end > x + 1 for w in body)


def _whitest(body: Sequence[Word], one: Word, two: Word) -> float:
    """The place between two words of a head that fewest words below cross; of several the widest."""
    begin, end = min(one.centre, two.centre), max(one.centre, two.centre)
    edges = sorted(
        {begin, end, one.box.x1, two.box.x0, *(x for w in body for x in (w.box.x0, w.box.x1) if begin < x < end)}
    )
    places = [((a + b) / 2, b - a) for a, b in pairwise(edges) if b - a >= 0.5]
    heads = (one, two)
    return min(
        places or [((one.box.x1 + two.box.x0) / 2, 0.0)],
        key=lambda at: (_crossed(body, at[0]) + 3 * _crossed(heads, at[0]), -at[1], at[0]),
    )[0]


def _left_of(body: Sequence[Word], first: Word, left: float) -> float:
    """Where the first named column begins, if no label stands in the head."""
    return _whitest(body, Word("", first.box._replace(x0=left, x1=left + 1), first.size), first)


def _label_split(body: Sequence[Word], xs: Sequence[float]) -> float | None:
    """Where the column of labels parts in two: between words side by side, at a second left side, or where a word stands
    in the middle of a second column."""
    left, right = xs[0], xs[1]
    stub = [w for w in body if w.centre < right - 1]
    lines = [parts for line in lines_of(stub) if (parts := phrases(line, 0.3))]
    pairs = [(a, b) for parts in lines for a, b in pairwise(parts) if b.box.x0 - a.box.x1 > 4]
    if pairs:
        begin, end = max(a.box.x1 for a, _ in pairs), min(b.box.x0 for _, b in pairs)
        if begin < end:
            middles = [b.box.x0 + b.box.x1 - right for _, b in pairs]
            near = [x for x in middles if begin - 1 <= x <= end + 1]
            return median(near) if len(near) == len(middles) and max(near) - min(near) < LEVEL else (begin + end) / 2
    ones = [parts[0] for parts in lines]
    lefts = clustered([one.box.x0 for one in ones], LEVEL)
    later = [x for x in lefts[1:] if x - lefts[0] > 25 and sum(abs(one.box.x0 - x) < LEVEL for one in ones) >= 2]
    atleft = sum(abs(one.box.x0 - lefts[0]) < LEVEL for one in ones) if lefts else 0
    if later and atleft >= 2:
        split = later[0] - LEVEL
        crossing = sum(w.box.x0 < split - 2 and w.box.x1 > split + 2 for w in stub)
        return split if crossing <= len(stub) / 3 else None
    middle = (left + right) / 2
    off = [one for one in ones if (one.box.x0 + one.box.x1) / 2 - middle > 8]
    if off and len(off) < len(ones):
        splits = [one.box.x0 + one.box.x1 - right for one in off]
        if max(splits) - min(splits) < 2 * LEVEL and left + 10 < median(splits) < right - 10:
            return float(median(splits))
    return None


def _table(
    sheet: Sheet, band: Band, inside: Sequence[Word], body: Sequence[Word], xs: Sequence[float], labels: int,
    head: GuidedHead | None,
) -> Found | None:  # fmt: skip
    top, bottom = band.levels[0], band.levels[-1]
    upper = [] if head is None else _head_levels(head, inside, band, xs[labels])
    begin = head.end if head else top
    drawn = [y for y in band.levels if y > begin + NEAR]
    firm = set(band.levels) if not drawn else set()
    cuts, step = Cuts(), step_of(body, xs)
    rules = strokes_of(sheet).across
    for above, below in pairwise([begin, *(drawn or [bottom])]):
        words = [w for w in body if above <= w.middle < below]
        grouped = labels == 2 and any(y in drawn and y != drawn[-1] and not mostly_drawn(rules, y, xs[0], xs[1]) for y in (above, below))  # fmt: skip
        cuts.add(cuts_between(words, xs, labels, (above, below), step=step, opening=len(drawn) < 2, grouped=grouped))
    ys = sorted({top, *upper, begin, *drawn, *cuts.levels, bottom})
    ys = [y for at, y in enumerate(ys) if not at or y - ys[at - 1] > 1.0]
    rows = len(ys) - 1
    heads = sum(y < begin - 1 for y in ys)
    walls = [[True] * (len(xs) - 1) for _ in ys]
    for at in range(1, rows):
        if ys[at] in drawn and ys[at] not in firm:
            walls[at] = [mostly_drawn(rules, ys[at], a, b) for a, b in pairwise(xs)]
        elif ys[at] in cuts.levels:
            walls[at] = [
                not any(lo - 0.5 < ys[at] < hi + 0.5 for lo, hi in cuts.crossing(j)) for j in range(len(xs) - 1)
            ]
            walls[at][0] = walls[at][0] and ys[at] not in cuts.goes_on
    sides, inferred = _sides(sheet, band, body, xs, ys, walls, labels, heads, cuts.at_top)
    inferred |= {  # a text over rows that no rule parts may as well be two
        (row, j) for at in range(1, rows) if ys[at] in cuts.levels for j in range(labels, len(xs) - 1)
        if not walls[at][j] for row in (at - 1, at)
    }  # fmt: skip
    inferred |= _from_above(walls, sides, body, xs, ys, labels, [y in cuts.at_top for y in ys])
    _set_head(walls, sides, heads, labels, len(xs) - 1, _over(inside, head, xs[labels]) if head else 0)
    for at in range(heads, rows):
        _section(at, ys, xs, labels, body, walls, sides)
    made = grid(sheet, xs, ys, sides, walls, ruled=False, inferred=inferred, labels=labels)
    return replace(made, irregular=True) if made is not None and cuts.tight else made


def _from_above(
    walls: list[list[bool]], sides: Sequence[Sequence[bool]], body: Sequence[Word], xs: Sequence[float], ys: Sequence[float],
    labels: int, goes_on: Sequence[bool],
) -> set[tuple[int, int]]:  # fmt: skip
    """The empty fields to which the cell above comes down, within one label: what says nothing goes on with what was said."""
    wide, out = len(xs) - 1, set[tuple[int, int]]()

    def alone(row: int, column: int) -> bool:
        return sides[row][column] and (column + 1 == wide or sides[row][column + 1])

    def empty(row: int, column: int) -> bool:
        return not touching(body, xs[column], xs[column + 1], ys[row], ys[row + 1])

    for at in range(1, len(ys) - 1):
        for j in range(labels, wide) if goes_on[at] else ():
            above = not empty(at - 1, j) or (at - 1, j) in out
            if walls[at][j] and alone(at, j) and alone(at - 1, j) and empty(at, j) and above:
                walls[at][j] = False
                out |= {(at - 1, j), (at, j)}
    return out


def _head_levels(head: GuidedHead, inside: Sequence[Word], band: Band, left: float) -> list[float]:
    """The level between the line of names and what stands over it."""
    top = min(one.box.top for one in head.names)
    over = [w for w in inside if w.box.bottom <= top + 1 and w.middle > band.levels[0] and w.centre > left - 20]
    rules = [y for y in band.levels if band.levels[0] + NEAR < y < top + 1]
    if rules:
        return rules
    return [(max(w.box.bottom for w in over) + top) / 2] if over else []


def _over(inside: Sequence[Word], head: GuidedHead, left: float) -> int:
    """How many phrases stand over the names."""
    top = min(one.box.top for one in head.names)
    over = lines_of([w for w in inside if w.box.bottom <= top + 1 and w.centre > left])
    return max((len(phrases(line)) for line in over), default=0)


def _set_head(walls: list[list[bool]], sides: list[list[bool]], heads: int, labels: int, wide: int, over: int) -> None:
    """The head's cells: one over all labels, one for each name, and what stands over the names over all of them."""
    for at in range(heads):
        sides[at] = [True, *(j >= labels for j in range(1, wide))]
        if at < heads - 1 and over <= 1:
            sides[at] = [True, *(j == labels for j in range(1, wide))]
        if at:
            walls[at] = [j >= labels for j in range(wide)]


def _section(
    at: int, ys: Sequence[float], xs: Sequence[float], labels: int, body: Sequence[Word], walls: Sequence[Sequence[bool]],
    sides: list[list[bool]],
) -> None:  # fmt: skip
    """A row that holds nothing but a heading from the left is one cell."""
    words = [w for w in body if ys[at] <= w.middle < ys[at + 1]]
    lines = lines_of(words)
    if len(lines) != 1 or not all(walls[at]) or not all(walls[at + 1]) or len(phrases(lines[0])) != 1:
        return
    box = lines[0].box
    told = SECTION.match(lines[0].text)
    middle = (
        abs(box.x0 + box.x1 - xs[0] - xs[-1]) / 2 < LEVEL
    )  # of the table, where cells' words stand in the middle too
    if (told and middle) or (
        box.x0 < xs[labels] and (told or (box.x0 - xs[0] < 12 and box.x1 > xs[labels] + STRADDLE))
    ):
        sides[at] = [True] + [False] * (len(xs) - 2)


def _sides(
    sheet: Sheet, band: Band, body: Sequence[Word], xs: Sequence[float], ys: Sequence[float],
    walls: Sequence[Sequence[bool]], labels: int, heads: int, at_top: set[float],
) -> tuple[list[list[bool]], frozenset[tuple[int, int]]]:  # fmt: skip
    """No wall where a word reaches over, where the rule below goes on unbroken though rules are drawn cell by cell, or between
    a field with words and an empty one that its words may cover."""
    high, wide = len(ys) - 1, len(xs) - 1
    sides = [[True] * wide for _ in range(high)]
    inferred: set[tuple[int, int]] = set()
    pieces = [extents(high, walls, j) for j in range(wide)]
    inset = _inset(body, xs)
    own = [_alignment([w for w in body if a <= w.centre < b], a, b, inset) for a, b in pairwise(xs)]
    fields = [
        (i, down, j) for j in range(1, wide) for i, down in pieces[j] if (i, down) in pieces[j - 1] and i >= heads
    ]
    reach = {at: _reaching(body, xs[at[2]], ys[at[0]], ys[at[0] + at[1]]) for at in fields}
    whole = {at for at in fields if _unbroken(sheet, band, xs[at[2]], ys[at[0] + at[1]])}
    told = [at in whole for at in fields if reach[at] and at[2] > labels and at[0] + at[1] < high]
    cellwise = any(at not in whole and _ruled(sheet, band, xs[at[2]], ys[at[0] + at[1]]) for at in fields)
    exact = cellwise and len(told) > 1 and sum(told) >= 0.9 * len(told)
    for i, down, j in fields:
        left = touching(body, xs[j - 1], xs[j], ys[i], ys[i + down])
        right = touching(body, xs[j], xs[j + 1], ys[i], ys[i + down])
        open_ = reach[i, down, j]
        if not open_ and j == labels:
            continue  # labels and what they label stay apart unless words join them
        if not open_ and j == 1 and labels == 2:
            open_ = down == 1 and bool(left) and not right and not _grouped(left, xs, own[0])
        elif not open_ and cellwise and (i, down, j) in whole:
            open_ = not (left and right)
        elif not open_ and not (left and right) and not (exact and _ruled(sheet, band, xs[j], ys[i + down])):
            covers = (
                bool(left)
                and not right
                and own[j - 1](left) != "middle"
                and not (ys[i] in at_top and _full(left, xs[j]))
            )
            free = sides[i][j - 1] or j - 1 < labels  # an empty field that goes to its left is taken
            covers = covers or (bool(right) and not left and free and not own[j](right))
            open_ = covers or (not left and not right and not sides[i][j - 1] and j - 1 > labels)
        if open_:
            for r in range(i, i + down):
                sides[r][j] = False
                if not reach[i, down, j]:
                    inferred |= {(r, j - 1), (r, j)}
    return sides, frozenset(inferred)


def _full(words: Sequence[Word], right: float) -> bool:
    """Whether a text of several lines goes on in the next where its column ends: it covers no other column."""
    ends = [(above, under.text) for above, under in pairwise(lines_of(words)) if not ITEM.match(under.text)]
    return bool(ends) and all(wraps(line.box.x1, after, line.size, right - FULLEST) for line, after in ends)


def _reaching(body: Sequence[Word], x: float, top: float, bottom: float) -> bool:
    """Whether a word, or words set close, stand on both sides of a boundary."""
    words = [w for w in body if top <= w.middle < bottom]
    if any(w.box.x0 < x - STRADDLE and w.end > x + STRADDLE for w in words):
        return True
    near = [line for line in lines_of(words) if line.box.x0 < x < line.box.x1]
    return any(
        a.end <= x + STRADDLE and b.box.x0 >= x - STRADDLE and b.box.x0 - a.end < CLOSE * min(a.size, b.size)
        for line in near
        for a, b in pairwise(line.words)
    )


def _at(sheet: Sheet, band: Band, y: float) -> list[Box]:
    return [
        b
        for b in sheet.across
        if abs((b.top + b.bottom) / 2 - y) <= NEAR and band.left - 3 <= b.x0 and b.x1 <= band.right + 3
    ]


def _unbroken(sheet: Sheet, band: Band, x: float, y: float) -> bool:
    """Whether one piece of a rule goes on over a boundary, and is not the whole rule."""
    return any(b.x0 + 4 < x < b.x1 - 4 and b.x1 - b.x0 < 0.95 * (band.right - band.left) for b in _at(sheet, band, y))


def _ruled(sheet: Sheet, band: Band, x: float, y: float) -> bool:
    """Whether a rule ends and another begins at a boundary."""
    some = _at(sheet, band, y)
    return any(abs(b.x1 - x) < 4 for b in some) and any(abs(b.x0 - x) < 4 for b in some)


def _grouped(left: Sequence[Word], xs: Sequence[float], own: Callable[[Sequence[Word]], str]) -> bool:
    """Whether a label with nothing beside it stands in the first column alone and not over both."""
    centre = (min(w.box.x0 for w in left) + max(w.box.x1 for w in left)) / 2
    return own(left) == "middle" and abs(centre - (xs[0] + xs[1]) / 2) < abs(centre - (xs[0] + xs[2]) / 2) - 4


def _inset(body: Sequence[Word], xs: Sequence[float]) -> float | None:
    """How far from their column's side most lines begin; None where no distance is usual."""
    off = [line.box.x0 - a for a, b in pairwise(xs[1:]) for line in lines_of([w for w in body if a <= w.centre < b])]
    usual = max(off, key=lambda x: sum(abs(x - other) < 1.5 for other in off), default=0.0)
    return usual if sum(abs(usual - other) < 1.5 for other in off) > 0.5 * len(off) > 2 else None


def _alignment(words: Sequence[Word], a: float, b: float, inset: float | None) -> Callable[[Sequence[Word]], str]:
    """How the words of a column are set, and whether some stand so: "left", "middle" or "" for neither."""
    lines = [line.box for line in lines_of(words)]
    lefts = [box.x0 for box in lines]
    usual = max(lefts, key=lambda x: sum(abs(x - other) < 1.5 for other in lefts), default=a)
    at_left = sum(abs(x - usual) < 1.5 for x in lefts)

    def stands(some: Sequence[Word]) -> str:
        x0, x1 = min(w.box.x0 for w in some), max(w.box.x1 for w in some)
        if abs((x0 + x1 - a - b) / 2) < LEVEL and x0 - a > b - x1 - 2 * LEVEL and x0 - min(usual, x0) > LEVEL:
            return "middle"
        if inset is not None and abs(x0 - a - inset) < 1.5:
            return "left"
        return "left" if at_left >= 2 and abs(x0 - usual) < 1.5 else ""

    return stands
