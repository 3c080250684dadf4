"""Asking back: from an empty case, answering each next question ends in a determined verdict or a named table."""

from __future__ import annotations

import random
from typing import Any

import pytest

from assistant.grading.asking import answered, ask_next, settled, settling, tables_wanted
from assistant.library.grade import Grade
from tests.grading.law import verdict_of
from tests.grading.made import AS_OF

EMPTY: dict[str, Any] = {}
GRADES = [str(grade) for grade in Grade]


def answer(fact: str, luck: random.Random) -> Any:
    """Something that a person might answer to a question about `fact`."""
    name = fact.rpartition(".")[2].rpartition("]")[2] or fact
    day = luck.choice(["2026-06-01", "2025-02-10", "2023-05-05"])
    match name:
        case "events":
            kinds = luck.sample(["administrative_penalty", "no_discharge_permit", "material_change", "bribery"], 2)
            return luck.choice([[], [{"kind": kind} for kind in kinds]])
        case "credit_rating":
            return luck.choice(["良好", "不良", "未参评"])
        case "current_grade":
            return luck.choice([None, *GRADES])
        case "applied":
            return luck.choice([True, False])
        case "assessed_grade":
            return luck.choice(GRADES)
        case "date":
            return day
        case "remedied_on" | "reapplied_on":
            return luck.choice([None, "2026-11-01"])
        case "sites":
            return [{"name": "一厂区"}, {"name": "二厂区"}]
        case "industries":
            return [{"industry": luck.choice(["铸造", "电池制造"])}]
        case "own_permit":
            return luck.choice([True, False])
    raise AssertionError(f"nobody knows how to answer {fact}")


@pytest.mark.parametrize("seed", range(60))
def test_every_path_of_answers_ends_in_a_verdict_or_a_named_table(seed: int) -> None:
    luck, case, asked = random.Random(seed), EMPTY, []

    while (question := ask_next(verdict_of(case, AS_OF))) is not None:
        # The current grade of a case whose due fall may not have been carried out is asked for again, and stays open.
        if question.fact in asked:
            break
        asked.append(question.fact)
        case = answered(case, question.fact, answer(question.fact, luck))

    out = verdict_of(case, AS_OF)
    mixed = out.overall.grade is None and all(site.said.grade or site.said.at_most for site in out.sites)
    families = {str(entry.said.grade) for site in out.sites for entry in site.industries}
    past_fall = "current_grade" in {entry.fact for entry in out.missing}
    assert settled(out) or mixed or len(families) > 1 or past_fall or _not_standing(case), (case, out.as_json())


def _not_standing(case: dict[str, Any]) -> bool:
    """An assessment that a bar forbids, with no grade before it (or a better one): the text leaves it open."""
    return any(row.get("assessed_grade") for site in case.get("sites") or () for row in site.get("industries") or ())


def test_what_settles_most_is_asked_first() -> None:
    out = verdict_of({"sites": [{"name": "一厂区", "industries": [{"industry": "铸造"}]}], "applied": False}, AS_OF)

    lefts = [entry.left for entry in settling(out)]
    assert lefts == sorted(lefts)
    assert ask_next(out) == settling(out)[0]
    assert {entry.fact for entry in settling(out)} == {"events", "enterprise.credit_rating", "current_grade"}


def test_a_fact_that_changes_nothing_is_not_asked() -> None:
    facts = {
        "enterprise": {"credit_rating": "良好"},
        "sites": [{"name": "一厂区", "industries": [{"industry": "铸造"}]}],
        "applied": False,
        "events": [{"kind": "bribery", "date": "2026-03-01"}],
    }

    # 17 decides bars and grade whatever the current grade is.
    assert settling(verdict_of(facts, AS_OF)) == ()
    assert tables_wanted(verdict_of(facts, AS_OF)) == ("national-2020:铸造",)


def test_an_answer_goes_where_the_question_points() -> None:
    case = {"sites": [{"name": "一", "industries": [{"industry": "铸造"}]}]}

    told = answered(case, "sites[0].industries[0].indicators.排放.限值", 5)

    assert told["sites"][0]["industries"][0] == {"industry": "铸造", "indicators": {"排放.限值": 5}}
    assert case["sites"][0]["industries"][0] == {"industry": "铸造"}
    assert answered({"events": [1, 2]}, "events[1]", 3) == {"events": [1, 3]}
    assert answered({}, "enterprise.credit_rating", "良好") == {"enterprise": {"credit_rating": "良好"}}
