"""The same limits and periods in many other wordings; and beside each kind what must still be shown to a person.
示例 sentences; no number is a real guide's."""

from __future__ import annotations

import pytest

from assistant.importing.keeping import Kept, kept
from assistant.importing.requirements import requirements_in

BOUNDS = [
    ("不得超出11mg/m³", "<="),
    ("不许超过11mg/m³", "<="),
    ("应低于11mg/m³", "<"),
    ("控制在11mg/m³以内", "<="),
    ("严格控制在11mg/m³之内", "<="),
    ("达到11mg/m³及以下", "<="),
    ("降至11mg/m³以下", "<="),
    ("在11mg/m³以下", "<="),
    ("保持在11mg/m³以下", "<="),
    ("能稳定控制在11mg/m³以下", "<="),
    ("必须控制在11mg/m³以内", "<="),
    ("上限为11mg/m³", "<="),
    ("至多11mg/m³", "<="),
    ("最高不超过11mg/m³", "<="),
    ("均须满足≤11mg/m³", "<="),
    ("≤11mg/m³（含）", "<="),
    ("小于或等于11mg/m³", "<="),
]


@pytest.mark.parametrize(("words", "sign"), BOUNDS)
def test_a_bound_in_other_words(words: str, sign: str) -> None:
    found = requirements_in("颗粒物排放浓度" + words)

    assert [(one["value"], one["comparator"]) for one in found.limits] == [(11, sign)]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize(
    "raw", ["颗粒物排放浓度达到11mg/m³", "颗粒物排放浓度不低于11mg/m³", "颗粒物排放浓度高于11mg/m³但不高于31mg/m³"]
)
def test_a_bound_that_runs_the_other_way_is_doubtful(raw: str) -> None:
    found = requirements_in(raw)

    assert found.doubts or found.unread


@pytest.mark.parametrize(
    "unit",
    ["mg／m³", "mg∕m³", "毫克每标准立方米", "mg/标m³", "mg/立方米", "毫克/m³", "mg/(Nm³)", "mg/m^3", "微克/立方米", "mg·m⁻³", "ppm"],
)  # fmt: skip
def test_a_unit_in_other_letters(unit: str) -> None:
    found = requirements_in(f"NMHC排放浓度不高于11{unit}")

    assert [one["value"] for one in found.limits] == [11]
    assert (found.unread, found.doubts) == ([], [])


def test_a_figure_in_two_pieces_is_doubtful() -> None:
    assert requirements_in("颗粒物≤1 1mg/m³").doubts


BASES = [
    "颗粒物≤11mg/m³（基准氧含量均为9%）",
    "颗粒物≤11mg/m³@9%O2",
    "颗粒物≤11mg/m³[基准含氧量9%]",
    "颗粒物≤11mg/m³（氧气含量9%）",
    "颗粒物≤11mg/m³（烟气含氧量9%）",
    "颗粒物≤11mg/m³（以上均按基准含氧量9%折算）",
    "在9%氧含量下，颗粒物≤11mg/m³",
    "颗粒物≤11mg/m³（参比氧含量9%）",
    "颗粒物≤11mg/m³（含氧量按9%计算）",
    "颗粒物≤11mg/m³\n（基准含氧量9%）",
]


@pytest.mark.parametrize("raw", BASES)
def test_a_basis_in_other_words(raw: str) -> None:
    found = requirements_in(raw)

    assert [(one["oxygen"], one["where"]) for one in found.limits] == [(9, None)]
    assert (found.unread, found.doubts) == ([], [])


def test_a_basis_said_of_all_that_stands_before_is_of_all_and_one_of_a_place_is_not() -> None:
    of_all = requirements_in("1、颗粒物≤11mg/m³；\n2、SO2≤37mg/m³；\n以上限值均按基准含氧量9%折算")
    of_one = requirements_in("1、颗粒物≤11mg/m³；\n2、SO2≤37mg/m³；\n示例窑以上限值均按基准含氧量9%折算")

    assert [one["oxygen"] for one in of_all.limits] == [9, 9]
    assert (of_all.unread, of_all.doubts) == ([], [])
    assert [one["oxygen"] for one in of_one.limits] == [None, None]
    assert of_one.doubts


MEANS = [
    ("颗粒物≤11mg/m³，小时均值", "小时均值"),
    ("颗粒物≤11mg/m³，按日均值评价", "日均值"),
    ("颗粒物≤11mg/m³（均为小时均值）", "小时均值"),
    ("颗粒物≤11mg/m³（取日均值）", "日均值"),
    ("自动监控数据日均值：颗粒物≤11mg/m³", "日均值"),
    ("颗粒物任意一次浓度值不高于11mg/m³", "任意一次"),
    ("颗粒物≤11mg/m³（小时滑动平均）", "小时滑动平均"),
    ("颗粒物小时均值排放值降至11mg/m³以下", "小时均值"),
    ("颗粒物最大小时均值排放浓度：≤11mg/m³", "最大小时均值"),
]


@pytest.mark.parametrize(("raw", "mean"), MEANS)
def test_a_mean_in_other_words(raw: str, mean: str) -> None:
    found = requirements_in(raw)

    assert [(one["averaging"], one["where"]) for one in found.limits] == [(mean, None)]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize("raw", ["颗粒物≤11mg/m³，小时均值达标率95%以上", "95%以上时段颗粒物小时均值≤11mg/m³"])
