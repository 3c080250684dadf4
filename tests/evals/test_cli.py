"""`eval` as scripts meet it: exit statuses, streams, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from evals import cli
from evals import product as product_module
from evals import report as report_module
from tests.evals.fake import Rote, answer

SET = """
- {id: q1, kind: literal, question: 被罚了还能报A吗, expect: {cites_all: ["henan-2024:18(5)"], status: answered}}
- {id: q2, kind: abstain, question: 天气怎么样, expect: {status: abstained}}
"""


@pytest.fixture(autouse=True)
def rote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rote:
    """A product that knows one answer; the log of runs lies in the test's folder."""
    system = Rote({"被罚了还能报A吗": answer("不能，一年内不得申报。", "henan-2024:18(5)")})
    monkeypatch.setattr(product_module, "open_product", lambda model: system)
    monkeypatch.setattr(report_module, "LOG", tmp_path / "runs.jsonl")
    return system


def call(*words: str | Path) -> int:
    """The exit status of `eval WORDS`."""
    command = typer.main.get_command(cli.app)
    try:
        with command.make_context("eval", [str(word) for word in words]) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return 0


def written(folder: Path, text: str, name: str = "set.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_run_prints_one_document_and_writes_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = call("run", "--set", written(tmp_path, SET), "--out", tmp_path / "out", "--json")

    out = capsys.readouterr().out
    assert status == 0
    assert json.loads(out) == json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert len((tmp_path / "runs.jsonl").read_text("utf-8").splitlines()) == 1


def test_sets_may_follow_one_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = written(tmp_path, SET.replace("q1", "q9"), "more.yaml")

    assert call("run", "--set", written(tmp_path, SET), more, "--out", tmp_path / "out", "--json") == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["sets"]] == ["set.yaml", "more.yaml"]


def test_targets_that_are_given_decide_the_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = written(tmp_path, SET)
    good = written(tmp_path, "- {figure: answers.citation_recall, at_least: 1}", "good.yaml")
    bad = written(tmp_path, "- {figure: answers.citation_recall, kind: literal, at_least: 1.1}", "bad.yaml")

    assert call("run", "--set", questions, "--out", tmp_path / "a", "--targets", good) == 0
    assert call("run", "--set", questions, "--out", tmp_path / "b", "--targets", bad) == 3
    assert "未达目标：全部 answers.citation_recall（literal） ≥ 1.1，实测 1" in capsys.readouterr().out


def test_a_crash_is_our_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("run", "--set", written(tmp_path, SET + "- {id: q3, question: 崩}\n"), "--out", tmp_path / "out") == 1
    assert "KeyError" in (tmp_path / "out" / "report.md").read_text("utf-8")


def test_compare_says_3_where_something_fell(tmp_path: Path, rote: Rote, capsys: pytest.CaptureFixture[str]) -> None:
    questions = written(tmp_path, SET)
    call("run", "--set", questions, "--out", tmp_path / "a")
    rote.answers = {}
    call("run", "--set", questions, "--out", tmp_path / "b")
    capsys.readouterr()

    assert call("compare", tmp_path / "a", tmp_path / "b", "--json") == 3
    fell = json.loads(capsys.readouterr().out)
    assert fell["metrics"]["citation_recall"]["change"] == -1
    assert call("compare", tmp_path / "b", tmp_path / "a" / "report.json") == 0
    assert "| citation_recall | 1 | 0.000 | 1.000 | +1.000 |" in capsys.readouterr().out


def test_sets_go_to_a_spreadsheet_and_come_back(tmp_path: Path) -> None:
    questions = written(tmp_path, SET)

    assert call("set-to-xlsx", questions, tmp_path / "set.xlsx") == 0
    assert call("xlsx-to-set", tmp_path / "set.xlsx", tmp_path / "back.yaml") == 0
    assert call("run", "--set", tmp_path / "set.xlsx", "--out", tmp_path / "out") == 0
    assert '"被罚了还能报A吗"' in (tmp_path / "back.yaml").read_text("utf-8")
