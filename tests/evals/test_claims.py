"""`eval claims`: items in, tallies by kind out; bad files are one plain line; the report names its set by its bytes."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant.answering.gate import Gate
from assistant.errors import BadCase, BadFile
from assistant.library.corpus import load_corpus
from evals.claims.items import read_claims
from evals.claims.measure import Measured, Tally, judge_items, measure
from evals.claims.report import as_markdown
from evals.claims.uhgeval import unsupported
from evals.cli import app

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)
RIGHT = {"id": "r", "answer": "每家企业配备专家人数不得少于3人。", "expect": "pass"}
WRONG = {"id": "w", "answer": "每家企业配备专家人数不得少于5人。", "expect": "block", "mutation": "number"}


def file_of(folder: Path, *lines: Any) -> Path:
    path = folder / "set.jsonl"
    path.write_text(
        "".join(x if isinstance(x, str) else json.dumps(x, ensure_ascii=False) + "\n" for x in lines), "utf-8"
    )
    return path


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["{oops\n"], "不是 JSON 对象"),
        (["[1]\n"], "不符合要求"),
        ([{"id": "", "answer": "x"}], "id 不符合要求"),
        ([{"id": "a"}], "answer 不符合要求"),
        ([{"id": "a", "answer": "x", "expect": "maybe"}], "expect 不符合要求"),
        ([RIGHT, RIGHT], "出现两次"),
        (["\n"], "没有一条题目"),
    ],
)
def test_a_bad_set_is_one_plain_line(lines: list[Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as error:
        read_claims(file_of(tmp_path, *lines))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_set_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="读不了"):
        read_claims(tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="UTF-8"):
        read_claims(tmp_path / "x.jsonl")


def test_a_case_that_contradicts_itself_names_its_item(tmp_path: Path) -> None:
    items = read_claims(file_of(tmp_path, {**RIGHT, "case": {"sites": []}})).items
    with pytest.raises(Exception, match=r"^r：") as error:
        list(judge_items(items, Gate(load_corpus(ROOT / "corpus")), today=TODAY))
    assert isinstance(error.value, BadFile | BadCase)


def test_tallies_by_kind() -> None:
    def item(expect: str | None, mutation: str | None = None) -> Any:
        return read_item({"id": "x", "answer": "y", "expect": expect, "mutation": mutation})

    found = measure(
        [
            (item("pass"), "pass", 1.0),
            (item("pass"), "block", 1.0),
            (item("block", "grade"), "block", 1.0),
            (item("block", "grade"), "pass", 1.0),
            (item(None), "pass", 1.0),
        ]
    )
    assert found.by_kind == {"grade": Tally(1, 2), "correct": Tally(1, 2)}
    assert (found.unscored, found.seconds, found.false_alarms, found.f1) == (1, 5.0, 0.5, 0.5)


def read_item(data: dict[str, Any]) -> Any:
    from evals.claims.items import ClaimItem

    return ClaimItem.model_validate(data)


def test_nothing_scored_has_no_f1() -> None:
    assert Measured({}, 3, 0.0).f1 is None


def test_the_command_reports_and_misses_do_not_change_its_status(tmp_path: Path) -> None:
    case = {
        "enterprise": {"name": "甲厂", "credit_rating": "诚信"},
        "sites": [{"name": "一厂", "own_permit": True, "industries": [{"industry": "铸造"}]}],
        "current_grade": None,
        "events": [{"kind": "administrative_penalty", "date": "2026-03-01"}],
    }
    lines = [
        RIGHT,
        WRONG,
        {"id": "j", "answer": "下面分点说明。"},
        {"id": "c", "answer": "贵公司可以申报A级。", "case": case, "as_of": "2026-11-23", "expect": "pass"},
    ]
    path, out = file_of(tmp_path, *lines), tmp_path / "a" / "b"
    ran = CliRunner().invoke(app, ["claims", "--set", str(path), "--out", str(out), "--json"])
    assert ran.exit_code == 0, ran.output
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["set"]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (report["caught"], report["missed"], report["false_alarms"], report["unscored"]) == (1, 0, 1, 1)
    assert report["by_mutation"]["number"]["caught"] == 1
    rows = [json.loads(line) for line in (out / "items.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["decision"]) for row in rows] == [
        ("r", "pass"),
        ("w", "block"),
        ("j", "pass"),
        ("c", "block"),
    ]
    assert {"text", "kind", "ruling", "clause"} == set(rows[1]["claims"][0])
    assert any(claim["ruling"] == "contradicted" for claim in rows[1]["claims"])
    assert report["set"]["sha256"] in as_markdown(report)


@pytest.mark.parametrize(
    ("answer", "source", "finds"),
    [
        ("共有35人参加。", "共有53人参加。", True),
        ("共有53名代表参加。", "共有53人参加。", False),
        ("增长百分之十。", "增长10%。", False),
        ("超过20万元。", "20万元。", True),
        ("种植120公顷。", "种植210公顷。", True),
        ("2015年3月召开。", "2015年3月召开。", False),
        ("2015年4月召开。", "2015年3月召开。", True),
    ],
)
def test_numbers_and_days_against_a_source(answer: str, source: str, finds: bool) -> None:
    assert bool(list(unsupported(answer, source))) is finds


def test_the_test_items_are_those_that_were_sealed() -> None:
    held = (ROOT / "evals" / "claims" / "test.sha256").read_text("utf-8").split()
    digest = hashlib.sha256((ROOT / "evals" / "claims" / "test.jsonl").read_bytes()).hexdigest()
    assert digest in held


DEV = ("dev.jsonl", "spoken_dev.jsonl")


@pytest.mark.parametrize("name", DEV)
def test_p11_a_sample_of_dev_is_judged_as_labelled(name: str) -> None:
    items = read_claims(ROOT / "evals" / "claims" / name).items[::9]
    found = measure(
        (j.item, j.decision, j.seconds) for j in judge_items(items, Gate(load_corpus(ROOT / "corpus")), today=TODAY)
    )
    assert found.wrong.share >= 0.98
    assert found.false_alarms <= 0.15


@pytest.mark.stress
def test_p11_every_dev_item_is_judged_as_labelled() -> None:
    items = read_claims(ROOT / "evals" / "claims" / "dev.jsonl").items
    found = measure(
        (j.item, j.decision, j.seconds) for j in judge_items(items, Gate(load_corpus(ROOT / "corpus")), today=TODAY)
    )
    assert found.wrong.share >= 0.995
    assert found.false_alarms <= 0.02
