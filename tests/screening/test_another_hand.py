"""The same honest applicant in papers of another hand: other labels, dates, layouts. Nothing is to be found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.screening.codes import check_digit
from assistant.screening.report import Report
from tests.screening.papers import kinds, screened, status

NAME = "新乡示例宏达耐火材料股份有限公司"
_BODY = "91410700MA0TB52P4"
CODE = _BODY + check_digit(_BODY)
LAB = "河南示例中正检测技术有限公司"
LAB_CODE = "91410100MA45XU7K8" + check_digit("91410100MA45XU7K8")
MONTHS = [(2025, m) for m in range(4, 13)] + [(2026, m) for m in range(1, 4)]
PACK = {
    "01申报主件/绩效评级申报表.pdf": f"""# 河南省重污染天气重点行业
# 绩效分级申报表
申报单位（盖章）：{NAME}[印]
申报日期：2026年3月2日
---
一、企业基本信息
企业全称|{NAME}|社会信用代码|{CODE}
法定代表人|赵示例|联系电话|0373-0000000
行业类型|耐火材料|所属行业代码|C3089
申报级别|□A级 ☑B级 □C级 □绩效引领性|现有级别|C级
排污许可证编号|{CODE}002Q|有效期限|2023.07.11-2028.07.10
是否安装自动监控设施|□是 ☑否|厂区数量|1
是否跨行业|否|近一年设备变更情况|无
法定代表人签字：[签]|2026年3月2日""",
    "01申报主件/对标自评.pdf": f"""# {NAME}
# 耐火材料行业绩效分级B级指标对标自查表
序号|差异化指标|B级要求|企业现状|是否符合
1|能源类型|按指南对照|天然气|是
2|排放限值|按指南对照|见检测报告|是
3|运输方式|按指南对照|国五以上|是""",
    "02许可/环评批复.pdf": f"""# 新乡市示例区环境保护局
新示环审〔2018〕31号
# 新乡市示例区环境保护局关于{NAME}年产3万吨高铝砖项目环境影响报告表的批复
{NAME}：
你公司（统一社会信用代码：{CODE}）报来的报告表已收悉，经研究，批复如下：""",
    "02许可/排污许可证.pdf": f"""# 排污许可证
证书编号：{CODE}002Q
单位名称：{NAME}
注册地址：河南省新乡市示例区
生产经营场所地址：河南省新乡市示例区
行业类别：耐火陶瓷制品及其他耐火材料制造，工业炉窑
统一社会信用代码：{CODE}
有效期限：自 2023 年 07 月 11 日起至 2028 年 07 月 10 日止
发证机关：（盖章）新乡市示例生态环境局[印]
发证日期：2023年07月11日
---
# 排污许可证
# 副本
第一册
证书编号：{CODE}002Q
单位名称：{NAME}""",
    "03监测/废气检测.pdf": f"""报告编号：ZZ-2026-0105
# 检 测 报 告
项目名称：{NAME}废气检测
委 托 单 位：{NAME}
检 测 类 别：委托检测
报 告 日 期：二〇二六年一月十八日
{LAB}（加盖检验检测专用章）[印]
---
检测单位名称：{LAB}
统一社会信用代码：{LAB_CODE}
1 概述
受{NAME}委托，{LAB}于2026年1月5日~1月6日对该公司废气进行了采样检测。
2 检测结果
采样时间|检测点位|检测因子|频次|排放浓度(mg/m3)|标准限值|达标情况
2026.01.05|1#隧道窑排放口|颗粒物|第一次|6.2|10|达标
2026.01.06|1#隧道窑排放口|颗粒物|第一次|6.4|10|达标
是否超标：否。检测期间未出现超标情况。
编 制：王示例|审 核：李示例|签 发：周示例""",
    "04台账/运输台账.pdf": f"""# 2025年度-2026年度进出厂运输车辆台账
企业名称：{NAME}
序号|进厂时间|出厂时间|车牌号码|排放阶段|注册登记日期|货物名称
"""
    + "\n".join(f"{n}|{y}/{m}/{7 + n % 9} 08:{10 + n}|{y}/{m}/{7 + n % 9} 10:05|豫示A{1000 + n}|国六|2021/3/4|高铝矾土" for n, (y, m) in enumerate(MONTHS, 1)),
    "04台账/环保设施运行记录.pdf": """# 除尘脱硝设施运行维护记录表
设施名称：1#布袋除尘器 启用日期：2019年6月1日
记录日期|运行时段|压差(Pa)|清灰情况|滤袋更换|记录人
"""
    + "\n".join(f"{y}.{m:02d}.{5 + m % 3:02d}|0:00-24:00|900|正常|无|李示例" for y, m in MONTHS),
    "05管理/门禁照片.pdf": f"# 门禁系统照片\n{NAME} 物流门 道闸 抓拍机",
    "05管理/一厂一策.pdf": f"""# {NAME}
# 重污染天气应急响应操作方案（一厂一策）
绩效等级：C级（现状）
黄色预警|停止使用国四及以下车辆运输|限产
橙色预警|停产50%|错峰运输""",
    "06信用/承诺.pdf": f"""# 守法承诺书
