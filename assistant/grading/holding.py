"""An enterprise held against an indicator table: which requirement is met, which grade is reached, what is missing.

Lives here: `hold`, `Holding`, the gap list. May import: grading.table, facts, measure, truth, ladder. Every indicator
of a grade must be met (henan-2024:4(2), 9(1)); one unmet decides; what is not told stays unknown. Where an industry
has several tables (by process or fuel) each of them counts until it is told that it does not apply (“#2: 不涉及”).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.grading.facts import Indicator
from assistant.grading.ladder import Ladder
from assistant.grading.measure import fits
from assistant.grading.table import Cell, Limit, Part, Place, Row, Table
from assistant.grading.truth import Truth, all_of, any_of
from assistant.library.document import squeeze
from assistant.library.grade import Grade

NOT_CONCERNED = "不涉及"
_ID = re.compile(r"(?:[a-z0-9-]+:[^:#@]+)?(?P<number>#[1-9][0-9]*)?:?(?P<rest>[^@]*)(?:@.*)?")
_BELOW_ALL = re.compile(
    r"(?:未|不|不能|未能)(?:达到|满足|符合)(?:上述)?[ABCD、，及和或级以上\-]+(?:的)?(?:绩效)?(?:分级)?(?:指标)?(?:要求|指标|水平|标准|条件)?(?:的)?[。.]?"
)


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of one indicator at one grade, held against what was told. `numbers`: the subjects of its
    limits, where it has several and each is told by itself."""

    indicator: str
    grade: Grade
    raw: str
    met: Truth
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """An industry held against its table: every requirement, and per grade whether all of them are met. `apart`: the
    tables, by their marks (#1, #2), of which it was not told whether they apply, where there are several."""

    needs: tuple[Need, ...]
    met: Mapping[Grade, Truth]
    level: Grade | None
    apart: tuple[str, ...] = ()

    def gaps(self, grade: Grade) -> tuple[Need, ...]:
        """What is missing for `grade`: its requirements unmet first, then the unknown ones."""
        missing = [need for need in self.needs if need.grade is grade and need.met is not Truth.YES]
        return tuple(sorted(missing, key=lambda need: need.met is not Truth.NO))


@lru_cache(maxsize=4096)
def hold(table: Table, told: tuple[Indicator, ...], applying_for: Grade | None) -> Holding:
    """`told` held against every row and grade of `table`.

    `met` / `unmet` speak of `applying_for`: unmet there is unmet at every stricter grade, met there is met at every
    lower one that does not ask for more. Values are compared with the numbers of each grade.
    """
    by_id = {_key_of(indicator.id): indicator for indicator in told}
    places = _concerned(table, by_id)
    needs: list[Need] = []
    parts: list[dict[Grade, Truth]] = []
    for part in dict.fromkeys(place.number for place in places):
        mine = [place for place in places if place.number == part]
        found = [need for place in mine for need in _needs(place, _names(place, places), by_id, applying_for, table)]
        needs += found
        parts.append(_by_grade(table.tables[part - 1], found, table.ladder))
    met = {grade: all_of(part[grade] for part in parts) if parts else Truth.UNKNOWN for grade in table.ladder}
    return Holding(tuple(needs), met, _level(table.ladder, met), _open_parts(table, by_id))


def _key_of(word: str) -> str:
    """An indicator's id without guide, industry and grade: “排放限值”, “#2:排放限值/颗粒物”, “#2”."""
    found = _ID.fullmatch(squeeze(word))
    if not found:
        return word
    number, rest = found["number"] or "", found["rest"]
    return f"{number}:{rest}" if number and rest else number or rest


def _concerned(table: Table, told: Mapping[str, Indicator]) -> tuple[Place, ...]:
    """The rows of the tables that apply. A table that something is told of does apply, whatever is said of it; and
    that none applies cannot be: then what was told settles nothing."""
    out = {n for n in range(1, len(table.tables) + 1) if _says(told.get(f"#{n}"), NOT_CONCERNED)}
    for place in table.places:
        names = _names(place, table.places)
        if place.number in out and any(key == name or key.startswith(f"{name}/") for key in told for name in names):
            out.discard(place.number)
    left = tuple(place for place in table.places if place.number not in out)
    return left or table.places


def _open_parts(table: Table, told: Mapping[str, Indicator]) -> tuple[str, ...]:
    """The tables of several that nothing was told of."""
    if len(table.tables) < 2:
        return ()
    marks = [f"#{n}" for n in range(1, len(table.tables) + 1)]
    return tuple(m for m in marks if m not in told and not any(key.startswith(f"{m}:") for key in told))


def _says(indicator: Indicator | None, word: str) -> bool:
    return indicator is not None and indicator.value == word


def _names(place: Place, places: tuple[Place, ...]) -> tuple[str, ...]:
    """The ids under which a row may be told: its own, and the bare one where no other table that applies has it."""
    same = {other.number for other in places if other.row.id == place.row.id}
    return (place.key, place.row.id) if same == {place.number} else (place.key,)


