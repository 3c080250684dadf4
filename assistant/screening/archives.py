"""Archives to files: listed and weighed before anything is written, written under numbers, never under their names (P06).

Lives here: `Budget`, `Member`, `Refusal`, `unpack`. May import: member_names. One function for each kind of archive;
each foreign library's errors are mapped where it is called. Sizes are held while unpacking: a list may lie.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assistant.screening.member_names import decoded_name, is_clutter, tidy, unsafe

MB = 1024 * 1024
PIECE = 256 * 1024
SMALL = 10 * MB  # a ratio says nothing about a file that is small anyway
TYPES = frozenset({"zip", "7z", "rar", "tar", "gz", "bz2", "xz", "lzma"})
NO_READER = {"zst": "ZST", "lz4": "LZ4", "lz": "LZIP", "lrz": "LRZ", "lzo": "LZO", "Z": "Z", "cab": "CAB"}
PASSWORD = "需要密码"  # noqa: S105  words for people


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file or member was not taken in. `kind` is the kind of finding it becomes."""

    kind: str  # refused_file | unreadable_file | unsupported_format
    code: str
    say: str


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of an archive: where it was written, or why not."""

    name: str
    path: Path | None
    refusal: Refusal | None = None


class Unpackable(Exception):
    """The archive as a whole cannot be taken in."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.say)


@dataclass(slots=True)
class Budget:
    """What a pack may still grow to; shared by all its archives."""

    bytes_left: int = 1024 * MB
    files_left: int = 2000
    ratio: int = 100
    depth: int = 3
    count: int = 0

    def slot(self, folder: Path, name: str) -> Path:
        """A fresh place to write to; only a short, plain ending of the name is kept."""
        self.count += 1
        ending = Path(name).suffix
        keep = ending if ending[1:].isascii() and ending[1:].isalnum() and len(ending) <= 6 else ""
        return folder / f"{self.count:05d}{keep.lower()}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A member as its archive lists it."""

    name: str
    size: int
    refusal: Refusal | None
    open: Callable[[], IO[bytes]] | None


def unpack(path: Path, type_: str, folder: Path, budget: Budget) -> Iterator[Member]:
    """The members, each written under `folder` or refused by name. Raises Unpackable where nothing can be taken."""
    match type_:
        case "zip":
            yield from _zip(path, folder, budget)
        case "7z":
            yield from _seven(path, folder, budget)
        case "rar":
            yield from _rar(path, folder, budget)
        case _:
            yield from _tar_or_single(path, type_, folder, budget)


def _refused(code: str, say: str) -> Refusal:
    return Refusal("refused_file", code, say)


def _damaged(say: str = "压缩包已损坏，无法展开") -> Refusal:
    return Refusal("unreadable_file", "damaged", say)


def _weighed(entries: list[_Entry], packed: int, budget: Budget) -> None:
    """Raises Unpackable where the whole is a bomb or beyond what the pack may hold."""
    good = [entry for entry in entries if entry.refusal is None]
    total = sum(entry.size for entry in good)
    if len(good) > budget.files_left:
        raise Unpackable(_refused("over_limit", f"压缩包内文件超过上限（共 {len(good)} 个）"))
    if total > SMALL and total > budget.ratio * max(packed, 1):
        raise Unpackable(_refused("bomb", f"解压后是压缩前的 {total // max(packed, 1)} 倍，疑为压缩炸弹，未展开"))
    if total > budget.bytes_left:
        raise Unpackable(_refused("over_limit", f"解压后共 {total // MB} MB，超过上限，未展开"))


