"""Tables in a frame with rules between their rows and none between their columns, and cells whose words stand apart. 示例 text only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.importing.draft import Draft
from assistant.importing.header import Head
from assistant.importing.lattice import Cell, Found
from assistant.importing.rows import rows_of
from assistant.importing.sheets import Word
from assistant.library.grade import Grade
from assistant.reading.page import Box
from tests.importing.printed import OPENING, Rules, guide_pdf

FRAMED: Rules = [("BOX", (0, 0), (-1, -1)), ("LINEBELOW", (0, 0), (-1, -1))]
GRADED = [
    ["指标", "A级", "B级", "C级"],
    ["能源类型", "使用示例清洁能源", "使用示例能源", "使用其他能源"],
    ["装备水平", "示例装备甲", "示例装备乙", "示例装备丙"],
]


def test_in_a_frame_the_heads_words_tell_the_columns(tmp_path: Path, draft_of: Callable[[Path], Draft]) -> None:
    draft = draft_of(guide_pdf(tmp_path / "示例.pdf", *OPENING, GRADED, rules=FRAMED))

    (table,) = draft.tables
    cells = [[row.indicator, *(cell.raw for cell in row.cells.values())] for row in table.rows]
    assert cells == GRADED[1:]


def word(text: str, x0: float) -> Word:
    return Word(text, Box(x0, 20, x0 + 10 * len(text), 30), 10.0)


@pytest.mark.parametrize(
    ("words", "apart"),
    [
        ([word("甲", 110), word("乙", 210), word("丙", 310)], True),
        ([word("甲一句话写在三个等级的栏里", 110)], False),
        ([word("甲乙丙", 110), word("丁", 145)], False),  # of one column
    ],
)
def test_a_cell_whose_words_stand_apart_under_several_grades_is_doubtful(words: list[Word], apart: bool) -> None:
    xs = (0.0, 100.0, 400.0)
    cells = tuple(
        Cell(0, at, 1, 1, Box(xs[at], 15, xs[at + 1], 35), tuple(said))
        for at, said in enumerate([[word("指标", 20)], words])
    )
    head = Head(0, {Grade.A: (100, 200), Grade.B: (200, 300), Grade.C: (300, 400)}, {})

    (row,) = rows_of(Found(1, Box(0, 15, 400, 35), xs, (15.0, 35.0), cells), head, None, skip=0).rows

    assert any("分开站在" in say for say in row.doubts) == apart


def test_a_table_of_which_no_row_was_read_says_so(tmp_path: Path, draft_of: Callable[[Path], Draft]) -> None:
    alone, whole = (guide_pdf(tmp_path / f"{n}.pdf", *OPENING, GRADED[:n]) for n in (1, 3))

    said = [[flag.say for flag in draft_of(file).flags if "没有读出" in flag.say] for file in (alone, whole)]
    assert [len(some) for some in said] == [1, 0]
