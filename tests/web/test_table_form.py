"""The form over reviewed tables: which table, which grade, each indicator with its own words; the verdict at the end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnknownValue
from assistant.grading.decisive import Decisive
from assistant.grading.rules import load_law
from assistant.library.corpus import Corpus
from assistant.library.shelf import open_shelf
from assistant.web import cells, interview
from assistant.web.holding import holdings
from assistant.web.questions import Kind, Question
from assistant.web.rooms import graded
from tests.importing.made import library_at, reviewed
from tests.web.fake import corpus_at

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    library = tmp_path_factory.mktemp("library")
    reviewed(library, "铸造", "水泥行业", "汽修行业")
    library_at(library, "工业涂装")
    return corpus_at(tmp_path_factory.mktemp("corpus")).beside(open_shelf(library))


@pytest.fixture(scope="module")
def tables(corpus: Corpus) -> Decisive:
    return Decisive(corpus, as_of=TODAY)


def case_of(industry: str, **more: Any) -> dict[str, Any]:
    row = {"industry": industry, **more}
    site = {"name": "一厂区", "own_permit": True, "industries": [row]}
    return {"enterprise": {"credit_rating": "良好"}, "sites": [site], "current_grade": None, "events": []}


def asked(case: dict[str, Any], corpus: Corpus, tables: Decisive) -> list[Question]:
    """What the form asks, in its order; that the city has assessed already is not known and stays skipped."""
    found = graded(case, corpus=corpus, law=load_law(corpus), as_of=TODAY, tables=tables)
    told = [m.fact for m in found.verdict.missing if not m.fact.endswith(".assessed_grade") and m.fact != "applied"]
    questions = (interview.question_of(fact, case, corpus, tables=tables) for fact in told)
    return [question for question in questions if question]


def test_the_grade_is_asked_first_and_only_those_of_the_ladder(corpus: Corpus, tables: Decisive) -> None:
    first = asked(case_of("汽修行业"), corpus, tables)[0]

    assert first.fact == "sites[0].industries[0].applying_for"
    assert [value for _, value in first.choices] == ["绩效引领性", "非绩效引领性"]


def test_each_indicator_is_asked_with_the_words_of_its_table(corpus: Corpus, tables: Decisive) -> None:
    questions = {q.ask: q for q in asked(case_of("铸造", applying_for="B"), corpus, tables)}

    assert len([q for q in questions.values() if q.kind is Kind.INDICATOR]) == 9
    transport = questions["指标“运输方式”"]
    assert "B级要求：物料公路运输使用示例新能源车辆比例不低于 44%" in transport.hint
    assert transport.takes_value
    assert not questions["指标“排放限值”"].takes_value
    assert "全封闭" in questions["指标“无组织排放”"].hint  # 同A级 is followed


def test_of_several_tables_it_is_asked_which_apply(corpus: Corpus, tables: Decisive) -> None:
    questions = asked(case_of("水泥", applying_for="A"), corpus, tables)

    assert [q.ask for q in questions[:2]] == [
        "“示例 熟料生产企业绩效分级指标”这张表适用吗？",
        "“示例 粉磨站绩效分级指标”这张表适用吗？",
    ]
    case = interview.put(case_of("水泥", applying_for="A"), questions[0].fact, "不涉及")
    rest = {q.ask for q in asked(interview.put(case, questions[1].fact, "适用"), corpus, tables)}
    assert "指标“#2:排放限值”" in rest
    assert not any("#1:" in ask for ask in rest)


def test_answering_everything_settles_it(corpus: Corpus, tables: Decisive) -> None:
    case = case_of("铸造", applying_for="B")
    for _ in range(20):
        question = next(iter(asked(case, corpus, tables)), None)
        if question is None or question.kind is not Kind.INDICATOR:
            break
        case = interview.put(case, question.fact, "met")

    verdict = graded(case, corpus=corpus, law=load_law(corpus), as_of=TODAY, tables=tables).verdict

    assert str(verdict.may_apply["B"]) == "yes"  # type: ignore[index]
    assert str(verdict.may_apply["A"]) == "unknown"  # type: ignore[index]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("national-2020:铸造:排放限值@B", "<mark>颗粒物、SO2、NOx 排放浓度分别不高于 17、66、111 mg/m³</mark>"),
        ("national-2020:铸造:环境管理水平/台账记录@A", "燃料消耗记录"),
        ("national-2020:水泥#2:排放限值@A", "<mark>PM 排放浓度不高于 7 mg/m³</mark>"),
        ("national-2020:铸造:措施/橙色@B", "停产 31% 以上"),
        ("national-2020:铸造:适用范围", "金属熔炼"),
    ],
)
def test_a_cited_cell_opens_as_its_row(clause: str, said: str, corpus: Corpus, tables: Decisive) -> None:
    html = cells.panel(tables, corpus, clause)

    assert said in html
    assert "审核人甲 于 2026-11-20 审核" in html


@pytest.mark.parametrize(
    "clause",
    [
        "national-2020:制鞋:排放限值@A",
        "national-2020:铸造:没有@A",
        "x:铸造:排放限值@A",
        "铸造",
        "national-2020:工业涂装:排放限值@A",
    ],
)
def test_a_cell_that_does_not_decide_is_not_opened(clause: str, corpus: Corpus, tables: Decisive) -> None:
    with pytest.raises(UnknownValue):
        cells.panel(tables, corpus, clause)


def test_the_library_tab_has_a_row_for_each_industry(corpus: Corpus, tables: Decisive) -> None:
    from assistant.grading.loaded import status_of

    html = holdings(corpus, [row.as_json() for row in status_of(corpus, tables)], TODAY)

    assert html.count("<th scope='row'>") >= 52
    for words in ("审核人甲", "示例国家指南.pdf，第14-17页", "待审核", "● 已载入，已复核：2 个"):
        assert words in html


def test_words_of_a_table_are_never_markup(tmp_path: Path, corpus: Corpus) -> None:
    draft = library_at(tmp_path, "汽修行业") / "drafts" / "汽修行业.yaml"
    draft.write_text(draft.read_text().replace("台账保存 6 年以上", "<img src=x onerror=alert(1)>"))
    from assistant.importing.review import accept
    from tests.importing.made import ON

    accept(draft, by="<b>甲</b>", on=ON, library=tmp_path)
    held = corpus.beside(open_shelf(tmp_path))

    html = cells.panel(Decisive(held, as_of=TODAY), held, "henan-key:汽修行业:台账保存@绩效引领性")

    assert "<img" not in html and "<b>甲" not in html
