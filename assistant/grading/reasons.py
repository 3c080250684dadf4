"""Reasons: every rule that applies to the facts told, with clause, quote, the facts it takes and the readings it names.

Lives here: `reasons_of`. May import: grading.bars, named, survey, alert. Overridden rules stand here too; 4(1) and 9(1)
always do. Words about a rule come from the law's data, quotes from its provisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.grading import named as naming
from assistant.grading.alert import handling_of
from assistant.grading.bars import event_bars
from assistant.grading.facts import UNKNOWN, Event, Scope
from assistant.grading.marks import BAR, BAR_OVER, FALL, LAPSE_OVER, LOWEST_OVER, NOTICED, REGRESSED, Marks, span_of
from assistant.grading.named import Named
from assistant.grading.rules import Law, Rule
from assistant.grading.survey import Survey
from assistant.grading.truth import Truth, shared

_OVER = LOWEST_OVER | LAPSE_OVER | BAR_OVER


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that applies (`yes`), or that a missing fact may bring in (`unknown`)."""

    rule: Rule
    clause: str
    quote: str
    head: str | None
    effect: str
    facts: tuple[str, ...]
    readings: tuple[Named, ...] = ()
    applies: Truth = Truth.YES

    @property
    def reading(self) -> str | None:
        return naming.sentence(self.readings)


def reasons_of(survey: Survey) -> tuple[Reason, ...]:
    """Every reason, in the order: events, credit, 19, assessment, 4(2), 4(1), 9(1), scope, guarantee."""
    return tuple(
        reason
        for part in (_events, _credit, _falls, _assessments, _several, _always, _scope, _guarantee)
        for reason in part(survey)
    )


def resting_on(law: Law, rule: Rule, effect: str, facts: Iterable[str], **more: object) -> Reason:
    """A reason by `rule`, its clause and quote taken from the first provision that it rests on."""
    basis = law.provisions[rule.provisions[0]]
    return Reason(rule, rule.clause, basis.quote, basis.head, effect, tuple(facts), **more)  # type: ignore[arg-type]


def _events(survey: Survey) -> Iterator[Reason]:
    for index, event in enumerate(survey.events):
        rule = survey.law.by_event.get(event.kind)
        marks = survey.parts.events[index]
        if rule is None or not rule.then.bars or not _bears(survey, index, event, marks):
            continue
        stands = event_bars(survey, index, event)
        effect = rule.say + _until(survey, event, rule, stands)
        readings = tuple(naming.of_event(survey, index))
        yield resting_on(survey.law, rule, effect, [f"events[{index}]"], readings=readings, applies=stands)


def _bears(survey: Survey, index: int, event: Event, marks: Marks) -> bool:
    """Whether the event bars, may bar, or was due to bring a fall, or would under another reading."""
    if event_bars(survey, index, event) is not Truth.NO:
        return True
    current = survey.case.current_grade
    if current is None:
        due = False
    else:
        past = {mark & _OVER for mark in marks} - {0}
        due = bool(past) and (past != {BAR_OVER} or current is UNKNOWN or current in survey.law.high_bars)
    return due or any(entry.differs for entry in naming.of_event(survey, index))


def _until(survey: Survey, event: Event, rule: Rule, stands: Truth) -> str:
    """How long the bar runs, in words; what its end hangs on where it is not known."""
    span = span_of(event, rule, survey.clock)
    if event.day is None:
        known = stands is Truth.YES
        return "。事件日期未知，但无论是哪一天都仍在限制期内" if known else "。事件日期未知，是否仍在限制期内未定"
    if stands is Truth.NO:
        passed = span.until is not None and span.until < survey.clock.as_of
        return f"。限制期已于 {span.until} 届满" if passed else "。按默认理解不构成限制"
    if rule.then.until_remedied and event.remedied_on is None:
        return "。尚未整改，限制没有终期"
    if span.until is None:
        return "。整改完成日期未知，限制终期未定"
    if rule.then.undecided:
        return f"。如属于，限制至 {span.until}（含当日）"
    tail = "（是否适用取决于未知事实）" if stands is Truth.UNKNOWN else ""
    return f"。限制至 {span.until}（含当日）{tail}"


def _credit(survey: Survey) -> Iterator[Reason]:
    rule = survey.law.credit
    if survey.case.credit_rating in rule.when.credit:
        readings = tuple(naming.of_rule(survey, rule, ["enterprise.credit_rating"]))
        effect = rule.say + "。等级存续期间一直受限"
        yield resting_on(survey.law, rule, effect, ["enterprise.credit_rating"], readings=readings)


