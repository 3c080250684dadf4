"""A table that goes on over a page: heads repeated or not, rows and cells that the page cut in two.

Lives here: `Growing`, `says_goes_on`, `goes_on`, `heads_rows_of`, `add`, `join`, `settle`. May import: importing.amounts,
cut_label, flow, footnotes, guided, header, lattice, naming, rows, seams. What was put together is said in the row's doubts
when the page alone does not prove it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.importing.amounts import CONCENTRATION
from assistant.importing.cut_label import one_label
from assistant.importing.flow import Para, Placed
from assistant.importing.footnotes import calls_unraised, is_marked, notes_in
from assistant.importing.guided import SECTION
from assistant.importing.header import Head, head_of, plain
from assistant.importing.lattice import Found
from assistant.importing.naming import CAPTION
from assistant.importing.rows import UNDER, Body, Slot, TableRow, across_all, label
from assistant.importing.seams import FIRST, HALF, NEAR, labels_whole, printed_on

_NUMBER = r"\s*(?:(\d{1,2})\s*(?:[、）)]|[.．](?!\d))|[（(]\s*(\d{1,2})\s*[)）])"
_ITEM, _ITEMS = re.compile(_NUMBER), re.compile(rf"(?:^|\n){_NUMBER}")
_VERB = re.compile(r".(?:采用|使用)$")  # half a sentence (全部使用), or a whole one (洗车水循环使用)
_UNIT_FIRST = re.compile(rf"\s*(?:{CONCENTRATION}|[%％℃、，；。）)])")  # what nothing begins with
_BEFORE = r"(?:上|前|第?[\d一二三四五六七八九十]+)?[表页]"  # the table or page before
_GOES_ON = re.compile(
    rf"^[(\[【]?(?:(?:上?接|接?续|承){_BEFORE}|[转接]下[表页]|下[转接]第?\d+页|(?:未完)?待续|未完(?=[)\]】])|续[)\]】]?$)|^表[\d.\-]+[(]?续|[(\[【]续(?:表|上表)?[\d.\-]*[)\]】]$"
)
_AGAIN = re.compile(
    rf"-*[(\[【]?(?:续|接?续{_BEFORE}|接{_BEFORE})[\d.\-]*[)\]】]?$"
)  # behind the title that comes again


@dataclass(eq=False, slots=True)
class Growing:
    """An indicator table as far as it was read."""

    title: str
    head: Head
    last: Found
    pages: list[int | None]
    rows: list[TableRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[tuple[str, int | None]] = field(default_factory=list)
    joins: int = 0
    over: tuple[str, ...] = ()  # lines between its title and it
    turned: bool = False  # a row for each grade, as importing.turned reads it
    cut: bool = False  # the page's end cut its last row
    closed: bool = False  # a heading of the rows that follow stands below its last row

    def calls(self, mark: str) -> bool:
        """Whether a cell or a label calls the note of that mark, raised or not."""
        slots = (one for row in self.rows for one in (row.indicator, row.sub, *row.cells.values()) if one is not None)
        unraised = not mark.isdecimal() and mark not in "甲乙丙丁戊己"  # those are of what a cell says
        return any(mark in slot.marks or (unraised and calls_unraised(slot.raw, mark)) for slot in slots)


def says_goes_on(text: str, title: str) -> bool:
    """Whether a line between two tables says that the one before goes on: 续表, 接上页, its title once more, with （续） or 续表.

    >>> says_goes_on("表2 示例指标（续）", "表2 示例指标"), says_goes_on("续表2", ""), says_goes_on("表3 示例指标", "表2 示例指标")
    (True, True, False)
    >>> says_goes_on("示例指标 续表", "示例指标"), says_goes_on("续 示例指标", "示例指标"), says_goes_on("另一指标 续表", "示例指标")
    (True, True, False)
    >>> says_goes_on("接上表所列的，从严。", "")
    False
    """
    words = plain(text)
    if not words or re.search("[。；;]", words):
        return False
    return bool(_GOES_ON.search(words)) or _AGAIN.sub("", words).removeprefix("续") == plain(title) != ""


def goes_on(table: Growing, found: Found, head: Head | None, *, told: bool = False) -> bool:
    """Whether a table goes on with the one before: the first of a page with the last of the page before; also one
    on the same page or without pages, if nothing stands between or a line says so (`told`)."""
    above = head.above if head is not None else ""
    if table.turned or (above and _titled_otherwise(table, above, found)):
        return False
    if found.page != table.last.page + 1:
        if not told:
            return False
        alike = _same_sides(table.last, found) if found.page else found.wide == table.last.wide
        return alike if head is None else list(head.grades) == list(table.head.grades)
    if head is not None:
        if list(head.grades) == list(table.head.grades):
            return bool(head.grades)
        # A head that was read in part (a letter lost in a scan) over the same columns.
        known = [grade for grade in table.head.grades if grade in head.grades]
        part = bool(known) and known == list(head.grades) and len(known) * 2 >= len(table.head.grades)
        return part and _same_sides(table.last, found)
    return _same_sides(table.last, found)


def _titled_otherwise(table: Growing, above: str, found: Found) -> bool:
    """Whether words over a head are the title of another table. OCR may have read the same ones otherwise, unless they are a
    caption with a number."""
    if plain(above) == plain(table.head.above) or says_goes_on(above, table.title):
        return False
    if CAPTION.match(above):
        return True
    return bool(table.head.above) and all(word.confidence >= 1 for cell in found.cells for word in cell.words)


def heads_rows_of(table: Growing, line: Para, below: Para | Placed | None) -> bool:
    """Whether a line right between the last piece of a table and a piece without a head, on one page and between the same
    sides, is a heading within the table; or one at the end of a page, right under a table that goes on overleaf."""
    if not isinstance(below, Placed) or line.box is None or below.sheet is None:
        return False
    last, found = table.last, below.found
    if found.page == last.page + 1 and line.page == last.page and SECTION.match(line.text):
        near = -3 < line.box.top - last.box.bottom < 1.5 * line.size
        return near and goes_on(table, found, head_of(found))
    if found.page != last.page or line.page != last.page or not _same_sides(last, found) or head_of(found) is not None:
        return False
    return 0 < found.box.top - last.box.bottom < 3 * line.size


def _same_sides(one: Found, other: Found) -> bool:
    a, b = one.box, other.box
    return abs(a.x0 - b.x0) <= NEAR and abs(a.x1 - b.x1) <= NEAR


def add(table: Growing, found: Found, body: Body) -> None:
    """The rows of the first or of a following page."""
    rows = body.rows
    parted = body.headed or table.closed  # a heading stands between
    if table.rows and rows and not parted and (table.last.page != found.page or not found.page):
        table.joins += 1
        above = table.rows[-1]
        whole = labels_whole(table.last, table.head, found)
        cut = table.cut and body.first
        if not cut and not whole and body.first and printed_on(table.last, table.head, found):
            above.doubts.append("跨页：上页末行各格都写到行尾，按与下页首行同一行合并")
            cut = True
        rows = join(table, rows, cut=cut, apart=whole)
        _carried(above, rows)
    table.rows += rows
    table.notes += body.notes
    table.doubts += body.doubts
    if _is_note_of(table, body.foot):
        table.notes.append(body.foot)
    elif body.foot:
        table.doubts.append(across_all(body.foot, found.page or None))
    table.last = found
    table.cut, table.closed = found.cut and body.last, body.closed or (table.closed and not rows)
    table.pages.append(found.page or None)


def _is_note_of(table: Growing, foot: str) -> bool:
    """Whether a row over all columns at a page's end is a note that the table's cells call: a heading within the table may
    begin with a mark too (①有组织排放)."""
    marks = [mark for note in notes_in([foot])[:1] for mark in (note.mark, f"{note.mark})")]
    return is_marked(foot, table.calls, table.notes) and any(map(table.calls, marks))


def settle(table: Growing) -> None:
    """A row at a page's end whose first label came on no later page is of the row above it."""
    for above, row in pairwise(table.rows):
        subs = above.sub and row.sub and not above.sub.blank and not row.sub.blank
        if subs and row.indicator.blank and not above.indicator.blank:
            row.indicator = above.indicator
            row.doubts.append(UNDER)


