"""A unit that stands once for several figures: behind the last, behind the names, in the row's label; bullets and the
state of the gas. 示例 sentences; no number is a real guide's."""

from __future__ import annotations

import pytest

from assistant.importing.labels import label_in
from assistant.importing.requirements import requirements_in

P, S, N, H = "颗粒物", "SO2", "NOx", "NMHC"
ROW = "排放浓度（mg/m³）/示例窑"
ONCE = [
    ("氨：11、NOx（以NO2计）：37", ROW, [("氨", 11), (N, 37)]),
    ("颗粒物（PM）≤11、SO₂≤37", "排放浓度，单位：mg/m³", [(P, 11), (S, 37)]),
    ("PM 11、氟化物 37", ROW, [(P, 11), ("氟化物", 37)]),
    ("氟化物 37、PM 10", ROW, [("氟化物", 37), (P, 10)]),
    ("氨≤11、NMHC≤37，单位mg/m³。", "", [("氨", 11), (H, 37)]),
    ("氨 11、氮氧化物 37（mg/m³）；氟化物≤7mg/m³", "", [("氨", 11), (N, 37), ("氟化物", 7)]),
    ("氨、氟化物以及NMHC（mg/m³）分别为11、37、7", "", [("氨", 11), ("氟化物", 37), (H, 7)]),
    ("＜11", "排放浓度（ｍｇ/ｍ³）/颗粒物（PM）", [(P, 11)]),
    ("11", "排放浓度/氮氧化物，ｍｇ/ｍ³", [(N, 11)]),
]


@pytest.mark.parametrize(("raw", "row", "wanted"), ONCE, ids=[raw for raw, _, _ in ONCE])
def test_a_unit_that_stands_once_counts_for_each(raw: str, row: str, wanted: list[tuple[str, float]]) -> None:
    found = requirements_in(raw, row)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == wanted
    assert {one["unit"] for one in found.limits} <= {"mg/m³", "ｍｇ/ｍ³"}
    assert found.unread == []


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        ("氨：11、示例指标：37", ROW),  # a subject that is no pollutant: not read as a list of limits
        ("氨：11、氟化物：37（示例条件）", ROW),  # a condition behind the figures
        ("氨：11、氟化物：37", "排放浓度/示例窑"),  # no unit anywhere
        ("氨：11、氟化物：37", "排放浓度（mg/m³）/示例窑（g/L）"),  # two units
        ("每年清理11次", ROW),
    ],
)
def test_a_labels_unit_is_surely_lent_to_nothing_but_names_and_figures(raw: str, row: str) -> None:
    found = requirements_in(raw, row)

    assert found.limits == [] or found.unread or found.doubts


def test_a_label_lends_no_unit_in_which_nothing_is_limited() -> None:
    assert [label_in(row).unit for row in ("数据保存（年）", "排放浓度（mg/m³）")] == ["", "mg/m³"]
    assert requirements_in("颗粒物 11", "清洁运输占比（%）").limits == []


def test_the_highest_concentration_that_is_allowed_is_a_limit_in_the_labels_unit() -> None:
    (found,) = requirements_in("氯气最高允许浓度：7。", "排放限值（mg/m³）").limits

    assert (found["value"], found["unit"], found["comparator"]) == (7, "mg/m³", "<=")
    assert requirements_in("氯气最低允许浓度：7", "排放限值（mg/m³）").doubts
    for raw, row in [("氯气最高允许浓度：7", "排放限值"), ("氯气最高允许流量：7", "排放限值（mg/m³）")]:
        assert requirements_in(raw, row).limits == [] and requirements_in(raw, row).unread


def test_a_bullet_is_no_place() -> None:
    found = requirements_in("● 示例窑颗粒物≤11mg/m³；● 氨≤7mg/m³")

    assert [one["where"] for one in found.limits] == ["示例窑", None]


@pytest.mark.parametrize("raw", ["干烟气基准含氧量9%时，颗粒物≤11mg/m³", "颗粒物≤11mg/m³（干基，9%O2）", "以干烟气氧含量9%计，颗粒物≤11mg/m³"])  # fmt: skip
def test_the_state_of_the_gas_belongs_to_the_oxygen_basis(raw: str) -> None:
    (found,) = requirements_in(raw).limits

    assert (found["oxygen"], found["where"]) == (9, None)


def test_data_that_can_be_looked_up_are_kept() -> None:
    found = requirements_in("示例监控曲线可查询时长不小于3年")

    assert [(one["value"], one["unit"]) for one in found.retention] == [(3, "年")]
    assert requirements_in("示例设备使用不小于3年").retention == []
