"""Guides by reportlab, which tells where each cell was drawn.

Lives here: blocks to flowables, and a table that notes the box of each cell. May import: reportlab, blocks, layout, model.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from evals.guides.blocks import Block, Break, Grid, Hand, Line, Square, Turn, centred, printed, with_formulas
from evals.guides.layout import Face, Layout
from evals.guides.model import Places, Spot

GRIDS: dict[str, tuple[tuple[Any, ...], ...]] = {
    "full": (("GRID", 0.6, "#000000"),),
    "double": (("GRID", 0.4, "#000000", None, None, None, 2, 1.5),),
    "dotted": (("GRID", 0.6, "#333333", 1, (1, 2)),),
    "tint": (("BACKGROUND", "#e9eef6"), ("GRID", 1.5, "#ffffff")),
    "frame": (("INNERGRID", 0.4, "#444444"), ("BOX", 1.5, "#000000")),
    "hairline": (("GRID", 0.25, "#a6a6a6"),),
    "open": (("LINEBELOW", 0.6, "#000000"), ("LINEABOVE", 0.6, "#000000"), ("INNERGRID", 0.6, "#000000")),
}
SHEETS = {"high": A4, "wide": landscape(A4)}
SIZES = {"title": 16, "heading": 13, "sub": 11, "caption": 10, "note": 8.5}


def _font(face: Face) -> str:
    name = f"{face.family}-{face.index}".replace(" ", "")
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, face.file, subfontIndex=face.index))
    return name


class Keyed(Paragraph):  # type: ignore[misc]
    """A paragraph that knows its cell, also after it was split."""

    key = ""

    def split(self, width: float, height: float) -> list[Any]:
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.key, part.places = self.key, self.places
        return parts

    def draw(self) -> None:
        super().draw()
        if self.key.startswith("m"):
            _note(self.places, self.key, self.canv, (0, 0, self.width, self.height))

    places: Places


class NotingTable(Table):  # type: ignore[misc]
    """A table that notes the box of each cell it draws."""

    def _drawCell(self, value: Any, style: Any, at: tuple[float, float], size: tuple[float, float]) -> None:  # noqa: N802
        super()._drawCell(value, style, at, size)
        for part in value if isinstance(value, list | tuple) else ():
            if getattr(part, "key", ""):
                _note(part.places, part.key, self.canv, (*at, *size))


def _note(places: Places, key: str, canvas: Any, where: tuple[float, float, float, float]) -> None:
    x0, y0 = canvas.absolutePosition(where[0], where[1])
    high = canvas._pagesize[1]
    box = (x0, high - y0 - where[3], x0 + where[2], high - y0)
    places.add(key, Spot(canvas.getPageNumber(), box, whole_cell=True))


def to_pdf(blocks: Sequence[Block], layout: Layout, face: Face) -> tuple[bytes, Places]:
    """The printed guide and where its cells are."""
    places, font, out = Places(), _font(face), io.BytesIO()
    sheet = "wide" if layout.landscape else "high"
    document = BaseDocTemplate(
        out, pagesize=SHEETS[sheet], leftMargin=layout.margin, rightMargin=layout.margin,
        topMargin=layout.margin, bottomMargin=layout.margin, invariant=1, title="示例",
    )  # fmt: skip
    edge = _edge(layout, font)
    # The first template is the first page's.
    document.addPageTemplates([_template(one, layout, edge) for one in sorted(SHEETS, key=sheet.__ne__)])
    story: list[Any] = []
    for block in blocks:
        if isinstance(block, Turn):
            sheet = "wide" if block.landscape else "high"
            story += [NextPageTemplate(sheet), PageBreak()]
        else:
            story += _flowables(block, layout, font, SHEETS[sheet][0] - 2 * layout.margin - 12, places)
    document.build(story)
    return out.getvalue(), places


def _template(sheet: str, layout: Layout, edge: Any) -> PageTemplate:
    wide, high = (side - 2 * layout.margin for side in SHEETS[sheet])
    frame = Frame(layout.margin, layout.margin, wide, high)
    return PageTemplate(id=sheet, frames=frame, onPage=edge, pagesize=SHEETS[sheet])


def _edge(layout: Layout, font: str) -> Any:
    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        if layout.watermark:
            canvas.setFillGray(0.88)
            canvas.setFont(font, 46)
            canvas.translate(canvas._pagesize[0] / 2, canvas._pagesize[1] / 2)
            canvas.rotate(35)
            canvas.drawCentredString(0, 0, layout.watermark)
            canvas.restoreState()
            canvas.saveState()
        if layout.header:
            canvas.setFont(font, 8.5)
            canvas.drawCentredString(canvas._pagesize[0] / 2, canvas._pagesize[1] - 30, layout.header)
        if layout.footer:
            canvas.setFont(font, 8.5)
            canvas.drawCentredString(canvas._pagesize[0] / 2, 26, layout.footer.format(n=canvas.getPageNumber()))
        canvas.restoreState()

    return draw


def _style(size: float, font: str, *, centre: bool = False, indent: float = 0, leading: float = 1.42) -> ParagraphStyle:
    return ParagraphStyle(
        "p", fontName=font, fontSize=size, leading=size * leading, alignment=1 if centre else 0,
        firstLineIndent=indent, wordWrap="CJK", spaceAfter=2,
    )  # fmt: skip


def _flowables(block: Block, layout: Layout, font: str, wide: float, places: Places) -> list[Any]:
    match block:
        case Break() | Turn() | Hand():
            return [PageBreak()]
        case Line(kind, text, key):
            size = SIZES.get(kind, layout.body)
            style = _style(size, font, centre=centred(kind, layout), indent=2 * size if kind == "para" else 0)
            style.alignment = 2 if kind == "right" else style.alignment
            made = Keyed(escape(text), style)
            made.key, made.places = key, places
            return [Spacer(0, 8), made, Spacer(0, 4)] if kind in ("title", "heading", "caption") else [made]
        case Grid():
            return [_table(block, layout, font, wide, places), Spacer(0, 6)]


def _table(grid: Grid, layout: Layout, font: str, wide: float, places: Places) -> Table:
    data: list[list[Any]] = [[""] * grid.cols for _ in range(grid.rows)]
    for square in grid.squares:
        data[square.row][square.col] = _cell(square, layout, font, places)
    table = NotingTable(
        data,
        colWidths=[share * wide for share in grid.shares],
        repeatRows=grid.heads if layout.repeat_head else 0,
        splitInRow=1 if layout.split_rows else 0,
    )
    table.setStyle(TableStyle(_look(grid, layout)))
    return table


def _cell(square: Square, layout: Layout, font: str, places: Places) -> list[Any]:
    lines = [printed(line, layout) for line in square.lines]
    hang = layout.lists == "hang" and len(lines) > 1 and not square.head
    return [
        _paragraph(text, square.mark if last else "", square, layout, font, places, hang=hang)
        for text, last in (
            [(line, at == len(lines) - 1) for at, line in enumerate(lines)] if hang else [("<br/>".join(lines), True)]
        )
    ]


def _paragraph(text: str, mark: str, square: Square, layout: Layout, font: str, places: Places, *, hang: bool) -> Keyed:
    if layout.small_powers:
        text = text.replace("m3", "m<super size=5>3</super>")
    if layout.formulas:
        text = with_formulas(text, "<sub>{}</sub>", "<super>{}</super>")
    if mark:
        text += f"<super>{mark}</super>" if layout.raised_marks else mark
    centre = square.head or len(text) < 4 or layout.centre or (layout.labels_centred and not square.key)
    style = _style(layout.size, font, centre=centre, leading=layout.leading + 0.02)
    if hang:
        style.leftIndent, style.firstLineIndent = 1.5 * layout.size, -1.5 * layout.size
    made = Keyed(text, style)
    made.key, made.places = square.key if square.key.startswith("c") or square.key.startswith("m") else "", places
    return made


def _look(grid: Grid, layout: Layout) -> list[Any]:
    last = grid.rows - 1
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), layout.align.upper()),
        ("TOPPADDING", (0, 0), (-1, -1), layout.padding),
    ]
    look += [
        ("SPAN", (one.col, one.row), (one.col + one.cols - 1, one.row + one.rows - 1))
        for one in grid.squares
        if one.rows > 1 or one.cols > 1
    ]
    if layout.rules in GRIDS:
        look += [(name, (0, 0), (-1, -1), *how) for name, *how in GRIDS[layout.rules]]
    elif layout.rules in ("horizontal", "ledger"):
        look += [
            ("LINEBELOW", (one.col, one.row + one.rows - 1), (one.col + one.cols - 1, one.row + one.rows - 1), 0.5, "#222222")
            for one in grid.squares
        ]  # fmt: skip
        look.append(("LINEABOVE", (0, 0), (-1, 0), 0.5, "#222222"))
        look += [("BOX", (0, 0), (-1, -1), 1.4, "#000000")] if layout.rules == "ledger" else []
    elif layout.rules == "weighted":
        look.append(("INNERGRID", (0, 0), (-1, -1), 0.4, "#000000"))
        look += [("LINEABOVE", (0, 0), (-1, 0), 1.3, "#000000"), ("LINEBELOW", (0, last), (-1, last), 1.3, "#000000")]
        look.append(("LINEBELOW", (0, grid.heads - 1), (-1, grid.heads - 1), 0.9, "#000000"))
    elif layout.rules == "booktabs":
        look += [("LINEABOVE", (0, 0), (-1, 0), 1.2, "#000000"), ("LINEBELOW", (0, last), (-1, last), 1.2, "#000000")]
        look.append(("LINEBELOW", (0, grid.heads - 1), (-1, grid.heads - 1), 0.6, "#000000"))
    if layout.zebra:
        look.append(("ROWBACKGROUNDS", (0, grid.heads), (-1, -1), ["#ffffff", layout.zebra]))
    if layout.colour:
        look.append(("BACKGROUND", (0, 0), (-1, grid.heads - 1), layout.colour))
    return look
