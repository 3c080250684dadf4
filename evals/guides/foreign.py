"""Tables by pdfplumber or camelot as they come, printed as JSON: `python foreign.py TOOL FILE.pdf`.

Lives here: one shape for both. Stands alone, without our packages, so that any Python that has the tool can run it
(camelot stays out of our environment). Boxes: x0, top, x1, bottom in points.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

TOOLS = ("pdfplumber", "camelot-lattice", "camelot-stream", "camelot-network", "camelot-hybrid")


def by_pdfplumber(path: str) -> list[dict[str, Any]]:
    """Its tables with its own settings."""
    import pdfplumber

    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for table in page.find_tables():
                found.append(_plumbed(page.page_number, table))
            page.close()
    return found


def _plumbed(number: int, table: Any) -> dict[str, Any]:
    texts, cells = table.extract(), []
    tops = sorted({round(cell[1], 1) for cell in table.cells})
    lefts = sorted({round(cell[0], 1) for cell in table.cells})
    for row, line in zip(table.rows, texts, strict=True):
        for box, text in zip(row.cells, line, strict=True):
            if box is not None:
                r, c = tops.index(round(box[1], 1)), lefts.index(round(box[0], 1))
                r1 = max(at for at, top in enumerate(tops) if top < box[3] - 1)
                c1 = max(at for at, left in enumerate(lefts) if left < box[2] - 1)
                cells.append({"r0": r, "c0": c, "r1": r1, "c1": c1, "text": text or "", "box": list(box)})
    return {"page": number, "box": list(table.bbox), "rows": texts, "cells": cells}


def by_camelot(path: str, flavor: str) -> list[dict[str, Any]]:
    """Its tables of a flavour, with its own settings."""
    import pypdf

    camelot: Any = importlib.import_module("camelot")  # in the Python that was named, not in ours

    heights = [
        (float(page.mediabox.height), float(page.mediabox.width), page.rotation) for page in pypdf.PdfReader(path).pages
    ]
    found = []
    for table in camelot.read_pdf(path, pages="all", flavor=flavor):
        high, wide, turn = heights[table.page - 1]
        high = wide if turn % 180 else high
        cells = []
        for r, line in enumerate(table.cells):
            for c, cell in enumerate(line):
                if cell.text.strip():
                    box = [cell.x1, high - cell.y2, cell.x2, high - cell.y1]
                    cells.append({"r0": r, "c0": c, "r1": r, "c1": c, "text": cell.text, "box": box})
        x0, y0, x1, y1 = table._bbox
        rows = [[str(value) for value in line] for line in table.df.values.tolist()]
        found.append({"page": int(table.page), "box": [x0, high - y1, x1, high - y0], "rows": rows, "cells": cells})
    return found


def main() -> None:
    """One line of JSON for each file; an error of the tool is its answer."""
    tool = sys.argv[1]
    for path in sys.argv[2:]:
        try:
            tables = by_pdfplumber(path) if tool == "pdfplumber" else by_camelot(path, tool.removeprefix("camelot-"))
            line = {"file": path, "tables": tables, "failed": None}
        except Exception as error:  # noqa: BLE001  whatever a foreign tool raises is its failure on that file
            line = {"file": path, "tables": [], "failed": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
