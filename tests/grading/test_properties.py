"""What holds of every case, however it is made (P13, P15): nothing made worse raises a grade, nothing unknown turns yes."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.grading.facts import STATES
from assistant.grading.periods import first_day_reaching, first_free_day, last_day
from assistant.grading.truth import Truth, all_of, any_of
from assistant.library.grade import LEADERSHIP, LETTERS
from tests.grading.law import verdict_of
from tests.grading.made import AS_OF, BARRING, DAYS, GRADES, Facts, events, facts, unique

settings.register_profile(
    "core", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=60
)
settings.load_profile("core")
DATED = ["administrative_penalty", "over_permit_limit", "falsified_ledger", "bribery", "typical_case_notified"]
HIGH = ("A", "B", "B-", "绩效引领性")
_RANK = {**{g: i for i, g in enumerate(LETTERS)}, **{g: 10 + i for i, g in enumerate(LEADERSHIP)}, "最低等级": 99}


def said(made: Facts, as_of: date = AS_OF) -> dict[str, Any]:
    return verdict_of(made, as_of).as_json()


def worse_or_open(after: str | None, before: str | None) -> bool:
    """Whether a grade is no better than another, or not fixed."""
    return after is None or before is None or _RANK[after] >= _RANK[before] or (before == "最低等级" and after == "D")


@given(facts(complete_list=True), events(BARRING))
def test_p15_one_more_violation_never_raises_a_grade(made: Facts, event: Facts) -> None:
    before = said(made)

    after = said({**made, "events": unique([*made["events"], event])})

    assert worse_or_open(after["overall"]["grade"], before["overall"]["grade"])
    for old, new in zip(before["sites"], after["sites"], strict=True):
        for a, b in zip(old["industries"], new["industries"], strict=True):
            assert worse_or_open(b["grade"], a["grade"])


@given(facts(complete_list=True), events(BARRING))
def test_p15_one_more_violation_never_frees_anybody(made: Facts, event: Facts) -> None:
    before = said(made)

    after = said({**made, "events": unique([*made["events"], event])})

    for grade, truth in before["barred"].items():
        assert truth != "yes" or after["barred"][grade] == "yes"
        assert not (truth == "unknown" and after["barred"][grade] == "no")


@given(facts())
def test_p15_bad_credit_is_never_better_than_good(made: Facts) -> None:
    good, bad = copy.deepcopy(made), copy.deepcopy(made)
    good["enterprise"]["credit_rating"], bad["enterprise"]["credit_rating"] = "良好", "不良"

    before, after = said(good), said(bad)

    assert worse_or_open(after["overall"]["grade"], before["overall"]["grade"])
    assert all(after["barred"][grade] == "yes" for grade in HIGH)


@given(facts())
def test_p15_unknown_never_becomes_yes(made: Facts) -> None:
    out = said(made)

    for grade, truth in out["may_apply"].items():
        assert truth != "yes" or out["barred"][grade] == "no"
        assert truth == "no" or out["barred"][grade] != "yes"


@given(facts(complete_list=True), st.data())
def test_p15_a_date_made_known_contradicts_nothing_decided(made: Facts, data: st.DataObject) -> None:
    undated = [i for i, event in enumerate(made["events"]) if event["date"] is None]
    assume(undated)
    low = made.get("graded_on") or "2000-01-01"
    told = copy.deepcopy(made)
    index = data.draw(st.sampled_from(undated))
    span = (AS_OF - date.fromisoformat(low)).days
    day = (AS_OF - timedelta(days=data.draw(st.integers(0, span)))).isoformat()
    event = told["events"][index]
    assume(not event.get("reapplied_on") or day <= event["reapplied_on"])
    event["date"] = day
    assume(len(unique(told["events"])) == len(told["events"]))

    contradicts_nothing(said(made), said(told))


@given(facts(), st.data())
def test_p15_any_other_fact_made_known_contradicts_nothing_decided(made: Facts, data: st.DataObject) -> None:
    told = copy.deepcopy(made)
    change = data.draw(st.sampled_from(["credit", "current", "applied", "permit", "remedied", "reapplied", "assessed"]))
    if change == "credit" and made["enterprise"]["credit_rating"] is None:
        told["enterprise"]["credit_rating"] = data.draw(st.sampled_from(["良好", "不良", "未参评"]))
    elif change == "current" and "current_grade" not in made:
        told["current_grade"] = data.draw(st.none() | GRADES)
    elif change == "applied" and made["applied"] is None:
        told["applied"] = data.draw(st.booleans())
    elif change == "permit":
        for site in told["sites"]:
            site["own_permit"] = data.draw(st.booleans()) if site["own_permit"] is None else site["own_permit"]
    elif change == "assessed" and made["applied"]:
        for site in told["sites"]:
            for row in site["industries"]:
                row.setdefault("assessed_grade", data.draw(GRADES))
    for event in told.get("events") or ():
        if change == "remedied" and event["kind"] in STATES and "remedied_on" not in event:
            event["remedied_on"] = data.draw(st.none() | DAYS)
        if change == "reapplied" and event["kind"] == "material_change" and "reapplied_on" not in event:
            event["reapplied_on"] = data.draw(
                st.none() | DAYS.filter(lambda d, e=event: not e["date"] or d >= e["date"])
            )

    contradicts_nothing(said(made), said(told))


def contradicts_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Whatever was decided stays decided, the same way."""
    for key in ("barred", "may_apply"):
        for grade, truth in before[key].items():
            assert truth == "unknown" or after[key][grade] == truth, (key, grade)
    grade = before["overall"]["grade"]
    lowest = {"最低等级", "D", "非绩效引领性"}
    assert grade is None or after["overall"]["grade"] == grade or {grade, after["overall"]["grade"]} <= lowest
    assert before["alert_handling"] in ("unknown", after["alert_handling"])


