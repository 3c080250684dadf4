"""What the page may call, put together once: asking, grading, the corpus. A test hands in its own.

Lives here: `Rooms`. May import: answering, library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from assistant.answering.answer import Answer
from assistant.library.corpus import Corpus


class Ask(Protocol):
    """`service.ask_stream` with its workspace already given."""

    def __call__(
        self,
        question: str,
        *,
        case: dict[str, Any] | None,
        history: Sequence[dict[str, str]],
        as_of: date,
    ) -> Iterator[str | Answer]: ...


class Grading(Protocol):
    """`service.grade` with its workspace already given: a case as INTERFACE.md writes it, and what it yields."""

    def __call__(self, case: dict[str, Any], *, as_of: date) -> Any: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """`model`: "none", or provider/name. `today`: the page's clock."""

    ask: Ask
    grade: Grading
    corpus: Corpus
    model: str = "none"
    today: Callable[[], date] = field(default=date.today)
