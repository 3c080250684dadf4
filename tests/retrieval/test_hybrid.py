"""The finder as a LangChain retriever."""

from __future__ import annotations

from langchain_core.retrievers import BaseRetriever

from assistant.retrieval.finder import Finder
from assistant.retrieval.hybrid import HybridRetriever


def test_a_chain_gets_clauses_with_score_and_reasons(finder: Finder) -> None:
    retriever = HybridRetriever(finder=finder, k=3)

    found = retriever.invoke("去年吃了罚单，今年还能报A吗")

    assert isinstance(retriever, BaseRetriever)
    assert len(found) == 3
    assert found[0].id == "henan-2024:18(5)"
    assert found[0].metadata["label"] == "第十八条（五）"
    assert found[0].metadata["score"] >= found[1].metadata["score"]
    assert "行政处罚" in found[0].page_content
    assert set(found[0].metadata) == {"clause", "label", "document", "title", "level", "score", "parts"}


def test_searching_is_the_finders(finder: Finder) -> None:
    retriever = HybridRetriever(finder=finder)

    assert retriever.search("公示几天", k=2) == finder.search("公示几天", k=2)
    assert retriever.understood("罚款") == [("罚款", "行政处罚")]
