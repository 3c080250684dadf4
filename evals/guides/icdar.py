"""Real tables: icdar2013's PDFs with true cells, spans and boxes. `python -m evals.guides.icdar FOLDER [--camelot PYTHON]`.

Lives here: reading its XML, the competition's neighbour measure, plain cells with their places, overlap of boxes. The tool
under test says tables as foreign.py does. May import: align, score, foreign, baselines; importing's public
`find_tables`, reading.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree  # the data set's own files, not a user's

from evals.guides.align import plain
from evals.guides.baselines import Found, tables_by
from evals.guides.foreign import TOOLS
from evals.guides.score import covers, iou, ratio

Box = tuple[float, float, float, float]
Tables = list[dict[str, Any]]


@dataclass(slots=True)
class Real:
    """A PDF and its true tables (a region each), in the shape of foreign.py."""

    path: Path
    tables: Tables = field(default_factory=list)


def read_folder(folder: Path) -> list[Real]:
    """Every PDF with its `-str.xml`."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        structure = path.with_name(f"{path.stem}-str.xml")
        if structure.exists():
            found.append(Real(path, _tables(structure, _heights(path))))
    return found


def _heights(path: Path) -> list[float]:
    """The heights of the pages before they are turned: from there the data set counts, on a page turned by 90 (eu-015) too."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_width() if page.get_rotation() % 180 else page.get_height() for page in document]
    finally:
        document.close()


def _tables(path: Path, heights: Sequence[float]) -> Tables:
    tables = []
    for region in ElementTree.parse(path).getroot().iter("region"):  # noqa: S314
        page = int(region.get("page", "1"))
        cells = [_cell(cell, heights[page - 1]) for cell in region.iter("cell")]
        boxes = [one["box"] for one in cells if one["box"]]
        whole = [f(one[at] for one in boxes) for at, f in enumerate((min, min, max, max))] if boxes else None
        tables.append({"page": page, "box": whole, "cells": cells})
    return tables


def _cell(cell: Any, height: float) -> dict[str, Any]:
    row, col = int(cell.get("start-row")), int(cell.get("start-col"))
    return {
        "r0": row, "c0": col, "r1": int(cell.get("end-row", row)), "c1": int(cell.get("end-col", col)),
        "text": cell.findtext("content") or "", "box": _box(cell.find("bounding-box"), height),
    }  # fmt: skip


def _box(box: Any, height: float) -> list[float] | None:
    """None too where the data set's number is none: us-018 has a letter in one."""
    try:
        x1, y1, x2, y2 = (float(box.get(key)) for key in ("x1", "y1", "x2", "y2"))
    except (AttributeError, ValueError):
        return None
    return [x1, height - max(y1, y2), x2, height - min(y1, y2)]


def neighbours(table: Mapping[str, Any]) -> Counter[tuple[str, str, str]]:
    """The competition's relations: each cell with its next one that is not blank, to the right and below."""
    cells = [one for one in table["cells"] if plain(one["text"])]
    found: Counter[tuple[str, str, str]] = Counter()
    at: dict[tuple[int, int], int] = {}
    for number, one in enumerate(cells):
        for row in range(one["r0"], one["r1"] + 1):
            for col in range(one["c0"], one["c1"] + 1):
                at[row, col] = number
    last_row = max((row for row, _ in at), default=-1)
    last_col = max((col for _, col in at), default=-1)
    for number, one in enumerate(cells):
        right = {_next(at, [(row, col) for col in range(one["c1"] + 1, last_col + 1)]) for row in range(one["r0"], one["r1"] + 1)}  # fmt: skip
        below = {_next(at, [(row, col) for row in range(one["r1"] + 1, last_row + 1)]) for col in range(one["c0"], one["c1"] + 1)}  # fmt: skip
        text = plain(cells[number]["text"])
        found.update((text, plain(cells[to]["text"]), "right") for to in right if to is not None)
        found.update((text, plain(cells[to]["text"]), "below") for to in below if to is not None)
    return found


