"""Labelled answers, as `eval claims` takes them: one JSON object a line (INTERFACE.md).

Lives here: `ClaimItem`, `ClaimSet`, `read_claims`. May import: errors, the standard library, pydantic.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import BadFile

LARGEST = 50_000_000
LONGEST = 200_000


class ClaimItem(BaseModel):
    """One answer to be judged. Without `expect` it is judged and not scored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = Field(min_length=1)
    answer: str = Field(max_length=LONGEST)
    case: dict[str, Any] | None = None
    as_of: date | None = None
    expect: Literal["pass", "block"] | None = None
    mutation: str | None = None
    question: str | None = None
    cites: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of mutation; 正确 where the answer is right."""
        return "correct" if self.expect == "pass" else self.mutation or "unnamed"


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """A file of items, known by its bytes."""

    name: str
    sha256: str
    items: tuple[ClaimItem, ...]


def read_claims(path: Path) -> ClaimSet:
    """The items of a JSONL file. Raises BadFile with the line."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadFile("读不了这个文件", where=str(path), remedy=f"请检查路径（{error.strerror}）") from None
    if len(data) > LARGEST:
        raise BadFile("文件超过 50 MB", where=str(path), remedy="请分成几份")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadFile("不是 UTF-8 文本", where=str(path), remedy="请另存为 UTF-8") from None
    items = tuple(_item(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())
    if not items:
        raise BadFile("没有一条题目", where=str(path), remedy='每行一个 {"id", "answer"} 对象')
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise BadFile(f"编号“{item.id}”出现两次", where=str(path), remedy="请使编号唯一")
        seen.add(item.id)
    return ClaimSet(path.name, hashlib.sha256(data).hexdigest(), items)


def _item(line: str, where: str) -> ClaimItem:
    try:
        return ClaimItem.model_validate(json.loads(line))
    except json.JSONDecodeError:
        raise BadFile("这一行不是 JSON 对象", where=where, remedy="每行写一个完整的 JSON 对象") from None
    except RecursionError:
        raise BadFile("这一行嵌套过深", where=where, remedy="请检查这一行") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "对象"
        raise BadFile(
            f"{place} 不符合要求（{first['msg']}）", where=where, remedy="见 INTERFACE.md 的 eval claims"
        ) from None
