"""What a page's end or an empty field leaves of a row, a lone line between rules, signs that hang over a column's side.
示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.bands import bands_on
from assistant.importing.breaks import breaks_off
from assistant.importing.guided import _from_above
from assistant.importing.header import Head
from assistant.importing.joining import Growing, add
from assistant.importing.lattice import Found
from assistant.importing.rows import Body, Piece, Slot, TableRow
from assistant.importing.seams import HALF
from assistant.importing.sheets import Line, Sheet, Word, touching
from assistant.importing.wording import Said
from assistant.library.grade import Grade
from assistant.reading.page import Box


def slot(text: str, page: int) -> Slot:
    return Slot([Piece(Said(text), page, Box(0, 0, 10, 10))])


def row(page: int, indicator: str, sub: str, a: str, b: str) -> TableRow:
    cells = {Grade.A: slot(a, page), Grade.B: slot(b, page)}
    return TableRow(slot(indicator, page), slot(sub, page), cells, page)


def joined(above: TableRow, below: TableRow, *earlier: TableRow) -> list[list[str]]:
    found = [Found(page, Box(0, 0, 100, 100), (0.0, 100.0), (0.0, 100.0), ()) for page in (1, 2)]
    table = Growing("", Head(1, {Grade.A: (0, 1), Grade.B: (1, 2)}, {}), found[0], [1], [*earlier, above])
    add(table, found[1], Body([below]))
    return [
        [one.indicator.raw, one.sub.raw if one.sub else "", *(cell.raw for cell in one.cells.values())]
        for one in table.rows
    ]


def test_a_row_that_the_page_parts_between_its_cells_is_one_row() -> None:
    assert joined(row(1, "", "示例记录", "甲", ""), row(2, "示例管理", "", "", "乙")) == [
        ["示例管理", "示例记录", "甲", "乙"]
    ]


def test_two_rows_that_each_say_their_own_stay_two() -> None:
    rows = joined(row(1, "示例管理", "示例记录", "甲。", "乙。"), row(2, "示例运输", "示例车辆", "丙。", "丁。"))

    assert rows == [["示例管理", "示例记录", "甲。", "乙。"], ["示例运输", "示例车辆", "丙。", "丁。"]]


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


XS, YS = (0.0, 50.0, 100.0, 200.0), (0.0, 20.0, 40.0)


@pytest.mark.parametrize(("second", "open_"), [("", True), ("乙", False)])
def test_an_empty_field_within_one_label_goes_on_with_the_cell_above(second: str, open_: bool) -> None:
    walls = [[True] * 3 for _ in YS]
    sides = [[True] * 3 for _ in range(2)]
    body = [word(102, 4, "甲"), *([word(102, 24, second)] if second else [])]

    inferred = _from_above(walls, sides, body, XS, YS, 2, [False, True, False])

    assert (not walls[1][2], bool(inferred)) == (open_, open_)


def test_an_empty_field_under_another_label_stays_empty() -> None:
    walls = [[True] * 3 for _ in YS]

    assert not _from_above(walls, [[True] * 3 for _ in range(2)], [word(102, 4, "甲")], XS, YS, 2, [False] * 3)
    assert walls[1][2]


def between_rules(x: float) -> Sheet:
    """Two rows of cells 4 points from the side of their rules, and under them a high row with one line at `x`."""
    words = [
        word(at, down, text) for down in (106, 126) for at, text in ((54, "示例"), (150, "示例甲"), (300, "示例乙"))
    ]
    rules = tuple(Box(50, y, 450, y) for y in (100, 120, 140, 180))
    return Sheet(1, 600, 800, (*words, word(x, 155, "示例分部")), rules, (), shown=(600, 800))


def test_a_lone_line_as_far_in_as_cells_are_is_a_row_of_the_table() -> None:
    assert [len(band.levels) for band in bands_on(between_rules(54), [])] == [4]


def test_a_lone_line_at_the_side_of_the_rules_is_none() -> None:
    assert next(len(band.levels) for band in bands_on(between_rules(50), [])) == 3


def test_a_closing_sign_may_hang_over_the_side_of_its_column() -> None:
    hanging, plain = word(70, 0, "示例。"), word(70, 0, "示例甲")

    assert (hanging.end, plain.end, word(70, 0, "。").end) == (90, 100, 80)
    assert touching([hanging], 90, 200, 0, 20) == []
    assert touching([plain], 90, 200, 0, 20) == [plain]


@pytest.mark.parametrize(
    ("numbers", "number", "parted"),
    [
        (["12"], "13", True),
        (["12"], "12", False),
        (["12"], "", False),
        (["11", "12"], "13", True),
        (["11", "1"], "2", False),
    ],
)
def test_rows_with_numbers_of_their_own_stay_two(numbers: list[str], number: str, parted: bool) -> None:
    """Whatever their labels and cells look like on both sides of a page's end; of a number a narrow column may leave one figure."""
    above, below = row(1, "", "示例记录", "甲", ""), row(2, "示例管理", "", "", "乙")
    above.number, below.number = numbers[-1], number
    earlier = [row(1, "示例运输", "", "丙", "丁") for _ in numbers[1:]]
    for one, text in zip(earlier, numbers, strict=False):
        one.number = text

    assert (len(joined(above, below, *earlier)) == 2 + len(earlier)) is parted


@pytest.mark.parametrize(
    ("parts", "breaks"),
    [
        ([(50, "第四部分"), (100, "减排要求")], True), ([(50, "第四部分"), (180, "减排要求")], False), ([(50, "3．重污染天气减排")], True),
        ([(50, "【减排措施】")], True), ([(50, "3．示例台账")], False), ([(50, "C.分级减排措施")], True), ([(50, "C.示例台账")], False),
    ],
)  # fmt: skip
def test_what_is_a_heading_with_which_no_table_goes_on(parts: list[tuple[float, str]], breaks: bool) -> None:
    assert breaks_off(Line(tuple(word(x, 100, text) for x, text in parts))) is breaks


@pytest.mark.parametrize(("x", "bands"), [(104.0, 1), (108.0, 2)])
def test_cells_close_to_their_labels_are_no_prose(x: float, bands: int) -> None:
    """Where their lines begin as those of other cells do; elsewhere a space within a line is one of prose."""
    lines = [word(104, 90 + 14 * at, "示例要求写满一行的示例要求写满") for at in range(4)]
    for at in range(2):
        lines += [
            word(60, 150 + 14 * at, "示例示例"),
            word(x, 150 + 14 * at, "示例要求写满一行的示例要求写满一行的示例要求写满"),
        ]
    head = [word(60, 68, "指标"), word(150, 68, "A级"), word(300, 68, "B级")]
    rules = tuple(Box(58, y, 400, y) for y in (62, 85, 200))

    assert len(bands_on(Sheet(1, 595, 842, (*head, *lines), rules, ()), [])) == bands


def test_a_cell_over_two_rows_with_numbers_of_their_own_goes_on_past_the_page() -> None:
    above, below = row(1, "示例管理", "示例记录", "甲。", "乙。"), row(2, "示例运输", "示例车辆", "丙。", "")
    above.number, below.number = "12", "13"

    assert joined(above, below)[1] == ["示例运输", "示例车辆", "丙。", "乙。"]


@pytest.mark.parametrize(
    ("words", "half"), [("不涉及", False), ("颗粒物、二氧化硫及", True), ("及", False), ("分别不高于", True)]
)
def test_what_ends_in_a_joint_is_half_a_sentence_and_a_word_that_ends_alike_is_none(words: str, half: bool) -> None:
    assert bool(HALF.search(words)) is half
