"""Question sets: what is asked, and what an answer must show (INTERFACE.md, `eval run`).

Lives here: the models of a set and of its expectations, and reading it from YAML (`spreadsheet.py` reads XLSX). An
expectation that is not given is not scored. May import: library, errors.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo, field_validator

from assistant.answering.answer import Status
from assistant.errors import BadFile, InputError
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade
from assistant.library.yaml_file import read_yaml

MAX_BYTES = 20_000_000
Ternary = Literal["yes", "no", "unknown"]
_TABLE_ID = re.compile(r"[a-z0-9][a-z0-9-]*:[^\s:]+:\S+")


def _nothing_is_empty(value: Any) -> Any:
    """A key without a value expects nothing."""
    return () if value is None else value


def _listed(value: Any) -> Any:
    """A list; a single word counts as a list of one, nothing as none."""
    if value is None:
        return ()
    return [value] if isinstance(value, str | int | float) else value


def _worded(value: Any) -> Any:
    """Numbers that stand where words belong are read as written: `must_say: [39]`."""
    plain_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if plain_number else value


def _alternatives(value: Any) -> Any:
    """Each entry as its alternatives: a word stands for itself alone."""
    return [[_worded(a) for a in _listed(entry)] for entry in _listed(value)]


def _words(value: Any) -> Any:
    return [_worded(entry) for entry in _listed(value)]


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Alternatives = Annotated[tuple[tuple[str, ...], ...], BeforeValidator(_alternatives)]
Statuses = Annotated[tuple[Status, ...], BeforeValidator(_listed)]
ByGrade = Annotated[dict[Grade, Ternary], BeforeValidator(lambda value: {} if value is None else value)]


class Part(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Expect(Part):
    """What an answer must show.

    `cites_any`: one of them is cited; `cites_all`: each is. `status`: what it should be, `accept_status`: what also
    passes. `barred`, `may_apply`: values of the verdict by grade. `must_say`: every entry stands in the answer, white
    space aside; an entry that is a list is met by any of its words. `must_not_say`: none of them stands in it.
    """

    cites_any: Words = ()
    cites_all: Words = ()
    status: Status | None = None
    accept_status: Statuses = ()
    barred: ByGrade = {}
    may_apply: ByGrade = {}
    must_say: Alternatives = ()
    must_not_say: Words = ()

    @field_validator("cites_any", "cites_all")
    @classmethod
    def _clauses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for clause in value:
            if not _TABLE_ID.fullmatch(clause):
                try:
                    ClauseId.parse(clause)
                except InputError as error:
                    raise ValueError(str(error)) from None
        return value

    @field_validator("must_say")
    @classmethod
    def _said(cls, value: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        if any(not entry or not all(word.strip() for word in entry) for entry in value):
            raise ValueError("有一条是空的")
        return value

    @field_validator("must_not_say")
    @classmethod
    def _unsaid(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(word.strip() for word in value):
            raise ValueError("有一条是空的")
        return value

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that the item names, each once, in order."""
        return tuple(dict.fromkeys((*self.cites_all, *self.cites_any)))

    @property
    def accepted(self) -> frozenset[Status]:
        """The statuses that pass; empty where none is expected."""
        return frozenset((self.status, *self.accept_status)) if self.status else frozenset(self.accept_status)


class Turn(Part):
    """One turn of the talk so far."""

    role: Literal["user", "assistant"]
    content: str


