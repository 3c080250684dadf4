"""Importing a guide: file to pages, pages to a flow, the flow to chapters, each chapter to a draft.

Lives here: `import_guide`, `Imported`, `sorted_out`, `SortedOut`. May import: this room, reading. No clock, no settings. Nothing is written until
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
from assistant.importing.footnotes import Note, is_marked, is_note, notes_in
from assistant.importing.header import Head, head_of, labels_before
from assistant.importing.joining import Growing, add, goes_on, heads_rows_of, says_goes_on, settle
from assistant.importing.listed_measures import Listed, listed_of, measures_listed, parted_by_alerts
from assistant.importing.measures import (
    MeasureFound,
    MeasuresHead,
    measures_head,
    measures_in_table,
    not_understood,
    only_levels,
    told_together,
    told_twice,
    unlabelled_end,
    with_rest_of_row,
)
from assistant.importing.naming import CAPTION, style_of
from assistant.importing.placing import Written, place_drafts
from assistant.importing.responses import levels_told
from assistant.importing.rows import across_all, rows_of
from assistant.importing.sheets import Sheet, sheet_of
from assistant.importing.store import sha256_of
from assistant.importing.threshold import must_be_decided
from assistant.importing.told_measures import measures_in_text, told_in_cells
from assistant.importing.turned import goes_on_down, rows_down, turned_of, widen
from assistant.importing.whom import Words
from assistant.importing.wording import said_by
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Level, Page, ReadBy, ReadFile
from assistant.reading.reader import Reader

GUIDE_ID = re.compile(r"[a-z0-9-]+")
SCAN_DPI = 200
_UNIT_LINE = re.compile(r"^[（(]?\s*(?:计量|浓度)?单位\s*[:：]")
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


@dataclass(slots=True)
class _OpenMeasures:
    """A measures table that may go on over the page. `begun`: what its last row says, where its label stands overleaf."""

    head: MeasuresHead
    page: int
    begun: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SortedOut:
    """A chapter's parts. `tables`: those of grades, each with its notes; `loose`: what was not imported, named, with its page."""

    tables: list[tuple[Growing, list[Note]]]
    measures: list[MeasureFound]
    loose: list[tuple[str, int | None]]


