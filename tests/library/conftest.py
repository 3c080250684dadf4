"""The corpus as it is, loaded once for this folder."""

from __future__ import annotations

import pytest

from assistant.library.corpus import Corpus, load_corpus
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")
