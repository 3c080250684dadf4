"""Heads of several lines of print, and tables that are open at their sides. 示例 text only."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from assistant.importing.flow import _head_at
from assistant.importing.header import labels_before
from assistant.importing.headlines import headline_at
from assistant.importing.labelrows import Cuts, cuts_between
from assistant.importing.lattice import tables_by_rules
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
