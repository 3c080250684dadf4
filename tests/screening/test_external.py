"""Files that broke other readers, each as a pack of its own through `screen` (P01): a report, or one line of why not."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.reading.open import open_reader
from assistant.screening.checklist import checklist_of
from assistant.screening.desk import Desk
from tests.house.source import ROOT
from tests.screening.papers import CORPUS

EXTERNAL = ROOT.parent / "shared" / "external"
FILES = sorted(path for path in EXTERNAL.rglob("*") if path.is_file())
SAMPLE, SEED = 80, 20261126
needs_files = pytest.mark.skipif(not FILES, reason="../shared/external is not here")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_reader(cache=None, work=tmp_path) as reader:
        yield Desk(CORPUS, checklist_of(CORPUS), reader, tmp_path)


def silent(desk: Desk, files: Sequence[Path]) -> list[str]:
    """Those that gave neither a report that names them nor a reason; whatever else is raised fails the test."""
    out = []
    for path in files:
        try:
            report = desk.screen([path], as_of=date(2026, 6, 1))
        except InputError as why:
            if path.name not in str(why):
                out.append(str(path))
            continue
        if not report.files:
            out.append(str(path))
    return out


@needs_files
def test_p01_a_sample_of_small_files_each_gives_a_report_or_a_reason(desk: Desk) -> None:
    small = [path for path in FILES if path.suffix not in (".pdf", ".md")]  # pages of pictures: with all files

    assert silent(desk, random.Random(SEED).sample(small, SAMPLE)) == []


@needs_files
@pytest.mark.external
@pytest.mark.parametrize("folder", sorted({path.relative_to(EXTERNAL).parts[0] for path in FILES}))
def test_p01_all_files_each_give_a_report_or_a_reason(desk: Desk, folder: str) -> None:
    assert silent(desk, [path for path in FILES if path.relative_to(EXTERNAL).parts[0] == folder]) == []
