"""The words of a PDF page with sizes and fonts, and what its tables are ruled with, by pdfplumber (Level.WORDS).

Lives here: `Words`. May import: this room. What is hidden, and whether the layer can be relied on, comes from the page
as read by lines; a word takes over what is known of the place where it stands.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.reading.hidden import split_zero_width
from assistant.reading.page import Box, Level, Page, Rule, Run

THIN = 3.0
SHORTEST = 3.0
MOST_RULES = 20_000


class Words:
    """One open PDF; pages are forgotten as soon as they are read."""

    def __init__(self, path: Path) -> None:
        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self._document = pdfplumber.open(path)

    def page(self, lines: Page) -> Page:
        """The page by words, with rules; `lines` is the same page read by lines."""
        assert lines.number is not None
        page = self._document.pages[lines.number - 1]
        try:
            folded = page.dedupe_chars(tolerance=1)
            runs = tuple(run for word in _words(folded) for run in split_zero_width(_run(word, lines)))
            beside = tuple(run for run in lines.runs if run.hidden is not None and not _told(run, runs))
            rules = tuple(rules_of(page))[:MOST_RULES]
        finally:
            page.close()
        return replace(lines, runs=(*runs, *beside), rules=rules, level=Level.WORDS)


def _words(page: Any) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = page.extract_words(
        x_tolerance=None, x_tolerance_ratio=0.25, y_tolerance=2, keep_blank_chars=False,
        extra_attrs=["fontname", "size", "upright"], use_text_flow=False,
    )  # fmt: skip
    return words


def _run(word: dict[str, Any], lines: Page) -> Run:
    box = Box(float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"]))
    font = str(word["fontname"]).split("+")[-1]
    return Run(
        text=str(word["text"]),
        box=box,
        size=float(word["size"]),
        hidden=next(
            (r.hidden for r in lines.runs if r.hidden is not None and _within(box, r.box, word["text"], r.text)), None
        ),
        upright=bool(word["upright"]),
        font=font,
    )


def _within(inner: Box, outer: Box, word: str, line: str) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 2 <= y <= outer.bottom + 2 and word[:1] in line


def _told(run: Run, words: tuple[Run, ...]) -> bool:
    return any(
        w.hidden is run.hidden and w.text[:1] in run.text and _within(w.box, run.box, w.text, run.text) for w in words
    )


def rules_of(page: Any) -> Iterator[Rule]:
    """Drawn straight lines, thin filled rectangles, and the edges of drawn ones."""
    width, height = float(page.width), float(page.height)
    for line in page.lines:
        yield from _rule(line, width, height)
    for rect in page.rects:
        x0, top, x1, bottom = (float(rect[k]) for k in ("x0", "top", "x1", "bottom"))
        if min(x1 - x0, bottom - top) < THIN:
            yield from _rule(rect, width, height)
        elif rect.get("stroke") or (rect.get("fill") and not _white(rect.get("non_stroking_color"))):
            for edge in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
                yield from _rule(dict(zip(("x0", "top", "x1", "bottom"), edge, strict=True)), width, height)
    for curve in page.curves:
        points = curve.get("pts") or []
        for (xa, ya), (xb, yb) in itertools.pairwise(points):
            if abs(xa - xb) < 1 or abs(ya - yb) < 1:
                edge = {"x0": min(xa, xb), "x1": max(xa, xb), "top": min(ya, yb), "bottom": max(ya, yb)}
                yield from _rule(edge, width, height)


def _white(colour: Any) -> bool:
    if isinstance(colour, int | float):
        return float(colour) >= 0.98
    if isinstance(colour, tuple | list) and all(isinstance(c, int | float) for c in colour):
        return all(c <= 0.02 for c in colour) if len(colour) == 4 else bool(colour) and all(c >= 0.98 for c in colour)
    return False


def _rule(line: dict[str, Any], width: float, height: float) -> Iterator[Rule]:
    box = Box(*(float(line[k]) for k in ("x0", "top", "x1", "bottom")))
    if not all(math.isfinite(v) for v in box):
        return
    box = Box(max(0.0, box.x0), max(0.0, box.top), min(width, box.x1), min(height, box.bottom))
    thin, long = sorted((box.x1 - box.x0, box.bottom - box.top))
    if 0 <= thin < THIN and long >= SHORTEST:
        yield Rule(box)
