"""Sets come in as people write them, or are refused with the line and the way out."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.errors import BadFile
from evals.questions import read_set, read_sets, write_set
from evals.spreadsheet import write_spreadsheet

DEV = Path(__file__).parents[2] / "evals" / "sets" / "dev.yaml"
GOOD = """
- id: q1
  question: 被罚了还能报A吗
  case: null
  history: []
  expect: {cites_any: ["henan-2024:18(5)"], cites_all: [], status: answered, accept_status: [], barred: {A: yes},
           may_apply: {A: no}, must_say: ["一年内", [39, 三十九]], must_not_say: ["您可以申报A级"]}
- {id: 2, question: 什么是绩效分级, as_of: 2026-11-23, kind: literal}
"""


def written(folder: Path, text: str, name: str = "set.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_set_as_the_interface_shows_it(tmp_path: Path) -> None:
    first, second = read_set(written(tmp_path, GOOD)).items

    assert first.expect.accepted == {Status.ANSWERED}
    assert first.expect.barred == {"A": "yes"}
    assert first.expect.must_say == (("一年内",), ("39", "三十九"))
    assert first.articles == ("henan-2024:18",)
    assert (second.id, second.as_of, second.expect.accepted) == ("2", date(2026, 11, 23), frozenset())


BAD = {
    "- {id: q1, question: 问, expekt: {}}": "set.yaml:1 [0].expekt：不认识的键“expekt”。可用的键：id、question、kind",
    "- id: q1\n  question: 问\n  expect: {cite: [x]}": "set.yaml:3 [0].expect.cite：不认识的键“cite”。可用的键：",
    "- {id: q1}": "set.yaml:1 [0].question：缺少“question”",
    "- {id: q1, question: 甲}\n- {id: q1, question: 乙}": "set.yaml:2 [1]：id “q1”重复，前一处在 set.yaml:1 [0]",
    "- {id: q1, question: 甲, expect: {cites_any: [第十八条]}}": "set.yaml:1 [0].expect.cites_any：“第十八条”不是条款",
    "- {id: q1, question: 甲, expect: {status: 答}}": "set.yaml:1 [0].expect.status：不认识的值“答”。可用：answered、",
    "- {id: q1, question: 甲, expect: {barred: {A级: yes}}}": "不认识的值“A级”",
    "- {id: q1, question: 甲, expect: {barred: {A: maybe}}}": "不认识的值“maybe”。可用：yes、no、unknown",
    "- {id: q1, question: 甲, as_of: 昨天}": "日期请写成 YYYY-MM-DD",
    "- {id: q1, question: 甲, history: [{role: bot, content: 乙}]}": "不认识的值“bot”。可用：user、assistant",
    "- {id: q1, question: 甲, expect: {must_say: ['']}}": "有一条是空的",
    "{}": "set.yaml:1：题集应是一个列表",
    "[]": "题集应是一个列表",
    "- 甲": "set.yaml:1 [0]：每题应是一个映射",
    "- {id: q1, id: q2, question: 甲}": "键“id”重复",
}


@pytest.mark.parametrize("text", BAD, ids=BAD.get)
def test_what_is_no_set_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadFile) as error:
        read_set(written(tmp_path, text))

    assert BAD[text] in str(error.value)
    assert error.value.exit_code == 2


def test_the_same_set_twice_is_refused(tmp_path: Path) -> None:
    one = written(tmp_path, GOOD)
    with pytest.raises(BadFile, match="题集给了两次"):
        read_sets([one, written(tmp_path, GOOD, "copy.yaml")])


def test_a_seal_beside_a_set_seals_it_and_a_broken_one_refuses_it(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    seal = written(tmp_path, f"{sha256(path.read_bytes()).hexdigest()}  set.yaml\n", "set.sha256")

    assert read_set(path).sealed

    seal.write_text("0" * 64)
    with pytest.raises(BadFile, match="与封条 sha256 不符"):
        read_set(path)


def test_our_dev_set_comes_back_the_same_from_a_spreadsheet_and_from_yaml(tmp_path: Path) -> None:
    dev = read_set(DEV)

    write_spreadsheet(dev, tmp_path / "dev.xlsx")
    from_sheet = read_set(tmp_path / "dev.xlsx")
    write_set(from_sheet, tmp_path / "back.yaml")

    assert from_sheet.items == dev.items
    assert read_set(tmp_path / "back.yaml").items == dev.items


AWKWARD = r"""
- {id: a1, question: '=HYPERLINK("http://x","y")', expect: {must_say: [a|b, [c, d]], must_not_say: ["两\n行", '[x']}}
- {id: a2, question: "问\n第二行", history: [{role: user, content: "一\n二"}, {role: assistant, content: 答}]}
"""


def test_awkward_words_survive_the_spreadsheet_and_stay_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    questions = read_set(written(tmp_path, AWKWARD))

    write_spreadsheet(questions, tmp_path / "set.xlsx")

    assert read_set(tmp_path / "set.xlsx").items == questions.items
    assert load_workbook(tmp_path / "set.xlsx").worksheets[0]["C2"].data_type == "s"


def sheet(path: Path, *rows: list[object]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_spreadsheet_as_people_fill_it_in(tmp_path: Path) -> None:
    rows = [
        ["id", "question", "status", "barred", "must_say", "history", "as_of"],
        [
            1,
            "被罚了还能报吗",
            "answered",
            "A=yes\nB = yes",
            "一年内 | 一年\nC级",
            "用户：A级呢\n助手：不能",
            date(2026, 1, 2),
        ],
        [None, None, None, None, None, None, None],
    ]

    (item,) = read_set(sheet(tmp_path / "set.xlsx", *rows)).items

    assert (item.id, item.as_of) == ("1", date(2026, 1, 2))
    assert item.expect.barred == {"A": "yes", "B": "yes"}
    assert item.expect.must_say == (("一年内", "一年"), ("C级",))
    assert [turn.role for turn in item.history] == ["user", "assistant"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["id", "question", "cite"]], "set.xlsx:1：不认识的列“cite”"),
        ([["question"]], "set.xlsx:1：首行应是列名，至少有 id 和 question"),
        ([["id", "question", "barred"], ["q", "问", "A"]], "set.xlsx:2 barred：应一行一个等级"),
        ([["id", "question", "history"], ["q", "问", "你好"]], "set.xlsx:2 history：对话的每行应以"),
        ([["id", "question", "status"], ["q", "问", "好"]], "set.xlsx:2 expect.status：不认识的值“好”"),
        ([["id", "question", "must_say"], ["q", "问", "[坏"]], "set.xlsx:2 must_say：不是可用的 JSON"),
    ],
)
def test_a_spreadsheet_that_is_no_set_is_refused_with_its_row(
    tmp_path: Path, rows: list[list[object]], said: str
) -> None:
    with pytest.raises(BadFile) as error:
        read_set(sheet(tmp_path / "set.xlsx", *rows))

    assert said in str(error.value)


def test_a_file_that_is_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="不是可用的 XLSX"):
        read_set(written(tmp_path, "hello", "set.xlsx"))
