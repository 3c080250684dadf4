"""What papers are called (`titles.yaml`): 300 titles of materials over a few plain lines, 250 of papers that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.yaml_file import read_yaml
from assistant.screening.segments import segments_of
from assistant.screening.views import view_of
from assistant.screening.vocabulary import load_vocabulary
from tests.screening.papers import CORPUS, page_of

VOCABULARY = load_vocabulary(CORPUS)
NAME = "开封示例众诚铸业有限公司"
SHORT, CODE, PERMIT = "开封示例众诚铸业", "91410200MA45XU7K8X", "91410200MA45XU7K8X001P"
WORDS = {
    "{industry}": "铸造",
    "{level}": "B级",
    "{short}": SHORT,
    "{year}": "2026",
    "{last}": "2025",
    "{product}": "铸件",
}
TITLES: dict[str, list[str]] = read_yaml(Path(__file__).with_name("titles.yaml")).data
BODY = {
    "application_form": f"企业名称|{NAME}\n统一社会信用代码|{CODE}\n申报等级|B级\n所属行业|铸造\n是否安装自动监测设备|否",
    "self_assessment": f"企业名称：{NAME}\n自评等级：B级\n指标|要求|现状|结果\n排放限值|示例|示例|符合\n运输方式|示例|示例|符合",
    "enterprise_profile": f"{NAME}位于示例镇，主要生产铸件，职工80人。",
    "business_licence": f"统一社会信用代码|{CODE}\n名称|{NAME}\n类型|有限责任公司\n注册资本|伍佰万元",
    "eia_approval": f"{NAME}：\n你单位报送的材料收悉，原则同意。\n落实各项污染防治措施。",
    "acceptance": f"建设单位：{NAME}\n验收结论：环保设施满足要求，验收合格。",
    "discharge_permit": f"单位名称：{NAME}\n证书编号：{PERMIT}\n有效期限：2023年7月1日至2028年6月30日",
    "permit_execution_report": f"单位名称：{NAME}\n污染物|许可排放量|实际排放量\n颗粒物|3|1",
    "monitoring_report": f"委托单位：{NAME}\n采样日期：2026年1月5日\n点位|项目|浓度\nDA001|颗粒物|4.1",
    "online_monitoring_data": "时间|颗粒物|SO2|NOx\n2026-01-05|3.1|10|30",
    "online_monitoring_install": f"{NAME}自动监测设备已安装并联网，运行正常。",
    "video_storage": f"{NAME}安装摄像头12路，录像机1台，可回放。",
    "gate_system": f"{NAME}出入口安装道闸、车牌识别。",
    "vehicle_ledger": "日期|车牌号|货物|排放阶段|进厂\n2026-01-05|豫示A1|原料|国六|8:00",
    "energy_proof": f"用户：{NAME}\n天然气（电）用量示例。",
    "equipment_proof": f"需方：{NAME}\n供方：示例环保公司\n布袋除尘器，处理风量30000m³/h。",
    "production_ledger": "日期|设施|开机|停机|产量\n2026-01-05|1线|8:00|18:00|31",
    "control_ledger": "日期|设施|运行时间|压差|维护\n2026-01-05|除尘器|10h|920|无",
    "management_rules": "第一条 为加强环保管理，制定本制度。\n第二条 各车间负责落实。",
    "environment_staff": f"组长李示例，环保专员王示例。\n{NAME}",
    "process_flow": "配料→熔化→成型\n产污环节：G1粉尘。",
    "site_plan": f"车间　仓库　DA001\n{NAME}",
    "emergency_plan": f"企业：{NAME}\n信用代码：{CODE}\n级别|措施|时限\n黄色预警|限产|2小时\n红色预警|停产|2小时",
    "emission_inventory": f"企业|{NAME}\n黄色预警措施|限产",
    "compliance_statement": f"{NAME}（统一社会信用代码：{CODE}）近一年内无环境违法行为，未受行政处罚。",
    "credit_rating": f"企业名称|{NAME}\n等级|良好",
    "truthfulness_commitment": f"{NAME}承诺所提交材料真实有效，如有虚假愿承担责任。",
    "change_filing": f"{NAME}原除尘器更换为新除尘器，变更前后见附表。",
    "per_site_volume": f"厂区|东厂区\n排污许可证编号|{CODE}002Q",
    "per_industry_assessment": "行业|等级|结论\n铸造|B级|符合",
}


def _named(title: str) -> str:
    for word, value in WORDS.items():
        title = title.replace(word, value)
    return title


def _found(title: str, body: str) -> list[str]:
    page = page_of(f"# {_named(title)}\n{body}", 1)
    found = segments_of([view_of("扫描件.pdf", page, 0)], VOCABULARY)
    return [one.id for one in found if one.id and VOCABULARY.kinds[one.id].listed]


@pytest.mark.parametrize(("material", "title"), [(m, t) for m, titles in TITLES.items() if m != "none" for t in titles])
def test_a_material_is_known_by_what_people_call_it(material: str, title: str) -> None:
    assert _found(title, BODY[material]) == [material]


@pytest.mark.parametrize("title", TITLES["none"])
def test_what_is_called_otherwise_is_no_material(title: str) -> None:
    assert _found(title, f"（示例）{NAME}，{_named(title)}，办理完毕。") == []
