"""A unit that a title, a line or a head states for a whole table; heads of cells that are no place; cells that end where no
sentence does. Each with what must be read otherwise. 示例 text; no number is a real guide's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.drafting import unit_over
from assistant.importing.header import Head
from assistant.importing.joining import Growing
from assistant.importing.lattice import Found
from assistant.importing.requirements import requirements_in
from assistant.library.grade import Grade
from assistant.reading.page import Box
from tests.importing.printed import OPENING, guide_docx

DraftOf = Callable[[Path], Draft]
ROWS = [["指标", "A级", "B级"], ["颗粒物", "11", "13"], ["林格曼黑度", "1", "1"], ["示例台账", "3", "2"]]


def limits_of(draft: Draft) -> dict[str, list[tuple[object, object]]]:
    rows = draft.tables[0].rows
    return {row.indicator: [(one["value"], one["unit"]) for one in row.cells[Grade.A].limits] for row in rows}


OVER = ["表1 示例铸件行业绩效分级指标（mg/m³）", "单位：mg/m³", "（计量单位：mg/m³）"]


@pytest.mark.parametrize("line", OVER)
def test_a_unit_over_a_table_holds_for_the_bare_figures_of_its_pollutants(
    tmp_path: Path, draft_of: DraftOf, line: str
) -> None:
    found = limits_of(draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, line, ROWS)))

    assert [(value, str(unit).replace("³", "3")) for value, unit in found["颗粒物"]] == [(11, "mg/m3")]
    assert (found["林格曼黑度"], found["示例台账"]) == ([], [])


@pytest.mark.parametrize("line", ["表1 示例铸件行业绩效分级指标", "示例说明：以mg/m³为单位的另行规定"])
def test_without_a_unit_over_the_table_bare_figures_limit_nothing(tmp_path: Path, draft_of: DraftOf, line: str) -> None:
    draft = draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, line, ROWS))

    assert limits_of(draft)["颗粒物"] == []
    assert any("没有读懂" in flag for flag in draft.tables[0].rows[0].cells[Grade.A].flags)


def test_a_rows_own_unit_stands_before_the_one_over_the_table(tmp_path: Path, draft_of: DraftOf) -> None:
    rows = [["指标", "A级", "B级"], ["颗粒物（μg/m³）", "11", "13"], ["SO2", "37", "41"]]
    found = limits_of(draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, "单位：mg/m³", rows)))

    assert [str(unit)[:2] for one in found.values() for _, unit in one] == ["μg", "mg"]


def test_a_line_that_only_says_the_unit_is_no_title(tmp_path: Path, draft_of: DraftOf) -> None:
    draft = draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, "示例绩效分级指标", "单位：mg/m³", ROWS))

    assert draft.tables[0].title == "示例绩效分级指标"


def table(title: str = "", *over: str, words: frozenset[str] = frozenset()) -> Growing:
    head = Head(1, {Grade.A: (50.0, 90.0)}, {}, words=words)
    return Growing(title, head, Found(1, Box(0, 0, 90, 90), (0.0, 50.0, 90.0), (0.0, 90.0), ()), [1], over=over)


STATED = [
    (table("表1 示例指标（mg/m³）"), "mg/m³"),
    (table("表1 示例指标（单位：mg/m³）"), "mg/m³"),
    (table("", "单位：毫克/立方米"), "毫克/立方米"),
    (table("", words=frozenset({"指标（mg/m³）", "A级"})), "mg/m³"),
    (table("表1 示例指标", "单位：mg/m³", words=frozenset({"A级（mg/m³）", "B级"})), "mg/m³"),
    (table("表1 示例指标（mg/m³）", "单位：μg/m³"), ""),
    (table("", words=frozenset({"A级（mg/m³）", "B级（μg/m³）"})), ""),
    (table("表1 示例指标（mg/m³，示例项目除外）"), ""),
    (table("", "单位：mg/m³（另有说明的按其说明）"), ""),
    (table("表1 示例指标（%）"), ""),
    (table("表1 颗粒物不高于11mg/m³的示例指标"), ""),
    (table("表1 示例指标"), ""),
]


@pytest.mark.parametrize(("made", "unit"), STATED, ids=[f"{one.title}{''.join(one.over)}{''.join(sorted(one.head.words))}" for one, _ in STATED])  # fmt: skip
def test_the_one_unit_that_is_stated_for_all(made: Growing, unit: str) -> None:
    assert unit_over(made).replace("3", "³") == unit


P, S = "颗粒物", "SO2"
HEADED = [
    ("排放浓度：颗粒物≤11mg/m³；SO2≤37mg/m³", None),
    ("污染物排放限值：颗粒物≤11mg/m³；SO2≤37mg/m³", None),
    ("示例窑：颗粒物≤11mg/m³；SO2≤37mg/m³", "示例窑"),
    ("示例窑排放口：颗粒物≤11mg/m³；SO2≤37mg/m³", "示例窑排放口"),
]


@pytest.mark.parametrize(("raw", "where"), HEADED, ids=[raw for raw, _ in HEADED])
def test_a_head_that_only_says_that_limits_follow_is_no_place(raw: str, where: str | None) -> None:
    found = requirements_in(raw, "排放限值")

    assert [(one["pollutant"], one["value"], one["where"]) for one in found.limits] == [(P, 11, where), (S, 37, where)]
    assert (found.unread, bool(found.doubts)) == ([], where is not None)  # how far a place reaches is no one's guess


ENDS = [
    "颗粒物排放稳定控制在", "全部达到", "示例甲和", "示例甲及", "不高于", "颗粒物小于", "示例浓度不超过", "保持至", "排放限值为",
    "示例废气的浓度", "示例甲，", "示例甲（",
]  # fmt: skip
WHOLE = [
    "示例甲",
    "全部达到示例标准",
    "示例甲和示例乙",
    "控制在示例范围",
    "示例密闭。",
    "设置示例在线监测",
    "以示例为主",
]


def flags(folder: Path, draft_of: DraftOf, raw: str) -> tuple[str, ...]:
    rows = [["指标", "A级", "B级"], ["示例管理", raw, "示例乙"]]
    return draft_of(guide_docx(folder / "示例.docx", *OPENING, rows)).tables[0].rows[0].cells[Grade.A].flags


@pytest.mark.parametrize("raw", ENDS)
def test_a_cell_that_ends_before_what_it_leads_to_is_looked_at(tmp_path: Path, draft_of: DraftOf, raw: str) -> None:
    assert "文字似不完整" in flags(tmp_path, draft_of, raw)


@pytest.mark.parametrize("raw", WHOLE)
def test_a_cell_that_says_its_all_is_not(tmp_path: Path, draft_of: DraftOf, raw: str) -> None:
    assert "文字似不完整" not in flags(tmp_path, draft_of, raw)
