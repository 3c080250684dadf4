"""The verdict as values, and as the JSON document of INTERFACE.md.

Lives here: `Verdict`, `as_json`. May import: the parts that a verdict is made of. Keys and their order are fixed; the
same facts under the same law give the same bytes, whatever the process, hash seed or locale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.grading.alert import AlertHandling, Said
from assistant.grading.bars import Bar
from assistant.grading.duties import Duty
from assistant.grading.missing import Missing
from assistant.grading.named import Named
from assistant.grading.reasons import Reason
from assistant.grading.truth import Truth
from assistant.library.grade import Grade


@dataclass(frozen=True, slots=True)
class IndustryVerdict:
    """One industry at one site. `gaps`: what is missing for the next grade up, where its table is loaded."""

    industry: str | None
    said: Said
    may_apply: Mapping[Grade, Truth]
    next_grade: Grade | None = None
    gaps: tuple[tuple[str, str, Truth], ...] = ()


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """One site: the lowest of its industries."""

    name: str | None
    said: Said
    industries: tuple[IndustryVerdict, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that the core says of a case on a day."""

    as_of: date
    overall: Said
    lowest_of: tuple[str, ...]
    sites: tuple[SiteVerdict, ...]
    barred: Mapping[Grade, Truth]
    may_apply: Mapping[Grade, Truth]
    earliest_application: date | None
    earliest_by_grade: Mapping[Grade, date | None]
    bars: tuple[Bar, ...]
    reasons: tuple[Reason, ...]
    duties: tuple[Duty, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]

    @property
    def alert_handling(self) -> AlertHandling:
        return self.overall.alert

    def as_json(self) -> dict[str, Any]:
        """As INTERFACE.md spells it; keys it does not name are additions."""
        overall = {**_said(self.overall), "at_most": _word(self.overall.at_most), "lowest_of": list(self.lowest_of)}
        ask_next = next(iter(self.missing), None)
        return {
            "overall": overall,
            "sites": [_site(site) for site in self.sites],
            "barred": _truths(self.barred),
            "may_apply": _truths(self.may_apply),
            "earliest_application": _day(self.earliest_application),
            "earliest_by_grade": {str(grade): _day(day) for grade, day in self.earliest_by_grade.items()},
            "bars": [_bar(bar) for bar in self.bars if bar.stands is Truth.YES],
            "alert_handling": str(self.alert_handling),
            "reasons": [_reason(reason) for reason in self.reasons],
            "duties": [_duty(duty) for duty in self.duties],
            "missing": [{"fact": entry.fact, "say": entry.say} for entry in self.missing],
            "ask_next": {"fact": ask_next.fact, "say": ask_next.say} if ask_next else None,
            "readings": [_named(entry) for reason in self.reasons for entry in reason.readings],
            "notes": list(self.notes),
            "as_of": self.as_of.isoformat(),
        }


def _said(said: Said) -> dict[str, Any]:
    return {"status": str(said.status), "grade": None if said.grade is None else str(said.grade)}


def _site(site: SiteVerdict) -> dict[str, Any]:
    return {"name": site.name, **_said(site.said), "industries": [_industry(entry) for entry in site.industries]}


def _industry(entry: IndustryVerdict) -> dict[str, Any]:
    said = _said(entry.said)
    gaps = [
        {"indicator": name, "raw": raw, "met": "unmet" if met is Truth.NO else "unknown"}
        for name, raw, met in entry.gaps
    ]
    return {
        "industry": entry.industry,
        "grade": said["grade"],
        "alert_handling": str(entry.said.alert),
        "status": said["status"],
        "at_most": _word(entry.said.at_most),
        "may_apply": _truths(entry.may_apply),
        "next_grade": _word(entry.next_grade),
        "gaps": gaps,
    }


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "clause": bar.rule.clause,
        "from": _day(bar.span.since),
        "until": _day(bar.span.until),
        "grades": [str(grade) for grade in bar.grades],
        "fact": bar.fact,
        "rule": bar.rule.id,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule.id,
        "effect": reason.effect,
        "clause": reason.clause,
        "quote": reason.quote,
        "facts": list(reason.facts),
        "reading": reason.reading,
        "head": reason.head,
        "applies": str(reason.applies),
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "what": duty.what,
        "by": _day(duty.by) if isinstance(duty.by, date) else duty.by,
        "clause": duty.clause,
        "or_by": _day(duty.or_by),
        "who": duty.who,
        "quote": duty.quote,
        "fact": duty.fact,
        "rule": duty.rule,
    }


def _named(entry: Named) -> dict[str, Any]:
    until = entry.until.until if entry.until else None
    return {
        "id": entry.reading.id,
        "rule": entry.rule.id,
        "fact": entry.fact,
        "question": entry.reading.question,
        "default": entry.reading.default,
        "other": entry.reading.other,
        "why": entry.reading.why,
        "basis": list(entry.reading.basis),
        "differs": entry.differs,
        "until": _day(until),
    }


def _truths(truths: Mapping[Grade, Truth]) -> dict[str, str]:
    return {str(grade): str(truth) for grade, truth in truths.items()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _word(grade: Grade | None) -> str | None:
    return None if grade is None else str(grade)