@given(facts(complete_list=True), st.randoms())
def test_the_order_of_events_is_irrelevant(made: Facts, random: Any) -> None:
    shuffled = copy.deepcopy(made)
    random.shuffle(shuffled["events"])

    one, other = said(made), said(shuffled)

    for key in (
        "overall",
        "sites",
        "barred",
        "may_apply",
        "earliest_application",
        "earliest_by_grade",
        "alert_handling",
    ):
        assert one[key] == other[key]


@given(facts())
def test_the_order_of_sites_and_industries_is_irrelevant(made: Facts) -> None:
    turned = copy.deepcopy(made)
    turned["sites"].reverse()
    for site in turned["sites"]:
        site["industries"].reverse()

    one, other = said(made), said(turned)

    assert one["overall"]["grade"] == other["overall"]["grade"]
    assert one["overall"]["at_most"] == other["overall"]["at_most"]
    assert one["alert_handling"] == other["alert_handling"]
    assert one["may_apply"] == other["may_apply"]


@given(facts())
def test_the_overall_grade_is_never_better_than_an_industry(made: Facts) -> None:
    out = said(made)
    overall = out["overall"]["grade"]
    assume(overall is not None)

    for site in out["sites"]:
        for entry in site["industries"]:
            assert worse_or_open(overall, entry["grade"])


@given(facts(complete_list=True), st.integers(1, 800))
def test_a_later_day_never_extends_a_bar(made: Facts, later: int) -> None:
    assume(all(event["kind"] != "material_change" for event in made["events"]))
    assume(all(event["date"] for event in made["events"]))
    assume(all("remedied_on" in event for event in made["events"] if event["kind"] in STATES))

    before, after = said(made), said(made, AS_OF + timedelta(days=later))

    for grade in before["barred"]:
        assert not (before["barred"][grade] == "no" and after["barred"][grade] != "no")
    old = {(bar["fact"], bar["clause"]): bar["until"] for bar in before["bars"]}
    for bar in after["bars"]:
        assert old[bar["fact"], bar["clause"]] == bar["until"]


@given(facts(complete_list=True), st.lists(events(DATED, DAYS), min_size=1, max_size=4))
def test_on_the_earliest_day_no_known_bar_stands(made: Facts, told: list[Facts]) -> None:
    made["enterprise"]["credit_rating"] = "良好"
    made["events"] = unique(told)
    out = said(made)
    assert (out["earliest_application"] is None) == (out["barred"]["A"] == "no")
    if out["earliest_application"] is None:
        return

    first = date.fromisoformat(out["earliest_application"])

    assert said(made, first)["barred"]["A"] == "no"
    assert said(made, first - timedelta(days=1))["barred"]["A"] == "yes"


@given(facts())
def test_p13_the_same_facts_give_the_same_bytes(made: Facts) -> None:
    one = json.dumps(said(made), ensure_ascii=False)

    assert json.dumps(said(copy.deepcopy(made)), ensure_ascii=False) == one


@given(facts())
def test_whatever_is_unknown_names_what_is_missing(made: Facts) -> None:
    out = said(made)

    if "unknown" in (*out["barred"].values(), out["alert_handling"]) or out["overall"]["status"] == "undetermined":
        letters_and_leading = out["overall"]["lowest_of"]
        assert out["missing"] or len(letters_and_leading) > 1 or out["overall"]["at_most"]
    assert (out["ask_next"] is None) == (out["missing"] == [])


@given(facts())
def test_every_reason_quotes_its_clause_and_every_fact_is_a_place_in_the_case(made: Facts) -> None:
    out = said(made)

    for reason in out["reasons"]:
        assert reason["quote"]
        assert reason["effect"]
    assert {"henan-2024:4(1)", "henan-2024:9(1)"} <= {reason["clause"] for reason in out["reasons"]}


@given(facts())
def test_b_minus_is_barred_as_b(made: Facts) -> None:
    out = said(made)

    assert out["barred"]["B-"] == out["barred"]["B"] == out["barred"]["A"] == out["barred"]["绩效引领性"]


@given(facts())
def test_c_is_barred_only_where_everything_is(made: Facts) -> None:
    out = said(made)["barred"]

    assert out["C"] != "yes" or out["A"] == "yes"
    assert out["A"] != "no" or out["C"] == "no"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from(["P1Y", "P1M", "P30D", "P2Y"]))
def test_a_period_ends_after_it_begins_and_its_inverse_finds_its_start(day: date, period: str) -> None:
    end = last_day(day, period)

    assert end > day
    assert first_free_day(day, period) == end + timedelta(days=1)
    assert first_day_reaching(end, period) <= day
    assert last_day(first_day_reaching(end, period), period) >= end


@given(st.lists(st.sampled_from(list(Truth)), max_size=5))
def test_and_and_or_are_mirrors(parts: list[Truth]) -> None:
    assert any_of(parts) is ~all_of(~part for part in parts)
