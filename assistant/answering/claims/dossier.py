"""What is known of the enterprise that asks: its own facts and the core's verdict on them, as typed values.

Lives here: `Dossier` and its parts, `dossier_of`. Days come from the verdict, or from the calendar of the core. May import:
library, grading (facts, marks, rules), errors. What nobody told us is None, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from assistant.errors import InputError
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.facts import STATES, UNKNOWN, Case, Event, EventKind, Scope
from assistant.grading.marks import Clock, span_of
from assistant.grading.periods import following
from assistant.grading.rules import Law
from assistant.grading.truth import Truth
from assistant.library.grade import Grade
from assistant.library.holdings import Industries

LOWEST = "最低等级"
_TRUTHS = {Truth.YES: True, Truth.NO: False}


@dataclass(frozen=True)
class Bar:
    """A bar, standing or run out: the clause, the grades, the event (None: the credit rating), its days as text.
    `counted`: the day from which its year is counted, where that is not `since` (整改完成)."""

    clause: str
    grades: frozenset[Grade]
    kind: EventKind | None
    since: str | None
    until: str | None
    stands: bool
    counted: str | None = None

    @cached_property
    def begins(self) -> frozenset[str]:
        """The days that may be said to begin it: its own, the one from which it is counted, and the days after (民法典第二百零一条)."""
        days = {day for day in (self.since, self.counted) if day}
        return frozenset(days | {following(date.fromisoformat(day)).isoformat() for day in days})

    @property
    def free(self) -> str | None:
        """The first day without it."""
        return following(date.fromisoformat(self.until)).isoformat() if self.until else None


@dataclass(frozen=True)
class Place:
    """An industry at a site, with what the verdict says of it."""

    site: str
    industry: str
    grade: str | None
    alert: str
    assessed: Grade | None
    applying: Grade | None
    unmet: frozenset[str]
    met: frozenset[str]
    listed: bool


@dataclass(frozen=True)
class Dossier:
    """One enterprise on one day. `overall`: a grade's name or 最低等级, None where the core leaves it open. `meeting`:
    it is supposed to meet every indicator. `at_most`: the highest that the core leaves open."""

    as_of: date
    case: Case
    overall: str | None
    alert: str
    barred: Mapping[Grade, str]
    may: Mapping[Grade, str]
    bars: tuple[Bar, ...]
    places: tuple[Place, ...]
    falls_to: frozenset[Grade]
    falls: frozenset[str]
    clauses: frozenset[str]
    awaiting: bool
    notices: int
    clause_of: Mapping[EventKind, str]
    meeting: bool = False
    at_most: str | None = None

    @property
    def events(self) -> tuple[Event, ...] | None:
        """What happened; None: nobody told us."""
        return self.case.events

    @property
    def current(self) -> Grade | None:
        """The grade on record, None where there is none or nobody told us."""
        return self.case.current_grade if isinstance(self.case.current_grade, Grade) else None

    @property
    def ungraded(self) -> bool | None:
        """Whether there is no grade on record."""
        return None if self.case.current_grade is UNKNOWN else self.case.current_grade is None

    @property
    def applied(self) -> bool | None:
        """Whether it has applied."""
        return _TRUTHS.get(self.case.applied)

    @cached_property
    def apart(self) -> bool | None:
        """Whether each of several sites has a permit of its own."""
        sites = self.case.sites
        if sites is None or any(s.own_permit is Truth.UNKNOWN for s in sites):
            return None
        return len(sites) > 1 and all(s.own_permit is Truth.YES for s in sites)

    @cached_property
    def standing(self) -> tuple[Bar, ...]:
        """The bars that stand."""
        return tuple(bar for bar in self.bars if bar.stands)

    @cached_property
    def sure(self) -> bool:
        """Whether the core knows for every grade if it is barred."""
        return bool(self.barred) and set(self.barred.values()) <= {"yes", "no"}

    @cached_property
    def names(self) -> frozenset[str]:
        """Its industries."""
        return frozenset(p.industry for p in self.places)

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The names of its sites."""
        return tuple(s.name or "" for s in self.case.sites or ())


def dossier_of(
    case: Mapping[str, Any] | None, verdict: Mapping[str, Any] | None, law: Law, industries: Industries
) -> Dossier | None:
    """The dossier of this case and its verdict; None where one of them is missing or cannot be read."""
    if not case or not verdict or not verdict.get("as_of"):
        return None
    as_of = date.fromisoformat(str(verdict["as_of"]))
    try:
        read = case_from(case, as_of=as_of, industries=industries)
    except InputError:
        return None  # the case was never the one that was decided
    return _dossier(read, verdict, law, as_of)


