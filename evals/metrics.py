"""Metrics: what one answer earned, question by question with its reasons, and the totals over many.

Lives here: marks between 0 and 1, always "more is better", so that runs compare item by item; and `totals`, which
names the figures as INTERFACE.md does. An expectation that is not given leaves no mark. Definitions in words:
docs/evals.md. May import: evals.questions, evals.eligibility, answering.answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering.answer import Answer, Citation, Status
from evals.eligibility import invented
from evals.questions import Expect, Item

RETRIEVAL = ("recall@1", "recall@3", "recall@5", "mrr")
ANSWERS = (
    "citation_recall",
    "citation_precision",
    "first_citation",
    "status_accuracy",
    "false_refusals",
    "right_abstentions",
    "verdict_accuracy",
    "must_say",
    "must_not_say_violations",
    "invented_eligibility",
    "quotes_verbatim",
)
# In totals these count what went wrong (a share, or a number of items); their marks are 1 where it did not.
SHARES_OF_WRONG = frozenset({"false_refusals"})
COUNTS_OF_WRONG = frozenset({"must_not_say_violations", "invented_eligibility"})
LESS_IS_BETTER = SHARES_OF_WRONG | COUNTS_OF_WRONG

Verbatim = Callable[[Citation], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came back for one question. `answer` is None where the product refused the input (`error` says why);
    `ranked`: clause ids as retrieval orders them, None where it was not asked."""

    item: Item
    answer: Answer | None
    ranked: tuple[str, ...] | None
    ms: float
    error: str | None = None
    crashed: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """An outcome with its marks and, for each mark below 1, the reason."""

    outcome: Outcome
    marks: Mapping[str, float]
    reasons: Mapping[str, str]


@dataclass(slots=True)
class _Sheet:
    """Marks being written."""

    marks: dict[str, float] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def put(self, metric: str, mark: float, reason: str) -> None:
        self.marks[metric] = mark
        if mark < 1:
            self.reasons[metric] = reason


def fits(found: str, wanted: str) -> bool:
    """Whether clause `found` meets the expected `wanted`: the same id, or a finer one inside it.

    The finest id that fits is demanded (INTERFACE.md): an article does not stand for its item.

    >>> fits("henan-2024:18(5)", "henan-2024:18"), fits("henan-2024:18", "henan-2024:18(5)")
    (True, False)
    """
    return found == wanted or (found.startswith(wanted) and found[len(wanted)] in "(/@")


def mark(outcome: Outcome, verbatim: Verbatim) -> Marked:
    """`outcome` held against what its item expects. `verbatim`: whether a citation's quote stands in its clause."""
    sheet = _Sheet()
    expect = outcome.item.expect
    if outcome.ranked is not None and expect.clauses:
        _mark_retrieval(sheet, expect, outcome.ranked)
    answer = outcome.answer or Answer(answer="", status=Status.ABSTAINED)
    _mark_citations(sheet, expect, answer, verbatim)
    _mark_status(sheet, expect, outcome)
    _mark_verdict(sheet, expect, answer)
    _mark_words(sheet, expect, answer)
    if outcome.error:
        sheet.reasons["error"] = outcome.error
    return Marked(outcome, sheet.marks, sheet.reasons)


def _mark_retrieval(sheet: _Sheet, expect: Expect, ranked: Sequence[str]) -> None:
    shown = "、".join(ranked[:5]) or "无"
    for depth in (1, 3, 5):
        sheet.put(
            f"recall@{depth}", recall_at(ranked, expect, depth), f"前 {depth} 条：{'、'.join(ranked[:depth]) or '无'}"
        )
    sheet.put("mrr", reciprocal_rank(ranked, expect), f"应找到 {'、'.join(expect.clauses)}；前 5 条：{shown}")


def recall_at(ranked: Sequence[str], expect: Expect, depth: int) -> float:
    """Where `cites_all` is given, the share of it that the first `depth` hold (of at most `depth`); else whether they
    hold any of `cites_any`."""
    top = ranked[:depth]
    met = [any(fits(found, wanted) for found in top) for wanted in expect.cites_all]
    if met:
        return min(1.0, sum(met) / min(len(met), depth))
    return float(any(fits(found, wanted) for found in top for wanted in expect.cites_any))


def reciprocal_rank(ranked: Sequence[str], expect: Expect) -> float:
    """1 / the place of the first clause that the item names; 0 where none is there."""
    places = (n for n, found in enumerate(ranked, 1) if any(fits(found, wanted) for wanted in expect.clauses))
    return 1 / next(places, math.inf)


def _mark_citations(sheet: _Sheet, expect: Expect, answer: Answer, verbatim: Verbatim) -> None:
    cited = tuple(dict.fromkeys(citation.clause for citation in answer.citations))
    shown = "、".join(cited) or "无"
    if expect.clauses:
        lacking = [wanted for wanted in expect.cites_all if not any(fits(found, wanted) for found in cited)]
        demands, met = len(expect.cites_all), len(expect.cites_all) - len(lacking)
        if expect.cites_any:
            demands += 1
            hit = any(fits(found, wanted) for found in cited for wanted in expect.cites_any)
            met += hit
            lacking += [] if hit else ["其一：" + "、".join(expect.cites_any)]
        sheet.put("citation_recall", met / demands, f"未引用 {'；'.join(lacking)}；引用了 {shown}")
    if expect.clauses and cited:
        strangers = [found for found in cited if not any(fits(found, wanted) for wanted in expect.clauses)]
        share = 1 - len(strangers) / len(cited)
        sheet.put("citation_precision", share, f"多引 {'、'.join(strangers)}；应引 {'、'.join(expect.clauses)}")
        sheet.put("first_citation", float(cited[0] not in strangers), f"首条引用 {cited[0]}")
    if answer.citations:
        wrong = [citation.clause for citation in answer.citations if not verbatim(citation)]
        sheet.put("quotes_verbatim", 1 - len(wrong) / len(answer.citations), f"引文与原文不符：{'、'.join(wrong)}")


