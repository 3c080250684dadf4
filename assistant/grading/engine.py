"""The engine: a case, the law and a day in; a verdict out. The whole way, read from the top.

Lives here: `decide`. May import: every part of grading. No model, network, settings or clock: `as_of`, law and tables
are arguments, so that a verdict can be replayed, byte for byte.
"""

from __future__ import annotations

from datetime import date

from assistant.grading.alert import Said, said
from assistant.grading.applying import industry_may, may_apply
from assistant.grading.bars import bars_of, earliest_application, first_free
from assistant.grading.duties import duties_of
from assistant.grading.facts import Case, IndustryFacts
from assistant.grading.holding import next_grade_up
from assistant.grading.missing import missing_of
from assistant.grading.reasons import reasons_of
from assistant.grading.rules import Law
from assistant.grading.survey import Survey, Tables, survey_of
from assistant.grading.truth import Truth
from assistant.grading.verdict import IndustryVerdict, SiteVerdict, Verdict
from assistant.library.grade import Grade

NO_TABLES: Tables = {}


def decide(case: Case, law: Law, *, as_of: date, tables: Tables = NO_TABLES) -> Verdict:
    """What the law says of the case on `as_of`: bars, grades, handling, duties, reasons, and what is missing."""
    survey = survey_of(case, law, as_of=as_of, tables=tables)  # marks of events; everything unknown as what it may be
    standing = survey.standing  # what every completion of the missing facts leads to
    bars = bars_of(survey)
    may = may_apply(survey, standing.barred)
    sites = _sites(survey)
    return Verdict(
        as_of=as_of,
        overall=said(standing.overall, law),
        lowest_of=_lowest_of(sites),
        sites=sites,
        barred=standing.barred,
        may_apply=may,
        earliest_application=earliest_application(bars, law.high_bars, as_of=as_of),
        earliest_by_grade={grade: first_free(bars, grade, as_of=as_of) for grade in law.lowest_bars},
        bars=bars,
        reasons=reasons_of(survey),
        duties=duties_of(survey),
        missing=missing_of(survey, may),
        notes=_notes(survey),
    )


def _sites(survey: Survey) -> tuple[SiteVerdict, ...]:
    """Each site and industry that we were told of, in their order."""
    standing, law = survey.standing, survey.law
    return tuple(
        SiteVerdict(
            site.name,
            said(outcomes, law),
            tuple(
                _industry(survey, industry, said(possible, law))
                for industry, possible in zip(site.industries or (), each, strict=False)
            ),
        )
        for site, outcomes, each in zip(survey.case.sites or (), standing.places, standing.industries, strict=False)
    )


def _industry(survey: Survey, industry: IndustryFacts, it: Said) -> IndustryVerdict:
    """One industry, with the gap list to the next grade up where its table is loaded."""
    barred = survey.standing.barred
    may = {grade: industry_may(survey, industry, grade, barred) for grade in barred}
    holding, table = survey.holding(industry), survey.table(industry)
    if holding is None or table is None:
        return IndustryVerdict(industry.name, it, may)
    current = survey.case.current_grade
    start = holding.level or (current if isinstance(current, Grade) else None)
    wanted = next_grade_up(table.ladder, start)
    gaps = () if wanted is None else tuple((need.indicator, need.raw, need.met) for need in holding.gaps(wanted))
    return IndustryVerdict(industry.name, it, may, wanted, gaps)


def _lowest_of(sites: tuple[SiteVerdict, ...]) -> tuple[str, ...]:
    """The grades that the overall one is the lowest of, each once, in the order of the case."""
    named = (f"{entry.industry or '行业未知'} {_short(entry.said)}" for site in sites for entry in site.industries)
    return tuple(dict.fromkeys(named))


def _short(it: Said) -> str:
    return it.grade or (f"{it.at_most} 或以下" if it.at_most else "未定")


def _notes(survey: Survey) -> tuple[str, ...]:
    """What a reader must know beside the verdict."""
    notes = ["仅供参考，以生态环境部门核定为准"]
    if all(truth is Truth.NO for truth in survey.standing.barred.values()):
        notes.append("未见第十七、十八条情形；能否申报还须自评满足该等级全部指标")
    if any(industry.assessed_grade for _, _, industry in survey.industries()):
        notes.append("评定结果待公告")
    for index, event in enumerate(survey.events):
        if event.day and event.occurred_on and event.occurred_on > event.day:
            notes.append(f"events[{index}]：行为日 {event.occurred_on} 晚于文书日 {event.day}，请核对")
    if survey.case.current_grade is None and survey.case.graded_on is not None:
        notes.append("graded_on 有日期而 current_grade 为 null（尚无等级），请核对")
    return tuple(notes)
