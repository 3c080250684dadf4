"""The text layer of a PDF page, a run a line, by pdfium: fast, and with what hides text (Level.LINES).

Lives here: `read_page`, `Canvas`. May import: this room. Positions come from the file; nothing is recognised here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.reading.hidden import hidden_from, ink_visible, split_zero_width
from assistant.reading.lines import Glyph, Look, lines_of
from assistant.reading.page import Box, Hidden, Level, Page, Remark, Run
from assistant.reading.trust import Layer, judge_layer

MOST_PATHS = 3000
BACKDROP = 0.8  # a picture over this share of the page is the page


@dataclass(slots=True)
class Canvas:
    """What is drawn on a page besides text, in the order in which it is drawn."""

    pictures: list[tuple[int, Box]] = field(default_factory=list)
    fills: list[tuple[int, Box]] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)  # a text object's address -> its place in the order
    paths: int = 0
    count: int = 0


class Shown:
    """From pdfium's user space to points from the top left of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_bbox() if hasattr(page, "get_bbox") else page.get_cropbox()
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.turn = page.get_rotation() % 360
        self.width, self.height = page.get_size()

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle as shown."""
        match self.turn:
            case 90:
                return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)


def read_page(page: pdfium.PdfPage, number: int, *, most_characters: int) -> Page:
    """The page with its visible and hidden runs, its pictures, and whether the text layer can be relied on."""
    shown = Shown(page)
    canvas = canvas_of(page, shown)
    glyphs, looks, folded, cut = glyphs_of(page, shown, canvas, most_characters)
    pictures = tuple(_inside(box, shown) for _, box in canvas.pictures)
    covered = share_covered(pictures, shown.width, shown.height)
    runs = list(_runs(lines_of(glyphs, looks), looks, canvas, shown, page))
    layer = Layer(
        runs=runs,
        covered=covered,
        paths=canvas.paths,
        marks=bool(canvas.count),
        odd=sum(1 for g in glyphs if looks[g.look].unmapped),
    )
    verdict = judge_layer(layer, lambda: _has_ink(page))
    remarks = [Remark(code, say, number) for code, say in verdict.remarks]
    if folded:
        remarks.append(Remark("glyphs_folded", "文字重复印刷，已按一遍读取", number))
    if cut:
        remarks.append(Remark("over_limit", f"本页文字超过{most_characters}字，只读取了前一部分", number))
    return Page(
        number=number,
        width=shown.width,
        height=shown.height,
        runs=tuple(runs),
        needs_ocr=verdict.needs_ocr,
        level=Level.LINES,
        pictures=pictures,
        covered=covered,
        remarks=tuple(remarks),
    )


def canvas_of(page: pdfium.PdfPage, shown: Shown) -> Canvas:
    """All objects of the page, forms opened, in drawing order; paths beyond a few thousand are only counted."""
    canvas = Canvas()
    numbers = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(n) for n in numbers]
    for handle in _objects(page.raw):
        kind = raw.FPDFPageObj_GetType(handle)
        canvas.count += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            canvas.texts[ctypes.addressof(handle.contents)] = canvas.count
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            canvas.paths += 1
            if canvas.paths > MOST_PATHS:
                continue
        if not raw.FPDFPageObj_GetBounds(handle, *refs):
            continue
        left, bottom, right, top = (n.value for n in numbers)
        box = shown.box(left, bottom, right, top)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            canvas.pictures.append((canvas.count, box))
        elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING):
            canvas.fills.append((canvas.count, box))
    return canvas


def _objects(page: Any) -> Iterator[Any]:
    for at in range(raw.FPDFPage_CountObjects(page)):
        handle = raw.FPDFPage_GetObject(page, at)
        if handle:
            yield from _opened(handle, 0)


def _opened(handle: Any, depth: int) -> Iterator[Any]:
    if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM or depth > 8:
        yield handle
        return
    for at in range(raw.FPDFFormObj_CountObjects(handle)):
        inner = raw.FPDFFormObj_GetObject(handle, at)
        if inner:
            yield from _opened(inner, depth + 1)


def glyphs_of(
    page: pdfium.PdfPage, shown: Shown, canvas: Canvas, most: int
) -> tuple[list[Glyph], list[Look], bool, bool]:
    """The characters in content order, their looks, whether some were printed twice, whether there were too many."""
    text = page.get_textpage()
    handle = text.raw
    count = raw.FPDFText_CountChars(handle)
    looks: list[Look] = []
    known: dict[int, int] = {}
    glyphs: list[Glyph] = []
    seen: set[tuple[int, int, int]] = set()
    folded, spaced = 0, False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    refs = [ctypes.byref(n) for n in (left, right, bottom, top)]
    code_of, box_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox, raw.FPDFText_GetTextObject
    for at in range(min(count, most)):
        code = code_of(handle, at)
        if code in (10, 13, 0):
            spaced = False
            continue
        box_of(handle, at, *refs)
        x0, y0, x1, y1 = shown.box(left.value, bottom.value, right.value, top.value)
        if code == 32 or code == 0xA0 or code == 0x3000:
            spaced = True  # a space has no reliable box: what follows remembers it
            continue
        where = object_of(handle, at)
        address = ctypes.addressof(where.contents) if where else 0
        look = known.get(address)
        if look is None:
            look = known[address] = len(looks)
            looks.append(_look(handle, at, where, canvas.texts.get(address, 0), shown.turn))
        spot, other = (code, round(x0), round(y0)), (-code, round(x0 + 0.5), round(y0 + 0.5))
        if spot in seen or other in seen:
            folded += 1
            continue
        seen.add(spot)
        seen.add(other)
        glyphs.append(Glyph(_character(code), x0, y0, x1, y1, look, spaced))
        spaced = False
    text.close()
    return glyphs, looks, folded >= 3, count > most


def _character(code: int) -> str:
    if code == 2:
        return "-"  # pdfium's sign for a hyphen at the end of a line
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _look(text: Any, at: int, where: Any, order: int, turn: int) -> Look:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    scale = max((matrix.c**2 + matrix.d**2) ** 0.5, 1e-6)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
    import math

    angle = (math.degrees(raw.FPDFText_GetCharAngle(text, at)) + turn) % 360
    return Look(
        size=raw.FPDFText_GetFontSize(text, at) * scale,
        mode=raw.FPDFTextObj_GetTextRenderMode(where) if where else 0,
        colour=(red.value, green.value, blue.value, alpha.value),
        order=order,
        angle=round(angle / 90) * 90 % 360,
        unmapped=raw.FPDFText_HasUnicodeMapError(text, at) == 1,
    )


def _runs(
    lines: list[tuple[str, Box, Look]], looks: list[Look], canvas: Canvas, shown: Shown, page: pdfium.PdfPage
) -> Iterator[Run]:
    backdrop = max(
        (order for order, box in canvas.pictures if _share(box, shown) >= BACKDROP),
        default=0,
    )
    picture: list[Any] = []

    def seen(box: Box) -> bool:
        if not picture:
            picture.append(page.render(scale=1.0, draw_annots=False).to_numpy())
        return ink_visible(picture[0], box)

    for text, box, look in lines:
        why = hidden_from(look, box, shown.width, shown.height)
        if why is None and 0 < look.order < backdrop:
            why = Hidden.INVISIBLE
        if why is None and look.doubtful(canvas, box) and not seen(box):
            why = Hidden.WHITE
        yield from split_zero_width(Run(text, box, look.size, hidden=why, upright=look.angle == 0))


def _share(box: Box, shown: Shown) -> float:
    inside = _inside(box, shown)
    return (inside.x1 - inside.x0) * (inside.bottom - inside.top) / max(shown.width * shown.height, 1.0)


def _inside(box: Box, shown: Shown) -> Box:
    return Box(
        min(max(box.x0, 0.0), shown.width),
        min(max(box.top, 0.0), shown.height),
        min(max(box.x1, 0.0), shown.width),
        min(max(box.bottom, 0.0), shown.height),
    )


def share_covered(boxes: tuple[Box, ...], width: float, height: float) -> float:
    """The share of the page under these boxes, overlaps counted once, on a grid of 50 by 50."""
    if not boxes or width <= 0 or height <= 0:
        return 0.0
    cells = set()
    for box in boxes:
        for column in range(int(box.x0 / width * 50), min(50, round(box.x1 / width * 50))):
            for row in range(int(box.top / height * 50), min(50, round(box.bottom / height * 50))):
                cells.add((column, row))
    return len(cells) / 2500


def _has_ink(page: pdfium.PdfPage) -> bool:
    grey = page.render(scale=0.5, grayscale=True).to_numpy()
    return bool((grey < 200).mean() > 0.0003)
