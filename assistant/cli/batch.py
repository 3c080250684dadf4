"""Many at once: a file of JSON lines in, one object a line out, in order, each as soon as it is known.

Lives here: `work_through`. A line that cannot be used costs itself only: `{"id", "error"}`. May import: cli.out, log,
errors.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from assistant.cli.out import ReaderGone, complain, say_json
from assistant.errors import AssistantError, BadFile

MAX_LINE_BYTES = 2_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file. `trouble`: why it cannot be used."""

    where: str
    item: dict[str, Any]
    trouble: str | None = None

    @property
    def id(self) -> Any:
        """As it was given; null where there is none."""
        return self.item.get("id")


def work_through(
    path: Path,
    keys: Collection[str],
    one: Callable[[dict[str, Any], date], dict[str, Any]],
    *,
    read_day: Callable[[str], date],
    as_of: date,
) -> int:
    """Answer each line; the exit status: 0, or 1 where something of ours broke on a line.

    `one` gets the item and the day that counts as today for it; `keys`: what a line may hold beside id and as_of.
    """
    status = 0
    ignored: set[str] = set()
    for line in read_lines(path):
        for key in sorted(line.item.keys() - {"id", "as_of", *keys} - ignored):
            ignored.add(key)
            complain(f"{line.where}：不认识的键 {key!r}，已忽略")
        result, broke = _result(line, one, read_day, as_of)
        status = max(status, broke)
        say_json(result, lines=True)
    return status


def _result(line: Line, one: Any, read_day: Any, as_of: date) -> tuple[dict[str, Any], int]:
    if line.trouble:
        return {"id": line.id, "error": line.trouble}, 0
    try:
        day = line.item.get("as_of")
        return {"id": line.id, **one(line.item, as_of if day is None else read_day(day))}, 0
    except AssistantError as error:
        return {"id": line.id, "error": f"{line.where} {error}"}, int(error.exit_code == 1)
    except ReaderGone:
        raise
    except Exception as error:  # noqa: BLE001  one line's fault must not cost the others
        from assistant.cli.log import record

        return {"id": line.id, "error": f"{line.where} {record(error)}"}, 1


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file (`-`: standard input), blank ones left out. Raises BadFile where there is no such file."""
    name = "标准输入" if str(path) == "-" else path.name
    with _open(path) as stream:
        number = 0
        while raw := stream.readline(MAX_LINE_BYTES + 1):
            number += 1
            where = f"{name}:{number}"
            if len(raw) > MAX_LINE_BYTES:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(MAX_LINE_BYTES)
                yield Line(where, {}, f"{where}：这一行超过 {MAX_LINE_BYTES // 1_000_000} MB")
            elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _parsed(raw.removeprefix(b"\xef\xbb\xbf"), where)


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror}）", where=str(path), remedy="请检查文件名") from None
    with stream:
        yield stream


def _parsed(raw: bytes, where: str) -> Line:
    try:
        found = json.loads(raw.decode("utf-8"), object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except UnicodeDecodeError:
        return Line(where, {}, f"{where}：不是 UTF-8 编码")
    except _NotPlain as error:
        return Line(where, {}, f"{where}：{error}")
    except (ValueError, RecursionError):
        return Line(where, {}, f"{where}：不是一行完整的 JSON 对象")
    if not isinstance(found, dict):
        return Line(where, {}, f'{where}：应是一个 JSON 对象，例如 {{"id": "1", …}}')
    if not isinstance(found.get("id"), str | int) or isinstance(found.get("id"), bool):
        return Line(where, {"id": None}, f"{where}：缺少 id（文字或整数）")
    return Line(where, found)


class _NotPlain(Exception):
    """JSON that two readers could read differently."""


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
        raise _NotPlain(f"键 {twice!r} 写了两次")
    return found


def _no_constant(word: str) -> Any:
    raise _NotPlain(f"{word} 不是 JSON 的数")
