"""A guide as blocks to print: headings, lines, grids with spans. Every engine prints the same blocks.

Lives here: `blocks_of`. May import: model, wording, layout.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from evals.guides.layout import Layout
from evals.guides.model import Cell, Guide, Industry, Table, cell_keys
from evals.guides.wording import Wording

CHINESE = "一二三四五六七八九十"
WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph: title | heading | sub | para | caption | note."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


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


Block = Line | Break | Grid


def printed(line: str, layout: Layout) -> str:
    """A line as it is set: marked up, its figures wide where the layout wants it (names keep theirs)."""
    if layout.wide_digits:
        line = re.sub(r"(?<![A-Za-z.\d])\d+(?![\d.])", lambda m: m[0].translate(WIDE), line)
    return escape(line)


def chinese(number: int) -> str:
    """1 to 99 as Chinese numerals."""
    if number <= 10:
        return CHINESE[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else CHINESE[tens - 1]) + "十" + (CHINESE[ones - 1] if ones else "")


def blocks_of(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> list[Block]:
    """The guide from its title to its last measure."""
    keys = cell_keys(guide)
    heading = rng.choice(words.heading)
    heads = [heading.format(n=chinese(at), i=at, name=one.name) for at, one in enumerate(guide.industries, 1)]
    blocks: list[Block] = [Line("title", guide.title)]
    if layout.contents:
        blocks += [
            Line("sub", "目 录"),
            *(Line("para", f"{one} {'…' * 20} {2 + at * 2}") for at, one in enumerate(heads)),
        ]
        blocks.append(Break())
    if layout.prose:
        blocks.append(Line("para", rng.choice(words.prose)))
    scope_head = rng.choice(words.scope_heads)
    for at, (head, industry) in enumerate(zip(heads, guide.industries, strict=True)):
        blocks += [Line("heading", head), Line("sub", scope_head), Line("para", industry.scope)]
        if layout.distractor and at == 0:
            blocks += _distractor()
        blocks += _tables(industry, keys, words, layout, rng)
        blocks += _measures(industry, at, words, layout)
    return blocks


def _tables(industry: Industry, keys: dict[int, str], words: Wording, layout: Layout, rng: random.Random) -> list[Block]:  # fmt: skip
    blocks: list[Block] = [Line("sub", "（二）绩效分级指标" if words.same else "")]
    for at, table in enumerate(industry.tables):
        if at and layout.prose:
            blocks.append(Line("para", rng.choice(words.prose)))
        blocks += [Line("para", rng.choice(words.prose)) for _ in range(layout.lead)]
        blocks += [Line("caption", table.title), *_pieces(table, keys, words, layout, rng)]
        blocks += [Line("note", f"注：{mark} {text}" if layout.raised_marks else f"{mark} {text}") for mark, text in table.footnotes]  # fmt: skip
    return blocks


def _pieces(table: Table, keys: dict[int, str], words: Wording, layout: Layout, rng: random.Random) -> list[Block]:
    """The table, or its pieces with a page's end between them."""
    if not layout.pieces or len(table.rows) <= layout.pieces:
        return [grid_of(table, keys, layout, words.sections)]
    blocks: list[Block] = []
    over = rng.choice(words.continued)
    for begin in range(0, len(table.rows), layout.pieces):
        if begin:
            blocks += [Break(), *([Line("caption", over.format(title=table.title))] if over else [])]
        part = replace(table, rows=table.rows[begin : begin + layout.pieces])
        blocks.append(grid_of(part, keys, layout, words.sections))
    return blocks


def _distractor() -> list[Block]:
    rows = [
        ("序号", "示例企业名称", "所在地", "联系电话"),
        *((str(n), f"示例第{n}有限公司", "示例市", f"000-{n}23456") for n in (1, 2, 3)),
    ]
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return [Line("caption", "附：示例企业名单"), Grid(tuple(squares), len(rows), 4, 1, (0.1, 0.4, 0.2, 0.3))]


def _grade_head(grade: str, layout: Layout) -> tuple[str, ...]:
    if grade == "绩效引领性":
        return ("引领性指标",) if "企业" not in layout.head else ("绩效引领性企业",)
    return tuple(layout.head.format(g=grade).split("\n"))


