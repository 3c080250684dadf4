"""Docs are tested: help pages, both READMEs, the targets of make."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools.generated import READMES, help_pages, versionless, with_outputs

TARGETS = {"setup", "run", "test", "check", "test-all", "bench", "model", "help", "fix", "docs", "eval"}


def blocks(name: str, kind: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)


def test_the_help_pages_are_what_help_says() -> None:
    assert (ROOT / "docs" / "help.md").read_text(encoding="utf-8") == help_pages(), "make docs"


@pytest.mark.parametrize("name", READMES)
def test_the_outputs_in_the_readme_are_what_the_program_says(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert versionless(text) == versionless(with_outputs(text)), "make docs"


def test_both_readmes_show_the_same_commands() -> None:
    english, chinese = (blocks(name, "sh") for name in READMES)

    assert english == chinese
    assert english


@pytest.mark.parametrize("name", READMES)
def test_each_command_stands_in_the_readme(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"^## jixiao (\w[\w-]*)$", help_pages(), flags=re.MULTILINE)

    assert [command for command in commands if f"assistant {command}" not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_each_setting_stands_in_the_readme(name: str) -> None:
    from assistant.config import Settings

    text = (ROOT / name).read_text(encoding="utf-8")

    assert [field for field in Settings.model_fields if f"ASSISTANT_{field.upper()}" not in text] == []


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\((?!https?:)([^)#][^)]*)\)", text)]

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_make_help_lists_the_targets_of_the_interface() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = {line.split()[1] for line in done.stdout.splitlines()}

    assert listed >= TARGETS


def test_the_changelog_says_what_is_true_for_whom() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## ", text, flags=re.MULTILINE)
    assert "**Affects:**" in text


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


def test_every_page_of_docs_is_linked_from_somewhere() -> None:
    docs = [p for p in (ROOT / "docs").rglob("*.md") if p.name != "README.md"]
    texts = [p.read_text(encoding="utf-8") for p in [*docs, *(ROOT / name for name in (*READMES, "CONTRIBUTING.md"))]]
    code = [p.read_text(encoding="utf-8") for place in ("assistant", "evals", "corpus") for p in _sources(ROOT / place)]

    assert [p.name for p in docs if not any(p.name in text for text in [*texts, *code])] == []


def _sources(folder: Path) -> list[Path]:
    return [p for p in folder.rglob("*") if p.suffix in (".py", ".yaml")]
