"""A library made for a test: 示例 drafts, some of them reviewed, and the file that a draft came from, drawn cell by cell.

Lives here: `DRAFTS`, `library_at`, `reviewed`, `drawn`. No number here is one of a real guide's.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.config import HENAN
from assistant.importing.review import Act, accept, decide, decision, open_review
from assistant.importing.store import as_yaml, sha256_of
from assistant.library.shelf import DRAFTS as FOLDER
from assistant.library.shelf import SOURCES
from assistant.library.yaml_file import read_yaml

DRAFTS = Path(__file__).parent / "drafts"
ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=HENAN)


def library_at(root: Path, *names: str) -> Path:
    """A library at `root` that holds these drafts, by file name without its tail; all of them where none is named."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in DRAFTS.glob("*.yaml"):
        if not names or path.stem in names:
            shutil.copyfile(path, folder / path.name)
    return root


def reviewed(root: Path, *names: str, **more: Any) -> Path:
    """These drafts reviewed: what is doubtful accepted one by one, then the whole. The path of the last table."""
    target = root
    for name in names:
        path = library_at(root, name) / FOLDER / f"{name}.yaml"
        accept_doubts(path)
        target = accept(path, by="审核人甲", on=ON, library=root, **more)
    return target


def accept_doubts(path: Path, by: str = "审核人甲") -> None:
    """Every cell that must be decided by itself, accepted."""
    pending = open_review(path).pending
    decide(path, [decision(item, Act.ACCEPT, by=by, at=AT) for item in pending])


def drawn(root: Path, name: str) -> Path:
    """The PDF that a draft says it came from, with each cell's words in its box; the draft then carries its sha256."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    path = root / FOLDER / f"{name}.yaml"
    data = read_yaml(path).data
    cells = [c for part in data["tables"] for row in part["rows"] for c in row["cells"].values()]
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = root / "drawn.pdf"
    canvas = Canvas(str(made), pagesize=A4)
    height = A4[1]
    for page in range(1, max(c["page"] for c in cells) + 1):
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(60, height - 60, f"示例指南 第 {page} 页")
        for c in (c for c in cells if c["page"] == page):
            x0, top, x1, bottom = c["box"]
            canvas.rect(x0, height - bottom, x1 - x0, bottom - top)
            for n, line in enumerate(_lines(c["raw"], 12)[:4]):
                canvas.drawString(x0 + 2, height - top - 9 - 9 * n, line)
        canvas.showPage()
    canvas.save()
    sha = sha256_of(made)
    data["file"]["sha256"] = sha
    path.write_bytes(as_yaml(data, name=path.name))
    kept = root / SOURCES / f"{sha}.pdf"
    kept.parent.mkdir(exist_ok=True)
    made.replace(kept)
    return kept


def _lines(text: str, width: int) -> list[str]:
    return [line[i : i + width] for line in text.split("\n") for i in range(0, len(line), width)]
