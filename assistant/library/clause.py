"""Clause ids (条、款、项): `henan-2024:18(5)` is 第十八条（五）; parsed once, then it cannot be malformed.

Lives here: the id, its order, its Chinese label, Chinese numerals. May import: errors only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering

from assistant.errors import UnknownValue

_ID = re.compile(r"(?P<document>[a-z0-9][a-z0-9-]*):(?P<article>[1-9][0-9]*)(?:\((?P<item>[1-9][0-9]*)\))?")
_DIGITS = "零一二三四五六七八九"


@total_ordering
@dataclass(frozen=True, slots=True)
class ClauseId:
    """A place in a document of law: an article, or one item of it. Orders by document, article, item."""

    document: str
    article: int
    item: int | None = None

    @classmethod
    def parse(cls, text: str) -> ClauseId:
        """The clause that `text` names. Raises UnknownValue where it is no clause id.

        >>> str(ClauseId.parse("henan-2024:18(5)"))
        'henan-2024:18(5)'
        """
        found = _ID.fullmatch(text)
        if not found:
            raise UnknownValue(f"“{text}”不是条款编号", remedy="请写成 henan-2024:18(5) 或 henan-2024:10")
        item = found["item"]
        return cls(found["document"], int(found["article"]), int(item) if item else None)

    @property
    def parent(self) -> ClauseId:
        """The article that holds this clause; the article itself where it is one."""
        return ClauseId(self.document, self.article)

    @property
    def label(self) -> str:
        """As people write it.

        >>> ClauseId.parse("henan-2024:18(5)").label
        '第十八条（五）'
        """
        item = f"（{chinese_number(self.item)}）" if self.item else ""
        return f"第{chinese_number(self.article)}条{item}"

    def __str__(self) -> str:
        return f"{self.document}:{self.article}" + (f"({self.item})" if self.item else "")

    def __lt__(self, other: ClauseId) -> bool:
        return (self.document, self.article, self.item or 0) < (other.document, other.article, other.item or 0)


def chinese_number(value: int) -> str:
    """`value` (1 to 9999) in Chinese numerals, as articles are numbered.

    >>> [chinese_number(n) for n in (1, 10, 12, 23, 202, 1260)]
    ['一', '十', '十二', '二十三', '二百零二', '一千二百六十']
    """
    if not 1 <= value <= 9999:
        raise ValueError(value)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(out)
    return out.removeprefix("一") if out.startswith("一十") else out


def arabic_number(text: str) -> int | None:
    """The whole number that Chinese or Arabic (full or half width) numerals spell, or None.

    >>> [arabic_number(t) for t in ("十八", "二百零二", "23", "３", "两", "十", "廿", "一个")]
    [18, 202, 23, 3, 2, 10, None, None]
    """
    if text.isdecimal():
        return int(text)
    total = number = 0
    for char in text:
        if char in _DIGITS:
            number = _DIGITS.index(char)
        elif char == "两":
            number = 2
        elif char in "十百千":
            total += (number or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            number = 0
        else:
            return None
    return total + number if text else None
