"""Means that are looked at, gas that was treated, places of a works, periods behind a colon; and beside each what must still be
doubted or left unread. 示例 sentences; no number is a real guide's."""

from __future__ import annotations

import pytest

from assistant.importing.accounting import known_place
from assistant.importing.requirements import requirements_in

P, S = "颗粒物", "SO2"
JUDGED = [
    ("按小时均值考核，PM、SO2分别不超过11、37mg/m³", "小时均值", None),
    ("PM、SO2按小时均值评价分别不超过11、37mg/m³", "小时均值", None),
    ("以日均值作为考核依据，PM、SO2分别不超过11、37mg/m³", "日均值", None),
    ("在线监测小时均值PM、SO2分别不超过11、37mg/m³", "小时均值", None),
    ("示例窑按小时均值考核，PM、SO2分别不超过11、37mg/m³", "小时均值", "示例窑"),
    ("PM、SO2在线小时均值浓度分别≤11、37mg/m³", "小时均值", None),
    ("PM、SO2连续24小时均值分别不大于11、37mg/m³", "连续24小时均值", None),
    ("PM、SO2任意小时均值分别不大于11、37mg/m³", "小时均值", None),
    ("PM、SO2任一1小时平均浓度分别不大于11、37mg/m³", "1小时平均", None),
    ("PM、SO2任意一次浓度值分别不大于11、37mg/m³", "任意一次", None),
    ("PM、SO2最大小时均值分别不大于11、37mg/m³", "最大小时均值", None),
]


@pytest.mark.parametrize(("raw", "mean", "where"), JUDGED)
def test_the_mean_that_is_looked_at_is_the_mean_and_no_place(raw: str, mean: str, where: str | None) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == [(P, 11), (S, 37)]
    assert {(one["averaging"], one["where"]) for one in found.limits} == {(mean, where)}
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize("raw", ["日均值和小时均值考核，PM≤11mg/m³", "按小时均值达标率考核，PM≤11mg/m³"])
def test_two_means_or_a_share_of_the_time_are_doubtful(raw: str) -> None:
    assert requirements_in(raw).doubts


TREATED = [
    ("处理后PM不高于11mg/m³", None),
    ("废气经处理后，PM不高于11mg/m³", None),
    ("经治理设施净化后的PM不高于11mg/m³", None),
    ("处理后的废气中PM不高于11mg/m³", None),
    ("示例窑烟气净化后PM不高于11mg/m³", "示例窑"),
]


@pytest.mark.parametrize(("raw", "where"), TREATED)
def test_gas_that_was_treated_is_the_gas_let_out(raw: str, where: str | None) -> None:
    found = requirements_in(raw)

    assert [(one["value"], one["where"]) for one in found.limits] == [(11, where)]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize("words", ["处理前", "热处理后", "预处理后", "RTO处理后", "焚烧炉处理后", "除尘后"])
def test_another_state_of_the_gas_and_a_step_of_the_works_are_doubtful(words: str) -> None:
    assert requirements_in(f"{words}PM不高于11mg/m³").doubts


SURE = [
    ("有组织PM、SO2浓度上限分别为11、37mg/m³", [(P, 11, "<="), (S, 37, "<=")]),
    ("PM、SO2浓度限值分别取11、37mg/m³", [(P, 11, "<="), (S, 37, "<=")]),
    ("PM实际排放浓度不超过11mg/m³", [(P, 11, "<=")]),
    ("主要污染因子PM、SO2浓度分别≤11、37mg/m³", [(P, 11, "<="), (S, 37, "<=")]),
    ("排放浓度为：PM 11mg/m³，SO2 37mg/m³", [(P, 11, "<="), (S, 37, "<=")]),
    ("PM浓度小于（含）11mg/m³", [(P, 11, "<=")]),
    ("PM浓度小于11mg/m³（不含）", [(P, 11, "<")]),
    ("VOCs治理设施去除率不低于83%", [("VOCs处理效率", 83, ">=")]),
]


