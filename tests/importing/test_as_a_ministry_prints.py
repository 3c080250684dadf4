"""What guides set as a ministry's have: standards met besides, lists that begin with a one, alerts over grades, rows that the
page's end cut between two lines, a column that is one cell from page to page. Each with what looks like it. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from assistant.importing.chapters import scope_of
from assistant.importing.drafting import same_as
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.footnotes import notes_in, without_mark
from assistant.importing.header import Head, alert_in
from assistant.importing.joining import Growing, add
from assistant.importing.lattice import Cell, Found, tables_by_rules
from assistant.importing.measures import measures_head, measures_in_table, unlabelled_end, with_rest_of_row
from assistant.importing.overprint import without_overprint
from assistant.importing.requirements import requirements_in
from assistant.importing.rows import Body, Piece, Slot, TableRow
from assistant.importing.sheets import Sheet, Word, lines_of
from assistant.importing.told_measures import measures_in_text
from assistant.importing.whom import Words
from assistant.importing.wording import Said, itemised, said_in
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box

P, S, H = "颗粒物", "SO2", "NMHC"


def limits(raw: str, row: str = "排放限值") -> list[tuple[object, ...]]:
    found = requirements_in(raw, row)
    return [(one["pollutant"], one["value"], one["where"]) for one in found.limits]


MET_BESIDES = [
    ("颗粒物和SO2排放浓度满足示例地方标准，且分别不高于11、37mg/m³", [(P, 11, None), (S, 37, None)]),
    ("颗粒物满足示例排放限值要求且不高于11mg/m³", [(P, 11, None)]),
    ("稳定达到示例超低排放要求，即颗粒物、SO2排放浓度分别不高于11、37mg/m³", [(P, 11, None), (S, 37, None)]),
    ("示例窑稳定达到示例要求，即颗粒物不高于11mg/m³", [(P, 11, "示例窑")]),
    ("达到示例超低排放要求：颗粒物不高于11mg/m³", [(P, 11, None)]),
    ("颗粒物不高于11mg/m³，且满足示例地方标准", [(P, 11, None)]),
]


@pytest.mark.parametrize(("raw", "wanted"), MET_BESIDES, ids=[raw for raw, _ in MET_BESIDES])
def test_a_standard_that_is_met_besides_says_no_more_of_the_limit(raw: str, wanted: list[tuple[object, ...]]) -> None:
    assert limits(raw) == wanted
    assert not requirements_in(raw, "排放限值").doubts


@pytest.mark.parametrize(
    "raw",
    [
        "颗粒物未达到示例标准，且不高于11mg/m³",
        "颗粒物达到A级要求，且不高于11mg/m³",
        "颗粒物执行新建企业标准，且不高于11mg/m³",
        "颗粒物在满足示例标准时，且不高于11mg/m³",
        "颗粒物满足示例标准，且SO2不高于37mg/m³",
        "达到示例要求的，颗粒物不高于11mg/m³",
        "示例车间满足密闭要求，颗粒物不高于11mg/m³",
        "不满足示例标准，即颗粒物不高于11mg/m³",
    ],
)
def test_a_standard_that_says_when_or_of_what_leaves_a_doubt(raw: str) -> None:
    found = requirements_in(raw, "排放限值")

    assert found.doubts or found.unread


@pytest.mark.parametrize(
    ("raw", "row", "wanted"),
    [
        ("颗粒物排放浓度 不 高 于 11 mg/m³", "排放限值", [(P, 11, None)]),
        ("苯并 [a] 芘 0.0007 、NMHC 31", "排放限值，单位mg/m3", [("苯并[a]芘", 0.0007, None), (H, 31, None)]),
    ],
)
def test_spaces_of_a_justified_line_part_no_word(raw: str, row: str, wanted: list[tuple[object, ...]]) -> None:
    assert limits(raw, row) == wanted
    assert not requirements_in(raw, row).doubts


def test_names_with_only_a_space_between_are_no_one_name() -> None:
    assert requirements_in("颗粒物 氟化物≤3mg/m³").doubts


LISTS = [
    ("苯：1、甲苯：5", ["苯：1、甲苯：5"]),
    ("分别不高于\u20281、3、40mg/m³", ["分别不高于1、3、40mg/m³"]),
    ("1、甲类；\u20282、乙不高于\u20283、5mg/m³", ["1、甲类；", "2、乙不高于3、5mg/m³"]),
    ("要求：1、甲类；2、乙类", ["要求：", "1、甲类；", "2、乙类"]),
    ("甲类；1、乙类", ["甲类；", "1、乙类"]),
]


@pytest.mark.parametrize(("text", "lines"), LISTS, ids=[text for text, _ in LISTS])
def test_a_figure_is_no_item_and_an_item_no_figure(text: str, lines: list[str]) -> None:
    assert itemised(text).split("\n") == lines


SAME = [("同A级标准", Grade.A), ("同B级要求", Grade.B), ("与B级标准一致", Grade.B), ("同A级企业相关要求执行", Grade.A)]
SAME += [("未达到A级标准", None), ("同A级标准，且加装示例设备", None), ("同A级以上", None), ("优于B级要求", None)]  # type: ignore[list-item]


@pytest.mark.parametrize(("raw", "grade"), SAME)
def test_the_same_as_another_grade_and_nothing_more(raw: str, grade: Grade | None) -> None:
    assert same_as(raw) is grade


def test_notes_whose_mark_is_the_word_note_with_a_number() -> None:
    notes = [(one.mark, one.text) for one in notes_in(["注：注1 示例甲。", "注：注2示例乙。", "注：1 示例丙。"])]

    assert notes == [("注1", "示例甲。"), ("注2", "示例乙。"), ("1", "示例丙。")]
    assert without_mark("低于60℃注1", ["注1"]) == ("低于60℃", ["注1"])
    assert without_mark("按注1执行", ["注1"]) == ("按注1执行", [])


def raised(x: float, text: str) -> Word:
    return Word(text, Box(x, 98, x + 5 * len(text), 103), 5.0)


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def test_a_raised_mark_in_two_fonts_is_one_mark() -> None:
    said = said_in([word(50, 100, "保存十二个月"), raised(110, "注"), raised(115, "1")])
    plain = said_in([word(50, 100, "保存十二个月"), word(110, 100, "注"), raised(120, "1")])

    assert (said.raw, said.marks) == ("保存十二个月", ("注1",))
    assert plain.raw.startswith("保存十二个月注")


ALERTS = [
    ("Ⅲ级（黄色）预警", Alert.YELLOW), ("预警（橙色）期间", Alert.ORANGE), ("红色预警（Ⅰ级响应）", Alert.RED),
    ("黄色标识车辆", None), ("预警", None), ("黄色及橙色预警", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "alert"), ALERTS)
def test_an_alert_with_its_level(text: str, alert: Alert | None) -> None:
    assert alert_in(text) is alert


def told(*lines: str) -> list[tuple[str, str, str]]:
    paras = [Para(line, None, None) for line in lines]
    found, _ = measures_in_text(paras, Words((Grade.A, Grade.B)))
    return [(str(one.grade), str(one.alert), one.raw) for one in found]


def test_measures_told_alert_by_alert() -> None:
    assert told(
        "（三）减排措施", "Ⅲ级（黄色）预警期间：", "A级企业：自主采取减排措施。", "B级企业：示例甲。",
        "橙色预警期间：", "B级企业：示例乙。", "1.5 核查要点", "（1）示例核查。",
    ) == [("A", "黄色", "自主采取减排措施。"), ("B", "黄色", "示例甲。"), ("B", "橙色", "示例乙。")]  # fmt: skip


def test_measures_told_grade_by_grade_take_no_alert_from_the_grade_before() -> None:
    assert told("（三）减排措施", "A级企业：", "黄色预警期间：示例甲。", "B级企业：", "示例说明。") == [
        ("A", "黄色", "示例甲。")
    ]


def field(row: int, column: int, text: str) -> Cell:
    return Cell(row, column, 1, 1, None, (), text)


def page_of(number: int, rows: Sequence[Sequence[str]]) -> Placed:
    wide, high = len(rows[0]), len(rows)
    cells = tuple(field(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row))
    xs, ys = tuple(50.0 * x for x in range(wide + 1)), tuple(float(y) for y in range(high + 1))
    return Placed(Found(number, Box(0, 0, 50.0 * wide, float(high)), xs, ys, cells), None)


@pytest.mark.parametrize(("label", "wanted"), [("", ["甲", "乙丁"]), ("C级", ["甲", "乙"])])
def test_the_rest_of_a_row_of_measures_overleaf(label: str, wanted: list[str]) -> None:
    first = page_of(1, [["等级", "黄色预警", "红色预警"], ["A级", "", "甲"], ["B级", "", "乙"]])
    head = measures_head(first.found, Words((Grade.A, Grade.B)))
    assert head is not None
    said = measures_in_table(first, head, skip=1)

    whole = with_rest_of_row(said, page_of(2, [[label, "", "丁"]]), head, skip=0)

    assert [one.raw for one in whole] == wanted


@pytest.mark.parametrize(("label", "wanted"), [("", ["甲", "乙丁"]), ("B级", ["甲", "乙", "丁"])])
def test_a_row_of_measures_whose_label_stands_overleaf(label: str, wanted: list[str]) -> None:
    first = page_of(1, [["等级", "黄色预警", "红色预警"], ["A级", "", "甲"], [label, "", "乙"]])
    head = measures_head(first.found, Words((Grade.A, Grade.B, Grade.C)))
    assert head is not None

    begun = unlabelled_end(first, head, skip=1)
    said = measures_in_table(first, head, skip=1)
    said += measures_in_table(page_of(2, [["C级", "", "丁"]]), head, skip=0, begun=begun)

    assert [one.raw for one in said] == wanted


@pytest.mark.parametrize(
    ("above", "below", "wanted"),
    [
        ("甲", [["", "", ""], ["橙色预警", "", "丙"]], [("A", "黄色", "甲"), ("B", "黄色", "乙"), ("A", "橙色", "甲")]),
        ("甲", [["橙色预警", "丁", "丙"]], [("A", "黄色", "甲"), ("B", "黄色", "乙")]),  # it says something of its own
        ("", [["橙色预警", "", "丙"]], [("B", "黄色", "乙")]),  # nothing above that could go on
        ("甲", [["橙色预警", "丁", "丙"], ["红色预警", "", "戊"]], [("A", "黄色", "甲"), ("B", "黄色", "乙")]),
    ],
)
def test_a_cell_of_measures_goes_on_over_the_page_where_nothing_stands(
    above: str, below: list[list[str]], wanted: list[tuple[str, str, str]]
) -> None:
    first = page_of(1, [["预警级别", "A级", "B级"], ["黄色预警", above, "乙"]])
    head = measures_head(first.found, Words((Grade.A, Grade.B)))
    assert head is not None
    overleaf = page_of(2, below).found
    high = 1 if below[0][1] else len(below)  # what begins with nothing at the top is one cell down to the end
    first_column = [replace(c, row_span=high) if not c.row else c for c in overleaf.cells if c.column == 1]
    cells = [c for c in overleaf.cells if c.column != 1] + first_column[: len(below) if high == 1 else 1]

    whole = with_rest_of_row(
        measures_in_table(first, head, skip=1),
        Placed(replace(overleaf, cells=tuple(cells)), None),
        head,
        skip=0,
    )

    assert [(one.grade.value, one.alert.value, one.raw) for one in whole] == wanted


def slot(text: str, page: int) -> Slot:
    return Slot([Piece(Said(text), page, Box(0, 0, 10, 10))])


def row(page: int, indicator: Slot, sub: str, a: str, b: str) -> TableRow:
    cells = {Grade.A: slot(a, page), Grade.B: slot(b, page)}
    return TableRow(indicator, slot(sub, page), cells, page)


def joined(above: TableRow, *below: TableRow) -> list[list[str]]:
    found = [Found(page, Box(0, 0, 100, 100), (0.0, 100.0), (0.0, 100.0), ()) for page in (1, 2)]
    table = Growing("", Head(1, {Grade.A: (0, 1), Grade.B: (1, 2)}, {}), found[0], [1], [above])
    add(table, found[1], Body(list(below)))
    return [
        [one.indicator.raw, one.sub.raw if one.sub else "", *(cell.raw for cell in one.cells.values())]
        for one in table.rows
    ]


def test_a_row_whose_label_and_figures_the_page_cuts_is_one_row() -> None:
    above = row(1, slot("排放限值", 1), "示例破碎、示例筛分、", "颗粒物≤11 mg/m³；", "颗粒物≤13")
    below = row(2, slot("", 2), "示例包装工序", "SO2≤37mg/m³", "mg/m³；SO2≤41mg/m³")

    assert joined(above, below) == [
        ["排放限值", "示例破碎、示例筛分、示例包装工序", "颗粒物≤11 mg/m³；SO2≤37mg/m³", "颗粒物≤13mg/m³；SO2≤41mg/m³"]
    ]


def test_rows_with_whole_labels_and_sentences_stay_apart() -> None:
    above = row(1, slot("排放限值", 1), "示例破碎工序", "颗粒物≤11 mg/m³。", "颗粒物≤13 mg/m³。")
    below = row(2, slot("", 2), "示例包装工序", "SO2≤37mg/m³", "SO2≤41mg/m³")

    assert len(joined(above, below)) == 2


@pytest.mark.parametrize(("end", "rows"), [("颗粒物、SO2排放", 2), ("颗粒物、SO2排放浓度均不高于11mg/m³。", 3)])
def test_a_first_row_without_its_second_label_is_of_the_row_before(end: str, rows: int) -> None:
    label = slot("放限值", 2)
    below = [row(2, label, "", "浓度均不高于13mg/m³", "浓度均不高于13mg/m³"), row(2, label, "示例炉", "丙", "丁")]

    table = joined(row(1, slot("示例排", 1), "示例窑", end, end), *below)

    assert len(table) == rows
    assert (table[0][0] == "示例排放限值") == (rows == 2)


XS = (50.0, 150.0, 300.0, 450.0)


def ruled(number: int, *, last: float, top: float = 100) -> Sheet:
    """Two rows in the first two columns; the third has an upright at its far side alone."""
    across = tuple(Box(XS[0], y, XS[2], y) for y in (100, 150, 200))
    sides = tuple(Box(x, 100, x, 200) for x in XS[:3])
    words = [word(60, y, "示例") for y in (110, 160)] + [word(160, y, "甲") for y in (110, 160)]
    return Sheet(number, 600, 800, tuple(words), across, (*sides, Box(last, top, last, 200)), shown=(600, 800))


BEFORE = Found(1, Box(XS[0], 100, XS[-1], 200), XS, (100.0, 200.0), ())


def test_a_column_that_is_one_cell_from_page_to_page_is_of_the_table() -> None:
    (found,) = tables_by_rules(ruled(2, last=XS[3]), BEFORE)

    assert found.box.x1 == XS[3]
    assert [(c.row_span, c.blank) for c in found.cells if c.column == 2] == [(2, True)]


@pytest.mark.parametrize(("last", "top"), [(480.0, 100.0), (XS[3], 140.0)])
def test_an_upright_elsewhere_or_less_high_is_none_of_its_sides(last: float, top: float) -> None:
    assert [found.box.x1 for found in tables_by_rules(ruled(2, last=last, top=top), BEFORE)] == [XS[2]]


def in_two_fonts(*, apart: float) -> Found:
    """A row of which two cells say 同A级 and 同B级, their letters level with no other word and `apart` from the words before."""
    row_ = [word(60, 160, "示例")]
    for x, letter in ((200, "A"), (350, "B")):
        row_ += [
            word(x - 10 - apart, 154.5, "同"),
            Word(letter, Box(x, 160.5, x + 6, 166), 9.0),
            word(x + 6, 154.5, "级"),
        ]
    above = [word(60, 110, "示例"), word(160, 110, "甲"), word(310, 110, "乙")]
    rules = tuple(Box(XS[0], y, XS[-1], y) for y in (100, 150, 200))
    sides = tuple(Box(x, 100, x, 200) for x in XS)
    (found,) = tables_by_rules(Sheet(1, 600, 800, (*above, *row_), rules, sides, shown=(600, 800)))
    return found


@pytest.mark.parametrize("apart", [0, 20])
def test_a_letter_of_another_font_within_a_sentence_is_no_head(apart: float) -> None:
    found = in_two_fonts(apart=apart)

    assert (without_overprint(found) == found) == (apart == 0)


def test_a_list_of_enterprises_is_no_more_of_the_scope() -> None:
    items: list[Item] = [Para(t, 1, None) for t in ("（一）适用范围", "适用于示例企业。", "附：示例企业名单")]

    assert scope_of(items) == "适用于示例企业。"


def cut_between_lines(a: str, b: str) -> list[list[str]]:
    """A row at a page's end whose cells end with these lines of print, and the first row overleaf."""
    head = Head(1, {Grade.A: (150.0, 300.0), Grade.B: (300.0, 450.0)}, {})

    def page(number: int, texts: Sequence[str]) -> tuple[Found, TableRow]:
        box = [Box(x0, 100, x1, 150) for x0, x1 in pairwise(XS)]
        words = [word(x + 4, 120, text) for x, text in zip(XS, texts, strict=False)]
        cells = tuple(Cell(0, j, 1, 1, box[j], (one,)) for j, one in enumerate(words))
        found = Found(number, Box(XS[0], 100, XS[-1], 150), XS, (100.0, 150.0), cells)
        slots = [slot(text, number) for text in texts]
        return found, TableRow(slots[0], None, {Grade.A: slots[1], Grade.B: slots[2]}, number)

    above, last = page(1, ["示例示例示例示例示", a, b])
    below, first = page(2, ["记录", "设施运行。", "台账齐全。"])
    table = Growing("", head, above, [1], [last])
    add(table, below, Body([first], first=True))
    return [[one.indicator.raw, *(cell.raw for cell in one.cells.values())] for one in table.rows]


