"""Indicator tables: what a reviewed guide table asks for at each grade, and an enterprise held against it.

Lives here: `Table` (the shape that an import yields once a person reviewed it), `hold`, the gap list. May import:
grading.measure, truth, library.grade. Every indicator of a grade must be met (henan-2024:4(2), 9(1)); one unmet
decides; what is not told stays unknown. A draft is refused: only a reviewed table decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.errors import BadFile
from assistant.grading.facts import Indicator
from assistant.grading.ladder import Ladder
from assistant.grading.measure import Comparator, fits
from assistant.grading.truth import Truth, all_of, any_of
from assistant.library.grade import LEADERSHIP, Grade, family_of
from assistant.library.yaml_file import YamlFile


class _Part(BaseModel):
    """Frozen; keys of the importer that the core does not need are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Limit(_Part):
    """A number that a cell states for one pollutant (or share, or retention): value, unit, comparator, basis."""

    of: str
    value: Decimal
    unit: str
    comparator: Comparator = "<="
    oxygen: Decimal | None = None
    where: str | None = None
    averaging: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, data: Any) -> Any:
        """The subject under one name; a float as it is printed (0.1, not its binary expansion)."""
        if not isinstance(data, dict):
            return data
        subject = data.get("of") or data.get("pollutant") or data.get("what")
        return {**data, "of": subject, "value": str(data.get("value"))}

    @property
    def basis(self) -> tuple[str, str | None, Decimal | None, str | None]:
        """What must agree before two limits may be compared."""
        return self.of, self.where, self.oxygen, self.averaging


class Cell(_Part):
    """What one indicator asks for at one grade. `need`: whether all of its numbers must hold, or any one."""

    raw: str = ""
    same_as: Grade | None = None
    limits: tuple[Limit, ...] = ()
    shares: tuple[Limit, ...] = ()
    retention: tuple[Limit, ...] = ()
    need: Literal["all", "any"] = "all"

    @property
    def numbers(self) -> tuple[Limit, ...]:
        return self.limits + self.shares + self.retention


class Row(_Part):
    """An indicator. `applies_to`: the circumstance without which it asks for nothing (不涉及)."""

    indicator: str
    sub: str | None = None
    applies_to: str | None = None
    cells: dict[Grade, Cell]

    @property
    def id(self) -> str:
        return f"{self.indicator}/{self.sub}" if self.sub else self.indicator

    def cell(self, grade: Grade) -> Cell | None:
        """The requirement at `grade`, "同A级" followed to where it is written out; None where there is none."""
        seen: set[Grade] = set()
        cell = self.cells.get(grade)
        while cell is not None and cell.same_as is not None:
            if cell.same_as in seen:
                return None
            seen.add(cell.same_as)
            cell = self.cells.get(cell.same_as)
        return cell


class Part(_Part):
    """One printed table of a guide's chapter."""

    title: str = ""
    grades: tuple[Grade, ...]
    rows: tuple[Row, ...]


class Table(BaseModel):
    """The tables of one industry in one guide."""

    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))

    guide: str
    industry: str
    status: str
    tables: tuple[Part, ...]

    @property
    def id(self) -> str:
        return f"{self.guide}:{self.industry}"

    @cached_property
    def ladder(self) -> Ladder:
        """The grades printed, best first; a table of 引领性 alone implies that what misses it is 非绩效引领性."""
        printed = {grade for part in self.tables for grade in part.grades}
        family = family_of(next(iter(printed)))
        return LEADERSHIP if family is LEADERSHIP else tuple(grade for grade in family if grade in printed)

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def read_table(file: YamlFile) -> Table:
    """The table that a reviewed guide file holds. Raises BadFile: the shape, mixed ladders, a draft."""
    try:
        table = Table.model_validate(file.data)
    except ValidationError as error:
        detail = error.errors()[0]
        path = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        raise BadFile(f"不符合指标表格式（{detail['msg']}）", where=file.where(path)) from None
    if table.status != "reviewed":
        raise BadFile(
            "指标表仍是草稿，不能用于定级", where=file.where(("status",)), remedy="请先用 library review 审核"
        )
    families = {family_of(grade) for part in table.tables for grade in part.grades}
    if len(families) != 1:
        raise BadFile(
            "一个行业的指标表混用了字母等级和引领性等级", where=file.where(("tables",)), remedy="请按行业拆分"
        )
    return table


