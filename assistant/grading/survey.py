"""Survey: the facts of a case as of a day, as the marks they leave and the situation that the grade depends on.

Lives here: `Survey`, made by `survey_of`; the same survey under another reading, or with one fact settled. May import:
grading.facts, marks, rules, standing, table. Nothing is concluded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.grading.facts import UNKNOWN, Case, Event, EventKind, IndustryFacts, Site
from assistant.grading.holding import Holding, hold
from assistant.grading.marks import NOTHING, Clock, Marks, anything, combined, credit_marks, marks_of, notices
from assistant.grading.rules import Law
from assistant.grading.standing import ANY_GRADE, Held, Place, Situation, Standing, standing
from assistant.grading.table import Table
from assistant.grading.truth import Truth

Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Parts:
    """The marks of each part of the facts, kept apart so that one can be replaced."""

    events: tuple[Marks, ...]
    notices: Marks
    credit: Marks
    unheard: Marks

    @property
    def whole(self) -> Marks:
        return combined((*self.events, self.notices, self.credit, self.unheard))


@dataclass(frozen=True)
class Survey:
    """One case as of one day under one reading."""

    case: Case
    law: Law
    clock: Clock
    tables: Tables

    @cached_property
    def parts(self) -> Parts:
        events = self.case.events
        return Parts(
            events=tuple(marks_of(event, self.law, self.clock) for event in events or ()),
            notices=notices(events, self.law, self.clock) if events else NOTHING,
            credit=credit_marks(self.case.credit_rating, self.case.credit_rated_on, self.law, self.clock),
            unheard=anything(self.law, self.clock) if events is None else NOTHING,
        )

    @cached_property
    def situation(self) -> Situation:
        current = self.case.current_grade
        return Situation(
            marks=self.parts.whole,
            currents=ANY_GRADE if current is UNKNOWN else (current,),
            applied=self.applied,
            places=self.places,
        )

    @cached_property
    def applied(self) -> Truth:
        """Whether the enterprise applied; a grade applied for or an assessment says that it did."""
        asked = any(i.applying_for or i.assessed_grade for _, _, i in self.industries())
        return Truth.YES if asked else self.case.applied

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The sites with their industries; one of each stands in where nobody told us any."""
        return tuple(
            Place(site.own_permit, tuple(self.held(industry) for industry in site.industries or (IndustryFacts(),)))
            for site in self.case.sites or (Site(),)
        )

    def held(self, industry: IndustryFacts) -> Held:
        table = self.table(industry)
        holding = self.holding(industry)
        return Held(
            industry.scope,
            table.ladder if table else None,
            industry.assessed_grade,
            holding.level if holding else None,
        )

    def table(self, industry: IndustryFacts) -> Table | None:
        """The loaded, reviewed guide table of the industry."""
        return self.tables.get(industry.table) if self.tables and industry.table else None

    def holding(self, industry: IndustryFacts) -> Holding | None:
        """The industry held against its table, where one is loaded."""
        table = self.table(industry)
        return hold(table, industry.indicators, industry.applying_for) if table else None

    def industries(self) -> list[tuple[int, int, IndustryFacts]]:
        """Every industry that we were told of, with the indexes of its site and its own."""
        return [
            (s, i, industry)
            for s, site in enumerate(self.case.sites or ())
            for i, industry in enumerate(site.industries or ())
        ]

    @cached_property
    def standing(self) -> Standing:
        return standing(self.situation, self.law)

    def event_under(self, index: int, reading: str) -> Standing:
        """The standing where one event alone is read otherwise."""
        event = self.events[index]
        other = marks_of(event, self.law, replace(self.clock, reading=reading))
        return self.with_event(index, other)

    def with_event(self, index: int, marks: Marks) -> Standing:
        """The standing where the marks of one event are these."""
        events = self.parts.events
        if marks == events[index]:
            return self.standing
        return self.with_parts(replace(self.parts, events=(*events[:index], marks, *events[index + 1 :])))

    def with_parts(self, parts: Parts) -> Standing:
        return standing(replace(self.situation, marks=parts.whole), self.law)

    @property
    def events(self) -> tuple[Event, ...]:
        return self.case.events or ()

    def notified(self) -> tuple[int, ...]:
        """The indexes of the notices that 19(3) counts: after the grading."""
        return tuple(
            index
            for index, event in enumerate(self.events)
            if event.kind is EventKind.ALERT_BREACH_NOTIFIED and (not event.day or self.clock.after_grading(event.day))
        )


def survey_of(case: Case, law: Law, *, as_of: date, tables: Tables) -> Survey:
    """The survey of a case under the default readings."""
    return Survey(case, law, Clock(as_of, case.graded_on), tables)
