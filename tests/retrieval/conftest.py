"""The real corpus, and an embedder that costs nothing: what is tested is what happens around vectors."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.library.corpus import Corpus, load_corpus
from assistant.retrieval.embedding import Vectors
from assistant.retrieval.finder import Finder, open_finder

ROOT = Path(__file__).parents[2]


class Spelling:
    """An embedder by pairs of characters: deterministic, fast, and good enough to find what is spelled alike."""

    id = "spelling"

    def __init__(self) -> None:
        self.embedded = 0

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.stack([self.question(text) for text in texts])

    questions = passages

    def question(self, text: str) -> Vectors:
        vector = np.zeros(64, dtype=np.float32)
        for at in range(len(text) - 1):
            vector[zlib.crc32(text[at : at + 2].encode()) % 64] += 1
        return vector / (np.linalg.norm(vector) or 1)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


@pytest.fixture
def spelling() -> Spelling:
    return Spelling()


@pytest.fixture(scope="session")
def finder(corpus: Corpus, shared_index: Path) -> Finder:
    """The finder as it runs."""
    return open_finder(corpus, index_dir=shared_index)
