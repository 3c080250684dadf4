"""Importing every file of a set as a clerk does, and the report of that.

Lives here: gold files, the subprocess for each file, boxes against page sizes, figures against those that issue 7
states, JSON and Markdown. May import: score, baselines, align, importing.threshold, library.yaml_file, errors.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from assistant.library.yaml_file import read_yaml
from evals.guides.baselines import as_drafts, mark_flat, tables_by
from evals.guides.foreign import TOOLS
from evals.guides.score import Marked, figures, mark

MAX_BYTES = 40_000_000
# Issue 7: layouts not used in development. What is measured, of which files, at least or at most.
STATED = (
    ("text", "cell_f1", 0.98), ("docx", "cell_f1", 0.95), ("scan200", "cell_f1", 0.92), ("text", "tables_exact", 0.9),
    ("text", "limits_exact", 0.99), ("scan", "limits_exact", 0.97),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A file and its gold."""

    path: Path
    gold: Mapping[str, Any]


def read_set(folder: Path) -> list[Given]:
    """Every `*.gold.yaml` with the file beside it."""
    found = []
    for path in sorted(folder.rglob("*.gold.yaml")):
        name = path.name.removesuffix(".gold.yaml")
        files = [one for end in (".pdf", ".docx") if (one := path.with_name(name + end)).exists()]
        if not files:
            raise BadFile("标准答案旁没有同名的 PDF 或 DOCX", where=str(path), remedy="请放在一起，或用 python -m evals.guides.generate 生成")  # fmt: skip
        found.append(Given(files[0], read_yaml(path, max_bytes=MAX_BYTES).data))
    if not found:
        raise BadFile(
            "没有 *.gold.yaml", where=str(folder), remedy="请先运行 python -m evals.guides.generate dev 或 test"
        )
    return found


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave."""

    drafts: list[Mapping[str, Any]]
    seconds: float
    failed: str | None


def import_file(path: Path, *, timeout: float) -> Imported:
    """One file through `python -m assistant import-guide`, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "assistant", "import-guide", str(path), "--guide", "shili-2000", "--out", folder]
        started = time.monotonic()
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            return Imported([], time.monotonic() - started, f"超过 {timeout:.0f} 秒")
        seconds = time.monotonic() - started
        drafts = [read_yaml(one, max_bytes=MAX_BYTES).data for one in sorted(Path(folder).rglob("*.yaml"))]
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["（无输出）"])[-1]
        return Imported(drafts, seconds, f"退出码 {done.returncode}：{last[:300]}")
    return Imported(drafts, seconds, None)


Import = Callable[..., Imported]


def examine(some: Sequence[Given], *, sure: float, timeout: float, importer: Import = import_file, progress: Callable[[int], None] | None = None) -> tuple[list[Marked], list[Marked]]:  # fmt: skip
    """Each file's marks, and the same with industries left out (to be set beside other tools)."""
    marks, flats = [], []
    for number, given in enumerate(some, 1):
        got = importer(given.path, timeout=timeout)
        one = mark(given.path.name, given.gold, got.drafts, sure=sure)
        one.seconds, one.failed = got.seconds, got.failed
        check_pages(one, given, got.drafts)
        marks.append(one)
        flats.append(mark_flat(given.path.name, given.gold, got.drafts))
        if progress:
            progress(number)
    return marks, flats


def check_pages(marked: Marked, given: Given, drafts: Sequence[Mapping[str, Any]]) -> None:
    """Boxes outside their page, and (in text files) letters that neither the cell's page nor the two after it have."""
    if given.path.suffix != ".pdf":
        return
    sizes, letters = _pages(given.path, with_text=marked.kind == "text")
    for cell in _cells(drafts):
        page, box = cell.get("page"), cell.get("box")
        if not isinstance(page, int) or not 1 <= page <= len(sizes):
            marked.counts["boxes_outside"] += 1
            continue
        wide, high = sizes[page - 1]
        if box and not (-0.5 <= box[0] < box[2] <= wide + 0.5 and -0.5 <= box[1] < box[3] <= high + 0.5):
            marked.counts["boxes_outside"] += 1
            marked.misses.append({"what": "box outside", "where": f"page {page}", "gold": [wide, high], "got": box})
        if letters:
            near = sum(letters[page - 1 : page + 2], Counter())
            marked.counts["text_not_on_page"] += bool(Counter(re.sub(r"\s", "", str(cell.get("raw") or ""))) - near)


