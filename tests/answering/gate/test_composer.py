"""The composer's own answers to every dev question go through the same gate, and nothing of them is held back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.chain import statements_of
from assistant.answering.pipeline import composed
from assistant.grading.rules import load_law
from assistant.library.yaml_file import read_yaml
from assistant.retrieval.finder import open_finder
from tests.answering.gate.known import ROOT, gate

DEV: list[dict[str, Any]] = read_yaml(ROOT / "evals" / "sets" / "dev.yaml").data


@pytest.mark.slow
def test_nothing_of_the_composers_answers_is_held_back(shared_index: Path) -> None:
    corpus = gate().corpus
    law, finder = load_law(corpus), open_finder(corpus, index_dir=shared_index)
    held = []
    for item in DEV:
        answer = composed(
            item["question"],
            corpus=corpus,
            law=law,
            retriever=finder,
            case=item.get("case"),
            history=item.get("history") or [],
            as_of=date.fromisoformat(str(item.get("as_of", "2026-11-23"))),
        )
        said = " ".join([item["question"], *(str(t["content"]) for t in item.get("history") or [])])
        result = gate().judge_answer(
            answer.answer,
            citations=[c.clause for c in answer.citations],
            verdict=answer.verdict,
            question=said,
            statements=[s.text for s in statements_of(answer)],
            case=item.get("case"),
        )
        held += [f"{item['id']} {b.sentence}：{b.why}" for b in result.blocked]
    assert held == []
