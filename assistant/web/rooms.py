"""What the page may call, put together once: asking, grading, the corpus. A test hands in its own.

Lives here: `Rooms`, `Graded`, `graded`. May import: answering, grading, library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from assistant.answering.answer import Answer
from assistant.grading.case import case_from
from assistant.grading.counts_as import CountsAs
from assistant.grading.engine import NO_TABLES, decide
from assistant.grading.facts import Case
from assistant.grading.rules import Law
from assistant.grading.survey import Tables
from assistant.grading.table import Table
from assistant.grading.verdict import Verdict
from assistant.grading.whatif import Change, Check, changes_of, self_check
from assistant.library.corpus import Corpus


class Ask(Protocol):
    """`service.ask_stream` with its workspace already given."""

    def __call__(
        self,
        question: str,
        *,
        case: Mapping[str, Any] | None,
        history: Sequence[Mapping[str, str]],
        as_of: date,
    ) -> Iterator[str | Answer]: ...


@dataclass(frozen=True, slots=True)
class Graded:
    """What the core says to a case: the verdict, what would change it, and the yearly self-check."""

    case: Case
    verdict: Verdict
    changes: tuple[Change, ...]
    checks: tuple[Check, ...]


class Grading(Protocol):
    """A case as INTERFACE.md writes it, and what the core says to it."""

    def __call__(self, case: Mapping[str, Any], *, as_of: date) -> Graded: ...


@dataclass(frozen=True, slots=True)
class Rooms:
    """`model`: "none", or provider/name. `counts`: the table of 这算不算. `today`: the page's clock. `warm`: opens what
    the first question would wait for. `current`: the corpus with what the library holds now. `status`: each industry
    of 第八条 with how its indicator table stands. `decisive`: the indicator tables
    that decide on a day."""

    ask: Ask
    grade: Grading
    corpus: Corpus
    counts: tuple[CountsAs, ...] = ()
    current: Callable[[], Corpus] | None = None
    status: Callable[[], Sequence[Mapping[str, Any]]] = field(default=lambda: ())
    decisive: Callable[[date], Mapping[str, Table]] = field(default=lambda _: {})
    model: str = "none"
    today: Callable[[], date] = field(default=date.today)
    warm: Callable[[], None] = field(default=lambda: None)

    @property
    def held(self) -> Corpus:
        """The corpus as it is now."""
        return self.current() if self.current else self.corpus


def graded(case: Mapping[str, Any], *, corpus: Corpus, law: Law, as_of: date, tables: Tables = NO_TABLES) -> Graded:
    """Everything that the page shows of a case. Raises InputError where it is not usable."""
    facts = case_from(case, as_of=as_of, industries=corpus.industries)
    return Graded(
        case=facts,
        verdict=decide(facts, law, as_of=as_of, tables=tables),
        changes=changes_of(facts, law, as_of=as_of, tables=tables),
        checks=self_check(facts, law, as_of=as_of, tables=tables),
    )
