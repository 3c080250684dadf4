"""Pages as pictures: read by OCR, measured for ink, or handed out as PNG.

Lives here: `look`, `show`, `ink`. May import: this room. Runs in the worker.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from assistant.reading.guard import attempt
from assistant.reading.limits import Limits
from assistant.reading.page import Box, Level, Page, ReadBy, Remark
from assistant.reading.sight import sight_of
from assistant.reading.wire import End, Event, Picture, Start


def look(
    path: Path, pages: Sequence[int], level: Level, dpi: int, box: Box | None, limits: Limits, type_: str
) -> Iterator[Event]:
    """These pages by OCR, each sent as it comes. Start comes once the engine is there: loading it is no page's time."""
    from assistant.reading.engine import engine

    engine()
    yield Start(type_, len(pages))
    for number in pages:
        yield attempt(partial(_looked, path, type_, number, level, dpi, box, limits), partial(unseen, number))
    yield End()


def _looked(path: Path, type_: str, number: int, level: Level, dpi: int, box: Box | None, limits: Limits) -> Page:
    from assistant.reading.recognise import page

    return page(sight_of(path, type_, number, dpi, limits), number, level, box)


def unseen(number: int, why: str) -> Page:
    """A page of which no picture could be made or read."""
    remark = Remark("not_read", f"第{number}页图像未能识别（{why}）", number)
    return Page(number=number, width=0.0, height=0.0, read_by=ReadBy.UNREADABLE, remarks=(remark,))


def show(path: Path, page: int, dpi: int, box: Box | None, limits: Limits, type_: str) -> Iterator[Event]:
    """The page, or part of it, as PNG."""
    sight = sight_of(path, type_, page, dpi, limits)
    image = sight.image.crop(sight.pixels(box)) if box is not None else sight.image
    held = io.BytesIO()
    image.save(held, "PNG", compress_level=3)
    yield Picture(held.getvalue())
    yield End()


def ink(path: Path, page: int, dpi: int, box: Box, limits: Limits, type_: str) -> Iterator[Event]:
    """How much of the box is dark, blue and red, as shares of its pixels."""
    from assistant.reading.ink import shares

    sight = sight_of(path, type_, page, dpi, limits)
    found = shares(sight.image.crop(sight.pixels(box)))
    yield End(metadata={name: f"{value:.6f}" for name, value in found.items()})
