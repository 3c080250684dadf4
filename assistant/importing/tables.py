"""The tables of a page: by drawn lines, by rules across, by white alone.

Lives here: `find_tables`. May import: importing.sheets, lattice, spaced, unruled; reading.page. General: knows no guide.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.importing.headlines import Names
from assistant.importing.lattice import Found, tables_by_rules
from assistant.importing.sheets import Sheet, sheet_of
from assistant.importing.spaced import tables_by_lines
from assistant.importing.unruled import tables_of_figures
from assistant.reading.page import Page


def find_tables(page: Page) -> list[Found]:
    """The tables on a page from the top, each with its cells, spans and boxes (on the page laid straight)."""
    sheet = sheet_of(page)
    tables = tables_on(sheet)
    tables += tables_of_figures(sheet, [one.box for one in tables])
    return sorted(tables, key=lambda one: (one.box.top, one.box.x0))


def tables_on(
    sheet: Sheet,
    going_on: Found | None = None,
    names: Names | None = None,
    head_alone: Callable[[Found], bool] | None = None,
) -> list[Found]:
    """The tables on a sheet that was laid straight already. `going_on`: the table at the end of the page before; `names`:
    knows a head by its phrases; `head_alone`: knows a table that is a head and nothing else."""
    ruled = tables_by_rules(sheet, going_on, head_alone)
    lined = tables_by_lines(sheet, [one.box for one in ruled], going_on, names)
    return sorted([*ruled, *lined], key=lambda one: (one.box.top, one.box.x0))
