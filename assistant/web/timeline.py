"""The bars of a verdict as a picture (SVG), and the days that matter as a calendar file (iCalendar).

Lives here: verdict document -> SVG, alternative text, .ics. The days are the core's; nothing is counted here but
pixels. May import: web.markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

from assistant.web.markup import chinese_date, label_of

WIDTH, ROW, LEFT, RIGHT, TOP = 640, 46, 150, 30, 34
_EDGE = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Line:
    """One bar. `until` None: no end yet."""

    clause: str
    since: date
    until: date | None


def lines_of(verdict: dict[str, Any]) -> list[Line]:
    """The bars that stand."""
    return [
        Line(b["clause"], date.fromisoformat(b["from"]), date.fromisoformat(b["until"]) if b["until"] else None)
        for b in verdict.get("bars") or []
        if b.get("from")
    ]


def in_words(verdict: dict[str, Any]) -> str:
    """What the picture shows, for who cannot see it."""
    parts = [
        f"{label_of(x.clause)}：{chinese_date(x.since.isoformat())}至"
        + (chinese_date(x.until.isoformat()) if x.until else "尚无终期")
        for x in lines_of(verdict)
    ]
    free = verdict.get("earliest_application")
    return "；".join([*parts, f"不再受限的第一天：{chinese_date(free)}"] if free else parts)


def picture_tag(verdict: dict[str, Any]) -> str:
    """The picture with its words, or nothing where no bar stands."""
    if not lines_of(verdict):
        return ""
    coded = base64.b64encode(picture(verdict).encode()).decode()
    words = escape(in_words(verdict))
    return (
        f"<div class='part'><h4>限制期</h4><img class='timeline' src='data:image/svg+xml;base64,{coded}' "
        f"alt='限制期时间轴。{words}'><p class='aside'>{words}</p></div>"
    )


def picture(verdict: dict[str, Any]) -> str:
    """The bars on a line of time, with today."""
    lines, today = lines_of(verdict), date.fromisoformat(verdict["as_of"])
    first = min([today, *(x.since for x in lines)]) - _EDGE
    last = max([today, *(x.until or today for x in lines)]) + _EDGE * 2
    height = TOP + ROW * len(lines) + 40

    def at(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max(1, (last - first).days)

    rows = "".join(_row(x, TOP + ROW * n, at, last) for n, x in enumerate(lines))
    x, foot = at(today), TOP + ROW * len(lines)
    years = "".join(_year(at(day), day.year, foot) for day in _new_years(first, last))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        "font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\" font-size=\"14\">"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{years}{rows}'
        f'<line x1="{x:.1f}" y1="22" x2="{x:.1f}" y2="{foot}" stroke="#1d2733" '
        'stroke-width="2" stroke-dasharray="5 4"/>'
        f'<text x="{x:.1f}" y="16" text-anchor="middle" fill="#1d2733">今天 {today.isoformat()}</text></svg>'
    )


def _row(x: Line, top: float, at: Any, last: date) -> str:
    left, right = at(x.since), at(x.until or last)
    end = "" if x.until else f'<path d="M{right:.1f} {top + 4} l14 10 l-14 10 z" fill="#9b1c1c"/>'
    words = x.until.isoformat() if x.until else "尚无终期"
    return (
        f'<text x="8" y="{top + 20}" fill="#1d2733">{label_of(x.clause)}</text>'
        f'<rect x="{left:.1f}" y="{top + 4}" width="{max(3, right - left):.1f}" height="20" rx="3" fill="#f3c6c6" '
        f'stroke="#9b1c1c" stroke-width="1.5"/>{end}'
        f'<text x="{left:.1f}" y="{top + 39}" font-size="12" fill="#4c5968">{x.since.isoformat()}</text>'
        f'<text x="{right:.1f}" y="{top + 39}" font-size="12" fill="#4c5968" text-anchor="end">{words}</text>'
    )


def _year(x: float, year: int, foot: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{foot}" stroke="#dde3ea"/>'
        f'<text x="{x:.1f}" y="{foot + 24}" text-anchor="middle" font-size="12" fill="#4c5968">{year}年</text>'
    )


def _new_years(first: date, last: date) -> Iterator[date]:
    for year in range(first.year + 1, last.year + 1):
        yield date(year, 1, 1)


def calendar(verdict: dict[str, Any]) -> bytes:
    """The days that matter as all-day entries; the same verdict gives the same bytes."""
    stamp = verdict["as_of"].replace("-", "") + "T000000Z"
    out = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jixiao//self-assessment//ZH", "CALSCALE:GREGORIAN"]
    for day, words in _days(verdict):
        uid = hashlib.sha256(f"{day}{words}".encode()).hexdigest()[:24]
        out += [
            "BEGIN:VEVENT", f"UID:{uid}@jixiao", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.strftime('%Y%m%d')}",
            f"DTEND;VALUE=DATE:{(day + timedelta(days=1)).strftime('%Y%m%d')}",
            f"SUMMARY:{_text(words)}", "DESCRIPTION:仅供参考\\，以生态环境部门核定为准", "END:VEVENT",
        ]  # fmt: skip
    return "".join(_folded(line) for line in [*out, "END:VCALENDAR"]).encode()


def _days(verdict: dict[str, Any]) -> Iterator[tuple[date, str]]:
    for line in lines_of(verdict):
        if line.until:
            yield line.until, f"{label_of(line.clause)}限制期的最后一天"
    if verdict.get("earliest_application"):
        yield (
            date.fromisoformat(verdict["earliest_application"]),
            "不再受第十七、十八条限制的第一天（能否申报还须自评）",
        )
    for duty in verdict.get("duties") or []:
        try:
            yield date.fromisoformat(str(duty["by"])), f"{duty['what']}（{label_of(duty['clause'])}）"
        except ValueError:
            continue


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, cut between characters (RFC 5545, 3.1)."""
    out, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > 73:
            out, size = out + "\r\n ", 1
        out, size = out + char, size + octets
    return out + "\r\n"
