"""What one answer may rest on, and what its sentences have spoken of so far.

Lives here: `Sources`, `Context`. May import: library, claims.frames, claims.match.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.claims.case_run import Memory
from assistant.answering.claims.dossier import Dossier
from assistant.answering.claims.frames import Frame, Library
from assistant.answering.claims.supposed import Supposing
from assistant.answering.claims.tables import Limits
from assistant.answering.claims.units import Ground, Problem
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade

Carried = tuple[list[Problem], Frame | None]


@dataclass(frozen=True)
class Sources:
    """What one answer may rest on. `cited`: None where the whole corpus is in scope. `spoken`: statements of the
    composer; `prose`: what the corpus says beside the law, which may be repeated and carries nothing else; `core`: what the core's
    verdict says; `carriers`: what was found of each unit of this answer, which is asked about again part by part, and how far it was looked for."""

    library: Library
    cited: tuple[Frame, ...] | None
    spoken: tuple[Frame, ...]
    prose: str
    verdict: Mapping[str, Any] | None
    question: str
    ground: Ground
    case: Mapping[str, Any] | None = None
    core: tuple[Frame, ...] = ()
    titles: Mapping[str, bool] = field(default_factory=dict)
    everything: str = ""
    said: str = ""
    limits: Limits = field(default_factory=Limits)
    dossier: Dossier | None = None
    supposing: Supposing | None = None
    carriers: dict[Hashable, tuple[Carried, int]] = field(default_factory=dict, repr=False, compare=False)

    def candidates(self, concepts: frozenset[str], refs: Sequence[ClauseId]) -> tuple[Frame, ...]:
        """The frames that words with these concepts may be carried by, the likeliest first."""
        if refs:
            pool: tuple[Frame, ...] = self.library.of(tuple(sorted(set(refs))))
        elif self.cited is not None:
            pool = self.cited
        else:
            pool = self.library.near(sorted(concepts))
        return (*pool, *self.spoken)


@dataclass(frozen=True, slots=True)
class Context:
    """What came before in the answer, and decides what a sentence without a subject speaks of."""

    grades: frozenset[Grade] = frozenset()
    clauses: tuple[ClauseId, ...] = ()
    previous: str = ""
    open: str = ""
    asked: bool = False
    topic: str = ""
    told: Memory | None = None
    grounds: frozenset[str] = frozenset()
    example: str = ""
