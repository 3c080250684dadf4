"""Learns how likely each entry and each clause is meant: `python evals/learn.py` writes corpus/answers/learned.npz.

Entries are learned from their ways of asking; clauses from theirs (`asks.yaml`), from those of the topics that rest on
them, and from the question sets that are open (a sealed set is refused). Questions that differ in nothing but grade or
day count alike (answering.likeness). Needs the extra `models` (scikit-learn). Deterministic; seal the corpus afterwards.
Lives here: reading the examples, fitting, writing. May import: evals.questions, answering, retrieval, library.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.answer import Status
from assistant.answering.entries import Entries, load_entries
from assistant.answering.learned import FARTHEST, FILE, Row, paired, placed
from assistant.answering.likeness import features
from assistant.answering.question import norm
from assistant.answering.reading import Reader, with_history
from assistant.library.corpus import Corpus, load_corpus
from assistant.retrieval.asks import asks_of
from assistant.retrieval.embedding import DEFAULT, Embedder, open_embedder
from assistant.retrieval.finder import Finder, open_finder
from assistant.retrieval.words import essence
from evals.questions import Item, read_set

ROOT = Path(__file__).resolve().parent.parent
OPEN = (
    "dev",
    "fresh",
    "fresh2",
    "fresh3",
    "fresh4",
    "fresh5",
    "fresh6",
    "fresh7",
    "fresh8",
    "fresh9",
    "opened",
    "opened2",
    "retrieval_dev",
)
ENTRY_STRENGTH, CLAUSE_STRENGTH = 3.0, 1.0  # inverse of the penalty on large weights
SET_WEIGHT = 3.0  # of a set's question among ways of asking, where it is learned what the text leaves open
SEEN = 3  # pairs of characters in fewer questions are left out
ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Example:
    """A question in its normal form, and what it asks for; several names share its weight."""

    text: str
    names: tuple[str, ...]


def entry_examples(corpus: Corpus, entries: Entries) -> list[Example]:
    """The ways of asking of topics, of what is outside, and of silences."""
    out = []
    for topic in entries.topics.values():
        out += [Example(norm(ask), (f"topic:{topic.id}",)) for ask in (*topic.asks, topic.title)]
    for outside in entries.outside.values():
        out += [Example(norm(ask), (f"outside:{outside.id}",)) for ask in outside.asks]
    for silence in corpus.silences:
        title = getattr(silence, "title", None)
        out += [Example(norm(ask), (f"silence:{silence.id}",)) for ask in (*silence.asks, *([title] if title else []))]
    return out


def clause_examples(corpus: Corpus, entries: Entries, asked: Iterable[Example]) -> list[Example]:
    """The ways of asking by clause and by topic, and `asked`: questions of the open sets."""
    out = [Example(norm(ask), (str(clause),)) for clause, asks in asks_of(corpus).items() for ask in asks]
    for topic in entries.topics.values():
        clauses = tuple(str(clause) for clause in sorted(topic.clauses))
        out += [Example(norm(ask), clauses) for ask in topic.asks]
    return [*out, *asked]


def asked_in(items: Iterable[Item], reader: Reader, law: str) -> list[Example]:
    """The questions of a set that name clauses of the regulation, as the product reads them."""
    out = []
    for item in items:
        wanted = tuple(c for c in item.expect.cites_all or item.expect.cites_any if c.startswith(law))
        if wanted:
            out.append(Example(_read(item, reader), wanted))
    return out


def _read(item: Item, reader: Reader) -> str:
    turns = [turn.content for turn in item.history if turn.role == "user"]
    return with_history(reader, turns, item.question, as_of=item.as_of or date(2026, 1, 1)).text


class Vectors:
    """Vectors of questions, kept between runs: embedding four thousand takes a minute."""

    def __init__(self, embedder: Embedder, folder: Path | None) -> None:
        self._embedder = embedder
        name = hashlib.sha256(embedder.id.encode()).hexdigest()[:12]
        self._file = folder / f"vectors-{name}.npz" if folder else None
        self._held: dict[str, Row] = {}
        if self._file and self._file.exists():
            with np.load(self._file, allow_pickle=False) as held:
                self._held = dict(zip((str(t) for t in held["texts"]), held["rows"], strict=True))

    def of(self, texts: Sequence[str]) -> Row:
        """One row a text."""
        keys = [essence(text) for text in texts]
        missing = [key for key in dict.fromkeys(keys) if key not in self._held]
        if missing:
            self._held.update(zip(missing, self._embedder.questions(missing), strict=True))
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                np.savez(self._file, texts=np.array(list(self._held)), rows=np.stack(list(self._held.values())))
        return np.stack([self._held[key] for key in keys])


def learn(
    corpus: Corpus, items: Sequence[Item], finder: Finder, embedder: Embedder, vectors: Vectors
) -> dict[str, Any]:
    """The arrays of learned.npz."""
    entries = load_entries(corpus)
    reader = Reader(corpus, entries)
    law = f"{corpus.manifest.documents[0].id}:"
    by_entry = entry_examples(corpus, entries)
    asked = asked_in(items, reader, law)
    by_clause = clause_examples(corpus, entries, asked)
    mean = vectors.of(sorted({e.text for e in (*by_entry, *by_clause)})).mean(axis=0)
    pairs, rarity = _pairs_of([e.text for e in by_clause])

    def dense(examples: Sequence[Example]) -> Row:
        return np.stack([placed(row, mean) for row in vectors.of([e.text for e in examples])])

    def both(examples: Sequence[Example]) -> Row:
        sparse = np.stack([paired(e.text, pairs, rarity) for e in examples])
        return np.concatenate([dense(examples), sparse], axis=1)

    out: dict[str, Any] = {
        "embedder": np.array(embedder.id),
        "mean": mean.astype(np.float32),
        "pairs": np.array(list(pairs)),
        "rarity": rarity,
    }
    for kind, key, examples, rows, strength in (
        ("entry", "entries", by_entry, dense(by_entry), ENTRY_STRENGTH),
        ("clause", "clauses", by_clause, both(by_clause), CLAUSE_STRENGTH),
    ):
        names, weights, bias = _fitted(rows, examples, strength)
        scale = np.abs(weights).max(axis=1) / 127
        out[key] = np.array(names)
        out[f"{kind}_weights"] = np.round(weights / scale[:, None]).astype(np.int8)
        out[f"{kind}_scale"] = scale.astype(np.float32)
        out[f"{kind}_bias"] = bias.astype(np.float32)
    out["open"] = _left_open(
        items,
        reader,
        [e.text for e in by_entry],
        [e.names[0] for e in by_entry],
        by_clause[: len(by_clause) - len(asked)],
        both,
    )
    out["pooled"] = pooled(asked, both(asked), by_clause[: len(by_clause) - len(asked)], both, finder)
    return out


def _left_open(
    items: Iterable[Item],
    reader: Reader,
    texts: Sequence[str],
    names: Sequence[str],
    clauses: Sequence[Example],
    both: Callable[[Sequence[Example]], Row],
) -> Row:
    """Weights and bias of: nothing settles this. Silences and what is outside against topics and clauses, and the sets."""
    from sklearn.linear_model import LogisticRegression

    told = [(text, not name.startswith("topic:"), 1.0) for text, name in zip(texts, names, strict=True)]
    told += [(example.text, False, 1.0) for example in clauses]
    told += [
        (_read(i, reader), i.expect.status is Status.ABSTAINED, SET_WEIGHT)
        for i in items
        if i.expect.status is not None
    ]
    rows = both([Example(text, ()) for text, _, _ in told])
    model: Any = LogisticRegression(C=1.0, max_iter=200)
    model.fit(rows, [left for _, left, _ in told], sample_weight=[weight for _, _, weight in told])
    return np.append(model.coef_[0], model.intercept_).astype(np.float32)


def _pairs_of(texts: Sequence[str]) -> tuple[dict[str, int], Row]:
    """The pairs of characters that several questions share, and how rare each is."""
    seen: dict[str, int] = {}
    for text in texts:
        for pair in features(text):
            seen[pair] = seen.get(pair, 0) + 1
    kept = sorted(pair for pair, count in seen.items() if count >= SEEN)
    rarity = np.array([np.log(1 + len(texts) / seen[pair]) for pair in kept], dtype=np.float32)
    return {pair: n for n, pair in enumerate(kept)}, rarity


def _fitted(rows: Row, examples: Sequence[Example], strength: float) -> tuple[list[str], Row, Row]:
    """Names, weights and bias of a multinomial logistic regression."""
    from sklearn.linear_model import LogisticRegression  # the extra `models`: only who learns needs it

    at = [n for n, example in enumerate(examples) for _ in example.names]
    names = [name for example in examples for name in example.names]
    share = [1 / len(example.names) for example in examples for _ in example.names]
    model: Any = LogisticRegression(C=strength, max_iter=ROUNDS)
    model.fit(rows[at], names, sample_weight=share)
    return [str(name) for name in model.classes_], model.coef_, model.intercept_


def pooled(
    asked: Sequence[Example],
    rows: Row,
    rest: Sequence[Example],
    both: Callable[[Sequence[Example]], Row],
    finder: Finder,
) -> Row:
    """How much the finder's score and the learned likelihood count beside each other. Each question is judged by
    weights that never saw it: the sets are learned in fifths, each from the others."""
    base = both(rest)
    data: list[tuple[Row, Row]] = []
    for fifth in range(5):
        out = [n for n in range(len(asked)) if n % 5 == fifth]
        kept = [n for n in range(len(asked)) if n % 5 != fifth]
        names, weights, bias = _fitted(
            np.concatenate([base, rows[kept]]), [*rest, *(asked[n] for n in kept)], CLAUSE_STRENGTH
        )
        for n in out:
            scores = weights @ rows[n] + bias
            log = scores - scores.max() - np.log(np.exp(scores - scores.max()).sum())
            data += _measured(asked[n], dict(zip(names, log, strict=True)), finder)
    return _softmax(data)


def _measured(example: Example, log: dict[str, float], finder: Finder) -> list[tuple[Row, Row]]:
    hits = finder.search(example.text, 100)
    meant = np.array([any(str(h.clause).startswith(name) for name in example.names) for h in hits], dtype=np.float32)
    if not meant.sum():
        return []
    rows = np.array([[h.score, max(-FARTHEST, log.get(str(h.clause), -FARTHEST))] for h in hits], dtype=np.float32)
    return [(rows, meant / meant.sum())]


def _softmax(data: Sequence[tuple[Row, Row]]) -> Row:
    """The two weights under which the clauses meant are likeliest, by gradient steps."""
    weights = np.array([1.5, 1.0])
    for _ in range(400):
        step = np.zeros(2)
        for rows, meant in data:
            scores = rows @ weights
            shares = np.exp(scores - scores.max())
            step += rows.T @ (meant - shares / shares.sum())
        weights = weights + 0.3 * step / len(data)
    return weights.astype(np.float32)


def opened(names: Iterable[str]) -> list[Item]:
    """The items of the open sets. Raises ValueError for a sealed one: what binds must stay unseen."""
    items: list[Item] = []
    for name in names:
        questions = read_set(ROOT / "evals" / "sets" / f"{name}.yaml")
        if questions.sealed:
            raise ValueError(f"{name} is sealed")
        items += questions.items
    return items


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--kept", type=Path, default=ROOT / "var" / "learn", help="where vectors are kept between runs")
    given = parser.parse_args(arguments)
    corpus = load_corpus(given.corpus)
    embedder = open_embedder(DEFAULT)
    finder = open_finder(corpus, index_dir=given.kept / "index", embedder=embedder)
    arrays = learn(corpus, opened(OPEN), finder, embedder, Vectors(embedder, given.kept))
    np.savez_compressed(given.corpus / FILE, **arrays)
    print(f"{FILE}: {len(arrays['entries'])} entries, {len(arrays['clauses'])} clauses, pooled {arrays['pooled']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
