"""INTERFACE.md, `grade`: each sentence as a case, held against what `decide` says (tests/contract/grade.yaml)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import load_law
from assistant.library.corpus import load_corpus
from assistant.library.yaml_file import read_yaml

HERE = Path(__file__).parent
CASES = read_yaml(HERE / "grade.yaml").data
CORPUS = load_corpus(HERE.parent.parent / "corpus")
LAW = load_law(CORPUS)
BASE: dict[str, Any] = {
    "enterprise": {"name": "某某有限公司", "credit_rating": "良好"},
    "sites": [{"name": "一厂区", "own_permit": True, "industries": [{"industry": "铸造"}]}],
}


def at(document: Any, path: str) -> Any:
    """The value at a dotted path; list indexes are numbers."""
    for key in path.split("."):
        document = document[int(key)] if isinstance(document, list) else document[key]
    return document


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_grade_says_what_the_interface_says(case: dict[str, Any]) -> None:
    as_of = date.fromisoformat(case["as_of"])
    facts = {k: v for k, v in {**BASE, **case["case"]}.items() if k not in case.get("drop", [])}

    out = decide(case_from(facts, as_of=as_of, industries=CORPUS.industries), LAW, as_of=as_of).as_json()

    assert {path: at(out, path) for path in case["expect"]} == case["expect"]
    clauses = {reason["clause"] for reason in out["reasons"]}
    for wanted in case.get("clauses", []):
        assert clauses & set(wanted.split("|")), f"{wanted} not in {sorted(clauses)}"
    assert set(case.get("missing", [])) <= {m["fact"] for m in out["missing"]}
    if case.get("reading"):
        assert any(reason["reading"] for reason in out["reasons"])
