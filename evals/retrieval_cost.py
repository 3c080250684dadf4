"""What retrieval costs: index build, a cold start, a warm question, memory. Each in a fresh process.

    python evals/retrieval_cost.py [--json]

Prints seconds and megabytes beside the bounds of the issue; exit 3 where one is not held. Other work on the machine
adds to seconds, hardly to CPU seconds: `load` says how much there was.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 3

_OPEN = (
    "import sys, time, resource, json; from pathlib import Path; started = time.perf_counter();"
    "from assistant.library.corpus import load_corpus; from assistant.retrieval.finder import open_finder;"
    "f = open_finder(load_corpus(Path('corpus')), index_dir=Path(sys.argv[1]));"
)
BUILD = _OPEN + "f.home.index; print(time.perf_counter() - started, time.process_time())"
COLD = _OPEN + (
    "f.search('去年被罚过款，今年还能报A级吗'); print(time.perf_counter() - started,"
    " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time())"
)
WARM = _OPEN + (
    "f.warm(); from assistant.library.yaml_file import read_yaml; out = []\n"
    "for item in read_yaml(Path('evals/sets/retrieval_dev.yaml')).data[:100]:\n"
    "    t, c = time.perf_counter(), time.process_time(); f.search(item['question'])\n"
    "    out.append((time.perf_counter() - t, time.process_time() - c))\n"
    "wall, cpu = (sorted(column) for column in zip(*out)); print(wall[50], wall[95], cpu[50], cpu[95])"
)
BARE = "import time; started = time.perf_counter(); import chromadb, jieba; print(time.perf_counter() - started)"


def run(code: str, index: str) -> list[float]:
    """What `code` prints, as numbers, from a fresh process."""
    command = [sys.executable, "-c", code, index]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def measure() -> dict[str, float]:
    """Every figure, the best of three: other work only ever adds."""
    with tempfile.TemporaryDirectory() as index:
        build = run(BUILD, index)
        bare = min(run(BARE, index)[0] for _ in range(RUNS))
        cold = [run(COLD, index) for _ in range(RUNS)]
        warm = [run(WARM, index) for _ in range(RUNS)]
    return {
        "build_seconds": build[0],
        "build_cpu_seconds": build[1],
        "bare_imports_seconds": bare,
        "cold_seconds": min(cold)[0],
        "cold_cpu_seconds": min(cold)[2],
        "cold_to_bare": min(cold)[0] / bare,
        "peak_megabytes": max(megabytes for _, megabytes, _ in cold),
        "warm_median_ms": 1000 * min(warm)[0],
        "warm_p95_ms": 1000 * min(row[1] for row in warm),
        "warm_p95_cpu_ms": 1000 * min(row[3] for row in warm),
        "load": os.getloadavg()[0],
    }


BOUNDS = {
    "build_seconds": 30.0,
    "cold_seconds": 3.0,
    "cold_to_bare": 2.0,
    "peak_megabytes": 700.0,
    "warm_p95_ms": 60.0,
}


def main() -> int:
    figures = measure()
    if "--json" in sys.argv:
        print(json.dumps({name: round(value, 3) for name, value in figures.items()}))
    else:
        for name, value in figures.items():
            bound = f"  (at most {BOUNDS[name]:g})" if name in BOUNDS else ""
            print(f"{name:22} {value:8.2f}{bound}")
    return 3 if any(figures[name] > bound for name, bound in BOUNDS.items()) else 0


if __name__ == "__main__":
    sys.exit(main())
