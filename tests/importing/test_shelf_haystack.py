"""test_p10: other laws added to the library change no verdict and nothing of what is cited first."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import service
from assistant.config import read_settings
from assistant.errors import BadFile
from assistant.importing.store import as_yaml
from assistant.library.sections import parse_added
from assistant.library.yaml_file import read_yaml
from tests.conftest import ROOT
from tests.web.fake import corpus_at

LAWS = ROOT.parent / "shared" / "external" / "laws"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="shared/external/laws is absent")
AS_OF = date(2026, 11, 25)


def shelved(library: Path, *, every: int) -> int:
    """Each `every`th law as an added text, as `library add` keeps it; how many there are."""
    number = 0
    for number, path in enumerate(sorted(LAWS.iterdir())[::every], 1):
        text, title = path.read_text(encoding="utf-8"), path.stem.split("__")[-1]
        try:
            parse_added(text, id="x", title=title, issuer="", date="", in_force="", level="official")
        except BadFile:
            continue
        folder = library / "documents" / f"law-{number}"
        folder.mkdir(parents=True)
        card = {
            "id": f"law-{number}", "title": title, "short": title, "issuer": "", "date": "2020-01-01",
            "in_force": "2020-01-01", "repeals": [], "source_level": "official", "file": "text.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(), "added_on": "2026-11-25", "original": path.name,
            "original_sha256": "0" * 64, "read_by": "text",
        }  # fmt: skip
        (folder / "text.txt").write_bytes(text.encode())
        (folder / "card.yaml").write_bytes(as_yaml(card, name="card.yaml"))
    return number


def workspace(root: Path, corpus: Path) -> service.Workspace:
    return service.open_workspace(read_settings(corpus=corpus, library=root, index=ROOT / "build" / "test-index"))


def differing(items: list[dict[str, Any]], alone: service.Workspace, beside: service.Workspace) -> tuple[int, int]:
    """(questions whose first citation differs, questions whose verdict differs)."""
    citations = verdicts = 0
    for item in items:
        given = {"case": item.get("case"), "history": item.get("history") or [], "as_of": AS_OF}
        one, other = (service.ask(where, item["question"], **given) for where in (alone, beside))
        citations += one.citations[:1] != other.citations[:1]
        verdicts += one.verdict != other.verdict
    return citations, verdicts


@needs_laws
def test_p10_a_few_laws_on_the_shelf_change_nothing(tmp_path: Path) -> None:
    corpus_at(tmp_path / "corpus")
    assert shelved(tmp_path / "library", every=120) >= 3
    items = read_yaml(ROOT / "evals/sets/dev.yaml", max_bytes=5_000_000).data[::90]

    alone, beside = (workspace(tmp_path / name, tmp_path / "corpus") for name in ("none", "library"))

    assert differing(items, alone, beside) == (0, 0)


@needs_laws
@pytest.mark.external
def test_p10_480_laws_on_the_shelf_change_no_verdict_and_hardly_a_citation(tmp_path: Path) -> None:
    corpus_at(tmp_path / "corpus")
    assert shelved(tmp_path / "library", every=1) > 450
    items = read_yaml(ROOT / "evals/sets/dev.yaml", max_bytes=5_000_000).data

    alone, beside = (workspace(tmp_path / name, tmp_path / "corpus") for name in ("none", "library"))
    citations, verdicts = differing(items, alone, beside)

    assert verdicts == 0
    assert citations <= len(items) / 100
