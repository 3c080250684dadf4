"""Writes the generated parts of the docs (`make docs`): docs/help.md, and the outputs that the READMEs show.

A test holds each against what the program says. Corpus versions in READMEs are left out of that comparison: they change
with every commit that touches the law as data.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from assistant.cli.commands import app

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
HEAD = "# 命令一览\n\n由 `make docs` 根据 `--help` 生成，请勿手改。\n"
_SHOWN = re.compile(r"(<!-- output: (.*?) -->\n```text\n)(.*?)(?=```)", re.DOTALL)


def help_pages() -> str:
    """docs/help.md."""
    pages = _pages("jixiao", typer.main.get_command(app))
    return HEAD + "".join(f"\n## {path}\n\n```text\n{page}\n```\n" for path, page in pages)


def _pages(path: str, command: Any, parent: Any = None) -> Iterator[tuple[str, str]]:
    wide = {"max_content_width": 100, "terminal_width": 100}
    context = command.make_context(path.split()[-1], [], parent=parent, resilient_parsing=True, **wide)
    command = context.command
    yield path, command.get_help(context).rstrip()
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from _pages(f"{path} {name}", command.get_command(context, name), context)


def with_outputs(text: str) -> str:
    """A README with each shown output as the program gives it now."""
    return _SHOWN.sub(lambda found: found[1] + _said(found[2]), text)


def _said(words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *shlex.split(words)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def versionless(text: str) -> str:
    """Without the corpus version."""
    return re.sub(r"语料版本 [0-9a-f]{12}", "语料版本 …", text)


def main() -> None:
    """Rewrite them all."""
    (ROOT / "docs" / "help.md").write_text(help_pages(), encoding="utf-8")
    for name in READMES:
        path = ROOT / name
        path.write_text(with_outputs(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
