"""Measures in the words of other offices: everyone, everyone but some, whoever falls short of a grade, what is said before a
sentence parts, alerts of which only their state is told. Each with what must be left unread or read otherwise. 示例 text only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.flow import Para
from assistant.importing.responses import levels_told
from assistant.importing.told_measures import measures_in_text
from assistant.importing.whom import Words
from assistant.library.grade import Grade
from tests.importing.printed import GRADED, OPENING, guide_docx

ABC = (Grade.A, Grade.B, Grade.C)
ABCD = (*ABC, Grade.D)
Told = dict[str, str]


def read(lines: Sequence[str], ladder: tuple[Grade, ...] = ABC) -> tuple[Told, list[str]]:
    """What is told, as grade and colour, and what was left unread."""
    paras = [Para(line, None, None) for line in ("（三）减排措施", *lines)]
    found, unread = measures_in_text(paras, Words(ladder, levels_told(lines)))
    told = {f"{one.grade}{one.alert[0]}": one.raw.rstrip("。；") for one in found}
    assert len(told) == len(found)
    return told, [one.text for one in unread]


READ: list[tuple[tuple[str, ...], Told]] = [
    (("红色预警期间：所有企业停产。",), {"A红": "停产", "B红": "停产", "C红": "停产"}),
    (("黄色预警期间，除A级企业外，其他企业限产20%。",), {"B黄": "限产20%", "C黄": "限产20%"}),
    (("黄色预警期间，A级企业除外，其余企业限产20%。",), {"B黄": "限产20%", "C黄": "限产20%"}),
    (("未达到B级要求的企业：黄色预警期间，停产50%以上。",), {"C黄": "停产50%以上"}),
    (("黄色预警期间：B级限产20%、C级限产30%。",), {"B黄": "限产20%", "C黄": "限产30%"}),
    (("黄色预警期间：B级企业使用A级、B级企业的示例车。",), {"B黄": "使用A级、B级企业的示例车"}),
    (("预警等级为橙色时：", "B级企业：乙。"), {"B橙": "乙"}),
    (("B级企业：黄色预警期间：甲。", "C级企业：不分预警级别，停产。"), {"B黄": "甲", "C黄": "停产", "C橙": "停产", "C红": "停产"}),
    (("橙色预警期间，除民生保障类外，C级企业停产。",), {"C橙": "除民生保障类外，停产"}),
    (("C级企业：除民生保障类外，橙色预警期间停产。",), {"C橙": "除民生保障类外，停产"}),
    (("橙色预警期间：在黄色预警措施基础上，B级企业再限产20%，C级企业停产。",),
     {"B橙": "在黄色预警措施基础上，再限产20%", "C橙": "在黄色预警措施基础上，停产"}),
    (("B级企业：黄色预警期间甲；预警升级为橙色时，乙。",), {"B黄": "甲", "B橙": "乙"}),
    (("B级企业：黄色预警期间甲。预警解除后恢复。",), {"B黄": "甲。预警解除后恢复"}),
    (("非A级企业：黄色预警期间，甲。",), {"B黄": "甲", "C黄": "甲"}),
    (("B级以外的企业：黄色预警期间，甲。",), {"A黄": "甲", "C黄": "甲"}),
    (("B级企业 黄色预警 限产20% 橙色预警 限产30%",), {"B黄": "限产20%", "B橙": "限产30%"}),
    (("B级企业：黄色预警 执行 橙色预警措施",), {"B黄": "执行 橙色预警措施"}),
    (("绩效分级为A级的企业，自主采取示例措施。", "B级企业：黄色预警期间：乙。"),
     {"A黄": "自主采取示例措施", "A橙": "自主采取示例措施", "A红": "自主采取示例措施", "B黄": "乙"}),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), READ, ids=[lines[0] for lines, _ in READ])
def test_whom_and_when_in_other_words(lines: tuple[str, ...], wanted: Told) -> None:
    assert read(lines) == (wanted, [])


UNREAD = [
    ("B级企业：黄色、橙色预警期间分别限产10%、20%。",),
    ("黄色预警期间，B级、C级企业分别限产20%、30%。",),
    ("C级企业：黄色及以上预警期间停产50%，其中红色预警期间全部停产。",),
    ("B级及以下企业：黄色预警期间限产20%，其中C级企业限产30%。",),
    ("黄色预警期间，各企业限产20%，A级企业除外。",),
    ("未达到C级的企业：黄色预警期间，停产。",),  # whom the ladder does not have
    ("C级企业停产50%（黄色预警）、停产80%（橙色预警）。",),
    ("黄色预警期间：停止示例作业。",),
    ("B级企业：黄色预警期间甲；一旦转入橙色预警后，乙。",),
]


@pytest.mark.parametrize("lines", UNREAD, ids=[lines[0] for lines in UNREAD])
def test_what_nobody_can_tell_whole_of_each_is_left_and_named(lines: tuple[str, ...]) -> None:
    assert read(lines) == ({}, list(lines))


def test_below_an_alert_that_was_not_read_nothing_is_told_of_every_alert() -> None:
    lines = ("黄色预警信息发布之后：", "A级企业：甲。", "橙色预警期间：", "A级企业：乙。")

    assert read(lines) == ({"A橙": "乙"}, list(lines[:2]))


def test_an_alert_heads_a_list_that_binds_nobody() -> None:
    told, unread = read(("黄色预警期间：", "1.停产50%以上；", "2.示例说明"))

    assert (told, unread) == ({}, ["1.停产50%以上；"])


def test_everyone_is_bound_only_where_an_alert_is_spoken_of() -> None:
    assert read(("各企业应编制示例方案。", "B级企业：黄色预警期间：乙。"))[0] == {"B黄": "乙"}


AFTER = ["核查要求", "附则", "附 则", "4.现场核查方法", "监督管理", "备注：示例。", "说明：示例。"]


@pytest.mark.parametrize("heading", AFTER)
def test_what_follows_the_measures_is_none_of_them(heading: str) -> None:
    lines = ("B级企业：黄色预警期间：乙；", heading)

    assert read(lines)[0] == {"B黄": "乙"}


def test_under_another_heading_no_measure_is_told() -> None:
    lines = ("B级企业：黄色预警期间：乙。", "核查要求", "（1）查看台账；", "（2）C级企业黄色预警期间的示例记录。")

    assert read(lines)[0] == {"B黄": "乙"}
    assert read(("B级企业：黄色预警期间：乙；", "1.核查设备停用。"))[0] == {"B黄": "乙；1.核查设备停用"}


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("未达到C级的企业", "D"), ("低于B级企业", "CD"), ("除A级、B级企业外，其他企业", "CD"), ("A级企业除外，其余企业", "BCD"), ("所有企业", "ABCD"),
        ("未达到D级的企业", ""), ("除示例企业外，其他企业", ""), ("未达到示例要求的企业", ""), ("所有企业名单", ""),
    ],
)  # fmt: skip
def test_groups_by_what_they_are_not(text: str, grades: str) -> None:
    assert "".join(str(one) for one in Words(ABCD).grades(text)) == grades


def drafted(
    folder: Path, draft_of: Callable[[Path], Draft], *rows: list[str]
) -> tuple[list[tuple[str, str, str]], str]:
    """What a table tells, and what the draft names as doubtful."""
    draft = draft_of(guide_docx(folder / "示例.docx", *OPENING, GRADED, "示例说明如下：", list(rows)))
    told = [(str(one.grade), str(one.alert)[0], one.raw) for one in draft.measures]
    return told, "".join(one.say for one in draft.flags)


DraftOf = Callable[[Path], Draft]
ACROSS = ["绩效等级", "黄色预警", "橙色预警", "红色预警"]


def test_a_row_for_those_of_a_grade_and_the_unrated_is_that_grades(tmp_path: Path, draft_of: DraftOf) -> None:
    rows = (ACROSS, ["A级", "甲", "甲", "甲"], ["B级及未评级企业", "乙", "丙", "丁"])
    told, named = drafted(tmp_path, draft_of, *rows)

    assert told[3:] == [("B", "黄", "乙"), ("B", "橙", "丙"), ("B", "红", "丁")]
    assert "没有读懂" not in named


def test_a_row_of_nobody_we_know_is_named(tmp_path: Path, draft_of: DraftOf) -> None:
    rows = (ACROSS, ["A级", "甲", "甲", "甲"], ["B级", "乙", "丙", "丁"], ["未评级", "戊", "戊", "戊"])
    told, named = drafted(tmp_path, draft_of, *rows, ["备注", "示例", "", ""])

    assert len(told) == 6
    assert named.count("没有读懂") == 1
    assert "“未评级”" in named


def test_several_measures_of_one_grade_under_one_alert_are_named(tmp_path: Path, draft_of: DraftOf) -> None:
    row = ["B级", "示例烘干", "乙", "丙", "丁"]
    told, named = drafted(
        tmp_path, draft_of, ["绩效等级", "工序", *ACROSS[1:]], row, ["B级", "示例成型", "戊", "丙", "丁"]
    )

    assert len(told) == 6
    assert named.count("不止一条") == 1
    assert "B 级黄色预警有不止一条" in named


def test_a_cell_that_parts_what_it_says_is_named(tmp_path: Path, draft_of: DraftOf) -> None:
    head = ["绩效等级", "黄色、橙色预警", "红色预警"]
    _, named = drafted(tmp_path, draft_of, head, ["A级", "甲", "分别停产"], ["B级", "分别限产10%、20%", "乙"])

    assert "请对照原文：“分别限产10%、20%”" in named
    assert "分别停产" not in named


BY_GRADE = (["绩效等级", "减排措施"], ["A级", "自主减排"], ["B级", "黄色预警：甲；橙色预警：乙"])
BY_ALERT = (["预警级别", "减排措施"], ["黄色预警", "A级企业：甲；B级企业：乙"], ["橙色预警", "B级企业：丙"])
IN_CELLS = [
    (BY_GRADE, [*(("A", one, "自主减排") for one in "黄橙红"), ("B", "黄", "甲"), ("B", "橙", "乙")]),
    (BY_ALERT, [("A", "黄", "甲"), ("B", "黄", "乙"), ("B", "橙", "丙")]),
]


@pytest.mark.parametrize(("rows", "wanted"), IN_CELLS)
def test_measures_told_within_the_cells_of_two_columns(
    tmp_path: Path, draft_of: DraftOf, rows: tuple[list[str], ...], wanted: list[tuple[str, str, str]]
) -> None:
    assert drafted(tmp_path, draft_of, *rows)[0] == wanted


@pytest.mark.parametrize(
    "rows",
    [
        (["绩效等级", "减排措施"], ["A级", "自主减排"], ["B级", "示例减排"]),  # of no alert
        (["绩效等级", "示例条件"], ["A级", "甲"], ["B级", "黄色预警：甲"]),
        (["示例项", "减排措施"], ["示例甲", "A级企业：黄色预警：甲"], ["示例乙", "B级企业：黄色预警：乙"]),
    ],
)
def test_another_table_of_two_columns_tells_none_and_is_named(
    tmp_path: Path, draft_of: DraftOf, rows: tuple[list[str], ...]
) -> None:
    told, named = drafted(tmp_path, draft_of, *rows)

    assert told == []
    assert "未导入" in named