def _carried(above: TableRow, rows: list[TableRow]) -> None:
    """An indicator that stands over several rows goes on past the page: those of its rows there have a blank in its place."""
    for row in rows:
        if row.indicator is above.indicator:
            continue
        if above.sub is None or above.indicator.blank or row.sub is None or row.sub.blank or not row.indicator.blank:
            return
        _swap(rows, row.indicator, above.indicator)


def join(table: Growing, rows: list[TableRow], *, cut: bool = False, apart: bool = False) -> list[TableRow]:
    """The rows that are new; what belongs to the last row before the page break went there. `cut`: its rules prove that
    the last row goes on with the first one; `apart`: the labels on both sides are no two lines of one."""
    last, first = table.rows[-1], rows[0]
    if _counted_on([row.number for row in table.rows], first.number):
        if first.sub is not None and not first.sub.blank and first.indicator.blank:
            _swap(rows, first.indicator, last.indicator)
        _cells_over_both(last, rows, apart=True)
        return rows  # each has a number of its own
    apart = apart or _labelled_otherwise(last, first)
    if all(slot.blank for slot in first.cells.values()) and (first.sub is None or first.sub.blank):
        # A sliver of the row above: at most its label stands in it.
        if last.indicator.blank and not first.indicator.blank:
            _swap(table.rows, last.indicator, first.indicator)
        elif not first.indicator.blank:
            last.indicator.pieces += first.indicator.pieces
            _swap(rows, first.indicator, last.indicator)
        return rows[1:]
    empty = [all(slot.blank for slot in row.cells.values()) for row in (last, first)]
    if any(empty) and not all(empty) and not last.unlabelled and not first.unlabelled and not apart:
        _one_row(table, last, first, rows)  # the page cut the row beside its labels: the words stand on one side only
        return rows[1:]
    if (
        cut
        or _fill_each_other(last, first)
        or _labels_apart(last, rows)
        or (_label_above(last, rows) and not _begins_anew(last, first))
        or last.unlabelled
        or (first.unlabelled and not _begins_anew(last, first))
    ):
        _one_row(table, last, first, rows)
        return rows[1:]
    if first.unlabelled:
        return rows  # its label stands in the part on a later page
    if _cut(last, first, apart=apart) and not _begins_anew(last, first):
        last.doubts.append("跨页：行名也被分页切开，按同一行合并")
        _one_row(table, last, first, rows)
        return rows[1:]
    if _same(last, first) and _unfinished(last):
        first_doubt = "跨页：两页行名相同，按同一行合并"
        last.doubts.append(first_doubt)
        _one_row(table, last, first, rows)
        return rows[1:]
    if first.sub is not None and last.sub is not None:
        if first.indicator.blank and not first.sub.blank:
            if last.sub.blank:
                _one_row(table, last, first, rows)
                return rows[1:]
            _swap(rows, first.indicator, last.indicator)
        elif last.indicator.blank and not first.indicator.blank:
            _swap(table.rows, last.indicator, first.indicator)
        elif one_label(last.indicator.raw, first.indicator.raw) and not (last.sub.blank or first.sub.blank):
            last.indicator.doubts.append("跨页：行名也被分页切开，前后相接")
            last.indicator.pieces += first.indicator.pieces
            _swap(rows, first.indicator, last.indicator)
        elif last.sub.blank and first.indicator.blank:
            _one_row(table, last, first, rows)
            return rows[1:]
    _cells_over_both(last, rows, apart=apart)
    return rows


