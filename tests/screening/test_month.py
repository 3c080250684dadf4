"""A month's folder: one row a pack; what was done is not done again; one bad pack costs itself only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from assistant.errors import BadFile
from assistant.screening.batch import HEADS, STATE, packs_in, screen_batch
from assistant.screening.report import Report
from tests.screening.made_reports import corpus, gaps, in_order

TODAY = date(2026, 11, 23)


@pytest.fixture
def month(tmp_path: Path) -> Path:
    folder = tmp_path / "十一月"
    for name in ("甲铸造", "乙水泥", "丙坏包"):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.txt").write_text(name)
    (folder / ".DS_Store").write_text("x")
    return folder


class Screen:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, pack: Path) -> Report | str:
        self.asked.append(pack.name)
        return {"甲铸造": gaps(), "乙水泥": in_order(enterprise="示例水泥有限公司")}.get(pack.name, "压缩包已损坏")


def run(month: Path, one: Screen, held_against: str = "B"):
    out = month.parent / "汇总.xlsx"
    return list(
        screen_batch(packs_in(month, without=[out]), out, one, corpus=corpus(), held_against=held_against, today=TODAY)
    )


def test_one_row_a_pack(month: Path) -> None:
    rows = run(month, Screen())

    held = openpyxl.load_workbook(month.parent / "汇总.xlsx")["预审汇总"]
    table = [dict(zip(HEADS, row, strict=True)) for row in held.iter_rows(min_row=2, values_only=True)]
    assert [r.id for r in rows] == ["丙坏包", "乙水泥", "甲铸造"] == [r["材料包"] for r in table]
    assert {k: v for k, v in table[2].items() if k != "缺哪些"} == {
        "材料包": "甲铸造", "企业": "示例铸造有限公司", "行业": "铸造", "拟申报等级": "B级", "缺项": 3, "待补正": 6, "存疑": 1,
        "状态": "需要补正", "距月底天数": 7,
    }  # fmt: skip
    assert table[0]["状态"] == "没有预审成：压缩包已损坏"
    assert rows[0].as_json() == {"id": "丙坏包", "error": "压缩包已损坏"}
    assert json.dumps(rows[2].as_json(), ensure_ascii=False)


def test_what_was_done_is_not_done_again_and_a_changed_pack_is(month: Path) -> None:
    run(month, Screen())
    (month / "甲铸造" / "补充.txt").write_text("新")

    again = Screen()
    rows = run(month, again)

    assert again.asked == ["丙坏包", "甲铸造"]
    assert rows[1].enterprise == "示例水泥有限公司"


def test_other_conditions_count_as_another_question(month: Path) -> None:
    run(month, Screen())

    again = Screen()
    run(month, again, held_against="A")

    assert len(again.asked) == 3


def test_p20_a_state_line_cut_short_is_done_again(month: Path) -> None:
    run(month, Screen())
    state = month.parent / f"汇总.xlsx{STATE}"
    state.write_bytes(state.read_bytes()[:-20])

    again = Screen()
    run(month, again)
    run(month, third := Screen())

    assert again.asked == ["丙坏包", "甲铸造"]
    assert third.asked == ["丙坏包"]


def test_stopped_in_between_the_workbook_is_whole(month: Path) -> None:
    out = month.parent / "汇总.xlsx"
    going = screen_batch(packs_in(month), out, Screen(), corpus=corpus(), held_against="", today=TODAY)
    next(going)
    next(going)
    going.close()

    assert openpyxl.load_workbook(out)["预审汇总"].max_row == 3


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.mkdir()], ids=["no folder", "empty"])
def test_nothing_to_do_is_said(make, tmp_path: Path) -> None:
    make(tmp_path / "空")

    with pytest.raises(BadFile, match="文件夹"):
        packs_in(tmp_path / "空")
