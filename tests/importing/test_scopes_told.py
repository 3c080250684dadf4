"""The scope of a chapter: under a heading of its own, in an article, in a sentence without a heading; and what is none of it.
Text that imitates a guide says 示例."""

from __future__ import annotations

import pytest

from assistant.importing.chapters import scope_of
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.lattice import Found
from assistant.importing.naming import bare, is_explicit, style_of
from assistant.reading.page import Box

TABLE = Placed(Found(1, Box(0, 0, 90, 90), (0.0, 50.0, 90.0), (0.0, 90.0), ()), None)


def flow(*items: str | Placed) -> list[Item]:
    return [Para(one, 1, None) if isinstance(one, str) else one for one in items]


SAID = "示例铸件企业。"
HEADED = [
    ("适用企业：示例铸件企业。", "第二条 示例指标"), ("适用对象：示例铸件企业。", "二、示例指标"), ("范围：示例铸件企业。", "2 示例指标"),
    ("第一条 适用范围：示例铸件企业。", "第二条 示例指标"), ("Ⅰ、适用范围 示例铸件企业。", "Ⅱ、示例指标"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "after"), HEADED, ids=[heading for heading, _ in HEADED])
def test_a_scope_goes_up_to_the_next_heading(heading: str, after: str) -> None:
    assert scope_of(flow(heading, after, "示例说明。", TABLE)) == SAID


@pytest.mark.parametrize("heading", ["适用对象", "适用企业", "范围", "第三条 范围", "（一）适用对象："])
def test_a_heading_alone_has_its_scope_below_it(heading: str) -> None:
    assert scope_of(flow(heading, SAID, TABLE)) == SAID


@pytest.mark.parametrize(
    "line", ["范围内的示例企业。", "适用企业应按示例执行。", "示例范围：甲类。", "不适用企业：甲类。"]
)
def test_a_line_that_only_holds_the_word_heads_no_scope(line: str) -> None:
    assert scope_of(flow(line, SAID, TABLE)) == ""


TOLD = [
    "本节适用于示例铸件企业。", "本行业适用于示例铸件企业。", "下列指标适用于示例铸件企业。", "适用于示例铸件企业。", "本表适用于示例铸件企业。",
]  # fmt: skip


@pytest.mark.parametrize("sentence", TOLD)
@pytest.mark.parametrize("number", ["", "1 ", "第一条 "])
def test_without_a_heading_the_sentence_that_says_so_is_the_scope(sentence: str, number: str) -> None:
    assert scope_of(flow("一、示例铸件行业", f"{number}{sentence}", "示例说明。", TABLE)) == sentence


NOT_TOLD = ["示例设备适用于甲类企业。", "本节不适用于示例企业。", "适用于甲。", "该要求同时适用于示例企业。"]


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_another_sentence_is_no_scope(sentence: str) -> None:
    assert scope_of(flow(sentence, TABLE)) == ""


def test_a_sentence_below_a_table_is_of_that_table() -> None:
    assert scope_of(flow("一、示例铸件行业", TABLE, "本表适用于示例铸件企业。")) == ""
    assert scope_of(flow("一、示例铸件行业", TABLE, "（一）适用范围", SAID)) == SAID


def test_a_sentence_goes_on_over_lines_of_print_up_to_its_end() -> None:
    lines = ("本节适用于以示例为原料的", "示例铸件企业。", "示例说明。")

    assert scope_of(flow(*lines, TABLE)) == "本节适用于以示例为原料的示例铸件企业。"
    assert scope_of(flow(lines[0], "二、示例指标", TABLE)) == lines[0]


def test_items_of_a_list_are_of_the_scope_and_a_heading_is_not() -> None:
    items = ("一、适用范围", "适用于下列企业：", "（1）示例甲", "2）示例乙", "◆示例丙", "二、示例指标", TABLE)

    assert scope_of(flow(*items)) == "适用于下列企业：（1）示例甲2）示例乙◆示例丙"


STYLES = [
    ("【行业1】示例铸件", "branch", "示例铸件"), ("第十二条 示例铸件", "article", "示例铸件"), ("Ⅳ、示例铸件", "roman", "示例铸件"),
    ("IX. 示例铸件", "roman", "示例铸件"), ("◆ 示例铸件", "bullet", "示例铸件"), ("3）示例铸件", "n)", "示例铸件"),
    ("3、示例铸件", "n", "示例铸件"), ("1-1　适用范围", "n-n", "适用范围"), ("2—3适用范围", "n-n", "适用范围"), ("1-2、示例铸件", "n-n", "示例铸件"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "style", "name"), STYLES, ids=[heading for heading, _, _ in STYLES])
def test_how_a_heading_is_set_off(heading: str, style: str, name: str) -> None:
    assert (style_of(heading), bare(heading)) == (style, name)


@pytest.mark.parametrize(
    "text",
    [
        "行业示例",
        "【示例铸件】",
        "第三方检测",
        "VOCs治理",
        "IV示例",
        "○×示例",
        "3）≤11mg/m³",
        "示例第3条",
        "1-2年",
        "3-5台示例设备",
        "1-2示例设备，共三台",
    ],
)
def test_what_only_looks_like_a_heading_is_set_off_by_nothing(text: str) -> None:
    assert (style_of(text), bare(text)) == ("", text)


@pytest.mark.parametrize(("heading", "named"), [("【行业1】示例铸件", True), ("【说明1】示例铸件", False)])
def test_an_industry_that_is_called_so(heading: str, named: bool) -> None:
    assert is_explicit(heading) == named
