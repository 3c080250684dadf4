"""Guides as DOCX by python-docx, and as PDF by LibreOffice from it.

Lives here: blocks to a document, and the conversion. May import: python-docx, blocks, layout, turning, errors,
evals.packs.render_office (fixed dates).
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from evals.guides.blocks import FORMULA, Block, Break, Grid, Hand, Line, Square, Turn, centred, printed
from evals.guides.layout import Face, Layout
from evals.guides.model import Places
from evals.guides.turning import LINK, harvest
from evals.packs.render_office import same_dates

SOFFICE = "/usr/bin/soffice"
LONG_AGO = datetime(2024, 1, 1)  # noqa: DTZ001  Office files keep naive times


def to_docx(blocks: Sequence[Block], layout: Layout, face: Face, *, keyed: bool = False) -> bytes:
    """The guide as DOCX. `keyed`: with links that carry the cells' keys (for printing only)."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = face.latin or face.family, Pt(layout.body)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), face.family)
    normal.paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    if layout.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Pt(842), Pt(595)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(layout.margin)
    if layout.footer:
        _footer(section.footer.paragraphs[0], layout.footer.replace("{n}", ""))
    if layout.header:
        section.header.paragraphs[0].text = layout.header
    wide = float(section.page_width.pt) - 2 * layout.margin
    hand = face
    for block in blocks:
        if isinstance(block, Turn):
            layout = replace(layout, landscape=block.landscape)
            wide = _turn(document, landscape=layout.landscape)
            continue
        if isinstance(block, Hand):
            if block.layout.landscape != layout.landscape:
                wide = _turn(document, landscape=block.layout.landscape)
            layout, hand = block.layout, block.face
            continue
        before = len(document.element.body)
        _add(document, block, layout, wide, keyed=keyed)
        if hand != face:
            _in_face(list(document.element.body)[before - 1 :], hand)
    document.core_properties.author, document.core_properties.title = "示例", "示例"
    document.core_properties.created = document.core_properties.modified = LONG_AGO
    out = io.BytesIO()
    document.save(out)
    return same_dates(out.getvalue())


def _footer(paragraph: Any, text: str) -> None:
    """The text, with a field that counts pages for {page}."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    before, found, after = text.partition("{page}")
    paragraph.add_run(before)
    if found:
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        paragraph.add_run(after)


def _turn(document: Any, *, landscape: bool) -> float:
    """A new section whose pages lie or stand; the room between its margins."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Pt

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    width, height = (842, 595) if landscape else (595, 842)
    section.page_width, section.page_height = Pt(width), Pt(height)
    return float(section.page_width.pt - section.left_margin.pt - section.right_margin.pt)


def _in_face(elements: Sequence[Any], face: Face) -> None:
    """The runs of these elements in the writer's own fonts."""
    from docx.oxml.ns import qn

    for run in (run for one in elements for run in one.iter(qn("w:r"))):
        fonts = run.get_or_add_rPr().get_or_add_rFonts()
        for name in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(name), face.latin or face.family)
        fonts.set(qn("w:eastAsia"), face.family)


