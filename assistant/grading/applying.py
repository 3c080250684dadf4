"""Who may apply for what: not barred, and every indicator of the grade met (henan-2024:4(2), 9(1), 17, 18).

Lives here: `may_apply`. May import: grading.survey, ladder, truth. Two results are never confused: absence of bars is
not permission. "Yes" needs a reviewed table all of whose indicators are met, or an assessment at or above the grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.grading.facts import IndustryFacts, Scope
from assistant.grading.ladder import at_or_above, at_or_below
from assistant.grading.survey import Survey
from assistant.grading.truth import Truth, all_of
from assistant.library.grade import Grade


def may_apply(survey: Survey, barred: Mapping[Grade, Truth]) -> dict[Grade, Truth]:
    """For the enterprise: no where any of its industries may not, since the overall grade is the lowest of them."""
    told = [industry for _, _, industry in survey.industries()]
    return {
        grade: _whole([industry_may(survey, industry, grade, barred) for industry in told], barred[grade])
        for grade in barred
    }


def _whole(parts: Iterable[Truth], barred: Truth) -> Truth:
    found = list(parts)
    if not found:
        return Truth.NO if barred is Truth.YES else Truth.UNKNOWN
    return all_of(found)


def industry_may(survey: Survey, industry: IndustryFacts, grade: Grade, barred: Mapping[Grade, Truth]) -> Truth:
    """For one industry. Outside 第八条, and for a guarantee class, never yes."""
    if barred[grade] is Truth.YES:
        return Truth.NO
    if industry.scope is not Scope.LISTED:
        return Truth.UNKNOWN
    meets = _meets(survey, industry, grade)
    return meets if meets is Truth.NO else all_of([~barred[grade], meets])


def _meets(survey: Survey, industry: IndustryFacts, grade: Grade) -> Truth:
    """Whether every indicator of `grade` is met: by the assessment, by the table, by what was said of an indicator."""
    table = survey.table(industry)
    if table is not None and grade not in table.ladder:
        return Truth.NO
    asked = industry.applying_for
    unmet = any(indicator.met is Truth.NO for indicator in industry.indicators)
    if unmet and asked is not None and grade in at_or_above(asked):
        return Truth.NO
    holding = survey.holding(industry)
    if holding is not None and holding.met[grade] is not Truth.UNKNOWN:
        return holding.met[grade]
    assessed = industry.assessed_grade
    if assessed is not None and grade in at_or_below(assessed):
        return Truth.YES
    return Truth.UNKNOWN
