"""Indicator tables: the shape that an import yields once a person reviewed it, and the ids of what stands in them.

Lives here: `Table`, its parts, rows and cells, `read_table`. Holding an enterprise against one: grading.holding. May
import: grading.measure, library. A draft is refused: only a reviewed table decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.errors import BadFile
from assistant.grading.ladder import Ladder
from assistant.grading.measure import Comparator
from assistant.library.document import squeeze
from assistant.library.grade import LEADERSHIP, Alert, Grade, family_of
from assistant.library.yaml_file import YamlFile

_SENTENCES = re.compile(r"[。；;\n]|，(?=且|并|同时)")
_NOTHING = re.compile(r"[/／\\]|[-－—–]{1,2}")


class _Part(BaseModel):
    """Frozen; keys of the importer that the core does not need are left aside."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Limit(_Part):
    """A number that a cell states for one pollutant (or share, or retention): value, unit, comparator, basis."""

    of: str = ""
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
        subject = data.get("of") or data.get("pollutant") or data.get("what") or ""
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
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    marks: tuple[str, ...] = ()

    @property
    def asks_for_nothing(self) -> bool:
        """Whether it is printed as having no requirement: “/” or a dash."""
        return bool(_NOTHING.fullmatch(self.raw.strip())) and not self.numbers

    @property
    def only_numbers(self) -> bool:
        """Whether each sentence of it states one of its numbers: then they are all that it asks for."""
        sentences = [part for part in _SENTENCES.split(self.raw) if part.strip()]
        values = [f"{limit.value.normalize():f}" for limit in self.numbers]
        return len(sentences) < 2 or all(any(v in part for v in values) for part in sentences)

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
        """As clause ids spell it: the printed words without their line breaks."""
        words = squeeze(self.indicator)
        return f"{words}/{squeeze(self.sub)}" if self.sub else words

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


class Footnote(_Part):
    """A note under the table, with the mark that calls it."""

    mark: str = ""
    text: str = ""


class Part(_Part):
    """One printed table of a guide's chapter: for one process or fuel, where an industry has several."""

    title: str = ""
    grades: tuple[Grade, ...]
    rows: tuple[Row, ...]
    footnotes: tuple[Footnote, ...] = ()


class Measure(_Part):
    """What a grade has to do under an alert (减排措施)."""

    grade: Grade
    alert: Alert
    raw: str = ""
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row with the table that it stands in. `key`: its id; with “#n:” before it where an industry has several
    tables."""

    number: int
    part: Part
    row: Row
    key: str


class Source(_Part):
    """The file that a guide was imported from."""

    name: str = ""
    sha256: str = ""
    pages: int | None = None


class Table(BaseModel):
    """The tables of one industry in one guide."""

    model_config = ConfigDict(frozen=True, extra="ignore", ignored_types=(cached_property,))

    guide: str
    industry: str
    status: str
    tables: tuple[Part, ...]
    measures: tuple[Measure, ...] = ()
    scope: str | None = None
    file: Source = Source()

    @property
    def id(self) -> str:
        return f"{self.guide}:{self.industry}"

    @cached_property
    def ladder(self) -> Ladder:
        """The grades printed, best first; a table of 引领性 alone implies that what misses it is 非绩效引领性."""
        printed = {grade for part in self.tables for grade in part.grades}
        family = family_of(next(iter(printed)))
        return LEADERSHIP if family is LEADERSHIP else tuple(grade for grade in family if grade in printed)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every row in the order of print."""
        several = len(self.tables) > 1
        return tuple(
            Place(number, part, row, f"#{number}:{row.id}" if several else row.id)
            for number, part in enumerate(self.tables, 1)
            for row in part.rows
        )

    def clause(self, place: Place, grade: Grade | None = None) -> str:
        """The clause id of a row, or of its cell at a grade (INTERFACE.md, Clause ids)."""
        number = f"#{place.number}" if len(self.tables) > 1 else ""
        return f"{self.id}{number}:{place.row.id}" + (f"@{grade}" if grade else "")

    def clause_of_measure(self, measure: Measure) -> str:
        """The clause id of a measure."""
        return f"{self.id}:措施/{measure.alert}@{measure.grade}"

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def read_table(file: YamlFile) -> Table:
    """The table that a reviewed guide file holds. Raises BadFile: the shape, mixed ladders, a draft."""
    table = typed_table(file)
    if table.status != "reviewed":
        raise BadFile(
            "指标表仍是草稿，不能用于定级", where=file.where(("status",)), remedy="请先用 library review 审核"
        )
    return table


def typed_table(file: YamlFile) -> Table:
    """The table of a guide file, reviewed or not. Raises BadFile: the shape, mixed ladders."""
    try:
        table = Table.model_validate(file.data)
    except ValidationError as error:
        detail = error.errors()[0]
        path = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        raise BadFile(f"不符合指标表格式（{detail['msg']}）", where=file.where(path)) from None
    if not table.tables or not all(part.grades for part in table.tables):
        raise BadFile("没有指标表或没有等级", where=file.where(("tables",)), remedy="请重新导入该指南")
    families = {family_of(grade) for part in table.tables for grade in part.grades}
    if len(families) != 1:
        raise BadFile(
            "一个行业的指标表混用了字母等级和引领性等级", where=file.where(("tables",)), remedy="请按行业拆分"
        )
    return table
