"""Prompts as files: a header that says what the prompt may and may not do, and its version; then the words.

Lives here: `Prompt`, `load_prompt`. May import: errors. A prompt without a full header is refused: what a model is
told is reviewed like code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from assistant.errors import BrokenCorpus

_HEADER = re.compile(r"\A---\n(?P<header>.*?)\n---\n(?P<body>.*)\Z", re.S)
_KEYS = ("id", "version", "may", "may_not")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt. `body` holds `$name` where a value goes."""

    id: str
    version: int
    may: str
    may_not: str
    body: str

    def fill(self, **values: str) -> str:
        """The words with `values` in their places. Raises KeyError for a place without a value."""
        return Template(self.body).substitute(values).strip()


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The prompt `name`. Raises BrokenCorpus naming the file, where it is missing or its header is incomplete."""
    path = (folder or _shipped()) / f"{name}.md"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise BrokenCorpus("提示词文件缺失或读不出", where=str(path), remedy="请重新安装，或恢复 prompts/") from None
    found = _HEADER.match(text)
    lines = found["header"].splitlines() if found else []
    header = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    lacking = [key for key in _KEYS if not header.get(key)]
    if not found or lacking or not header["version"].isdecimal():
        raise BrokenCorpus(
            f"提示词缺少表头（{'、'.join(lacking) or 'version'}）", where=str(path), remedy="请恢复 prompts/"
        )
    return Prompt(header["id"], int(header["version"]), header["may"], header["may_not"], found["body"])


def _shipped() -> Path:
    """`prompts/` of the checkout, or the copy that an installed wheel carries."""
    checkout = Path(__file__).resolve().parents[2] / "prompts"
    return checkout if checkout.is_dir() else Path(str(files("assistant"))) / "_data" / "prompts"
