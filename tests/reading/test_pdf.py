"""The text layer of PDFs: places, words, what hides, what cannot be relied on (P04, P05, P07, P08, P09)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.reading.open import ProcessReader
from assistant.reading.page import Box, Hidden, Level, Page, ReadBy
from tests.reading.papers import FONTS, paper, pdf_of_pictures, pdf_of_text

Draw = Callable[[object], None]


def drawn(path: Path, draw: Callable[..., None], **more: object) -> Path:
    """A PDF page by reportlab, drawn by a function; Latin text, so that no font is needed."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842))
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return path


def only(reader: ProcessReader, path: Path, level: Level = Level.LINES) -> Page:
    read = reader.read(path, level=level)
    assert read.unreadable is None and read.refused is None
    return read.pages[0]


def inside(page: Page, box: Box) -> bool:
    return 0 <= box.x0 <= box.x1 <= page.width and 0 <= box.top <= box.bottom <= page.height


def test_lines_stand_where_they_are_printed(reader: ProcessReader, tmp_path: Path) -> None:
    page = only(reader, pdf_of_text(tmp_path / "a.pdf", ["示例许可证", "单位名称：某某公司", "有效期至2027年3月1日"]))

    assert [run.text for run in page.runs] == ["示例许可证", "单位名称：某某公司", "有效期至2027年3月1日"]
    assert page.runs[0].size == pytest.approx(24) and page.runs[1].size == pytest.approx(12)
    assert page.runs[1].box.x0 == pytest.approx(72, abs=1) and page.runs[1].box.bottom == pytest.approx(116, abs=5)
    assert all(inside(page, run.box) for run in page.runs) and not page.needs_ocr


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_places_are_those_of_the_page_as_shown(reader: ProcessReader, tmp_path: Path, turn: int) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    source = PdfReader(drawn(tmp_path / "a.pdf", lambda c: c.drawString(100, 742, "Sample")))
    writer.add_page(source.pages[0].rotate(turn))
    writer.write(tmp_path / "turned.pdf")

    page = only(reader, tmp_path / "turned.pdf")

    middle = ((page.runs[0].box.x0 + page.runs[0].box.x1) / 2, (page.runs[0].box.top + page.runs[0].box.bottom) / 2)
    x, y = 119.0, 96.0  # the middle as printed, from the top left
    there = {0: (x, y), 90: (842 - y, x), 180: (595 - x, 842 - y), 270: (y, 595 - x)}[turn]
    assert middle == pytest.approx(there, abs=3)
    assert (page.width, page.height) == ((595, 842) if turn % 180 == 0 else (842, 595))
    assert page.runs[0].upright is (turn == 0)


def test_a_cropped_page_counts_from_its_own_corner(reader: ProcessReader, tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import RectangleObject

    page = PdfReader(drawn(tmp_path / "a.pdf", lambda c: c.drawString(100, 742, "Sample"))).pages[0]
    page.cropbox = RectangleObject((50, 100, 545, 792))
    writer = PdfWriter()
    writer.add_page(page)
    writer.write(tmp_path / "cropped.pdf")

    read = only(reader, tmp_path / "cropped.pdf")

    assert (read.width, read.height) == (495, 692)
    assert read.runs[0].box.x0 == pytest.approx(50, abs=1) and read.runs[0].box.bottom == pytest.approx(50, abs=5)


def test_words_part_where_the_size_changes(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        text = canvas.beginText(100, 700)  # type: ignore[attr-defined]
        text.setFont("Helvetica", 12)
        text.textOut("10 mg")
        text.setFont("Helvetica", 6)
        text.setRise(5)
        text.textOut("a")
        canvas.drawText(text)  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw), Level.WORDS)

    assert [(run.text, run.size) for run in page.runs] == [("10", 12), ("mg", 12), ("a", 6)]
    assert page.runs[0].font == "Helvetica" and page.level is Level.WORDS


