"""The corpus and the reader as these tests need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.pipeline import import_guide
from assistant.library.corpus import Corpus
from assistant.reading.open import open_reader
from tests.web.fake import corpus_at


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The checkout's corpus, sealed anew."""
    root: Path = tmp_path_factory.mktemp("corpus")
    return corpus_at(root)


@pytest.fixture(scope="session")
def draft_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Draft]]:
    """Imports a file that holds one industry."""
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as reader:

        def draft(file: Path) -> Draft:
            done = import_guide(
                file, guide="shili-1", out=file.parent / "drafts", library=file.parent / "library", reader=reader
            )
            (one,) = done.drafts
            return one

        yield draft
