"""The pack in order: folders numbered by the checklist, page ranges cut out of merged PDFs, an index on top.

Lives here: `plan_of`, `write_ordered`. May import: errors, library, screening.*. Nothing is left out: what belongs to no
item, and pages between items, lie in the last folder; what was refused stands in the index by name only.
"""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.library.corpus import Corpus
from assistant.screening import words
from assistant.screening.export_docx import set_docx
from assistant.screening.export_file import being_written
from assistant.screening.masking import masked
from assistant.screening.paper import Bullets, Heading, Paper, Table, Text, editions
from assistant.screening.report import FileLine, Report, Status
from assistant.screening.sheets import Sheet, workbook_of
from assistant.screening.splitting import cut_out
from assistant.screening.summary import DISCLAIMER

INDEX, REST = "00_目录", "未归类"
HEADS = ("序号", "材料", "情况", "文件", "原文件", "原页码")
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 80
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Placed:
    """A file, or a range of its pages, and where it goes. `whole`: the file as it came."""

    material: str | None
    folder: str
    name: str
    file: str
    pages: tuple[int, int] | None
    whole: bool


def plan_of(report: Report) -> tuple[Placed, ...]:
    """Where everything goes, in the order of the checklist."""
    folders = {line.id: f"{n:02d}_{_safe(line.name)}" for n, line in enumerate(report.materials, 1)}
    rest = f"{len(folders) + 1:02d}_{REST}"
    parts = [part for file in report.files if _usable(file) for part in _parts(file, folders, rest)]
    order = {folder: n for n, folder in enumerate((*folders.values(), rest))}
    return _named_apart(sorted(parts, key=lambda p: (order[p.folder], p.file, p.pages or (0, 0))))


def _usable(file: FileLine) -> bool:
    """Refused files are policy: a program or a bomb is not handed on. What could not be read is handed on as it is."""
    return file.read_by != "refused"


def _parts(file: FileLine, folders: Mapping[str, str], rest: str) -> Iterator[Placed]:
    name = PurePosixPath(file.file).name
    can_cut = name.lower().endswith(".pdf") and file.pages > 0
    known = [part for part in file.materials if part.id in folders]
    if not known:
        yield Placed(None, rest, _safe(name), file.file, None, whole=True)
        return
    for part in known:
        whole = not can_cut or part.pages is None or part.pages == (1, file.pages)
        label = name if whole or part.pages is None else _with_pages(name, part.pages)
        yield Placed(part.id, folders[part.id], _safe(label), file.file, part.pages, whole)
    if can_cut and all(part.pages for part in known):
        for span in _between([part.pages for part in known if part.pages], file.pages):
            yield Placed(None, rest, _safe(_with_pages(name, span)), file.file, span, whole=False)


def _between(spans: list[tuple[int, int]], last: int) -> Iterator[tuple[int, int]]:
    """Page ranges that belong to no material."""
    free = 1
    for first, end in sorted(spans):
        if first > free:
            yield free, first - 1
        free = max(free, end + 1)
    if free <= last:
        yield free, last


def _with_pages(name: str, pages: tuple[int, int]) -> str:
    path = PurePosixPath(name)
    first, last = pages
    return f"{path.stem}_第{first}页{path.suffix}" if first == last else f"{path.stem}_第{first}-{last}页{path.suffix}"


