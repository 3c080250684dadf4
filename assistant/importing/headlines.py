"""Heads by where their names stand: names in one to three lines of print, their label beside, over or between them.

Lives here: `Headline`, `headline_at`. May import: importing.figures, sheets. Which names make a head is the caller's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.importing.figures import phrases
from assistant.importing.sheets import STRADDLE, Line, hull

Names = Callable[[Sequence[str]], "int | None"]  # how many labels stand before the names; None: no head
DEEPEST = 4  # lines of print that one row of a head may take
CLOSE = 0.9  # of a letter's height: lines of one cell stand no further apart
LEVEL = 0.35  # of a letter's height: how near to the middle of the names a label of several lines stands


@dataclass(frozen=True, slots=True)
class Headline:
    """The cells of a head's lowest row, each with all its lines; `labels`: how many of them stand before the names."""

    cells: tuple[Line, ...]
    labels: int
    deep: int  # lines of print

    @property
    def names(self) -> tuple[Line, ...]:
        return self.cells[self.labels :]

    @property
    def bottom(self) -> float:
        return max(one.box.bottom for one in self.names)


def headline_at(lines: Sequence[Line], at: int, names: Names) -> Headline | None:
    """The head that begins with this line, as many lines deep as its names go on; None where no head begins."""
    found: Headline | None = None
    for deep in range(1, DEEPEST + 1):
        some = lines[at : at + deep]
        if len(some) < deep or not all(_close(a, b) for a, b in pairwise(some)):
            break
        cells = _stacked(some)
        labels = names([one.text for one in cells])
        if labels is None:
            continue
        made = Headline(tuple(cells), labels, deep)
        lower = found is not None and made.bottom > found.bottom + 1
        if found is None or (_names_go_on(found, made) if lower else _label_goes_on(made)):
            found = made
    return found


def _close(above: Line, under: Line) -> bool:
    return under.box.top - above.box.bottom < CLOSE * max(above.size, under.size)


def _names_go_on(before: Headline, made: Headline) -> bool:
    """Whether the last line has the rest of names: of all of them, where it has something among the labels too."""
    ends = [one.box.bottom > before.bottom + 1 for one in made.names]
    beside = any(one.box.bottom > before.bottom + 1 for one in made.cells[: made.labels])
    return all(ends) if beside else any(ends)


def _label_goes_on(head: Headline) -> bool:
    """Whether a label reaches below its names as far as over them: it stands in the middle beside them."""
    if not head.labels:
        return False
    label, names = hull([one.box for one in head.cells[: head.labels]]), hull([one.box for one in head.names])
    return abs((label.top + label.bottom) - (names.top + names.bottom)) / 2 < LEVEL * head.names[0].size


def _stacked(lines: Sequence[Line]) -> list[Line]:
    """The phrases of these lines, those that stand over one another as one; from the left."""
    columns: list[list[Line]] = []
    for line in lines:
        for part in phrases(line):
            at = [
                column
                for column in columns
                if min(part.box.x1, hull([p.box for p in column]).x1) - max(part.box.x0, hull([p.box for p in column]).x0) > STRADDLE
            ]  # fmt: skip
            if at:
                at[0].append(part)
                for other in at[1:]:
                    at[0].extend(other)
                    columns.remove(other)
            else:
                columns.append([part])
    columns.sort(key=lambda column: min(part.box.x0 for part in column))
    return [Line(tuple(word for part in column for word in part.words)) for column in columns]
