"""Our own sets against the text: they name clauses that exist, and what they demand is consistent."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from assistant.library.clause import ClauseId
from assistant.library.corpus import load_corpus
from evals.learn import OPEN
from evals.questions import read_set

ROOT = Path(__file__).parents[2]
# What is learned from, what was worked on without, and the sealed one.
NAMES = (*(name for name in OPEN if name != "retrieval_dev"), "fresh10", "test3")
SETS = [ROOT / "evals" / "sets" / f"{name}.yaml" for name in NAMES]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_every_expected_clause_exists(path: Path) -> None:
    corpus = load_corpus(ROOT / "corpus")

    for item in read_set(path).items:
        for clause in item.expect.clauses:
            assert corpus.clause(ClauseId.parse(clause))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_every_question_has_a_kind(path: Path) -> None:
    assert [item.id for item in read_set(path).items if not item.kind] == []


def test_no_question_stands_in_two_sets() -> None:
    """Told by digest, so that a failure does not print the sealed set."""
    asked: dict[str, str] = {}
    twice: list[tuple[str, str]] = []
    for path in SETS:
        for item in read_set(path).items:
            digest = sha256(repr((item.question, item.history, item.case)).encode()).hexdigest()
            if digest in asked:
                twice.append((asked[digest], f"{path.name} {item.id}"))
            asked[digest] = f"{path.name} {item.id}"

    assert twice == []