def _counted_on(numbers: Sequence[str], number: str) -> bool:
    """Whether the first row of a page has the number that follows the last one above it: not where that is itself the first
    figure of one that the page cut (11, 1 | 2)."""
    told = [int(one) for one in numbers if one.isdecimal()]
    if not told or not numbers[-1].isdecimal() or not number.isdecimal():
        return False
    return int(number) == told[-1] + 1 and told[-1] >= max(told)


def _cells_over_both(last: TableRow, rows: list[TableRow], *, apart: bool) -> None:
    """One cell where one over two rows stands on both sides of a page's end: blank below, or begun above and ended below."""
    for grade, slot in list(rows[0].cells.items()):
        above = last.cells.get(grade)
        if slot.blank and above is not None and not above.blank:
            above.doubts.append("跨页：下页首行此格空白，按与上页末行合并处理")
            _swap(rows, slot, above)
        elif above is not None and slot is not above and _half(above, slot, apart=apart):
            above.doubts.append("跨页：上页末行此格没有说完，按与下页首行合并处理")
            above.pieces += slot.pieces  # a cell over both rows, cut by the page between them
            _swap(rows, slot, above)


def _fill_each_other(last: TableRow, first: TableRow) -> bool:
    """Whether the page cut a row between its cells: each stands whole on one side, nowhere on both, and of two labels one is
    on either side."""
    if last.sub is None or first.sub is None or set(last.cells) != set(first.cells):
        return False
    fields = [(last.indicator, first.indicator), (last.sub, first.sub)]
    parted = [above.blank != under.blank for above, under in fields]
    either = last.indicator.blank != last.sub.blank
    return either and all(parted) and all(slot.blank or first.cells[g].blank for g, slot in last.cells.items())


