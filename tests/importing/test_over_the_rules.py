"""Heads printed over rows, texts that run over their rules, rows that the page's end cut, and two tables on one page. 示例 text only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.importing.apart import with_names_apart
from assistant.importing.bands import bands_on
from assistant.importing.flow import Para, Placed, flow_of_pdf
from assistant.importing.header import Head, head_of, labels_before
from assistant.importing.joining import Growing, join
from assistant.importing.lattice import Found, tables_by_rules
from assistant.importing.overprint import without_overprint
from assistant.importing.overrun import Room, room_in, without_overrun
from assistant.importing.rows import Piece, Slot, TableRow, rows_of
from assistant.importing.sheets import Sheet, Word
from assistant.importing.wording import Said, said_by
from assistant.library.grade import Grade
from assistant.reading.lines import Glyph, Look, stretches_of
from assistant.reading.page import Box

XS = (50.0, 150.0, 300.0, 450.0)


def word(x: float, down: float, text: str, size: float = 10.0) -> Word:
    return Word(text, Box(x, down, x + size * len(text), down + size), size)


def sheet(
    words: Sequence[Word], levels: Sequence[float], *, upright: tuple[float, float] | None, number: int = 1,
    xs: Sequence[float] = XS,
) -> Sheet:  # fmt: skip
    across = tuple(Box(xs[0], y, xs[-1], y) for y in levels)
    sides = tuple(Box(x, upright[0], x, upright[1]) for x in xs) if upright else ()
    return Sheet(number, 600, 800, tuple(words), across, sides, shown=(600, 800))


def texts(found: Found) -> list[tuple[int, int, int, str]]:
    return [(c.row, c.column, c.row_span, said_by(c).raw.replace("\n", "|")) for c in found.cells if not c.blank]


HEAD = [word(80, 106, "指标"), word(210, 106, "A级"), word(360, 106, "B级")]


def over_a_row(*more: Word) -> Found:
    """A head's words in one field with the rest of a row that the page before began."""
    rest = [word(60, 120, "示例记录"), word(155, 117, "甲甲甲"), word(155, 131, "甲甲"), word(305, 117, "乙乙")]
    (found,) = tables_by_rules(sheet([*HEAD, *(more or rest)], (100, 160, 190), upright=(100, 190)))
    return found


def test_a_head_printed_over_a_row_stands_alone() -> None:
    found = without_overprint(over_a_row())

    assert texts(found) == [
        (0, 0, 1, "指标"), (0, 1, 1, "A级"), (0, 2, 1, "B级"),
        (1, 0, 1, "示例记录"), (1, 1, 1, "甲甲甲甲甲"), (1, 2, 1, "乙乙"),
    ]  # fmt: skip
    assert len(found.rows) == 4
    head = head_of(found)
    assert head is not None and (head.deep, list(head.grades)) == (1, [Grade.A, Grade.B])


def test_a_row_that_only_speaks_of_grades_is_no_head() -> None:
    (found,) = tables_by_rules(
        sheet(
            [word(60, 106, "示例"), word(155, 106, "按A级"), word(305, 106, "按B级"), word(155, 120, "甲")],
            (100, 160, 190),
            upright=(100, 190),
        )
    )

    assert without_overprint(found) == found


def test_words_that_run_over_into_a_head_go_back_to_their_cell() -> None:
    words = [*HEAD, word(155, 116, "甲甲甲"), word(155, 130, "甲甲"), word(60, 132, "示例记录"), word(305, 132, "乙")]
    (found,) = tables_by_rules(sheet(words, (100, 122, 160), upright=(100, 160)))

    freed = without_overprint(found)

    assert [one for one in texts(freed) if one[1] == 1] == [(0, 1, 1, "A级"), (1, 1, 1, "甲甲甲甲甲")]
    assert [cell.inferred for cell in freed.cells if cell.row == 1] == [False, True, False]


def test_a_head_once_more_with_other_words_in_it_makes_the_row_below_doubtful() -> None:
    words = [word(80, 106, "指标"), word(210, 106, "A级"), word(360, 106, "B级")]
    again = [word(80, 146, "指标"), word(190, 146, "甲A级"), word(360, 146, "B级")]
    rows = [word(60, down, "示例") for down in (126, 166)] + [word(155, 126, "甲"), word(155, 166, "乙")]
    (found,) = tables_by_rules(sheet([*words, *again, *rows], (100, 120, 140, 160, 180), upright=(100, 180)))
    head = head_of(found)
    assert head is not None

    body = rows_of(found, head, None, skip=head.deep)

    assert [row.doubts for row in body.rows] == [[], ["上方表头里另有文字，可能属于此行"]]


