"""How much memory screening a large pack takes: `python -m evals.packs.memory --set DIR [--pages 500]`.

Many packs' PDFs are laid into one of at least so many pages, nothing cached, and `python -m assistant screen` reads it; what
it and the processes it starts hold in memory together is looked at twenty times a second. Prints JSON; exit 3 where it is
more than `AT_MOST` (issue 6). Lives here: that measurement. May import: pypdf, psutil.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pypdf
from pypdf.errors import PyPdfError

AT_MOST = 2.0  # GB
_EVERY = 0.05  # seconds


def large_pack(packs: Path, folder: Path, pages: int) -> int:
    """Copies PDFs of the packs under `packs` into `folder` until they have `pages` pages; says how many they have."""
    held = 0
    for number, path in enumerate(sorted(packs.glob("*/pack/**/*.pdf"))):
        if held >= pages:
            break
        with suppress(PyPdfError, OSError):
            held += len(pypdf.PdfReader(path).pages)
            shutil.copyfile(path, folder / f"{number:04d}-{path.name}")
    return held


def resident(root: psutil.Process) -> int:
    """Bytes that a process and all that it started hold in memory; memory that they share counts for each."""
    total = 0
    for process in (root, *root.children(recursive=True)):
        with suppress(psutil.Error):
            total += process.memory_info().rss
    return total


def measured(folder: Path, home: Path) -> tuple[int, float, int]:
    """(peak bytes, seconds, exit status) of screening `folder` for B, with caches and data in `home`."""
    env = os.environ | {"XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    command = [sys.executable, "-m", "assistant", "screen", str(folder), "--grade", "B", "--json"]
    began, peak = time.monotonic(), 0
    with (home / "said").open("wb") as said:
        process = subprocess.Popen(command, env=env, stdout=said, stderr=said)
        root = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                peak = max(peak, resident(root))
            time.sleep(_EVERY)
    return peak, time.monotonic() - began, process.returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", type=Path, required=True)
    parser.add_argument("--pages", type=int, default=500)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jixiao-large-") as held:
        folder, home = Path(held) / "pack", Path(held)
        folder.mkdir()
        pages = large_pack(given.set, folder, given.pages)
        if pages < given.pages:
            print(f"{given.set}: only {pages} pages of PDF; generate more packs", file=sys.stderr)
            return 2
        peak, seconds, status = measured(folder, home)
    gigabytes = round(peak / 1e9, 2)
    print(json.dumps({"pages": pages, "peak_gb": gigabytes, "seconds": round(seconds, 1), "exit": status}))
    return 1 if status not in (0, 3) else 3 if gigabytes > AT_MOST else 0


if __name__ == "__main__":
    sys.exit(main())
