"""The checklist that a pack is held against: the corpus's own, or an office's; what applies at which grade.

Lives here: `Checklist`, `Kinds`, `checklist_of`, `asked_for`. May import: library, vocabulary, report. The official 附件3
template is in nobody's hands here: a checklist says of every item what asking for it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.grade import HIGH
from assistant.library.holdings import Material
from assistant.screening.report import Kind, Severity, Status
from assistant.screening.vocabulary import Words


class Meaning(BaseModel):
    """What a kind of finding means (`findings.yaml`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    severity: Severity
    clause: str | None = None
    status: Status | None = None
    remedy: str


class Circumstance(BaseModel):
    """How a form declares a circumstance (`circumstances.yaml`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ids: tuple[str, ...]
    asks: tuple[str, ...]
    says_yes: tuple[str, ...] = ()
    says_no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items in order. `name`: what to call it in a report; `words`: how an office's own items are recognised."""

    items: tuple[Material, ...]
    name: str
    own: bool = False
    words: Mapping[str, Words] = field(default_factory=dict)

    def item(self, id: str) -> Material | None:
        return next((item for item in self.items if item.id == id), None)


def checklist_of(corpus: Corpus) -> Checklist:
    """The checklist that comes with the product."""
    return Checklist(corpus.materials, "内置清单（官方附件3模板未载入）")


def meanings_of(corpus: Corpus) -> dict[Kind, Meaning]:
    """What each kind of finding means. Raises BrokenCorpus."""
    return {one.kind: one for one in corpus.typed("materials/findings.yaml", tuple[Meaning, ...])}


def circumstances_of(corpus: Corpus) -> tuple[Circumstance, ...]:
    """How forms declare circumstances. Raises BrokenCorpus."""
    return corpus.typed("materials/circumstances.yaml", tuple[Circumstance, ...])


def counts_as(item: Material, grade: str | None) -> Literal["always", "high", "when", "recommended"]:
    """How an item counts at a grade: high items are recommended below the high grades; no grade: high counts."""
    if item.required == "high" and grade is not None and grade not in HIGH:
        return "recommended"
    return item.required


def clauses_of(item: Material) -> tuple[str, ...]:
    """The clause ids among what an item rests on; practice sources (M017 …) are no clauses."""
    return tuple(str(ClauseId.parse(one)) for one in item.basis if ":" in one)