def _pages(path: Path, *, with_text: bool) -> tuple[list[tuple[float, float]], list[Counter[str]]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        sizes = [(page.get_width(), page.get_height()) for page in document]
        texts = [page.get_textpage().get_text_bounded() for page in document] if with_text else []
    finally:
        document.close()
    return sizes, [Counter(re.sub(r"\s", "", text.replace("\x02", "-"))) for text in texts]


def _cells(drafts: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for draft in drafts:
        for table in draft.get("tables") or ():
            for row in table.get("rows") or ():
                yield from (cell for cell in (row.get("cells") or {}).values() if cell)


def groups(marks: Sequence[Marked]) -> dict[str, list[Marked]]:
    """All, and by what issue 7 splits by."""
    found: dict[str, list[Marked]] = {"all": list(marks)}
    for one in marks:
        names = [one.kind, f"{one.kind}/{one.engine}"] + ([f"scan{one.dpi}"] if one.kind == "scan" else [])
        for name in names:
            found.setdefault(name, []).append(one)
    return found


def build_report(
    marks: Sequence[Marked], flats: Sequence[Marked], *, at: str, source: str, sure: float, aggregate_only: bool
) -> dict[str, Any]:
    """The whole report as one JSON document."""
    by = {name: figures(some) for name, some in groups(marks).items()}
    for name, some in groups(marks).items():
        by[name]["text_not_on_page"] = sum(one.counts["text_not_on_page"] for one in some)
    report: dict[str, Any] = {"set": source, "date": at, "threshold": sure, "groups": by, "stated": stated(marks, by)}
    report["beside"] = {"ours": {name: figures(some)["cell_f1"] for name, some in groups(flats).items()}}
    if not aggregate_only:
        report["by_layout"] = _by_layout(marks)
        report["items"] = [
            {"file": one.name, "layout": one.layout, "seconds": round(one.seconds, 2), "failed": one.failed,
             "figures": figures([one]), "misses": one.misses}
            for one in marks
        ]  # fmt: skip
    return report


def _by_layout(marks: Sequence[Marked]) -> dict[str, Any]:
    names = sorted({one.layout for one in marks})
    return {name: figures([one for one in marks if one.layout == name]) for name in names}


def stated(marks: Sequence[Marked], by: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each figure that issue 7 states, with what was measured; groups that the set lacks are not judged."""
    rows = [
        {"of": group, "figure": name, "at_least": least, "measured": by[group][name],
         "met": by[group][name] is not None and by[group][name] >= least}
        for group, name, least in STATED
        if group in by
    ]  # fmt: skip
    unseen = by["all"]["limits_wrong_unseen"]
    rows.append({"of": "all", "figure": "limits_wrong_unseen", "at_most": 0, "measured": unseen, "met": unseen == 0})
    for one in marks:
        if one.kind == "text" and (one.pages or 0) >= 100:
            seconds = round(one.seconds * 100 / (one.pages or 100), 1)
            rows.append({"of": "text", "figure": "seconds_100_pages", "at_most": 60, "measured": seconds, "met": seconds <= 60})  # fmt: skip
    return rows


def add_baselines(report: dict[str, Any], some: Sequence[Given], pythons: Mapping[str, str]) -> None:
    """pdfplumber's and camelot's own tables on the same PDFs. `pythons`: which Python has which tool."""
    files = [given for given in some if given.path.suffix == ".pdf"]
    for tool in TOOLS:
        python = pythons.get(tool.split("-")[0])
        if python:
            found = tables_by(tool, python, [one.path for one in files])
            marks = [
                mark_flat(one.path.name, one.gold, as_drafts(found.tables.get(str(one.path), []))) for one in files
            ]
            report["beside"][tool] = {name: figures(group)["cell_f1"] for name, group in groups(marks).items()}
            report["beside"][tool]["seconds_a_file"] = round(found.seconds / len(files), 2)
            report["beside"][tool]["failed"] = len(found.failed)


def as_markdown(report: Mapping[str, Any]) -> str:
    """The report for people."""
    by = report["groups"]
    names = ("files", "failed", "cell_f1", "cell_likeness", "tables_exact", "limits_exact", "limits_core", "limits_wrong", "limits_wrong_unseen", "limits_lost_unseen", "shares", "retention", "same_as", "numbered_lines", "measures", "footnotes", "industries_found", "industries_extra", "tables_extra", "scopes", "titles", "pages_right", "boxes_right", "box_iou_median", "boxes_outside", "text_not_on_page", "seconds_a_file")  # fmt: skip
    lines = [f"# import-guide on {report['set']}, {report['date']}", "", "| figure | " + " | ".join(by) + " |"]
    lines.append("| --- |" + " --- |" * len(by))
    lines += [f"| {name} | " + " | ".join(_said(group.get(name)) for group in by.values()) + " |" for name in names]
    lines += ["", "| stated | bound | measured | met |", "| --- | --- | --- | --- |"]
    for one in report["stated"]:
        bound = f"≥ {one['at_least']}" if "at_least" in one else f"≤ {one['at_most']}"
        lines.append(f"| {one['of']} {one['figure']} | {bound} | {_said(one['measured'])} | {'yes' if one['met'] else 'NO'} |")  # fmt: skip
    beside = report["beside"]
    kinds = list(beside["ours"])
    lines += ["", "| cell F1, industries left out | " + " | ".join(kinds) + " |", "| --- |" + " --- |" * len(kinds)]
    lines += [
        f"| {tool} | " + " | ".join(_said(got.get(kind)) for kind in kinds) + " |" for tool, got in beside.items()
    ]
    return "\n".join(lines) + "\n"


def _said(value: object) -> str:
    return "–" if value is None else str(value)
