"""The characters of a PDF page and how they are drawn, by pdfium.

Lives here: `Glyphs`, `glyphs_of`. May import: this room. Boxes are loose (a font's height, so that 一 is as tall as 国);
where the font's own metrics are nonsense, as high as its size over the line that letters stand on; what is printed on top
of itself is folded.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.reading.lines import Glyph, Look
from assistant.reading.page import Box
from assistant.reading.pdf_canvas import Canvas, Shown
from assistant.reading.pdf_clips import clips_of

BREAKS = frozenset({0, 10, 13})
SPACES = frozenset({9, 32, 0xA0, 0x2002, 0x2003, 0x2009, 0x3000})
LIGATURES = frozenset("ft")  # ff and tt in one glyph: pdfium gives both letters its box
HYPHEN = 2  # pdfium's sign for a hyphen at the end of a line
NEAR = 0.15
FEWEST_FOLDED = 3
SANE = (0.6, 2.2)  # a loose box is as tall as so many sizes
ASCENT, DESCENT = 0.88, 0.12  # of a size, over and under the line that letters stand on
WIDEST = 1.2  # of a size that a letter takes along its line
LEGIBLE = 0.3  # of the height of letters that a path must let through before anyone can read them
DEEPEST = 0.6  # of a size that it may reach below the line the letters stand on: else it takes in the line below


@dataclass(slots=True)
class Glyphs:
    """The text in content order, piece by piece. `folded`: how many stood on their like; `unmapped`: had no meaning."""

    glyphs: list[Glyph] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    folded: int = 0
    unmapped: int = 0
    cut: bool = False


def glyphs_of(page: pdfium.PdfPage, shown: Shown, canvas: Canvas, most: int) -> Glyphs:
    """The first `most` characters of the page: in pieces as they were set, or one by one where pieces lie on pieces."""
    text = page.get_textpage()
    try:
        walk = _Walk(text.raw, shown, canvas, single=False)
        found = walk.all(most)
        return _Walk(text.raw, shown, canvas, single=True).all(most) if walk.tangled else found
    finally:
        text.close()


class _Walk:
    """One pass over the characters. Looks are asked for once per text object: asking costs more than the text.

    `single`: each character is a piece, for pages on which glyphs are printed over each other; four times the cost.
    """

    def __init__(self, handle: Any, shown: Shown, canvas: Canvas, *, single: bool) -> None:
        self._handle, self._shown, self._canvas, self._single = handle, shown, canvas, single
        self._known: dict[int, int] = {}
        self._loose: list[bool] = []
        self._upright: list[bool] = []
        self._fonts: dict[int, str | None] = {}
        self._spots: dict[tuple[str, int, int, bool], int] = {}
        self._starts: dict[tuple[int, int], str] = {}
        self._ligatures: list[int] = []
        self._rect = raw.FS_RECTF()
        self._tight = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(n) for n in self._tight]
        self.found = Glyphs()
        self.tangled = False

    def all(self, most: int) -> Glyphs:
        handle, found = self._handle, self.found
        count = raw.FPDFText_CountChars(handle)
        found.cut = count > most
        code_of, object_of, address_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, ctypes.addressof
        letters: list[str] = []
        begin, here, spaced, next_spaced, strange = 0, -1, False, False, False
        doubled = 0
        for at in range(min(count, most)):
            code = code_of(handle, at)
            if code == 0:
                found.unmapped += raw.FPDFText_HasUnicodeMapError(handle, at) == 1  # a glyph that stands for nothing
            if code in BREAKS or code in SPACES:
                self._piece(letters, begin, at, here, spaced)
                letters, next_spaced = [], code in SPACES
                continue
            where = object_of(handle, at)
            address = address_of(where.contents) if where else 0
            if address != here or self._single or not letters:
                self._piece(letters, begin, at, here, spaced)
                letters, begin, here, spaced, next_spaced = [], at, address, next_spaced, False
                strange = raw.FPDFText_HasUnicodeMapError(handle, at) == 1
                if address not in self._known:
                    self._known[address] = len(found.looks)
                    found.looks.append(self._new_look(at, where, self._canvas.texts.get(address, 0)))
            elif letters[-1] == chr(code):
                doubled += 1
            found.unmapped += strange  # a piece is in one font: its first glyph tells whether the font has a map
            letters.append(_character(code))
        self._piece(letters, begin, min(count, most), here, spaced)
        if doubled * 4 > count:
            self.tangled = True  # AABBCC in one object: each glyph set twice
        if found.folded >= FEWEST_FOLDED:  # everything is printed twice here, those letters too
            for place in reversed(self._ligatures):
                del found.glyphs[place]
        return found

    def _piece(self, letters: list[str], begin: int, end: int, address: int, spaced: bool) -> None:
        if not letters:
            return
        found, look = self.found, self._known[address]
        box = self._box(begin, look)
        if end - begin > 1:
            x0, top, x1, bottom = self._box(end - 1, look)
            box = Box(min(box.x0, x0), min(box.top, top), max(box.x1, x1), max(box.bottom, bottom))
        text = "".join(letters)
        before = self._before(text, box.x0, box.top, found.looks[look].size)
        if before is not None:
            if not (self._single and text in LIGATURES and found.glyphs and found.glyphs[-1][:5] == (text, *box)):
                found.folded += len(text)
                found.glyphs[before] = found.glyphs[before]._replace(look=look)  # what is drawn last is seen
                return
            self._ligatures.append(len(found.glyphs))
        if not self._single and found.glyphs and _lies_on(found.glyphs[-1], box):
            self.tangled = True
        found.glyphs.append(Glyph(text, *box, look, spaced))

    def _box(self, at: int, look: int) -> Box:
        rect = self._rect
        raw.FPDFText_GetLooseCharBox(self._handle, at, rect)
        if self._loose[look]:
            return self._shown.box(rect.left, rect.bottom, rect.right, rect.top)
        raw.FPDFText_GetCharBox(self._handle, at, *self._refs)
        left, right, bottom, top = (n.value for n in self._tight)
        if self._upright[look]:
            raw.FPDFText_GetCharOrigin(self._handle, at, *self._refs[:2])
            size, line = self.found.looks[look].size, self._tight[1].value
            bottom, top = min(bottom, line - DESCENT * size), max(top, line + ASCENT * size)
            if rect.left <= left and right <= rect.right < rect.left + WIDEST * size:
                left, right = rect.left, rect.right
        return self._shown.box(left, bottom, right, top)

    def _before(self, text: str, x: float, y: float, size: float) -> int | None:
        """Which piece says the same at the same place, within a tenth of its size; remembers this one if none does."""
        cell = max(1.2, NEAR * size)
        x, y = x / cell, y / cell
        one, two = (text, round(x), round(y), True), (text, round(x + 0.5), round(y + 0.5), False)
        before = self._spots.get(one, self._spots.get(two))
        if before is None:
            self._spots[one] = self._spots[two] = len(self.found.glyphs)
            if self._starts.setdefault(one[1:3], text) != text:
                self.tangled = not self._single
        return before

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
        sane = SANE[0] * size <= tall <= SANE[1] * size
        upright = abs(matrix.b) < 1e-6 < matrix.d
        if sane and upright:
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(handle, at, x, y)
            sane = y.value - rect.bottom <= DEEPEST * size
        self._loose.append(sane)
        self._upright.append(upright)
        return Look(
            size=size,
            mode=raw.FPDFTextObj_GetTextRenderMode(where) if where else 0,
            colour=(red.value, green.value, blue.value, alpha.value),
            order=order,
            angle=angle,
            font=self._font(at, where),
            clipped=bool(where) and _clipped(where, sideways=abs(matrix.b) > abs(matrix.a)),
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


def _clipped(piece: Any, *, sideways: bool) -> bool:
    """Whether of a text object nothing, or too little of its height to read it, lies within the box around each path that
    clips it. `sideways`: its height is measured across the page."""
    clips = clips_of(piece)
    if not clips:
        return False
    left, bottom, right, top = bounds = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(piece, *bounds) or left.value >= right.value or bottom.value >= top.value:
        return False  # spaces, or a font that tells no boxes
    for x0, y0, x1, y1 in clips:
        wide, high = _let_through(left, right, x0, x1), _let_through(bottom, top, y0, y1)
        if (wide if sideways else high) < LEGIBLE or min(wide, high) <= 0:
            return True
    return False


def _let_through(begin: Any, end: Any, low: float, high: float) -> float:
    """How much of the way from one end of a text to the other lies within a clip's."""
    return float((min(end.value, high) - max(begin.value, low)) / (end.value - begin.value))


def _lies_on(last: Glyph, box: Box) -> bool:
    along = min(last.x1, box.x1) - max(last.x0, box.x0)
    down = min(last.bottom, box.bottom) - max(last.top, box.top)
    return (
        along > 0.5 * min(last.x1 - last.x0, box.x1 - box.x0) > 0
        and down > 0.5 * min(last.bottom - last.top, box.bottom - box.top) > 0
    )


def _character(code: int) -> str:
    if code == HYPHEN:
        return "-"
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