FULL = "示例生产设施运行与示例治理"


@pytest.mark.parametrize(
    ("a", "b", "rows"), [(FULL + "示", FULL + "甲", 1), (FULL + "示", "示例", 2), (FULL + "。", FULL + "。", 2)]
)
def test_cells_that_all_end_with_a_full_line_go_on_overleaf(a: str, b: str, rows: int) -> None:
    assert len(cut_between_lines(a, b)) == rows


def seen(x: float, top: float, bottom: float, text: str) -> Word:
    return Word(text, Box(x, top, x + 12 * len(text), bottom), 14.0)


def test_lines_that_ocr_boxed_too_high_are_two_from_the_top() -> None:
    words = [seen(50, 591.6, 614.2, "管状带式输送"), seen(50, 602.1, 627.4, "机等清洁方式")]

    assert [line.text for line in lines_of(words[::-1])] == ["管状带式输送", "机等清洁方式"]


def test_words_side_by_side_of_uneven_height_are_one_line() -> None:
    assert [line.text for line in lines_of([seen(50, 591, 614, "示例"), seen(76, 600, 627, "甲乙")])] == ["示例甲乙"]


def test_a_small_x_that_a_recogniser_takes_for_a_times_sign() -> None:
    assert limits("颗粒物和NO×排放浓度分别不高于11、37mg/m³") == [(P, 11, None), ("NOx", 37, None)]
    assert requirements_in("颗粒物和NO排放浓度分别不高于11、37mg/m³", "").unread  # no x was read: no NOx
