"""A report onto disk: whole or not at all, in the format that the file's name asks for (P20).

Lives here: `write_report`, `write_whole`, `being_written`, `check_target`, `FORMATS`, `timeless`. May import: errors, library,
screening.*.
"""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InputError, UnknownValue
from assistant.library.corpus import Corpus
from assistant.library.whole_file import written_aside
from assistant.screening.paper import Pictures
from assistant.screening.report import Report

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms)")
_EPOCH = b"1980-01-01T00:00:00Z"
_WHY = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘只读",
    errno.EACCES: "没有写入的权限",
    errno.EPERM: "没有写入的权限",
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "文件夹不存在",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
}
Write = Callable[[Report, Corpus, "Pictures | None"], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing a report: its media type and what writes it."""

    media_type: str
    write: Write


def _docx(report: Report, corpus: Corpus, pictures: Pictures | None) -> bytes:
    from assistant.screening.export_docx import as_docx

    return as_docx(report, corpus, pictures)


def _xlsx(report: Report, corpus: Corpus, pictures: Pictures | None) -> bytes:
    from assistant.screening.export_xlsx import as_xlsx

    return as_xlsx(report, corpus)


def _pdf(report: Report, corpus: Corpus, pictures: Pictures | None) -> bytes:
    from assistant.screening.export_pdf import as_pdf

    return as_pdf(report, corpus, pictures)


def _json(report: Report, corpus: Corpus, pictures: Pictures | None) -> bytes:
    from assistant.screening.export_json import as_json_file

    return as_json_file(report, corpus)


_OFFICE = "application/vnd.openxmlformats-officedocument."
FORMATS: dict[str, Format] = {
    ".docx": Format(_OFFICE + "wordprocessingml.document", _docx),
    ".xlsx": Format(_OFFICE + "spreadsheetml.sheet", _xlsx),
    ".pdf": Format("application/pdf", _pdf),
    ".json": Format("application/json; charset=utf-8", _json),
}


def check_target(path: Path, suffixes: tuple[str, ...] = tuple(FORMATS)) -> Path:
    """The path, once a file can be put there under such a name. Raises before minutes of work are spent on the pack."""
    if path.suffix.lower() not in suffixes:
        raise UnknownValue(
            f"不认识的格式“{path.suffix or path.name}”",
            where=str(path),
            remedy=f"请写成 {'、'.join(suffixes)} 结尾的文件名",
        )
    if path.is_dir():
        raise InputError(_WHY[errno.EISDIR], where=str(path), remedy="请写文件名")
    folder = path.absolute().parent
    if not folder.is_dir():
        raise InputError(_WHY[errno.ENOENT], where=str(folder), remedy="请先建好，或换一个文件夹")
    if not os.access(folder, os.W_OK):
        raise InputError("写不进去", where=str(folder), remedy="请换一个可写的文件夹")
    return path


def write_report(path: Path, report: Report, corpus: Corpus, pictures: Pictures | None = None) -> None:
    """Write the report as its suffix says. Raises InputError in one line where the disk does not take it."""
    write_whole(check_target(path), FORMATS[path.suffix.lower()].write(report, corpus, pictures))


def write_whole(path: Path, body: bytes) -> None:
    """All of `body` under `path`, or `path` as it was. Raises InputError."""
    with being_written(path) as beside:
        beside.write_bytes(body)


@contextmanager
def being_written(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; on leaving it becomes `path`, on failing it is gone. Raises InputError."""
    try:
        with written_aside(path) as beside:
            yield beside
    except OSError as error:
        why = _WHY.get(error.errno or 0, "磁盘读写出错")
        raise InputError(f"没有写成：{why}", where=str(path), remedy="请腾出空间或换一个可写的文件夹") from None


def timeless(packed: bytes) -> bytes:
    """A DOCX or XLSX without the hour it was packed in: the same report gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.infolist(), key=lambda e: e.filename):
            body = source.read(entry)
            if entry.filename == "docProps/core.xml":
                body = _STAMP.sub(rb"\g<1>" + _EPOCH + rb"\g<2>", body)
            target.writestr(zipfile.ZipInfo(entry.filename, _ZIP_DAY), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
