"""The finder as a LangChain retriever, for chains. LangChain takes half a second to import: only who needs it pays.

Lives here: `HybridRetriever`, `open_retriever`. May import: retrieval.finder, langchain_core.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as Found
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.library.corpus import Corpus
from assistant.library.document import Document
from assistant.retrieval.embedding import DEFAULT, Embedder, Reranker
from assistant.retrieval.finder import Finder, Hit, Weights, open_finder


class HybridRetriever(BaseRetriever):
    """`invoke` gives LangChain documents: text; as metadata clause, label, document, title, level, score, parts."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    finder: Finder
    k: int = 5
    documents: tuple[str, ...] | None = None

    def search(self, question: str, k: int = 5, documents: Collection[str] | None = None) -> list[Hit]:
        """As `Finder.search`."""
        return self.finder.search(question, k, documents)

    def understood(self, question: str) -> list[tuple[str, str]]:
        """As `Finder.understood`."""
        return self.finder.understood(question)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Found]:
        return [_as_found(hit) for hit in self.finder.search(query, self.k, self.documents)]


def open_retriever(
    corpus: Corpus,
    *,
    index_dir: Path,
    embedder: str | Embedder = DEFAULT,
    reranker: str | Reranker | None = None,
    further: Iterable[Document] = (),
    weights: Weights | None = None,
    k: int = 5,
) -> HybridRetriever:
    """`open_finder` as a LangChain retriever."""
    finder = open_finder(
        corpus, index_dir=index_dir, embedder=embedder, reranker=reranker, further=further, weights=weights
    )
    return HybridRetriever(finder=finder, k=k)


def _as_found(hit: Hit) -> Found:
    passage = hit.passage
    return Found(
        page_content=passage.text,
        id=str(hit.clause),
        metadata={
            "clause": str(hit.clause),
            "label": hit.clause.label,
            "document": passage.document,
            "title": passage.title,
            "level": passage.level,
            "score": hit.score,
            "parts": hit.parts,
        },
    )
