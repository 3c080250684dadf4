"""Papers of many hands (`evals/packs/dev2`): each is known by what it says, papers that are none are nobody's evidence."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.reading.page import Page
from assistant.screening.checklist import circumstances_of
from assistant.screening.circumstances import Applies, declared
from assistant.screening.fields import read_paper
from assistant.screening.labels import answer_to
from assistant.screening.recognise import is_cover
from assistant.screening.segments import groups_of, segments_of
from assistant.screening.views import View, view_of
from assistant.screening.vocabulary import load_vocabulary
from evals.packs.identity import Facts, make_facts
from evals.packs.paper import Block, Grid, Pairs, Paper, Picture, Sign, Text, Title
from evals.packs.templates_dev2 import VARIANTS, WORDS
from evals.packs.written import Variant, paper_of
from tests.screening.papers import CODE, CORPUS, HONEST, page_of, screened, status

VOCABULARY = load_vocabulary(CORPUS)
FACTS = make_facts(random.Random(7), WORDS, date(2026, 4, 20), "B").with_(second_industry="水泥")
CIRCUMSTANCES = {
    "online_monitoring_data": "monitor",
    "per_site_volume": "sites",
    "per_industry_assessment": "industries",
    "change_filing": "change",
}
N = "开封示例众诚铸业有限公司"


def _lines(block: Block) -> Iterator[str]:
    """The block as `page_of` reads it; titles and paragraphs broken as a page breaks them."""
    match block:
        case Title(text):
            yield from (f"# {part}" for part in _broken(text, 26))
        case Text(lines):
            for line in lines:
                yield from _broken(line, 42)
        case Pairs(rows, "colon"):
            yield from (f"{label}：{value}" for label, value in rows)
        case Pairs(rows):
            yield from (f"{label}|{value}" for label, value in rows)
        case Grid(head, rows):
            yield from ("|".join(row) for row in (head, *rows))
        case Sign(lines):
            yield from (f"{label}{hand or ''}" for label, hand in lines)
        case Picture(labels=labels):
            yield "　".join(("图", *labels))
        case _:
            return


def _broken(text: str, wide: int) -> Sequence[str]:
    return [text[at : at + wide] for at in range(0, len(text), wide)]


def _views(paper: Paper, file: str = "扫描件.pdf") -> list[View]:
    texts = ["\n".join(line for block in page for line in _lines(block)) for page in paper.pages]
    return [view_of(file, page_of(text, number), number - 1) for number, text in enumerate(texts, 1)]


def _listed(views: Sequence[View]) -> list[str]:
    found = segments_of(views, VOCABULARY)
    return [one.id for one in found if one.id and VOCABULARY.kinds[one.id].listed]


def _id(value: object) -> str:
    return f"{value.material}-{value.stem}" if isinstance(value, Variant) else str(value)


@pytest.mark.parametrize("variant", VARIANTS, ids=_id)
def test_a_paper_is_what_it_says_whatever_its_file_is_called(variant: Variant) -> None:
    found = _listed(_views(paper_of(variant, FACTS)))

    assert set(found) == ({variant.material} if variant.material else set())


@pytest.mark.parametrize("variant", [one for one in VARIANTS if one.material == "application_form"], ids=_id)
def test_a_form_declares_its_circumstances_in_any_wording(variant: Variant) -> None:
    for on in (frozenset(), *(frozenset([word]) for word in CIRCUMSTANCES.values())):
        said = _declared(FACTS.with_(declared=on), variant)

        for id_, word in CIRCUMSTANCES.items():
            assert (said[id_] is Applies.YES) is (word in on), (id_, sorted(on))


def _declared(facts: Facts, variant: Variant) -> dict[str, Applies]:
    segments = segments_of(_views(paper_of(variant, facts)), VOCABULARY)
    papers = [read_paper(segment, VOCABULARY, CORPUS.industries) for segment in segments]
    return declared(papers, circumstances_of(CORPUS))


@pytest.mark.parametrize(
    ("said", "answer"),
    [("是 √否", "no"), ("√是 否", "yes"), ("是√ 否", "yes"), ("是 □否", "yes"), ("□是 否", "no"), ("是□ 否", "no"),
     ("\uf052是 \uf0a3否", "yes"), ("£是 R否", "no"), ("是□否", None), ("□是 □否", None),
     ("按规定不需安装", "no"), ("按要求须安装，已安装", "yes"), ("跨行业：铸造、水泥", "yes"), ("1个", "no"), ("两个，分别持证", "yes")],
)  # fmt: skip
def test_ticks_belong_to_what_they_touch(said: str, answer: str | None) -> None:
    assert answer_to(said) == answer


def _pages(*texts: str, file: str = "x.pdf") -> list[View]:
    return [view_of(file, page_of(text, number), number - 1) for number, text in enumerate(texts, 1)]


PERMIT = f"# 排污许可证\n证书编号：91410200MA45XU7K8X001P\n单位名称：{N}\n统一社会信用代码：91410200MA45XU7K8X\n有效期限：自2023年7月1日至2028年6月30日止"  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "# 三、环境管理台账记录要求\n类别|记录内容|频次\n生产设施运行|产量、原料用量、开机时间、负荷|1次/日\n污染防治设施运行|压差、滤袋更换、巡检|1次/日",
        "# 表8 执行报告要求\n报告类型|频次|主要内容\n年报|1次/年|基本生产信息、污染防治设施运行情况、自行监测情况、台账管理情况",
        "# 二、自行监测要求\n监测内容|监测频次|监测方法\n颗粒物|1次/半年|采样、排放浓度、DA001",
    ],
    ids=["ledgers", "reports", "monitoring"],
)
def test_what_a_permit_asks_for_is_not_there_by_that(page: str) -> None:
    assert _listed(_pages(PERMIT, page)) == ["discharge_permit"]


def test_the_sections_of_a_torn_report_stay_its_own() -> None:
    torn = [
        *_pages(f"# 铸造行业绩效分级\n# 自评估报告\n{N}\n2026年3月", file="自评-1.pdf"),
        *_pages(f"# 1 企业基本情况\n{N}位于示例镇，成立于2011年，职工86人，占地面积3万平方米，生产线2条，年产铸件1万吨。", file="自评-2.pdf"),
        *_pages("# 第三章 指标对照\n差异化指标|要求|现状|符合\n排放限值|示例|示例|符合", file="自评-3.pdf"),
    ]  # fmt: skip
    groups = groups_of(torn)

    assert len(groups) == 1
    assert _listed(groups[0]) == ["self_assessment"]


def test_an_opinion_within_the_papers_of_a_device_is_no_acceptance() -> None:
    torn = [
        *_pages(f"# 污染物排放自动监测设备验收材料\n{N}", file="验收-1.pdf"),
        *_pages("# 验收意见\n自动监测设备安装规范，比对监测合格，联网稳定，验收通过。", file="验收-2.pdf"),
    ]

    assert _listed(groups_of(torn)[0]) == ["online_monitoring_install"]


@pytest.mark.parametrize(
    "text",
    [
        f"# 现场检查（勘察）笔录\n被检查单位|{N}\n检查时间|2026年3月2日\n检查情况|布袋除尘器运行，压差正常，治理设施有台账记录\n记录人|李示例",
        "# 关于环保问题整改落实情况的报告\n更换滤袋60条，补全治理设施运行台账，巡检记录已补齐，压差显示正常。",
        "# 申报资料准备情况检查表\n材料|是否齐备|责任人\n环境信用评价结果|是|李示例\n信用等级查询|是|王示例\n企业信用评价系统截图|否|王示例",
        "# 关于开展2026年重污染天气应急减排清单\n# 修订工作的通知\n请组织企业于9月30日前完成清单填报。",
        "# 废气污染防治设施\n# 维护保养服务合同书的咨询协议\n黄色预警 橙色预警 减排措施",
    ],
    ids=["minutes", "mending", "check list", "two lines", "services"],
)
def test_words_of_a_paper_under_another_title_are_not_it(text: str) -> None:
    assert _listed(_pages(text)) == []


@pytest.mark.parametrize(
    ("text", "cover"),
    [
        (f"# 污染源自动监测设备登记备案表\n排污单位名称|{N}\n安装点位|DA001\n设备名称|示例\n是否联网|是\n备案意见|同意", False),
        (f"# 重污染天气应急响应操作卡\n企业|{N}\n黄色预警|停用1台炉\n橙色预警|停用2台炉\n红色预警|停产", False),
        (f"# 排污许可证执行报告（季报表）\n企业|{N}\n季度|第三季度\n颗粒物实际排放量|0.35吨\n有无超标|无", False),
        (f"# 检 测 报 告\n报告编号：示例\n项目名称|废气检测\n委托单位|{N}\n检测类别|委托检测\n报告日期|2026年3月2日", True),
        (f"# 竣工环境保护验收监测报告表\n建设单位|{N}\n项目名称|技改项目\n编制单位|示例\n编制日期|2021年7月", True),
    ],
    ids=["filing", "card", "quarter", "report", "acceptance"],
)  # fmt: skip
def test_a_form_that_is_filled_in_is_no_cover(text: str, cover: bool) -> None:
    assert is_cover(_pages(text)[0]) is cover


def test_a_penalty_that_is_denied_is_none(tmp_path: Path) -> None:
    text = f"# 近一年内无环境违法行为承诺书\n{N}近一年内未发生环境违法违规行为，未因环境问题受到任何行政处罚。"

    report = screened(tmp_path, {"承诺.pdf": text})

    assert status(report, "compliance_statement") == "present"
    assert [one.kind.value for one in report.findings] == []


def test_a_penalty_that_is_told_is_one(tmp_path: Path) -> None:
    text = f"# 环境违法行为自查情况说明\n{N}2026年1月5日因环境违法被行政处罚（罚款）。"

    report = screened(tmp_path, {"自查.pdf": text})

    assert "bar_found" in [one.kind.value for one in report.findings]


def test_neither_a_title_nor_an_answer_is_an_industry(tmp_path: Path) -> None:
    text = f"# 重点行业绩效分级企业自主申报表\n单位名称|{N}\n申报等级|B级\n跨行业情况|不跨行业\n行业：不涉及跨行业。"

    report = screened(tmp_path, {"申报表.pdf": text})

    assert status(report, "application_form") == "present"
    assert "industry_out_of_scope" not in [one.kind.value for one in report.findings]


def test_a_name_before_the_code_of_the_applicant_is_the_applicants(tmp_path: Path) -> None:
    text = f"# 无环境违法行为说明\n焦作示例鼎盛实业有限公司（统一社会信用代码：{CODE}）现就近一年守法情况说明如下：无环境违法行为。"

    report = screened(tmp_path, {**HONEST, "守法.pdf": text})

    assert [(one.kind.value, one.material) for one in report.findings] == [("name_mismatch", "compliance_statement")]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([f"# 关于治理设施台账缺失的情况说明\n因人员离职，上半年台账遗失，无法提供。{N}", "# 守法证明\n近一年内无环境违法行为。"], ["compliance_statement"]),
        (["# 检测报告\n委托单位：示例\n采样日期：2026年1月5日\n点位|项目|排放浓度\nDA001|颗粒物|4.2", "# 关于噪声扰民的处理通知\n样品名称：废水"], ["monitoring_report"]),
        ([f"# {N}自主验收意见\n竣工环保验收合格", "# 证明\n兹证明近一年内无环境违法行为，未受到行政处罚。"], ["acceptance", "compliance_statement"]),
        (["# 生产台帐\n日期|产品|产量|原料用量|运行时间\n2026-01-05|铸件|20|22|8h"], ["production_ledger"]),
    ],
    ids=["note", "notice", "certificate", "spelling"],
)  # fmt: skip
def test_papers_that_are_bound_together_are_parted(texts: list[str], found: list[str]) -> None:
    assert _listed(_pages(*texts)) == found


REPORT = f"# 绩效分级自评估报告\n{N}\n2026年3月"
PROFILE = f"{N}位于示例镇，成立于2011年，占地面积3万平方米，职工86人，生产线2条，年产铸件1万吨。"
TABLE = "差异化指标|指标要求|企业现状|自评结果\n排放限值|示例|示例|符合\n运输方式|示例|示例|符合"


def _sized(text: str, large: str, size: float) -> Page:
    """The page, one of its titles in another size."""
    page = page_of(text, 1)
    return replace(page, runs=tuple(replace(run, size=size) if run.text == large else run for run in page.runs))


def test_a_chapter_in_smaller_type_is_part_of_its_report() -> None:
    chapter = replace(_sized(f"# 企业基本情况\n{PROFILE}", "企业基本情况", 15.0), number=2)
    pages = [*_pages(REPORT), view_of("x.pdf", chapter, 1)]
    own = [*_pages(REPORT), *(replace(view, index=1) for view in _pages(f"# 企业简介\n{PROFILE}"))]

    assert _listed(pages) == ["self_assessment"]
    assert _listed(own) == ["self_assessment", "enterprise_profile"]


@pytest.mark.parametrize(
    ("size", "found"), [(15.0, ["self_assessment"]), (20.0, ["self_assessment", "enterprise_profile"])]
)
def test_a_heading_in_a_word_text_parts_it_where_it_is_as_large_as_a_title(size: float, found: list[str]) -> None:
    text = f"{REPORT}\n{TABLE}\n# 企业基本情况\n{PROFILE}\n共有除尘设备4台。\n环保投入500万元。"
    flow = replace(_sized(text, "企业基本情况", size), number=None)

    assert _listed([view_of("报告.docx", flow, 0)]) == found


def test_a_list_of_what_is_enclosed_is_evidence_of_nothing() -> None:
    assert _listed(_pages(f"# 申报资料清单\n{N}\n1、绩效评级申请\n2、对标情况\n3、制度\n4、聘书\n5、排污登记")) == []
