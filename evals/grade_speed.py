"""How fast the core decides: cases a second in one process, and the seconds of a cold `grade` from the command line.

python -m evals.grade_speed [--cases 3000] [--json]     exit 3 where a figure falls short of its target
Lives here: the measurement. May import: assistant.grading, evals.oracle (its random cases). Every case is read,
decided and written as JSON; the first pass fills the caches and is counted too.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.rules import load_law
from assistant.library.corpus import load_corpus
from evals.oracle import INDUSTRIES, Draw

ROOT = Path(__file__).parent.parent
CASES_A_SECOND = 1000.0
COLD_SECONDS = 1.0
EXAMPLE = """enterprise: {name: 某某有限公司, credit_rating: 良好}
sites: [{name: 一厂区, own_permit: true, industries: [{industry: 铸造}]}]
current_grade: B
graded_on: 2025-06-30
applied: false
events: [{kind: administrative_penalty, date: 2026-03-01}]
"""


def cases_a_second(number: int) -> float:
    """Random cases, read, decided and written, a second; from empty caches."""
    corpus = load_corpus(ROOT / "corpus")
    law, draw = load_law(corpus), Draw(random.Random(1), INDUSTRIES)
    drawn: list[tuple[dict[str, Any], date]] = [draw.case() for _ in range(number)]
    began, done = time.process_time(), 0
    for facts, as_of in drawn:
        try:
            case = case_from(facts, as_of=as_of, industries=corpus.industries)
        except InputError:
            continue
        json.dumps(decide(case, law, as_of=as_of).as_json(), ensure_ascii=False)
        done += 1
    return done / (time.process_time() - began)


def cold_seconds(runs: int = 5) -> float:
    """Wall seconds of `python -m assistant grade CASE.yaml --json` in a fresh process; the fastest of some runs."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text(EXAMPLE, encoding="utf-8")
        command = [sys.executable, "-m", "assistant", "grade", str(case), "--json", "--as-of", "2026-11-23"]
        found = []
        for _ in range(runs):
            began = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            found.append(time.perf_counter() - began)
    return min(found)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=3000)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    rate, cold = cases_a_second(args.cases), cold_seconds()
    figures = {"cases_per_second": round(rate), "cold_seconds": round(cold, 2)}
    if args.json:
        print(json.dumps(figures))
    else:
        print(f"{figures['cases_per_second']} 例/秒（CPU 时间，含首轮填充缓存）；冷启动 {figures['cold_seconds']} 秒")
    return 0 if rate >= CASES_A_SECOND and cold <= COLD_SECONDS else 3


if __name__ == "__main__":
    sys.exit(main())
