"""Lists of measures whose alert or grade stands in one row of its group, or in the middle of it; what a page before says of a table. 示例 text only."""

from __future__ import annotations

import pytest

from assistant.importing.flow import Placed
from assistant.importing.footnotes import Note
from assistant.importing.header import Head, head_of
from assistant.importing.joining import Growing
from assistant.importing.lattice import Cell, Found
from assistant.importing.listed_measures import listed_of, measures_listed, unread
from assistant.importing.measures import MeasureFound
from assistant.importing.requirements import requirements_in
from assistant.importing.rows import Piece, Slot, TableRow
from assistant.importing.sorting import _as_called
from assistant.importing.whom import Words
from assistant.importing.wording import Said
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box

HEAD = ["预警级别", "企业等级", "减排措施"]
WORDS = Words((Grade.A, Grade.B), {})
BEFORE = [MeasureFound(Grade.A, Alert.ORANGE, "示例前", 1, None)]


def table(*rows: list[str], page: int = 0) -> Placed:
    cells = tuple(
        Cell(at, column, 1, 1, None, text=text) for at, row in enumerate(rows) for column, text in enumerate(row)
    )
    levels = tuple(map(float, range(len(rows) + 1)))
    return Placed(Found(page, Box(0, 0, 3, len(rows)), (0.0, 1.0, 2.0, 3.0), levels, cells), None)


def told(placed: Placed, before: list[MeasureFound] | None = None) -> tuple[list[str], list[str]]:
    """Each measure, and what was not read."""
    way = listed_of(placed.found, WORDS)
    assert way is not None
    found = measures_listed(placed, way, before or [])
    return [f"{one.grade}{one.alert}{one.raw}" for one in found], unread(placed, way, found)


@pytest.mark.parametrize("at", [0, 1])
def test_an_alert_in_one_row_of_its_group_is_of_all_of_them(at: int) -> None:
    """In the first, or in another (in the middle of three, as a browser prints it)."""
    rows = [["", f"{grade}级", f"示例{alert}{grade}"] for alert in "黄橙" for grade in "AB"]
    rows[at][0], rows[2 + at][0] = "黄色预警", "橙色预警"

    assert told(table(HEAD, *rows)) == (["A黄色示例黄A", "B黄色示例黄B", "A橙色示例橙A", "B橙色示例橙B"], [])


def test_a_grade_in_one_row_of_its_group_is_of_all_of_them() -> None:
    rows = [[f"{alert}色预警", "", f"示例{alert}{grade}"] for grade in "AB" for alert in "黄橙红"]
    rows[1][1], rows[4][1] = "A级", "B级"

    assert told(table(HEAD, *rows))[0] == [
        f"{grade}{alert}色示例{alert}{grade}" for grade in "AB" for alert in "黄橙红"
    ]


def test_a_row_of_another_grade_is_never_the_rest_of_the_row_above_it() -> None:
    rows = [["黄色预警", "A级", "示例一"], ["", "B级", "示例二"], ["橙色预警", "A级", "示例三"], ["红色预警", "A级", "示例四"], ["", "B级", "示例五"], ["", "A级", "示例六"]]  # fmt: skip

    found, rest = told(table(HEAD, *rows))

    assert [one for one in found if "示例二" in one or "示例六" in one] == [] and rest == ["示例二", "示例五", "示例六"]


def test_overleaf_the_last_alert_goes_on_with_the_next_grades() -> None:
    rows = [["", "B级", "示例二"], ["红色预警", "A级", "示例三"], ["红色预警", "B级", "示例四"]]

    assert told(table(HEAD, *rows, page=2), BEFORE)[0][1:] == ["B橙色示例二", "A红色示例三", "B红色示例四"]


def test_a_label_that_names_an_alert_makes_no_head_of_a_grade() -> None:
    rows = [["黄色预警", "绩效引领性企业", "示例一"], ["黄色预警", "非绩效引领性企业", "示例二"]]

    assert head_of(table(*rows).found) is None


@pytest.mark.parametrize(
    ("text", "name"), [("烟气黑度（林格曼级）不大于1级", "林格曼黑度"), ("烟气黑度不大于1级", "烟气黑度")]
)
def test_smokes_blackness_by_its_scale(text: str, name: str) -> None:
    assert [limit["pollutant"] for limit in requirements_in(text).limits] == [name]


@pytest.mark.parametrize(("marks", "mark"), [(("a",), "a"), (("注a",), "注a"), ((), "注a")])
def test_a_note_has_the_mark_by_which_cells_call_it(marks: tuple[str, ...], mark: str) -> None:
    slot = Slot([Piece(Said("示例", marks), 1, None)])
    found = table(HEAD).found
    growing = Growing("", Head(1, {Grade.A: (1, 2)}, {}), found, [1], [TableRow(slot, None, {Grade.A: slot}, 1)])

    assert _as_called(Note("注a", "示例说明"), growing).mark == mark
