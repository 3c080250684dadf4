"""Indicator tables without upright rules, drawn by reportlab: rows by labels, columns by names, headings within a table, rows and
labels that the page cuts. 示例 text only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.importing.draft import DraftTable
from assistant.importing.header import labels_before
from assistant.importing.pipeline import import_guide
from assistant.reading.open import ProcessReader, open_reader

HIGH = 842.0
SIDES = (60.0, 110.0, 160.0, 285.0, 410.0, 535.0)  # two label columns, three grades
Text = tuple[float, float, str]  # x, from the top, text


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as opened:
        yield opened


def printed(path: Path, pages: Sequence[tuple[Sequence[Text], Sequence[tuple[float, float, float]]]]) -> Path:
    """Texts in their places, and rules across (from the top, from x to x), page by page; the industry's heading on the first."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas: Any = Canvas(str(path), pagesize=(595, HIGH))
    for number, (texts, rules) in enumerate(pages):
        if not number:
            canvas.setFont("STSong-Light", 13)
            canvas.drawString(60, HIGH - 60, "一、示例釉料行业")
        canvas.setFont("STSong-Light", 9)
        for x, down, text in texts:
            canvas.drawString(x, HIGH - down - 9, text)
        for down, x0, x1 in rules:
            canvas.line(x0, HIGH - down, x1, HIGH - down)
        canvas.showPage()
    canvas.save()
    return path


def middle(a: float, b: float, down: float, text: str) -> Text:
    return (a + b) / 2 - 4.5 * len(text) + (2.5 if text.endswith("级") else 0), down, text


def head(down: float) -> list[Text]:
    names = [middle(SIDES[at], SIDES[at + 1], down, f"{'ABC'[at - 2]}级") for at in (2, 3, 4)]
    return [middle(SIDES[0], SIDES[2], down, "差异化指标"), *names]


def table_of(path: Path, root: Path, reader: ProcessReader) -> DraftTable:
    done = import_guide(path, guide="shili-1", out=root / "o", library=root / "l", reader=reader)
    (table,) = [table for draft in done.drafts for table in draft.tables]
    return table


def said(table: DraftTable) -> list[tuple[str, str | None, list[str]]]:
    return [(row.indicator, row.sub, [cell.raw for cell in row.cells.values()]) for row in table.rows]


ALL = [(100.0, SIDES[0], SIDES[-1]), (116.0, SIDES[0], SIDES[-1])]


@pytest.mark.parametrize("rules", ["booktabs", "none"])
@pytest.mark.parametrize("step", [13.0, 20.0])  # cells without room around them, and with
def test_rows_begin_at_their_labels_where_cells_begin_at_the_top(
    tmp_path: Path, reader: ProcessReader, rules: str, step: float
) -> None:
    rows: list[list[str]] = [
        ["能源类型", "", "示例甲", "示例乙", "示例丙"],
        ["排放限值", "熔炼炉", "示例丁一句长的要求写满一行\n再写一行", "示例戊", "示例己"],
        ["", "烘干炉", "示例庚", "示例辛", "示例壬"],
        ["运输方式", "", "示例子", "示例丑一句长的要求写满一行\n再写一行", "示例寅"],
    ]
    texts, down = head(103), 119.0
    for row in rows:
        for at, text in enumerate(row):
            texts += [(SIDES[at] + 3, down + 13 * n, line) for n, line in enumerate(text.split("\n")) if line]
        down += 13 * (max(text.count("\n") for text in row)) + step
    lines = [*ALL, (down + 2, SIDES[0], SIDES[-1])] if rules == "booktabs" else []

    table = table_of(printed(tmp_path / "示例.pdf", [(texts, lines)]), tmp_path, reader)

    labels = ["能源类型", "排放限值", "排放限值", "运输方式"]
    assert [str(grade) for grade in table.grades] == ["A", "B", "C"]
    assert said(table) == [
        (label, row[1] or None, [text.replace("\n", "") for text in row[2:]])
        for label, row in zip(labels, rows, strict=True)
    ]


