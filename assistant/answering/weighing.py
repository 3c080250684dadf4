"""Weighing: what a question turns on makes some entries likelier than their words alone do.

Lives here: `weighed`, `worded_first`. May import: answering.routing, turning, desk, entries, library. Each weight is one
small number with its reason; equal scores go by id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.desk import Desk
from assistant.answering.entries import Topic
from assistant.answering.routing import Choice
from assistant.answering.turning import CASE_COMPOSERS, CLASSIFY, Facts, told
from assistant.library.holdings import Silence

TOLD = 0.22  # something happened that 17 or 18 speak of, and the question turns on it
TRADE_ONLY = 0.05  # a trade is named, no industry of 第八条
LIKE = 0.24  # likeness from which words and likeness together say that a silence is meant
SURE = 0.5
CLOSE = 0.08  # within this, an entry that its words call goes before one that is only alike
_OVERALL = re.compile(r"总体|总的|整体|对外|一共算|最后算|算几级|算什么级|算啥级|取高|取低|就低|就高")
_FOUND_OUT = re.compile(r"检查|发现|复核|实际|抽查|督查")


def weighed(choices: Sequence[Choice], desk: Desk, facts: Facts) -> list[Choice]:
    """`choices` with what the question turns on added, best first."""
    reading = desk.reading
    kinds = {event.kind for event in reading.events}
    out = list(choices)
    if (reading.industries or facts["industry"]) and CLASSIFY.search(desk.text) and not kinds:
        weight = TOLD if reading.industries or reading.guarantees else TRADE_ONLY
        out = _raised(out, lambda c: weight if getattr(c.entry, "composer", None) == "industry" else 0.0)
    if len(reading.industries) > 1 and _OVERALL.search(desk.text) and not kinds:
        out = _raised(out, lambda c: 2 * TOLD if c.id == "several_industries" else 0.0)
    if reading.unmet and not _FOUND_OUT.search(desk.text):
        out = _raised(out, lambda c: 0.5 * TOLD if c.id == "all_indicators" else 0.0)
    if told(desk, facts) or desk.case is not None or "equipment_changed" in kinds:
        out = _raised(out, lambda c: _case_weight(c, kinds, facts))
    return sorted(out, key=lambda c: (-c.score, c.id))


def _raised(choices: Sequence[Choice], by: Callable[[Choice], float]) -> list[Choice]:
    return [replace(choice, score=round(choice.score + by(choice), 4)) for choice in choices]


def _case_weight(choice: Choice, kinds: set[str], facts: Facts) -> float:
    """How much an entry gains where something is told."""
    entry = choice.entry
    if isinstance(entry, Silence):
        return TOLD + 0.12 if choice.rule and choice.likeness >= LIKE else 0.0
    if not isinstance(entry, Topic):
        return 0.0
    if entry.composer == "changes":
        return TOLD if "equipment_changed" in kinds else 0.0
    if entry.composer not in CASE_COMPOSERS or not (facts["event"] or "equipment_changed" not in kinds):
        return 0.0
    if entry.composer == "material_change":
        return (TOLD + 0.15 if choice.rule else 0.5 * TOLD) if "material_change" in kinds else 0.0
    if entry.composer == "alert_breach":
        return TOLD if "alert_breach_notified" in kinds else -TOLD
    if entry.composer == "counts_as":
        return TOLD if facts["counts_as"] else 0.0
    return TOLD if kinds != {"material_change"} else 0.0


def worded_first(choices: Sequence[Choice]) -> tuple[Choice, Choice]:
    """The best two; one that its words call goes before one that is only alike, where they are close."""
    best, second = choices[0], choices[1]
    if not best.rule and second.rule and best.score < SURE and best.score - second.score < CLOSE:
        return second, best
    return best, second
