"""The order in which the lines of a picture are read.

Lives here: `Line`, `in_reading_order`. May import: nothing of ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class Line:
    """A line as OCR read it: its text, how sure (0-1), its corners in pixels, the same once laid straight.

    `skimmed`: read squeezed, on a page of which only head and foot are read closely.
    """

    text: str
    score: float
    quad: NDArray[Any]
    sure: bool = True
    skimmed: bool = False
    straight: NDArray[Any] = field(default_factory=lambda: np.zeros((4, 2)))


def in_reading_order(lines: Sequence[Line], gutter: float | None) -> list[Line]:
    """Rows from the top, each from the left; with a gutter, all that is left of it first."""
    if gutter is not None:
        left = [line for line in lines if line.straight[:, 0].mean() < gutter]
        right = [line for line in lines if line.straight[:, 0].mean() >= gutter]
        return [*in_reading_order(left, None), *in_reading_order(right, None)]
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: float(one.straight[:, 1].mean())):
        if rows and _level(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: float(one.straight[:, 0].min()))]


def _level(one: Line, two: Line) -> bool:
    a, b = one.straight[:, 1].min(), one.straight[:, 1].max()
    c, d = two.straight[:, 1].min(), two.straight[:, 1].max()
    return bool(min(b, d) - max(a, c) > 0.5 * min(b - a, d - c))
