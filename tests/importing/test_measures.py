"""Reduction measures as other hands write them: bullets, alerts over grades and grades over alerts, groups of grades, levels of
response, tables that stand either way. Each with what looks like it and is none. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.importing.chapters import Chapter
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.lattice import Cell, Found
from assistant.importing.listed_measures import listed_of, measures_listed
from assistant.importing.measures import measures_head, measures_in_table, only_levels
from assistant.importing.responses import levels_told
from assistant.importing.sorting import sorted_out
from assistant.importing.told_measures import measures_in_text
from assistant.importing.turned import turned_of
from assistant.importing.whom import Words
from assistant.library.grade import Grade
from assistant.reading.page import Box

HEAD = "（三）减排措施"
ABC = (Grade.A, Grade.B, Grade.C)
LED = (Grade.LEADING, Grade.NOT_LEADING)
STATED = "Ⅲ级、Ⅱ级、Ⅰ级响应分别对应黄色、橙色、红色预警。"
Told = list[tuple[str, str, str]]


def told(*lines: str, ladder: tuple[Grade, ...] = ABC, stated: str = "") -> Told:
    words = Words(ladder, levels_told([stated, *lines]))
    found, _ = measures_in_text([Para(line, None, None) for line in (HEAD, *lines)], words)
    return [(str(one.grade), str(one.alert), one.raw.rstrip("。")) for one in found]


def unread(*lines: str) -> list[str]:
    words = Words(ABC, levels_told(lines))
    return [one.text for one in measures_in_text([Para(line, None, None) for line in (HEAD, *lines)], words)[1]]


A_THEN_B = [("A", "黄色", "甲"), ("A", "橙色", "乙"), ("B", "黄色", "丙")]


@pytest.mark.parametrize("sign", ["●", "•", "· ", "－ ", "——", "◆", "a）", "（1）", "①", "1. "])
def test_alerts_under_a_grade_set_off_by_signs(sign: str) -> None:
    lines = [
        "A级企业：",
        f"{sign}黄色预警期间：甲。",
        f"{sign}橙色预警（Ⅱ级）期间：乙。",
        "B级企业：",
        f"{sign}Ⅲ级（黄色）预警：丙。",
    ]

    assert told(*lines) == A_THEN_B


@pytest.mark.parametrize(
    "lines",
    [
        ("A级企业减排措施", "——黄色预警：甲；", "——橙色预警：乙。", "B级企业减排措施", "——黄色预警：丙；"),
        ("A级企业：黄色预警期间，甲；橙色预警期间，乙。", "B级企业：黄色预警期间，丙。"),
        ("A级企业黄色预警期间甲，橙色预警期间乙；B级企业黄色预警期间丙。",),
        ("1. A级企业", "a. 黄色预警：甲", "b. 橙色预警：乙", "2. B级企业", "a. 黄色预警：丙"),
        ("A级企业 黄色预警：甲 橙色预警：乙", "B级企业 黄色预警：丙"),
        ("A级：黄色：甲；橙色：乙。", "B级：黄色：丙。"),
        ("A级企业按以下要求执行：", "黄色预警：甲。", "橙色预警：乙。", "评为B级的企业：黄色预警时，丙。"),
    ],
)
def test_grades_over_alerts(lines: Sequence[str]) -> None:
    assert told(*lines) == A_THEN_B


ALERT_BY_ALERT = [("A", "黄色", "甲"), ("B", "黄色", "停产一半"), ("A", "橙色", "乙"), ("B", "橙色", "停产")]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "1）黄色预警时：",
            "a）A级企业：甲。",
            "b）B级企业：停产一半。",
            "2）橙色预警时：",
            "a）A级企业：乙。",
            "b）B级企业：停产。",
        ),
        ("黄色预警期间，A级企业甲；B级企业停产一半。", "橙色预警期间，A级企业乙；B级企业停产。"),
        ("黄色预警A级企业甲，B级企业停产一半；橙色预警A级企业乙，B级企业停产。",),
        ("黄色预警期间：", "A级企业甲；", "B级企业停产一半。", "橙色预警期间：", "A级企业乙；", "B级企业停产。"),
        (
            "（1）黄色预警期间",
            "A级企业：甲。",
            "B级企业：停产一半。",
            "（2）橙色预警期间",
            "A级企业：乙。",
            "B级企业：停产。",
        ),
    ],
)
def test_alerts_over_grades(lines: Sequence[str]) -> None:
    assert told(*lines) == ALERT_BY_ALERT


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("A、B级企业：橙色预警期间，甲。", [("A", "橙色", "甲"), ("B", "橙色", "甲")]),
        ("B级及以下企业：橙色预警期间，甲。", [("B", "橙色", "甲"), ("C", "橙色", "甲")]),
        ("B级及以上企业：橙色预警期间，甲。", [("A", "橙色", "甲"), ("B", "橙色", "甲")]),
        ("橙色预警期间，A级企业、B级企业甲。", [("A", "橙色", "甲"), ("B", "橙色", "甲")]),
        ("C级和未评级企业：橙色预警期间，甲。", [("C", "橙色", "甲")]),
        ("A级企业：各级别预警期间，甲。", [("A", one, "甲") for one in ("黄色", "橙色", "红色")]),
        ("A级企业：橙色及以上预警期间，甲。", [("A", one, "甲") for one in ("橙色", "红色")]),
        ("A级企业：黄、橙色预警期间，甲。", [("A", one, "甲") for one in ("黄色", "橙色")]),
        ("A级企业：Ⅲ级（黄色）、Ⅱ级（橙色）预警期间甲。", [("A", one, "甲") for one in ("黄色", "橙色")]),
        ("A级企业：黄色预警、橙色预警期间甲。", [("A", one, "甲") for one in ("黄色", "橙色")]),
        (
            "A级企业在黄色预警期间停甲、乙线，橙色预警期间停丙、红色预警期间停丁。",
            [
                ("A", "黄色", "停甲、乙线"),
                ("A", "橙色", "停丙"),
                ("A", "红色", "停丁"),
            ],
        ),
        ("A级企业：黄色预警时，停止甲、红色标识车辆运输。", [("A", "黄色", "停止甲、红色标识车辆运输")]),
        ("A级企业：启动黄色预警（Ⅲ级响应）时，减少运输，其余自主减排。", [("A", "黄色", "减少运输，其余自主减排")]),
    ],
)
def test_groups_of_grades_and_alerts(line: str, wanted: Told) -> None:
    assert told(line) == wanted


def test_a_heading_under_a_full_line_begins_anew_and_the_end_of_a_sentence_does_not() -> None:
    def printed(*lines: tuple[str, float]) -> Told:
        paras = [Para(text, 1, Box(50, 100, right, 112), 10.0, 50.0) for text, right in lines]
        found, _ = measures_in_text(paras, Words(ABC))
        return [(str(one.grade), str(one.alert), one.raw) for one in found]

    rest = (("A级企业：黄色预警期间，甲。", 200.0),)

    assert printed(("表1 示例表题占满一行", 500.0), ("第三节 预警期间措施", 160.0), *rest) == [("A", "黄色", "甲。")]
    assert printed(("示例企业应当按照本地预案规定的", 500.0), ("应急减排措施执行。", 160.0), *rest) == []


def test_the_next_heading_of_a_count_ends_the_measures_and_the_next_item_of_a_list_does_not() -> None:
    def below(heading: str, *lines: str) -> Told:
        paras = [Para(text, 1, None, 10.0, 50.0) for text in (heading, *lines)]
        found, _ = measures_in_text(paras, Words(ABC))
        return [(str(one.grade), str(one.alert), one.raw) for one in found]

    alert = "A级企业：红色预警期间，甲"

    assert below("5. 减排措施", alert, "6. 核查方法", "1. 核查乙。") == [("A", "红色", "甲")]
    assert below("2. 减排措施", alert, "1. 停乙", "2. 停丙", "3. 停丁") == [("A", "红色", "甲1. 停乙2. 停丙3. 停丁")]


def test_others_are_those_of_whom_nothing_is_told_under_an_alert() -> None:
    assert told("黄色预警期间，A级企业甲；其他级别企业乙。", "橙色预警期间，A级、B级企业丙；其余企业丁。") == [
        ("A", "黄色", "甲"), ("B", "黄色", "乙"), ("C", "黄色", "乙"),
        ("A", "橙色", "丙"), ("B", "橙色", "丙"), ("C", "橙色", "丁"),
    ]  # fmt: skip


def test_a_ladder_of_leadership_in_one_sentence() -> None:
    lines = "黄色预警期间，绩效引领性企业由企业自愿减排；非绩效引领性企业停产，其余自主减排。"

    assert told(lines, ladder=LED) == [
        ("绩效引领性", "黄色", "由企业自愿减排"), ("非绩效引领性", "黄色", "停产，其余自主减排"),
    ]  # fmt: skip


def test_levels_of_response_stand_for_alerts_where_the_file_says_which() -> None:
    lines = ["Ⅲ级响应期间：", "A级企业：甲。", "Ⅱ级响应期间：", "A级企业：乙。"]

    assert told(*lines, stated=STATED) == [("A", "黄色", "甲"), ("A", "橙色", "乙")]
    assert told(*lines) == []
    assert unread(*lines)[0] == "Ⅲ级响应期间："


@pytest.mark.parametrize(
    "line",
    [
        "黄色预警由示例部门发布。",
        "黄色预警信息发布后，A级企业应当公示。",
        "红色预警解除后，A级企业恢复生产。",
        "A级企业名单在红色预警期间公布。",
        "黄色标识车辆停止运输，A级企业除外。",
        "预警期间，各等级企业按下表执行。",
        "Ⅲ级、Ⅱ级、Ⅰ级响应分别对应黄色、橙色、红色预警。",
        "B级以下企业：黄色预警期间，停产。",  # without 及: whether B itself is meant
        "停产期间，红色预警期间除外，A级企业自查。",
    ],
)
def test_a_sentence_that_only_speaks_of_an_alert_is_no_measure(line: str) -> None:
    assert told(line) == []


def test_whom_nobody_knows_is_not_the_one_of_the_line_before() -> None:
    lines = ("A级企业：黄色预警期间，甲。", "重点保障企业：黄色预警期间，乙。")

    assert told(*lines) == [("A", "黄色", "甲")]
    assert unread(*lines) == [lines[1]]


def test_a_grade_of_which_a_sentence_is_told_without_an_alert() -> None:
    told_of_a = ["（一）A级企业减排措施", "鼓励结合实际自主减排。"]
    told_of_b = ["（二）B级企业减排措施", "黄色预警期间：乙。"]

    assert told(*told_of_a, *told_of_b) == [
        *[("A", one, "鼓励结合实际自主减排") for one in ("黄色", "橙色", "红色")], ("B", "黄色", "乙"),
    ]  # fmt: skip
    assert told("（一）A级企业减排措施", "示例说明。", *told_of_b) == [("B", "黄色", "乙")]


def test_a_measure_over_lines_keeps_the_sign_between_them() -> None:
    assert told("A级企业：", "黄色预警期间：", "1.甲；", "2.乙。") == [("A", "黄色", "1.甲；2.乙")]


@pytest.mark.parametrize(
    "sign", ["黄色预警响应（Ⅲ级）期间：", "黄色预警应急响应（Ⅲ级响应）：", "重污染天气黄色预警减排措施（Ⅲ级）："]
)
def test_the_level_may_stand_behind_what_answers_an_alert(sign: str) -> None:
    lines = (sign, "A级企业：甲。", "红色预警响应（Ⅰ级）期间：", "A级企业：乙。")

    assert told(*lines) == [("A", "黄色", "甲"), ("A", "红色", "乙")]


def test_within_a_measure_a_grade_or_the_rest_is_not_another_one() -> None:
    assert told("B级企业：橙色预警期间，限产30%，A级企业除外；红色预警期间，参照C级企业执行。") == [
        ("B", "橙色", "限产30%，A级企业除外"), ("B", "红色", "参照C级企业执行"),
    ]  # fmt: skip


def test_an_alert_of_one_grade_is_not_taken_for_the_next_behind_a_semicolon() -> None:
    line = "A级企业在黄色预警期间自主减排；C级企业停产。"

    assert told(line) == [("A", "黄色", "自主减排")]
    assert unread(line) == [line]


def test_what_is_told_without_an_alert_but_speaks_of_one_is_not_told_of_all() -> None:
    line = "A级企业：红色预警期间除外，自主减排。"

    assert told(line, "B级企业：黄色预警期间，停产。") == [("B", "黄色", "停产")]
    assert unread(line) == [line]


def field(row: int, column: int, text: str, high: int = 1, wide: int = 1) -> Cell:
    return Cell(row, column, high, wide, None, (), text)


def table(rows: Sequence[Sequence[str]], page: int = 1) -> Placed:
    wide, high = max(len(row) for row in rows), len(rows)
    cells = tuple(
        field(i, j, text, wide=1 if len(row) > 1 else wide) for i, row in enumerate(rows) for j, text in enumerate(row)
    )
    xs, ys = tuple(50.0 * x for x in range(wide + 1)), tuple(float(y) for y in range(high + 1))
    return Placed(Found(page, Box(0, 0, 50.0 * wide, float(high)), xs, ys, cells), None)


def across(rows: Sequence[Sequence[str]], words: Words) -> Told | None:
    placed = table(rows)
    head = measures_head(placed.found, words)
    if head is None:
        return None
    return [(str(m.grade), str(m.alert), m.raw) for m in measures_in_table(placed, head, skip=head.deep)]


def test_a_column_for_a_group_of_grades() -> None:
    rows = [
        ["减排措施"],
        ["预警级别", "A级企业", "B级及以下企业"],
        ["黄色预警（Ⅲ级）", "甲", "乙"],
        ["橙色预警", "丙", "丁"],
    ]

    assert across(rows, Words(ABC)) == [
        ("A", "黄色", "甲"), ("B", "黄色", "乙"), ("C", "黄色", "乙"),
        ("A", "橙色", "丙"), ("B", "橙色", "丁"), ("C", "橙色", "丁"),
    ]  # fmt: skip


def test_alerts_down_the_second_column_of_labels() -> None:
    rows = [["序号", "预警级别", "A级", "B级"], ["1", "黄色预警", "甲", "乙"], ["2", "橙色预警", "丙", "丁"]]

    assert across(rows, Words(ABC)) == [
        ("A", "黄色", "甲"), ("B", "黄色", "乙"), ("A", "橙色", "丙"), ("B", "橙色", "丁"),
    ]  # fmt: skip


def test_a_row_for_all_others() -> None:
    rows = [["等级", "黄色预警", "橙色、红色预警"], ["A级", "甲", "乙"], ["其他级别", "丙", "丁"]]

    assert across(rows, Words(ABC)) == [
        ("A", "黄色", "甲"), ("A", "橙色", "乙"), ("A", "红色", "乙"),
        ("B", "黄色", "丙"), ("C", "黄色", "丙"),
        ("B", "橙色", "丁"), ("C", "橙色", "丁"), ("B", "红色", "丁"), ("C", "红色", "丁"),
    ]  # fmt: skip


LEVELS = [["等级", "Ⅲ级响应", "Ⅱ级响应"], ["A级", "甲", "乙"], ["B级", "丙", "丁"]]


def test_a_table_by_levels_of_response() -> None:
    found = table(LEVELS).found

    assert across(LEVELS, Words(ABC, levels_told([STATED]))) == [
        ("A", "黄色", "甲"), ("A", "橙色", "乙"), ("B", "黄色", "丙"), ("B", "橙色", "丁"),
    ]  # fmt: skip
    assert across(LEVELS, Words(ABC)) is None
    assert only_levels(found) and turned_of(found) is None


@pytest.mark.parametrize(
    "rows",
    [
        [["指标", "A级", "B级"], ["黄色预警响应要求", "甲", "乙"], ["环境管理", "丙", "丁"]],
        [
            ["指标", "A级", "B级"],
            ["预警期间管控", "甲", "乙"],
            ["黄色预警", "丙", "丁"],
            ["运输方式", "戊", "己"],
            ["台账", "庚", "辛"],
        ],
        [["指标", "A级", "B级"], ["黄色预警", "丙", "丁"], ["运输方式", "戊", "己"]],
        [["评定指标", "A级", "B级"]],
        [["等级", "能源", "运输"], ["A级", "甲", "乙"], ["B级", "丙", "丁"]],
        [["指标", "Ⅰ级", "Ⅱ级"], ["示例指标", "甲", "乙"], ["示例项目", "丙", "丁"]],
        [
            ["指标", "子项", "A级", "B级"],
            ["应急", "黄色预警", "甲", "乙"],
            ["应急", "运输", "丙", "丁"],
            ["能源", "燃料", "戊", "己"],
        ],
    ],
)
def test_a_table_of_indicators_is_none_of_measures(rows: list[list[str]]) -> None:
    assert across(rows, Words(ABC)) is None
    assert not only_levels(table(rows).found)


def test_a_list_by_grade_and_alert_with_a_group() -> None:
    placed = table(
        [
            ["等级", "预警", "减排措施"],
            ["A级", "黄色预警", "甲"],
            ["A级", "橙色预警", "乙"],
            ["B级及以下", "黄色预警", "丙"],
        ]
    )
    way = listed_of(placed.found, Words(ABC))
    assert way is not None

    found = measures_listed(placed, way, [])

    assert [(str(m.grade), str(m.alert), m.raw) for m in found] == [
        ("A", "黄色", "甲"), ("A", "橙色", "乙"), ("B", "黄色", "丙"), ("C", "黄色", "丙"),
    ]  # fmt: skip


INDICATORS = [["指标", "A级", "B级", "C级"], ["示例指标", "甲", "乙", "丙"]]


def chapter(*items: Item) -> Chapter:
    return Chapter("示例行业", 1, items=list(items))


def test_a_head_of_measures_at_the_foot_of_a_page_has_its_rows_overleaf() -> None:
    head = table([["减排措施"], ["响应级别", "A级企业", "B级企业"]])
    overleaf = table([["黄色预警", "甲", "乙"], ["橙色预警", "丙", "丁"]], page=2)

    sorted_ = sorted_out(chapter(table(INDICATORS), Para("示例", 1, None), head, overleaf), {})

    assert [len(growing.rows) for growing, _ in sorted_.tables] == [1]
    assert [m.raw for m in sorted_.measures] == ["甲", "乙", "丙", "丁"]


def test_a_table_by_levels_that_no_text_pairs_with_alerts_is_named_and_not_imported() -> None:
    sorted_ = sorted_out(chapter(table(INDICATORS), Para("示例", 1, None), table(LEVELS)), {})

    assert [len(growing.rows) for growing, _ in sorted_.tables] == [1]
    assert sorted_.measures == []
    assert any("响应级别" in say for say, _ in sorted_.loose)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Ⅲ级、Ⅱ级、Ⅰ级响应分别对应黄色、橙色、红色预警"], {"III": "黄色", "II": "橙色", "I": "红色"}),
        (["黄色、橙色预警分别对应III级、II级响应"], {"III": "黄色", "II": "橙色"}),
        (["发布红色预警时，启动Ⅰ级响应"], {"I": "红色"}),
        (["Ⅲ级（黄色）预警"], {"III": "黄色"}),
        (["黄色预警期间启动Ⅲ级响应", "Ⅲ级响应（橙色预警）"], {}),  # two sayings
        (["Ⅲ级、Ⅱ级、Ⅰ级响应分别对应黄色、红色预警"], {}),  # one too few
        (["Ⅲ级响应期间停产，橙色预警期间另行通知"], {}),
    ],
)
def test_which_alert_goes_with_which_level(texts: list[str], wanted: dict[str, str]) -> None:
    assert {level: str(alert) for level, alert in levels_told(texts).items()} == wanted
