"""Missing: which facts would change what is said, and which to ask for first.

Lives here: `missing_of`. May import: grading.survey, standing, alert, marks, decisive. A fact is missing where two values of it
lead to different standings, or where may_apply stays unknown for want of it. Each comes with what it settles: the mean
number of open questions left once it is known, over the values it may have; the fewest left is asked first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.grading.alert import AlertHandling, Status, said
from assistant.grading.decisive import Decisive, Held
from assistant.grading.facts import UNKNOWN, CreditRating, Event, EventKind, IndustryFacts, Scope
from assistant.grading.holding import NOT_CONCERNED, Need
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
    credit_marks,
)
from assistant.grading.standing import ANY_GRADE, Standing, standing
from assistant.grading.survey import Survey, Tables
from assistant.grading.truth import Truth
from assistant.library.grade import Grade

# What one event alone may do: enough to see whether events matter, and how much is settled by hearing of them.
_SINGLE = frozenset({0, LOWEST, LAPSE, BAR, BAR | FALL, BAR_OVER, REGRESSED, NOTICED})
_OVER = LOWEST_OVER | LAPSE_OVER | BAR_OVER


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact to ask for. `left`: open questions that stay, on average, once it is known; `table`: no fact, a guide."""

    fact: str
    say: str
    left: float
    table: bool = False


def missing_of(survey: Survey, may_apply: dict[Grade, Truth]) -> tuple[Missing, ...]:
    """Every fact and table that is missing, the most decisive first; tables come last."""
    facts = [
        *_unheard(survey),
        *_event_facts(survey),
        *_enterprise(survey),
        *_carried_out(survey),
        *_assessments(survey),
        *_places(survey),
    ]
    if Truth.UNKNOWN in may_apply.values():
        facts += _indicators(survey)
    return (*sorted(facts, key=lambda entry: entry.left), *_tables(survey, may_apply))


def open_questions(it: Standing, survey: Survey) -> int:
    """How many of the things that a verdict says are still unknown."""
    overall = said(it.overall, survey.law)
    unknown = sum(truth is Truth.UNKNOWN for truth in it.barred.values())
    return unknown + (overall.status is Status.UNDETERMINED) + (overall.alert is AlertHandling.UNKNOWN)


def _weigh(survey: Survey, fact: str, say: str, completed: Iterable[Standing]) -> Iterator[Missing]:
    """`fact` where its values lead apart, with the mean of the questions that stay open."""
    found = list(completed)
    if any(it is not found[0] and it != found[0] for it in found):
        yield Missing(fact, say, sum(open_questions(it, survey) for it in found) / len(found))


def _unheard(survey: Survey) -> Iterator[Missing]:
    if survey.case.events is None:
        single = [mark for mark in sorted(survey.parts.unheard) if mark in _SINGLE]
        worlds = (survey.with_parts(replace(survey.parts, unheard=frozenset({mark}))) for mark in single)
        yield from _weigh(survey, "events", "有没有发生过第十七至十九条所列的情形？没有请写 events: []", worlds)


def _event_facts(survey: Survey) -> Iterator[Missing]:
    for index, event in enumerate(survey.events):
        marks = survey.parts.events[index]
        if len(marks) > 1:
            fact, say = _unknown_in(event, index)
            yield from _weigh(survey, fact, say, (survey.with_event(index, frozenset({mark})) for mark in marks))
    if len(survey.parts.notices) > 1:
        worlds = [survey.with_parts(replace(survey.parts, notices=frozenset({mark}))) for mark in survey.parts.notices]
        for index in survey.notified():
            if survey.events[index].day is None:
                yield from _weigh(survey, f"events[{index}].date", "这次被通报查实是哪一天？", worlds)