def _written(entry: _Entry, folder: Path, budget: Budget, errors: tuple[type[BaseException], ...]) -> Member:
    """The member on disk; one that is longer than listed, or broken, costs itself."""
    if entry.refusal is not None or entry.open is None:
        return Member(entry.name, None, entry.refusal)
    target = budget.slot(folder, entry.name)
    try:
        with entry.open() as source, target.open("wb") as out:
            left = min(entry.size, budget.bytes_left)
            while piece := source.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise Unpackable(_refused("bomb", "实际内容比压缩包所列更大，未展开"))
                out.write(piece)
    except Unpackable as why:
        target.unlink(missing_ok=True)
        return Member(entry.name, None, why.refusal)
    except errors as why:
        target.unlink(missing_ok=True)
        locked = "password" in str(why).lower() or "encrypted" in str(why).lower()
        return Member(
            entry.name, None, _refused("needs_password", PASSWORD) if locked else _damaged("压缩包中此文件已损坏")
        )
    budget.files_left -= 1
    budget.bytes_left -= target.stat().st_size
    return Member(entry.name, target)


# --- zip ---------------------------------------------------------------------------------------------------------

_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    UnicodeError,
)


def _zip(path: Path, folder: Path, budget: Budget) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(path)
    except (*_ZIP_ERRORS, MemoryError, OverflowError):
        raise Unpackable(_damaged()) from None
    with archive:
        entries = [_zip_entry(archive, info) for info in archive.infolist() if not info.is_dir()]
        entries = [entry for entry in entries if not is_clutter(entry.name)]
        _all_locked(entries)
        _weighed(entries, path.stat().st_size, budget)
        for entry in entries:
            yield _written(entry, folder, budget, _ZIP_ERRORS)


def _all_locked(entries: list[_Entry]) -> None:
    if entries and all(entry.refusal is not None and entry.refusal.code == "needs_password" for entry in entries):
        raise Unpackable(_refused("needs_password", PASSWORD))


def _zip_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> _Entry:
    name = decoded_name(info)
    mode = info.external_attr >> 16
    refusal = None
    if reason := unsafe(name):
        refusal = _refused("traversal", f"{reason}，未展开")
    elif stat.S_ISLNK(mode) or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode)):
        refusal = _refused("link", "是链接或设备，未展开")
    elif info.flag_bits & 1:
        refusal = _refused("needs_password", PASSWORD)
    elif info.file_size > SMALL and info.file_size > 100 * max(info.compress_size, 1):
        refusal = _refused("bomb", "压缩比异常，疑为压缩炸弹，未展开")
    return _Entry(tidy(name), info.file_size, refusal, lambda: archive.open(info))


# --- tar, and single files packed with gzip, bzip2, xz -------------------------------------------------------------

_STREAM_ERRORS = (
    tarfile.TarError,
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    ValueError,
    UnicodeError,
    OverflowError,
)


def _tar_or_single(path: Path, type_: str, folder: Path, budget: Budget) -> Iterator[Member]:
    most = min(budget.bytes_left, max(SMALL, budget.ratio * path.stat().st_size)) + 64 * MB
    try:
        entries = _tar_entries(path, type_, most)
    except tarfile.ReadError:
        if type_ == "tar":
            raise Unpackable(_damaged()) from None
        yield from _single(path, type_, folder, budget)
        return
    except _TooMuch:
        raise Unpackable(_refused("bomb", "解压后远超压缩前的大小，疑为压缩炸弹，未展开")) from None
    except _STREAM_ERRORS:
        raise Unpackable(_damaged()) from None
    _weighed(entries, path.stat().st_size, budget)
    yield from _tar_written(path, type_, entries, folder, budget, most)


class _TooMuch(Exception):
    """A stream gives more than it may."""


class _Counted(io.RawIOBase):
    """A stream that ends with _TooMuch after `most` bytes."""

    def __init__(self, source: Any, most: int) -> None:
        self._source, self._left = source, most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece: bytes = self._source.read(PIECE if size is None or size < 0 else min(size, 4 * MB))
        self._left -= len(piece)
        if self._left < 0:
            raise _TooMuch
        return piece

    def close(self) -> None:
        self._source.close()
        super().close()


