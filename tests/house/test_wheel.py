"""The law travels in the wheel: installed outside the checkout, `jixiao ask` answers, and grades."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from assistant.library.corpus import load_corpus
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out), str(ROOT)],
        check=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A venv that holds the wheel alone; everything else is lent by a path file, ours left out."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    place = Path(sysconfig.get_path("purelib", vars={"base": str(venv), "platbase": str(venv)}))
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    # addsitedir would run our own editable .pth and bring the checkout back; a plain line in a .pth does not.
    (place / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return venv / "bin" / "python"


def jixiao(python: Path, *words: str, cwd: Path) -> str:
    code = "import assistant, assistant.cli; assert 'site-packages' in assistant.__file__; assistant.cli.main()"
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ASSISTANT_CORPUS")}
    done = subprocess.run([python, "-c", code, *words], cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_law_and_prompts_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    law = load_corpus(ROOT / "corpus").names()

    assert {f"assistant/_data/corpus/{name}" for name in law} <= set(names)
    assert {f"assistant/_data/prompts/{p.name}" for p in (ROOT / "prompts").iterdir()} <= set(names)
    assert [name for name in names if name.split("/")[0] in ("tests", "evals", "tools", "corpus")] == []


def test_the_installed_wheel_answers_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    answer = json.loads(jixiao(installed, "ask", "被行政处罚后多久可以申报A级", "--json", cwd=tmp_path))

    assert answer["status"] == "answered"
    assert answer["corpus_version"] == load_corpus(ROOT / "corpus").version
    assert list(tmp_path.iterdir()) == []


def test_the_installed_wheel_grades(installed: Path, tmp_path: Path) -> None:
    case = ROOT / "tests" / "cli" / "case.yaml"

    verdict = json.loads(jixiao(installed, "grade", str(case), "--as-of", "2026-11-23", "--json", cwd=tmp_path))

    assert verdict["overall"]["grade"] == "C"


def test_the_script_is_called_jixiao(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        points = next(name for name in packed.namelist() if name.endswith("entry_points.txt"))
        assert "jixiao = assistant.cli:main" in packed.read(points).decode()


def test_evaluations_say_that_they_come_with_the_source(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run([installed, "-m", "assistant", "eval", "run"], cwd=tmp_path, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert "源码" in done.stderr
