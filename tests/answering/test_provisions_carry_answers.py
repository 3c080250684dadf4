"""One statement of the law: the words that topics rest on are words of typed provisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.clause import ClauseId
from assistant.library.corpus import load_corpus

CORPUS = load_corpus(Path(__file__).parent.parent.parent / "corpus")
# 第一条 orders nothing, and the names of the four principles head their items: neither is a provision.
ORDERS_NOTHING = {("1", "*"), ("4(1)", "突出重点"), ("4(2)", "从严评级"), ("4(4)", "鼓励先进")}
RESTS = [
    (entry["id"], where, quote)
    for name in CORPUS.names()
    if name.startswith("answers/topics_")
    for entry in CORPUS.yaml(name).data
    for where, quote in entry.get("rests_on") or []
]


@pytest.mark.parametrize(("topic", "where", "quote"), RESTS, ids=[f"{t} {w}" for t, w, _ in RESTS])
def test_what_a_topic_rests_on_is_a_provision(topic: str, where: str, quote: str) -> None:
    if {(where, quote), (where, "*")} & ORDERS_NOTHING:
        return
    clause = ClauseId.parse(where if ":" in where else f"henan-2024:{where}")

    assert CORPUS.carrying(quote, clause), f"{topic}: no provision of {clause} holds “{quote}”"
