"""A limit told half by its row and half by its cell: 颗粒物（mg/m³） beside 10, or 颗粒物、SO2 beside ≤10、35mg/m³.

Lives here: `labelled`. May import: importing.accounting, amounts, pollutants. Only where every letter of both is known: what
else stands in the label would be a condition.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.importing.accounting import KNOWN, known_place
from assistant.importing.amounts import MEASURED, OXYGEN, UNIT, masked, plain_number, unit_said, unmasked
from assistant.importing.pollutants import BY, EFFICIENCY, NAME, averaging_in, efficiency_of, named_in

_BELOW = r"≤|≦|⩽|<=|<|＜|不高于|不大于|不超过|小于等于|低于|小于"
_ABOVE = r"≥|≧|⩾|>=|不低于|不小于"
_SIGN = rf"(?:{_BELOW}|{_ABOVE})"
_TWICE = re.compile(rf"[（(]\s*(?:{NAME.pattern})\s*[)）]")  # 非甲烷总烃（NMHC）
_N = r"\d+(?:\.\d+)?"
_CELL = re.compile(
    rf"(?P<sign>{_SIGN})?\s*(?P<values>{_N}(?:\s*[、，,/]\s*{_N})*)\s*[（(]?(?P<unit>{UNIT})?[)）]?\s*[。；;]?"
)
_LABEL = re.compile(rf"(?P<words>[^\d]*?)\s*(?P<sign>{_SIGN})?[（(\[，,/\s]*(?:单位\s*[:：]\s*)?(?P<unit>{UNIT})?\s*[)）\]]?\s*(?P<after>{_SIGN})?")  # fmt: skip


def _last(row: str) -> str:
    """The last of a row's labels; the stroke of a unit (mg/m³) parts none, nor one between two pollutants."""
    row = re.sub(rf"({NAME.pattern})\s*/\s*(?={NAME.pattern})", r"\1、", row)
    return re.split(rf"(?<![A-Za-z克])/(?!\s*[（(]?\s*{UNIT})", row)[-1]


def labelled(raw: str, row: str) -> list[dict[str, Any]]:
    """The limits that a cell with bare figures and the last of its row's labels state together; none where they do not.

    >>> labelled("≤11", "排放限值/颗粒物（mg/m³）")[0]["value"], labelled("11", "颗粒物（mg/m³，新建）")
    (11, [])
    """
    cell = _CELL.fullmatch(masked(raw.strip()))
    printed = masked(_last(row))
    basis = OXYGEN.search(printed)
    if basis:  # （mg/m³，基准含氧量9%）: the bracket closes behind the unit then
        closed = basis[0].rstrip().endswith((")", "）")) and not basis[0].lstrip().startswith(("（", "("))
        printed = printed[: basis.start()].rstrip(" ，,") + ("）" if closed else "") + printed[basis.end() :]
    label = _LABEL.fullmatch(printed)
    if not cell or not label:
        return []
    unit = unit_said(cell["unit"] or label["unit"])
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


def _comparator(sign: str) -> str:
    if re.fullmatch(_ABOVE, sign):
        return ">="
    return "<" if re.fullmatch(r"<|＜|低于|小于", sign) else "<="
