"""Metrics against tiny examples worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answering.answer import Answer, Citation, Status
from evals.metrics import Marked, Outcome, fits, mark, percentile, total, totals
from evals.questions import Expect, Item


def cite(clause: str, quote: str = "原文") -> Citation:
    return Citation(clause=clause, quote=quote, document="细则", authority="official", label=clause)


def answer(text: str = "答复", *clauses: str, status: str = "answered", **more: Any) -> Answer:
    return Answer(answer=text, status=Status(status), citations=tuple(cite(c) for c in clauses), **more)


def marked(expect: dict[str, Any], given: Answer | None = None, ranked: tuple[str, ...] | None = None) -> Marked:
    item = Item(id="q", question="问", expect=Expect.model_validate(expect))
    return mark(Outcome(item, given, ranked, 10.0), verbatim=lambda citation: citation.quote == "原文")


@pytest.mark.parametrize(
    ("found", "wanted", "met"),
    [
        ("h:18(5)", "h:18(5)", True),
        ("h:18(5)", "h:18", True),
        ("h:18", "h:18(5)", False),
        ("h:1", "h:18", False),
        ("h:18", "h:1", False),
        ("n:水泥:限值/窑尾@A", "n:水泥:限值", True),
    ],
)
def test_a_finer_clause_meets_its_article_and_an_article_does_not_stand_for_its_item(
    found: str, wanted: str, met: bool
) -> None:
    assert fits(found, wanted) is met


def test_retrieval_by_hand() -> None:
    ranked = ("h:3", "h:18(5)", "h:4(1)", "h:9(1)", "h:12")

    one = marked({"cites_any": ["h:18(5)", "h:19(1)"]}, answer(), ranked).marks
    both = marked({"cites_all": ["h:18(5)", "h:12"]}, answer(), ranked).marks

    assert (one["recall@1"], one["recall@3"], one["recall@5"], one["mrr"]) == (0, 1, 1, 1 / 2)
    assert (both["recall@1"], both["recall@3"], both["recall@5"], both["mrr"]) == (0, 1 / 2, 1, 1 / 2)


def test_retrieval_that_finds_nothing_and_a_question_without_clauses() -> None:
    assert marked({"cites_any": ["h:2"]}, answer(), ("h:3",)).marks["mrr"] == 0
    assert "mrr" not in marked({"status": "answered"}, answer(), ("h:3",)).marks
    assert "mrr" not in marked({"cites_any": ["h:2"]}, answer(), None).marks


def test_citations_by_hand() -> None:
    got = marked({"cites_all": ["h:18(5)"], "cites_any": ["h:1", "h:2"]}, answer("", "h:18(5)", "h:3", "h:3")).marks

    assert got["citation_recall"] == 1 / 2  # of two demands (18(5); one of 1, 2) one is met
    assert got["citation_precision"] == 1 / 2  # of the two cited clauses one is among the expected
    assert got["first_citation"] == 1


def test_an_answer_without_citations_has_recall_0_and_no_precision() -> None:
    got = marked({"cites_any": ["h:1"]}, answer())

    assert got.marks["citation_recall"] == 0
    assert "citation_precision" not in got.marks
    assert "未引用" in got.reasons["citation_recall"]


@pytest.mark.parametrize(
    ("expect", "status", "marks"),
    [
        ({"status": "answered"}, "abstained", {"status_accuracy": 0, "false_refusals": 0}),
        ({"status": "answered"}, "needs_facts", {"status_accuracy": 0, "false_refusals": 1}),
        ({"status": "answered", "accept_status": ["abstained"]}, "abstained", {"status_accuracy": 1}),
        ({"status": "abstained"}, "abstained", {"status_accuracy": 1, "right_abstentions": 1}),
        ({"status": "abstained"}, "answered", {"status_accuracy": 0, "right_abstentions": 0}),
        ({}, "abstained", {}),
    ],
)
def test_refusing_and_answering_are_scored_apart(expect: dict[str, Any], status: str, marks: dict[str, int]) -> None:
    got = marked(expect, answer(status=status)).marks

    assert {k: v for k, v in got.items() if k in ("status_accuracy", "false_refusals", "right_abstentions")} == marks


def test_words_are_compared_without_white_space_and_any_of_a_list_will_do() -> None:
    said = answer("自 2027 年\n3 月 **2 日**起，不再受限")

    assert marked({"must_say": [["2027-03-02", "2027年3月2日"]]}, said).marks["must_say"] == 1
    assert marked({"must_say": ["2027年3月2日", "C级"]}, said).reasons["must_say"] == "没有说：“C级”"
    assert marked({"must_not_say": ["不再 受限"]}, said).marks["must_not_say_violations"] == 0


def test_a_verdict_is_right_when_every_stated_value_is() -> None:
    verdict = {"barred": {"A": "yes", "C": "no"}, "may_apply": {"A": "no"}}

    assert marked({"barred": {"A": "yes"}, "may_apply": {"A": "no"}}, answer(verdict=verdict)).marks == {
        "verdict_accuracy": 1,
        "invented_eligibility": 1,
    }
    assert marked({"barred": {"A": "yes", "C": "yes"}}, answer(verdict=verdict)).marks["verdict_accuracy"] == 0
    assert marked({"barred": {"A": "yes"}}, answer()).reasons["verdict_accuracy"] == "barred.A 是 None，应为 yes"


def test_quotes_are_checked_one_by_one() -> None:
    mixed = Answer(answer="答", status=Status.ANSWERED, citations=(cite("h:1"), cite("h:2", "改过")))

    assert marked({}, mixed).marks["quotes_verbatim"] == 1 / 2


def test_an_input_that_was_refused_earns_nothing_but_is_no_wrong_answer() -> None:
    item = Item(id="q", question="", expect=Expect(status=Status.ANSWERED, cites_any=("h:1",)))

    got = mark(Outcome(item, None, None, 1.0, error="问题是空的"), verbatim=lambda citation: True)

    assert got.marks == {"citation_recall": 0, "status_accuracy": 0, "false_refusals": 0}
    assert got.reasons["error"] == "问题是空的"


def test_totals_say_on_how_many_items_they_rest() -> None:
    three = [
        marked({"status": "answered"}, answer(status="abstained")),
        marked({"status": "answered"}, answer("您可以申报A级。")),
        marked({"must_not_say": ["答"]}, answer()),
    ]

    got = totals(three)

    assert got["answers"] == {  # type: ignore[comparison-overlap]
        "citation_recall": None,
        "citation_precision": None,
        "first_citation": None,
        "status_accuracy": 0.5,
        "false_refusals": 0.5,
        "right_abstentions": None,
        "verdict_accuracy": None,
        "must_say": None,
        "must_not_say_violations": 1,
        "invented_eligibility": 1,
        "quotes_verbatim": None,
    }
    assert got["scored"]["status_accuracy"] == 2  # type: ignore[index]
    assert total([], "must_say") is None


def test_percentiles_are_nearest_rank() -> None:
    assert percentile([5], 95) == 5
    assert percentile(list(range(100, 0, -1)), 95) == 95
    assert percentile([], 50) is None
