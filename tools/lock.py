"""Writes requirements/*.lock: what pip would install for each extra into an empty environment, pinned exactly.

Lives here: the one way to refresh the locks (`make lock`). A package stands in the first lock that needs it:
base, then models, then dev.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEAD = "# Written by `make lock` (tools/lock.py); not edited by hand.\n"
NAMES = {"base": "", "models": "[models]", "dev": "[models,dev]"}


def resolved(extras: str) -> dict[str, str]:
    """name -> version of everything that pip would install for `.{extras}`, ourselves left out."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
             "--report", str(report), f"{ROOT}{extras}"],
            check=True,
        )  # fmt: skip
        found = json.loads(report.read_text(encoding="utf-8"))["install"]
    pins = {item["metadata"]["name"].lower().replace("_", "-"): item["metadata"]["version"] for item in found}
    pins.pop("jixiao-assistant")
    return {name: version.split("+")[0] for name, version in pins.items()}


def main() -> None:
    """Resolve all three at once from the widest, so that one version holds everywhere."""
    widest = resolved(NAMES["dev"])
    seen: set[str] = set()
    for lock, extras in NAMES.items():
        names = sorted(set(resolved(extras)) - seen)
        seen.update(names)
        lines = "".join(f"{name}=={widest[name]}\n" for name in names)
        (ROOT / "requirements" / f"{lock}.lock").write_text(HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