def sorted_out(chapter: Chapter, levels: Mapping[str, Alert]) -> SortedOut:
    """The chapter's tables of grades with their notes, its measures, and what was not imported. `levels`: the alert of each level
    of response, where the file says so."""
    tables: list[tuple[Growing, list[str]]] = []
    measures: list[MeasureFound] = []
    paras: list[Para] = []
    loose: list[tuple[str, int | None]] = []
    current: Growing | None = None
    open_measures: _OpenMeasures | None = None
    open_listed: tuple[Listed, int] | None = None  # with the page it was last on
    noting = told = False  # told: nothing stands between, or a line says that the table goes on
    items = chapter.items
    for at, item in enumerate(items):
        if isinstance(item, Para):
            if tables and (is_note(item.text) or (noting and is_marked(item.text, tables[-1][0].calls, tables[-1][1]))):
                tables[-1][1].append(item.text)
                noting, told = True, False
                continue
            noting = False
            if current is not None and labels_before(item.text.split()) is not None:
                continue  # a head that the page's end parts from its table
            if current is not None and heads_rows_of(current, item, items[at + 1] if at + 1 < len(items) else None):
                current.doubts.append(across_all(item.text, item.page))
                continue
            told = current is not None and says_goes_on(item.text, current.title)
            if not told:
                current, open_measures, open_listed = None, None, None
            paras.append(item)
            continue
        was_told, told = told, True
        noting = True  # marked lines right under a table are its notes, with 注： or without
        head, goes = head_of(item.found), _going_on(open_listed, item.found.page)
        words = Words(_ladder(tables), levels)
        if (of_measures := measures_head(item.found, words)) is not None:
            begun: tuple[str, ...] = ()
            if open_measures is not None and item.found.page == open_measures.page + 1:
                measures = with_rest_of_row(measures, item, of_measures, skip=of_measures.deep)
                begun = open_measures.begun if len(open_measures.begun) == len(of_measures.columns) else ()
            measures += measures_in_table(item, of_measures, skip=of_measures.deep, begun=begun)
            rows_unread = not_understood(item, of_measures, skip=of_measures.deep)
            loose += [(f"减排措施表里有没有读懂的一行：“{text[:60]}”", item.found.page or None) for text in rows_unread]
            end = unlabelled_end(item, of_measures, skip=of_measures.deep)
            open_measures, current = _OpenMeasures(of_measures, item.found.page, end), None
        elif head is None and (listed := listed_of((parted := parted_by_alerts(item.found, words, goes)), words, goes)):
            item = Placed(parted, item.sheet)
            measures = [*([] if goes else measures), *measures_listed(item, listed, measures if goes else [])]
            open_listed, open_measures, current = (listed, item.found.page), None, None
        elif head is None and open_measures is not None and item.found.page in (open_measures.page, open_measures.page + 1):  # fmt: skip
            of_measures, begun = open_measures.head, ()
            if item.found.page != open_measures.page:
                measures, begun = with_rest_of_row(measures, item, of_measures, skip=0), open_measures.begun
            measures += measures_in_table(item, of_measures, skip=0, begun=begun)
            open_measures = _OpenMeasures(of_measures, item.found.page, unlabelled_end(item, of_measures, skip=0))
        elif only_levels(item.found):
            loose.append(("一张减排措施表只写了响应级别，文中没有说明各对应哪种预警，未导入", item.found.page or None))
            open_measures, current = None, None
        elif head is None and (way := turned_of(item.found, goes_on=current is not None and current.turned)):
            open_ = list(current.head.grades)[-1] if current is not None else None
            rows = rows_down(item.found, way, item.sheet, open_)
            if current is not None and goes_on_down(current, item.found, way, rows):
                widen(current, item.found, way, rows)
            else:
                told_by = way.head(item.found)
                current = Growing(_title(items, at, told_by), told_by, item.found, [item.found.page or None], rows)
                current.turned = True
                tables.append((current, []))
            open_measures = None
        elif current is not None and goes_on(current, item.found, head, told=was_told):
            with_head = head if head is not None and len(head.grades) == len(current.head.grades) else current.head
            add(current, item.found, rows_of(item.found, with_head, item.sheet, skip=head.deep if head else 0))
        elif head is not None and head.grades:
            current = Growing(_title(items, at, head), head, item.found, [])
            current.doubts += [(say, item.found.page or None) for say in head.doubts]
            current.over = tuple(text for text in _lines_over(items, at)[:2] if _UNIT_LINE.match(text))
            add(current, item.found, rows_of(item.found, head, item.sheet, skip=head.deep))
            tables.append((current, []))
            open_measures = None
        else:
            if lines := told_in_cells(item.found, words):
                paras += lines
            elif any(not cell.blank for cell in item.found.cells):
                loose.append(
                    (f"一张没有等级栏的表未导入（{item.found.high} 行 {item.found.wide} 列）", item.found.page or None)
                )
    for table, _ in tables:
        settle(table)
    if not measures:
        measures, unread = measures_in_text(paras, Words(_ladder(tables), levels))
        loose += [(f"减排措施里有没有读懂的文字：“{one.text[:60]}”", one.page) for one in unread]
    loose += [(f"{grade} 级{alert}预警有不止一条减排措施，请对照原文", None) for grade, alert in told_twice(measures)]
    loose += [
        (f"一条减排措施分别说了几个等级或预警，请对照原文：“{raw[:60]}”", None) for raw in told_together(measures)
    ]
    return SortedOut([(table, notes_in(lines)) for table, lines in tables], measures, loose)


def _ladder(tables: Sequence[tuple[Growing, list[str]]]) -> tuple[Grade, ...]:
    """The grades that these tables tell, each once."""
    return tuple(dict.fromkeys(grade for table, _ in tables for grade in table.head.grades))


def _going_on(open_: tuple[Listed, int] | None, page: int) -> Listed | None:
    """The table that may go on on this page."""
    return open_[0] if open_ is not None and page in (open_[1], open_[1] + 1) else None


def _lines_over(items: Sequence[Item], at: int) -> list[str]:
    """The lines over a table, the nearest first: three at most, and none of another table."""
    near: list[str] = []
    for back in range(at - 1, max(at - 4, -1), -1):
        item = items[back]
        if not isinstance(item, Para):
            break
        near.append(item.text)
    return near


def _title(items: Sequence[Item], at: int, head: Head) -> str:
    """The caption over a table: a line that begins with 表, else the nearest line above it that does not only say the unit."""
    near = [text for text in _lines_over(items, at) if not _UNIT_LINE.match(text)]
    captions = [text for text in near if re.match(r"^(?:附?表)\s*[\d一二三四五六七八九十A-Z]", text)]
    if captions:
        return captions[0]
    under = items[at + 1] if at + 1 < len(items) else None
    if isinstance(under, Para) and re.match(r"^附?表\s*[\dA-Z]", under.text) and not re.search(r"[。；;]", under.text):
        after = items[at + 2] if at + 2 < len(items) else None
        if not isinstance(after, Placed):
            return under.text
    plain = [text for text in near if not re.search(r"[。；;]", text)]
    own = bool(plain) and not (style_of(plain[0]) or CAPTION.match(head.above)) and bool(re.search(r"指标|分级|绩效", plain[0]))  # fmt: skip
    return plain[0] if own or (plain and not head.above) else head.above
