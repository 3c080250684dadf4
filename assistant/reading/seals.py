"""Red seals in the picture of a page: found by colour and shape, their text unrolled, their colour taken away.

Lives here: `Stamp`, `stamps_in`, `without_red`, `ring_of`, `red_in`. May import: engine. What is seen is a shape, never
proof that a seal is genuine.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import Pixels

SMALLEST, LARGEST = 40.0, 200.0  # points: 14 to 70 millimetres
LEAST_RED = 0.0004  # of the page
BLACK_IN_RED = 135  # red light of red ink alone is above it, of red over black below
SECTORS = 48
RING = 0.62  # of all directions from the middle meet the rim


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal in pixels of the picture. `round`: circle or ellipse, else a frame with corners."""

    left: int
    top: int
    right: int
    bottom: int
    round: bool
    confidence: float


def red_in(image: Pixels) -> NDArray[np.uint8]:
    """Where the picture (BGR) is red: 255 or 0."""
    blue, green, red = (image[..., k].astype(np.int16) for k in range(3))
    strong = (red - np.maximum(blue, green) > 45) & (red > 90) & (np.abs(blue - green) < 90)
    return np.asarray(strong, np.uint8) * np.uint8(255)


def without_red(image: Pixels) -> Pixels:
    """The picture by its red light alone: red ink becomes paper, black ink stays, beneath the red too."""
    light = image[..., 2].copy()
    over = np.maximum(image[..., 0], image[..., 1]).astype(np.int16)
    light[(light.astype(np.int16) - over > 25) & (light > BLACK_IN_RED)] = 255
    return np.repeat(light[..., None], 3, axis=2)


def stamps_in(image: Pixels, points_a_pixel: float) -> list[Stamp]:
    """The seals, largest first. Red letters, lines and photos are none: a seal has a closed rim of its size."""
    import cv2

    red = red_in(image)
    if float((red > 0).mean()) < LEAST_RED:
        return []
    step = max(1, round(0.5 / points_a_pixel))  # half a point: scans of 300 dpi are looked at as 144
    small = red[::step, ::step]
    scale = points_a_pixel * step
    near = max(3, round(5 / scale)) | 1
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (near, near)))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed)
    found: list[Stamp] = []
    for x, y, w, h, _ in sorted(stats[1:count], key=lambda s: -int(s[2]) * int(s[3])):
        wide, high = w * scale, h * scale
        if not (
            min(wide, high) * 1.6 >= SMALLEST and SMALLEST <= max(wide, high) <= LARGEST and 0.4 < wide / high < 2.6
        ):
            continue
        stamp = _judged(small[y : y + h, x : x + w], int(x) * step, int(y) * step, step)
        if stamp and not any(_inside(stamp, other) for other in found):
            found.append(stamp)
    return found


def _judged(part: NDArray[np.uint8], x: int, y: int, step: int) -> Stamp | None:
    high, wide = part.shape
    ink = float((part > 0).mean())
    if not 0.04 < ink < 0.75:
        return None  # a few strokes, or a red field
    rim, spread = _rim(part)
    frame = _frame(part)
    if rim < RING and frame < 0.8:
        return None
    is_round = rim >= RING and rim >= frame - 0.15
    if is_round and spread > 0.16:
        return None
    return Stamp(x, y, x + wide * step, y + high * step, is_round, round(min(1.0, max(rim, frame)), 3))


def _rim(part: NDArray[np.uint8]) -> tuple[float, float]:
    """In how many directions there is red at the rim of the ellipse that fits, and how that distance varies."""
    high, wide = part.shape
    ys, xs = np.nonzero(part)
    dx, dy = (xs - (wide - 1) / 2) / (wide / 2), (ys - (high - 1) / 2) / (high / 2)
    radius = np.hypot(dx, dy)
    sector = ((np.arctan2(dy, dx) / (2 * np.pi) % 1.0) * SECTORS).astype(int) % SECTORS
    outer = np.array([radius[sector == k].max() if (sector == k).any() else 0.0 for k in range(SECTORS)])
    met = (outer > 0.85) & (outer < 1.12)
    return float(met.mean()), float(outer[met].std()) if met.any() else 1.0


def _frame(part: NDArray[np.uint8]) -> float:
    """How much of a rectangle's four sides is drawn."""
    high, wide = part.shape
    deep = max(2, round(min(high, wide) * 0.07))
    sides = (part[:deep].max(0), part[-deep:].max(0), part[:, :deep].max(1), part[:, -deep:].max(1))
    return float(min((side > 0).mean() for side in sides))


def _inside(one: Stamp, other: Stamp) -> bool:
    return other.left <= one.left and other.top <= one.top and one.right <= other.right and one.bottom <= other.bottom


def _redness(image: Pixels) -> NDArray[np.uint8]:
    """How red each pixel is, dark on white, strokes kept soft: what a scan blurs is read better so."""
    over = image[..., 2].astype(np.int16) - np.maximum(image[..., 0], image[..., 1])
    full = max(60.0, float(np.percentile(over, 97)))
    return np.asarray(255 - np.clip(over * (255.0 / full), 0, 255), np.uint8)


def ring_of(image: Pixels, stamp: Stamp) -> Pixels | None:
    """The text along the rim of a round seal, unrolled into a line, black on white; from the bottom clockwise."""
    import cv2

    if not stamp.round:
        return None
    part = image[stamp.top : stamp.bottom, stamp.left : stamp.right]
    size = 320
    grown = part.shape[0] < size
    square = cv2.resize(_redness(part), (size, size), interpolation=cv2.INTER_CUBIC if grown else cv2.INTER_AREA)
    radius = size / 2
    around = round(2 * np.pi * radius * 0.76)
    unrolled = cv2.warpPolar(square, (round(radius), around), (radius, radius), radius, cv2.INTER_LINEAR)
    band = unrolled[:, round(radius * 0.56) : round(radius * 0.93)]  # rows: angle from the right, clockwise
    line = np.rot90(np.roll(band, -around // 4, axis=0))
    return np.repeat(np.ascontiguousarray(line)[..., None], 3, axis=2)
