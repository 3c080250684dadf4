"""Starting from nothing: a cold `ask` against bare imports, the first index, a bare clone to a served page, size.

Lives here: one function a figure, each in processes of its own. May import: the standard library.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from assistant.errors import InputError

ROOT = Path(__file__).parent.parent
QUESTION = "上个月被罚款了，还能申报A级吗"
ASK = (sys.executable, "-m", "assistant", "ask", QUESTION, "--json")
BARE = (sys.executable, "-c", "import chromadb, jieba")
ROUNDS = 7
CLONE_LIMIT_S = 1200


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds on the clock, seconds of processor, peak memory in MB."""

    clock_s: float
    cpu_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Cold:
    """Medians over ROUNDS, in seconds (on a busy machine those of processor tell more); peak memory of `ask` in MB."""

    ask_s: float
    ask_cpu_s: float
    bare_s: float
    bare_cpu_s: float
    peak_mb: float


@contextmanager
def fresh_home() -> Iterator[dict[str, str]]:
    """An environment whose caches and data lie in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="jixiao-bench-") as folder:
        # Nobody but a builder forbids Python to keep what it compiled.
        dropped = ("ASSISTANT_", "PYTHONDONTWRITEBYTECODE")
        ours = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        yield ours | {name: f"{folder}/{name.lower()}" for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME")}


def timed(command: tuple[str, ...], env: Mapping[str, str]) -> Cost:
    """What one process took. Raises InputError with its last line where it fails."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=ROOT, env=dict(env), stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise InputError(f"退出码 {process.returncode}：{' '.join(last)}", where=" ".join(command[1:4]))
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def cold() -> Cold:
    """A cold `ask` (index built before, as after `make setup`) and the bare imports, turn by turn."""
    with fresh_home() as env:
        timed(ASK, env)
        timed(BARE, env)
        rounds = [(timed(ASK, env), timed(BARE, env)) for _ in range(ROUNDS)]
    asks, bares = [ask for ask, _ in rounds], [bare for _, bare in rounds]
    return Cold(
        ask_s=statistics.median(cost.clock_s for cost in asks),
        ask_cpu_s=statistics.median(cost.cpu_s for cost in asks),
        bare_s=statistics.median(cost.clock_s for cost in bares),
        bare_cpu_s=statistics.median(cost.cpu_s for cost in bares),
        peak_mb=max(cost.peak_mb for cost in asks),
    )


def index_build() -> Cost:
    """`python -m assistant index` where there is none, start-up included; the median of three."""
    costs = []
    for _ in range(3):
        with fresh_home() as env:
            costs.append(timed((sys.executable, "-m", "assistant", "index"), env))
    return sorted(costs, key=lambda cost: cost.clock_s)[1]


def install_gb() -> float:
    """What the default install puts on disk, in GB: every package of requirements/base.lock, pip, setuptools, and ours.

    Raises InputError where a package of the lock is not installed here.
    """
    lock = (ROOT / "requirements" / "base.lock").read_text("utf-8")
    names = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==", lock, re.M)
    total = sum(_size_of(name) for name in [*names, "pip"])
    for folder in ("assistant", "corpus", "prompts"):
        total += sum(path.stat().st_size for path in (ROOT / folder).rglob("*") if path.is_file())
    return total / 1e9


def _size_of(package: str) -> int:
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        raise InputError(f"没有安装 {package}", where="requirements/base.lock", remedy="请先运行 make setup") from None
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_size for path in paths if path.is_file())


def clone_to_page_s() -> float:
    """Seconds from `git clone` of the committed state to the served page: `make run`, nothing cached by pip.

    Raises InputError where no page comes.
    """
    with fresh_home() as env, tempfile.TemporaryDirectory(prefix="jixiao-clone-") as folder:
        port = _free_port()
        env = env | {"ASSISTANT_PORT": str(port), "PIP_NO_CACHE_DIR": "1"}
        start = time.perf_counter()
        git = shutil.which("git") or "git"
        subprocess.run([git, "clone", "--quiet", str(ROOT), f"{folder}/clone"], check=True, env=env)
        with tempfile.TemporaryFile() as said:
            making = subprocess.Popen(
                ["make", "run"], cwd=f"{folder}/clone", env=env, stdout=said, stderr=said, start_new_session=True
            )
            try:
                _wait_for_page(port, making)
                return time.perf_counter() - start
            finally:
                os.killpg(making.pid, signal.SIGTERM)
                making.wait(30)


def _wait_for_page(port: int, making: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + CLONE_LIMIT_S
    while time.monotonic() < until and making.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                if page.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise InputError("make run 没有给出网页", where=f"127.0.0.1:{port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
