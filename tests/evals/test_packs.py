"""Packs with truth: what the generators promise, and how `eval packs` scores."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from assistant.errors import BadFile
from evals.packs import templates_dev, templates_test
from evals.packs.draft import checklist
from evals.packs.examine import Answered, as_markdown, build_report, command, examine, held
from evals.packs.generate import fingerprint, truths
from evals.packs.identity import is_valid, make_code, make_facts, slip, spread, year_before
from evals.packs.score import mark, misses, totals
from evals.packs.truth import Truth, read_truth, read_truths, same_file

SPLITS = {"dev": (templates_dev, 100, 1), "test": (templates_test, 120, 2028)}
KINDS = """name_mismatch credit_code_mismatch credit_code_invalid permit_expired report_too_old ledger_out_of_period
period_incomplete cover_page_only unsigned unsealed grade_mismatch industry_mismatch industry_out_of_scope duplicate_file
unreadable_file refused_file embedded_instruction active_content text_layer_untrusted unsupported_format bar_found"""


@pytest.fixture(scope="module")
def made() -> dict[str, list[dict[str, Any]]]:
    return {name: truths(name, count, seed, templates) for name, (templates, count, seed) in SPLITS.items()}


@pytest.mark.parametrize("split", SPLITS)
def test_every_item_status_and_kind_of_finding_occurs(split: str, made: dict[str, list[dict[str, Any]]]) -> None:
    packs = made[split]

    present = {id_ for one in packs for id_, status in one["materials"].items() if status == "present"}
    assert present == set(checklist())
    assert {status for one in packs for status in one["materials"].values()} == {"present", "missing", "expired", "suspect", "illegible", "not_applicable"}  # fmt: skip
    assert {finding["kind"] for one in packs for finding in one["findings"]} == set(KINDS.split())
    assert {one["complete"] for one in packs} == {True, False}


@pytest.mark.parametrize("split", SPLITS)
def test_every_pack_names_all_thirty_and_its_evidence(split: str, made: dict[str, list[dict[str, Any]]]) -> None:
    for one in made[split]:
        assert list(one["materials"]) == list(checklist()), one["pack"]
        assert set(one["accept"]) <= set(checklist()), one["pack"]
        for finding in one["findings"]:
            somewhere = finding["material"] or finding["kind"] in ("credit_code_invalid", "industry_out_of_scope")
            assert finding["evidence"] or somewhere, one["pack"]


def test_the_truth_of_the_test_split_is_the_sealed_one(made: dict[str, list[dict[str, Any]]]) -> None:
    sealed = Path("evals/packs/test.sha256").read_text("utf-8").splitlines()[-1]

    assert fingerprint(made["test"]) == sealed


def test_dev_and_test_share_no_enterprise_and_no_wording(made: dict[str, list[dict[str, Any]]]) -> None:
    assert not set(templates_dev.WORDS.brands) & set(templates_test.WORDS.brands)
    assert not set(templates_dev.WORDS.trades) & set(templates_test.WORDS.trades)
    assert not {one["as_of"] for one in made["dev"]} & {one["as_of"] for one in made["test"]}
    assert not set(templates_dev.INSTRUCTIONS) & set(templates_test.INSTRUCTIONS)
    law = {"生产经营场所地址", "统一社会信用代码"}  # labels that every real permit and licence prints
    assert _sentences(templates_dev) & _sentences(templates_test) <= law


def _sentences(templates: ModuleType) -> set[str]:
    """Sentences of eight signs and more that the papers of a split print, beside names, codes and numbers."""
    facts = make_facts(random.Random(1), templates_dev.WORDS, date(2026, 3, 1), "B")
    said = {text for write in templates.WRITE.values() for page in write(facts).pages for text in _texts(page)}
    own = {value for value in (getattr(facts, one.name) for one in fields(facts)) if isinstance(value, str)}
    whole = {sentence for text in said for sentence in re.split(r"[。；：，]", text)}
    return {one for one in whole if len(one) >= 8 and not re.search(r"\d", one) and not any(word and word in one for word in own)}  # fmt: skip


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _texts(getattr(value, one.name))


def test_codes_pass_the_check_and_slips_fail_it_or_not_as_asked() -> None:
    rng = random.Random(5)
    for _ in range(200):
        code = make_code(rng, "410100")

        assert is_valid(code)
        assert not is_valid(slip(code, rng, valid=False))
        assert is_valid(slip(code, rng, valid=True))


def test_a_spread_keeps_both_ends_and_every_month() -> None:
    as_of = date(2026, 3, 15)
    days = spread(random.Random(2), year_before(as_of), as_of, 26)

    assert (days[0], days[-1]) == (year_before(as_of), as_of)
    assert len({(day.year, day.month) for day in days}) == 13


TRUTH = """
input: pack
as_of: 2026-03-15
args: {grade: B, with: [change_filing]}
case: c
kind: scanned
materials: {discharge_permit: expired, gate_system: missing, credit_rating: present}
accept: {credit_rating: [suspect]}
findings:
- {kind: permit_expired, material: discharge_permit, evidence: [{file: 证/许可证.pdf, page: 2}]}
- {kind: duplicate_file, material: null, evidence: [{file: a.pdf, page: null}, {file: b.pdf, page: null}]}
may_report: [{kind: unsigned, material: null}]
complete: false
"""


@pytest.fixture
def truth(tmp_path: Path) -> Truth:
    (tmp_path / "示例包甲").mkdir()
    (tmp_path / "示例包甲" / "truth.yaml").write_text(TRUTH, "utf-8")
    return read_truth(tmp_path / "示例包甲" / "truth.yaml")


def report(**changes: Any) -> dict[str, Any]:
    """A perfect report, some of it changed."""
    said = {"discharge_permit": "expired", "gate_system": "missing", "credit_rating": "suspect"} | changes.pop(
        "said", {}
    )
    return {
        "materials": [{"id": id_, "status": status} for id_, status in said.items()],
        "findings": [
            {
                "kind": "permit_expired",
                "material": "discharge_permit",
                "evidence": [{"file": "证/许可证.pdf", "page": 2}],
            },
            {"kind": "duplicate_file", "material": "credit_rating", "evidence": [{"file": "b.pdf", "page": 1}]},
        ],
        "files": [{"file": "证/许可证.pdf", "pages": 4, "read_by": "ocr"}],
        "complete": False,
    } | changes


def test_a_perfect_report_scores_one_everywhere(truth: Truth) -> None:
    marked = mark(truth, report(), seconds=8)
    figures = totals([marked])

    assert marked.perfect
    assert misses(marked) == []
    assert (figures["materials"]["f1"], figures["findings"]["f1"], figures["findings"]["page_hit_rate"]) == (1, 1, 1)
    assert (figures["seconds_a_page"], figures["pages_by"], figures["complete_accuracy"]) == (2, {"ocr": 4}, 1)


def test_each_slip_costs_and_is_told(truth: Truth) -> None:
    wrong = report(said={"gate_system": "present"}, complete=True)
    wrong["findings"] = [
        {"kind": "permit_expired", "material": "discharge_permit", "evidence": [{"file": "证/许可证.pdf", "page": 1}]},
        {"kind": "unsigned", "material": "credit_rating", "evidence": []},
        {"kind": "unsealed", "material": "credit_rating", "evidence": [{"file": "c.pdf", "page": 1}]},
    ]
    marked = mark(truth, wrong, seconds=1)
    figures = totals([marked])

    assert figures["materials"]["missing_recall"] == 0
    assert figures["materials"]["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert (figures["findings"]["precision"], figures["findings"]["recall"]) == (0.5, 0.5)
    assert (figures["findings"]["allowed"], figures["findings"]["page_hit_rate"], figures["complete_accuracy"]) == (
        1,
        0,
        0,
    )
    assert [line.split("：")[0] for line in misses(marked)][:4] == ["gate_system（无）应为 missing，报为 present", "未报", "误报", "证据页不对"]  # fmt: skip


def test_a_run_that_broke_has_everything_wrong(truth: Truth) -> None:
    figures = totals([mark(truth, None, seconds=1, failed="退出码 1")])

    assert (figures["materials"]["f1"], figures["findings"]["recall"], figures["failed_runs"]) == (0, 0, 1)


def test_one_finding_told_at_many_places_counts_once(truth: Truth) -> None:
    twice = report()
    twice["findings"] += twice["findings"]
    twice["findings"].append({"kind": "duplicate_file", "material": None, "evidence": [{"file": "a.pdf"}]})

    assert mark(truth, twice, seconds=1).perfect


def test_paths_may_start_above_or_below_the_pack() -> None:
    assert same_file("材料/04台账.zip/台账.xlsx", "04台账.zip/台账.xlsx")
    assert not same_file("旧台账.xlsx", "台账.xlsx")


def test_arguments_reach_the_command_line(truth: Truth) -> None:
    words = command(truth)

    assert words[words.index("--as-of") + 1] == "2026-03-15"
    assert words[words.index("--grade") + 1] == "B"
    assert words[words.index("--with") + 1] == "change_filing"


def test_in_aggregate_no_pack_is_named(truth: Truth) -> None:
    marks = examine([truth], timeout=1, screen=lambda truth, timeout: Answered(report(), None, 1.0))

    whole = build_report(marks, aggregate_only=True, at="2026-01-01", source="s")
    open_ = build_report(marks, aggregate_only=False, at="2026-01-01", source="s")

    assert "items" not in whole and "by_case" not in whole
    assert truth.name not in as_markdown(whole)
    assert open_["items"][0]["pack"] == truth.name


def test_targets_are_held_by_kind_of_pack(truth: Truth, tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(
        "scanned: {materials.f1: 0.9, findings.recall: 0.9}\nborn_digital: {materials.f1: 1}\n", "utf-8"
    )
    bad = report(said={"gate_system": "present"})
    marks = examine([truth], timeout=1, screen=lambda truth, timeout: Answered(bad, None, 1.0))
    built = build_report(marks, aggregate_only=True, at="2026-01-01", source="s")

    assert [(one["figure"], one["met"]) for one in held(built, tmp_path / "t.yaml")] == [
        ("materials.f1", False),
        ("findings.recall", True),
        ("materials.f1", None),
    ]


@pytest.mark.parametrize(
    ("broken", "words"),
    [("input: x\n", "缺少 input 或 materials"), ("input: x\nmaterials: {a: 在}\n", "不在可选值中"), ("input: x\nmaterials: {}\nfindings: [{}]\n", "缺少 kind")],
)  # fmt: skip
def test_a_malformed_truth_is_told(tmp_path: Path, broken: str, words: str) -> None:
    (tmp_path / "truth.yaml").write_text(broken, "utf-8")

    with pytest.raises(BadFile, match=words):
        read_truths(tmp_path)


def test_a_truth_that_the_generator_writes_is_read_back(tmp_path: Path, made: dict[str, list[dict[str, Any]]]) -> None:
    for one in made["dev"][:10]:
        place = tmp_path / one["pack"]
        place.mkdir()
        (place / "truth.yaml").write_text(yaml.safe_dump(one, allow_unicode=True), "utf-8")

    assert [truth.name for truth in read_truths(tmp_path)] == [one["pack"] for one in made["dev"][:10]]
