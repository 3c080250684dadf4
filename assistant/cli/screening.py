"""`screen` as people see it on a terminal: a line of progress on stderr, the report in words on stdout.

Lives here: `progress_line`, `as_json`, `in_words`. May import: the rest of cli.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.screening.pipeline import Progress
    from assistant.screening.report import Report


def progress_line() -> tuple[Callable[[Progress], None], Callable[[], None]]:
    """What to call with progress, and what to call at the end. Nothing is shown where stderr is no terminal."""
    shown = sys.stderr.isatty() and not os.environ.get("NO_PROGRESS")

    def line(at: Progress) -> None:
        if shown:
            page = f"，第 {at.page}/{at.pages} 页" if at.page else ""
            sys.stderr.write(f"\r\x1b[K正在读取 {at.file}/{at.files}：{at.name[-40:]}{page}")
            sys.stderr.flush()

    def done() -> None:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    return line, done


def as_json(report: Report) -> dict[str, Any]:
    """The report as INTERFACE.md prints it."""
    return report.model_dump(mode="json")


def in_words(report: Report) -> str:
    """The report as text for a terminal: what stands, what to mend, what was found."""
    from assistant.screening.words import STATUS  # the words of the report, when it is shown

    head = f"{report.enterprise or '（未读到企业名称）'}  等级：{report.grade or '未定'}  行业：{report.industry or '未定'}"
    state = (
        "材料齐全"
        if report.complete
        else ("法定依据的材料齐全，实务材料未齐" if report.complete_by_law else "材料不齐")
    )
    lines = [head, f"{state}（按 {report.as_of}，{report.checklist}）", ""]
    for item in report.materials:
        where = "；".join(f"{one.file}{f' 第{one.page}页' if one.page else ''}" for one in item.evidence[:3])
        told = "；".join(part for part in (item.why, item.remedy) if part)
        lines.append(
            f"[{STATUS[item.status]}] {item.name}" + (f"  {where}" if where else "") + (f"  {told}" if told else "")
        )
    if report.findings:
        lines += ["", "发现："]
    for one in report.findings:
        where = "；".join(f"{place.file}{f' 第{place.page}页' if place.page else ''}" for place in one.evidence[:3])
        lines.append(f"- {one.message}（{where}）" if where else f"- {one.message}")
    lines += ["", *report.notes, "仅供参考，以生态环境部门核定为准。"]
    return "\n".join(lines)
