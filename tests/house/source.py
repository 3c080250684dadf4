"""The source of the product as text and as syntax trees, for rules about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def modules(*packages: str) -> tuple[Path, ...]:
    """Every Python file of the packages (or single files), sorted."""
    found: list[Path] = []
    for name in packages or ("assistant", "evals", "app.py", "tools"):
        place = ROOT / name
        found += [place] if place.is_file() else sorted(place.rglob("*.py"))
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def nodes(*packages: str) -> Iterator[tuple[str, ast.AST]]:
    """(file:line, node) of every node."""
    for path in modules(*packages):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(tree(path)):
            yield f"{name}:{getattr(node, 'lineno', 1)}", node


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or attribute; the last part alone where the rest is an expression; else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""


def calls(*packages: str) -> Iterator[tuple[str, str, ast.Call]]:
    """(file:line, dotted name, call) of every call."""
    for where, node in nodes(*packages):
        if isinstance(node, ast.Call):
            yield where, dotted(node.func), node


def imports(*packages: str) -> Iterator[tuple[str, str]]:
    """(file:line, dotted name) of every imported module and name."""
    for where, node in nodes(*packages):
        if isinstance(node, ast.Import):
            yield from ((where, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((where, f"{node.module}.{alias.name}") for alias in node.names)
