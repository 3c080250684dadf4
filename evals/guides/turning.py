"""After printing: places read from the links that carried keys, links taken off, pages turned, dates fixed.

Lives here: `harvest`, `placed_by_text`, `turned`, `fixed`, `joined`. May import: pypdf, pypdfium2, model.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from evals.guides.model import Places, Spot

LINK = "https://key.invalid/"


def harvest(pdf: bytes) -> tuple[bytes, Places]:
    """Where each key's link lies, and the same PDF without any link."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    places = Places()
    for number, page in enumerate(writer.pages, 1):
        height = float(page.mediabox.height)
        for link in page.get("/Annots") or ():
            note: Any = link.get_object()
            target = str((note.get("/A") or {}).get("/URI", ""))
            if target.startswith(LINK):
                x0, y0, x1, y1 = (float(one) for one in note["/Rect"])
                box = (min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1))
                places.add(target.removeprefix(LINK).strip("/"), Spot(number, box))
        if "/Annots" in page:
            del page["/Annots"]
    return _written(writer), places


def placed_by_text(pdf: bytes, texts: Sequence[tuple[str, str]], places: Places) -> None:
    """Pages of keys whose link the printer left out: `texts` (key, text) in printed order, searched on from each other.

    Only a text long enough to be meant, at most a page further on: what is not found so has no page in the gold.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [_bare(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
    number, at = 0, 0
    for key, text in texts:
        start = _bare(text)[:12]
        if len(start) < 6 or key in places.cells:
            continue
        for page in range(number, min(number + 2, len(pages))):
            found = pages[page].find(start, at if page == number else 0)
            if found >= 0:
                number, at = page, found + 1
                places.add(key, Spot(page + 1))
                break


def _bare(text: str) -> str:
    # pdfium gives U+0002 for a hyphen at the end of a line.
    return re.sub(r"\s", "", text.replace("\x02", "-"))


def turned(pdf: bytes, quarter: int) -> bytes:
    """The same pages as they look, kept turned in the file with /Rotate."""
    import pypdf

    if not quarter:
        return pdf
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        turn = pypdf.Transformation().rotate(90)
        page.add_transformation(turn.translate(high, 0) if quarter == 90 else turn.rotate(180).translate(0, wide))
        for box in (page.mediabox, page.cropbox):
            box.lower_left, box.upper_right = (0, 0), (high, wide)
        page[pypdf.generic.NameObject("/Rotate")] = pypdf.generic.NumberObject(quarter)
    return _written(writer)


def fixed(pdf: bytes) -> bytes:
    """The same PDF without the clock of the day it was made."""
    import pypdf

    return _written(pypdf.PdfWriter(clone_from=io.BytesIO(pdf)))


def joined(parts: Sequence[bytes]) -> bytes:
    """The pages of all parts in one file."""
    import pypdf

    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(io.BytesIO(part), import_outline=False)
    return _written(writer)


def _written(writer: Any) -> bytes:
    writer.add_metadata({"/CreationDate": "D:20240101000000", "/ModDate": "D:20240101000000", "/Producer": "示例"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
