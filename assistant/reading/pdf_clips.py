"""The paths that clip what is drawn on a PDF page, as the boxes around them.

Lives here: `clips_of`. May import: nothing of ours. A spreadsheet clips a merged label on every page but one; a browser clips a frame to
the one side of it that it draws.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

MOST_POINTS = 2_000  # of one path; a picture's outline has more, a cell's frame never

Sides = tuple[float, float, float, float]  # left, bottom, right, top: points, in the object's own space


def clips_of(piece: Any) -> list[Sides]:
    """The box around each path that clips an object of a page; nothing outside of any of them is seen."""
    path = raw.FPDFPageObj_GetClipPath(piece)
    out = []
    for at in range(max(raw.FPDFClipPath_CountPaths(path), 0) if path else 0):
        steps = raw.FPDFClipPath_CountPathSegments(path, at)
        points = [_point(path, at, step) for step in range(max(steps, 0))] if steps <= MOST_POINTS else []
        if points:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            out.append((min(xs), min(ys), max(xs), max(ys)))
    return out


def _point(path: Any, at: int, step: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, at, step), x, y)
    return x.value, y.value
