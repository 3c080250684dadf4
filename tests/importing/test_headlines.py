"""Heads of several lines of print, and tables that are open at their sides. 示例 text only."""

from __future__ import annotations

from dataclasses import replace

from assistant.importing.header import labels_before
from assistant.importing.headlines import headline_at
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
