"""XLSX: a sheet is a page, its number the sheet's, its label the name; hidden rows, columns and sheets are flagged.

Lives here: `read`. May import: this room. Values as stored, formulas never computed.
"""

from __future__ import annotations

import datetime
import warnings
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from assistant.reading.embedded import picture_pages
from assistant.reading.hidden import split_zero_width
from assistant.reading.limits import MB, Limits
from assistant.reading.package import Refused, checked
from assistant.reading.page import Box, Grid, GridCell, Hidden, Page, Remark, Run
from assistant.reading.wire import End, Event, Start

LINE = 14.0
COLUMN = 80.0
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
LARGE = 16 * MB  # of sheets as XML: fully read it would take longer than a file may
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
    large = _sheet_bytes(path) > LARGE
    workbook = load_workbook(str(path), data_only=True, read_only=large)
    pictures = picture_pages(path, "xlsx", limits)
    yield Start("xlsx", len(workbook.worksheets) + len(pictures))
    left = limits.cells
    for number, sheet in enumerate(workbook.worksheets, start=1):
        page, used = _streamed(sheet, number, left) if large else _sheet(sheet, number, left)
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
    for row in _rows(sheet):
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


def _sheet_bytes(path: Path) -> int:
    with zipfile.ZipFile(path) as package:
        return sum(info.file_size for info in package.infolist() if info.filename.startswith("xl/worksheets/"))


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The cells that exist, row by row: one stray cell in the last corner does not make a million rows."""
    for _, row in groupby(sorted(sheet._cells.items()), key=lambda item: item[0][0]):
        yield [cell for _, cell in row]


def _streamed(sheet: Any, number: int, most: int) -> tuple[Page, int]:
    """A sheet of a very large book: its values only, row by row, as far as the limit of cells goes."""
    runs: list[Run] = []
    cells: list[GridCell] = []
    unseen = Hidden.INVISIBLE if sheet.sheet_state != "visible" else None
    for at, row in enumerate(sheet.iter_rows()):
        if len(cells) >= most:
            break
        filled = [(cell.column - 1, written(cell.value, cell.number_format)) for cell in row if cell.value is not None]
        cells += [GridCell(at, column, text) for column, text in filled]
        if filled:
            place = Box(filled[0][0] * COLUMN, at * LINE, (filled[-1][0] + 1) * COLUMN, (at + 1) * LINE)
            runs += split_zero_width(
                Run("\t".join(text.replace("\n", " ") for _, text in filled), place, hidden=unseen)
            )
    remarks = [Remark("not_read", f"工作表“{sheet.title}”很大，未检查其中隐藏的行列与批注", number)]
    if len(cells) >= most:
        remarks.append(Remark("over_limit", f"单元格过多，工作表“{sheet.title}”只读取了前一部分", number))
    page = Page(
        number=number,
        width=max([COLUMN, *(run.box.x1 for run in runs)]),
        height=max([LINE, *(run.box.bottom for run in runs)]),
        runs=tuple(runs),
        label=sheet.title,
        grids=(Grid(tuple(cells), heading=sheet.title),) if cells and unseen is None else (),
        remarks=tuple(remarks),
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
