"""Labels and cells that the page's end cut in two, and those that only look so: halves of words, verbs at an end, labels of two
kinds. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.cut_label import one_label
from assistant.importing.header import Head
from assistant.importing.joining import Growing, join
from assistant.importing.lattice import Found
from assistant.importing.rows import Piece, Slot, TableRow
from assistant.importing.wording import Said
from assistant.library.grade import Grade
from assistant.reading.page import Box

ONE = [
    ("有组织排放浓", "度限值"), ("无组织排", "放控制"), ("运输方", "式"), ("监测监控水", "平"), ("颗粒物", "（mg/m³）"), ("排放限值（mg/", "m³）"),
    ("原辅材", "料"),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below"), ONE)
def test_a_word_over_the_seam_makes_two_halves_of_one_label(above: str, below: str) -> None:
    assert one_label(above, below)


TWO = [
    ("末端治理", "运输方式"), ("生产", "工艺"), ("运输方式", "运输方式"), ("排放限值", "NMHC（mg/m³）"), ("颗粒物（mg/m³）", "（标态）"),
    ("排放限值（甲类", "乙类"), ("", "示例"), ("SO2", "NOx"), ("示例管理", ""),
]  # fmt: skip


@pytest.mark.parametrize(("above", "below"), TWO)
def test_whole_words_on_both_sides_are_two_labels(above: str, below: str) -> None:
    assert not one_label(above, below)


def slot(text: str, page: int) -> Slot:
    return Slot([Piece(Said(text), page, Box(0, 0, 10, 10))]) if text else Slot()


def over_the_page(
    above: tuple[str, str | None, str], below: tuple[str, str | None, str]
) -> list[tuple[str, str | None, str]]:
    """A page's last row and the next one's first, each with its first label, its second (None: the first is over both) and
    what grade A says; behind each, a row of its own."""

    def row(page: int, label: str, sub: str | None, text: str) -> TableRow:
        cells = {Grade.A: slot(text, page), Grade.B: slot("示例。", page)}
        return TableRow(slot(label, page), None if sub is None else slot(sub, page), cells, page)

    head = Head(1, {Grade.A: (150.0, 300.0), Grade.B: (300.0, 450.0)}, {})
    found = Found(1, Box(50, 100, 450, 200), (50.0, 100.0, 150.0, 300.0, 450.0), (100.0, 200.0), ())
    table = Growing("", head, found, [1], [row(1, *above)])
    rows = [*table.rows, *join(table, [row(2, *below)])]
    return [(one.indicator.raw, one.sub.raw if one.sub else None, one.cells[Grade.A].raw) for one in rows]


def test_a_first_label_that_the_page_cut_is_one_over_both_its_rows() -> None:
    assert over_the_page(("无组织排", "示例甲", "密闭。"), ("放控制", "示例乙", "喷淋。")) == [
        ("无组织排放控制", "示例甲", "密闭。"),
        ("无组织排放控制", "示例乙", "喷淋。"),
    ]


def test_two_first_labels_stay_two() -> None:
    assert [
        label for label, _, _ in over_the_page(("末端治理", "示例甲", "密闭。"), ("运输方式", "示例乙", "喷淋。"))
    ] == [
        "末端治理",
        "运输方式",
    ]


@pytest.mark.parametrize("end", ["示例除尘采用", "全部使用", "示例甲、", "排放浓度不高于", "示例甲分别", "不低于"])
def test_a_cell_that_ends_before_what_it_leads_to_goes_on_overleaf(end: str) -> None:
    assert over_the_page(("示例甲", None, end), ("示例乙", None, "示例丙。"))[0][2] == f"{end}示例丙。"


@pytest.mark.parametrize("end", ["示例除尘采用甲类", "使用", "示例甲。", "示例甲"])
def test_a_cell_that_says_its_all_does_not(end: str) -> None:
    assert over_the_page(("示例甲", None, end), ("示例乙", None, "示例丙。"))[0][2] == end


def test_a_verb_at_the_end_is_no_sign_where_the_labels_are_of_two_kinds() -> None:
    """洗车水循环使用 is a whole sentence: one label is over both label columns, the other a second one."""
    assert over_the_page(("示例甲", None, "洗车水循环使用"), ("示例乙", "示例丙", "示例丁。")) == [
        ("示例甲", None, "洗车水循环使用"),
        ("示例乙", "示例丙", "示例丁。"),
    ]
    assert len(over_the_page(("示例甲", None, "洗车水循环使用"), ("示例乙", None, "示例丁。"))) == 1


def test_a_list_that_begins_overleaf_or_the_same_once_more_is_no_rest() -> None:
    listed = over_the_page(("示例甲", None, "示例除尘采用"), ("示例乙", None, "1、示例丙。"))

    assert [text for _, _, text in listed] == ["示例除尘采用", "1、示例丙。"]
    assert len(over_the_page(("示例甲", None, "满足示例要求和"), ("示例乙", None, "满足示例要求和"))) == 2


@pytest.mark.parametrize(("sub", "rows"), [("示例乙", 2), (None, 1)])
def test_a_row_with_blank_cells_above_another_kind_of_label_is_a_row(sub: str | None, rows: int) -> None:
    """The page's end may cut a row beside its labels; not where they are of two kinds."""
    head = Head(1, {Grade.A: (150.0, 300.0)}, {})
    found = Found(1, Box(50, 100, 450, 200), (50.0, 100.0, 150.0, 300.0), (100.0, 200.0), ())
    last = TableRow(slot("示例甲", 1), None, {Grade.A: Slot()}, 1)
    table = Growing("", head, found, [1], [last])

    below = TableRow(slot("示例丙", 2), None if sub is None else slot(sub, 2), {Grade.A: slot("示例。", 2)}, 2)

    assert len([*table.rows, *join(table, [below])]) == rows
