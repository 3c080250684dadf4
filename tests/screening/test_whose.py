"""Other firms' names stand all over honest papers; only a paper that is surely somebody else's is a contradiction."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.screening.same_name import same_enterprise
from tests.screening.papers import HONEST, NAME, kinds, screened

SHORT = NAME.replace("有限公司", "公司")
TABLE = "序号|进厂时间|车牌号|排放阶段|货物|{head}\n1|2026-02-03 08:10|豫示A1001|国六|生铁|山西示例生铁贸易有限公司"
NOTHING = {
    "letterhead": "示例云数信息技术股份有限公司\n# 环境管理制度\n第一条 为加强环境管理，制定本制度。",
    "large_letterhead": "# 郑州示例绿源环保科技有限公司\n# 环境管理制度\n第一条 为加强环境管理，制定本制度。",
    "column": "# 进出厂运输车辆台账\n" + TABLE.format(head="客户名称"),
    "column_of_firms": "# 进出厂运输车辆台账\n" + TABLE.format(head="单位"),
    "experts": "# 竣工环境保护验收组签到表\n姓名|职称|单位\n周示例|工程师|河南示例蓝天检测服务有限公司",
    "support": "# 视频监控系统说明\n技术支持单位：示例云数信息技术股份有限公司",
    "entrusted": "# 材料真实性承诺书\n我单位委托郑州示例绿源环保科技有限公司编制申报材料，内容真实。",
    "about_buying": "# 关于采购江苏示例除尘设备有限公司除尘器的说明\n除尘器已安装。",
    "seller": "# 电子发票（增值税专用发票）\n销售方信息|名称：示例市燃气有限公司 纳税人识别号：/\n项目名称|单位|数量\n*供气*天然气|立方米|100",
    "short": f"# 环境管理制度\n单位名称：{SHORT}\n第一条 为加强环境管理，制定本制度。",
    "branch": f"# 环境管理制度\n单位名称：{NAME}一分厂\n第一条 为加强环境管理，制定本制度。",
    "about_own": f"# 关于成立{NAME}环境保护领导小组的通知\n组长：张示例",
}  # fmt: skip


@pytest.mark.parametrize("case", NOTHING)
def test_names_that_are_not_the_papers_own(tmp_path: Path, case: str) -> None:
    report = screened(tmp_path, {**HONEST, "另件.pdf": NOTHING[case]})

    assert "name_mismatch" not in kinds(report)
    assert "credit_code_mismatch" not in kinds(report)


@pytest.mark.parametrize(
    "label", ["单位名称：", "企业全称|", "排污单位名称：", "责任单位：", "单位名称（盖章）：", "一、企业名称："]
)
def test_a_paper_that_says_whose_it_is(tmp_path: Path, label: str) -> None:
    text = f"# 污染治理设施运行管理制度\n{label}南阳示例宛北金属制品有限公司\n第一条 为加强环境管理，制定本制度。"
    report = screened(tmp_path, {**HONEST, "另件.pdf": text})

    assert "name_mismatch" in kinds(report)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("焦作示例嘉禾铸造有限公司", "焦作市示例嘉禾铸造有限责任公司", True),
        ("焦作示例嘉禾铸造有限公司", "河南省焦作市示例嘉禾铸造有限公司", True),
        ("焦作示例嘉禾铸造有限公司", "示例嘉禾铸造公司", True),
        ("示例恒通(三门峡)铸造有限公司", "示例恒通三门峡铸造有限公司", True),
        ("焦作示例嘉禾铸造有限公司", "焦作示例嘉禾铸造有限公司第二分厂", True),
        ("焦作示例嘉禾铸造有限公司", "焦作示例嘉禾机械有限公司", False),
        ("焦作示例嘉禾铸造有限公司", "焦作示例嘉和铸造有限公司", False),
        ("焦作示例嘉禾铸造有限公司", "南阳示例宛北金属制品有限公司", False),
    ],
)
def test_same_enterprise(one: str, other: str, same: bool) -> None:
    assert same_enterprise(one, other) is same
    assert same_enterprise(other, one) is same


@pytest.mark.parametrize(
    ("line", "unsigned"),
    [
        ("自评人（签字）：", True),
        ("经办人（签字）：________", True),
        ("申请人签名：", True),
        ("企业负责人（签字）：", True),
        ("环保负责人（签字）：", True),
        ("法定代表人（签字）：张示例", False),
        ("张示例（签字）", False),
        ("法定代表人（签字）\n张示例", False),
        ("编制：|审核：|批准：", False),
        ("姓名|职务|签名\n张示例|厂长|张示例", False),
        ("法定代表人应在签字后加盖公章", False),
    ],
)
def test_lines_to_sign(tmp_path: Path, line: str, unsigned: bool) -> None:
    text = f"# 企业基本情况简介\n企业名称：{NAME}\n位于示例区，占地面积100亩，主要产品为铸件。\n{line}\n2026年3月1日"
    report = screened(tmp_path, {**HONEST, "简介.pdf": text})

    assert [one.kind.value for one in report.findings if one.kind.value == "unsigned"] == ["unsigned"] * unsigned


@pytest.mark.parametrize("label", ["申请单位（盖章）：", "自评单位（盖章）：", "需方（盖章）：", "经营单位（公章）："])
def test_lines_to_seal(tmp_path: Path, label: str) -> None:
    text = f"# 企业基本情况简介\n企业名称：{NAME}\n位于示例区，占地面积100亩，主要产品为铸件。\n{label}\n2026年3月1日"
    report = screened(tmp_path, {**HONEST, "简介.pdf": text})

    assert "unsealed" in kinds(report)
