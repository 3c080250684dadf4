"""Measures under alerts that are named with their level (黄色预警/Ⅲ级响应), under headings in other words, and behind words that only
lead over to them. Each with what must be read otherwise. 示例 text only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

import pytest

from assistant.importing.chapters import Chapter
from assistant.importing.draft import Draft
from assistant.importing.flow import Para, Placed
from assistant.importing.header import alert_in
from assistant.importing.lattice import Cell, Found
from assistant.importing.listed_measures import listed_of, measures_listed, parted_by_alerts
from assistant.importing.responses import levels_told
from assistant.importing.sheets import Word
from assistant.importing.sorting import sorted_out
from assistant.importing.told_measures import measures_in_text
from assistant.importing.whom import Words, alerts_in
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box
from tests.importing.printed import GRADED, OPENING, guide_docx

Y, O, R = Alert.YELLOW, Alert.ORANGE, Alert.RED  # noqa: E741
LADDER = Words((Grade.A, Grade.B))
Told = list[tuple[str, str, str]]


def told(*lines: str, words: Words = LADDER) -> Told:
    found, _ = measures_in_text([Para(line, None, None) for line in lines], words)
    return [(str(one.grade), str(one.alert)[0], one.raw) for one in found]


@pytest.mark.parametrize(
    ("text", "alert"),
    [
        ("黄色预警/Ⅲ级响应", Y), ("橙色预警·Ⅱ级响应", O), ("红色预警—Ⅰ级响应", R), ("Ⅲ级响应/黄色预警", Y), ("黄色预警|三级响应", Y), ("黄色预警：Ⅲ级响应", Y),
        ("黄色预警/橙色预警", None), ("黄色预警/Ⅲ级标准", None), ("黄色预警/三级", None), ("黄色预警、Ⅲ级响应", None), ("黄色预警/停产", None),
    ],
)  # fmt: skip
def test_a_colour_and_its_level_side_by_side_are_one_alert(text: str, alert: Alert | None) -> None:
    assert alert_in(text) is alert


@pytest.mark.parametrize(
    ("text", "alerts"),
    [
        ("黄色预警/Ⅲ级响应", [Y]), ("黄色预警/Ⅲ级响应、橙色预警/Ⅱ级响应", [Y, O]), ("橙色/红色预警", [O, R]),
        ("黄色预警/Ⅲ级响应、示例", []), ("黄色预警/Ⅲ级标准", []),
    ],
)  # fmt: skip
def test_a_stroke_ties_a_level_or_parts_two_alerts(text: str, alerts: list[Alert]) -> None:
    assert alerts_in(text) == alerts


def test_a_colour_beside_its_level_pairs_them_and_a_list_does_not() -> None:
    assert levels_told(["黄色预警/Ⅲ级响应", "橙色预警·Ⅱ级响应"]) == {"III": Y, "II": O}
    assert levels_told(["黄色预警/Ⅲ级标准", "Ⅱ级响应、橙色预警"]) == {}
    assert levels_told(["黄色/橙色预警/Ⅲ级响应"]) == {}


def test_a_level_beside_the_alert_is_no_part_of_the_measure() -> None:
    lines = (
        "减排措施",
        "黄色预警/Ⅲ级响应期间：",
        "A级企业：甲。",
        "B级企业：乙。",
        "Ⅰ级响应·红色预警期间：",
        "B级企业：丙。",
    )

    assert told(*lines) == [("A", "黄", "甲。"), ("B", "黄", "乙。"), ("B", "红", "丙。")]
    assert told("减排措施", "B级企业：", "黄色预警——停产。") == [("B", "黄", "停产。")]


def test_a_table_whose_alerts_stand_beside_their_levels(tmp_path: Path, draft_of: Callable[[Path], Draft]) -> None:
    rows = [["企业等级", "黄色预警/Ⅲ级响应", "橙色预警/Ⅱ级响应"], ["A级", "甲", "乙"], ["B级", "丙", "丁"]]
    draft = draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, GRADED, "示例说明如下：", rows))

    assert [(str(one.grade), str(one.alert), one.raw) for one in draft.measures] == [
        ("A", "黄色", "甲"), ("A", "橙色", "乙"), ("B", "黄色", "丙"), ("B", "橙色", "丁"),
    ]  # fmt: skip
    assert len(draft.tables) == 1


HEADS = [
    "预警减排",
    "3．重污染天气减排",
    "◆ 预警时怎样做",
    "（四）分级减排",
    "五、污染天气预警期间企业做法",
    "重污染天气停限产安排",
]


@pytest.mark.parametrize("head", HEADS)
def test_headings_that_say_what_is_done_under_alerts(head: str) -> None:
    assert told(head, "B级企业：", "黄色预警：甲。") == [("B", "黄", "甲。")]


@pytest.mark.parametrize("head", ["预警发布条件", "Ⅱ级响应时间", "预警天数统计", "五、现场查验"])
def test_headings_that_say_something_else_of_alerts(head: str) -> None:
    assert told(head, "B级企业：", "黄色预警：甲。") == []


def test_measures_without_a_heading_begin_where_whom_stands_over_when_or_the_other_way_round() -> None:
    lines = ("示例说明", "B级企业应采取：", "黄色预警：甲。", "3.5 示例查看", "B级企业查看台账。")

    assert told(*lines) == [("B", "黄", "甲。")]
    assert told("一、黄色预警期间", "B级企业：甲。", "二、橙色预警期间", "B级企业：乙。") == [
        ("B", "黄", "甲。"),
        ("B", "橙", "乙。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("B级企业：", "甲。"), ("B级企业：", "预警信息：甲。"), ("示例企业：", "黄色预警：甲。"), ("B级企业应采取示例措施。", "黄色预警：甲。"),
        ("黄色预警：", "示例企业：甲。"), ("核查要求", "（1）查看台账。", "B级企业：", "黄色预警：甲。"),
    ],
)  # fmt: skip
def test_measures_without_a_heading_begin_nowhere_else(lines: tuple[str, ...]) -> None:
    assert told(*lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "黄色预警发布后，B级企业甲。", "收到黄色预警通知后，B级企业甲。", "B级·黄色预警：甲。", "B级企业（黄色预警期间）：甲。", "B级企业：黄色——甲。", "B级企业：黄色预警→甲。",
        "绩效等级为B级的，黄色预警期间甲。", "Ⅲ级响应（黄色）：B级，甲。", "黄色预警（启动Ⅲ级响应）期间，B级企业甲。",
    ],
)  # fmt: skip
def test_when_and_whom_set_off_in_other_ways(line: str) -> None:
    assert told("减排措施", line) == [("B", "黄", "甲。")]


@pytest.mark.parametrize(
    "line",
    [
        "黄色预警发布后2小时内，B级企业报告。",
        "B级企业（黄色预警期间除外）：甲。",
        "黄色预警信息发布情况，B级企业甲。",
        "B级企业：黄色预警期间甲；其他预警期间乙。",
    ],
)
def test_words_that_set_no_time_or_another_one_too(line: str) -> None:
    assert told("减排措施", line) == []


def test_three_alerts_by_their_count_are_every_alert() -> None:
    assert told("减排措施", "三类预警期间，A级企业甲。") == [
        ("A", "黄", "甲。"),
        ("A", "橙", "甲。"),
        ("A", "红", "甲。"),
    ]
    assert told("减排措施", "两类预警期间，A级企业甲。") == []


LEADS = ["B级企业应采取：", "B级企业须落实以下措施：", "B级企业应急减排：", "B级企业按下列要求执行：", "B级企业减排措施如下：", "B级企业的差异化管控要求："]  # fmt: skip


@pytest.mark.parametrize("lead", LEADS)
def test_what_leads_over_to_the_alerts_is_no_measure(lead: str) -> None:
    assert told("减排措施", lead, "——黄色预警：甲。", "——橙色预警：乙。") == [("B", "黄", "甲。"), ("B", "橙", "乙。")]


def test_what_leads_over_within_an_alert_is_no_measure() -> None:
    assert told("减排措施", "B级企业：", "黄色预警期间应采取以下措施：", "（1）甲；", "（2）乙。") == [
        ("B", "黄", "（1）甲；（2）乙。")
    ]


def test_words_that_say_what_is_done_lead_over_to_nothing() -> None:
    assert told("减排措施", "B级企业停产：黄色预警期间。") == []
    assert told("减排措施", "B级企业：黄色预警期间停产：示例线。") == [("B", "黄", "停产：示例线。")]


@pytest.mark.parametrize(
    ("after", "raw"),
    [
        ("2．示例行业", "甲。"), ("（3）示例核对", "甲。"),
        ("1．示例线停产。", "甲。1．示例线停产。"), ("（1）示例线停产。", "甲。（1）示例线停产。"), ("示例乙。", "甲。"),
    ],
)  # fmt: skip
def test_a_numbered_line_goes_on_with_what_ended_only_from_its_first_item(after: str, raw: str) -> None:
    assert told("减排措施", "B级企业：黄色预警期间：甲。", after) == [("B", "黄", raw)]
    assert told("减排措施", "B级企业：黄色预警期间：", "1．甲。", "2．乙。") == [("B", "黄", "1．甲。2．乙。")]


def test_a_line_set_in_under_a_full_one_that_ended_is_another_paragraph() -> None:
    full = Para("B级企业：黄色预警期间：示例炉停产，示例线停产。", 1, Box(50, 0, 500, 10), 10.0)
    out = Para("【打印本页】【关闭窗口】", 1, Box(70, 12, 200, 22), 10.0)
    beside = replace(out, text="示例窑停产。", box=Box(50, 12, 200, 22))

    for below, raw in ((out, "示例炉停产，示例线停产。"), (beside, "示例炉停产，示例线停产。示例窑停产。")):
        found, _ = measures_in_text([Para("减排措施", 1, Box(50, 0, 90, 10), 10.0), full, below], LADDER)
        assert [one.raw for one in found] == [raw]


@pytest.mark.parametrize("heading", ["（五）现场查验", "核验方法", "附 常见问题", "附录", "问答"])
def test_what_follows_the_measures_in_other_words(heading: str) -> None:
    lines = ("减排措施", "B级企业：黄色预警期间：甲；", heading, "B级企业：橙色预警期间：乙。")

    assert told(*lines) == [("B", "黄", "甲")]


def part(number: int, *rows: tuple[str, ...]) -> Placed:
    """A part of a table, on its page, cell by cell."""
    wide, high = len(rows[0]), len(rows)
    cells = tuple(Cell(i, j, 1, 1, None, (), text) for i, row in enumerate(rows) for j, text in enumerate(row))
    xs, ys = tuple(50.0 * x for x in range(wide + 1)), tuple(float(y) for y in range(high + 1))
    return Placed(Found(number, Box(0, 0, 50.0 * wide, float(high)), xs, ys, cells), None)


DOWN = ("预警级别", "A级", "B级")


@pytest.mark.parametrize(
    ("page", "head", "wanted"), [(2, DOWN, "限产示例线"), (3, DOWN, "限产"), (2, ("指标", "A级", "B级"), "限产")]
)
def test_the_rest_of_a_row_overleaf_under_the_same_head(page: int, head: tuple[str, ...], wanted: str) -> None:
    first = part(1, DOWN, ("黄色预警", "自主", "限产"), ("红色预警", "自主", "限产"))
    over = part(page, head, ("", "", "示例线"))
    graded = part(1, ("指标", "A级", "B级"), ("示例装备", "甲", "乙"))
    found = sorted_out(Chapter("示例行业", 1, "", [graded, Para("示例说明。", 1, None), first, over]), {})

    assert [one.raw for one in found.measures if (one.grade, one.alert) == (Grade.B, R)] == [wanted]


def framed(*rows: tuple[str, str, str]) -> Found:
    """A table ruled round and across, without uprights: each row one cell, its words in three columns of white."""
    ys = tuple(20.0 * at for at in range(len(rows) + 1))
    cells = []
    for row, texts in enumerate(rows):
        words = tuple(
            Word(text, Box(x, ys[row] + 5, x + 9.0 * len(text), ys[row] + 14), 9.0)
            for x, text in zip((5.0, 105.0, 205.0), texts, strict=True)
            if text
        )
        cells.append(Cell(row, 0, 1, 1, Box(0, ys[row], 400, ys[row + 1]), words))
    return Found(1, Box(0, 0, 400, ys[-1]), (0.0, 400.0), ys, tuple(cells))


HEAD = ("等级", "预警等级", "减排要求")


def test_a_framed_table_without_uprights_is_parted_by_its_alerts() -> None:
    found = framed(
        HEAD,
        ("A级企业", "黄色预警", "甲"),
        ("", "红色预警", "乙"),
        ("B级企业", "黄色预警", "丙"),
        ("", "红色预警", "丁"),
    )
    parted = parted_by_alerts(found, LADDER)
    way = listed_of(parted, LADDER)
    assert way is not None
    read = measures_listed(Placed(parted, None), way, [])

    assert [(str(one.grade), str(one.alert)[0], one.raw) for one in read] == [
        ("A", "黄", "甲"), ("A", "红", "乙"), ("B", "黄", "丙"), ("B", "红", "丁"),
    ]  # fmt: skip


def test_a_framed_table_of_something_else_stays_as_it_is() -> None:
    found = framed(HEAD, ("A级企业", "示例条件", "甲"), ("", "示例时间", "乙"))

    assert parted_by_alerts(found, LADDER) is found


GRADES = part(1, ("指标", "A级", "B级"), ("示例装备", "甲", "乙"))


def read(*cells: Cell) -> tuple[Told, str]:
    """What a table behind one of grades tells, and what is named of it."""
    wide = max(c.column + c.column_span for c in cells)
    ys = tuple(float(y) for y in range(max(c.row + c.row_span for c in cells) + 1))
    found = Found(1, Box(0, 0, 50.0 * wide, ys[-1]), tuple(50.0 * x for x in range(wide + 1)), ys, cells)
    got = sorted_out(Chapter("示例行业", 1, "", [GRADES, Para("示例说明。", 1, None), Placed(found, None)]), {})
    assert len(got.tables) == 1
    return [(str(one.grade), str(one.alert)[0], one.raw) for one in got.measures], "".join(say for say, _ in got.loose)


def row(at: int, *texts: str) -> list[Cell]:
    """Cells side by side; "" goes on with the one before it."""
    return [
        Cell(at, x, 1, 1 + len(list(takewhile(lambda one: not one, texts[x + 1 :]))), None, (), text)
        for x, text in enumerate(texts)
        if text
    ]


def test_a_row_of_several_grades_is_no_head_over_the_rows_below_it() -> None:
    rows = (
        *row(1, "黄色预警", "A级", "甲"),
        *row(2, "黄色预警", "B级及以下", "乙"),
        *row(3, "橙色及以上", "A级、B级", "丙"),
        *row(4, "橙色及以上", "A级", "丁"),
    )
    told, _ = read(*row(0, "预警级别", "企业等级", "减排措施"), *rows)

    assert told[:2] == [("A", "黄", "甲"), ("B", "黄", "乙")]
    assert {raw for _, _, raw in told} == {"甲", "乙", "丙", "丁"}


def test_the_parts_of_an_alerts_column_are_all_read_and_named() -> None:
    told, named = read(
        *row(0, "企业等级", "黄色预警", "", "橙色预警", ""), *row(1, "示例", "停限产", "运输", "停限产", "运输"), *row(2, "A级", "甲", "乙", "丙", ""),
    )  # fmt: skip

    assert told == [("A", "黄", "甲"), ("A", "黄", "乙"), ("A", "橙", "丙")]
    assert named.count("不止一条") == 1


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((("黄色预警", ""), ("A级", "甲"), ("B级", "乙")), [("A", "黄", "甲"), ("B", "黄", "乙")]),
        ((("A级企业", ""), ("黄色预警", "甲"), ("橙色预警", "乙")), [("A", "黄", "甲"), ("A", "橙", "乙")]),
        ((("A级企业黄色预警", "甲"), ("B级·橙色预警", "乙")), [("A", "黄", "甲"), ("B", "橙", "乙")]),
        ((("A级", "黄色预警：甲\n橙色预警：乙"), ("B级", "黄色预警：丙\n示例丁")), [("A", "黄", "甲"), ("A", "橙", "乙"), ("B", "黄", "丙示例丁")]),
        ((("示例线", ""), ("A级", "甲"), ("B级", "乙")), []),
        ((("黄色预警", ""), ("A级", "甲"), ("示例级", "乙")), []),
        ((("A级企业示例", "甲"), ("B级·橙色预警", "乙")), []),
    ],
)  # fmt: skip
def test_tables_of_two_columns_whose_rows_head_others_or_name_both(
    rows: tuple[tuple[str, str], ...], wanted: Told
) -> None:
    cells = [cell for at, texts in enumerate(rows, 1) for cell in row(at, *texts)]

    assert read(*row(0, "等级", "减排措施"), *cells)[0] == wanted


def test_an_alert_spoken_of_within_anothers_measure_leaves_it_unread() -> None:
    assert told("减排措施", "B级企业：黄色预警：甲橙色预警：乙") == []
    assert told("减排措施", "B级企业：橙色预警：在黄色预警基础上甲") == [("B", "橙", "在黄色预警基础上甲")]


def test_a_list_that_runs_on_behind_its_head_tells_its_first_item_too() -> None:
    assert told("减排措施", "B级企业：①黄色预警期间，甲；②橙色预警期间：乙。") == [
        ("B", "黄", "甲"),
        ("B", "橙", "乙。"),
    ]
    assert told("减排措施", "黄色预警期间：（1）A级企业甲；（2）B级企业乙。") == [
        ("A", "黄", "甲"),
        ("B", "黄", "乙。"),
    ]
    assert told("减排措施", "B级企业：黄色预警期间：①甲；②乙。") == [("B", "黄", "①甲；②乙。")]
