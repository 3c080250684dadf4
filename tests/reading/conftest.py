"""One reader for all tests of reading: a worker that starts once is what the product has, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.reading.limits import Limits
from assistant.reading.open import ProcessReader, open_reader


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessReader]:
    """A reader without a cache."""
    with open_reader(cache=None, work=tmp_path_factory.mktemp("work")) as reader:
        yield reader


@pytest.fixture
def hasty(tmp_path: Path) -> Iterator[ProcessReader]:
    """A reader that waits a second, no longer."""
    limits = Limits(open_seconds=1.0, text_page_seconds=1.0, ocr_page_seconds=1.0, faults=2)
    with open_reader(cache=None, work=tmp_path / "work", limits=limits) as reader:
        yield reader
