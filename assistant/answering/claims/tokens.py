"""What the words of a sentence are: a stretch of it, its kind, its concept.

Lives here: `Kind`, `Token`, and the sets of kinds that are judged alike. May import: the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a token is. Only `free` and the joints carry nothing; `ordinary` carries nothing beside what is carried, and is no
    sentence by itself."""

    ACTOR = "actor"
    ACT = "act"
    THING = "thing"
    QUALITY = "quality"
    INDUSTRY = "industry"
    NEG = "neg"
    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    NEED_NOT = "need_not"
    EXCEPT = "except"
    HEDGE = "hedge"
    ONLY = "only"
    ORDER = "order"
    FIRM = "firm"
    BY = "BY"
    TO = "TO"
    OBJ = "OBJ"
    OF = "OF"
    COND = "COND"
    AND = "AND"
    FREE = "free"
    ORDINARY = "ordinary"
    AMOUNT = "amount"
    DAY = "day"
    GRADE = "grade"
    REF = "ref"
    TITLE = "title"
    ANNEX = "annex"
    STOP = "stop"
    UNKNOWN = "unknown"


CONCEPTS = frozenset({Kind.ACT, Kind.THING, Kind.QUALITY, Kind.INDUSTRY, Kind.TITLE, Kind.ANNEX, Kind.UNKNOWN})
NEGATIVE = frozenset({Kind.NEG, Kind.MUST_NOT, Kind.NEED_NOT})
MODALS = frozenset({Kind.MUST, Kind.MAY, Kind.MUST_NOT, Kind.NEED_NOT})
MARKS = frozenset({Kind.EXCEPT, Kind.HEDGE, Kind.ONLY, Kind.ORDER})
EMPTY = frozenset({Kind.FREE, Kind.ORDINARY})
JOINTS = frozenset({Kind.BY, Kind.TO, Kind.OBJ, Kind.OF, Kind.COND, Kind.AND})


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a sentence: its kind, its concept (or its own words), where it stands."""

    kind: Kind
    value: str
    start: int
    end: int
    text: str