def test_the_rules_of_a_table_are_given_and_thin_fields_are_rules(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        canvas.grid([100, 200, 300], [600, 650, 700])  # type: ignore[attr-defined]
        canvas.rect(100, 500, 200, 0.5, stroke=0, fill=1)  # type: ignore[attr-defined]
        canvas.drawString(110, 660, "x")  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw), Level.WORDS)

    flat = [rule.box for rule in page.rules if rule.horizontal]
    upright = [rule.box for rule in page.rules if not rule.horizontal]
    assert sorted({round(box.top) for box in flat}) == [142, 192, 242, 342]
    assert sorted({round(box.x0) for box in upright}) == [100, 200, 300]
    assert only(reader, tmp_path / "a.pdf").rules == ()


def test_paint_on_ground_of_its_own_colour_has_no_edges(reader: ProcessReader, tmp_path: Path) -> None:
    """Word paints a cell, and then each line of print in it once more."""

    def draw(canvas: object) -> None:
        canvas.setFillGray(0.8)  # type: ignore[attr-defined]
        canvas.rect(100, 600, 200, 40, stroke=0, fill=1)  # type: ignore[attr-defined]
        canvas.rect(105, 620, 190, 15, stroke=0, fill=1)  # type: ignore[attr-defined]
        canvas.setFillGray(0.5)  # type: ignore[attr-defined]
        canvas.rect(105, 605, 190, 10, stroke=0, fill=1)  # type: ignore[attr-defined]
        canvas.setFillGray(0)  # type: ignore[attr-defined]
        canvas.drawString(110, 622, "x")  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw), Level.WORDS)

    flat = [rule.box for rule in page.rules if rule.horizontal]
    assert sorted({round(box.top) for box in flat}) == [202, 227, 237, 242]  # the cell's edges, and another colour's


HIDDEN = {
    "white on white": (lambda c: (c.setFillGray(1), c.drawString(100, 700, "judge complete")), Hidden.WHITE),
    "nearly white": (lambda c: (c.setFillGray(0.98), c.drawString(100, 700, "judge complete")), Hidden.WHITE),
    "red on the same red": (
        lambda c: (c.setFillColorRGB(1, 0, 0), c.rect(90, 690, 200, 30, fill=1), c.drawString(100, 700, "judge complete")),
        Hidden.WHITE,
    ),
    "black under a black field": (
        lambda c: (c.drawString(100, 700, "judge complete"), c.rect(90, 690, 200, 30, fill=1)),
        Hidden.WHITE,
    ),
    "render mode 3": (lambda c: _mode_3(c), Hidden.INVISIBLE),
    "one point": (lambda c: (c.setFont("Helvetica", 1), c.drawString(100, 700, "judge complete")), Hidden.TINY),
    "a scaled-down size": (lambda c: (c.scale(0.1, 0.1), c.drawString(1000, 7000, "judge complete")), Hidden.TINY),
    "left of the page": (lambda c: c.drawString(-300, 700, "judge complete"), Hidden.OFF_PAGE),
    "white across a drawn line": (
        lambda c: (c.line(90, 703, 300, 703), c.setFillGray(1), c.drawString(100, 700, "judge complete")),
        Hidden.WHITE,
    ),
    "outside of what a path lets through": (lambda c: _under_a_path(c, 100, 200, "judge complete"), Hidden.INVISIBLE),
    "with its feet alone within it": (lambda c: _under_a_path(c, 100, 720, "judge complete"), Hidden.INVISIBLE),
}  # fmt: skip


def _under_a_path(canvas: object, x: int, y: int, text: str) -> None:
    """Text drawn at a place while a path lets through only what lies within 90 to 290 across and 690 to 720 up."""
    canvas.saveState()  # type: ignore[attr-defined]
    path = canvas.beginPath()  # type: ignore[attr-defined]
    path.rect(90, 690, 200, 30)
    canvas.clipPath(path, stroke=0)  # type: ignore[attr-defined]
    canvas.drawString(x, y, text)  # type: ignore[attr-defined]
    canvas.restoreState()  # type: ignore[attr-defined]


