"""A clerk decides a line otherwise: with a name and a reason, which the report keeps beside the machine's own status.

Lives here: `overrule`, `withdraw`. May import: errors, screening.report, words. What the machine found stays readable;
whether the pack is complete is counted anew.
"""

from __future__ import annotations

from assistant.errors import UnknownValue
from assistant.screening import words
from assistant.screening.report import Authority, MaterialLine, Overrule, Report, Status

LONGEST_REASON = 500
LONGEST_NAME = 40


def overrule(report: Report, material: str, status: Status, *, by: str, reason: str, at: str) -> Report:
    """The report with this line's status set by `by`. Raises UnknownValue without a name or a reason."""
    by, reason = " ".join(by.split()), " ".join(reason.split())
    if not by or len(by) > LONGEST_NAME:
        raise UnknownValue("请写明是谁改的", where="姓名", remedy=f"不超过 {LONGEST_NAME} 个字")
    if not reason or len(reason) > LONGEST_REASON:
        raise UnknownValue("请写明理由", where="理由", remedy=f"不超过 {LONGEST_REASON} 个字")
    line = _line(report, material)
    was = line.overruled.was if line.overruled else line.status
    mark = Overrule(was=was, by=by, reason=reason, at=at)
    return _with(report, line.model_copy(update={"status": status, "overruled": mark}))


def withdraw(report: Report, material: str) -> Report:
    """The line as the machine had it."""
    line = _line(report, material)
    if line.overruled is None:
        return report
    return _with(report, line.model_copy(update={"status": line.overruled.was, "overruled": None}))


def _line(report: Report, material: str) -> MaterialLine:
    line = next((line for line in report.materials if line.id == material), None)
    if line is None:
        raise UnknownValue(f"报告里没有“{material}”这一项")
    return line


def _with(report: Report, line: MaterialLine) -> Report:
    materials = tuple(line if held.id == line.id else held for held in report.materials)
    asked = [held for held in materials if words.asked_for(held, report.grade)]
    fine = (Status.PRESENT, Status.NOT_APPLICABLE)
    return report.model_copy(
        update={
            "materials": materials,
            "complete": all(held.status in fine for held in asked),
            "complete_by_law": all(held.status in fine for held in asked if held.authority is not Authority.PRACTICE),
        }
    )