def _labels_apart(last: TableRow, rows: Sequence[TableRow]) -> bool:
    """Whether the page cut a row between its two labels: the second stands in the last row above, which lacks the first, and
    the first stands below beside nothing, over rows that have a second label again."""
    first = rows[0]
    if last.sub is None or first.sub is None or last.sub.blank or not last.indicator.blank:
        return False
    goes_on = (
        len(rows) > 1 and rows[1].indicator is first.indicator and rows[1].sub is not None and not rows[1].sub.blank
    )
    return first.sub.blank and not first.indicator.blank and goes_on


def _label_above(last: TableRow, rows: Sequence[TableRow]) -> bool:
    """Whether the first row of a page lacks its second label because that stands in the last row above: the first label goes
    on over rows that have one, and no cell above ends as a sentence does where the one below says more."""
    first = rows[0]
    if last.sub is None or first.sub is None or last.sub.blank or not first.sub.blank or last.indicator.blank:
        return False
    over = len(rows) > 1 and rows[1].indicator is first.indicator and rows[1].sub is not None and not rows[1].sub.blank
    pairs = [(last.cells[grade], slot) for grade, slot in first.cells.items() if grade in last.cells]
    open_ = all(under.blank or above.blank or above.raw[-1] not in "。；;" for above, under in pairs)
    return over and open_ and not any(slot is last.cells.get(grade) for grade, slot in first.cells.items())


def _one_row(table: Growing, last: TableRow, first: TableRow, rows: list[TableRow]) -> None:
    """Two halves of a row put together, cell by cell."""
    done: dict[int, Slot] = {}
    _parted(last, first)
    _parted(first, last)
    if last.sub is None and first.sub is not None:
        last.sub = Slot()
    pairs: list[tuple[Slot, Slot]] = [(last.indicator, first.indicator)]
    if last.sub is not None and first.sub is not None:
        pairs.append((last.sub, first.sub))
    pairs += [(last.cells[g], slot) for g, slot in first.cells.items() if g in last.cells]
    for above, under in pairs:
        if id(under) in done:
            if done[id(under)] is not above:
                above.doubts.append("跨页：上下两页的合并范围不一致")
            continue
        done[id(under)] = above
        if not under.blank and not above.blank:
            above.doubts.append("跨页")
        above.pieces += [piece for piece in under.pieces if piece.said.raw]
        _swap(rows, under, above)


