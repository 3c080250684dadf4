"""How fast files are read, and in how much memory: text pages a second, OCR beside bare rapidocr on the same pictures.

    python -m evals.reading_speed [--pages 100] [--scans 8] [--json]

Lives here: the pages it makes (the regulation's own text, set by fpdf2; scans of it), and the measuring. Ours and bare
rapidocr take turns page by page, both with two threads. May import: assistant.reading, the rest of evals, errors.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import MissingPart
from assistant.reading.limits import MB, Limits
from assistant.reading.open import ProcessReader
from assistant.reading.page import Level

TEXT = Path(__file__).parents[1] / "corpus" / "regulation"
FONTS = (
    (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2),
    (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), 0),
)
DPI = 200
NOISE = 5.0
CHARACTERS_A_LINE, LINES_A_PAGE = 38, 34


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--scans", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    found = measure(chosen.pages, chosen.scans)
    if chosen.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found.items():
            print(f"{name:32} {value}")
    return 0


def measure(pages: int, scans: int) -> dict[str, Any]:
    """All figures."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        text = set_text(folder / "text.pdf", pages)
        scan = scanned(text, folder / "scan.pdf", max(1, scans))
        reader = ProcessReader(cache=None, work=folder, limits=Limits())
        try:
            return {**_text(reader, text, pages), **(_ocr(reader, scan, scans) if scans else {})}
        finally:
            reader.close()


def _text(reader: ProcessReader, path: Path, pages: int) -> dict[str, Any]:
    reader.read(path)  # the worker is there and warm, as between two files of a pack
    found: dict[str, Any] = {}
    for level in (Level.LINES, Level.WORDS):
        began, worked = time.perf_counter(), reader._text.worked()
        read = reader.read(path, level=level)
        found[f"text_pages_per_s_{level.value}"] = round(pages / (time.perf_counter() - began), 1)
        found[f"text_pages_per_cpu_s_{level.value}"] = round(pages / (reader._text.worked() - worked), 1)
        found[f"characters_a_page_{level.value}"] = round(sum(len(p.text) for p in read.pages) / pages)
    return found | {"parse_peak_mb": round(reader._text.peak_memory / MB)}


def _ocr(reader: ProcessReader, path: Path, scans: int) -> dict[str, Any]:
    """Seconds a page, ours and bare, in turns; the median of the page-by-page ratio."""
    import numpy as np
    from rapidocr import RapidOCR

    from assistant.reading.engine import THREADS
    from assistant.reading.sight import sight_of

    bare = RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
        }
    )
    reader.look(path, [1])
    ours, theirs, heads = [], [], []
    for number in range(1, scans + 1):
        picture = np.ascontiguousarray(np.asarray(sight_of(path, "pdf", number, DPI, Limits()).image)[:, :, ::-1])
        if number == 1:
            bare(picture)
        began = time.perf_counter()
        bare(picture)
        theirs.append(time.perf_counter() - began)
        ours.append(reader.look(path, [number], dpi=DPI)[0].ocr_seconds)
        heads.append(reader.look(path, [number], level=Level.HEADS)[0].ocr_seconds)
    return {
        "ocr_s_per_page": round(statistics.median(ours), 2),
        "bare_rapidocr_s_per_page": round(statistics.median(theirs), 2),
        "ocr_by_bare_rapidocr": round(statistics.median(a / b for a, b in zip(ours, theirs, strict=True)), 2),
        "ocr_heads_s_per_page": round(statistics.median(heads), 2),
        "ocr_peak_mb": round(reader._ocr.peak_memory / MB),
    }


def set_text(path: Path, pages: int) -> Path:
    """A PDF of so many full pages of the regulation's text."""
    from fpdf import FPDF

    font = next(((file, face) for file, face in FONTS if file.is_file()), None)
    if font is None:
        raise MissingPart("没有可用的中文字体", remedy="请安装：apt-get install fonts-noto-cjk")
    letters = "".join(file.read_text(encoding="utf-8") for file in sorted(TEXT.glob("*.txt")))
    letters = "".join(letters.split())
    document = FPDF(format="A4", unit="pt")
    document.add_font("Han", fname=str(font[0]), collection_font_number=font[1])
    for page in range(pages):
        document.add_page()
        document.set_font("Han", size=12)
        for line in range(LINES_A_PAGE):
            at = (page * LINES_A_PAGE + line) * CHARACTERS_A_LINE % len(letters)
            document.text(66, 80 + line * 20.5, (letters + letters)[at : at + CHARACTERS_A_LINE])
    document.output(str(path))
    return path


def scanned(text: Path, path: Path, pages: int) -> Path:
    """The first pages as pictures, grainy, JPEG."""
    import numpy as np
    import pypdfium2 as pdfium
    from PIL import Image

    rng = np.random.default_rng(1)
    images = []
    document = pdfium.PdfDocument(str(text))
    for number in range(pages):
        pixels = document[number].render(scale=DPI / 72).to_numpy().astype(float)
        pixels += rng.normal(0, NOISE, (*pixels.shape[:2], 1))
        images.append(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)[:, :, ::-1]))
    document.close()
    images[0].save(path, "PDF", save_all=True, append_images=images[1:], resolution=DPI, quality=75)
    return path


if __name__ == "__main__":
    sys.exit(main())
