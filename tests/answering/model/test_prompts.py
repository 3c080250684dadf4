"""Prompts are files with a header that says what they may and may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.prompts import load_prompt
from assistant.errors import BrokenCorpus

FOLDER = Path(__file__).parents[3] / "prompts"


@pytest.mark.parametrize("name", sorted(p.stem for p in FOLDER.glob("*.md") if p.stem != "README"))
def test_every_prompt_has_its_header(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.id == name
    assert prompt.version >= 1
    assert prompt.may
    assert prompt.may_not


@pytest.mark.parametrize(
    "text", ["没有表头", "---\nid: x\nversion: 1\nmay: a\n---\nb", "---\nid: x\nversion: v\nmay: a\nmay_not: b\n---\n"]
)
def test_a_prompt_without_a_full_header_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenCorpus, match=r"x\.md"):
        load_prompt("x", tmp_path)


def test_a_missing_prompt_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenCorpus, match=r"nothing\.md"):
        load_prompt("nothing", tmp_path)