def grid_of(table: Table, keys: dict[int, str], layout: Layout, sections: Sequence[str] = ()) -> Grid:
    """The table with its header, second column and merged cells."""
    lead = 2 if any(row.sub for row in table.rows) else 1
    above = 1 if layout.over else 0
    heads = above + (2 if layout.two_line_head else 1)
    squares = [Square(0, 0, 1, lead + len(table.grades), (layout.over,), head=True)] if above else []
    squares.append(Square(above, 0, heads - above, lead, (layout.first,), head=True))
    if heads - above == 2:
        squares.append(Square(above, lead, 1, len(table.grades), (layout.two_line_head,), head=True))
    squares += [
        Square(heads - 1, lead + at, 1, 1, _grade_head(grade, layout), head=True)
        for at, grade in enumerate(table.grades)
    ]
    squares += _first_columns(table, lead, heads)
    for number in range(len(table.rows)):
        squares += _grade_squares(table, number, heads, lead, keys)
    first: tuple[float, ...] = (0.1, 0.1) if lead == 2 else (0.13,)
    if layout.first_share:
        first = (layout.first_share,) * lead
    shares = (*first, *[(1 - sum(first)) / len(table.grades)] * len(table.grades))
    made = Grid(tuple(squares), heads + len(table.rows), lead + len(table.grades), heads, shares)
    return _with_sections(made, table, sections) if layout.sections else made


def _with_sections(grid: Grid, table: Table, texts: Sequence[str]) -> Grid:
    """The grid with a heading over all columns where no cell goes on from the row above, about every third indicator."""
    rows = table.rows
    free = [
        at
        for at in range(1, len(rows))
        if rows[at].indicator != rows[at - 1].indicator
        and not any(one is rows[at - 1].cells[grade] for grade, one in rows[at].cells.items())
    ]
    begins = [0, *free[1::3]]
    squares = [replace(one, row=one.row + sum(grid.heads + at <= one.row for at in begins)) for one in grid.squares]
    squares += [
        Square(grid.heads + at + number, 0, 1, grid.cols, (texts[number % len(texts)],))
        for number, at in enumerate(begins)
    ]
    return replace(grid, squares=tuple(squares), rows=grid.rows + len(begins))


def _first_columns(table: Table, lead: int, heads: int) -> list[Square]:
    squares, at = [], 0
    while at < len(table.rows):
        row, end = table.rows[at], at + 1
        while end < len(table.rows) and row.sub and table.rows[end].sub and table.rows[end].indicator == row.indicator:
            end += 1
        squares.append(Square(heads + at, 0, end - at, 1 if row.sub else lead, (row.indicator,)))
        squares += [Square(heads + k, 1, 1, 1, (table.rows[k].sub or "",)) for k in range(at, end) if row.sub]
        at = end
    return squares


def _grade_squares(table: Table, number: int, heads: int, lead: int, keys: dict[int, str]) -> list[Square]:
    """The squares that begin in this row: a cell that comes down from the row above began there."""
    cells, grades = table.rows[number].cells, table.grades
    squares, at = [], 0
    while at < len(grades):
        cell: Cell = cells[grades[at]]
        end = at + 1
        while end < len(grades) and cells[grades[end]] is cell:
            end += 1
        if not number or table.rows[number - 1].cells[grades[at]] is not cell:
            down = number + 1
            while down < len(table.rows) and table.rows[down].cells[grades[at]] is cell:
                down += 1
            squares.append(
                Square(heads + number, lead + at, down - number, end - at, cell.lines, keys[id(cell)], cell.mark)
            )
        at = end
    return squares


def _measures(industry: Industry, at: int, words: Wording, layout: Layout) -> list[Block]:
    if not industry.measures:
        return []
    blocks: list[Block] = [Line("sub", words.measure_head)]
    grades = list(dict.fromkeys(one.grade for one in industry.measures))
    if layout.measures == "text":
        for grade in grades:
            blocks.append(Line("para", f"{grade}级企业：" if len(grade) < 3 else f"{grade}企业："))
            blocks += [
                Line("para", f"{one.alert}预警期间：{one.raw}。", f"m{at}.{number}")
                for number, one in enumerate(industry.measures)
                if one.grade == grade
            ]
        return blocks
    alerts = list(dict.fromkeys(one.alert for one in industry.measures))
    squares = [Square(0, 0, 1, 1, ("绩效等级",), head=True)]
    squares += [Square(0, 1 + c, 1, 1, (f"{alert}预警",), head=True) for c, alert in enumerate(alerts)]
    for r, grade in enumerate(grades):
        squares.append(Square(1 + r, 0, 1, 1, _grade_head(grade, layout)))
    for number, one in enumerate(industry.measures):
        r, c = grades.index(one.grade), alerts.index(one.alert)
        squares.append(Square(1 + r, 1 + c, 1, 1, (one.raw,), f"m{at}.{number}"))
    grid = Grid(tuple(squares), 1 + len(grades), 1 + len(alerts), 1, (0.16, 0.28, 0.28, 0.28))
    return [*blocks, Line("caption", f"{industry.name}行业差异化减排措施"), grid]
