"""The numbers that Word counts itself and puts before the lines of a cell: they are printed, and stand in no text of the file.

Lives here: `Numbers`. May import: nothing of ours. Only what a paragraph says of itself is read, no style; a bullet is no number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital"})
CIRCLES = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})


class Numbers:
    """A document's lists, counted paragraph by paragraph in the order of the text."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[str, tuple[str, str, int]]] = {}  # list -> level -> form, text, start
        self._counts: dict[str, dict[str, int]] = defaultdict(dict)
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        if root is None:
            return
        shapes = {one.get(f"{W}abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
        for number in root.findall(f"{W}num"):
            shape = shapes.get(_value(number.find(f"{W}abstractNumId")))
            levels = shape.findall(f"{W}lvl") if shape is not None else []
            self._levels[number.get(f"{W}numId")] = {
                level.get(f"{W}ilvl"): (
                    _value(level.find(f"{W}numFmt")) or "decimal",
                    _value(level.find(f"{W}lvlText")) or "",
                    int(_value(level.find(f"{W}start")) or 1),
                )
                for level in levels
            }

    def before(self, paragraph: Any) -> str:
        """What Word prints before the paragraph; "" where it is of no list."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        key = _value(found.find(f"{W}numId")) if found is not None else None
        levels = self._levels.get(key or "", {})
        level = (_value(found.find(f"{W}ilvl")) if found is not None else None) or "0"
        if key is None or level not in levels:
            return ""
        form, text, start = levels[level]
        counts = self._counts[key]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if int(one) > int(level)]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""

        def said(place: re.Match[str]) -> str:
            at = str(int(place[1]) - 1)
            return _written(counts.get(at, 1), levels.get(at, ("decimal", "", 1))[0])

        return re.sub(r"%(\d)", said, text)


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _written(number: int, form: str) -> str:
    """A number in a list's own figures.

    >>> _written(12, "chineseCounting"), _written(3, "decimalEnclosedCircle"), _written(2, "lowerLetter"), _written(7, "decimal")
    ('十二', '③', 'b', '7')
    """
    if form in CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
        return head + (_DIGITS[ones] if ones else "")
    if form in CIRCLES and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    return str(number)
