"""What stands between a hostile file and the rest: one place that catches everything, and a ban on doing harm.

Lives here: `guarded`, `attempt`, `forbid`. May import: wire, errors. Foreign parsers raise whatever they like
(KeyError, RecursionError, struct.error, their own); a page or file that does so is `damaged`, and the next goes on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import TypeVar

from assistant.reading.page import Remark
from assistant.reading.wire import End, Event

T = TypeVar("T")
DAMAGED = "文件已损坏，无法继续读取"
# Audit events of sockets, of starting programs, of changing what lies on disk. Opening for writing is looked at apart.
BANNED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.remove", "os.rename",
    "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.", "tempfile.",
    "ftplib.", "smtplib.", "http.client", "urllib.", "webbrowser.", "pty.", "fcntl.", "os.kill",
)  # fmt: skip


def attempt(step: Callable[[], T], otherwise: Callable[[str], T]) -> T:
    """The step's result, or what `otherwise` makes of the failure's name. MemoryError counts as one."""
    try:
        return step()
    except Exception as why:  # noqa: BLE001  a foreign parser at work on a foreign file
        return otherwise(type(why).__name__)


def guarded(events: Iterator[Event]) -> Iterator[Event]:
    """The same events; where their source breaks, an End that says so instead of the rest."""
    ended = False
    while not ended:
        event = attempt(lambda: next(events, End()), _broken)
        ended = isinstance(event, End)
        yield event


def _broken(why: str) -> Event:
    code = "memory" if why == "MemoryError" else "damaged"
    return End(unreadable=DAMAGED, remarks=(Remark(code, f"{DAMAGED}（{why}）"),))


def forbid() -> None:
    """From here on this process reaches no network, starts nothing and writes nothing: such a call raises."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _writes(arguments):
        raise PermissionError("a reading process writes nothing")
    if event.startswith(BANNED):
        raise PermissionError(f"a reading process does not {event}")


def _writes(arguments: tuple[object, ...]) -> bool:
    path, mode, flags = arguments[0], arguments[1], arguments[2]
    if path in ("/dev/null", os.devnull):
        return False
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
