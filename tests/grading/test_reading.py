"""Reading a case, sentence by sentence of INTERFACE.md: what null means, what left out means, what a word is read as."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.errors import BadCase, UnknownValue
from assistant.grading.case import case_from, read_case
from assistant.grading.facts import UNKNOWN, Case, Event, EventKind, Guarantee, Scope, Site
from assistant.grading.truth import Truth
from assistant.library.grade import Grade
from assistant.library.yaml_file import parse_yaml
from tests.grading.law import BASE, CORPUS

AS_OF = date(2026, 11, 23)


def read(**facts: Any) -> Case:
    return case_from({**BASE, **facts}, as_of=AS_OF, industries=CORPUS.industries)


def test_for_current_grade_null_is_none_and_left_out_is_unknown() -> None:
    assert read(current_grade=None).current_grade is None
    assert read().current_grade is UNKNOWN
    assert read(current_grade="B-").current_grade is Grade.B_MINUS


def test_for_reapplied_on_and_remedied_on_null_is_not_and_left_out_is_unknown() -> None:
    told = [
        {"kind": "material_change", "date": "2026-01-10", "reapplied_on": None},
        {"kind": "material_change", "date": "2026-01-11"},
        {"kind": "no_auto_monitoring", "date": "2026-01-10", "remedied_on": None},
        {"kind": "no_auto_monitoring", "date": "2026-01-11"},
        {"kind": "no_auto_monitoring", "date": "2026-01-12", "remedied_on": "2026-02-01"},
    ]
    events = read(events=told).events or ()

    assert [event.reapplied_on for event in events[:2]] == [None, UNKNOWN]
    assert [event.remedied_on for event in events[2:]] == [None, UNKNOWN, date(2026, 2, 1)]


def test_everywhere_else_null_and_left_out_both_mean_unknown() -> None:
    nothing = read(events=None, applied=None, graded_on=None, guarantee=None, enterprise=None)

    assert nothing == read(enterprise=None)
    assert nothing.events is None
    assert nothing.applied is Truth.UNKNOWN
    assert nothing.credit_rating is None


def test_a_given_list_of_events_is_complete() -> None:
    assert read(events=[]).events == ()


def test_null_remedies_on_other_kinds_say_nothing() -> None:
    event = {"kind": "bribery", "date": "2026-03-01", "remedied_on": None, "reapplied_on": None, "site": None}

    assert (read(events=[event]).events or ())[0].kind is EventKind.BRIBERY


def test_two_undated_events_of_a_kind_are_two_events() -> None:
    assert len(read(events=[{"kind": "bribery"}, {"kind": "bribery", "date": None}]).events or ()) == 2


def test_a_site_nobody_names_may_be_named_by_an_event() -> None:
    sites = [{"industries": [{"industry": "铸造"}]}]

    assert (read(sites=sites, events=[{"kind": "bribery", "site": "一厂区"}]).events or ())[0].site == "一厂区"
    assert (read(sites=None, events=[{"kind": "bribery", "site": "一厂区"}]).events or ())[0].site == "一厂区"


@pytest.mark.parametrize(
    ("word", "name", "scope"),
    [
        ("铸造行业", "铸造", Scope.LISTED),
        (" 翻砂厂 ", "铸造", Scope.LISTED),
        ("食品加工", "食品加工", Scope.GUARANTEE),
        ("蛋糕烘焙", "蛋糕烘焙", Scope.OUTSIDE),
        (None, None, Scope.UNKNOWN),
    ],
)
def test_an_industry_is_read_by_name_alias_or_class(word: str | None, name: str | None, scope: Scope) -> None:
    case = read(sites=[{"industries": [{"industry": word}]}])
    industry = ((case.sites or ())[0].industries or ())[0]

    assert (industry.name, industry.scope) == (name, scope)
    assert industry.table == ("national-2020:铸造" if scope is Scope.LISTED else None)


def test_indicators_are_met_unmet_values_or_unknown() -> None:
    told = {"排放限值": 8.5, "监测": "met", "运输": "unmet", "台账": None, "能耗": "8 mg/m³", "产能": 3}
    case = read(sites=[{"industries": [{"industry": "铸造", "indicators": told}]}])
    indicators = {it.id: (it.met, it.value) for it in ((case.sites or ())[0].industries or ())[0].indicators}

    assert indicators == {
        "排放限值": (Truth.UNKNOWN, "8.5"),
        "监测": (Truth.YES, None),
        "运输": (Truth.NO, None),
        "台账": (Truth.UNKNOWN, None),
        "能耗": (Truth.UNKNOWN, "8 mg/m³"),
        "产能": (Truth.UNKNOWN, "3"),
    }


def test_a_guarantee_class_need_not_be_listed() -> None:
    listed, other = read(guarantee={"class": "居民供暖", "recognised": True}), read(guarantee={"class": "制氧"})

    assert listed.guarantee is not None
    assert (listed.guarantee.kind, listed.guarantee.recognised, listed.guarantee.listed) == (
        "居民供暖",
        Truth.YES,
        True,
    )
    assert other.guarantee is not None
    assert (other.guarantee.kind, other.guarantee.recognised, other.guarantee.listed) == ("制氧", Truth.UNKNOWN, False)
    assert read(guarantee={}).guarantee is not None


@pytest.mark.parametrize("day", ["2000-01-01", "2026-11-23"])
def test_the_first_and_the_last_day_that_a_case_may_name(day: str) -> None:
    assert read(graded_on=day).graded_on == date.fromisoformat(day)


def test_reapplied_on_the_day_of_the_change_is_no_contradiction() -> None:
    event = {"kind": "material_change", "date": "2026-03-01", "reapplied_on": "2026-03-01"}

    assert read(events=[event]).events


def test_a_name_of_two_hundred_letters_is_a_name() -> None:
    assert read(enterprise={"name": "长" * 200}).name == "长" * 200


def test_the_same_industry_at_two_sites_is_fine() -> None:
    rows = [{"industry": "铸造"}]

    assert len(read(sites=[{"name": "一", "industries": rows}, {"name": "二", "industries": rows}]).sites or ()) == 2


def test_a_file_is_read_like_plain_data() -> None:
    text = "sites: [{name: 一厂区, own_permit: true, industries: [{industry: 铸造}]}]\nenterprise: {name: 某某有限公司, credit_rating: 良好}\n"
    file = parse_yaml(text, name="case.yaml")

    assert read_case(file, as_of=AS_OF, industries=CORPUS.industries) == read()


def test_what_was_applied_for_is_kept() -> None:
    case = read(sites=[{"industries": [{"industry": "铸造", "applying_for": "A", "assessed_grade": "B"}]}])
    industry = ((case.sites or ())[0].industries or ())[0]

    assert (industry.applying_for, industry.assessed_grade) == (Grade.A, Grade.B)


@pytest.mark.parametrize(("word", "shown"), [("长" * 40, "“" + "长" * 40 + "”"), ("长" * 41, "“" + "长" * 40 + "…”")])
def test_a_message_shows_no_more_than_forty_letters_of_a_value(word: str, shown: str) -> None:
    with pytest.raises(UnknownValue) as refused:
        read(current_grade=word)

    assert shown in str(refused.value)


def test_a_message_stays_on_one_line() -> None:
    with pytest.raises(BadCase) as refused:
        read(graded_on="2026\n03")

    assert "“2026 03”不是日期" in str(refused.value)


def test_what_a_case_leaves_out_is_unknown_from_the_start() -> None:
    assert Event(EventKind.BRIBERY).remedied_on is UNKNOWN
    assert Event(EventKind.BRIBERY).reapplied_on is UNKNOWN
    assert not Guarantee().listed
    assert Site().own_permit is Truth.UNKNOWN
    assert Case().current_grade is UNKNOWN
    assert Case().applied is Truth.UNKNOWN
