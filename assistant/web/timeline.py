"""The bars of a verdict as a picture: an SVG, and the same in words for who cannot see it.

Lives here: timeline (grading) -> SVG, words. The days are the core's; nothing is counted here but pixels. May import:
grading.timeline, web.markup.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, timedelta
from html import escape

from assistant.grading.timeline import Mark, Timeline
from assistant.web.markup import chinese_date, label_of

WIDTH, ROW, LEFT, RIGHT, TOP = 640, 46, 150, 30, 34
_EDGE = timedelta(days=45)


def in_words(line: Timeline) -> str:
    """What the picture shows."""
    parts = [_said(mark) for mark in line.marks]
    free = [f"不再受限的第一天：{chinese_date(line.first_free.isoformat())}"] if line.first_free else []
    return "；".join([*parts, *free])


def _said(mark: Mark) -> str:
    since = chinese_date(mark.since.isoformat()) if mark.since else "日期不明"
    until = chinese_date(mark.until.isoformat()) if mark.until else ("尚无终期" if mark.open_end else "终期不明")
    return f"{label_of(mark.clause)}：{since}至{until}{'' if mark.certain else '（未定）'}"


def picture_tag(line: Timeline) -> str:
    """The picture with its words; nothing where no bar stands or may stand."""
    if not line.marks:
        return ""
    words = escape(in_words(line))
    drawn = [mark for mark in line.marks if mark.since]
    image = ""
    if drawn:
        coded = base64.b64encode(picture(Timeline(line.as_of, tuple(drawn), line.first_free)).encode()).decode()
        image = (
            f"<div class='scroll' tabindex='0'><img class='timeline' src='data:image/svg+xml;base64,{coded}' "
            f"alt='限制期时间轴。{words}'></div>"
        )
    return f"<div class='part'><h3>限制期</h3>{image}<p class='aside'>{words}</p></div>"


def picture(line: Timeline) -> str:
    """The bars on a line of time, with today. Only bars whose first day is known are drawn."""
    today = line.as_of
    first = min([today, *(m.since for m in line.marks if m.since)]) - _EDGE
    last = max([today, *(m.until or today for m in line.marks)]) + _EDGE * 2
    height = TOP + ROW * len(line.marks) + 40

    def at(day: date) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / max(1, (last - first).days)

    rows = "".join(_row(m, TOP + ROW * n, at, last) for n, m in enumerate(line.marks))
    x, foot = at(today), TOP + ROW * len(line.marks)
    years = "".join(_year(at(date(y, 1, 1)), y, foot) for y in range(first.year + 1, last.year + 1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        "font-family=\"'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif\" font-size=\"14\">"
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{years}{rows}'
        f'<line x1="{x:.1f}" y1="22" x2="{x:.1f}" y2="{foot}" stroke="#1d2733" '
        'stroke-width="2" stroke-dasharray="5 4"/>'
        f'<text x="{x:.1f}" y="16" text-anchor="middle" fill="#1d2733">今天 {today.isoformat()}</text></svg>'
    )


def _row(mark: Mark, top: float, at: Callable[[date], float], last: date) -> str:
    since = mark.since or last
    left, right = at(since), at(mark.until or last)
    end = "" if mark.until else f'<path d="M{right:.1f} {top + 4} l14 10 l-14 10 z" fill="#9b1c1c"/>'
    words = mark.until.isoformat() if mark.until else "尚无终期"
    dashed = "" if mark.certain else ' stroke-dasharray="4 3"'
    return (
        f'<text x="8" y="{top + 20}" fill="#1d2733">{label_of(mark.clause)}</text>'
        f'<rect x="{left:.1f}" y="{top + 4}" width="{max(3, right - left):.1f}" height="20" rx="3" fill="#f3c6c6" '
        f'stroke="#9b1c1c" stroke-width="1.5"{dashed}/>{end}'
        f'<text x="{left:.1f}" y="{top + 39}" font-size="12" fill="#4c5968">{since.isoformat()}</text>'
        f'<text x="{right:.1f}" y="{top + 39}" font-size="12" fill="#4c5968" text-anchor="end">{words}</text>'
    )


def _year(x: float, year: int, foot: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{TOP - 8}" x2="{x:.1f}" y2="{foot}" stroke="#dde3ea"/>'
        f'<text x="{x:.1f}" y="{foot + 24}" text-anchor="middle" font-size="12" fill="#4c5968">{year}年</text>'
    )