@dataclass(frozen=True, slots=True)
class Need:
    """One requirement of one indicator at one grade, held against what was told."""

    indicator: str
    grade: Grade
    raw: str
    met: Truth


@dataclass(frozen=True, slots=True)
class Holding:
    """An industry held against its table: every requirement, and per grade whether all of them are met."""

    needs: tuple[Need, ...]
    met: Mapping[Grade, Truth]
    level: Grade | None

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
    by_id = {_row_id(table, indicator.id): indicator for indicator in told}
    needs = tuple(
        need for part in table.tables for row in part.rows for need in _needs(row, part.grades, by_id, applying_for)
    )
    met = {grade: all_of(need.met for need in needs if need.grade is grade) for grade in table.ladder}
    return Holding(needs, met, _level(table.ladder, met))


def _needs(
    row: Row, grades: tuple[Grade, ...], told: Mapping[str, Indicator], applying_for: Grade | None
) -> list[Need]:
    """The row at each printed grade; a cell that is not there asks for something that nobody can read: unknown.

    A lower grade asks for no more than a stricter one: what is met there is met below, what is unmet below is unmet
    there.
    """
    cells = [row.cell(grade) for grade in grades]
    met = [
        _met(row, grade, cell, told, applying_for) if cell else Truth.UNKNOWN
        for grade, cell in zip(grades, cells, strict=True)
    ]
    for n in range(1, len(met)):
        if met[n] is Truth.UNKNOWN and met[n - 1] is Truth.YES:
            met[n] = Truth.YES
    for n in reversed(range(len(met) - 1)):
        if met[n] is Truth.UNKNOWN and met[n + 1] is Truth.NO:
            met[n] = Truth.NO
    return [
        Need(row.id, grade, cell.raw if cell else "", it) for grade, cell, it in zip(grades, cells, met, strict=True)
    ]


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


def _row_id(table: Table, word: str) -> str:
    """An indicator's id without the table's own, and without the grade that it may name."""
    return word.removeprefix(f"{table.id}:").split("@")[0]


def _met(row: Row, grade: Grade, cell: Cell, told: Mapping[str, Indicator], applying_for: Grade | None) -> Truth:
    whole = told.get(row.id)
    if whole is not None and whole.value == "不涉及" and row.applies_to:
        return Truth.YES
    if whole is not None and whole.met is not Truth.UNKNOWN:
        return _as_said(row, grade, whole.met, applying_for)
    found = [_number(row, limit, told, alone=len(cell.numbers) == 1) for limit in cell.numbers]
    if not found:
        return Truth.UNKNOWN
    return any_of(found) if cell.need == "any" else all_of(found)


def _as_said(row: Row, grade: Grade, met: Truth, applying_for: Grade | None) -> Truth:
    """What a bare met or unmet says: it speaks of the grade applied for, and of a grade that asks for the same."""
    if applying_for is None:
        return Truth.UNKNOWN
    return met if grade is applying_for or row.cell(grade) == row.cell(applying_for) else Truth.UNKNOWN


def _number(row: Row, limit: Limit, told: Mapping[str, Indicator], *, alone: bool) -> Truth:
    """One number of a cell: told under `indicator/pollutant`, or under the indicator where it is the only one."""
    indicator = told.get(f"{row.id}/{limit.of}") or (told.get(row.id) if alone else None)
    if indicator is None:
        return Truth.UNKNOWN
    if indicator.value is None:
        return Truth.UNKNOWN  # a bare met or unmet speaks of a whole indicator, not of one number in it
    return fits(indicator.value, limit.comparator, limit.value, limit.unit, oxygen=limit.oxygen)
