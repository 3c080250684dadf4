"""示例 guides printed for tests: a ruled table over pages, a table ruled across only, one in Word. No number is a real guide's.

Lives here: `ruled_pdf`, `lined_pdf`, `bare_pdf`, `word_file`, `ROWS`; `guide_pdf` and `guide_docx` print any lines and tables. Every text imitates a guide's form and says 示例 in its title.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

HEAD = ["差异化指标", "", "A级企业", "B级企业", "C级企业"]
ROWS = [
    ["能源类型", "", "使用示例清洁能源", "同A级", "/"],
    [
        "排放限值",
        "",
        "1、颗粒物、SO2、NOx排放浓度分别不高于11、37、53mg/m³（基准含氧量8%）；\n2、氨逃逸不高于7mg/m³",
        "示例窑头颗粒物≤13mg/m³，SO2≤41mg/m³",
        "未达到B级要求",
    ],
    ["环境管理水平", "台账记录", "台账至少保存一年", "台账保存期限不少于6个月", "/"],
    ["", "人员配置", "设置示例环保部门", "配备示例人员", "/"],
    ["运输方式", "", "使用示例车辆运输比例不低于83%", "同A级", "/"],
]
TITLE = "示例行业绩效分级技术指南（示例）"


def _fonts() -> str:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def _table(rows: list[list[str]], style: Any, widths: list[float], *, repeat: int) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, Table

    words = ParagraphStyle("示例", fontName=_fonts(), fontSize=9, leading=12, wordWrap="CJK")
    cells = [[Paragraph(text.replace("\n", "<br/>"), words) if text else "" for text in row] for row in rows]
    return Table(cells, colWidths=widths, style=style, repeatRows=repeat, splitInRow=1)


def _story(path: Path, table: Any, *, before: int = 0, measures: bool = True) -> Path:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    font = _fonts()
    prose = ParagraphStyle("文", fontName=font, fontSize=10, leading=14, wordWrap="CJK")
    big = ParagraphStyle("题", fontName=font, fontSize=14, leading=20, wordWrap="CJK")
    story = [
        Paragraph(TITLE, big), Paragraph("一、示例铸件行业", big), Paragraph("（一）适用范围", prose),
        Paragraph("适用于示例铸件企业。", prose), Paragraph("（二）绩效分级指标", prose), Spacer(1, before or 1),
        Paragraph("表1 示例铸件行业绩效分级指标", prose), table, Paragraph("注：a 示例：按批次统计。", prose),
    ]  # fmt: skip
    if measures:
        story += [
            Paragraph(text, prose) for text in ("（三）减排措施", "A级企业：", "黄色预警期间：自主采取示例措施。")
        ]
    SimpleDocTemplate(str(path), pagesize=A4, title=TITLE).build(story)
    return path


def ruled_pdf(path: Path, *, before: int = 0, rows: list[list[str]] | None = None) -> Path:
    """A table with all rules; `before`: points of white that push it over the page's end."""
    some = [HEAD, *(rows or ROWS)]
    style: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("SPAN", (0, at), (1, at)) for at, row in enumerate(some) if row[0] and not row[1]]
    style += [
        ("SPAN", (0, at), (0, at + 1)) for at, row in enumerate(some[:-1]) if row[1] and row[0] and not some[at + 1][0]
    ]
    return _story(path, _table(some, style, [55, 55, 130, 120, 90], repeat=1), before=before)


