"""Tables that stand the other way round, and columns that only count rows. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.importing.drafting import same_as
from assistant.importing.footnotes import notes_in, plain_mark, without_mark
from assistant.importing.header import alert_in, grade_in, head_of
from assistant.importing.joining import Growing, goes_on
from assistant.importing.lattice import Cell, Found
from assistant.importing.rows import rows_of
from assistant.importing.turned import goes_on_down, rows_down, turned_of, widen
from assistant.library.grade import LEADERSHIP, Alert, Grade
from assistant.reading.page import Box


def grid(rows: Sequence[Sequence[str]], page: int = 0) -> Found:
    """A grid of plain cells; "<" goes on from the left, "^" from above."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = 1 + sum(1 for _ in iter_while(row[c + 1 :], "<"))
            high = 1 + sum(1 for _ in iter_while([one[c] for one in rows[r + 1 :]], "^"))
            cells.append(Cell(r, c, high, wide, None, (), text))
    high, wide = len(rows), len(rows[0])
    return Found(
        page, Box(0, 0, wide, high), tuple(map(float, range(wide + 1))), tuple(map(float, range(high + 1))), tuple(cells)
    )  # fmt: skip


def iter_while(some: Sequence[str], sign: str) -> list[str]:
    out = []
    for one in some:
        if one != sign:
            break
        out.append(one)
    return out


DOWN = [["等级", "示例限值", "示例管理"], ["A级", "甲", "乙"], ["B级", "丙", "^"], ["C级", "/", "丁"]]


def test_a_row_for_each_grade_is_read_column_by_column() -> None:
    found = grid(DOWN)
    way = turned_of(found)

    assert way is not None
    rows = rows_down(found, way, None)
    assert [(row.indicator.raw, {str(g): slot.raw for g, slot in row.cells.items()}) for row in rows] == [
        ("示例限值", {"A": "甲", "B": "丙", "C": "/"}),
        ("示例管理", {"A": "乙", "B": "乙", "C": "丁"}),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["等级", "示例企业", "示例地"],
            ["A级", "甲", "乙"],
            ["B级", "丙", "丁"],
            ["A级", "戊", "己"],
        ],  # a list: A comes again
        [["等级", "黄色预警", "橙色预警"], ["A级", "甲", "乙"], ["B级", "丙", "丁"]],  # measures
        [["等级", "示例限值", "示例管理"], ["A级", "甲", "乙"], ["合计", "丙", "丁"]],  # a row that is no grade's
        [["A级", "甲", "乙"], ["B级", "丙", "丁"]],  # no head
        [["等级", "示例限值", "示例管理"], ["A级", "甲", "乙"]],  # one grade alone
    ],
)
def test_another_table_with_grades_in_its_first_column_is_not_turned(rows: list[list[str]]) -> None:
    assert turned_of(grid(rows)) is None


def first_page() -> tuple[Growing, Found]:
    found = grid(DOWN[:3], page=1)
    way = turned_of(found)
    assert way is not None
    return Growing("", way.head(found), found, [1], rows_down(found, way, None), turned=True), found


@pytest.mark.parametrize("rows", [[DOWN[0], DOWN[3]], [DOWN[3]]], ids=["head again", "no head"])
def test_a_turned_table_goes_on_overleaf(rows: list[list[str]]) -> None:
    table, _ = first_page()
    found = grid(rows, page=2)
    way = turned_of(found, goes_on=True)

    assert way is not None
    more = rows_down(found, way, None, Grade.B)
    assert goes_on_down(table, found, way, more)
    widen(table, found, way, more)
    assert list(table.head.grades) == [Grade.A, Grade.B, Grade.C]
    assert [row.cells[Grade.C].raw for row in table.rows] == ["/", "丁"]


def test_a_turned_table_of_other_indicators_does_not_go_on() -> None:
    table, _ = first_page()
    found = grid([["等级", "示例限值", "示例运输"], ["C级", "/", "丁"]], page=2)
    way = turned_of(found, goes_on=True)

    assert way is not None
    assert not goes_on_down(table, found, way, rows_down(found, way, None))


def test_a_row_that_the_page_cuts_is_put_together_and_said() -> None:
    table, _ = first_page()
    found = grid([["", "续", ""], ["C级", "/", "丁"]], page=2)
    way = turned_of(found, goes_on=True)

    assert way is not None
    more = rows_down(found, way, None, Grade.B)
    assert goes_on_down(table, found, way, more)
    widen(table, found, way, more)
    assert table.rows[0].cells[Grade.B].raw == "丙续"
    assert table.rows[0].cells[Grade.B].doubts


NUMBERED = [
    ["序号", "指标", "<", "A级", "B级"],
    ["1", "示例限值", "示例窑", "甲", "乙"],
    ["^", "^", "示例炉", "丙", "丁"],
    ["2", "示例管理", "<", "戊", "己"],
]


def test_a_column_that_counts_the_rows_is_no_label() -> None:
    found = grid(NUMBERED)
    head = head_of(found)

    assert head is not None
    body = rows_of(found, head, None, skip=head.deep)
    assert [(row.indicator.raw, row.sub.raw if row.sub else None) for row in body.rows] == [
        ("示例限值", "示例窑"), ("示例限值", "示例炉"), ("示例管理", None),
    ]  # fmt: skip
    assert not any("多于两列" in say for row in body.rows for say in row.doubts)


def test_a_first_column_of_another_name_stays_a_label() -> None:
    head = head_of(grid([["类别", *NUMBERED[0][1:]], *NUMBERED[1:]]))

    assert head is not None
    assert head.number is None