def _unknown_in(event: Event, index: int) -> tuple[str, str]:
    """Which field of the event decides, and how to ask for it."""
    path = f"events[{index}]"
    if event.day is None:
        return f"{path}.date", f"{path}（{event.kind}）的文书日期是哪一天？"
    if event.kind is EventKind.MATERIAL_CHANGE:
        return f"{path}.reapplied_on", "重大变动后哪一天重新申报了评级？没有请写 null"
    if event.kind is EventKind.VIOLATION_UNPUNISHED:
        return f"{path}.kind", "这次违法是否属于第十八条（一）至（四）的情形，或后来受到处罚？请向生态环境部门核实认定"
    return f"{path}.remedied_on", "这一状态哪一天整改完成？仍在继续请写 null"


def _enterprise(survey: Survey) -> Iterator[Missing]:
    case, law, here = survey.case, survey.law, survey.situation
    if case.credit_rating is None:
        ways: set[Marks] = {credit_marks(rating, None, law, survey.clock) for rating in CreditRating}
        worlds = (survey.with_parts(replace(survey.parts, credit=marks)) for marks in sorted(ways, key=sorted))
        yield from _weigh(
            survey, "enterprise.credit_rating", f"环境信用评价等级是什么（{'、'.join(CreditRating)}）？", worlds
        )
    if case.current_grade is UNKNOWN:
        grades = (standing(replace(here, currents=(grade,)), law) for grade in ANY_GRADE)
        yield from _weigh(survey, "current_grade", "现有绩效等级是什么？尚无等级请写 null", grades)
    if survey.applied is Truth.UNKNOWN:
        answers = [standing(replace(here, applied=applied), law) for applied in (Truth.YES, Truth.NO)]
        yield from _weigh(survey, "applied", "是否已申报绩效评级（true 或 false）？", answers)


def _carried_out(survey: Survey) -> Iterator[Missing]:
    """A bar whose year is over, while a grade is still current that should have fallen: was the fall made?"""
    current = survey.case.current_grade
    if current is UNKNOWN or current is None or survey.applied is Truth.YES:
        return
    past = {mark & _OVER for mark in survey.situation.marks} - {0}
    if past and said(survey.standing.overall, survey.law).status is Status.UNDETERMINED:
        say = f"评级后曾有应当降级的情形，{current} 级是否已按第十七条、第十九条降级？请核对现有等级和评定日期"
        yield Missing("current_grade", say, open_questions(survey.standing, survey))


def _assessments(survey: Survey) -> Iterator[Missing]:
    if survey.applied is not Truth.YES:
        return
    for s, i, industry in survey.industries():
        if industry.scope is not Scope.LISTED or not _undetermined(survey, s):
            continue
        fact = f"sites[{s}].industries[{i}].assessed_grade"
        if industry.assessed_grade is None:
            yield Missing(fact, f"{industry.name}：省辖市审核评定的结果是哪一级？", 1)
        elif survey.standing.barred.get(industry.assessed_grade) is Truth.YES:
            say = f"{industry.name}：评定为 {industry.assessed_grade} 在限制期内不能成立；不受限制的评定结果是哪一级？"
            yield Missing(fact, say, 1)


def _undetermined(survey: Survey, site: int) -> bool:
    """Whether the site's grade is open."""
    return said(survey.standing.places[site], survey.law).status is Status.UNDETERMINED


def _places(survey: Survey) -> Iterator[Missing]:
    case = survey.case
    if case.sites is None:
        yield Missing("sites", "有哪些厂区，各属哪个行业？", open_questions(survey.standing, survey))
        return
    for s, site in enumerate(case.sites):
        if site.industries is None:
            yield Missing(f"sites[{s}].industries", "该厂区属于哪些行业？", open_questions(survey.standing, survey))
        if len(case.sites) > 1 and site.own_permit is Truth.UNKNOWN:
            yield from _permit(survey, s)
    for s, i, industry in survey.industries():
        path = f"sites[{s}].industries[{i}]"
        if industry.scope is Scope.UNKNOWN:
            yield Missing(f"{path}.industry", "属于第八条的哪个行业？", open_questions(survey.standing, survey))
        elif industry.scope is Scope.OUTSIDE:
            say = f"“{industry.name}”不在第八条所列行业中：是否有锅炉或炉窑（通用涉锅炉/炉窑行业）？"
            yield Missing(f"{path}.industry", say, open_questions(survey.standing, survey))
        unmet = any(indicator.met is Truth.NO for indicator in industry.indicators)
        if unmet and industry.applying_for is None and case.applied is not Truth.NO:
            yield Missing(f"{path}.applying_for", "未满足的指标是按哪一级申报的？", 1)


