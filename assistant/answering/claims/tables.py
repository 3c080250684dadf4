"""Limits of imported tables: the numbers that a reviewed guide states, and a limit in a sentence held against them.

Lives here: `Limits` (of the tables that are loaded) and `is_limit`. Without a loaded table no limit is carried. May
import: grading.table, library.grade, claims.amounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.answering.claims.amounts import grade_sets
from assistant.answering.claims.kinds import Ruling
from assistant.grading.table import Limit, Table
from assistant.library.grade import Grade

_UNITS = {
    "mg/m3": "mg/m³",
    "mg/Nm3": "mg/m³",
    "毫克/立方米": "mg/m³",
    "毫克每立方米": "mg/m³",
    "毫克/m3": "mg/m³",
    "μg/m3": "μg/m³",
    "微克/立方米": "μg/m³",
}
_SUBJECTS = {
    "SO2": ("SO2", "二氧化硫"),
    "NOx": ("NOx", "NOX", "氮氧化物"),
    "NMHC": ("NMHC", "非甲烷总烃"),
    "颗粒物": ("颗粒物", "PM"),
}
_STATED = re.compile(
    r"(?P<number>\d+(?:\.\d+)?|百分之[一二三四五六七八九十百零]+)(?P<unit>mg/Nm3|mg/m3|毫克/立方米|毫克每立方米|毫克/m3|μg/m3|微克/立方米|%|吨|级|小时|年|个月)?"
)
_LIMIT = re.compile(
    r"mg/|毫克|微克|限值|去除效率|处理效率|含氧量|基准氧|SO2|NO[xX]|NMHC|非甲烷总烃|颗粒物|二氧化硫|氮氧化物|VOCs|氨逃逸|二噁英|林格曼|排气筒"
)
_PLAIN = "限值 排放限值 排放浓度 浓度 毫克/立方米 mg/m3 mg/m³ 标准 去除效率 处理效率 效率 小时均值"
_AT_MOST = re.compile(
    r"不高于|不超过|不大于|不得超过|不得高于|(?<!不)(?<!不得)(?:低于|小于)|≤|＜|以下|以内|内|上限|最高"
)
_AT_LEAST = re.compile(r"不低于|不少于|不小于|不得低于|不得少于|(?<!不)(?<!不得)(?:高于|大于)|≥|＞|以上|达到|至少|下限")
_STRICT = re.compile(r"(?<!不)(?<!不得)(?:低于|小于|高于|大于)|＜|＞|(?<!不)(?<!不得)超过")


@dataclass(frozen=True, slots=True)
class Held:
    """How a limit in a sentence stands to the tables. `why` is None where a table carries it."""

    why: str | None
    clause: str | None
    ruling: Ruling = Ruling.UNSUPPORTED


class Limits:
    """Every number of the loaded tables."""

    def __init__(self, tables: Mapping[str, Table] | None = None) -> None:
        self._tables = dict(tables or {})

    def __bool__(self) -> bool:
        return bool(self._tables)

    def judge(self, words: str, industries: frozenset[str], above: frozenset[Grade]) -> Held:
        """Whether every limit of `words` stands in one loaded table, for its industry, grade and subject."""
        if not self._tables:
            return Held("限值以指南的指标表为准，尚未载入该表，无法核对", None)
        tables = [t for t in self._tables.values() if t.industry in industries or t.industry in words]
        if not tables and not industries and len(self._tables) == 1:
            tables = list(self._tables.values())
        if not tables:
            return Held("没有说明是哪个行业的限值，或该行业的指标表尚未载入", None)
        grades = frozenset(g for s in grade_sets(words) for g in s.grades) or above
        if not grades:
            return Held("没有说明是哪个等级的限值", None)
        for table in tables:
            held = _in_table(words, table, grades)
            if held.why is None:
                return held
        return held

    def names(self, text: str) -> bool:
        """Whether `text` is made of words that the tables print, or of our names of what they limit."""
        for word in self._vocabulary:
            text = text.replace(word, "")
        return not text

    @cached_property
    def _vocabulary(self) -> tuple[str, ...]:
        words = {*_PLAIN.split(), *(name for names in _SUBJECTS.values() for name in names)}
        for table in self._tables.values():
            words.add(table.industry)
            for row in (row for part in table.tables for row in part.rows):
                texts = (row.indicator, row.sub or "", *(cell.raw for cell in row.cells.values()))
                words |= {word for text in texts for word in re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", text)}
                words |= {limit.of for cell in row.cells.values() for limit in cell.numbers}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))


def is_limit(words: str) -> bool:
    """Whether a sentence speaks of limits: pollutants, concentrations, efficiencies."""
    return bool(_LIMIT.search(words))


def _in_table(words: str, table: Table, grades: frozenset[Grade]) -> Held:
    said = list(_stated(words))
    if not said:
        return Held("没有可核对的限值", table.id)
    printed = {grade for part in table.tables for grade in part.grades}
    if Grade.B in grades and Grade.B_MINUS not in printed:
        grades -= {Grade.B_MINUS}
    for number, unit, comparator in said:
        for grade in sorted(grades):
            held = [(row, limit) for row, limit in _limits(table, grade) if _subject(limit.of, words)]
            if not any(_same(limit, number, unit, comparator) for _, limit in held):
                text = "、".join(f"{i.of}{i.comparator}{i.value}{i.unit}" for _, i in held)
                row = held[0][0] if held else ""
                what = f"，表中{grade.value}为{text}" if text else "，表中没有这一项"
                where = f"{table.id}:{row}@{grade.value}" if row else table.id
                return Held(f"“{number}{unit or ''}”与指标表不符{what}", where, Ruling.CONTRADICTED)
    return Held(None, table.id)


def _limits(table: Table, grade: Grade) -> Iterable[tuple[str, Limit]]:
    for part in table.tables:
        for row in part.rows:
            cell = row.cell(grade)
            if cell is not None:
                yield from ((row.id, limit) for limit in cell.numbers)


def _subject(of: str, words: str) -> bool:
    return any(name in words for name in _SUBJECTS.get(of, (of,)))


def _stated(words: str) -> Iterable[tuple[Decimal, str | None, str | None]]:
    """Each number that stands as a limit, with its unit and comparator."""
    for found in _STATED.finditer(words):
        if not found["unit"] or found["number"].startswith("百分之"):
            continue
        around = words[max(0, found.start() - 6) : found.start()], words[found.end() : found.end() + 3]
        yield Decimal(found["number"]), _UNITS.get(found["unit"], found["unit"]), _comparator(*around)


def _comparator(before: str, after: str) -> str | None:
    strict = bool(_STRICT.search(before))
    if _AT_MOST.search(before) or _AT_MOST.match(after):
        return "<" if strict else "<="
    if _AT_LEAST.search(before) or _AT_LEAST.match(after):
        return ">" if strict else ">="
    return None


def _same(limit: Limit, number: Decimal, unit: str | None, comparator: str | None) -> bool:
    unit_of = _UNITS.get(limit.unit.replace("³", "3"), limit.unit)
    return (
        limit.value == number
        and (unit is None or unit_of == unit)
        and (comparator is None or limit.comparator == comparator)
    )
