"""The rooms put together: `open_workspace`, then `ask` and `grade`. CLI, page, API and evals call these and no others.

Lives here: what is opened once and shared (law, finder, model), each part when first needed. May import: every room
below. No clock: `as_of` is an argument. Safe to call from several threads.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.config import Settings, read_settings
from assistant.library.corpus import Corpus, load_corpus

if TYPE_CHECKING:  # heavy rooms: imported when a call needs them
    from assistant.answering.answer import Answer
    from assistant.answering.model import ChatModel
    from assistant.grading.facts import Case
    from assistant.grading.rules import Law
    from assistant.grading.verdict import Verdict
    from assistant.retrieval.finder import Finder
    from assistant.retrieval.hybrid import HybridRetriever

Part = TypeVar("Part")


class Workspace:
    """What a process opens once. The corpus is checked on opening; everything else waits until it is asked for."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.corpus: Corpus = load_corpus(settings.corpus)
        self._parts: dict[str, Any] = {}
        self._lock = threading.RLock()

    @property
    def law(self) -> Law:
        """The rules that the core decides with."""
        from assistant.grading.rules import load_law

        return self._once("law", lambda: load_law(self.corpus))

    @property
    def finder(self) -> Finder:
        """Finds clauses; the index is read, or built where there is none."""
        from assistant.retrieval.finder import open_finder

        return self._once(
            "finder",
            lambda: open_finder(
                self.corpus,
                index_dir=self.settings.index,
                embedder=self._embedder(),
                reranker=self.settings.reranker,
            ),
        )

    @property
    def retriever(self) -> HybridRetriever:
        """The finder as a LangChain retriever, for people's own chains."""
        from assistant.retrieval.hybrid import HybridRetriever

        return self._once("retriever", lambda: HybridRetriever(finder=self.finder))

    @property
    def model(self) -> ChatModel | None:
        """The configured language model; None: answers are composed from core and corpus alone."""
        if not self.settings.llm_base_url:
            return None
        from assistant.answering.model import open_model

        key = self.settings.llm_api_key
        return self._once(
            "model",
            lambda: open_model(
                base_url=self.settings.llm_base_url,
                model=self.settings.llm_model,
                api_key=key.get_secret_value() if key else None,
                timeout_seconds=self.settings.llm_timeout,
            ),
        )

    def case(self, source: Case | Mapping[str, Any] | Path, *, as_of: date) -> Case:
        """A case from a file, from plain data, or as it is. Raises BadFile, BadCase, UnknownValue with the place."""
        from assistant.grading.case import case_from, read_case
        from assistant.grading.facts import Case
        from assistant.library.yaml_file import read_yaml

        if isinstance(source, Case):
            return source
        if isinstance(source, Path):
            return read_case(read_yaml(source), as_of=as_of, industries=self.corpus.industries)
        return case_from(source, as_of=as_of, industries=self.corpus.industries)

    def _embedder(self) -> Any:
        from assistant.retrieval.embedding import open_embedder

        return open_embedder(
            self.settings.embedder,
            question_prompt=self.settings.embedder_question_prompt,
            passage_prompt=self.settings.embedder_passage_prompt,
        )

    def _once(self, name: str, make: Callable[[], Part]) -> Part:
        with self._lock:
            if name not in self._parts:
                self._parts[name] = make()
            part: Part = self._parts[name]
            return part


def open_workspace(settings: Settings | None = None) -> Workspace:
    """The workspace of these settings, or of the environment's. Raises BrokenCorpus, UnknownValue."""
    return Workspace(settings or read_settings())


def ask(
    workspace: Workspace,
    question: str,
    *,
    case: Case | Mapping[str, Any] | Path | None = None,
    history: Sequence[Mapping[str, str]] = (),
    as_of: date,
) -> Answer:
    """One whole answer. Raises InputError where question, case or history is not usable."""
    from assistant.answering.pipeline import answer

    return answer(question, **_given(workspace, case, history, as_of))


def ask_stream(
    workspace: Workspace,
    question: str,
    *,
    case: Case | Mapping[str, Any] | Path | None = None,
    history: Sequence[Mapping[str, str]] = (),
    as_of: date,
) -> Iterator[str | Answer]:
    """The answer as it comes: pieces of text that already passed the gate, then the whole `Answer` last."""
    from assistant.answering.pipeline import answer_stream

    return answer_stream(question, **_given(workspace, case, history, as_of))


def grade(workspace: Workspace, case: Case | Mapping[str, Any] | Path, *, as_of: date) -> Verdict:
    """What the law says to a case. Raises InputError where the case is not usable."""
    from assistant.grading.engine import decide

    return decide(workspace.case(case, as_of=as_of), workspace.law, as_of=as_of)


def build_index(workspace: Workspace, *, rebuild: bool = False) -> Path | None:
    """Where the index lies, built where it was not; None: the disk takes none, it is in memory."""
    folder = workspace.settings.index
    if rebuild and folder.is_dir():
        shutil.rmtree(folder)
    return workspace.finder.home.index.folder


def library_status(workspace: Workspace) -> list[dict[str, Any]]:
    """Each industry of 第八条: `table` is reviewed | draft | partial_facts | none (importing comes with its issue)."""
    subjects = " ".join(fact.subject for fact in workspace.corpus.facts)
    return [
        {
            "industry": industry.name,
            "guide": industry.guide,
            "clause": str(industry.clause),
            "table": "partial_facts" if industry.name in subjects else "none",
        }
        for industry in workspace.corpus.industries.industries
    ]


def _given(workspace: Workspace, case: Any, history: Sequence[Mapping[str, str]], as_of: date) -> dict[str, Any]:
    return {
        "corpus": workspace.corpus,
        "law": workspace.law,
        "retriever": workspace.finder,
        "model": workspace.model,
        "case": None if case is None else workspace.case(case, as_of=as_of),
        "history": history,
        "as_of": as_of,
    }
