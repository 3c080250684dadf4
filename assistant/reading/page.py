"""What was read of a file: pages of runs of text with their boxes. The values that travel from reading to its callers.

Lives here: `Box`, `Run`, `Rule`, `Seal`, `Grid`, `Page`, `Remark`, `ReadFile`. May import: errors only. Plain frozen
values, cheap to send over a pipe from the worker; nothing here opens a file. One vocabulary everywhere: points (1/72
inch) from the top left, x0, top, x1, bottom; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points from the top left of the page as it is shown (after its /Rotate)."""

    x0: float
    top: float
    x1: float
    bottom: float


class Hidden(StrEnum):
    """Why a person who looks at the page does not see a run."""

    WHITE = "white"  # in the colour of its ground
    TINY = "tiny"  # under 2 points
    OFF_PAGE = "off_page"
    INVISIBLE = "invisible"  # PDF text render mode 3, Word's "hidden", a very-hidden sheet
    ZERO_WIDTH = "zero_width"  # carries zero-width or tag characters
    COMMENT = "comment"  # a comment, annotation, alt text, note
    METADATA = "metadata"  # document properties


class ReadBy(StrEnum):
    """How a page, or a whole file, was read; the words of INTERFACE.md's `files[].read_by`."""

    TEXT = "text"
    OCR = "ocr"
    MIXED = "mixed"
    REFUSED = "refused"  # by our policy: encrypted, bomb, program, over a limit
    UNREADABLE = "unreadable"  # damage or blur


class Level(StrEnum):
    """How closely text is read. HEADS: head and foot of the page, the rest skimmed (OCR pages only)."""

    HEADS = "heads"
    LINES = "lines"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one place: a line (Level.LINES), a word of one size (Level.WORDS), or a line that OCR saw.

    `size` in points, None where unknown. `confidence`: 1.0 for text that the file itself holds, OCR's own otherwise.
    `sure` is False where two readings of a figure or date disagree: the text is then shown, never relied on. `skimmed`:
    OCR read it in passing (Level.HEADS), well enough to see what it speaks of (P09), not to take a fact from it.
    """

    text: str
    box: Box
    size: float | None = None
    confidence: float = 1.0
    hidden: Hidden | None = None
    sure: bool = True
    upright: bool = True
    font: str | None = None
    skimmed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight line, or an edge of a drawn rectangle: what tables are ruled with. Thin side under 3 points."""

    box: Box

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.box.x1 - self.box.x0 >= self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class Seal:
    """A red stamp seen in the picture of a page. `text`: what stands round it, "" where it was not read."""

    box: Box
    text: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table that the file itself holds (DOCX, XLSX). Spans count covered rows and columns."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    marks: tuple[str, ...] = ()  # runs set as superscript: footnote marks


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that the file itself holds, with the heading it stands under."""

    cells: tuple[GridCell, ...]
    heading: str = ""
    order: int = 0  # its place among the runs of the page: how many runs stand before it


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a file or page that a caller may report. `code` is short and closed, `say` is Chinese.

    Codes: needs_password, over_limit, program, traversal, bomb, link, damaged, wrong_extension, unsupported_format,
    active_content (macro, JavaScript, DDE, embedded program, launch action), text_layer_untrusted, glyphs_folded,
    timed_out, memory, not_read, blurred, skewed, rotated, two_up, low_resolution.
    """

    code: str
    say: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read.

    `number` is None for DOCX (`label` holds the heading then); for XLSX the sheet's number, `label` its name; a
    picture is page 1. `covered`: the share of the page under pictures (0-1). `turned`: degrees clockwise by which the
    picture had to be turned to stand upright. `needs_ocr`: there are marks that the text layer does not give.
    `straight`: an OCR page that lay turned, leaning or at an angle, with every box where it stands once the sheet is
    laid straight (for tables); None where it is straight already. `picture`: this page stands for that picture
    embedded in a DOCX or XLSX, and `look(path, [picture])` reads it.
    """

    number: int | None
    width: float
    height: float
    runs: tuple[Run, ...] = ()
    read_by: ReadBy = ReadBy.TEXT
    needs_ocr: bool = False
    level: Level = Level.LINES
    label: str = ""
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Box, ...] = ()
    seals: tuple[Seal, ...] = ()
    grids: tuple[Grid, ...] = ()
    covered: float = 0.0
    turned: int = 0
    remarks: tuple[Remark, ...] = ()
    ocr_seconds: float = 0.0
    straight: Page | None = None
    picture: int | None = None

    @property
    def text(self) -> str:
        """What a person sees on the page, a line per run; hidden runs left out."""
        return "\n".join(run.text for run in self.runs if run.hidden is None)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as read: its pages as far as they could be read, and what is to be said about it.

    `file`: the path inside the pack (POSIX). `type`: pdf, docx, xlsx, doc, xls, wps, image, text, csv, zip, … or
    "unknown", by content. `refused` / `unreadable`: the reason in Chinese, None where it was read. `hidden`: runs that
    belong to no page (metadata, comments). `page_count` may exceed len(pages) where a limit cut it short.
    """

    file: str
    sha256: str
    size: int
    type: str
    pages: tuple[Page, ...] = ()
    page_count: int = 0
    read_by: ReadBy = ReadBy.TEXT
    refused: str | None = None
    unreadable: str | None = None
    remarks: tuple[Remark, ...] = ()
    hidden: tuple[Run, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
