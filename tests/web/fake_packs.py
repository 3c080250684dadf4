"""A screening that is real in shape: progress, files, pictures; its report is made by hand (tests/screening)."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PIL import Image, ImageDraw

from assistant.errors import BadFile
from assistant.library.corpus import Corpus
from assistant.screening.pipeline import Cancelled, Progress
from assistant.screening.report import FileLine
from assistant.web.pack_rooms import Asked, Circumstance, PackRooms, Screened
from assistant.web.packing import Packing
from assistant.web.packs import Packs
from tests.screening.made_reports import gaps, in_order

TODAY = date(2026, 11, 23)


class RoteScreen:
    """The made report; a pack with 慢 in a name takes its time, one with 坏 is unusable, one with 崩 breaks us, one with 齐
    lacks nothing."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def __call__(
        self,
        paths: Sequence[Path],
        asked: Asked,
        *,
        folder: Path,
        as_of: date,
        progress: Callable[[Progress], None],
        cancel: Callable[[], bool],
    ) -> Screened:
        self.asked.append(asked)
        root = paths[0]
        files = (
            {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_file()}
            if root.is_dir()
            else {root.name: root}
        )
        names = " ".join([root.name, *files])
        if "坏" in names:
            raise BadFile("压缩包已损坏", remedy="请重新打包")
        if "崩" in names:
            raise RuntimeError(names)
        for place in ("work", "pages"):
            (folder / place).mkdir(exist_ok=True)
            (folder / place / "read.txt").write_text("识别出的文字", encoding="utf-8")
        pages = 40 if "慢" in names else 1
        for number, name in enumerate(files, 1):
            for page in range(1, pages + 1):
                if cancel():
                    raise Cancelled
                progress(Progress(number, len(files), name, page, pages))
                time.sleep(0.05)
        report = in_order() if "齐" in names else gaps()
        more = tuple(
            FileLine(file=name, pages=1, read_by="text") for name in files if name not in {f.file for f in report.files}
        )
        return Screened(report.model_copy(update={"files": report.files + more, "as_of": as_of.isoformat()}), files)


def picture(path: Path, page: int, dpi: int) -> bytes:
    """A page with its number; text files have no picture."""
    if path.suffix == ".txt":
        raise BadFile("这一页没有图像", where=path.name)
    sheet = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), "white")
    ImageDraw.Draw(sheet).text((100, 100), f"{page}", fill="black", font_size=40)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def packing_at(root: Path, corpus: Corpus, *, keep_seconds: float = 3600) -> Packing:
    """Packs that lie under `root`."""
    when = tuple(Circumstance(m.id, m.name, m.condition or "") for m in corpus.materials if m.required == "when")
    rooms = PackRooms(screen=RoteScreen(), picture=picture, uploads=root, circumstances=when)
    packs = Packs(root, keep_seconds=keep_seconds)
    return Packing(
        rooms, corpus=lambda: corpus, today=lambda: TODAY, clock=lambda: "2026-11-23T10:00+08:00", packs=packs
    )
