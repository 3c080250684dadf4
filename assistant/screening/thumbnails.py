"""Pictures of the pages that evidence lies on, for a report whose reader chose them (P21), and for the page's viewer.

Lives here: `pages_of`, `framed`. May import: errors, reading.image_file, screening.report. Who takes the pictures is an argument.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from assistant.errors import BadFile
from assistant.reading.image_file import A4_POINTS
from assistant.screening.report import Evidence, Report

DPI = 60
MOST = 60
_POINTS_AN_INCH = 72
_FRAME = (200, 60, 0)
_FRAME_PIXELS = 3
_ROOM_POINTS = 4.0


def pages_of(
    report: Report, files: Mapping[str, Path], picture: Callable[[Path, int], bytes], *, most: int = MOST
) -> dict[tuple[str, int], bytes]:
    """A small picture of each page that a material was seen on, at most `most`. Pages that cannot be shown are left out."""
    out: dict[tuple[str, int], bytes] = {}
    for seen in _first_places(report):
        path = files.get(seen.file)
        if seen.page is None or path is None or (seen.file, seen.page) in out:
            continue
        key = (seen.file, seen.page)
        if len(out) >= most:
            break
        try:
            out[key] = picture(path, key[1])
        except BadFile:
            continue  # a sheet or a Word text has no picture; the report names the place all the same
    return out


def _first_places(report: Report) -> Iterator[Evidence]:
    for line in report.materials:
        yield from line.evidence[:1]


def framed(png: bytes, box: tuple[float, float, float, float] | None, *, dpi: int, photo: bool = False) -> bytes:
    """The picture with a frame round `box` (points from the top left of the page).

    `photo`: the page is a picture file, whose long side counts as A4's whatever its resolution.
    """
    if box is None:
        return png
    from PIL import Image, ImageDraw

    with Image.open(io.BytesIO(png)) as held:
        shown = held.convert("RGB")
    scale = max(shown.size) / A4_POINTS if photo else dpi / _POINTS_AN_INCH
    x0, top, x1, bottom = (
        v * scale for v in (box[0] - _ROOM_POINTS, box[1] - _ROOM_POINTS, box[2] + _ROOM_POINTS, box[3] + _ROOM_POINTS)
    )
    edges = (max(0.0, x0), max(0.0, top), min(shown.width - 1.0, x1), min(shown.height - 1.0, bottom))
    if edges[0] < edges[2] and edges[1] < edges[3]:
        ImageDraw.Draw(shown).rectangle(edges, outline=_FRAME, width=_FRAME_PIXELS)
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()
