"""The report of a run: JSON for scripts, Markdown for people, a plot, and one line in `runs.jsonl`.

Lives here: putting marked questions into those four forms. Questions of a sealed set appear by id only. May import:
the rest of evals, the standard library; matplotlib when a plot is drawn.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from evals.metrics import ANSWERS, LESS_IS_BETTER, RETRIEVAL, Marked, grouped, totals
from evals.runner import Run, everything
from evals.targets import Held, Target, hold

LOG = Path(__file__).parent / "runs.jsonl"
NO_KIND = "（未分类）"
NO_ARTICLE = "（不指条款）"


def build_report(
    runs: Sequence[Run], *, model: str, corpus_version: str, targets: Mapping[str, Sequence[Target]], at: datetime
) -> dict[str, Any]:
    """The report as one JSON document. `targets`: by set name; under "" those over all sets together."""
    marked = everything(runs)
    by_kind = _by(marked, lambda item: [item.kind or NO_KIND])
    held: list[Held] = list(hold(targets.get("", ()), totals(marked), by_kind, "全部"))
    for run in runs:
        own_kinds = _by(run.marked, lambda item: [item.kind or NO_KIND])
        held += hold(targets.get(run.questions.name, ()), totals(run.marked), own_kinds, run.questions.name)
    return {
        "run": f"{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}",
        "date": at.isoformat(timespec="seconds"),
        "git": git_state(),
        "model": model,
        "corpus_version": corpus_version,
        "sets": [_set_head(run) for run in runs],
        **totals(marked),
        "by_kind": by_kind if any(m.outcome.item.kind for m in marked) else {},
        "by_article": _by(marked, lambda item: item.articles or (NO_ARTICLE,)),
        "targets": [one.as_json() for one in held],
        "items": [_item(run.questions.name, one, run.questions.sealed) for run in runs for one in run.marked],
    }


def _set_head(run: Run) -> dict[str, Any]:
    questions = run.questions
    return {"name": questions.name, "sha256": questions.sha256, "sealed": questions.sealed, **totals(run.marked)}


def _by(marked: Iterable[Marked], keys: Any) -> dict[str, dict[str, Any]]:
    return {key: totals(group) for key, group in sorted(grouped(marked, keys).items(), key=lambda kv: _order(kv[0]))}


def _order(key: str) -> tuple[str, int, str]:
    """`henan-2024:9` before `henan-2024:18`."""
    document, _, number = key.partition(":")
    return (document, int(number) if number.isdecimal() else 0, key)


def _item(of: str, one: Marked, sealed: bool) -> dict[str, Any]:
    """A question with its marks and reasons. Of a sealed set: id, kind and marks, so that its questions stay unread."""
    outcome, item = one.outcome, one.outcome.item
    row: dict[str, Any] = {"set": of, "id": item.id, "kind": item.kind, "ms": round(outcome.ms, 1)}
    if sealed:
        return row | {"marks": _rounded(one.marks), "reasons": dict.fromkeys(one.reasons, "题集已封存")}
    answer = outcome.answer
    return row | {
        "articles": list(item.articles),
        "question": item.question,
        "status": answer.status if answer else None,
        "cited": [citation.clause for citation in answer.citations] if answer else [],
        "retrieved": list((outcome.ranked or ())[:5]),
        "answer": answer.answer if answer else None,
        "verdict": answer.verdict if answer else None,
        "missing": [m.fact for m in answer.missing] if answer else [],
        "marks": _rounded(one.marks),
        "reasons": dict(one.reasons),
    }


def _rounded(marks: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in marks.items()}


def git_state() -> dict[str, Any]:
    """The commit that ran, and whether code or corpus differed from it; nulls outside a checkout."""
    root = Path(__file__).parent.parent

    def git(*args: str) -> str | None:
        try:
            done = subprocess.run(
                ["git", "-C", str(root), *args], capture_output=True, text=True, timeout=20, check=True
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "assistant", "corpus", "prompts", "evals/*.py")
    return {"commit": git("rev-parse", "HEAD"), "dirty": None if changed is None else bool(changed)}


def now() -> datetime:
    """The time of the run."""
    return datetime.now(UTC)


def write_report(report: Mapping[str, Any], out: Path) -> tuple[Path, ...]:
    """`report.json`, `report.md` and `report.png` in `out` (made where it is missing). Raises BadFile."""
    files = {"report.json": json.dumps(report, ensure_ascii=False, indent=1) + "\n", "report.md": as_markdown(report)}
    make_folder(out)
    try:
        for name, text in files.items():
            _replace(out / name, text)
        drawn = draw(report, out / "report.png")
    except OSError as error:
        raise BadFile(f"写不了报告（{error.strerror}）", where=str(out), remedy="请用 --out 指定可写的文件夹") from None
    return tuple(out / name for name in files) + ((out / "report.png",) if drawn else ())


def make_folder(out: Path) -> None:
    """The folder of a report, before a long run begins. Raises BadFile."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"写不了报告（{error.strerror}）"
        raise BadFile(what, where=str(out), remedy="请用 --out 指定可写的文件夹") from None


