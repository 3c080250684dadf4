"""What a paper of a pack says, before anybody draws it: blocks, pages, sheets.

Lives here: the closed set of blocks that every renderer can draw, and `Paper`, whose pages are explicit so that truth
can name them. May import: the standard library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, centred."""

    text: str
    size: float = 18


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, one entry a paragraph."""

    lines: tuple[str, ...]
    indent: bool = True
    align: str = "left"
    size: float = 10.5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and values. style: `box` a ruled table, `two` the same with two pairs a row, `colon` lines `label：value`."""

    rows: tuple[tuple[str, str], ...]
    style: str = "box"


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float = 9


@dataclass(frozen=True, slots=True)
class Sign:
    """The end of a paper: lines to sign and seal. A line's hand is None where nobody signs there, "" where it is blank."""

    lines: tuple[tuple[str, str | None], ...]
    seal: str | None = None  # whose seal lies over the lines
    drawn: bool = True  # hands are pictures, as ink is; else typed


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing made by `pictures.py`: flow, plan, gate, screen, curve."""

    kind: str
    labels: tuple[str, ...] = ()
    height: float = 220


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text that a person does not see. how: white, tiny, off_page, comment, metadata, alt, zero_width."""

    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space, in points."""

    height: float = 20


Block = Title | Text | Pairs | Grid | Sign | Picture | Hidden | Gap


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook. state: visible, hidden, veryHidden."""

    name: str
    rows: tuple[tuple[str | float | int, ...], ...]
    state: str = "visible"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One material: its pages as blocks, its workbook where it has one, and on which page (from 0) each field stands."""

    material: str | None
    stem: str
    pages: tuple[tuple[Block, ...], ...]
    sheets: tuple[Sheet, ...] = ()
    where: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def pages_of(self, what: str | None) -> tuple[int, ...]:
        """Pages (from 0) on which a field stands; all of them where the template does not say."""
        return self.where.get(what or "", tuple(range(len(self.pages))))
