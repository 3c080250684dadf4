"""What OCR makes of scans and photos: turned, leaning, sealed, two a page; and what it is not sure of (P02, P05)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw

from assistant.reading.limits import MB, Limits
from assistant.reading.open import ProcessReader
from assistant.reading.page import Box, Level, Page, ReadBy
from assistant.reading.trust import distrust
from tests.reading.papers import (
    A4,
    DPI,
    LINES,
    font,
    paper,
    pdf_of_pictures,
    photographed,
    scanned,
    sealed,
    two_up,
)

pytestmark = pytest.mark.ocr
COMPANY = "中原示例铸造有限公司"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    reader = ProcessReader(
        cache=tmp_path_factory.mktemp("cache"), work=tmp_path_factory.mktemp("work"), limits=Limits(start_seconds=120)
    )
    yield reader
    reader.close()


def seen(
    reader: ProcessReader, folder: Path, image: Image.Image, *, photo: bool = False, level: Level = Level.LINES
) -> Page:
    """The picture as a page of a PDF, or as a photo, read."""
    if photo:
        image.save(folder / "a.jpg", quality=88)
        return reader.look(folder / "a.jpg", [1], level=level, dpi=DPI)[0]
    return reader.look(pdf_of_pictures(folder / "a.pdf", image), [1], level=level, dpi=DPI)[0]


def likeness(page: Page, lines: tuple[str, ...] = LINES) -> float:
    """How much of what was printed was read, in order, spaces and widths of signs aside."""
    both = (lines, [run.text for run in page.runs])
    want, got = (unicodedata.normalize("NFKC", "".join("".join(part).split())) for part in both)
    matched = sum(block.size for block in SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks())
    return 2 * matched / (len(want) + len(got))


SHEETS = {
    "leaning": (lambda: scanned(paper(), skew=3), 0, {"skewed"}),
    "on its right side": (lambda: scanned(paper()).rotate(-90, expand=True), 270, {"rotated"}),
    "on its left side": (lambda: scanned(paper()).rotate(90, expand=True), 90, {"rotated"}),
    "on its head": (lambda: scanned(paper(), skew=1).rotate(180), 180, {"rotated", "skewed"}),
}


@pytest.mark.parametrize("way", SHEETS)
def test_a_sheet_is_read_however_it_lies(reader: ProcessReader, tmp_path: Path, way: str) -> None:
    make, turned, codes = SHEETS[way]

    page = seen(reader, tmp_path, make())

    assert likeness(page) > 0.98 and page.turned == turned and {r.code for r in page.remarks} == codes
    assert page.straight is not None and likeness(page.straight) > 0.985
    title = next(run for run in page.straight.runs if "检测报告" in run.text)
    assert title.box.top < page.straight.height * 0.15 and title.box.x1 - title.box.x0 > 3 * (
        title.box.bottom - title.box.top
    )
    assert all(
        0 <= r.box.x0 <= r.box.x1 <= page.width and 0 <= r.box.top <= r.box.bottom <= page.height for r in page.runs
    )


def test_boxes_stand_where_the_page_shows_the_words(reader: ProcessReader, tmp_path: Path) -> None:
    page = seen(reader, tmp_path, scanned(paper()).rotate(-90, expand=True))

    title = next(run for run in page.runs if "检测报告" in run.text)
    assert title.box.x0 > page.width * 0.85 and title.box.bottom - title.box.top > 3 * (title.box.x1 - title.box.x0)


def test_a_photo_from_an_angle_is_laid_flat(reader: ProcessReader, tmp_path: Path) -> None:
    page = seen(reader, tmp_path, photographed(paper()), photo=True)

    assert likeness(page) > 0.985 and page.straight is not None and page.read_by is ReadBy.OCR


def test_a_book_of_two_pages_is_read_one_after_the_other(reader: ProcessReader, tmp_path: Path) -> None:
    right = ("示例附件一览", *(f"附件{n}：示例材料第{n}份" for n in range(1, 12)))

    page = seen(reader, tmp_path, scanned(two_up(paper(), paper(right))))

    assert page.number == 1 and [r.code for r in page.remarks] == ["two_up"]
    assert likeness(page, (*LINES, *right)) > 0.98


def test_text_under_a_seal_is_read_and_the_seal_is_found_with_its_name(reader: ProcessReader, tmp_path: Path) -> None:
    page = seen(reader, tmp_path, scanned(sealed(paper(), (540, 420), COMPANY), skew=1))

    assert likeness(page) > 0.985
    assert [seal.text for seal in page.seals] == [COMPANY] and page.seals[0].confidence > 0.8
    assert page.seals[0].box.x0 == pytest.approx((540 - 96) * 72 / DPI, abs=14)


def test_red_letters_and_lines_are_no_seal(reader: ProcessReader, tmp_path: Path) -> None:
    image = paper()
    draw = ImageDraw.Draw(image)
    draw.text((180, 24), "示例市生态环境局文件", font=font(60), fill=(220, 20, 30))
    draw.line((120, 99, 870, 99), fill=(220, 20, 30), width=4)
    draw.rectangle((720, 1140, 900, 1176), fill=(220, 20, 30))

    page = seen(reader, tmp_path, image)

    assert page.seals == () and "示例市生态环境局文件" in page.text


def test_the_head_of_a_page_is_read_and_the_rest_is_skimmed(reader: ProcessReader, tmp_path: Path) -> None:
    scan = pdf_of_pictures(tmp_path / "a.pdf", scanned(paper(repeat=3)), scanned(paper()).rotate(180))

    heads = reader.look(scan, [1, 2], level=Level.HEADS)

    assert all("示例检测报告" in page.text for page in heads) and [page.turned for page in heads] == [0, 180]
    read = [run.skimmed for run in heads[0].runs]
    first, last = read.index(True), len(read) - read[::-1].index(True)
    assert first > 0 and last < len(read) and all(read[first:last]) and last - first > len(read) / 4


def test_a_part_of_a_page_is_read_in_places_of_the_page(reader: ProcessReader, tmp_path: Path) -> None:
    scan = pdf_of_pictures(tmp_path / "a.pdf", scanned(paper()))
    whole = next(run for run in reader.look(scan, [1], dpi=DPI)[0].runs if "统一社会信用代码" in run.text)
    around = Box(whole.box.x0 - 10, whole.box.top - 6, whole.box.x1 + 10, whole.box.bottom + 6)

    part = reader.look(scan, [1], dpi=300, box=around)[0]

    assert part.text == whole.text and part.runs[0].box.x0 == pytest.approx(whole.box.x0, abs=4)
    assert part.runs[0].box.top == pytest.approx(whole.box.top, abs=4)


def test_p05_a_lying_text_layer_is_told_by_its_picture(reader: ProcessReader, tmp_path: Path) -> None:
    seen_text = seen(reader, tmp_path, scanned(paper()), level=Level.HEADS).text

    assert distrust("示例许可证副本 生产经营场所地址某市某区某路", seen_text)
    assert not distrust("\n".join(LINES[:6]), seen_text)


def test_tables_on_scans_come_with_their_rules_and_no_line_spans_two_cells(
    reader: ProcessReader, tmp_path: Path
) -> None:
    image = Image.new("RGB", A4, "white")
    draw = ImageDraw.Draw(image)
    for y in (180, 228, 276, 324):
        draw.line((120, y, 840, y), fill="black", width=2)
    for x in (120, 360, 600, 840):
        draw.line((x, 180, x, 324), fill="black", width=2)
    for row in range(3):
        for column, text in enumerate(("颗粒物排放浓度", "不高于10毫克", "不高于20毫克")):
            draw.text((364 if column == 1 else 126 + column * 240, 188 + row * 48), text, font=font(32), fill="black")

    page = seen(reader, tmp_path, scanned(image, skew=1), level=Level.WORDS)

    straight = page.straight or page
    flat = sorted({round(r.box.top) for r in straight.rules if r.horizontal})
    upright = sorted({round(r.box.x0) for r in straight.rules if not r.horizontal})
    assert len(flat) == 4 and len(upright) == 4
    assert [run.text for run in page.runs] == ["颗粒物排放浓度", "不高于10毫克", "不高于20毫克"] * 3


def test_a_signature_is_ink_where_there_was_none(reader: ProcessReader, tmp_path: Path) -> None:
    image = paper()
    draw = ImageDraw.Draw(image)
    draw.line((180, 1200, 540, 1200), fill="black", width=2)
    unsigned = pdf_of_pictures(tmp_path / "a.pdf", image)
    draw.line([(210 + k * 7, 1176 + (k * 22) % 30 - 15) for k in range(30)], fill=(30, 50, 160), width=4)
    signed = pdf_of_pictures(tmp_path / "b.pdf", image)
    line = Box(108, 685, 324, 725)

    before, after = reader.ink(unsigned, 1, line), reader.ink(signed, 1, line)

    assert before["dark"] < 0.005 and after["dark"] > 0.02 and after["blue"] > 0.02 and after["red"] < 0.005


def test_a_blank_and_a_grainy_page_hold_no_words(reader: ProcessReader, tmp_path: Path) -> None:
    page = seen(reader, tmp_path, scanned(Image.new("RGB", A4, "white"), noise=12))

    assert page.text == "" and page.seals == () and page.read_by is ReadBy.OCR


def test_a_page_that_is_not_there_is_unreadable_and_the_others_are_read(reader: ProcessReader, tmp_path: Path) -> None:
    scan = pdf_of_pictures(tmp_path / "a.pdf", scanned(paper()))

    pages = reader.look(scan, [7, 1], level=Level.HEADS)

    assert [page.read_by for page in pages] == [ReadBy.UNREADABLE, ReadBy.OCR]
    assert pages[0].remarks[0].code == "not_read" and "示例检测报告" in pages[1].text


def test_the_second_time_costs_nothing_and_a_damaged_cache_costs_one_reading(
    reader: ProcessReader, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    scan = pdf_of_pictures(tmp_path / "a.pdf", scanned(paper(LINES[:4])))
    reader = ProcessReader(cache=cache, work=tmp_path, limits=Limits(start_seconds=120))
    first = reader.look(scan, [1], dpi=DPI)
    reader.close()

    assert reader.look(scan, [1], dpi=DPI) == first and reader._ocr.pid is None
    kept = [path for path in cache.rglob("*") if path.is_file()]
    assert len(kept) == 1
    kept[0].write_bytes(kept[0].read_bytes()[:100])
    assert reader.look(scan, [1], dpi=DPI)[0].text == first[0].text and reader._ocr.pid is not None
    reader.purge()
    reader.close()

    assert not cache.exists()


def test_p02_ocr_stays_within_its_memory_and_is_one_process(reader: ProcessReader, tmp_path: Path) -> None:
    seen(reader, tmp_path, scanned(paper(repeat=3)))

    assert reader._ocr.pid is not None
    assert reader._ocr.peak_memory < 1536 * MB
    assert psutil.Process(reader._ocr.pid).children() == []
