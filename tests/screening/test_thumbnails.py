"""Pictures of evidence: the frame lies round what was seen, on a page and on a photo of any size."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from assistant.errors import BadFile
from assistant.screening.thumbnails import framed, pages_of
from tests.screening.made_reports import FORM, LEDGER, LICENCE, PERMIT, gaps


def sheet(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def frame_of(png: bytes) -> tuple[int, int, int, int]:
    picture = Image.open(io.BytesIO(png)).convert("L").point(lambda v: 255 if v < 200 else 0)
    box = picture.getbbox()
    assert box is not None
    return box


def test_a_frame_on_a_page_is_in_points() -> None:
    x0, top, x1, bottom = frame_of(framed(sheet(1190, 1684), (100, 200, 300, 220), dpi=144))

    assert (x0, top) == (192, 392) and abs(x1 - 608) <= 2 and abs(bottom - 448) <= 2


@pytest.mark.parametrize("long_side", [842, 1684, 600])
def test_a_frame_on_a_photo_goes_by_its_long_side(long_side: int) -> None:
    x0, *_ = frame_of(framed(sheet(long_side, long_side // 2), (421, 100, 500, 120), dpi=110, photo=True))

    assert abs(x0 / long_side - 417 / 842) < 0.01


@pytest.mark.parametrize("box", [(-50, -50, 9000, 9000), (900, 900, 950, 950), (5, 5, 1, 1)])
def test_a_box_beyond_the_page_breaks_nothing(box: tuple[float, float, float, float]) -> None:
    assert Image.open(io.BytesIO(framed(sheet(100, 100), box, dpi=72))).size == (100, 100)


def test_one_picture_a_material_and_what_has_none_is_left_out() -> None:
    def picture(path: Path, page: int) -> bytes:
        if path.suffix == ".xlsx":
            raise BadFile("没有图像")
        return f"{path.name} {page}".encode()

    files = {name: Path(name) for name in (FORM, PERMIT, LICENCE, LEDGER)}

    found = pages_of(gaps(), files, picture)

    assert set(found) == {(FORM, 1), (FORM, 4), (PERMIT, 1), (LICENCE, 1)}
    assert len(pages_of(gaps(), files, picture, most=2)) == 2
