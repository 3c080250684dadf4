"""Text under a red seal: read with the seal and without its red, and the two readings held against each other.

Lives here: `cleared`, `letters`, `touches`. May import: this room. What is gone without the red was the seal's own; where the
figures of two readings differ, neither is relied on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import COARSE, Engine, Pixels, Quads, crop_of
from assistant.reading.order import Line
from assistant.reading.page import Box, Seal
from assistant.reading.seals import Stamp, ring_of, without_red
from assistant.reading.twice import figures

MARGIN = 8
RING_SURE = 0.6
BLACK_SURE = 0.6
Corners = NDArray[Any]


def letters(image: Pixels, quads: Quads, reader: Engine, *, skim: bool = False) -> list[Line]:
    """The lines at these places."""
    said = reader.words([crop_of(image, quad) for quad in quads], skim=skim)
    return [Line(text, score, np.asarray(quad, float)) for (text, score), quad in zip(said, quads, strict=True)]


def cleared(
    lines: list[Line], stamps: Sequence[Stamp], image: Pixels, reader: Engine
) -> tuple[list[Line], list[tuple[Seal, Corners]]]:
    """The lines with what seals cover read twice, and the seals with what stands round them."""
    seals = []
    bare = without_red(image) if stamps else image
    for stamp in stamps:
        lines, own = _without(lines, stamp, bare, reader)
        text, score = "", 0.0
        if (ring := ring_of(image, stamp)) is not None:
            text, score = reader.words([ring])[0]
        words = text if score >= RING_SURE else own
        seals.append((Seal(Box(0, 0, 0, 0), words.strip("★*☆ "), stamp.confidence), _corners(stamp)))
    return lines, seals


def _without(lines: list[Line], stamp: Stamp, bare: Pixels, reader: Engine) -> tuple[list[Line], str]:
    """The lines with those at this seal settled between both readings, and the words that were the seal's own."""
    touched = [line for line in lines if touches(line.quad, stamp)]
    others = [line for line in lines if not touches(line.quad, stamp)]
    black = _black(touched, others, stamp, bare, reader)
    kept, own = list(others), []
    for before, after in _groups(touched, black):
        if after:
            kept += _settled(before, after)
            continue
        again = letters(bare, np.array([t.quad for t in before], np.float32), reader)
        for first, second in zip(before, again, strict=True):
            if second.score >= BLACK_SURE and second.text.strip():
                kept += _settled([first], [second])
            else:
                own.append(first.text)
    return kept, "".join(own)


def _black(touched: Sequence[Line], others: Sequence[Line], stamp: Stamp, bare: Pixels, reader: Engine) -> list[Line]:
    """What stands in black under the seal and on the rows that it touches; `bare`: the picture without its red."""
    corners = np.concatenate([_corners(stamp), *(t.quad for t in touched)])
    height, width = bare.shape[:2]
    x0, y0 = (max(0, int(v) - MARGIN) for v in corners.min(axis=0))
    x1, y1 = int(corners[:, 0].max()) + MARGIN, int(corners[:, 1].max()) + MARGIN
    part = bare[y0 : min(height, y1), x0 : min(width, x1)]
    places = [
        place
        for place in reader.places_at(part, min(1.0, COARSE / max(height, width))) + np.array([x0, y0], np.float32)
        if touches(place, stamp) or any(_same_row(place, t.quad) for t in touched)
        if not any(_same_row(place, other.quad) for other in others)
    ]
    return [line for line in letters(bare, np.array(places, np.float32), reader) if line.score >= BLACK_SURE]


def _settled(before: Sequence[Line], after: Sequence[Line]) -> list[Line]:
    """The reading without red where it reaches as far, else the first one; unsure where their figures differ."""
    one, two = _joined(before), _joined(after)
    agree = not before or figures(one) == figures(two)
    whole = not before or _length(after) >= 0.9 * _length(before)
    return [Line(line.text, line.score, line.quad, sure=line.sure and agree) for line in (after if whole else before)]


def _joined(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in sorted(lines, key=lambda one: float(one.quad[:, 0].min())))


def _length(lines: Sequence[Line]) -> float:
    return float(sum(line.quad[:, 0].max() - line.quad[:, 0].min() for line in lines))


def _groups(touched: Sequence[Line], black: Sequence[Line]) -> Iterator[tuple[list[Line], list[Line]]]:
    """Readings of the same stretch of a row, from both sides: a line may have come in two pieces in either."""
    left_black = list(black)
    left_touched = list(touched)
    while left_touched or left_black:
        before = [left_touched.pop(0)] if left_touched else []
        after = [] if before else [left_black.pop(0)]
        grown = True
        while grown:
            more = [b for b in left_black if any(_same_row(b.quad, t.quad) for t in before)]
            back = [t for t in left_touched if any(_same_row(t.quad, b.quad) for b in (*after, *more))]
            left_black = [b for b in left_black if not any(b is m for m in more)]
            left_touched = [t for t in left_touched if not any(t is m for m in back)]
            after, before = [*after, *more], [*before, *back]
            grown = bool(more or back)
        yield before, after


def _corners(stamp: Stamp) -> Corners:
    x0, y0, x1, y1 = stamp.left, stamp.top, stamp.right, stamp.bottom
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float)


def touches(place: Corners, stamp: Stamp) -> bool:
    """Whether the seal reaches into this place."""
    low, high = place.min(axis=0), place.max(axis=0)
    return bool(low[0] < stamp.right and high[0] > stamp.left and low[1] < stamp.bottom and high[1] > stamp.top)


def _same_row(one: Corners, two: Corners) -> bool:
    """Whether two readings are of one place: level with each other, sharing a third of the shorter one's length."""
    a, b = one.min(axis=0), two.min(axis=0)
    c, d = one.max(axis=0), two.max(axis=0)
    along, level = np.minimum(c, d) - np.maximum(a, b)
    return bool(along > 0.35 * min(c[0] - a[0], d[0] - b[0]) and level > 0.5 * min(c[1] - a[1], d[1] - b[1]))
