"""Pages as pictures: rendered, turned upright, read by OCR, or handed out as PNG.

Lives here: `look`, `show`. May import: this room. Runs in the worker.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reading.guard import attempt
from assistant.reading.image_file import points
from assistant.reading.limits import Limits
from assistant.reading.page import Box, Level, Page, ReadBy, Remark
from assistant.reading.wire import End, Event, Picture, Start

if TYPE_CHECKING:
    from PIL.Image import Image

HEADS_DPI = 110
HEADS_PART = 0.36


def look(
    path: Path, pages: Sequence[int], level: Level, dpi: int, box: Box | None, limits: Limits, type_: str
) -> Iterator[Event]:
    """These pages by OCR, each sent as it comes."""
    from assistant.reading import recognise

    yield Start(type_, len(pages))
    for number in pages:
        yield attempt(
            lambda at=number: recognise.page(rendered(path, type_, at, dpi, limits), at, level, box),  # type: ignore[misc]
            lambda why, at=number: unseen(at, why),  # type: ignore[misc]
        )
    yield End()


def show(path: Path, page: int, dpi: int, box: Box | None, limits: Limits, type_: str) -> Iterator[Event]:
    """The page, or part of it, as PNG."""
    sight = rendered(path, type_, page, dpi, limits)
    image = sight.image
    if box is not None:
        image = image.crop(sight.pixels(box))
    held = io.BytesIO()
    image.save(held, "PNG", compress_level=3)
    yield Picture(held.getvalue())
    yield End()


class Sight:
    """A page as a picture, with its size in points."""

    def __init__(self, image: Image, width: float, height: float) -> None:
        self.image, self.width, self.height = image, width, height
        self.scale = image.width / max(width, 1e-6)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """The box in pixels, inside the picture, at least one pixel each way."""
        left, top = max(0, int(box.x0 * self.scale)), max(0, int(box.top * self.scale))
        left, top = min(left, self.image.width - 1), min(top, self.image.height - 1)
        right = max(left + 1, min(self.image.width, round(box.x1 * self.scale)))
        bottom = max(top + 1, min(self.image.height, round(box.bottom * self.scale)))
        return left, top, right, bottom


def rendered(path: Path, type_: str, number: int, dpi: int, limits: Limits) -> Sight:
    """The page at this resolution, or at a lower one where it would exceed the limit of pixels."""
    if type_ == "pdf":
        return _of_pdf(path, number, dpi, limits)
    if type_ == "image":
        return _of_image(path, number, dpi, limits)
    raise ValueError(f"no picture of {type_}")


def _of_pdf(path: Path, number: int, dpi: int, limits: Limits) -> Sight:
    from assistant.reading.pdf import opened

    with opened(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale = dpi / 72
        most = min(limits.pixels, 40_000_000)
        if width * height * scale * scale > most:
            scale = (most / (width * height)) ** 0.5
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    return Sight(image, width, height)


def _of_image(path: Path, number: int, dpi: int, limits: Limits) -> Sight:
    from PIL import Image, ImageFile, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # what is there of a cut-off scan is read
    with Image.open(path) as image:
        if image.width * image.height > limits.pixels:
            raise ValueError("over the limit of pixels")
        if number > 1:
            image.seek(number - 1)
        most = round(11.7 * dpi)  # the long side of A4 at this resolution
        if image.format == "JPEG" and max(image.size) > 2 * most:
            image.draft("RGB", (most, most))
        picture = ImageOps.exif_transpose(image).convert("RGB")
    if max(picture.size) > most * 1.3:
        shrink = most / max(picture.size)
        picture = picture.resize(
            (max(1, round(picture.width * shrink)), max(1, round(picture.height * shrink))), Image.Resampling.LANCZOS
        )
    return Sight(picture, *points(*picture.size))


def unseen(number: int, why: str) -> Page:
    """A page of which no picture could be made or read."""
    remark = Remark("not_read", f"第{number}页图像未能识别（{why}）", number)
    return Page(number=number, width=0.0, height=0.0, read_by=ReadBy.UNREADABLE, remarks=(remark,))