def test_a_mean_with_a_condition_is_doubtful(raw: str) -> None:
    found = requirements_in(raw)

    assert found.doubts or found.unread


PLACES = [
    ("（示例窑）颗粒物≤11mg/m³", "示例窑"),
    ("颗粒物：示例窑≤11mg/m³", "示例窑"),
    ("颗粒物≤11mg/m³（示例窑）", "示例窑"),
    ("来自示例窑的颗粒物≤11mg/m³", "示例窑"),
    ("对示例窑，颗粒物≤11mg/m³", "示例窑"),
    ("示例窑所排颗粒物≤11mg/m³", "示例窑"),
    ("示例窑有组织排放颗粒物≤11mg/m³", "示例窑"),
    ("2号窑颗粒物≤11mg/m³", "2号窑"),
    ("示例房处颗粒物≤11mg/m³", "示例房"),
    ("厂区内颗粒物≤11mg/m³", "厂区内"),
    ("DA003颗粒物≤11mg/m³", "DA003"),
]


@pytest.mark.parametrize(("raw", "place"), PLACES)
def test_a_place_in_other_words(raw: str, place: str) -> None:
    found = requirements_in(raw)

    assert [one["where"] for one in found.limits] == [place]
    assert (found.unread, found.doubts) == ([], [])


CONDITIONS = [
    "35蒸吨及以上锅炉颗粒物≤11mg/m³",
    "3台锅炉颗粒物≤11mg/m³",
    "重点区域颗粒物≤11mg/m³",
    "未封闭料场颗粒物≤11mg/m³",
    "颗粒物≤11mg/m³（新建）",
    "颗粒物等污染物排放浓度不高于11mg/m³",
    "颗粒物、SO2等三项污染物排放浓度分别不高于11、37mg/m³",
]


@pytest.mark.parametrize("raw", CONDITIONS)
def test_a_condition_is_no_place_and_is_shown(raw: str) -> None:
    found = requirements_in(raw)

    assert found.doubts or found.unread


LISTS = [
    "颗粒物、SO2、NOx排放浓度分别≤11、≤37、≤53mg/m³",
    "颗粒物、SO2、NOx排放浓度分别≤11mg/m³、≤37mg/m³、≤53mg/m³",
    "颗粒物、SO2、NOx分别控制在11mg/m³、37mg/m³、53mg/m³以下",
    "颗粒物、SO2、NOx等三项污染物排放浓度分别不高于11、37、53mg/m³",
    "颗粒物、SO2、NOx的排放浓度，分别不高于11、37、53mg/m³",
    "颗粒物、SO 2、NO x排放浓度分别不高于11、37、53mg/m³",
]


@pytest.mark.parametrize("raw", LISTS)
def test_a_list_in_other_words(raw: str) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == [("颗粒物", 11), ("SO2", 37), ("NOx", 53)]
    assert (found.unread, found.doubts) == ([], [])


KEPT = [
    ("能保存不少于90天的历史视频", 90, "天"),
    ("监控录像可回放90天以上", 90, "天"),
    ("台账保存年限不小于五年", 5, "年"),
    ("数据需储存，且时间不少于6个月", 6, "个月"),
    ("具备6个月以上视频存储能力", 6, "个月"),
    ("相关凭证留存备查时间为3年以上", 3, "年"),
    ("DCS曲线可查期限5年以上", 5, "年"),
    ("示例曲线可查看时间不少于2年", 2, "年"),
    ("检修记录可倒查3年", 3, "年"),
]


@pytest.mark.parametrize(("raw", "value", "unit"), KEPT)
def test_a_period_of_keeping_in_other_words(raw: str, value: int, unit: str) -> None:
    found = requirements_in(raw)

    assert [(one["value"], one["unit"], one["comparator"]) for one in found.retention] == [(value, unit, ">=")]
    assert found.unread == []


@pytest.mark.parametrize(
    "raw",
    ["近一年监测报告、应急预案均归档备查", "每3个月对设备检修一次并保存记录", "近三年台账保存完整", "近三年记录可查"],
)
def test_a_period_of_something_else_is_not_kept_for(raw: str) -> None:
    found = requirements_in(raw)

    assert (found.retention, found.unread) == ([], [])


def test_a_period_that_may_be_of_keeping_is_open() -> None:
    assert kept("个月", "台账应保存，设备检修间隔", "", "台账应保存，设备检修间隔3个月") is Kept.OPEN
    assert requirements_in("台账应保存，设备检修间隔3个月").unread


def test_a_place_with_a_colon_goes_over_a_semicolon_to_what_is_bounded_alike() -> None:
    alike = requirements_in("示例窑：颗粒物≤11mg/m³；SO2≤37mg/m³")
    other = requirements_in("示例窑：颗粒物不大于11mg/m³；SO2浓度限值：37mg/m³")

    assert [one["where"] for one in alike.limits] == ["示例窑", "示例窑"]
    assert [one["where"] for one in other.limits] == ["示例窑", None]
    assert alike.doubts
    assert other.doubts
