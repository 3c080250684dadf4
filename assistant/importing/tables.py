"""The tables of a page: by drawn lines, by rules across, by white alone.

Lives here: `find_tables`. May import: importing.sheets, headlines, lattice, spaced, unruled; reading.page. General: knows no guide.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.importing.headlines import Names, headline_at
from assistant.importing.lattice import Found, tables_by_rules
from assistant.importing.sheets import Sheet, lines_of, sheet_of
from assistant.importing.spaced import tables_by_lines
from assistant.importing.unruled import tables_of_figures
from assistant.reading.page import Page

FIRST = 6  # lines among which a head is looked for
NEAR = 16.0  # points by which the sides of a table may differ from page to page, both together


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
    ruled = [one for one in tables_by_rules(sheet, going_on, head_alone) if not _framed(sheet, one, going_on, names)]
    lined = tables_by_lines(sheet, [one.box for one in ruled], going_on, names)
    return sorted([*ruled, *lined], key=lambda one: (one.box.top, one.box.x0))


def _framed(sheet: Sheet, found: Found, going_on: Found | None, names: Names | None) -> bool:
    """Whether rules part the rows of a table and nothing but its two sides is upright: its columns are told by where the words
    of its head stand, or those of the table that goes on here."""
    if found.wide > 1 or found.high < 2 or names is None:
        return False
    box = found.box
    if (
        going_on is not None
        and not going_on.ruled
        and abs(going_on.box.x0 - box.x0) + abs(going_on.box.x1 - box.x1) < NEAR
    ):
        return True
    lines = lines_of([w for w in sheet.words if box.top < w.middle < box.bottom and box.x0 < w.centre < box.x1])
    return any(headline_at(lines, at, names) is not None for at in range(min(FIRST, len(lines))))
