"""The report of `eval claims`: JSON for scripts, Markdown for people, one line an item.

Lives here: `build`, `as_markdown`, `write`. May import: evals.report (git state, folders), evals.claims.measure, items.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from evals.claims.items import ClaimSet
from evals.claims.measure import Judgement, Measured, Tally
from evals.report import git_state, make_folder

KINDS = {
    "actor": "主体",
    "case_false": "对所附企业不成立",
    "clause": "条款号",
    "colloquial": "口语断言",
    "comparator": "比较词",
    "correct": "正确答案",
    "date": "日期",
    "exception": "虚构例外",
    "grade": "等级",
    "hedge": "含糊其辞",
    "limit": "虚构限值",
    "material": "虚构材料",
    "number": "数字",
    "out_of_force": "失效文件",
    "polarity": "是非颠倒",
    "quotation": "伪造引文",
    "scope": "行业范围",
    "split": "分两句说",
    "table": "表格里",
    "unit": "单位",
}


def build(questions: ClaimSet, measured: Measured, *, corpus_version: str, at: datetime) -> dict[str, Any]:
    """The report as one JSON document."""
    return {
        "set": {"name": questions.name, "sha256": questions.sha256, "items": len(questions.items)},
        "date": at.isoformat(timespec="seconds"),
        "git": git_state(),
        "corpus_version": corpus_version,
        "by_mutation": {kind: _kind(kind, tally) for kind, tally in measured.by_kind.items()},
        "caught": measured.wrong.right,
        "missed": measured.wrong.of - measured.wrong.right,
        "false_alarms": measured.correct.of - measured.correct.right,
        "correct": measured.correct.of,
        "caught_share": _rounded(measured.wrong),
        "false_alarm_share": round(measured.false_alarms, 4) if measured.correct.of else None,
        "f1": round(measured.f1, 4) if measured.f1 is not None else None,
        "unscored": measured.unscored,
        "seconds": round(measured.seconds, 3),
        "answers_per_second": round(len(questions.items) / measured.seconds) if measured.seconds else None,
    }


def _kind(kind: str, tally: Tally) -> dict[str, Any]:
    low, high = tally.interval
    names = ("passed", "false_alarms") if kind == "correct" else ("caught", "missed")
    counts = {names[0]: tally.right, names[1]: tally.of - tally.right}
    return {**counts, "of": tally.of, "share": round(tally.share, 4), "ci95": [round(low, 4), round(high, 4)]}


def _rounded(tally: Tally) -> float | None:
    return round(tally.share, 4) if tally.of else None


def as_markdown(report: Mapping[str, Any]) -> str:
    """The report as a table by kind."""
    head = report["set"]
    lines = [
        "# 断言核对评测",
        "",
        f"题集 {head['name']}（{head['items']} 条，sha256 `{head['sha256']}`），语料 {report['corpus_version']}，{report['date']}",
        "",
        "| 类型 | 题数 | 判对 | 比例 | 95% 区间 |",
        "|---|---:|---:|---:|---|",
    ]
    for kind, row in report["by_mutation"].items():
        right = row.get("caught", row.get("passed"))
        low, high = row["ci95"]
        name = KINDS.get(kind, kind)
        lines.append(f"| {name}（{kind}） | {row['of']} | {right} | {row['share']:.1%} | {low:.1%} – {high:.1%} |")
    share = report["caught_share"]
    alarms = report["false_alarm_share"]
    lines += [
        "",
        f"- 错误答案拦下 {report['caught']}，漏过 {report['missed']}"
        + (f"（{share:.2%}）" if share is not None else ""),
        f"- 正确答案误拦 {report['false_alarms']} / {report['correct']}"
        + (f"（{alarms:.2%}）" if alarms is not None else ""),
        f"- F1 {report['f1']}" if report["f1"] is not None else "- F1 无（没有可计分的题）",
        f"- {report['answers_per_second']} 条/秒（只计核对）",
    ]
    return "\n".join(lines) + "\n"


def write(report: Mapping[str, Any], judged: Sequence[Judgement], out: Path) -> tuple[Path, ...]:
    """report.json, report.md and items.jsonl in `out`. Raises BadFile where that cannot be written."""
    make_folder(out)
    files = {
        "report.json": json.dumps(report, ensure_ascii=False, indent=1) + "\n",
        "report.md": as_markdown(report),
        "items.jsonl": "".join(_lines(judged)),
    }
    for name, text in files.items():
        try:
            (out / name).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise BadFile("写不了报告", where=str(out / name), remedy=f"请换一个文件夹（{error.strerror}）") from None
    return tuple(out / name for name in files)


def _lines(judged: Iterable[Judgement]) -> Iterable[str]:
    return (json.dumps(one.as_json(), ensure_ascii=False) + "\n" for one in judged)