def _replace(path: Path, text: str) -> None:
    """Writes beside and renames: a report is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def append_run(report: Mapping[str, Any], log: Path | None = None) -> None:
    """One line of totals at the end of `log` (default: LOG), in one write. Raises BadFile."""
    log = log or LOG
    keys = (
        "run",
        "date",
        "git",
        "model",
        "corpus_version",
        "questions",
        "errors",
        "retrieval",
        "answers",
        "latency_ms",
    )
    line = {key: report[key] for key in keys}
    line["sets"] = [{key: one[key] for key in ("name", "sha256", "questions")} for one in report["sets"]]
    line["by_kind"] = {
        kind: {k: t[k] for k in ("questions", "retrieval", "answers")} for kind, t in report["by_kind"].items()
    }
    line["unmet"] = [one for one in report["targets"] if one["met"] is False]
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise BadFile(f"写不了运行记录（{error.strerror}）", where=str(log), remedy="请检查权限") from None


def as_markdown(report: Mapping[str, Any]) -> str:
    """The report for people."""
    sets = "；".join(
        f"{one['name']}（{one['questions']} 题，sha256 `{one['sha256'][:16]}…`）" for one in report["sets"]
    )
    commit = (report["git"]["commit"] or "无")[:12] + ("，有未提交改动" if report["git"]["dirty"] else "")
    lines = [
        f"# 评测 {report['run']}",
        "",
        f"题集：{sets}",
        f"日期 {report['date']} · 模型 {report['model']} · 语料版本 {report['corpus_version']} · 提交 {commit}",
        "",
        "## 总分",
        "",
        *_totals_table({"全部": report, **{one["name"]: one for one in report["sets"] if len(report["sets"]) > 1}}),
    ]
    if report["errors"]:
        lines += ["", f"**{report['errors']} 题出错**（见各题）"]
    if report["targets"]:
        lines += ["", "## 目标", "", "| 题集 | 指标 | 目标 | 实测 | |", "|---|---|---|---|---|"]
        lines += [_target_row(one) for one in report["targets"]]
    if report["by_kind"]:
        lines += ["", "## 按类别", "", *_totals_table(report["by_kind"])]
    lines += ["", "## 按条文", "", *_totals_table(report["by_article"])]
    lines += ["", "## 各题", "", *_items(report["items"])]
    return "\n".join(lines) + "\n"


def _target_row(one: Mapping[str, Any]) -> str:
    sign = {True: "✓ 达到", False: "✗ 未达到", None: "无此类题"}[one["met"]]
    figure = one["figure"] + (f"（{one['kind']}）" if one["kind"] else "")
    return f"| {one['set']} | {figure} | {one['bound']} | {_shown(one['value'])} | {sign} |"


def _totals_table(groups: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Figures as rows where groups are few, as columns where they are many. In brackets: how many items it rests on."""
    figures = [(name, "retrieval") for name in RETRIEVAL] + [(name, "answers") for name in ANSWERS]
    figures += [("p50", "latency_ms"), ("p95", "latency_ms")]
    named = {name: f"{name} ↓" if name in LESS_IS_BETTER or part == "latency_ms" else name for name, part in figures}
    if len(groups) <= 8:
        heads = " | ".join(f"{key}（{group['questions']}）" for key, group in groups.items())
        rows = [[named[name], *(_counted(group, part, name) for group in groups.values())] for name, part in figures]
        return [f"| 指标 | {heads} |", "|---|" + "---|" * len(groups), *("| " + " | ".join(row) + " |" for row in rows)]
    head = ["| | 题数 | " + " | ".join(named.values()) + " |", "|---|---|" + "---|" * len(figures)]
    return head + [
        f"| {key} | {group['questions']} | " + " | ".join(_shown(group[part][name]) for name, part in figures) + " |"
        for key, group in groups.items()
    ]


