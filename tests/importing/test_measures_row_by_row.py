"""Measures that a table lists row by row: whom, when and what in three columns, however it is ruled. Each with what is none.
示例 text only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from tests.importing.printed import EACH_ROW, GRADED, GRID, OPENING, THREE, Rows, Rules, guide_docx, guide_pdf

DraftOf = Callable[[Path], Draft]
HEAD = ["企业等级", "预警级别", "应急减排措施"]
MERGED = [
    HEAD,
    ["A级企业", "重污染天气黄色预警（Ⅲ级响应）", "自主采取示例甲。"],
    ["^", "橙色及以上预警", "示例窑限产，做好示例乙。"],
    ["B级", "黄色、橙色预警期间", "示例窑停产，停止示例丙。"],
    ["^", "红色预警", "示例生产线全部停产。"],
]
WANTED = [
    ("A", "黄色", "自主采取示例甲。"),
    ("A", "橙色", "示例窑限产，做好示例乙。"),
    ("A", "红色", "示例窑限产，做好示例乙。"),
    ("B", "黄色", "示例窑停产，停止示例丙。"),
    ("B", "橙色", "示例窑停产，停止示例丙。"),
    ("B", "红色", "示例生产线全部停产。"),
]


def told(draft: Draft) -> list[tuple[str, str, str]]:
    return [(str(one.grade), str(one.alert), one.raw.replace("\n", "")) for one in draft.measures]


def of_pdf(
    folder: Path, draft_of: DraftOf, rows: Rows, *, rules: Rules = GRID, white: float = 30, repeat: int = 0
) -> Draft:
    widths = (30, 60, 100, 150, 60) if len(rows[0]) == 5 else (70, 110, 240)
    made = guide_pdf(
        folder / "示例.pdf",
        *OPENING,
        GRADED,
        "示例说明如下：",
        rows,
        rules=rules,
        white=white,
        widths=widths,
        repeat=repeat,
    )
    return draft_of(made)


@pytest.mark.parametrize("rules", [GRID, THREE, EACH_ROW])
def test_measures_are_read_row_by_row_however_the_table_is_ruled(
    tmp_path: Path, draft_of: DraftOf, rules: Rules
) -> None:
    assert told(of_pdf(tmp_path, draft_of, MERGED, rules=rules)) == WANTED


def test_measures_are_read_row_by_row_in_word(tmp_path: Path, draft_of: DraftOf) -> None:
    assert told(draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, GRADED, "示例说明如下：", MERGED))) == WANTED


@pytest.mark.parametrize(("white", "head"), [(508, 0), (526, 0), (540, 0), (526, 1), (540, 1)])
def test_a_list_of_measures_goes_on_over_the_page(tmp_path: Path, draft_of: DraftOf, white: int, head: int) -> None:
    assert told(of_pdf(tmp_path, draft_of, MERGED, white=white, repeat=head)) == WANTED


def test_a_column_of_numbers_and_one_of_remarks_are_no_measures(tmp_path: Path, draft_of: DraftOf) -> None:
    rows = [["序号", *HEAD, "备注"]] + [[str(n), *row, "示例备注"] for n, row in enumerate(MERGED[1:], 1)]

    assert told(of_pdf(tmp_path, draft_of, rows)) == WANTED


@pytest.mark.parametrize("white", [526, 540])
def test_a_list_without_uprights_goes_on_over_the_page(tmp_path: Path, draft_of: DraftOf, white: int) -> None:
    assert told(of_pdf(tmp_path, draft_of, MERGED, rules=THREE, white=white)) == WANTED


LONG = "；".join(f"示例工序第{n}号停止生产" for n in range(30)) + "。"


@pytest.mark.parametrize("more", [[], [["B级企业", "红色预警", "示例乙。"]]], ids=["last", "another row"])
def test_a_measure_that_the_page_cuts_is_whole(tmp_path: Path, draft_of: DraftOf, more: list[list[str]]) -> None:
    """Overleaf its row has no labels; another one there says another."""
    draft = of_pdf(tmp_path, draft_of, [HEAD, ["A级企业", "黄色预警", LONG], *more], white=460)

    assert told(draft) == [("A", "黄色", LONG), *(("B", "红色", raw) for _, _, raw in more)]
    assert [one.page for one in draft.measures] == [1, 2][: 1 + len(more)]


def test_a_grade_whose_alerts_begin_higher_than_the_last_ones_ended_has_its_own(
    tmp_path: Path, draft_of: DraftOf
) -> None:
    """Alerts rise: red behind orange would be of one grade, were it not for where the grades stand."""
    rows = [
        HEAD,
        ["A级", "橙色预警", "示例甲。"],
        ["B级", "黄色预警", "示例乙。"],
        ["^", "橙色预警", "示例丙。"],
        ["^", "红色预警", "示例丁。"],
    ]

    assert told(of_pdf(tmp_path, draft_of, rows, rules=THREE)) == [
        ("A", "橙色", "示例甲。"), ("B", "黄色", "示例乙。"), ("B", "橙色", "示例丙。"), ("B", "红色", "示例丁。"),
    ]  # fmt: skip


def test_alerts_may_fall(tmp_path: Path, draft_of: DraftOf) -> None:
    rows = [
        HEAD,
        ["A级", "红色预警", "示例甲。"],
        ["^", "黄色预警", "示例乙。"],
        ["B级", "红色预警", "示例丙。"],
        ["^", "黄色预警", "示例丁。"],
    ]

    assert told(of_pdf(tmp_path, draft_of, rows, rules=THREE)) == [
        ("A", "红色", "示例甲。"), ("A", "黄色", "示例乙。"), ("B", "红色", "示例丙。"), ("B", "黄色", "示例丁。"),
    ]  # fmt: skip


@pytest.mark.parametrize(("when", "measures"), [("预警级别", 1), ("示例情形", 0)])
def test_one_row_is_enough_where_its_head_says_when(
    tmp_path: Path, draft_of: DraftOf, when: str, measures: int
) -> None:
    rows = [["企业等级", when, "应急减排措施"], ["A级", "黄色预警", "示例甲"]]

    assert len(told(draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, GRADED, "示例说明如下：", rows)))) == measures


NONE_LISTED = [
    [["企业等级", "预警级别", "依据"], ["A级", "黄色预警", "示例甲"], ["B级", "红色预警", "示例乙"]],  # nothing is done
    [HEAD, ["A级", "黄色标识车辆", "示例甲"], ["B级", "红色标识车辆", "示例乙"]],
    [HEAD, ["示例窑", "黄色预警", "示例甲"], ["示例炉", "红色预警", "示例乙"]],  # nobody's grade
    [HEAD, ["A级", "黄色预警", "示例甲"], ["B级", "按示例规定", "示例乙"]],
    [["应急减排措施", "企业等级", "预警级别"], ["示例甲", "A级", "黄色预警"], ["示例乙", "B级", "红色预警"]],
]


@pytest.mark.parametrize("rows", NONE_LISTED, ids=lambda rows: "|".join(rows[1]))
def test_another_table_of_three_columns_lists_no_measures(tmp_path: Path, draft_of: DraftOf, rows: Rows) -> None:
    assert told(draft_of(guide_docx(tmp_path / "示例.docx", *OPENING, GRADED, "示例说明如下：", rows))) == []