@pytest.mark.parametrize(
    ("above", "goes"),
    [
        ("示例指标——主体工序", True),
        ("示例指标——主体工序（续）", True),
        ("示例指标——公用工程", False),
        ("表2 示例指标", False),
    ],
)
def test_a_table_with_another_title_within_is_another_one(above: str, goes: bool) -> None:
    def page(number: int, title: str) -> Found:
        return grid([[title, "<", "<"], ["指标", "A级", "B级"], ["示例", "甲", "乙"]], page=number)

    first, second = page(1, "示例指标——主体工序"), page(2, above)
    head = head_of(first)
    assert head is not None

    assert goes_on(Growing(head.above, head, first, [1]), second, head_of(second)) == goes


@pytest.mark.parametrize(
    ("head", "grades"),
    [
        (["序号", "引领性指标", "绩效引领性企业", "备注"], [Grade.LEADING]),
        (["引领性指标", "", "绩效引领性企业", "非绩效引领性企业"], list(LEADERSHIP)),
        (["差异化指标", "A级要求（示例）", "B级要求（试行）", "备注"], [Grade.A, Grade.B]),
        (["差异化指标", "A级要求（新建）", "B级要求（新建）", "备注"], []),  # a condition
    ],
)
def test_a_label_of_the_rows_and_a_gloss_are_no_grades(head: list[str], grades: list[Grade]) -> None:
    found = head_of(grid([head, ["1", "示例", "甲", "乙"]]))

    assert (list(found.grades) if found else []) == grades


def test_a_leading_grade_alone_is_a_head_behind_a_number_too() -> None:
    assert head_of(grid([["序号", "评价指标", "绩效引领性企业"], ["1", "示例", "甲"]])) is not None
    assert head_of(grid([["序号", "示例企业", "绩效引领性企业"], ["1", "示例", "甲"]])) is None


@pytest.mark.parametrize(
    ("head", "numbers", "counted"),
    [("", "345", True), ("号", "345", True), ("", "335", False), ("", "3", False), ("指标", "345", False)],
)
def test_a_first_column_of_rising_numbers_is_one_of_numbers_where_its_head_was_not_read(
    head: str, numbers: str, counted: bool
) -> None:
    found = head_of(grid([[head, "指标", "A级", "B级"], *([n, "示例", "甲", "乙"] for n in numbers)]))

    assert found is not None and (found.number is not None) == counted


@pytest.mark.parametrize("text", ["黄色预警（Ⅲ级响应）", "Ⅲ级响应（黄色预警）", "黄色预警期间"])
def test_an_alert_with_its_level_is_an_alert(text: str) -> None:
    assert alert_in(text) is Alert.YELLOW
    assert alert_in(text + "应停产") is None


def test_marks_of_notes_that_are_signs_or_numbered_words() -> None:
    assert [(note.mark, note.text) for note in notes_in(["注：★ 示例甲。", "注1 示例乙。"])] == [
        ("★", "示例甲。"),
        ("注1", "示例乙。"),
    ]
    assert without_mark("示例≤11mg/m³★", ["★"]) == ("示例≤11mg/m³", ["★"])
    assert without_mark("11a", ["a"]) == ("11", ["a"])
    assert without_mark("11b", ["a"]) == ("11b", [])  # no note has that mark


@pytest.mark.parametrize("mark", ["※※", "★★", "**", "[1]", "［2］", "△△△"])
def test_a_sign_printed_twice_and_a_figure_in_brackets_are_marks_too(mark: str) -> None:
    once = mark[0] if mark[0] not in "[［" else "*"

    assert [(note.mark, note.text) for note in notes_in([f"注：{once} 示例甲。{mark} 示例乙。"])] == [
        (once, "示例甲。"),
        (plain_mark(mark), "示例乙。"),
    ]
    assert [note.mark for note in notes_in([f"{mark}：示例乙。"])] == [plain_mark(mark)]
    assert without_mark(f"示例除尘设施{mark}", [once, plain_mark(mark)]) == ("示例除尘设施", [plain_mark(mark)])


def test_signs_that_are_no_note_s_stay_in_the_cell() -> None:
    assert without_mark("示例除尘设施※※", ["※"]) == ("示例除尘设施※※", [])  # no note has the sign twice
    assert without_mark("示例设施[3]", ["[1]", "[2]"]) == ("示例设施[3]", [])
    assert without_mark("满足[1]项示例要求", ["[1]"]) == ("满足[1]项示例要求", [])  # within the words
    assert [note.mark for note in notes_in(["注：※★ 示例甲。"])] == ["※"]  # two signs are no sign printed twice


def test_what_misses_the_leading_grade_has_a_column_of_its_own() -> None:
    head = head_of(grid([["评价指标", "绩效引领性企业", "非绩效引领性企业"], ["示例能源", "甲", "乙"]]))

    assert head is not None
    assert list(head.grades) == [Grade.LEADING, Grade.NOT_LEADING]
    assert (
        head_of(grid([["评价指标", "非绩效引领性企业", "示例企业"], ["示例能源", "甲", "乙"]])) is None
    )  # alone: no ladder
    assert grade_in("非引领性指标") is Grade.NOT_LEADING
    assert grade_in("非重点引领性企业") is None
    assert head_of(grid([["示例企业", "绩效引领性企业", "非绩效引领性企业"], ["示例", "甲", "乙"]])) is None  # no stub


def test_a_cell_names_what_misses_the_leading_grade() -> None:
    assert same_as("同非绩效引领性要求") is Grade.NOT_LEADING
    assert same_as("同绩效引领性要求") is Grade.LEADING
    assert same_as("未达到绩效引领性要求") is None
