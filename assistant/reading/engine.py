"""The OCR engine: where text stands, which way up it is, what it says. rapidocr, two threads, models from its wheel.

Lives here: `Engine`, `engine`, `Quads`. May import: nothing of ours. Places are found on a picture of at most 2,000
pixels a side, as rapidocr does; letters are read from the full one, at no extra cost, because each line is scaled to 48
pixels anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

THREADS = 2
UPSIDE_DOWN = "180"
Quads = NDArray[np.float32]  # n × 4 corners × 2: top left, top right, bottom right, bottom left of the text
Pixels = NDArray[np.uint8]


class Engine:
    """rapidocr's three models, asked one by one."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        self._ocr = RapidOCR(
            params={
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Global.log_level": "critical",
            }
        )

    def places(self, image: Pixels) -> Quads:
        """The corners of each line of text, from the top."""
        found = self._ocr(image, use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return np.zeros((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32)

    def upside_down(self, crops: Sequence[Pixels]) -> list[bool]:
        """For each line, whether it stands on its head."""
        if not crops:
            return []
        _, judged = self._ocr.cls_and_rotate([crop.copy() for crop in crops])
        return [label == UPSIDE_DOWN and score > 0.9 for label, score in judged.cls_res or ()]

    def words(self, crops: Sequence[Pixels]) -> list[tuple[str, float]]:
        """What each line says, with how sure the engine is (0-1); "" where it reads nothing."""
        if not crops:
            return []
        found = self._ocr.recognize_txt(list(crops))
        return [(str(text), float(score)) for text, score in zip(found.txts or (), found.scores or (), strict=True)]


@cache
def engine() -> Engine:
    """The one engine of this process."""
    return Engine()


def crop_of(image: Pixels, corners: NDArray[Any]) -> Pixels:
    """The line within these corners, straightened; one that stands upright is laid on its side."""
    import cv2

    width = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[2] - corners[3]))
    height = max(np.linalg.norm(corners[0] - corners[3]), np.linalg.norm(corners[1] - corners[2]))
    wide, high = max(1, round(float(width))), max(1, round(float(height)))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    crop = cv2.warpPerspective(image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(np.rot90(crop) if high >= 1.5 * wide else crop, np.uint8)
