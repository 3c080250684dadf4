"""Several questions in one message: each is answered, and what is open is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.pipeline import answer
from assistant.answering.several import parts_of
from assistant.grading.rules import load_law
from assistant.library.corpus import load_corpus
from assistant.retrieval.finder import open_finder

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    corpus = load_corpus(ROOT / "corpus")
    law, finder = load_law(corpus), open_finder(corpus, index_dir=tmp_path_factory.mktemp("index"))
    return lambda question: answer(question, corpus=corpus, law=law, retriever=finder, as_of=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        ("现场核查要几个专家？要不要交评审费？", {"henan-2024:6(2)", "henan-2024:20"}),
        ("想升B级，需要准备什么材料，什么时候交？", {"henan-2024:10", "henan-2024:9(1)"}),
        ("C级谁公告，公告以后多久归档？", {"henan-2024:9(3)", "henan-2024:9(4)"}),
    ],
)
def test_each_question_of_a_message_is_answered(ask, message: str, clauses: set[str]) -> None:  # type: ignore[no-untyped-def]
    found = ask(message)

    assert found.status == "answered"
    assert clauses <= {c.clause for c in found.citations}, found.answer


def test_what_is_open_among_several_is_named_as_missing(ask) -> None:  # type: ignore[no-untyped-def]
    found = ask("评上A有什么好处，多久评一次，谁来公告？")

    assert found.status == "answered" and found.missing
    assert "henan-2024:16" in {c.clause for c in found.citations}


@pytest.mark.parametrize(
    "message", ["去年被罚了，今年能不能报A？", "我们厂在新乡，做塑料管材，属于哪个行业？", "能报A吗"]
)
def test_one_question_with_a_story_has_no_parts(message: str) -> None:
    assert parts_of(message) == ()
