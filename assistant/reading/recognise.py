"""OCR of one page's picture by rapidocr: lines with boxes in points.

Lives here: `page`, `engine`. May import: this room. The models lie in rapidocr's wheel; nothing is downloaded.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

from assistant.reading.looking import HEADS_PART, Sight
from assistant.reading.page import Box, Level, Page, ReadBy, Run

THREADS = 2


@cache
def engine() -> Any:
    """The one engine of this process, two threads."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "critical",
        }
    )


def page(sight: Sight, number: int, level: Level, box: Box | None) -> Page:
    """The page as OCR sees it."""
    import numpy as np

    began = time.perf_counter()
    if level is Level.HEADS and box is None:
        box = Box(0.0, 0.0, sight.width, sight.height * HEADS_PART)
    image, left, top = sight.image, 0, 0
    if box is not None:
        left, top, right, bottom = sight.pixels(box)
        image = image.crop((left, top, right, bottom))
    found = engine()(np.asarray(image)[:, :, ::-1])
    runs = []
    if found.txts is not None:
        for text, corners, score in zip(found.txts, found.boxes, found.scores, strict=True):
            xs, ys = corners[:, 0] + left, corners[:, 1] + top
            place = Box(*(float(v) / sight.scale for v in (xs.min(), ys.min(), xs.max(), ys.max())))
            runs.append(Run(text, place, size=place.bottom - place.top, confidence=float(score)))
    return Page(
        number=number,
        width=sight.width,
        height=sight.height,
        runs=tuple(runs),
        read_by=ReadBy.OCR,
        level=level,
        covered=1.0,
        ocr_seconds=time.perf_counter() - began,
    )
