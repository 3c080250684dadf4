"""Guides as other programs print them: dotted rules, stripes of paint, notes in small print, links. 示例 text only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.errors import BadFile
from assistant.importing.footnotes import notes_in
from assistant.importing.pipeline import import_guide
from assistant.importing.sheets import Word, lines_of
from assistant.reading.open import ProcessReader, open_reader
from assistant.reading.page import Box
from tests.importing.printed import word_file

LEVELS = (100.0, 125.0, 150.0, 175.0)
SIDES = (60.0, 160.0, 300.0, 500.0)
TEXTS = (("差异化指标", "A级", "B级"), ("能源类型", "示例甲", "示例乙"), ("运输方式", "示例丙", "示例丁"))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as opened:
        yield opened


def printed(path: Path, rules: str) -> Path:
    """One small table; `rules`: dotted | striped."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    if rules == "dotted":
        for top in LEVELS:
            for at in range(int((SIDES[-1] - SIDES[0]) / 4) + 1):
                canvas.rect(SIDES[0] + 4 * at, 842 - top, 2, 0.75, stroke=0, fill=1)
        for side in SIDES:
            for at in range(int((LEVELS[-1] - LEVELS[0]) / 4) + 1):
                canvas.rect(side, 842 - LEVELS[0] - 4 * at, 0.75, 2, stroke=0, fill=1)
    else:
        canvas.line(SIDES[0], 842 - LEVELS[0], SIDES[-1], 842 - LEVELS[0])
        canvas.setFillGray(0.85)
        for left, right in pairwise(SIDES):
            canvas.rect(left, 842 - LEVELS[2], right - left, LEVELS[2] - LEVELS[1], stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.line(SIDES[0], 842 - LEVELS[3], SIDES[-1], 842 - LEVELS[3])
    canvas.setFont("STSong-Light", 13)
    canvas.drawString(60, 842 - 60, "一、示例釉料行业")
    canvas.setFont("STSong-Light", 9)
    for row, texts in enumerate(TEXTS):
        for column, text in enumerate(texts):
            canvas.drawString(SIDES[column] + 5, 842 - LEVELS[row] - 15, text)
    canvas.save()
    return path


@pytest.mark.parametrize("rules", ["dotted", "striped"])
def test_a_table_drawn_with_dots_or_striped_by_paint_comes_whole(
    tmp_path: Path, reader: ProcessReader, rules: str
) -> None:
    done = import_guide(
        printed(tmp_path / "示例.pdf", rules),
        guide="shili-1",
        out=tmp_path / "o",
        library=tmp_path / "l",
        reader=reader,
    )

    ((row, other),) = [table.rows for draft in done.drafts for table in draft.tables]
    assert [(one.indicator, *(cell.raw for cell in one.cells.values())) for one in (row, other)] == list(TEXTS[1:])


def test_a_link_says_what_it_is_and_where_it_points(tmp_path: Path, reader: ProcessReader) -> None:
    link = tmp_path / "链接.docx"
    link.symlink_to(word_file(tmp_path / "示例.docx"))

    with pytest.raises(BadFile, match=r"是指向别处的链接.*示例\.docx"):
        import_guide(link, guide="shili-1", out=tmp_path / "o", library=tmp_path / "l", reader=reader)


def test_a_note_in_small_print_stays_one_line() -> None:
    prose = [Word("示例正文" * 9, Box(50, 20 * at, 400, 20 * at + 12), 10.0) for at in range(9)]
    note = [Word("注：a", Box(50, 500, 72, 510), 8.5), Word("示例：按批次统计。", Box(80, 500, 200, 510), 8.5)]
    after = [Word("示例正文" * 9, Box(50, 520 + 20 * at, 400, 532 + 20 * at), 10.0) for at in range(9)]

    assert "注：a示例：按批次统计。" in [line.text.replace(" ", "") for line in lines_of([*prose, *note, *after])]


def test_notes_behind_one_another_in_one_cell_are_two() -> None:
    assert [(note.mark, note.text) for note in notes_in(["注：①示例甲。②示例乙。"])] == [
        ("①", "示例甲。"),
        ("②", "示例乙。"),
    ]


def booktabs(path: Path) -> Path:
    """A table with three rules: over its head of two rows, under it, and at its end."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    for level in (100, 140, 200):
        canvas.line(60, 842 - level, 500, 842 - level)
    canvas.setFont("STSong-Light", 13)
    canvas.drawString(60, 842 - 60, "一、示例釉料行业")
    canvas.setFont("STSong-Light", 9)
    canvas.drawString(65, 842 - 123, "差异化指标")
    canvas.drawCentredString(325, 842 - 114, "示例绩效分级要求与等级")
    for column, left in enumerate((150, 270, 390)):
        canvas.drawString(left + 40, 842 - 133, f"{'ABC'[column]}级")
        canvas.drawString(left + 5, 842 - 185, f"示例{'丁戊己'[column]}")
    canvas.drawString(65, 842 - 155, "能源类型")
    canvas.drawString(155, 842 - 155, "示例甲一句长的要求跨过两个等级的栏一直写到这里")
    canvas.drawString(395, 842 - 155, "示例丙")
    canvas.drawString(65, 842 - 185, "运输方式")
    canvas.save()
    return path


def test_the_upper_line_of_a_head_joins_no_columns(tmp_path: Path, reader: ProcessReader) -> None:
    done = import_guide(
        booktabs(tmp_path / "示例.pdf"), guide="shili-1", out=tmp_path / "o", library=tmp_path / "l", reader=reader
    )

    (table,) = [table for draft in done.drafts for table in draft.tables]
    assert [str(grade) for grade in table.grades] == ["A", "B", "C"]
    assert [cell.raw for cell in table.rows[0].cells.values()] == [
        *["示例甲一句长的要求跨过两个等级的栏一直写到这里"] * 2,
        "示例丙",
    ]
    assert [cell.raw for cell in table.rows[1].cells.values()] == ["示例丁", "示例戊", "示例己"]
