"""What papers are called in the field, and what they are: titles, layouts and words of many hands."""

from __future__ import annotations

import pytest

from assistant.screening.recognise import guess, named_by_file
from assistant.screening.segments import segments_of
from assistant.screening.views import view_of
from assistant.screening.vocabulary import load_vocabulary
from tests.screening.papers import CORPUS, page_of

VOCABULARY = load_vocabulary(CORPUS)
N = "示例县恒远铸业有限公司"
PAPERS = {
    "application_form": [
        "# 河南省重污染天气重点行业\n# 企业绩效分级申请表\n单位全称|" + N + "\n社会信用代码|91410800MA6FKMJG2J\n申请级别|□A级 ☑B级 □C级",
        "# 绩效分级申报书\n申报企业：" + N + "\n申报行业：铸造\n拟申报绩效等级：B级\n联系人：张示例",
        "附件3\n# 重点行业企业绩效评级申报表\n一、企业基本信息\n企业名称|" + N + "\n所属行业|铸造|申报等级|B级",
        "企业名称|" + N + "|法定代表人|张示例\n统一社会信用代码|91410800MA6FKMJG2J|联系电话|0391\n申报行业|铸造|申报等级|B级\n主要产品|铸件|排污许可证编号|91410800MA6FKMJG2J001P",
        "# 关于申请重污染天气绩效分级B级企业的报告\n示例市生态环境局：\n我公司对照指标开展自评，现申请评定为B级企业。",
    ],
    "self_assessment": [
        "# 铸造行业绩效分级B级指标对照自查表\n指标名称|B级企业要求|企业实际情况|是否符合|佐证材料",
        "# 重污染天气绩效分级自评报告\n一、企业概况\n二、对标情况",
        "# " + N + "\n# 差异化指标逐项对标情况表\n序号|差异化指标|企业现状|是否满足",
        "差异化指标|B级|企业现状|自评结果\n装备水平|…|…|符合\n污染治理技术|…|…|符合\n排放限值|…|…|符合\n无组织排放|…|…|符合\n环境管理水平|…|…|符合",
    ],
    "enterprise_profile": ["# 公司概况\n" + N + "成立于2012年，占地面积3万平方米，主要从事铸件生产，现有员工86人。", "# 一、企业基本生产情况\n公司位于示例镇，现有职工120人。\n生产线2条，年产铸件1万吨。"],
    "business_licence": ["# 营业执照\n（副 本）\n统一社会信用代码 91410800MA6FKMJG2J\n名称 " + N + "\n类型 有限责任公司\n注册资本 伍佰万圆整", "统一社会信用代码\n91410800MA6FKMJG2J\n名    称|" + N + "\n类    型|有限责任公司\n法定代表人|张示例\n注册资本|伍佰万元整\n成立日期|2012年\n住    所|示例县\n登记机关"],
    "eia_approval": [
        "# 示例县环境保护局\n示环审〔2017〕22号\n# 关于《" + N + "年产5000吨铸件项目环境影响报告表》的批复\n" + N + "：",
        "# 建设项目环境影响报告表\n（污染影响类）\n项目名称：年产5000吨铸件项目\n建设单位（盖章）：" + N,
        "# 建设项目环境影响登记表\n填报日期：2019-05-20\n项目名称|除尘改造\n备案号：20194108000001",
        "# 审批意见\n经审查，原则同意" + N + "年产5000吨铸件项目环境影响报告表的结论，批复如下：",
    ],
    "acceptance": [
        "# 年产5000吨铸件项目竣工环境保护\n# 验收监测报告表\n建设单位：" + N,
        "# 建设项目竣工环境保护验收组意见\n2019年8月3日，验收工作组现场检查。",
        "# " + N + "年产5000吨铸件项目（一期）竣工环保自主验收意见",
    ],
    "discharge_permit": [
        "# 排 污 许 可 证\n证书编号：91410800MA6FKMJG2J001V\n单位名称：" + N + "\n有效期限：自2023年07月11日至2028年07月10日止",
        "# 固定污染源排污登记回执\n登记编号：91410800MA6FKMJG2J001Z\n排污单位名称：" + N + "\n有 效 期：2023年03月02日至2028年03月01日",
        "# 排污许可证\n# （副本）\n第一册\n单位名称：" + N,
    ],
    "permit_execution_report": ["# 排污许可证执行报告\n# （年报）\n排污许可证编号：9141\n单位名称：" + N + "\n报告时段：2025年", "# 2025年第3季度\n# 排污许可证执行报告表\n一、基本信息", "# 年度执行报告\n一、排污许可执行情况汇总"],
    "monitoring_report": [
        "202501示例号\n# 检验检测报告\nTEST REPORT\n项目名称：" + N + "废气检测\n委托单位：" + N + "\n检测类别：委托检测",
        "# 监 测 报 告\n示例环监字（2025）第0101号\n项目名称：有组织废气自行监测\n委托单位：" + N,
        "报告编号：SL-2025-08\n# 2025年第三季度废气检测报告\n受检单位：" + N,
        "样品类别|有组织废气|采样日期|2025.12.03\n检测点位|检测项目|排放浓度|排放速率\nDA001排气筒|颗粒物|4.1|0.08\n委托单位|" + N,
    ],
    "online_monitoring_data": ["# 烟气排放连续监测小时平均值日报表\n排放源名称：DA001\n时间|颗粒物实测值|折算值|SO2|NOx|含氧量|烟温|流量", "# 在线监控历史数据查询\n监控点：DA001 数据类型：日数据\n监测时间|烟尘折算浓度|氮氧化物折算浓度|烟气流量|氧含量", "# DCS系统历史曲线截图\n风机电流|除尘器压差"],
    "online_monitoring_install": ["# 烟气在线监测设备验收意见\n按照规范对CEMS进行验收，比对监测合格，联网传输正常。", "# 污染源自动监控设施登记备案表\n排污单位：" + N, "# 关于" + N + "自动监控设备联网的证明", "# 固定污染源烟气在线监测系统\n# 比对监测报告\n委托单位：" + N],
    "video_storage": ["# 视频监控存储时间证明\n硬盘录像机共4台，容量24TB，录像保存时间180天。", "# 监控系统历史录像回放截图\n通道01 通道02"],
    "gate_system": ["# 门禁视频系统建设方案及照片\n道闸、抓拍机", "# 车辆门禁系统验收单\n" + N],
    "vehicle_ledger": ["# 2025年度运输车辆进出厂登记台账\n序号|日期|车牌号码|车辆类型|排放标准|货物名称|进厂时间|出厂时间", "# 非道路移动机械台账\n机械类型|环保登记号|排放阶段", "序号|车牌号|入厂时间|出厂时间|货物名称|运输量|排放阶段|燃料类型\n1|豫示A1|2025-12-01 08:10|2025-12-01 09:00|生铁|30|国六|柴油"],
    "energy_proof": ["# 河南省电力公司电费通知单\n户名：" + N + "\n用电量 12000千瓦时", "# 增值税专用发票\n购买方名称：" + N + "\n货物名称：天然气\n价税合计", "# 管道天然气供用气合同\n供气方：示例燃气\n用气方：" + N],
    "equipment_proof": ["# 布袋除尘器采购合同\n需方：" + N + "\n供方：示例环保", "# 主要生产设备及治理设施一览表\n设备名称|规格型号|数量", "# 废气治理工程技术方案\n设计风量 30000m3/h"],
    "production_ledger": ["# 生产设施运行管理信息表\n生产设施名称|编码|运行时间|产品产量|原辅材料用量|记录人|日期\n1#中频炉|MF01|8h|20吨|22吨|李示例|2025-12-01", "# 熔炼车间生产日报表\n日期|班次|产量|开机时间|停机时间", "# 2025年12月生产记录\n日期|产品|产量|原料用量"],
    "control_ledger": ["# 污染防治设施运行管理信息\n# （除尘设施运行记录表）\n日期|设施名称|运行时间|压差|清灰|记录人", "# 活性炭更换台账\n更换日期|更换量|操作人", "# 布袋除尘器巡检维护记录\n日期|巡检内容|压差|风机|更换滤袋"],
    "management_rules": ["# 环境保护管理制度汇编\n" + N, "# 除尘设施操作规程\n第一条 开机前检查。", "# 环保设施运行管理制度\n为规范设施运行，制定本制度。"],
    "environment_staff": ["# " + N + "文件\n# 关于成立环境保护领导小组的通知\n各部门：", "# 环保管理人员任命书\n任命李示例为环保专员。"],
    "process_flow": ["# 附图3 生产工艺流程及产污环节图\n熔化→浇注→清理→打磨", "# 工艺流程简述\n原料配料后进入中频炉熔化，产污环节为熔化废气。"],
    "site_plan": ["# 厂区总平面布置图\n大门 办公楼 铸造车间 原料库", "# 附图2 厂区平面布局及废气排放口分布图"],
    "emergency_plan": ["# " + N + "\n# 重污染天气“一厂一策”应急减排操作方案\n黄色预警：限产", "# 重污染天气应急响应公示牌\n红色预警|停产", "# 一厂一策 公示\n黄色|橙色|红色"],
    "emission_inventory": ["# 2025年重污染天气应急减排清单信息表\n清单编号", "# 河南省重污染天气应急减排清单（工业源）\n企业名称|生产线|黄色预警减排措施"],
    "compliance_statement": ["# 近一年无环境违法行为的声明\n本公司郑重声明", "# 企业守法情况证明\n兹证明" + N + "近一年内未受到环境行政处罚。", "# 遵守环保法律法规承诺书\n我公司一年内无环境违法行为。"],
    "credit_rating": ["# 河南省企业环境信用评价系统查询结果\n企业名称：" + N + "\n信用等级：诚信", "# 环境信用评价等级告知书\n" + N],
    "truthfulness_commitment": ["# 承 诺 书\n我单位承诺所提交的申报材料真实、准确、完整，如有不实愿承担相应责任。", "# 关于申报材料真实性的承诺\n" + N, "# 企业真实性声明\n所提供资料真实有效"],
    "change_filing": ["# 关于污染治理设施变更的报备说明\n原布袋除尘器更换为覆膜滤筒除尘器", "# 生产设备变更备案表\n变更前|变更后"],
    "per_site_volume": ["# 东厂区申报分册\n厂区地址：示例路", "# 绩效分级申报材料（二厂区分册）\n排污许可证编号"],
    "per_industry_assessment": ["# 跨行业分行业自评情况说明\n行业一：铸造 行业二：工业涂装", "# 分行业对标自评材料\n涉及两个行业"],
}  # fmt: skip
NOTHING = [
    "# 目  录\n一、申报表|1\n二、营业执照|3\n三、排污许可证|5",
    "# 突发环境事件应急预案\n应急组织机构 应急响应 减排",
    "# 检验检测机构资质认定证书\n证书编号：示例",
    "# 废水检测报告\n委托单位：" + N + "\n采样日期：2025年12月3日",
    "# 噪声监测报告\n厂界噪声\n委托单位：" + N,
    "# 危险废物转移联单\n产生单位：" + N,
    "# 环保培训签到表\n姓名|部门",
    "# 安全生产许可证\n单位名称：" + N,
    "# 排污许可证申请表\n单位名称：" + N,
    "# 检测委托合同\n甲方：" + N,
    "# 清洁生产审核报告\n" + N,
    "# 河南省重污染天气重点行业绩效分级管理细则\n第一章 总则",
    "# 机动车行驶证\n号牌号码 豫示A1",
    "# 准予变更登记通知书\n准予变更登记",
]


