"""A PDF page as read: its lines or words, what hides among them, whether the layer can be relied on.

Lives here: `read_page`. May import: this room. The page as a picture is looked at only where its attributes leave a
doubt: text in the colour of its ground, shapes drawn over it, marks and no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium

from assistant.reading.hidden import hidden_from, seen_on, split_zero_width
from assistant.reading.lines import Look, Stretch, stretches_of
from assistant.reading.page import Box, Hidden, Level, Page, Remark, Run
from assistant.reading.pdf_canvas import Canvas, Shown, canvas_of, share_covered
from assistant.reading.pdf_glyphs import FEWEST_FOLDED, glyphs_of
from assistant.reading.trust import BACKDROP, Layer, judge_layer

INK_SHARE = 0.0003
LARGE_PICTURE = 0.15
FEW_OVER = 20
MOST_FILLS = 300


def read_page(page: pdfium.PdfPage, number: int, level: Level, *, most_characters: int) -> Page:
    """The page with its visible and hidden runs. Level.WORDS: words instead of lines, and rules."""
    shown = Shown(page)
    canvas = canvas_of(page, shown, ruled=level is Level.WORDS)
    found = glyphs_of(page, shown, canvas, most_characters)
    pictures = tuple(shown.inside(box) for _, box in canvas.pictures)
    covered = share_covered(pictures, shown.width, shown.height)
    runs = tuple(_runs(stretches_of(found.glyphs, found.looks), found.looks, canvas, shown, page, level))
    layer = Layer(runs=runs, covered=covered, paths=canvas.paths, marks=bool(canvas.count), odd=found.unmapped)
    verdict = judge_layer(layer, lambda: _has_ink(page), lambda: _holds_paper(page, shown, pictures, runs))
    remarks = [Remark(code, say, number) for code, say in verdict.remarks]
    if found.folded >= FEWEST_FOLDED:
        remarks.append(Remark("glyphs_folded", "文字重复印刷，已按一遍读取", number))
    if found.cut:
        remarks.append(Remark("over_limit", f"本页文字超过{most_characters}字，只读取了前一部分", number))
    return Page(
        number=number,
        width=shown.width,
        height=shown.height,
        runs=runs,
        needs_ocr=verdict.needs_ocr,
        level=level if level is Level.WORDS else Level.LINES,
        rules=tuple(canvas.rules),
        pictures=pictures,
        covered=covered,
        remarks=tuple(remarks),
    )


def _runs(
    stretches: list[Stretch], looks: list[Look], canvas: Canvas, shown: Shown, page: pdfium.PdfPage, level: Level
) -> Iterator[Run]:
    backdrop = max((order for order, box in canvas.pictures if shown.share(box) >= BACKDROP), default=0)
    sight: list[Any] = []
    for stretch in stretches:
        box = stretch.box
        why = hidden_from(stretch.look, box, shown.width, shown.height)
        if why is None and 0 < stretch.look.order < backdrop:
            why = Hidden.INVISIBLE
        if why is None and _doubtful(stretch.look, box, canvas):
            if not sight:
                sight.append(page.render(scale=1.0, draw_annots=False, may_draw_forms=False).to_numpy())
            why = None if seen_on(sight[0], box, stretch.look.colour) else Hidden.WHITE
        for part in stretch.words(looks) if level is Level.WORDS else (stretch,):
            place = part.box if why is Hidden.OFF_PAGE else shown.inside(part.box)
            run = Run(part.text, place, part.look.size, hidden=why, upright=part.look.angle == 0, font=part.look.font)
            yield from split_zero_width(run)


def _doubtful(look: Look, box: Box, canvas: Canvas) -> bool:
    """Whether it may have the colour of its ground: light, see-through, on its like, or with a later shape over it."""
    if min(look.colour[:3]) > 200 or look.colour[3] < 40:
        return True
    if len(canvas.fills) > MOST_FILLS:
        return True  # a chart: one look at the picture is cheaper than asking each shape
    for order, shape, colour in canvas.fills:
        if not _around(shape, box):
            continue
        if order > look.order > 0 and colour[3] > 40:
            return True
        if order < look.order and max(abs(a - b) for a, b in zip(colour[:3], look.colour[:3], strict=True)) < 40:
            return True
    return any(order > look.order > 0 and _around(shape, box) for order, shape in canvas.pictures)


def _around(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return (
        outer.x0 <= x <= outer.x1
        and outer.top <= y <= outer.bottom
        and (outer.x1 - outer.x0) >= 0.5 * (inner.x1 - inner.x0)
        and (outer.bottom - outer.top) >= 0.5 * (inner.bottom - inner.top)
    )


def _has_ink(page: pdfium.PdfPage) -> bool:
    grey = page.render(scale=0.5, grayscale=True).to_numpy()
    return bool((grey < 200).mean() > INK_SHARE)


def _holds_paper(page: pdfium.PdfPage, shown: Shown, pictures: tuple[Box, ...], runs: tuple[Run, ...]) -> bool:
    """Whether a large picture without text over it looks like a scanned paper: mostly light, with some ink."""
    large = [box for box in pictures if shown.share(box) >= LARGE_PICTURE]
    bare = [
        box for box in large if sum(len(r.text) for r in runs if r.hidden is None and _around(box, r.box)) < FEW_OVER
    ]
    if not bare:
        return False
    grey = page.render(scale=0.5, grayscale=True, draw_annots=False, may_draw_forms=False).to_numpy()
    return any(_paperlike(grey[int(b.top / 2) : int(b.bottom / 2), int(b.x0 / 2) : int(b.x1 / 2)]) for b in bare)


def _paperlike(part: Any) -> bool:
    if not part.size:
        return False
    ground = float(sorted(part.ravel())[part.size // 2])
    dark = float((part < ground - 60).mean())
    return ground > 150 and 0.005 < dark < 0.3
