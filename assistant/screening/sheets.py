"""Sheets of plain text: a workbook in which nothing is a formula, whatever stands in a cell.

Lives here: `Sheet`, `workbook_of`. May import: screening.export_file. Names of files and enterprises come from outside and
may begin with "=": they are written as text.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from assistant.screening.export_file import timeless
from assistant.screening.export_text import writable

_LONGEST_CELL = 32_000
_GROUND = "EEF1F4"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`widths` in characters. Without heads there is no head row. Numbers stay numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    widths: tuple[int, ...]


def workbook_of(sheets: tuple[Sheet, ...]) -> bytes:
    """A workbook: the same sheets, the same bytes."""
    from openpyxl import Workbook  # a third of a second; only who writes a workbook pays

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    held = io.BytesIO()
    book.save(held)
    return timeless(held.getvalue())


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    rows = ((sheet.heads,) if sheet.heads else ()) + sheet.rows
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = page.cell(row=number, column=column)
            _put(cell, value)
            if sheet.heads and number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor=_GROUND)
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    if sheet.heads:
        page.freeze_panes = "A2"
        page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.page_setup.paperSize = 9
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: str | int) -> None:
    from openpyxl.styles import Alignment

    if isinstance(value, str):
        cell.value = writable(value)[:_LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
