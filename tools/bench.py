"""`make bench`: measures every figure that docs state about speed and size, and says which falls short (exit 3).

    python tools/bench.py [--write] [--fresh]

`--write` rewrites the table in docs/figures.md. `--fresh` also clones, sets up and serves from nothing (minutes).
Quality on question sets is `eval run`'s, retrieval's ablation is evals/ablation.py's; both are called here too.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "figures.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
ASK = [sys.executable, "-m", "assistant", "ask", "被行政处罚后多久可以申报A级"]
CASE = ROOT / "tests" / "cli" / "case.yaml"


@dataclass(frozen=True)
class Figure:
    """A measured number and the bound it was promised to keep."""

    name: str
    value: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        return self.value <= self.most

    def row(self) -> str:
        kept = "yes" if self.kept else "NO"
        return f"| {self.name} | {self.value:.3g} {self.unit} | ≤ {self.most:g} {self.unit} | {kept} |"


def cold(words: list[str], *, runs: int = 5) -> float:
    """The median of the seconds that a fresh process takes, after one run that warms the disk."""
    seconds = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds[1:])


def starting() -> Iterator[Figure]:
    """Cold starts, against the bare imports of what retrieval stands on."""
    ask = cold(ASK)
    bare = cold([sys.executable, "-c", "import chromadb, jieba"])
    yield Figure("ask, cold", ask, 3, "s")
    yield Figure("ask, cold, in bare imports of chromadb and jieba", ask / bare, 2, "×")
    yield Figure("grade, cold", cold([sys.executable, "-m", "assistant", "grade", str(CASE)]), 1, "s")
    yield Figure("--help, cold", cold([sys.executable, "-m", "assistant", "--help"]), 0.5, "s")


def memory() -> Iterator[Figure]:
    """The most that one `ask` keeps in memory."""
    pid = os.posix_spawn(
        sys.executable, ASK, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, _, used = os.wait4(pid, 0)
    yield Figure("ask, peak memory", used.ru_maxrss / 1024, 700, "MB")


def index() -> Iterator[Figure]:
    """Building the index from nothing."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant", "index"],
            cwd=ROOT,
            check=True,
            env={**os.environ, "ASSISTANT_INDEX": folder},
        )
        yield Figure("index, built from nothing", time.perf_counter() - begun, 30, "s")


def warm() -> Iterator[Figure]:
    """Asking and grading in one process."""
    from assistant import config, service
    from assistant.library.yaml_file import read_yaml
    from evals.questions import read_set

    workspace, today = service.open_workspace(), config.today()
    questions = [
        item.question for item in read_set(ROOT / "evals" / "sets" / "dev.yaml").items if item.question.strip()
    ]
    service.ask(workspace, questions[0], as_of=today)
    took = []
    for question in questions:
        begun = time.perf_counter()
        service.ask(workspace, question, as_of=today)
        took.append((time.perf_counter() - begun) * 1000)
    yield Figure("ask, warm, p95 over the dev set", statistics.quantiles(took, n=20)[18], 150, "ms")
    case, count = read_yaml(CASE).data, 500
    begun = time.perf_counter()
    for _ in range(count):
        service.grade(workspace, case, as_of=today)
    yield Figure("grade, in one process, reading included", (time.perf_counter() - begun) / count * 1000, 1, "ms")


def size() -> Iterator[Figure]:
    """What the lean install weighs: every file of every package in base.lock."""
    lock = (ROOT / "requirements" / "base.lock").read_text(encoding="utf-8")
    names = [line.split("==")[0] for line in lock.splitlines() if "==" in line]
    files = {Path(str(file.locate())) for name in names for file in metadata.distribution(name).files or ()}
    total = sum(file.stat().st_blocks * 512 for file in files if file.is_file())
    yield Figure("lean install, on disk", total / 1e6, 1300, "MB")


def fresh() -> Iterator[Figure]:
    """From a bare clone to a served page."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        env = {
            **os.environ,
            "ASSISTANT_PORT": "7899",
            "ASSISTANT_INDEX": f"{folder}/index",
            "ASSISTANT_DATA": f"{folder}/data",
        }
        begun = time.perf_counter()
        with subprocess.Popen(["make", "run"], cwd=clone, env=env, process_group=0) as page:
            try:
                _until_served("http://127.0.0.1:7899/", page)
                yield Figure("make run, from a bare clone to a served page", time.perf_counter() - begun, 240, "s")
            finally:
                os.killpg(page.pid, 15)
        weight = subprocess.run(["du", "-sm", str(clone / ".venv")], capture_output=True, text=True, check=True)
        yield Figure("lean .venv, du", float(weight.stdout.split()[0]), 1300, "MB")


def _until_served(url: str, page: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if page.poll() is not None:
            raise SystemExit("make run ended")
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  our own page
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("no page within 5 minutes")


def main(words: list[str]) -> int:
    """Measure, print, write where asked."""
    parts: list[Callable[[], Iterator[Figure]]] = [starting, memory, index, warm, size]
    if "--fresh" in words:
        parts.append(fresh)
    figures = [figure for part in parts for figure in part()]
    table = "| figure | measured | promised | kept |\n|---|---|---|---|\n" + "".join(f"{f.row()}\n" for f in figures)
    print(table)
    if "--write" in words:
        how = " ".join(["tools/bench.py", *(word for word in words if word == "--fresh")])
        note = f"\nBy `{how}` on {os.cpu_count()} cores, Python {platform.python_version()}.\n"
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(before + BEGIN + table + note + END + rest.partition(END)[2], encoding="utf-8")
    return 0 if all(figure.kept for figure in figures) else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
