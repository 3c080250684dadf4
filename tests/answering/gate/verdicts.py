"""Verdicts as the core writes them (INTERFACE.md, `grade`), for judging sentences about one enterprise."""

from __future__ import annotations

from typing import Any

_LAW = {
    "rule": "bar-administrative-penalty",
    "effect": "一年内不得申报和被评定为A级、B级和绩效引领性企业",
    "clause": "henan-2024:18(5)",
    "quote": "存在其他环境违法行为，受到行政处罚或构成犯罪的",
    "facts": ["events[0]"],
    "reading": None,
}
VERDICTS: dict[str, dict[str, Any]] = {
    "barred": {
        "barred": {"A": "yes", "B": "yes", "B-": "yes", "C": "no", "绩效引领性": "yes"},
        "may_apply": {"A": "no", "B": "no", "B-": "no", "C": "unknown", "绩效引领性": "no"},
        "earliest_application": "2027-03-02",
        "bars": [{"clause": "henan-2024:18(5)", "from": "2026-03-01", "until": "2027-03-01"}],
        "reasons": [_LAW],
    },
    "clear": {
        "barred": {"A": "no", "B": "no", "B-": "no", "C": "no", "绩效引领性": "no"},
        "may_apply": {"A": "unknown", "B": "unknown", "B-": "unknown", "C": "unknown", "绩效引领性": "unknown"},
        "reasons": [],
    },
    "allowed": {
        "barred": {"A": "no", "B": "no", "B-": "no", "C": "no", "绩效引领性": "no"},
        "may_apply": {"A": "no", "B": "yes", "B-": "yes", "C": "yes", "绩效引领性": "unknown"},
        "reasons": [],
    },
}
