"""Rows without paint in a table that stripes of colour part: the uprights and the rule that they lack.

Lives here: `bridged`, `SMALLEST`, `HIGHEST_HEAD`. May import: importing.breaks, figures, sheets, strokes. A row without paint is one of the table only where texts stand in
its columns, none over a boundary.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.importing.breaks import breaks_off
from assistant.importing.figures import phrases
from assistant.importing.sheets import Sheet, lines_of
from assistant.importing.strokes import NEAR, Strokes, clustered, covered, joined, together

SMALLEST = 8.0  # points that a row or a column measures
HIGHEST_HEAD = 60.0  # points between a rule and the rows under it
ONE_TEXT = 0.4  # of a letter's height: words so close are of one text


def bridged(sheet: Sheet, strokes: Strokes) -> Strokes:
    """The rules with uprights drawn through unpainted rows between painted ones: a table striped by colour alone."""
    groups = [(across, upright) for across, upright in together(strokes) if len(across) >= 2 and len(upright) >= 4]
    groups.sort(key=lambda one: min(top for _, top, _ in one[1]))
    out = list(strokes.upright)
    whole: set[int] = set()  # groups up to the next of which the uprights go
    for at, ((above, one), (below, two)) in enumerate(pairwise(groups)):
        begin, end = max(bottom for _, _, bottom in one), min(top for _, top, _ in two)
        first, second = clustered([x for x, _, _ in one]), clustered([x for x, _, _ in two])
        shared = [x for x in first if any(abs(x - other) <= NEAR for other in second)]
        if not above or not below or end - begin < SMALLEST or len(shared) < 4:
            continue
        if abs(first[0] - second[0]) > NEAR or abs(first[-1] - second[-1]) > NEAR:
            continue
        between = [w for w in sheet.words if begin < w.middle < end and first[0] - NEAR <= w.centre <= first[-1] + NEAR]
        held = {sum(x <= word.centre for x in shared) for word in between}
        beside = held == set(range(2, len(shared)))  # the rest of a row that the page cut, without its label
        if (len(held) >= 3 or beside) and not any(
            w.box.x0 + 1 < x < w.box.x1 - 1 for w in between for x in shared[1:-1]
        ):
            out += [(x, begin, end) for x in shared]
            whole.add(at)
    for flat, upright in groups:
        out += _unpainted_within(sheet, flat, upright)
    across = list(strokes.across)
    for at, (_, upright) in enumerate(groups):
        xs, floor = clustered([x for x, _, _ in upright]), max(bottom for _, _, bottom in upright)
        head = _unpainted_begin(sheet, strokes, xs, min(top for _, top, _ in upright))
        out += [(x, head[0], head[1]) for x in xs] if head else []
        if at in whole:
            continue
        under = min((min(top for _, top, _ in later) for _, later in groups[at + 1 :]), default=sheet.height)
        end = _unpainted_end(sheet, xs, floor, under)
        if end > floor:
            out += [(x, floor, end) for x in xs]
            across.append((end, xs[0], xs[-1]))
    return Strokes(across, joined(out))


def _unpainted_within(
    sheet: Sheet, across: Sequence[tuple[float, float, float]], upright: Sequence[tuple[float, float, float]]
) -> list[tuple[float, float, float]]:
    """The uprights that unpainted rows lack between painted ones which a painted label holds together: where texts stand
    in three columns or more, each phrase within its own, and the row above or below has every boundary."""
    xs, ys = clustered([x for x, _, _ in upright]), clustered([y for y, _, _ in across])
    rows = list(pairwise(ys))
    drawn = [{x for x in xs if covered(upright, x, a, b)} for a, b in rows]
    out: list[tuple[float, float, float]] = []
    if abs(max(x1 for _, _, x1 in across) - xs[-1]) > NEAR:
        return out  # open at its side: there no row has one
    for at, (begin, end) in enumerate(rows):
        if xs[-1] in drawn[at]:
            continue  # drawn, with a cell over several columns
        missing = [x for x in xs[1:] if x not in drawn[at]]
        beside = [drawn[k] for k in (at - 1, at + 1) if 0 <= k < len(rows)]
        if len(missing) < 3 or end - begin < SMALLEST or not any(set(missing) <= one for one in beside):
            continue
        left = max((x for x in xs if x < missing[0]), default=xs[0])
        words = [w for w in sheet.words if begin < w.middle < end and left < w.centre < xs[-1]]
        parts = [part for line in lines_of(words) for part in phrases(line, ONE_TEXT)]
        over = any(part.box.x0 + 1 < x < part.box.x1 - 1 for part in parts for x in missing)
        held = {sum(x <= (part.box.x0 + part.box.x1) / 2 for x in xs) for part in parts}
        if not over and len(held) >= 3:
            out += [(x, begin, end) for x in missing]
    return out


def _unpainted_begin(sheet: Sheet, strokes: Strokes, xs: Sequence[float], ceiling: float) -> tuple[float, float] | None:
    """From where to where a head without paint stands over painted rows: between a rule as wide as they and their top."""
    over = [
        y
        for y, x0, x1 in strokes.across
        if SMALLEST < ceiling - y < HIGHEST_HEAD and abs(x0 - xs[0]) <= 2 * NEAR and abs(x1 - xs[-1]) <= 2 * NEAR
    ]
    if not over:
        return None
    words = [w for w in sheet.words if over[-1] < w.middle < ceiling and xs[0] - NEAR <= w.centre <= xs[-1] + NEAR]
    if any(w.box.x0 + 1 < x < w.box.x1 - 1 for w in words for x in xs[1:-1]):
        return None
    held = {sum(x <= w.centre for x in xs) for w in words}
    return (max(over), ceiling) if len(held) >= min(3, len(xs) - 1) else None


def _unpainted_end(sheet: Sheet, xs: Sequence[float], floor: float, under: float) -> float:
    """Where a last row ends that stands in the columns of the table above it without paint or rule; `floor`: nowhere."""
    words = [w for w in sheet.words if floor < w.middle < under and xs[0] - NEAR <= w.centre <= xs[-1] + NEAR]
    end, held = floor, set[int]()
    for line in lines_of(words):
        said = phrases(line, ONE_TEXT)  # a caption is one, whatever spaces lie on the boundaries
        over = any(one.box.x0 + 1 < x < one.box.x1 - 1 for one in said for x in xs[2 if held else 1 : -1])
        if over or breaks_off(line) or line.box.top - end > (2 if held else 1.3) * line.size:
            break
        if (
            len(line.words) == 1
            and line.words[0].box.x1 > xs[1] + 1
            and line.words[0].box.x0 < xs[1] - 1
            and len(held) > 1
        ):
            break
        end = line.box.bottom + 2
        held |= {sum(x <= w.centre for x in xs) for w in line.words}
    return end if len(held) >= 3 else floor
