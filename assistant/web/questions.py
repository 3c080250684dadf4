"""A question of the form, as a value.

Lives here: `Kind`, `Question`. May import: nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    MANY = "many"
    INDUSTRIES = "industries"
    DAY = "day"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Question:
    """A question for people. `none_word`: the button that says "none" or "not yet", where that is an answer.
    `takes_value`: whether an indicator may be answered by a measured value."""

    fact: str
    ask: str
    hint: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    none_word: str | None = None
    takes_value: bool = True
