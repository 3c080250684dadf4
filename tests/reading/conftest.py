"""One reader for all tests of reading: a worker that starts once is what the product has, too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.reading.open import ProcessReader, open_reader


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    """A reader without a cache."""
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as reader:
        yield reader
