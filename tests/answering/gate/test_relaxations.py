"""Each way in which the gate reads people's wording, and beside it what that way must still hold back (P11)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.claims.words import _spellings
from tests.answering.gate.known import gate

CASE: dict[str, Any] = {"enterprise": {"name": "林州焦化有限公司"}, "sites": []}

# way: (what passes, what is held)
WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "acts of the background beside what is carried": (
        ("企业申报绩效分级不用交评审费。", "评审不收费。", "评定后1个月内完成归档。"),
        ("评审收费。", "C级企业由省生态环境厅审核。", "申报后一个月内完成归档。", "归档后一个月内完成评定。"),
    ),
    "lists of industries are looked up": (
        (
            "有机化工在省级重点行业名单里，不属于国家39个行业。",
            "只有锅炉的其他企业对应通用行业指南。",
            "铸造、水泥、焦化这几个行业，执行的是国家指南。",
        ),
        (
            "有机化工属于国家39个行业。",
            "铸造不属于国家39个行业。",
            "只有锅炉的其他企业对应国家技术指南。",
            "铸造、电池制造都是国家名单上的。",
            "铸造是国家名单上的，看第三条。",
            "铸造属于12个行业。",
        ),
    ),
    "a sentence is read on from the one before": (
        (
            "绩效等级评定后要归档。具体来说，时间是一个月内。",
            "拒绝参与绩效分级的，直接认定为最低等级。具体来说，一年内不得申请绩效分级调整。",
        ),
        (
            "绩效等级评定后要归档。具体来说，时间是两个月内。",
            "拒绝参与绩效分级的，直接认定为最低等级。具体来说，三年内不得申请绩效分级调整。",
            "预警期间，C级企业实施差异化管控措施。它现在已经是B级了。",
            "公示的是A级企业。具体来说，这件事由企业自己组织。",
        ),
    ),
    "a topic and what follows are one sentence": (
        ("省辖市的意见、专家的会审意见。具体来说，都要跟申报材料一起报省生态环境厅。",),
        (
            "省辖市的意见、专家的会审意见。具体来说，都要跟申报材料一起报生态环境部。",
            "铸造、水泥、焦化这几个行业。具体来说，执行的是通用指南。",
            "未申请的企业。具体来说，按照最低等级管理。",
        ),
    ),
    "who, and the answer to it": (
        ("信息管理系统谁来优化？省生态环境厅。",),
        ("信息管理系统谁来优化？企业自己。", "谁来解释这个细则？市局。"),
    ),
    "the one who does it comes last": (
        ("公告A级企业的是省厅，公示A级企业的是市局。",),
        ("公告A级企业的是市局。", "需要回避的是企业的环保专员。"),
    ),
    "who does it, act by act": (
        ("A级企业由市局公示，由省厅公告。",),
        (
            "企业弄虚作假，列入黑名单。",
            "收礼的企业会被依法依规追责。",
            "A级企业由省厅公示。",
            "C级企业由省厅公告。",
            "保障类企业由省辖市审核评定，结果上报省辖市。",
        ),
    ),
    "whoever stands in an attribute, after 被 or 经, or is called in, does only what is said of them there": (
        (
            "各省辖市评定的保障类企业还要经过省生态环境厅会同有关部门和专家的汇总复审，复审后再报生态环境部备案。",
            "市级审核由法规、大气、移动源、执法监督、监测监控等人员及相关专家参加。",
            "省厅对市里报上来的应急减排清单进行现场抽查核验，目的是保证减排实效。",
            "因环境违法被国家、省级生态环境部门当典型案例通报的企业直接定为最低等级。",
            "纳入可疑名录以后还要经过专家现场复核。",
        ),
        (
            "各省辖市评定的保障类企业还要经过市局复审。",
            "各省辖市评定的保障类企业还要经过省生态环境厅的汇总复审，复审后再报省辖市备案。",
            "市级审核由法规、大气、移动源、执法监督、监测监控等人员及相关企业参加。",
            "企业上报的应急减排清单由省生态环境厅进行现场抽查核验。",
            "省厅根据企业上报情况及时开展线上审核。",
            "省厅公示的A级企业由省厅公告。",
            "被企业作为典型案例通报的，直接认定为最低等级。",
            "纳入可疑名录以后还要经过企业现场复核。",
            "现场复核以后还要纳入可疑名录。",
            "审核对象是全省的申报企业。",
        ),
    ),
    "two who act in one run, one after the other": (
        ("A级企业由市局公示、省厅公告。",),
        ("A级企业由省厅公示、市局公告。", "A级企业由市局公示、企业公告。"),
    ),
    "a pronoun stands for who acted before": (
        ("各省辖市上报的应急减排清单由省生态环境厅进行现场抽查核验，各省辖市绩效分级评定结果的应用也由其监督。",),
        (
            "各省辖市上报的应急减排清单由省生态环境厅进行现场抽查核验，评定结果的应用也由企业监督。",
            "各省辖市修订省级技术指南，应急应对信息管理系统也由其优化。",
        ),
    ),
    "what is done to a thing is not done by who acted before on another": (
        ("自然人和其他组织有权向当地生态环境主管部门举报，举报人的信息要保密。",),
        ("自然人和其他组织有权向省生态环境厅举报，举报人的信息要公开。",),
    ),
    "a sentence of nothing but offers and thanks": (
        (
            "以上供贵单位办理时参考，如还有不清楚的地方，欢迎继续来电咨询。",
            "要是还有拿不准的地方，咱们接着聊。",
            "如有其他问题，您可以随时与我们联系。",
            "以上内容供参考，具体情形还需结合企业实际判断。",
        ),
        (
            "贵公司可以，欢迎咨询。",
            "以上供参考，贵公司可以办理。",
            "没有问题，欢迎来电。",
            "不清楚的地方可以不报。",
            "以上供贵单位申报A级时参考。",
            "具体情形还需结合企业实际判断。",
        ),
    ),
    "what only leads up to the answer": (
        ("您好，来函收悉，现就您咨询的事项说明如下：评定后1个月内完成归档。",),
        (
            "现就您咨询的问题答复如下：贵公司可以申报A级。",
            "可以这样理解：贵公司可以申报A级。",
            "解释权在申报企业。",
            "申报材料要严格按照企业自定的格式准备。",
        ),
    ),
    "a condition is said of every part, and parts that are whole are judged each": (
        (
            "重污染天气预警期间，A级和绩效引领性企业可以自主采取减排措施，其余企业实施差异化管控措施。",
            "请务必保证申报材料真实有效，绩效评级过程中提供虚假材料的企业会被直接认定为最低等级，一年内不得申请绩效分级调整。",
        ),
        (
            "重污染天气预警期间，A级和绩效引领性企业实施差异化管控措施，其余企业可以自主减排。",
            "重污染天气预警期间，A级企业可以自主减排，C级企业可以自主减排。",
            "受到行政处罚的，一年内不得申报A级，直接认定为最低等级。",
            "提供虚假材料的，直接认定为最低等级，一年内不得申报和被评定为A级、B级和绩效引领性企业。",
            "未申请的企业，按照原有等级管理，一年内不得申请绩效分级调整。",
            "拒绝参与绩效分级的，直接认定为最低等级，降为C级。",
            "未批先建的，一年内不得申报A级，评定后一个月内完成归档。",
        ),
    ),
    "before and after": (
        ("等级评定之后一个月内归档。", "材料上报省厅之前要由主要领导签字。"),
        (
            "等级评定之前一个月内归档。",
            "绩效等级评定前一个月内要完成归档。",
            "省厅公告前组织各省辖市及时更新应急减排清单。",
        ),
    ),
    "grades among grades": (
        ("C级、D级企业属于“B级及以下”。", "B-级也按B级对待。"),
        ("A级企业属于“B级及以下”。", "C级也按B级对待。", "贵公司属于B级及以下。"),
    ),
    "what a bar does not reach": (
        ("受到行政处罚不影响申报C级。", "第十八条限制的是A级、B级和绩效引领性，不限制C级。"),
        ("受到行政处罚不影响申报B级。", "第十八条限制的是A级，不限制B级。", "贵公司受到行政处罚不影响申报C级。"),
    ),
    "besides is no exception": (
        ("参加市级审核的除有关专家外，还有法规、大气、移动源、执法监督、监测监控等人员。",),
        ("参加市级审核的除有关专家外，还有媒体记者。", "除A级企业外，都不得向企业收取评审费用。"),
    ),
    "what only stresses": (
        ("各级主管部门不得向企业收取任何费用。", "拒绝参与绩效分级的，一律直接认定为最低等级。"),
        ("任何企业都可以采取自主减排措施。", "B级企业一律可以采取自主减排措施。"),
    ),
    "only those": (
        ("只有A级和绩效引领性企业可以采取自主减排措施。",),
        ("只有A级企业可以采取自主减排措施。", "只需提交申报材料，不用佐证材料。"),
    ),
    "talk about the talk": (
        ("有啥不明白的您再问。", "这么跟您说吧。"),
        ("听我说，包过。", "告诉您，A级没跑。", "放心，跟您说能成。", "小微企业再来问我。"),
    ),
    "discretion of an authority": (
        ("公示后，省生态环境厅可适时组织专家开展抽查复核和“回头看”。",),
        ("省辖市可以每季度排查涉气企业。", "列入黑名单的技术单位可以继续参加绩效分级工作。"),
    ),
    "the name in the case": (
        (),
        ("林州焦化可以申报A级。", "林州焦化是A级。"),
    ),
    "doubt claims nothing": (
        ("无法判断是否满足A级。",),
        ("可以判断满足A级。", "无法判断的，可以申报A级。"),
    ),
    "ranks, ordinals and heads": (
        (
            "无级别且不申报评级的企业按最低等级管理。",
            "按年计算期间的，开始的当日不计入，自第二日开始计算。",
            "每家企业配备的专家不少于3名。",
        ),
        (
            "无级别且不申报评级的企业按中间等级管理。",
            "拒绝参与绩效分级的，直接认定为次低等级。",
            "拒绝参与绩效分级的，直接认定为中等等级。",
            "按年计算期间的，开始的当日不计入，自第三日开始计算。",
            "每家企业要配备不少于3个专家组。",
            "各市按年度排查辖区内涉气企业，补全应急减排清单。",
            "各省辖市对申报企业按比例开展现场核查。",
            "申报企业是抽样核查的。",
        ),
    ),
    "words that fall into words that say nothing": (
        ("清单修订由省辖市完成。", "各省辖市动态更新应急减排清单。"),
        (
            "各省辖市要长期固定应急减排清单。",
            "资格全面审查由行业协会来做。",
            "省厅及时组织同行企业现场复核。",
            "企业名称发生重大变动一年后未及时重新申报评级的，直接认定为最低等级。",
            "应当等下次评级时再向当地生态环境主管部门报备。",
        ),
    ),
    "industries that share a list": (
        (
            "煤制氮肥在国家指南的39个行业之内，炭黑制造也是。",
            "省级重点行业共有12个，其中包括塑料制品、磨料磨具和电池制造。",
            "肥料制造列在省级重点行业中，其中不包括煤制氮肥。",
            "汽修行业属于省级重点行业。具体名单见第八条第二项。",
        ),
        (
            "煤制氮肥在国家指南的39个行业之内，磨料磨具也是。",
            "煤制氮肥在国家指南的39个行业之内。具体来说，磨料磨具和炭黑制造也是。",
            "省级重点行业共有12个，其中包括陶瓷、塑料制品和电池制造。",
            "肥料制造列在省级重点行业中，其中煤制氮肥也包含在内。",
            "汽修行业属于省级重点行业，对应的是《河南省重污染天气通用行业应急减排措施制定技术指南》。",
            "汽修行业属于省级重点行业。对应的是《河南省重污染天气通用行业应急减排措施制定技术指南》。",
            "汽修行业属于省级重点行业。具体名单见第八条第四项。",
        ),
    ),
    "what was repealed does not go on": (
        ("《河南省2020年重污染天气重点行业绩效分级实施办法》已经废止，现在应当按照本细则办理。",),
        ("《河南省2020年重污染天气重点行业绩效分级实施办法》已经废止。不过其中关于B级的条款仍要执行。",),
    ),
    "each part with its own condition": (
        ("没有申请评级的企业按照原有等级管理，没有级别又不申报评级的企业按最低等级管理。",),
        ("没有申请评级的企业按照最低等级管理，没有级别又不申报评级的企业按最低等级管理。",),
    ),
    "是…的 tells": (
        (),
        (
            "绩效评级是收费的。",
            "绩效分级依据的指标是企业自己设定的。",
            "日常监管中发现达不到绩效指标的，按照企业申请实施降级。",
        ),
    ),
    "annexes and places": (
        ("企业制修订“一厂一策”实施方案时由各省辖市生态环境主管部门给予指导，方案见附件2。",),
        (
            "企业制修订“一厂一策”实施方案时由各省辖市生态环境主管部门给予指导，方案见附件1。",
            "申报材料在企业官网里提交。",
            "评定公告后一个月内申报企业要完成应急减排清单的修订审核归档。",
            "主管部门限制企业参与绩效分级。",
        ),
    ),
    "a hand that is denied": (
        ("省级技术指南由省生态环境厅修订，而不是由省辖市修订。",),
        ("省级技术指南由省辖市修订，而不是由省生态环境厅修订。",),
    ),
}
PASSES = [(way, text) for way, (good, _) in WAYS.items() for text in good]
HELD = [(way, text) for way, (_, bad) in WAYS.items() for text in bad]


@pytest.mark.parametrize(("way", "text"), PASSES)
def test_what_the_way_is_for_passes(way: str, text: str) -> None:
    assert gate().judge_answer(text, case=CASE).blocked == (), way


@pytest.mark.parametrize(("way", "text"), HELD)
def test_p11_what_is_near_to_it_and_wrong_is_held(way: str, text: str) -> None:
    assert gate().judge_answer(text, case=CASE).blocked, way


def test_a_question_that_asks_and_one_that_asserts() -> None:
    assert gate().judge_answer("A级企业有啥好处？").passed
    assert not gate().judge_answer("A级还能报不上？").passed


@pytest.mark.parametrize("pattern", ["{甲,乙}丙", "甲{乙,丙}{丁,戊}", "甲"])
def test_a_pattern_spells_every_word_once(pattern: str) -> None:
    words = list(_spellings(pattern))
    assert len(words) == len(set(words))
    assert not any(set("{},") & set(word) for word in words)


SILENT = "细则没有规定企业更名后等级怎样处理；写了的是出现与申报材料不相符的应当及时报备，第十七条（二）所列的重大变动里没有名称。"
NO_STOP = "细则没有要求这类企业停产，也没有写明不停产。"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (SILENT, "根据第十七条（二），企业更名后等级需要重新办。"),
        (SILENT, "企业更名后等级要重新评定。"),
        (NO_STOP, "因此，引领性企业需要停产。"),
        (NO_STOP, "绩效引领性企业停产。"),
    ],
)
def test_p11_that_the_text_is_silent_carries_nobody_who_says_what_it_says(said: str, text: str) -> None:
    it = gate()
    assert it.judge_answer(text, citations=["henan-2024:17(2)", "henan-2024:4(1)"], statements=[said]).blocked


def test_that_the_text_is_silent_may_be_repeated() -> None:
    assert gate().judge_answer(NO_STOP, statements=[NO_STOP]).passed


@pytest.mark.parametrize(
    "text",
    [
        "根据第二十条（四）的规定，各级生态环境主管部门应在年度预算中安排相应经费，不得向企业收取评审费用。",
        "根据第十八条（三），未按规定安装、使用大气污染物自动监测设备的，需要安装并使用。",
        "绩效引领性企业在预警期间必须采取自主减排措施。",
    ],
)
def test_p11_another_sentence_of_the_article_and_another_consequence_are_held(text: str) -> None:
    assert gate().judge_answer(text).blocked
