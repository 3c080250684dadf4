"""The runner: question sets through the product, one question after the other, as users ask them.

Lives here: asking, timing, marking. The system under test comes in as `System`; `product.py` is ours, tests bring
their own. A question that fails costs itself only. May import: the rest of evals, answering.answer, errors.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.answering.answer import Answer, Citation
from assistant.errors import AssistantError
from evals.metrics import Marked, Outcome, mark
from evals.questions import Item, QuestionSet


class System(Protocol):
    """What is measured."""

    @property
    def model(self) -> str:
        """`none`, or `provider/name`."""

    @property
    def corpus_version(self) -> str:
        """The version of the law that it answers from."""

    def ask(self, item: Item, as_of: date | None) -> Answer:
        """The answer to the item's question, with its history and case."""

    def ranked(self, item: Item) -> tuple[str, ...] | None:
        """Clause ids as retrieval orders them for the question; None where it has no retrieval to show."""

    def verbatim(self, citation: Citation) -> bool:
        """Whether quote and head stand letter by letter in the cited clause."""


@dataclass(frozen=True, slots=True)
class Run:
    """The marked questions of one set."""

    questions: QuestionSet
    marked: tuple[Marked, ...]


def run_sets(
    system: System,
    sets: Iterable[QuestionSet],
    *,
    as_of: date | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[Run, ...]:
    """Every set through `system`. The first question is asked once more beforehand, unmeasured, so that latency is that
    of a warm product. `as_of` holds where an item names no day of its own."""
    sets = tuple(sets)
    _outcome(system, sets[0].items[0], as_of)
    done = 0
    runs: list[Run] = []
    for questions in sets:
        marked: list[Marked] = []
        for item in questions.items:
            marked.append(mark(_outcome(system, item, as_of), system.verbatim))
            done += 1
            progress(done)
        runs.append(Run(questions, tuple(marked)))
    return tuple(runs)


def _outcome(system: System, item: Item, as_of: date | None) -> Outcome:
    start = time.perf_counter()
    try:
        answer = system.ask(item, item.as_of or as_of)
        ms = (time.perf_counter() - start) * 1000
        return Outcome(item, answer, system.ranked(item), ms)
    except AssistantError as error:
        return Outcome(item, None, None, _since(start), error=str(error), crashed=error.exit_code == 1)
    except Exception as error:  # noqa: BLE001 a crash is a finding about one question; the others are still measured
        frame = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__}: {error} ({frame.filename}:{frame.lineno})"
        return Outcome(item, None, None, _since(start), error=why, crashed=True)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def everything(runs: Sequence[Run]) -> tuple[Marked, ...]:
    """The marked questions of all sets."""
    return tuple(one for run in runs for one in run.marked)
