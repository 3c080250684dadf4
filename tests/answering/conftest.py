"""What answering tests share: the corpus, the law and the finder, opened once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.answer import Answer
from assistant.answering.pipeline import answer
from assistant.grading.rules import Law, load_law
from assistant.library.corpus import Corpus, load_corpus
from assistant.retrieval.finder import Finder, open_finder

TODAY = date(2026, 11, 23)
Asking = Callable[..., Answer]


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(Path(__file__).parents[2] / "corpus")


@pytest.fixture(scope="session")
def law(corpus: Corpus) -> Law:
    return load_law(corpus)


@pytest.fixture(scope="session")
def finder(corpus: Corpus, shared_index: Path) -> Finder:
    return open_finder(corpus, index_dir=shared_index)


@pytest.fixture(scope="session")
def ask(corpus: Corpus, law: Law, finder: Finder) -> Asking:
    """`ask(question, *earlier questions, as_of=…, case=…)`."""

    def asking(question: str, *before: str, as_of: date = TODAY, case: Mapping[str, Any] | None = None) -> Answer:
        history: Sequence[Mapping[str, str]] = [{"role": "user", "content": turn} for turn in before]
        return answer(question, corpus=corpus, law=law, retriever=finder, case=case, history=history, as_of=as_of)

    return asking
