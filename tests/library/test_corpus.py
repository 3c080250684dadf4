"""The corpus as a whole: its seal, its manifest, its secondary knowledge, and that files agree with each other."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest

from assistant.errors import BrokenCorpus, UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus, load_corpus
from assistant.library.holdings import LEVEL_WORDS
from tests.conftest import ROOT
from tools.seal_corpus import seal


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "corpus", tmp_path / "corpus"))


def test_the_seal_is_that_of_these_files(corpus: Corpus) -> None:
    held = (ROOT / "corpus" / "SHA256SUMS").read_bytes()

    assert held.decode() == seal(ROOT / "corpus"), "run: python tools/seal_corpus.py"
    assert corpus.version == hashlib.sha256(held).hexdigest()[:12]


def test_an_altered_word_is_refused_though_it_parses(copy: Path) -> None:
    path = copy / "regulation" / "henan-2024.provisions.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("modality: must_not", "modality: may", 1), encoding="utf-8"
    )

    with pytest.raises(BrokenCorpus, match=r"henan-2024\.provisions\.yaml.*已被改动"):
        load_corpus(copy)


def test_an_altered_file_that_no_longer_parses_names_its_line(copy: Path) -> None:
    path = copy / "terms.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "topics: {}\n", encoding="utf-8")
    lines = path.read_text(encoding="utf-8").count("\n")

    with pytest.raises(BrokenCorpus, match=rf"terms\.yaml:{lines}\b"):
        load_corpus(copy)


def test_a_file_that_nobody_sealed_and_a_file_that_is_gone_are_refused(copy: Path) -> None:
    (copy / "more.yaml").write_text("a: 1\n")
    with pytest.raises(BrokenCorpus, match=r"more\.yaml"):
        load_corpus(copy)
    (copy / "more.yaml").unlink()

    (copy / "industries.yaml").unlink()
    with pytest.raises(BrokenCorpus, match=r"industries\.yaml"):
        load_corpus(copy)


def test_the_manifest_says_what_the_regulation_says_of_itself(corpus: Corpus) -> None:
    cards = {card.id: card for card in corpus.manifest.documents}
    henan, civil = cards["henan-2024"], cards["civil-code"]

    assert (henan.title, henan.issuer) == (
        "河南省重污染天气重点行业绩效分级管理细则",
        "河南省生态环境厅办公室",
    )
    assert (henan.date, henan.in_force, civil.in_force) == ("2024-04-18", "2024-04-18", "2021-01-01")
    assert all(corpus.verbatim(title, ClauseId.parse("henan-2024:23")) for title in henan.repeals)
    assert {card.source_level for card in cards.values()} == {"official"}


def test_notices_bear_on_clauses_and_carry_their_level(corpus: Corpus) -> None:
    for notice in corpus.manifest.notices:
        assert notice.source_level in LEVEL_WORDS
        assert notice.words or notice.bears_on
        assert not [w for w in notice.words if w in "预警期间一年内申报" or len(w) < 2], notice.id
        for clause in notice.bears_on:
            corpus.clause(ClauseId.parse(clause))


def test_what_is_missing_says_how_to_bring_it_in(corpus: Corpus) -> None:
    missing = {entry["id"]: entry for entry in corpus.manifest.missing}

    assert {guide.id for guide in corpus.industries.guides} <= missing.keys()
    assert {"annex-1", "annex-2", "annex-3"} <= missing.keys()
    for entry in missing.values():
        assert all((entry["title"], entry["answers"]))
        assert entry["how"].startswith(("jixiao import-guide FILE --guide ", "jixiao library add FILE --id "))


def test_facts_are_labelled_and_none_of_them_is_law(corpus: Corpus) -> None:
    levels = Counter(fact.level for fact in corpus.facts)

    assert len(corpus.facts) > 400
    assert set(levels) == set(LEVEL_WORDS)
    assert [f.id for f in corpus.facts if not (f.text and f.publisher)] == []
    # A source whose address nobody gave says so in its name.
    assert [f.id for f in corpus.facts if not f.url and "未给" not in f.publisher] == []
    assert {f.level for f in corpus.facts if not f.url} <= {"media", "repost_other"}
    assert len({f.id for f in corpus.facts}) == len(corpus.facts)


def test_the_national_facts_are_read_as_the_lower_of_what_their_label_may_mean(corpus: Corpus) -> None:
    national = {f.level for f in corpus.facts if f.id.startswith("national_")}

    assert "official" not in national
    assert national == {"repost_of_official_text", "repost_other", "media", "vendor"}


def test_every_basis_of_a_material_is_a_clause_or_a_fact(corpus: Corpus) -> None:
    facts = {fact.id for fact in corpus.facts}
    for material in corpus.materials:
        for basis in material.basis:
            if basis not in facts:
                corpus.clause(ClauseId.parse(basis))


def test_a_document_that_nobody_loaded_is_refused(corpus: Corpus) -> None:
    with pytest.raises(UnknownValue, match="没有载入"):
        corpus.clause(ClauseId.parse("hebei-2023:1"))
    assert not corpus.verbatim("本细则", ClauseId.parse("hebei-2023:1"))
