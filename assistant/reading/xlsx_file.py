"""XLSX: a sheet is a page, its number the sheet's, its label the name; hidden rows, columns and sheets are flagged.

Lives here: `read`. May import: this room. Values as stored, formulas never computed.
"""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.reading.embedded import picture_pages
from assistant.reading.hidden import split_zero_width
from assistant.reading.limits import Limits
from assistant.reading.package import Refused, checked
from assistant.reading.page import Box, Grid, GridCell, Hidden, Page, Remark, Run
from assistant.reading.wire import End, Event, Start

LINE = 14.0
COLUMN = 80.0
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


def read(path: Path, limits: Limits) -> Iterator[Event]:
    """Start, a page a sheet, End with properties and active parts."""
    try:
        remarks = checked(path, limits)
    except Refused as why:
        yield Start("xlsx", 0)
        yield why.end
        return
    from openpyxl import load_workbook

    warnings.simplefilter("ignore")
    workbook = load_workbook(str(path), data_only=True)
    pictures = picture_pages(path, "xlsx", limits)
    yield Start("xlsx", len(workbook.worksheets) + len(pictures))
    left = limits.cells
    for number, sheet in enumerate(workbook.worksheets, start=1):
        page, used = _sheet(sheet, number, left)
        left -= used
        yield page
    yield from pictures
    properties = workbook.properties
    metadata = {
        name: str(value)
        for name in ("title", "subject", "creator", "keywords", "description", "category", "lastModifiedBy")
        if (value := getattr(properties, name))
    }
    hidden = tuple(Run(value, NOWHERE, hidden=Hidden.METADATA) for value in metadata.values())
    yield End(remarks=tuple(remarks), hidden=hidden, metadata=metadata)


def _sheet(sheet: Any, number: int, most: int) -> tuple[Page, int]:
    spans = {
        (r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    }
    cells: list[GridCell] = []
    runs: list[Run] = []
    for row in sheet.iter_rows():
        seen: list[str] = []
        first = None
        for cell in row:
            if cell.comment is not None:
                runs.append(Run(cell.comment.text, _box(cell), hidden=Hidden.COMMENT))
            if cell.value is None or len(cells) >= most:
                continue
            text = written(cell.value, cell.number_format)
            why = _hidden(sheet, cell)
            if why is not None:
                runs.append(Run(text, _box(cell), hidden=why))
                continue
            rows, columns = spans.get((cell.row, cell.column), (1, 1))
            cells.append(GridCell(cell.row - 1, cell.column - 1, text, rows, columns))
            seen.append(text.replace("\n", " "))
            first = first or cell
        if first is not None and any(t.strip() for t in seen):
            at = (first.row - 1) * LINE
            runs.extend(
                split_zero_width(
                    Run("\t".join(seen), Box((first.column - 1) * COLUMN, at, first.column * COLUMN, at + LINE))
                )
            )
    for margin in (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.firstHeader):
        for part in (margin.left, margin.center, margin.right):
            if part.text:
                runs.append(Run(part.text, NOWHERE))
    remarks = (
        (Remark("over_limit", f"单元格过多，工作表“{sheet.title}”只读取了前一部分", number),)
        if len(cells) >= most
        else ()
    )
    page = Page(
        number=number,
        width=max(1, sheet.max_column or 1) * COLUMN,
        height=max(1, sheet.max_row or 1) * LINE,
        runs=tuple(runs),
        label=sheet.title,
        grids=(Grid(tuple(cells), heading=sheet.title),) if cells else (),
        remarks=remarks,
    )
    return page, len(cells)


def _box(cell: Any) -> Box:
    x, y = (cell.column - 1) * COLUMN, (cell.row - 1) * LINE
    return Box(x, y, x + COLUMN, y + LINE)


def _hidden(sheet: Any, cell: Any) -> Hidden | None:
    if sheet.sheet_state != "visible":
        return Hidden.INVISIBLE
    if sheet.row_dimensions[cell.row].hidden or sheet.column_dimensions[cell.column_letter].hidden:
        return Hidden.INVISIBLE
    if cell.number_format == ";;;":
        return Hidden.INVISIBLE
    font = cell.font
    if font is not None and font.sz is not None and font.sz < 2:
        return Hidden.TINY
    if font is not None and font.color is not None and font.color.type == "rgb" and font.color.rgb in WHITE:
        ground = cell.fill
        if ground is None or ground.fill_type is None or ground.fgColor.rgb in WHITE:
            return Hidden.WHITE
    return None


def written(value: object, number_format: str) -> str:
    """The value as a person would read it in the cell: dates as dates, whole numbers without a point."""
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d" if value.time() == datetime.time() else "%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if number_format.endswith("%"):
            return f"{value * 100:g}%"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)
