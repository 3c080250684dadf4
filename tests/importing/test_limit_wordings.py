"""Limits in other wordings than the first development set's: shared units, names said twice, means, bases, places in brackets.
示例 sentences; no number is a real guide's."""

from __future__ import annotations

import pytest

from assistant.importing.footnotes import without_mark
from assistant.importing.labels import labelled
from assistant.importing.requirements import requirements_in

P, S, N, H = "颗粒物", "SO2", "NOx", "NMHC"
SAID = [
    ("PM≤11、SO2≤37、NOx≤53 mg/m³", [(P, 11, "mg/m³"), (S, 37, "mg/m³"), (N, 53, "mg/m³")]),
    ("颗粒物、NMHC浓度分别不高于11mg/m³、31mg/m³", [(P, 11, "mg/m³"), (H, 31, "mg/m³")]),
    ("颗粒物、SO2排放浓度小时均值分别不高于 11 mg/m³ 和 37 mg/m³", [(P, 11, "mg/m³"), (S, 37, "mg/m³")]),
    ("颗粒物、SO2、NOx排放浓度分别不高于：7、13、31mg/m³", [(P, 7, "mg/m³"), (S, 13, "mg/m³"), (N, 31, "mg/m³")]),
    ("颗粒物（PM）≤11mg/m³", [(P, 11, "mg/m³")]),
    ("非甲烷总烃（NMHC）排放浓度≤31mg/m³", [(H, 31, "mg/m³")]),
    ("颗粒物≤11㎎/m³", [(P, 11, "㎎/m³")]),
    ("颗粒物≤11 mg·m-3", [(P, 11, "mg·m-3")]),
    ("格林曼黑度1级", [("格林曼黑度", 1, "级")]),
]


@pytest.mark.parametrize(("raw", "wanted"), SAID, ids=[raw for raw, _ in SAID])
def test_limits_in_other_words(raw: str, wanted: list[tuple[str, float, str]]) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"], one["unit"]) for one in found.limits] == wanted
    assert (found.unread, found.doubts) == ([], [])


def test_units_that_differ_are_not_made_one() -> None:
    found = requirements_in("颗粒物、林格曼黑度分别不高于11mg/m³、1级")

    assert found.limits == []
    assert found.unread


CIRCUMSTANCES = [
    ("颗粒物≤11mg/m³（以小时均值计）", (None, None, "小时均值")),
    ("颗粒物≤11mg/m³（小时均值浓度）", (None, None, "小时均值")),
    ("以1小时平均浓度计，颗粒物≤11mg/m³", (None, None, "1小时平均")),
    ("小时均值浓度：颗粒物≤11mg/m³", (None, None, "小时均值")),
    ("颗粒物≤11mg/m³（9%O2）", (9, None, None)),
    ("基准含氧量9%时，颗粒物≤11mg/m³", (9, None, None)),
    ("折算至基准氧含量9%后，颗粒物≤11mg/m³", (9, None, None)),
    ("基准氧含量：9%，颗粒物≤11mg/m³", (9, None, None)),
    ("示例窑烟气中颗粒物≤11mg/m³", (None, "示例窑烟气", None)),
    ("颗粒物（示例冷却机）≤11mg/m³", (None, "示例冷却机", None)),
    ("颗粒物排放浓度：示例冷却机≤11mg/m³", (None, "示例冷却机", None)),
    ("【示例窑】颗粒物≤11mg/m³", (None, "示例窑", None)),
]


@pytest.mark.parametrize(("raw", "wanted"), CIRCUMSTANCES, ids=[raw for raw, _ in CIRCUMSTANCES])
def test_basis_place_and_mean_in_other_words(raw: str, wanted: tuple[object, ...]) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["oxygen"], one["where"], one["averaging"]) for one in found.limits] == [(P, *wanted)]
    assert (found.unread, found.doubts) == ([], [])


def test_a_place_without_a_pollutant_takes_the_one_before_and_says_so() -> None:
    found = requirements_in("示例窑颗粒物不高于11mg/m³，其他工序不高于13mg/m³")

    assert [(one["pollutant"], one["where"], one["value"]) for one in found.limits] == [
        (P, "示例窑", 11),
        (P, "其他工序", 13),
    ]
    assert found.doubts


LABELS = [
    ("11、37、53", "排放限值/颗粒物、SO2、NOx（mg/m³）", [(P, 11), (S, 37), (N, 53)]),
    ("11/37mg/m³", "排放限值/颗粒物/SO2", [(P, 11), (S, 37)]),
    ("≥83", "NMHC去除率（%）", [("NMHC处理效率", 83)]),
    ("3", "氟化物（以F计）（mg/m³）", [("氟化物", 3)]),
    ("11mg/m³", "颗粒物（mg/m³）", [(P, 11)]),
    ("11、37", "颗粒物、SO2、NOx（mg/m³）", []),
    ("11mg/m³", "颗粒物（g/L）", []),
]


@pytest.mark.parametrize(("raw", "row", "wanted"), LABELS)
def test_a_label_and_its_cell(raw: str, row: str, wanted: list[tuple[str, float]]) -> None:
    assert [(one["pollutant"], one["value"]) for one in labelled(raw, row)] == wanted


def test_a_label_may_hold_basis_place_and_mean() -> None:
    (found,) = labelled("11", "示例窑头颗粒物小时均值（mg/m³，基准含氧量9%）")

    assert (found["oxygen"], found["where"], found["averaging"]) == (9, "示例窑头", "小时均值")


def test_an_unraised_mark_behind_a_unit_is_taken_off() -> None:
    assert without_mark("颗粒物≤11mg/Nm3a", ["a"]) == ("颗粒物≤11mg/Nm3", ["a"])


def test_a_place_keeps_the_figure_in_its_name() -> None:
    (found,) = requirements_in("2号窑颗粒物不高于11mg/m³").limits

    assert found["where"] == "2号窑"


def test_a_place_of_its_own_ends_a_place_with_a_colon() -> None:
    first, second = requirements_in("固化炉：颗粒物≤11mg/m³；熔化炉烟气中SO2排放浓度不大于37mg/m³").limits

    assert (first["where"], second["where"]) == ("固化炉", "熔化炉烟气")


OVER_A_SEMICOLON = [
    ("固化炉：颗粒物≤11mg/m³、SO2≤37mg/m³；NOx≤53mg/m³", ["固化炉", "固化炉", None]),
    ("固化炉：颗粒物≤11mg/m³、SO2≤37mg/m³；NMHC去除率≥83%", ["固化炉", "固化炉", None]),
    ("固化炉：颗粒物≤11mg/m³；SO2≤37mg/m³；NOx≤53mg/m³", ["固化炉", "固化炉", "固化炉"]),
    ("固化炉：颗粒物、SO2分别不高于11、37mg/m³；在基准氧含量9%的条件下，NOx≤53mg/m³", ["固化炉", "固化炉", None]),
]


@pytest.mark.parametrize(("raw", "wanted"), OVER_A_SEMICOLON, ids=[raw for raw, _ in OVER_A_SEMICOLON])
def test_a_semicolon_ends_a_place_where_commas_part_what_it_heads_and_a_person_looks(
    raw: str, wanted: list[str | None]
) -> None:
    found = requirements_in(raw)

    assert [one["where"] for one in found.limits] == wanted
    assert found.doubts


def test_a_unit_in_which_a_line_ended_is_whole() -> None:
    (found,) = labelled("11", "排放限值/SO₂（mg/N m3）")

    assert (found["pollutant"], found["unit"]) == ("SO2", "mg/Nm3")
