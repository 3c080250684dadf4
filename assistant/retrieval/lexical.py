"""BM25 over passages (bm25s): once over what a reader sees of a passage, once over its own words alone.

Lives here: term statistics and scores. An item scored only with its article's head looks like its neighbours; scored
only by itself it has lost what it is about: so both, and the caller weighs them. May import: retrieval.words, passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]


class Bm25:
    """BM25 of word lists. Order of words, hash seeds and processes change nothing."""

    def __init__(self, texts: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.5) -> None:
        self.texts = texts
        self._k1, self._b = k1, b

    @cached_property
    def _vocabulary(self) -> dict[str, int]:
        return {word: n for n, word in enumerate(sorted({word for text in self.texts for word in text}))}

    @cached_property
    def _scorer(self) -> Any:
        import bm25s

        ids = [[self._vocabulary[word] for word in text] for text in self.texts]
        scorer = bm25s.BM25(k1=self._k1, b=self._b, dtype="float64")
        scorer.index((ids, dict(self._vocabulary)), show_progress=False)
        return scorer

    def scores(self, words: Mapping[str, float]) -> Scores:
        """The score of each text for `words`, each counted by its weight."""
        out: Scores = np.zeros(len(self.texts))
        if not self._vocabulary:
            return out
        for word in sorted(words):
            if word in self._vocabulary:
                out += words[word] * self._scorer.get_scores([word])
        return out

    def rarity(self, word: str) -> float:
        """ln(1 + texts / texts that hold `word`); a word that none holds counts as one that half a text held."""
        return float(np.log1p(len(self.texts) / self._holding.get(word, 0.5)))

    @cached_property
    def _holding(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for text in self.texts:
            for word in set(text):
                counts[word] = counts.get(word, 0) + 1
        return counts
