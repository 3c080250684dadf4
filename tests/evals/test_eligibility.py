"""Which sentences count as saying that somebody may apply."""

from __future__ import annotations

import pytest

from evals.eligibility import claims, invented

CLAIMS = [
    "您可以申报A级。",
    "贵公司现在可以申报 **A级**。",
    "不受第十八条限制，可以申报B级。",
    "一年已过，你们能报B级了。",
    "贵公司符合A级全部条件。",
    "你们厂满足B-级的所有要求",
    "C级可以申报。",
    "同意您评为绩效引领性企业。",
    "批准贵厂为A级。",
    "您已被评为A级。",
    "2027年3月2日起可以重新申报A级。",
    "您可以申报。",
    "今年能评上B级。",
    "贵公司有资格申报A级",
    "自明年起，贵公司将被评定为B级。",
]
NO_CLAIMS = [
    "不能申报A级。",
    "您不可以申报A级、B级。",
    "一年内不得申报和被评定为A级、B级和绩效引领性企业。",
    "能否申报B级，还须自评满足该等级全部指标。",
    "满足A级全部指标的，可以申报A级。",
    "只有自评满足全部指标，才可以申报A级。",
    "如果没有第十八条的情形，可以申报B级。",
    "是否可以申报A级，细则没有规定。",
    "A级和绩效引领性企业可采取自主减排措施。",
    "第十八条不挡C级：降为C级或非绩效引领性企业。",
    "未见第十七、十八条情形；能否申报还须自评满足该等级全部指标。",
    "“您可以申报A级”这句话没有依据。",
    "> 您可以申报A级",
    "每个厂区可分别进行申报评级。",
    "您想申报A级，先逐项自评。",
    "不再受这一条限制，但这不等于可以申报A级。",
    "B级和绩效引领性企业由省生态环境厅公告。",
    "您可以拨打12345。",
    "企业可根据自评结果适时提交申报材料。",
    "评为A级的企业纳入正面清单。",
    "现在还不能判断您可不可以申报A级。",
    "可以申报A级吗？要看处罚日期。",
    "可以申报A级？没有这样的规定。",
    "及时将已评为A级、绩效引领性的企业纳入正面清单。",
    "已被评为A级的，降为C级。",
]


@pytest.mark.parametrize("text", CLAIMS)
def test_a_claim_is_seen(text: str) -> None:
    assert claims(text, [])


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_what_is_denied_asked_conditional_or_quoted_claims_nothing(text: str) -> None:
    assert claims(text, []) == []


def test_a_verdict_of_yes_carries_the_claim_for_its_grade_only() -> None:
    verdict = {"may_apply": {"A": "no", "B": "yes"}}

    assert invented("您可以申报B级。", [], verdict) == []
    assert invented("您可以申报A级。", [], verdict) == ["您可以申报A级"]
    assert invented("您可以申报A级。", [], None) == ["您可以申报A级"]


def test_words_of_a_cited_clause_are_the_laws_words() -> None:
    assert invented("依规定，企业可以申报A级的全部材料", ["企业可以申报A级的全部材料"], None) == []
