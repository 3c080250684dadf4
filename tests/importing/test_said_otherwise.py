"""Periods of keeping, references to another grade, and labels of a matrix, in words of many hands; each with what must stay unread."""

import pytest

from assistant.importing.amounts import masked
from assistant.importing.drafting import same_as
from assistant.importing.labels import label_in
from assistant.importing.requirements import requirements_in
from assistant.library.grade import Grade

KEPT = [
    ("检修记录留档四年以上", 4, "年"),
    ("过程参数留存不短于7年", 7, "年"),
    ("曲线可回看8个月及以上", 8, "个月"),
    ("示例联单存查时间不少于两年", 2, "年"),
    ("图像可供检索的时限不低于100天", 100, "天"),
    ("原始凭单封存满6年", 6, "年"),
    ("记录保持期限不少于4年", 4, "年"),
    ("台账存放期限不得短于4年", 4, "年"),
    ("录像时长不少于70天", 70, "天"),
    ("录像留存一百二十天以上", 120, "天"),
    ("档案至少留存4个自然年", 4, "年"),
    ("示例台账四年内不得销毁", 4, "年"),
    ("示例视频3个月内严禁删除、覆盖", 3, "个月"),
    ("留存危险废物转移联单不少于4年", 4, "年"),
    ("配备不少于70天的录像存储空间", 70, "天"),
]


@pytest.mark.parametrize(("raw", "value", "unit"), KEPT)
def test_a_period_of_keeping_in_any_verb(raw: str, value: int, unit: str) -> None:
    found = requirements_in(raw)

    assert [(one["value"], one["unit"], one["comparator"]) for one in found.retention] == [(value, unit, ">=")]
    assert found.unread == []


@pytest.mark.parametrize(
    "raw",
    [
        "近一年的记录",
        "提供近三年的验收资料备查",
        "使用四年以上的设备应更换",
        "每年开展一次自行监测并留档",
        "活性炭每3个月更换一次，更换记录留档",
        "三年内无环境违法记录",
        "监测报告周期3个月",
        "劳动合同期限3年",
        "留存设备三年内的检修记录",
        "半年开展一次检修并留档",
        "一年内不得停用治理设施",
    ],
)
def test_a_period_that_keeps_nothing(raw: str) -> None:
    assert requirements_in(raw).retention == []


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("视频保存半年以上", "半年"),
        ("台账保存一年半以上", "1年"),
        ("台账保存1年6个月", "1年"),
        ("物料储存3天以上", "3天"),
        ("物料储存满足3天以上用量", "3天"),
        ("台账保存约4年", "4年"),
        ("台账保存不超过4年", "4年"),
    ],
)
def test_a_period_that_is_not_surely_understood_stays_unread(raw: str, left: str) -> None:
    found = requirements_in(raw)

    assert found.retention == []
    assert left in found.unread


def test_what_is_kept_is_named_without_its_verb() -> None:
    assert [requirements_in(raw).retention[0]["what"] for raw in ("示例台账留档4年", "留存示例联单4年")] == [
        "示例台账",
        "示例联单",
    ]


def test_hundreds_of_days_are_one_number() -> None:
    assert masked("一百零五天、三百六十五天、第一百天") == "105天、365天、第一百天"


SAME = [
    ("要求同A级", Grade.A),
    ("各项指标均同A级企业", Grade.A),
    ("同B-级指标", Grade("B-")),
    ("（同Ｂ级要求）", Grade.B),
    ("与“A”级要求保持一致", Grade.A),
    ("比照B级执行。", Grade.B),
    ("达到C级指标要求即可", Grade.C),
    ("要求与绩效引领性企业相同", Grade.LEADING),
]


@pytest.mark.parametrize(("raw", "grade"), SAME)
def test_a_reference_to_a_grade_in_other_words(raw: str, grade: Grade) -> None:
    assert same_as(raw) is grade


