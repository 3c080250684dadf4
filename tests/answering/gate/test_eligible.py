"""What is told of eligibility and of the case in the words of a memo: bars and whether they are over, grades left out, a step of the law (P11)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import load_law
from tests.answering.gate.known import gate
from tests.answering.gate.test_of_case import AS_OF, CASES

LIED: dict[str, Any] = {
    **CASES["B, clear"],
    "current_grade": "C",
    "events": [{"kind": "false_materials", "date": "2026-07-08"}],
}
OF_CASES: dict[str, dict[str, Any]] = {**CASES, "A, clear": {**CASES["B, clear"], "current_grade": "A"}, "lied": LIED}

# case: (what is so, what is not)
TOLD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fined after B": (
        (
            "贵公司2026年8月15日受到行政处罚，目前仍在限制期内，比照民法典计算要从2027年8月16日起才不再受这项限制。",
            "贵公司的处罚在2026年8月15日，限制的最后一日为2027年8月15日，现在尚未届满。",
            "贵公司2026年8月15日受到行政处罚，要到2027年8月15日届满，眼下还没有结束。",
            "处罚日期为2026年8月15日，一年比照民法典计算到2027年8月15日，在这之前贵公司不得申报B级。",
            "| 依据 | 结论 |\n|---|---|\n| 第十八条（五） | 贵公司2026年8月15日受到行政处罚，目前仍在限制期内 |",
        ),
        (
            "贵公司2026年8月15日受到行政处罚，目前仍在限制期内，比照民法典计算要从2027年8月15日起才不再受这项限制。",
            "贵公司的处罚在2026年8月15日，限制的最后一日为2027年8月15日，现在已经届满。",
            "贵公司2026年8月15日受到行政处罚，要到2027年8月15日届满，眼下已经结束。",
            "处罚日期为2026年8月16日，一年比照民法典计算到2027年8月15日，在这之前贵公司不得申报B级。",
            "处罚日期为2026年8月15日，一年比照民法典计算到2027年8月14日，在这之前贵公司不得申报B级。",
            "| 依据 | 结论 |\n|---|---|\n| 第十八条（二） | 贵公司2026年8月15日受到行政处罚，目前仍在限制期内 |",
        ),
    ),
    "two trades": (
        ("贵公司一个B级一个C级，总体按C级算。",),
        ("贵公司一个A级一个C级，总体按C级算。", "贵公司一个B级一个C级，总体按B级算。"),
    ),
    "fined long ago": (
        ("那次处罚的限制期已过，不再影响申报。",),
        ("那次处罚的限制期未过，仍然影响申报。", "那次处罚的限制期已过，贵公司可以申报B级。"),
    ),
    "lied": (
        ("贵公司因评级中提供虚假材料被直接认定为最低等级，不得申请调整的一年比照民法典算到2027年7月8日。",),
        ("贵公司因评级中提供虚假材料被直接认定为最低等级，不得申请调整的一年比照民法典算到2027年7月9日。",),
    ),
    "A, clear": (
        ("贵公司没有受过处罚、环境信用为良好，作为A级企业可以自主减排。",),
        (
            "贵公司没有受过处罚、环境信用为不良，作为A级企业可以自主减排。",
            "贵公司没有受过处罚、环境信用为良好，作为B级企业可以自主减排。",
        ),
    ),
    "B, clear": (
        (
            "贵公司是B级，够不上自主减排，预警时实施差异化管控措施。",
            "贵公司指标够不够A级还没核对，现在不好说能不能申报。",
        ),
        (
            "贵公司是B级，够得上自主减排，预警时不用实施差异化管控措施。",
            "贵公司作为A级企业可以自主减排。",
            "贵公司指标已经够A级了，现在可以申报。",
        ),
    ),
    "noticed twice": (
        ("贵公司一年内被通报了两次，已达到第十九条（三）规定的次数，应当降级。",),
        ("贵公司一年内被通报了两次，尚未达到第十九条（三）规定的次数，不用降级。",),
    ),
    "noticed once": (
        ("贵公司只被通报过一次，没有达到第十九条（三）的次数，不因此降级。",),
        ("贵公司只被通报过一次，达到了第十九条（三）的次数，因此降级。",),
    ),
    "changed, not yet a year": (
        ("今年五月的重大变动还没满一年，贵公司目前仍按B级管理。",),
        ("今年五月的重大变动已经满一年，贵公司目前按最低等级管理。",),
    ),
}
OF_THE_LAW = (
    "按第十六条，纳入的是A级和绩效引领性企业，B级没有列入。",
    "荣誉称号给的是A级、B级和绩效引领性企业，C级没有份。",
    "激励政策包括减少现场检查频次、生态环境要素基础保障、中央大气污染防治资金倾斜等。",
    "企业先要对照技术指南自评，把相应等级的指标全部满足了，再通过系统提交材料。",
    "同一企业拥有多处独立厂区，且各自持有排污许可证的，可以逐个厂区单独申报。",
    "等级在2026年3月16日评定，归档期限一个月，比照民法典，最后一日是2026年4月16日。",
    "等级评定在2026年3月16日公告的，应急减排清单的修订审核归档最迟到2026年4月16日。",
    "无证排污的企业一年内不能报B级。依据是第十八条（一）。",
    "在绩效评级过程中隐瞒材料，和提供虚假材料同等对待，都会被直接认定为最低等级；依据是第十七条（一）。",
    "假如三个行业分别评为A级、B级和D级，那么总体等级为D级。",
    "一年之内只被通报查实一次的企业还不满足第十九条第三项的次数条件。",
    "一年内累计被通报两次的企业，就满足了第十九条（三）的次数条件。",
)
NOT_OF_THE_LAW = (
    "等级在2026年3月16日评定，归档期限一个月，比照民法典，最后一日是2026年4月15日。",
    "等级在2026年3月16日评定，应急减排清单的修订审核归档最迟到2026年4月16日。",
    "等级在2026年3月16日评定，申报最迟到2026年4月16日。",
    "无证排污的企业一年内不能报B级。依据是第十八条（二）。",
    "在绩效评级过程中隐瞒材料，和提供虚假材料同等对待，都会被直接认定为最低等级；依据是第十七条（二）。",
    "假如三个行业分别评为A级、B级和D级，那么总体等级为B级。",
    "一年之内只被通报查实一次的企业已经满足第十九条第三项的次数条件。",
    "一年之内只被通报查实一次的企业还不满足第十九条第三项的次数条件，该项要求累计两次以下。",
    "先后被通报两次的企业，就满足了第十九条（三）的次数条件。",
    "一年内累计被通报两次的企业，就满足了第十九条（二）的次数条件。",
    "按第十六条，纳入的是A级和B级企业，绩效引领性没有列入。",
    "荣誉称号给的是A级和绩效引领性企业，B级没有份。",
    "激励政策里有减少现场检查频次，C级企业也享受。",
    "企业先要对照技术指南自评，把相应等级的大部分指标满足了，再通过系统提交材料。",
    "企业不用自评就已经满足相应等级的全部指标。",
    "同一企业拥有多处独立厂区，共用一张排污许可证的，可以逐个厂区单独申报。",
)


def _held(name: str, text: str) -> tuple[str, ...]:
    case, corpus = OF_CASES[name], gate().corpus
    read = case_from(case, as_of=AS_OF, industries=corpus.industries)
    verdict = decide(read, load_law(corpus), as_of=AS_OF).as_json()
    return tuple(blocked.why for blocked in gate().judge_answer(text, case=case, verdict=verdict).blocked)


@pytest.mark.parametrize(("case", "text"), [(c, t) for c, (good, _) in TOLD.items() for t in good])
def test_what_is_so_of_the_case_passes(case: str, text: str) -> None:
    assert _held(case, text) == ()


@pytest.mark.parametrize(("case", "text"), [(c, t) for c, (_, bad) in TOLD.items() for t in bad])
def test_p11_what_is_not_so_of_the_case_is_held(case: str, text: str) -> None:
    assert _held(case, text)


@pytest.mark.parametrize("text", OF_THE_LAW)
def test_what_the_law_says_passes(text: str) -> None:
    assert gate().judge_answer(text).passed


@pytest.mark.parametrize("text", NOT_OF_THE_LAW)
def test_p11_what_the_law_does_not_say_is_held(text: str) -> None:
    assert gate().judge_answer(text).blocked