def _add(document: Any, block: Block, layout: Layout, wide: float, *, keyed: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
    from docx.shared import Pt, RGBColor

    match block:
        case Break() | Hand():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Line(kind, text, key):
            names = layout.word_headings or ("Title", "Heading 1", "Heading 2")
            style = dict(zip(("title", "heading", "sub"), names, strict=True)).get(kind)
            plain = layout.word_style == "Normal Table"  # odd styles: headings are only bold lines
            paragraph = document.add_paragraph(style=None if plain else style)
            run = _write(paragraph, text, key if keyed else "")
            if style:
                run.font.color.rgb, run.font.bold = RGBColor(0, 0, 0), True
                run.font.size = Pt({"title": 16, "heading": 13, "sub": 11}[kind])
            if centred(kind, layout):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if kind == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        case Grid():
            _table(document, block, layout, wide, keyed=keyed)


def _write(paragraph: Any, text: str, key: str) -> Any:
    """A run with the text, inside a link where there is a key."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    if key:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(LINK + key, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(run._r)
        paragraph._p.append(link)
    return run


def _table(document: Any, grid: Grid, layout: Layout, wide: float, *, keyed: bool) -> None:
    from docx.shared import Pt

    table = document.add_table(rows=grid.rows, cols=grid.cols)
    table.style = layout.word_style
    table.autofit = False
    for column, share in zip(table.columns, grid.shares, strict=True):
        column.width = Pt(share * wide)
    grid_cells = [list(row.cells) for row in table.rows]
    for row in grid_cells:
        for cell, share in zip(row, grid.shares, strict=True):
            cell.width = Pt(share * wide)
    for square in grid.squares:
        cell = grid_cells[square.row][square.col]
        if square.rows > 1 or square.cols > 1:
            cell = cell.merge(grid_cells[square.row + square.rows - 1][square.col + square.cols - 1])
        _fill(cell, square, layout, key=square.key if keyed else "")
    _borders(table, layout, grid)
    for number, row in enumerate(table.rows):
        if number < grid.heads and layout.repeat_head:
            _flag(row, "w:tblHeader")
        if not layout.split_rows:
            _flag(row, "w:cantSplit")
    document.add_paragraph("")


def _flag(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: Any, square: Square, layout: Layout, *, key: str) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    if layout.labels_centred:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for extra in cell.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    lines, numbering = _counted_by_word(cell, square, layout)
    for at, line in enumerate(lines):
        if at and layout.soft_breaks:
            cell.paragraphs[0].add_run().add_break()
        paragraph = cell.paragraphs[0] if layout.soft_breaks else _paragraph_of(cell, at, numbering)
        _write_line(paragraph, unescape(printed(line, layout)), square, layout, key)
        paragraph.paragraph_format.space_after = Pt(0)
        if square.head or layout.centre or (layout.labels_centred and not square.key):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if square.mark and at == len(lines) - 1:
            mark = paragraph.add_run(square.mark)
            mark.font.size = Pt(layout.size)
            mark.font.superscript = layout.raised_marks or None
    if square.head and layout.colour:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), layout.colour.lstrip("#"))
        cell._tc.get_or_add_tcPr().append(shade)


def _paragraph_of(cell: Any, at: int, numbering: int | None) -> Any:
    """The cell's paragraph of that number, a member of Word's list where there is one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
    if numbering is not None:
        member = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", 0), ("w:numId", numbering)):
            part = OxmlElement(name)
            part.set(qn("w:val"), str(value))
            member.append(part)
        paragraph._p.get_or_add_pPr().append(member)
    return paragraph


def _write_line(paragraph: Any, text: str, square: Square, layout: Layout, key: str) -> None:
    from docx.shared import Pt

    at = 0
    spans = [found.span() for found in FORMULA.finditer(text)] if layout.formulas else []
    for begin, end in [*spans, (len(text), len(text))]:
        for piece, special in ((text[at:begin], False), (text[begin:end], True)):
            if piece or (not text and not special):
                run = _write(paragraph, piece, key)
                run.font.size, run.font.bold = Pt(layout.size), square.head or None
                if special:
                    run.font.superscript, run.font.subscript = piece == "3" or None, piece != "3" or None
        at = end


LISTS = {"{}.": ("%1.", "decimal"), "{}．": ("%1．", "decimal"), "（{}）": ("（%1）", "decimal"), "{}) ": ("%1)", "decimal"), "{}、": ("%1、", "decimal")}  # fmt: skip


def _counted_by_word(cell: Any, square: Square, layout: Layout) -> tuple[tuple[str, ...], int | None]:
    """The lines without their numbers and the list that puts them there, or the lines as they are."""
    if not layout.auto_numbers or square.head or len(square.lines) < 2:
        return square.lines, None
    for form, (text, how) in LISTS.items():
        numbers = [form.format(at) for at in range(1, len(square.lines) + 1)]
        if all(line.startswith(number) for line, number in zip(square.lines, numbers, strict=True)):
            bare = tuple(line.removeprefix(number) for line, number in zip(square.lines, numbers, strict=True))
            return bare, _list(cell.part.numbering_part.element, text, how)
    return square.lines, None


def _list(numbering: Any, text: str, how: str) -> int:
    """A new list of that look; it counts from one."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    number = 900 + len(numbering.findall(qn("w:abstractNum")))
    first = numbering.find(qn("w:num"))
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    if first is None:
        numbering.append(abstract)
    else:
        first.addprevious(abstract)  # the schema wants every look before the first list
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def _borders(table: Any, layout: Layout, grid: Grid) -> None:
    """Rules of its own where the layout wants other than the style's."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    wanted = {
        "full": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "horizontal": ("top", "bottom", "insideH"),
        "ledger": ("top", "left", "bottom", "right", "insideH"),
        "booktabs": ("top", "bottom"),
        "none": (),
        "double": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "open": ("top", "bottom", "insideH", "insideV"),
        "frame": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "hairline": ("top", "left", "bottom", "right", "insideH", "insideV"),
        "weighted": ("top", "bottom", "insideH", "insideV"),
    }[layout.rules]
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        drawn = "double" if layout.rules == "double" else "single"
        line.set(qn("w:val"), drawn if side in wanted else "nil")
        line.set(
            qn("w:sz"),
            {
                "frame": "4" if "inside" in side else "12",
                "ledger": "4" if "inside" in side else "12",
                "weighted": "4" if "inside" in side else "12",
                "hairline": "2",
            }.get(layout.rules, "6"),
        )
        if layout.rules == "hairline":
            line.set(qn("w:color"), "A6A6A6")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def print_all(documents: Sequence[tuple[str, bytes]]) -> dict[str, tuple[bytes, Places]]:
    """Many DOCX (name, bytes) printed to PDF by one start of LibreOffice."""
    if not documents:
        return {}
    if not Path(SOFFICE).exists():
        raise InputError("没有 LibreOffice", where=SOFFICE, remedy="请运行：sh tools/debian.sh libreoffice-writer")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in documents:
            (Path(folder) / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [SOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf",
             "--outdir", f"{folder}/out", *(f"{folder}/{name}.docx" for name, _ in documents)],
            check=True, capture_output=True, timeout=900,
        )  # fmt: skip
        return {name: harvest((Path(folder) / "out" / f"{name}.pdf").read_bytes()) for name, _ in documents}