def _parted(half: TableRow, other: TableRow) -> None:
    """One half of a row with the walls of the other: a cell that covers several grades only because nothing stands beside it
    is that grade's alone under which its words stand in the other half."""
    for slot in half.slots():
        grades = [grade for grade, one in half.cells.items() if one is slot and grade in other.cells]
        apart = {id(other.cells[grade]): other.cells[grade] for grade in grades}
        if len(apart) < 2 or not any(piece.inferred for piece in slot.pieces):
            continue
        own = max(apart.values(), key=lambda one: _shared(slot, one))
        blank = {key: Slot() for key in apart}
        half.cells |= {g: blank[id(other.cells[g])] for g in grades if other.cells[g] is not own}


def _shared(one: Slot, other: Slot) -> float:
    """How much of their width two cells share on the page."""
    a, b = one.first(), other.first()
    if a is None or b is None or a.box is None or b.box is None:
        return 0.0
    return min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)


def _swap(rows: Sequence[TableRow], old: Slot, new: Slot) -> None:
    for row in rows:
        row.swap(old, new)


def _begins_anew(last: TableRow, first: TableRow) -> bool:
    """Whether an unlabelled row at the top of a page cannot go on with the row above: its lists begin at 1 again, or it
    says something where the row above has nothing more to say."""
    seen: set[int] = set()
    for grade, slot in first.cells.items():
        above = last.cells.get(grade)
        if id(slot) in seen or above is None or slot.blank or above.blank:
            continue  # of a merged part the first grade's column tells
        seen.add(id(slot))
        if re.fullmatch(r"同.{1,6}级?|[/／\\-—]", above.raw.strip()):
            return True
        if FIRST.match(slot.raw) and not above.raw.rstrip().endswith(("，", "、", "：")):
            return True
    return False


def _labelled_otherwise(last: TableRow, first: TableRow) -> bool:
    """Whether of two rows one has a label over all label columns and the other a second one: no page cuts one row so."""
    whole, twice = (first, last) if first.sub is None else (last, first)
    return whole.sub is None and not whole.indicator.blank and twice.sub is not None and not twice.sub.blank


def _cut(last: TableRow, first: TableRow, *, apart: bool = False) -> bool:
    """Whether the first row of a page is the rest of the last one: a list goes on with its next number, a sentence with what it
    lacked, or a letter alone is what is left of a label."""
    for grade, slot in first.cells.items():
        above = last.cells.get(grade)
        if above is None or above.blank or slot.blank:
            continue
        before, after = _ITEMS.findall(above.raw), _ITEM.match(slot.raw)
        numbers = [next(n for n in one if n) for one in before]
        if after and numbers and int(next(n for n in after.groups() if n)) == int(numbers[-1]) + 1 > 1:
            return True
        if _half(above, slot, apart=apart) or _UNIT_FIRST.match(slot.raw):
            return True
    twice = last.sub is not None and first.sub is not None and not (last.sub.blank or first.sub.blank)
    halves = [] if twice else [(last.indicator, first.indicator)]  # over second labels it may be cut between two rows
    halves += [(last.sub, first.sub)] if last.sub is not None and first.sub is not None else []
    if any(re.search(r"(?:[、，,（(和与]|(?<!涉)及)$", above.raw) and not under.blank for above, under in halves):
        return True
    pieces = [None if twice else first.indicator, first.sub]
    return any(len(plain(slot.raw)) == 1 for slot in pieces if slot is not None and not slot.blank)


def _half(above: Slot, under: Slot, *, apart: bool = False) -> bool:
    """Whether a cell's words end where no sentence does, and what stands below may be the rest: it begins no list and does not
    say the same again (不满足C级要求的). `apart`: the labels are two, so that a verb at the end is no sign."""
    half = HALF.search(above.raw) or (not apart and _VERB.search(above.raw))
    return bool(half) and not FIRST.match(under.raw) and plain(above.raw) != plain(under.raw)


def _same(last: TableRow, first: TableRow) -> bool:
    one, two = label([last.indicator, last.sub]), label([first.indicator, first.sub])
    return bool(one) and one == two


def _unfinished(row: TableRow) -> bool:
    return any(slot.raw and slot.raw[-1] not in "。；;" and len(slot.raw) > 12 for slot in row.cells.values())
