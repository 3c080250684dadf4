"""Heads of tables without upright rules: the names, the labels left of them, where the head ends; a column that only counts the rows.

Lives here: `GuidedHead`, `guided_head`, `without_numbers`. May import: importing.bands, figures, header, headlines, sheets. Which names make a head is
the caller's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.bands import Band
from assistant.importing.figures import phrases
from assistant.importing.header import counts
from assistant.importing.headlines import Names, headline_at
from assistant.importing.sheets import STRADDLE, Line, Word, lines_of

DEEPEST = 6  # lines of a band among which its head is looked for


@dataclass(frozen=True, slots=True)
class GuidedHead:
    """The line of names, the words left of them, and where the head ends."""

    names: tuple[Line, ...]
    label: Line | None
    end: float
    drawn: bool


def guided_head(inside: Sequence[Word], band: Band, names: Names) -> GuidedHead | None:
    """The head among the first lines of a band; None where none of them is one."""
    lines = lines_of(inside)
    for at in range(min(DEEPEST, len(lines))):
        line = headline_at(lines, at, names)
        if line is None:
            continue
        named, below = line.names, lines[at + line.deep :]
        left, size = named[0].box.x0, named[0].size
        upper = [w for one in lines[: at + line.deep + 1] for w in one.words if w.box.x1 < left + STRADDLE]
        above = [w for w in upper if w.middle <= line.bottom + 0.9 * size]
        rule = next((y for y in band.levels if y > line.bottom - 1), band.levels[-1])
        between = [one for one in below if one.box.bottom < rule + 1]
        drawn = rule < band.levels[-1] and len(between) <= 2 and all(len(p.text) <= 8 for one in between for p in phrases(one))  # fmt: skip
        if drawn:
            end = rule
        else:
            own = [w for w in above if w.middle > line.bottom and not line.labels]
            floor = max(
                [line.bottom, *(w.box.bottom for w in own), *(w.box.bottom for one in line.cells for w in one.words)]
            )
            under = min((w.box.top for one in below for w in one.words if w.middle > floor), default=floor + 2)
            end = (floor + max(under, floor)) / 2
        label = Line(tuple(w for w in above if w.middle < end))
        return GuidedHead(named, label if label.words else None, end, drawn)
    return None


def without_numbers(head: GuidedHead, band: Band, inside: Sequence[Word]) -> tuple[GuidedHead, Band, Sequence[Word]]:
    """The head, the band and its words without a first column that only counts the rows: where the head says so, nothing but
    numbers stand under that, and everything else stands right of it."""
    parts = phrases(head.label) if head.label else []
    if len(parts) < 2 or not counts(parts[0].text):
        return head, band, inside
    left, right = parts[0].box.x0 - 2, parts[0].box.x1 + 2
    numbers = [w for w in inside if w.centre < right and (w.text.strip("()（）.、").isdecimal() or w in parts[0].words)]
    rest = [w for w in inside if w not in numbers and w.middle > head.names[0].box.top - 2]
    side = (max(w.box.x1 for w in numbers) + min((w.box.x0 for w in rest), default=0.0)) / 2
    if (
        len(numbers) < 2
        or any(w.box.x0 < max(right, side) - 2 for w in rest)
        or min(w.box.x0 for w in numbers) < left - 12
    ):
        return head, band, inside
    kept = Line(tuple(w for w in head.label.words if w not in numbers)) if head.label else None
    gone = {id(w) for w in numbers}
    return replace(head, label=kept), replace(band, left=side), [w for w in inside if id(w) not in gone]
