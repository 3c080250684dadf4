"""The gate as a whole: it fails closed, streams as it judges, and a quotation is a quotation."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from assistant.answering import gate as gate_module
from assistant.answering.claims import text as spelling
from assistant.answering.claims.kinds import Ruling
from assistant.answering.gate import BROKE, Gate, self_test
from assistant.config import read_settings
from assistant.library.corpus import load_corpus
from tests.answering.gate.attacks import ATTACKS, QUESTION
from tests.answering.gate.known import gate
from tests.answering.gate.verdicts import VERDICTS


@pytest.fixture(name="it")
def _it() -> Gate:
    return gate()


def test_the_self_test_at_start_finds_nothing(it: Gate) -> None:
    assert self_test(it) == []


@pytest.mark.parametrize("breaks", [ValueError, RecursionError, AssertionError, KeyError, MemoryError])
def test_p11_whatever_breaks_inside_the_sentence_is_held_back(
    it: Gate, breaks: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise breaks

    monkeypatch.setattr(gate_module, "judge", broken)
    result = it.judge_answer("您好。每家企业配备专家人数不得少于3人。")
    assert [b.why for b in result.blocked] == [BROKE, BROKE]
    assert result.text == ""


def test_streaming_judges_as_the_whole_does(it: Gate) -> None:
    text = "下面分点说明。\n- 每家企业配备专家人数不得少于3人。\n- 每家企业配备专家人数不得少于5人。\n您可以申报A级。"
    whole = it.judge_answer(text)
    stream = it.stream(it.sources())
    pieces = [judged for char in text for judged in stream.feed(char)] + list(stream.finish())
    assert [(j.text, j.held) for j in pieces] == [(j.text, j.held) for j in whole.judged]
    assert "5人" not in whole.text
    assert "申报" not in whole.text


def test_no_character_is_lost_on_the_way(it: Gate) -> None:
    text = "第一段。\n\n| 等级 | 措施 |\n|---|---|\n| A级 | 采取自主减排措施 |\n\n- 甲；乙！丙？\n“引文。”后文"
    assert "".join(s.text for s in gate_module.sentences(text)).replace("\n", "").startswith("第一段。")
    for judged in it.judge_answer(text).judged:
        assert judged.text in text


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("不能。各级生态环境主管部门不得向企业收取评审费用。", True),
        ("可以。各级生态环境主管部门不得向企业收取评审费用。", False),
        ("可以。", False),
        ("不能。", False),
    ],
)
def test_a_bare_yes_or_no_shares_the_fate_of_its_reason(it: Gate, text: str, passes: bool) -> None:
    assert it.judge_answer(text).passed is passes


def test_only_cited_clauses_carry(it: Gate) -> None:
    said = "每家企业配备专家人数不得少于3人。"
    assert it.judge_answer(said, citations=["henan-2024:5(2)"]).passed
    assert not it.judge_answer(said, citations=["henan-2024:14"]).passed


def test_a_clause_outside_the_citations_is_not_named(it: Gate) -> None:
    result = it.judge_answer("见第十四条。", citations=["henan-2024:5(2)"])
    assert [b.clause for b in result.blocked] == ["henan-2024:14"]


def test_what_holds_instead_is_named(it: Gate) -> None:
    (held,) = it.judge_answer("每家企业配备专家人数不得少于5人。").blocked
    assert held.clause in ("henan-2024:5(2)", "henan-2024:6(2)")
    assert "不得少于3人" in held.why


def test_every_claim_comes_with_its_ruling(it: Gate) -> None:
    findings = it.judge_answer("依据第五条（二），每家企业配备专家人数不得少于3人。").findings
    assert {(f.kind, f.ruling) for f in findings} >= {
        ("clause", Ruling.SUPPORTED),
        ("amount", Ruling.SUPPORTED),
    }


def test_unknown_is_never_yes(it: Gate) -> None:
    for grade in ("A级", "B级", "B-级", "绩效引领性"):
        assert not it.judge_answer(f"贵公司可以申报{grade}。", verdict=VERDICTS["clear"]).passed


def test_a_statement_of_the_composer_does_not_open_the_gate_for_its_opposite(it: Gate) -> None:
    said = "贵公司一年内不得申报A级。"
    for text in ("贵公司可以申报A级。", "申报A级。", "贵公司一年内申报A级没有障碍。"):
        assert not it.judge_answer(text, statements=[said], verdict=VERDICTS["barred"]).passed, text


@pytest.mark.parametrize("length", [0, 1, 100_000])
def test_any_length_is_judged(it: Gate, length: int) -> None:
    result = it.judge_answer("可" * length)
    assert result.text == "" or length == 0


def test_p11_no_way_of_saying_yes_to_a_barred_enterprise_passes(it: Gate) -> None:
    passed = [a for a in ATTACKS if it.judge_answer(a, verdict=VERDICTS["barred"], question=QUESTION).passed]
    assert passed == []
    assert len(ATTACKS) >= 130


def test_what_is_prepared_goes_with_its_corpus() -> None:
    corpus = load_corpus(read_settings().corpus)
    for told in ("每家企业配备专家人数不得少于3人。", "申报流程分四步。", "水泥列在国家指南。"):
        Gate(corpus).judge_answer(told)
    gc.collect()
    kept = len(gate_module._PREPARED)
    library = weakref.ref(gate_module._PREPARED[corpus].library)

    del corpus
    gc.collect()

    assert len(gate_module._PREPARED) == kept - 1
    assert library() is None


@pytest.mark.parametrize(
    "words",
    [
        "企业应在第十五条、第十六条规定的期限内完成（含当日）；A级和B-级除外。",
        "依据如下：1、自评，2）提交；（3）审核。",
        "见henan-2024：18（5），2024，2025年，比例1：2",
        "企业“自评”后，（含B-，下同）提交《申报表》！是否？",
        "第十八条（5），（5）项；12、",
    ],
)
def test_words_in_one_spelling_are_left_as_they_are_and_no_others(words: str) -> None:
    assert spelling.plain(words) == spelling._plain(words)


def test_the_law_stands_in_its_own_order_in_every_process(it: Gate) -> None:
    library = it.sources().library
    listing = {clause.parent for clause in library.by_clause if clause.item}
    whole = [
        f.clause for f in library.frames if f.whole and f.clause in listing and len(library.by_clause[f.clause]) == 2
    ]

    assert len(whole) > 5
    assert whole == sorted(whole)
