"""What the words of a cell require: whole sentences of 示例 text, each number taken or said to be unread."""

from __future__ import annotations

import pytest

from assistant.importing.requirements import numbers_of, requirements_in
from assistant.importing.wording import itemised

LIMITS = [
    ("颗粒物、SO2、NOx排放浓度分别不高于11、37、53mg/m³", [("颗粒物", 11), ("SO2", 37), ("NOx", 53)]),
    ("二氧化硫小时均值浓度不高于37毫克/立方米", [("SO2", 37)]),
    ("各工序颗粒物排放浓度均不高于11mg/Nm³", [("颗粒物", 11)]),
    ("颗粒物≤11mg/m³且SO2＜37mg/m³", [("颗粒物", 11), ("SO2", 37)]),
    ("颗粒物：11mg／m³；SO2：37mg/m3", [("颗粒物", 11), ("SO2", 37)]),
    ("VOCs治理设施去除效率达到83%及以上", [("VOCs处理效率", 83)]),
    ("挥发性有机物（以非甲烷总烃计）排放浓度不高于41mg/m³", [("挥发性有机物", 41)]),
    ("VOCs含量≤430g/L", [("VOCs含量", 430)]),
    ("林格曼黑度不高于1级", [("林格曼黑度", 1)]),
    ("PM2.5、颗粒物排放浓度不高于11mg/m³", [("PM2.5", 11), ("颗粒物", 11)]),
    ("二噁英类不高于0.3ng-TEQ/m³", [("二噁英类", 0.3)]),
    ("达到GB 99999-1999要求，2021年1月1日后执行", []),
    ("产能规模≥110万吨/年，设备不少于3台，每年开展1次检测", []),
]


@pytest.mark.parametrize(("raw", "wanted"), LIMITS, ids=[raw for raw, _ in LIMITS])
def test_limits_of_a_sentence(raw: str, wanted: list[tuple[str, float]]) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == wanted
    assert found.unread == []


UNREAD = [
    "颗粒物10～20mg/m³",
    "颗粒物、SO2、NOx排放浓度分别不高于11、37mg/m³",
    "锅炉：颗粒物、SO2排放浓度分别不高于：燃气锅炉：5、10、50/30mg/m³",
    "NOx排放浓度不高于53（新建）、107（在用）mg/m³",
    "NOx≤31mg/m³（新建）、53mg/m³（在用）",
    "颗粒物不高于11",
]


@pytest.mark.parametrize("raw", UNREAD)
def test_half_a_cell_understood_is_said(raw: str) -> None:
    assert requirements_in(raw).unread


def test_a_limit_under_a_condition_is_doubtful() -> None:
    assert requirements_in("NOx不高于31mg/m³（新建锅炉）").doubts


def test_place_basis_and_averaging_stay_with_their_limit() -> None:
    found = numbers_of("示例窑头烟气：颗粒物小时均值不高于11mg/m³（基准含氧量8%）；氨逃逸低于7mg/m³")["limits"]

    assert (found[0]["where"], found[0]["oxygen"], found[0]["averaging"]) == ("示例窑头烟气", 8, "小时均值")
    assert (found[1]["comparator"], found[1]["value"]) == ("<", 7)


@pytest.mark.parametrize(
    ("raw", "value", "unit", "sign"),
    [
        ("台账至少保存一年", 1, "年", ">="),
        ("视频保存三个月以上", 3, "个月", ">="),
        ("监控数据保存时间不少于14个月", 14, "个月", ">="),
    ],
)
def test_periods_of_keeping(raw: str, value: int, unit: str, sign: str) -> None:
    (found,) = numbers_of(raw)["retention"]

    assert (found["value"], found["unit"], found["comparator"]) == (value, unit, sign)


def test_a_share_is_no_limit() -> None:
    found = numbers_of("使用国五及以上示例车辆运输比例不低于83%；水性示例涂料占比达到61%以上")

    assert found["limits"] == []
    assert [(one["value"], one["comparator"]) for one in found["shares"]] == [(83, ">="), (61, ">=")]


