"""Ladders: which grades an industry has, which is stricter, which is the lowest, what a fall leads to.

Lives here: order among grades, `Outcome` (what an industry's grade is, or may still be). May import: library.grade,
grading.rules. A ladder is data of an industry's guide table; where none is loaded its lowest grade has no name here,
and is said as 最低等级 — never D by default. The two families (letters, 引领性) are never compared with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.library.grade import LEADERSHIP, LETTERS, Grade, family_of

Ladder = tuple[Grade, ...]
LOWEST_WORD = "最低等级"
_FAMILIES = (frozenset(LETTERS), frozenset(LEADERSHIP))
_rank = (*LETTERS, *LEADERSHIP).index


class Kind(StrEnum):
    """What is known of a grade."""

    GRADE = "grade"  # this one
    LOWEST = "lowest"  # the lowest of a ladder that is not loaded
    AT_MOST = "at_most"  # this one or any below it: a fall to a level that cannot be named
    OPEN = "open"  # no grade is fixed
    OUTSIDE = "outside"  # not an industry of 第八条 as far as we were told
    REVIEWED = "reviewed"  # a guarantee class: reviewed, not graded (henan-2024:8(4))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The grade of an industry, a site or an enterprise in one world of facts.

    `possible`: what the actual grade may be, empty where nothing is known of it (used for alerts only): each entry is
    one grade, or the lowest of each family where letters and 引领性 are mixed.
    """

    kind: Kind
    grade: Grade | None = None
    possible: frozenset[frozenset[Grade]] = frozenset()

    @property
    def word(self) -> str | None:
        """The grade as INTERFACE.md says it; None where it has no name."""
        if self.kind is Kind.LOWEST:
            return LOWEST_WORD
        return str(self.grade) if self.kind is Kind.GRADE else None


# Whatever its ladder is, the lowest grade is none of those that 4(1) lets decide for themselves.
LOWEST = Outcome(Kind.LOWEST, None, frozenset({frozenset({LETTERS[-1]}), frozenset({LEADERSHIP[-1]})}))
OPEN = Outcome(Kind.OPEN)
OUTSIDE = Outcome(Kind.OUTSIDE)
REVIEWED = Outcome(Kind.REVIEWED)


def graded(grade: Grade) -> Outcome:
    """Exactly this grade."""
    return Outcome(Kind.GRADE, grade, frozenset({frozenset({grade})}))


def at_most(grade: Grade) -> Outcome:
    """This grade or one below it in its family."""
    return Outcome(Kind.AT_MOST, grade, frozenset(frozenset({lower}) for lower in at_or_below(grade)))


def undecided_between(outcomes: Iterable[Outcome]) -> Outcome:
    """No grade fixed, but it is one of these; nothing is known of it where nothing is known of one of them."""
    found = [outcome.possible for outcome in outcomes]
    return Outcome(Kind.OPEN, None, frozenset().union(*found) if all(found) else frozenset())


def at_or_above(grade: Grade) -> tuple[Grade, ...]:
    """`grade` and every stricter one of its family, best first.

    >>> [str(g) for g in at_or_above(Grade.B_MINUS)]
    ['A', 'B', 'B-']
    """
    family = family_of(grade)
    return family[: family.index(grade) + 1]


def at_or_below(grade: Grade) -> tuple[Grade, ...]:
    """`grade` and every lower one of its family, best first."""
    family = family_of(grade)
    return family[family.index(grade) :]


def lowest_of(ladder: Ladder | None) -> Outcome:
    """The lowest grade of the ladder; without a name where the ladder is not loaded."""
    return graded(ladder[-1]) if ladder else LOWEST


def is_lowest(grade: Grade, ladder: Ladder | None) -> bool:
    """Whether `grade` is surely the lowest there is: of its loaded ladder, or of its whole family."""
    return grade is family_of(grade)[-1] or bool(ladder and grade is ladder[-1])


def below(grade: Grade, ladder: Ladder | None) -> Outcome:
    """What a fall from `grade` by at least one level leads to (降级处理, henan-2024:19(2), 19(3)).

    Where only one level is left it is named, or is the lowest; where several are left it is "at most the next one".

    >>> below(Grade.A, None).grade, below(Grade.LEADING, None).word, below(Grade.C, None).word
    (<Grade.B: 'B'>, '非绩效引领性', '最低等级')
    """
    if is_lowest(grade, ladder):
        return graded(grade)
    rungs = ladder if ladder and grade in ladder else family_of(grade)
    left = rungs[rungs.index(grade) + 1 :]
    if len(left) > 1:
        return at_most(left[0])
    # One level is left. A letter ladder that is not loaded may end above it; then the grade was the lowest.
    return graded(left[0]) if ladder or grade is Grade.LEADING else LOWEST


def lower(one: Outcome, other: Outcome) -> Outcome:
    """The lower of two outcomes (总体等级以所含行业中最低等级为准, henan-2024:4(2)); OPEN if not fixed.

    Outcomes of different families, or the unnamed lowest beside a grade that may be above or below it, fix nothing.
    A guarantee class is reviewed, not graded: beside an industry that is graded it does not count.
    """
    if one == other or other is REVIEWED:
        return one
    if one is REVIEWED:
        return other
    kinds = {one.kind, other.kind}
    if kinds & {Kind.OPEN, Kind.OUTSIDE}:
        return _open(one, other)
    if Kind.LOWEST in kinds:
        named = one if other.kind is Kind.LOWEST else other
        return LOWEST if named.kind is Kind.GRADE and named.possible <= LOWEST.possible else _open(one, other)
    assert one.grade
    assert other.grade
    family = family_of(one.grade)
    if other.grade not in family:
        return _open(one, other)
    first, second = family.index(one.grade), family.index(other.grade)
    low, high = (one, other) if first >= second else (other, one)
    if high.kind is Kind.AT_MOST and low.kind is Kind.GRADE and max(first, second) < len(family) - 1:
        return at_most(family[max(first, second)])
    return low


def _open(one: Outcome, other: Outcome) -> Outcome:
    """No grade fixed; what it may be is the lower of each pair of what the two may be."""
    return Outcome(Kind.OPEN, None, frozenset(_joined(a, b) for a in one.possible for b in other.possible))


def _joined(a: frozenset[Grade], b: frozenset[Grade]) -> frozenset[Grade]:
    """The lowest of each family in both: order and grouping of industries do not matter."""
    both = a | b
    return frozenset(max(both & family, key=_rank) for family in _FAMILIES if both & family)