def _needs(
    place: Place, names: tuple[str, ...], told: Mapping[str, Indicator], applying_for: Grade | None, table: Table
) -> list[Need]:
    """The row at each printed grade; a cell that is not there asks for something that nobody can read: unknown.

    A lower grade asks for no more than a stricter one: what is met there is met below, what is unmet below is unmet
    there.
    """
    row, grades = place.row, place.part.grades
    cells = [row.cell(grade) for grade in grades]
    met = [
        _met(row, grade, cell, names, told, applying_for, lowest=grade is table.ladder[-1]) if cell else Truth.UNKNOWN
        for grade, cell in zip(grades, cells, strict=True)
    ]
    for n in range(1, len(met)):
        if met[n] is Truth.UNKNOWN and met[n - 1] is Truth.YES:
            met[n] = Truth.YES
    for n in reversed(range(len(met) - 1)):
        if met[n] is Truth.UNKNOWN and met[n + 1] is Truth.NO:
            met[n] = Truth.NO
    return [
        Need(place.key, grade, cell.raw if cell else "", it, _subjects(cell))
        for grade, cell, it in zip(grades, cells, met, strict=True)
    ]


def _subjects(cell: Cell | None) -> tuple[str, ...]:
    if cell is None or len(cell.numbers) < 2:
        return ()
    return tuple(dict.fromkeys(limit.of for limit in cell.numbers if limit.of))


def _by_grade(part: Part, needs: list[Need], ladder: Ladder) -> dict[Grade, Truth]:
    """Whether all needs of each grade of the ladder are met in one table; a grade that it does not print is met where
    a stricter one is, unmet where a lower one is, and otherwise open."""
    met = {g: all_of(n.met for n in needs if n.grade is g) for g in part.grades if any(n.grade is g for n in needs)}
    out: dict[Grade, Truth] = {}
    for place, grade in enumerate(ladder):
        if grade in met:
            out[grade] = met[grade]
        elif grade is Grade.NOT_LEADING or any(met.get(stricter) is Truth.YES for stricter in ladder[:place]):
            out[grade] = Truth.YES  # what misses 引领性 is the other, which asks for nothing
        elif any(met.get(lower) is Truth.NO for lower in ladder[place + 1 :]):
            out[grade] = Truth.NO
        else:
            out[grade] = Truth.UNKNOWN
    return out


def next_grade_up(ladder: Ladder, grade: Grade | None) -> Grade | None:
    """The next stricter grade of the ladder; from none, the lowest but one; None at the top."""
    place = ladder.index(grade) if grade in ladder else len(ladder) - 1
    return ladder[place - 1] if place else None


def _level(ladder: Ladder, met: Mapping[Grade, Truth]) -> Grade | None:
    """The actual level (实际绩效水平): the strictest grade met, once every stricter one is known to be unmet."""
    for grade in ladder:
        if met[grade] is not Truth.NO:
            return grade if met[grade] is Truth.YES else None
    return ladder[-1]


def _met(
    row: Row,
    grade: Grade,
    cell: Cell,
    names: tuple[str, ...],
    told: Mapping[str, Indicator],
    applying_for: Grade | None,
    *,
    lowest: bool,
) -> Truth:
    if cell.asks_for_nothing or (lowest and _BELOW_ALL.fullmatch(squeeze(cell.raw))):
        return Truth.YES  # "/", and 未达到…级要求 at the bottom, ask for nothing
    whole = _first(told, names)
    if whole is not None and whole.value == NOT_CONCERNED and row.applies_to:
        return Truth.YES
    if whole is not None and whole.met is not Truth.UNKNOWN:
        return _as_said(row, grade, whole.met, applying_for)
    found = [_number(names, limit, told, alone=len(cell.numbers) == 1) for limit in cell.numbers]
    if not found:
        return Truth.UNKNOWN
    met = any_of(found) if cell.need == "any" else all_of(found)
    # Numbers alone never meet a cell that asks for more than numbers: the rest of it was not told.
    return Truth.UNKNOWN if met is Truth.YES and not cell.only_numbers else met


def _first(told: Mapping[str, Indicator], names: tuple[str, ...], tail: str = "") -> Indicator | None:
    return next((told[name + tail] for name in names if name + tail in told), None)


def _as_said(row: Row, grade: Grade, met: Truth, applying_for: Grade | None) -> Truth:
    """What a bare met or unmet says: it speaks of the grade applied for, and of a grade that asks for the same."""
    if applying_for is None:
        return Truth.UNKNOWN
    return met if grade is applying_for or row.cell(grade) == row.cell(applying_for) else Truth.UNKNOWN


def _number(names: tuple[str, ...], limit: Limit, told: Mapping[str, Indicator], *, alone: bool) -> Truth:
    """One number of a cell: told under `indicator/pollutant`, or under the indicator where it is the only one."""
    indicator = _first(told, names, f"/{limit.of}") or (_first(told, names) if alone else None)
    if indicator is None or indicator.value is None:
        return Truth.UNKNOWN  # a bare met or unmet speaks of a whole indicator, not of one number in it
    return fits(indicator.value, limit.comparator, limit.value, limit.unit, oxygen=limit.oxygen)
