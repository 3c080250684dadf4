"""Sentences by hand, good and bad: what passes, what is held back, and how many of each (sentences.yaml)."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.gate import GateResult
from assistant.library.yaml_file import read_yaml
from tests.answering.gate.known import HERE, gate
from tests.answering.gate.verdicts import VERDICTS

ITEMS: list[dict[str, Any]] = read_yaml(HERE / "sentences.yaml").data
ELIGIBILITY = [item for item in ITEMS if item["kind"] == "eligibility"]
BAD = [item for item in ITEMS if not item["pass"] and item["kind"] != "eligibility"]
GOOD = [item for item in ITEMS if item["pass"]]


def judged(item: dict[str, Any]) -> GateResult:
    verdict = VERDICTS.get(item.get("verdict", ""))
    return gate().judge_answer(item["text"], verdict=verdict, question=item.get("question"))


def test_the_set_is_large_enough_and_ids_are_unique() -> None:
    assert len(ITEMS) >= 150
    assert len({item["id"] for item in ITEMS}) == len(ITEMS)
    assert all(not item["pass"] for item in ELIGIBILITY)


@pytest.mark.parametrize("item", ELIGIBILITY, ids=lambda item: str(item["id"]))
def test_p11_invented_eligibility_never_passes(item: dict[str, Any]) -> None:
    assert judged(item).blocked, item["text"]


def test_p11_nearly_every_other_wrong_sentence_is_held_back() -> None:
    missed = [f"{item['id']} {item['text']}" for item in BAD if judged(item).passed]
    assert len(missed) <= 0.05 * len(BAD), missed


def test_right_sentences_pass() -> None:
    held = [f"{item['id']} {b.sentence}：{b.why}" for item in GOOD for b in judged(item).blocked]
    assert len(held) <= 0.10 * len(GOOD), held


def test_what_is_held_back_says_why() -> None:
    for item in [*ELIGIBILITY, *BAD]:
        assert all(b.why and b.sentence for b in judged(item).blocked), item["id"]
