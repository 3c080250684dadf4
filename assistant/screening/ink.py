"""Marks on a page: is something written behind a line, is there a red seal near it (a picture is looked at).

Lives here: `Sheets`, which shows pages as pictures once each; `ink_in`, `red_in`. May import: reading.page, errors. A page
that cannot be shown says nothing: None, never "not signed".
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from assistant.errors import BadFile
from assistant.reading.page import Box
from assistant.screening.views import View

DPI = 100
_DARK, _REDDER, _BROWN = 150, 50, 25
_INK_SHARE = 0.004
_RED_SHARE, _RED_LEAST = 0.003, 260
_COLOURED = 0.00004
_SEAL_HIGH = 36.0  # points: the smallest chop is half an inch
_RULED = 30.0  # points: no hand draws so long a stretch level
_KEPT = 8  # pages held at a time


class Sheets:
    """Pages as arrays of pixels, each rendered when first asked for. `show(file, page)` gives a PNG."""

    def __init__(self, show: Callable[[str, int], bytes]) -> None:
        self._show = show
        self._held: dict[tuple[str, int], Any] = {}

    def of(self, view: View) -> Any | None:
        """The page's pixels, rows first; None where it cannot be shown."""
        number = view.page.picture if view.page.picture is not None else view.number
        if number is None or view.page.grids:
            return None
        key = (view.file, number)
        if key not in self._held:
            if len(self._held) >= _KEPT:
                self._held.clear()
            self._held[key] = self._pixels(*key)
        return self._held[key]

    def _pixels(self, file: str, page: int) -> Any | None:
        try:
            return pixels_of(self._show(file, page))
        except BadFile:
            return None


def pixels_of(png: bytes) -> Any:
    """A picture as numbers: rows, columns, red-green-blue."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB")).astype(np.int16)


def _part(pixels: Any, view: View, box: Box) -> Any:
    scale = pixels.shape[1] / max(view.page.width, 1.0)
    top, bottom = max(0, int(box.top * scale)), max(0, int(box.bottom * scale))
    left, right = max(0, int(box.x0 * scale)), max(0, int(box.x1 * scale))
    return pixels[top:bottom, left:right]


def _red(part: Any) -> Any:
    """Where the red of a seal is; the brown of a desk under a photographed sheet has more green than blue."""
    red, green, blue = part[..., 0], part[..., 1], part[..., 2]
    return (red - green > _REDDER) & (red - blue > _REDDER) & (green - blue < _BROWN)


def is_red(pixels: Any) -> bool:
    """Whether most of what is drawn on a picture is red: a seal."""
    inked = pixels.min(axis=2) < 200
    return bool(inked.any()) and float(_red(pixels)[inked].mean()) > 0.5


def ink_in(pixels: Any, view: View, box: Box) -> bool:
    """Whether anything but ruled lines and red is drawn in the box."""
    part = _part(pixels, view, box)
    if part.size == 0:
        return False
    dark = (part.mean(axis=2) < _DARK) & ~_red(part)
    scale = pixels.shape[1] / max(view.page.width, 1.0)
    ruled = (dark.mean(axis=1) > 0.55) | _level(dark, _RULED * scale)  # the line to sign on, a cell's edge
    dark = dark[~ruled]
    if dark.size == 0:
        return False
    upright = dark.mean(axis=0) > 0.9
    dark = dark[:, ~upright]
    return bool(dark.size and dark.mean() > _INK_SHARE)


def _level(dark: Any, least: float) -> Any:
    """Which rows of pixels are a line, dashed or not, over at least so many pixels."""
    import numpy as np

    first, last = dark.argmax(axis=1), dark.shape[1] - dark[:, ::-1].argmax(axis=1)
    wide = np.maximum(last - first, 1)
    return dark.any(axis=1) & (wide >= least) & (dark.sum(axis=1) > 0.55 * wide)


def sealed_in(pixels: Any, view: View, box: Box) -> bool:
    """Whether what the box holds is mostly red: the picture of a seal."""
    part = _part(pixels, view, box)
    return bool(part.size) and is_red(part)


def red_in(pixels: Any, view: View, box: Box) -> bool | None:
    """Whether the box holds as much red as part of a seal, as tall as one: a line of red print is none.

    None on a page without any colour, where nobody can tell.
    """
    import numpy as np

    part = _part(pixels, view, box)
    red = _red(part)
    scale = pixels.shape[1] / max(view.page.width, 1.0)
    least = _RED_LEAST * (scale / (DPI / 72)) ** 2
    count = int(red.sum())
    if part.size and count >= least and count >= _RED_SHARE * red.size:
        high, low = np.percentile(np.nonzero(red)[0], (95, 5))
        if high - low >= _SEAL_HIGH * scale:
            return True
    if not view.by_ocr:
        return False
    some = pixels[::3, ::3]
    coloured = float((some.max(axis=2) - some.min(axis=2) > 40).mean())
    return False if coloured > _COLOURED else None