def _permit(survey: Survey, site: int) -> Iterator[Missing]:
    here = survey.situation
    worlds = [
        standing(
            replace(
                here,
                places=(*here.places[:site], replace(here.places[site], apart=apart), *here.places[site + 1 :]),
            ),
            survey.law,
        )
        for apart in (Truth.YES, Truth.NO)
    ]
    yield from _weigh(survey, f"sites[{site}].own_permit", "该厂区是否有自己的排污许可证？", worlds)


def _indicators(survey: Survey) -> list[Missing]:
    """What a loaded table asks for and was not told: the grade applied for first (a bare met or unmet speaks of it),
    which of several tables apply, then each indicator; a number by itself where a cell has several."""
    found = []
    for s, i, industry in survey.industries():
        holding, path = survey.holding(industry), f"sites[{s}].industries[{i}]"
        if holding is None or industry.assessed_grade is not None:
            continue
        asked = industry.applying_for
        if asked is None and survey.case.applied is not Truth.NO:
            found.append(Missing(f"{path}.applying_for", f"{industry.name}：拟申报或对照哪一级？", 1.5))
        for mark in holding.apart:
            say = f"{industry.name}有几张指标表（按工艺或燃料），{mark} 是否适用？不适用请写 {mark}: {NOT_CONCERNED}"
            found.append(Missing(f"{path}.indicators.{mark}", say, 1.8))
        told = {indicator.id for indicator in industry.indicators}
        open_needs = {
            fact
            for need in holding.needs
            if need.met is Truth.UNKNOWN and (asked is None or need.grade is asked)
            for fact in _facts_of(need, told)
        }
        for indicator in sorted(open_needs):
            fact = f"{path}.indicators.{indicator}"
            found.append(Missing(fact, f"{industry.name}：指标“{indicator}”的值是多少，或是否满足？", 2))
    return found


def _facts_of(need: Need, told: set[str]) -> tuple[str, ...]:
    """The ids under which an open need may be told: the indicator, or what is left of its numbers once one is told."""
    names = tuple(f"{need.indicator}/{subject}" for subject in need.numbers)
    left = tuple(name for name in names if name not in told)
    return left if left and len(left) < len(names) else (need.indicator,)


def _tables(survey: Survey, may_apply: dict[Grade, Truth]) -> list[Missing]:
    """The guide tables that are not loaded and without which a grade has no name, or may_apply no answer."""
    found: dict[str, Missing] = {}
    open_grade = any(o.kind == "lowest" for o in survey.standing.overall) or Truth.UNKNOWN in may_apply.values()
    for _, _, industry in survey.industries():
        if industry.table and survey.table(industry) is None and open_grade:
            table, say = _absent(survey.tables, industry)
            found[table] = Missing(f"table:{table}", say, 1, table=True)
    return list(found.values())


def _absent(tables: Tables, industry: IndustryFacts) -> tuple[str, str]:
    """The id of the table that is wanted, and why it does not decide."""
    known = tables.why_not(industry.table or "") if isinstance(tables, Decisive) else None
    if known is not None and known.held is not Held.NONE:
        remedy = "须先审核（library review）" if known.held is Held.DRAFT else "不能据以判断"
        return known.wanted, f"{known.say}，{remedy}"
    guide = known.guide if known else industry.guide
    name = known.industry.name if known else industry.name
    return f"{guide}:{name}", f"没有载入“{name}”的指标表（{guide}），须导入（import-guide）并审核"
