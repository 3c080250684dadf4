"""Whole documents, trees and calendars of some rich cases, to be read once and then held byte for byte.

python -m tests.grading.expected     rewrites tests/grading/expected.json; read the diff, say in the commit why it is right
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from assistant.grading.calendar_file import as_ics
from assistant.grading.case import case_from
from assistant.grading.explain import explain
from assistant.grading.timeline import timeline_of
from assistant.grading.whatif import changes_of, self_check
from tests.grading.law import BASE, CORPUS, HERE, LAW, verdict_of

AS_OF = date(2026, 11, 23)
FINE = {"kind": "administrative_penalty", "date": "2026-03-01"}
ROWS = [{"industry": "铸造", "assessed_grade": "A"}, {"industry": "水泥", "assessed_grade": "C"}]
RICH: dict[str, dict[str, Any]] = {
    "example": {"current_grade": "B", "graded_on": "2025-06-30", "applied": False, "events": [FINE]},
    "nothing told": {"enterprise": None, "sites": None},
    "everything at once": {
        "enterprise": {"name": "某公司", "credit_rating": "不良", "credit_rated_on": "2025-01-01"},
        "current_grade": "A",
        "graded_on": "2024-06-30",
        "applied": False,
        "guarantee": {"class": "居民供暖", "recognised": None},
        "events": [
            {**FINE, "occurred_on": "2025-05-01"},
            {"kind": "no_auto_monitoring", "date": "2025-09-01", "remedied_on": "2025-10-15"},
            {"kind": "no_discharge_permit", "date": "2025-09-01", "remedied_on": None},
            {"kind": "built_without_approval", "date": "2024-09-01"},
            {"kind": "material_change", "date": "2026-01-10", "reapplied_on": None},
            {"kind": "material_change", "date": "2025-01-10"},
            {"kind": "alert_breach_notified", "date": "2026-01-05"},
            {"kind": "alert_breach_notified", "date": "2025-11-05"},
            {"kind": "violation_unpunished", "date": "2026-06-01"},
            {"kind": "equipment_changed", "date": "2026-06-01"},
            {"kind": "refused_grading", "date": None},
            {"kind": "indicator_regression", "date": "2026-06-01"},
            {"kind": "typical_case_notified", "date": "2025-03-01"},
        ],
    },
    "sites apart": {
        "current_grade": "B",
        "graded_on": "2024-06-30",
        "sites": [
            {"name": "一厂区", "own_permit": True, "industries": ROWS},
            {"name": "二厂区", "own_permit": True, "industries": [{"industry": "电池制造", "applying_for": "B"}]},
            {"name": "三厂区", "industries": [{"industry": "蛋糕烘焙"}, {"industry": "食品加工"}]},
        ],
        "events": [{**FINE, "site": "一厂区"}, {"kind": "falsified_ledger", "date": "2025-11-23"}],
    },
    "a past fall": {
        "current_grade": "B",
        "graded_on": "2024-06-30",
        "applied": False,
        "events": [{"kind": "over_permit_limit", "date": "2025-03-01"}],
    },
    "unmet": {
        "current_grade": None,
        "events": [],
        "sites": [{"industries": [{"industry": "铸造", "indicators": {"排放限值": "unmet", "监测": "met"}}]}, {}],
    },
    "open dates": {
        "enterprise": {},
        "current_grade": "A",
        "graded_on": "2023-06-30",
        "events": [
            {"kind": "alert_breach_notified"},
            {"kind": "alert_breach_notified", "date": "2025-03-01"},
            {"kind": "administrative_penalty"},
            {"kind": "material_change", "reapplied_on": "2026-03-01"},
            {"kind": "no_discharge_permit", "remedied_on": "2025-12-01"},
        ],
    },
}


def made() -> Any:
    """Every document, as plain data."""
    out: dict[str, Any] = {}
    for name, told in RICH.items():
        facts = {**BASE, **told}
        case = case_from(facts, as_of=AS_OF, industries=CORPUS.industries)
        verdict = verdict_of(facts, AS_OF)
        out[name] = {
            "json": verdict.as_json(),
            "left": [entry.left for entry in verdict.missing],
            "tree": explain(verdict).split("\n"),
            "ics": as_ics(verdict).split("\r\n"),
            "line": str(timeline_of(verdict)),
            "changes": [str(change) for change in changes_of(case, LAW, as_of=AS_OF)],
            "check": [str(check) for check in self_check(case, LAW, as_of=AS_OF)],
        }
    return json.loads(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    text = json.dumps(made(), ensure_ascii=False, indent=1)
    (HERE / "expected.json").write_text(text + "\n", encoding="utf-8")
