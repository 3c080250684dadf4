"""What a person must look at, one by one, before a draft may decide, and in which order.

Lives here: `SURE`, `must_be_decided`, `doubts`. May import: nothing of ours but grading.table_check's words. A limit, share
or period that was read with less than `SURE` is never let through in one go with the rest (INTERFACE.md, library review).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Figures behind it: docs/library.md. Every wrong limit of the development layouts lies below.
SURE = 0.95
NUMBERS = ("limits", "shares", "retention")
UNREAD = "有数字没有读懂"  # how the flag of such a cell begins


def has_numbers(cell: Mapping[str, Any]) -> bool:
    """Whether the cell states a limit, a share or a period."""
    return any(cell.get(key) for key in NUMBERS)


def must_be_decided(cell: Mapping[str, Any]) -> bool:
    """Whether the cell has to be accepted or corrected by itself: it states a number, or has one that nobody understood."""
    unread = any(str(flag).startswith(UNREAD) for flag in cell.get("flags") or ())
    return (has_numbers(cell) or unread) and confidence_of(cell) < SURE


def confidence_of(cell: Mapping[str, Any]) -> float:
    """How sure the reading is; nothing said is not sure at all."""
    value = cell.get("confidence")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def doubts(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """What speaks against the reading, in words."""
    found = []
    if confidence_of(cell) < SURE:
        found.append(f"把握 {confidence_of(cell):.2f}，低于 {SURE}")
    found += [str(flag) for flag in cell.get("flags") or ()]
    digits = any(char.isdecimal() for char in str(cell.get("raw") or ""))
    if digits and not has_numbers(cell) and not cell.get("same_as"):
        found.append("有数字而没有读成限值、比例或期限")
    return tuple(found)
