"""Which sentence of a clause speaks of a question: the typed provisions, compared by their pairs of characters.

Lives here: `Sentences`. May import: library, likeness, question. It only picks among the law's own words.
"""

from __future__ import annotations

import math
from collections import Counter

from assistant.answering.likeness import features
from assistant.answering.question import norm
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus


class Sentences:
    """The sentences of one corpus, by clause."""

    def __init__(self, corpus: Corpus) -> None:
        held: dict[ClauseId, dict[str, None]] = {}
        for provision in corpus.provisions.values():
            held.setdefault(provision.clause, {})[provision.quote] = None
        self._held = {clause: tuple(quotes) for clause, quotes in held.items()}
        seen: Counter[str] = Counter()
        for quotes in self._held.values():
            for quote in quotes:
                seen.update(features(norm(quote)).keys())
        self._rarity = {pair: math.log(1 + sum(map(len, self._held.values())) / count) for pair, count in seen.items()}

    def nearest(self, clause: ClauseId, text: str) -> str | None:
        """The sentence of `clause` that shares most with `text` (normal form), the shorter of equals; None where the
        clause orders nothing."""
        quotes = self._held.get(clause, ())
        return min(quotes, key=lambda quote: (-self.shared(quote, text), len(quote), quote), default=None)

    def shared(self, quote: str, text: str) -> float:
        """How much of `text` stands in `quote`, the rare pairs more; 0 to 1."""
        asked = {pair: self._rarity[pair] for pair in features(text) if len(pair) > 1 and pair in self._rarity}
        held = features(norm(quote))
        return round(sum(w for pair, w in asked.items() if pair in held) / (sum(asked.values()) or 1.0), 4)
