"""An indicator of a loaded table as a question: its own words at the grade applied for, met or not, or a measured value.

Lives here: `question`. May import: grading.table, holding; web.questions. What a table asks for is its text, unchanged.
"""

from __future__ import annotations

from typing import Any

from assistant.grading.holding import NOT_CONCERNED
from assistant.grading.table import Cell, Table
from assistant.library.grade import Grade
from assistant.web.questions import Kind, Question

_MET = (("满足", "met"), ("不满足", "unmet"))
_APPLIES = (("适用", "适用"), ("不适用", NOT_CONCERNED))
LONGEST = 400


def question(fact: str, key: str, case: dict[str, Any], table: Table | None) -> Question | None:
    """The question for one indicator (排放限值, #2:排放限值/颗粒物), or for whether one of several tables applies (#2)."""
    if table is not None and key.startswith("#") and ":" not in key:
        return _applies(fact, key, table)
    asked = _applying_for(fact, case)
    cell, subject = _cell(table, key, asked) if table and asked else (None, "")
    if cell is None:
        return Question(fact, f"指标“{key}”", "请选是否满足，或填写实测值（带单位）。", Kind.INDICATOR, _MET)
    words = " ".join(part.strip() for part in cell.raw.split("\n"))
    words = words if len(words) <= LONGEST else words[:LONGEST] + "……"
    grade = f"{asked}级" if asked and len(asked) < 3 else asked
    if subject:
        return Question(
            fact, f"{subject}的实测值是多少？", f"{grade}要求：{words}", Kind.INDICATOR, (), takes_value=True
        )
    one = len(cell.numbers) == 1
    hint = f"{grade}要求：{words}　请选是否满足" + ("，或填写实测值（带单位）。" if one else "。")
    return Question(fact, f"指标“{key}”", hint, Kind.INDICATOR, _MET, takes_value=one)


def _applies(fact: str, key: str, table: Table) -> Question | None:
    number = int(key[1:]) if key[1:].isdecimal() else 0
    if not 1 <= number <= len(table.tables):
        return None
    title = table.tables[number - 1].title or f"第{number}张表"
    hint = f"{table.industry}按工艺或燃料有{len(table.tables)}张指标表；不适用的不再逐项询问。"
    return Question(fact, f"“{title}”这张表适用吗？", hint, Kind.CHOICE, _APPLIES)


def _cell(table: Table, key: str, grade: str) -> tuple[Cell | None, str]:
    """The cell that a key names at a grade, and which of its numbers, where it names one."""
    for place in table.places:
        if key in (place.key, place.row.id):
            return place.row.cell(Grade(grade)), ""
        for name in (place.key, place.row.id):
            if key.startswith(f"{name}/"):
                cell, subject = place.row.cell(Grade(grade)), key.removeprefix(f"{name}/")
                if cell is not None and any(limit.of == subject for limit in cell.numbers):
                    return cell, subject
    return None, ""


def _applying_for(fact: str, case: dict[str, Any]) -> str | None:
    """The grade that the industry applies for; the fact says which industry."""
    parts = fact.replace("]", "").replace("[", ".").split(".")
    try:
        row = case["sites"][int(parts[1])]["industries"][int(parts[3])]
    except (KeyError, IndexError, ValueError, TypeError):
        return None
    return row.get("applying_for") if isinstance(row, dict) else None
