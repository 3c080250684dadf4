"""A month's folder of packs: one row each in one workbook, taken up again where it was left.

Lives here: `screen_batch`, `packs_in`, `Row`, `row_of`, `write_month`. May import: errors, screening.*. Beside the workbook lies a state file with one
line a finished pack, keyed by the bytes of the pack and by what it was held against: a pack that changed is done anew.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import BadFile, InputError
from assistant.library.corpus import Corpus
from assistant.screening import words
from assistant.screening.export_file import write_whole
from assistant.screening.masking import masked
from assistant.screening.member_names import is_clutter
from assistant.screening.paper import editions_of
from assistant.screening.report import Report, Status
from assistant.screening.sheets import Sheet, workbook_of
from assistant.screening.summary import DISCLAIMER, NO_TEMPLATE, days_to_month_end, summary_of

STATE = ".state.jsonl"
HEADS = ("材料包", "企业", "行业", "拟申报等级", "缺项", "待补正", "存疑", "状态", "距月底天数", "缺哪些")
_WIDTHS = (36, 32, 16, 12, 8, 8, 8, 36, 12, 70)


@dataclass(frozen=True, slots=True)
class Row:
    """One pack. `missing`: items of the regulation that are not there; `to_mend`: all that goes on the list to send back,
    files to send again among them; `suspect`: items to be held against each other by a person. `error`: why there is no
    result; the other figures are then None."""

    id: str
    enterprise: str | None = None
    industry: str | None = None
    grade: str | None = None
    missing: int | None = None
    to_mend: int | None = None
    suspect: int | None = None
    status: str = ""
    days_to_month_end: int | None = None
    missing_names: tuple[str, ...] = ()
    complete: bool | None = None
    complete_by_law: bool | None = None
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """As the command prints it, a line each."""
        plain = asdict(self)
        return {"id": self.id, "error": self.error} if self.error else {k: v for k, v in plain.items() if k != "error"}

    def cells(self) -> tuple[str | int, ...]:
        """As the workbook has it."""
        figures = (self.missing, self.to_mend, self.suspect)
        grade = "" if self.error else words.grade_word(self.grade)
        return (
            self.id, self.enterprise or "", self.industry or "", grade, *("" if f is None else f for f in figures),
            self.status, "" if self.days_to_month_end is None else self.days_to_month_end, "、".join(self.missing_names),
        )  # fmt: skip


def packs_in(folder: Path, *, without: Sequence[Path] = ()) -> list[Path]:
    """Everything that lies directly in `folder`, sorted: each folder, archive or file is a pack. Raises BadFile."""
    if not folder.is_dir():
        raise BadFile("不是文件夹", where=str(folder), remedy="请给出装着各企业材料包的文件夹")
    left_out = {path.absolute() for path in without}
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.absolute() not in left_out and not path.name.startswith(".") and not is_clutter(path.name)
    ]
    if not found:
        raise BadFile("文件夹里没有材料包", where=str(folder), remedy="每个企业一个文件夹或压缩包")
    return found


def screen_batch(
    packs: Sequence[Path],
    out: Path,
    one: Callable[[Path], Report | str],
    *,
    corpus: Corpus,
    held_against: str,
    today: date,
) -> Iterator[Row]:
    """A row a pack, in order, each as soon as it is known; the workbook is written anew after each.

    `one` screens a pack, or says why it cannot. `held_against`: grade, industry and the like, in words: with other ones
    nothing of an earlier run counts. A pack that could not be screened is tried again next time.
    """
    state = out.with_name(out.name + STATE)
    known = _read_state(state)
    rows: list[Row] = []
    for pack in packs:
        key = _key(pack, held_against, corpus.version, today)
        row = known.get(key) if key else None
        if row is None:
            row = row_of(pack.name, one(pack), corpus, today)
            if key and row.error is None:
                _remember(state, key, row)
        rows.append(Row(**{**asdict(row), "id": pack.name}))
        write_month(out, rows, of=len(packs), corpus=corpus, today=today)
        yield rows[-1]


def write_month(out: Path, rows: Sequence[Row], *, of: int, corpus: Corpus, today: date) -> None:
    """The workbook of a month's rows, so far or after a clerk has decided one otherwise. Raises InputError."""
    write_whole(out, workbook_of(tuple(_sheets(rows, of, today, corpus))))


