"""`make bench`: measures every figure of speed and size that the docs state, and writes docs/figures.md.

Lives here: which figures there are, their log `bench.jsonl`, and the page (figures of answers come from `runs.jsonl`).
Exit status 3 where a figure falls short of `targets.yaml`. May import: the rest of evals, errors.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from evals import startup
from evals.report import LOG, git_state, now
from evals.targets import OURS, Held, figure_at, hold, read_targets

HERE = Path(__file__).parent
BENCH_LOG = HERE / "bench.jsonl"
PAGE = HERE.parent / "docs" / "figures.md"
DEV = HERE / "sets" / "dev.yaml"
CORES = 2
WORDS = {
    "ask_warm_ms.p50": "`ask`, warm, median (ms)",
    "ask_warm_ms.p95": "`ask`, warm, p95 (ms)",
    "ask_cold_s": "cold `python -m assistant ask` (s)",
    "ask_cold_cpu_s": "– of it processor time (s)",
    "bare_imports_s": "bare imports of chromadb and jieba (s)",
    "bare_imports_cpu_s": "– of it processor time (s)",
    "ask_cold_by_bare_imports": "cold `ask` / bare imports",
    "index_build_s": "index build, process start included (s)",
    "index_build_cpu_s": "– of it processor time (s)",
    "ask_peak_mb": "peak memory of `ask` (MB)",
    "install_gb": "default install on disk (GB)",
    "clone_to_page_s": "bare clone to served page (s)",
}


def measure_warm() -> dict[str, Any]:
    """Warm latency over the dev set, in a process of its own."""
    said = subprocess.run(
        [sys.executable, "-m", "evals.warm", str(DEV)], cwd=HERE.parent, capture_output=True, text=True, check=True
    )
    found = json.loads(said.stdout)
    return {"ask_warm_ms": {"p50": found["p50"], "p95": found["p95"]}, "ask_peak_mb": found["peak_mb"]}


def measure_cold() -> dict[str, Any]:
    """Cold start."""
    found = startup.cold()
    return {
        "ask_cold_s": round(found.ask_s, 2),
        "ask_cold_cpu_s": round(found.ask_cpu_s, 2),
        "bare_imports_s": round(found.bare_s, 2),
        "bare_imports_cpu_s": round(found.bare_cpu_s, 2),
        "ask_cold_by_bare_imports": round(found.ask_s / found.bare_s, 2),
        "ask_peak_mb": round(found.peak_mb),
    }


def measure_index() -> dict[str, Any]:
    """The first index."""
    cost = startup.index_build()
    return {"index_build_s": round(cost.clock_s, 1), "index_build_cpu_s": round(cost.cpu_s, 1)}


MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    "warm": measure_warm,
    "cold": measure_cold,
    "index": measure_index,
    "install": lambda: {"install_gb": round(startup.install_gb(), 2)},
    "clone": lambda: {"clone_to_page_s": round(startup.clone_to_page_s())},
}


def main(words: Sequence[str] | None = None) -> int:
    """`python -m evals.bench [--only warm cold …] [--page-only]`."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description="测量 docs/figures.md 里的数字")
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), help="只测这些")
    parser.add_argument("--page-only", action="store_true", help="不测，只由已有记录重写 docs/figures.md")
    chosen = parser.parse_args(words)
    try:
        if not chosen.page_only:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
            _append(measured(chosen.only))
        held = _held(latest(_lines(BENCH_LOG)))
        PAGE.write_text(page(_lines(BENCH_LOG), _lines(LOG), held), "utf-8")
    except AssistantError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for one in held:
        if one.met is False:
            print(f"{one.target.figure} {one.value:g}，应 {one.target.bound}", file=sys.stderr)
    return 3 if any(one.met is False for one in held) else 0


def measured(names: Iterable[str]) -> dict[str, Any]:
    """One line of the log: the figures of these measures, with machine, date and commit."""
    figures: dict[str, Any] = {}
    for name in names:
        print(f"… {name}", file=sys.stderr, flush=True)
        found = MEASURES[name]()
        peak = max(figures.get("ask_peak_mb", 0), found.get("ask_peak_mb", 0))
        figures |= found | ({"ask_peak_mb": peak} if peak else {})
    load = round(os.getloadavg()[0], 1)
    told = {"date": now().isoformat(timespec="seconds"), "git": git_state(), "machine": machine()}
    return told | {"load": load, "figures": figures}


