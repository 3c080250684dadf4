"""A remark behind a right claim that takes it back, doubts it or leaves it to somebody is held; one that only underlines it is not (P11)."""

from __future__ import annotations

import pytest

from tests.answering.gate.known import gate

CLAIM = "各级生态环境主管部门在绩效等级评定后的一个月内完成归档工作"

HOLDS = (
    "这是误解",
    "但这种说法是误传",
    "这是记错了",
    "这是以前的说法",
    "这是过去的要求",
    "这一条没有执行",
    "这条很少执行",
    "各地自己把握",
    "具体由各地把握",
    "您看着办",
    "看情况处理",
    "具体看情况",
    "具体问题具体看",
    "多数情况如此",
    "总体上是这样",
)
PASSES = (
    f"{CLAIM}，这是细则的规定。",
    f"{CLAIM}，请注意期限。",
    "申报时间由企业自己把握，可根据自身环境绩效水平和自评结果适时提交申报材料（第九条第（一）项）。",
)


@pytest.mark.parametrize("remark", HOLDS)
def test_what_takes_a_claim_back_is_held(remark: str) -> None:
    assert gate().judge_answer(f"{CLAIM}。").passed
    assert not gate().judge_answer(f"{CLAIM}，{remark}。").passed


@pytest.mark.parametrize("right", PASSES)
def test_what_only_stands_beside_a_claim_passes(right: str) -> None:
    assert gate().judge_answer(right).passed
