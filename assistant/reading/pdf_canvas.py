"""What is drawn on a PDF page besides text: pictures, filled shapes, rules; and how points become places as shown.

Lives here: `Shown`, `Canvas`, `canvas_of`, `share_covered`. May import: page, pdf_clips, pdf_paint. pdfium's own numbers, turned the way the
page is shown; objects inside forms are brought to where the form puts them.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.reading.page import Box, Rule
from assistant.reading.pdf_clips import Sides, clips_of
from assistant.reading.pdf_paint import unruled_edges

MOST_PATHS = 3000
MOST_RULED = 20_000  # a chart has as many strokes; a table never
MOST_SEGMENTS = 200
DEEPEST_FORM = 8
THIN = 3.0
SHORTEST = 3.0
STRAIGHT = 0.8  # points by which a rule may lean
LATEST = 60  # shapes among which the ground of a later one is looked for
LEAST_DOTS = 4  # of a dotted rule
DOT_GAP = 3.5  # of a dot's length: so far apart at most are the dots of one rule
DOT_LEVEL = 0.4  # points by which they may lie beside it

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int, int]


class Shown:
    """From pdfium's user space to points from the top left of the page as shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        rect = raw.FS_RECTF()  # not the page's own MediaBox: that may be inherited, and pdfium's getter does not look
        raw.FPDF_GetPageBoundingBox(page.raw, rect)
        self.left, self.bottom, self.right, self.top = rect.left, rect.bottom, rect.right, rect.top
        self.turn = int(page.get_rotation()) % 360
        self.width, self.height = (float(v) for v in page.get_size())

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle as shown."""
        match self.turn:
            case 90:
                return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def inside(self, box: Box) -> Box:
        """The part of the box that lies on the page."""
        x0, x1 = (min(max(x, 0.0), self.width) for x in (box.x0, box.x1))
        top, bottom = (min(max(y, 0.0), self.height) for y in (box.top, box.bottom))
        return Box(x0, top, x1, bottom)

    def share(self, box: Box) -> float:
        """How much of the page the box covers."""
        part = self.inside(box)
        return (part.x1 - part.x0) * (part.bottom - part.top) / max(self.width * self.height, 1.0)


@dataclass(slots=True)
class Canvas:
    """What is drawn, each with its place in the order of drawing."""

    pictures: list[tuple[int, Box]] = field(default_factory=list)
    fills: list[tuple[int, Box, Colour]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    painted: list[list[Rule]] = field(default_factory=list)  # the edges of each area that is filled and not drawn round
    dots: list[Box] = field(default_factory=list)  # marks too short to be rules, which may make one together
    texts: dict[int, int] = field(default_factory=dict)  # a text object's address -> its place in the order
    paths: int = 0
    count: int = 0


def canvas_of(page: pdfium.PdfPage, shown: Shown, *, ruled: bool) -> Canvas:
    """All objects of the page, forms opened. `ruled`: straight lines and edges too."""
    canvas = Canvas()
    for handle, matrix in _objects(page.raw):
        kind = raw.FPDFPageObj_GetType(handle)
        canvas.count += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            canvas.texts[ctypes.addressof(handle.contents)] = canvas.count
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            if box := _bounds(handle, matrix, shown):
                canvas.pictures.append((canvas.count, box))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            canvas.paths += 1
            _path(canvas, handle, matrix, shown, ruled=ruled)
        elif kind == raw.FPDF_PAGEOBJ_SHADING and (box := _bounds(handle, matrix, shown)):
            canvas.fills.append((canvas.count, box, (128, 128, 128, 255)))
    canvas.rules.extend(_dotted(canvas.dots))
    canvas.rules.extend(unruled_edges(canvas.painted, canvas.rules))
    return canvas


def _path(canvas: Canvas, handle: Any, matrix: Matrix | None, shown: Shown, *, ruled: bool) -> None:
    if canvas.paths > (MOST_RULED if ruled else MOST_PATHS):
        return
    whole = _bounds(handle, matrix, shown)
    clips = _clips(handle, matrix, shown)
    box = _within(whole, clips) if whole is not None else None
    if whole is None or box is None:
        return
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, mode, stroke)
    colour = (0, 0, 0, 0)
    if mode.value:
        colour = _fill(handle)
        if not _is_thin(box):
            unseen = not stroke.value and _same_ground(canvas, box, colour)
            canvas.fills.append((canvas.count, box, colour))
            if unseen:
                return
    if ruled and (stroke.value or (colour[3] > 0 and min(colour[:3]) < 250)):
        if _is_thin(box):
            found = list(_rule(box, shown))
        elif not stroke.value and _cut(whole, box):
            found = list(_edges(box, shown))
        else:
            found = list(_rules(handle, matrix, shown, clips))
        if stroke.value or _is_thin(box):
            canvas.rules.extend(found)
        else:
            canvas.painted.append(found)
        if not found and max(box.x1 - box.x0, box.bottom - box.top) < SHORTEST:
            canvas.dots.append(box)


def _cut(whole: Box, seen: Box) -> bool:
    """Whether a path lets through less than the whole of an area."""
    return any(abs(one - other) > STRAIGHT for one, other in zip(whole, seen, strict=True))


def _edges(box: Box, shown: Shown) -> Iterator[Rule]:
    """The four sides of an area."""
    x0, top, x1, bottom = box
    for side in (
        Box(x0, top, x1, top),
        Box(x0, bottom, x1, bottom),
        Box(x0, top, x0, bottom),
        Box(x1, top, x1, bottom),
    ):
        yield from _rule(side, shown)


def _is_thin(box: Box) -> bool:
    """Whether an area is a rule itself."""
    return min(box.x1 - box.x0, box.bottom - box.top) < THIN


def _same_ground(canvas: Canvas, box: Box, colour: Colour) -> bool:
    """Whether a shape is painted on ground of its own colour, where nobody sees its edges: Word paints a cell, and then
    each line of print in it once more."""
    for _, ground, other in reversed(canvas.fills[-LATEST:]):
        if colour == other and colour[3] == 255 and _holds(ground, box):
            return True
        if colour != other and _overlap(ground, box):
            return False
    return False


def _holds(ground: Box, box: Box) -> bool:
    return (
        ground.x0 - STRAIGHT <= box.x0
        and ground.top - STRAIGHT <= box.top
        and box.x1 <= ground.x1 + STRAIGHT
        and box.bottom <= ground.bottom + STRAIGHT
    )


def _overlap(one: Box, two: Box) -> bool:
    return (
        min(one.x1, two.x1) - max(one.x0, two.x0) > STRAIGHT
        and min(one.bottom, two.bottom) - max(one.top, two.top) > STRAIGHT
    )


def _dotted(dots: Sequence[Box]) -> Iterator[Rule]:
    """The rules that dots make: four or more on one level, at even short distances."""
    for flat in (True, False):
        turned = [box if flat else Box(box.top, box.x0, box.bottom, box.x1) for box in dots]
        for run in _runs_of(turned):
            if len(run) >= LEAST_DOTS:
                box = Box(run[0].x0, min(d.top for d in run), max(d.x1 for d in run), max(d.bottom for d in run))
                yield Rule(box if flat else Box(box.top, box.x0, box.bottom, box.x1))


def _runs_of(dots: Sequence[Box]) -> Iterator[list[Box]]:
    """Dots in rows, from the left, cut where the distance is too wide for one rule."""
    levels: list[list[Box]] = []
    for dot in sorted(dots, key=lambda one: one.top + one.bottom):
        if levels and dot.top + dot.bottom - (levels[-1][-1].top + levels[-1][-1].bottom) < DOT_LEVEL:
            levels[-1].append(dot)
        else:
            levels.append([dot])
    for level in levels:
        run: list[Box] = []
        for dot in sorted(level, key=lambda one: one.x0):
            if run and dot.x0 - run[-1].x1 > DOT_GAP * max(run[-1].x1 - run[-1].x0, 0.5):
                yield run
                run = []
            run.append(dot)
        yield run


def _fill(handle: Any) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value, alpha.value


def _rules(handle: Any, matrix: Matrix | None, shown: Shown, clips: Sequence[Box]) -> Iterator[Rule]:
    """The straight segments of a path that run along the page, as far as they are seen."""
    for (xa, ya), (xb, yb) in _segments(handle, matrix):
        line = _within(shown.box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)), clips)
        if line is not None and min(line.x1 - line.x0, line.bottom - line.top) < STRAIGHT:
            yield from _rule(line, shown)


def _rule(box: Box, shown: Shown) -> Iterator[Rule]:
    part = shown.inside(box)
    outside = box.x1 < 0 or box.bottom < 0 or box.x0 > shown.width or box.top > shown.height
    if not outside and max(part.x1 - part.x0, part.bottom - part.top) >= SHORTEST:
        yield Rule(part)


def _segments(handle: Any, matrix: Matrix | None) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    own = _matrix(handle)
    whole = own if matrix is None else _times(own, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for at in range(min(raw.FPDFPath_CountSegments(handle), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(handle, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, whole)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment) and start is not None:
            yield point, start
        last = point


def _objects(page: Any) -> Iterator[tuple[Any, Matrix | None]]:
    for at in range(raw.FPDFPage_CountObjects(page)):
        handle = raw.FPDFPage_GetObject(page, at)
        if handle:
            yield from _opened(handle, None, 0)


def _opened(handle: Any, matrix: Matrix | None, depth: int) -> Iterator[tuple[Any, Matrix | None]]:
    if raw.FPDFPageObj_GetType(handle) != raw.FPDF_PAGEOBJ_FORM or depth > DEEPEST_FORM:
        yield handle, matrix
        return
    own = _matrix(handle)
    whole = own if matrix is None else _times(own, matrix)
    for at in range(raw.FPDFFormObj_CountObjects(handle)):
        inner = raw.FPDFFormObj_GetObject(handle, at)
        if inner:
            yield from _opened(inner, whole, depth + 1)


def _matrix(handle: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(handle: Any, matrix: Matrix | None, shown: Shown) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return None
    return _as_shown((left.value, bottom.value, right.value, top.value), matrix, shown)


def _as_shown(sides: Sides, matrix: Matrix | None, shown: Shown) -> Box | None:
    x0, y0, x1, y1 = sides
    if not all(math.isfinite(v) for v in sides):
        return None
    if matrix is not None:
        corners = [_moved(x, y, matrix) for x in (x0, x1) for y in (y0, y1)]
        x0, x1 = min(c[0] for c in corners), max(c[0] for c in corners)
        y0, y1 = min(c[1] for c in corners), max(c[1] for c in corners)
    return shown.box(x0, y0, x1, y1)


def _clips(handle: Any, matrix: Matrix | None, shown: Shown) -> list[Box]:
    """The boxes outside of which nothing of an object is seen."""
    found = (_as_shown(sides, matrix, shown) for sides in clips_of(handle))
    return [
        Box(c.x0 - STRAIGHT, c.top - STRAIGHT, c.x1 + STRAIGHT, c.bottom + STRAIGHT) for c in found if c is not None
    ]


def _within(box: Box, clips: Sequence[Box]) -> Box | None:
    """What of a box lies within every one of others; None: nothing."""
    x0, top = max([box.x0, *(c.x0 for c in clips)]), max([box.top, *(c.top for c in clips)])
    x1, bottom = min([box.x1, *(c.x1 for c in clips)]), min([box.bottom, *(c.bottom for c in clips)])
    return Box(x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def share_covered(boxes: Sequence[Box], width: float, height: float) -> float:
    """The share of the page under these boxes, overlaps counted once, on a grid of 50 by 50."""
    if not boxes or width <= 0 or height <= 0:
        return 0.0
    cells = set()
    for box in boxes:
        for column in range(int(box.x0 / width * 50), min(50, round(box.x1 / width * 50))):
            for row in range(int(box.top / height * 50), min(50, round(box.bottom / height * 50))):
                cells.add((column, row))
    return len(cells) / 2500
