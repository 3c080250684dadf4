"""The two streams: results on stdout, everything else on stderr, both UTF-8 whatever the locale.

Lives here: `say`, `complain`, `flush`, `speak_utf8`, `ReaderGone`. May import: nothing of ours.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any


class ReaderGone(Exception):
    """Whoever read our output has closed it (`… | head -1`): there is nothing more to do, and nothing is wrong."""


def speak_utf8() -> None:
    """Half a character that came in as a broken byte goes out as an escape, never as a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(text: str) -> None:
    """A line of the result, at once."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        raise ReaderGone from None


def say_json(document: Any, *, lines: bool = False) -> None:
    """One JSON document; with `lines` on one line."""
    say(json.dumps(document, ensure_ascii=False, indent=None if lines else 2, allow_nan=False))


def complain(text: str) -> None:
    """One line on stderr. Where stderr is closed too, nobody is there to be told."""
    try:
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
    except OSError:
        return


def flush() -> None:
    """What is still on its way out, out."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_quietly()
        raise ReaderGone from None


def _leave_quietly() -> None:
    # Python flushes stdout once more at exit and would print a trace: let it flush into nothing.
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
