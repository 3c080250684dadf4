"""What the core says to what a question tells: a case is drawn from it, decided, and merged over the days it may mean.

Lives here: `case_data`, `decided`. May import: grading, answering.reading. No rule and no calendar: every yes, no and
day comes from `grading`. A day that the question gives only roughly is decided at both ends; what differs is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answering.desk import NO_TABLES, Desk
from assistant.answering.events import Told
from assistant.answering.reading import Reading
from assistant.grading.case import case_from
from assistant.library.grade import Grade

UNKNOWN_INDICATOR = "未满足的指标"


@dataclass(frozen=True)
class Decision:
    """A verdict, with the days of its events as far as they are told. `exact`: every day is known."""

    verdict: dict[str, Any]
    exact: bool
    early: dict[str, Any]
    late: dict[str, Any]

    def barred(self, grade: Grade) -> str:
        return str(self.verdict["barred"].get(grade.value, "unknown"))

    @property
    def bars(self) -> list[dict[str, Any]]:
        return list(self.late.get("bars") or [])

    @property
    def earliest(self) -> str | None:
        """The first free day, where every day is known."""
        return self.late.get("earliest_application") if self.exact else None


def case_data(reading: Reading, *, at: str, first_listed: str) -> dict[str, Any]:
    """The case that a question tells, with rough days at their first (`early`) or last day (`late`)."""
    data: dict[str, Any] = {}
    if reading.credit:
        data["enterprise"] = {"credit_rating": reading.credit}
    industry: dict[str, Any] = {}
    if len(reading.industries) == 1:
        industry["industry"] = reading.industries[0].industry.name
    wanted = reading.wanted or ((reading.named[0],) if reading.unmet and reading.named else ())
    if reading.unmet and wanted:
        # Whoever is held against an indicator is in an industry that has them; which one changes nothing here.
        industry.setdefault("industry", first_listed)
        industry["applying_for"] = wanted[0].value
        industry["indicators"] = {UNKNOWN_INDICATOR: "unmet"}
    if industry:
        data["sites"] = [{"industries": [industry]}]
    if len(reading.held) == 1:
        data["current_grade"] = reading.held[0].value
    if reading.events:
        data["events"] = [_event(told, at) for told in reading.events]
    return data


def _event(told: Told, at: str) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": told.kind}
    if told.when:
        out["date"] = (told.when.first if at == "early" else told.when.last).isoformat()
    if told.occurred and told.when and told.occurred.first <= (told.when.first if at == "early" else told.when.last):
        out["occurred_on"] = told.occurred.first.isoformat()
    if told.remedied:
        out["remedied_on"] = (told.remedied.first if at == "early" else told.remedied.last).isoformat()
    elif told.ongoing:
        out["remedied_on"] = None
    if told.kind == "material_change":
        out["reapplied_on"] = None
    return out


def decided(desk: Desk, *, as_of: date | None = None) -> Decision | None:
    """What the core says; None where the question tells nothing to decide on."""
    from assistant.grading.engine import decide

    day = as_of or desk.as_of
    if desk.case is not None:
        verdict = decide(desk.case, desk.law, as_of=day, tables=desk.tables).as_json()
        return Decision(verdict, True, verdict, verdict)
    ends = []
    for at in ("early", "late"):
        data = case_data(desk.reading, at=at, first_listed=desk.corpus.industries.industries[0].name)
        if not data:
            return None
        case = case_from(data, as_of=day, industries=desk.corpus.industries, name="问题")
        # An industry that was put in for want of one must not lend its ladder.
        tables = desk.tables if desk.reading.industries else NO_TABLES
        ends.append(decide(case, desk.law, as_of=day, tables=tables).as_json())
    early, late = ends
    exact = all(e.when is not None and e.when.exact for e in desk.reading.events)
    return Decision(_shared(early, late), exact, early, late)


def _shared(early: dict[str, Any], late: dict[str, Any]) -> dict[str, Any]:
    """What both ends agree on; unknown where they do not."""
    out = dict(late)
    for key in ("barred", "may_apply"):
        out[key] = {g: v if early[key].get(g) == v else "unknown" for g, v in late[key].items()}
    return out


def shown(verdict: dict[str, Any]) -> dict[str, Any]:
    """The part of a verdict that an answer carries."""
    return {key: verdict[key] for key in ("barred", "may_apply", "reasons") if key in verdict}
