"""The corpus as these tests need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.library.corpus import Corpus
from tests.web.fake import corpus_at


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The checkout's corpus, sealed anew."""
    root: Path = tmp_path_factory.mktemp("corpus")
    return corpus_at(root)
