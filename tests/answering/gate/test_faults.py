"""Whatever breaks, nothing is shown: a fault in each part of the gate, and what an answer may not hold (P11, P12, P13)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answering.claims import (
    carry,
    core,
    eligibility,
    figures,
    frames,
    judge,
    match,
    needs,
    references,
    runs,
    units,
    words,
)
from assistant.answering.gate import BROKE, Gate, self_test
from assistant.answering.parts import harmless
from tests.answering.gate.known import ROOT, gate
from tests.answering.gate.verdicts import VERDICTS

SAID = "您好。受到行政处罚的，一年内不得申报和被评定为A级、B级和绩效引领性企业。贵公司目前不得申报A级。"
PARTS: list[tuple[Any, str]] = [
    (judge, "references"),
    (judge, "unit_of"),
    (carry, "problems"),
    (judge, "eligibility_claims"),
    (carry, "condition_missing"),
    (judge, "only_conditions"),
    (figures, "aligned"),
    (units, "amounts"),
    (needs, "aligned"),
    (runs, "grade_sets"),
    (references, "clause_refs"),
    (eligibility, "is_condition"),
]


@pytest.mark.parametrize(("module", "name"), PARTS, ids=lambda value: getattr(value, "__name__", value))
def test_p11_a_fault_in_any_part_shows_nothing_that_claims(
    module: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(module, name):
        pytest.fail(f"{module.__name__} has no {name}: the list of parts is stale")

    def broken(*_: Any, **__: Any) -> Any:
        raise KeyError("broken on purpose")

    it = gate()
    sources = it.sources(verdict=VERDICTS["barred"])
    fresh = Gate(it.corpus)
    sources.library.words.of.cache_clear()
    monkeypatch.setattr(module, name, broken)
    stream = fresh.stream(sources)
    judged = [*stream.feed(SAID), *stream.finish()]
    assert "".join(j.text for j in judged) == SAID
    assert all(j.held == BROKE for j in judged if j.held is not None)
    _nothing_wrong_passes(fresh, sources)


def _nothing_wrong_passes(it: Gate, sources: Any) -> None:
    for text in ("贵公司可以申报A级。", "每家企业配备专家人数不得少于5人。", "依据第九十九条，可以申报。"):
        stream = it.stream(sources)
        assert all(j.held is not None for j in [*stream.feed(text), *stream.finish()]), text


def test_p11_a_broken_gate_fails_its_self_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "amounts_wrong", lambda *_: [])
    monkeypatch.setattr(carry, "problems", lambda *_: [])
    assert self_test(gate())


@pytest.mark.parametrize("part", [core.core_frames, frames.prose, words.Words])
def test_the_parts_stand_where_the_rooms_say(part: Any) -> None:
    assert part.__module__.startswith("assistant.answering.claims")


def test_p12_no_link_and_no_markup_of_a_models_own_passes() -> None:
    for text in (
        "见 https://evil.example/a 。",
        "[点这里](javascript:alert(1))可以申报A级。",
        "![图](http://evil.example/x.png)",
        "<img src=x onerror=alert(1)>您可以申报A级。",
    ):
        said = harmless(text)
        assert "<img" not in said
        shown = gate().judge_answer(said, verdict=VERDICTS["barred"]).text
        assert "http" not in shown
        assert "javascript" not in shown
        assert "申报" not in shown


_SCRIPT = """
import json, sys
from pathlib import Path
from assistant.answering.gate import Gate
from assistant.library.corpus import load_corpus
gate = Gate(load_corpus(Path(sys.argv[1])))
for text in json.loads(sys.stdin.read()):
    found = gate.judge_answer(text)
    print([(j.text, j.held, j.clause) for j in found.judged], list(found.claims))
"""


def _across_seeds() -> Iterator[bytes]:
    from json import dumps

    texts = [
        "C级企业由省生态环境厅公告，每家企业专家5人。",
        "超标或者被罚的，一年内不得申报C级。",
        "A级、D级企业给予激励。",
        SAID,
    ]
    for seed in ("0", "1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        yield subprocess.run(
            [sys.executable, "-c", _SCRIPT, str(ROOT / "corpus")],
            input=dumps(texts).encode(),
            env=env,
            capture_output=True,
            check=True,
        ).stdout


def test_p13_the_same_words_are_judged_the_same_whatever_the_hash_seed() -> None:
    first, *others = _across_seeds()
    assert first
    assert all(other == first for other in others)
