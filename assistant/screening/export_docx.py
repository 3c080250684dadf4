"""The paper as a Word document: headings that Word knows, tables whose heads repeat on each page.

Lives here: `as_docx`. May import: library, screening.paper, report, export_file, export_text.
"""

from __future__ import annotations

import io
from typing import Any, assert_never

from assistant.library.corpus import Corpus
from assistant.screening.export_file import timeless
from assistant.screening.export_text import writable
from assistant.screening.paper import Bullets, Gallery, Heading, NewPage, Paper, Pictures, Table, Text, paper_of
from assistant.screening.report import Report

_FONT = "宋体"
_HEAD_FONT = "黑体"
_WIDTH_CM = 17.0
_PICTURE_CM = 5.2
_A_ROW = 3


def as_docx(report: Report, corpus: Corpus, pictures: Pictures | None = None) -> bytes:
    """The same report, the same bytes."""
    return set_docx(paper_of(report, corpus, pictures))


def set_docx(paper: Paper) -> bytes:
    """Any paper as a Word document."""
    document = _blank()
    for block in paper:
        match block:
            case Heading():
                document.add_heading(writable(block.text), level=block.level)
            case Text():
                _text(document, block)
            case Bullets():
                for item in block.items:
                    document.add_paragraph(writable(item), style="List Bullet")
            case Table():
                _table(document, block)
            case Gallery():
                _gallery(document, block)
            case NewPage():
                document.add_page_break()
            case _:
                assert_never(block)
    held = io.BytesIO()
    document.save(held)
    return timeless(held.getvalue())


def _blank() -> Any:
    from docx import Document  # brings lxml; only who writes a report pays
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, font, size in (
        ("Normal", _FONT, 10.5),
        ("List Bullet", _FONT, 10.5),
        ("Heading 1", _HEAD_FONT, 18),
        ("Heading 2", _HEAD_FONT, 14),
        ("Heading 3", _HEAD_FONT, 11.5),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor(0x1D, 0x27, 0x33)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_after = Pt(4)
    _page_numbers(section)
    return document


def _page_numbers(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _text(document: Any, block: Text) -> None:
    from docx.shared import Pt

    run = document.add_paragraph().add_run(writable(block.text))
    if block.strong:
        run.bold, run.font.size = True, Pt(14)
    if block.small:
        run.font.size = Pt(9)


def _table(document: Any, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    rows = ([block.heads] if block.heads else []) + list(block.rows)
    table = document.add_table(rows=len(rows), cols=len(block.shares), style="Table Grid")
    table.autofit = False
    widths = [Cm(_WIDTH_CM * share / 100) for share in block.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = width
            _cell(cell, texts[number], bold=texts is block.heads or (not block.heads and number == 0))
    if block.heads:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph().paragraph_format.space_after = Cm(0.1)


def _cell(cell: Any, text: str, *, bold: bool) -> None:
    from docx.shared import Pt

    lines = writable(text).split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(9.5), bold


def _gallery(document: Any, block: Gallery) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    rows = [block.pictures[at : at + _A_ROW] for at in range(0, len(block.pictures), _A_ROW)]
    table = document.add_table(rows=len(rows), cols=_A_ROW)
    for row, shown in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, picture in zip(row.cells, shown, strict=False):
            caption = cell.paragraphs[0].add_run(writable(picture.caption))
            caption.font.size = Pt(8.5)
            shape = cell.add_paragraph().add_run().add_picture(io.BytesIO(picture.png), width=Cm(_PICTURE_CM))
            shape._inline.docPr.set("descr", writable(picture.caption))
