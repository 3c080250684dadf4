"""How much ink of which colour stands in a part of a picture: enough to ask whether a line was signed.

Lives here: `shares`. May import: nothing of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from PIL.Image import Image


def shares(image: Image) -> dict[str, float]:
    """The shares of pixels that are dark (any ink but red), blue, red; drawn rules are left out.

    A rule is what fills more than 70 % of a row or a column.
    """
    pixels = np.asarray(image.convert("RGB")).astype(np.int16)
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    ground = float(np.median(pixels.max(axis=2)))
    ink = pixels.min(axis=2) < ground - 60
    is_red = ink & (red - np.maximum(green, blue) > 45)
    is_blue = ink & (blue - red > 30)
    dark = ink & ~is_red
    dark[dark.mean(axis=1) > 0.7, :] = False
    dark[:, dark.mean(axis=0) > 0.7] = False
    return {"dark": float(dark.mean()), "blue": float(is_blue.mean()), "red": float(is_red.mean())}
