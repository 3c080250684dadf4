"""How likely each entry and each clause is meant, and whether the text leaves a question open: three linear models over
the question's vector and pairs of characters.

Lives here: `Learned`, `Likely`, and the features that evals/learn.py trains on. The weights are data
(`answers/learned.npz`), made from the ways of asking in the corpus and from question sets that are open. What they say
is evidence for routing: they word nothing and decide no law. May import: library, likeness; numpy.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.answering.likeness import features
from assistant.errors import BrokenCorpus
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus

FILE = "answers/learned.npz"
Row = npt.NDArray[np.float32]
VECTOR, PAIRS = 3.0, 2.0  # lengths of the two parts of a question's features
FARTHEST = 8.0  # what is less likely than this (log, behind the likeliest) is as good as ruled out
NAMED = 2.0  # what the finder gives a clause that is named (retrieval.finder.Weights)
ALONE = 5.0  # of the finder's score, where nothing is learned for the embedder in use


class Found(Protocol):
    """A clause that the finder found."""

    @property
    def clause(self) -> ClauseId: ...

    @property
    def score(self) -> float: ...


@dataclass(frozen=True)
class Likely:
    """`entries`: how far each stands behind the likeliest (log, 0 to -8); empty: nothing is known. `clauses`: how
    probable it is that the question asks for each, 0 to 1. `open`: how probable it is that nothing settles it; None:
    nothing is known."""

    entries: Mapping[str, float] = field(default_factory=dict)
    clauses: Mapping[ClauseId, float] = field(default_factory=dict)
    open: float | None = None

    def is_open(self, least: float) -> bool:
        """Whether it is known to be at least so probable that nothing settles the question."""
        return self.open is not None and self.open >= least

    def is_settled(self, most: float) -> bool:
        """Whether it is known to be less probable than that."""
        return self.open is not None and self.open < most

    def entry(self, key: str) -> float:
        """How far an entry stands behind; one that was not there when the weights were learned is not held back."""
        return self.entries.get(key, 0.0)

    def ahead(self, key: str) -> float:
        """How far an entry stands before every other; 0 where another one is as likely, or nothing is known."""
        if self.entries.get(key) != 0.0:
            return 0.0
        return -max((behind for other, behind in self.entries.items() if other != key), default=0.0)

    @property
    def first(self) -> tuple[ClauseId, float] | None:
        """The most probable clause."""
        return min(self.clauses.items(), key=lambda pair: (-pair[1], pair[0]), default=None)


class Linear:
    """One score a name: weights times features, and a bias."""

    def __init__(self, names: Sequence[str], weights: Row, bias: Row) -> None:
        self.names = tuple(names)
        self._weights = weights
        self._bias = bias

    def behind(self, row: Row) -> dict[str, float]:
        """Name -> log of its probability."""
        scores = self._weights @ row + self._bias
        scores = scores - scores.max()
        scores = scores - math.log(float(np.exp(scores).sum()))
        return {name: round(float(score), 4) for name, score in zip(self.names, scores, strict=True)}


class Learned:
    """The weights of one corpus for one embedder."""

    def __init__(self, held: Mapping[str, Any]) -> None:
        self.embedder = str(held["embedder"])
        self._mean: Row = held["mean"]
        self._pairs = {str(pair): n for n, pair in enumerate(held["pairs"])}
        self._rarity: Row = held["rarity"]
        self.entries = Linear([str(n) for n in held["entries"]], *_opened(held, "entry"))
        self.clauses = Linear([str(n) for n in held["clauses"]], *_opened(held, "clause"))
        self._open, self._open_bias = held["open"][:-1], float(held["open"][-1])
        self._by_score, self._by_likelihood = (float(w) for w in held["pooled"])

    @classmethod
    def of(cls, corpus: Corpus) -> Learned | None:
        """What `corpus` holds; None where it holds nothing. Raises BrokenCorpus where it cannot be read."""
        if FILE not in corpus.names():
            return None
        try:
            with np.load(io.BytesIO(corpus.raw(FILE)), allow_pickle=False) as held:
                return cls(dict(held))
        except (ValueError, KeyError, OSError, zipfile.BadZipFile) as error:
            raise BrokenCorpus(f"权重读不出来：{error}", where=FILE, remedy="请运行 python evals/learn.py") from None

    def likely(self, vector: Row, text: str, hits: Sequence[Found]) -> Likely:
        """What a question (its vector and normal form) likely means, given the clauses found for it."""
        dense = placed(vector, self._mean)
        entries = self.entries.behind(dense)
        top = max(entries.values())
        both = np.concatenate([dense, paired(text, self._pairs, self._rarity)])
        clauses = self.clauses.behind(both)
        left_open = 1 / (1 + math.exp(-float(self._open @ both) - self._open_bias))
        scores = {
            hit.clause: self._by_score * score + self._by_likelihood * max(-FARTHEST, clauses.get(str(hit.clause), -FARTHEST))
            for hit, score in zip(hits, _with_items(hits), strict=True)
        }  # fmt: skip
        behind = {key: max(-FARTHEST, round(score - top, 4)) for key, score in entries.items()}
        return Likely(behind, _shares(scores), round(left_open, 4))


def _with_items(hits: Sequence[Found]) -> list[float]:
    """The finder's scores; where an article is named, each of its items is named with it."""
    named = {hit.clause: float(getattr(hit, "parts", {}).get("named", 0.0)) for hit in hits}
    return [hit.score + (NAMED * named.get(hit.clause.parent, 0.0) if hit.clause.item else 0.0) for hit in hits]


def by_score(hits: Sequence[Found]) -> Likely:
    """What the finder's scores alone make likely."""
    return Likely({}, _shares({hit.clause: ALONE * hit.score for hit in hits}))


def placed(vector: Row, mean: Row) -> Row:
    """A vector as seen from the middle of all questions: e5 puts them close together."""
    away = vector - mean
    return np.asarray(VECTOR * away / (float(np.linalg.norm(away)) or 1.0), dtype=np.float32)


def paired(text: str, pairs: Mapping[str, int], rarity: Row) -> Row:
    """The pairs of characters of `text` that were there when the weights were learned, the rare ones more."""
    row = np.zeros(len(pairs), dtype=np.float32)
    for pair, count in features(text).items():
        if pair in pairs:
            row[pairs[pair]] = (1 + math.log(count)) * rarity[pairs[pair]]
    return np.asarray(PAIRS * row / (float(np.linalg.norm(row)) or 1.0), dtype=np.float32)


def _opened(held: Mapping[str, Any], kind: str) -> tuple[Row, Row]:
    """Weights are kept as whole numbers with a scale a row."""
    weights = held[f"{kind}_weights"].astype(np.float32) * held[f"{kind}_scale"][:, None]
    return weights, held[f"{kind}_bias"]


def _shares(scores: Mapping[ClauseId, float]) -> dict[ClauseId, float]:
    if not scores:
        return {}
    top = max(scores.values())
    parts = {clause: math.exp(score - top) for clause, score in scores.items()}
    whole = sum(parts.values())
    return {clause: round(part / whole, 4) for clause, part in parts.items()}
