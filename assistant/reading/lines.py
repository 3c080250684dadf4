"""From characters to lines and words: which stand together, in which order they are read.

Lives here: `Glyph`, `Look`, `Stretch`, `stretches_of`. May import: page. Plain arithmetic on boxes; no file is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.reading.page import Box

GAP = 1.6  # in heights of a line: a wider gap parts two runs, as between two cells of a table
SPACE = 0.6  # and from here on there is a space though the file has none
WORD_GAP = 0.35  # a word ends here though the file has no space
OVER = 0.25  # in heights of a line: characters of one text lie no further over each other
OFF_LINE = 0.08  # and stand no further off each other's line, above and below
SIZE_STEP = 0.03  # sizes that differ by more are two words: a footnote mark behind a figure


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
    """How text is drawn. `order`: its place among all that is drawn; `mode`: PDF's text render mode; `clipped`: it lies
    outside of what its clipping path lets through."""

    size: float
    mode: int = 0
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    order: int = 0
    angle: int = 0  # degrees clockwise, a multiple of 90, as shown
    font: str | None = None
    clipped: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that stands together on one line."""

    glyphs: tuple[Glyph, ...]
    look: Look

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return Box(
            min(g.x0 for g in self.glyphs),
            min(g.top for g in self.glyphs),
            max(g.x1 for g in self.glyphs),
            max(g.bottom for g in self.glyphs),
        )

    @property
    def text(self) -> str:
        """Its characters, with a space where the file has one or a gap asks for one."""
        parts = [self.glyphs[0].text]
        for last, new in zip(self.glyphs, self.glyphs[1:], strict=False):
            if new.spaced or _gap(last, new, self.look.angle) > SPACE * _height(new, self.look.angle):
                parts.append(" ")
            parts.append(new.text)
        return "".join(parts)

    def words(self, looks: Sequence[Look]) -> Iterator[Stretch]:
        """Parted at spaces, at gaps, where the size changes, and where one is printed over the other off its line."""
        angle, begin = self.look.angle, 0
        for at in range(1, len(self.glyphs)):
            last, new = self.glyphs[at - 1], self.glyphs[at]
            one, two = looks[last.look].size, looks[new.look].size
            if (
                new.spaced
                or _gap(last, new, angle) > WORD_GAP * _height(new, angle)
                or abs(one - two) > SIZE_STEP * max(one, two)
                or _lies_over(last, new, angle)
            ):
                yield Stretch(self.glyphs[begin:at], looks[self.glyphs[begin].look])
                begin = at
        yield Stretch(self.glyphs[begin:], looks[self.glyphs[begin].look])


def stretches_of(glyphs: Sequence[Glyph], looks: Sequence[Look]) -> list[Stretch]:
    """The stretches of a page in reading order: rows from the top, within a row from the left."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        if found and _continues(found[-1][-1], glyph, looks):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return in_rows([Stretch(tuple(part), looks[part[0].look]) for part in found])


def _continues(last: Glyph, new: Glyph, looks: Sequence[Look]) -> bool:
    if last.look != new.look and not _alike(looks[last.look], looks[new.look]):
        return False
    angle = looks[new.look].angle
    height = max(_height(last, angle), _height(new, angle), 1.0)
    return -0.8 * height < _gap(last, new, angle) < GAP * height and _level(last, new, angle)


def _alike(one: Look, two: Look) -> bool:
    """Whether two looks may stand in one run: what is hidden never stands with what is seen."""
    if one.angle != two.angle or (one.mode == 3) != (two.mode == 3) or one.colour[3] != two.colour[3]:
        return False
    if one.clipped != two.clipped:
        return False
    if (min(one.colour[:3]) > 200) != (min(two.colour[:3]) > 200):
        return False
    small, large = sorted((one.size, two.size))
    return not (small < 2.5 and large > 1.6 * small)


def _gap(last: Glyph, new: Glyph, angle: int) -> float:
    match angle:
        case 90:
            return new.top - last.bottom
        case 180:
            return last.x0 - new.x1
        case 270:
            return last.top - new.bottom
        case _:
            return new.x0 - last.x1


def _lies_over(last: Glyph, new: Glyph, angle: int) -> bool:
    """Whether a character lies over the one before and off its line: two texts printed over each other."""
    height = _height(new, angle)
    if angle or _gap(last, new, angle) > -OVER * height or new.x0 - last.x0 < OVER * height:
        return False  # beside each other, or one under the other
    return abs(new.top - last.top) > OFF_LINE * height and abs(new.bottom - last.bottom) > OFF_LINE * height


def _height(glyph: Glyph, angle: int) -> float:
    return glyph.x1 - glyph.x0 if angle in (90, 270) else glyph.bottom - glyph.top


def _level(last: Glyph, new: Glyph, angle: int) -> bool:
    """Whether both stand on one line: they share a third of the smaller one's height."""
    if angle in (90, 270):
        one, two = (last.x0, last.x1), (new.x0, new.x1)
    else:
        one, two = (last.top, last.bottom), (new.top, new.bottom)
    overlap = min(one[1], two[1]) - max(one[0], two[0])
    return overlap > 0.35 * min(one[1] - one[0], two[1] - two[0])


def in_rows(stretches: list[Stretch]) -> list[Stretch]:
    """Rows from the top, each from the left; what shares more than half of its height stands in one row."""
    placed = sorted(((s.box, s) for s in stretches), key=lambda one: (one[0].top + one[0].bottom) / 2)
    rows: list[list[tuple[Box, Stretch]]] = []
    for box, stretch in placed:
        if rows:
            first = rows[-1][0][0]
            overlap = min(first.bottom, box.bottom) - max(first.top, box.top)
            if overlap > 0.5 * min(first.bottom - first.top, box.bottom - box.top):
                rows[-1].append((box, stretch))
                continue
        rows.append([(box, stretch)])
    return [stretch for row in rows for _, stretch in sorted(row, key=lambda one: one[0].x0)]
