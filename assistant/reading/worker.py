"""The worker process: `python -m assistant.reading.worker`. Parses files, so that whatever they do hits it alone.

Lives here: `main`, `answer`. May import: this room; nothing imports it but the command line. It opens no socket, starts
no program, and writes nothing but lines to its parent (an audit hook refuses the rest), and ends when its parent does.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from assistant.reading.guard import guarded
from assistant.reading.limits import Limits
from assistant.reading.page import Box, Level
from assistant.reading.wire import Event, to_wire

SPARE_SECONDS = 30  # beyond the longest limit: by then the parent, had it lived, would have ended us


def main(arguments: list[str]) -> int:
    """Answers tasks from stdin, a line each, until it closes."""
    from assistant.reading.guard import forbid

    limits = Limits(**json.loads(arguments[0]))
    lines = _keep_stdout_clean()
    _end_with_parent(os.getppid())
    forbid()
    _say(lines, {"ready": True})
    while task := sys.stdin.readline():
        _say_all(lines, json.loads(task), limits)
    return 0


def answer(task: dict[str, Any], limits: Limits) -> Iterator[Event]:
    """The events of one task."""
    from assistant.reading import files, looking

    path = Path(task["path"])
    box = Box(*task["box"]) if task.get("box") else None
    match task["do"]:
        case "read":
            yield from files.read(path, Level(task["level"]), limits, first=task["first"], type_=task["type"])
        case "look":
            yield from looking.look(path, task["pages"], Level(task["level"]), task["dpi"], box, limits, task["type"])
        case "picture":
            yield from looking.show(path, task["page"], task["dpi"], box, limits, task["type"])
        case "ink":
            assert box is not None
            yield from looking.ink(path, task["page"], task["dpi"], box, limits, task["type"])
        case other:
            raise ValueError(f"no such task: {other}")


def _say_all(lines: IO[bytes], task: dict[str, Any], limits: Limits) -> None:
    longest = max(limits.open_seconds, limits.text_page_seconds, limits.ocr_page_seconds)
    for event in guarded(answer(task, limits)):
        signal.setitimer(signal.ITIMER_REAL, longest + SPARE_SECONDS)
        _say(lines, to_wire(event))
    signal.setitimer(signal.ITIMER_REAL, 0)


def _say(lines: IO[bytes], what: dict[str, Any]) -> None:
    lines.write(json.dumps(what, ensure_ascii=True).encode("ascii") + b"\n")
    lines.flush()


def _keep_stdout_clean() -> IO[bytes]:
    """Our own copy of stdout; what a library prints goes to stderr instead."""
    ours = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return ours


def _end_with_parent(parent: int) -> None:
    """A thread that looks for the parent; the alarm covers code that never lets a thread run."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
