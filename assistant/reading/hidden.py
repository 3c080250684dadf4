"""Text that a person who looks at the page does not see (P09): found and named, never acted upon.

Lives here: `hidden_from`, `seen_on`, `split_zero_width`, `revealed`. May import: page, lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.reading.lines import Look
from assistant.reading.page import Box, Hidden, Run

TINY_POINTS = 2.0
CONTRAST = 24  # of 255, between the lightest and the darkest of a run's box
LIGHT = 225
GROUND_SHARE = 0.3  # of a light run's box is darker than it, and so is what stands beside it: its ground, no strokes
DENSE_SHARE = 0.12  # where the ground is dark on both sides
ZERO_WIDTH = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u202a\u202b\u202c\u202d\u202e"
)
TAGS = range(0xE0000, 0xE0080)
FEW = 3  # a stray zero-width space comes out of every other word processor


def hidden_from(look: Look, box: Box, width: float, height: float) -> Hidden | None:
    """Why a run is not seen, as far as its own attributes tell; colours are looked at on the picture."""
    if look.mode == 3 or look.clipped:
        return Hidden.INVISIBLE
    if box.x1 <= 0 or box.bottom <= 0 or box.x0 >= width or box.top >= height:
        return Hidden.OFF_PAGE
    tall = box.x1 - box.x0 if look.angle in (90, 270) else box.bottom - box.top
    if look.size < TINY_POINTS and tall < TINY_POINTS:
        return Hidden.TINY
    if look.colour[3] == 0:
        return Hidden.INVISIBLE
    return None


def seen_on(picture: Any, box: Box, colour: tuple[int, int, int, int]) -> bool:
    """Whether text of this colour stands out within its box, on a picture of the page at one pixel a point.

    Something has to stand out at all; and white letters over black ones are not seen because the black ones are.
    """
    rows, columns = picture.shape[:2]
    top, bottom = max(0, int(box.top)), min(rows, int(box.bottom) + 2)
    left, right = max(0, int(box.x0)), min(columns, int(box.x1) + 2)
    if top >= bottom or left >= right:
        return False
    part = picture[top:bottom, left:right].reshape(bottom - top, right - left, -1).astype(int)
    if (part.max(axis=(0, 1)) - part.min(axis=(0, 1))).max() < CONTRAST:
        return False
    if min(colour[:3]) <= LIGHT:
        return True
    rows_of = slice(top + (bottom - top) // 4, max(top + 1, top + (bottom - top) * 3 // 4))
    ground = [picture[rows_of, max(0, left - 3) : max(1, left)], picture[rows_of, right : right + 3]]
    darker = [float((side.min(axis=-1) <= LIGHT).mean()) for side in ground if side.size]
    middle = float((picture[rows_of, left:right].min(axis=-1) <= LIGHT).mean())
    within = (
        len(darker) == 2 and min(darker) >= 0.95
    )  # bold letters leave little of a ground that goes on on both sides
    return middle >= (DENSE_SHARE if within else GROUND_SHARE) and max(darker, default=1.0) >= 0.5


def revealed(text: str) -> tuple[str, str]:
    """What of the text is seen, and what its tag characters spell (with the rest, where zero-width marks abound).

    >>> revealed("好\\U000e0061\\U000e0062")
    ('好', 'ab')
    """
    plain = "".join(c for c in text if c not in ZERO_WIDTH and ord(c) not in TAGS)
    tags = "".join(chr(ord(c) - 0xE0000) for c in text if 0xE0020 <= ord(c) < 0xE007F)
    if not tags and sum(1 for c in text if c in ZERO_WIDTH) >= FEW:
        return plain, plain
    return plain, tags


def split_zero_width(run: Run) -> Iterator[Run]:
    """The run without such characters, and a hidden one that says what they carried."""
    if run.text.isascii():
        yield run
        return
    plain, carried = revealed(run.text)
    if plain:
        yield run if plain == run.text else replace(run, text=plain)
    if carried:
        yield replace(run, text=carried, hidden=Hidden.ZERO_WIDTH)
