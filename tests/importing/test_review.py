"""Reviewing a draft: nothing doubtful passes unseen, nothing decided is lost, and only what was reviewed decides."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BadFile, InputError, UnknownValue
from assistant.grading.decisive import Decisive, Held
from assistant.importing import claim
from assistant.importing.review import Act, Decision, Item, accept, decide, decision, open_review, state_path, undo
from assistant.importing.store import as_yaml
from assistant.importing.threshold import SURE
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.library.shelf import checksum_of, open_shelf
from assistant.library.yaml_file import parse_yaml, read_yaml
from tests.conftest import ROOT
from tests.importing.made import AT, DRAFTS, ON, accept_doubts, library_at, reviewed


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return library_at(tmp_path, "铸造") / "drafts" / "铸造.yaml"


def item(path: Path, address: str) -> Item:
    return open_review(path).find(address)


def take(path: Path, address: str, act: Act, by: str = "甲", **more: Any) -> Decision:
    made = decision(item(path, address), act, by=by, at=AT, **more)
    decide(path, [made])
    return made


def whole(path: Path, library: Path, **more: Any) -> dict[str, Any]:
    target = accept(path, by="甲", on=ON, library=library, **more)
    data: dict[str, Any] = read_yaml(target).data
    return data


def test_a_doubtful_limit_is_never_let_through_with_the_rest(draft: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"还有 1 个限值、比例或期限的把握不足.*排放限值@B"):
        accept(draft, by="甲", on=ON, library=tmp_path)

    assert not (tmp_path / "guides").exists()
    assert item(draft, "排放限值@B").confidence < SURE


def test_what_was_accepted_one_by_one_passes_and_says_who_and_when(draft: Path, tmp_path: Path) -> None:
    take(draft, "排放限值@B", Act.ACCEPT, by="乙")

    data = whole(draft, tmp_path)

    assert data["status"] == "reviewed"
    assert data["reviewed"] == {"by": "甲", "on": "2026-11-20"}
    assert [(d["cell"], d["act"], d["by"]) for d in data["decisions"]] == [("排放限值@B", "accept", "乙")]
    assert data["checksum"] == checksum_of(data)
    assert data["file"] == read_yaml(draft).data["file"]


def test_the_least_sure_comes_first(draft: Path) -> None:
    first = open_review(draft).by_doubt[0]

    assert (first.address, first.must) == ("排放限值@B", True)


def test_a_correction_changes_words_and_numbers_and_keeps_what_was_printed(draft: Path, tmp_path: Path) -> None:
    take(
        draft, "排放限值@B", Act.CORRECT, raw="示例：颗粒物不高于 18 mg/m³", numbers="限值 颗粒物 ≤ 18 mg/m³ 基准氧 9%"
    )

    data = whole(draft, tmp_path)
    cell = next(r for r in data["tables"][0]["rows"] if r["indicator"] == "排放限值")["cells"]["B"]

    assert cell["raw"] == "示例：颗粒物不高于 18 mg/m³"
    assert [(n["pollutant"], n["value"], n["oxygen"]) for n in cell["limits"]] == [("颗粒物", 18, 9)]
    assert data["decisions"][0]["printed"].startswith("颗粒物、SO2、NOx")


def test_a_rejected_cell_asks_for_something_that_nobody_can_read(draft: Path, tmp_path: Path, corpus: Corpus) -> None:
    take(draft, "排放限值@B", Act.REJECT)
    whole(draft, tmp_path)

    table = Decisive(corpus.beside(open_shelf(tmp_path)), as_of=ON)["national-2020:铸造"]

    row = next(place.row for place in table.places if place.row.id == "排放限值")
    assert row.cell(Grade.B) is None
    assert row.cell(Grade.A) is not None


def test_a_row_that_is_no_indicator_can_be_dropped_as_a_whole(draft: Path, tmp_path: Path) -> None:
    take(draft, "排放限值@B", Act.ACCEPT)
    take(draft, "运输监管@A", Act.DROP)

    names = [row["indicator"] for row in whole(draft, tmp_path)["tables"][0]["rows"]]

    assert "运输监管" not in names
    assert len(names) == 8


def test_a_decision_can_be_taken_back(draft: Path, tmp_path: Path) -> None:
    made = take(draft, "排放限值@B", Act.ACCEPT)

    undo(draft, made.cell)

    assert [one.address for one in open_review(draft).pending] == ["排放限值@B"]


def test_an_interrupted_review_goes_on_where_it_was(draft: Path) -> None:
    take(draft, "排放限值@B", Act.ACCEPT)
    take(draft, "运输方式@A", Act.REJECT)

    again = open_review(draft)

    assert again.pending == ()
    assert {one.address for one in again.items if one.decision} == {"排放限值@B", "运输方式@A"}


def test_a_draft_edited_meanwhile_keeps_the_decisions_on_unchanged_cells(draft: Path) -> None:
    take(draft, "排放限值@B", Act.ACCEPT)
    take(draft, "运输方式@A", Act.ACCEPT)

    draft.write_text(draft.read_text().replace("比例不低于 77%", "比例不低于 78%"))

    again = open_review(draft)
    assert [one.address for one in again.items if one.decision] == ["排放限值@B"]
    assert again.lost == 1


def test_p20_a_kill_at_any_moment_loses_no_decision_that_was_announced(draft: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.importing.made import AT\n"
        "from assistant.importing.review import *\n"
        "path = Path(sys.argv[1])\n"
        "while True:\n"
        "    for one in open_review(path).items:\n"
        "        decide(path, [decision(one, Act.ACCEPT, by='甲', at=AT)])\n"
        "        print(one.key, flush=True)\n"
    )
    said: set[str] = set()
    for wait in (0.15, 0.31, 0.47):
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(draft)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout
        said.add(process.stdout.readline().strip())
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        said |= set(process.stdout.read().split())
        process.wait()

    kept = {entry["cell"] for entry in json.loads(state_path(draft).read_bytes())["decisions"]}

    assert said <= kept
    assert open_review(draft).items


def test_a_second_reviewer_is_told_and_may_take_over_when_nobody_is_there(draft: Path) -> None:
    claim.take(draft, "甲", now=AT)

    with pytest.raises(InputError, match="甲 正在审核这份草稿"):
        claim.take(draft, "乙", now=AT + timedelta(minutes=5))
    assert claim.take(draft, "甲", now=AT + timedelta(minutes=5)).since == AT.isoformat(timespec="seconds")
    assert claim.take(draft, "乙", now=AT + timedelta(minutes=40)).by == "乙"
    assert claim.take(draft, "丙", now=AT + timedelta(minutes=41), over=True).by == "丙"


def test_two_at_once_the_second_word_on_a_cell_is_refused_and_nothing_is_lost(draft: Path) -> None:
    one = item(draft, "排放限值@B")
    decide(draft, [decision(one, Act.REJECT, by="甲", at=AT)], seen={one.key: ""})

    with pytest.raises(InputError, match=r"已由甲 于 .*定为“不采用”"):
        decide(draft, [decision(one, Act.ACCEPT, by="乙", at=AT)], seen={one.key: ""})

    kept = item(draft, "排放限值@B").decision
    assert kept and (kept.by, kept.act) == ("甲", Act.REJECT)


def test_a_reviewed_table_that_was_altered_no_longer_decides_and_says_so(tmp_path: Path, corpus: Corpus) -> None:
    target = reviewed(tmp_path, "铸造")
    key = "national-2020:铸造"
    assert key in Decisive(corpus.beside(open_shelf(tmp_path)), as_of=ON)

    target.write_text(target.read_text().replace("value: 11\n", "value: 12\n"))

    shelf = open_shelf(tmp_path)
    after = Decisive(corpus.beside(shelf), as_of=ON)
    standing = after.standing(key)
    assert key not in after
    assert standing and standing.held is Held.ALTERED
    assert "审核之后被改动过" in standing.say
    assert [trouble.where for trouble in shelf.findings()] == ["铸造.yaml"]


def test_a_file_that_only_says_reviewed_was_not(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "guides").mkdir()
    forged = (DRAFTS / "铸造.yaml").read_text().replace("status: draft", "status: reviewed")
    (tmp_path / "guides" / "铸造.yaml").write_text(forged)

    assert list(Decisive(corpus.beside(open_shelf(tmp_path)), as_of=ON)) == []


def test_the_same_draft_again_is_the_same_table_and_another_wants_to_be_told(draft: Path, tmp_path: Path) -> None:
    accept_doubts(draft)
    first = accept(draft, by="甲", on=ON, library=tmp_path)
    assert accept(draft, by="乙", on=ON, library=tmp_path) == first
    assert read_yaml(first).data["reviewed"]["by"] == "甲"

    draft.write_text(draft.read_text().replace("比例不低于 77%", "比例不低于 78%"))
    with pytest.raises(InputError, match="已有审核过的表"):
        accept(draft, by="乙", on=ON, library=tmp_path)

    assert accept(draft, by="乙", on=ON, library=tmp_path, replaces=True) == first
    assert [path.name for path in (tmp_path / "guides" / "replaced").iterdir()]


def test_another_guide_with_the_same_industry_stands_beside_it(tmp_path: Path) -> None:
    reviewed(tmp_path, "铸造")
    newer = library_at(tmp_path, "铸造-新版") / "drafts" / "铸造-新版.yaml"
    same_name = newer.rename(newer.with_name("铸造.yaml"))
    accept_doubts(same_name)

    assert accept(same_name, by="甲", on=ON, library=tmp_path).name == "national-2027.铸造.yaml"
    assert (tmp_path / "guides" / "铸造.yaml").exists()


BROKEN = {
    "yaml": ("tables:\n- title", "tables:\n -- title", "铸造.yaml:"),
    "no guide": ("guide: national-2020\n", "", "铸造.yaml:1：不是指南草稿"),
    "a grade of nowhere": ("      A:\n        raw: 采用示例一类", "      Z:\n        raw: 采用示例一类", "铸造.yaml:"),
    "a grade not of this table": ("  grades:\n  - A\n", "  grades:\n", "等级“A”不在这张表的 grades 里"),
    "no comparator": ("comparator: <=", "comparator: 约", "不符合指标表格式"),
    "a number that is none": ("value: 11\n", "value: 十一\n", "不符合指标表格式"),
    "confidence": ("confidence: 0.71", "confidence: 7.1", "confidence “7.1”不在 0 到 1 之间"),
    "same as nothing": ("same_as: A", "same_as: 绩效引领性", "指向这张表没有的等级"),
    "status": ("status: draft", "status: fine", "status “fine”不是 draft"),
    "reviewed": ("status: draft", "status: reviewed", "已经审核过，不是草稿"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_nonsense_in_a_draft_is_named_with_file_and_line(name: str, draft: Path, tmp_path: Path) -> None:
    old, new, said = BROKEN[name]
    text = draft.read_text()
    assert old in text
    draft.write_text(text.replace(old, new, 1))

    with pytest.raises(BadFile) as caught:
        open_review(draft)

    assert said in str(caught.value)
    assert str(caught.value).startswith("铸造.yaml:")


def test_a_broken_record_of_decisions_is_not_taken_for_none(draft: Path) -> None:
    state_path(draft).write_text("{")

    with pytest.raises(BadFile, match="审核记录不成格式"):
        open_review(draft)


@pytest.mark.parametrize("by", ["", "  ", "甲" * 41])
def test_a_review_wants_a_name(by: str, draft: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownValue, match="审核人"):
        accept(draft, by=by, on=ON, library=tmp_path)


def test_a_cell_that_is_not_there_says_how_to_write_one(draft: Path) -> None:
    with pytest.raises(UnknownValue, match="单元格“没有@A”不在草稿里"):
        item(draft, "没有@A")


def test_cells_of_several_tables_carry_their_number(tmp_path: Path) -> None:
    path = library_at(tmp_path, "水泥行业") / "drafts" / "水泥行业.yaml"

    assert item(path, "#2:排放限值@A").cell["limits"][0]["value"] == 7
    assert (
        item(path, "national-2020:水泥行业#2:排放限值@A".replace("水泥行业#2", "水泥#2").split("水泥")[1]).row
        == "排放限值"
    )


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "1e3",
        "0x10",
        "12",
        "2026-01-01",
        "a: b",
        "- x",
        "示例\n第二行",
        " 前后空白 ",
        "“引号”'\"",
        "",
        "null",
        "%",
        "@a",
        "#1",
        "~",
    ],
)
def test_what_we_write_is_read_back_unchanged(words: str) -> None:
    data = {"raw": words, "list": [words, 1, 2.5, None, True], words or "k": {"a": words}}

    assert parse_yaml(as_yaml(data, name="x"), name="x").data == data
