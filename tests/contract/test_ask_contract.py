"""INTERFACE.md, `ask`: the shape of the document, through the door that scripts use. Nobody edits this to get green."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.door import run
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus, load_corpus
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cli" / "case.yaml"
DAY = ["--as-of", "2026-11-23"]
KEYS = {
    "answer": str,
    "status": str,
    "citations": list,
    "understood": list,
    "verdict": dict | None,
    "missing": list,
    "blocked": list,
    "model": str,
    "corpus_version": str,
    "elapsed_ms": int,
}
GRADES = {"A", "B", "B-", "C", "绩效引领性"}
TRUST = {
    "official",
    "repost_of_official_text",
    "official_example",
    "official_example_copy",
    "media",
    "repost_other",
    "consultant",
    "vendor",
}
QUESTIONS = (
    "被行政处罚后多久可以申报A级",
    "申报B级要交哪些材料",
    "罚款算不算行政处罚",
    "铸造行业A级颗粒物限值是多少",
    "绩效等级有效期几年",
    "河北省的绩效分级怎么规定",
    "我们公司能申报A级吗",
    "谁负责评定A级企业",
    "今天天气怎么样",
)
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str]) -> Ask:
    def asked(*words: str) -> dict[str, Any]:
        assert run(["ask", *words, "--json"]) == 0
        out, _ = capfd.readouterr()
        document: dict[str, Any] = json.loads(out)
        return document

    return asked


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_document_has_its_keys_and_values(ask: Ask, corpus: Corpus, question: str) -> None:
    answer = ask(question, *DAY)

    for key, kind in KEYS.items():
        assert isinstance(answer[key], kind), key
    assert answer["status"] in ("answered", "abstained", "needs_facts")
    assert answer["corpus_version"] == corpus.version
    assert answer["model"] == "none"
    assert answer["answer"].strip()
    for missing in answer["missing"]:
        assert missing["fact"]
        assert missing["say"]
    for word in answer["understood"]:
        assert set(word) >= {"said", "as"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_p10_each_quote_is_one_unbroken_run_of_its_clause(ask: Ask, corpus: Corpus, question: str) -> None:
    for citation in ask(question, *DAY)["citations"]:
        clause = ClauseId.parse(citation["clause"])
        assert set(citation) >= {"clause", "quote", "document", "authority"}
        assert corpus.verbatim(citation["quote"], clause), citation
        assert citation["authority"] in TRUST
        assert citation.get("head") is None or corpus.verbatim(citation["head"], clause.parent)


def test_a_question_about_a_case_carries_its_verdict(ask: Ask) -> None:
    verdict = ask("我们还能申报A级吗", "--case", str(CASE), *DAY)["verdict"]

    assert set(verdict["barred"]) == set(verdict["may_apply"]) == GRADES
    assert verdict["barred"]["A"] == "yes"
    assert verdict["may_apply"]["A"] == "no"
    assert verdict["barred"]["C"] == "no"
    assert isinstance(verdict["reasons"], list)


def test_a_question_that_turns_on_no_case_has_no_verdict(ask: Ask) -> None:
    assert ask("谁负责评定A级企业", *DAY)["verdict"] is None


def test_needs_facts_names_the_fact(ask: Ask) -> None:
    answer = ask("我们公司能申报A级吗", *DAY)

    assert answer["status"] == "needs_facts"
    assert answer["missing"]


def test_a_missing_table_is_named_and_shows_no_sources_as_if_found(ask: Ask) -> None:
    answer = ask("铸造行业A级颗粒物限值是多少", *DAY)

    assert answer["status"] == "abstained"
    assert any(missing["fact"].startswith("table:") for missing in answer["missing"])


def test_a_history_keeps_the_scope(ask: Ask, tmp_path: Path) -> None:
    past = [
        {"role": "user", "content": "被行政处罚后多久可以申报A级"},
        {"role": "assistant", "content": "一年内不得申报。"},
    ]
    file = tmp_path / "history.json"
    file.write_text(json.dumps(past), encoding="utf-8")

    cited = [c["clause"] for c in ask("那B级呢", "--history", str(file), *DAY)["citations"]]

    assert any(clause.startswith("henan-2024:18") for clause in cited)


def test_batch_and_single_give_the_same_document(ask: Ask, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    lines = [{"id": number, "question": q, "as_of": "2026-11-23"} for number, q in enumerate(QUESTIONS)]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    assert run(["ask", "--batch", str(file)]) == 0
    batch = [json.loads(line) for line in capfd.readouterr().out.splitlines()]

    assert [one["id"] for one in batch] == list(range(len(QUESTIONS)))
    for line, one in zip(lines, batch, strict=True):
        single = ask(line["question"], *DAY)
        assert {**one, "elapsed_ms": 0} == {"id": line["id"], **single, "elapsed_ms": 0}


def test_json_is_one_document_and_people_get_words(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", QUESTIONS[0], *DAY]) == 0

    out, err = capfd.readouterr()
    assert "第十八条" in out
    assert "以生态环境部门核定为准" in out
    assert "语料版本" in out
    assert err == ""
