"""A limit told half by its row and half by its cell: 颗粒物（mg/m³） beside 10, or 颗粒物、SO2 beside ≤10、35mg/m³.

Lives here: `labelled`, `unit_of`, `with_units`. May import: importing.accounting, amounts, pollutants. Only where every letter of both is known: what
else stands in the label would be a condition.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.importing.accounting import KNOWN, known_place
from assistant.importing.amounts import (
    MEASURED,
    OXYGEN,
    UNIT,
    hidden,
    masked,
    narrowed,
    plain_number,
    unit_said,
    unmasked,
)
from assistant.importing.pollutants import (
    BY,
    EFFICIENCY,
    NAME,
    averaging_in,
    efficiency_of,
    named_in,
    spelt,
)

_BELOW = r"≤|≦|⩽|<=|<|＜|不高于|不大于|不超过|小于等于|低于|小于"
_ABOVE = r"≥|≧|⩾|>=|不低于|不小于"
_SIGN = rf"(?:{_BELOW}|{_ABOVE})"
_TWICE = re.compile(rf"[（(]\s*(?:{NAME.pattern})\s*[)）]")  # 非甲烷总烃（NMHC）
_N = r"\d+(?:\.\d+)?"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<values>{_N}(?:\s*[、，,/]\s*{_N})*)\s*[（(]?(?P<unit>{UNIT})?[)）]?\s*[。；;]?"
)
_LABEL = re.compile(rf"(?P<words>[^\d]*?)\s*(?P<sign>{_SIGN})?(?:[（(\[，,/\s]*(?:单位\s*[:：]\s*)?(?P<unit>{UNIT})\s*[)）\]]?)?\s*(?P<after>{_SIGN})?")  # fmt: skip


def _last(row: str) -> str:
    """The last of a row's labels; the stroke of a unit (mg/m³) parts none, nor one between two pollutants."""
    row = re.sub(rf"({NAME.pattern})\s*/\s*(?={NAME.pattern})", r"\1、", row)
    return re.split(rf"(?<![A-Za-z克])/(?!\s*[（(]?\s*{UNIT})", row)[-1]


def labelled(raw: str, row: str) -> list[dict[str, Any]]:
    """The limits that a cell with bare figures and the last of its row's labels state together; none where they do not.

    >>> labelled("≤11", "排放限值/颗粒物（mg/m³）")[0]["value"], labelled("11", "颗粒物（mg/m³，新建）")
    (11, [])
    """
    cell, row = _CELL.fullmatch(masked(raw.strip())), narrowed(row)
    printed = masked(_last(row))
    basis = OXYGEN.search(printed)
    if basis:  # （mg/m³，基准含氧量9%）: the bracket closes behind the unit then
        closed = basis[0].rstrip().endswith((")", "）")) and not basis[0].lstrip().startswith(("（", "("))
        printed = printed[: basis.start()].rstrip(" ，,") + ("）" if closed else "") + printed[basis.end() :]
    label = _LABEL.fullmatch(printed)
    if not cell or not label:
        return []
    unit = unit_said(cell["unit"] or label["unit"] or unit_of(row))
    signs = [one for one in (cell["sign"], label["sign"], label["after"]) if one]
    if (
        (cell["unit"] and label["unit"] and cell["unit"] != label["unit"])
        or not MEASURED.fullmatch(unit)
        or len(signs) > 1
    ):
        return []
    averaging, words = averaging_in(unmasked(label["words"]).strip())
    names = named_in(words)
    values = re.split(r"\s*[、，,/]\s*", cell["values"])
    if not names or len(names) != len(values):
        return []
    lead, tail = words[: names[0].start].strip(" ：:（("), words[names[-1].end :]
    where = lead if known_place(lead) else None
    rest = "" if where else lead
    percent = unit in ("%", "％")
    after = _TWICE.sub("", BY.sub("", tail))
    if KNOWN.sub("", rest + (EFFICIENCY.sub("", after) if percent else after)).strip():
        return []
    if percent and not EFFICIENCY.search(tail):
        return []
    comparator = _comparator(signs[0] if signs else (">=" if percent else "<="))
    return [
        {"pollutant": efficiency_of(one.name, tail) if percent else one.name, "value": plain_number(value), "unit": unit,
         "comparator": comparator, "oxygen": plain_number(next(n for n in basis.groups() if n)) if basis else None,
         "where": where, "averaging": averaging}
        for one, value in zip(names, values, strict=True)
    ]  # fmt: skip


