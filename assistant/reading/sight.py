"""A page as a picture, with its size in points: how PDF pages, picture files and embedded pictures are looked at.

Lives here: `Sight`, `sight_of`, `pictures_in`. May import: this room. Sizes are looked at before anything is decoded.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING

from assistant.reading.image_file import points, prepare
from assistant.reading.limits import Limits
from assistant.reading.page import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_RENDERED = 40_000_000
PICTURE_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"})
MEDIA = {"docx": "word/media/", "xlsx": "xl/media/"}
ICON = 600  # bytes: a smaller picture is a rule or a bullet; a hand that signs may have no more than a thousand
MOST_PICTURES = 500


class Sight:
    """A page as a picture. `photo`: not rendered from a page, so it may show more than a sheet."""

    def __init__(self, image: Image, width: float, height: float, *, photo: bool = False) -> None:
        self.image, self.width, self.height, self.photo = image, width, height, photo
        self.scale = image.width / max(width, 1e-6)

    def pixels(self, box: Box) -> tuple[int, int, int, int]:
        """The box in pixels, inside the picture, at least one pixel each way."""
        left, top = max(0, int(box.x0 * self.scale)), max(0, int(box.top * self.scale))
        left, top = min(left, self.image.width - 1), min(top, self.image.height - 1)
        right = max(left + 1, min(self.image.width, round(box.x1 * self.scale)))
        bottom = max(top + 1, min(self.image.height, round(box.bottom * self.scale)))
        return left, top, right, bottom


def sight_of(path: Path, type_: str, number: int, dpi: int, limits: Limits) -> Sight:
    """The page at this resolution, or at a lower one where it would exceed the limit of pixels."""
    match type_:
        case "pdf":
            return _of_pdf(path, number, dpi, limits)
        case "image" | "heic":
            return _of_image(path, number, dpi, limits)
        case "docx" | "xlsx":
            with zipfile.ZipFile(path) as package:
                data = package.read(pictures_in(package, type_)[number - 1])
            return _of_image(io.BytesIO(data), 1, dpi, limits)
        case _:
            raise ValueError(f"no picture of {type_}")


def pictures_in(package: zipfile.ZipFile, type_: str) -> list[zipfile.ZipInfo]:
    """The embedded pictures worth looking at, in the order of the package."""
    found = [
        info
        for info in package.infolist()
        if info.filename.startswith(MEDIA[type_])
        and PurePosixPath(info.filename).suffix.lower() in PICTURE_ENDINGS
        and info.file_size >= ICON
    ]
    return found[:MOST_PICTURES]


def _of_pdf(path: Path, number: int, dpi: int, limits: Limits) -> Sight:
    from assistant.reading.pdf import opened

    with opened(path) as document:
        page = document[number - 1]
        width, height = page.get_size()
        scale, most = dpi / 72, min(limits.pixels, MOST_RENDERED)
        if width * height * scale * scale > most:
            scale = (most / (width * height)) ** 0.5
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    return Sight(image, width, height)


def _of_image(source: Path | IO[bytes], number: int, dpi: int, limits: Limits) -> Sight:
    from PIL import Image, ImageFile, ImageOps

    prepare()
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # what is there of a cut-off scan is read
    with Image.open(source) as image:
        if number > 1:
            image.seek(number - 1)
        if image.width * image.height > limits.pixels:
            raise ValueError("over the limit of pixels")
        most = round(11.7 * dpi)  # the long side of A4 at this resolution
        if image.format == "JPEG" and max(image.size) > 2 * most:
            image.draft("RGB", (most, most))
        picture = _on_white(ImageOps.exif_transpose(image))
    if max(picture.size) > most * 1.3:
        shrink = most / max(picture.size)
        size = max(1, round(picture.width * shrink)), max(1, round(picture.height * shrink))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return Sight(picture, *points(*picture.size), photo=True)


def _on_white(image: Image) -> Image:
    """In colour, what is see-through as paper."""
    from PIL.Image import new

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = new("RGBA", layer.size, "white")
        ground.alpha_composite(layer)
        return ground.convert("RGB")
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.point(lambda v: v / 256).convert("L").convert("RGB")
    return image.convert("RGB")