def _next(at: Mapping[tuple[int, int], int], places: Iterable[tuple[int, int]]) -> int | None:
    return next((at[place] for place in places if place in at), None)


def count(real: Real, got: Tables) -> Counter[str]:
    """A file's counts: relations, cells at their places, regions, boxes."""
    counts: Counter[str] = Counter(files=1)
    pairs = _paired(real.tables, got)
    for number, table in enumerate(real.tables):
        mine = [got[at] for at, to in pairs.items() if to == number]
        _regions(counts, table, mine)
        wanted = neighbours(table)
        said = sum((neighbours(one) for one in mine), Counter())
        _add(counts, "relations", wanted, said)
        _add(counts, "cells", _placed(table), sum((_placed(one) for one in mine), Counter()))
        if len(mine) == 1:
            _boxes(counts, table, mine[0])
        _add(counts, "texts", _texts(table), sum((_texts(one) for one in mine), Counter()))
    for at, one in enumerate(got):
        if pairs.get(at) is None:  # a table where there is none
            for name, bag in (("relations", neighbours(one)), ("cells", _placed(one)), ("texts", _texts(one))):
                counts[f"{name}_got"] += sum(bag.values())
            counts["regions_extra"] += 1
    return counts


def _paired(real: Tables, got: Tables) -> dict[int, int | None]:
    """Each found table's true one: that of its page with which it shares most."""
    pairs: dict[int, int | None] = {}
    for at, one in enumerate(got):
        likes = [
            (iou(one["box"], table["box"]), number)
            for number, table in enumerate(real)
            if table["page"] == one["page"] and table["box"] and one["box"]
        ]
        best = max(likes, default=(0.0, -1))
        pairs[at] = best[1] if best[0] > 0 else None
    return pairs


def _add(counts: Counter[str], name: str, wanted: Counter[Any], said: Counter[Any]) -> None:
    counts[name] += sum(wanted.values())
    counts[f"{name}_got"] += sum(said.values())
    counts[f"{name}_right"] += sum((wanted & said).values())


def _placed(table: Mapping[str, Any]) -> Counter[tuple[Any, ...]]:
    """Texts with their rows and columns, counted from the first that hold text."""
    cells = [one for one in table["cells"] if plain(one["text"])]
    rows = {row: at for at, row in enumerate(sorted({one["r0"] for one in cells}))}
    cols = {col: at for at, col in enumerate(sorted({one["c0"] for one in cells}))}
    return Counter((rows[one["r0"]], cols[one["c0"]], plain(one["text"])) for one in cells)


def _texts(table: Mapping[str, Any]) -> Counter[str]:
    return Counter(plain(one["text"]) for one in table["cells"] if plain(one["text"]))


def _regions(counts: Counter[str], table: Mapping[str, Any], mine: Tables) -> None:
    counts["regions"] += 1
    overlap = max((iou(one["box"], table["box"]) for one in mine), default=0.0) if table["box"] else 0.0
    counts["region_iou_milli"] += round(1000 * overlap)
    counts["regions_found"] += overlap >= 0.5


def _boxes(counts: Counter[str], table: Mapping[str, Any], got: Mapping[str, Any]) -> None:
    """Of cells with the same text: the share of the true text's box that lies in the cell said."""
    by_text: dict[str, list[Box]] = {}
    for one in got["cells"]:
        if one["box"]:
            by_text.setdefault(plain(one["text"]), []).append(one["box"])
    for one in table["cells"]:
        boxes = by_text.get(plain(one["text"])) if plain(one["text"]) and one["box"] else None
        if boxes:
            counts["boxes"] += 1
            counts["boxes_right"] += max(covers(box, one["box"]) for box in boxes) >= 0.5