def test_cells_set_in_the_middle_belong_to_the_label_beside_them(tmp_path: Path, reader: ProcessReader) -> None:
    texts = head(103)
    texts += [(SIDES[2] + 3, 122 + 13 * n, f"示例甲的第{'一二三'[n]}行写满一行") for n in range(3)]
    texts += [(SIDES[0] + 3, 135, "无组织排放管控"), (SIDES[3] + 3, 135, "示例乙"), (SIDES[4] + 3, 135, "示例丙")]
    texts += [(SIDES[1] + 3, 178, "手续"), (SIDES[1] + 3, 209, "人员"), (SIDES[0] + 3, 193, "管理水平")]
    texts += [(SIDES[at] + 3, down, f"示例{name}") for down, names in ((178, "丁戊己"), (209, "庚辛壬")) for at, name in zip((2, 3, 4), names, strict=True)]  # fmt: skip

    table = table_of(printed(tmp_path / "示例.pdf", [(texts, [*ALL, (230, SIDES[0], SIDES[-1])])]), tmp_path, reader)

    assert said(table) == [
        (
            "无组织排放管控",
            None,
            ["示例甲的第一行写满一行示例甲的第二行写满一行示例甲的第三行写满一行", "示例乙", "示例丙"],
        ),
        ("管理水平", "手续", ["示例丁", "示例戊", "示例己"]),
        ("管理水平", "人员", ["示例庚", "示例辛", "示例壬"]),
    ]


@pytest.mark.parametrize(("name", "counted"), [("序号", True), ("编号", True), ("类别", False)])
def test_a_first_column_that_counts_the_rows_is_no_label(
    tmp_path: Path, reader: ProcessReader, name: str, counted: bool
) -> None:
    texts = [*head(103)[1:], (64.0, 103.0, name), middle(SIDES[1], SIDES[2], 103, "指标")]
    for at, label in enumerate(("能源类型", "排放限值", "运输方式")):
        down = 122.0 + 20 * at
        texts += [(70.0, down, str(at + 1)), (SIDES[1] + 3, down, label)]
        texts += [(SIDES[column] + 3, down, f"示例{label[0]}{column}") for column in (2, 3, 4)]

    table = table_of(printed(tmp_path / "示例.pdf", [(texts, [*ALL, (184, SIDES[0], SIDES[-1])])]), tmp_path, reader)

    labels = [row.indicator for row in table.rows]
    assert (labels == ["能源类型", "排放限值", "运输方式"]) is counted


def test_a_text_over_two_columns_is_one_cell_and_a_heading_is_no_row(tmp_path: Path, reader: ProcessReader) -> None:
    texts = [*head(103), (SIDES[0] + 3, 120, "一、有组织排放")]
    texts += [(SIDES[0] + 3, 140, "能源类型"), (SIDES[2] + 3, 140, "示例甲一句长的要求跨过两个等级的栏一直写到这里")]
    texts += [(SIDES[4] + 3, 140, "示例丙"), (SIDES[0] + 3, 160, "运输方式")]
    texts += [(SIDES[at] + 3, 160, text) for at, text in ((2, "示例丁"), (3, "示例戊"), (4, "示例己"))]

    table = table_of(printed(tmp_path / "示例.pdf", [(texts, [*ALL, (180, SIDES[0], SIDES[-1])])]), tmp_path, reader)

    long = "示例甲一句长的要求跨过两个等级的栏一直写到这里"
    assert said(table) == [
        ("能源类型", None, [long, long, "示例丙"]),
        ("运输方式", None, ["示例丁", "示例戊", "示例己"]),
    ]
    assert any("有组织排放" in flag for flag in table.flags)