def row_of(name: str, found: Report | str, corpus: Corpus, today: date) -> Row:
    """The row of a pack: its report in figures, or why there is none."""
    if isinstance(found, str):
        return Row(name, status=f"没有预审成：{found}", days_to_month_end=days_to_month_end(today), error=found)
    summary = summary_of(found, corpus)
    missing = tuple(item.name for item in summary.to_mend if item.status is Status.MISSING)
    return Row(
        id=name,
        enterprise=masked(found.enterprise) if found.enterprise else None,
        industry=found.industry,
        grade=found.grade,
        missing=len(missing),
        to_mend=len(summary.to_mend) + len(summary.resend),
        suspect=sum(1 for line in found.materials if line.status is Status.SUSPECT),
        status=summary.headline,
        days_to_month_end=summary.days_left,
        missing_names=missing,
        complete=found.complete,
        complete_by_law=found.complete_by_law,
    )


def _sheets(rows: Sequence[Row], of: int, today: date, corpus: Corpus) -> Iterator[Sheet]:
    yield Sheet("预审汇总", HEADS, tuple(row.cells() for row in rows), _WIDTHS)
    notes = (
        f"共 {of} 个材料包，已预审 {len(rows)} 个，按 {today.isoformat()} 计。",
        "缺项、待补正只计细则要求或由条款推出的材料。",
        DISCLAIMER,
        NO_TEMPLATE,
        editions_of(corpus, corpus.version),
    )
    yield Sheet("说明", (), tuple((note,) for note in notes), (100,))


def _key(pack: Path, *held_against: object) -> str | None:
    """What the result depends on, as one hash; None where the pack cannot even be read."""
    whole = hashlib.sha256("\n".join(map(str, held_against)).encode())
    try:
        for path in sorted(pack.rglob("*")) if pack.is_dir() else [pack]:
            if path.is_symlink() or not path.is_file():
                continue
            name = path.relative_to(pack).as_posix() if pack.is_dir() else path.name
            with path.open("rb") as held:
                whole.update(
                    f"\n{name}\n{hashlib.file_digest(held, 'sha256').hexdigest()}".encode("utf-8", "surrogateescape")
                )
    except OSError:
        return None
    return whole.hexdigest()


def _read_state(state: Path) -> dict[str, Row]:
    """What earlier runs finished. A line cut short by a kill is no line; such a pack is done again."""
    known: dict[str, Row] = {}
    try:
        lines = state.read_bytes().splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"进度文件打不开（{error.strerror}）", where=str(state), remedy="请删除它后重新开始") from None
    for line in lines:
        try:
            entry = json.loads(line)
            row = entry["row"]
            known[entry["key"]] = Row(**{**row, "missing_names": tuple(row["missing_names"])})
        except (ValueError, TypeError, KeyError, RecursionError):
            continue
    return known


def _remember(state: Path, key: str, row: Row) -> None:
    line = json.dumps({"key": key, "row": asdict(row)}, ensure_ascii=False) + "\n"
    try:
        # A line that a kill cut short is closed first, so that it spoils nothing but itself.
        cut = state.exists() and state.stat().st_size > 0 and not state.read_bytes().endswith(b"\n")
        with state.open("ab") as out:
            out.write((b"\n" if cut else b"") + line.encode())
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise InputError(
            f"进度没有记下（{error.strerror}）", where=str(state), remedy="请腾出空间或换一个可写的文件夹"
        ) from None
