"""The one reader of YAML, and its writer: strict, YAML 1.2 words, and every error names file and line.

Lives here: reading a YAML file or text into plain dicts, lists, strings, numbers; writing what reads back the same. Refused: tags, anchors and aliases,
duplicate keys, more than one document, files over 1 MB (by default) or not UTF-8. `no`, `on`, `yes` and dates stay
words: plain PyYAML would turn a fact into its opposite without a sound. May import: errors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import BadFile, InputError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Key = str | int
Where = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What a YAML file holds, and on which line each value stands."""

    name: str
    data: Any
    lines: dict[Where, int] = field(repr=False)

    def where(self, path: Where = ()) -> str:
        """`file:line a.b[0]` for the value at `path`, or for its nearest known ancestor."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return f"{self.name}:{self.lines.get(known, 1)}" + (f" {dotted(path)}" if path else "")


def dotted(path: Where) -> str:
    """A path as people write it.

    >>> dotted(("events", 0, "date"))
    'events[0].date'
    """
    out = ""
    for key in path:
        out += f"[{key}]" if isinstance(key, int) else (f".{key}" if out else key)
    return out


def read_yaml(path: Path, *, max_bytes: int = MAX_BYTES, kind: type[InputError] = BadFile) -> YamlFile:
    """The YAML in the file at `path`. Raises `kind` (one line: file, line, what instead)."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= max_bytes else None
    except OSError as error:
        raise kind(f"文件打不开（{error.strerror or error}）", where=str(path), remedy="请检查路径和权限") from None
    if raw is None:
        raise kind(f"文件超过 {max_bytes // 1000} KB", where=path.name, remedy="请拆分或精简后再试")
    return parse_yaml(raw, name=path.name, kind=kind)


def parse_yaml(raw: bytes | str, *, name: str, kind: type[InputError] = BadFile) -> YamlFile:
    """The YAML in `raw`; `name` stands in messages. Raises `kind`."""
    text = _decode(raw, name, kind)
    builder = _Builder(name, kind)
    try:
        loader = _LOADER(text)
        try:
            while loader.check_event():
                builder.take(loader.get_event())
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "无法解析"
        raise kind(f"YAML 语法错误（{problem}）", where=f"{name}:{line}", remedy="请检查缩进、引号和冒号") from None
    return YamlFile(name, builder.root, builder.lines)


def _decode(raw: bytes | str, name: str, kind: type[InputError]) -> str:
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise kind("文件不是 UTF-8 编码", where=f"{name}:{line}", remedy="请另存为 UTF-8") from None


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open; `key`: the mapping's key that waits for its value."""

    value: dict[str, Any] | list[Any]
    path: Where
    key: str | None = None


class _Builder:
    """Events to plain values, refusing tags, anchors, duplicates and depth before they can cost anything."""

    def __init__(self, name: str, kind: type[InputError]) -> None:
        self.name, self.kind = name, kind
        self.root: Any = None
        self.lines: dict[Where, int] = {}
        self.open: list[_Frame] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """Takes the next event. Raises `kind` for what is refused."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._fail(event, "一个文件里有多个 YAML 文档", "请只保留一个")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._fail(event, "不接受 YAML 锚点和别名（& 和 *）", "请把内容写全")
        elif getattr(event, "tag", None) not in (None, "!"):
            raise self._fail(event, f"不接受 YAML 标签 {event.tag}", "请去掉标签，只写值")
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._start(event)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.open.pop()

    def _fail(self, event: Any, what: str, remedy: str) -> InputError:
        return self.kind(what, where=f"{self.name}:{event.start_mark.line + 1}", remedy=remedy)

    def _scalar(self, event: Any) -> None:
        frame = self.open[-1] if self.open else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            if event.value in frame.value:
                raise self._fail(event, f"键“{event.value}”重复", "请只保留一个")
            frame.key = str(event.value)
            self.lines[(*frame.path, frame.key)] = event.start_mark.line + 1
            return
        plain = event.style in (None, "") and event.implicit[0]
        self._put(_word(event.value) if plain else event.value, event)

    def _start(self, event: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise self._fail(event, "YAML 嵌套过深", f"请不要超过 {MAX_DEPTH} 层")
        value: dict[str, Any] | list[Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self.open.append(_Frame(value, self._put(value, event)))

    def _put(self, value: Any, event: Any) -> Where:
        """Puts a value where it belongs and says where that is."""
        if not self.open:
            self.root = value
            self.lines[()] = event.start_mark.line + 1
            return ()
        frame = self.open[-1]
        if isinstance(frame.value, list):
            path: Where = (*frame.path, len(frame.value))
            frame.value.append(value)
            self.lines[path] = event.start_mark.line + 1
            return path
        if frame.key is None:
            raise self._fail(event, "键必须是一个词", "请把键写成文字")
        path = (*frame.path, frame.key)
        frame.value[frame.key] = value
        frame.key = None
        return path


def _word(text: str) -> Any:
    """A plain scalar by YAML 1.2's core words; a date, `no` and `on` are words."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 19 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z(（《“][^:#\n\"'{}\[\],&*?|<>%@`]*")


class _Dumper(yaml.SafeDumper):
    """Words that our reader would take for numbers or nothing are quoted; nothing is an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text not in ("true", "false", "null")
    style = "|" if "\n" in text and text == text.strip() else None if plain else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_text(data: Any) -> str:
    """`data` (dicts, lists, words, numbers) as YAML that the reader above gives back unchanged."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