def figures(counts: Mapping[str, int]) -> dict[str, Any]:
    """F1 of each kind, and overlap."""
    out: dict[str, Any] = {"files": counts.get("files", 0), "tables": counts.get("regions", 0)}
    for name in ("relations", "cells", "texts"):
        right, wanted, said = (counts.get(f"{name}{end}", 0) for end in ("_right", "", "_got"))
        out[f"{name}_p"], out[f"{name}_r"] = ratio(right, said), ratio(right, wanted)
        out[f"{name}_f1"] = ratio(2 * right, wanted + said)
    out["region_iou"] = ratio(counts.get("region_iou_milli", 0), 1000 * counts.get("regions", 0))
    out["regions_found"] = ratio(counts.get("regions_found", 0), counts.get("regions", 0))
    out["regions_extra"] = counts.get("regions_extra", 0)
    out["boxes_right"] = ratio(counts.get("boxes_right", 0), counts.get("boxes", 0))
    return out


def compare(folder: Path, tools: Mapping[str, Callable[[Sequence[Path]], Found]]) -> dict[str, Any]:  # fmt: skip
    """Every tool on every file, whole and by an odd and an even half."""
    some = read_folder(folder)
    report: dict[str, Any] = {}
    for name, run in tools.items():
        found = run([one.path for one in some])
        each = [count(one, found.tables.get(str(one.path), [])) for one in some]
        halves = {"whole": each, "odd": each[0::2], "even": each[1::2]}
        report[name] = {half: figures(sum(part, Counter())) for half, part in halves.items()}
        report[name]["seconds"] = round(found.seconds, 1)
        report[name]["failed"] = found.failed
    return report


def ours(files: Sequence[Path]) -> Found:
    """Our own tables, by the importer's public `find_tables`, from the text layer."""
    import tempfile

    from assistant.importing.tables import find_tables
    from assistant.reading.open import open_reader
    from assistant.reading.page import Level

    started = time.monotonic()
    found: dict[str, Tables] = {}
    with tempfile.TemporaryDirectory() as work, open_reader(cache=None, work=Path(work)) as reader:
        for path in files:
            read = reader.read(path, level=Level.WORDS)
            found[str(path)] = [_as_foreign(one) for page in read.pages for one in find_tables(page)]
    return Found(found, {}, time.monotonic() - started)


def _as_foreign(table: Any) -> dict[str, Any]:
    cells = [
        {"r0": one.row, "c0": one.column, "r1": one.row + one.row_span - 1, "c1": one.column + one.column_span - 1,
         "text": one.text if one.text is not None else " ".join(word.text for word in one.words),
         "box": list(one.box) if one.box else None}
        for one in table.cells
    ]  # fmt: skip
    return {"page": table.page, "box": list(table.box), "rows": [], "cells": cells}


def as_markdown(report: Mapping[str, Any]) -> str:
    """A row for each tool and half."""
    names = ("relations_p", "relations_r", "relations_f1", "cells_f1", "texts_f1", "region_iou", "regions_found", "regions_extra", "boxes_right")  # fmt: skip
    lines = ["| tool | half | " + " | ".join(names) + " | seconds |", "| --- | --- |" + " --- |" * (len(names) + 1)]
    for tool, got in report.items():
        for half in ("whole", "odd", "even"):
            values = " | ".join("–" if got[half][name] is None else str(got[half][name]) for name in names)
            lines.append(f"| {tool} | {half} | {values} | {got['seconds'] if half == 'whole' else ''} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/external/icdar2013"))
    parser.add_argument("--camelot", default="", help="a Python that has camelot-py")
    parser.add_argument("--without-ours", action="store_true")
    parser.add_argument("--without-others", action="store_true")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"skipped: no {given.folder}", file=sys.stderr)
        return
    tools: dict[str, Any] = {} if given.without_ours else {"ours": ours}
    for tool in TOOLS:
        python = sys.executable if tool == "pdfplumber" else given.camelot
        if python and not given.without_others:
            tools[tool] = lambda files, tool=tool, python=python: tables_by(tool, python, files)
    report = compare(given.folder, tools)
    if given.out:
        given.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(as_markdown(report))


if __name__ == "__main__":
    main()
