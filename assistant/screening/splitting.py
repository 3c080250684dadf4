"""Cutting a page range out of a PDF, in a process of its own that can be killed (P02): the file came from outside.

Lives here: `cut_out`, and the process: `python -m assistant.screening.splitting SOURCE FIRST LAST TARGET`. May import: pypdf.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CUT_SECONDS = 60
MEMORY_BYTES = 1536 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


def cut_out(source: Path, first: int, last: int, target: Path, *, seconds: float = CUT_SECONDS) -> bool:
    """Whether pages `first` to `last` of `source` now lie in `target`. Bookmarks, scripts and forms stay behind."""
    command = [sys.executable, "-m", "assistant.screening.splitting", str(source), str(first), str(last), str(target)]
    try:
        done = subprocess.run(command, cwd=_ROOT, timeout=seconds, capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        target.unlink(missing_ok=True)
        return False
    if done.returncode != 0:
        target.unlink(missing_ok=True)
    return done.returncode == 0 and target.is_file()


def main(arguments: list[str]) -> int:
    """Exit status 0 where the range was written whole; any fault of the file ends this process and nothing else."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from pypdf import PdfReader, PdfWriter

    source, first, last, target = Path(arguments[0]), int(arguments[1]), int(arguments[2]), Path(arguments[3])
    reader, writer = PdfReader(source), PdfWriter()
    if last > len(reader.pages):
        return 1
    for number in range(first - 1, last):
        writer.add_page(reader.pages[number])
    writer.write(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