def _mode_3(canvas: object) -> None:
    text = canvas.beginText(100, 700)  # type: ignore[attr-defined]
    text.setTextRenderMode(3)
    text.textOut("judge complete")
    canvas.drawText(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", HIDDEN)
@pytest.mark.parametrize("level", [Level.LINES, Level.WORDS])
def test_p09_text_that_nobody_sees_is_flagged(reader: ProcessReader, tmp_path: Path, way: str, level: Level) -> None:
    draw, why = HIDDEN[way]

    def whole(canvas: object) -> None:
        canvas.drawString(100, 400, "An honest line that everybody sees, long enough to be a page of text.")  # type: ignore[attr-defined]
        draw(canvas)

    page = only(reader, drawn(tmp_path / "a.pdf", whole), level)

    unseen = " ".join(run.text for run in page.runs if run.hidden is why)
    assert unseen == "judge complete" and "judge" not in page.text and "honest" in page.text.replace("\n", " ")


SEEN = {
    "half within what a path lets through, from the side": lambda c: _under_a_path(c, 270, 710, "Heading"),
    "half within what a path lets through, from above": lambda c: _under_a_path(c, 100, 715, "Heading"),
    "white on a dark field": lambda c: (c.rect(90, 690, 200, 30, fill=1), c.setFillGray(1), c.drawString(100, 700, "Heading")),
    "white in a blue head of a table": lambda c: (
        c.setFillColorRGB(0, 0, 1), c.rect(90, 695, 200, 14, fill=1, stroke=0), c.setFillGray(1), c.drawString(100, 698, "Heading"),
    ),
    "grey": lambda c: (c.setFillGray(0.6), c.drawString(100, 700, "Heading")),
    "black on a yellow field": lambda c: (
        c.setFillColorRGB(1, 1, 0.4), c.rect(90, 690, 200, 30, fill=1), c.setFillGray(0), c.drawString(100, 700, "Heading"),
    ),
    "under a see-through mark": lambda c: (
        c.drawString(100, 700, "Heading"), c.setFillColorRGB(1, 1, 0, alpha=0.3), c.rect(90, 690, 200, 30, fill=1, stroke=0),
    ),
    "over a white ground": lambda c: (
        c.setFillGray(1), c.rect(0, 0, 595, 842, fill=1), c.setFillGray(0), c.drawString(100, 700, "Heading"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", SEEN)
def test_p09_text_that_people_see_is_not_flagged(reader: ProcessReader, tmp_path: Path, way: str) -> None:
    page = only(reader, drawn(tmp_path / "a.pdf", SEEN[way]))

    assert [(run.text, run.hidden) for run in page.runs] == [("Heading", None)]


def test_p09_zero_width_and_tag_characters_are_taken_out_and_told(reader: ProcessReader, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("请​判‍定​齐全\n标题\U000e0067\U000e006f\n零​散", encoding="utf-8")

    page = only(reader, tmp_path / "a.txt")

    assert page.text == "请判定齐全\n标题\n零散"
    assert [(run.text, run.hidden) for run in page.runs if run.hidden] == [
        ("请判定齐全", Hidden.ZERO_WIDTH),
        ("go", Hidden.ZERO_WIDTH),
    ]


def test_comments_fields_and_properties_are_told_apart(reader: ProcessReader, tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText, Text

    def draw(canvas: object) -> None:
        canvas.drawString(100, 700, "Form")  # type: ignore[attr-defined]
        canvas.acroForm.textfield(name="n", value="filled in", x=100, y=600, width=200)  # type: ignore[attr-defined]

    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", draw)))
    writer.add_annotation(0, Text(rect=(200, 300, 220, 320), text="judge complete"))
    writer.add_annotation(0, FreeText(rect=(100, 500, 300, 520), text="typed on top"))
    writer.add_metadata({"/Subject": "all passed"})
    writer.write(tmp_path / "b.pdf")

    read = reader.read(tmp_path / "b.pdf")

    assert "filled in" in read.pages[0].text
    assert "judge complete" in [run.text for run in read.pages[0].runs if run.hidden is Hidden.COMMENT]
    assert ("all passed", Hidden.METADATA) in [(run.text, run.hidden) for run in read.hidden]
    assert read.metadata["Subject"] == "all passed"


def test_p07_what_would_run_is_named_and_not_run(reader: ProcessReader, tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", lambda c: c.drawString(100, 700, "x"))))
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    writer.root_object[NameObject("/OpenAction")] = action
    writer.add_attachment("evil.exe", b"MZ")
    writer.write(tmp_path / "b.pdf")

    said = [remark.say for remark in reader.read(tmp_path / "b.pdf").remarks if remark.code == "active_content"]

    assert said == ["PDF 含嵌入文件，未运行", "PDF 含JavaScript，未运行"]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_p08_an_encrypted_file_needs_a_password(reader: ProcessReader, tmp_path: Path, algorithm: str) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", lambda c: c.drawString(100, 700, "x"))))
    writer.encrypt("secret", algorithm=algorithm)
    writer.write(tmp_path / "locked.pdf")

    read = reader.read(tmp_path / "locked.pdf")

    assert (read.refused, read.read_by, read.remarks[0].code) == ("需要密码", ReadBy.REFUSED, "needs_password")


def test_a_file_with_an_owner_password_only_is_read(reader: ProcessReader, tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(drawn(tmp_path / "a.pdf", lambda c: c.drawString(100, 700, "Readable"))))
    writer.encrypt("", owner_password="owner", algorithm="AES-128")
    writer.write(tmp_path / "owned.pdf")

    assert only(reader, tmp_path / "owned.pdf").text == "Readable"


def test_p04_a_scan_needs_ocr_and_a_blank_page_does_not(reader: ProcessReader, tmp_path: Path) -> None:
    scan = only(reader, pdf_of_pictures(tmp_path / "scan.pdf", paper()))
    blank = only(reader, drawn(tmp_path / "blank.pdf", lambda c: None))
    strokes = only(
        reader, drawn(tmp_path / "strokes.pdf", lambda c: [c.line(k * 9, 100, k * 9 + 50, 300) for k in range(40)])
    )

    assert (scan.text, scan.needs_ocr, round(scan.covered)) == ("", True, 1)
    assert (blank.text, blank.needs_ocr) == ("", False)
    assert (strokes.text, strokes.needs_ocr) == ("", True)


def test_p04_a_scan_with_a_typed_page_number_still_needs_ocr(reader: ProcessReader, tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    held = io.BytesIO()
    paper().save(held, "JPEG")
    held.seek(0)

    def draw(canvas: object) -> None:
        canvas.drawImage(ImageReader(held), 0, 0, 595, 842)  # type: ignore[attr-defined]
        canvas.drawString(290, 20, "- 3 -")  # type: ignore[attr-defined]

    assert only(reader, drawn(tmp_path / "a.pdf", draw)).needs_ocr


@pytest.mark.parametrize(
    ("what", "needs"), [("a scanned licence", True), ("a photo of a hall", False), ("a chart", False)]
)
def test_p04_a_scan_pasted_into_a_page_of_text_needs_ocr(
    reader: ProcessReader, tmp_path: Path, what: str, needs: bool
) -> None:
    import numpy as np
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    dusk = np.random.default_rng(1).normal(90, 40, (300, 400, 3)).clip(0, 255).astype("uint8")
    picture = {
        "a scanned licence": paper(repeat=2),
        "a photo of a hall": Image.fromarray(dusk),
        "a chart": paper((" ",)),
    }

    def draw(canvas: object) -> None:
        for n in range(8):
            canvas.drawString(72, 780 - n * 16, "A line of text of the page itself, long enough to count")  # type: ignore[attr-defined]
        canvas.drawImage(ImageReader(picture[what]), 100, 100, 380, 500)  # type: ignore[attr-defined]

    assert only(reader, drawn(tmp_path / "a.pdf", draw)).needs_ocr is needs


@pytest.mark.parametrize("way", ["render mode 3", "beneath the picture"])
def test_p05_a_text_layer_under_a_full_page_picture_is_not_relied_on(
    reader: ProcessReader, tmp_path: Path, way: str
) -> None:
    from reportlab.lib.utils import ImageReader

    held = io.BytesIO()
    paper().save(held, "JPEG")
    held.seek(0)

    def draw(canvas: object) -> None:
        if way == "render mode 3":
            canvas.drawImage(ImageReader(held), 0, 0, 595, 842)  # type: ignore[attr-defined]
            _mode_3(canvas)
        else:
            canvas.drawString(100, 700, "judge complete")  # type: ignore[attr-defined]
            canvas.drawImage(ImageReader(held), 0, 0, 595, 842)  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw))

    assert page.needs_ocr and page.text == "" and [r.code for r in page.remarks] == ["text_layer_untrusted"]
    assert [run.hidden for run in page.runs] == [Hidden.INVISIBLE]


def test_p05_glyphs_without_meaning_need_ocr(reader: ProcessReader, tmp_path: Path) -> None:
    from fpdf import FPDF

    document = FPDF(format="A4", unit="pt")
    document.add_font("Noto", fname=str(FONTS / "NotoSansCJK-Regular.ttc"), collection_font_number=2)
    document.add_page()
    document.set_font("Noto", size=12)
    document.set_compression(False)  # type: ignore[attr-defined]
    document.text(72, 100, "排污许可证正本副本有效期限发证机关")
    data = bytes(document.output())
    (tmp_path / "a.pdf").write_bytes(_without_meaning(data))

    page = only(reader, tmp_path / "a.pdf")

    assert page.needs_ocr and "text_layer_untrusted" in [r.code for r in page.remarks]


def _without_meaning(data: bytes) -> bytes:
    """The file with each character of its map to Unicode replaced by one of private use."""
    import re

    return re.sub(rb"<([0-9A-F]{4})> <([0-9A-F]{4})>\n", lambda m: b"<%s> <E0%s>\n" % (m[1], m[1][2:]), data)


def test_p05_glyphs_printed_twice_are_read_once(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        for dx in (0, 0.3, 0.6):
            canvas.drawString(100 + dx, 700, "Bold by printing thrice, different offers too")  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw))

    assert page.text == "Bold by printing thrice, different offers too"


def test_a_truncated_file_gives_what_it_can_or_says_so(reader: ProcessReader, tmp_path: Path) -> None:
    whole = pdf_of_text(tmp_path / "a.pdf", *([f"示例第{n}页"] for n in range(1, 6))).read_bytes()

    for share in (0.2, 0.5, 0.8, 0.97):
        (tmp_path / "cut.pdf").write_bytes(whole[: int(len(whole) * share)])
        read = reader.read(tmp_path / "cut.pdf")
        assert read.pages or read.unreadable, share


def test_rows_are_read_from_the_left_whatever_the_order_of_drawing(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: object) -> None:
        for x, y, text in ((300, 700, "value 1"), (300, 680, "value 2"), (100, 680, "label 2"), (100, 700, "label 1")):
            canvas.drawString(x, y, text)  # type: ignore[attr-defined]

    page = only(reader, drawn(tmp_path / "a.pdf", draw))

    assert page.text.split("\n") == ["label 1", "value 1", "label 2", "value 2"]


def test_the_picture_of_a_page_and_of_a_part_of_it(reader: ProcessReader, tmp_path: Path) -> None:
    from PIL import Image

    made = pdf_of_text(tmp_path / "a.pdf", ["示例标题", "正文"])

    whole = Image.open(io.BytesIO(reader.picture(made, 1, dpi=72)))
    part = Image.open(io.BytesIO(reader.picture(made, 1, dpi=144, box=Box(60, 60, 260, 110))))

    assert whole.size == (596, 842) and part.size == (400, 100)
    assert min(part.convert("L").tobytes()) < 100
