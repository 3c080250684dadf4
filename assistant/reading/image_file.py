"""A picture file: its size from the header, before anything is decoded (P07); its text is OCR's business.

Lives here: `read`, `prepare`, `points`. May import: this room.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reading.limits import Limits
from assistant.reading.page import Box, Page, Remark
from assistant.reading.wire import End, Event, Start

if TYPE_CHECKING:
    from PIL.Image import Image

LOOKED_AT = 20_000_000
A4_POINTS = 842.0  # the long side that a picture without a resolution is taken to have


def read(path: Path, limits: Limits) -> Iterator[Event]:
    """Start, one page per frame with its size and no text, End."""
    from PIL import Image, UnidentifiedImageError

    prepare()
    try:
        with Image.open(path) as image:
            yield from _frames(image, limits)
    except UnidentifiedImageError:
        say = "图片已损坏或格式不受支持"
        yield Start("image", 0)
        yield End(unreadable=say, remarks=(Remark("damaged", say),))


def _frames(image: Image, limits: Limits) -> Iterator[Event]:
    width, height = image.size
    if width * height > limits.pixels:
        say = f"图片 {width}×{height} 超过{limits.pixels // 10_000}万像素的上限，未打开"
        yield Start("image", 0)
        yield End(refused=say, remarks=(Remark("over_limit", say),))
        return
    count = int(getattr(image, "n_frames", 1)) if image.format in ("TIFF",) else 1
    yield Start("image", count)
    if count > limits.pages:
        say = f"共{count}页，超过{limits.pages}页的上限"
        yield End(refused=say, remarks=(Remark("over_limit", say),))
        return
    for at in range(count):
        if at:
            image.seek(at)
        wide, high = points(*image.size)
        remarks = () if at or _whole(image) else (Remark("damaged", "图片不完整，只能读取其中一部分", 1),)
        yield Page(
            number=at + 1,
            width=wide,
            height=high,
            needs_ocr=True,
            covered=1.0,
            pictures=(Box(0.0, 0.0, wide, high),),
            remarks=remarks,
        )
    yield End()


def _whole(image: Image) -> bool:
    """Whether the picture decodes to its end; a large one is taken at its word."""
    if (image.width * image.height > LOOKED_AT and image.format != "JPEG") or image.format == "HEIF":
        return True
    image.draft("RGB", (256, 256))
    try:
        image.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True


def prepare() -> None:
    """Pillow without its own warnings (our limits are looked at from headers), and with HEIC."""
    from pi_heif import register_heif_opener
    from PIL import Image

    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    register_heif_opener()


def points(width: int, height: int) -> tuple[float, float]:
    """The size in points that a picture is given: its long side as A4's, whatever its header says."""
    scale = A4_POINTS / max(width, height, 1)
    return width * scale, height * scale
