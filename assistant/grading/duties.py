"""Duties and deadlines that the facts bring: who must do what, by when, on which clause; and as an .ics calendar.

Lives here: `duties_of`. May import: grading.periods, survey, rules. Deadlines are counted 比照 civil-code:201, :202;
whether their last day is a holiday (civil-code:203) is not known here, so the day and the next working day that may
take its place are both shown. A duty without a day in the text says so in words (及时, 适时).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.grading.facts import EventKind, Scope
from assistant.grading.periods import last_day, month_end
from assistant.grading.rules import Rule
from assistant.grading.survey import Survey
from assistant.grading.truth import Truth

_SATURDAY = 5
_SEPTEMBER = 9


@dataclass(frozen=True, slots=True)
class Duty:
    """`by`: the last day, or words where the text names none; `or_by`: the day it moves to if `by` is a holiday."""

    rule: str
    who: str
    what: str
    by: date | str
    or_by: date | None
    clause: str
    quote: str
    fact: str


def duties_of(survey: Survey) -> tuple[Duty, ...]:
    """Every duty whose condition the facts meet, in the order of the rules."""
    return tuple(_made(survey, rule, fact, by) for rule in survey.law.duties for fact, by in _deadlines(survey, rule))


def _deadlines(survey: Survey, rule: Rule) -> Iterator[tuple[str, date | str]]:
    """The facts that bring the duty, each with its deadline."""
    duty = rule.duty
    assert duty
    if rule.when.event:
        yield from _event_deadlines(survey, rule)
    elif duty.after == "graded_on" and duty.within:
        if survey.case.graded_on is not None:
            yield "graded_on", last_day(survey.case.graded_on, duty.within)
    elif (fact := _condition(survey, rule)) is not None:
        yield fact, _point(duty.by or "公告后一个月内（公告日期未知，比照民法典计算）", survey.clock.as_of)


def _event_deadlines(survey: Survey, rule: Rule) -> Iterator[tuple[str, date | str]]:
    duty = rule.duty
    assert duty
    for index, event in enumerate(survey.events):
        if event.kind not in rule.when.event:
            continue
        if duty.within is None:
            yield f"events[{index}]", duty.by or ""
        elif event.kind is EventKind.MATERIAL_CHANGE and survey.case.current_grade is not None and event.day:
            by = last_day(event.day, duty.within)
            if (
                survey.clock.after_grading(event.day)
                and by >= survey.clock.as_of
                and not _reapplied(event.reapplied_on)
            ):
                yield f"events[{index}]", by


def _reapplied(value: object) -> bool:
    return isinstance(value, date)


def _condition(survey: Survey, rule: Rule) -> str | None:
    """The fact by which the duty arises, or None where it does not."""
    when, case = rule.when, survey.case
    if when.guarantee:
        return _guarantee(survey)
    if isinstance(when.assessed, tuple):
        found = (
            f"sites[{s}].industries[{i}].assessed_grade"
            for s, i, industry in survey.industries()
            if industry.assessed_grade in when.assessed
        )
        return next(found, None)
    if when.applied:
        return "applied" if survey.applied is Truth.YES else None
    if when.current:
        return "current_grade" if case.current_grade in when.current else None
    return "graded_on" if when.graded and case.graded_on is not None else None


def _guarantee(survey: Survey) -> str | None:
    if survey.case.guarantee is not None:
        return "guarantee"
    found = (
        f"sites[{s}].industries[{i}].industry"
        for s, i, industry in survey.industries()
        if industry.scope is Scope.GUARANTEE
    )
    return next(found, None)


def _point(by: str, as_of: date) -> date | str:
    """A recurring point of the calendar as its next day from `as_of` on; any other word as it is."""
    if by == "month_end":
        return month_end(as_of)
    if by == "end_of_september":
        end = month_end(date(as_of.year, _SEPTEMBER, 1))
        return end if end >= as_of else month_end(date(as_of.year + 1, _SEPTEMBER, 1))
    return by


def _made(survey: Survey, rule: Rule, fact: str, by: date | str) -> Duty:
    assert rule.duty
    basis = survey.law.provisions[rule.provisions[0]]
    moved = next_working_day(by) if isinstance(by, date) else None
    return Duty(rule.id, rule.duty.who, rule.duty.what, by, moved, rule.clause, basis.quote, fact)


def next_working_day(day: date) -> date:
    """The first Monday-to-Friday after `day`: where a deadline moves at the earliest if `day` is a holiday.

    >>> next_working_day(date(2026, 11, 20))
    datetime.date(2026, 11, 23)
    """
    moved = day + timedelta(days=1)
    while moved.weekday() >= _SATURDAY:
        moved += timedelta(days=1)
    return moved
