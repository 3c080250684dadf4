"""Which rows a first label goes over where no rule tells: each first label stands in the middle of its rows, or in the first of them.

Lives here: `label_goes_on`. May import: reading.page. Places only, no words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.reading.page import Box


def label_goes_on(columns: Sequence[Sequence[Box]], levels: Sequence[float]) -> set[float]:
    """The levels at which the first column's label covers the rows above and below: rows with second labels are shared
    among the first labels so that each stands in the middle of its rows, or in the first of them."""
    rows = list(pairwise(levels))
    second = [any(_middle_in(box, row) for box in columns[1]) for row in rows]
    out: set[float] = set()
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and second[end]:
            end += 1
        if end - at > 1:
            group = rows[at:end]
            labels = [box for box in columns[0] if group[0][0] <= (box.top + box.bottom) / 2 < group[-1][1]]
            bounds = _shared(group, labels)
            out |= {group[k][0] for k in range(1, len(group)) if k not in bounds}
        at = max(end, at + 1)
    return out


def _middle_in(box: Box, row: tuple[float, float]) -> bool:
    return row[0] <= (box.top + box.bottom) / 2 < row[1]


def _shared(group: Sequence[tuple[float, float]], labels: Sequence[Box]) -> set[int]:
    """Where a new label's rows begin, counted from the first row of the group."""
    if len(labels) < 2 or len(labels) > len(group):
        return set()
    centred, topped = ((_split(group, labels, way)) for way in (_off_middle, _off_top))
    return min((centred, topped), key=lambda one: one[0])[1]


def _split(
    group: Sequence[tuple[float, float]], labels: Sequence[Box], way: Callable[[Box, float, float], float]
) -> tuple[float, set[int]]:
    """The cheapest way to share the rows among the labels in order."""
    count = len(group)
    best: list[dict[int, tuple[float, set[int]]]] = [{0: (0.0, set())}]
    for label in labels:
        now: dict[int, tuple[float, set[int]]] = {}
        for begin, (cost, bounds) in best[-1].items():
            for end in range(begin + 1, count + 1):
                total = cost + way(label, group[begin][0], group[end - 1][1])
                if end not in now or total < now[end][0]:
                    now[end] = (total, bounds | ({begin} if begin else set()))
        best.append(now)
    return best[-1].get(count, (float("inf"), set()))


def _off_middle(label: Box, top: float, bottom: float) -> float:
    return abs((label.top + label.bottom) / 2 - (top + bottom) / 2)


def _off_top(label: Box, top: float, bottom: float) -> float:
    return abs(label.top - top)
