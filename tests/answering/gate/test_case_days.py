"""Days told from today or in part mean one day of the case, or nothing (P11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.answering.claims.case_days import with_days
from assistant.answering.claims.dossier import Dossier, dossier_of
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import load_law
from tests.answering.gate.known import gate

AS_OF = date(2026, 11, 26)


def _dossier(*events: tuple[str, str]) -> Dossier:
    case: dict[str, Any] = {
        "enterprise": {"name": "某铸造有限公司", "credit_rating": "良好"},
        "sites": [{"name": "厂区", "own_permit": True, "industries": [{"industry": "铸造"}]}],
        "current_grade": "B",
        "graded_on": "2025-05-20",
        "applied": False,
        "events": [{"kind": kind, "date": day} for kind, day in events],
    }
    corpus = gate().corpus
    law = load_law(corpus)
    verdict = decide(case_from(case, as_of=AS_OF, industries=corpus.industries), law, as_of=AS_OF).as_json()
    found = dossier_of(case, verdict, law, corpus.industries)
    assert found is not None
    return found


FINED = ("administrative_penalty", "2026-04-08")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("今年四月那张罚单", "2026年4月8日那张罚单"),
        ("四月份的处罚", "2026年4月8日的处罚"),
        ("4月前后的处罚", "2026年4月8日的处罚"),
        ("今年上半年受过处罚", "2026年4月8日受过处罚"),
        ("7个多月前的处罚", "2026年4月8日的处罚"),
        ("八个月前的处罚", "2026年4月8日的处罚"),
        ("去年5月评为B级", "2025年5月20日评为B级"),
        ("到明年4月9日", "到2027年4月9日"),
        ("2026年4月8日受罚，到次年4月8日为止", "2026年4月8日受罚，到2027年4月8日为止"),
        ("上个月底", "2026年10月底"),
        ("本月5日", "2026年11月5日"),
    ],
)
def test_p11_a_day_told_from_today_is_said_in_full(said: str, meant: str) -> None:
    assert with_days(said, _dossier(FINED)) == meant


@pytest.mark.parametrize(
    "said",
    [
        "五月那张罚单",  # the grade is of May, no penalty
        "四个月前的处罚",
        "半年前的处罚",
        "每年4月组织检查",
        "4月前报送",
        "三个月内",
        "十二个月内",
    ],
)
def test_p11_what_means_no_day_of_the_case_stays_as_it_is(said: str) -> None:
    assert with_days(said, _dossier(FINED)) == said


def test_p11_a_part_of_a_date_that_two_days_fit_means_neither() -> None:
    twice = _dossier(FINED, ("administrative_penalty", "2026-04-20"))
    assert with_days("今年四月那张罚单", twice) == "2026年4月那张罚单"
    assert with_days("四月那张罚单", twice) == "四月那张罚单"
    assert with_days("四月上旬那张罚单", twice) == "四月上旬那张罚单"