@pytest.mark.parametrize(
    ("material", "text"), [(m, t) for m, texts in PAPERS.items() for t in texts], ids=lambda v: str(v)[:36]
)
def test_a_paper_is_known_whatever_it_is_called(material: str, text: str) -> None:
    found = segments_of([view_of("x.pdf", page_of(text, 1), 0)], VOCABULARY)

    assert [segment.id for segment in found] == [material]


@pytest.mark.parametrize("text", NOTHING, ids=lambda text: text[:24])
def test_what_is_not_on_the_checklist_is_nobodys_evidence(text: str) -> None:
    said = guess(view_of("x.pdf", page_of(text, 1), 0), VOCABULARY)

    assert said.id is None or not VOCABULARY.kinds[said.id].listed


def test_a_file_of_many_papers_is_parted_where_each_begins() -> None:
    texts = [
        "# 绩效分级申报材料\n" + N + "\n二〇二六年三月",
        "# 目 录\n1 申报表|3\n2 营业执照|4\n3 排污许可证|5\n4 检测报告|7",
        PAPERS["application_form"][0],
        PAPERS["business_licence"][0],
        PAPERS["discharge_permit"][0],
        "一、大气污染物排放口\n排放口编号|名称|污染物\nDA001|熔化|颗粒物",
        PAPERS["monitoring_report"][0],
        "检测点位|检测项目|排放浓度\nDA001|颗粒物|4.2\n采样日期|2025.12.03",
        "编制：李示例 审核：王示例",
        PAPERS["truthfulness_commitment"][0],
    ]

    found = segments_of([view_of("x.pdf", page_of(text, at), at - 1) for at, text in enumerate(texts, 1)], VOCABULARY)

    listed = [(s.id, s.first, s.last) for s in found if s.id and VOCABULARY.kinds[s.id].listed]
    assert listed == [
        ("application_form", 3, 3),
        ("business_licence", 4, 4),
        ("discharge_permit", 5, 6),
        ("monitoring_report", 7, 9),
        ("truthfulness_commitment", 10, 10),
    ]


