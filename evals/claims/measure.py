"""Items through the gate, and how many of each kind were caught.

Lives here: `judge_items`, `Tally`, `Measured`. Wrong is what the gate looks for: caught is a true positive, a right answer
held back a false alarm. May import: assistant.answering.gate, assistant.grading, library, evals.claims.items.
"""

from __future__ import annotations

import gc
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answering.gate import Gate, GateResult
from assistant.errors import InputError
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import Law, load_law
from assistant.library.corpus import Corpus
from evals.claims.items import ClaimItem

Z = 1.959963984540054  # 95 %


@dataclass(frozen=True, slots=True)
class Judgement:
    """An item with what the gate made of it."""

    item: ClaimItem
    result: GateResult
    seconds: float

    @property
    def decision(self) -> str:
        """`block` where at least one sentence was held back."""
        return "pass" if self.result.passed else "block"

    @property
    def right(self) -> bool | None:
        """Whether that is what was expected; None where nothing was."""
        return None if self.item.expect is None else self.decision == self.item.expect

    def as_json(self) -> dict[str, Any]:
        """As INTERFACE.md has it, with what was held back and why."""
        held = [{"sentence": b.sentence, "why": b.why, "clause": b.clause} for b in self.result.blocked]
        return {"id": self.item.id, "decision": self.decision, "claims": list(self.result.claims), "held": held}


class Verdicts:
    """The core's verdicts, each case once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._law: Law | None = None
        self._made: dict[str, dict[str, Any]] = {}

    def of(self, item: ClaimItem, today: date) -> Mapping[str, Any] | None:
        """The verdict on the item's case. Raises InputError with the item's id."""
        if item.case is None:
            return None
        as_of = item.as_of or today
        key = json.dumps([item.case, as_of.isoformat()], sort_keys=True, default=str)
        if key not in self._made:
            self._law = self._law or load_law(self._corpus)
            try:
                case = case_from(item.case, as_of=as_of, industries=self._corpus.industries)
            except InputError as error:
                raise type(error)(error.what, where=f"{item.id}：{error.where}", remedy=error.remedy) from None
            self._made[key] = decide(case, self._law, as_of=as_of).as_json()
        return self._made[key]


def judge_items(
    items: Iterable[ClaimItem], gate: Gate, *, today: date, clock: Callable[[], float] = time.process_time
) -> Iterator[Judgement]:
    """Each item with its judgement; the seconds are the gate's alone: what corpus and set hold already is not gone through
    by the garbage collector, again and again, on the gate's time."""
    verdicts = Verdicts(gate.corpus)
    gc.collect()
    gc.freeze()
    try:
        for item in items:
            verdict = verdicts.of(item, today)
            before = clock()
            result = gate.judge_answer(item.answer, verdict=verdict, case=item.case, question=item.question)
            yield Judgement(item, result, clock() - before)
    finally:
        gc.unfreeze()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a kind came out right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        """Right of all; 1 where there is none."""
        return self.right / self.of if self.of else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share (Wilson).

        >>> [round(end, 3) for end in Tally(98, 100).interval]
        [0.93, 0.994]
        """
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.share
        middle = p + Z * Z / (2 * n)
        spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + Z * Z / n)), min(1.0, (middle + spread) / (1 + Z * Z / n))


@dataclass(frozen=True, slots=True)
class Measured:
    """What a set shows: by kind, and over all."""

    by_kind: Mapping[str, Tally]
    unscored: int
    seconds: float

    @property
    def wrong(self) -> Tally:
        """All mutants: right where caught."""
        tallies = [t for kind, t in self.by_kind.items() if kind != "correct"]
        return Tally(sum(t.right for t in tallies), sum(t.of for t in tallies))

    @property
    def correct(self) -> Tally:
        """All right answers: right where they passed."""
        return self.by_kind.get("correct", Tally(0, 0))

    @property
    def false_alarms(self) -> float:
        """The share of right answers that were held back."""
        return 1.0 - self.correct.share

    @property
    def f1(self) -> float | None:
        """Of finding wrong answers; None where there are none."""
        caught, alarms = self.wrong.right, self.correct.of - self.correct.right
        missed = self.wrong.of - caught
        return 2 * caught / (2 * caught + alarms + missed) if caught + alarms + missed else None


def measure(judged: Iterable[tuple[ClaimItem, str, float]]) -> Measured:
    """Tallies of items with their decisions and seconds."""
    right: dict[str, int] = {}
    of: dict[str, int] = {}
    unscored, seconds = 0, 0.0
    for item, decision, took in judged:
        seconds += took
        if item.expect is None:
            unscored += 1
            continue
        of[item.kind] = of.get(item.kind, 0) + 1
        right[item.kind] = right.get(item.kind, 0) + (decision == item.expect)
    order = sorted(of, key=lambda kind: (kind == "correct", kind))
    return Measured({kind: Tally(right[kind], of[kind]) for kind in order}, unscored, seconds)
