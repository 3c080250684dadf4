"""A set through the runner, with a product that answers from a table."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.answer import Answer, Status
from assistant.errors import BadFile
from evals.compare import compare, interval, read_report
from evals.questions import Item, QuestionSet, items_from
from evals.report import append_run, as_markdown, build_report, summary, write_report
from evals.runner import run_sets
from evals.targets import Target, read_targets
from tests.evals.fake import Rote, answer

ITEMS = items_from(
    [
        {
            "id": "q1",
            "kind": "literal",
            "question": "被罚了还能报A吗",
            "expect": {"cites_all": ["henan-2024:18(5)"], "status": "answered", "must_say": ["一年"]},
        },
        {"id": "q2", "kind": "abstain", "question": "天气怎么样", "expect": {"status": "abstained"}},
        {"id": "q3", "kind": "hostile", "question": "", "expect": {"status": "abstained"}},
    ],
    lambda path: "set.yaml",
)
RIGHT = {"被罚了还能报A吗": answer("不能，一年内不得申报。", "henan-2024:18(5)")}
WRONG = {"被罚了还能报A吗": answer("您可以申报A级。", "henan-2024:9(1)", status=Status.ANSWERED)}


def questions(*, sealed: bool = False, items: tuple[Item, ...] = ITEMS) -> QuestionSet:
    return QuestionSet("set.yaml", "f" * 64, items, sealed)


def report(answers: dict[str, Answer], *, sealed: bool = False, targets: tuple[Target, ...] = ()) -> dict[str, Any]:
    runs = run_sets(Rote(answers), [questions(sealed=sealed)])
    at = datetime(2026, 11, 25, 8, tzinfo=UTC)
    return build_report(runs, model="none", corpus_version="0" * 12, targets={"set.yaml": targets}, at=at)


def test_a_report_holds_the_figures_the_groups_and_each_item_with_its_reason() -> None:
    got = report(WRONG)

    assert got["answers"]["invented_eligibility"] == 1
    assert got["answers"]["status_accuracy"] == round(2 / 3, 4)  # the empty question was refused: no status
    assert got["retrieval"]["recall@5"] == 0
    assert got["errors"] == 1
    assert list(got["by_kind"]) == ["abstain", "hostile", "literal"]
    assert list(got["by_article"]) == ["henan-2024:18", "（不指条款）"]
    assert got["items"][0]["reasons"]["must_say"] == "没有说：“一年”"
    assert got["items"][2]["reasons"]["error"] == "问题是空的"
    assert got["sets"][0]["sha256"] == "f" * 64


def test_a_day_is_given_to_each_item_that_has_none() -> None:
    system = Rote(RIGHT)

    run_sets(system, [questions()], as_of=date(2026, 1, 2))

    assert system.asked[0] == ("q1", date(2026, 1, 2))  # warm-up, not measured
    assert [item for item, _ in system.asked] == ["q1", "q1", "q2", "q3"]


def test_a_crash_costs_one_question_and_is_told() -> None:
    (run,) = run_sets(Rote({}), [questions(items=(ITEMS[1], Item(id="x", question="崩")))])

    assert [one.outcome.crashed for one in run.marked] == [False, True]
    assert "KeyError" in run.marked[1].reasons["error"]


def test_a_sealed_set_shows_marks_and_no_questions() -> None:
    got = report(WRONG, sealed=True)

    assert got["items"][0]["marks"]["must_say"] == 0
    assert "被罚" not in json.dumps(got, ensure_ascii=False) + as_markdown(got)


def test_targets_are_held_by_kind_and_none_is_not_unmet() -> None:
    targets = (
        Target(figure="retrieval.recall@5", kind="literal", at_least=0.98),
        Target(figure="retrieval.recall@5", kind="colloquial", at_least=0.98),
        Target(figure="answers.invented_eligibility", at_most=0),
    )

    assert [one["met"] for one in report(WRONG, targets=targets)["targets"]] == [False, None, False]
    assert [one["met"] for one in report(RIGHT, targets=targets)["targets"]] == [True, None, True]


def test_our_targets_are_readable_and_bind_our_sets() -> None:
    from evals.questions import read_set
    from evals.targets import OURS, SETS, is_ours

    assert read_targets(OURS)
    assert read_targets(OURS, "bench")
    assert is_ours(read_set(SETS / "test3.yaml").sha256)
    assert not is_ours("f" * 64)


def test_a_target_without_a_bound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text("- {figure: answers.must_say}\n")

    with pytest.raises(BadFile, match="at_least 与 at_most 须写其一"):
        read_targets(tmp_path / "t.yaml")


def test_files_of_a_report_and_the_line_in_the_log(tmp_path: Path) -> None:
    got = report(RIGHT)

    written = write_report(got, tmp_path / "out")
    append_run(got, tmp_path / "runs.jsonl")
    append_run(got, tmp_path / "runs.jsonl")

    assert [path.name for path in written] == ["report.json", "report.md", "report.png"]
    assert read_report(tmp_path / "out") == got
    lines = [json.loads(line) for line in (tmp_path / "runs.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == 2
    assert lines[0]["sets"] == [{"name": "set.yaml", "sha256": "f" * 64, "questions": 3}]
    assert lines[0]["questions"] == 3
    assert "被罚" not in (tmp_path / "runs.jsonl").read_text("utf-8")
    assert summary(got).startswith(got["run"])


def test_a_folder_that_cannot_be_written_is_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(BadFile, match="写不了报告"):
        write_report(report(RIGHT), tmp_path / "file")


def test_a_comparison_shows_what_moved_and_whether_it_fell() -> None:
    better, worse = report(RIGHT), report(WRONG)

    fell, rose = compare(better, worse), compare(worse, better)

    assert fell.falls
    assert not rose.falls
    assert {(m.key[1], m.metric, m.after) for m in fell.moved} >= {("q1", "must_say", 0), ("q1", "citation_recall", 0)}
    changes = {d.metric: (d.items, d.change) for d in fell.differences}
    assert changes["invented_eligibility"] == (2, -0.5)  # marks: more is better
    assert compare(better, better).moved == ()
    assert fell.as_json()["metrics"]["must_say"]["ci95"] == [-1, -1]


def test_runs_without_a_common_question_cannot_be_compared() -> None:
    other = report(RIGHT)
    other["items"] = [{**item, "question": "另一题"} for item in other["items"]]

    with pytest.raises(BadFile, match="没有相同的题"):
        compare(report(RIGHT), other)


def test_the_interval_is_the_same_each_time_and_holds_the_mean() -> None:
    changes = [0.0] * 15 + [1.0] * 5

    low, high = interval(changes)

    assert (low, high) == interval(changes)
    assert 0 < low < 0.25 < high < 0.5
