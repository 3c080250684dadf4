"""A worker that breaks on purpose (P02): page 3 of a PDF hangs, page 5 grows, page 7 ends the process.

Lives here: what `python -m tests.reading.slow_worker` runs. May import: assistant.reading.worker.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from assistant.reading import pdf, worker

_read = pdf._page
held = []


def misbehaving(document: Any, number: int, *rest: Any) -> Any:
    """The page, unless it is one of the three."""
    if number == 3:
        time.sleep(600)
    if number == 5:
        for _ in range(100):
            held.append(os.urandom(1024) * 1024 * 16)
            time.sleep(0.03)
    if number == 7:
        os._exit(139)
    return _read(document, number, *rest)


if __name__ == "__main__":
    pdf._page = misbehaving
    sys.exit(worker.main(sys.argv[1:]))
