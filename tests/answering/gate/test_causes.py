"""What follows from what: causes and consequences in other words and another order, and what is near to them and wrong."""

from __future__ import annotations

import pytest

from assistant.answering.claims.cause_words import handled_by, idle, listed
from assistant.answering.claims.reordered import reordered
from tests.answering.gate.known import gate

WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "two that are compared, and each by what it is called after": (
        (
            "第十七条与第十八条后果有别：前者直接认定为最低等级，后者一年内不得申报和被评定为A级、B级和绩效引领性企业。",
            "两条的轻重不同：第十七条是直接认定为最低等级、一年内不得申请绩效分级调整，第十八条是一年内不得申报A级、B级和绩效引领性企业。",
            "拒绝参与和没有申请不能混为一谈：前者直接认定为最低等级，后者如果已有等级，按原有等级管理。",
        ),
        (
            "第十七条与第十八条后果有别：前者一年内不得申报和被评定为A级、B级和绩效引领性企业，后者直接认定为最低等级。",
            "两条的轻重不同：第十七条是一年内不得申报A级、B级和绩效引领性企业，第十八条是直接认定为最低等级。",
            "拒绝参与和没有申请不能混为一谈：前者按原有等级管理，后者直接认定为最低等级。",
            "前者直接认定为最低等级，后者一年内不得申报A级。",
        ),
    ),
    "how many cases an article lists": (
        ("第十七条共列四项情形，后果统一：直接认定为最低等级，不得申请绩效分级调整的期限是一年。",),
        (
            "第十七条共列五项情形，后果统一：直接认定为最低等级，不得申请绩效分级调整的期限是一年。",
            "第十七条共列四项情形，后果统一：直接认定为最低等级，不得申请绩效分级调整的期限是半年。",
        ),
    ),
    "what does not help, and what only says that it was found": (
        (
            "环保部门罚过款的，哪怕罚款已经缴清，一年内也不得申报A级、B级和绩效引领性企业。",
            "第十八条没有按罚款金额设门槛，受到行政处罚的，一年内都不得申报A级、B级。",
            "无证生产，一经查实，一年内不得申报A级（第十八条（一））。",
            "B级企业评级后受到行政处罚的，降为C级。",
        ),
        (
            "受到行政处罚的，哪怕过了一年，也不得申报A级、B级和绩效引领性企业。",
            "B级企业评级前受到行政处罚的，降为C级。",
            "即使没有处罚，存在环境违法行为的企业一年内都不得申报A级、B级。",
            "第十八条按罚款金额设了门槛，受到行政处罚的，一年内都不得申报A级、B级。",
            "无证生产，一经查实，一年内不得申报A级（第十八条（三））。",
        ),
    ),
    "a cause in one sentence, its consequence in the next": (
        (
            "评级中主动贿赂专家或工作人员的企业按第十七条处理。后果为直接认定为最低等级、一年内不得申请绩效分级调整。",
            "隐瞒材料和提供虚假材料一样处理。后果都是直接认定为最低等级、一年内不得申请绩效分级调整。",
            "触碰第十八条。后果是一年内不得申报和被评定为A级、B级和绩效引领性企业。",
        ),
        (
            "评级中主动贿赂专家或工作人员的企业按第十八条处理。",
            "评级中主动贿赂专家或工作人员的企业按第十七条处理。后果为一年内不得申报和被评定为A级、B级和绩效引领性企业。",
            "拒绝参与绩效分级的，直接认定为最低等级。一年内不得申报和被评定为A级、B级和绩效引领性企业。",
            "隐瞒材料和偷排偷放一样处理。",
            "触碰第十八条。后果是直接认定为最低等级。",
        ),
    ),
    "that one thing means another": (
        (
            "进了“黑名单”，就意味着不得再参加重点行业绩效分级工作。",
            "工作人员收取评审费用的后果是依法依规追究相关责任人的责任。",
        ),
        (
            "进了“黑名单”，就意味着三年内不得参加重点行业绩效分级工作。",
            "列入可疑名录意味着不得再参加重点行业绩效分级工作。",
            "企业收取评审费用的后果是依法依规追究相关责任人的责任。",
        ),
    ),
    "a table's row of two statements": (
        ("| 第十八条（一） | 没有排污许可证就生产经营的，一年内不得申报A级；未批先建的，一年内同样不得申报A级 |",),
        (
            "| 第十八条（一） | 没有排污许可证就生产经营的，一年内不得申报A级；未批先建的，两年内同样不得申报A级 |",
            "| 第十八条（三） | 没有排污许可证就生产经营的，一年内不得申报A级；未批先建的，一年内同样不得申报A级 |",
        ),
    ),
}
PASSES = [(way, text) for way, (good, _) in WAYS.items() for text in good]
HELD = [(way, text) for way, (_, bad) in WAYS.items() for text in bad]


@pytest.mark.parametrize(("way", "text"), PASSES)
def test_what_follows_from_what_passes(way: str, text: str) -> None:
    assert gate().judge_answer(text).blocked == (), way


@pytest.mark.parametrize(("way", "text"), HELD)
def test_p11_another_cause_or_consequence_is_held(way: str, text: str) -> None:
    assert gate().judge_answer(text).blocked, way


def test_that_no_amount_of_a_fine_matters_is_so_because_the_law_names_none() -> None:
    law = "".join(f.text for f in gate().sources().library.frames if str(f.clause).startswith("henan-2024:18"))
    assert "罚款" not in law
    assert "金额" not in law


def test_what_is_idle_beside_a_cause_and_what_is_not() -> None:
    assert idle("一经查实")
    assert idle("不管罚款多少")
    assert not idle("即使没有处罚")
    assert not idle("哪怕过了一年")


def test_what_is_handled_by_an_article() -> None:
    assert handled_by("贿赂专家的企业按第十七条处理。") == "贿赂专家的企业"
    assert handled_by("贿赂专家的企业不得申报。") is None
    assert listed("的四种情形") == ("情形", 4)


def test_a_denied_meaning_is_not_put_as_a_consequence() -> None:
    assert not reordered("列入可疑名录不意味着降级。", "")
    assert not reordered("后者按原有等级管理。", "企业应当申报。")
