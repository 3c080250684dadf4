"""From the lead: what was seen to go wrong on 2026-11-25 with documents that people add."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.service import ask, open_workspace

TEXT = "第一条 本意见为示例。\n第二条 企业自愿申报。\n第三条 本意见自2025年1月1日起施行。\n"


@pytest.mark.parametrize(
    ("authority", "in_force"),
    [("media", "2025-01-01"), ("consultant", "2025-01-01"), ("official", "2027-01-01")],
    ids=["a newspaper repeals nothing", "a consultant repeals nothing", "what is not yet in force repeals nothing yet"],
)
def test_what_people_add_does_not_silence_the_regulation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authority: str, in_force: str
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "library"))
    file = tmp_path / "opinion.txt"
    file.write_text(TEXT, encoding="utf-8")
    given = ["library", "add", str(file), "--id", "demo-opinion", "--title", "示例意见", "--authority", authority]
    words = [sys.executable, "-m", "assistant", *given, "--in-force", in_force, "--repeals", "henan-2024"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2), done.stderr  # refusing is as good as ignoring

    workspace = open_workspace(Settings(library=tmp_path / "library", index=tmp_path / "index"))
    found = ask(workspace, "现场核查要几个专家？", as_of=date(2026, 11, 23))

    assert [c.clause for c in found.citations] == ["henan-2024:6(2)"], found.answer
