"""Cases made at random, for properties: plain data as a person would write it, facts missing as they are in life."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from assistant.grading.facts import STATES, CreditRating, EventKind
from assistant.library.grade import Grade

AS_OF = date(2026, 11, 23)
DAYS = st.integers(0, 1200).map(lambda back: (AS_OF - timedelta(days=back)).isoformat())
MAYBE_DAY = st.none() | DAYS
GRADES = st.sampled_from([str(grade) for grade in Grade])
BARRING = [str(kind) for kind in EventKind if kind not in (EventKind.EQUIPMENT_CHANGED, EventKind.VIOLATION_UNPUNISHED)]
Facts = dict[str, Any]


@st.composite
def events(draw: st.DrawFn, kinds: list[str] | None = None, day: st.SearchStrategy[Any] = MAYBE_DAY) -> Facts:
    kind = draw(st.sampled_from(kinds or [str(kind) for kind in EventKind]))
    event: Facts = {"kind": kind, "date": draw(day)}
    if kind in STATES and draw(st.booleans()):
        event["remedied_on"] = draw(MAYBE_DAY)
    if kind == EventKind.MATERIAL_CHANGE and draw(st.booleans()):
        event["reapplied_on"] = draw(st.none() | DAYS.filter(lambda d: event["date"] is None or d >= event["date"]))
    return event


@st.composite
def industries(draw: st.DrawFn, name: str, *, assessed: bool) -> Facts:
    row: Facts = {"industry": name}
    if assessed and draw(st.booleans()):
        row["assessed_grade"] = draw(GRADES)
    return row


@st.composite
def facts(draw: st.DrawFn, *, complete_list: bool = False) -> Facts:
    applied = draw(st.sampled_from([True, False, None]))
    sites = []
    for number in range(draw(st.integers(1, 2))):
        names = draw(st.lists(st.sampled_from(["铸造", "水泥", "电池制造"]), min_size=1, max_size=2, unique=True))
        rows = [draw(industries(name, assessed=bool(applied))) for name in names]
        sites.append(
            {"name": f"{number}号", "own_permit": draw(st.sampled_from([True, False, None])), "industries": rows}
        )
    made: Facts = {"enterprise": {"name": "某公司"}, "sites": sites, "applied": applied}
    rating = draw(st.sampled_from([None, *map(str, CreditRating)]))
    made["enterprise"]["credit_rating"] = rating
    if draw(st.integers(0, 3)):
        made["current_grade"] = draw(st.none() | GRADES)
    if draw(st.booleans()):
        made["graded_on"] = draw(DAYS)
    if complete_list or draw(st.integers(0, 5)):
        made["events"] = unique(draw(st.lists(events(), max_size=3)))
    return made


def unique(told: list[Facts]) -> list[Facts]:
    """Without the same event (kind, date) twice, which a case may not hold."""
    seen: set[Any] = set()
    return [
        e for e in told if not (e["date"] and (e["kind"], e["date"]) in seen) and not seen.add((e["kind"], e["date"]))
    ]
