"""A font cut down to the characters of one paper, with outlines that every PDF reader takes and gives back as text.

Lives here: `cut_down`. May import: screening.fonts. Noto's outlines are cubic (CFF, keyed by CID); PDFs with such fonts show
well, yet some readers get no text out of them, pypdf among them. So outlines become quadratic (TrueType) first.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from assistant.screening.fonts import Font

_OFF_BY = 1.0  # of 1000 units an em: nobody sees it


def cut_down(font: Font, characters: Iterable[str]) -> bytes:
    """A TrueType font with these characters, as far as the font has them. The same characters, the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.layout_features, options.notdef_outline, options.hinting = [], True, False
    options.name_IDs, options.name_languages = [1, 2, 4, 6], ["*"]
    options.drop_tables = [*options.drop_tables, "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "STAT"]
    with TTFont(font.path, fontNumber=font.number, lazy=True, recalcTimestamp=False) as face:
        cutter = Subsetter(options)
        cutter.populate(unicodes=sorted({ord(c) for c in characters} | {ord(" ")}))
        cutter.subset(face)
        if "CFF " in face:
            _quadratic(face)
        held = io.BytesIO()
        face.save(held)
    return held.getvalue()


def _quadratic(face: Any) -> None:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    order, drawn = face.getGlyphOrder(), face.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, max_err=_OFF_BY, reverse_direction=True))
        glyphs[name] = pen.glyph()
    outlines = face["glyf"] = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    face["loca"] = newTable("loca")
    del face["CFF "]
    face["maxp"] = _limits(newTable("maxp"), len(order))
    face["post"].formatType, face["post"].extraNames, face["post"].mapping = 3.0, [], {}
    face.sfntVersion = "\000\001\000\000"


def _limits(table: Any, glyphs: int) -> Any:
    table.tableVersion, table.numGlyphs, table.maxZones = 0x00010000, glyphs, 1
    for name in (
        "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxTwilightPoints", "maxStorage",
        "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions", "maxComponentElements",
        "maxComponentDepth",
    ):  # fmt: skip
        setattr(table, name, 0)  # those of the outlines are counted anew on saving
    return table
