"""Measured values against a limit: numbers with units, and the oxygen basis they are stated on.

Lives here: `fits`. May import: grading.truth; pint, when two units differ (it costs half a second to load). `Decimal`
throughout: a printed number is what is printed. A value that cannot be compared is unknown, never met.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Literal

from assistant.grading.truth import Truth

Comparator = Literal["<=", "<", ">=", ">", "="]
_VALUE = re.compile(r"(?P<number>[-+]?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[^@]*?)\s*(?:@\s*(?P<oxygen>[0-9.]+)\s*%?.*)?")
_KEEPS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "=": operator.eq,
}
# Units of guides that pint does not read as printed.
_SPELLING = {
    **dict.fromkeys(("mg/m³", "mg/m3", "mg/Nm³", "mg/Nm3", "毫克/立方米", "毫克每立方米", "毫克/m³"), "mg/m**3"),
    **dict.fromkeys(("μg/m³", "ug/m³", "微克/立方米"), "ug/m**3"),
    **dict.fromkeys(("g/m³", "克/立方米"), "g/m**3"),
    "年": "year",
    "月": "month",
    "个月": "month",
    "天": "day",
    "日": "day",
    "周": "week",
    "小时": "hour",
}


def fits(told: str, comparator: Comparator, limit: Decimal, unit: str, *, oxygen: Decimal | None = None) -> Truth:
    """Whether the value `told` keeps the limit. A bare number is in the limit's unit and on its basis.

    Unknown: no number, a unit that cannot be converted, or another oxygen basis than the limit's.

    >>> str(fits("8", "<=", Decimal(10), "mg/m³")), str(fits("0.02 g/m³", "<=", Decimal(10), "mg/m³"))
    ('yes', 'no')
    """
    found = _VALUE.fullmatch(told)
    if not found:
        return Truth.UNKNOWN
    try:
        other = Decimal(found["oxygen"]) if found["oxygen"] else None
    except InvalidOperation:
        return Truth.UNKNOWN
    if other is not None and other != oxygen:
        return Truth.UNKNOWN
    value = _in_unit(Decimal(found["number"]), found["unit"].strip() or unit, unit)
    return Truth.UNKNOWN if value is None else Truth.of(_KEEPS[comparator](value, limit))


def _in_unit(value: Decimal, given: str, wanted: str) -> Decimal | None:
    """`value` from one unit to the other; None where they do not measure the same."""
    if given == wanted:
        return value
    import pint  # loads for half a second; only a case whose units differ from the table's pays

    try:
        quantity = _registry().Quantity(value, _spelled(given)).to(_spelled(wanted))
    except (pint.PintError, pint.errors.PintTypeError, AttributeError, ValueError):
        return None
    return Decimal(quantity.magnitude)


def _spelled(unit: str) -> str:
    return _SPELLING.get(unit, "percent" if unit == "%" else unit)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint  # see above

    return pint.UnitRegistry(non_int_type=Decimal)
