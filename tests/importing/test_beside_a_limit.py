"""What stands about a figure: its unit elsewhere, bullets, the state of the gas; and what must not be taken for a limit.
示例 sentences; no number is a real guide's."""

from __future__ import annotations

import pytest

from assistant.importing.labels import label_in
from assistant.importing.requirements import requirements_in
from assistant.importing.threshold import must_be_decided

P, S, N, H = "颗粒物", "SO2", "NOx", "NMHC"
M = "mg/m³"
UNITS = [
    ("颗粒物≤11、NMHC≤37，单位mg/m³", "", [(P, 11), (H, 37)]),
    ("单位：mg/m³\n颗粒物≤11\nSO2≤37", "", [(P, 11), (S, 37)]),
    ("颗粒物 11、NMHC 37（mg/m³）", "", [(P, 11), (H, 37)]),
    ("颗粒物、NMHC（mg/m³）分别为11、37", "", [(P, 11), (H, 37)]),
    ("颗粒物排放浓度 (mg/m³) ≤ 11", "", [(P, 11)]),
    ("颗粒物：11、SO2：37", "排放浓度（mg/m³）", [(P, 11), (S, 37)]),
    ("PM 11、SO2 37", "排放浓度，单位：mg/m³/示例窑", [(P, 11), (S, 37)]),
    ("PM 10、SO2 37（mg/m³）", "", [(P, 10), (S, 37)]),
    ("＜11", "排放浓度（单位：ｍｇ/ｍ³）/氯化氢排放浓度", [("氯化氢", 11)]),
    ("11", "颗粒物（PM），mg/m³", [(P, 11)]),
    ("不高于11mg/m³", "排放限值/颗粒物", [(P, 11)]),
]


@pytest.mark.parametrize(("raw", "row", "wanted"), UNITS, ids=[raw for raw, _, _ in UNITS])
def test_a_unit_said_once_holds_for_each_figure(raw: str, row: str, wanted: list[tuple[str, float]]) -> None:
    found = requirements_in(raw, row)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == wanted
    assert all(one["unit"] in (M, "mg/m³") for one in found.limits)
    assert (found.unread, found.doubts) == ([], [])


NOT_GIVEN = [
    ("颗粒物≤11", "排放限值"),  # nobody says the unit
    ("林格曼黑度≤1", "排放浓度（mg/m³）"),  # no concentration
    ("臭气浓度≤1000", "排放浓度（mg/m³）"),
    ("颗粒物料堆场喷淋 2", "排放浓度（mg/m³）"),  # the figure is not of the pollutant
    ("11～13", "颗粒物（mg/m³）"),
    ("颗粒物≤11，单位mg/m³或ppm", "SO2（μg/m³）"),
]


@pytest.mark.parametrize(("raw", "row"), NOT_GIVEN)
def test_a_unit_is_given_to_no_other_figure_and_the_cell_is_unread(raw: str, row: str) -> None:
    found = requirements_in(raw, row)

    assert found.unread or found.doubts


def test_a_unit_that_stands_only_behind_a_later_clause_is_taken_and_doubted() -> None:
    found = requirements_in("颗粒物≤11；SO2≤37mg/m³")

    assert [one["value"] for one in found.limits] == [11, 37]
    assert found.doubts


BARE = [
    "● 颗粒物≤11mg/m³；● SO2≤37mg/m³",
    "颗粒物≤11mg/m³● SO2≤37mg/m³",
    "\uf06c颗粒物≤11mg/m³；\n\uf06cSO2≤37mg/m³",
    "a）颗粒物≤11mg/m³；b）SO2≤37mg/m³",
    "1) 颗粒物≤11mg/m³；\n2) SO2≤37mg/m³",
    "⑴颗粒物≤11mg/m³；⑵SO2≤37mg/m³",
    "（一）颗粒物≤11mg/m³；（二）SO2≤37mg/m³",
    "－颗粒物≤11mg/m³；－SO2≤37mg/m³",
    "颗粒物、SO2排放浓度（标态、干基）分别不高于11、37mg/m³",
    "标准状态下颗粒物、SO2分别不高于11、37mg/m³（干烟气）",
    "颗粒物排放浓度（实测值）不高于11mg/m³；SO2实测浓度不高于37mg/m³",
]