def test_a_list_of_values_over_two_lines_is_no_list_of_items() -> None:
    assert itemised("不高于10、\u202820、30mg/m³") == "不高于10、20、30mg/m³"
    assert itemised("1、甲；\u20282、乙") == "1、甲；\n2、乙"


KNOWN = [
    ("示例车间边界外1m处NMHC任意一小时平均浓度≤3mg/m³", (None, "示例车间边界外1m处", "一小时平均")),
    ("在氧含量8%的基准下颗粒物≤11mg/m³", (8, None, None)),
    ("以8%为基准含氧量，颗粒物≤11mg/m³", (8, None, None)),
    ("颗粒物折算至8%基准含氧量后不高于11mg/m³", (8, None, None)),
    ("小时均值：颗粒物≤11mg/m³", (None, None, "小时均值")),
    ("隧道窑排放口颗粒物的小时平均排放浓度不得超过11毫克每立方米", (None, "隧道窑排放口", "小时平均")),
]


@pytest.mark.parametrize(("raw", "wanted"), KNOWN, ids=[raw for raw, _ in KNOWN])
def test_circumstances_in_known_words_are_sure(raw: str, wanted: tuple[object, ...]) -> None:
    found = requirements_in(raw)

    assert [(one["oxygen"], one["where"], one["averaging"]) for one in found.limits] == [wanted]
    assert (found.unread, found.doubts) == ([], [])


STRANGE = [
    "颗粒物不高于11mg/m³，按实测浓度计",
    "使用示例料的企业，氨逃逸不高于7mg/m³",
    "除示例炉外，其他工序颗粒物排放浓度不高于11mg/m³",
    "连续30天小时均值的平均值：颗粒物≤11mg/m³",
    "全年95%以上时段颗粒物小时均值排放浓度不高于11mg/m³",
    "当含氧量高于8%时，颗粒物≤11mg/m³",
    "隧道窑：\n颗粒物≤11mg/m³",
    "隧道窑颗粒物≤11mg/m³（基准氧8%），其他产尘工序颗粒物不高于13mg/m³",
    "颗粒物≤11mg/m³；以上为折算后浓度",
]


@pytest.mark.parametrize("raw", STRANGE)
def test_words_beside_a_limit_that_nobody_foresaw_make_it_doubtful(raw: str) -> None:
    found = requirements_in(raw)

    assert found.limits
    assert found.doubts or found.unread


def test_a_row_and_its_cell_state_a_limit_together() -> None:
    (found,) = requirements_in("11", "排放限值/颗粒物（mg/m³）").limits

    assert (found["pollutant"], found["value"], found["unit"], found["comparator"]) == ("颗粒物", 11, "mg/m³", "<=")


@pytest.mark.parametrize(
    ("raw", "row"), [("11", "颗粒物（mg/m³，新建）"), ("11", "颗粒物"), ("11～13", "颗粒物（mg/m³）")]
)
def test_a_label_with_a_condition_or_without_a_unit_states_none(raw: str, row: str) -> None:
    assert requirements_in(raw, row).limits == []


def test_numbered_items_stand_for_themselves() -> None:
    found = requirements_in("1、隧道窑颗粒物≤11mg/m³；\n2、SO2不高于37mg/m³")

    assert [one["where"] for one in found.limits] == ["隧道窑", None]
    assert (found.unread, found.doubts) == ([], [])


def test_a_place_before_a_colon_that_may_reach_over_the_semicolon_is_doubtful() -> None:
    assert requirements_in("隧道窑：颗粒物≤11mg/m³；SO2不高于37mg/m³").doubts


def test_two_averages_of_one_pollutant_are_two_limits() -> None:
    found = requirements_in("SO2小时均值不高于37mg/m³，日均值不高于31mg/m³")

    assert [(one["pollutant"], one["value"], one["averaging"]) for one in found.limits] == [
        ("SO2", 37, "小时均值"),
        ("SO2", 31, "日均值"),
    ]
    assert (found.unread, found.doubts) == ([], [])
