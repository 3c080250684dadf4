"""Chapters and measures from running text in numberings and breaks of other kinds: 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.flow import Para
from assistant.importing.naming import bare, industry_name
from assistant.importing.told_measures import measures_in_text
from assistant.importing.whom import Words
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box


def line(text: str, *, right: float = 300.0) -> Para:
    return Para(text, 1, Box(50, 100, right, 112), 10.0, 50.0)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("附录A 铸造行业", "铸造行业"),
        ("附件2：水泥", "水泥"),
        ("2 水泥行业绩效分级", "水泥行业"),
        ("第三节 陶瓷", "陶瓷"),
    ],
)
def test_a_heading_names_its_industry_however_it_is_numbered(heading: str, name: str) -> None:
    assert industry_name(heading) == name


def test_a_word_that_begins_like_an_annex_stays() -> None:
    assert bare("附则") == "附则"


def test_measures_over_lines_of_print_end_where_their_paragraph_ends() -> None:
    paras = [
        line("（三）减排措施", right=120),
        line("A级企业：黄色预警期间，自主采取示例措施；橙色预警期", right=500),
        line("间，示例工序停产；红色预警期间，全部停产。", right=260),
        line("示例正文另起一段。", right=140),
    ]

    found, _ = measures_in_text(paras, Words((Grade.A,)))

    assert [(one.alert, one.raw.rstrip("；。")) for one in found] == [
        (Alert.YELLOW, "自主采取示例措施"),
        (Alert.ORANGE, "示例工序停产"),
        (Alert.RED, "全部停产"),
    ]


def test_measures_of_one_sentence_parted_by_commas() -> None:
    paras = [
        line("（三）减排措施"),
        line("B级企业在黄色预警期间停产20%，橙色预警期间停产30%，红色预警期间停产。", right=480),
    ]

    found, _ = measures_in_text(paras, Words((Grade.A, Grade.B)))

    assert [(one.grade, one.raw.rstrip("，。")) for one in found] == [
        (Grade.B, "停产20%"),
        (Grade.B, "停产30%"),
        (Grade.B, "停产"),
    ]
