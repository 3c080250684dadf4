"""Which edges of painted areas are rules of a table, and how high letters stand whose font tells no metrics. Each with what must
stay as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.reading.open import ProcessReader
from assistant.reading.page import Level, Page
from tests.reading.papers import pdf_of_text

HIGH = 842.0


def page_of(reader: ProcessReader, path: Path, draw: Callable[[Any], None]) -> Page:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, HIGH))
    canvas.setLineWidth(0.2)
    draw(canvas)
    canvas.setFillGray(0)
    canvas.drawString(110, 660, "x")
    canvas.save()
    return reader.read(path, level=Level.WORDS).pages[0]


def flat(page: Page) -> list[tuple[int, int, int]]:
    """Level from below, begin and end of each rule across."""
    return sorted({(round(HIGH - r.box.top), round(r.box.x0), round(r.box.x1)) for r in page.rules if r.horizontal})


def upright(page: Page) -> list[int]:
    return sorted({round(rule.box.x0) for rule in page.rules if not rule.horizontal})


def paint(canvas: Any, x: float, y: float, wide: float, high: float, grey: float = 0.8) -> None:
    canvas.setFillGray(grey)
    canvas.rect(x, y, wide, high, stroke=0, fill=1)


def test_an_areas_edge_is_no_rule_where_a_drawn_one_lies_along_it(reader: ProcessReader, tmp_path: Path) -> None:
    """The drawn rule ends before the first column, whose cell is over both rows; the colour goes on behind it."""

    def draw(canvas: Any) -> None:
        paint(canvas, 100, 600, 300, 50)
        canvas.line(200, 650, 400, 650)
        canvas.line(100, 700, 400, 700)

    page = page_of(reader, tmp_path / "a.pdf", draw)

    assert flat(page) == [(600, 100, 400), (650, 200, 400), (700, 100, 400)]


@pytest.mark.parametrize(("level", "begin"), [(640, 200), (650, 350)])
def test_it_stays_one_where_the_drawn_rule_lies_elsewhere_or_is_short(
    reader: ProcessReader, tmp_path: Path, level: int, begin: int
) -> None:
    def draw(canvas: Any) -> None:
        paint(canvas, 100, 600, 300, 50)
        canvas.line(begin, level, 400, level)

    assert (650, 100, 400) in flat(page_of(reader, tmp_path / "a.pdf", draw))


def striped(canvas: Any, *, closed: bool) -> None:
    """A table ruled across whose second row is painted; its lower rule is drawn only where it is closed."""
    paint(canvas, 100, 600, 300, 50)
    for level in (700, 650, *((600,) if closed else ())):
        canvas.line(100, level, 400, level)


@pytest.mark.parametrize(("closed", "sides"), [(True, []), (False, [100, 400])])
def test_the_sides_of_a_stripe_that_drawn_rules_close_are_none(
    reader: ProcessReader, tmp_path: Path, closed: bool, sides: list[int]
) -> None:
    assert upright(page_of(reader, tmp_path / "a.pdf", lambda canvas: striped(canvas, closed=closed))) == sides


@pytest.mark.parametrize(
    ("area", "sides"),
    [
        ((100, 500, 300, 60), []),  # as wide, at its place: a row that the page cuts
        ((60, 580, 40, 70), []),  # beside it: a label over several rows
        ((60, 500, 40, 60), [60, 100]),  # at its side, but not beside it
        ((120, 500, 250, 60), [120, 370]),  # elsewhere
    ],
)
def test_nor_are_those_of_its_own_tables_other_areas(
    reader: ProcessReader, tmp_path: Path, area: tuple[float, float, float, float], sides: list[int]
) -> None:
    def draw(canvas: Any) -> None:
        striped(canvas, closed=True)
        paint(canvas, *area)

    assert upright(page_of(reader, tmp_path / "a.pdf", draw)) == sides


def test_a_table_of_colour_alone_keeps_its_edges(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        paint(canvas, 100, 650, 150, 50, 0.6)
        paint(canvas, 252, 650, 148, 50, 0.6)
        paint(canvas, 100, 550, 300, 50)

    page = page_of(reader, tmp_path / "a.pdf", draw)

    assert flat(page) == [
        (550, 100, 400), (600, 100, 400), (650, 100, 250), (650, 252, 400), (700, 100, 250), (700, 252, 400),
    ]  # fmt: skip
    assert upright(page) == [100, 250, 252, 400]


def test_an_area_drawn_round_keeps_its_own_rules(reader: ProcessReader, tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(100, 600, 300, 50, stroke=1, fill=1)
        canvas.line(100, 650, 400, 650)
        canvas.line(100, 600, 400, 600)

    assert upright(page_of(reader, tmp_path / "a.pdf", draw)) == [100, 400]


def without_metrics(path: Path, ascent: int, descent: int) -> Path:
    """A page whose font says of itself that it reaches so far up and down."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject, NumberObject

    writer = PdfWriter(clone_from=PdfReader(path))
    for font in (one.get_object() for one in writer.pages[0]["/Resources"]["/Font"].values()):  # type: ignore[index]
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        descriptor[NameObject("/Ascent")] = NumberObject(ascent)
        descriptor[NameObject("/Descent")] = NumberObject(descent)
    changed = path.with_name("changed.pdf")
    writer.write(changed)
    return changed


def heights(reader: ProcessReader, path: Path) -> list[tuple[float, float]]:
    """From where to where each line of print reaches, over and under the line that its letters stand on, in sizes."""
    runs = reader.read(path, level=Level.WORDS).pages[0].runs
    lines = [90 + at * 12 * 1.9 for at in range(len(runs))]
    return [((y - run.box.top) / run.size, (run.box.bottom - y) / run.size) for run, y in zip(runs, lines, strict=True)]


@pytest.mark.parametrize(("ascent", "descent"), [(9000, -9000), (900, -2500)])
def test_letters_whose_font_tells_nonsense_are_as_high_as_their_size(
    reader: ProcessReader, tmp_path: Path, ascent: int, descent: int
) -> None:
    source = pdf_of_text(tmp_path / "a.pdf", ["示例", "一", "国一"])
    found = heights(reader, without_metrics(source, ascent, descent))

    assert found == [pytest.approx((0.88, 0.12), abs=0.04)] * 3  # 一, too, which is only a stroke


def test_letters_whose_font_tells_its_metrics_have_them(reader: ProcessReader, tmp_path: Path) -> None:
    source = pdf_of_text(tmp_path / "a.pdf", ["示例", "一", "国一"])
    found = heights(reader, without_metrics(source, 1000, -300))

    assert found == [pytest.approx((1.0, 0.3), abs=0.04)] * 3


@pytest.mark.parametrize(("left", "seen"), [(90, True), (109, False)])
def test_of_turned_text_a_path_must_let_through_its_height(
    reader: ProcessReader, tmp_path: Path, left: int, seen: bool
) -> None:
    """It runs up the page and stands on a line at 108 across; from 109 on there are only its feet."""

    def draw(canvas: Any) -> None:
        path = canvas.beginPath()
        path.rect(left, 400, 100, 30)  # of its length only a part is let through, either way
        canvas.saveState()
        canvas.clipPath(path, stroke=0)
        canvas.translate(108, 400)
        canvas.rotate(90)
        canvas.drawString(0, 0, "judge complete")
        canvas.restoreState()

    page = page_of(reader, tmp_path / "a.pdf", draw)

    runs = [run for run in page.runs if "judge" in run.text]
    assert [run.hidden is None for run in runs] == [seen]