class Item(Part):
    """One question of a set."""

    id: Annotated[str, BeforeValidator(_worded)]
    question: Annotated[str, BeforeValidator(_worded)]
    kind: str | None = None
    as_of: date | None = None
    case: dict[str, Any] | None = None
    history: Annotated[tuple[Turn, ...], BeforeValidator(_nothing_is_empty)] = ()
    expect: Annotated[Expect, BeforeValidator(lambda value: {} if value is None else value)] = Expect()

    @field_validator("id")
    @classmethod
    def _named(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("id 是空的")
        return value

    @field_validator("as_of", mode="before")
    @classmethod
    def _iso(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            raise ValueError("日期请写成 YYYY-MM-DD")
        return value

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles whose clauses it expects, in order: `henan-2024:18` for `henan-2024:18(5)`."""
        return tuple(dict.fromkeys(clause.split("(")[0] for clause in self.expect.clauses))


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as it was read. `sealed`: its sha256 stands beside it; its questions are not printed."""

    name: str
    sha256: str
    items: tuple[Item, ...]
    sealed: bool = False


def read_set(path: Path) -> QuestionSet:
    """The set in `path` (YAML, or XLSX by its name). Raises BadFile: file, line, what instead; so for an id twice."""
    if path.suffix.lower() == ".xlsx":
        from evals.spreadsheet import read_spreadsheet

        rows, where = read_spreadsheet(path)
    else:
        file = read_yaml(path, max_bytes=MAX_BYTES)
        rows, where = file.data, file.where
    items = items_from(rows, where)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return QuestionSet(path.name, digest, items, sealed=_is_sealed(path, digest))


def read_sets(paths: Iterable[Path]) -> tuple[QuestionSet, ...]:
    """Every set, in order. Raises BadFile where two files are the same set or go by the same name."""
    sets: list[QuestionSet] = []
    for path in paths:
        new = read_set(path)
        if any(new.sha256 == old.sha256 or new.name == old.name for old in sets):
            raise BadFile("题集给了两次", where=str(path), remedy="同一题集只给一次；两个题集请用不同文件名")
        sets.append(new)
    return tuple(sets)


def items_from(rows: Any, where: Callable[[tuple[str | int, ...]], str]) -> tuple[Item, ...]:
    """`rows` as items; `where` says where the value at a path stands. Raises BadFile."""
    if not isinstance(rows, list) or not rows:
        raise BadFile(
            "题集应是一个列表，至少一题", where=where(()), remedy="每题写成 - {id: …, question: …, expect: {…}}"
        )
    items: list[Item] = []
    seen: dict[str, str] = {}
    for index, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise BadFile("每题应是一个映射", where=where((index,)), remedy="写成 {id: …, question: …, expect: {…}}")
        try:
            item = Item.model_validate(row)
        except ValidationError as error:
            raise _complaint(error, index, where) from None
        if item.id in seen:
            raise BadFile(
                f"id “{item.id}”重复，前一处在 {seen[item.id]}", where=where((index,)), remedy="每题的 id 只用一次"
            )
        seen[item.id] = where((index,))
        items.append(item)
    return tuple(items)


def _complaint(error: ValidationError, index: int, where: Callable[[tuple[str | int, ...]], str]) -> BadFile:
    """The first complaint: what, where, what instead."""
    detail = error.errors()[0]
    path = tuple(part for part in detail["loc"] if isinstance(part, int) or part != "[key]")
    place = where((index, *path))
    match detail["type"]:
        case "extra_forbidden":
            return BadFile(f"不认识的键“{path[-1]}”", where=place, remedy=f"可用的键：{'、'.join(_keys_at(path))}")
        case "missing":
            return BadFile(f"缺少“{path[-1]}”", where=place, remedy="请补上")
        case "value_error":
            return BadFile(str(detail["ctx"]["error"]), where=place)
        case "enum" | "literal_error":
            allowed = detail["ctx"]["expected"].replace("'", "").replace(" or ", "、").replace(", ", "、")
            return BadFile(f"不认识的值“{detail['input']}”", where=place, remedy=f"可用：{allowed}")
        case _:
            return BadFile(f"值的形式不对（{detail['msg']}）", where=place, remedy="格式见 docs/evals.md")


def _keys_at(path: Sequence[str | int]) -> tuple[str, ...]:
    model: type[Part] = Turn if "history" in path[:-1] else Expect if "expect" in path[:-1] else Item
    return tuple(model.model_fields)


def _is_sealed(path: Path, digest: str) -> bool:
    """Whether a seal lies beside the set (`test.sha256` beside `test.yaml`). Raises BadFile where it is broken."""
    seal = path.with_suffix(".sha256")
    if not seal.is_file():
        return False
    if seal.read_text("utf-8").split()[:1] != [digest]:
        raise BadFile(
            "题集与封条 sha256 不符，已被改动", where=str(path), remedy=f"请恢复原题集，或另存到没有 {seal.name} 的地方"
        )
    return True


def write_set(questions: QuestionSet, path: Path) -> None:
    """`questions` as YAML at `path`, one item a line, keys without a value left out. Raises BadFile."""
    lines = [f"- {json.dumps(plain(item), ensure_ascii=False)}" for item in questions.items]
    try:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        raise BadFile(f"写不了文件（{error.strerror}）", where=str(path), remedy="请检查路径和权限") from None


def plain(item: Item) -> dict[str, Any]:
    """An item as the mapping that reads back as it."""
    out = item.model_dump(mode="json", exclude_defaults=True)
    if "expect" in out and "must_say" in out["expect"]:
        out["expect"]["must_say"] = [words[0] if len(words) == 1 else words for words in out["expect"]["must_say"]]
    return out