def lined_pdf(path: Path) -> Path:
    """The same table ruled across only, as statistics are."""
    rows = [[row[0], *row[2:]] for row in [HEAD, *ROWS] if not row[1]]
    style = [("LINEABOVE", (0, 0), (-1, 0), 1, "black"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")]
    return _story(path, _table(rows, style, [70, 150, 130, 90], repeat=1))


def word_file(path: Path) -> Path:
    """The same in Word, with merged cells and a heading that is only bold."""
    from docx import Document

    document = Document()
    document.add_paragraph(TITLE)
    document.add_paragraph().add_run("一、示例铸件行业").bold = True
    document.add_paragraph("（一）适用范围")
    document.add_paragraph("适用于示例铸件企业。")
    document.add_paragraph("表1 示例铸件行业绩效分级指标")
    table = document.add_table(rows=0, cols=5)
    for row in [HEAD, *ROWS]:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        if row[0] and not row[1]:
            cells[0].merge(cells[1]).text = row[0]
    document.save(str(path))
    return path


def bare_pdf(path: Path) -> Path:
    """A table without any rule, with lowered and raised figures in its cells."""
    rows = [
        ["差异化指标", "A级企业", "B级企业"],
        ["能源类型", "使用示例清洁能源", "同A级"],
        ["排放限值", "SO<sub>2</sub>、NO<sub>x</sub>排放浓度分别不高于37、53mg/m<super>3</super>", "SO<sub>2</sub>≤41mg/m<super>3</super>"],
    ]  # fmt: skip
    return _story(path, _table(rows, [], [70, 190, 150], repeat=0), measures=False)


Rows = Sequence[
    Sequence[str]
]  # "<" stands in a field that is one cell with the one on its left, "^" with the one above
OPENING = (TITLE, "一、示例铸件行业")
Rules = Sequence[tuple[str, tuple[int, int], tuple[int, int]]]  # what ReportLab draws, and from where to where
GRID: Rules = [("GRID", (0, 0), (-1, -1))]
THREE: Rules = [("LINEABOVE", (0, 0), (-1, 0)), ("LINEBELOW", (0, 0), (-1, 0)), ("LINEBELOW", (0, -1), (-1, -1))]
EACH_ROW: Rules = [("LINEABOVE", (0, 0), (-1, 0)), ("LINEBELOW", (0, 0), (-1, -1))]
GRADED = [["指标", "A级", "B级"], ["能源类型", "使用示例清洁能源", "使用示例能源"]]


def _spans(rows: Rows) -> Iterator[tuple[int, int, int, int]]:
    """Each cell over several fields: its first row and column, its last row and column."""
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            wide = len(list(takewhile(lambda one: one == "<", row[j + 1 :])))
            high = len(list(takewhile(lambda one: one == "^", [below[j] for below in rows[i + 1 :]])))
            if text not in ("<", "^") and (wide or high):
                yield i, j, i + high, j + wide


def guide_pdf(
    path: Path,
    *items: str | Rows,
    rules: Rules = GRID,
    white: float = 0,
    widths: Sequence[float] = (),
    repeat: int = 0,
) -> Path:
    """A guide of these lines and tables. `rules`, `widths`, `white`: of the last table, what is drawn, how wide its columns are,
    and the points of white over it; `repeat`: rows that come again overleaf."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    prose = ParagraphStyle("文", fontName=_fonts(), fontSize=10, leading=14, wordWrap="CJK")
    story: list[Any] = []
    tables = [item for item in items if not isinstance(item, str)]
    for item in items:
        if isinstance(item, str):
            story.append(Paragraph(item, prose))
            continue
        wide = list(widths) if item is tables[-1] and widths else [420 / len(item[0])] * len(item[0])
        style: list[Any] = [(*one, 0.5, "black") for one in (rules if item is tables[-1] else GRID)]
        style += [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        style += [("SPAN", (j, i), (right, under)) for i, j, under, right in _spans(item)]
        rows = [["" if text in ("<", "^") else text for text in row] for row in item]
        story += [
            Spacer(1, (white if item is tables[-1] else 0) or 1),
            _table(rows, style, wide, repeat=repeat),
            Spacer(1, 6),
        ]
    SimpleDocTemplate(str(path), title=TITLE).build(story)
    return path


def guide_docx(path: Path, *items: str | Rows) -> Path:
    """The same in Word."""
    from docx import Document

    document = Document()
    for item in items:
        if isinstance(item, str):
            document.add_paragraph(item)
            continue
        table = document.add_table(rows=len(item), cols=len(item[0]))
        for i, row in enumerate(item):
            for j, text in enumerate(row):
                table.cell(i, j).text = "" if text in ("<", "^") else text
        for i, j, under, right in _spans(item):
            table.cell(i, j).merge(table.cell(under, right)).text = item[i][j]
    document.save(str(path))
    return path
