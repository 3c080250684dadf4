"""Dev's renderer of born-digital PDFs: reportlab, TrueType fonts that the test split does not use.

Lives here: blocks to flowables. May import: reportlab, pictures, paper.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image as Pil
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from evals.packs.paper import Block, Gap, Grid, Hidden, Pairs, Paper, Picture, Sign, Text, Title
from evals.packs.pictures import Fonts, hand, picture, png, seal

ALIGN = {"left": 0, "center": 1, "right": 2}


def register(fonts: Fonts) -> None:
    """Makes the fonts known to reportlab, once."""
    for name, face in (("body", fonts.body), ("head", fonts.head)):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, face[0], subfontIndex=face[1]))


class Over(Flowable):  # type: ignore[misc]
    """A picture that lies over what stands above it and takes no room, as ink and seals do."""

    def __init__(self, image: Pil.Image, width: float, *, right: float, up: float) -> None:
        super().__init__()
        self.image, self.width_, self.right, self.up = image, width, right, up

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.room = width
        return 0, 0

    def draw(self) -> None:
        tall = self.width_ * self.image.height / self.image.width
        reader = ImageReader(io.BytesIO(png(self.image)))
        self.canv.drawImage(reader, self.room - self.right, self.up, self.width_, tall, mask="auto")


class Unseen(Flowable):  # type: ignore[misc]
    """Text that is there and that nobody sees."""

    def __init__(self, text: str, how: str) -> None:
        super().__init__()
        self.text, self.how = text, how

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFont("body", 1 if self.how == "tiny" else 9)
        if self.how == "white":
            canvas.setFillColorRGB(1, 1, 1)
        x = -3000 if self.how == "off_page" else 0
        canvas.drawString(x, 2, "\u200b".join(self.text) if self.how == "zero_width" else self.text)
        canvas.restoreState()


def to_pdf(papers: Sequence[Paper], fonts: Fonts) -> bytes:
    """The papers one after the other as one PDF."""
    register(fonts)
    out = io.BytesIO()
    story: list[Any] = []
    metadata: dict[str, str] = {}
    for page in [page for paper in papers for page in paper.pages]:
        if story:
            story.append(PageBreak())
        for block in page:
            if isinstance(block, Hidden) and block.how == "metadata":
                metadata["subject"] = block.text
            else:
                story += _flowables(block, fonts)
    document = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=56, rightMargin=56, topMargin=50, bottomMargin=46, invariant=1, **metadata
    )
    document.build(story)
    return out.getvalue()


def _style(size: float, *, align: str = "left", indent: bool = False, font: str = "body") -> ParagraphStyle:
    return ParagraphStyle(
        "p",
        fontName=font,
        fontSize=size,
        leading=size * 1.6,
        alignment=ALIGN[align],
        firstLineIndent=2 * size if indent else 0,
        wordWrap="CJK",
        spaceAfter=3,
    )


def _flowables(block: Block, fonts: Fonts) -> list[Any]:
    match block:
        case Title(text, size):
            return [Paragraph(escape(text), _style(size, align="center", font="head")), Spacer(0, 8)]
        case Text(lines, indent, align, size):
            return [Paragraph(escape(line), _style(size, align=align, indent=indent)) for line in lines]
        case Pairs(rows, style):
            return _pairs(rows, style)
        case Grid(head, rows, size):
            return [_table([head, *rows], size, head=True), Spacer(0, 6)]
        case Sign():
            return _sign(block, fonts)
        case Picture(kind, labels, height):
            drawn = picture(kind, labels, fonts)
            return [Image(io.BytesIO(png(drawn)), height * drawn.width / drawn.height, height), Spacer(0, 6)]
        case Hidden(text, how):
            return [Unseen(text, how)]
        case Gap(height):
            return [Spacer(0, height)]


def _cells(row: Sequence[str], size: float) -> list[Paragraph]:
    return [Paragraph(escape(cell), _style(size)) for cell in row]


def _table(rows: Sequence[Sequence[str]], size: float, *, head: bool, widths: Sequence[float] | None = None) -> Table:
    table = Table([_cells(row, size) for row in rows], colWidths=widths, repeatRows=0)
    look: list[Any] = [("GRID", (0, 0), (-1, -1), 0.6, "#000000"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    look += [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    if head:
        look.append(("BACKGROUND", (0, 0), (-1, 0), "#e8e8e8"))
    table.setStyle(TableStyle(look))
    return table


def _pairs(rows: Sequence[tuple[str, str]], style: str) -> list[Any]:
    if style == "colon":
        return [Paragraph(escape(f"{label}：{value}"), _style(11)) for label, value in rows]
    if style == "two":
        flat = [cell for row in rows for cell in row] + ([] if len(rows) % 2 == 0 else ["", ""])
        grid = [flat[at : at + 4] for at in range(0, len(flat), 4)]
        return [_table(grid, 9.5, head=False, widths=[80, 161, 80, 161]), Spacer(0, 6)]
    return [_table(rows, 10, head=False, widths=[130, 352]), Spacer(0, 6)]


def _sign(block: Sign, fonts: Fonts) -> list[Any]:
    parts: list[Any] = [Spacer(0, 14)]
    for label, name in block.lines:
        typed = f"{label}{name}" if name and not block.drawn else label
        parts.append(Paragraph(escape(typed), ParagraphStyle("s", parent=_style(11), leftIndent=200, spaceAfter=9)))
        if name and block.drawn:
            parts.append(Over(hand(name, fonts), 90, right=272 - 11 * len(label), up=2))
    if block.seal:
        parts.append(Over(seal(block.seal, fonts), 112, right=200, up=-8))
    return parts
