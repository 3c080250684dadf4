"""The characters of a PDF page and how they are drawn, by pdfium.

Lives here: `Glyphs`, `glyphs_of`. May import: this room. Boxes are loose (a font's height, so that 一 is as tall as 国)
unless the font's own metrics are nonsense; what is printed on top of itself is folded.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.reading.lines import Glyph, Look
from assistant.reading.pdf_canvas import Canvas, Shown

BREAKS = frozenset({0, 10, 13})
SPACES = frozenset({9, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x3000})
LIGATURES = frozenset({ord("f"), ord("t")})  # ff and tt in one glyph: pdfium gives both letters its box
HYPHEN = 2  # pdfium's sign for a hyphen at the end of a line
FEWEST_FOLDED = 3
SANE = (0.6, 2.2)  # a loose box is as tall as so many sizes


@dataclass(slots=True)
class Glyphs:
    """The characters in content order. `folded`: how many stood on their like; `unmapped`: had no meaning."""

    glyphs: list[Glyph] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    folded: int = 0
    unmapped: int = 0
    cut: bool = False


def glyphs_of(page: pdfium.PdfPage, shown: Shown, canvas: Canvas, most: int) -> Glyphs:
    """The first `most` characters of the page."""
    text = page.get_textpage()
    try:
        return _Walk(text.raw, shown, canvas).all(most)
    finally:
        text.close()


class _Walk:
    """One pass over the characters. Looks are asked for once per text object: asking costs more than the text."""

    def __init__(self, handle: Any, shown: Shown, canvas: Canvas) -> None:
        self._handle, self._shown, self._canvas = handle, shown, canvas
        self._known: dict[int, int] = {}
        self._loose: list[bool] = []
        self._fonts: dict[int, str | None] = {}
        self._spots: dict[tuple[int, int, int, bool], int] = {}
        self.found = Glyphs()

    def all(self, most: int) -> Glyphs:
        handle, found = self._handle, self.found
        count = raw.FPDFText_CountChars(handle)
        found.cut = count > most
        ligatures: list[int] = []
        rect, spaced = raw.FS_RECTF(), False
        here = ctypes.byref(rect)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        tight = [ctypes.byref(n) for n in (left, right, bottom, top)]
        code_of, object_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject
        loose_of, tight_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharBox
        place = self._shown.box
        for at in range(min(count, most)):
            code = code_of(handle, at)
            if code in BREAKS or code in SPACES:
                spaced = code in SPACES
                continue
            where = object_of(handle, at)
            look = self._look(at, where)
            if self._loose[look]:
                loose_of(handle, at, here)
                box = place(rect.left, rect.bottom, rect.right, rect.top)
            else:
                tight_of(handle, at, *tight)
                box = place(left.value, bottom.value, right.value, top.value)
            before = self._before(code, box.x0, box.top)
            if before is not None:
                if code not in LIGATURES or not found.glyphs or found.glyphs[-1][:5] != (chr(code), *box):
                    found.folded += 1
                    found.glyphs[before] = found.glyphs[before]._replace(look=look)  # what is drawn last is seen
                    continue
                ligatures.append(len(found.glyphs))
            found.glyphs.append(Glyph(_character(code), *box, look, spaced))
            spaced = False
        if found.folded >= FEWEST_FOLDED:  # everything is printed twice here, those letters too
            for at in reversed(ligatures):
                del found.glyphs[at]
        return found

    def _before(self, code: int, x: float, y: float) -> int | None:
        """Which glyph is the same character at the same place, within a point; remembers this one where none is."""
        one, two = (code, round(x), round(y), True), (code, round(x + 0.5), round(y + 0.5), False)
        before = self._spots.get(one, self._spots.get(two))
        if before is None:
            self._spots[one] = self._spots[two] = len(self.found.glyphs)
        return before

    def _look(self, at: int, where: Any) -> int:
        address = ctypes.addressof(where.contents) if where else 0
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = len(self.found.looks)
            self.found.looks.append(self._new_look(at, where, self._canvas.texts.get(address, 0)))
        if raw.FPDFText_HasUnicodeMapError(self._handle, at) == 1:
            self.found.unmapped += 1
        return known

    def _new_look(self, at: int, where: Any, order: int) -> Look:
        handle = self._handle
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(handle, at, matrix)
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        raw.FPDFText_GetFillColor(handle, at, red, green, blue, alpha)
        angle = -math.degrees(math.atan2(matrix.b, matrix.a)) + self._shown.turn
        angle = round(angle / 90) * 90 % 360
        size = raw.FPDFText_GetFontSize(handle, at) * max(math.hypot(matrix.c, matrix.d), 1e-6)
        rect = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(handle, at, rect)
        tall = abs(rect.right - rect.left if (angle - self._shown.turn) % 180 else rect.top - rect.bottom)
        self._loose.append(SANE[0] * size <= tall <= SANE[1] * size)
        return Look(
            size=size,
            mode=raw.FPDFTextObj_GetTextRenderMode(where) if where else 0,
            colour=(red.value, green.value, blue.value, alpha.value),
            order=order,
            angle=angle,
            font=self._font(at, where),
        )

    def _font(self, at: int, where: Any) -> str | None:
        if not where:
            return None
        font = raw.FPDFTextObj_GetFont(where)
        address = ctypes.addressof(font.contents) if font else 0
        if address not in self._fonts:
            held, flags = ctypes.create_string_buffer(256), ctypes.c_int()
            raw.FPDFText_GetFontInfo(self._handle, at, held, 256, flags)
            name = held.value.decode("utf-8", "replace").split("+")[-1]
            self._fonts[address] = name or None
        return self._fonts[address]


def _character(code: int) -> str:
    if code == HYPHEN:
        return "-"
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
