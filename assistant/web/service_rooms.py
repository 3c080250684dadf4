"""`Rooms` over an open workspace.

Lives here: `rooms_of`, `reviewing_of`. May import: service, grading.counts_as, web.rooms, web.reviewing, reading.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant import service
from assistant.answering.answer import Answer
from assistant.config import HENAN, today
from assistant.errors import AssistantError
from assistant.grading.counts_as import load_counts_as
from assistant.reading.reader import Reader
from assistant.web.faults import record
from assistant.web.reviewing import Reviewing
from assistant.web.rooms import Graded, Rooms, graded


def rooms_of(workspace: service.Workspace) -> Rooms:
    """What the page may call, over this workspace."""

    def ask(
        question: str, *, case: Mapping[str, Any] | None, history: Sequence[Mapping[str, str]], as_of: date
    ) -> Iterator[str | Answer]:
        return service.ask_stream(workspace, question, case=case, history=history, as_of=as_of)

    def grade(case: Mapping[str, Any], *, as_of: date) -> Graded:
        tables = workspace.tables(as_of)
        found = graded(case, corpus=workspace.corpus, law=workspace.law, as_of=as_of, tables=tables)
        return replace(found, verdict=service.with_edition(workspace, found.verdict))

    settings = workspace.settings
    return Rooms(
        ask=ask,
        grade=grade,
        corpus=workspace.corpus,
        counts=load_counts_as(workspace.corpus),
        current=lambda: workspace.corpus,
        status=lambda: service.library_status(workspace, as_of=today()),
        decisive=workspace.tables,
        model=settings.llm_model or "none",
        today=today,
        warm=lambda: _warm(workspace),
    )


def reviewing_of(workspace: service.Workspace) -> Reviewing:
    """The review of drafts in this workspace's library."""
    return Reviewing(workspace.settings.library, now=lambda: datetime.now(HENAN), open_reader=_page_reader)


def _page_reader() -> Reader:
    """A reader for page images; its folder is its own and goes with the process."""
    from assistant.reading.limits import Limits
    from assistant.reading.open import ProcessReader

    return ProcessReader(cache=None, work=Path(tempfile.gettempdir()), limits=Limits())


def _warm(workspace: service.Workspace) -> None:
    """Open the index, so that the first question need not wait for it."""
    try:
        service.build_index(workspace)
    except (AssistantError, OSError) as error:  # the first question says it to a person; here only the place is kept
        record(error)
