"""Marks that call notes: their forms, where they are raised, where cells call them, and a note in a table's last row. Each with
what looks like one and is none. 示例 text only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.footnotes import calls_unraised, is_marked, notes_in, without_mark
from assistant.importing.sheets import Word
from assistant.importing.wording import Said, said_in
from assistant.library.grade import Grade
from assistant.reading.page import Box
from tests.importing.printed import OPENING, Rows, guide_docx, guide_pdf

DraftOf = Callable[[Path], Draft]
NOTES = [
    ("a 甲类除外。", "a"), ("※1 甲类除外。", "※1"), ("（注1）甲类除外。", "(注1)"), ("[a] 甲类除外。", "[a]"),
    ("［1］甲类除外。", "[1]"), ("①甲类除外。", "①"), ("❶甲类除外。", "❶"), ("〔二〕甲类除外。", "〔二〕"),
    ("注①：甲类除外。", "注①"), ("注一、甲类除外。", "注一"), ("△甲类除外。", "△"), ("▲▲ 甲类除外。", "▲▲"),
    ("（1）甲类除外。", "(1)"), ("甲：甲类除外。", "甲"), ("1) 甲类除外。", "1"), ("1．甲类除外。", "1"),
    ("1甲类除外。", "1"), ("＊甲类除外。", "*"), ("1）：甲类除外。", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "mark"), NOTES, ids=[line for line, _ in NOTES])
def test_a_note_and_its_mark(line: str, mark: str) -> None:
    assert [(one.mark, one.text) for one in notes_in([line])] == [(mark, "甲类除外。")]


UNMARKED = [
    "3年内甲类除外。",
    "1.5 倍以下除外。",
    "mg/m³ 为单位。",
    "甲类除外。",
    "pH值以甲类为准。",
    "2家以上除外。",
    "注一切甲类。",
]


@pytest.mark.parametrize("line", UNMARKED)
def test_a_note_that_begins_with_a_measure_or_a_word_has_no_mark(line: str) -> None:
    assert [one.mark for one in notes_in([f"注：{line}" if not line.startswith("注") else line])] == [""]


def test_one_note_right_behind_another_is_two() -> None:
    marks = [one.mark for one in notes_in(["a 甲类除外。b 乙类除外。注2 丙类除外；※丁类除外。"])]

    assert marks == ["a", "b", "注2", "※"]


def test_a_sign_by_which_lists_go_begins_another_note_only_where_one_begins_the_first() -> None:
    assert [one.mark for one in notes_in(["★ 甲类除外。★★ 乙类除外。"])] == ["★", "★★"]
    assert [one.mark for one in notes_in(["a 甲类除外。★ 乙类除外。"])] == ["a"]


def test_a_word_behind_a_sentence_is_no_other_note() -> None:
    assert [one.text for one in notes_in(["a 甲类除外。乙类按a类执行；注意丙类。"])] == [
        "甲类除外。乙类按a类执行；注意丙类。"
    ]


CALLED = [
    ("△甲类除外", {"△"}), ("（1）甲类除外", {"(1)"}), ("甲：甲类除外", {"甲"}), ("1）甲类除外", {"1)"}), ("1 甲类除外", {"1"}),
]  # fmt: skip


@pytest.mark.parametrize(("line", "called"), CALLED, ids=[line for line, _ in CALLED])
def test_signs_by_which_lists_go_are_marks_only_where_cells_call_them(line: str, called: set[str]) -> None:
    assert is_marked(line, called.__contains__)
    assert not is_marked(line)
    assert not is_marked(line, {"乙", "★", "(2)"}.__contains__)


def test_figures_are_marks_in_their_order_alone() -> None:
    called = {"1", "2", "3"}.__contains__

    assert is_marked("2 乙类除外", called, ["1 甲类除外"])
    assert not is_marked("2 减排措施", called)
    assert not is_marked("3 减排措施", called, ["1 甲类除外"])


@pytest.mark.parametrize("line", ["①甲类除外", "※ 甲类除外", "[1] 甲类除外", "（注1）甲类除外", "a 甲类除外"])
def test_signs_by_which_no_list_goes_are_marks_anywhere(line: str) -> None:
    assert is_marked(line)


OFF = [
    ("炉窑密闭（1）；", "(1)", "炉窑密闭；"), ("炉窑密闭※1", "※1", "炉窑密闭"), ("炉窑密闭△，全部使用", "△", "炉窑密闭，全部使用"),
    ("低于11mg/m³[a]", "[a]", "低于11mg/m³"), ("炉窑密闭［a］", "[a]", "炉窑密闭"), ("炉窑密闭※、乙类", "※", "炉窑密闭、乙类"),
    ("炉窑密闭（注1）", "(注1)", "炉窑密闭"), ("不高于11mg/m31)", "1)", "不高于11mg/m3"), ("炉窑密闭＊", "*", "炉窑密闭"),
    ("示例PM※", "※", "示例PM"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "mark", "rest"), OFF, ids=[raw for raw, _, _ in OFF])
def test_a_mark_that_was_not_raised_goes_off_behind_what_the_cell_says(raw: str, mark: str, rest: str) -> None:
    assert without_mark(raw, [mark]) == (rest, [mark])
    assert calls_unraised(raw, mark)


ON = [
    ("（1）炉窑密闭", "(1)"), ("示例①、乙类", "①"), ("①炉窑密闭②乙类", "①"), ("见附件（表1）", "1)"), ("示例PMa", "a"), ("按（1）执行", "(1)"),
    ("炉窑（a）", "a)"), ("△炉窑密闭", "△"), ("炉窑密闭11)", "1)"), ("按[a]执行", "[a]"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "mark"), ON, ids=[raw for raw, _ in ON])
def test_what_a_cell_says_itself_stays(raw: str, mark: str) -> None:
    assert without_mark(raw, [mark]) == (raw, [])
    assert not calls_unraised(raw, mark)


def word(x: float, text: str, *, up: bool = False) -> Word:
    size = 5.0 if up else 10.0
    return Word(text, Box(x, 98 if up else 100, x + size * len(text), 103 if up else 110), size)


def cell(*words: Word) -> Said:
    return said_in([word(50, "示例措施示例措施"), *words])


RAISED = [
    ((word(130, "1)", up=True),), ("1)",)),
    ((word(130, "（", up=True), word(135, "1）", up=True)), ("(1)",)),
    ((word(130, "甲", up=True),), ("甲",)),
    ((word(130, "※", up=True), word(135, "1", up=True)), ("※1",)),
    ((word(130, "[", up=True), word(135, "a]", up=True)), ("[a]",)),
    ((word(130, "注", up=True), word(135, "①", up=True)), ("注①",)),
    ((word(130, "△", up=True),), ("△",)),
    ((word(130, "1", up=True), word(135, "，2", up=True)), ("1", "2")),
    ((word(130, "①", up=True), word(135, "②", up=True)), ("①", "②")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "marks"), RAISED, ids=["".join(marks) for _, marks in RAISED])
def test_a_raised_mark_may_come_in_several_words(words: tuple[Word, ...], marks: tuple[str, ...]) -> None:
    said = cell(*words)

    assert (said.raw, said.marks) == ("示例措施示例措施", marks)


@pytest.mark.parametrize("text", ["1)", "（1）", "甲", "△", "注①"])
def test_what_is_not_raised_is_said(text: str) -> None:
    assert cell(word(130, text)).marks == ()


@pytest.mark.parametrize("text", ["示例", "x", "12.5", "2+"])
def test_raised_words_that_are_no_mark_are_said(text: str) -> None:
    said = cell(word(130, text, up=True))

    assert (said.raw, said.marks) == (("示例措施示例措施" + text), ()) or text == "x"


def figured(*raised: str) -> Said:
    words = [word(50, "颗粒物不高于10mg/m")]
    for text in raised:
        words.append(word(words[-1].box.x1, text, up=True))
    return said_in(words)


@pytest.mark.parametrize(("raised", "raw", "marks"), [
    (("31)",), "10mg/m3", ("1)",)), (("3", "1)"), "10mg/m3", ("1)",)), (("3a",), "10mg/m3", ("a",)),
    (("3①",), "10mg/m3", ("①",)), (("3",), "10mg/m3", ()), (("3)",), "10mg/m3)", ()),
])  # fmt: skip
def test_a_power_and_the_mark_behind_it_are_two(raised: tuple[str, ...], raw: str, marks: tuple[str, ...]) -> None:
    said = figured(*raised)

    assert (said.raw.removeprefix("颗粒物不高于"), said.marks) == (raw, marks)


def graded(a: str, b: str = "示例乙") -> Rows:
    return [["指标", "A级", "B级"], ["示例密闭", a, b]]


def notes_of(draft: Draft) -> tuple[tuple[str, str], ...]:
    return draft.tables[0].footnotes


FOOT = [
    ("①甲类除外。", "示例甲①"),
    ("（1）甲类除外。", "示例甲（1）"),
    ("a 甲类除外。", "示例甲a"),
    ("△ 甲类除外。", "示例甲△"),
]


@pytest.mark.parametrize(("foot", "a"), FOOT, ids=[foot for foot, _ in FOOT])
@pytest.mark.parametrize("printed", [guide_docx, guide_pdf])
def test_a_note_in_a_tables_last_row(
    tmp_path: Path, draft_of: DraftOf, printed: Callable[..., Path], foot: str, a: str
) -> None:
    draft = draft_of(
        printed(tmp_path / f"示例.{printed.__name__[-4:].strip('_')}", *OPENING, [*graded(a), [foot, "<", "<"]])
    )

    (row,) = draft.tables[0].rows
    assert [text for _, text in notes_of(draft)] == ["甲类除外。"]
    assert (row.cells[Grade.A].raw, row.cells[Grade.A].marks) == ("示例甲", (notes_of(draft)[0][0],))


@pytest.mark.parametrize("foot", ["①有组织排放", "（1）有组织排放", "其他说明"])
def test_a_last_row_that_no_cell_calls_is_no_note(tmp_path: Path, draft_of: DraftOf, foot: str) -> None:
    draft = draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, [*graded("示例甲"), [foot, "<", "<"]]))

    assert notes_of(draft) == ()
    assert any("横贯各列" in flag.say for flag in draft.flags) or any(
        "横贯各列" in one for one in draft.tables[0].flags
    )


def below(folder: Path, draft_of: DraftOf, rows: Rows, *lines: str) -> Sequence[tuple[str, str]]:
    return notes_of(draft_of(guide_docx(folder / "示例.docx", *OPENING, rows, *lines)))


def test_marked_lines_below_a_table_are_notes_where_its_cells_call_them(tmp_path: Path, draft_of: DraftOf) -> None:
    found = below(tmp_path, draft_of, graded("示例甲1)", "示例乙2)"), "1) 甲类除外。", "2) 乙类除外。", "3) 示例说明。")

    assert found == (("1)", "甲类除外。"), ("2)", "乙类除外。"))


def test_a_list_below_a_table_is_none_where_no_cell_calls_it(tmp_path: Path, draft_of: DraftOf) -> None:
    assert below(tmp_path, draft_of, graded("示例甲"), "1) 甲类除外。", "2) 乙类除外。") == ()


def test_a_sign_and_a_shape_in_one_line_are_two_notes() -> None:
    two = notes_in(["※ 由示例部门确认后执行。△ 示例：次月起执行。"])
    one = notes_in(["※ 示例：分三种情形。（1）甲；（2）乙。"])
    bare = notes_in(["注：示例部门确认。△示例执行。"])

    assert [(note.mark, note.text) for note in two] == [("※", "由示例部门确认后执行。"), ("△", "示例：次月起执行。")]
    assert [note.mark for note in one] == ["※"]
    assert [note.mark for note in bare] == [""]


@pytest.mark.parametrize(
    ("line", "notes"),
    [
        ("a——示例甲。", [("a", "示例甲。")]), ("*—示例甲。", [("*", "示例甲。")]), ("注1——示例甲。", [("注1", "示例甲。")]),
        ("[a]——示例甲。", [("[a]", "示例甲。")]), ("①--示例甲。", [("①", "示例甲。")]), ("▲——示例甲。", [("▲", "示例甲。")]), ("1——示例甲。", [("1", "示例甲。")]),
        ("注：a——示例甲。b——示例乙。", [("a", "示例甲。"), ("b", "示例乙。")]),
        ("注a：示例甲。 注b：示例乙。", [("注a", "示例甲。"), ("注b", "示例乙。")]),
        ("注a示例甲。注b示例乙。", [("注a", "示例甲。"), ("注b", "示例乙。")]),
        ("注：示例甲。10—20吨的除外。", [("", "示例甲。10—20吨的除外。")]),
        ("注：p-二甲苯除外。", [("", "p-二甲苯除外。")]),
        ("注：示例甲。注意示例乙。", [("", "示例甲。注意示例乙。")]),
        ("注：示例甲。注一级示例。", [("", "示例甲。注一级示例。")]),
    ],
)  # fmt: skip
def test_a_dash_sets_a_note_off_from_its_mark(line: str, notes: list[tuple[str, str]]) -> None:
    assert [(one.mark, one.text) for one in notes_in([line])] == notes
