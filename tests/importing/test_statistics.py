"""Tables that are no guide's: figures without a rule, a page's frame, tables close under each other. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.importing.lattice import Found, tables_by_rules
from assistant.importing.sheets import Sheet, Word
from assistant.importing.unruled import tables_of_figures
from assistant.reading.page import Box

SIZE = 10.0


def words(*lines: tuple[float, Sequence[tuple[float, str]]]) -> list[Word]:
    """Words of half a letter's width each letter: (top, [(left, text), …])."""
    return [Word(text, Box(x, top, x + 5 * len(text), top + SIZE), SIZE) for top, parts in lines for x, text in parts]


def sheet(some: Sequence[Word], *grids: tuple[Sequence[float], Sequence[float]]) -> Sheet:
    """A sheet with these words and grids, each by its sides and its levels."""
    across = [Box(xs[0], y, xs[-1], y) for xs, ys in grids for y in ys]
    upright = [Box(x, ys[0], x, ys[-1]) for xs, ys in grids for x in xs]
    return Sheet(1, 600, 800, tuple(some), tuple(across), tuple(upright))


def said(table: Found) -> list[list[str]]:
    """A row of texts for each row of the grid, blank cells left out."""
    rows: dict[int, list[str]] = {}
    for cell in sorted(table.cells, key=lambda one: (one.row, one.column)):
        if not cell.blank:
            rows.setdefault(cell.row, []).append(" ".join(word.text for word in cell.words))
    return [rows[row] for row in sorted(rows)]


def figures(top: float, label: str, *values: int) -> tuple[float, list[tuple[float, str]]]:
    return top, [(50, label), *((250 + 80 * at - 5 * len(str(one)), str(one)) for at, one in enumerate(values))]


def test_lines_of_figures_in_the_same_columns_are_a_table_without_any_rule() -> None:
    head = (100.0, [(235.0, "2001"), (315.0, "2002")])
    rows = [figures(115.0 + 14 * at, f"示例{name}", 10 + at, 1000 * at) for at, name in enumerate("甲乙丙丁")]
    prose = (60.0, [(50.0, "示例说明一段"), (120.0, "与表无关的文字")])

    (table,) = tables_of_figures(sheet(words(prose, head, *rows)), [])

    assert said(table) == [
        ["2001", "2002"],
        *[[f"示例{n}", str(10 + at), str(1000 * at)] for at, n in enumerate("甲乙丙丁")],
    ]


def test_a_contents_page_is_no_table_of_figures() -> None:
    lines = [(100.0 + 14 * at, [(50.0, f"{at}.1"), (90.0, "示例章节"), (160.0, "........"), (400.0, f"{at + 3}")]) for at in range(6)]  # fmt: skip

    assert tables_of_figures(sheet(words(*lines)), []) == []


def test_the_scale_of_a_chart_is_no_table_of_figures() -> None:
    lines = [(100.0 + 14 * at, [(50.0, str(100 - at)), (400.0, str(50 - at)), (440.0, "9")]) for at in range(6)]
    frame = ([100.0, 390.0], [95.0, 200.0])

    assert tables_of_figures(sheet(words(*lines), frame), []) == []
    assert len(tables_of_figures(sheet(words(*lines)), [])) == 1


def test_a_frame_around_a_page_does_not_swallow_the_table_in_it() -> None:
    frame = ([10.0, 560.0, 590.0], [40.0, 780.0])
    grid = ([50.0, 150.0, 300.0], [200.0, 220.0, 240.0])
    texts = words((205.0, [(60, "甲"), (160, "乙")]), (225.0, [(60, "丙"), (160, "丁")]), (300.0, [(60, "示例")]))

    (table,) = tables_by_rules(sheet(texts, frame, grid))

    assert said(table) == [["甲", "乙"], ["丙", "丁"]]


def test_a_caption_whose_spaces_fall_on_the_columns_is_no_row_of_the_table_above_it() -> None:
    upper = ([50.0, 150.0, 250.0, 350.0], [100.0, 120.0, 140.0])
    lower = ([40.0, 120.0, 360.0], [170.0, 190.0, 210.0])
    rows = [(y, [(60.0, "11"), (160.0, "22"), (260.0, "33")]) for y in (105.0, 125.0)]
    caption = (143.0, [(103.0, "Table 2.b"), (152.0, "Sources of any kind"), (251.0, "and age")])
    more = [(y, [(60.0, "44"), (160.0, "55")]) for y in (175.0, 195.0)]

    first, second = tables_by_rules(sheet(words(*rows, caption, *more), upper, lower))

    assert said(first) == [["11", "22", "33"]] * 2
    assert said(second) == [["44", "55"]] * 2
