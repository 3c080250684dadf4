"""A guide as blocks to print: headings, lines, grids with spans. Every engine prints the same blocks.

Lives here: `blocks_of`, `tables_of`, `chinese`. May import: blocks, extras, graded, measures, model, wording, layout.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from evals.guides.blocks import Block, Break, Grid, Line, Square, grade_head
from evals.guides.extras import extra_table
from evals.guides.graded import drawn
from evals.guides.layout import Layout
from evals.guides.measures import measures_of
from evals.guides.model import Cell, Guide, Industry, Table, cell_keys
from evals.guides.wording import Wording

CHINESE = "一二三四五六七八九十"


def chinese(number: int) -> str:
    """1 to 99 as Chinese numerals."""
    if number <= 10:
        return CHINESE[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else CHINESE[tens - 1]) + "十" + (CHINESE[ones - 1] if ones else "")


def blocks_of(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> list[Block]:
    """The guide from its title to its last measure."""
    keys = cell_keys(guide)
    style = rng.choice(words.styles) if words.styles else None
    heading = style.heading if style else rng.choice(words.heading)
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
    scope_head = "" if style else rng.choice(words.scope_heads)
    blocks += [part for name in ("terms",) if name in layout.distractors for part in extra_table(name, words, rng)]
    for at, (head, industry) in enumerate(zip(heads, guide.industries, strict=True)):
        blocks.append(Line("heading", head))
        if style and style.inline:
            blocks.append(Line("para", f"{style.scope.format(i=at + 1)}：{industry.scope}"))
        else:
            text = style.scope.format(i=at + 1) if style else scope_head
            blocks += [Line("sub", text), Line("para", industry.scope)]
        if style and style.process:
            blocks += [
                Line("sub", style.process.format(i=at + 1)),
                Line("para", drawn(rng.choice(words.processes), rng)),
            ]
            blocks += extra_table("emissions", words, rng) if "emissions" in layout.distractors else []
        if layout.distractor and at == 0:
            blocks += _distractor()
        if "contacts" in layout.distractors and at == 0:
            blocks += extra_table("contacts", words, rng)
        over = style.table.format(i=at + 1) if style else "（二）绩效分级指标" if words.same else ""
        blocks += [Line("sub", over), *tables_of(industry, keys, words, layout, rng)]
        blocks += measures_of(
            industry, at, words, layout, style.measures.format(i=at + 1) if style else words.measure_head, rng
        )
        if style and style.check:
            blocks += [Line("sub", style.check.format(i=at + 1)), *_checks(words, layout, rng)]
    for name in ("factors", "steps"):
        if name in layout.distractors:
            blocks += extra_table(name, words, rng)
    return blocks


def _checks(words: Wording, layout: Layout, rng: random.Random) -> list[Block]:
    if "checks" in layout.distractors:
        return extra_table("checks", words, rng)
    return [Line("para", f"（{n}）{one}") for n, one in enumerate(rng.sample(words.checks, 3), 1)]


def tables_of(industry: Industry, keys: dict[int, str], words: Wording, layout: Layout, rng: random.Random) -> list[Block]:  # fmt: skip
    """An industry's tables with their titles and notes."""
    blocks: list[Block] = []
    for at, table in enumerate(industry.tables):
        if at and layout.prose:
            blocks.append(Line("para", rng.choice(words.prose)))
        blocks += [Line("para", rng.choice(words.prose)) for _ in range(layout.lead)]
        if not layout.caption_inside:
            blocks.append(Line("caption", table.title))
        blocks += _pieces(table, keys, words, layout, rng)
        note = (
            rng.choice(words.notes) if words.notes else "注：{mark} {text}" if layout.raised_marks else "{mark} {text}"
        )
        blocks += [Line("note", note.format(mark=mark, text=text)) for mark, text in table.footnotes]
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


def grid_of(table: Table, keys: dict[int, str], layout: Layout, sections: Sequence[str] = ()) -> Grid:
    """The table with its header, second column and merged cells."""
    lead = 2 if any(row.sub for row in table.rows) else 1
    over = table.title if layout.caption_inside else layout.over
    above = 1 if over else 0
    heads = above + (2 if layout.two_line_head or layout.head_groups else 1)
    squares = [Square(0, 0, 1, lead + len(table.grades), (over,), head=True)] if above else []
    squares.append(Square(above, 0, heads - above, lead, (layout.first,), head=True))
    if layout.head_groups:
        half = (len(table.grades) + 1) // 2
        for begin, end, text in zip((0, half), (half, len(table.grades)), layout.head_groups, strict=True):
            if end > begin:
                squares.append(Square(above, lead + begin, 1, end - begin, (text,), head=True))
    elif heads - above == 2:
        squares.append(Square(above, lead, 1, len(table.grades), (layout.two_line_head,), head=True))
    squares += [
        Square(heads - 1, lead + at, 1, 1, grade_head(grade, layout), head=True)
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
    if layout.transposed:
        return transposed(made, lead)
    if layout.numbered:
        made = with_numbers(made, above)
    if layout.remark:
        made = with_remarks(made, above)
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


def transposed(grid: Grid, lead: int) -> Grid:
    """The same table with its columns as rows: what were labels are its head."""
    squares = tuple(
        replace(one, row=one.col, col=one.row, rows=one.cols, cols=one.rows, head=one.col < lead)
        for one in grid.squares
    )
    rest = grid.rows - grid.heads
    return Grid(squares, grid.cols, grid.rows, lead, (*[0.09 / grid.heads] * grid.heads, *[0.91 / rest] * rest))


def with_numbers(grid: Grid, above: int) -> Grid:
    """A column 序号 before the others; a number for each indicator."""
    groups = sorted((one for one in grid.squares if one.col == 0 and one.row >= grid.heads), key=lambda one: one.row)
    added = [Square(above, 0, grid.heads - above, 1, ("序号",), head=True)]
    added += [Square(one.row, 0, one.rows, 1, (str(at),)) for at, one in enumerate(groups, 1)]
    moved = [
        replace(one, cols=one.cols + 1) if one.row < above else replace(one, col=one.col + 1) for one in grid.squares
    ]
    shares = (0.045, *(share * 0.955 for share in grid.shares))
    return Grid((*added, *moved), grid.rows, grid.cols + 1, grid.heads, shares)


def with_remarks(grid: Grid, above: int) -> Grid:
    """A column 备注 after the others, empty but for the first indicator's."""
    groups = sorted((one for one in grid.squares if one.col == 0 and one.row >= grid.heads), key=lambda one: one.row)
    added = [Square(above, grid.cols, grid.heads - above, 1, ("备注",), head=True)]
    added += [Square(one.row, grid.cols, one.rows, 1, ("示例" if not at else "",)) for at, one in enumerate(groups)]
    moved = [replace(one, cols=one.cols + 1) if one.row < above else one for one in grid.squares]
    shares = (*(share * 0.93 for share in grid.shares), 0.07)
    return Grid((*moved, *added), grid.rows, grid.cols + 1, grid.heads, shares)
