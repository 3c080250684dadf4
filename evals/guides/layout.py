"""What may differ between two printed guides: a layout, and what is drawn from it.

Lives here: `Layout`, `Fonts`. Dev's and test's choices: layouts_dev, layouts_test and their like. May import: nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file and index for reportlab, its family for chromium and Word."""

    file: str
    index: int
    family: str
    latin: str = ""  # another family for letters and figures (chromium, docx, libreoffice)
    lacks: str | None = None  # the characters of our words that it cannot draw; None: looked up in the file


@dataclass(frozen=True, slots=True)
class Scan:
    """How a printed file was scanned."""

    dpi: int
    skew: float
    noise: float
    quality: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How a guide is printed."""

    engine: str  # reportlab | chromium | docx | libreoffice
    size: float = 9.0
    margin: float = 56.0
    landscape: bool = False
    rotate: int = 0  # /Rotate of the pages (reportlab and chromium)
    head: str = "{g}级"  # of a letter grade
    first: str = "差异化指标"
    two_line_head: str = ""  # the upper line over all grades, or none
    # full | horizontal | booktabs | none | double | dotted | tint | gap | open | frame | hairline | ledger | weighted
    rules: str = "full"
    colour: str = ""  # of the header's ground
    repeat_head: bool = True
    split_rows: bool = True
    contents: bool = False
    watermark: str = ""
    footer: str = ""  # with {n}
    prose: bool = True
    distractor: bool = False
    measures: str = "table"  # table | text | across (alerts down, grades across) | by_alert (text, alert by alert)
    raised_marks: bool = True
    ladders: tuple[tuple[str, ...], ...] = (("A", "B", "C", "D"),)
    industries: int = 2
    tables: int = 1
    rows: int = 8
    sub: bool = True
    long_cells: float = 0.3
    merges: float = 0.3
    face: int = 0
    word_style: str = "Table Grid"
    scan: Scan | None = None
    over: str = ""  # a line over the whole head
    reverse: bool = False  # the lowest grade first
    sections: bool = False  # headings across the table, between its rows
    pieces: int = 0  # so many rows, then the table goes on by hand on a new page
    matrix: bool = False  # limits told half by the label and half by the cell
    small_powers: bool = False  # the 3 of m3 raised in small print
    wide_digits: bool = False
    lead: int = 0  # paragraphs of prose before each table
    header: str = ""
    align: str = "middle"
    centre: bool = False
    padding: float = 2.5
    leading: float = 1.4
    first_share: float = 0.0  # of the width, for each label column; 0: as usual
    upright: bool = False  # labels written from the top down (chromium)
    numbered: bool = False  # a first column 序号
    remark: bool = False  # a last column 备注
    transposed: bool = False  # grades down the rows, indicators across
    caption_inside: bool = False  # the title is the first row of the table
    head_groups: tuple[str, ...] = ()  # two words over two halves of the grades
    distractors: tuple[str, ...] = ()  # of terms | contacts | factors | steps
    zebra: str = ""  # the ground of every other row (chromium, reportlab)
    formulas: bool = False  # SO2, NOx, m3 with lowered and raised figures
    lists: str = ""  # how a cell's lines are set: ol (chromium) | hang (chromium, reportlab) | indent (chromium)
    justify: bool = False  # (chromium)
    spacing: float = 0.0  # between letters, in points (chromium)
    break_all: bool = False  # lines may end inside words and numbers (chromium)
    ink: str = ""  # of the header's letters (chromium)
    auto_numbers: bool = False  # Word counts the lines of a cell (docx, libreoffice)
    soft_breaks: bool = False  # a cell's lines are one paragraph (docx, libreoffice)
    body: float = 10.0  # the size of what stands outside tables
    labels_centred: bool = False  # the labels of rows in the middle, the cells at the left
    bottom: str = (
        ""  # the lowest grade says that it is below the next: cell by cell | indicator | column (merged so far)
    )
    captions: str = "centre"  # or left
    merge_measures: bool = False  # equal measures of a grade are one cell over several alerts
    word_headings: tuple[
        str, ...
    ] = ()  # Word's styles of title, headings and subheadings, instead of its own (docx, libreoffice)
