"""Importing a guide: file to pages, pages to a flow, the flow to chapters, each chapter to a draft.

Lives here: `import_guide`, `Imported`. May import: this room, reading. No clock, no settings. Nothing is written until
every draft is made; each file is written whole or not at all, and one that somebody reviewed or is reviewing is never
overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import BadFile, UnknownValue
from assistant.importing.chapters import Chapter, chapters_of
from assistant.importing.draft import Draft, DraftMeasure, DraftTable, Flag
from assistant.importing.drafting import draft_table
from assistant.importing.flow import Item, Para, Placed, flow_of_docx, flow_of_pdf
from assistant.importing.measures import MeasureFound
from assistant.importing.placing import Written, place_drafts
from assistant.importing.responses import levels_told
from assistant.importing.sheets import Sheet, sheet_of
from assistant.importing.sorting import sorted_out
from assistant.importing.store import sha256_of
from assistant.importing.threshold import must_be_decided
from assistant.importing.wording import said_by
from assistant.library.grade import Alert
from assistant.reading.page import Level, Page, ReadBy, ReadFile
from assistant.reading.reader import Reader

GUIDE_ID = re.compile(r"[a-z0-9-]+")
SCAN_DPI = 200
WORD = frozenset({"docx", "doc", "wps", "rtf", "odt"})  # all but the first as LibreOffice converts them
FEW_LETTERS = 12  # a page with less is looked at as a picture, if it has one

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import."""

    drafts: tuple[Draft, ...]
    written: tuple[Written, ...]
    pages: int | None  # a Word file has none
    scanned: int

    def as_json(self) -> dict[str, Any]:
        """For people and scripts: each draft's file, and how much of it waits for a reviewer."""
        drafts = []
        for draft, file in zip(self.drafts, self.written, strict=True):
            cells = [cell.as_data() for table in draft.tables for row in table.rows for cell in row.cells.values()]
            drafts.append(
                {
                    "industry": draft.industry,
                    "file": str(file.path),
                    "how": file.how,
                    "say": file.say,
                    "tables": len(draft.tables),
                    "cells": len(cells),
                    "doubtful": sum(must_be_decided(cell) for cell in cells),
                    "flags": [f"{one.say}（第 {one.page} 页）" if one.page else one.say for one in draft.flags],
                }
            )
        return {"pages": self.pages, "scanned": self.scanned, "drafts": drafts}


def import_guide(
    file: Path, *, guide: str, out: Path, library: Path, reader: Reader, progress: Progress | None = None
) -> Imported:
    """The drafts of every industry in the file, written to `out`. Raises InputError: no guide in it, a password, an
    unusable id, a folder that takes no file."""
    if not GUIDE_ID.fullmatch(guide):
        raise UnknownValue(
            f"指南编号“{guide}”不合格式", where="--guide", remedy="请用小写字母、数字和连字符，如 national-2020"
        )
    say = progress or (lambda _: None)
    if file.is_symlink():
        raise BadFile(
            "是指向别处的链接，不是文件本身", where=file.name, remedy=f"请直接给出它指向的文件：{file.resolve()}"
        )
    sha256 = sha256_of(file)
    say(f"读取 {file.name}")
    read = reader.read(file, level=Level.WORDS)
    _usable(read, file)
    if read.type in WORD:
        flow, scanned, lost = flow_of_docx(read.pages), 0, list[int]()
    else:
        sheets, scanned, lost = _sheets(read, file, reader, say)
        flow = flow_of_pdf(sheets)
    say("识别行业、表格和限值")
    levels = levels_told(_texts(flow))
    drafts = [
        _draft(
            chapter,
            levels,
            guide=guide,
            file=file,
            sha256=sha256,
            pages=read.page_count if read.type == "pdf" else None,
            scanned=scanned,
        )
        for chapter in chapters_of(flow)
    ]
    drafts = [draft for draft in drafts if draft.tables]
    if not drafts:
        raise BadFile(
            "没有找到按等级（A级、B级……或绩效引领性）分栏的指标表", where=file.name,
            remedy="请确认这是绩效分级指南的 PDF 或 DOCX；扫描件请用 200 dpi 以上重新扫描",
        )  # fmt: skip
    cut = _cut(read, lost)
    if cut:
        drafts = [_flagged(draft, cut) for draft in drafts]
    written = place_drafts(drafts, out=out, library=library)
    return Imported(tuple(drafts), written, read.page_count if read.type == "pdf" else None, scanned)


