"""The register of silences: each names what is not said, and the words that come nearest."""

from __future__ import annotations

import re
from collections import Counter

from assistant.library.corpus import Corpus
from assistant.library.document import squeeze


def test_there_are_many_and_each_is_itself(corpus: Corpus) -> None:
    ids = [s.id for s in corpus.silences]
    asks = Counter(ask for s in corpus.silences for ask in s.asks)

    assert len(ids) == len(set(ids)) >= 45
    assert [ask for ask, n in asks.items() if n > 1] == []
    assert [s.id for s in corpus.silences if len(s.asks) < 4] == []


def test_the_nearest_are_provisions(corpus: Corpus) -> None:
    for silence in corpus.silences:
        assert silence.nearest, silence.id
        for nearest in silence.nearest:
            assert nearest in corpus.provisions, f"{silence.id}: {nearest}"


def test_each_says_what_is_not_said_and_whom_to_ask(corpus: Corpus) -> None:
    for silence in corpus.silences:
        assert "没有" in silence.says, silence.id
        assert "生态环境" in silence.whom, silence.id
        assert not silence.says.endswith("。")


def test_what_a_silence_says_of_the_text_is_in_the_text(corpus: Corpus) -> None:
    """Words between “ and ” are quoted: each stands in the regulation letter by letter."""
    law = squeeze(corpus.documents["henan-2024"].source)
    for silence in corpus.silences:
        for quoted in re.findall("“([^”]+)”", silence.says):
            assert squeeze(quoted) in law, f"{silence.id}: {quoted}"


def test_no_silence_states_a_number_that_the_text_does_not(corpus: Corpus) -> None:
    law = squeeze(corpus.documents["henan-2024"].source)
    for silence in corpus.silences:
        for number in re.findall("[0-9]+[年月日人天]?|[一二两三四五六七八九十]+(?:年|个月|天|人|次)", silence.says):
            assert number in law, f"{silence.id}: {number}"


def test_words_that_call_a_silence_hit_at_least_one_of_its_questions(corpus: Corpus) -> None:
    for silence in corpus.silences:
        hit = [
            ask
            for ask in silence.asks
            if all(any(word in ask for word in group) for group in silence.words)
            and not any(word in ask for word in silence.never)
        ]
        assert len(hit) * 2 > len(silence.asks), silence.id
        assert not any(word in ask for word in silence.never for ask in silence.asks), silence.id


def test_what_the_text_does_regulate_is_no_silence(corpus: Corpus) -> None:
    """Fees, experts' number, filing within a month, who interprets: the text answers, so no silence is called so."""
    asks = "\n".join(ask for s in corpus.silences for ask in s.asks)
    for answered in ("评审费多少钱", "几个专家", "归档时限", "谁解释", "谁来公告A级", "B级含不含B-"):
        assert answered not in asks
