"""Standing: the grade of each industry, site and enterprise in every world that the facts leave open.

Lives here: one world (marks, current grade, applied, assessed) -> an Outcome; all worlds -> the outcomes possible.
May import: grading.ladder, marks, rules, truth. "Unknown" is taken literally: two completions of the missing facts
differ. Rests on henan-2024:4(2), 9(1), 17, 18, 19; the order among them is `over` and `with` of the rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, reduce

from assistant.grading.facts import Scope
from assistant.grading.ladder import (
    LOWEST as UNNAMED,
)
from assistant.grading.ladder import (
    OPEN,
    OUTSIDE,
    REVIEWED,
    Kind,
    Ladder,
    Outcome,
    below,
    graded,
    lower,
    lowest_of,
    undecided_between,
)
from assistant.grading.marks import (
    BAR,
    BAR_OVER,
    FALL,
    LAPSE,
    LAPSE_OVER,
    LOWEST,
    LOWEST_OVER,
    NOTICED,
    REGRESSED,
    Marks,
)
from assistant.grading.rules import Law
from assistant.grading.truth import Truth, shared
from assistant.library.grade import Grade, family_of

Outcomes = frozenset[Outcome]
NO_GRADE = (None,)
ANY_GRADE: tuple[Grade | None, ...] = (None, *Grade)


@dataclass(frozen=True, slots=True)
class Held:
    """What of an industry bears on its grade. `level`: the highest grade whose indicators are all met, where known."""

    scope: Scope
    ladder: Ladder | None = None
    assessed: Grade | None = None
    level: Grade | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A site's industries, and whether it is graded by itself (its own permit among several sites)."""

    apart: Truth
    industries: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that the grade depends on, with what is unknown as the set of what it may be."""

    marks: Marks
    currents: tuple[Grade | None, ...]
    applied: Truth
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is possible: per place and industry, per place, and for the enterprise as a whole."""

    barred: dict[Grade, Truth]
    industries: tuple[tuple[Outcomes, ...], ...]
    places: tuple[Outcomes, ...]
    overall: Outcomes


@lru_cache(maxsize=65536)
def standing(situation: Situation, law: Law) -> Standing:
    """Every outcome that some completion of the missing facts leads to."""
    industries: list[list[set[Outcome]]] = [[set() for _ in place.industries] for place in situation.places]
    places: list[set[Outcome]] = [set() for _ in situation.places]
    overall: set[Outcome] = set()
    for world in _worlds(situation, law):
        sites = [_all_lowest(found) for found in world]
        for p, found in enumerate(world):
            places[p] |= sites[p]
            for i, outcomes in enumerate(found):
                industries[p][i] |= outcomes
        overall |= _together(situation.places, sites)
    return Standing(
        barred=_barred(situation, law),
        industries=tuple(tuple(frozenset(found) for found in place) for place in industries),
        places=tuple(frozenset(found) for found in places),
        overall=frozenset(overall),
    )


def _worlds(situation: Situation, law: Law) -> set[tuple[tuple[Outcomes, ...], ...]]:
    """The different worlds: per place and industry, what may come of it. Worlds that differ in nothing count once."""
    applications = [applied for applied in (True, False) if situation.applied is not Truth.of(not applied)]
    level = any(held.level for place in situation.places for held in place.industries)
    found = set()
    for current in situation.currents:
        for mark in {_effective(mark, current, law, level=level) for mark in situation.marks}:
            for applied in applications:
                found.add(
                    tuple(
                        tuple(_possible(mark, current, applied, held, law) for held in place.industries)
                        for place in situation.places
                    )
                )
    return found


def _effective(mark: int, current: Grade | None, law: Law, *, level: bool) -> int:
    """The mark as it works on one current grade: flags that change nothing for it fall away."""
    if mark & LOWEST or (current is not None and mark & LAPSE):
        return LOWEST
    if current is None:
        return mark & BAR
    kept = mark & (BAR | LOWEST_OVER | REGRESSED)
    if mark & LAPSE_OVER:
        kept |= LOWEST_OVER
    if mark & NOTICED:
        kept |= NOTICED if level else REGRESSED
    if current in law.high_bars:
        kept |= mark & (FALL | BAR_OVER)
    return kept


def _barred(situation: Situation, law: Law) -> dict[Grade, Truth]:
    """Per grade that 17 or 18 names: whether one of them stands in the way, in all, none or some of the worlds."""
    found = {
        _bars(mark, law, is_graded=is_graded)
        for mark in situation.marks
        for is_graded in {current is not None for current in situation.currents}
    }
    return {grade: shared(grade in barred for barred in found) for grade in law.lowest_bars}


def _bars(mark: int, law: Law, *, is_graded: bool) -> tuple[Grade, ...]:
    """What the mark bars: 17 every change of grade, 18 the high grades. 17(2) binds whoever is graded."""
    if mark & LOWEST or (is_graded and mark & LAPSE):
        return law.lowest_bars
    return law.high_bars if mark & BAR else ()