@pytest.mark.parametrize(("raw", "wanted"), SURE)
def test_words_about_a_limit_that_say_no_more(raw: str, wanted: list[tuple[str, float, str]]) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"], one["comparator"]) for one in found.limits] == wanted
    assert {one["where"] for one in found.limits} == {None}
    assert (found.unread, found.doubts) == ([], [])


def test_a_bound_of_each_that_does_not_fit_the_names_is_unread() -> None:
    assert requirements_in("PM、SO2浓度上限分别为11mg/m³").limits == []
    assert requirements_in("PM、SO2浓度上限分别为11、37、50mg/m³").unread
    assert requirements_in("VOCs去除率下限分别为83%").limits[0]["comparator"] == ">="


PLACES = [
    "流平烘干",
    "氧化铝示例炉",
    "均化库",
    "时效炉",
    "推焦",
    "装车台",
    "示例炒锅",
    "流化床",
    "后整理线",
    "拌和楼",
    "中和罐",
    "其余产尘点",
    "企业边界",
    "气流磨",
    "设计院锅炉房",
]
NO_PLACES = [
    "平均烟气",
    "含氧烟气",
    "除示例炉",
    "保温时段",
    "小时均值时炉",
    "未改造窑",
    "折算烟气",
    "示例炉后",
    "企业窑炉",
    "其余情况",
    "一般炉",
]


def test_signs_of_a_condition_within_the_names_of_places() -> None:
    assert [one for one in PLACES if not known_place(one)] == []
    assert [one for one in NO_PLACES if known_place(one)] == []


def test_a_label_that_may_be_a_place_is_read_and_doubted_and_one_of_another_kind_is_not_read() -> None:
    known, strange = requirements_in("11", "颗粒物（mg/m³）/推焦"), requirements_in("11", "颗粒物（mg/m³）/焙酥")

    assert [one["value"] for one in known.limits] == [one["value"] for one in strange.limits] == [11]
    assert known.doubts == []
    assert strange.doubts == ["行名“焙酥”是不是部位不能确定"]
    for label in (
        "去除效率",
        "监测频次",
        "基准含氧量",
        "新建",
        "燃气",
        "特大城市",
        "规模以下",
        "甲类",
        "小时均值达标率",
    ):
        other = requirements_in("11", f"颗粒物（mg/m³）/{label}")
        assert (other.limits, other.unread) == ([], ["11"])
    assert requirements_in("/", "颗粒物（mg/m³）/焙酥").doubts == []


KEPT = [
    ("自动监控、DCS等数据保存期：1年", [(1, "年")]),
    ("记录留存时间：不少于5年", [(5, "年")]),
    ("电子台账、视频保存期限分别不少于14个月和7个月", [(14, "个月"), (7, "个月")]),
    ("视频资料留存一个季度以上", [(1, "季度")]),
]


@pytest.mark.parametrize(("raw", "wanted"), KEPT)
def test_periods_of_keeping_behind_a_colon_and_one_for_each(raw: str, wanted: list[tuple[int, str]]) -> None:
    found = requirements_in(raw)

    assert [(one["value"], one["unit"]) for one in found.retention] == wanted
    assert found.unread == []


@pytest.mark.parametrize("raw", ["台账、视频、照片保存期限分别不少于14、7个月", "台账、视频保存期限不少于14、7个月"])
def test_periods_that_fit_no_list_of_things_are_unread(raw: str) -> None:
    found = requirements_in(raw)

    assert (found.retention, found.unread) == ([], ["14、7个月"])


def test_a_term_that_keeps_nothing_is_none() -> None:
    assert requirements_in("合同期限：1年").retention == []
    assert requirements_in("检修周期：3个月，台账保存期限：1年").retention[0]["value"] == 1


def test_shares_in_words() -> None:
    (found,) = requirements_in("示例车辆运输比例不低于百分之八十").shares

    assert (found["value"], found["comparator"]) == (80, ">=")
    for raw in ("示例车辆运输比例八成以上", "示例车辆占百分之八点五", "示例车辆占比由53%提高到80%"):
        left = requirements_in(raw)
        assert left.shares == []
        assert left.unread