def _counted(group: Mapping[str, Any], part: str, name: str) -> str:
    scored = group["scored"].get(name)
    return _shown(group[part][name]) + (f" ({scored})" if scored else "")


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _items(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """Questions with something amiss in full, then the ids of the others."""
    lines: list[str] = []
    for one in items:
        if not one["reasons"]:
            continue
        lines += [f"### {one['id']} · {one['kind'] or NO_KIND} · {one['set']}", ""]
        if "question" in one:
            lines += [f"问：{_cell(one['question'])}", ""]
        lines += [
            f"- {metric} {_shown(one['marks'].get(metric))}：{_cell(why)}" for metric, why in one["reasons"].items()
        ]
        if one.get("answer"):
            lines += ["", "> " + "\n> ".join(one["answer"].split("\n"))]
        lines += [""]
    fine = [one["id"] for one in items if not one["reasons"]]
    return [*lines, f"全部得分的题（{len(fine)}）：{'、'.join(fine) or '无'}"]


def _cell(text: str) -> str:
    return " ".join(text.split())


@contextmanager
def chinese_figure(path: Path, size: tuple[float, float]) -> Iterator[Any]:
    """The axes of a figure whose words may be Chinese; saved at `path` at the end. Raises ImportError without matplotlib."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import font_manager
    from matplotlib import pyplot as plt

    installed = {font.name for font in font_manager.fontManager.ttflist}
    fonts = [f for f in ("Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei") if f in installed]
    with mpl.rc_context({"font.sans-serif": [*fonts, "DejaVu Sans"], "font.family": "sans-serif"}):
        figure, axes = plt.subplots(figsize=size)
        yield axes
        figure.savefig(path, dpi=130, bbox_inches="tight")
        plt.close(figure)


def draw(report: Mapping[str, Any], path: Path) -> bool:
    """The totals by kind as a coloured table at `path`; False where matplotlib is not installed."""
    if find_spec("matplotlib") is None:
        return False
    groups = {"all": report, **report["by_kind"]}
    shares = [(n, "retrieval") for n in RETRIEVAL] + [(n, "answers") for n in ANSWERS if n not in LESS_IS_BETTER]
    nothing = float("nan")
    grid = [[nothing if (v := group[part][m]) is None else v for group in groups.values()] for m, part in shares]
    with chinese_figure(path, (3 + 1.2 * len(groups), 1.5 + 0.4 * len(shares))) as axes:
        axes.imshow(grid, cmap="RdYlGn", vmin=0.5, vmax=1, alpha=0.7, aspect="auto")
        for row, values in enumerate(grid):
            for column, value in enumerate(values):
                axes.text(column, row, "–" if value != value else f"{value:.3f}", ha="center", va="center", fontsize=9)
        axes.set_yticks(range(len(shares)), [metric for metric, _ in shares])
        heads = [f"{key}\n({group['questions']})" for key, group in groups.items()]
        axes.set_xticks(range(len(groups)), heads, fontsize=9)
        axes.xaxis.tick_top()
        latency = report["latency_ms"]
        told = f"{report['run']} · model {report['model']} · p50 {latency['p50']} ms · p95 {latency['p95']} ms"
        axes.set_xlabel(told, fontsize=9)
    return True


def summary(report: Mapping[str, Any]) -> str:
    """The totals in a few lines, for a terminal."""
    marked = [(n, report["retrieval"][n]) for n in RETRIEVAL] + [(n, report["answers"][n]) for n in ANSWERS]
    lines = [f"{report['run']}  {report['questions']} 题  模型 {report['model']}  语料版本 {report['corpus_version']}"]
    lines += [f"  {name:26}{_shown(value):>8}  ({report['scored'][name]})" for name, value in marked]
    lines.append(f"  {'latency_ms p50 / p95':26}{report['latency_ms']['p50']} / {report['latency_ms']['p95']}")
    if report["errors"]:
        lines.append(f"  出错 {report['errors']} 题")
    for one in report["targets"]:
        if one["met"] is False:
            figure = one["figure"] + (f"（{one['kind']}）" if one["kind"] else "")
            lines.append(f"  未达目标：{one['set']} {figure} {one['bound']}，实测 {_shown(one['value'])}")
    return "\n".join(lines)
