"""Asking back: which facts would settle the verdict, the smallest set, the most decisive first.

Lives here: `ask_next`, `settling`, `settled`. May import: grading.engine, missing, verdict, facts. A fact is asked only
where two of its values lead apart (grading.missing); a guide table that is not loaded is named, never asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.grading.alert import AlertHandling, Status
from assistant.grading.missing import Missing
from assistant.grading.truth import Truth
from assistant.grading.verdict import Verdict


def ask_next(verdict: Verdict) -> Missing | None:
    """The fact to ask for now: it leaves the fewest questions open. None: only tables are missing."""
    return next((entry for entry in verdict.missing if not entry.table), None)


def settling(verdict: Verdict) -> tuple[Missing, ...]:
    """The facts that would settle the verdict, the most decisive first. Each of them can change it: none is spare."""
    return tuple(entry for entry in verdict.missing if not entry.table)


def tables_wanted(verdict: Verdict) -> tuple[str, ...]:
    """The guide tables that are not loaded and would say more."""
    return tuple(entry.fact.removeprefix("table:") for entry in verdict.missing if entry.table)


def settled(verdict: Verdict) -> bool:
    """Whether nothing is open but what a named table, that is not loaded, would tell."""
    open_bars = Truth.UNKNOWN in verdict.barred.values()
    open_grade = verdict.overall.status is Status.UNDETERMINED and verdict.overall.at_most is None
    return not (open_bars or open_grade or verdict.alert_handling is AlertHandling.UNKNOWN)


def answered(case: Mapping[str, Any], fact: str, value: Any) -> dict[str, Any]:
    """`case` (plain data) with `value` put where `fact` says, as `missing` spells it.

    >>> answered({"events": [{"kind": "bribery"}]}, "events[0].date", "2026-03-01")
    {'events': [{'kind': 'bribery', 'date': '2026-03-01'}]}
    """
    steps = _steps(fact)
    return _put(dict(case), steps, value)  # type: ignore[no-any-return]


def _put(inside: Any, steps: list[str | int], value: Any) -> Any:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        return [_put(entry, rest, value) if n == step else entry for n, entry in enumerate(inside)]
    inside = dict(inside or {})
    inside[step] = _put(inside.get(step), rest, value)
    return inside


def _steps(fact: str) -> list[str | int]:
    """`sites[0].industries[1].indicators.排放限值` as steps; an indicator's name is one step, dots and all."""
    head, mark, indicator = fact.partition(".indicators.")
    steps: list[str | int] = []
    for part in head.split("."):
        name, *indexes = part.replace("]", "").split("[")
        steps += [name, *(int(index) for index in indexes)]
    return [*steps, "indicators", indicator] if mark else steps