def running_over(lead: float, first: float, *own: Word) -> tuple[Found, Sheet]:
    """Two rows; a text of four lines begins `first` points from the top, above the rule at 130 between the rows."""
    text = [word(155, first + lead * at, "乙乙乙乙") for at in range(4)]
    made = sheet([word(60, 111, "示例甲"), word(60, 151, "示例乙"), *own, *text], (100, 130, 190), upright=(100, 190))
    (found,) = tables_by_rules(made)
    return found, made


@pytest.mark.parametrize("known", [True, False])
def test_a_text_that_runs_over_its_rule_stays_whole(known: bool) -> None:
    found, made = running_over(14, 114, word(155, 101, "甲"))

    whole = without_overrun(found, made, Room(True, known))

    assert [text for _, column, _, text in texts(whole) if column == 1] == ["甲", "乙" * 16]
    assert {cell.inferred for cell in whole.cells if cell.column == 1} == {True}


def test_where_texts_stand_as_near_to_each_other_as_lines_do_a_rule_parts_them() -> None:
    found, made = running_over(14, 114, word(155, 101, "甲"))

    assert without_overrun(found, made, Room(False, False)) == found


def test_a_text_beyond_a_rule_with_room_is_another_cells() -> None:
    found, made = running_over(14, 138, word(155, 111, "甲"))

    assert without_overrun(found, made, Room(True, True)) == found


def test_a_file_whose_cells_have_no_room_is_known_by_them() -> None:
    def table(room: float) -> Found:
        high = 2 * 14 + 2 * room
        words = [
            word(x + 5, 102 + room + high * row + 14 * line, "示例")
            for row in range(6)
            for x in XS[:-1]
            for line in (0, 1)
        ]
        levels = [100 + high * row for row in range(7)]
        (found,) = tables_by_rules(sheet(words, levels, upright=(levels[0], levels[-1])))
        return found

    assert room_in([table(0)]) == Room(False, False)
    assert room_in([table(3)]) == Room(True, True)


def slot(text: str) -> Slot:
    return Slot([Piece(Said(text), 1, Box(0, 0, 10, 10))])


def row(indicator: Slot, sub: str, a: str) -> TableRow:
    return TableRow(indicator, slot(sub), {Grade.A: slot(a)}, 1)


def joined(above: TableRow, below: list[TableRow], *, cut: bool = False) -> list[list[str]]:
    found = Found(1, Box(0, 0, 1, 1), (0.0, 1.0), (0.0, 1.0), ())
    table = Growing("", Head(1, {Grade.A: (0, 1)}, {}), found, [1], [above])
    rows = [*table.rows, *join(table, below, cut=cut)]
    return [[one.indicator.raw, one.sub.raw if one.sub else "", one.cells[Grade.A].raw] for one in rows]


def test_a_second_label_above_and_its_first_below_are_one_row() -> None:
    shared = slot("示例浓度")
    below = [row(shared, "", "物不高于 8"), row(shared, "示例炉", "乙")]

    assert joined(row(slot(""), "示例窑", "示例"), below) == [
        ["示例浓度", "示例窑", "示例物不高于 8"], ["示例浓度", "示例炉", "乙"],
    ]  # fmt: skip


def test_a_first_label_of_its_own_over_one_row_is_another_row() -> None:
    rows = joined(
        row(slot(""), "示例窑", "甲。"), [row(slot("示例浓度"), "", "丙。"), row(slot("示例"), "示例炉", "乙。")]
    )

    assert [one[-1] for one in rows] == ["甲。", "丙。", "乙。"]


def test_a_row_that_rules_prove_cut_goes_on_whatever_it_says() -> None:
    above, below = row(slot("示例浓度"), "示例窑", "1、甲。"), row(slot("示例浓度"), "示例窑", "1、乙。")

    assert len(joined(above, [below], cut=True)) == 1
    assert len(joined(above, [below])) == 2


