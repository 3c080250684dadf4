"""What a person hands to a command, checked at the door: a question, a history, a case file.

Lives here: `read_question`, `read_history`, `read_case_file` and the checks of a batch line. May import: library's YAML
reader, errors.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.errors import BadFile, BadQuestion

MAX_HISTORY_BYTES = 1_000_000
_ROLES = ("user", "assistant")


def read_question(words: str | None) -> str:
    """The question; `-` takes it from standard input."""
    if words is None:
        raise BadQuestion("没有问题", remedy='请写要问的话，例如 jixiao ask "去年被罚过款还能申报A级吗"')
    if words == "-":
        words = sys.stdin.buffer.read(MAX_HISTORY_BYTES).decode("utf-8", "surrogateescape")
    return checked_question(words)


def checked_question(words: Any) -> str:
    """A question as text. Raises BadQuestion."""
    if not isinstance(words, str):
        raise BadQuestion("question 应是一段文字", where="question")
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        raise BadQuestion("问题不是 UTF-8 编码", where="question", remedy="请以 UTF-8 输入") from None
    return words


def read_history(path: Path) -> list[dict[str, str]]:
    """A JSON list of {"role", "content"}. Raises BadFile with the place."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_HISTORY_BYTES + 1)
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror}）", where=str(path), remedy="请检查文件名") from None
    if len(raw) > MAX_HISTORY_BYTES:
        raise BadFile("超过 1 MB", where=str(path), remedy="请只留最近的对话")
    try:
        return checked_history(json.loads(raw.decode("utf-8-sig")), where=str(path))
    except UnicodeDecodeError:
        raise BadFile("不是 UTF-8 编码", where=str(path), remedy="请另存为 UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadFile("不是 JSON", where=f"{path}:{error.lineno}", remedy=_SHAPE) from None
    except RecursionError:
        raise BadFile("嵌套太深", where=str(path), remedy=_SHAPE) from None


_SHAPE = '应是 [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}]'


def checked_history(data: Any, *, where: str = "history") -> list[dict[str, str]]:
    """A history as plain turns. Raises BadFile naming the turn."""
    if not isinstance(data, list):
        raise BadFile("对话历史应是一个列表", where=where, remedy=_SHAPE)
    for number, turn in enumerate(data):
        fits = isinstance(turn, Mapping) and turn.get("role") in _ROLES and isinstance(turn.get("content"), str)
        if not fits or set(turn) - {"role", "content"}:
            raise BadFile("这一轮对话不成格式", where=f"{where} [{number}]", remedy=_SHAPE)
    return [{"role": turn["role"], "content": turn["content"]} for turn in data]


def read_case_file(path: Path) -> Path | Mapping[str, Any]:
    """The case file as it is; `-` takes it from standard input."""
    if str(path) != "-":
        return path
    from assistant.library.yaml_file import MAX_BYTES, parse_yaml

    data: Mapping[str, Any] = parse_yaml(sys.stdin.buffer.read(MAX_BYTES + 1), name="标准输入").data
    return data