新乡市生态环境局：
我公司郑重承诺：近一年（2025年3月至2026年3月）内无环境违法行为，未受到过任何环境行政处罚。若有隐瞒，愿接受处罚。
承诺单位（公章）：{NAME}[印]
法人代表（签名）：赵示例
二〇二六年三月二日""",
    "06信用/信用截图.pdf": f"""# 河南省企业事业单位环境信用评价管理系统
企业名称|{NAME}
社会统一信用代码|{CODE}
评价结果|良好
评价等级说明：诚信、良好、警示、不良""",
}  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return screened(tmp_path_factory.mktemp("pack"), PACK, as_of=date(2026, 3, 15), grade="B", industry="耐火材料")


def test_nothing_is_found(report: Report) -> None:
    assert [(one.kind.value, one.material, one.message) for one in report.findings] == []


def test_everything_is_there(report: Report) -> None:
    lacking = [
        (m.id, m.status.value)
        for m in report.materials
        if m.required in ("always", "high") and m.status.value != "present"
    ]

    assert lacking == []
    assert report.complete
    assert (report.enterprise, report.grade, report.industry) == (NAME, "B", "耐火材料")


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "material"),
    [
        ("02许可/排污许可证.pdf", "2028 年 07 月 10 日", "2026 年 03 月 14 日", "permit_expired", "discharge_permit"),
        ("03监测/废气检测.pdf", "2026年1月5日~1月6日", "2024年12月5日~12月6日", None, "monitoring_report"),
        ("03监测/废气检测.pdf", "委 托 单 位：" + NAME, "委 托 单 位：新乡示例华昌耐材有限公司", "name_mismatch", "monitoring_report"),
        ("06信用/承诺.pdf", "赵示例\n二", "\n二", "unsigned", "compliance_statement"),
        ("06信用/承诺.pdf", "[印]", "", "unsealed", "compliance_statement"),
        ("06信用/信用截图.pdf", "|良好", "|不良", "bar_found", "credit_rating"),
        ("06信用/信用截图.pdf", CODE, LAB_CODE, "credit_code_mismatch", "credit_rating"),
        ("06信用/信用截图.pdf", NAME, "新乡示例华昌耐材有限公司", "name_mismatch", "credit_rating"),
        ("03监测/废气检测.pdf", "6.4|10|达标", "16.4|10|不达标", "bar_found", "monitoring_report"),
        ("01申报主件/对标自评.pdf", "B级指标", "A级指标", "grade_mismatch", "self_assessment"),
        ("01申报主件/对标自评.pdf", "耐火材料行业", "水泥行业", "industry_mismatch", "self_assessment"),
        ("01申报主件/绩效评级申报表.pdf", "☑B级 □C级", "□B级 ☑C级", "grade_mismatch", "application_form"),
        ("04台账/环保设施运行记录.pdf", "2025.0", "2023.0", "ledger_out_of_period", "control_ledger"),
    ],
)  # fmt: skip
def test_one_slip_is_found_and_nothing_else(
    tmp_path: Path, file: str, old: str, new: str, kind: str | None, material: str
) -> None:
    assert old in PACK[file]
    report = screened(
        tmp_path, {**PACK, file: PACK[file].replace(old, new)}, as_of=date(2026, 3, 15), grade="B", industry="耐火材料"
    )

    assert kinds(report) == ([kind] if kind else [])
    assert {one.material for one in report.findings} == ({material} if kind else set())


@pytest.mark.parametrize(("asked", "material"), [("是否安装自动监控设施|☑是 □否", "online_monitoring_data"), ("厂区数量|2", "per_site_volume"), ("是否跨行业|是", "per_industry_assessment"), ("近一年设备变更情况|有", "change_filing")])  # fmt: skip
def test_what_the_form_declares(tmp_path: Path, asked: str, material: str) -> None:
    label = asked.split("|", 1)[0]
    form = PACK["01申报主件/绩效评级申报表.pdf"]
    start = form.index(label)
    end = min(at for at in (form.find("\n", start), form.find("|", start + len(label) + 1)) if at > 0)
    report = screened(
        tmp_path, {**PACK, "01申报主件/绩效评级申报表.pdf": form[:start] + asked + form[end:]}, as_of=date(2026, 3, 15)
    )

    assert status(report, material) == "missing"


def test_self_assessments_of_two_industries_are_what_a_form_of_two_asks_for(tmp_path: Path) -> None:
    form = (
        PACK["01申报主件/绩效评级申报表.pdf"]
        .replace("是否跨行业|否", "是否跨行业|是")
        .replace("行业类型|耐火材料", "申报行业|耐火材料、水泥")
    )
    second = PACK["01申报主件/对标自评.pdf"].replace("耐火材料行业", "水泥行业")
    files = {**PACK, "01申报主件/绩效评级申报表.pdf": form, "01申报主件/对标自评2.pdf": second}

    report = screened(tmp_path, files, as_of=date(2026, 3, 15), grade="B", industry="耐火材料")

    assert status(report, "per_industry_assessment") == "present"
    assert kinds(report) == []