def test_a_table_goes_on_overleaf_without_its_head_in_the_same_columns(tmp_path: Path, reader: ProcessReader) -> None:
    first = [
        *head(703),
        (SIDES[0] + 3, 720, "能源类型"),
        *((SIDES[at] + 3, 720, f"示例{'甲乙丙'[at - 2]}") for at in (2, 3, 4)),
    ]
    after = [(SIDES[0] + 3, 63, "运输方式"), *((SIDES[at] + 3, 63, f"示例{'丁戊己'[at - 2]}") for at in (2, 3, 4))]
    after += [(SIDES[0] + 3, 83, "监测水平"), *((SIDES[at] + 3, 83, f"示例{'庚辛壬'[at - 2]}") for at in (2, 3, 4))]
    rules = [(700, SIDES[0], SIDES[-1]), (716, SIDES[0], SIDES[-1])]
    path = printed(tmp_path / "示例.pdf", [(first, rules), (after, [(100, SIDES[0], SIDES[-1])])])

    table = table_of(path, tmp_path, reader)

    assert [(row.indicator, row.cells[table.grades[2]].raw) for row in table.rows] == [
        ("能源类型", "示例丙"), ("运输方式", "示例己"), ("监测水平", "示例壬"),
    ]  # fmt: skip


def ruled(canvas: Any, downs: Sequence[float]) -> None:
    for down in downs:
        canvas.line(SIDES[0], HIGH - down, SIDES[-1], HIGH - down)
    for x in SIDES:
        canvas.line(x, HIGH - downs[0], x, HIGH - downs[-1])


def cut_by_the_page(path: Path) -> Path:
    """Drawn cells; the page's end leaves one letter of each label for the next page, and pushes one letter out of its cell."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas: Any = Canvas(str(path), pagesize=(595, HIGH))
    pages = [
        ((680, 700, 730), [*head(683), (63, 703, "排放限"), (113, 703, "回转窑"), (163, 703, "1、示例甲；"), (288, 703, "示例乙"), (413, 703, "示例丙"), (63, 733, "值")]),
        ((60, 80, 110), [(63, 63, "三"), (113, 63, "头"), (163, 63, "2、示例丁。"), (63, 83, "能源类型"), (163, 83, "示例戊"), (288, 83, "示例己"), (413, 83, "示例庚")]),
    ]  # fmt: skip
    for number, (downs, texts) in enumerate(pages):
        if not number:
            canvas.setFont("STSong-Light", 13)
            canvas.drawString(60, HIGH - 60, "一、示例釉料行业")
        canvas.setFont("STSong-Light", 9)
        ruled(canvas, downs)
        for x, down, text in texts:
            canvas.drawString(x, HIGH - down - 9, text)
        canvas.showPage()
    canvas.save()
    return path


def test_a_row_whose_labels_the_page_cuts_is_one_row(tmp_path: Path, reader: ProcessReader) -> None:
    table = table_of(cut_by_the_page(tmp_path / "示例.pdf"), tmp_path, reader)

    first = table.rows[0]
    assert (first.indicator, first.sub) == ("排放限值三", "回转窑头")
    assert [cell.raw for cell in first.cells.values()] == ["1、示例甲；\n2、示例丁。", "示例乙", "示例丙"]
    assert table.rows[1].cells[table.grades[0]].raw == "示例戊"


@pytest.mark.parametrize(
    ("parts", "labels"),
    [
        (["差异化指标", "A级", "B级"], 1), (["类别", "指标", "A级", "B级"], 2), (["A级", "B级", "C级"], 0),
        (["差异化指标", "引领性指标"], 1), (["绩效等级", "黄色预警", "橙色预警"], 1), (["A级", "示例甲"], None),
        (["1、示例，", "A级", "B级"], None), (["示例甲", "A级"], None), (["A级", "A级"], None),
    ],
)  # fmt: skip
def test_what_makes_a_line_of_names(parts: list[str], labels: int | None) -> None:
    assert labels_before(parts) == labels