@pytest.mark.parametrize("raw", BARE)
def test_bullets_and_the_state_of_the_gas_are_no_place(raw: str) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"], one["where"]) for one in found.limits] == [(P, 11, None), (S, 37, None)]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize("raw", ["颗粒物≤11mg/m³，按实测浓度计", "颗粒物≤11mg/m³（湿基）", "颗粒物≤11mg/m³（工况）"])
def test_another_state_is_doubtful(raw: str) -> None:
    found = requirements_in(raw)

    assert found.limits
    assert found.doubts


BASES = [
    "干烟气基准含氧量9%时，颗粒物≤11mg/m³",
    "以干烟气氧含量9%计，颗粒物排放浓度小于等于11mg/m³",
    "颗粒物≤11mg/m³（干基，9%O2）",
    "颗粒物≤11mg/m³（标态干基，基准含氧量9%）",
    "颗粒物≤11mg/m³（以干基计，氧含量9%）",
]


@pytest.mark.parametrize("raw", BASES)
def test_a_basis_beside_the_state_of_the_gas(raw: str) -> None:
    found = requirements_in(raw)

    assert [(one["oxygen"], one["where"]) for one in found.limits] == [(9, None)]
    assert (found.unread, found.doubts) == ([], [])


def test_a_label_gives_its_basis_and_mean_to_cells_with_words_of_their_own() -> None:
    (first, second) = requirements_in("颗粒物 11、SO2 37", "小时均值（mg/m³，基准含氧量9%）").limits

    assert (first["oxygen"], first["averaging"], second["oxygen"]) == (9, "小时均值", 9)


def test_a_label_that_says_two_units_says_none() -> None:
    assert label_in("颗粒物（mg/m³）/NMHC（μg/m³）").unit == ""


def test_a_row_of_one_pollutant_with_a_figure_for_each_place() -> None:
    found = requirements_in("窑头11，窑尾13", "颗粒物排放浓度（mg/m³）").limits

    assert [(one["pollutant"], one["where"], one["value"]) for one in found] == [(P, "窑头", 11), (P, "窑尾", 13)]


@pytest.mark.parametrize(
    "raw", ["示例反应温度区间300～400℃", "过滤风速≤0.8m/min", "停留时间1s以上", "风机转速≤900r/min"]
)
def test_figures_of_a_plant_are_no_limits(raw: str) -> None:
    found = requirements_in(raw)

    assert (found.limits, found.unread) == ([], [])


LOST = [
    "颗粒物排放浓度不得超过十毫克/立方米",
    "某某不高于 11mg / 立方",
    "颗粒物10～20mg/m³",
    "NOx≤50（燃气）/80（燃煤）mg/m³",
]


@pytest.mark.parametrize("raw", LOST)
def test_a_figure_with_a_unit_of_concentration_that_no_limit_took_is_unread(raw: str) -> None:
    assert requirements_in(raw).unread


def test_a_bare_figure_in_a_row_of_a_pollutant_is_unread() -> None:
    assert requirements_in("11", "颗粒物").unread
    assert requirements_in("共11台", "颗粒物治理").unread == []


def test_a_cell_whose_figure_nobody_understood_has_to_be_decided() -> None:
    assert must_be_decided({"confidence": 0.59, "flags": ["有数字没有读懂：11"]})
    assert not must_be_decided({"confidence": 0.59, "flags": ["文字似不完整"]})
    assert not must_be_decided({"confidence": 0.99, "flags": []})


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [
        ("DCS曲线可查询时长不小于3年", 3, "年"),
        ("用电数据存储时间≥180天", 180, "天"),
        ("记录可追溯14个月以上", 14, "个月"),
    ],
)
def test_other_words_for_keeping(raw: str, value: int, unit: str) -> None:
    (found,) = requirements_in(raw).retention

    assert (found["value"], found["unit"], found["comparator"]) == (value, unit, ">=")


def test_an_hour_behind_a_decimal_name_is_no_average_of_five_hours() -> None:
    found = requirements_in("PM10、PM2.5小时均值浓度分别不高于150、75μg/m³").limits

    assert [(one["pollutant"], one["averaging"]) for one in found] == [("PM10", "小时均值"), ("PM2.5", "小时均值")]
