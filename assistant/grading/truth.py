"""Three values: yes, no, unknown; Kleene's "and", "or", "not", and the one a set of possibilities shares.

Lives here: `Truth` and its operations. May import: the standard library only. Unknown is a value of its own, never
`None` and never a missing key: an engine that takes a missing fact for "no" is the mistake this room exists to avoid.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """What can be said of a statement, spelled as INTERFACE.md spells it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, value: bool | None) -> Truth:
        """From a border where `None` means that nobody told us.

        >>> [str(Truth.of(v)) for v in (True, False, None)]
        ['yes', 'no', 'unknown']
        """
        if value is None:
            return cls.UNKNOWN
        return cls.YES if value else cls.NO

    def __invert__(self) -> Truth:
        return _NOT[self]


_NOT = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene "and": one "no" decides, however much is unknown (有一项未满足的，降级评定, henan-2024:4(2)).

    >>> str(all_of([Truth.UNKNOWN, Truth.NO])), str(all_of([Truth.UNKNOWN, Truth.YES])), str(all_of([]))
    ('no', 'unknown', 'yes')
    """
    seen = set(parts)
    if Truth.NO in seen:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.YES


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene "or": one "yes" decides.

    >>> str(any_of([Truth.UNKNOWN, Truth.YES])), str(any_of([]))
    ('yes', 'no')
    """
    seen = set(parts)
    if Truth.YES in seen:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.NO


def shared(possible: Iterable[bool]) -> Truth:
    """The answer that every possibility gives: yes, no, or unknown where two differ.

    >>> str(shared([True, True])), str(shared([True, False]))
    ('yes', 'unknown')
    """
    seen = set(possible)
    return Truth.UNKNOWN if len(seen) > 1 else Truth.of(seen.pop())
