"""A limit told half by its row and half by its cell: 颗粒物（mg/m³） beside 10, or 颗粒物 beside ≤10mg/m³.

Lives here: `labelled`. May import: importing.accounting, amounts, pollutants. Only where every letter of both is known: what
else stands in the label would be a condition.
"""

from __future__ import annotations

import re
from typing import Any

from assistant.importing.accounting import KNOWN
from assistant.importing.amounts import MEASURED, UNIT, masked, plain_number, unmasked
from assistant.importing.pollutants import named_in

_SIGN = r"(?:≤|≦|⩽|<=|<|＜|不高于|不大于|不超过|小于等于|低于|小于)"
_CELL = re.compile(rf"(?P<sign>{_SIGN})?\s*(?P<value>\d+(?:\.\d+)?)\s*(?P<unit>{UNIT})?\s*[。；;]?")
_LABEL = re.compile(rf"(?P<words>[^\d]*?)\s*(?P<sign>{_SIGN})?\s*[（(\[，,/]?\s*(?:单位\s*[:：]\s*)?(?P<unit>{UNIT})?\s*[)）\]]?\s*(?P<after>{_SIGN})?")  # fmt: skip


def _last(row: str) -> str:
    """The last of a row's labels; the stroke of a unit (mg/m³) parts none."""
    return re.split(r"(?<![A-Za-z克])/", row)[-1]


def labelled(raw: str, row: str) -> dict[str, Any] | None:
    """The limit that a cell with a bare figure and the last of its row's labels state together; None where they do not.

    >>> labelled("≤11", "排放限值/颗粒物（mg/m³）")["value"], labelled("11", "颗粒物（mg/m³，新建）")
    (11, None)
    """
    cell = _CELL.fullmatch(masked(raw.strip()))
    label = _LABEL.fullmatch(masked(_last(row)))
    if not cell or not label:
        return None
    unit = unmasked(cell["unit"] or label["unit"] or "")
    if (cell["unit"] and label["unit"]) or not MEASURED.fullmatch(unit) or unit in ("%", "％"):
        return None
    words = unmasked(label["words"]).strip()
    names = named_in(words)
    if len(names) != 1 or KNOWN.sub("", words[: names[0].start] + words[names[0].end :]).strip():
        return None
    signs = [one for one in (cell["sign"], label["sign"], label["after"]) if one]
    if len(signs) > 1:
        return None
    strict = bool(signs) and re.fullmatch(r"<|＜|低于|小于", signs[0]) is not None
    return {
        "pollutant": names[0].name, "value": plain_number(cell["value"]), "unit": unit, "comparator": "<" if strict else "<=",
        "oxygen": None, "where": None, "averaging": None,
    }  # fmt: skip
