"""The one reader of YAML: strict, YAML 1.2 words, and every error names file and line.

Lives here: reading a YAML file or text into plain dicts, lists, strings, numbers. Refused: tags, anchors and aliases,
duplicate keys, more than one document, files over 1 MB (by default) or not UTF-8. `no`, `on`, `yes` and dates stay
words: plain PyYAML would turn a fact into its opposite without a sound. May import: errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    try:
        loader = _LOADER(text)
        try:
            node = _compose(loader, name, kind)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "无法解析"
        raise kind(f"YAML 语法错误（{problem}）", where=f"{name}:{line}", remedy="请检查缩进、引号和冒号") from None
    except RecursionError:
        raise kind("YAML 嵌套过深", where=name, remedy=f"请不要超过 {MAX_DEPTH} 层") from None
    lines: dict[Where, int] = {}
    data = _plain(node, (), lines, name, kind) if node is not None else None
    return YamlFile(name, data, lines)


def _decode(raw: bytes | str, name: str, kind: type[InputError]) -> str:
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise kind("文件不是 UTF-8 编码", where=f"{name}:{line}", remedy="请另存为 UTF-8") from None


def _compose(loader: Any, name: str, kind: type[InputError]) -> yaml.Node | None:
    """The single document as nodes, after its events were checked for what we refuse."""
    builder = _Builder(name, kind)
    while loader.check_event():
        builder.take(loader.get_event())
    return builder.root


class _Builder:
    """Events to nodes, refusing anchors, tags and depth before they can cost anything."""

    def __init__(self, name: str, kind: type[InputError]) -> None:
        self.name, self.kind = name, kind
        self.root: yaml.Node | None = None
        self.open: list[tuple[yaml.CollectionNode, list[yaml.Node]]] = []
        self.documents = 0

    def fail(self, event: Any, what: str, remedy: str) -> InputError:
        return self.kind(what, where=f"{self.name}:{event.start_mark.line + 1}", remedy=remedy)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.fail(event, "一个文件里有多个 YAML 文档", "请只保留一个")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.fail(event, "不接受 YAML 锚点和别名（& 和 *）", "请把内容写全")
        elif getattr(event, "tag", None) not in (None, "!"):
            raise self.fail(event, f"不接受 YAML 标签 {event.tag}", "请去掉标签，只写值")
        elif isinstance(event, yaml.ScalarEvent):
            tag = "word" if event.style in (None, "") and event.implicit[0] else "text"
            self.add(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            if len(self.open) >= MAX_DEPTH:
                raise self.fail(event, "YAML 嵌套过深", f"请不要超过 {MAX_DEPTH} 层")
            cls = yaml.SequenceNode if isinstance(event, yaml.SequenceStartEvent) else yaml.MappingNode
            self.open.append((cls("", [], event.start_mark), []))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node, parts = self.open.pop()
            node.value = list(zip(parts[::2], parts[1::2], strict=True)) if isinstance(node, yaml.MappingNode) else parts
            self.add(node)

    def add(self, node: yaml.Node) -> None:
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node


def _plain(node: yaml.Node, path: Where, lines: dict[Where, int], name: str, kind: type[InputError]) -> Any:
    line = node.start_mark.line + 1
    lines[path] = line
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == "text" else _word(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), lines, name, kind) for i, item in enumerate(node.value)]
    out: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise kind("键必须是一个词", where=f"{name}:{key_node.start_mark.line + 1}", remedy="请把键写成文字")
        key = str(key_node.value)
        if key in out:
            raise kind(f"键“{key}”重复", where=f"{name}:{key_node.start_mark.line + 1}", remedy="请只保留一个")
        out[key] = _plain(value_node, (*path, key), lines, name, kind)
        lines[(*path, key)] = key_node.start_mark.line + 1
    return out


def _word(text: str) -> Any:
    """A plain scalar by YAML 1.2's core words; a date, `no` and `on` are words."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text) if len(text) < 19 else text
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


def walk(data: Any, path: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Every scalar of `data` with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*path, index))
    else:
        yield path, data
