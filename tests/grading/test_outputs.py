"""What a verdict becomes: the tree, the timeline, the calendar, the card, what would change it, the yearly self-check."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from assistant.grading.calendar_file import as_ics
from assistant.grading.card import card_of, facts_hash
from assistant.grading.case import case_from
from assistant.grading.explain import explain
from assistant.grading.facts import Case
from assistant.grading.timeline import timeline_of
from assistant.grading.truth import Truth
from assistant.grading.whatif import changes_of, self_check
from tests.grading.expected import made
from tests.grading.law import BASE, CORPUS, HERE, LAW, expected, verdict_of

AS_OF = date(2026, 11, 23)
EXAMPLE: dict[str, Any] = {
    **BASE,
    "current_grade": "B",
    "graded_on": "2025-06-30",
    "applied": False,
    "events": [{"kind": "administrative_penalty", "date": "2026-03-01"}],
}


def read(facts: dict[str, Any]) -> Case:
    return case_from(facts, as_of=AS_OF, industries=CORPUS.industries)


def test_the_tree_shows_fact_rule_effect_and_quote() -> None:
    tree = explain(verdict_of(EXAMPLE, AS_OF))

    assert "events[0] → bar-penalty-or-crime →" in tree
    assert "第十八条（五）：“企业存在以下情况的" in tree
    assert "“存在其他环境违法行为，受到行政处罚或构成犯罪的”" in tree
    assert "2027-03-02" in tree
    assert tree.endswith("\n")


def test_the_tree_names_readings_bounds_and_what_is_open() -> None:
    facts = {
        **EXAMPLE,
        "sites": [{"industries": [{"industry": None}]}],
        "events": [{"kind": "administrative_penalty", "date": None}, {"kind": "refused_grading", "date": "2026-03-01"}],
    }
    tree = explain(verdict_of(facts, AS_OF))
    two = [{"kind": "alert_breach_notified", "date": day} for day in ("2026-01-05", "2026-03-05")]

    assert "（未定）" in tree
    assert "行业未知" in tree
    assert "另一种理解：自愿申报的，不申报不等于拒绝参与" in tree
    assert "低于原等级，至多 B-" in explain(verdict_of({**EXAMPLE, "events": two}, AS_OF))
    assert "未定" in explain(verdict_of({**EXAMPLE, "sites": None}, AS_OF))


def test_two_notices_are_no_regression() -> None:
    two = [{"kind": "alert_breach_notified", "date": day} for day in ("2026-01-05", "2026-03-05")]
    clauses = {reason.clause for reason in verdict_of({**EXAMPLE, "events": two}, AS_OF).reasons}

    assert "henan-2024:19(3)" in clauses
    assert "henan-2024:19(2)" not in clauses


def test_the_timeline_holds_every_bar_with_its_ends() -> None:
    told = [
        {"kind": "administrative_penalty", "date": "2026-03-01"},
        {"kind": "no_discharge_permit", "date": "2024-03-01", "remedied_on": None},
        {"kind": "bribery", "date": None},
    ]
    line = timeline_of(verdict_of({**EXAMPLE, "events": told}, AS_OF))

    assert [(mark.since, mark.until, mark.open_end, mark.certain) for mark in line.marks] == [
        (date(2024, 3, 1), None, True, True),
        (date(2026, 3, 1), date(2027, 3, 1), False, True),
        (None, None, False, False),
    ]
    assert line.first_free is None
    assert line.marks[1].clause == "henan-2024:18(5)"


def test_the_calendar_holds_dated_duties_and_the_first_free_day() -> None:
    text = as_ics(verdict_of(EXAMPLE, AS_OF))

    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20250730\r\nDTEND;VALUE=DATE:20250731\r\n" in text
    assert "DTSTART;VALUE=DATE:20270302" in text
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert as_ics(verdict_of(EXAMPLE, AS_OF)) == text


def test_a_calendar_without_days_is_empty_but_whole() -> None:
    text = as_ics(verdict_of({**EXAMPLE, "graded_on": None, "events": []}, AS_OF))

    assert "VEVENT" not in text
    assert text.endswith("END:VCALENDAR\r\n")


def test_the_card_carries_the_hashes_of_law_and_facts() -> None:
    card = card_of(verdict_of(EXAMPLE, AS_OF), read(EXAMPLE), corpus_version="abc")

    assert card["law"] == {"document": "henan-2024", "corpus_version": "abc"}
    assert card["facts_sha256"] == facts_hash(read(json.loads(json.dumps(EXAMPLE))))
    assert card["facts_sha256"] != facts_hash(read({**EXAMPLE, "applied": None}))
    assert card["verdict"]["overall"]["grade"] == "C"
    assert len({facts_hash(read({**EXAMPLE, "current_grade": g})) for g in (None, "A", "B")}) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"events": []},
        {"events": [{"kind": "administrative_penalty", "date": "2026-03-02"}]},
        {"events": [{"kind": "over_permit_limit", "date": "2026-03-01"}]},
        {"events": None},
        {"enterprise": {"name": "另一家", "credit_rating": "良好"}},
        {"enterprise": {"name": "某某有限公司", "credit_rating": "诚信"}},
        {"sites": [{"name": "一厂区", "own_permit": False, "industries": [{"industry": "铸造"}]}]},
        {"sites": [{"name": "一厂区", "own_permit": True, "industries": [{"industry": "水泥"}]}]},
        {"graded_on": "2025-07-01"},
        {"current_grade": None},
    ],
)
def test_any_other_fact_gives_another_hash(change: dict[str, Any]) -> None:
    assert facts_hash(read({**EXAMPLE, **change})) != facts_hash(read(EXAMPLE))


def test_none_and_unknown_are_different_facts() -> None:
    unknown = {key: value for key, value in EXAMPLE.items() if key != "current_grade"}

    assert facts_hash(read(unknown)) != facts_hash(read({**EXAMPLE, "current_grade": None}))


def test_what_would_change_it_is_tried_not_guessed() -> None:
    changes = {change.fact: change for change in changes_of(read(EXAMPLE), LAW, as_of=AS_OF)}

    assert changes["events[0]"].grade == "B"
    assert changes["events[0]"].barred == ()
    assert "enterprise.credit_rating" not in changes


def test_bad_credit_may_be_mended_and_good_credit_lost() -> None:
    bad = {**EXAMPLE, "enterprise": {"credit_rating": "不良"}, "events": []}
    good = {**EXAMPLE, "events": []}
    unknown = {**EXAMPLE, "enterprise": {}, "events": None}

    assert [change.grade for change in changes_of(read(bad), LAW, as_of=AS_OF)] == ["B"]
    assert [change.grade for change in changes_of(read(good), LAW, as_of=AS_OF)] == ["C"]
    assert changes_of(read(unknown), LAW, as_of=AS_OF) == ()


def test_the_yearly_self_check_walks_every_trigger() -> None:
    told = [
        {"kind": "administrative_penalty", "date": "2026-03-01"},
        {"kind": "equipment_changed", "date": "2026-04-01"},
        {"kind": "falsified_ledger", "date": "2020-01-01"},
        {"kind": "indicator_regression", "date": "2026-01-01"},
    ]
    checks = {(check.clause, check.found) for check in self_check(read({**EXAMPLE, "events": told}), LAW, as_of=AS_OF)}

    assert ("henan-2024:18(5)", Truth.YES) in checks
    assert ("henan-2024:11", Truth.YES) in checks
    assert ("henan-2024:19(2)", Truth.YES) in checks
    assert ("henan-2024:18(6)", Truth.NO) in checks
    assert ("henan-2024:17(3)", Truth.NO) in checks


def test_a_self_check_of_nothing_told_is_unknown_throughout() -> None:
    checks = self_check(read({}), LAW, as_of=AS_OF)

    assert {check.found for check in checks} == {Truth.UNKNOWN}
    assert {"henan-2024:17(1)", "henan-2024:18(6)", "henan-2024:19(3)"} <= {check.clause for check in checks}


def test_notes_say_what_does_not_fit_together() -> None:
    late = {"kind": "administrative_penalty", "date": "2026-03-01", "occurred_on": "2026-05-01"}
    out = verdict_of({**EXAMPLE, "current_grade": None, "events": [late]}, AS_OF).as_json()
    free = verdict_of({**EXAMPLE, "events": []}, AS_OF).as_json()

    assert "events[0]：行为日 2026-05-01 晚于文书日 2026-03-01，请核对" in out["notes"]
    assert "graded_on 有日期而 current_grade 为 null（尚无等级），请核对" in out["notes"]
    assert "未见第十七、十八条情形；能否申报还须自评满足该等级全部指标" in free["notes"]
    assert "未见第十七、十八条情形；能否申报还须自评满足该等级全部指标" not in out["notes"]


def test_rich_cases_give_their_documents_byte_for_byte() -> None:
    """Rewritten by `python -m tests.grading.expected`; whoever rewrites reads the diff."""
    found = made()

    for name, document in expected().items():
        assert found[name] == document, name
    assert found.keys() == expected().keys()


_BYTES = """
import json, sys
from datetime import date
sys.path.insert(0, sys.argv[1])
from tests.grading.law import cases, facts_of, verdict_of
made = [verdict_of(facts_of(c), date.fromisoformat(c["as_of"])).as_json() for c in cases()[::9]]
sys.stdout.buffer.write(json.dumps(made, ensure_ascii=False).encode())
"""


@pytest.mark.slow
def test_p13_the_same_input_gives_the_same_bytes_across_processes_hash_seeds_and_locales() -> None:
    outputs = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX")):
        env = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATH": ""}
        done = subprocess.run(
            [sys.executable, "-c", _BYTES, str(HERE.parent.parent)], env=env, capture_output=True, check=True
        )
        outputs.add(done.stdout)

    assert len(outputs) == 1
