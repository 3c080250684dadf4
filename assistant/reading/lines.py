"""From characters to lines: which stand together, in which order they are read.

Lives here: `Glyph`, `Look`, `lines_of`. May import: page. Plain arithmetic on boxes; no file is opened.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from assistant.reading.page import Box

GAP = 1.6  # in heights of a line: a wider gap parts two runs, as between two cells of a table
SPACE = 0.6  # and from here on there is a space though the file has none


class Glyph(NamedTuple):
    """A character where it stands, in points from the top left. `look`: which of the page's looks."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    look: int
    spaced: bool = False  # the file has a space before it


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is drawn. `order`: its place among all that is drawn; `mode`: PDF's text render mode."""

    size: float
    mode: int = 0
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    order: int = 0
    angle: int = 0
    unmapped: bool = False

    def doubtful(self, canvas: Any, box: Box) -> bool:
        """Whether it may have the colour of its ground: light, see-through, or with a later shape over it."""
        red, green, blue, alpha = self.colour
        if min(red, green, blue) > 200 or alpha < 40:
            return True
        over = [b for order, b in (*canvas.fills, *canvas.pictures) if order > self.order > 0 and _around(b, box)]
        ground = [b for order, b in canvas.fills if 0 < order < self.order and _around(b, box)]
        return bool(over or (ground and len(canvas.fills) < 200))


def _around(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return (
        outer.x0 <= x <= outer.x1
        and outer.top <= y <= outer.bottom
        and (outer.x1 - outer.x0) >= 0.7 * (inner.x1 - inner.x0)
        and (outer.bottom - outer.top) >= 0.7 * (inner.bottom - inner.top)
    )


def lines_of(glyphs: Sequence[Glyph], looks: Sequence[Look]) -> list[tuple[str, Box, Look]]:
    """Stretches of text on one line, in reading order: rows from the top, within a row from the left."""
    stretches: list[list[Glyph]] = []
    for glyph in glyphs:
        if stretches and _continues(stretches[-1][-1], glyph, looks):
            stretches[-1].append(glyph)
        else:
            stretches.append([glyph])
    lines = [(_text(s), _box(s), looks[s[0].look]) for s in stretches]
    return in_rows(lines)


def _continues(last: Glyph, new: Glyph, looks: Sequence[Look]) -> bool:
    if last.look != new.look:
        one, two = looks[last.look], looks[new.look]
        if one.angle != two.angle or (one.mode == 3) != (two.mode == 3) or one.colour != two.colour:
            return False
        if max(one.size, two.size) > 1.6 * min(one.size, two.size) and min(one.size, two.size) < 2.5:
            return False
    angle = looks[new.look].angle
    if angle in (90, 270):
        height = max(last.x1 - last.x0, new.x1 - new.x0, 1.0)
        gap = last.top - new.bottom if angle == 90 else new.top - last.bottom
        shift = abs((last.x0 + last.x1) - (new.x0 + new.x1)) / 2
    else:
        height = max(last.bottom - last.top, new.bottom - new.top, looks[new.look].size * 0.7, 1.0)
        gap = last.x0 - new.x1 if angle == 180 else new.x0 - last.x1
        shift = 0.0 if _same_row(last, new) else height
    return -0.8 * height < gap < GAP * height and shift < 0.6 * height


def _same_row(last: Glyph, new: Glyph) -> bool:
    overlap = min(last.bottom, new.bottom) - max(last.top, new.top)
    small = min(last.bottom - last.top, new.bottom - new.top)
    if small < 0.35 * max(last.bottom - last.top, new.bottom - new.top):  # a comma, a dash, 一
        middle = (new.top + new.bottom) / 2 if new.bottom - new.top == small else (last.top + last.bottom) / 2
        tall = last if new.bottom - new.top == small else new
        return tall.top - small <= middle <= tall.bottom + small + 0.4 * (tall.bottom - tall.top)
    return overlap > 0.3 * small


def _text(stretch: Sequence[Glyph]) -> str:
    parts = [stretch[0].text]
    for last, new in itertools.pairwise(stretch):
        height = max(last.bottom - last.top, new.bottom - new.top, 1.0)
        if new.spaced or new.x0 - last.x1 > SPACE * height:
            parts.append(" ")
        parts.append(new.text)
    return "".join(parts)


def _box(stretch: Sequence[Glyph]) -> Box:
    return Box(
        min(g.x0 for g in stretch),
        min(g.top for g in stretch),
        max(g.x1 for g in stretch),
        max(g.bottom for g in stretch),
    )


def in_rows(lines: list[tuple[str, Box, Look]]) -> list[tuple[str, Box, Look]]:
    """Rows from the top, each from the left; lines that share more than half of their height stand in one row."""
    rows: list[list[tuple[str, Box, Look]]] = []
    for line in sorted(lines, key=lambda one: (one[1].top + one[1].bottom) / 2):
        box = line[1]
        if rows:
            first = rows[-1][0][1]
            overlap = min(first.bottom, box.bottom) - max(first.top, box.top)
            if overlap > 0.5 * min(first.bottom - first.top, box.bottom - box.top):
                rows[-1].append(line)
                continue
        rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one[1].x0)]
