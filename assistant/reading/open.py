"""The reader that works in processes: one for text, one for OCR, each started when first needed and kept.

Lives here: `open_reader`, `ProcessReader`. May import: this room, errors. Paths and limits are arguments.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import BadFile
from assistant.reading.cache import PageCache
from assistant.reading.child import WORKER, Child, Lost
from assistant.reading.files import CONVERTED, unread
from assistant.reading.legacy import Converter, NotConverted
from assistant.reading.limits import MB, Limits
from assistant.reading.page import Box, Level, Page, ReadBy, ReadFile, Remark
from assistant.reading.sniff import agrees_with_name, sniffed
from assistant.reading.wire import End, Event, Picture, Start

CANCELLED = "读取已取消"
UNSHOWN = "本页无法显示为图片"
LOST = {
    "timed_out": "读取超过时限",
    "memory": "读取所需内存超过上限",
    "damaged": "读取时出错，文件可能已损坏",
}


@contextmanager
def open_reader(
    *, cache: Path | None, work: Path, limits: Limits | None = None, soffice: Path | None = None
) -> Iterator[ProcessReader]:
    """A reader, whose processes end with the block.

    `cache`: a folder for what OCR read, None keeps nothing. `work`: a folder that LibreOffice may use for a moment.
    `soffice`: its program, None where legacy formats are not converted.
    """
    reader = ProcessReader(cache=cache, work=work, limits=limits or Limits(), soffice=soffice)
    try:
        yield reader
    finally:
        reader.close()


@dataclass(slots=True)
class _Reading:
    """What has come of a file so far."""

    pages: list[Page] = field(default_factory=list)
    type: str | None = None
    count: int = 0
    end: End | None = None


class ProcessReader:
    """The `Reader` of reader.py. May be used from several threads: each worker answers one at a time."""

    def __init__(
        self, *, cache: Path | None, work: Path, limits: Limits, soffice: Path | None = None, worker: str = WORKER
    ) -> None:
        self._limits = limits
        self._closes = 0
        self._converter = Converter(soffice, work, limits)
        self._cache = PageCache(cache)
        self._text = Child(limits, memory=limits.parse_memory, page_seconds=limits.text_page_seconds, worker=worker)
        self._ocr = Child(limits, memory=limits.ocr_memory, page_seconds=limits.ocr_page_seconds, worker=worker)
        self._text_lock, self._ocr_lock, self._convert_lock = threading.Lock(), threading.Lock(), threading.Lock()

    def read(self, path: Path, *, name: str | None = None, level: Level = Level.LINES) -> ReadFile:
        """The file with its text layer, as far as it could be read."""
        file = name or path.name
        try:
            kind = sniffed(path)
            size = path.stat().st_size if kind.type != "special" else 0
            if size > self._limits.file_bytes:
                return _refused(
                    file, size, kind.type, f"文件超过 {self._limits.file_bytes // MB} MB 的上限", "over_limit"
                )
            sha256 = sha256_of(path) if kind.type != "special" else ""
        except OSError as why:
            return ReadFile(file, "", 0, "unknown", read_by=ReadBy.UNREADABLE, unreadable=f"无法打开：{why.strerror}")
        done = self._worked(path, kind.type, level)
        end = done.end or End()
        remarks = list(end.remarks)
        if not agrees_with_name(kind.type, file):
            remarks.append(Remark("wrong_extension", f"扩展名与内容不符：内容是 {kind.type}"))
        if kind.also:
            remarks.append(
                Remark("active_content", f"同一文件又可当作 {'、'.join(kind.also)} 打开，只按 {kind.type} 读取")
            )
        return ReadFile(
            file=file,
            sha256=sha256,
            size=size,
            type=kind.type,
            pages=tuple(done.pages),
            page_count=done.count,
            read_by=_read_by(done.pages, end),
            refused=end.refused,
            unreadable=end.unreadable,
            remarks=tuple(remarks),
            hidden=end.hidden,
            metadata=dict(end.metadata),
        )

    def look(
        self, path: Path, pages: Sequence[int], *, level: Level = Level.LINES, dpi: int = 200, box: Box | None = None
    ) -> list[Page]:
        """These pages by OCR, in order; from the cache where they were read before."""
        try:
            sha256 = sha256_of(path)
            got = {n: page for n in pages if (page := self._cache.get(sha256, n, level, dpi, box)) is not None}
            todo = [n for n in dict.fromkeys(pages) if n not in got]
            opened, type_ = self._opened(path) if todo else (path, "")
        except OSError as why:
            raise BadFile(f"无法打开：{why.strerror}", where=path.name) from why
        with closing(self._looked(opened, todo, level, dpi, box, type_)) as looked:  # an interrupt frees the worker
            for page in looked:
                if page.number is not None:
                    got[page.number] = page
                    if page.read_by is not ReadBy.UNREADABLE:
                        self._cache.put(page, sha256, page.number, level, dpi, box)
        return [got.get(n) or _lost_page(n, "damaged") for n in pages]

    def picture(self, path: Path, page: int, *, dpi: int = 96, box: Box | None = None) -> bytes:
        """The page as PNG."""
        for event in self._shown("picture", path, page, dpi, box):
            if isinstance(event, Picture):
                return event.png
        raise BadFile(UNSHOWN, where=f"{path.name} 第{page}页")

    def ink(self, path: Path, page: int, box: Box, *, dpi: int = 120) -> dict[str, float]:
        """The shares of the box that are `dark` (any ink but red, drawn rules left out), `blue`, `red`.

        What stands printed there counts as dark too: compare with a box without a signature, or look for blue. Raises
        BadFile where the page cannot be shown.
        """
        for event in self._shown("ink", path, page, dpi, box):
            if isinstance(event, End) and event.metadata:
                return {name: float(value) for name, value in event.metadata.items()}
        raise BadFile(UNSHOWN, where=f"{path.name} 第{page}页")

    def purge(self) -> None:
        """Removes everything that OCR read and was kept (P21)."""
        self._cache.purge()

    def close(self) -> None:
        """Ends the worker processes; a reading that goes on in another thread ends with what it has."""
        self._closes += 1
        for child, lock in ((self._text, self._text_lock), (self._ocr, self._ocr_lock)):
            child.stop()
            with lock:
                child.close()
        with self._convert_lock:
            self._converter.close()

    def _shown(self, do: str, path: Path, page: int, dpi: int, box: Box | None) -> list[Event]:
        """What the worker says to a question about the picture of a page."""
        try:
            opened, type_ = self._opened(path)
            task = {"do": do, "path": str(opened.absolute()), "page": page, "dpi": dpi, "box": box, "type": type_}
            with self._text_lock:
                return list(self._text.ask(task))
        except Lost as why:
            raise BadFile(LOST[why.code], where=f"{path.name} 第{page}页") from why
        except OSError as why:
            raise BadFile(f"无法打开：{why.strerror}", where=path.name) from why

    def _converted(self, path: Path, type_: str) -> tuple[Path, str]:
        with self._convert_lock:
            return self._converter.converted(path, type_, sha256_of(path))

    def _opened(self, path: Path) -> tuple[Path, str]:
        """The file to look at, and its type: a converted copy for the formats that need one."""
        type_ = sniffed(path).type
        if not self._converter.takes(type_):
            return path, type_
        try:
            return self._converted(path, type_)
        except NotConverted as why:
            raise BadFile(why.say, where=path.name) from why

    def _worked(self, path: Path, type_: str, level: Level) -> _Reading:
        done = _Reading()
        if type_ in CONVERTED:
            if not self._converter.takes(type_):
                done.end = unread(type_)
                return done
            try:
                path, type_ = self._converted(path, type_)
            except NotConverted as why:
                done.end = End(unreadable=why.say, remarks=(Remark(why.code, why.say),))
                return done
        task = {"do": "read", "path": str(path.absolute()), "level": level.value, "first": 1, "type": type_}
        closes = self._closes
        for fault in range(self._limits.faults + 1):
            try:
                with self._text_lock:
                    for event in self._text.ask(task):
                        match event:
                            case Start():
                                done.type, done.count = event.type, event.page_count
                            case Page():
                                done.pages.append(event)
                            case End():
                                done.end = event
                return done
            except Lost as why:
                if closes != self._closes:
                    done.end = End(unreadable=CANCELLED, remarks=(Remark("not_read", CANCELLED),))
                    return done
                if not self._goes_on(done, task, why, fault):
                    return done
        return done

    def _goes_on(self, done: _Reading, task: dict[str, Any], why: Lost, fault: int) -> bool:
        """Whether to ask again from behind the page that cost the worker; says in `done` what was lost."""
        say = LOST[why.code]
        at = len(done.pages) + 1
        if not done.count or at > done.count:
            whole = not done.pages
            done.end = End(unreadable=say if whole else None, remarks=(Remark(why.code, say),))
            return False
        done.pages.append(_lost_page(at, why.code))
        if fault >= self._limits.faults or at == done.count:
            say = f"第{at}页{say}" + ("，其后各页未读取" if at < done.count else "")
            nothing = all(page.read_by is ReadBy.UNREADABLE for page in done.pages)
            done.end = End(unreadable=say if nothing else None, remarks=(Remark(why.code, say),))
            return False
        task["first"] = at + 1
        return True

    def _looked(
        self, path: Path, pages: list[int], level: Level, dpi: int, box: Box | None, type_: str
    ) -> Generator[Page, None, None]:
        left, closes = list(pages), self._closes
        while left:
            task = {
                "do": "look", "path": str(path.absolute()), "pages": left, "level": level.value, "dpi": dpi, "box": box,
                "type": type_,
            }  # fmt: skip
            try:
                with self._ocr_lock:
                    for event in self._ocr.ask(task):
                        if isinstance(event, Page):
                            left = left[1:]
                            yield event
                for number in left:  # the worker ended the task early
                    yield _lost_page(number, "damaged")
                return
            except Lost as why:
                gone = left if closes != self._closes else left[:1]
                for number in gone:
                    yield _lost_page(number, why.code)
                left = left[len(gone) :]


def sha256_of(path: Path) -> str:
    """The file's SHA-256, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lost_page(number: int, code: str) -> Page:
    remark = Remark(code, f"第{number}页{LOST[code]}", number)
    return Page(number=number, width=0.0, height=0.0, read_by=ReadBy.UNREADABLE, remarks=(remark,))


def _refused(file: str, size: int, type_: str, say: str, code: str) -> ReadFile:
    return ReadFile(file, "", size, type_, read_by=ReadBy.REFUSED, refused=say, remarks=(Remark(code, say),))


def _read_by(pages: Sequence[Page], end: End) -> ReadBy:
    if end.refused:
        return ReadBy.REFUSED
    if end.unreadable or (pages and all(page.read_by is ReadBy.UNREADABLE for page in pages)):
        return ReadBy.UNREADABLE
    return ReadBy.TEXT
