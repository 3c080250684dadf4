"""The OCR engine: where text stands, which way up it is, what it says. rapidocr, two threads, models from its wheel.

Lives here: `Engine`, `engine`, `Quads`. May import: nothing of ours. Finding places costs by the pixel and finds lines of
print as well on a picture of 960 pixels: it looks closer only where letters are small, and for the cells of tables. Letters are read from the full
picture, at no extra cost, because each line is scaled to 48 pixels anyway; line by line, since a batch saves nothing and
pads every line to the longest one (figures: docs/reading.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

THREADS = 2
UPSIDE_DOWN = "180"
COARSE, FINE = 960, 2000  # pixels of the longer side on which places are found
LEAST_LETTERS = 12.0  # pixels there: lower lines are looked for again on the finer picture
LARGEST_GROWN = 2.0
SHORTEST_LINE = 48  # pixels: a narrower line is padded
SKIMMED = 0.5  # of its width: letters squeezed so are still known (docs/reading.md), at little more than half the cost
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
                "Det.limit_type": "max",  # never grown by itself: a strip of a page would become larger than the page
                "Det.limit_side_len": FINE,
                "Rec.rec_batch_num": 1,
                "Rec.rec_img_shape": [3, 48, SHORTEST_LINE],
            }
        )

    def places(self, image: Pixels, *, close: bool = False) -> Quads:
        """The corners of each line of text, from the top. `close`: on the finer picture at once, for the cells of tables,
        whose short lines stand so near that on the coarse one they run into each other or are not seen."""
        longest = max(image.shape[:2])
        if close and longest > COARSE:
            return self.places_at(image, min(FINE / longest, 1.0))
        scale = min(COARSE / longest, LARGEST_GROWN)
        found = self.places_at(image, scale)
        if longest <= COARSE or not _small(found * scale, LEAST_LETTERS):
            return found
        return self.places_at(image, min(FINE / longest, 1.0))

    def places_at(self, image: Pixels, scale: float) -> Quads:
        """The same on the picture at this scale."""
        import cv2

        wide, high = (max(1, round(side * scale)) for side in (image.shape[1], image.shape[0]))
        seen = cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        found = self._ocr(seen, use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        if boxes is None:
            return np.zeros((0, 4, 2), np.float32)
        back = np.array([image.shape[1] / wide, image.shape[0] / high], np.float32)
        return np.asarray(boxes, np.float32) * back

    def upside_down(self, crops: Sequence[Pixels]) -> list[bool]:
        """For each line, whether it stands on its head."""
        if not crops:
            return []
        _, judged = self._ocr.cls_and_rotate([crop.copy() for crop in crops])
        return [label == UPSIDE_DOWN and score > 0.9 for label, score in judged.cls_res or ()]

    def words(self, crops: Sequence[Pixels], *, skim: bool = False) -> list[tuple[str, float]]:
        """What each line says, with how sure the engine is (0-1); "" where it reads nothing. `skim`: at half the width."""
        if not crops:
            return []
        found = self._ocr.recognize_txt([_squeezed(crop) for crop in crops] if skim else list(crops))
        return [(str(text), float(score)) for text, score in zip(found.txts or (), found.scores or (), strict=True)]


def _small(quads: Quads, least: float) -> bool:
    """Whether lines are too low to be found surely, or none is seen; one in seven may be."""
    if not len(quads):
        return True
    wide, high = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1), np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return float(np.percentile(np.minimum(wide, high), 15)) < least


def _squeezed(crop: Pixels) -> Pixels:
    import cv2

    size = max(1, round(crop.shape[1] * SKIMMED)), crop.shape[0]
    return np.asarray(cv2.resize(crop, size, interpolation=cv2.INTER_AREA), np.uint8)


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