def _mark_status(sheet: _Sheet, expect: Expect, outcome: Outcome) -> None:
    if not expect.accepted:
        return
    got = outcome.answer.status if outcome.answer else None
    why = f"状态 {got or ('无（程序出错）' if outcome.crashed else '无（输入被拒）')}，应为 {'、'.join(sorted(expect.accepted))}"
    passes = float(got in expect.accepted)
    sheet.put("status_accuracy", passes, why)
    if Status.ABSTAINED not in expect.accepted:
        sheet.put("false_refusals", float(got in (Status.ANSWERED, Status.NEEDS_FACTS)), f"不该拒答；{why}")
    if expect.status is Status.ABSTAINED:
        sheet.put("right_abstentions", passes, f"应拒答；{why}")


def _mark_verdict(sheet: _Sheet, expect: Expect, answer: Answer) -> None:
    if not expect.barred and not expect.may_apply:
        return
    wrong = []
    for name, wanted in (("barred", expect.barred), ("may_apply", expect.may_apply)):
        values = (answer.verdict or {}).get(name) or {}
        wrong += [f"{name}.{g} 是 {values.get(g)}，应为 {w}" for g, w in wanted.items() if values.get(g) != w]
    sheet.put("verdict_accuracy", float(not wrong), "；".join(wrong))


def _mark_words(sheet: _Sheet, expect: Expect, answer: Answer) -> None:
    said = bare(answer.answer)
    if expect.must_say:
        lacking = [entry for entry in expect.must_say if not any(bare(word) in said for word in entry)]
        sheet.put("must_say", float(not lacking), "没有说：" + "；".join("“" + "”或“".join(e) + "”" for e in lacking))
    if expect.must_not_say:
        wrong = [word for word in expect.must_not_say if bare(word) in said]
        sheet.put("must_not_say_violations", float(not wrong), f"说了不该说的：{'、'.join(wrong)}")
    if answer.answer:
        quotes = [text for citation in answer.citations for text in (citation.quote, citation.head) if text]
        found = invented(answer.answer, quotes, answer.verdict)
        sheet.put("invented_eligibility", float(not found), f"判定没有说可以，答复却说：{'；'.join(found)}")


def bare(text: str) -> str:
    """`text` as `must_say` compares it: without white space and without Markdown's asterisks and backticks.

    >>> bare("2027 年 3 月\\n**2 日**")
    '2027年3月2日'
    """
    return "".join(text.split()).replace("*", "").replace("`", "")


def totals(marked: Sequence[Marked]) -> dict[str, object]:
    """The figures over `marked`: `retrieval`, `answers`, `latency_ms`; `scored` says on how many items each rests.

    None: no item expects anything of the kind.
    """
    return {
        "questions": len(marked),
        "errors": sum(1 for m in marked if m.outcome.error),
        "retrieval": {metric: total(marked, metric) for metric in RETRIEVAL},
        "answers": {metric: total(marked, metric) for metric in ANSWERS},
        "right_abstentions": total(marked, "right_abstentions"),
        "latency_ms": {
            "p50": percentile([m.outcome.ms for m in marked if m.outcome.answer], 50),
            "p95": percentile([m.outcome.ms for m in marked if m.outcome.answer], 95),
        },
        "scored": {metric: len(_marks(marked, metric)) for metric in (*RETRIEVAL, *ANSWERS)},
    }


def _marks(marked: Iterable[Marked], metric: str) -> list[float]:
    return [m.marks[metric] for m in marked if metric in m.marks]


def total(marked: Iterable[Marked], metric: str) -> float | int | None:
    """One figure: the mean of the marks; for what counts wrongs, their share or number. None: nothing to score."""
    marks = _marks(marked, metric)
    if metric in COUNTS_OF_WRONG:
        return sum(1 for value in marks if value < 1) if marks else None
    if not marks:
        return None
    mean = math.fsum(marks) / len(marks)
    return round(1 - mean if metric in SHARES_OF_WRONG else mean, 4)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The nearest-rank percentile: the smallest value that at least `percent` % of them do not exceed.

    >>> percentile([4, 1, 3, 2], 50), percentile(range(1, 21), 95), percentile([], 50)
    (2, 19, None)
    """
    if not values:
        return None
    ordered = sorted(values)
    return round(ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)], 1)


def grouped(marked: Iterable[Marked], keys: Callable[[Item], Iterable[str]]) -> dict[str, list[Marked]]:
    """`marked` by each of the keys of its item; an item with several stands under each."""
    groups: dict[str, list[Marked]] = {}
    for one in marked:
        for key in keys(one.outcome.item):
            groups.setdefault(key, []).append(one)
    return groups
