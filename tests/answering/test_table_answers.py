"""Answers from reviewed tables, on 示例 tables: many ways of asking, the cell as citation, drafts never, the rest of the law
untouched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import service
from assistant.answering.answer import Answer, Status
from assistant.config import read_settings
from tests.importing.made import library_at, reviewed
from tests.web.fake import corpus_at

AS_OF = date(2026, 11, 25)
Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def corpus_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root: Path = tmp_path_factory.mktemp("law")
    corpus_at(root)
    return root


def asking(corpus: Path, library: Path) -> Ask:
    workspace = service.open_workspace(
        read_settings(corpus=corpus, library=library, index=Path("build/test-index").absolute())
    )

    def ask(question: str, **more: Any) -> Answer:
        return service.ask(workspace, question, **{"as_of": AS_OF, **more})

    return ask


@pytest.fixture(scope="session")
def ask(corpus_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Over a library with four reviewed tables."""
    library = tmp_path_factory.mktemp("library")
    reviewed(library, "铸造", "水泥行业", "汽修行业", "工业涂装")
    return asking(corpus_root, library)


@pytest.fixture(scope="session")
def bare(corpus_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Over an empty library."""
    return asking(corpus_root, tmp_path_factory.mktemp("empty"))


def cited(answer: Answer) -> list[str]:
    return [citation.clause for citation in answer.citations]


LIMITS: tuple[tuple[str, str, str, str], ...] = (
    # question, status, cited, said
    ("铸造A级颗粒物限值", "answered", "national-2020:铸造:排放限值@A", "颗粒物不高于 11 mg/m³"),
    ("铸造企业A级颗粒物排放浓度要求是多少", "answered", "national-2020:铸造:排放限值@A", "11 mg/m³"),
    ("铸件厂想报B级，二氧化硫不能超过多少毫克", "answered", "national-2020:铸造:排放限值@B", "SO2不高于 66 mg/m³"),
    ("翻砂厂B级氮氧化物标准", "answered", "national-2020:铸造:排放限值@B", "NOx不高于 111 mg/m³"),
    ("铸造C级粉尘排放限值", "answered", "national-2020:铸造:排放限值@C", "颗粒物不高于 29 mg/m³"),
    ("铸造各级颗粒物限值分别是多少", "answered", "national-2020:铸造:排放限值@C", "29 mg/m³"),
    ("铸造A级和B级的颗粒物限值", "answered", "national-2020:铸造:排放限值@B", "17 mg/m³"),
    ("铸造A级运输方式要求", "answered", "national-2020:铸造:运输方式@A", "77%"),
    ("铸造B级新能源车要占多少比例", "answered", "national-2020:铸造:运输方式@B", "44%"),
    ("铸造A级要建门禁吗", "answered", "national-2020:铸造:运输监管@A", "门禁系统"),
    ("铸造企业环保管理要哪些台账", "answered", "national-2020:铸造:环境管理水平/台账记录@A", "燃料消耗记录"),
    ("铸造A级视频监控保存多久", "answered", "national-2020:铸造:监测监控水平@A", "7 个月以上"),
    ("铸造B级无组织排放怎么要求", "answered", "national-2020:铸造:无组织排放@A", "全封闭"),
    ("铸造A级除尘用什么工艺", "answered", "national-2020:铸造:污染治理技术@A", "覆膜袋式"),
    ("铸造A级装备水平", "answered", "national-2020:铸造:装备水平@A", "一类熔炼设备"),
    ("工业涂装B-级非甲烷总烃限值", "answered", "national-2020:工业涂装:排放限值@B-", "37 mg/m³"),
    ("喷涂企业A级低VOCs涂料比例", "answered", "national-2020:工业涂装:原辅材料@A", "93"),
    ("汽修行业绩效引领性水性漆比例要多少", "answered", "henan-key:汽修行业:原辅材料@绩效引领性", "88"),
    ("汽修绩效引领性台账保存几年", "answered", "henan-key:汽修行业:台账保存@绩效引领性", "6 年"),
    ("汽修行业NMHC处理效率要达到多少", "answered", "henan-key:汽修行业:排放限值@绩效引领性", "83"),
    ("水泥粉磨站A级颗粒物限值", "answered", "national-2020:水泥#2:排放限值@A", "7 mg/m³"),
    ("水泥熟料A级NOx限值", "answered", "national-2020:水泥#1:排放限值@A", "53 mg/m³（窑尾，基准含氧量 10%）"),
    ("水泥A级颗粒物限值", "needs_facts", "national-2020:水泥#2:排放限值@A", "因工艺或燃料而不同"),
    ("铸造橙色预警B级怎么减排", "answered", "national-2020:铸造:措施/橙色@B", "停产 31% 以上"),
    ("红色预警时铸造B级企业要停产多少", "answered", "national-2020:铸造:措施/红色@B", "停产 52% 以上"),
    ("铸造A级和B级差在哪", "answered", "national-2020:铸造:运输方式@B", "5项指标要求不同"),
    ("铸造B级升A级，运输方面还要补什么", "answered", "national-2020:铸造:运输方式@A", "77%"),
    ("铸造申请B级需要什么指标", "answered", "national-2020:铸造:排放限值@B", "共9项指标"),
    ("铸造B级的标准是什么", "answered", "national-2020:铸造:运输方式@B", "共9项指标"),
    ("铸造设几个等级", "answered", "national-2020:铸造:装备水平@D", "A级、B级、C级、D级"),
    ("铸造有没有B-级", "answered", "national-2020:铸造:装备水平@A", "没有B-级"),
    ("汽修有没有A级", "answered", "henan-key:汽修行业:原辅材料@绩效引领性", "没有A级"),
    ("铸造A级颗粒物限值是20对吗", "answered", "national-2020:铸造:排放限值@A", "不对"),
    ("铸造A级颗粒物限值是11对吗", "answered", "national-2020:铸造:排放限值@A", "**对。**"),
    ("我们铸造厂颗粒物15mg/m³，能达到B级吗", "answered", "national-2020:铸造:排放限值@B", "只比较了这一项"),
    ("铸造的适用范围是什么", "answered", "national-2020:铸造:适用范围", "金属熔炼"),
)


@pytest.mark.parametrize(("question", "status", "clause", "said"), LIMITS, ids=[case[0] for case in LIMITS])
def test_the_table_answers_with_its_cell(question: str, status: str, clause: str, said: str, ask: Ask) -> None:
    answer = ask(question)

    assert answer.status == status
    assert clause in cited(answer)
    assert said in answer.answer


def test_a_cited_cell_carries_words_page_file_and_authority(ask: Ask) -> None:
    answer = ask("铸造A级颗粒物限值")

    one = next(c for c in answer.citations if c.clause == "national-2020:铸造:排放限值@A")
    assert one.quote == "颗粒物、SO2、NOx 排放浓度分别不高于 11、33、55 mg/m³"
    assert (one.page, one.file, one.authority) == (14, "示例国家指南.pdf", "official")
    assert "审核人甲 于 2026-11-20 审核" in answer.answer


def test_several_tables_ask_which_process_and_show_all(ask: Ask) -> None:
    answer = ask("水泥A级颗粒物限值")

    assert {"national-2020:水泥#1:排放限值@A", "national-2020:水泥#2:排放限值@A"} <= set(cited(answer))
    assert "粉磨站" in answer.missing[0].say and "熟料" in answer.missing[0].say


@pytest.mark.parametrize("question", ["铸造A级氟化物限值", "铸造A级VOCs去除效率要求", "铸造A级二噁英限值"])
def test_what_the_table_does_not_hold_is_said_as_not_held(question: str, ask: Ask) -> None:
    answer = ask(question)

    assert answer.status is Status.ABSTAINED
    assert "没有找到这一项" in answer.answer
    assert cited(answer) == []


def test_an_industry_without_a_table_names_the_table_and_what_to_type(ask: Ask) -> None:
    answer = ask("制鞋A级颗粒物限值")

    assert answer.status is Status.ABSTAINED
    assert [m.fact for m in answer.missing] == ["table:national-2020:制鞋"]
    assert "import-guide FILE --guide national-2020" in answer.answer


def test_a_follow_up_keeps_industry_and_grade(ask: Ask) -> None:
    answer = ask("那B级呢", history=[{"role": "user", "content": "铸造A级颗粒物限值是多少"}])

    assert "national-2020:铸造:排放限值@B" in cited(answer)
    assert "17 mg/m³" in answer.answer


LAW = (
    "铸造企业去年被环保罚款，今年还能申报A级吗？",
    "铸造企业申报B级要准备哪些材料？",
    "铸造属于哪本指南？",
    "A级企业橙色预警要停产吗？",
    "评级要交评审费吗？",
    "第十八条第五项写了什么",
    "被罚款后多久能报A级",
    "铸造和水泥两个行业，等级怎么定",
)


@pytest.mark.parametrize("question", LAW)
def test_what_the_law_answers_is_answered_as_without_tables(question: str, ask: Ask, bare: Ask) -> None:
    alone, beside = bare(question), ask(question)

    assert beside.status == alone.status
    assert beside.topic == alone.topic
    assert cited(beside)[:1] == cited(alone)[:1]


def test_a_draft_is_shown_as_such_and_decides_nothing(corpus_root: Path, tmp_path: Path) -> None:
    answer = asking(corpus_root, library_at(tmp_path, "铸造"))("铸造A级颗粒物限值")

    assert answer.status is Status.ABSTAINED
    assert cited(answer) == []
    assert "待核" in answer.answer
    assert answer.missing[0].fact == "table:national-2020:铸造"


def test_a_table_altered_after_its_review_does_not_answer(corpus_root: Path, tmp_path: Path) -> None:
    target = reviewed(tmp_path, "铸造")
    target.write_text(target.read_text().replace("value: 11\n", "value: 12\n"))

    answer = asking(corpus_root, tmp_path)("铸造A级颗粒物限值")

    assert answer.status is Status.ABSTAINED
    assert "审核之后被改动过" in answer.answer
    assert "12 mg" not in answer.answer


def test_what_is_reviewed_while_the_program_runs_is_there_at_once(corpus_root: Path, tmp_path: Path) -> None:
    ask = asking(corpus_root, tmp_path)
    before = ask("铸造A级颗粒物限值")

    reviewed(tmp_path, "铸造")
    after = ask("铸造A级颗粒物限值")

    assert (before.status, after.status) == (Status.ABSTAINED, Status.ANSWERED)
    assert before.corpus_version != after.corpus_version


def test_a_case_with_indicators_is_held_against_the_table(ask: Ask) -> None:
    case = {
        "enterprise": {"credit_rating": "良好"},
        "sites": [
            {
                "name": "一厂区",
                "own_permit": True,
                "industries": [
                    {"industry": "铸造", "applying_for": "A", "indicators": {"排放限值/颗粒物": "15 mg/m³"}}
                ],
            }
        ],
        "current_grade": "B",
        "graded_on": "2024-06-30",
        "events": [],
    }

    answer = ask("我们能报A级吗", case=case)
    other = ask("颗粒物限值是多少", case=case)

    assert answer.verdict is not None
    assert answer.verdict["may_apply"]["A"] == "no"
    assert "national-2020:铸造:排放限值@A" in cited(other)


SECONDARY = ("视频监控要保存多久", "门禁视频保存几个月", "电子台账要保存多久")


@pytest.mark.parametrize("question", SECONDARY)
def test_secondary_facts_stand_beside_each_other_and_settle_nothing(question: str, bare: Ask) -> None:
    answer = bare(question)

    labels = [line for line in answer.answer.split("\n") if "未经官方文本核实，不作依据" in line]
    assert answer.status is not Status.ANSWERED
    assert len(labels) >= 2
    assert "说法不一致" in answer.answer
    assert not any("mg" in c.quote or "个月" in c.quote for c in answer.citations)
