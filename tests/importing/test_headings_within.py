"""Headings within tables and what looks like one; headings numbered 1-1; notes and cells that run over columns. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.bands import Band, until_break
from assistant.importing.chapters import chapters_of
from assistant.importing.flow import Item
from assistant.importing.header import head_of
from assistant.importing.joining import Growing, add
from assistant.importing.labelrows import cuts_between
from assistant.importing.lattice import Cell, Found
from assistant.importing.naming import style_of
from assistant.importing.rows import Body, rows_of
from assistant.importing.sheets import Sheet, Word, lines_of
from assistant.importing.tables import tables_on
from assistant.importing.wording import said_in
from assistant.reading.page import Box
from tests.importing.test_chapters import line, table
from tests.importing.test_cut_rows import word

Row = list[tuple[str, int]]  # texts, each with the columns it covers
HEAD: Row = [("指标", 2), ("A级", 1), ("B级", 1)]
FIRST: Row = [("示例能源", 2), ("甲", 1), ("乙", 1)]
LAST: Row = [("示例运输", 2), ("丙", 1), ("丁", 1)]


def grid(rows: list[Row], page: int = 0) -> Found:
    cells = []
    for at, row in enumerate(rows):
        column = 0
        for text, wide in row:
            cells.append(Cell(at, column, 1, wide, None, text=text))
            column += wide
    ys = tuple(float(at) for at in range(len(rows) + 1))
    return Found(page, Box(0, 0, 4, len(rows)), (0.0, 1.0, 2.0, 3.0, 4.0), ys, tuple(cells))


def body_of(*rows: Row, top: Row = HEAD) -> Body:
    found = grid([top, *rows])
    head = head_of(found)
    assert head is not None
    return rows_of(found, head, None, skip=head.deep)


HEADINGS: list[Row] = [
    [("第一部分　示例指标", 4)],
    [("第一部分", 1), ("示例指标", 3)],  # its number in the first column, its name over the rest
    [("第二篇", 2), ("示例指标", 2)],
    [("第三部分", 1), ("示例指标", 1), ("", 1), ("", 1)],
    [("（一）", 1), ("示例要求", 3)],
    [("第一类", 1), ("示例要求", 3)],
    [("二、示例要求", 2), ("", 1), ("", 1)],
    [("Ⅱ、示例要求", 2), ("", 2)],
]


@pytest.mark.parametrize("heading", HEADINGS, ids=[str(one) for one in HEADINGS])
def test_a_section_s_number_with_its_name_heads_rows(heading: Row) -> None:
    body = body_of(FIRST, heading, LAST)

    assert [row.indicator.raw for row in body.rows] == ["示例能源", "示例运输"]
    assert [say.startswith("表内一行横贯各列") for say, _ in body.doubts] == [True]


ROWS: list[Row] = [
    [("第一部分", 2), ("示例甲", 1), ("示例乙", 1)],  # the grades say their own
    [("第一部分", 1), ("物料全部密闭。", 3)],
    [("第一部分", 2), ("10", 2)],
    [("第一部分", 2), ("/", 2)],
    [("第一类", 2), ("全部密闭", 2)],  # under the grades alone: may be what they ask for
    [("示例能源", 2), ("全部密闭", 2)],
    [("一、示例能源", 2), ("全部密闭", 2)],
    [("二、示例管理", 1), ("示例制度", 1), ("", 1), ("", 1)],
    [("一般管理", 2), ("", 1), ("", 1)],
]


@pytest.mark.parametrize("row", ROWS, ids=[str(one) for one in ROWS])
def test_a_row_that_says_something_under_its_grades_is_a_row(row: Row) -> None:
    assert len(body_of(FIRST, row, LAST).rows) == 3


@pytest.mark.parametrize(("text", "rows"), [("示例指标", 2), ("示例物料全部密闭。", 3)])
def test_a_name_beside_the_rows_numbers_over_all_grades_heads_rows(text: str, rows: int) -> None:
    top: Row = [("序号", 1), ("指标", 1), ("A级", 1), ("B级", 1)]
    first: Row = [("1", 1), ("示例能源", 1), ("甲", 1), ("乙", 1)]

    assert len(body_of(first, [("二", 1), (text, 3)], [("2", 1), ("示例运输", 1), ("丙", 1), ("丁", 1)], top=top).rows) == rows  # fmt: skip


@pytest.mark.parametrize(("heading", "rows"), [([], 1), ([[("第二部分", 1), ("示例指标", 3)]], 2)])
def test_rows_on_both_sides_of_a_heading_are_two_though_a_page_ends_there(heading: list[Row], rows: int) -> None:
    long = "示例示例示例示例示例示例示例"
    first, second = grid([HEAD, [("示例能源", 2), (long, 1), (long, 1)]], 1), grid([HEAD, *heading, FIRST], 2)
    head = head_of(first)
    assert head is not None
    growing = Growing("", head, first, [])
    for found in (first, second):
        add(growing, found, rows_of(found, head, None, skip=1))

    assert len(growing.rows) == rows


@pytest.mark.parametrize("text", ["1-1　适用范围", "1-2指标体系", "2—3 重污染天气应对"])
def test_a_heading_may_be_numbered_by_two_figures_and_a_dash(text: str) -> None:
    assert style_of(text) == "n-n"


@pytest.mark.parametrize("text", ["3-5年内达到示例水平", "1-2个示例工序", "10-20小时", "1-2"])
def test_a_span_of_figures_numbers_nothing(text: str) -> None:
    assert style_of(text) == ""


def test_chapters_over_such_headings() -> None:
    flow: list[Item] = []
    for at, name in enumerate(("示例釉料", "示例粉体"), 1):
        flow += [line(f"第{at}章　{name}", 13.0), line(f"{at}-1　适用范围", 11.0), line(f"执行于{name}企业。")]
        flow += [line(f"{at}-2　指标体系", 11.0), table()]

    assert [(one.name, one.scope) for one in chapters_of(flow)] == [
        ("示例釉料", "执行于示例釉料企业。"),
        ("示例粉体", "执行于示例粉体企业。"),
    ]


XS, YS = (50.0, 72.0, 165.0, 350.0, 500.0), (100.0, 130.0, 160.0, 190.0, 230.0)


def with_last_row(*words: Word) -> list[str]:
    """A table with a column of numbers, whose last row no upright parts."""
    uprights = tuple(Box(x, YS[0], x, YS[4] if x in (XS[0], XS[-1]) else YS[3]) for x in XS)
    across = tuple(Box(XS[0], y, XS[-1], y) for y in YS)
    rows = [("序", "指标", "A级", "B级"), ("1", "示例甲", "子", "丑"), ("2", "示例乙", "寅", "卯")]
    inside = [word(XS[c] + 5, YS[r] + 8, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    (found,) = tables_on(Sheet(1, 600, 800, (*inside, *words), across, uprights, shown=(600, 800)))
    return ["".join(w.text for w in cell.words) for cell in found.cells if cell.row == 3]


def test_notes_over_all_columns_are_one_cell_with_their_marks() -> None:
    words = [word(55, 193, "（1）", 6.0), word(80, 193, "示例除外。" * 3), word(55, 210, "（2）", 6.0)]

    assert len(with_last_row(*words, word(80, 210, "示例设施另行规定。" * 2))) == 1


def test_a_number_without_rules_beside_it_is_a_cell() -> None:
    assert with_last_row(word(55, 200, "3"), word(80, 200, "示例丙"), word(170, 200, "辰"), word(355, 200, "巳")) == [
        "3", "示例丙", "辰", "巳",
    ]  # fmt: skip


COLUMNS = (50.0, 153.0, 282.0, 410.0)


def full_rows() -> list[Word]:
    """Cells that fill their columns; a second label stands in the first column of the last line."""
    words = [word(x + 3, 100 + 12 * at, "示" * (4 if x < 100 else 12)) for at in range(4) for x in COLUMNS]
    return [
        *words,
        word(53, 148, "示例管理"),
        word(102.5, 148, "示例手续"),
        *(word(x + 3, 148, "例" * 12) for x in COLUMNS[1:]),
    ]


def test_a_line_whose_cells_fill_their_columns_is_no_prose() -> None:
    band = Band((80.0, 95.0), 50.0, 540.0)
    lines = lines_of(full_rows())

    assert len(until_break(lines, band)) == 5
    assert len(until_break([*lines, *lines_of([word(53, 160, "示例" * 22)])], band)) == 5  # runs on over the columns


def test_a_closing_sign_that_hangs_over_a_side_leaves_its_line_in_two_cells() -> None:
    """Labels in the middle beside cells of several lines, of which one line fills its column with its sign beyond the side."""
    xs = (50.0, 100.0, 150.0, 250.0, 350.0, 450.0)
    words = [word(54, 124, "示例甲", 9.0), word(54, 184, "示例乙", 9.0)]
    for x in (154, 254, 354):
        words += [word(x, 100 + 12 * at, "示例示例示例", 9.0) for at in (0, 1, 2, 4)]
        words.append(word(x, 136, "示例示例示例示例示例、", 9.0))  # ends at 244 and with its sign at 253
        words += [word(x, 172 + 12 * at, "示例示例", 9.0) for at in range(3)]
        words += [word(x, 84, "示例", 9.0), word(x, 220, "示例", 9.0)]
    words += [word(104, 84, "丑", 9.0), word(104, 220, "子", 9.0)]

    found = cuts_between(words, xs, 2, (80, 400), step=12.0, opening=True)
    assert len(found.levels) == 3


@pytest.mark.parametrize(("mark", "gone"), [("（1）", ["(1)"]), ("注2", ["注2"]), ("△", ["△"]), ("2", []), ("甲", [])])
def test_a_small_mark_alone_in_the_next_line_is_one_and_a_power_is_none(mark: str, gone: list[str]) -> None:
    said = said_in([word(50, 100, "示例措施示例措施"), word(50, 114, mark, 6.0)])

    assert list(said.marks) == gone


def test_a_full_sized_number_in_brackets_in_the_next_line_is_no_mark() -> None:
    assert said_in([word(50, 100, "示例措施示例措施"), word(50, 114, "（1）")]).marks == ()
