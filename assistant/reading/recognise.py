"""OCR of one page's picture: laid straight, read, put in order, with its seals; what is doubtful is said.

Lives here: `page`. May import: this room. A step is a function: lie of the sheet, places, letters, seals, second
readings, order. Boxes are those of the page as shown; `Page.straight` holds the same laid straight.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.engine import Engine, Pixels, Quads, crop_of, engine
from assistant.reading.order import Line, in_reading_order
from assistant.reading.page import Box, Level, Page, ReadBy, Remark, Rule, Run, Seal
from assistant.reading.ruled import parted, rules_in
from assistant.reading.seals import Stamp, stamps_in
from assistant.reading.sheet import Frame, is_two_up, lean_of, mostly_sideways, paper_in, sides
from assistant.reading.sight import Sight
from assistant.reading.slashes import slashes_in, with_slashes
from assistant.reading.twice import has_figures, settled
from assistant.reading.under_seals import cleared, letters, touches

HEAD_PART, FOOT_PART = 0.36, 0.1  # of the sheet, from where its text begins and ends
FEW_LINES = 6  # between head and foot: read as closely as these
FEWEST_ON_PAPER = 3  # a bright wall is no paper
LEAST_SURE = 0.5  # rapidocr's own bar for showing a line
READ_AGAIN = 0.92  # figures under this are read a second time
MOST_AGAIN = 16
BLURRED = 0.72
VOTES = 8
TIGHT = 0.08  # of a line's height, above and below its letters
SMALL_LETTERS = 13.0  # pixels: a line lower than this was scanned too coarsely


@dataclass(slots=True)
class Laid:
    """The sheet laid straight as far as turning goes: its picture, its lines, and the way back."""

    image: Pixels
    frame: Frame
    quads: Quads
    turned: int = 0
    lean: float = 0.0
    remarks: list[tuple[str, str]] = field(default_factory=list)


def page(sight: Sight, number: int, level: Level, box: Box | None) -> Page:
    """The page as OCR sees it, or the part within `box`; Level.HEADS: what stands between head and foot is skimmed."""
    began = time.perf_counter()
    whole = np.ascontiguousarray(np.asarray(sight.image)[:, :, ::-1])
    left, top, right, bottom = sight.pixels(box) if box else (0, 0, whole.shape[1], whole.shape[0])
    laid = lay(whole[top:bottom, left:right], engine(), photo=sight.photo and box is None, close=level is Level.WORDS)
    read = _read(laid, sight, number, level, (left, top))
    return replace(read, ocr_seconds=time.perf_counter() - began)


def lay(image: Pixels, reader: Engine, *, photo: bool, close: bool) -> Laid:
    """Where the lines are, with the sheet turned so that they can be read. Cheap where it stands upright already."""
    if photo:
        frame, image, quads = _sheet_in(image, reader, close=close)
    else:
        frame, quads = Frame.of(image), reader.places(image, close=close)
    turned, remarks = 0, []
    if mostly_sideways(quads):
        turned = 90
        frame, image = frame.turned(90), np.ascontiguousarray(np.rot90(image, -1))
        quads = reader.places(image, close=close)
    if _on_its_head(image, quads, reader):
        turned += 180
        frame, image = frame.turned(180), np.ascontiguousarray(image[::-1, ::-1])
        size = np.array([image.shape[1], image.shape[0]], np.float32)
        quads = (size - quads)[:, [2, 3, 0, 1]]
    if turned:
        remarks.append(("rotated", f"页面方向不正，已顺时针转{turned}度读取"))
    lean = lean_of(quads)
    if lean:
        remarks.append(("skewed", f"页面倾斜{abs(lean):.1f}度，已校正"))
    return Laid(image, frame, quads, turned, lean, remarks)


def _sheet_in(image: Pixels, reader: Engine, *, close: bool) -> tuple[Frame, Pixels, Quads]:
    """The sheet in a photo, laid flat and evenly lit, with its lines; the whole photo where it holds next to none."""
    if paper := paper_in(image):
        flat = evened(paper.laid(image))
        quads = reader.places(flat, close=close)
        if len(quads) >= FEWEST_ON_PAPER:
            return paper, flat, quads
    image = evened(image)
    return Frame.of(image), image, reader.places(image, close=close)


def evened(image: Pixels) -> Pixels:
    """The picture with the light of its ground made even, where a photo is lit from one side."""
    import cv2

    small = cv2.resize(image, (64, 64), interpolation=cv2.INTER_AREA)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)).max(axis=2)
    dark, light = np.percentile(ground, (10, 90))
    if light - dark < 45:
        return image
    full = cv2.resize(cv2.GaussianBlur(ground, (9, 9), 0), (image.shape[1], image.shape[0])).astype(np.float32)
    gain = np.clip(235.0 / np.maximum(full, 40.0), 0.8, 3.5)
    return np.asarray(np.clip(image * gain[..., None], 0, 255), np.uint8)


def _on_its_head(image: Pixels, quads: Quads, reader: Engine) -> bool:
    """Whether most of the longest lines stand on their heads, by the classifier, confirmed by reading three of them."""
    wide, high = sides(quads) if len(quads) else (np.zeros(0), np.zeros(0))
    longest = [k for k in np.argsort(-wide)[:VOTES] if wide[k] > 2 * high[k]]
    crops = [crop_of(image, quads[k]) for k in longest]
    votes = reader.upside_down(crops)
    if len(votes) < 1 or sum(votes) * 2 <= len(votes):
        return False
    some = crops[:3]
    upright = reader.words(some)
    flipped = reader.words([np.ascontiguousarray(crop[::-1, ::-1]) for crop in some])
    return sum(score for _, score in flipped) > sum(score for _, score in upright)


def _read(laid: Laid, sight: Sight, number: int, level: Level, offset: tuple[int, int]) -> Page:
    reader, image = engine(), laid.image
    straight = laid.frame.righted(laid.lean)
    rules: list[NDArray[Any]] = []
    slashes: list[NDArray[Any]] = []
    quads = laid.quads
    if level is Level.WORDS:
        tilt = Frame.of(image).righted(laid.lean)
        letters_high = float(np.median(np.minimum(*sides(quads)))) if len(quads) else 0.0
        rules = rules_in(tilt.laid(image), letters_high)
        quads = tightened(parted(quads, rules, tilt))
        slashes = slashes_in(image, letters_high)
    stamps = stamps_in(image, 1 / sight.scale)
    between = _between(quads, stamps, image.shape[0]) if level is Level.HEADS else np.zeros(len(quads), bool)
    if level is Level.HEADS and not between.any():
        level = Level.LINES
    lines, seals = cleared(letters(image, quads[~between], reader), stamps, image, reader)
    lines = with_slashes(_known(_twice(lines, image, reader)), slashes)
    remarks = [*laid.remarks, *_quality(lines, quads, sight)]
    lines += [replace(line, skimmed=True) for line in _known(letters(image, quads[between], reader, skim=True))]
    tilt = Frame.of(image).righted(laid.lean)
    for line in lines:
        line.straight = tilt.forth(line.quad)
    halves = is_two_up(quads, image.shape[1], image.shape[0], _ruled_across(image, quads))
    if halves:
        remarks.append(("two_up", "一面含左右两页，先左后右读取"))
    lines = in_reading_order(lines, image.shape[1] / 2 if halves else None)
    place = _Place(laid.frame, offset, sight)
    shown = Page(
        number=number,
        width=sight.width,
        height=sight.height,
        runs=tuple(_run(line, place.box(line.quad), sight.scale) for line in lines),
        read_by=ReadBy.OCR,
        level=level,
        rules=tuple(Rule(place.box(straightened)) for r in rules for straightened in [tilt.back(r)]),
        seals=tuple(replace(seal, box=place.box(corners)) for seal, corners in seals),
        covered=1.0,
        turned=laid.turned,
        remarks=tuple(Remark(code, say, number) for code, say in remarks),
    )
    if np.allclose(straight.matrix, np.eye(3)):
        return shown
    return replace(shown, straight=_straight(shown, lines, rules, seals, tilt, laid, sight))


def tightened(quads: Quads) -> Quads:
    """The lines without the white that the finder leaves above and below them: letters are read larger so, and a closing sign
    is not lost."""
    down = (quads[:, [3, 2]] - quads[:, [0, 1]]) * TIGHT
    return np.concatenate([quads[:, [0, 1]] + down, quads[:, [2, 3]] - down[:, ::-1]], axis=1)


def _between(quads: Quads, stamps: Sequence[Stamp], height: int) -> NDArray[np.bool_]:
    """Which lines stand neither in the head of the sheet nor at its foot nor under a seal; none where they are few."""
    if not len(quads):
        return np.zeros(0, bool)
    middle = quads[:, :, 1].mean(axis=1)
    head, foot = middle.min() + HEAD_PART * height, middle.max() - FOOT_PART * height
    sealed = np.array([any(touches(quad, stamp) for stamp in stamps) for quad in quads])
    between = (middle > head) & (middle < foot) & ~sealed
    return between if between.sum() > FEW_LINES else np.zeros(len(quads), bool)


def _straight(
    shown: Page,
    lines: Sequence[Line],
    rules: Sequence[NDArray[Any]],
    seals: Sequence[tuple[Seal, NDArray[Any]]],
    tilt: Frame,
    laid: Laid,
    sight: Sight,
) -> Page:
    """The same page with every box where it stands once the sheet is laid straight."""
    scale = sight.scale
    height, width = laid.image.shape[:2]
    limit = (width / scale, height / scale)
    return replace(
        shown,
        width=limit[0],
        height=limit[1],
        runs=tuple(_run(line, _hull(line.straight / scale, *limit), scale) for line in lines),
        rules=tuple(Rule(_hull(r / scale, *limit)) for r in rules),
        seals=tuple(replace(seal, box=_hull(tilt.forth(corners) / scale, *limit)) for seal, corners in seals),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """From pixels of the laid sheet to points of the page as shown."""

    frame: Frame
    offset: tuple[int, int]
    sight: Sight

    def box(self, corners: NDArray[Any]) -> Box:
        points = (self.frame.back(np.asarray(corners, float)) + np.array(self.offset)) / self.sight.scale
        return _hull(points, self.sight.width, self.sight.height)


def _hull(points: NDArray[Any], width: float, height: float) -> Box:
    x = np.clip(points[..., 0], 0, width)
    y = np.clip(points[..., 1], 0, height)
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def _run(line: Line, box: Box, scale: float) -> Run:
    high = float(np.linalg.norm(line.quad[3] - line.quad[0]))
    size = high / scale * 0.8
    return Run(line.text, box, size=size, confidence=line.score, sure=line.sure, skimmed=line.skimmed)


def _twice(lines: list[Line], image: Pixels, reader: Engine) -> list[Line]:
    """Figures that the engine is not sure of are read again, larger and with more contrast."""
    doubtful = [k for k, line in enumerate(lines) if line.score < READ_AGAIN and has_figures(line.text)][:MOST_AGAIN]
    crops = [_sharper(crop_of(image, lines[k].quad)) for k in doubtful]
    for k, (text, score) in zip(doubtful, reader.words(crops), strict=True):
        lines[k] = settled(lines[k], Line(text, score, lines[k].quad))
    return lines


def _sharper(crop: Pixels) -> Pixels:
    import cv2

    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    grey = cv2.createCLAHE(2.0, (4, 4)).apply(cv2.resize(grey, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC))
    return np.repeat(np.asarray(cv2.copyMakeBorder(grey, 4, 4, 8, 8, cv2.BORDER_REPLICATE))[..., None], 3, axis=2)


def _known(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text.strip() and line.score >= LEAST_SURE]


def _quality(lines: Sequence[Line], quads: Quads, sight: Sight) -> list[tuple[str, str]]:
    found = []
    if len(lines) >= 3 and float(np.median([line.score for line in lines])) < BLURRED:
        found.append(("blurred", "字迹模糊，识别把握不足"))
    if len(quads) >= 5 and float(np.median(np.minimum(*sides(quads)))) < SMALL_LETTERS:
        found.append(("low_resolution", "图像分辨率过低，请以不低于 200 dpi 重新扫描"))
    if not len(lines) and len(quads):
        found.append(("not_read", "有字迹而未能读出"))
    return found


def _ruled_across(image: Pixels, quads: Quads) -> bool:
    """Whether a drawn line crosses the middle of the picture, as in a wide table."""
    import cv2

    if image.shape[1] < image.shape[0] * 1.15 or len(quads) < 12:
        return False
    band = round(image.shape[1] * 0.06)
    middle = image.shape[1] // 2
    grey = cv2.cvtColor(image[:, middle - band : middle + band], cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(9, round(band * 1.5))), np.uint8))
    return int((lines > 0).any(axis=1).sum()) >= 3
