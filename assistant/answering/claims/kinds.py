"""The closed set of claims, and how each can stand.

Lives here: one frozen type per kind, `Ruling`, `Finding`. A new kind does not compile until `judge` judges it
(assert_never). May import: claims.amounts, claims.wording, library.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.claims.amounts import Amount, ClauseRef, Day
from assistant.answering.claims.wording import Modal
from assistant.library.grade import Grade


class Ruling(StrEnum):
    """How a claim stands. Only `supported` is shown; silence never supports."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NEEDS_FACTS = "needs_facts"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class MayApply:
    """Somebody may, or may not, apply for or be graded at these grades (empty: no grade is named).
    `of_case`: it is said of the enterprise that asks."""

    grades: frozenset[Grade]
    affirmed: bool
    of_case: bool


@dataclass(frozen=True, slots=True)
class Barred:
    """Something of 第十七条 or 第十八条 stands, or does not stand, in the way of the enterprise that asks."""

    grades: frozenset[Grade]
    affirmed: bool


@dataclass(frozen=True, slots=True)
class Meets:
    """The enterprise that asks meets, or fails, what these grades require."""

    grades: frozenset[Grade]
    affirmed: bool


@dataclass(frozen=True, slots=True)
class HoldsGrade:
    """The enterprise that asks is, will be, or will be lowered to one of these grades; `lowest`: 最低等级."""

    grades: frozenset[Grade]
    lowest: bool


@dataclass(frozen=True, slots=True)
class Norm:
    """Somebody must, may, must not, need not: `doers` (codes), `grades`, in the words of the passage's act."""

    modal: Modal | None
    doers: frozenset[str]
    grades: frozenset[Grade]


@dataclass(frozen=True, slots=True)
class States:
    """An amount: a count, a limit with its unit, a length, a recurring deadline."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Dates:
    """A calendar day, month or year."""

    day: Day


@dataclass(frozen=True, slots=True)
class Cites:
    """That a clause exists and says this."""

    ref: ClauseRef


@dataclass(frozen=True, slots=True)
class Quotes:
    """That these words stand in the text."""

    words: str


@dataclass(frozen=True, slots=True)
class NamesDocument:
    """A document by its title; `in_force`: it is said to be valid or to be followed."""

    title: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class InScope:
    """An industry, by a name or alias of it, in what is said here."""

    industry: str


Claim = MayApply | Barred | Meets | HoldsGrade | Norm | States | Dates | Cites | Quotes | NamesDocument | InScope


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, how it stands, why in one line, and the clause that bears on it."""

    claim: Claim
    ruling: Ruling
    why: str = ""
    clause: str | None = None

    @property
    def kind(self) -> str:
        """A stable name of the kind, as `eval claims` writes it."""
        return _NAMES[type(self.claim)]


_NAMES: dict[type, str] = {
    MayApply: "may_apply",
    Barred: "barred",
    Meets: "meets",
    HoldsGrade: "holds_grade",
    Norm: "norm",
    States: "amount",
    Dates: "date",
    Cites: "clause",
    Quotes: "quote",
    NamesDocument: "document",
    InScope: "industry",
}
