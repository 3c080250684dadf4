"""The door: whatever happens inside, people and scripts meet INTERFACE.md's exit codes and streams here.

Lives here: `main`, `run`. 0 done; 3 a figure falls short; 2 the input is not usable (stdout empty, one line on stderr);
1 our fault (trace in the log, one line on stderr). May import: the rest of cli, errors.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence

import typer

from assistant.cli.out import ReaderGone, complain, flush, speak_utf8
from assistant.cli.usage import UsageError, said
from assistant.errors import AssistantError

_DISK = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满", errno.EROFS: "磁盘只读", errno.EIO: "磁盘读写出错"}


def main() -> None:
    """`jixiao …` and `python -m assistant …`."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        # A locale that cannot spell Chinese names of files: start over in one that can.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    # One answer and out: sweeping after imports costs a tenth of it. Whoever goes on for long calls gc.enable().
    gc.disable()
    sys.exit(run(sys.argv[1:]))


def run(words: Sequence[str]) -> int:
    """The exit status of one command. Everything that is raised inside ends here."""
    from assistant.cli.commands import app

    speak_utf8()
    try:
        command = typer.main.get_command(app)
        with command.make_context("jixiao", list(words)) as context:
            command.invoke(context)
        flush()
    except typer.Exit as end:
        return end.exit_code
    except UsageError as error:
        complain(said(error))
        return 2
    except AssistantError as error:
        complain(str(error))
        return error.exit_code
    except ReaderGone:
        return 0
    except KeyboardInterrupt:
        complain("已中断")
        return 130
    except Exception as error:  # noqa: BLE001  the last door: nothing leaves as a traceback
        return _our_fault(error)
    return 0


def _our_fault(error: Exception) -> int:
    from assistant.cli.log import record

    if isinstance(error, OSError) and error.errno in _DISK:
        complain(f"{error.filename or '标准输出'}：{_DISK[error.errno]}，写不进去。请腾出空间或换一个可写的文件夹")
        return 2
    complain(record(error))
    return 1