def _usable(read: ReadFile, file: Path) -> None:
    if read.type not in ("pdf", *WORD):
        raise BadFile(f"不是 PDF 或 DOCX（内容是 {read.type}）", where=file.name, remedy="请另存为 PDF 或 DOCX 再导入")
    if read.refused:
        password = any(one.code == "needs_password" for one in read.remarks)
        raise BadFile(
            f"读不了：{read.refused}", where=file.name, remedy="请用去掉密码的文件" if password else "请换一份文件"
        )
    if read.unreadable or not read.pages:
        raise BadFile(f"读不了：{read.unreadable or '没有页面'}", where=file.name, remedy="请重新下载或重新扫描")


def _sheets(read: ReadFile, file: Path, reader: Reader, say: Progress) -> tuple[list[Sheet], int, list[int]]:
    """Every page laid straight, how many were read by OCR, and which nobody could read. Pages without a text layer that can
    be trusted are read by OCR, one after another; one that fails is tried once more, for a busy machine may have been why."""
    todo = [page.number for page in read.pages if page.number and _needs_look(page)]
    pages, unseen = [], []
    for page in read.pages:
        if page.number in todo:
            say(f"识别第 {page.number} 页（扫描件，共 {len(todo)} 页）")
            seen = reader.look(file, [page.number], level=Level.WORDS, dpi=SCAN_DPI)[0]
            if seen.read_by is ReadBy.UNREADABLE:
                say(f"再识别一次第 {page.number} 页")
                seen = reader.look(file, [page.number], level=Level.WORDS, dpi=SCAN_DPI)[0]
            if seen.read_by is ReadBy.UNREADABLE:
                unseen.append(page.number)
            else:
                page = seen
        pages.append(page)
    lost = [page.number for page in read.pages if page.read_by is ReadBy.UNREADABLE and page.number is not None]
    return [sheet_of(page) for page in pages], len(todo), sorted({*lost, *unseen})


def _needs_look(page: Page) -> bool:
    letters = sum(len(run.text.strip()) for run in page.runs if run.hidden is None)
    return page.needs_ocr or (letters < FEW_LETTERS and page.covered > 0.3)


def _cut(read: ReadFile, lost: Sequence[int]) -> str:
    """What of the file was not read. `lost`: pages that nobody could read."""
    if read.type == "pdf" and len(read.pages) < read.page_count:
        return f"文件共 {read.page_count} 页，只读到 {len(read.pages)} 页"
    return (
        f"第 {'、'.join(map(str, lost))} 页读不出来，页上的内容没有导入；请重新导入，或重新扫描这几页" if lost else ""
    )


def _flagged(draft: Draft, say: str) -> Draft:
    return replace(draft, flags=(Flag(say), *draft.flags))


def _texts(flow: Sequence[Item]) -> Iterator[str]:
    """Every text of a file: paragraphs and cells."""
    for item in flow:
        yield from [item.text] if isinstance(item, Para) else (said_by(cell).raw for cell in item.found.cells)


def _draft(
    chapter: Chapter,
    levels: Mapping[str, Alert],
    *,
    guide: str,
    file: Path,
    sha256: str,
    pages: int | None,
    scanned: int,
) -> Draft:
    parts = sorted_out(chapter, levels)
    flags = [Flag("行业名称取自表题，没有找到章节标题", chapter.page)] if chapter.guessed else []
    if not chapter.scope:
        flags.append(Flag("没有找到适用范围", chapter.page))
    made: list[DraftTable] = []
    for table, notes in parts.tables:
        ready, doubts = draft_table(table, notes, ocr=bool(scanned))
        made.append(ready)
        flags += [Flag(f"表“{ready.title or len(made)}”：{text}", page) for text, page in doubts]
    flags += [Flag(text, page) for text, page in parts.loose]
    numbers = [p for one in chapter.items for p in [one.found.page if isinstance(one, Placed) else one.page] if p]
    return Draft(
        guide=guide, file_name=file.name, sha256=sha256, file_pages=pages, industry=chapter.name, scope=chapter.scope,
        pages=(min([*numbers, chapter.page or numbers[0]]), max(numbers)) if numbers else None,
        tables=tuple(made), measures=tuple(_measure(one) for one in parts.measures), flags=tuple(flags),
        read_by="ocr" if scanned else "text",
    )  # fmt: skip


def _measure(found: MeasureFound) -> DraftMeasure:
    return DraftMeasure(found.grade, found.alert, found.raw, found.page, found.box)
