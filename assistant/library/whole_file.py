"""A file on the disk whole or not at all (P20): written beside its place, forced to the disk, renamed.

Lives here: `written_aside`. May import: psutil. Whoever is killed in between leaves the target as it was; what he left beside it
goes when that file is written next.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LONGEST = 90  # signs of the target's name that are kept: a name on the disk holds 255 bytes
_PART = re.compile(r"([0-9]+)-[0-9a-f]+\.part")


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to; on leaving it becomes `path`, on failing it is gone. Raises OSError."""
    kept = f".{path.name[:_LONGEST]}."
    beside = path.with_name(f"{kept}{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        _sweep(path.parent, kept)
        yield beside
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
        _settle(path.parent)
    finally:
        _forget(beside)


def _sweep(folder: Path, kept: str) -> None:
    """What a killed run left beside the target goes; a run that is alive keeps its own."""
    import psutil

    for left in folder.iterdir():
        found = _PART.fullmatch(left.name.removeprefix(kept)) if left.name.startswith(kept) else None
        if found and not psutil.pid_exists(int(found[1])):
            _forget(left)


def _settle(folder: Path) -> None:
    """The folder itself to the disk: a name that is only in memory is lost with the power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # a disk that takes nothing away: the caller says that it failed