def _stream(path: Path, type_: str, most: int) -> _Counted:
    openers: dict[str, Callable[[Path], Any]] = {"gz": gzip.open, "bz2": bz2.open, "xz": lzma.open, "lzma": lzma.open}
    return _Counted(openers[type_](path) if type_ in openers else path.open("rb"), most)


def _tar_entries(path: Path, type_: str, most: int) -> list[_Entry]:
    entries = []
    with (
        _stream(path, type_, most) as stream,
        tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive,
    ):
        for info in archive:
            if info.isdir():
                continue
            name = _tar_name(info.name)
            refusal = None
            if reason := unsafe(name):
                refusal = _refused("traversal", f"{reason}，未展开")
            elif not info.isreg():
                refusal = _refused("link", "是链接或设备，未展开")
            entries.append(_Entry(tidy(name), info.size, refusal, None))
    return entries


def _tar_name(name: str) -> str:
    raw = name.encode("utf-8", "surrogateescape")
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _tar_written(
    path: Path, type_: str, entries: list[_Entry], folder: Path, budget: Budget, most: int
) -> Iterator[Member]:
    with (
        _stream(path, type_, most) as stream,
        tarfile.open(fileobj=stream, mode="r|", errors="surrogateescape") as archive,
    ):
        listed = iter(entries)
        for info in archive:
            if info.isdir():
                continue
            entry = next(listed)
            if is_clutter(entry.name):
                continue
            source = archive.extractfile(info) if entry.refusal is None else None
            opened = _Entry(entry.name, entry.size, entry.refusal, (lambda held=source: held) if source else None)  # type: ignore[misc]
            yield _written(opened, folder, budget, _STREAM_ERRORS)


def _single(path: Path, type_: str, folder: Path, budget: Budget) -> Iterator[Member]:
    """One file packed by itself: report.pdf.gz."""
    most = min(budget.bytes_left, max(SMALL, budget.ratio * path.stat().st_size))
    target = budget.slot(folder, path.stem)
    try:
        with target.open("wb") as out, _stream(path, type_, most) as source:
            while piece := source.read(PIECE):
                out.write(piece)
    except _TooMuch:
        target.unlink(missing_ok=True)
        raise Unpackable(_refused("bomb", "解压后远超压缩前的大小，疑为压缩炸弹，未展开")) from None
    except _STREAM_ERRORS:
        target.unlink(missing_ok=True)
        raise Unpackable(_damaged()) from None
    budget.files_left -= 1
    budget.bytes_left -= target.stat().st_size
    yield Member("", target)


# --- 7z ----------------------------------------------------------------------------------------------------------


def _seven(path: Path, folder: Path, budget: Budget) -> Iterator[Member]:
    import py7zr
    from py7zr.exceptions import ArchiveError

    errors = (
        ArchiveError,
        lzma.LZMAError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
        NotImplementedError,
        zlib.error,
        MemoryError,
        OverflowError,
        RuntimeError,
    )
    with ExitStack() as opened:
        try:
            with py7zr.SevenZipFile(path) as archive:
                if archive.needs_password():
                    raise Unpackable(_refused("needs_password", PASSWORD))
                listed = [info for info in archive.list() if not info.is_directory]
                links = {info.filename for info in listed if getattr(info, "is_symlink", False)}
                entries = [_seven_entry(info, info.filename in links) for info in listed]
                _weighed(entries, path.stat().st_size, budget)
                wanted = {
                    i.filename: e
                    for i, e in zip(listed, entries, strict=True)
                    if e.refusal is None and not is_clutter(e.name)
                }
                factory = _seven_factory(folder, budget, wanted, opened)
                if wanted:
                    archive.extract(targets=list(wanted), factory=factory)
        except py7zr.exceptions.PasswordRequired:
            raise Unpackable(_refused("needs_password", PASSWORD)) from None
        except errors:
            raise Unpackable(_damaged()) from None
        for info, entry in zip(listed, entries, strict=True):
            if entry.refusal is not None:
                yield Member(entry.name, None, entry.refusal)
            elif info.filename in wanted:
                yield factory.member(info.filename, entry)


