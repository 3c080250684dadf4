"""What a row's label says of the limits in its cells: pollutants, unit, bound, basis, mean, place; and the limit that a bare
figure states with it (颗粒物（mg/m³） beside 10, or 颗粒物、SO2 beside ≤10、35mg/m³).

Lives here: `Label`, `label_in`, `labelled`. May import: importing.accounting, amounts, pollutants, trimming. Pollutants are taken only where
every letter of the label is known: what else stands there would be a condition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.importing.accounting import CONDITION, KNOWN, known_place
from assistant.importing.amounts import (
    CONCENTRATION,
    MEASURED,
    OXYGEN,
    UNIT,
    masked,
    narrowed,
    plain_number,
    unit_said,
    unmasked,
)
from assistant.importing.pollutants import BY, EFFICIENCY, NAME, NO_CONCENTRATION, averaging_in, efficiency_of, named_in
from assistant.importing.trimming import without_state

_BELOW = r"≤|≦|⩽|<=|≯|<|＜|不高于|不大于|不超过|小于等于|低于|小于"
_ABOVE = r"≥|≧|⩾|>=|≮|不低于|不小于"
_SIGN = rf"(?:{_BELOW}|{_ABOVE})"
_TWICE = re.compile(rf"[（(]\s*(?:{NAME.pattern})\s*[)）]")  # 非甲烷总烃（NMHC）
_N = r"\d+(?:\.\d+)?"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<values>{_N}(?:\s*[、，,/]\s*{_N})*)\s*[（(]?(?P<unit>{UNIT})?[)）]?\s*[。；;]?"
)
_UNIT = re.compile(
    rf"(?:[（(\[【，,、/\s]|^|单位)\s*(?:计量)?(?:单位)?\s*(?:为|[:：])?\s*(?P<unit>{MEASURED.pattern})\s*(?=[)）\]】，,、；;]|$|{_SIGN})"
)
_PARTS = re.compile(rf"(?:(?<![A-Za-z克])/|(?<![gG克])/(?=[\u4e00-\u9fff]))(?!\s*[（(]?\s*{UNIT})")
_NAMED = re.compile(rf"({NAME.pattern})\s*/\s*(?={NAME.pattern})")
_WORDS = re.compile(r"(?:\d+\s*[#＃号])?[\u4e00-\u9fffA-Z、和及与]{2,12}")  # may name a place that nobody foresaw
_NO_PLACE = re.compile(
    r"[率量效速频次温压数度值限级均氧]|标准|监[测控]|时[间段]|要求|备注|说明|现有|新建|在用|单位|方式|指标|项目|类别|控制|执行|依据|其中|合计|燃[气煤油料]|[煤油气][改]|生物质|区[域内]?$|市$|县$|[类型]$|规模|产能"
)
_EMPTY = re.compile(r"[（(\[【]\s*[，,、；;:：\s]*[)）\]】]")
_LOOSE = re.compile(r"(?<=[（(\[【])\s*[，,、；;]+|[，,、；;]+\s*(?=[)）\]】])|[，,、；;\s]+$")


@dataclass(frozen=True, slots=True)
class Label:
    """What the labels of a row say. `names`: as drafts spell them, [] where the label says more than pollutants; `words`:
    the label as it names them."""

    names: tuple[str, ...] = ()
    unit: str = ""
    sign: str = ""
    oxygen: int | float | None = None
    averaging: str | None = None
    where: str | None = None
    words: str = ""
    limits: bool = False  # it speaks of pollutants or of a concentration, whatever else it says
    doubts: tuple[str, ...] = ()


def label_in(row: str) -> Label:
    """What `row` (label/second label) says. Units, basis, mean and bound may stand in either; where two differ, in neither.

    >>> label_in("排放限值（mg/m³）/颗粒物").unit, label_in("颗粒物（mg/m³，新建）").names
    ('mg/m³', ())
    """
    row = _NAMED.sub(r"\1、", narrowed(row))
    units, signs, bases, means = set(), set(), set(), set()
    parts: list[str] = []
    for part in _PARTS.split(row):
        words = without_state(masked(part))
        if basis := OXYGEN.search(words):
            bases.add(next(one for one in basis.groups() if one))
            closed = basis[0].rstrip().endswith((")", "）")) and not basis[0].lstrip().startswith(("（", "("))
            words = words[: basis.start()] + ("）" if closed else "") + words[basis.end() :]
        for found in _UNIT.finditer(words):
            units.add(unit_said(found["unit"]))
        words = _UNIT.sub(lambda m: m[0][0] if m[0][0] in "（([【" else "", words)
        signs |= set(re.findall(_SIGN, words))
        words = _LOOSE.sub("", _EMPTY.sub("", re.sub(_SIGN, "", words)))
        words = _EMPTY.sub("", words).strip()
        mean, words = averaging_in(unmasked(words))
        means |= {mean} if mean else set()
        parts.append(words)
    if len(units) > 1 or len(signs) > 1 or len(bases) > 1 or len(means) > 1:
        return Label(limits=True)
    unit = next(iter(units), "")
    words, strange = _naming(parts)
    names, where = _names(words, percent=unit in ("%", "％"))
    return Label(
        names, unit, next(iter(signs), ""), plain_number(next(iter(bases))) if bases else None, next(iter(means), None),
        where, words, bool(names or named_in(words) or (unit and unit not in ("%", "％"))),
        (f"行名“{strange}”是不是部位不能确定",) if strange else (),
    )  # fmt: skip


def _naming(parts: Sequence[str]) -> tuple[str, str]:
    """The label that may name the pollutants: the last one, or the one over it where the last is a place of the works and
    nothing else (颗粒物 over 示例窑); and the last one's words where they only may be a place."""
    *above, last = parts
    over = next((one for one in reversed(above) if one), "")
    if named_in(last) or not _names(over, percent=False)[0]:
        return last, ""
    if known_place(last):
        return over, ""
    may_be = (
        _WORDS.fullmatch(last) and not _NO_PLACE.search(last) and not CONDITION.search(last) and not NAME.search(last)
    )
    return (over, last) if may_be else (last, "")


