"""Running `screen` over a set of packs as scripts run it, and the report of that.

Lives here: the subprocess for each pack, the comparison with OCR of every page, JSON and Markdown. Items are shown for
dev only: of a set that is read in aggregate no pack's result reaches anybody. May import: score, truth, errors;
rapidocr and pypdfium2 when the comparison is asked for.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from assistant.library.yaml_file import read_yaml
from evals.packs.score import Marked, by_kind, by_medium, grouped, mark, misses, totals
from evals.packs.truth import Truth

FLAGS = {"grade": "--grade", "industry": "--industry", "with": "--with", "without": "--without", "previous": "--previous"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """What a run of `screen` gave."""

    report: dict[str, Any] | None
    failed: str | None
    seconds: float


def command(truth: Truth) -> list[str]:
    """The command line for a pack."""
    words = [sys.executable, "-m", "assistant", "screen", *(str(one) for one in truth.inputs), "--json"]
    if truth.as_of:
        words += ["--as-of", truth.as_of]
    for key, value in truth.args.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            words += [FLAGS[key], str(one)]
    return words


def screen(truth: Truth, *, timeout: float) -> Answered:
    """One pack through `python -m assistant screen`, in a process of its own; nothing that OCR read before is at hand."""
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as pages:
            done = subprocess.run(
                command(truth),
                capture_output=True,
                text=True,
                timeout=timeout,
                check=False,
                env={**os.environ, "ASSISTANT_PAGES": pages},
            )
    except subprocess.TimeoutExpired:
        return Answered(None, f"超过 {timeout:.0f} 秒", time.monotonic() - started)
    seconds = time.monotonic() - started
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["（无输出）"])[-1]
        return Answered(None, f"退出码 {done.returncode}：{last[:300]}", seconds)
    try:
        return Answered(json.loads(done.stdout), None, seconds)
    except json.JSONDecodeError as error:
        return Answered(None, f"stdout 不是一个 JSON 文档（{error}）", seconds)


Screen = Callable[..., Answered]


def examine(
    truths: Sequence[Truth], *, timeout: float, screen: Screen = screen, progress: Callable[[int], None] | None = None, keep: Path | None = None
) -> list[Marked]:  # fmt: skip
    """Every pack, marked. `keep`: a folder for the reports as they came."""
    marks = []
    for number, truth in enumerate(truths, 1):
        got = screen(truth, timeout=timeout)
        if keep and got.report:
            (keep / f"{truth.name}.json").write_text(json.dumps(got.report, ensure_ascii=False, indent=1), "utf-8")
        marks.append(mark(truth, got.report, seconds=got.seconds, failed=got.failed))
        if progress:
            progress(number)
    return marks


def build_report(marks: Sequence[Marked], *, aggregate_only: bool, at: str, source: str) -> dict[str, Any]:
    """The whole report as one JSON document."""
    report: dict[str, Any] = {
        "set": source,
        "date": at,
        **totals(marks),
        "by_kind_of_pack": {key: totals(group) for key, group in grouped(marks, "kind").items()},
        "by_medium": by_medium(marks),
        "by_finding": by_kind(marks),
    }
    if not aggregate_only:
        report["by_case"] = {key: totals(group) for key, group in grouped(marks, "case").items()}
        report["items"] = [
            {"pack": one.truth.name, "case": one.truth.case, "seconds": round(one.seconds, 2), "misses": misses(one)}
            for one in marks
        ]
    return report


def held(report: Mapping[str, Any], targets: Path) -> list[dict[str, Any]]:
    """Each target of the file held against the figures of its kind of pack; `met` None where no such pack was there.

    Raises BadFile where the file is not a mapping of kinds to figures with numbers.
    """
    data = read_yaml(targets).data
    if not isinstance(data, dict) or not all(isinstance(bounds, dict) for bounds in data.values()):
        raise BadFile("目标文件应为：类别 → 指标 → 数", where=str(targets), remedy="例见 evals/packs/targets.yaml")
    rows = []
    for kind, bounds in data.items():
        figures = report["by_kind_of_pack"].get(kind)
        for name, bound in bounds.items():
            value: Any = figures
            for key in name.split(".") if figures else ():
                value = value[key]
            rows.append(
                {
                    "kind": kind,
                    "figure": name,
                    "at_least": bound,
                    "value": value,
                    "met": None if value is None else value >= bound,
                }
            )
    return rows


# Comparison with reading everything by OCR


def compare(marks: Sequence[Marked], count: int) -> dict[str, Any]:
    """`count` packs, evenly chosen, once more: seconds of `screen` and of OCR of every page, in turns; status F1 of both ways.

    `share`: of the seconds of bare rapidocr on every page. `f1_everything`: of screening with every page read whole.
    """
    from evals.packs.everything import screened

    count = min(count, len(marks))
    some = [marks[number * len(marks) // count].truth for number in range(count)]
    ours, theirs, everything = [], [], []
    for truth in some:
        got = screen(truth, timeout=1800)
        ours.append(mark(truth, got.report, seconds=got.seconds, failed=got.failed))
        theirs.append(ocr_everything([truth]))
        everything.append(mark(truth, screened(truth), seconds=0.0))
    seconds, bare = sum(one.seconds for one in ours), sum(one["seconds"] for one in theirs)
    pages = sum(one["pages"] for one in theirs)
    return {
        "packs": count,
        "screen_seconds": round(seconds, 2),
        "ocr_everything": {
            "pages": pages,
            "seconds": round(bare, 2),
            "seconds_a_page": round(bare / pages, 3) if pages else None,
        },
        "share": round(seconds / bare, 3) if bare else None,
        "f1": totals(ours)["materials"]["f1"],
        "f1_everything": totals(everything)["materials"]["f1"],
    }


def ocr_everything(truths: Sequence[Truth], *, dpi: int = 200, threads: int = 2) -> dict[str, Any]:
    """Seconds that bare rapidocr needs for every page and picture of the packs. Word and Excel have no pages."""
    import numpy as np
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": threads})
    pages, seconds = 0, 0.0
    for truth in truths:
        for image in _images(truth.inputs, dpi):
            started = time.monotonic()
            engine(np.asarray(image))
            seconds += time.monotonic() - started
            pages += 1
    return {
        "pages": pages,
        "seconds": round(seconds, 2),
        "seconds_a_page": round(seconds / pages, 3) if pages else None,
    }


def _images(inputs: Sequence[Path], dpi: int) -> Iterator[Any]:
    for name, data in _files(inputs):
        if name.lower().endswith((".png", ".jpg", ".jpeg", ".tif", ".tiff")):
            from PIL import Image

            yield Image.open(io.BytesIO(data)).convert("RGB")
        elif data[:5] == b"%PDF-":
            yield from _pdf_images(data, dpi)


def _pdf_images(data: bytes, dpi: int) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:  # encrypted or broken on purpose: nothing to read
        return
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()


def _files(inputs: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for place in inputs:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.is_file():
                yield from _opened(file.name, file.read_bytes())


def _opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if name.lower().endswith(".zip") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not member.is_dir() and not member.flag_bits & 1:
                    yield from _opened(member.filename, archive.read(member))
    else:
        yield name, data


# Words for people


def as_markdown(report: dict[str, Any]) -> str:
    """The report for people."""
    lines = [f"# 材料包预审评测 · {report['set']}", "", f"日期 {report['date']} · {report['packs']} 份，全对 {report['perfect_packs']} 份，运行失败 {report['failed_runs']} 份", ""]  # fmt: skip
    lines += _table({"全部": report} | report["by_kind_of_pack"])
    if report.get("targets"):
        sign = {True: "达到", False: "未达到", None: "无此类"}
        lines += ["", "## 目标", "", "| 类别 | 指标 | 目标 | 实测 | |", "|---|---|---|---|---|"]
        lines += [
            f"| {one['kind']} | {one['figure']} | ≥ {one['at_least']} | {one['value']} | {sign[one['met']]} |"
            for one in report["targets"]
        ]
    if "compare" in report:
        lines += [
            "",
            "## 与全部页做 OCR 相比",
            "",
            f"```json\n{json.dumps(report['compare'], ensure_ascii=False)}\n```",
        ]
    lines += ["", "## 按材料形式", "", "| 形式 | 行数 | 正确 |", "|---|---|---|"]
    lines += [f"| {key} | {one['lines']} | {one['right']} |" for key, one in report["by_medium"].items()]
    lines += ["", "## 按状态", "", "| 状态 | 真值 | 报出 | 查准 | 查全 | F1 |", "|---|---|---|---|---|---|"]
    lines += [f"| {key} | {one['true']} | {one['said']} | {one['precision']} | {one['recall']} | {one['f1']} |" for key, one in report["materials"]["by_status"].items()]  # fmt: skip
    lines += ["", "## 按发现种类", "", "| 种类 | 应报 | 报中 | 误报 | 查准 | 查全 |", "|---|---|---|---|---|---|"]
    lines += [f"| {key} | {one['due']} | {one['hit']} | {one['unfounded']} | {one['precision']} | {one['recall']} |" for key, one in report["by_finding"].items()]  # fmt: skip
    if "items" in report:
        lines += ["", "## 按情形", "", *_table(report["by_case"], wide=True), "", "## 每一处不对", ""]
        for one in report["items"]:
            if one["misses"]:
                lines += [f"### {one['pack']}", "", *(f"- {miss}" for miss in one["misses"]), ""]
    return "\n".join(lines) + "\n"


FIGURES = {
    "材料状态 F1": ("materials", "f1"),
    "状态宏平均 F1": ("materials", "macro_f1"),
    "在包内材料 F1": ("materials", "f1_there"),
    "缺项查全": ("materials", "missing_recall"),
    "发现查准": ("findings", "precision"),
    "发现查全": ("findings", "recall"),
    "证据页命中": ("findings", "page_hit_rate"),
    "complete 正确": ("complete_accuracy",),
    "页": ("pages",),
    "各读法页数": ("pages_by",),
    "秒": ("seconds",),
    "每页秒": ("seconds_a_page",),
}


def _value(totals_: dict[str, Any], path: tuple[str, ...]) -> str:
    value: Any = totals_
    for key in path:
        value = value[key]
    return "—" if value is None else str(value)


def _table(groups: dict[str, dict[str, Any]], *, wide: bool = False) -> list[str]:
    if wide:
        head = "| | 份 | " + " | ".join(FIGURES) + " |"
        rows = [f"| {key} | {one['packs']} | " + " | ".join(_value(one, path) for path in FIGURES.values()) + " |" for key, one in groups.items()]  # fmt: skip
        return [head, "|---" * (len(FIGURES) + 2) + "|", *rows]
    head = "| 指标 | " + " | ".join(f"{key}（{one['packs']}）" for key, one in groups.items()) + " |"
    rows = [f"| {name} | " + " | ".join(_value(one, path) for one in groups.values()) + " |" for name, path in FIGURES.items()]  # fmt: skip
    return [head, "|---" * (len(groups) + 1) + "|", *rows]
