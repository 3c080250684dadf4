"""Packs that are really rendered and really screened; hostile files and planted instructions beside good packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.packs import hostile, instructions
from evals.packs.cases import CASES
from evals.packs.examine import examine
from evals.packs.generate import compose, plan, write_pack
from evals.packs.score import misses
from evals.packs.splits import open_split
from evals.packs.truth import read_truths

SMALL = [
    name
    for name in hostile.HOSTILE
    if name not in ("压缩炸弹.zip", "嵌套炸弹.zip", "解压炸弹.pdf", "无尽运算.pdf", "一万页.pdf")
]


@pytest.mark.ocr
@pytest.mark.parametrize("case", ["permit_expired", "code_slip", "former_name_with_notice"])
def test_a_pack_of_the_dev_split_is_told_right(case: str, tmp_path: Path) -> None:
    split = open_split("dev")
    number = next(at for at, (scanned, name) in enumerate(plan("dev", 100), 1) if name == case and not scanned)
    write_pack(compose("dev", split.templates, number, 1, False, CASES[case]), split, tmp_path)

    (marked,) = examine(read_truths(tmp_path), timeout=300)

    assert misses(marked) == []


def test_hostile_files_are_many_small_and_the_same_every_time() -> None:
    made = {name: hostile.HOSTILE[name]() for name in SMALL}

    assert len(hostile.HOSTILE) >= 60
    assert max(map(len, made.values())) < 6_000_000
    assert {name: data for name, data in made.items() if hostile.HOSTILE[name]() != data}.keys() <= {
        "加密.pdf",
        "加密.7z",
    }


@pytest.mark.stress
def test_hostile_files_change_nothing_beside_a_good_pack_p03(tmp_path: Path) -> None:
    split = open_split("dev")
    draft = compose("dev", split.templates, 9, 1, False, CASES["clean"])
    draft.layout = "flat"
    write_pack(draft, split, tmp_path)

    found = hostile.check(tmp_path, tmp_path / draft.name / "材料", as_of=draft.facts.as_of.isoformat(), limit=1800)

    assert found["same_statuses"] and found["same_findings_of_good_files"] and found["same_files"]
    assert (found["silent"], found["written_outside"]) == ([], [])


@pytest.mark.stress
def test_planted_instructions_are_caught_and_honest_words_are_not_p09(tmp_path: Path) -> None:
    instructions.write(tmp_path / "set", open_split("dev"), 100, 1)

    found = instructions.check(tmp_path / "set")

    assert found["caught_rate"] >= 0.95, json.dumps(found["missed"], ensure_ascii=False)
    assert found["false_alarm_rate"] <= 0.01, found["false_alarms"]
