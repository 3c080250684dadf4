"""Packs on the page: each belongs to one browser session, lies in a folder of its own, and goes without a trace (P19, P21).

Lives here: `Packs`, `Pack`, `Stage`. A pack is found by an unguessable token that only its owner's cookie holds. May import:
errors, screening's values, web.pack_rooms. Folders are readable by this process's user only; what a killed process left is
removed by the next.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from assistant.errors import InputError
from assistant.screening.batch import Row
from assistant.screening.pipeline import Progress
from assistant.screening.report import Report
from assistant.web.pack_rooms import Asked, Screened

KEEP_SECONDS = 8 * 3600
MOST_PACKS = 200
MOST_FILES = 2000
MOST_BYTES = 1024 * 1024 * 1024
SPARE_BYTES = 256 * 1024 * 1024
_OURS = re.compile(r"([0-9]+)-[A-Za-z0-9_-]+")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_PART = 180  # bytes of UTF-8; most file systems take 255


class Stage(StrEnum):
    """Where a pack stands."""

    TAKING = "taking"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class Pack:
    """One session's pack, or a month of them (`month`). `sizes`: what was uploaded, by name. `attached`: its report answers
    questions in the chat. `previous`: the report that the next run is held against."""

    token: str
    folder: Path
    month: bool = False
    sizes: dict[str, int] = field(default_factory=dict)
    stage: Stage = Stage.TAKING
    asked: Asked = field(default_factory=Asked)
    progress: Progress | None = None
    screened: Screened | None = None
    report: Report | None = None
    previous: Report | None = None
    rows: list[Row] = field(default_factory=list)
    reports: dict[str, Screened] = field(default_factory=dict)
    of: int = 0
    attached: bool = False
    trouble: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    runs: int = 0
    seen: float = 0.0
    gone: bool = False  # deleted: what a run still writes goes too

    @property
    def busy(self) -> bool:
        """Whether a run waits or goes on."""
        return self.stage in (Stage.WAITING, Stage.RUNNING)

    @property
    def uploads(self) -> Path:
        """Where the files lie under the names that they came with."""
        return self.folder / "pack"

    @property
    def bytes(self) -> int:
        """How much was uploaded."""
        return sum(self.sizes.values())

    def place_of(self, name: str) -> Path:
        """Where a file of this name goes. Raises InputError where the pack is full."""
        if len(self.sizes) >= MOST_FILES and name not in self.sizes:
            raise InputError(f"一份材料最多 {MOST_FILES} 个文件", remedy="请打成压缩包，或分几次预审")
        path = self.uploads.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path

    def forget(self, name: str) -> None:
        """Takes a file out again."""
        if name in self.sizes:
            del self.sizes[name]
            self.uploads.joinpath(*name.split("/")).unlink(missing_ok=True)


def tidy_name(name: str) -> str:
    """The relative path that a browser sent, held to what may lie in a folder. Raises InputError.

    >>> tidy_name("某企业/../证照//01.pdf")
    '某企业/证照/01.pdf'
    """
    parts = [_fitting(part) for part in _UNSAFE.sub("_", name.replace("\\", "/")).split("/")]
    kept = [part for part in parts if part not in ("", ".", "..")]
    if not kept or len(kept) > 20:
        raise InputError("文件名不能用", remedy="请改名后再上传")
    return "/".join(kept)


def _fitting(part: str) -> str:
    part = part.strip()
    raw = part.encode("utf-8", "replace")
    if len(raw) <= _LONGEST_PART:
        return raw.decode("utf-8", "replace")
    suffix = Path(part).suffix[:10]
    return raw[: _LONGEST_PART - len(suffix.encode())].decode("utf-8", "ignore") + suffix


class Packs:
    """All packs of this process. One nobody looked at for `keep_seconds` goes; all go when the process ends."""

    def __init__(self, root: Path, *, keep_seconds: float = KEEP_SECONDS) -> None:
        self.root = root
        self.keep_seconds = keep_seconds
        self._packs: dict[str, Pack] = {}
        self._lock = threading.Lock()

    def find(self, token: str | None) -> Pack | None:
        """The pack of this token, or None."""
        with self._lock:
            pack = self._packs.get(token or "")
            if pack:
                pack.seen = time.monotonic()
            return pack

    def open(self, token: str | None) -> Pack:
        """The pack of this token; a new one, under a new token, where there is none. Raises InputError."""
        return self.find(token) or self._new()

    def _new(self) -> Pack:
        self.sweep()
        token = secrets.token_urlsafe(32)
        pack = Pack(token, self.root / f"{os.getpid()}-{secrets.token_urlsafe(12)}", seen=time.monotonic())
        with self._lock:  # a sweep meanwhile would take the folder for one that nobody has
            if len(self._packs) >= MOST_PACKS:
                raise InputError("同时预审的人太多", remedy="请过一会儿再试")
            try:
                self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
                pack.folder.mkdir(mode=0o700)
                pack.uploads.mkdir(mode=0o700)
            except OSError as error:
                raise InputError(
                    f"上传文件夹写不进去（{error.strerror}）", remedy="请告诉安装本程序的人：检查磁盘是否已满或只读"
                ) from None
            self._packs[token] = pack
        return pack

    def delete(self, token: str | None) -> None:
        """The pack and every byte of it, now. A run that goes on is told to stop, and what it still writes goes too."""
        with self._lock:
            pack = self._packs.pop(token or "", None)
        if pack:
            _remove(pack)

    def sweep(self) -> None:
        """Packs whose time is over, and folders of processes that are gone."""
        now = time.monotonic()
        with self._lock:
            old = [p for p in self._packs.values() if now - p.seen > self.keep_seconds and not p.busy]
            for pack in old:
                del self._packs[pack.token]
            left = list(_left_behind(self.root, {p.folder for p in (*self._packs.values(), *old)}))
        for pack in old:
            _remove(pack)
        for folder in left:
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """All packs go."""
        with self._lock:
            packs, self._packs = list(self._packs.values()), {}
        for pack in packs:
            _remove(pack)

    @property
    def waiting(self) -> int:
        """How many runs wait."""
        with self._lock:
            return sum(1 for pack in self._packs.values() if pack.stage is Stage.WAITING)


def room_for(pack: Pack, more: int) -> None:
    """Raises InputError where `more` bytes would go over what a pack may hold, or over what the disk has."""
    if pack.bytes + more > MOST_BYTES:
        raise InputError(f"一份材料最多 {MOST_BYTES // 1024**2} MB", remedy="请分几次预审")
    if shutil.disk_usage(pack.folder).free < more + SPARE_BYTES:
        raise InputError("磁盘空间不够", remedy="请告诉安装本程序的人")


def close_screened(pack: Pack) -> None:
    """Lets go of what earlier runs keep open."""
    held = [s for s in (pack.screened, *pack.reports.values()) if s]
    pack.screened, pack.reports = None, {}
    for one in {id(s): s for s in held}.values():
        one.close()


def _remove(pack: Pack) -> None:
    pack.gone = True
    pack.stop.set()
    close_screened(pack)
    pack.report = pack.previous = None
    pack.rows.clear()
    pack.sizes.clear()
    _gone(pack.folder)


def _gone(folder: Path, *, tries: int = 5, pause: Callable[[float], None] = time.sleep) -> None:
    """The folder is removed; a run that is just ending may write once more."""
    for _ in range(tries):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        pause(0.2)


def _left_behind(root: Path, ours: set[Path]) -> Iterator[Path]:
    """Folders of processes that are gone; under our own number too, where we never made them: a container that starts
    again gives its server the same number."""
    import psutil

    if not root.is_dir():
        return
    for folder in root.iterdir():
        found = _OURS.fullmatch(folder.name)
        if found and folder not in ours and (int(found[1]) == os.getpid() or not psutil.pid_exists(int(found[1]))):
            yield folder
