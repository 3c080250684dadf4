"""What every engine prints: lines, grids with spans, page ends; and how a line of a cell is set.

Lives here: `Line`, `Break`, `Turn`, `Square`, `Grid`, `Hand`, `printed`, `with_formulas`, `centred`, `grade_head`. May import: layout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from evals.guides.layout import Face, Layout

FORMULA = re.compile(r"(?<=SO)2|(?<=NO)x|(?<=m)3(?!\d)")
WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph: title | heading | sub | para | caption | note | left | middle | right (where it stands)."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A new page, from which on the pages lie on their side, or stand."""

    landscape: bool


@dataclass(frozen=True, slots=True)
class Square:
    """A cell of a grid, with its span."""

    row: int
    col: int
    rows: int
    cols: int
    lines: tuple[str, ...]
    key: str = ""
    mark: str = ""
    head: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to print; `shares` are the widths of its columns."""

    squares: tuple[Square, ...]
    rows: int
    cols: int
    heads: int
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """From here on another writer's look; in a PDF on a new page, perhaps by another engine."""

    layout: Layout
    face: Face


Block = Line | Break | Turn | Grid | Hand


def printed(line: str, layout: Layout) -> str:
    """A line as it is set: marked up, its figures wide where the layout wants it (names keep theirs)."""
    if layout.wide_digits:
        line = re.sub(r"(?<![A-Za-z.\d])\d+(?![\d.])", lambda m: m[0].translate(WIDE), line)
    return escape(line)


def with_formulas(text: str, lowered: str, raised: str) -> str:
    """SO2, NOx, m3 with their figures marked up: `lowered` and `raised` have {}.

    >>> with_formulas("SO2≤35mg/m3", "<sub>{}</sub>", "<sup>{}</sup>")
    'SO<sub>2</sub>≤35mg/m<sup>3</sup>'
    """
    return FORMULA.sub(lambda m: (raised if m[0] == "3" else lowered).format(m[0]), text)


def centred(kind: str, layout: Layout) -> bool:
    """Whether a line of that kind stands in the middle."""
    return kind in ("title", "middle") or (kind == "caption" and layout.captions == "centre")


def grade_head(grade: str, layout: Layout) -> tuple[str, ...]:
    """A grade as the head of a column or row says it."""
    if grade == "绩效引领性":
        return ("引领性指标",) if "企业" not in layout.head else ("绩效引领性企业",)
    head = layout.head.replace("级", "") if len(grade) > 2 else layout.head  # 非绩效引领性企业 is of no 级
    return tuple(head.format(g=grade).split("\n"))