@lru_cache(maxsize=65536)
def _possible(mark: int, current: Grade | None, applied: bool, held: Held, law: Law) -> Outcomes:
    """The outcomes of one industry. Applied for and no assessment told: it may be any, or not be there yet."""
    if held.scope in (Scope.OUTSIDE, Scope.GUARANTEE):
        return frozenset({OUTSIDE if held.scope is Scope.OUTSIDE else REVIEWED})
    results: tuple[Grade | None, ...] = NO_GRADE
    if held.assessed is not None:
        results = (held.assessed,)
    elif applied:
        results = (None, *(held.ladder or Grade))
    found = frozenset[Outcome]().union(*(_outcomes(mark, current, applied, result, held, law) for result in results))
    return found | {OUTSIDE} if held.scope is Scope.UNKNOWN else found


def _outcomes(
    mark: int, current: Grade | None, applied: bool, assessed: Grade | None, held: Held, law: Law
) -> Outcomes:
    """The grade of one industry in one world, by the order that the rules state: 17, the assessment, 19, 9(1).

    `mark` is effective for `current` (see `_effective`): 17(2) counts as 17, and 19(1) is there for high grades only. More than one where the facts of the world do not tell whether a fall that was due was carried out.
    """
    if mark & LOWEST:
        return frozenset({lowest_of(held.ladder)})
    keeps = carried(mark, current, held, law) if current is not None else frozenset({OPEN})
    if assessed is not None:
        forbidden = bool(mark & BAR) and assessed in law.high_bars
        return _not_standing(assessed, keeps) if forbidden else frozenset({graded(assessed)})
    if applied:
        return frozenset({undecided_between(keeps)})
    return keeps if current is not None else frozenset({lowest_of(held.ladder)})


def _not_standing(assessed: Grade, keeps: Outcomes) -> Outcomes:
    """18: an assessment that a bar forbids does not stand; the current grade, lowered by 19, goes on.

    A current grade above the forbidden one (its bar began before the grading) is not restored by a violation: no text
    says which of the two holds, so it stays open. Otherwise one more violation would raise the grade (P15).
    """
    if all(it.kind is Kind.LOWEST or (it.grade and lower(it, graded(assessed)) == it) for it in keeps):
        return keeps
    return frozenset({undecided_between(keeps)})


def carried(mark: int, current: Grade, held: Held, law: Law) -> Outcomes:
    """The current grade as it goes on: lowered by 19(1), (2), (3); with the fallen one beside it where a fall was due
    earlier and nobody told us whether it was carried out.

    A fall named by 19(1) and one that is not named (19(2), 19(3)) go together, and the lower counts.
    """
    keeps = graded(current)
    if mark & (REGRESSED | NOTICED):
        keeps = _unnamed_fall(mark, current, held)
    if mark & FALL:
        keeps = lower(keeps, _named_fall(current, law))
    due = {keeps}
    if mark & BAR_OVER:
        due.add(lower(keeps, _named_fall(current, law)))
    if mark & LOWEST_OVER and not keeps.possible <= UNNAMED.possible:
        due.add(lowest_of(held.ladder))
    # A bound that every fall respects says all there is to say.
    return frozenset({keeps} if keeps.kind is Kind.AT_MOST else due)


def _named_fall(current: Grade, law: Law) -> Outcome:
    """降为 C 级或非绩效引领性企业 (henan-2024:19(1)), whichever belongs to the family of the current grade."""
    return graded(next(grade for grade in law.the("falls_to").then.falls_to if grade in family_of(current)))


def _unnamed_fall(mark: int, current: Grade, held: Held) -> Outcome:
    """19(2) falls to the actual level, where a table tells it; 19(3) by at least one level."""
    falls = below(current, held.ladder)
    if mark & REGRESSED and held.level is not None and falls.kind is Kind.AT_MOST:
        named = lower(graded(held.level), below(current, held.ladder))
        falls = graded(held.level) if named.grade is held.level else falls
    return falls


def _all_lowest(found: Iterable[Outcomes]) -> Outcomes:
    """Every lowest of one outcome per industry."""
    return reduce(_lower_of_each, found)


def _together(places: tuple[Place, ...], sites: list[Outcomes]) -> Outcomes:
    """The enterprise: the lowest of all sites, but sites with their own permits stand by themselves (4(2))."""
    unknown = [p for p, place in enumerate(places) if place.apart is Truth.UNKNOWN]
    found: set[Outcome] = set()
    for choice in {0, len(unknown)} if len(places) > 1 else {0}:
        apart = {p for p, place in enumerate(places) if place.apart is Truth.YES} | set(unknown[:choice])
        groups = [sites[p] for p in apart if len(places) > 1]
        rest = [site for p, site in enumerate(sites) if p not in apart or len(places) == 1]
        found |= reduce(_alike_of_each, groups + ([_all_lowest(rest)] if rest else []))
    return frozenset(found)


def _alike(one: Outcome, other: Outcome) -> Outcome:
    """The grade of two sites that stand by themselves: theirs where it is the same, none otherwise."""
    if REVIEWED in (one, other):
        return other if one is REVIEWED else one
    return one if one == other else undecided_between((one, other))


@lru_cache(maxsize=65536)
def _lower_of_each(some: Outcomes, others: Outcomes) -> Outcomes:
    return frozenset(lower(a, b) for a in some for b in others)


@lru_cache(maxsize=65536)
def _alike_of_each(some: Outcomes, others: Outcomes) -> Outcomes:
    return frozenset(_alike(a, b) for a in some for b in others)