def _safe(name: str) -> str:
    """A name that every system takes."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "_"
    stem, dot, suffix = clean.rpartition(".")
    if not dot or len(suffix) > 5:
        return clean[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"


def _named_apart(parts: list[Placed]) -> tuple[Placed, ...]:
    """Two files of one name in one folder: the second gets a number."""
    taken: set[str] = set()
    out = []
    for part in parts:
        name, number = part.name, 2
        while f"{part.folder}/{name}".lower() in taken:
            stem, dot, suffix = part.name.rpartition(".")
            name = f"{stem}({number}).{suffix}" if dot else f"{part.name}({number})"
            number += 1
        taken.add(f"{part.folder}/{name}".lower())
        out.append(Placed(part.material, part.folder, name, part.file, part.pages, part.whole))
    return tuple(out)


def write_ordered(target: Path, report: Report, corpus: Corpus, files: Mapping[str, Path]) -> None:
    """The ordered pack as a ZIP. `files`: where each file of the pack lies. Raises InputError where it cannot be written.

    A range that cannot be cut out is handed on as the whole file, and the index says so.
    """
    with being_written(target) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as out:
        piece = beside.with_name(f".{target.name[:90]}.page.{os.getpid()}.part")  # swept with the rest after a kill
        try:
            done = list(_packed(out, plan_of(report), files, piece))
        finally:
            piece.unlink(missing_ok=True)
        _put(out, f"{INDEX}.docx", set_docx(_index_paper(report, corpus, done)))
        _put(out, f"{INDEX}.xlsx", workbook_of(tuple(_index_sheets(report, done))))


def _packed(
    out: zipfile.ZipFile, plan: tuple[Placed, ...], files: Mapping[str, Path], piece: Path
) -> Iterator[tuple[Placed, str]]:
    for part in plan:
        source = files.get(part.file)
        if source is None or not source.is_file():
            yield part, "原文件已不在，未放入"
            continue
        if part.whole or part.pages is None:
            _copy(out, f"{part.folder}/{part.name}", source)
            yield part, ""
        elif cut_out(source, *part.pages, piece):
            _copy(out, f"{part.folder}/{part.name}", piece)
            piece.unlink()
            yield part, ""
        else:
            _copy(out, f"{part.folder}/{part.name}", source)
            yield part, "未能按页拆分，放入整个文件"


def _copy(out: zipfile.ZipFile, name: str, source: Path) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DAY)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    with source.open("rb") as held, out.open(entry, "w", force_zip64=True) as into:
        shutil.copyfileobj(held, into, 1 << 20)


def _put(out: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DAY)
    entry.external_attr = 0o644 << 16
    out.writestr(entry, body, zipfile.ZIP_DEFLATED)


def index_rows(report: Report, done: list[tuple[Placed, str]]) -> Iterator[tuple[str, ...]]:
    """A row a material, present or not; then what belongs to none, then what was refused."""
    for number, line in enumerate(report.materials, 1):
        held = [(part, note) for part, note in done if part.material == line.id]
        if line.status is not Status.NOT_APPLICABLE or held:
            yield str(number), line.name, words.STATUS[line.status], *_where(held)
    rest = [(part, note) for part, note in done if part.material is None]
    if rest:
        yield str(len(report.materials) + 1), REST, "—", *_where(rest)
    for file in report.files:
        if not _usable(file):
            yield "—", "（未予打开，未放入）", file.note or "—", "—", masked(file.file), "—"


def _where(held: list[tuple[Placed, str]]) -> tuple[str, str, str]:
    names = [f"{part.folder}/{masked(part.name)}" + (f"（{note}）" if note else "") for part, note in held]
    spans = [f"{part.pages[0]}—{part.pages[1]}" if part.pages else "全部" for part, _ in held]
    return "\n".join(names) or "—", "\n".join(masked(part.file) for part, _ in held) or "—", "\n".join(spans) or "—"


def _index_paper(report: Report, corpus: Corpus, done: list[tuple[Placed, str]]) -> Paper:
    who = masked(report.enterprise or "未识别到")
    return (
        Heading("绩效分级申报材料目录", level=1),
        Text(f"企业：{who}　拟申报等级：{words.grade_word(report.grade)}　行业：{report.industry or '未写明'}"),
        Table(HEADS, tuple(index_rows(report, done)), (7, 22, 12, 28, 21, 10)),
        Bullets(
            (DISCLAIMER, "页码为原文件中的页码；文件按材料清单编号归入文件夹，未作改动。", editions(report, corpus))
        ),
    )


def _index_sheets(report: Report, done: list[tuple[Placed, str]]) -> Iterator[Sheet]:
    yield Sheet("目录", HEADS, tuple(index_rows(report, done)), (6, 36, 14, 60, 44, 12))
    yield Sheet("说明", (), ((DISCLAIMER,),), (100,))
