"""What is searched."""

from __future__ import annotations

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import parse_document
from assistant.retrieval.passages import in_force, passages_of


def test_every_clause_of_the_regulation_is_one_passage(corpus: Corpus) -> None:
    document = corpus.documents["henan-2024"]

    passages = passages_of(document)

    assert [p.clause for p in passages] == list(document.clauses)


def test_an_item_is_read_with_its_articles_opening_words(corpus: Corpus) -> None:
    clause = ClauseId.parse("henan-2024:18(5)")

    passage = next(p for p in passages_of(corpus.documents["henan-2024"]) if p.clause == clause)

    assert passage.own.startswith("存在其他环境违法行为")
    assert passage.text.startswith("企业存在以下情况的，一年内不得申报")


def test_a_superseded_text_is_not_in_force() -> None:
    old = _law("old", repeals=())
    new = _law("new", repeals=("old",))

    assert [d.id for d in in_force([old, new])] == ["new"]


def test_a_text_superseded_by_its_title_is_not_in_force() -> None:
    old = _law("old", repeals=())
    new = _law("new", repeals=("《旧办法》",))

    assert [d.id for d in in_force([old, new])] == ["new"]


def _law(name: str, repeals: tuple[str, ...]):  # type: ignore[no-untyped-def]
    return parse_document(
        "第一条 示例。", id=name, title="旧办法" if name == "old" else "新办法", issuer="", date="", in_force="",
        repeals=repeals, level="official",
    )  # fmt: skip
