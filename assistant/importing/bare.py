"""Tables without any rule: from a line that a caller knows for a head, down to where its columns end.

Lives here: `tables_by_heads`. May import: importing.sheets, lattice, figures, bands, spaced. What is a head is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from assistant.importing.bands import ONE_SIZE, until_break
from assistant.importing.figures import phrases
from assistant.importing.guided import Names
from assistant.importing.lattice import Found
from assistant.importing.sheets import Line, Sheet, lines_of, outside
from assistant.importing.spaced import table_in
from assistant.reading.page import Box


def tables_by_heads(sheet: Sheet, taken: Sequence[Box], names: Names) -> list[Found]:
    """A table under each line outside of what is `taken` whose phrases `names` knows for a head's with a label."""
    lines = lines_of(outside(sheet.words, taken))
    heads = [at for at, line in enumerate(lines) if names([one.text for one in phrases(line)])]
    found = []
    for number, at in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(lines)
        table = _table(sheet, lines[at], lines[at + 1 : end], names)
        if table is not None:
            found.append(table)
    return found


def _table(sheet: Sheet, head: Line, below: Sequence[Line], names: Names) -> Found | None:
    kept = until_break(list(takewhile(lambda line: line.size <= ONE_SIZE * head.size, below)), gaps=True)
    if not kept:
        return None
    words = [w for line in (head, *kept) for w in line.words]
    sides = min(w.box.x0 for w in words) - 2, max(w.box.x1 for w in words) + 2
    under = (head.box.bottom + min(w.box.top for line in kept for w in line.words)) / 2
    levels = (head.box.top - 2, max(under, head.box.bottom), max(line.box.bottom for line in kept) + 2)
    return table_in(sheet, levels, *sides, names=names)
