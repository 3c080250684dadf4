"""Which table, row and cell of a draft answers to which of the gold.

Lives here: normalising text, pairing tables by likeness, rows in order. May import: nothing of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Table = Mapping[str, Any]


def plain(text: object) -> str:
    """Text without white space, full-width forms made plain: what must agree.

    >>> plain("颗粒物 ≤１０ mg/m³")
    '颗粒物≤10mg/m3'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", "" if text is None else str(text)))


def industry_key(name: object) -> str:
    """An industry's name without 行业, numbering or brackets' kind."""
    text = plain(name)
    text = re.sub(r"^(第?[一二三四五六七八九十\d]+[、.节章]?)", "", text)
    return re.sub(r"(行业|企业)$", "", text)


def likeness(a: str, b: str) -> float:
    """Shared characters as a bag, 0 to 1."""
    if a == b:
        return 1.0
    shared = sum((Counter(a) & Counter(b)).values())
    return 2 * shared / (len(a) + len(b))


def texts_of(row: Mapping[str, Any], grades: Sequence[str]) -> dict[str, str]:
    """A row's texts by column: indicator, sub, and each grade."""
    found = {"indicator": plain(row.get("indicator")), "sub": plain(row.get("sub"))}
    cells = row.get("cells") or {}
    return {**found, **{grade: plain((cells.get(grade) or {}).get("raw")) for grade in grades}}


def row_likeness(gold: Mapping[str, Any], got: Mapping[str, Any], grades: Sequence[str]) -> float:
    """How like two rows are: their columns' mean."""
    a, b = texts_of(gold, grades), texts_of(got, grades)
    return sum(likeness(a[key], b[key]) for key in a) / len(a)


def in_order(gold: Sequence[Any], got: Sequence[Any], like: Callable[[Any, Any], float], *, least: float = 0.3) -> list[tuple[int, int]]:  # fmt: skip
    """The best pairing of two sequences that keeps their order."""
    high, wide = len(gold), len(got)
    likes = [[like(a, b) for b in got] for a in gold]
    best = [[0.0] * (wide + 1) for _ in range(high + 1)]
    for i in range(high - 1, -1, -1):
        for j in range(wide - 1, -1, -1):
            pair = likes[i][j] + best[i + 1][j + 1] if likes[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    pairs, i, j = [], 0, 0
    while i < high and j < wide:
        if likes[i][j] >= least and best[i][j] == likes[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def table_bag(table: Table) -> Counter[str]:
    """Every cell's text of a table, counted."""
    grades = [str(one) for one in table.get("grades") or ()]
    rows = table.get("rows") or ()
    return Counter(text for row in rows for text in texts_of(row, grades).values() if text)


def pair_tables(gold: Sequence[Table], got: Sequence[Table]) -> list[tuple[int, int | None]]:
    """For each gold table the draft's most like it, each used once; None where nothing is like it."""
    bags_a, bags_b = [table_bag(one) for one in gold], [table_bag(one) for one in got]
    likes = sorted(
        ((_bag_likeness(a, b), i, j) for i, a in enumerate(bags_a) for j, b in enumerate(bags_b)),
        key=lambda one: (-one[0], abs(one[1] - one[2]), one[1]),
    )
    taken: dict[int, int] = {}
    for like, i, j in likes:
        if like > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    # Text that was read badly may share no whole cell: then the order decides.
    rest = [j for j in range(len(got)) if j not in taken.values()]
    for i in range(len(gold)):
        if i not in taken and rest:
            taken[i] = rest.pop(0)
    return [(i, taken.get(i)) for i in range(len(gold))]


def _bag_likeness(a: Counter[str], b: Counter[str]) -> float:
    total = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / total if total else 0.0
