"""The paper as a PDF that looks the same everywhere: its Chinese font is inside, cut down to the characters used.

Lives here: `as_pdf`. May import: errors, library, screening.paper, report, fonts, true_type. Text can be searched and copied.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, assert_never

from assistant.errors import InputError
from assistant.library.corpus import Corpus
from assistant.screening.fonts import Font, find_font
from assistant.screening.paper import (
    TITLE,
    Bullets,
    Gallery,
    Heading,
    NewPage,
    Paper,
    Picture,
    Pictures,
    Table,
    Text,
    paper_of,
)
from assistant.screening.report import Report
from assistant.screening.true_type import cut_down

_FAMILY = "zh"
_BODY, _SMALL, _CELL = 10.5, 9.0, 9.0
_HEADINGS = {1: 18.0, 2: 13.5, 3: 11.0}
_LEADING = 1.6
_POINT = 25.4 / 72
_A_ROW, _GAP_MM, _TALLEST_MM = 3, 4.0, 120.0
_PADDING_MM = 1.0
_MOST_LINES = 46
_NEXT_MM = 28.0  # a heading is not left alone at the foot of a page
# What stays on one line: a word or a character with the opening marks before it and the closing marks after it.
_PIECES = re.compile(r"[（《“‘【〔(\[]*(?:[A-Za-z0-9_.+%/-]+|.)[，。、；：！？）》”’】〕％%),.;:!?\]…]*", re.S)
_INK, _SOFT, _GROUND = (29, 39, 51), (76, 89, 104), (238, 241, 244)
_BOLD_STROKE_MM = 0.12
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def as_pdf(report: Report, corpus: Corpus, pictures: Pictures | None = None, *, font: Font | None = None) -> bytes:
    """The same report, the same bytes. Raises MissingPart where there is no font."""
    return set_pdf(paper_of(report, corpus, pictures), font=font or find_font())


def set_pdf(paper: Paper, *, font: Font) -> bytes:
    """Any paper as a PDF. Raises InputError where the machine has no temporary folder."""
    face = cut_down(font, _characters(paper))
    try:
        with TemporaryDirectory(prefix="jixiao-font-") as folder:  # the library takes a font by its path only
            path = Path(folder) / "zh.ttf"
            path.write_bytes(face)
            return _set(_blank(path), paper)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InputError(f"临时文件夹不能用（{why}）", remedy="请腾出空间，或设 TMPDIR 为可写的文件夹") from None


def _set(pdf: Any, paper: Paper) -> bytes:
    for block in paper:
        match block:
            case Heading():
                _heading(pdf, block)
            case Text():
                _text(pdf, block)
            case Bullets():
                for item in block.items:
                    _line(pdf, f"• {item}", _BODY)
                pdf.ln(1.5)
            case Table():
                _table(pdf, block)
            case Gallery():
                _gallery(pdf, block)
            case NewPage():
                pdf.add_page()
            case _:
                assert_never(block)
    return bytes(pdf.output())


def _characters(paper: Paper) -> set[str]:
    """Every character that the paper shows, those of the foot among them."""
    used = set("第页共0123456789，、•？… （余下见 Word 或 Excel 报告）\ufffd")
    for block in paper:
        match block:
            case Heading() | Text():
                used.update(block.text)
            case Bullets():
                used.update(*block.items)
            case Table():
                used.update(*block.heads, *(cell for row in block.rows for cell in row))
            case Gallery():
                used.update(*(picture.caption for picture in block.pictures))
            case NewPage():
                continue
            case _:
                assert_never(block)
    return used - {"\n"}


def _blank(face: Path) -> Any:
    from fpdf import FPDF  # brings fontTools; only who writes a PDF pays

    class Paged(FPDF):
        """Page numbers at the foot."""

        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(_FAMILY, size=_SMALL)
            self.set_text_color(*_SOFT)
            self.cell(0, 6, f"第 {self.page_no()} 页，共 {{nb}} 页", align="C")

    pdf = Paged(format="A4")
    pdf.add_font(_FAMILY, "", face)
    pdf.set_creation_date(_EPOCH)
    pdf.set_title(TITLE)
    pdf.set_lang("zh-CN")
    pdf.set_margins(18, 16)
    pdf.set_auto_page_break(True, margin=18)
    pdf.add_page()
    return pdf


def _heading(pdf: Any, block: Heading) -> None:
    size = _HEADINGS.get(block.level, _BODY)
    height = size * _POINT * _LEADING
    if block.level > 1:
        pdf.ln(2)
    if pdf.will_page_break(height + _NEXT_MM):
        pdf.add_page()
    _line(pdf, block.text, size, bold=True, align="C" if block.level == 1 else "L")
    pdf.ln(1.5 if block.level < 3 else 0.5)


def _text(pdf: Any, block: Text) -> None:
    size = _SMALL if block.small else 14.0 if block.strong else _BODY
    _line(pdf, block.text, size, bold=block.strong, colour=_SOFT if block.small else _INK)
    pdf.ln(0.8)


def _line(
    pdf: Any, text: str, size: float, *, bold: bool = False, align: str = "L", colour: tuple[int, int, int] = _INK
) -> None:
    pdf.set_font(_FAMILY, size=size)
    pdf.set_text_color(*colour)
    _weight(pdf, bold)
    lines = wrapped(text, pdf.epw - 2 * pdf.c_margin, pdf.get_string_width)
    pdf.multi_cell(0, size * _POINT * _LEADING, lines, align=align, new_x="LMARGIN", new_y="NEXT", wrapmode="CHAR")
    _weight(pdf, False)


def _weight(pdf: Any, bold: bool) -> None:
    """The font has one weight: bold is drawn with an outline."""
    from fpdf.enums import TextMode

    pdf.text_mode = TextMode.FILL_STROKE if bold else TextMode.FILL
    pdf.set_draw_color(*_INK)
    pdf.set_line_width(_BOLD_STROKE_MM)


def _table(pdf: Any, block: Table) -> None:
    from fpdf.fonts import FontFace

    pdf.set_font(_FAMILY, size=_CELL)
    pdf.set_text_color(*_INK)
    head = FontFace(fill_color=_GROUND, emphasis=None)
    widths = [pdf.epw * share / sum(block.shares) for share in block.shares]
    with pdf.table(
        col_widths=widths,
        first_row_as_headings=bool(block.heads),
        headings_style=head,
        line_height=_CELL * _POINT * 1.5,
        padding=_PADDING_MM,
        text_align="LEFT",
        v_align="TOP",
        wrapmode="CHAR",
    ) as table:
        for texts in ((block.heads,) if block.heads else ()) + block.rows:
            row = table.row()
            for text, width in zip(texts, widths, strict=True):
                row.cell(_short(wrapped(text, width - 2 * _PADDING_MM - 2 * pdf.c_margin, pdf.get_string_width)))
    pdf.ln(2)


def _short(lines: str) -> str:
    """A cell that a page can hold: a row is never set over two."""
    all_lines = lines.split("\n")
    if len(all_lines) <= _MOST_LINES:
        return lines
    return "\n".join([*all_lines[: _MOST_LINES - 1], "……（余下见 Word 或 Excel 报告）"])


def _gallery(pdf: Any, block: Gallery) -> None:
    width = (pdf.epw - _GAP_MM * (_A_ROW - 1)) / _A_ROW
    for at in range(0, len(block.pictures), _A_ROW):
        row = block.pictures[at : at + _A_ROW]
        pdf.set_font(_FAMILY, size=_SMALL)
        captions = [wrapped(p.caption, width - 2 * pdf.c_margin, pdf.get_string_width) for p in row]
        text = _SMALL * _POINT * _LEADING
        above = text * max(caption.count("\n") + 1 for caption in captions)
        if pdf.will_page_break(above + max(_height(p, width) for p in row)):
            pdf.add_page()
        top = pdf.get_y()
        pdf.set_text_color(*_INK)
        for number, (picture, caption) in enumerate(zip(row, captions, strict=True)):
            left = pdf.l_margin + number * (width + _GAP_MM)
            pdf.set_xy(left, top)
            pdf.multi_cell(width, text, caption, align="L", wrapmode="CHAR")
            tall = _height(picture, width)
            pdf.image(
                io.BytesIO(picture.png),
                x=left,
                y=top + above,
                w=width,
                h=tall,
                keep_aspect_ratio=True,
                alt_text=picture.caption,
            )
            pdf.rect(left, top + above, width, tall)
        pdf.set_xy(pdf.l_margin, top + above + max(_height(p, width) for p in row) + _GAP_MM)


def _height(picture: Picture, width: float) -> float:
    from PIL import Image

    with Image.open(io.BytesIO(picture.png)) as shot:
        return min(width * shot.height / shot.width, _TALLEST_MM)


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> str:
    """`text` with a line break wherever a line is full: none begins with a closing mark or ends with an opening one, and
    a number or Latin word stays whole where it fits.

    >>> wrapped("一二三（四）", 3.0, len)
    '一二三\\n（四）'
    """
    return "\n".join(line for part in printable(text).split("\n") for line in _lines(part, width, measure))


def _lines(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    known = {char: measure(char) for char in set(text)}
    line, used = "", 0.0
    for piece in _fitting(text, width, known):
        size = sum(known[char] for char in piece)
        if line and used + size > width:
            yield line
            line, used = "", 0.0
            if piece.isspace():
                continue
        line, used = line + piece, used + size
    yield line


def _fitting(text: str, width: float, known: dict[str, float]) -> Iterator[str]:
    """Pieces; one that is longer than a line falls into its characters."""
    for piece in _PIECES.findall(text):
        if sum(known[char] for char in piece) > width:
            yield from piece
        else:
            yield piece


def printable(text: str) -> str:
    """`text` without control characters and halves of pairs, which no font has."""
    return "".join(c if c == "\n" or (c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF) else "\ufffd" for c in text)
