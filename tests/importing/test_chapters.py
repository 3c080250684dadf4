"""Where an industry's name may stand: in headings of many kinds, in a table's title, within a table. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.chapters import chapters_of
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.lattice import Cell, Found
from assistant.importing.naming import industry_name, is_explicit, names_industry
from assistant.reading.page import Box


def line(text: str, size: float = 10.0, *, contents: bool = False) -> Para:
    return Para(text, 1, Box(50, 100, 300, 112), size, 50.0, contents)


def table(*above: str) -> Placed:
    rows = [[text] for text in above] + [["差异化指标", "A级", "B级"], ["示例项", "示例甲", "示例乙"]]
    cells = [
        Cell(at, column, 1, 3 if len(row) == 1 else 1, None, text=text)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    levels = tuple(float(at) for at in range(len(rows) + 1))
    return Placed(Found(1, Box(0, 0, 3, 9), (0.0, 1.0, 2.0, 3.0), levels, tuple(cells)), None)


def names(flow: list[Item]) -> list[str]:
    return [chapter.name for chapter in chapters_of(flow)]


@pytest.mark.parametrize(
    "heading",
    [
        "一、{}行业", "第三章 {}行业", "附录B {}行业绩效分级指标", "{}行业", "行业二：{}", "行业名称：{}", "【{}】", "3.2 {}",
        "附件2 {}行业重污染天气应急减排措施", "（四）{}行业", "2. {}行业",
    ],
)  # fmt: skip
def test_an_industry_is_found_under_each_kind_of_heading(heading: str) -> None:
    flow: list[Item] = []
    for name in ("示例釉料", "示例粉体"):
        flow += [line(heading.format(name), 13.0), line("适用范围"), line(f"适用于{name}企业。"), table()]

    assert [name.removesuffix("行业") for name in names(flow)] == ["示例釉料", "示例粉体"]


def test_brackets_behind_a_name_part_two_industries() -> None:
    flow: list[Item] = []
    for name in ("一、示例釉料", "二、示例釉料（甲类）", "三、示例釉料（乙类）"):
        flow += [line(name, 13.0), line("（一）适用范围"), line("适用于示例企业。"), table()]

    assert names(flow) == ["示例釉料", "示例釉料（甲类）", "示例釉料（乙类）"]


@pytest.mark.parametrize("caption", ["表2 {}行业绩效分级指标", "表A.1 {}绩效分级指标要求", "{}行业差异化指标"])
def test_without_headings_the_tables_titles_tell(caption: str) -> None:
    flow = [line(caption.format("示例釉料")), table(), line(caption.format("示例粉体")), table()]

    assert [name.removesuffix("行业") for name in names(flow)] == ["示例釉料", "示例粉体"]


def test_a_title_within_the_table_tells() -> None:
    assert names([table("示例釉料行业绩效分级指标"), table("示例粉体行业绩效分级指标")]) == [
        "示例釉料行业",
        "示例粉体行业",
    ]


def test_a_table_of_another_industry_is_not_put_to_the_chapter_before() -> None:
    flow = [
        line("一、示例釉料行业", 13.0), line("（一）适用范围"), line("适用于示例企业。"), line("表1 示例釉料行业绩效分级指标"), table(),
        line("表2 示例粉体行业绩效分级指标"), table(),
    ]  # fmt: skip

    assert names(flow) == ["示例釉料行业", "示例粉体行业"]


@pytest.mark.parametrize(
    ("caption", "named"),
    [("示例釉料行业差异化指标", ["示例釉料行业"]), ("示例粉体行业差异化指标", ["示例釉料行业", "示例烘干行业"])],
)
def test_what_stands_within_a_table_begins_nothing_where_its_caption_names_the_open_chapter(
    caption: str, named: list[str]
) -> None:
    flow = [
        line("一、示例釉料行业", 13.0), line("（一）适用范围"), line("适用于示例企业。"), table(),
        line(f"表1 {caption}"), table("示例烘干行业绩效分级指标"),
    ]  # fmt: skip

    assert names(flow) == named


def test_what_the_tables_of_several_chapters_name_alike_is_no_industry_of_theirs() -> None:
    def guide(*within: str) -> list[Item]:
        out: list[Item] = []
        for name, title in zip(("一、示例釉料行业", "二、示例粉体行业"), within, strict=True):
            out += [line(name, 13.0), line("（一）适用范围"), line("适用于示例企业。"), table(f"{title}行业绩效分级")]
        return out

    assert names(guide("某某示例", "某某示例")) == ["示例釉料行业", "示例粉体行业"]
    assert names(guide("示例烘干", "示例粉体")) == ["示例釉料行业", "示例烘干行业", "示例粉体行业"][1:]


def test_the_parts_of_a_chapter_may_be_told_by_another_word_of_number() -> None:
    flow: list[Item] = []
    for at, name in (("一", "示例釉料"), ("二", "示例粉体")):
        flow += [
            line(f"第{at}篇 {name}行业", 13.0), line("第一部分 适用对象"), line("适用于示例企业。"), line("第二部分 产品去向"),
            line("产品外售。"), line("第三部分 评定指标"), table(),
        ]  # fmt: skip

    assert names(flow) == ["示例釉料行业", "示例粉体行业"]


def test_several_tables_of_one_industry_stay_together() -> None:
    flow = [
        line("一、示例釉料", 13.0), line("（一）适用范围"), line("适用于示例企业。"), line("表1 示例釉料行业绩效分级指标（燃气型）"), table(),
        line("表2 示例釉料行业绩效分级指标（电热型）"), table(), line("表3 示例工序绩效分级指标"), table(),
    ]  # fmt: skip

    assert names(flow) == ["示例釉料"]


def test_a_contents_page_and_the_papers_own_title_begin_nothing() -> None:
    flow = [
        line("示例省重污染天气重点行业绩效分级技术指南", 17.0), line("示例釉料行业……3", contents=True),
        line("示例釉料行业", 13.0), line("以下为示例正文，须全部满足。"), table(),
    ]  # fmt: skip

    assert names(flow) == ["示例釉料行业"]


def test_what_names_no_industry_is_not_taken_for_one() -> None:
    assert not is_explicit("重点行业")
    assert names_industry("示例省重点行业绩效分级指南") == ""
    assert names_industry("表1 绩效分级指标") == ""
    assert industry_name("行业一：示例釉料") == "示例釉料"


def test_a_scope_ends_before_the_prose_that_leads_to_the_table() -> None:
    flow = [
        line("一、示例釉料", 13.0), line("（一）适用范围"), line("适用于示例企业。"), line("企业应满足下表中全部指标。"), table(),
    ]  # fmt: skip

    assert chapters_of(flow)[0].scope == "适用于示例企业。"
