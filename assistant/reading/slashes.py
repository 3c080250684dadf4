"""Slashes that stand alone in a picture, as in the cells of a table that say nothing: by the shape of their ink.

Lives here: `slashes_in`, `with_slashes`. May import: engine, order. Readers of letters take a lone stroke for 1 or 一, or see none.
A slash is one straight, thin stroke that leans to the right and has no ink beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import Pixels
from assistant.reading.order import Line

HIGH = (0.36, 1.5)  # of a line's height
WIDE = (0.12, 0.9)
THIN = 0.24  # of its length
STRAIGHT = 0.965  # how far its rows' middles lie on one line
LEAN = (0.22, 1.2)  # sideways for each step up
APART = 0.9  # of a line's height to each side, without other ink
SURE = 0.9
STROKES = frozenset("/1lI丨|一-—J丿ノ7／")


def slashes_in(image: Pixels, letters: float) -> list[NDArray[Any]]:
    """The corners of each. `letters`: how high a line of text is, in pixels."""
    import cv2

    if letters < 8:
        return []
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 12)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    found = []
    for at in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[at])
        if not (HIGH[0] * letters < h < HIGH[1] * letters and WIDE[0] * letters < w < WIDE[1] * letters):
            continue
        if area > THIN * h * h * 1.6 or not _leans(labels[y : y + h, x : x + w] == at):
            continue
        left, right = max(0, round(x - APART * letters)), round(x + w + APART * letters)
        around = labels[y : y + h, left:right]
        others = np.unique(around[(around > 0) & (around != at)])
        if all(_upright_rule(stats[one], letters) or stats[one][4] < 0.02 * letters * letters for one in others):
            found.append(np.array([[x, y], [x + w, y], [x + w, y + h], [x, y + h]], np.float32))
    return found


def _leans(stroke: NDArray[np.bool_]) -> bool:
    """Whether the middles of its rows go to the right as they go up, along one line."""
    rows = np.nonzero(stroke.any(axis=1))[0]
    middles = np.array([np.nonzero(stroke[row])[0].mean() for row in rows])
    if len(rows) < 5 or middles.std() < 1e-6:
        return False
    slope = float(np.polyfit(rows, middles, 1)[0])
    straight = float(np.corrcoef(rows, middles)[0, 1])
    return straight < -STRAIGHT and LEAN[0] < -slope < LEAN[1]


def _upright_rule(stat: NDArray[Any], letters: float) -> bool:
    """Whether a piece of ink is so large that it is a rule or a table's grid, not a letter."""
    return bool(stat[2] > 3 * letters or stat[3] > 3 * letters)


def with_slashes(lines: Sequence[Line], slashes: Sequence[NDArray[Any]]) -> list[Line]:
    """The lines with each slash in the place of what was read as a single stroke there, or as a line of its own."""
    out = list(lines)
    for corners in slashes:
        x, y = corners.mean(axis=0)
        at = next((k for k, line in enumerate(out) if _holds(line, x, y)), None)
        if at is None:
            out.append(Line("/", SURE, corners))
        elif len(out[at].text.strip()) == 1 and out[at].text.strip() in STROKES:
            out[at] = replace(out[at], text="/", score=min(SURE, max(out[at].score, 0.5)))
    return out


def _holds(line: Line, x: float, y: float) -> bool:
    quad = np.asarray(line.quad, float)
    return bool(quad[:, 0].min() - 2 <= x <= quad[:, 0].max() + 2 and quad[:, 1].min() - 2 <= y <= quad[:, 1].max() + 2)
