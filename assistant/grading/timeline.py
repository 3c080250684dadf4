"""The timeline of bars as data, for a page to draw: each bar a span, open ends and unknown days said as such.

Lives here: `timeline_of`. May import: grading.verdict, truth. No drawing, no colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.grading.truth import Truth
from assistant.grading.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar on a line of days, both ends in the span. None: not known, or (`open_end`) going on."""

    label: str
    clause: str
    fact: str
    since: date | None
    until: date | None
    open_end: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every bar that stands or may stand, `as_of`, and the first free day of the high grades where it is known."""

    as_of: date
    marks: tuple[Mark, ...]
    first_free: date | None


def timeline_of(verdict: Verdict) -> Timeline:
    """The verdict's bars in the order of their first days."""
    marks = tuple(
        Mark(
            label=bar.rule.say.split("：")[0],
            clause=bar.rule.clause,
            fact=bar.fact,
            since=bar.span.since,
            until=bar.span.until,
            open_end=bar.span.until is None and bar.span.since is not None,
            certain=bar.stands is Truth.YES,
        )
        for bar in verdict.bars
    )
    return Timeline(verdict.as_of, marks, verdict.earliest_application)
