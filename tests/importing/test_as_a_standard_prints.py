"""Annexes as a standard names them, heads of two lines, what a page's end leaves of labels, figures within sentences.
示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.chapters import Chapter, chapters_of
from assistant.importing.figures import is_figures
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.footnotes import plain_mark
from assistant.importing.header import Head, with_head_parted
from assistant.importing.joining import Growing, add
from assistant.importing.lattice import Cell, Found
from assistant.importing.naming import industry_name
from assistant.importing.rows import Body, Piece, Slot, TableRow
from assistant.importing.seams import _goes_on_in
from assistant.importing.sheets import Word, lines_of, sheet_of
from assistant.importing.sorting import sorted_out
from assistant.importing.wording import Said, said_in
from assistant.library.grade import Grade
from assistant.reading.page import Box, Level, Page, Run


def line(text: str, size: float = 10.0) -> Para:
    return Para(text, 1, Box(50, 100, 300, 112), size, 50.0)


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def table() -> Placed:
    rows = [["差异化指标", "A级", "B级"], ["示例项", "示例甲", "示例乙"]]
    cells = [Cell(at, column, 1, 1, None, text=text) for at, row in enumerate(rows) for column, text in enumerate(row)]
    return Placed(Found(1, Box(0, 0, 3, 9), (0.0, 1.0, 2.0, 3.0), (0.0, 1.0, 2.0), tuple(cells)), None)


def names(*flow: Item) -> list[str]:
    return [chapter.name for chapter in chapters_of(flow)]


@pytest.mark.parametrize(
    "heading",
    ["附录A（规范性）示例釉料行业", "附录 B （资料性附录） 示例釉料行业", "附录C 示例釉料行业（规范性附录）", "附件2(规范性)：示例釉料行业"],
)  # fmt: skip
def test_how_binding_an_annex_is_is_no_word_of_its_name(heading: str) -> None:
    assert industry_name(heading) == "示例釉料行业"
    assert names(line(heading, 13.0), line("A.1 适用范围"), line("适用于示例企业。"), table()) == ["示例釉料行业"]


@pytest.mark.parametrize("number", [["附录B", "（规范性）"], ["第二章"], ["附件2："]])
def test_a_number_in_lines_of_its_own_is_no_part_of_the_chapter_before(number: list[str]) -> None:
    flow: list[Item] = []
    for over, name in (([], "示例釉料"), (number, "示例粉体")):
        flow += [
            *(line(one, 13.0) for one in over),
            line(name, 13.0),
            line("适用范围"),
            line("适用于示例企业。"),
            table(),
            line("停产。"),
        ]

    first, second = chapters_of(flow)

    assert (first.name, second.name) == ("示例釉料", "示例粉体")
    assert isinstance(last := first.items[-1], Para) and last.text == "停产。"


def test_brackets_that_say_something_else_stay() -> None:
    assert industry_name("附录A 示例釉料（甲类）行业") == "示例釉料（甲类）行业"
    assert industry_name("示例釉料（规范性附录）") == "示例釉料（规范性附录）"  # no annex


@pytest.mark.parametrize(
    "above",
    [
        [line("（1）抽查示例视频"), line("（2）查阅示例许可证")],  # the end of a list
        [line("示例技术指南（示例，2099", 17.0), line("年修订）", 17.0)],  # the end of a title
    ],
)
def test_what_stands_over_a_scope_and_heads_nothing_names_no_chapter(above: list[Para]) -> None:
    heads = [line("一、示例釉料", 13.0), line("适用范围"), line("适用于示例企业。"), table()]

    found = names(*heads, *above, line("适用范围："), line("适用于其他示例企业。"), table())

    assert not {above[-1].text, industry_name(above[-1].text)} & set(found)


def test_a_lone_heading_numbered_as_items_are_heads_its_chapter() -> None:
    flow: list[Item] = []
    for at, name in enumerate(("示例釉料", "示例粉体"), 1):
        flow += [line(f"（{at}）{name}"), line("适用范围"), line("适用于示例企业。"), table()]

    assert names(*flow) == ["示例釉料", "示例粉体"]


def head(*cells: tuple[str, str]) -> Found:
    out = [
        Cell(0, at, 1, 1, Box(100 * at, 0, 100 * at + 100, 30), tuple(word(100.0 * at + 2, 15.0 * n, text) for n, text in enumerate(lines) if text))
        for at, lines in enumerate(cells)
    ]  # fmt: skip
    xs = tuple(100.0 * at for at in range(len(cells) + 1))
    return Found(1, Box(0, 0, xs[-1], 30), xs, (0.0, 30.0), tuple(out))


def test_a_head_whose_lines_all_name_the_grade_is_one_row() -> None:
    assert with_head_parted(head(("指标", ""), ("A级企业", "指标要求"), ("B级企业", "指标要求"))).high == 1


def test_a_head_with_a_rows_words_below_it_is_parted() -> None:
    assert with_head_parted(head(("指标", "示例项"), ("A级企业", "采用示例"), ("B级企业", "同A级"))).high == 2


def slot(text: str, page: int) -> Slot:
    return Slot([Piece(Said(text), page, Box(0, 0, 10, 10))])


def row(page: int, indicator: str, sub: str, a: str, b: str) -> TableRow:
    return TableRow(slot(indicator, page), slot(sub, page), {Grade.A: slot(a, page), Grade.B: slot(b, page)}, page)


def joined(above: TableRow, below: TableRow) -> list[tuple[str, str]]:
    found = [Found(page, Box(0, 0, 100, 100), (0.0, 100.0), (0.0, 100.0), ()) for page in (1, 2)]
    growing = Growing("", Head(1, {Grade.A: (0, 1), Grade.B: (1, 2)}, {}), found[0], [1], [above])
    add(growing, found[1], Body([below]))
    return [(one.indicator.raw, one.sub.raw if one.sub else "") for one in growing.rows]


def test_a_first_label_cut_over_two_rows_leaves_them_two() -> None:
    above = row(1, "污染物排放限", "示例装车台", "示例甲。", "示例乙。")

    assert joined(above, row(2, "值", "示例精炼炉", "示例丙。", "示例丁。")) == [
        ("污染物排放限值", "示例装车台"), ("污染物排放限值", "示例精炼炉"),
    ]  # fmt: skip


def test_a_second_label_cut_to_one_letter_is_of_one_row() -> None:
    above = row(1, "示例管理", "台账记", "示例甲，示例", "示例乙，示例")

    assert joined(above, row(2, "", "录", "丙。", "丁。")) == [("示例管理", "台账记录")]


@pytest.mark.parametrize(("bottom", "goes_on"), [(14.0, True), (60.0, False)])
def test_a_cell_with_room_below_its_words_was_not_cut(bottom: float, goes_on: bool) -> None:
    above = Cell(1, 1, 1, 1, Box(0, 0, 100, bottom), (word(2, 2, "示例甲乙丙丁戊己庚"),))
    below = Cell(1, 1, 1, 1, Box(0, 0, 100, 20), (word(2, 2, "辛壬"),))

    assert _goes_on_in(above, below) is goes_on


def test_figures_that_end_a_lists_lines_make_no_table_of_figures() -> None:
    said = [
        word(2, 0, "1"), word(52, 0, "1．"), word(72, 0, "比例不高于"), word(152, 0, "1．"), word(172, 0, "比例不高于"),
        word(2, 15, "0"), word(52, 15, "10%；"), word(152, 15, "20%；"),
        word(52, 30, "2．"), word(72, 30, "比例达到"), word(152, 30, "2．"), word(172, 30, "比例达到"),
        word(52, 45, "90%"), word(152, 45, "50%"),
    ]  # fmt: skip

    assert not is_figures(said, 50.0)


def test_lines_of_figures_make_one() -> None:
    said = [word(x, 15.0 * at, text) for at in range(3) for x, text in ((2.0, "示例"), (52.0, "1.5"), (152.0, "20%"))]

    assert is_figures(said, 50.0)


def rows_for(*labels: str) -> Chapter:
    rows = [["类别", "A级", "B级"], *([label, "示例甲", "示例乙"] for label in labels)]
    cells = [Cell(at, column, 1, 1, None, text=text) for at, row in enumerate(rows) for column, text in enumerate(row)]
    levels = tuple(float(at) for at in range(len(rows) + 1))
    found = Found(1, Box(0, 0, 300, 9), (0.0, 100.0, 200.0, 300.0), levels, tuple(cells))
    return Chapter("示例", 1, items=[Placed(found, None)])


def test_rows_that_all_name_alerts_in_unknown_words_are_no_indicators() -> None:
    sorted_ = sorted_out(rows_for("黄色预警（示例档甲）", "启动橙色应急响应示例"), {})

    assert not sorted_.tables and "预警或响应" in sorted_.loose[0][0]


@pytest.mark.parametrize("other", ["运输方式", "监测预警水平", "应急响应机制"])
def test_one_row_of_another_kind_keeps_a_table_one_of_indicators(other: str) -> None:
    assert len(sorted_out(rows_for("黄色预警（示例档甲）", other), {}).tables) == 1


def run(text: str, x: float, top: float, *, high: float = 9.0, upright: bool = True) -> Run:
    return Run(text, Box(x, top, x + 9, top + high), 9.0, upright=upright)


def said_on(*runs: Run) -> list[str]:
    prose = [run(letter, 200.0 + 9 * at, 50.0) for at, letter in enumerate("示例正文若干字甲乙丙丁")]
    words = sheet_of(Page(1, 400, 400, (*prose, *runs), level=Level.WORDS)).words
    return [line.text for line in lines_of([word for word in words if word.centre < 200])]


def test_letters_on_their_side_within_an_upright_label_are_read() -> None:
    label = [
        run("限", 80, 100),
        run("值", 80, 109),
        run("（", 80, 118),
        run("mg/m³", 79, 127, high=27, upright=False),
        run("）", 80, 154),
    ]

    assert said_on(*label) == ["限", "值", "（", "mg/m³", "）"]


@pytest.mark.parametrize(
    "other",
    [[], [run("示", 20, 99)], [run("示", 20, 180)], [run("7", 80, 118)], [run("示例两字", 80, 118)]],
)  # fmt: skip
def test_letters_on_their_side_with_no_upright_label_around_them_are_left_out(other: list[Run]) -> None:
    assert "mg/m³" not in said_on(*other, run("mg/m³", 80, 127, high=27, upright=False))


def cell_of(end: str, under: str, *, down: float = 0.0) -> Said:
    """A line, a small sign at its end, raised unless `down`, and a small one alone in the next line."""
    return said_in([
        *(word(10.0 * at, 20, letter) for at, letter in enumerate("清洗水经沉淀后回用")), word(90, 17 + down, end, 7.0),
        word(0, 34, under, 7.0),
    ])  # fmt: skip


@pytest.mark.parametrize("under", ["b", "2"])
def test_a_mark_that_a_lines_end_parts_is_one_mark(under: str) -> None:
    said = cell_of("注", under)

    assert (said.raw, said.marks) == ("清洗水经沉淀后回用", (plain_mark(f"注{under}"),))


@pytest.mark.parametrize(("end", "under", "down"), [("注", "b", 6.0), ("注", "示例", 0.0), ("项", "2", 0.0)])
def test_what_is_no_mark_in_two_lines_stays(end: str, under: str, down: float) -> None:
    assert end in cell_of(end, under, down=down).raw
