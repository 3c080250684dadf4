"""Tables with a row for each indicator and grade, laid out a column for each grade. Each with what looks like one and is none. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.graded_rows import laid_out
from assistant.importing.header import head_of, labels_before
from assistant.importing.lattice import Cell, Found
from assistant.importing.rows import rows_of
from assistant.reading.page import Box


def table(*rows: list[str | None]) -> Found:
    """A table of these texts; None: the cell above goes on."""
    wide, cells = len(rows[0]), []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is not None:
                down = 1
                while at + down < len(rows) and rows[at + down][column] is None:
                    down += 1
                cells.append(Cell(at, column, down, 1, None, text=text))
    columns, levels = tuple(map(float, range(wide + 1))), tuple(map(float, range(len(rows) + 1)))
    return Found(0, Box(0, 0, wide, len(rows)), columns, levels, tuple(cells))


HEAD: list[str | None] = ["指标", "等级", "要求"]


def said(found: Found) -> list[list[str]]:
    head = head_of(found)
    assert head is not None
    return [
        [row.indicator.raw, *(row.cells[grade].raw for grade in head.grades if grade in row.cells)]
        for row in rows_of(found, head, None, skip=head.deep).rows
    ]


def test_a_row_for_each_grade_becomes_a_column_for_each() -> None:
    laid = laid_out(
        table(HEAD, ["示例甲", "A级", "一"], [None, "B级", "二"], ["示例乙", "A级", "三"], [None, "B级", "同A级"])
    )

    assert laid is not None and said(laid.found) == [["示例甲", "一", "二"], ["示例乙", "三", "同A级"]]


@pytest.mark.parametrize("label", ["示例甲", ""])
def test_labels_may_stand_in_every_row_or_in_the_first(label: str) -> None:
    laid = laid_out(
        table(HEAD, ["示例甲", "A级", "一"], [label, "B级", "二"], ["示例乙", "A级", "三"], ["", "B级", "四"])
    )

    assert laid is not None and said(laid.found) == [["示例甲", "一", "二"], ["示例乙", "三", "四"]]


def test_a_grade_that_lacks_has_a_blank_and_a_cell_over_two_is_both_grades() -> None:
    laid = laid_out(
        table(
            HEAD,
            ["示例甲", "A级", "一"],
            [None, "B级", "二"],
            [None, "C级", None],
            ["示例乙", "A级", "三"],
            [None, "C级", "四"],
        )
    )

    assert laid is not None and said(laid.found) == [["示例甲", "一", "二", "二"], ["示例乙", "三", "", "四"]]


def test_overleaf_it_goes_on_without_head_and_within_a_grade() -> None:
    before = laid_out(
        table(HEAD, ["示例甲", "A级", "一"], [None, "B级", "二"], ["示例乙", "A级", "三"], [None, "B级", "四"])
    )
    assert before is not None
    over = laid_out(table(["", "", "余文"], ["示例丙", "A级", "五"], [None, "B级", "六"]), before)

    assert over is not None and said(over.found) == [["", "", "余文"], ["示例丙", "五", "六"]]


@pytest.mark.parametrize(
    "rows",
    [
        (["企业名称", "等级", "地址"], ["甲公司", "A级", "一"], ["乙公司", "B级", "二"], ["乙公司", "A级", "三"], ["丙公司", "B级", "三"]),
        (["工序", "等级", "地址"], ["示例甲", "A级", "一"], ["示例乙", "B级", "二"], ["示例丙", "A级", "三"], ["示例丁", "B级", "四"]),
        (["预警", "等级", "措施"], ["黄色预警", "A级", "一"], [None, "B级", "二"], ["橙色预警", "A级", "三"], [None, "B级", "四"]),
        (["指标", "等级", "要求"], ["示例甲", "A级", "一"], [None, "较好", "二"], ["示例乙", "A级", "三"], [None, "B级", "四"]),
        (["指标", "等级", "要求"], ["示例甲", "A级", "一"], [None, "B级", "二"], ["示例乙", "B级", "三"], [None, "A级", "四"]),
    ],
    ids=["enterprises", "one grade a row", "alerts", "another word", "no order"],
)  # fmt: skip
def test_what_is_none(rows: tuple[list[str | None], ...]) -> None:
    assert laid_out(table(*rows)) is None


@pytest.mark.parametrize(
    ("parts", "labels"),
    [
        (["领域", "细目", "引领性企业"], 2), (["企业名称", "引领性企业"], None), (["看什么", "绩效引领性"], 1),
        (["条目", "A级", "B级", "佐证材料"], 1), (["条目", "A级", "B级", "企业名称"], None), (["条目", "A级", "佐证材料"], None),
        (["条目", "A级", "B级", "一", "二"], None), (["序号", "条目", "细目", "A级", "B级"], 3), (["大类", "条目", "细目", "A级", "B级"], None),
    ],
)  # fmt: skip
def test_heads_in_other_words(parts: list[str], labels: int | None) -> None:
    assert labels_before(parts) == labels
