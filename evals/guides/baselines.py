"""What pdfplumber and camelot get on the same files: their tables joined in the plainest way, the same cell F1.

Lives here: running foreign.py, and tables as drafts (a row with 级 is the header; a table without one goes on; an empty
place is its merged neighbour). May import: align, score, errors.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from evals.guides.align import plain
from evals.guides.score import Marked, mark

FOREIGN = Path(__file__).parent / "foreign.py"
_GRADE = re.compile(r"^(?:([ABCD]-?)级?(?:企业)?|(?:绩效)?引领性(?:指标|企业)?)$")
_NUMBERED = re.compile(r"^(\d+[.、．)]|[(（]\d+[)）])")


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool found: tables by file, the files it failed on with its words, the seconds for all."""

    tables: dict[str, list[dict[str, Any]]]
    failed: dict[str, str]
    seconds: float


def tables_by(tool: str, python: str, files: Sequence[Path]) -> Found:
    """The tool over the files. A tool that fails on every one is not there: that is no figure."""
    started = time.monotonic()
    done = subprocess.run([python, str(FOREIGN), tool, *map(str, files)], capture_output=True, text=True, check=False)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    failed = {one["file"]: one["failed"] for one in lines if one["failed"]}
    if len(failed) == len(lines):
        why = next(iter(failed.values()), (done.stderr.strip().splitlines() or ["（无输出）"])[-1])
        raise BadFile(
            f"{tool} 一个文件也没有读成：{why[:200]}", where=python, remedy="请检查那里装的包（camelot-py、pypdf）"
        )
    return Found({one["file"]: one["tables"] for one in lines}, failed, time.monotonic() - started)


def as_drafts(tables: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One draft with every table that has a header of grades."""
    made: list[dict[str, Any]] = []
    columns: dict[int, str] = {}
    width = 0
    for table in tables:
        for line in table["rows"]:
            header = _header(line)
            if header:
                if header != columns or len(line) != width or not _goes_on(made, table):
                    made.append({"grades": list(header.values()), "rows": [], "last": table})
                columns, width = header, len(line)
            elif made and len(line) == width:
                _add(made[-1], line, columns)
                made[-1]["last"] = table
    return [{"industry": "all", "tables": made}]


def _header(line: Sequence[str | None]) -> dict[int, str]:
    found = {}
    for at, text in enumerate(line):
        match = _GRADE.match(plain(text))
        if match:
            found[at] = match[1] or "绩效引领性"
    return found if found and min(found) > 0 else {}


def _goes_on(made: Sequence[Mapping[str, Any]], table: Mapping[str, Any]) -> bool:
    """A header that is repeated at the head of the next page's first table."""
    return bool(made) and made[-1]["last"]["page"] + 1 == table["page"]


def _add(table: dict[str, Any], line: Sequence[str | None], columns: Mapping[int, str]) -> None:
    texts = [text or "" for text in line]
    first = min(columns)
    before = table["rows"][-1] if table["rows"] else {"indicator": "", "sub": ""}
    indicator = texts[0] or before["indicator"]
    sub = "".join(texts[1:first]) if first > 1 else ""
    cells: dict[str, dict[str, str]] = {}
    last = ""
    for at in range(first, len(texts)):
        last = texts[at] or last
        if at in columns:
            cells[columns[at]] = {"raw": last}
    table["rows"].append({"indicator": indicator, "sub": sub, "cells": cells})


def flat(drafts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """All tables of a file as those of one industry: foreign tools know no industries."""
    return [{"industry": "all", "scope": "", "tables": [table for one in drafts for table in one.get("tables") or ()]}]


def mark_flat(name: str, gold: Mapping[str, Any], drafts: Sequence[Mapping[str, Any]]) -> Marked:
    """The same marks, with industries left out of it."""
    return mark(name, {**gold, "industries": flat(gold["industries"])}, flat(drafts), sure=1.0)
