"""The gate: no sentence about eligibility, grade, number, date, actor, material or clause that core and corpus do not
carry. It fails closed: what cannot be judged is held back, with the reason.

Lives here: `Gate`. Signature first; the judging lands in `answering/claims/`. May import: library, answering.answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answering.answer import Blocked
from assistant.library.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Scope:
    """What an answer may rest on: cited clauses (None: the whole corpus), the core's verdict, what was asked."""

    citations: tuple[str, ...] | None = None
    verdict: Mapping[str, Any] | None = None
    question: str | None = None
    statements: tuple[str, ...] = ()
    case: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence of the answer. `held`: why it may not be shown, None where it may."""

    text: str
    held: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """Every sentence with its ruling, in order."""

    judged: tuple[Judged, ...]

    @property
    def kept(self) -> tuple[str, ...]:
        """The sentences that may be shown."""
        return tuple(j.text for j in self.judged if j.held is None)

    @property
    def blocked(self) -> tuple[Blocked, ...]:
        """The sentences held back, as `Answer.blocked` wants them."""
        return tuple(Blocked(sentence=j.text, why=j.held, clause=j.clause) for j in self.judged if j.held is not None)

    @property
    def passed(self) -> bool:
        """Whether nothing was held back."""
        return not self.blocked


class Gate:
    """Judges model text against the corpus and the core's verdict. One per corpus; holds no state between answers."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def judge_answer(
        self,
        text: str,
        *,
        citations: Iterable[str] | None = None,
        verdict: Mapping[str, Any] | None = None,
        question: str | None = None,
        statements: Iterable[str] = (),
        case: Mapping[str, Any] | None = None,
    ) -> GateResult:
        """Every sentence of `text` judged. Until the judge lands, everything is held back."""
        return GateResult((Judged(text, held="核对规则尚未就绪"),))
