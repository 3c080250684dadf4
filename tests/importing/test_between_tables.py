"""What stands between two tables or between two cells: headings, captions, and lines that go on over a boundary. Each with
what is a row or a wall. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.importing.bands import bands_on
from assistant.importing.header import is_head_alone
from assistant.importing.labelrows import cuts_between
from assistant.importing.lattice import tables_by_rules
from assistant.importing.sheets import Sheet, Word
from assistant.importing.wording import said_by
from assistant.reading.page import Box

XS = (50.0, 150.0, 300.0, 450.0)


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def sheet(words: Sequence[Word], levels: Sequence[float], sides: Sequence[Box] = ()) -> Sheet:
    across = tuple(Box(XS[0], y, XS[-1], y) for y in levels)
    return Sheet(1, 600, 800, tuple(words), across, tuple(sides), shown=(600, 800))


def row(down: float, *texts: str) -> list[Word]:
    return [word(x + 10, down, text) for x, text in zip(XS, texts, strict=False) if text]


@pytest.mark.parametrize(("size", "bands"), [(10.0, 1), (13.0, 2)])
def test_a_larger_heading_between_rules_parts_two_tables(size: float, bands: int) -> None:
    """It has the room of a row; only its letters tell."""
    rows = [*row(104, "示例", "甲", "乙"), *row(124, "示例", "丙", "丁"), *row(168, "示例", "甲", "乙")]
    heading = word(60, 140 + (22 - size) / 2, "二、示例材料", size)

    assert len(bands_on(sheet([*rows, heading], (100, 120, 140, 162, 182)), [])) == bands


def two_tables(second: Sequence[str], line: str) -> Sheet:
    """A closed table, a line under it, and right under that another table with its sides drawn."""
    words = [*row(104, "指标", "A级", "B级"), *row(124, "示例", "甲", "乙"), word(180, 144, line)]
    words += [*row(164, *second), *row(184, "示例", "丙", "丁")]
    sides = [Box(x, top, x, top + 40) for x in XS for top in (100, 160)]
    return sheet(words, (100, 120, 140, 160, 180, 200), sides)


def firsts(made: Sheet) -> list[str]:
    """What the first cell of each table says."""
    tables = tables_by_rules(made, None, head_alone=is_head_alone)
    return [said_by(one.cells[0]).raw for one in tables]


def test_a_caption_between_two_closed_tables_is_no_row() -> None:
    assert firsts(two_tables(("指标", "A级", "B级"), "示例材料指标")) == ["指标", "指标"]


def test_a_line_over_rows_without_a_head_is_their_first_row() -> None:
    assert firsts(two_tables(("示例", "甲", "乙"), "一、示例管理")) == ["指标", "一、示例管理"]


def test_a_line_over_a_head_whose_sides_are_open_is_its_first_row() -> None:
    made = two_tables(("指标", "A级", "B级"), "示例材料指标")
    inner = tuple(side for side in made.upright if side.x0 not in (XS[0], XS[-1]))

    assert "示例材料指标" in firsts(sheet(made.words, [one.top for one in made.across], inner))


def under_two_rows(end: float, begin: float) -> list[str]:
    """The cells of a row of two lines without uprights below one that has them; in each line a word ends and the next begins
    at these places about the boundary at 300."""
    words = row(104, "示例", "甲", "乙")
    for down in (124, 138):
        words += [
            word(60, down, "示例管理"),
            word(end - 100, down, "示例管理示例管理要求"),
            word(begin, down, "示例说明示例"),
        ]
    sides = [*(Box(x, 100, x, 120) for x in XS), *(Box(x, 120, x, 156) for x in (XS[0], XS[-1]))]
    (table,) = tables_by_rules(sheet(words, (100, 120, 156), sides))
    below = sorted((cell for cell in table.cells if cell.row and not cell.blank), key=lambda one: one.column)
    return [said_by(cell).raw for cell in below]


def test_lines_that_go_on_over_a_boundary_are_one_cells() -> None:
    """A word ends right at the boundary and the next begins there."""
    assert len(under_two_rows(299.5, 300.5)) == 2


def test_words_with_room_at_a_boundary_are_two_cells() -> None:
    assert len(under_two_rows(290, 310)) == 3


STEP = 12.0


def levels(tops: Sequence[float], lines: int) -> list[int]:
    """Where rows part whose labels of two lines begin at these heights, beside cells of so many lines, all of which begin with their labels, or
    all in the middle of them where `lines` is negative."""
    words: list[Word] = []
    for top in tops:
        words += [word(54, top + STEP * at, "示例示例") for at in range(2)]
        begin = top if lines > 0 else top + STEP / 2 - (abs(lines) - 1) * STEP / 2
        words += [word(x, begin + STEP * at, "示例示例示例示例") for x in (154, 304) for at in range(abs(lines))]
    return [round(y) for y in cuts_between(words, XS, 1, (60, 400), step=STEP, opening=False).levels]


def test_rows_part_over_each_label_where_cells_begin_level_with_them() -> None:
    (level,) = levels((100, 170), 5)

    assert 158 < level < 175  # cells end at 158


def test_rows_part_between_cells_where_labels_stand_in_the_middle() -> None:
    (level,) = levels((120, 200), -5)

    assert 160 < level < 182  # the first cells end at 160, the second begin at 182


@pytest.mark.parametrize("centred", [True, False])
def test_labels_as_high_as_most_cells_stand_as_the_few_higher_cells_show(centred: bool) -> None:
    """Cells of two lines stand level with their labels both ways; of one with four lines, its place beside its label tells."""
    words: list[Word] = []
    tops = [100 + 60 * at for at in range(6)]
    for at, top in enumerate(tops):
        words += [word(x, top + STEP * line, "示例示例") for x in (54, 154) for line in range(2)]
        four = range(-1, 3) if centred else range(4)
        words += [word(304, top + STEP * line, "示例示例") for line in (four if at == 3 else range(2))]
    found = cuts_between(words, XS, 1, (60, 500), step=STEP, opening=False)

    level = sorted(found.levels)[2]
    assert (level < tops[3] - STEP) if centred else (level > tops[2] + 2 * STEP)
    assert not found.goes_on and not any(lo + 1 < y < hi - 1 for y in found.levels for lo, hi in found.crossing(2))
