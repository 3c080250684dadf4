"""Bars: spans in which an enterprise may not apply, and the first day on which none stands (第十七条, 第十八条).

Lives here: the bars of a survey as days, `earliest_application`, `earliest_by_grade`. May import: grading.survey,
marks. These speak of bars that are known: of events that nobody told us about, and of a credit rating that nobody
told us, they say nothing; an event that was told and may bar for longer leaves the end open (None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.grading.facts import UNKNOWN, Event
from assistant.grading.marks import BAR, LAPSE, LOWEST, Span, credit_marks, span_of
from assistant.grading.periods import following
from assistant.grading.rules import Rule
from assistant.grading.survey import Survey
from assistant.grading.truth import Truth, shared
from assistant.library.grade import Grade

_STANDS = LOWEST | BAR


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on `as_of`. `stands`: yes, or unknown where a missing fact decides; `until` None: open, or not known."""

    rule: Rule
    fact: str
    span: Span
    stands: Truth

    @property
    def grades(self) -> tuple[Grade, ...]:
        return self.rule.then.bars


def bars_of(survey: Survey) -> tuple[Bar, ...]:
    """Every bar that stands or may stand on `as_of`, by the facts that were told; in the order of their first days."""
    found = [
        Bar(rule, f"events[{index}]", span_of(event, rule, survey.clock), stands)
        for index, event in enumerate(survey.events)
        if (rule := survey.law.by_event.get(event.kind))
        and rule.then.bars
        and (stands := event_bars(survey, index, event)) is not Truth.NO
    ]
    case, law = survey.case, survey.law
    if case.credit_rating is not None and credit_marks(case.credit_rating, None, law, survey.clock) != {0}:
        found.append(Bar(law.credit, "enterprise.credit_rating", Span(case.credit_rated_on, None), Truth.YES))
    return tuple(sorted(found, key=lambda bar: (bar.span.since or date.max, bar.span.until or date.max, bar.rule.id)))


def event_bars(survey: Survey, index: int, event: Event) -> Truth:
    """Whether this event bars on `as_of`. 17(2) binds only whoever has been graded."""
    found = shared(bool(mark & (_STANDS | LAPSE)) for mark in survey.parts.events[index])
    if not survey.law.by_event[event.kind].then.lapse or found is Truth.NO:
        return found
    if survey.case.current_grade is None:
        return Truth.NO
    return Truth.UNKNOWN if survey.case.current_grade is UNKNOWN else found


def first_free(bars: Sequence[Bar], grade: Grade, *, as_of: date) -> date | None:
    """The first day on which no known bar on `grade` stands; `as_of` where none does; None where an end is open."""
    on_grade = [bar for bar in bars if grade in bar.grades]
    if not on_grade:
        return as_of
    ends = [bar.span.until for bar in on_grade if bar.stands is Truth.YES and bar.span.until]
    if not ends:
        return None
    last = max(ends)
    open_end = any(bar.span.latest is None or bar.span.latest > last for bar in on_grade)
    return None if open_end else following(last)


def earliest_application(bars: Sequence[Bar], grades: Sequence[Grade], *, as_of: date) -> date | None:
    """For the high grades: the day after the last bar in force; None unless a bar stands and every one has an end."""
    standing = [bar for bar in bars if bar.stands is Truth.YES and set(grades) & set(bar.grades)]
    return first_free(bars, grades[0], as_of=as_of) if standing else None
