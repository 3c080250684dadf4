"""Checks of an indicator table: what contradicts itself, or leaves a hole, before a person accepts it.

Lives here: `problems`. May import: grading.table, library.grade. Nothing is mended here; each problem names its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from assistant.grading.table import Cell, Limit, Row, Table
from assistant.library.grade import Grade


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, in words."""

    row: str
    say: str


def problems(table: Table) -> tuple[Problem, ...]:
    """Rows written twice, cells missing, 同…级 that leads nowhere, limits missing or looser at a stricter grade."""
    seen: set[str] = set()
    found: list[Problem] = []
    for place in table.places:
        if place.key in seen:
            found.append(Problem(place.key, f"指标“{place.key}”写了两次"))
        seen.add(place.key)
        found += (Problem(place.key, it.say) for it in _holes(place.row, place.part.grades))
        found += (Problem(place.key, it.say) for it in _order(place.row, place.part.grades))
    return tuple(found)


def _holes(row: Row, grades: tuple[Grade, ...]) -> Iterator[Problem]:
    for grade in grades:
        if grade not in row.cells:
            yield Problem(row.id, f"“{row.id}”缺少 {grade} 级")
        elif row.cell(grade) is None:
            yield Problem(row.id, f"“{row.id}”{grade} 级的“同…级”指不到内容")


def _order(row: Row, grades: tuple[Grade, ...]) -> Iterator[Problem]:
    """A limit at a lower grade must be at the stricter one too, and no stricter there is looser than here."""
    for strict, lax in combinations(grades, 2):
        above, under = row.cell(strict), row.cell(lax)
        if above is None or under is None:
            continue
        for limit in under.numbers:
            other = _same(limit, above)
            if other is None:
                yield Problem(row.id, f"“{row.id}”{strict} 级没有 {limit.of} 的限值，{lax} 级却有")
            elif other.unit != limit.unit:
                yield Problem(row.id, f"“{row.id}”{limit.of} 在 {strict} 级与 {lax} 级的单位不一致，无法比较")
            elif _looser(other, limit):
                yield Problem(row.id, f"“{row.id}”{limit.of}：{lax} 级比 {strict} 级更严")


def _same(limit: Limit, cell: Cell) -> Limit | None:
    """The limit of the cell on the same pollutant, place and basis."""
    return next((other for other in cell.numbers if other.basis == limit.basis), None)


def _looser(strict: Limit, lax: Limit) -> bool:
    """Whether the limit of the stricter grade asks for less than that of the lower one."""
    return strict.value < lax.value if lax.comparator in (">=", ">") else strict.value > lax.value
