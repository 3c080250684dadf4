"""The rooms put together: `open_workspace`, then `ask`, `grade`, `screen`. CLI, page, API and evals call these and no others.

Lives here: what is opened once and shared (law, finder, model), each part when first needed. May import: every room
below. No clock: `as_of` is an argument. Safe to call from several threads.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.config import Settings, read_settings
from assistant.library.corpus import Corpus, load_corpus
from assistant.library.editions import editions_of, said_of_law
from assistant.library.shelf import open_shelf, signature

if TYPE_CHECKING:  # heavy rooms: imported when a call needs them
    from assistant.answering.answer import Answer
    from assistant.answering.model import ChatModel
    from assistant.grading.decisive import Decisive
    from assistant.grading.facts import Case
    from assistant.grading.rules import Law
    from assistant.grading.verdict import Verdict
    from assistant.retrieval.finder import Finder
    from assistant.retrieval.hybrid import HybridRetriever
    from assistant.screening.desk import Desk
    from assistant.screening.pipeline import Progress
    from assistant.screening.report import Report

Part = TypeVar("Part")


class Workspace:
    """What a process opens once. The corpus is checked on opening; everything else waits until it is asked for.

    What people import and add is looked at again whenever it changed: a page that is served sees it at once.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._seen = signature(settings.library)
        self._corpus = load_corpus(settings.corpus).beside(open_shelf(settings.library))
        self._parts: dict[str, Any] = {}
        self._lock = threading.RLock()

    @property
    def corpus(self) -> Corpus:
        """The law with the shelf beside it, as both are now."""
        seen = signature(self.settings.library)
        if seen != self._seen:
            with self._lock:
                self._corpus = self._corpus.beside(open_shelf(self.settings.library))
                self._parts = {name: part for name, part in self._parts.items() if name in ("law", "model")}
                self._seen = seen
        return self._corpus

    def tables(self, as_of: date) -> Decisive:
        """The indicator tables that decide on `as_of`; each is parsed when it is asked for."""
        from assistant.grading.decisive import Decisive

        corpus = self.corpus
        return self._once(f"tables {as_of}", lambda: Decisive(corpus, as_of=as_of))

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

    def finder_of(self, documents: Collection[str]) -> Finder:
        """Finds clauses in these texts that a person added; only they are cut and indexed, when a question names one."""
        from assistant.retrieval.finder import open_finder

        added = self.corpus.added
        return self._once(
            f"finder of {' '.join(sorted(documents))}",
            lambda: open_finder(
                self.corpus,
                index_dir=self.settings.index,
                embedder=self._embedder(),
                reranker=self.settings.reranker,
                further=[added[name] for name in documents if name in added],
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
        from assistant.answering.model import Prices, open_model

        key = self.settings.llm_api_key
        sent, received = self.settings.llm_price_in, self.settings.llm_price_out
        return self._once(
            "model",
            lambda: open_model(
                base_url=self.settings.llm_base_url,
                model=self.settings.llm_model,
                api_key=key.get_secret_value() if key else None,
                timeout_seconds=self.settings.llm_timeout,
                prices=None if sent is None or received is None else Prices(sent, received),
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

    facts = workspace.case(case, as_of=as_of)
    verdict = decide(facts, workspace.law, as_of=as_of, tables=workspace.tables(as_of))
    return with_edition(workspace, verdict)


def with_edition(workspace: Workspace, verdict: Verdict) -> Verdict:
    """The verdict with a note where the regulation is not what holds on its day."""
    said = said_of_law(editions_of(workspace.corpus), verdict.as_of)
    return replace(verdict, notes=(said, *verdict.notes)) if said else verdict


def screen(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    grade: str | None = None,
    industry: str | None = None,
    with_: Sequence[str] = (),
    without: Sequence[str] = (),
    as_of: date,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Report:
    """A pack held against the checklist. Raises InputError where pack, ids or checklist are not usable, Cancelled."""
    with screening_desk(workspace) as desk:
        return desk.screen(
            paths,
            grade=grade,
            industry=industry,
            with_=with_,
            without=without,
            as_of=as_of,
            progress=progress,
            cancel=cancel,
        )


def screening_desk(workspace: Workspace, *, folder: Path | None = None) -> AbstractContextManager[Desk]:
    """A desk for a pack, with its files at hand until it is cleared (thumbnails, the evidence viewer).

    `folder`: all that is written, what OCR read too, lies in there and goes with it; left out: where the settings say.
    """
    from assistant.reading.legacy import find_soffice
    from assistant.screening.checklist_file import checklist_in_use
    from assistant.screening.desk import open_desk

    settings = workspace.settings
    checklist = checklist_in_use(workspace.corpus, settings.checklist, settings.library)
    return open_desk(
        workspace.corpus,
        checklist,
        pages=folder / "pages" if folder else settings.pages,
        work=folder / "work" if folder else settings.work,
        soffice=find_soffice(),
    )


def build_index(workspace: Workspace, *, rebuild: bool = False) -> Path | None:
    """Where the index lies, built where it was not; None: the disk takes none, it is in memory."""
    folder = workspace.settings.index
    if rebuild and folder.is_dir():
        shutil.rmtree(folder)
    return workspace.finder.home.index.folder


def import_guide(
    workspace: Workspace,
    file: Path,
    *,
    guide: str,
    out: Path | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """The drafts of every industry in a guide's PDF or DOCX, written to `out` (default: the library's drafts). Raises
    InputError: no guide in it, a password, a folder that takes no file."""
    import tempfile

    from assistant.importing.pipeline import import_guide as run
    from assistant.importing.store import keep_source
    from assistant.library.shelf import DRAFTS
    from assistant.reading.legacy import find_soffice
    from assistant.reading.open import open_reader

    settings = workspace.settings
    target = out or settings.library / DRAFTS
    with (
        tempfile.TemporaryDirectory(prefix="jixiao-") as work,
        open_reader(cache=settings.pages, work=Path(work), soffice=find_soffice()) as reader,
    ):
        done = run(file, guide=guide, out=target, library=settings.library, reader=reader, progress=progress)
    if out is None:
        keep_source(settings.library, file, done.drafts[0].sha256)
    return done.as_json()


def library_status(workspace: Workspace, *, as_of: date) -> list[dict[str, Any]]:
    """Each industry of 第八条: `table` is reviewed | draft | partial_facts | none; from which file, by whom, and what it
    cannot answer yet."""
    from assistant.grading.loaded import status_of

    corpus = workspace.corpus
    return [row.as_json() for row in status_of(corpus, workspace.tables(as_of))]


def add_document(
    workspace: Workspace,
    file: Path,
    *,
    id: str,
    title: str,
    authority: str,
    in_force: date,
    today: date,
    repeals: tuple[str, ...] = (),
    issuer: str = "",
    replaces: bool = False,
) -> dict[str, Any]:
    """A text of law onto the shelf: quoted by clause from now on, never deciding. Raises InputError."""
    import tempfile

    from assistant.importing.adding import Wanted, add
    from assistant.reading.legacy import find_soffice
    from assistant.reading.open import open_reader

    wanted = Wanted(id, title, authority, in_force, repeals, issuer, replaces)
    with (
        tempfile.TemporaryDirectory(prefix="jixiao-") as work,
        open_reader(cache=None, work=Path(work), soffice=find_soffice()) as reader,
    ):
        added = add(
            file, wanted, corpus=workspace.corpus, library=workspace.settings.library, reader=reader, today=today
        )
    clauses = list(added.document.clauses)
    return {
        "id": added.card.id,
        "title": added.card.title,
        "authority": added.card.source_level,
        "in_force": added.card.in_force,
        "repeals": list(added.card.repeals),
        "clauses": len(clauses),
        "first": str(clauses[0]),
        "label": added.document.label(clauses[0]),
        "read_by": added.card.read_by,
        "notes": list(added.notes),
    }


def compare_tables(
    workspace: Workspace, industry: str, guides: tuple[str, ...], *, grade: str | None, as_of: date
) -> dict[str, Any]:
    """Two guides' tables of one industry side by side. Raises InputError."""
    from assistant.importing.compare_editions import compare

    return compare(workspace.corpus, industry, guides, grade=grade, as_of=as_of)


def _given(workspace: Workspace, case: Any, history: Sequence[Mapping[str, str]], as_of: date) -> dict[str, Any]:
    return {
        "corpus": workspace.corpus,
        "law": workspace.law,
        "tables": workspace.tables(as_of),
        "retriever": workspace.finder,
        "further": workspace.finder_of,
        "model": workspace.model,
        "case": None if case is None else workspace.case(case, as_of=as_of),
        "history": history,
        "as_of": as_of,
    }
