"""test_p10: other laws in the index change nothing of what is found by default."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import BadFile
from assistant.library.corpus import Corpus
from assistant.library.document import Document, parse_document
from assistant.library.yaml_file import read_yaml
from assistant.retrieval.finder import open_finder
from tests.retrieval.conftest import ROOT, Spelling

LAWS = ROOT.parent / "shared" / "external" / "laws"
needs_laws = pytest.mark.skipif(not LAWS.is_dir(), reason="shared/external/laws is absent")


def laws(every: int) -> list[Document]:
    """Each `every`th of the laws, those that have articles."""
    out = []
    for number, path in enumerate(sorted(LAWS.iterdir())[::every]):
        text, title = path.read_text(encoding="utf-8"), path.stem.split("__")[-1]
        try:
            out.append(_parsed(text, f"law-{number}", title))
        except BadFile:
            continue  # a decision or an index page without articles
    return out


def _parsed(text: str, name: str, title: str) -> Document:
    return parse_document(text, id=name, title=title, issuer="", date="", in_force="", level="official")


def _questions() -> list[str]:
    return [item["question"] for item in read_yaml(ROOT / "evals/sets/retrieval_dev.yaml").data]


@needs_laws
def test_p10_a_few_laws_change_nothing_and_are_found_when_named(corpus: Corpus, tmp_path: Path) -> None:
    further = laws(every=60)
    alone = open_finder(corpus, index_dir=tmp_path, embedder=Spelling())
    beside = open_finder(corpus, index_dir=tmp_path, embedder=Spelling(), further=further)

    for question in _questions()[::4]:
        assert beside.search(question) == alone.search(question)
    named = beside.search("大气污染防治监督管理", documents=[further[0].id])
    assert {hit.clause.document for hit in named} == {further[0].id}


@needs_laws
@pytest.mark.external
def test_p10_480_laws_change_nothing(corpus: Corpus, tmp_path: Path) -> None:
    further = laws(every=1)
    alone = open_finder(corpus, index_dir=tmp_path, embedder=Spelling())
    beside = open_finder(corpus, index_dir=tmp_path, embedder=Spelling(), further=further)

    assert len(further) > 450
    for question in _questions():
        assert beside.search(question) == alone.search(question)
    everywhere = beside.search("被罚款一年内还能不能申报A级绩效", documents=beside.documents)
    assert str(everywhere[0].clause.parent) == "henan-2024:18"
    elsewhere = beside.search("未批先建", documents=[law.id for law in further])
    assert "henan-2024" not in {hit.clause.document for hit in elsewhere}