NAME_MASKED = re.compile(spelt(hidden))
_OF = rf"(?:{NAME_MASKED.pattern})(?:\s*[（(]\s*(?:{NAME_MASKED.pattern}|(?:均|都)?以[^（()）]{{1,20}}计)\s*[)）])?"
_SAID = rf"{_OF}\s*(?:排放浓度|浓度)?\s*(?:{_BELOW}|[:：]|(?<=[\s\u4e00-\u9fff₂ₓ)）]))\s*{_N}(?![\d.])"
_UNIT_BEHIND = rf"\s*(?:[（(，,]\s*)?(?:单位\s*(?:均?为|[:：])?\s*)?(?P<unit>{UNIT})\s*[)）]?"
_LIST = re.compile(rf"(?P<list>{_SAID}(?:\s*[、，,]\s*{_SAID})*)(?:{_UNIT_BEHIND})?")
_PARTS = re.compile(rf"(?P<of>{_OF})\s*(?:排放浓度|浓度)?\s*(?P<sign>{_BELOW})?[:：\s]*(?P<value>{_N})")
_AND = r"(?:[、，,/]|以及|[和及与])"
_IN_BRACKETS = re.compile(
    rf"(?P<of>{_OF}(?:\s*{_AND}\s*{_OF})*)\s*[（(]\s*(?P<unit>{UNIT})\s*[)）](?P<words>\s*(?:排放浓度|浓度)?(?:均|应|须)*(?:分别|依次)?(?:应|须)*\s*(?:为|{_SIGN})?\s*)"
    rf"(?P<values>{_N}(?:\s*(?:[、，,/]|和|及)\s*{_N})*)(?![\d.]|\s*{UNIT})"
)
_LABEL_UNIT = re.compile(
    rf"(?:[（(\[，,]\s*(?:单位\s*[:：为]?\s*)?|单位\s*[:：为]?\s*)(?P<unit>{UNIT})(?=\s*(?:[)）\]，,/]|$))"
)


def unit_of(row: str) -> str:
    """The unit of limits that a row's labels state for all beside them; "" where they state none, or two.

    >>> unit_of("排放浓度（mg/m³）/烧成窑"), unit_of("排放浓度，单位：mg/m3"), unit_of("监控数据保存（年）")
    ('mg/m³', 'mg/m3', '')
    """
    said = {m["unit"] for m in _LABEL_UNIT.finditer(masked(row)) if MEASURED.fullmatch(m["unit"])}
    said -= {"%", "％", "级"}
    return said.pop() if len(said) == 1 else ""


def with_units(clause: str, row: str) -> str:
    """A masked clause with the unit of several limits beside each of their figures, where it stands once: behind the last
    (甲 1、乙 2（mg/m³）; 甲≤1、乙≤2，单位mg/m³), behind their names (甲、乙（mg/m³）分别为1、2), or in the row's label. A label's
    unit counts only where the clause states nothing but names and figures.

    >>> with_units("颗粒物：11、氨：7", "排放浓度（mg/m³）")
    '颗粒物≤11mg/m³、氨≤7mg/m³'
    >>> with_units("颗粒物：11、氨：7个", "排放浓度（mg/m³）")
    '颗粒物：11、氨：7个'
    """
    clause = _IN_BRACKETS.sub(lambda m: f"{m['of']}{m['words']}{m['values']}{m['unit']}", clause)
    label = unit_of(row)

    def each(found: re.Match[str]) -> str:
        rest = (clause[: found.start()] + clause[found.end() :]).strip(" 。；;")
        unit = found["unit"] if found["unit"] and MEASURED.fullmatch(found["unit"]) else ""
        if found["unit"] and not unit:
            return found[0]
        unit = unit or (label if not rest else "")
        parts = list(_PARTS.finditer(found["list"]))
        told = len(parts) > 1 or not found["unit"]
        if not unit or not told or unit in ("%", "％", "级"):
            return found[0]
        return "、".join(f"{one['of']}{one['sign'] or '≤'}{one['value']}{unit}" for one in parts)

    return _LIST.sub(each, clause)


def _comparator(sign: str) -> str:
    if re.fullmatch(_ABOVE, sign):
        return ">="
    return "<" if re.fullmatch(r"<|＜|低于|小于", sign) else "<="
