"""Word and Excel files of both splits; what differs between them (fonts, direction of tables) is an argument.

Lives here: blocks to python-docx, sheets to openpyxl, both with fixed dates so that the same seed gives the same file.
May import: python-docx, openpyxl, pictures, paper.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from evals.packs.paper import Block, Gap, Grid, Hidden, Pairs, Paper, Picture, Sheet, Sign, Text, Title
from evals.packs.pictures import Fonts, hand, picture, png, seal

LONG_AGO = datetime(2024, 1, 1)  # noqa: DTZ001  Office files keep naive times
ZIP_DATE = (2024, 1, 1, 0, 0, 0)


def to_docx(papers: Sequence[Paper], fonts: Fonts, face: str) -> bytes:
    """The papers as one DOCX; `face` is the name of its font."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = face, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    document.core_properties.author = "示例"
    document.core_properties.created = document.core_properties.modified = LONG_AGO
    for number, page in enumerate(page for paper in papers for page in paper.pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in page:
            _add(document, block, fonts)
    out = io.BytesIO()
    document.save(out)
    return same_dates(out.getvalue())


def same_dates(archive: bytes) -> bytes:
    """The same archive with fixed member dates: python-docx and openpyxl write the clock into them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return out.getvalue()


def _add(document: Any, block: Block, fonts: Fonts) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    aligned = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    match block:
        case Title(text, size):
            heading = document.add_paragraph(style="Heading 1" if size >= 15 else "Heading 2")
            run = heading.add_run(text)
            run.font.size, run.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
            heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        case Text(lines, indent, align, size):
            for line in lines:
                paragraph = document.add_paragraph(("　　" if indent else "") + line)
                paragraph.alignment = aligned[align]
        case Pairs(rows, style):
            _add_pairs(document, rows, style)
        case Grid(head, rows, _):
            _add_table(document, [head, *rows])
        case Sign():
            _add_sign(document, block, fonts)
        case Picture(kind, labels, _):
            from docx.shared import Cm

            document.add_picture(io.BytesIO(png(picture(kind, labels, fonts))), width=Cm(14))
        case Hidden(text, how):
            _add_hidden(document, text, how)
        case Gap():
            document.add_paragraph("")


def _add_pairs(document: Any, rows: Sequence[tuple[str, str]], style: str) -> None:
    if style == "colon":
        for label, value in rows:
            document.add_paragraph(f"{label}：{value}")
        return
    if style == "two":
        flat = [cell for row in rows for cell in row] + ([] if len(rows) % 2 == 0 else ["", ""])
        _add_table(document, [flat[at : at + 4] for at in range(0, len(flat), 4)])
        return
    _add_table(document, rows)


def _add_table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_paragraph("")


def _add_sign(document: Any, block: Sign, fonts: Fonts) -> None:
    from docx.shared import Cm

    for label, name in block.lines:
        paragraph = document.add_paragraph("　" * 14 + label + (name or "" if not block.drawn else ""))
        if name and block.drawn:
            paragraph.add_run().add_picture(io.BytesIO(png(hand(name, fonts))), width=Cm(2.6))
    if block.seal:
        paragraph = document.add_paragraph("　" * 14)
        paragraph.add_run().add_picture(io.BytesIO(png(seal(block.seal, fonts))), width=Cm(4))


def _add_hidden(document: Any, text: str, how: str) -> None:
    from docx.shared import Pt, RGBColor

    if how == "metadata":
        document.core_properties.comments = text[:250]
        return
    if how == "comment":
        paragraph = document.add_paragraph("。")
        document.add_comment(paragraph.runs, text=text, author="示例", initials="SL")
        return
    run = document.add_paragraph().add_run("\u200b".join(text) if how == "zero_width" else text)
    if how == "white":
        run.font.color.rgb = RGBColor(255, 255, 255)
    elif how == "tiny":
        run.font.size = Pt(1)
    elif how == "off_page":
        run.font.hidden = True


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook."""
    import openpyxl
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator = "示例"
    book.properties.created = book.properties.modified = LONG_AGO
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(list(row))
        for column in "ABCDEFGHIJ":
            page.column_dimensions[column].width = 18
        page.sheet_state = sheet.state
        for number, note in enumerate(sheet.notes, 1):
            page.cell(number, 1).comment = Comment(note, "示例")
    out = io.BytesIO()
    book.save(out)
    return same_dates(out.getvalue())