def test_page_numbers_of_a_bound_file_hold_no_papers_together() -> None:
    order = (
        "application_form",
        "monitoring_report",
        "eia_approval",
        "discharge_permit",
        "management_rules",
        "site_plan",
    )
    texts = [f"{PAPERS[one][0]}\n第{at}页 共{len(order)}页" for at, one in enumerate(order, 1)]

    found = segments_of([view_of("x.pdf", page_of(text, at), at - 1) for at, text in enumerate(texts, 1)], VOCABULARY)

    assert [segment.id for segment in found] == list(order)


def test_sections_and_figures_of_a_long_report_are_no_papers_of_their_own() -> None:
    texts = [
        PAPERS["eia_approval"][1],
        "第1页 共9页\n一、建设项目基本情况\n项目名称|年产5000吨铸件",
        "第2页 共9页\n二、建设项目工程分析\n图2-1 工艺流程及产污环节图\n熔化",
        "第3页 共9页\n三、企业基本情况\n公司位于示例镇",
        "第4页 共9页\n附图2 厂区平面布置图\n车间",
    ]

    found = segments_of([view_of("x.pdf", page_of(text, at), at - 1) for at, text in enumerate(texts, 1)], VOCABULARY)

    assert [(s.id, s.first, s.last) for s in found] == [("eia_approval", 1, 5)]


@pytest.mark.parametrize(("name", "material"), [("03 排污许可证正副本.pdf", "discharge_permit"), ("附件/环评批复/扫描0001.pdf", "eia_approval"), ("废气检测报告2025.pdf", "monitoring_report"), ("门禁照片/IMG_001.jpg", "gate_system")])  # fmt: skip
def test_a_name_is_a_hint(name: str, material: str) -> None:
    assert named_by_file(name, VOCABULARY)[0] == material
