"""The log of our own faults: where in the code, which kind of error; no word of a question, a case or a file.

Lives here: `record`. May import: config.
"""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from assistant import config
from assistant.errors import AssistantError

# Messages of these come from code, not from what was read. All others may quote it, and are left out (P21).
_SAYS_NO_CONTENT = (ImportError, AttributeError, TypeError, NameError, RecursionError, MemoryError)


def record(error: Exception) -> str:
    """Write the trace; the line to show."""
    text = _trace(error)
    name = type(error).__name__
    for folder in (_folder(), _spare()):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "jixiao.log"
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as log:
                log.write(text)
        except OSError:
            continue
        return f"程序内部出错（{name}），不是您的输入有问题。详情已记入 {path}，请把它连同所用命令告诉维护者"
    return f"程序内部出错（{name}），不是您的输入有问题；日志也写不进去，请检查磁盘是否已满或只读"


def _folder() -> Path:
    try:
        return config.read_settings().logs
    except AssistantError:  # a wrong setting: the fault is told all the same
        return _spare()


def _spare() -> Path:
    return Path(tempfile.gettempdir())


def _trace(error: BaseException) -> str:
    parts = [f"==== {datetime.now(UTC).isoformat(timespec='seconds')}\n"]
    seen: BaseException | None = error
    while seen is not None:
        parts += traceback.format_tb(seen.__traceback__)
        parts.append(f"{type(seen).__name__}: {_message(seen)}\n")
        seen = seen.__cause__ or seen.__context__
        if seen is not None:
            parts.append("---- caused by\n")
    return "".join(parts)


def _message(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or ""
    return str(error)[:300] if isinstance(error, _SAYS_NO_CONTENT) else "(message left out: it may quote what was read)"
