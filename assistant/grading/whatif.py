"""What would change this: each single fact that, told otherwise, would change the verdict; and the self-check of 12.

Lives here: `changes_of`, `self_check`. May import: grading.engine, facts, verdict, rules. A change is tried by deciding
the case with that one fact altered; nothing is estimated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.grading.alert import AlertHandling
from assistant.grading.engine import NO_TABLES, decide
from assistant.grading.explain import grade_words
from assistant.grading.facts import Case, CreditRating, Event, EventKind
from assistant.grading.rules import Law
from assistant.grading.survey import Tables
from assistant.grading.truth import Truth
from assistant.grading.verdict import Verdict
from assistant.library.grade import Grade


@dataclass(frozen=True, slots=True)
class Change:
    """If `fact` were as `say` puts it, this is what would be different."""

    fact: str
    say: str
    grade: str
    barred: tuple[Grade, ...]
    alert: AlertHandling


def changes_of(case: Case, law: Law, *, as_of: date, tables: Tables = NO_TABLES) -> tuple[Change, ...]:
    """Every single change, of those a person could bring about or learn, that would change grade, bars or alert."""
    here = decide(case, law, as_of=as_of, tables=tables)
    found = []
    for fact, say, other in _others(case, law):
        there = decide(other, law, as_of=as_of, tables=tables)
        if _outcome(there) != _outcome(here):
            barred = tuple(grade for grade, truth in there.barred.items() if truth is Truth.YES)
            found.append(Change(fact, say, grade_words(there.overall), barred, there.alert_handling))
    return tuple(found)


def _outcome(verdict: Verdict) -> object:
    return verdict.overall, dict(verdict.barred), verdict.alert_handling


def _others(case: Case, law: Law) -> Iterator[tuple[str, str, Case]]:
    events = case.events or ()
    for index, event in enumerate(events):
        rest = (*events[:index], *events[index + 1 :])
        yield f"events[{index}]", f"没有发生 {event.kind}（例如处罚被撤销）", replace(case, events=rest)
    bad = law.credit.when.credit
    if case.credit_rating in bad:
        yield "enterprise.credit_rating", "信用等级修复为良好", replace(case, credit_rating=CreditRating.GOOD)
    elif case.credit_rating is not None:
        yield "enterprise.credit_rating", "信用等级降为不良", replace(case, credit_rating=bad[0])


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the yearly self-check. `found`: yes, a trigger is there; unknown: nobody told us."""

    clause: str
    say: str
    found: Truth
    facts: tuple[str, ...]


def self_check(case: Case, law: Law, *, as_of: date, tables: Tables = NO_TABLES) -> tuple[Check, ...]:
    """第十二条: what a yearly review looks at, every trigger of 17 to 19 and the changes of 11."""
    events = case.events
    verdict = decide(case, law, as_of=as_of, tables=tables)
    acting = {fact for reason in verdict.reasons for fact in reason.facts}
    checks = []
    for rule in law.rules:
        if not rule.when.event:
            continue
        told = [(i, event) for i, event in enumerate(events or ()) if event.kind in rule.when.event]
        facts = tuple(f"events[{i}]" for i, event in told if f"events[{i}]" in acting or not _barring(event, law))
        found = Truth.UNKNOWN if events is None else Truth.of(bool(facts))
        say = rule.say or (rule.duty.what if rule.duty else "")
        checks.append(Check(rule.clause, say, found, facts))
    credit = Truth.UNKNOWN if case.credit_rating is None else Truth.of(case.credit_rating in law.credit.when.credit)
    checks.append(Check(law.credit.clause, law.credit.say, credit, ("enterprise.credit_rating",)))
    return tuple(checks)


def _barring(event: Event, law: Law) -> bool:
    rule = law.by_event.get(event.kind)
    return event.kind is not EventKind.EQUIPMENT_CHANGED and rule is not None and bool(rule.then.bars)
