"""What is learned is evidence: it knows the entries of this corpus, repeats itself, and may be absent."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answering.entries import load_entries
from assistant.answering.learned import FILE, Learned, Likely, by_score
from assistant.answering.pipeline import Clerk, clerk_of
from assistant.answering.question import norm
from assistant.answering.sentences import Sentences
from assistant.errors import BrokenCorpus
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.retrieval.finder import Finder
from evals.learn import opened

ARCHIVE = "评完级以后材料多久要归档"


def test_the_weights_are_of_this_corpus(corpus: Corpus) -> None:
    """After new topics or silences: python evals/learn.py && python tools/seal_corpus.py"""
    entries = load_entries(corpus)
    here = {f"topic:{name}" for name in entries.topics} | {f"outside:{name}" for name in entries.outside}
    here |= {f"silence:{silence.id}" for silence in corpus.silences}

    learned = Learned.of(corpus)

    assert learned is not None
    assert len(here - set(learned.entries.names)) <= 0.05 * len(here), "run python evals/learn.py"
    assert {name.split(":")[0] for name in learned.clauses.names} <= {card.id for card in corpus.manifest.documents}


def test_the_clause_asked_for_is_likely_and_stays_so(corpus: Corpus, finder: Finder) -> None:
    clerk = clerk_of(corpus)

    likely, hits = clerk.found(norm(ARCHIVE), finder)

    assert likely.first is not None and str(likely.first[0]) == "henan-2024:9(4)"
    assert hits[0].clause == likely.first[0]
    assert clerk.found(norm(ARCHIVE), finder)[0] == likely
    assert sum(likely.clauses.values()) == pytest.approx(1.0, abs=0.01)


def test_naming_an_article_names_its_items(corpus: Corpus, finder: Finder) -> None:
    likely, _ = clerk_of(corpus).found(norm("以逃避监管的方式违法排放污染物，属于第十八条第几项？"), finder)

    assert likely.first is not None and str(likely.first[0]) == "henan-2024:18(2)"


def test_another_embedder_goes_by_the_finder_alone(corpus: Corpus, finder: Finder) -> None:
    assert finder.vector(ARCHIVE, "somebody-else") is None

    likely = by_score(finder.search(ARCHIVE, 20))

    assert likely.open is None and likely.entry("topic:archive") == 0.0
    assert likely.first is not None and str(likely.first[0]) == "henan-2024:9(4)"


def test_weights_that_cannot_be_read_are_named(corpus: Corpus) -> None:
    files = {name: corpus.raw(name) for name in corpus.names()}
    broken = Corpus(corpus.root, {**files, FILE: b"PK not an archive"}, "0")

    with pytest.raises(BrokenCorpus, match=FILE):
        Learned.of(broken)


def test_a_corpus_without_weights_is_answered_from(corpus: Corpus) -> None:
    files = {name: corpus.raw(name) for name in corpus.names() if name != FILE}

    assert Clerk(Corpus(corpus.root, files, "0")).learned is None


def test_nothing_found_makes_nothing_likely() -> None:
    assert Likely().first is None and Likely().ahead("topic:archive") == 0.0


def test_the_sentence_of_a_clause_that_speaks_of_the_question_is_picked(corpus: Corpus) -> None:
    sentences = Sentences(corpus)

    found = sentences.nearest(ClauseId.parse("henan-2024:15"), norm("省厅组织行业专家对清单修订情况做什么？"))

    assert found is not None and "抽查复核" in found
    assert sentences.nearest(ClauseId.parse("henan-2024:1"), "任何") is None


def test_an_answer_holds_the_sentence_most_probably_asked_for(ask) -> None:  # type: ignore[no-untyped-def]
    given = ask("省厅组织行业专家对清单修订情况做什么？", as_of=date(2026, 11, 23))

    assert "抽查复核" in given.answer
    assert "henan-2024:15" in {citation.clause for citation in given.citations}


def test_a_sealed_set_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="sealed"):
        opened(["test3"])