@lru_cache(maxsize=256)
def decided(case: Case, law: Law, as_of: date) -> Dossier:
    """The dossier of a case as the core decides it on `as_of`."""
    return _dossier(case, decide(case, law, as_of=as_of).as_json(), law, as_of)


def _dossier(read: Case, verdict: Mapping[str, Any], law: Law, as_of: date) -> Dossier:
    overall = verdict.get("overall") or {}
    reasons = [r for r in verdict.get("reasons") or [] if r.get("applies") == "yes"]
    falls = frozenset(str(r["clause"]) for r in reasons if str(r["rule"]).startswith("falls-"))
    return Dossier(
        as_of=as_of,
        case=read,
        overall=overall.get("grade"),
        at_most=overall.get("at_most"),
        alert=str(verdict.get("alert_handling")),
        barred=_by_grade(verdict.get("barred")),
        may=_by_grade(verdict.get("may_apply")),
        bars=_bars(read, verdict, law, as_of),
        places=_places(read, verdict),
        falls_to=_lands(read, law) if any(r["rule"] == "falls-when-barred" for r in reasons) else frozenset(),
        falls=falls,
        clauses=frozenset(str(r["clause"]) for r in reasons),
        clause_of={kind: rule.clause for kind, rule in law.by_event.items()},
        notices=law.by_event[EventKind.ALERT_BREACH_NOTIFIED].when.count,
        awaiting=any("待公告" in str(note) for note in verdict.get("notes") or ()),
    )


def _by_grade(table: Mapping[str, str] | None) -> dict[Grade, str]:
    return {Grade(name): str(value) for name, value in (table or {}).items()}


def _lands(case: Case, law: Law) -> frozenset[Grade]:
    """Where an enterprise of this grade falls when it is barred: the lowest of its ladder that the rule names."""
    rule = law.by_id["falls-when-barred"]
    current = case.current_grade
    letters = isinstance(current, Grade) and "性" not in current.value
    return frozenset(g for g in rule.then.falls_to if ("性" not in g.value) == letters)


def _bars(case: Case, verdict: Mapping[str, Any], law: Law, as_of: date) -> tuple[Bar, ...]:
    """The bars of the verdict, and those that its events once brought and that have run out."""
    out: list[Bar] = []
    clock = Clock(as_of, case.graded_on)
    told: set[str] = set()
    for row in verdict.get("bars") or []:
        fact = str(row.get("fact"))
        told.add(fact)
        at = int(fact[7:-1]) if fact.startswith("events[") else None
        event = case.events[at] if at is not None and case.events else None
        kind = event.kind if event else None
        grades = frozenset(Grade(name) for name in row.get("grades") or ())
        out.append(Bar(str(row.get("clause")), grades, kind, row.get("from"), row.get("until"), True, _remedied(event)))
    for index, event in enumerate(case.events or ()):
        rule = law.by_event.get(event.kind)
        if rule is None or not rule.then.bars or not rule.then.length or f"events[{index}]" in told or not event.day:
            continue
        span = span_of(event, rule, clock)
        if span.since and span.until and span.until < as_of:
            days = span.since.isoformat(), span.until.isoformat()
            out.append(Bar(rule.clause, frozenset(rule.then.bars), event.kind, *days, False, _remedied(event)))
    return tuple(out)


def _remedied(event: Event | None) -> str | None:
    """The day on which a state was put right: its year is counted from there."""
    told = event is not None and event.kind in STATES and isinstance(event.remedied_on, date)
    return event.remedied_on.isoformat() if told and event and isinstance(event.remedied_on, date) else None


def _places(case: Case, verdict: Mapping[str, Any]) -> tuple[Place, ...]:
    out: list[Place] = []
    for site, said in zip(case.sites or (), verdict.get("sites") or (), strict=False):
        for facts, row in zip(site.industries or (), said.get("industries") or (), strict=False):
            out.append(
                Place(
                    site=site.name or "",
                    industry=facts.name or "",
                    grade=row.get("grade"),
                    alert=str(row.get("alert_handling")),
                    assessed=facts.assessed_grade,
                    applying=facts.applying_for,
                    unmet=frozenset(i.id for i in facts.indicators if i.met is Truth.NO),
                    met=frozenset(i.id for i in facts.indicators if i.met is Truth.YES),
                    listed=facts.scope is Scope.LISTED,
                )
            )
    return tuple(out)
