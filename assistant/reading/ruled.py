"""Drawn lines in a picture: what tables are ruled with on a scan.

Lives here: `rules_in`, `parted`. May import: sheet. Pixels in, pixels out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import Pixels, Quads
from assistant.reading.sheet import Frame

SHORTEST = 0.022  # of the picture's longer side
THICKEST = 0.006
LETTERS = 1.3


def rules_in(image: Pixels, letters: float) -> list[NDArray[Any]]:
    """The straight lines along the picture, each as the four corners of its middle line (two and two the same).

    `letters`: how high a line of text is, in pixels; the stems of large letters are no rules.
    """
    import cv2

    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 12)
    longest = max(image.shape[:2])
    reach = max(20, round(longest * SHORTEST), round(letters * LETTERS))
    thick = max(4, round(longest * THICKEST))
    found: list[NDArray[Any]] = []
    for across in (True, False):
        kernel = np.ones((1, reach) if across else (reach, 1), np.uint8)
        bridge = np.ones((3, 1) if across else (1, 3), np.uint8)
        lines = cv2.morphologyEx(cv2.dilate(ink, bridge), cv2.MORPH_OPEN, kernel)
        count, _, stats, _ = cv2.connectedComponentsWithStats(lines)
        for x, y, w, h, _ in stats[1:count]:
            if (h if across else w) > 3 * thick:
                continue
            if across:
                found.append(np.array([[x, y + h / 2], [x + w, y + h / 2]] * 2, float))
            else:
                found.append(np.array([[x + w / 2, y], [x + w / 2, y + h]] * 2, float))
    return found


def parted(quads: Quads, rules: Sequence[NDArray[Any]], tilt: Frame) -> Quads:
    """The lines of text, cut where an upright rule runs through them: a line never spans two cells."""
    upright = [r for r in rules if abs(r[0][0] - r[1][0]) < abs(r[0][1] - r[1][1])]
    if not upright:
        return quads
    out: list[NDArray[Any]] = []
    for quad in quads:
        flat = tilt.forth(np.asarray(quad, float))
        x0, x1 = flat[[0, 3], 0].mean(), flat[[1, 2], 0].mean()
        y = flat[:, 1].mean()
        high = flat[:, 1].max() - flat[:, 1].min()
        cuts = sorted(r[0][0] for r in upright if r[0][1] < y < r[1][1] and x0 + 0.4 * high < r[0][0] < x1 - 0.4 * high)
        shares = [0.0, *((c - x0) / (x1 - x0) for c in cuts), 1.0]
        for a, b in pairwise(shares):
            if (b - a) * (x1 - x0) < 0.3 * high:
                continue
            top = quad[0] + (quad[1] - quad[0]) * np.array([[a], [b]])
            low = quad[3] + (quad[2] - quad[3]) * np.array([[a], [b]])
            out.append(np.array([top[0], top[1], low[1], low[0]]))
    return np.asarray(out, np.float32).reshape(-1, 4, 2)
