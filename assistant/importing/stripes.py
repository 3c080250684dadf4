"""Rows within one stripe of a table that colour alone parts: a stripe without paint holds every row of a first label.

Lives here: `Within`, `rows_in_stripes`, `with_second_labels`. May import: importing.sheets, strokes, labelrows. Painted stripes show their cells; what stands in one
without paint is parted by its second labels, and only where a level goes through no cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.importing.labelrows import cuts_between, step_of
from assistant.importing.sheets import STRADDLE, Sheet, Word
from assistant.importing.strokes import NEAR, Strokes, covered, strokes_of


@dataclass(slots=True)
class Within:
    """Levels between rows of one unpainted stripe, each with the columns whose cells go on over it; `second`: the column of
    second labels; `apart`: from where to where these stand apart from the first label on their left."""

    levels: dict[float, frozenset[int]] = field(default_factory=dict)
    second: int = 0
    apart: list[tuple[float, float]] = field(default_factory=list)

    def labelled_twice(self, level: float) -> bool:
        """Whether the row that begins at a level has two labels beside each other."""
        return any(top <= level < bottom for top, bottom in self.apart)


def rows_in_stripes(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> Within:
    """The rows within stripes of a table in which a painted cell covers two label columns: over each level go the first label, what
    stands left of it, and cells that the level would cut."""
    strokes, last = strokes_of(sheet), len(xs) - 1
    drawn = [_drawn(strokes, xs, span) for span in pairwise(ys)]
    first = _first_label([one - {0, last} for one in drawn])
    if sheet.by_ocr or first is None or not any(len(one - {0, last}) > 1 for one in drawn[1:]):
        return Within()
    words = [w for w in sheet.words if xs[first] <= w.centre <= xs[-1] and ys[1] < w.middle < ys[-1]]
    step = step_of(words, xs[first:])
    out = Within(second=first + 1)
    for (top, bottom), painted in zip(pairwise(ys[1:]), drawn[1:], strict=True):
        inside = [w for w in words if top <= w.middle < bottom]
        if painted or not _side_by_side(inside, xs[first : first + 3]):
            continue
        out.apart.append((top, bottom))
        for level, over in _levels(inside, xs[first:], (top, bottom), step).items():
            out.levels[level] = frozenset({*range(first + 1), *(j + first for j in over)})
    return out


def with_second_labels(
    sheet: Sheet, xs: Sequence[float], ys: Sequence[float], before: Sequence[float]
) -> tuple[list[float], Within]:
    """The columns, with the side between first and second labels where no paint of the page shows it, and the rows within stripes:
    the side that the table of the page before has (`before`, its columns), or where white parts the labels of every unpainted
    stripe that has two beside each other."""
    found = rows_in_stripes(sheet, xs, ys)
    if found.second or len(xs) < 3 or sheet.by_ocr:
        return list(xs), found
    same = bool(before) and all(any(abs(x - one) <= NEAR for one in before) for x in xs)
    more = [one for one in before if all(abs(x - one) > NEAR for x in xs)] if same else []
    if len(more) == 1 and more[0] < xs[-2]:
        columns = sorted([*xs, *more])
        within = rows_in_stripes(sheet, columns, ys)
        return (columns, within) if within.apart else (list(xs), found)
    side = None if same else _by_white(sheet, xs, ys)
    columns = sorted([*xs, side]) if side is not None else list(xs)
    within = rows_in_stripes(sheet, columns, ys)
    return (columns, within) if within.levels else (list(xs), found)


def _by_white(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """The place in the first column at which labels stand on both sides in some unpainted stripe and none reaches over in any
    that has two such."""
    strokes = strokes_of(sheet)
    gaps: list[tuple[float, float]] = []
    for span in pairwise(ys[1:]):
        words = sorted(
            (w for w in sheet.words if span[0] <= w.middle < span[1] and xs[0] <= w.box.x0 and w.box.x1 <= xs[1]),
            key=lambda w: w.box.x0,
        )
        reach = words[0].box.x1 if words and not _drawn(strokes, xs, span) else None
        for word in words[1:] if reach is not None else ():
            if reach is not None and word.box.x0 - reach > 0.4 * word.size:
                gaps.append((reach, word.box.x0))
            reach = max(reach or 0.0, word.box.x1)
    begin, end = max((a for a, _ in gaps), default=0.0), min((b for _, b in gaps), default=0.0)
    return (begin + end) / 2 if begin < end else None


def _side_by_side(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether two labels stand apart in the first two columns, or the second alone; in one line a letter's width apart."""
    labels = [w for w in words if w.box.x0 < xs[2] - STRADDLE]
    left = [w for w in labels if w.box.x1 <= xs[1]]
    right = [w for w in labels if w.box.x0 >= xs[1]]
    if not right or len(left) + len(right) < len(labels) or max(w.box.x1 for w in right) > xs[2] + STRADDLE:
        return False
    level = any(one.box.top < two.middle < one.box.bottom for one in left for two in right)
    room = min(w.box.x0 for w in right) - max((w.box.x1 for w in left), default=xs[0])
    return room > (1.0 if level else 0.4) * right[0].size


def _levels(
    words: Sequence[Word], xs: Sequence[float], sides: tuple[float, float], step: float
) -> dict[float, frozenset[int]]:
    """The levels between second labels, with the columns whose text goes on over each: where some other column has text over it
    and under it and none that it cuts."""
    cuts = cuts_between(words, xs, 2, sides, step=step, opening=True, grouped=True)
    if cuts.tight:
        cuts = cuts_between(words, xs, 2, sides, step=step, opening=False, grouped=True)
    out: dict[float, frozenset[int]] = {}
    for level in sorted(cuts.levels):
        over = frozenset(
            j for j in range(2, len(xs) - 1) if any(lo + 1 < level < hi - 1 for lo, hi in cuts.crossing(j))
        )
        parted = [
            {w.middle > level for w in words if xs[j] <= w.centre < xs[j + 1]}
            for j in range(1, len(xs) - 1)
            if j not in over
        ]
        if len(parted[0]) == 2 and any(len(one) == 2 for one in parted[1:]):
            out[level] = over
    return out


def _drawn(strokes: Strokes, xs: Sequence[float], span: tuple[float, float]) -> frozenset[int]:
    """The boundaries and sides that are drawn along a row: none along one without paint, as no merged cell of a ruled table."""
    top, bottom = span
    return frozenset(j for j in range(len(xs)) if covered(strokes.upright, xs[j], top, bottom))


def _first_label(drawn: Sequence[frozenset[int]]) -> int | None:
    """The first of two label columns over which the head has one cell, or another row where the page has no head; a column
    of numbers may stand before them under a head."""
    if any(2 in row and 1 not in row for row in drawn):
        return 0
    return 1 if drawn and {1, 3} <= drawn[0] and 2 not in drawn[0] else None
