"""After printing: places read from the links that carried keys, links taken off, pages turned, dates fixed.

Lives here: `harvest`, `turned`, `fixed`. May import: pypdf, model.
"""

from __future__ import annotations

import io
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


def _written(writer: Any) -> bytes:
    writer.add_metadata({"/CreationDate": "D:20240101000000", "/ModDate": "D:20240101000000", "/Producer": "示例"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
