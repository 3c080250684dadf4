"""The law that the tests of the core decide by, the base of their cases, and what the lists of an `expect` mean.

`clauses` / `clauses_not`: clauses of the reasons; `reads` / `reads_not`: clauses whose reason names a reading;
`facts` / `facts_not`: [clause, fact]; `named`: readings; `missing` / `missing_not`: facts; `duties`: [clause, by]; `duties_have` / `duties_not`: clauses of duties. All of them
are parts: more may be there. Everything else is compared value by value, dicts as parts of dicts, lists item by item.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import Law, load_law
from assistant.grading.verdict import Verdict
from assistant.library.corpus import load_corpus
from assistant.library.yaml_file import read_yaml

HERE = Path(__file__).parent
CORPUS = load_corpus(HERE.parent.parent / "corpus")
LAW: Law = load_law(CORPUS)
BASE: dict[str, Any] = {
    "enterprise": {"name": "某某有限公司", "credit_rating": "良好"},
    "sites": [{"name": "一厂区", "own_permit": True, "industries": [{"industry": "铸造"}]}],
}
NOT_FACTS = ("name", "clause", "as_of", "expect")


def cases() -> list[dict[str, Any]]:
    """Every hand-checked case, with the file it stands in."""
    return [
        {**case, "file": path.stem} for path in sorted((HERE / "cases").glob("*.yaml")) for case in read_yaml(path).data
    ]


def expected() -> Any:
    """The whole documents that some cases must give, byte for byte (written by tests/grading/expected.py)."""
    return json.loads((HERE / "expected.json").read_text(encoding="utf-8"))


def facts_of(case: dict[str, Any]) -> dict[str, Any]:
    """The case as plain data: the base, with the case's facts over it."""
    return {**BASE, **{key: value for key, value in case.items() if key not in (*NOT_FACTS, "file")}}


def verdict_of(facts: dict[str, Any], as_of: date, law: Law = LAW) -> Verdict:
    return decide(case_from(facts, as_of=as_of, industries=CORPUS.industries), law, as_of=as_of)


def differences(expect: dict[str, Any], out: dict[str, Any]) -> list[str]:
    """What of `expect` the document does not hold."""
    lists = {
        "clauses": {reason["clause"] for reason in out["reasons"]},
        "reads": {reason["clause"] for reason in out["reasons"] if reason["reading"]},
        "missing": {entry["fact"] for entry in out["missing"]},
        "named": {reading["id"] for reading in out["readings"]},
        "facts": {(reason["clause"], fact) for reason in out["reasons"] for fact in reason["facts"]},
        "duties_have": {duty["clause"] for duty in out["duties"]},
    }
    lists["duties"] = {(duty["clause"], duty["by"]) for duty in out["duties"]}
    found = []
    for key, wanted in expect.items():
        there = lists.get(key.removesuffix("_not") if key != "duties_not" else "duties_have")
        if there is None:
            found += _parts(key, wanted, out.get(key))
            continue
        given = {tuple(entry) if isinstance(entry, list) else entry for entry in wanted}
        if wrong := (given & there if key.endswith("_not") else given - there):
            found.append(f"{key}: {sorted(map(str, wrong))}, there: {sorted(map(str, there))}")
    return found


def _parts(path: str, wanted: Any, there: Any) -> list[str]:
    if isinstance(wanted, dict) and isinstance(there, dict):
        return [line for key, value in wanted.items() for line in _parts(f"{path}.{key}", value, there.get(key))]
    if isinstance(wanted, list) and isinstance(there, list) and len(wanted) == len(there):
        return [line for n, value in enumerate(wanted) for line in _parts(f"{path}[{n}]", value, there[n])]
    return [] if wanted == there else [f"{path}: {there!r}, expected {wanted!r}"]
