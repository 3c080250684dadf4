"""Pictures inside a DOCX or XLSX, each as a page of its own that OCR may read.

Lives here: `picture_pages`. May import: this room. Only headers are read here; a picture over the limit is named.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from assistant.reading.guard import attempt
from assistant.reading.image_file import points, prepare
from assistant.reading.limits import Limits
from assistant.reading.page import Box, Page, Remark
from assistant.reading.sight import pictures_in

HEADER = 512 * 1024


def picture_pages(path: Path, type_: str, limits: Limits) -> list[Page]:
    """A page for each embedded picture that can be looked at; `picture` is its number for `look`."""
    with zipfile.ZipFile(path) as package:
        infos = pictures_in(package, type_)
        return [page for at, info in enumerate(infos, start=1) for page in _page(package, info, at, limits)]


def _page(package: zipfile.ZipFile, info: zipfile.ZipInfo, at: int, limits: Limits) -> Iterator[Page]:
    size = attempt(lambda: _size(package, info), lambda why: None)
    if size is None:
        return
    wide, high = points(*size)
    large = size[0] * size[1] > limits.pixels
    name = PurePosixPath(info.filename).name
    say = f"内嵌图片 {name}（{size[0]}×{size[1]}）超过像素上限，未打开"
    yield Page(
        number=None,
        width=wide,
        height=high,
        needs_ocr=not large,
        label=f"内嵌图片{at}",
        pictures=(Box(0.0, 0.0, wide, high),),
        covered=1.0,
        picture=at,
        remarks=(Remark("over_limit", say),) if large else (),
    )


def _size(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, int] | None:
    from PIL import Image

    prepare()
    with package.open(info) as part, Image.open(io.BytesIO(part.read(HEADER))) as image:
        return image.size
