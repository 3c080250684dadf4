"""Rows without rules: room around cells, labels over several rows that the page cut, painted heads, labels at a page's end.
示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.flow import Placed, flow_of_pdf
from assistant.importing.header import Head, is_head_alone, labels_before
from assistant.importing.joining import Growing, add, settle
from assistant.importing.labelrows import cuts_between
from assistant.importing.lattice import Cell, Found, tables_by_rules
from assistant.importing.rows import UNDER, Body, Piece, Slot, TableRow, rows_of
from assistant.importing.running import without_running_lines
from assistant.importing.sheets import Sheet, Word
from assistant.importing.tables import tables_on
from assistant.importing.wording import Said, said_by
from assistant.library.grade import Grade
from assistant.reading.page import Box

XS = (50.0, 100.0, 150.0, 250.0, 350.0)
STEP = 12.0


def word(x: float, down: float, text: str, size: float = 9.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def block(x: float, middle: float, lines: int, text: str = "示例示例示例示例示例") -> list[Word]:
    """Lines of print a step apart, `middle` half way between the first and the last."""
    top = middle - (lines - 1) * STEP / 2 - 4.5
    return [word(x, top + STEP * at, text) for at in range(lines)]


def cuts(words: list[Word], labels: int = 2) -> list[int]:
    found = cuts_between(words, XS, labels, (90, 400), step=STEP, opening=True)
    return [round(y) for y in found.levels]


def test_rows_with_room_are_parted_though_most_lines_stand_whole_steps_apart() -> None:
    """Numbered lists end their lines early: without room around the cells each number would begin another text."""
    many = [word(104 + 50, 100 + STEP * at, "1．示例" if not at % 4 else "示例示例") for at in range(12)]
    rest = [word(154, 249 + STEP * at, "示例示例") for at in range(3)]
    labels = [word(54, 162, "示例甲"), word(54, 261, "示例乙"), *block(254, 166.5, 4), *block(254, 265.5, 1)]

    assert len(cuts([*many, *rest, *labels])) == 1


def test_rows_without_room_are_judged_by_how_full_their_lines_are() -> None:
    words = [word(54, 100 + 24 * row, "示例甲") for row in range(4)]
    words += [word(154, 100 + STEP * at, "示例示例示例示例示例示" if not at % 2 else "示例") for at in range(8)]

    found = cuts_between(words, XS, 1, (90, 400), step=STEP, opening=True)

    assert found.tight and [round(y) for y in found.levels] == [123 + 24 * at - 1 for at in range(3)]


def test_a_first_label_beside_texts_that_stand_beside_a_second_one_too_has_no_row_of_its_own() -> None:
    """The page cut the rows of the label, which then stands level with their first line."""
    words = [word(54, 120, "示例浓度"), word(104, 154, "示例窑"), word(104, 230, "示例炉")]
    words += [word(154, 120 + STEP * at, "示例示例示例") for at in range(7)]
    words += [*block(254, 158.5, 3), *block(154, 234.5, 2), *block(254, 234.5, 2)]
    words += [word(54, 90, "示例甲"), word(154, 90, "示例"), word(254, 90, "示例")]

    assert len(cuts(words)) == 2


@pytest.mark.parametrize(
    ("first", "second", "goes_on"), [(108, 141, [146]), (119, 152, [124]), (108, 130, [146]), (108, 152, [124])]
)
def test_where_every_cell_is_of_one_line_the_first_labels_tell_how_cells_are_set(
    first: float, second: float, goes_on: list[int]
) -> None:
    """Half way between two rows' lines a label is set in the middle of both; level with one it is at its top."""
    words = [w for y in (108, 130, 152) for w in (word(104, y, "示例炉"), word(154, y, "≤10"), word(254, y, "≤20"))]
    found = cuts_between(
        [*words, word(54, first, "甲"), word(54, second, "乙")], XS, 2, (96, 172), step=STEP, opening=True
    )

    assert len(found.levels) == 2 and sorted(round(y) for y in found.goes_on) == goes_on


