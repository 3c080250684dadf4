"""A made-up guide before anybody prints it: industries, tables, rows, cells, and what each cell requires.

Lives here: the frozen values, and their shape in INTERFACE.md's YAML. May import: nothing of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

CIRCLED = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as INTERFACE.md spells it."""

    pollutant: str
    value: Decimal
    unit: str
    comparator: str = "<="
    oxygen: Decimal | None = None
    where: str | None = None
    averaging: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A share or a period of keeping."""

    what: str
    value: Decimal
    unit: str
    comparator: str = ">="


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence of a cell and what it requires."""

    text: str
    limits: tuple[Limit, ...] = ()
    shares: tuple[Amount, ...] = ()
    retention: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell; the same object under several grades or in several rows is a merged cell."""

    items: tuple[Item, ...]
    numbering: str = (
        ""  # a format with {n}, {c} (circled), {a} (a letter) or {x} (nothing), or "" where the items run on
    )
    mark: str = ""
    same_as: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        if self.numbering:
            return tuple(
                self.numbering.format(n=at, c=CIRCLED[at - 1], a=chr(96 + at), x="") + one.text
                for at, one in enumerate(self.items, 1)
            )
        return ("".join(one.text for one in self.items),)

    @property
    def raw(self) -> str:
        """A line per numbered item; lines without a number run on, as INTERFACE.md promises nothing of them."""
        counted = any(one in self.numbering for one in ("{n}", "{c}", "{a}"))
        return ("\n" if counted else "").join(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the indicator, its second column where there is one, a cell for each grade."""

    indicator: str
    sub: str | None
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """An indicator table."""

    title: str
    grades: tuple[str, ...]
    rows: tuple[Row, ...]
    footnotes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What an enterprise of a grade does under an alert."""

    grade: str
    alert: str
    raw: str


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry of the guide."""

    name: str
    scope: str
    tables: tuple[Table, ...]
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Guide:
    """The whole guide."""

    title: str
    industries: tuple[Industry, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cell was printed: its first page, the box there (x0, top, x1, bottom), and that page's size."""

    page: int
    box: tuple[float, float, float, float] | None = None
    whole_cell: bool = False  # the ruled cell, not only its text


@dataclass(slots=True)
class Places:
    """Where each key went; filled by the renderer that knows."""

    cells: dict[str, Spot] = field(default_factory=dict)

    def add(self, key: str, spot: Spot) -> None:
        """The first page wins; on one page the boxes of a key's pieces are joined."""
        old = self.cells.get(key)
        if old is None or spot.page < old.page:
            self.cells[key] = spot
        elif old.page == spot.page and old.box and spot.box:
            a, b = old.box, spot.box
            joined = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
            self.cells[key] = Spot(old.page, joined, old.whole_cell)


def cell_keys(guide: Guide) -> dict[int, str]:
    """A key for each cell object (a merged cell has one)."""
    keys: dict[int, str] = {}
    for industry in guide.industries:
        for table in industry.tables:
            for row in table.rows:
                for cell in row.cells.values():
                    keys.setdefault(id(cell), f"c{len(keys)}")
    return keys


def as_gold(guide: Guide, places: Places, *, kind: str, engine: str, layout: str, pages: int | None) -> dict[str, Any]:
    """The gold document: INTERFACE.md's drafts in a list, with what the scorer splits by."""
    keys = cell_keys(guide)
    return {
        "kind": kind,
        "engine": engine,
        "layout": layout,
        "pages": pages,
        "industries": [_industry(one, keys, places, at) for at, one in enumerate(guide.industries)],
    }


def _industry(industry: Industry, keys: Mapping[int, str], places: Places, at: int) -> dict[str, Any]:
    return {
        "industry": industry.name,
        "scope": industry.scope,
        "tables": [_table(one, keys, places) for one in industry.tables],
        "measures": [
            {"grade": one.grade, "alert": one.alert, "raw": one.raw, **_spot(places, f"m{at}.{number}")}
            for number, one in enumerate(industry.measures)
        ],
    }


def _table(table: Table, keys: Mapping[int, str], places: Places) -> dict[str, Any]:
    return {
        "title": table.title,
        "grades": list(table.grades),
        "footnotes": [{"mark": mark, "text": text} for mark, text in table.footnotes],
        "rows": [
            {
                "indicator": row.indicator,
                "sub": row.sub,
                "cells": {grade: _cell(cell, _spot(places, keys[id(cell)])) for grade, cell in row.cells.items()},
            }
            for row in table.rows
        ],
    }


def _spot(places: Places, key: str) -> dict[str, Any]:
    spot = places.cells.get(key)
    if spot is None:
        return {"page": None, "box": None}
    box = [round(one, 1) for one in spot.box] if spot.box else None
    return {"page": spot.page, "box": box, "whole_cell": spot.whole_cell}


def _cell(cell: Cell, spot: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "raw": cell.raw,
        **spot,
        "same_as": cell.same_as,
        "limits": [_plain(asdict(limit)) for one in cell.items for limit in one.limits],
        "shares": [_plain(asdict(amount)) for one in cell.items for amount in one.shares],
        "retention": [_plain(asdict(amount)) for one in cell.items for amount in one.retention],
    }


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {key: _number(one) if isinstance(one, Decimal) else one for key, one in value.items()}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
