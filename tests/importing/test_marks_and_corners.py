"""Marks of notes in rings, walls that the ends of rules prove, page numbers at a table's foot. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.footnotes import is_marked, is_note, notes_in, without_mark
from assistant.importing.lattice import Found
from assistant.importing.requirements import requirements_in
from assistant.importing.running import without_running_lines
from assistant.importing.sheets import Sheet, Word
from assistant.importing.tables import tables_on
from assistant.reading.page import Box
from tests.importing.test_as_a_ministry_prints import word


@pytest.mark.parametrize("mark", ["⑴", "㈠", "➀", "⒜"])
def test_a_ring_is_a_mark_where_the_cells_call_it(mark: str) -> None:
    assert is_marked(f"{mark}示例甲。", {mark}.__contains__)
    assert not is_marked(f"{mark}示例甲。")  # a list may be numbered so
    assert [(note.mark, note.text) for note in notes_in([f"{mark}示例甲。"])] == [(mark, "示例甲。")]
    assert without_mark(f"示例设施{mark}", [mark]) == ("示例设施", [mark])
    assert without_mark(f"{mark}示例设施", [mark]) == (f"{mark}示例设施", [])


def test_a_section_s_sign_with_its_number_is_a_mark_only_where_it_is_called() -> None:
    assert not is_marked("§3示例措施")
    assert is_marked("§3示例措施", {"§3"}.__contains__)
    assert is_marked("§示例除外")


def test_notes_behind_a_word_of_their_own() -> None:
    assert is_note("注释：")
    assert is_note("附注：示例甲。")
    assert not is_note("注释示例")
    assert [(note.mark, note.text) for note in notes_in(["注释：", "ⓐ示例甲。", "ⓑ示例乙。"])] == [
        ("ⓐ", "示例甲。"),
        ("ⓑ", "示例乙。"),
    ]


def test_a_list_within_a_note_does_not_part_it() -> None:
    assert [note.text for note in notes_in(["注：a 示例如下。●示例甲。●示例乙。"])] == ["示例如下。●示例甲。●示例乙。"]
    assert [note.mark for note in notes_in(["注：（1）示例甲。（2）示例乙。"])] == ["(1)", "(2)"]


XS = (50.0, 120.0, 200.0, 350.0)
YS = (100.0, 130.0, 160.0, 190.0)


def spanned(*, label: float = 60) -> Found:
    """A label over two rows, whose right side is drawn beside the first of them only."""
    across = tuple(Box(XS[0] if y != YS[2] else XS[1], y, XS[3], y) for y in YS)
    sides = (Box(XS[1], YS[0], XS[1], YS[2]), Box(XS[2], YS[0], XS[2], YS[3]), Box(XS[3], YS[0], XS[3], YS[3]))
    words = [word(60, 110, "类别"), word(125, 110, "示例"), word(210, 110, "甲"), word(label, 165, "示例大类")]
    words += [word(125, y, text) for y, text in ((140, "子"), (170, "丑"))] + [word(210, y, "乙") for y in (140, 170)]
    (found,) = tables_on(Sheet(1, 600, 800, tuple(words), across, sides, shown=(600, 800)))
    return found


def test_a_rule_that_ends_within_a_table_ends_on_a_wall() -> None:
    cells = {"".join(w.text for w in cell.words): (cell.row, cell.column, cell.row_span) for cell in spanned().cells}

    assert cells["示例大类"] == (1, 0, 2)
    assert cells["丑"] == (2, 1, 1)


def test_words_that_reach_over_the_side_leave_it_open() -> None:
    assert all(cell.column_span > 1 for cell in spanned(label=90).cells if any(w.text == "丑" for w in cell.words))


@pytest.mark.parametrize(("top", "kept"), [(792.0, False), (780.0, True)])
def test_a_page_s_number_may_touch_the_table_s_last_rule(top: float, kept: bool) -> None:
    number = Word("1/4", Box(280, top, 300, top + 9), 9.0)
    rules = (Box(50, 100, 500, 100), Box(50, 793, 500, 793))
    (sheet,) = without_running_lines([Sheet(1, 600, 840, (word(60, 400, "示例"), number), rules, ())])

    assert (number in sheet.words) == kept


def test_the_highest_concentration_allowed_is_a_bound() -> None:
    def read(text: str) -> list[tuple[object, object]]:
        return [(one["value"], one["comparator"]) for one in requirements_in(text, "示例限值（mg/Nm³）").limits]

    assert read("氯气最高允许浓度：2") == read("氯气最高允许排放浓度为2") == [(2, "<=")]
    assert read("氯气最高允许浓度的2倍") == []
    assert read("氯气最高允许排放速率：2") == []


def test_how_long_something_can_be_looked_up_is_how_long_it_is_kept() -> None:
    assert [one["value"] for one in requirements_in("示例曲线可查期限3年以上", "").retention] == [3]
    assert requirements_in("近3年示例记录可查", "").retention == []
    assert requirements_in("每3个月可检查一次示例记录", "").retention == []