def _seven_entry(info: Any, link: bool) -> _Entry:
    refusal = None
    if reason := unsafe(info.filename):
        refusal = _refused("traversal", f"{reason}，未展开")
    elif link:
        refusal = _refused("link", "是链接或设备，未展开")
    return _Entry(tidy(info.filename), int(info.uncompressed or 0), refusal, None)


def _seven_factory(folder: Path, budget: Budget, wanted: dict[str, _Entry], opened: ExitStack) -> Any:
    from py7zr.io import Py7zIO, WriterFactory

    class Held(Py7zIO):
        """A member as it is written: never longer than its list said."""

        def __init__(self, target: Path, size: int) -> None:
            self.target, self.left, self.over = target, size, False
            self.out = opened.enter_context(target.open("wb+"))

        def write(self, s: bytes | bytearray) -> int:
            self.left -= len(s)
            if self.left < 0:
                self.over = True
            elif not self.over:
                self.out.write(s)
            return len(s)

        def read(self, size: int | None = None) -> bytes:
            return self.out.read(-1 if size is None else size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return self.out.seek(offset, whence)

        def flush(self) -> None:
            self.out.flush()

        def size(self) -> int:
            return self.out.tell()

    class Factory(WriterFactory):
        """Gives each member a numbered place of ours."""

        def __init__(self) -> None:
            self.held: dict[str, Held] = {}

        def create(self, filename: str) -> Py7zIO:
            entry = wanted.get(filename)
            held = Held(budget.slot(folder, filename), entry.size if entry else 0)
            self.held[filename] = held
            return held

        def member(self, filename: str, entry: _Entry) -> Member:
            held = self.held.get(filename)
            if held is None:
                if entry.size == 0:
                    empty = budget.slot(folder, filename)
                    empty.touch()
                    budget.files_left -= 1
                    return Member(entry.name, empty)
                return Member(entry.name, None, _damaged("压缩包中此文件已损坏"))
            held.out.close()
            if held.over:
                held.target.unlink(missing_ok=True)
                return Member(entry.name, None, _refused("bomb", "实际内容比压缩包所列更大，未展开"))
            budget.files_left -= 1
            budget.bytes_left -= held.target.stat().st_size
            return Member(entry.name, held.target)

    return Factory()


# --- rar ---------------------------------------------------------------------------------------------------------


def _rar(path: Path, folder: Path, budget: Budget) -> Iterator[Member]:
    import rarfile

    from assistant.screening.rar_tool import ready

    errors = (rarfile.Error, OSError, EOFError, ValueError, KeyError, IndexError, zlib.error)
    try:
        archive = rarfile.RarFile(path)
    except errors:
        raise Unpackable(_damaged()) from None
    with archive:
        if archive.needs_password() and not archive.infolist():
            raise Unpackable(_refused("needs_password", PASSWORD))
        entries = [_rar_entry(archive, info) for info in archive.infolist() if not info.is_dir()]
        entries = [entry for entry in entries if not is_clutter(entry.name)]
        _all_locked(entries)
        _weighed(entries, path.stat().st_size, budget)
        if not ready():
            say = "RAR 压缩包需要 unrar、unar 或 bsdtar 才能展开，本机未安装；请改用 ZIP 重新提交"
            raise Unpackable(Refusal("unsupported_format", "unsupported_format", say))
        for entry in entries:
            yield _written(entry, folder, budget, errors)


def _rar_entry(archive: Any, info: Any) -> _Entry:
    refusal = None
    if reason := unsafe(info.filename):
        refusal = _refused("traversal", f"{reason}，未展开")
    elif info.is_symlink():
        refusal = _refused("link", "是链接或设备，未展开")
    elif info.needs_password():
        refusal = _refused("needs_password", PASSWORD)
    return _Entry(tidy(info.filename), int(info.file_size or 0), refusal, lambda: archive.open(info))