def _names(words: str, *, percent: bool) -> tuple[tuple[str, ...], str | None]:
    """The pollutants of a label that says nothing but them and their place, and the place."""
    names = named_in(words)
    if not names:
        return (), None
    lead, tail = words[: names[0].start].strip(" ：:（("), words[names[-1].end :]
    where = lead if known_place(lead) else None
    after = _TWICE.sub("", BY.sub("", tail))
    rest = ("" if where else lead) + (EFFICIENCY.sub("", after) if percent else after)
    if KNOWN.sub("", rest).strip() or (percent and not EFFICIENCY.search(tail)):
        return (), None
    return tuple(efficiency_of(one.name, tail) if percent else one.name for one in names), where


def labelled(raw: str, row: str) -> list[dict[str, Any]]:
    """The limits that a cell with bare figures and its row's labels state together; none where they do not. What `label_in`
    doubts is doubtful here too.

    >>> labelled("≤11", "排放限值/颗粒物（mg/m³）")[0]["value"], labelled("11", "颗粒物（mg/m³，新建）")
    (11, [])
    """
    cell = _CELL.fullmatch(masked(raw.strip()))
    if not cell:
        return []
    label = label_in(row)
    unit = unit_said(cell["unit"] or label.unit)
    if (cell["unit"] and label.unit and unit_said(cell["unit"]) != label.unit) or not MEASURED.fullmatch(unit):
        return []
    values = re.split(r"\s*[、，,/]\s*", cell["values"])
    percent = unit in ("%", "％")
    if not label.names or len(label.names) != len(values) or (cell["sign"] and label.sign):
        return []
    if percent and not all(EFFICIENCY.search(one) for one in label.names):
        return []
    if re.fullmatch(CONCENTRATION, unit) and any(NO_CONCENTRATION.search(one) for one in label.names):
        return []
    comparator = _comparator(cell["sign"] or label.sign or (">=" if percent else "<="))
    return [
        {"pollutant": name, "value": plain_number(value), "unit": unit, "comparator": comparator,
         "oxygen": label.oxygen, "where": label.where, "averaging": label.averaging}
        for name, value in zip(label.names, values, strict=True)
    ]  # fmt: skip


def _comparator(sign: str) -> str:
    if re.fullmatch(_ABOVE, sign):
        return ">="
    return "<" if re.fullmatch(r"<|＜|低于|小于", sign) else "<="
