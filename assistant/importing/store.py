"""Keeping what people import and decide: whole or not at all, whatever is pulled out in between (P20).

Lives here: `put` (a file written aside, then renamed), `as_yaml`, `held` (one writer at a time), `keep_source`. May
import: library.yaml_file, library.shelf, library.whole_file, errors. No clock, no settings.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BadFile, InputError
from assistant.library.shelf import SOURCES
from assistant.library.whole_file import written_aside
from assistant.library.yaml_file import parse_yaml, yaml_text

ELSEWHERE = "请检查权限、腾出空间，或换一个可写的文件夹（ASSISTANT_LIBRARY）"
_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z(（《“][^:#\n\"'{}\[\],&*?|<>%@`]*")


def put(path: Path, raw: bytes) -> None:
    """`raw` at `path`: written aside, forced to the disk, renamed. Raises InputError where the disk takes no more."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written_aside(path) as aside:
        aside.touch(mode=0o600)
        aside.write_bytes(raw)


def put_saying(path: Path, raw: bytes) -> None:
    """As `put`; what the disk says against it in one line."""
    try:
        put(path, raw)
    except OSError as error:
        raise InputError(f"写不进去（{error.strerror or error}）", where=str(path), remedy=ELSEWHERE) from None


def as_yaml(data: Any, *, name: str) -> bytes:
    """`data` as YAML that our own reader gives back unchanged."""
    text = yaml_text(data).encode()
    if parse_yaml(text, name=name).data != data:
        raise AssistantError(f"{name} 写出后读回不一致")
    return text


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """One process at a time between reading and writing what lies at `path`; the kernel lets go when one is killed."""
    busy = path.parent / ".busy"  # one a folder: decisions are quick, and no draft leaves a trace of its own
    try:
        stream = busy.open("w")
    except OSError as error:
        raise InputError(f"写不进去（{error.strerror or error}）", where=str(path.parent), remedy=ELSEWHERE) from None
    with stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def sha256_of(path: Path) -> str:
    """The sha256 of a file, read in pieces. Raises BadFile where it cannot be opened."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror or error}）", where=str(path), remedy="请检查路径和权限") from None


def keep_source(library: Path, path: Path, sha256: str) -> Path:
    """A copy of the file that a guide was imported from, so that its pages can be shown beside the cells."""
    kept = library / SOURCES / f"{sha256}{path.suffix.lower()}"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".copy-", dir=kept.parent)
        os.close(handle)
        try:
            shutil.copyfile(path, name)
            Path(name).replace(kept)
        finally:
            Path(name).unlink(missing_ok=True)
    return kept


def source_of(library: Path, draft: Path, name: str, sha256: str) -> Path | None:
    """The file that a draft came from, where it still lies with the library or beside the draft, unaltered."""
    there = [
        *(library / SOURCES).glob(f"{sha256}.*"),
        draft.parent / Path(name).name,
        draft.parent.parent / Path(name).name,
    ]
    for path in there:
        if path.is_file() and sha256_of(path) == sha256:
            return path
    return None
