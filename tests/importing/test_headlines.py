"""Heads of several lines of print, and tables that are open at their sides. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.importing.header import labels_before
from assistant.importing.headlines import headline_at
from assistant.importing.labelrows import Cuts, cuts_between
from assistant.importing.lattice import Found, tables_by_rules
from assistant.importing.running import _head_at
from assistant.importing.sheets import Sheet, Word, lines_of
from assistant.reading.page import Box


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def test_names_and_a_label_in_the_middle_beside_them_are_one_head() -> None:
    lines = lines_of(
        [
            word(200, 0, "A级"),
            word(300, 0, "B级"),
            word(50, 7, "评价项目"),
            word(200, 14, "企业"),
            word(300, 14, "企业"),
        ]
    )
    head = headline_at(lines, 0, labels_before)

    assert head is not None
    assert ([one.text for one in head.cells], head.labels, head.deep) == (["评价项目", "A级企业", "B级企业"], 1, 3)


def test_a_row_under_a_head_is_no_more_of_it() -> None:
    lines = lines_of(
        [word(50, 0, "指标"), word(200, 0, "A级"), word(300, 0, "B级"), word(50, 14, "示例管理"), word(200, 14, "企业")]
    )
    head = headline_at(lines, 0, labels_before)

    assert head is not None
    assert ([one.text for one in head.cells], head.deep) == (["指标", "A级", "B级"], 1)


def test_a_label_alone_under_a_head_is_the_next_rows() -> None:
    lines = lines_of([word(50, 0, "指标"), word(200, 0, "A级"), word(300, 0, "B级"), word(50, 14, "示例管理")])
    head = headline_at(lines, 0, labels_before)

    assert head is not None
    assert head.cells[0].text == "指标"


OPEN = Sheet(
    1, 600, 800,
    (word(220, 54, "示例指标体系"), word(60, 74, "指标"), word(200, 74, "A级"), word(400, 74, "B级"),
     word(60, 94, "示例"), word(200, 94, "甲"), word(400, 94, "乙")),
    tuple(Box(50, y, 550, y) for y in (50, 70, 90, 110)),
    tuple(Box(x, 70, x, 110) for x in (180, 380)),
    shown=(600, 800),
)  # fmt: skip


def test_a_title_over_a_table_open_at_its_sides_is_its_first_row() -> None:
    (table,) = tables_by_rules(OPEN)

    assert (table.high, table.cells[0].column_span) == (3, table.wide)
    assert table.cells[0].words[0].text == "示例指标体系"


def test_a_line_over_a_table_without_a_rule_above_it_is_none_of_its_rows() -> None:
    (table,) = tables_by_rules(replace(OPEN, across=OPEN.across[1:]))

    assert table.high == 2


def striped(*, last: str = "戊") -> Sheet:
    """Three rows, the first and the last painted cell by cell, and a painted label beside all three."""
    xs = (50, 120, 230, 340, 450)
    words = [word(55, 130, "示例")]
    words += [word(xs[j] + 5, 104 + 20 * i, last if (i, j) == (1, 3) else "甲乙丙"[j - 1]) for i in range(3) for j in (1, 2, 3)]  # fmt: skip
    across = [Box(a, y, b, y) for y in (100, 120, 140, 160) for a, b in pairwise(xs[1:])]
    across += [Box(50, y, 120, y) for y in (100, 160)]
    upright = [Box(x, top, x, top + 20) for top in (100, 140) for x in xs[1:]]
    upright += [Box(x, 100, x, 160) for x in (50, 120)]
    return Sheet(1, 600, 800, tuple(words), tuple(across), tuple(upright), shown=(600, 800))


def test_an_unpainted_row_beside_a_painted_label_has_the_columns_of_the_painted_rows() -> None:
    (table,) = tables_by_rules(striped())

    assert [cell.words[0].text for cell in table.cells if cell.row == 1 and cell.column] == ["甲", "乙", "戊"]


def test_a_text_over_the_columns_of_such_a_row_stays_one_cell() -> None:
    sheet = striped()
    words = tuple(w for w in sheet.words if not 124 <= w.box.top < 140 or w.box.x0 < 120)
    (table,) = tables_by_rules(replace(sheet, words=(*words, word(125, 124, "示例示例示例示例示例示例示例"))))

    (over,) = [cell for cell in table.cells if cell.row == 1 and cell.column]
    assert over.column_span == 3


def test_a_drawn_row_with_a_cell_over_several_columns_keeps_it() -> None:
    sheet = striped()
    (table,) = tables_by_rules(replace(sheet, upright=(*sheet.upright, Box(450, 100, 450, 160))))

    (over,) = [cell for cell in table.cells if cell.row == 1 and cell.column]
    assert over.column_span == 3


def by_colour(*, beside: Sequence[Word], labels: Sequence[Word]) -> Sheet:
    """A painted head whose first cell is over both label columns, a row without paint that holds these second labels and what
    stands beside them, and a painted row with a second label of its own."""
    xs = (50, 120, 190, 330, 470)
    words = [word(60, 104, "示例指标"), word(200, 104, "甲级"), word(340, 104, "乙级"), word(55, 149, "示例"), *labels]
    words += [*beside, *(word(x, 199, "示例") for x in (55, 125, 195, 335))]
    across = [Box(50, y, 470, y) for y in (100, 120, 194, 214)]
    upright = [Box(x, 100, x, 120) for x in xs if x != 120] + [Box(x, 194, x, 214) for x in xs]
    return Sheet(1, 600, 800, tuple(words), tuple(across), tuple(upright), shown=(600, 800))


def lines(x: float, *downs: float) -> list[Word]:
    return [word(x, down, "示例示例示例") for down in downs]


def stripe(sheet: Sheet, column: int) -> list[tuple[int, str]]:
    """How many rows down each cell of a column goes in the row without paint, and how many lines it holds."""
    (table,) = tables_by_rules(sheet)
    here = [c for c in table.cells if c.box and 115 < c.box.top < 190 and c.column == column]
    assert all(cell.inferred == (cell.row_span > 1) for cell in here if cell.column > 1)  # no rule proves it
    return [(cell.row_span, len(cell.words)) for cell in here]


TWO = (word(125, 132, "示例甲"), word(125, 166, "示例乙"))


def test_a_stripe_without_paint_is_parted_by_its_second_labels() -> None:
    sheet = by_colour(labels=TWO, beside=[*lines(195, 126, 138, 160, 172), *lines(335, 132, 166)])

    assert [stripe(sheet, j) for j in range(4)] == [[(2, 1)], [(1, 1), (1, 1)], [(1, 2), (1, 2)], [(1, 1), (1, 1)]]


def test_a_text_beside_both_second_labels_of_a_stripe_stays_one_cell() -> None:
    sheet = by_colour(labels=TWO, beside=[*lines(195, 126, 138, 160, 172), *lines(335, 137, 149, 161)])

    assert [stripe(sheet, j) for j in (1, 2, 3)] == [[(1, 1), (1, 1)], [(1, 2), (1, 2)], [(2, 3)]]


def test_a_stripe_in_which_every_text_stands_beside_both_labels_stays_one_row() -> None:
    sheet = by_colour(labels=TWO, beside=[*lines(195, 137, 149, 161), *lines(335, 137, 149, 161)])

    assert [stripe(sheet, j) for j in (1, 2, 3)] == [[(1, 2)], [(1, 3)], [(1, 3)]]


def test_a_second_label_of_two_lines_is_one() -> None:
    two = [word(125, 143, "示例示例示例"), word(125, 155, "示例")]
    sheet = by_colour(labels=two, beside=[*lines(195, 126, 138, 160, 172), *lines(335, 137, 149, 161)])

    assert [stripe(sheet, j) for j in (1, 2, 3)] == [[(1, 2)], [(1, 4)], [(1, 3)]]


def without_side(sheet: Sheet) -> Sheet:
    """The same page where no painted row has a second label: nothing shows the side between the labels."""
    words = tuple(w for w in sheet.words if not (w.box.x0 == 125 and w.box.top > 190))
    return replace(sheet, words=words, upright=tuple(one for one in sheet.upright if one.x0 != 120))


def before(*columns: float) -> Found:
    return Found(0, Box(50, 100, 470, 700), columns, (100.0, 700.0), ())


@pytest.mark.parametrize("columns", [(50.0, 120.0, 190.0, 330.0, 470.0), (90.0, 300.0, 500.0)])
def test_a_stripe_shows_its_second_labels_where_no_paint_does(columns: tuple[float, ...]) -> None:
    sheet = by_colour(labels=TWO, beside=[*lines(195, 126, 138, 160, 172), *lines(335, 132, 166)])

    (table,) = tables_by_rules(without_side(sheet), before(*columns))

    rows = [[c.row_span for c in table.cells if c.column == j and c.box and 115 < c.box.top < 190] for j in range(4)]
    assert rows == [[2], [1, 1], [1, 1], [1, 1]]
    whole = [c for c in table.cells if c.box and c.box.top > 190 and not c.column]
    assert [(c.column_span, len(c.words)) for c in whole] == [(2, 1)]


def test_labels_of_two_lines_under_each_other_leave_the_first_column_whole() -> None:
    labels = [word(60, 143, "示例示例示例"), word(70, 155, "示例示例")]
    sheet = by_colour(labels=labels, beside=[*lines(195, 126, 138, 160, 172), *lines(335, 132, 166)])
    sheet = without_side(replace(sheet, words=tuple(w for w in sheet.words if (w.box.x0, w.box.top) != (55, 149))))

    (table,) = tables_by_rules(sheet)

    assert len(table.columns) == 4 and table.high == 3


@pytest.mark.parametrize(("second", "rows"), [("示例", [1, 1, 1]), ("", [1])])
def test_the_rest_of_a_row_without_its_label_stands_between_head_and_painted_rows(second: str, rows: list[int]) -> None:
    rest = [word(195, 126, "示例示例"), word(335, 126, second)]
    sheet = without_side(by_colour(labels=(), beside=rest))
    kept = [w for w in sheet.words if w.text and (w.box.x0, w.box.top) != (55, 149)]

    tables = tables_by_rules(replace(sheet, words=tuple(kept)))

    assert [cell.row_span for cell in tables[0].cells if not cell.column] == rows


def test_a_head_that_comes_again_is_no_running_line_but_what_stands_over_it_is() -> None:
    head = [word(50, 14, "指标"), word(200, 14, "A级"), word(300, 14, "B级")]
    lines = lines_of([word(50, 0, "示例导则"), *head])

    assert (list(_head_at(lines, 0)), list(_head_at(lines, 1))) == ([], [1])


def test_rows_as_near_as_lines_are_said_to_be_uncertain() -> None:
    def cuts(row: float) -> Cuts:
        words = [
            word(x, row * at + 12 * line, "示例示例") for at in range(3) for x in (2, 102, 202) for line in range(2)
        ]
        return cuts_between(words, (0.0, 100.0, 200.0, 300.0), 1, (-5.0, 200.0), step=12, opening=True)

    assert (cuts(24).tight, cuts(33).tight) == (True, False)