def _falls(survey: Survey) -> Iterator[Reason]:
    case, law = survey.case, survey.law
    if case.current_grade is None:
        return
    named = law.the("falls_to")
    high = case.current_grade is UNKNOWN or case.current_grade in named.when.current
    marks = {f"events[{i}]": marks for i, marks in enumerate(survey.parts.events)}
    if case.credit_rating is not None:
        marks["enterprise.credit_rating"] = survey.parts.credit
    if high and (facts := _with_flag(marks, FALL)):
        yield _fall(survey, named, facts, marks, FALL)
    for rule in law.rules:
        if not rule.then.falls_below:
            continue
        if rule.then.by_actual_level and (facts := _with_flag(marks, REGRESSED)):
            yield _fall(survey, rule, facts, marks, REGRESSED)
        if not rule.then.by_actual_level and any(mark & NOTICED for mark in survey.parts.notices):
            facts = [f"events[{i}]" for i in survey.notified()]
            yield _fall(survey, rule, facts, {"notices": survey.parts.notices}, NOTICED)


def _with_flag(marks: dict[str, Marks], flag: int) -> list[str]:
    return [fact for fact, found in marks.items() if any(mark & flag for mark in found)]


def _fall(survey: Survey, rule: Rule, facts: list[str], marks: dict[str, Marks], flag: int) -> Reason:
    sure = any(all(mark & flag for mark in found) for found in marks.values())
    applies = Truth.UNKNOWN if survey.case.current_grade is UNKNOWN or not sure else Truth.YES
    readings = tuple(naming.of_rule(survey, rule, facts))
    effect = rule.say if applies is Truth.YES else f"{rule.say}（是否适用取决于未知事实）"
    return resting_on(survey.law, rule, effect, [*facts, "current_grade"], readings=readings, applies=applies)


def _assessments(survey: Survey) -> Iterator[Reason]:
    law = survey.law
    for s, i, industry in survey.industries():
        if industry.assessed_grade is None:
            continue
        fact = [f"sites[{s}].industries[{i}].assessed_grade"]
        effect = f"{industry.name or '该行业'}：{law.the('assessment_stands').say}"
        yield resting_on(law, law.the("assessment_stands"), effect, fact)
        barred = shared(bool(mark & BAR) for mark in survey.situation.marks)
        if industry.assessed_grade in law.high_bars and barred is not Truth.NO:
            yield resting_on(law, law.the("assessment_falls"), law.the("assessment_falls").say, fact, applies=barred)


def _several(survey: Survey) -> Iterator[Reason]:
    law, told = survey.law, survey.industries()
    unmet = [f"{_at(s, i)}.indicators.{n.id}" for s, i, x in told for n in x.indicators if n.met is Truth.NO]
    held = [holding for _, _, industry in told if (holding := survey.holding(industry))]
    if unmet or held:
        yield resting_on(law, law.the("requires_every_indicator"), law.the("requires_every_indicator").say, unmet)
    if len(survey.case.sites or ()) > 1:
        permits = [f"sites[{s}].own_permit" for s in range(len(survey.case.sites or ()))]
        yield resting_on(law, law.the("own_permit_apart"), law.the("own_permit_apart").say, permits)
    if len(told) > 1:
        yield resting_on(law, law.the("overall"), law.the("overall").say, [_at(s, i) for s, i, _ in told])


def _always(survey: Survey) -> Iterator[Reason]:
    law = survey.law
    rule = law.the("handling")
    ways = [handling_of(found, law) for place in survey.standing.industries for found in place]
    overall = handling_of(survey.standing.overall, law)
    own = [] if all(way == overall for way in ways) else _named(survey, rule, "overall")
    yield resting_on(law, rule, rule.say, [], readings=tuple(own))
    keeps = law.the("keeps")
    assessed = any(industry.assessed_grade for _, _, industry in survey.industries())
    meanwhile = [] if survey.applied is Truth.NO or assessed else _named(survey, keeps, "applied")
    facts = ["applied", "current_grade"]
    yield resting_on(law, keeps, keeps.say, facts, readings=tuple(meanwhile), applies=~survey.applied)


def _named(survey: Survey, rule: Rule, fact: str) -> list[Named]:
    """The readings of a rule, named in its reason because the facts make them bear."""
    readings = [survey.law.readings[reading] for reading in rule.readings]
    return [Named(reading, rule, fact, False, True) for reading in readings]


def _scope(survey: Survey) -> Iterator[Reason]:
    outside = [_at(s, i) + ".industry" for s, i, industry in survey.industries() if industry.scope is Scope.OUTSIDE]
    if outside:
        yield from (resting_on(survey.law, rule, rule.say, outside) for rule in survey.law.on("scope"))


def _guarantee(survey: Survey) -> Iterator[Reason]:
    facts = [_at(s, i) + ".industry" for s, i, industry in survey.industries() if industry.scope is Scope.GUARANTEE]
    facts += ["guarantee"] if survey.case.guarantee else []
    if facts:
        for rule in survey.law.on("guarantee"):
            readings = tuple(naming.of_rule(survey, rule, facts))
            yield resting_on(survey.law, rule, rule.say, facts, readings=readings)


def _at(site: int, industry: int) -> str:
    return f"sites[{site}].industries[{industry}]"
