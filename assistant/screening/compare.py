"""A second submission held against the first: what was added, what is still missing, what changed.

Lives here: `compare`. May import: screening.report, words. Files may have been renamed between the two, so findings are
matched by kind and material, never by file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.screening import words
from assistant.screening.report import Change, Changes, Finding, FindingChange, MaterialLine, Report, Status

_LACKING = (Status.MISSING, Status.EXPIRED, Status.SUSPECT, Status.ILLEGIBLE)


def compare(report: Report, previous: Report) -> Report:
    """The report with `changes` since `previous`. Items that nobody asks for are no change while they stay missing."""
    before = {line.id: line for line in previous.materials}
    after = {line.id: line for line in report.materials}
    added, still, changed = [], [], []
    for name in dict.fromkeys((*after, *before)):
        was, now = before.get(name), after.get(name)
        change = _change(name, was, now)
        if change.after is Status.PRESENT and change.before in _LACKING:
            added.append(change)
        elif change.after is change.before is Status.MISSING and now and words.asked_for(now, report.grade):
            still.append(change)
        elif change.after is not change.before:
            changed.append(change)
    changes = Changes(
        against=previous.as_of,
        added=tuple(added),
        still_missing=tuple(still),
        changed=tuple(changed),
        findings_gone=tuple(_beyond(previous.findings, report.findings)),
        findings_new=tuple(_beyond(report.findings, previous.findings)),
        notes=tuple(_notes(report, previous)),
    )
    return report.model_copy(update={"changes": changes})


def _change(name: str, was: MaterialLine | None, now: MaterialLine | None) -> Change:
    named = now or was
    assert named is not None
    return Change(id=name, name=named.name, before=was.status if was else None, after=now.status if now else None)


def _beyond(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[FindingChange]:
    """Those of `findings` that have no counterpart among `others`."""
    left = Counter((f.kind, f.material) for f in others)
    for finding in findings:
        key = (finding.kind, finding.material)
        if left[key]:
            left[key] -= 1
        else:
            yield FindingChange(kind=finding.kind, material=finding.material, message=finding.message)


def _notes(report: Report, previous: Report) -> Iterator[str]:
    if report.enterprise and previous.enterprise and report.enterprise != previous.enterprise:
        yield f"两次提交的企业名称不同：上次“{previous.enterprise}”，这次“{report.enterprise}”，请核对是否同一企业。"
    if report.grade != previous.grade:
        was, now = words.grade_word(previous.grade), words.grade_word(report.grade)
        yield f"两次的拟申报等级不同：上次{was}，这次{now}，应提供的材料随之不同。"
    if report.corpus_version != previous.corpus_version:
        yield "两次预审所用的资料版本不同，清单可能有变化。"
