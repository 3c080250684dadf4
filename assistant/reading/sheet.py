"""How a sheet lies in its picture: turned, leaning, seen from an angle; and how to lay it straight.

Lives here: `Frame`, `paper_in`, `lean_of`, `mostly_sideways`, `is_two_up`. May import: page. Plain geometry on pixels;
reads no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import Pixels, Quads

LONG = 2.0  # a line at least so much longer than it is high tells its direction
LEAST_LEAN = 0.3  # degrees
MOST_LEAN = 20.0
PAPER = (0.25, 0.97)  # of the picture: less is no page, more is a scan already
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """A way from the pixels of the picture to those of the sheet laid straight: a 3 × 3 matrix and the sheet's size."""

    matrix: Matrix
    width: int
    height: int

    @staticmethod
    def of(image: Pixels) -> Frame:
        """The picture as it is."""
        return Frame(np.eye(3), image.shape[1], image.shape[0])

    def then(self, matrix: Matrix, width: int, height: int) -> Frame:
        """This way and then that one."""
        return Frame(matrix @ self.matrix, width, height)

    def turned(self, degrees: int) -> Frame:
        """And then turned clockwise by a multiple of 90 degrees."""
        width, height = self.width, self.height
        match degrees % 360:
            case 90:
                return self.then(np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], float), height, width)
            case 180:
                return self.then(np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], float), width, height)
            case 270:
                return self.then(np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float), height, width)
            case _:
                return self

    def righted(self, lean: float) -> Frame:
        """And then turned about its middle by so many degrees against the lean."""
        if abs(lean) < LEAST_LEAN:
            return self
        angle = np.deg2rad(-lean)
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        x, y = self.width / 2, self.height / 2
        about = np.array([[cos, -sin, x - cos * x + sin * y], [sin, cos, y - sin * x - cos * y], [0, 0, 1]], float)
        return self.then(about, self.width, self.height)

    def forth(self, points: NDArray[Any]) -> NDArray[np.float64]:
        """Points of the picture as points of the sheet; any shape that ends in 2."""
        return _through(self.matrix, points)

    def back(self, points: NDArray[Any]) -> NDArray[np.float64]:
        """Points of the sheet as points of the picture."""
        return _through(np.asarray(np.linalg.inv(self.matrix), np.float64), points)

    def laid(self, image: Pixels) -> Pixels:
        """The picture of the sheet laid straight."""
        import cv2

        if np.allclose(self.matrix, np.eye(3)):
            return image
        laid = cv2.warpPerspective(
            image, self.matrix, (self.width, self.height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)
        )
        return np.asarray(laid, np.uint8)


def _through(matrix: Matrix, points: NDArray[Any]) -> NDArray[np.float64]:
    flat = np.concatenate([points.reshape(-1, 2), np.ones((points.size // 2, 1))], axis=1) @ matrix.T
    return np.asarray((flat[:, :2] / flat[:, 2:]).reshape(points.shape), np.float64)


def sides(quads: Quads) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How long and how high each line is, in pixels."""
    wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return wide.astype(float), high.astype(float)


def mostly_sideways(quads: Quads) -> bool:
    """Whether most of the text runs up or down the picture; single characters do not count."""
    if len(quads) < 2:
        return False
    wide, high = sides(quads)
    down = float(high[high > LONG * wide].sum())
    along = float(wide[wide > LONG * high].sum())
    return down > 2 * along


def lean_of(quads: Quads) -> float:
    """By how many degrees clockwise the lines lean, 0.0 where nothing long enough tells."""
    wide, high = sides(quads)
    long = quads[wide > 4 * high]
    if len(long) < 3:
        return 0.0
    run = long[:, 1] - long[:, 0] + long[:, 2] - long[:, 3]
    lean = float(np.median(np.degrees(np.arctan2(run[:, 1], run[:, 0]))))
    return lean if LEAST_LEAN <= abs(lean) <= MOST_LEAN else 0.0


def paper_in(image: Pixels) -> Frame | None:
    """The sheet in a photo, as the way to lay it straight; None where the picture is the sheet, or none is seen."""
    import cv2

    scale = 640 / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    shapes, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not shapes:
        return None
    shape = max(shapes, key=cv2.contourArea)
    share = cv2.contourArea(shape) / (small.shape[0] * small.shape[1])
    if not PAPER[0] <= share <= PAPER[1] or not _darker_outside(grey, shape):
        return None
    hull = cv2.convexHull(shape)
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2)
    if len(corners) != 4 or cv2.contourArea(hull) > 1.08 * cv2.contourArea(shape):
        return None
    return _straight(_in_order(corners.astype(np.float32) / scale))


def _darker_outside(grey: NDArray[Any], shape: NDArray[Any]) -> bool:
    import cv2

    inside = np.zeros_like(grey)
    cv2.drawContours(inside, [shape], -1, 255, -1)
    outside = grey[inside == 0]
    return outside.size > 0 and float(np.median(grey[inside > 0])) - float(np.median(outside)) > 40


def _in_order(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    total, difference = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return corners[order]


def _straight(corners: NDArray[np.float32]) -> Frame | None:
    import cv2

    if len({tuple(c) for c in corners.tolist()}) != 4:
        return None
    wide = (np.linalg.norm(corners[1] - corners[0]) + np.linalg.norm(corners[2] - corners[3])) / 2
    high = (np.linalg.norm(corners[3] - corners[0]) + np.linalg.norm(corners[2] - corners[1])) / 2
    width, height = round(float(wide)), round(float(high))
    if min(width, height) < 100:
        return None
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    return Frame(np.asarray(cv2.getPerspectiveTransform(corners, target), float), width, height)


def is_two_up(quads: Quads, width: int, height: int, ruled_across: bool) -> bool:
    """Whether two pages lie side by side: lines on either side, none across the middle, and no rule either."""
    if not 1.15 < width / max(height, 1) < 1.9 or len(quads) < 12 or ruled_across:
        return False
    left, right = quads[:, :, 0].min(axis=1), quads[:, :, 0].max(axis=1)
    middle, slack = width / 2, width * 0.012
    across = int(((left < middle - slack) & (right > middle + slack)).sum())
    on_left, on_right = int((right <= middle + slack).sum()), int((left >= middle - slack).sum())
    return across == 0 and min(on_left, on_right) >= 6 and min(on_left, on_right) > 0.2 * len(quads)