def test_a_level_goes_rather_through_a_text_over_two_rows_than_through_one_beside_its_label() -> None:
    words = [word(54, 115.5, "示例窑"), word(54, 175.5, "示例炉"), *block(104, 120, 4), *block(104, 180, 5)]

    (level,) = cuts([*words, *block(154, 147, 2)], 1)
    assert 142 < level < 152  # between the texts beside the labels, through the one over both rows

    (level,) = cuts([*words, *block(154, 120, 4)], 1)
    assert 142 < level < 152


def slot(text: str) -> Slot:
    return Slot([Piece(Said(text), 1, Box(0, 0, 10, 10))])


def labelled(page: int, text: str, right: float, high: int = 1) -> Found:
    """A page's table with one row: a blank first label, a second one, a grade's cell."""
    cells = (
        Cell(0, 0, high, 1, Box(50, 100, 100, 130)),
        Cell(0, 1, 1, 1, Box(100, 100, right, 130), (word(104, 110, text),)),
    )
    return Found(page, Box(50, 100, 300, 130), (50.0, 100.0, right, 300.0), (100.0, 130.0), cells)


def joined(first: str, second: str, right: float, *grades: Grade) -> int:
    head = Head(1, {grade: (right + 50 * at, right + 50 * at + 50) for at, grade in enumerate(grades)}, {})
    above = TableRow(slot("示例管理"), slot(first), {grade: slot("甲") for grade in grades}, 1)
    below = TableRow(slot(""), slot(second), {grade: Slot() for grade in grades}, 2)
    table = Growing("", head, labelled(1, first, right), [1], [above])
    add(table, labelled(2, second, right), Body([below]))
    return len(table.rows)


def test_a_label_that_had_room_for_the_next_one_is_not_cut() -> None:
    assert joined("示例档案", "示例记录", 200, Grade.A, Grade.B) == 2


def test_a_label_that_fills_its_column_may_be_cut() -> None:
    assert joined("示例档案", "记录", 145, Grade.A, Grade.B) == 1


def test_in_a_table_of_one_grade_a_cell_over_two_rows_is_the_more_usual() -> None:
    assert joined("示例档案", "示例记录", 145, Grade.A) == 2
    assert joined("示例（mg/", "m³）", 145, Grade.A) == 1


def test_a_blank_label_at_a_pages_end_waits_for_the_next_page() -> None:
    names = [word(54, 104, "指标"), word(154, 104, "A级"), word(254, 104, "B级")]
    rows = [word(54, 124, "示例甲"), word(104, 124, "甲"), word(104, 144, "乙")]
    rows += [word(x, down, "示例") for x in (154, 254) for down in (124, 144)]
    across = tuple(Box(50, y, 350, y) for y in (100, 120, 140, 160))
    upright = (*(Box(x, 100, x, 160) for x in (50, 150, 250, 350)), Box(100, 120, 100, 160))
    (found,) = tables_by_rules(Sheet(1, 400, 800, (*names, *rows), across, upright, shown=(400, 800)))
    head = Head(1, {Grade.A: (150, 250), Grade.B: (250, 350)}, {})
    table = Growing("", head, found, [])

    add(table, found, rows_of(found, head, None, skip=1))
    assert [row.indicator.blank for row in table.rows] == [False, True]

    settle(table)
    assert table.rows[1].indicator is table.rows[0].indicator and table.rows[1].doubts == [UNDER]


@pytest.mark.parametrize("below", [True, False])
def test_a_painted_head_over_rules_is_no_table(below: bool) -> None:
    """A head painted as one rectangle has uprights at its sides; alone it may be a frame."""
    across = tuple(Box(50, y, 350, y) for y in (100, 120, 140, *((170, 200) if below else ())))
    upright = (Box(50, 100, 50, 140), Box(350, 100, 350, 140))
    words = [word(60, 106, "示例"), word(60, 126, "示例")]

    assert len(tables_by_rules(Sheet(1, 400, 800, tuple(words), across, upright, shown=(400, 800)))) == (not below)


