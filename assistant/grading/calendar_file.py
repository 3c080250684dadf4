"""Duties as an .ics calendar (RFC 5545): all-day entries for what has a day; the same duties give the same bytes.

Lives here: `as_ics`. May import: grading.verdict, duties. No clock: the stamp of an entry is `as_of`.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from assistant.grading.duties import Duty
from assistant.grading.verdict import Verdict

_LINE = 75  # octets a line may hold before it is folded (RFC 5545, 3.1)


def as_ics(verdict: Verdict) -> str:
    """The dated duties and the first free day, one entry each; lines end as RFC 5545 wants."""
    entries = [line for duty in verdict.duties if isinstance(duty.by, date) for line in _duty(duty, duty.by, verdict)]
    if verdict.earliest_application:
        what = "A、B、绩效引领性：已知限制届满的次日（能否申报还须自评满足全部指标）"
        entries += _entry(verdict.earliest_application, what, "henan-2024:18", verdict.as_of)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jixiao//grade//ZH", *entries, "END:VCALENDAR"]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _duty(duty: Duty, by: date, verdict: Verdict) -> list[str]:
    moved = f"；如当日为法定休假日，顺延至 {duty.or_by} 或更晚" if duty.or_by else ""
    return _entry(by, f"{duty.who}：{duty.what}{moved}", duty.clause, verdict.as_of)


def _entry(day: date, what: str, clause: str, as_of: date) -> list[str]:
    identity = hashlib.sha256(f"{day}|{clause}|{what}".encode()).hexdigest()[:32]
    return [
        "BEGIN:VEVENT",
        f"UID:{identity}@jixiao",
        f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(what)}",
        f"DESCRIPTION:{_escaped(clause)}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character."""
    pieces: list[str] = []
    piece = ""
    for char in line:
        if len((piece + char).encode()) > _LINE - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += char
    return "\r\n ".join([*pieces, piece])
