"""corpus/synonyms.yaml and corpus/asks.yaml: what they may say, and how a question is read by them."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.library.corpus import Corpus
from assistant.retrieval.asks import asks_of
from assistant.retrieval.synonyms import Synonym, Synonyms
from assistant.retrieval.words import normal


@pytest.fixture(scope="module")
def own(corpus: Corpus) -> tuple[Synonym, ...]:
    return corpus.typed("synonyms.yaml", tuple[Synonym, ...])


def test_the_laws_words_stand_in_the_law_letter_by_letter(corpus: Corpus, own: tuple[Synonym, ...]) -> None:
    law = normal("".join(document.source for document in corpus.documents.values()))

    assert [word for entry in own for word in entry.as_ if normal(word) not in law] == []


def test_nothing_is_said_in_two_ways(own: tuple[Synonym, ...]) -> None:
    said = Counter(normal(word) for entry in own for word in entry.said)

    assert [word for word, times in said.items() if times > 1] == []


def test_there_are_hundreds(own: tuple[Synonym, ...]) -> None:
    assert sum(len(entry.said) for entry in own) >= 1_500


def test_each_clause_has_ways_of_asking_and_each_way_a_clause(corpus: Corpus) -> None:
    asked = asks_of(corpus)

    assert {c for c in asked if c not in corpus.documents[c.document].clauses} == set()
    assert set(corpus.documents["henan-2024"].clauses) - set(asked) == set()
    assert [ask for ask, times in Counter(a for asks in asked.values() for a in asks).items() if times > 1] == []


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("去年吃了罚单还能报A吗", [("吃了罚单", "行政处罚")]),
        ("被罰款了怎麼辦", [("被罰款", "行政处罚")]),
        ("ＣＥＭＳ没装", [("ＣＥＭＳ", "大气污染物自动监测设备")]),
        ("换了一套脱硝", [("换了一套脱硝", "更换治污设施")]),
        ("受到行政处罚能申报吗", []),
        ("罚款就是行政处罚吧", []),
        ("塑料厂要评级吗", []),
    ],
)
def test_what_was_understood_is_told_once_and_as_written(
    corpus: Corpus, question: str, told: list[tuple[str, str]]
) -> None:
    assert Synonyms.of(corpus).understood(question) == told


def test_the_longest_saying_wins() -> None:
    short = Synonym.model_validate({"said": ["处罚"], "as": ["短"]})
    long = Synonym.model_validate({"said": ["免予处罚"], "as": ["长"]})

    assert list(Synonyms([short, long]).law_words("免予处罚的")) == ["长"]


def test_a_gap_does_not_reach_over_a_comma() -> None:
    synonyms = Synonyms([Synonym.model_validate({"said": ["换…炉"], "as": ["更换生产设备"]})])

    assert list(synonyms.law_words("换了两台中频炉")) == ["更换生产设备"]
    assert list(synonyms.law_words("不换，炉子照旧")) == []
