"""Names of a head that stand in one field, though each has its column: a wall that a scan lost, or that nothing drew.

Lives here: `with_names_apart`. May import: importing.header, figures, lattice, sheets. A boundary is set half way between two names; a
cell over it stays one, unless its words stand apart on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.importing.figures import phrases
from assistant.importing.header import grade_in, labels_before
from assistant.importing.lattice import Cell, Found
from assistant.importing.sheets import Word, lines_of

ROOM = 0.6  # of a letter's height between words of two cells
ALIKE = 0.5  # of the usual width of a column: a boundary nearer to another is none


def with_names_apart(found: Found) -> Found:
    """The table in which each name of a head has a column."""
    for x in _between(found):
        found = _parted(found, x)
    return found


def _between(found: Found) -> list[float]:
    """Half way between names that share a column."""
    out: list[float] = []
    for row in range(found.high):
        words = [w for cell in found.cells if cell.row == row and cell.row_span == 1 for w in cell.words]
        for line in lines_of(words):
            parts = phrases(line)
            labels = labels_before([part.text for part in parts])
            if labels is None or len(parts) - labels < 3:
                continue  # of two names alone nobody can tell which columns they are of
            names = parts[labels:]
            steps = [(b.box.x0 + b.box.x1 - a.box.x0 - a.box.x1) / 2 for a, b in pairwise(names)]
            for one, two in pairwise(names):
                x = (one.box.x0 + one.box.x1 + two.box.x0 + two.box.x1) / 4
                near = ALIKE * min(steps)
                if not any(abs(x - other) < near for other in (*found.columns, *out)):
                    out.append(x)
    return out


def _parted(found: Found, x: float) -> Found:
    at = next((j for j in range(found.wide) if found.columns[j] < x < found.columns[j + 1]), None)
    if at is None:
        return found
    cells: list[Cell] = []
    for cell in found.cells:
        if cell.column > at:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span <= at:
            cells.append(cell)
        elif (halves := _halves(cell.words, x)) and cell.box is not None:
            left, right = halves
            span = at + 1 - cell.column
            cells.append(replace(cell, column_span=span, words=left, box=cell.box._replace(x1=x), inferred=True))
            cells.append(
                replace(
                    cell, column=at + 1, column_span=cell.column_span + 1 - span, words=right,
                    box=cell.box._replace(x0=x), inferred=True,
                )
            )  # fmt: skip
        else:
            cells.append(replace(cell, column_span=cell.column_span + 1))
    cells.sort(key=lambda one: (one.row, one.column))
    return replace(found, columns=(*found.columns[: at + 1], x, *found.columns[at + 1 :]), cells=tuple(cells))


def _halves(words: Sequence[Word], x: float) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The words on both sides, where they stand apart there and some stand on each; names count where nothing else is said."""
    said = [w for w in words if grade_in(w.text) is None] or words
    left, right = [w for w in said if w.centre < x], [w for w in said if w.centre >= x]
    if not left or not right or min(w.box.x0 for w in right) - max(w.box.x1 for w in left) <= ROOM * words[0].size:
        return None
    return tuple(w for w in words if w.centre < x), tuple(w for w in words if w.centre >= x)
