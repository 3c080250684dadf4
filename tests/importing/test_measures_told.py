"""Measures told in lines or in a table of grades or alerts: how alerts are called, several at once, and what is told of a grade
without one. Each with what must be read otherwise. 示例 text only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.flow import Para
from assistant.importing.header import alert_in
from assistant.importing.told_measures import measures_in_text
from assistant.importing.whom import Words, alerts_in
from assistant.library.grade import Alert, Grade
from tests.importing.printed import GRADED, OPENING, guide_docx

Y, O, R = Alert.YELLOW, Alert.ORANGE, Alert.RED  # noqa: E741
ALERTS = [
    ("黄色预警（Ⅲ级应急响应）", Y), ("重污染天气黄色预警", Y), ("启动橙色预警期间", O), ("重污染天气Ⅱ级应急响应（橙色预警）", O), ("发布红色预警时", R),
    ("应急响应措施（黄色）", Y), ("重污染天气", None), ("重污染天气应急响应", None), ("启动黄色标识", None),
    ("黄色预警期间停产", None), ("重污染天气黄色预警，示例", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "alert"), ALERTS)
def test_an_alert_in_the_words_around_it(text: str, alert: Alert | None) -> None:
    assert alert_in(text) is alert


SEVERAL = [
    ("黄色及以上预警", [Y, O, R]), ("橙色预警及以上", [O, R]), ("红色及以上预警", [R]), ("黄色、橙色预警", [Y, O]),
    ("橙色和红色预警期间", [O, R]), ("黄色/橙色/红色预警", [Y, O, R]), ("黄色、橙色及以上预警", [Y, O, R]),
    ("橙色以下预警", []), ("黄色、示例预警", []), ("黄色预警或以上", [Y, O, R]), ("以上", []), ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "alerts"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_several_alerts_in_one_label(text: str, alerts: list[Alert]) -> None:
    assert alerts_in(text) == alerts


def told(*lines: str) -> list[tuple[str, str, str]]:
    found, _ = measures_in_text([Para(line, None, None) for line in lines], Words((Grade.A, Grade.B)))
    return [(str(one.grade), str(one.alert), one.raw) for one in found]


def every(grade: str, raw: str) -> list[tuple[str, str, str]]:
    return [(grade, alert, raw) for alert in ("黄色", "橙色", "红色")]


def test_an_alert_and_those_above_it_take_one_measure() -> None:
    assert told("（三）减排措施", "A级企业：", "重污染天气橙色及以上预警期间：示例甲。") == [
        ("A", "橙色", "示例甲。"),
        ("A", "红色", "示例甲。"),
    ]


def test_what_is_told_of_a_grade_without_an_alert_holds_for_all() -> None:
    found = told("（三）减排措施", "A级企业：自主采取示例措施。", "B级企业：", "黄色预警期间：示例乙。")

    assert found == [*every("A", "自主采取示例措施。"), ("B", "黄色", "示例乙。")]


def test_it_holds_for_none_where_the_section_tells_no_alert() -> None:
    assert told("（三）减排措施", "A级企业：自主采取示例措施。", "B级企业：示例乙。") == []


def test_a_grades_own_alerts_stand_above_what_is_told_of_it_without_one() -> None:
    told_after = told("（三）减排措施", "A级企业：示例说明。", "A级企业：黄色预警期间：示例甲。")
    told_before = told("（三）减排措施", "A级企业：黄色预警期间：示例甲。", "A级企业：示例说明。")

    assert told_after == told_before == [("A", "黄色", "示例甲。")]


def test_another_section_lends_no_alert() -> None:
    lines = ["一、减排措施", "A级企业：自主采取示例措施。", "二、停产要求", "B级企业：黄色预警期间：示例乙。"]

    assert told(*lines) == [("B", "黄色", "示例乙。")]


HEADS = ["三、重污染天气应对", "（三）预警响应", "三、应急响应", "三、示例措施", "第三条 减排措施", "Ⅲ、管控要求"]


@pytest.mark.parametrize("head", HEADS)
def test_headings_under_which_measures_are_told(head: str) -> None:
    assert told(head, "A级企业：黄色预警期间：示例甲。") == [("A", "黄色", "示例甲。")]


@pytest.mark.parametrize("head", ["三、示例治理", "三、示例措施按下列说明执行的情况", "三、措施说明；"])
def test_headings_under_which_none_are(head: str) -> None:
    assert told(head, "A级企业：黄色预警期间：示例甲。") == []


@pytest.mark.parametrize("after", ["第四条 示例说明", "第四条 核查要点"])
def test_measures_end_at_the_next_article(after: str) -> None:
    found = told("第三条 减排措施", "A级企业：黄色预警期间：示例甲", after, "B级企业：黄色预警期间：示例乙。")

    assert found == [("A", "黄色", "示例甲")]


def table_told(folder: Path, draft_of: Callable[[Path], Draft], *rows: list[str]) -> list[tuple[str, str, str]]:
    draft = draft_of(guide_docx(folder / "示例.docx", *OPENING, GRADED, "示例说明如下：", rows))
    return [(str(one.grade), str(one.alert), one.raw) for one in draft.measures]


def test_a_row_of_several_alerts_under_grades(tmp_path: Path, draft_of: Callable[[Path], Draft]) -> None:
    found = table_told(
        tmp_path, draft_of, ["预警级别", "A级", "B级"], ["黄色、橙色预警", "示例甲", "示例乙"], ["红色及以上预警", "示例丙", "示例丁"]
    )  # fmt: skip

    assert found == [
        ("A", "黄色", "示例甲"), ("A", "橙色", "示例甲"), ("B", "黄色", "示例乙"), ("B", "橙色", "示例乙"),
        ("A", "红色", "示例丙"), ("B", "红色", "示例丁"),
    ]  # fmt: skip


def test_rows_of_other_labels_under_grades_are_indicators(tmp_path: Path, draft_of: Callable[[Path], Draft]) -> None:
    rows = (["指标", "A级", "B级"], ["黄色、橙色标识", "示例甲", "示例乙"], ["红色标识", "示例丙", "示例丁"])

    assert table_told(tmp_path, draft_of, *rows) == []
