"""Explanations: the trace that a lawyer reads, fact → rule → effect → the words of the clause.

Lives here: `explain`, a verdict as a text tree. May import: grading.verdict, library.clause. It adds nothing to the
verdict: every line is a value of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.grading.alert import AlertHandling, Said
from assistant.grading.duties import Duty
from assistant.grading.reasons import Reason
from assistant.grading.truth import Truth
from assistant.grading.verdict import Verdict
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade

_BARRED = {Truth.YES: "受限", Truth.NO: "不受限", Truth.UNKNOWN: "未定"}
_MAY = {Truth.YES: "可以", Truth.NO: "不可以", Truth.UNKNOWN: "未定"}
_ALERT = {
    AlertHandling.SELF_DECIDED: "可采取自主减排措施",
    AlertHandling.DIFFERENTIATED: "实施差异化管控措施",
    AlertHandling.UNKNOWN: "未定",
}


def explain(verdict: Verdict) -> str:
    """The whole verdict as a tree of text, most important first; ends with a line break."""
    return "\n".join(_lines(verdict)) + "\n"


def grade_words(said: Said) -> str:
    """A grade as people say it.

    >>> grade_words(Said("determined", "C", None, AlertHandling.DIFFERENTIATED))
    'C'
    """
    if said.grade is not None:
        return said.grade
    return f"低于原等级，至多 {said.at_most}" if said.at_most else "未定"


def _lines(verdict: Verdict) -> Iterator[str]:
    yield f"判定（{verdict.as_of}）"
    yield f"├─ 总体等级：{grade_words(verdict.overall)}（{'、'.join(verdict.lowest_of) or '行业未知'}）"
    for site in verdict.sites:
        yield f"│  ├─ {site.name or '厂区'}：{grade_words(site.said)}"
        for entry in site.industries:
            grade, alert = grade_words(entry.said), _ALERT[entry.said.alert]
            yield f"│  │  └─ {entry.industry or '行业未知'}：{grade}，预警期间{alert}"
    yield f"├─ 预警期间：{_ALERT[verdict.alert_handling]}"
    yield f"├─ 限制：{_each(verdict.barred, _BARRED)}"
    yield f"├─ 申报：{_each(verdict.may_apply, _MAY)}"
    if verdict.earliest_application:
        yield f"├─ A、B、绩效引领性最早可申报日（以不再发生新情形为前提）：{verdict.earliest_application}"
    yield "├─ 理由"
    for reason in verdict.reasons:
        yield from _reason(reason)
    yield "├─ 义务与期限"
    for duty in verdict.duties:
        yield _duty(duty)
    yield "├─ 还缺"
    for lack in verdict.missing:
        yield f"│  ├─ {lack.fact}：{lack.say}"
    yield "└─ 说明"
    for note in verdict.notes:
        yield f"   ├─ {note}"


def _each(truths: Mapping[Grade, Truth], words: dict[Truth, str]) -> str:
    return "；".join(f"{grade} {words[truth]}" for grade, truth in truths.items())


def _reason(reason: Reason) -> Iterator[str]:
    """Fact → rule → effect → quote, and the reading where one is named."""
    unsure = "（未定）" if reason.applies is Truth.UNKNOWN else ""
    yield f"│  ├─ {'、'.join(reason.facts) or '（不取决于事实）'} → {reason.rule.id} → {reason.effect}{unsure}"
    head = f"“{_flat(reason.head)}” " if reason.head else ""
    yield f"│  │  ├─ {ClauseId.parse(reason.clause).label}：{head}“{_flat(reason.quote)}”"
    if reason.reading:
        yield f"│  │  └─ {reason.reading}"


def _duty(duty: Duty) -> str:
    moved = f"（{duty.by} 为法定休假日的，顺延至 {duty.or_by} 或更晚；民法典第二百零三条）" if duty.or_by else ""
    return f"│  ├─ {duty.who}：{duty.what}；期限 {duty.by}{moved}（{ClauseId.parse(duty.clause).label}）"


def _flat(text: str) -> str:
    return "".join(text.split())
