"""The two sides of a page's end in a table: whether the cells there read as lines of one label or of one cell.

Lives here: `labels_whole`, `printed_on`, `FIRST`, `HALF`. May import: importing.header, labelrows, lattice, sheets.
"""

from __future__ import annotations

import re

from assistant.importing.header import Head, head_of, plain
from assistant.importing.labelrows import JOINT, UNSAID, wraps
from assistant.importing.lattice import Cell, Found
from assistant.importing.sheets import lines_of

FIRST = re.compile(r"\s*(?:1\s*[、）)]|1[.．](?!\d)|[（(]\s*1\s*[)）]|①)")
HALF = re.compile(rf"(?:(?<=.)(?:{JOINT})|(?<=[a-zN])/|{UNSAID}|[mg/]m|[a-z]g)$")
INSET = 6.0  # points: no label stands further from its column's side than that, unless it is set in the middle
ROOM = 2.5  # of a line's size: where so much is left under a cell's words, no page's end cut them
NEAR = 9.0  # points by which the sides of a table may differ from page to page


def labels_whole(last: Found, told: Head, found: Found) -> bool:
    """Whether the last label before a page's end is no line of the same label as the first one after it: it had room beside
    it for what that begins with. In a table of one grade a cell over two rows leaves them as one over two lines does, and is
    the more usual."""
    head, left = head_of(found), told.left - NEAR
    skip = head.deep if head else 0
    above = [c for c in last.cells if c.words and c.box and c.box.x0 < left and c.row + c.row_span == last.high]
    below = [c for c in found.cells if c.words and c.box and c.box.x0 < left and c.row >= skip]
    one = max(above, key=lambda cell: cell.column, default=None)
    two = next((cell for cell in below if one is not None and cell.column == one.column), None)
    if one is None or two is None or one.box is None:
        return False
    said = plain(_text(one))
    half = HALF.search(said) or said.count("(") != said.count(")")
    if len(told.grades) == 1 and one.column and not half and min(len(said), len(_text(two))) > 1:
        return True
    end, begin = lines_of(one.words)[-1], lines_of(two.words)[0]
    inset = max(0.0, min(end.box.x0 - one.box.x0, INSET))
    return not wraps(end.box.x1, begin.text, end.size, one.box.x1 - inset)


def printed_on(last: Found, told: Head, found: Found) -> bool:
    """Whether the cells on both sides of a page's end read as lines of the same cells: two or more, each of which ends there
    with a line that is full and no sentence's end."""
    head, left = head_of(found), told.left - NEAR
    top = head.deep if head else 0
    above = [c for c in last.cells if c.words and c.box and c.box.x0 >= left and c.row + c.row_span == last.high]
    below = {c.column: c for c in found.cells if c.words and c.box and c.box.x0 >= left and c.row == top}
    pairs = [(one, below[one.column]) for one in above if one.column in below]
    if len(pairs) < 2 or len(pairs) != len(below):
        return False
    return all(_goes_on_in(one, two) for one, two in pairs)


def _goes_on_in(above: Cell, below: Cell) -> bool:
    """Whether a cell may go on in the one below: its last line is full and no sentence's end, and no two more had room under it."""
    end, begin = lines_of(above.words)[-1], lines_of(below.words)[0]
    if (
        above.box is None
        or above.box.bottom - end.box.bottom > ROOM * end.size
        or end.text.rstrip()[-1:] in "。；;/／—"
        or FIRST.match(begin.text)
    ):
        return False
    inset = max(0.0, min(min(w.box.x0 for w in above.words) - above.box.x0, INSET))
    return wraps(end.box.x1, begin.text, end.size, above.box.x1 - inset)


def _text(cell: Cell) -> str:
    return "".join(word.text for word in cell.words)
