"""Comparing two runs: question by question, and whether the figures fell.

Lives here: pairing the items of two `report.json`, their differences, and a seeded bootstrap interval for the mean
difference over questions. May import: evals.metrics, errors.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from evals.metrics import ANSWERS, RETRIEVAL

SEED = 20240101
RESAMPLES = 10_000
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One metric over the questions that both runs scored. Marks: more is better, so a fall is below 0."""

    metric: str
    items: int
    before: float
    after: float
    low: float
    high: float

    @property
    def change(self) -> float:
        """After less before."""
        return self.after - self.before

    @property
    def falls(self) -> bool:
        """Whether the mean mark is lower than before."""
        return self.change < -1e-9

    @property
    def certain(self) -> bool:
        """Whether the 95 % interval lies wholly on one side of 0."""
        return self.high < 0 or self.low > 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose mark for a metric changed."""

    key: Key
    metric: str
    before: float
    after: float
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side. `only_before`, `only_after`: questions of one run alone, which are not compared."""

    before: str
    after: str
    shared: int
    differences: tuple[Difference, ...]
    moved: tuple[Moved, ...]
    only_before: tuple[Key, ...]
    only_after: tuple[Key, ...]

    @property
    def falls(self) -> bool:
        """Whether any figure fell."""
        return any(difference.falls for difference in self.differences)

    def as_json(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "before": self.before,
            "after": self.after,
            "shared": self.shared,
            "falls": self.falls,
            "metrics": {
                d.metric: {
                    "items": d.items,
                    "before": round(d.before, 4),
                    "after": round(d.after, 4),
                    "change": round(d.change, 4),
                    "ci95": [round(d.low, 4), round(d.high, 4)],
                    "falls": d.falls,
                    "certain": d.certain,
                }
                for d in self.differences
            },
            "items": [
                {
                    "set": m.key[0],
                    "id": m.key[1],
                    "metric": m.metric,
                    "before": m.before,
                    "after": m.after,
                    "why": m.why,
                }
                for m in self.moved
            ],
            "only_before": [list(key) for key in self.only_before],
            "only_after": [list(key) for key in self.only_after],
        }


def read_report(path: Path) -> dict[str, Any]:
    """The report in `path` (a folder, or its report.json). Raises BadFile."""
    file = path / "report.json" if path.is_dir() else path
    try:
        report = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BadFile(
            f"文件打不开（{error.strerror}）", where=str(file), remedy="请给出 eval run 的输出文件夹"
        ) from None
    except ValueError:
        raise BadFile("不是可用的 JSON", where=str(file), remedy="请给出 eval run 写的 report.json") from None
    if not isinstance(report, dict) or not isinstance(report.get("items"), list) or "run" not in report:
        raise BadFile("不是评测报告", where=str(file), remedy="请给出 eval run 写的 report.json")
    return report


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """`after` against `before`, over the questions that both hold. Raises BadFile where they share none."""
    old, new = _by_key(before), _by_key(after)
    shared = [key for key in old if key in new and _same_question(old[key], new[key])]
    if not shared:
        raise BadFile("两次运行没有相同的题", where=str(after["run"]), remedy="请用同一题集再跑一次")
    return Comparison(
        before=str(before["run"]),
        after=str(after["run"]),
        shared=len(shared),
        differences=tuple(d for metric in (*RETRIEVAL, *ANSWERS) if (d := _difference(metric, old, new, shared))),
        moved=tuple(move for key in shared for move in _moves(key, old[key], new[key])),
        only_before=tuple(key for key in old if key not in shared),
        only_after=tuple(key for key in new if key not in shared),
    )


def _by_key(report: Mapping[str, Any]) -> dict[Key, Mapping[str, Any]]:
    return {(item["set"], item["id"]): item for item in report["items"]}


def _same_question(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return bool(old.get("question") == new.get("question"))


def _difference(
    metric: str, old: Mapping[Key, Mapping[str, Any]], new: Mapping[Key, Mapping[str, Any]], shared: Sequence[Key]
) -> Difference | None:
    pairs = [(old[key]["marks"].get(metric), new[key]["marks"].get(metric)) for key in shared]
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not both:
        return None
    count = len(both)
    low, high = interval([b - a for a, b in both])
    return Difference(metric, count, sum(a for a, _ in both) / count, sum(b for _, b in both) / count, low, high)


def interval(changes: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean of `changes` (percentiles over resampled questions, seeded).

    >>> interval([0.0, 0.0, 0.0])
    (0.0, 0.0)
    """
    if not any(changes):
        return 0.0, 0.0
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(changes, k=len(changes))) / len(changes) for _ in range(resamples))
    return means[int(resamples * 0.025)], means[int(resamples * 0.975) - 1]


def _moves(key: Key, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Moved]:
    moves = []
    for metric in (*RETRIEVAL, *ANSWERS):
        a, b = old["marks"].get(metric), new["marks"].get(metric)
        if a is not None and b is not None and a != b:
            why = (new if b < a else old)["reasons"].get(metric, "")
            moves.append(Moved(key, metric, a, b, why))
    return moves


def as_text(comparison: Comparison) -> str:
    """The comparison for people."""
    lines = [f"{comparison.before} → {comparison.after}，共同的题 {comparison.shared}", ""]
    lines += ["| 指标 | 题数 | 前 | 后 | 变化 | 95% 区间 | |", "|---|---|---|---|---|---|---|"]
    for d in comparison.differences:
        word = "下降" if d.falls else "上升" if d.change > 1e-9 else ""
        sure = "（显著）" if d.certain else "（区间含 0）" if word else ""
        lines.append(
            f"| {d.metric} | {d.items} | {d.before:.3f} | {d.after:.3f} | {d.change:+.3f} |"
            f" [{d.low:+.3f}, {d.high:+.3f}] | {word}{sure} |"
        )
    lines += ["", f"变化的题（{len(comparison.moved)} 处）："]
    lines += [f"- {m.key[1]} {m.metric} {m.before:g} → {m.after:g}：{m.why}" for m in comparison.moved]
    for name, keys in (("前一次", comparison.only_before), ("后一次", comparison.only_after)):
        if keys:
            lines.append(f"只在{name}运行中的题（不比较）：" + "、".join(key[1] for key in keys))
    return "\n".join(lines)