@pytest.mark.parametrize("uprights_follow", [False, True])
def test_a_head_painted_cell_by_cell_over_rules_is_no_table_of_its_own(uprights_follow: bool) -> None:
    """The rows below it have no uprights; where they have, a row without them stands under the head."""
    names = [word(60, 104, "指标"), word(170, 104, "A级"), word(270, 104, "B级")]
    rows = [word(x, down, "示例") for x in (60, 160, 260) for down in ((144,) if uprights_follow else (124, 144))]
    rows += [word(60, 124, "一、示例部分示例部分")] if uprights_follow else []
    across = tuple(Box(50, y, 350, y) for y in (100, 120, 140, 160))
    xs = (50, 150, 250, 350)
    upright = [Box(x, 100, x, 120) for x in xs] + [Box(x, 140, x, 160) for x in xs if uprights_follow]
    made = Sheet(1, 400, 800, (*names, *rows), across, tuple(upright), shown=(400, 800))

    tables = tables_on(made, None, labels_before, is_head_alone)

    assert [one.high for one in tables] == ([1, 2] if uprights_follow else [3])
    if not uprights_follow:
        assert [said_by(c).raw for c in tables[0].cells if c.row == 1] == ["示例"] * 3


def page(words: list[Word], number: int, rules: tuple[float, ...] = ()) -> Sheet:
    across = tuple(Box(50, y, 350, y) for y in rules)
    return Sheet(number, 400, 800, tuple(words), across, (), shown=(400, 800))


@pytest.mark.parametrize(("x", "found"), [(154, 2), (60, 1)])
def test_a_table_goes_on_with_the_lines_of_its_tallest_cell(x: float, found: int) -> None:
    """The page before ends with it, and nothing is ruled here; lines over two columns are prose."""
    names = [word(90, 704, "指标"), word(190, 704, "A级"), word(290, 704, "B级")]
    first = [
        *names,
        *(word(at, 724, "示例") for at in (60, 154, 254)),
        *(word(at, 752, "示例") for at in (60, 154, 254)),
    ]
    long = [
        word(x, 60 + STEP * at, "示例示例示例示例" if x > 100 else "示例示例示例示例示例示例示例示例")
        for at in range(5)
    ]
    rest = [word(60, 60 + STEP * 6, "示例"), word(154, 60 + STEP * 5, "示例"), word(254, 60 + STEP * 6, "示例")]

    items = flow_of_pdf([page(first, 1, (700, 716)), page([*long, *rest], 2)])

    assert sum(isinstance(one, Placed) for one in items) == found


def test_dashes_at_a_pages_foot_are_its_number_that_was_not_printed() -> None:
    sheets = [
        page([word(190, 780, "-"), word(204, 780, "-"), word(60, 400, "示例")], 1),
        page([word(60, 780, "示例")], 2),
    ]

    assert [[w.text for w in one.words] for one in without_running_lines(sheets)] == [["示例"], ["示例"]]


@pytest.mark.parametrize("over", [True, False])
def test_a_text_over_rows_that_no_rule_parts_is_not_sure(over: bool) -> None:
    names = [word(90, 104, "指标"), word(190, 104, "A级"), word(290, 104, "B级")]
    labels = [word(54, 134, "示例甲"), word(54, 187, "示例乙")]
    texts = block(154, 165, 4, "示例示例") if over else [*block(154, 138.5, 2), *block(154, 191.5, 2)]
    beside = [*block(254, 138.5, 2, "示例示例"), *block(254, 191.5, 2, "示例示例")]

    (table,) = [
        one.found
        for one in flow_of_pdf([page([*names, *labels, *texts, *beside], 1, (100, 116, 215))])
        if isinstance(one, Placed)
    ]

    cells = [cell for cell in table.cells if cell.row and cell.column == 1]
    assert [(cell.row_span, cell.inferred) for cell in cells] == ([(2, True)] if over else [(1, False), (1, False)])