def machine() -> dict[str, Any]:
    """What it ran on."""
    info = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":", 1)[1].strip() for line in info.splitlines() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    cores = len(os.sched_getaffinity(0))
    return {"cpu": model, "cores": cores, "memory_gb": round(memory), "os": system, "python": platform.python_version()}


def latest(lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The last value of each figure."""
    figures: dict[str, Any] = {}
    for line in lines:
        figures |= line["figures"]
    return figures


def _held(figures: Mapping[str, Any]) -> tuple[Held, ...]:
    return hold(read_targets(OURS, "bench"), figures, {}, "bench")


def _append(line: Mapping[str, Any]) -> None:
    with BENCH_LOG.open("a", encoding="utf-8") as log:
        log.write(json.dumps(line, ensure_ascii=False) + "\n")


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def page(benches: Sequence[Mapping[str, Any]], runs: Sequence[Mapping[str, Any]], held: Iterable[Held]) -> str:
    """docs/figures.md. Every number is the last one measured."""
    lines = ["# Figures", "", "Written by `make bench` (evals/bench.py) from its own measurements (evals/bench.jsonl)"]
    lines += ["and from the runs of `eval run` (evals/runs.jsonl). Do not edit; what each figure means: evals.md.", ""]
    lines += [*_speed(benches, {one.target.figure: one for one in held}), *_answers(runs)]
    return "\n".join(lines) + "\n"


def _speed(benches: Sequence[Mapping[str, Any]], held: Mapping[str, Held]) -> list[str]:
    lines = ["## Speed and size", "", "| | stated | measured | on | commit | load |", "|---|---|---|---|---|---|"]
    for figure, words in WORDS.items():
        found = [line for line in benches if figure_at(line["figures"], figure) is not None]
        if found:
            bound = held[figure].target.bound if figure in held else ""
            value, commit = figure_at(found[-1]["figures"], figure), found[-1]["git"]["commit"] or ""
            when = f"{found[-1]['date'][:10]} | {commit[:8]} | {found[-1]['load']:g}"
            lines.append(f"| {words} | {bound} | {value:g} | {when} |")
    if benches:
        m = benches[-1]["machine"]
        lines += ["", f"Machine: {m['cpu']}, {m['cores']} cores, {m['memory_gb']} GB, {m['os']}, Python {m['python']}."]
        lines += ["Load: how many processes wanted a core when the measuring ended; above the cores, clocks run slow."]
    return [*lines, ""]


def _answers(runs: Sequence[Mapping[str, Any]]) -> list[str]:
    """The last run without a model of each of our sets, alone in its run."""
    last: dict[str, Mapping[str, Any]] = {}
    for run in runs:
        if run["model"] == "none" and len(run["sets"]) == 1 and run["sets"][0]["name"] in _our_sets():
            last[run["sets"][0]["name"]] = run
    lines = []
    for name, run in sorted(last.items()):
        head = f"{run['questions']} questions, sha256 `{run['sets'][0]['sha256'][:16]}…`, {run['date'][:10]}"
        lines += [f"## Answers: {name}", "", f"{head}, corpus {run['corpus_version']}, embedded default.", ""]
        groups = {"all": run, **run["by_kind"]}
        lines += ["| | " + " | ".join(f"{kind} ({group['questions']})" for kind, group in groups.items()) + " |"]
        lines += ["|---|" + "---|" * len(groups)]
        for part in ("retrieval", "answers"):
            for figure in run[part]:
                cells = (_shown(group[part].get(figure)) for group in groups.values())
                lines.append(f"| {figure} | {' | '.join(cells)} |")
        lines += [""]
    return lines


def _our_sets() -> frozenset[str]:
    return frozenset(path.name for path in (HERE / "sets").glob("*.yaml"))


def _shown(value: Any) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    sys.exit(main())
