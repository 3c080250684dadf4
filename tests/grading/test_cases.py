"""The hand-checked cases: each states its clause, its facts and what must come out (tests/grading/cases/)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from assistant.library.clause import ClauseId
from tests.grading.law import CORPUS, cases, differences, facts_of, verdict_of

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['clause']} {case['name']}")
def test_case(case: dict[str, Any]) -> None:
    out = verdict_of(facts_of(case), date.fromisoformat(case["as_of"])).as_json()

    assert differences(case["expect"], out) == []


def test_there_are_four_hundred_and_each_names_a_clause_that_is_there() -> None:
    assert len(CASES) >= 400
    for case in CASES:
        CORPUS.clause(ClauseId.parse(case["clause"]))


def test_no_case_is_written_twice() -> None:
    names = Counter((case["file"], case["clause"], case["name"]) for case in CASES)

    assert [name for name, times in names.items() if times > 1] == []
