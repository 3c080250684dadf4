"""Baselines on the same items: a judge by embedding similarity (the shipped embedder, no model that is asked).

    python -m evals.claims.baselines evals/claims/dev.jsonl evals/claims/test.jsonl [OUT.json]

An answer is blocked where one of its sentences is less like the nearest passage of the law than a threshold; the threshold
is chosen on the first file (best F1), the second is scored with it. Only totals by kind are written. No offline NLI model
exists for this field's Chinese, so there is no NLI baseline here; a local model as judge is measured apart.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.claims.text import sentences
from assistant.config import read_settings
from assistant.library.corpus import Corpus
from assistant.retrieval.embedding import Embedder, open_embedder
from assistant.service import open_workspace
from evals.claims.items import ClaimItem, ClaimSet, read_claims
from evals.claims.measure import Measured, measure

Matrix = NDArray[np.float32]


def passages(corpus: Corpus) -> list[str]:
    """Every clause of the law, an item under its article's opening words."""
    return [
        f"{clause.head or ''}{clause.text}".replace("\n", "")
        for document in corpus.documents.values()
        for clause in document.clauses.values()
    ]


def likeness(items: Sequence[ClaimItem], law: Matrix, embed: Embedder) -> list[float]:
    """For each answer, the likeness of its least supported sentence to the passage nearest to it."""
    texts: list[str] = []
    bounds: list[tuple[int, int]] = []
    for item in items:
        parts = [s.plain for s in sentences(item.answer) if s.plain]
        bounds.append((len(texts), len(texts) + len(parts)))
        texts += parts
    unique = sorted(set(texts))
    vectors = embedded(unique, embed)
    best = dict(zip(unique, (vectors @ law.T).max(axis=1), strict=True))
    return [min((float(best[t]) for t in texts[start:end]), default=1.0) for start, end in bounds]


def embedded(texts: Sequence[str], embed: Embedder) -> Matrix:
    """Vectors of length 1."""
    return np.asarray(embed.passages(list(texts)), dtype=np.float32)


def scored(questions: ClaimSet, scores: Sequence[float], threshold: float) -> Measured:
    """The set with everything below `threshold` blocked."""
    pairs = zip(questions.items, scores, strict=True)
    return measure((item, "block" if score < threshold else "pass", 0.0) for item, score in pairs)


def best_threshold(questions: ClaimSet, scores: Sequence[float]) -> float:
    """The threshold with the best F1 on this set."""
    candidates = np.quantile(np.asarray(scores), np.linspace(0, 1, 201))
    return float(max(candidates, key=lambda t: scored(questions, scores, float(t)).f1 or 0.0))


def totals(questions: ClaimSet, measured: Measured) -> dict[str, object]:
    """Shares by kind, caught, false alarms, F1."""
    return {
        "set": questions.name,
        "sha256": questions.sha256,
        "by_mutation": {kind: [tally.right, tally.of] for kind, tally in measured.by_kind.items()},
        "caught_share": round(measured.wrong.share, 4),
        "false_alarm_share": round(measured.false_alarms, 4),
        "f1": round(measured.f1 or 0.0, 4),
    }


def main(tuned_on: Path, tested_on: Path, out: Path | None) -> None:
    """Writes one JSON document."""
    settings = read_settings()
    corpus = open_workspace(settings).corpus
    embed = open_embedder(
        settings.embedder,
        question_prompt=settings.embedder_question_prompt,
        passage_prompt=settings.embedder_passage_prompt,
    )
    law = embedded(passages(corpus), embed)
    tuned, tested = read_claims(tuned_on), read_claims(tested_on)
    on_dev = likeness(tuned.items, law, embed)
    threshold = best_threshold(tuned, on_dev)
    report = {
        "judge": f"embedding similarity ({settings.embedder})",
        "threshold": round(threshold, 4),
        "tuned": totals(tuned, scored(tuned, on_dev, threshold)),
        "tested": totals(tested, scored(tested, likeness(tested.items, law, embed), threshold)),
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    print(text)
    if out:
        out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
