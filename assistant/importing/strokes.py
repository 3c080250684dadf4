"""Drawn rules laid together: pieces on one level made one stroke, strokes that meet made one group.

Lives here: `Strokes`, `strokes_of`, `drawn_along`, `covered`, `mostly_drawn`, `joined`, `together`, `clustered`, `NEAR`. May import:
importing.sheets; reading.page. Structure only, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.importing.sheets import Sheet

COVER = 0.55  # of a field's side that a rule must cover to be its wall
NEAR = 2.5  # points within which two rules are one, and a rule meets another


@dataclass(slots=True)
class Strokes:
    """Rules merged: across as (y, x0, x1), upright as (x, top, bottom)."""

    across: list[tuple[float, float, float]] = field(default_factory=list)
    upright: list[tuple[float, float, float]] = field(default_factory=list)


def strokes_of(sheet: Sheet) -> Strokes:
    """The sheet's rules with touching pieces joined."""
    across = [((b.top + b.bottom) / 2, b.x0, b.x1) for b in sheet.across]
    upright = [((b.x0 + b.x1) / 2, b.top, b.bottom) for b in sheet.upright]
    return Strokes(joined(across), joined(upright))


def drawn_along(rules: Sequence[tuple[float, float, float]], at: float, begin: float, end: float) -> float:
    """How much of the way from `begin` to `end` the rules on one level cover; pieces at one level do not overlap."""
    return sum(max(0.0, min(b, end) - max(a, begin)) for level, a, b in rules if abs(level - at) <= NEAR)


def covered(rules: Sequence[tuple[float, float, float]], at: float, begin: float, end: float) -> bool:
    """Whether the rules on one level make a wall of a field whose side goes from `begin` to `end`."""
    return drawn_along(rules, at, begin, end) >= COVER * (end - begin)


def mostly_drawn(rules: Sequence[tuple[float, float, float]], at: float, begin: float, end: float) -> bool:
    """Whether the rules on one level cover more than half of the way."""
    return drawn_along(rules, at, begin, end) > 0.5 * (end - begin)


def joined(some: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    out: list[tuple[float, float, float]] = []
    for group in _levels(sorted(some)):
        level = sum(at for at, _, _ in group) / len(group)
        begin = end = None
        for _, a, b in sorted(group, key=lambda one: one[1]):
            if begin is None or end is None or a > end + NEAR:
                if begin is not None and end is not None:
                    out.append((level, begin, end))
                begin, end = a, b
            else:
                end = max(end, b)
        if begin is not None and end is not None:
            out.append((level, begin, end))
    return out


def _levels(some: Sequence[tuple[float, float, float]]) -> Iterator[list[tuple[float, float, float]]]:
    group: list[tuple[float, float, float]] = []
    for one in some:
        if group and one[0] - group[-1][0] > NEAR / 1.5:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def together(strokes: Strokes) -> Iterator[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]:
    """Groups of rules that meet."""
    rules = [(True, *one) for one in strokes.across] + [(False, *one) for one in strokes.upright]
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    flat = [at for at, rule in enumerate(rules) if rule[0]]
    steep = [at for at, rule in enumerate(rules) if not rule[0]]
    for a in flat:
        for b in steep:
            _, y, x0, x1 = rules[a]
            _, x, top, bottom = rules[b]
            if x0 - NEAR <= x <= x1 + NEAR and top - NEAR <= y <= bottom + NEAR:
                parent[root(a)] = root(b)
    groups: dict[int, list[int]] = {}
    for at in range(len(rules)):
        groups.setdefault(root(at), []).append(at)
    for members in groups.values():
        across = [rules[at][1:] for at in members if rules[at][0]]
        upright = [rules[at][1:] for at in members if not rules[at][0]]
        yield across, upright


def clustered(values: Iterable[float], near: float = NEAR * 1.6) -> list[float]:
    """Values that lie close are one, their mean."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= near:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]
