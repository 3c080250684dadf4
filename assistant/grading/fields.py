"""A value at a place in a case: typed access that refuses, in one line, what it does not understand.

Lives here: `Field`. May import: grading.truth, library.yaml_file, errors. Each accessor returns None for "not told"
and raises BadCase (a shape, a date) or UnknownValue (a word outside a closed list) with the place and the way out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from assistant.errors import BadCase, UnknownValue
from assistant.grading.truth import Truth
from assistant.library.yaml_file import Where

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_DAY = date(2000, 1, 1)  # INTERFACE.md: no date before 2000
_TOO_LONG = 200
Word = TypeVar("Word", bound=StrEnum)


class Field:
    """The value at `path` of a case. `written`: the key stands there; `given`: with something other than null."""

    __slots__ = ("_as_of", "_where", "path", "value", "written")

    def __init__(
        self, value: Any, path: Where, where: Callable[[Where], str], as_of: date, *, written: bool = True
    ) -> None:
        self.value = value
        self.path = path
        self.written = written
        self._where = where
        self._as_of = as_of

    @property
    def given(self) -> bool:
        return self.value is not None

    @property
    def place(self) -> str:
        """Where in the file, as people find it."""
        return self._where(self.path)

    @property
    def name(self) -> str:
        """The key itself."""
        return str(self.path[-1])

    def at(self, key: str) -> Field:
        """The value under `key`; not written where there is none."""
        inside = self.value if isinstance(self.value, dict) else {}
        return Field(inside.get(key), (*self.path, key), self._where, self._as_of, written=key in inside)

    def row(self, index: int) -> Field:
        """The value at `index` of a list."""
        return Field(self.value[index], (*self.path, index), self._where, self._as_of)

    def keys(self, *allowed: str) -> None:
        """Refuses anything that is no mapping, and every key that is not `allowed`."""
        if not isinstance(self.value, dict):
            raise BadCase("这里应是一组“键: 值”", where=self.place, remedy=f"可用的键：{'、'.join(allowed)}")
        for key in self.value:
            if key not in allowed:
                raise BadCase(
                    f"不认识的键“{_short(key)}”",
                    where=self._where((*self.path, str(key))),
                    remedy=f"可用的键：{'、'.join(allowed)}",
                )

    def rows(self, at_least_one: str | None) -> list[Field] | None:
        """The entries of a list; None where not told. `at_least_one`: what to write where an empty list is refused."""
        if self.value is None:
            return None
        if not isinstance(self.value, list):
            raise BadCase("这里应是一个列表", where=self.place, remedy="每一项以“- ”开头")
        if not self.value and at_least_one is not None:
            raise BadCase(f"{self.name} 不能是空列表", where=self.place, remedy=at_least_one)
        return [self.row(index) for index in range(len(self.value))]

    def entries(self, remedy: str) -> Iterator[tuple[str, Field]]:
        """The entries of a mapping with free keys; none where not told."""
        if self.value is None:
            return
        if not isinstance(self.value, dict):
            raise BadCase("这里应是一组“键: 值”", where=self.place, remedy=remedy)
        for key in self.value:
            yield str(key), self.at(key)

    def text(self) -> str | None:
        """A word or a name, without surrounding white space."""
        if self.value is None:
            return None
        if not isinstance(self.value, str) or not self.value.strip():
            raise BadCase(f"“{_short(self.value)}”不是文字", where=self.place, remedy="请写名称，不清楚请留空")
        if len(self.value) > _TOO_LONG:
            raise BadCase("文字过长", where=self.place, remedy=f"请不要超过 {_TOO_LONG} 个字")
        return self.value.strip()

    def scalar(self, remedy: str) -> str | None:
        """A number or a word, as written."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, str | int | float) or not str(self.value).strip():
            raise BadCase(f"“{_short(self.value)}”不是指标的值", where=self.place, remedy=remedy)
        return str(self.value).strip()

    def truth(self) -> Truth:
        """true, false, or not told. `no` is a word in YAML 1.2, and refused as one."""
        if self.value is None or isinstance(self.value, bool):
            return Truth.of(self.value)
        raise BadCase(
            f"“{_short(self.value)}”不是 true 或 false", where=self.place, remedy="请写 true 或 false，不清楚请留空"
        )

    def word(self, words: type[Word], what: str) -> Word | None:
        """One of a closed list of words."""
        if self.value is None:
            return None
        try:
            return words(self.value)
        except ValueError:
            raise UnknownValue(
                f"{what}“{_short(self.value)}”不在可选值中",
                where=self.place,
                remedy=f"请填 {'、'.join(words)}，不清楚请留空",
            ) from None

    def day(self) -> date | None:
        """An ISO date from the first day of 2000 through `as_of`."""
        if self.value is None:
            return None
        day = _iso(self.value)
        if day is None:
            raise BadCase(
                f"“{_short(self.value)}”不是日期", where=self.place, remedy="请写成 2026-03-01 的样子，不清楚请留空"
            )
        if day > self._as_of:
            raise BadCase(f"日期 {day} 在 {self._as_of} 之后", where=self.place, remedy="请核对；未发生的事请不要写入")
        if day < FIRST_DAY:
            raise BadCase(f"日期 {day} 早于 {FIRST_DAY.year} 年", where=self.place, remedy="请核对年份")
        return day


def _iso(value: Any) -> date | None:
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _short(value: Any) -> str:
    """A value as a message can show it."""
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else f"{text[:40]}…"
