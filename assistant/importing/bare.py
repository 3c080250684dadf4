"""Tables without any rule: from a line that a caller knows for a head, down to where its columns end.

Lives here: `tables_by_heads`. May import: importing.sheets, lattice, headlines, bands, spaced. What is a head is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.importing.bands import ONE_SIZE, until_break, until_prose
from assistant.importing.figures import phrases
from assistant.importing.headlines import CLOSE, Headline, Names, headline_at
from assistant.importing.lattice import Found
from assistant.importing.sheets import Line, Sheet, lines_of, outside
from assistant.importing.spaced import table_in
from assistant.reading.page import Box


def tables_by_heads(sheet: Sheet, taken: Sequence[Box], names: Names) -> list[Found]:
    """A table under each line outside of what is `taken` whose phrases `names` knows for a head's with a label."""
    lines = lines_of(outside(sheet.words, taken))
    heads: list[tuple[int, Headline]] = []
    for at in range(len(lines)):
        if heads and at < heads[-1][0] + heads[-1][1].deep:
            continue
        head = headline_at(lines, at, names)
        if head is not None and head.labels:
            heads.append((at, head))
        elif head is not None and at and (label := _label_above(lines[at - 1], lines[at], head)):
            heads.append((at - 1, Headline((label, *head.names), 1, head.deep + 1)))
    found = []
    for number, (at, head) in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(lines)
        table = _table(sheet, head, lines[at : at + head.deep], lines[at + head.deep : end], names)
        if table is not None:
            found.append(table)
    return found


def _table(sheet: Sheet, line: Headline, head: Sequence[Line], below: Sequence[Line], names: Names) -> Found | None:
    size, bottom = max(line.size for line in head), max(line.box.bottom for line in head)
    kept = until_break(list(takewhile(lambda line: line.size <= ONE_SIZE * size, below)), gaps=True, headed=True)
    kept = until_prose(kept, *_first_column(line))
    if not kept:
        return None
    words = [w for line in (*head, *kept) for w in line.words]
    sides = min(w.box.x0 for w in words) - 2, max(w.box.x1 for w in words) + 2
    under = (bottom + min(w.box.top for line in kept for w in line.words)) / 2
    levels = (head[0].box.top - 2, max(under, bottom), max(line.box.bottom for line in kept) + 2)
    return table_in(sheet, levels, *sides, names=names)


def _label_above(line: Line, names: Line, head: Headline) -> Line | None:
    """The label that stands in the line over the names, level with what is said over all of them."""
    first = phrases(line)[0]
    near = names.box.top - line.box.bottom < CLOSE * line.size and len(phrases(line)) > 1
    return first if near and first.box.x1 < head.names[0].box.x0 else None


def _first_column(head: Headline) -> tuple[float, float]:
    """About where the first named column begins and ends."""
    label, first = head.cells[head.labels - 1].box, head.names[0].box
    centre = (first.x0 + first.x1) / 2
    if len(head.names) == 1:
        return (label.x1 + first.x0) / 2, first.x1
    after = head.names[1].box
    half = ((after.x0 + after.x1) / 2 - centre) / 2
    return max(centre - half, label.x1), centre + half
