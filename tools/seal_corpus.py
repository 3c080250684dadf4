"""Writes corpus/SHA256SUMS, the seal that the loader checks. Run after a deliberate change of the corpus."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def seal(root: Path) -> str:
    """The lines of SHA256SUMS for every file under `root`, sorted by name."""
    names = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p.name != "SHA256SUMS")
    names = [name for name in names if not any(part.startswith(".") for part in name.split("/"))]
    return "".join(f"{hashlib.sha256((root / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


if __name__ == "__main__":
    corpus = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent / "corpus")
    (corpus / "SHA256SUMS").write_text(seal(corpus), encoding="utf-8", newline="\n")
    print(f"sealed {corpus}")
