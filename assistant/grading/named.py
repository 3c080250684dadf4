"""Named readings: where the text leaves two, which one was taken, and whether the other changes this verdict.

Lives here: `readings_of` (every reading that a rule names), and the sentence that a reason carries. May import:
grading.survey, rules, bars, alert. A reason names a reading where it would change what is decided on `as_of`, or where
INTERFACE.md asks that it always be named; all of them stand in the verdict's list of readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.grading.alert import Said, said
from assistant.grading.facts import UNKNOWN, Event
from assistant.grading.marks import NOTHING, Clock, Span, credit_marks, notices, span_of
from assistant.grading.rules import Reading, Rule
from assistant.grading.standing import Standing
from assistant.grading.survey import Survey
from assistant.grading.truth import Truth


@dataclass(frozen=True, slots=True)
class Named:
    """A reading as it bears on one fact. `differs`: whether the other reading changes the verdict on `as_of`."""

    reading: Reading
    rule: Rule
    fact: str
    differs: bool
    in_reason: bool
    until: Span | None = None

    @property
    def sentence(self) -> str:
        """As a reason says it."""
        changed = "，结论因此不同" if self.differs else ""
        return f"另一种理解：{self.reading.other}{changed}。采用：{self.reading.default}（{self.reading.why}）"


def of_event(survey: Survey, index: int) -> list[Named]:
    """The readings of the rule that takes one event."""
    event = survey.events[index]
    rule = survey.law.by_event[event.kind]
    return [
        named
        for reading in _readings(survey, rule)
        if (named := _event_reading(survey, index, event, rule, reading)) is not None
    ]


def of_rule(survey: Survey, rule: Rule, facts: Sequence[str]) -> list[Named]:
    """The readings of a rule that takes no single event: bad credit, the falls of 19, 8(4)."""
    found = [_rule_reading(survey, rule, facts, reading) for reading in _readings(survey, rule)]
    return [named for named in found if named is not None]


def sentence(named: Iterable[Named]) -> str | None:
    """What a reason says of its readings; None where it names none."""
    return " ".join(entry.sentence for entry in named if entry.in_reason) or None


def _readings(survey: Survey, rule: Rule) -> list[Reading]:
    return [survey.law.readings[reading] for reading in rule.readings]


def _event_reading(survey: Survey, index: int, event: Event, rule: Rule, reading: Reading) -> Named | None:
    fact = f"events[{index}]"
    match reading.alters:
        case None:
            return Named(reading, rule, fact, False, reading.always)
        case "site":
            apart = sites_apart(survey, event)
            return Named(reading, rule, fact, False, True) if apart else None
        case "occurred" if event.occurred_on is None or event.occurred_on == event.day:
            return None
        case "state" if event.remedied_on is UNKNOWN:
            return None
        case "lapse" if survey.parts.events[index] == NOTHING:
            return None
    differs = not alike(survey, survey.event_under(index, reading.alters))
    until = span_of(_moved(event, reading), rule, replace(survey.clock, reading=reading.alters))
    return Named(reading, rule, fact, differs, differs or reading.always, until)


def _moved(event: Event, reading: Reading) -> Event:
    """The event as the reading counts it: from the act, or a state without its remedy."""
    if reading.alters == "occurred":
        return replace(event, day=event.occurred_on)
    return replace(event, remedied_on=event.day) if reading.alters == "state" else event


def _rule_reading(survey: Survey, rule: Rule, facts: Sequence[str], reading: Reading) -> Named | None:
    case, law, fact = survey.case, survey.law, facts[0]
    match reading.alters:
        case "site":
            told = [event for index, event in enumerate(survey.events) if f"events[{index}]" in facts]
            apart = any(sites_apart(survey, event) for event in told)
            return Named(reading, rule, fact, False, True) if apart else None
        case "credit":
            clock = Clock(survey.clock.as_of, survey.clock.graded_on, reading.alters)
            other = replace(survey.parts, credit=credit_marks(case.credit_rating, case.credit_rated_on, law, clock))
            differs = not alike(survey, survey.with_parts(other))
            return Named(reading, rule, fact, differs, True) if case.credit_rated_on else None
        case "calendar_year":
            counted = notices(survey.events, law, replace(survey.clock, reading=reading.alters))
            differs = not alike(survey, survey.with_parts(replace(survey.parts, notices=counted)))
            return Named(reading, rule, fact, differs, differs)
    return Named(reading, rule, fact, False, reading.always)


def sites_apart(survey: Survey, event: Event) -> bool:
    """Whether the event is of a site among several that holds a permit of its own, so that it alone might be bound."""
    sites = survey.case.sites or ()
    at = [site for site in sites if event.site is None or site.name == event.site]
    return len(sites) > 1 and any(site.own_permit is Truth.YES for site in at)


def alike(survey: Survey, other: Standing) -> bool:
    """Whether another standing says the same as the survey's: bars, grades, alert."""
    mine = survey.standing
    return mine is other or (mine.barred == other.barred and _said(survey, mine) == _said(survey, other))


def _said(survey: Survey, it: Standing) -> tuple[Said, ...]:
    return tuple(said(outcomes, survey.law) for outcomes in (it.overall, *it.places))
