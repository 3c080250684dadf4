"""`Rooms` over an open workspace: the four functions of `service`, with the workspace already given.

Lives here: `rooms_of`. May import: service.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from assistant import service
from assistant.answering.answer import Answer
from assistant.web.rooms import Rooms


def rooms_of(workspace: service.Workspace) -> Rooms:
    """What the page may call, over this workspace."""

    def ask(
        question: str, *, case: dict[str, Any] | None, history: Sequence[dict[str, str]], as_of: date
    ) -> Iterator[str | Answer]:
        return service.ask_stream(workspace, question, case=case, history=history, as_of=as_of)

    def grade(case: dict[str, Any], *, as_of: date) -> Any:
        return service.grade(workspace, case, as_of=as_of)

    return Rooms(ask=ask, grade=grade, corpus=workspace.corpus, model=getattr(workspace, "model_name", "none"))
