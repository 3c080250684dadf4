"""BM25 over passages: what each word adds to each text that holds it (by bm25s), and the sum of it for a question.

Lives here: term statistics and scores. An item scored only with its article's head looks like its neighbours; scored
only by itself it has lost what it is about: so both, and the caller weighs them. bm25s weighs when the index is made;
what it weighed is kept (retrieval.kept), so that no start waits for it. May import: numpy, bm25s.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
_K1, _B = 1.2, 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What words add to the scores of texts. The n-th word, in order of its letters, adds `weights[a:b]` to the texts
    `rows[a:b]`, where a, b = starts[n], starts[n + 1]."""

    rows: npt.NDArray[np.int32]
    weights: Scores
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Terms:
        """The weights of the words of `texts`. Order of words, hash seeds and processes change nothing."""
        import bm25s

        number = {word: n for n, word in enumerate(_vocabulary(texts))}
        scorer: Any = bm25s.BM25(k1=_K1, b=_B, dtype="float64")
        scorer.index(([[number[word] for word in text] for text in texts], number), show_progress=False)
        held = scorer.scores
        return cls(held["indices"].astype(np.int32), held["data"], held["indptr"][: len(number) + 1].astype(np.int64))

    def dump(self) -> bytes:
        """Bytes that `parse` reads back."""
        held = io.BytesIO()
        np.savez(held, rows=self.rows, weights=self.weights, starts=self.starts)
        return held.getvalue()

    @classmethod
    def parse(cls, raw: bytes) -> Terms:
        """What `dump` wrote. Raises ValueError, KeyError, OSError: it is something else."""
        with np.load(io.BytesIO(raw), allow_pickle=False) as held:
            return cls(held["rows"], held["weights"], held["starts"])


class Bm25:
    """BM25 of word lists. `terms`: their weights, where they were kept."""

    def __init__(self, texts: Sequence[Sequence[str]], terms: Terms | None = None) -> None:
        self.texts = texts
        self._number = {word: n for n, word in enumerate(_vocabulary(texts))}
        self.terms = terms or (Terms.of(texts) if self._number else None)

    def scores(self, words: Mapping[str, float]) -> Scores:
        """The score of each text for `words`, each counted by its weight."""
        out: Scores = np.zeros(len(self.texts))
        if self.terms is None:
            return out
        for word in sorted(words):
            if word in self._number:
                first, last = self.terms.starts[self._number[word] :][:2]
                out[self.terms.rows[first:last]] += words[word] * self.terms.weights[first:last]
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


def _vocabulary(texts: Sequence[Sequence[str]]) -> list[str]:
    return sorted({word for text in texts for word in text})
