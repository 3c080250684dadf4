"""The chain over LangChain's fake model: order, required statements, memory, and statements that are never reworded."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.answering.answer import Answer
from assistant.answering.chain import statements_of, stream_worded
from assistant.answering.memory import bounded
from assistant.answering.model import ChatModel, mapped, open_model
from assistant.answering.parts import Part, PartReader
from assistant.errors import ModelUnavailable
from tests.answering.gate.known import gate
from tests.answering.model.bases import FINE, QUESTION


def said(reply: str) -> Answer:
    fake = GenericFakeChatModel(messages=iter([AIMessage(content=reply)] * 3))
    model = ChatModel("fake/test", fake, schema=False)
    *_, last = stream_worded(FINE, QUESTION, [], model, gate=gate())
    assert isinstance(last, Answer)
    return last


def test_the_model_orders_and_the_composer_words() -> None:
    answer = said('{"parts": [{"use": "s3"}, {"say": "另外，"}, {"use": "s2"}]}')
    texts = {s.text for s in statements_of(FINE)}
    for sentence in answer.sentences:
        assert sentence.text.strip() in {t.strip() for t in texts} | {"另外，。"} or sentence.by != "core"
    assert answer.answer.index("届时能否") < answer.answer.index("限制到")


def test_the_direct_answer_and_the_basis_cannot_be_left_out() -> None:
    answer = said('{"parts": [{"use": "s2"}]}')
    assert answer.answer.startswith("**不能。**")
    assert "依据：" in answer.answer
    assert "届时能否申报" not in answer.answer


def test_a_statement_is_shown_once() -> None:
    assert said('{"parts": [{"use": "s2"}, {"use": "s2"}, {"use": "s1"}]}').answer.count("限制到") == 1


def test_citations_verdict_and_status_are_the_composers() -> None:
    answer = said('{"parts": [{"say": "依据第九十九条。"}]}')
    assert (answer.citations, answer.verdict, answer.status) == (FINE.citations, FINE.verdict, FINE.status)


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_parts_are_read_alike_however_they_arrive(step: int) -> None:
    text = '```json\n{"parts": [{"use": "s1"}, {"say": "逗号，\\"引号\\""}]}\n```'
    reader = PartReader()
    parts = [p for i in range(0, len(text), step) for p in reader.feed(text[i : i + step])] + list(reader.finish())
    assert parts == [Part(use="s1"), Part(say='逗号，"引号"')]
    assert not reader.broken


def test_memory_is_bounded_and_plain() -> None:
    turns: list[dict[str, Any]] = [{"role": "user", "content": "问" * 900}, {"role": "tool", "content": "x"}] * 20
    kept = bounded(turns)
    assert len(kept) <= 6
    assert sum(len(t["content"]) for t in kept) <= 2000
    assert bounded([{"role": "user", "content": {"a": 1}}, {"role": "user"}, {}]) == []


def test_no_model_is_opened_where_none_is_configured() -> None:
    assert open_model(base_url=None, model=None) is None


@pytest.mark.parametrize(
    "name", ["APITimeoutError", "APIConnectionError", "AuthenticationError", "BadRequestError", "Oops"]
)
def test_every_foreign_error_becomes_ours_and_keeps_its_words_to_itself(name: str) -> None:
    error = mapped(type(name, (Exception,), {})("sk-secret at http://10.0.0.1"))
    assert isinstance(error, ModelUnavailable)
    assert "secret" not in str(error)
    assert "10.0.0.1" not in str(error)