@pytest.mark.parametrize(
    "raw",
    [
        "优于A级", "不低于A级", "同A级且台账齐全", "参照A级执行，限值为11", "达不到B级", "其他要求同A级", "除运输外同A级", "与A级不同",
        "与A级", "基本同A级", "达到A级以上", "同A、B级", "按A级的80%执行", "可参照A级执行", "同一级",
    ],
)  # fmt: skip
def test_what_says_more_or_less_than_a_grade_is_no_reference(raw: str) -> None:
    assert same_as(raw) is None


@pytest.mark.parametrize(
    ("row", "raw"),
    [
        ("颗粒物/示例打磨间（mg/m³）", "11"),
        ("（mg/m³）/颗粒物/压延机组", "≤11"),
        ("（mg/m³）/颗粒物排放浓度/示例烘道", "不高于11"),
        ("排放浓度（mg/m³）/颗粒物/其他", "11"),
    ],
)
def test_a_matrix_names_its_pollutant_over_the_places(row: str, raw: str) -> None:
    found = requirements_in(raw, row)

    assert [(one["pollutant"], one["value"], one["unit"]) for one in found.limits] == [("颗粒物", 11, "mg/m³")]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize(
    "row", ["（mg/m³）/颗粒物/新建", "（mg/m³）/颗粒物/监测频次", "颗粒物（mg/m³）/重点地区", "颗粒物（新建）/示例打磨间（mg/m³）", "颗粒物/示例打磨间"]
)  # fmt: skip
def test_a_condition_in_the_second_label_is_no_place(row: str) -> None:
    found = requirements_in("11", row)

    assert found.limits == []
    assert found.unread


def test_a_label_in_latin_letters_ends_at_its_stroke() -> None:
    assert label_in("NOx/示例烘房").names == ("NOx",)
    assert label_in("综合能耗（kWh/t）").names == ()
    assert label_in("颗粒物（mg/立方米）").unit == "mg/立方米"


@pytest.mark.parametrize(
    "raw",
    [
        "确保颗粒物稳定低于11mg/m³",
        "颗粒物执行11mg/m³的内控限值",
        "颗粒物按不超过11mg/m³控制",
        "颗粒物控制值11mg/m³",
        "颗粒物排放浓度最大值不超过11mg/m³",
        "颗粒物（压延机组）≤11mg/m³",
    ],
)
def test_words_that_only_say_how_a_limit_is_held(raw: str) -> None:
    found = requirements_in(raw)

    assert [(one["pollutant"], one["value"]) for one in found.limits] == [("颗粒物", 11)]
    assert (found.unread, found.doubts) == ([], [])


@pytest.mark.parametrize(
    "raw",
    [
        "颗粒物（选择性催化还原）≤11mg/m³",
        "颗粒物执行特别限值11mg/m³",
        "力争颗粒物低于11mg/m³",
        "重点控制区颗粒物≤11mg/m³",
    ],
)
def test_words_that_narrow_a_limit_are_shown(raw: str) -> None:
    found = requirements_in(raw)

    assert found.doubts or found.unread


def test_a_name_before_a_colon_goes_over_semicolons_to_places_and_is_shown() -> None:
    found = requirements_in("颗粒物：甲烘房不超过11mg/m³；乙烘房不超过17mg/m³")
    other = requirements_in("颗粒物：甲烘房不超过11mg/m³；不超过17mg/m³")

    assert [(one["pollutant"], one["where"], one["value"]) for one in found.limits] == [
        ("颗粒物", "甲烘房", 11),
        ("颗粒物", "乙烘房", 17),
    ]
    assert found.doubts
    assert other.unread == ["17mg/m³"]


def test_two_figures_with_their_own_units_and_a_word_between() -> None:
    found = requirements_in("颗粒物和NMHC分别低于11mg/m³与37mg/m³")

    assert [(one["pollutant"], one["value"], one["comparator"]) for one in found.limits] == [
        ("颗粒物", 11, "<"),
        ("NMHC", 37, "<"),
    ]
