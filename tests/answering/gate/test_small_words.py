"""The small words around an act, and who is told to have its task, claim nothing of their own; the act, the hand, the number do (P11)."""

from __future__ import annotations

import pytest

from tests.answering.gate.known import gate

# what passes, what must still be held beside it
PAIRS = (
    ("省生态环境厅将相关绩效分级材料归档停当。", "申报企业将相关绩效分级材料归档停当。"),
    ("对举报信息由生态环境主管部门及时核实一番。", "对举报信息由申报企业及时核实一番。"),
    (
        "市里审一家企业要走资格审查、资料审核、现场核查、专家会审四步。",
        "市里审一家企业要走资格审查、资料审核、听证、专家会审四步。",
    ),
    ("抽查复核A级企业的责任在省生态环境厅。", "抽查复核A级企业的责任落在企业身上。"),
    (
        "排查所辖行政区内涉气企业的任务落在各省辖市生态环境主管部门。",
        "排查所辖行政区内涉气企业的任务落在省生态环境厅。",
    ),
    (
        "涉气企业的排查频次为每季度一次，由各省辖市生态环境主管部门组织。",
        "涉气企业的排查频次为每月一次，由各省辖市生态环境主管部门组织。",
    ),
    (
        "市级审核的内容有资格审查、资料审核、现场核查和专家会审。",
        "市级审核的内容有资格审查、资料审核、听证和专家会审。",
    ),
    ("评的是重点行业企业的大气污染防治水平。", "评的是重点行业企业的纳税水平。"),
    ("A级企业资料的报送时间是每月底前。", "A级企业资料的报送时间是每季度末前。"),
    ("A级企业资料的报送时间是每月底前。", "A级企业每月底前报送资料。"),
    ("省生态环境厅把评级结果放到本单位门户网站上公开。", "省生态环境厅把评级结果放到企业门户网站上公开。"),
    (
        "容易被忽略的一点是，各级生态环境主管部门在绩效等级评定后的一个月内完成归档工作。",
        "容易被忽略的一点是，各级生态环境主管部门在绩效等级评定后的三个月内完成归档工作。",
    ),
)
HOLDS = (
    "公告A级企业的责任主体是生态环境部。",
    "报生态环境部备案的责任在企业。",
    "各级生态环境主管部门在绩效等级评定后的一个月内启动归档工作。",
    "企业只能申报一次。",
    "A级企业由省生态环境厅予以降级处理归档停产。",
)


@pytest.mark.parametrize("right", dict.fromkeys(right for right, _ in PAIRS))
def test_small_words_claim_nothing(right: str) -> None:
    assert gate().judge_answer(right).passed


@pytest.mark.parametrize("wrong", [*(wrong for _, wrong in PAIRS), *HOLDS])
def test_what_stands_beside_small_words_is_held(wrong: str) -> None:
    assert not gate().judge_answer(wrong).passed
