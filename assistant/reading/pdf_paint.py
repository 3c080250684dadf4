"""Which edges of painted areas are rules of a table: those that tell what no drawn rule tells.

Lives here: `unruled_edges`. May import: page. Paint and rules only, no words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from assistant.reading.page import Box, Rule

ON_LEVEL = 1.5  # points within which an edge and a drawn rule lie along each other
DRAWN = 0.25  # of an edge that a drawn rule covers


def unruled_edges(painted: Sequence[Sequence[Rule]], drawn: Sequence[Rule]) -> list[Rule]:
    """The edges of painted areas (`painted`: an area's edges each) that no drawn rule lies along: where one does, it tells
    how far the line goes, and a row's colour behind a cell over several rows parts nothing. Nor do the sides of a stripe in a
    table ruled across: of an area that drawn rules close above and below, of another as wide at its place (of a row that
    the page cuts), of one beside it (a label over several rows).
    """
    levels: dict[tuple[bool, int], list[tuple[float, float, float]]] = {}
    for rule in drawn:
        level, begin, end = _along(rule)
        for near in _near(level):
            levels.setdefault((rule.horizontal, near), []).append((level, begin, end))

    def lies_along(rule: Rule) -> bool:
        level, begin, end = _along(rule)
        beside = levels.get((rule.horizontal, round(level)), ())
        shared = sum(max(0.0, min(end, b) - max(begin, a)) for at, a, b in beside if abs(at - level) < ON_LEVEL)
        return shared >= DRAWN * (end - begin)

    areas = [(_around(edges), edges, [rule for rule in edges if not lies_along(rule)]) for edges in painted if edges]
    stripes = _Stripes([box for box, edges, free in areas if _closed(edges, free)])
    return [rule for box, _, free in areas for rule in free if rule.horizontal or not stripes.hold(box)]


class _Stripes:
    """Where the closed areas of a page stand, by their sides."""

    def __init__(self, closed: Sequence[Box]) -> None:
        self.wide = {place for one in closed for place in product(_near(one.x0), _near(one.x1))}
        self.sides: dict[tuple[bool, int], list[tuple[float, float]]] = {}
        for one in closed:
            for left, x in ((True, one.x0), (False, one.x1)):
                for near in _near(x):
                    self.sides.setdefault((left, near), []).append((one.top, one.bottom))

    def hold(self, box: Box) -> bool:
        """Whether an area is as wide as a stripe at its place, or stands side by side with one."""
        if (round(box.x0), round(box.x1)) in self.wide:
            return True
        beside = [*self.sides.get((True, round(box.x1)), ()), *self.sides.get((False, round(box.x0)), ())]
        return any(top < box.bottom and box.top < bottom for top, bottom in beside)


def _closed(edges: Sequence[Rule], free: Sequence[Rule]) -> bool:
    """Whether an area has two levels, and drawn rules along both."""
    levels = {round(_along(one)[0]) for one in edges if one.horizontal}
    return len(free) < len(edges) and len(levels) == 2 and not any(rule.horizontal for rule in free)


def _near(level: float) -> Iterator[int]:
    """The whole points within which what lies on one level is looked for."""
    return (round(level) + step for step in (-1, 0, 1))


def _around(edges: Sequence[Rule]) -> Box:
    boxes = [one.box for one in edges]
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))  # fmt: skip


def _along(rule: Rule) -> tuple[float, float, float]:
    """A rule's level, and where it begins and ends."""
    box = rule.box
    return (
        ((box.top + box.bottom) / 2, box.x0, box.x1)
        if rule.horizontal
        else ((box.x0 + box.x1) / 2, box.top, box.bottom)
    )
