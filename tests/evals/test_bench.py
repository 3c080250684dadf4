"""The page of figures, and what is measured without starting anything."""

from __future__ import annotations

from typing import Any

import pytest

from evals import bench, startup
from evals.targets import OURS, hold, read_targets

MACHINE = {"cpu": "示例 CPU", "cores": 2, "memory_gb": 8, "os": "Debian GNU/Linux 12", "python": "3.11.4"}
RUN: dict[str, Any] = {
    "model": "none",
    "date": "2026-11-25T14:00:00+00:00",
    "corpus_version": "abc",
    "questions": 2,
    "sets": [{"name": "dev.yaml", "sha256": "f" * 64, "questions": 2}],
    "retrieval": {"mrr": 0.5},
    "answers": {"invented_eligibility": 0},
    "by_kind": {"literal": {"questions": 1, "retrieval": {"mrr": 1.0}, "answers": {"invented_eligibility": None}}},
}


def line(**figures: Any) -> dict[str, Any]:
    return {
        "date": "2026-11-25",
        "git": {"commit": "0123456789", "dirty": False},
        "machine": MACHINE,
        "load": 1.5,
        "figures": figures,
    }


def test_the_page_shows_the_last_value_of_each_figure() -> None:
    benches = [line(ask_cold_s=9.0, install_gb=1.2), line(ask_cold_s=2.5)]
    held = hold(read_targets(OURS, "bench"), bench.latest(benches), {}, "bench")

    page = bench.page(benches, [RUN, {**RUN, "model": "some/model"}], held)

    assert "| cold `python -m assistant ask` (s) | ≤ 3 | 2.5 | 2026-11-25 | 01234567 | 1.5 |" in page
    assert "| default install on disk (GB) | ≤ 1.3 | 1.2 |" in page
    assert "| mrr | 0.500 | 1.000 |" in page
    assert "| invented_eligibility | 0 |  |" in page
    assert all(one.met is not False for one in held)


def test_every_bench_target_is_a_figure_of_the_page() -> None:
    assert {target.figure for target in read_targets(OURS, "bench")} <= set(bench.WORDS)


def test_the_larger_peak_of_memory_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "MEASURES", {"a": lambda: {"ask_peak_mb": 500}, "b": lambda: {"ask_peak_mb": 300}})

    assert bench.measured(["a", "b"])["figures"] == {"ask_peak_mb": 500}


def test_a_process_that_fails_is_told_with_its_last_line() -> None:
    from assistant.errors import InputError

    with startup.fresh_home() as env, pytest.raises(InputError, match=r"退出码 1.*坏了"):
        startup.timed((startup.sys.executable, "-c", "raise SystemExit('坏了')"), env)