def test_the_rest_of_a_row_under_no_rule_is_a_table() -> None:
    first = sheet([*HEAD, word(60, 126, "示例"), word(155, 126, "甲")], (100, 120), upright=(100, 760))
    going_on = tables_by_rules(first)[-1]
    rest = sheet([word(155, 52, "甲甲")], (70,), upright=(48, 70), number=2)

    (found,) = tables_by_rules(rest, going_on)

    assert (found.rows[0], found.rows[-1]) == (48, 70)
    assert texts(found) == [(0, 1, 1, "甲甲")]
    assert tables_by_rules(rest) == []  # without a table before it
    assert tables_by_rules(replace(rest, words=(word(60, 20, "示例图"), *rest.words)), going_on) == []


def two_tables(*between: Word) -> Sheet:
    names = [word(80, 104, "指标"), word(210, 104, "A级"), word(360, 104, "B级")]
    again = [replace(one, box=one.box._replace(top=one.box.top + 90, bottom=one.box.bottom + 90)) for one in names]
    body = [word(x, down, "示例") for down in (124, 214) for x in (54, 155, 305)]
    return sheet([*names, *again, *body, *between], (100, 120, 140, 190, 210, 230), upright=None)


def test_a_head_under_prose_and_a_caption_begins_another_table() -> None:
    prose, caption = word(74, 146, "示例表所列各项应当同时具备"), word(180, 170, "示例行业分级指标")

    assert [band.levels[0] for band in bands_on(two_tables(prose, caption), [], labels_before)] == [100, 190]


def test_a_row_in_columns_over_the_head_once_more_is_of_one_table() -> None:
    cells = [word(x, 160, "示例") for x in (54, 155, 305)]

    assert [band.levels[0] for band in bands_on(two_tables(*cells), [], labels_before)] == [100]


def pages(*, closed: bool) -> list[Sheet]:
    """A table over three pages; the foot of the second is open, that of the first as told."""
    body = [word(60, 126, "示例"), word(155, 126, "甲"), word(305, 126, "乙")]
    first = sheet([*HEAD, *body], (100, 120, 140) if closed else (100, 120), upright=(100, 140))
    second = sheet([*HEAD, *body], (100, 120), upright=(100, 140), number=2)
    third = sheet([*HEAD, *body], (100, 120, 140), upright=(100, 140), number=3)
    return [first, second, third]


@pytest.mark.parametrize("closed", [True, False])
def test_an_open_foot_is_a_cut_only_where_others_are_closed(closed: bool) -> None:
    tables = [one.found for one in flow_of_pdf(pages(closed=closed)) if isinstance(one, Placed)]

    assert [one.cut for one in tables] == [False, closed, False]


def test_words_taken_into_a_cell_are_no_paragraph() -> None:
    made = pages(closed=True)
    over = replace(made[0], words=(*made[0].words, word(160, 143, "甲")))

    items = flow_of_pdf([over, *made[1:]])

    assert not any(isinstance(one, Para) for one in items)


def test_letters_printed_over_a_word_and_off_its_line_are_another_word() -> None:
    def glyphs(aside: float) -> list[Glyph]:
        return [Glyph("甲", 100, 50, 110, 60, 0), Glyph("乙", 105, 50 + aside, 115, 60 + aside, 0)]

    def words(aside: float) -> list[str]:
        looks = [Look(10.0)]
        return [part.text for one in stretches_of(glyphs(aside), looks) for part in one.words(looks)]

    assert (words(2.5), words(0)) == (["甲", "乙"], ["甲乙"])


def two_in_one(*body: Word) -> Found:
    """Three names over three columns; no wall parts the last two."""
    names = [word(60, 106, "指标"), word(170, 106, "A级"), word(260, 106, "B级"), word(350, 106, "C级")]
    words = [*names, word(60, 126, "示例"), word(155, 126, "甲"), *body]
    (found,) = tables_by_rules(sheet(words, (100, 120, 140), upright=(100, 140), xs=(50, 150, 220, 400)))
    return found


def test_two_names_in_one_field_have_a_column_each() -> None:
    found = with_names_apart(two_in_one(word(230, 126, "乙"), word(330, 126, "丙")))

    assert found.wide == 4
    assert [(c.column, c.column_span, said_by(c).raw) for c in found.cells if c.row and c.column > 1] == [
        (2, 1, "乙"), (3, 1, "丙"),
    ]  # fmt: skip


def test_a_text_over_both_columns_stays_one() -> None:
    found = with_names_apart(two_in_one(word(230, 126, "乙乙乙乙乙乙乙乙乙乙")))

    assert [(c.column, c.column_span) for c in found.cells if c.row and c.column > 1] == [(2, 2)]


def test_names_with_a_column_each_are_left_alone() -> None:
    found = over_a_row()

    assert with_names_apart(found) == found
