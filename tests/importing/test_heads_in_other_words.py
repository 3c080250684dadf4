"""Heads of grades and of industries in other words than the usual ones, and what only looks like them. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.chapters import chapters_of
from assistant.importing.flow import Item
from assistant.importing.header import Head, grade_in, head_of
from assistant.importing.joining import Growing, goes_on
from assistant.importing.naming import bare, industry_name, names_industry, style_of
from assistant.library.grade import Grade
from tests.importing.test_chapters import line, names, table
from tests.importing.test_turned import grid


@pytest.mark.parametrize(
    "text",
    [
        "一级(A)", "一级（A）", "A级（一级）", "Ⅰ级（A）", "A级（引领）", "A级（标杆水平）", "A级条件", "A级管控要求", "A级（mg/m³）", "A（单位：mg/Nm3）",
        "A 级 企 业", "A等", "A类企业", "A档", "绩效等级A级", "（A级）",
    ],
)  # fmt: skip
def test_a_head_names_its_grade_in_many_words(text: str) -> None:
    assert grade_in(text) is Grade.A


@pytest.mark.parametrize(
    "text",
    [
        "一级", "达不到A级条件", "与A级要求相同", "A级及以下企业", "A级（新建）", "A级（现有设施）", "A级（≤10mg/m³）", "A级、B级", "A级或B级",
        "A级企业应全部符合", "一级(A", "A级企业黄色预警", "指标A", "示例素A", "AB级", "Ⅲ级响应（黄色）",
    ],
)  # fmt: skip
def test_words_that_mention_a_grade_or_narrow_it_are_no_head(text: str) -> None:
    assert grade_in(text) is None


def test_a_row_of_levels_without_letters_is_no_head() -> None:
    rows = [["评价项目", "一级(A)", "二级(B)", "三级(B-)"], ["示例", "甲", "乙", "丙"]]
    head = head_of(grid(rows))

    assert head is not None
    assert list(head.grades) == [Grade.A, Grade.B, Grade.B_MINUS]
    assert head_of(grid([["评价项目", "一级", "二级", "三级"], rows[1]])) is None  # which letter each is, nothing says


def test_leading_in_other_words() -> None:
    assert grade_in("绩效引领企业") is Grade.LEADING
    assert grade_in("引领型指标") is Grade.LEADING
    assert grade_in("引领") is None
    assert grade_in("引领示例技术") is None


@pytest.mark.parametrize(
    ("heading", "style", "name"),
    [
        ("专章一：示例釉料", "part", "示例釉料"), ("行业1　示例釉料", "branch", "示例釉料"), ("1　示例釉料行业绩效指标", "n", "示例釉料行业"),
        ("第一篇　示例釉料", "chapter 篇", "示例釉料"), ("第一编 示例釉料", "chapter 编", "示例釉料"), ("附录A-1 示例釉料", "annex", "示例釉料"), ("Ⅰ 示例釉料", "roman", "示例釉料"),
        ("一　示例釉料", "cn", "示例釉料"), ("§1 示例釉料", "paragraph", "示例釉料"), ("示例釉料行业创A升B指标", "", "示例釉料行业"),
    ],
)  # fmt: skip
def test_numbers_of_headings_in_other_forms(heading: str, style: str, name: str) -> None:
    assert style_of(heading) == style
    assert industry_name(heading) == name


@pytest.mark.parametrize("text", ["行业一般要求", "第一类示例污染物", "Ⅰ级响应", "一般示例要求", "单元制示例"])
def test_words_that_begin_like_a_number_keep_it(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize(
    "scope", ["适用主体", "适用企业范围", "适用单位：", "【适用】：示例企业。", "【适用范围】", "执行范围"]
)
def test_a_scope_in_other_words_has_the_heading_over_it(scope: str) -> None:
    flow: list[Item] = []
    for name in ("专章一：示例釉料", "专章二：示例粉体"):
        flow += [line(name, 13.0), line(scope), line("示例范围。"), line("示例指标体系"), table()]

    assert names(flow) == ["示例釉料", "示例粉体"]


@pytest.mark.parametrize("prose", ["适用企业应当提交示例材料", "适用的示例企业", "示例范围内"])
def test_prose_that_begins_like_a_scope_is_none(prose: str) -> None:
    flow = [line("一、示例釉料"), line(prose), line("（一）示例内容"), table()]

    assert chapters_of(flow)[0].scope == ""


def test_without_a_scope_headings_part_the_tables_one_by_one() -> None:
    flow: list[Item] = [line("示例省绩效评定技术指南", 17.0)]
    for name in ("一、示例釉料", "二、示例粉体"):
        flow += [line(name), line("示例企业照此办理。"), line("（一）示例甲事"), line("示例。"), table(), line("（二）示例乙事"), line("示例。")]  # fmt: skip

    assert names(flow) == ["示例釉料", "示例粉体"]


def test_headings_that_come_again_in_each_chapter_name_no_industry() -> None:
    flow: list[Item] = []
    for title in ("示例釉料绩效分级指标", "示例粉体绩效分级指标"):
        flow += [line("（一）示例甲事"), line("示例。"), line("（二）示例乙事"), line("示例。"), line(title), table()]

    assert names(flow) == ["示例釉料", "示例粉体"]


def test_an_authority_or_a_paper_is_no_industry() -> None:
    flow = [line("示例省示例环境厅绩效评定技术指南", 17.0), line("一．示例釉料绩效指标"), line("适用企业："), line("示例。"), table()]  # fmt: skip

    assert names(flow) == ["示例釉料"]


def test_a_title_that_goes_on_behind_the_industry() -> None:
    assert names_industry("表2 示例釉料行业企业创建指标") == "示例釉料行业"
    assert names_industry("示例釉料行业的发展历史") == ""


def test_a_column_of_several_grades_stands_under_each() -> None:
    head = head_of(grid([["评价指标", "A级", "B级、B-级", "C级、D级企业"], ["示例", "甲", "乙", "丙"]]))

    assert head is not None
    assert list(head.grades) == [Grade.A, Grade.B, Grade.B_MINUS, Grade.C, Grade.D]
    assert head.grades[Grade.B] == head.grades[Grade.B_MINUS]
    assert head.doubts == ()


def test_which_grades_are_below_another_a_head_does_not_say() -> None:
    head = head_of(grid([["评价指标", "A级企业", "B级及以下企业"], ["示例", "甲", "乙"]]))

    assert head is not None
    assert list(head.grades) == [Grade.A, Grade.B]
    assert any("B级及以下企业" in say for say in head.doubts)


def test_columns_of_several_grades_over_alerts_are_no_indicators() -> None:
    assert head_of(grid([["预警级别", "A级企业", "B级及以下企业"], ["黄色预警", "甲", "乙"]])) is None


@pytest.mark.parametrize("text", ["B级及示例企业", "示例、示例", "B级、示例"])
def test_a_cell_that_names_more_than_grades_is_no_head(text: str) -> None:
    assert head_of(grid([["评价指标", "A级企业", text], ["示例", "甲", "乙"]])) is None


@pytest.mark.parametrize(("above", "joined"), [("表2 示例釉料分级表", True), ("表3 示例釉料分级表", False)])
def test_a_title_within_the_table_comes_again_with_its_head(above: str, joined: bool) -> None:
    first, second = (grid([[title, "<"], ["指标", "A级"], ["示例", "甲"]], page) for page, title in ((1, "表2 示例釉料分级表"), (2, above)))  # fmt: skip
    grades = {Grade.A: (1.0, 2.0)}
    table_ = Growing("示例指标", Head(2, grades, {}, "表2 示例釉料分级表"), first, [1])

    assert goes_on(table_, second, Head(2, grades, {}, above)) is joined
