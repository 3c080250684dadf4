"""A draft as INTERFACE.md says it: one industry of a guide, each cell with its words, place and numbers; nothing decided.

Lives here: `Draft`, `DraftTable`, `DraftRow`, `DraftCell`, `DraftMeasure`, `file_name`. May import: library.grade. Values and
their plain data; reading one back with file and line is `importing.review.drafted`, over the same keys that
`grading.table` knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A cell at one grade. `page`, `box`: None for DOCX, which has neither; `flags`: what speaks against it, in words."""

    raw: str
    page: int | None
    box: Box | None
    confidence: float
    same_as: Grade | None = None
    limits: tuple[Mapping[str, Any], ...] = ()
    shares: tuple[Mapping[str, Any], ...] = ()
    retention: tuple[Mapping[str, Any], ...] = ()
    technology: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "raw": self.raw,
            "page": self.page,
            "box": rounded(self.box),
            "confidence": self.confidence,
            "same_as": str(self.same_as) if self.same_as else None,
            "limits": [dict(one) for one in self.limits],
            "shares": [dict(one) for one in self.shares],
            "retention": [dict(one) for one in self.retention],
        }
        if self.technology:
            out["technology"] = {"any_of": list(self.technology)}
        if self.marks:
            out["marks"] = list(self.marks)
        if self.flags:
            out["flags"] = list(self.flags)
        return out


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An indicator with a cell for each grade."""

    indicator: str
    sub: str | None
    cells: Mapping[Grade, DraftCell]

    def as_data(self) -> dict[str, Any]:
        cells = {str(grade): cell.as_data() for grade, cell in self.cells.items()}
        return {"indicator": self.indicator, "sub": self.sub, "cells": cells}


@dataclass(frozen=True, slots=True)
class DraftTable:
    """One printed table, over all its pages. `place`: the heading it stands under, for files without pages."""

    title: str
    grades: tuple[Grade, ...]
    footnotes: tuple[tuple[str, str], ...]
    rows: tuple[DraftRow, ...]
    pages: tuple[int, int] | None = None
    place: str = ""
    flags: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "title": self.title,
            "grades": [str(grade) for grade in self.grades],
            "footnotes": [{"mark": mark, "text": text} for mark, text in self.footnotes],
            "rows": [row.as_data() for row in self.rows],
        }
        if self.pages:
            out["pages"] = list(self.pages)
        if self.place:
            out["place"] = self.place
        if self.flags:
            out["flags"] = list(self.flags)
        return out


@dataclass(frozen=True, slots=True)
class DraftMeasure:
    """What a grade does under an alert."""

    grade: Grade
    alert: Alert
    raw: str
    page: int | None
    box: Box | None

    def as_data(self) -> dict[str, Any]:
        return {
            "grade": str(self.grade),
            "alert": str(self.alert),
            "raw": self.raw,
            "page": self.page,
            "box": rounded(self.box),
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """What does not add up, and on which page."""

    say: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One industry of one guide, as imported."""

    guide: str
    file_name: str
    sha256: str
    file_pages: int | None
    industry: str
    scope: str
    pages: tuple[int, int] | None
    tables: tuple[DraftTable, ...]
    measures: tuple[DraftMeasure, ...] = ()
    flags: tuple[Flag, ...] = ()
    read_by: str = "text"
    notes: tuple[str, ...] = field(default=())

    def as_data(self) -> dict[str, Any]:
        """The keys of INTERFACE.md in its order."""
        return {
            "guide": self.guide,
            "file": {"name": self.file_name, "sha256": self.sha256, "pages": self.file_pages},
            "industry": self.industry,
            "scope": self.scope,
            "pages": list(self.pages) if self.pages else None,
            "status": "draft",
            "read_by": self.read_by,
            "flags": [{"say": one.say, "page": one.page} for one in self.flags],
            "tables": [table.as_data() for table in self.tables],
            "measures": [one.as_data() for one in self.measures],
        }


def rounded(box: Box | None) -> list[float] | None:
    """A box to a tenth of a point."""
    return [round(value, 1) for value in box] if box else None


def file_name(industry: str) -> str:
    """The file's name: the industry's, with what a file system cannot hold written wide."""
    name = re.sub(r"\s+", "", industry).replace("/", "／").replace("\\", "＼").replace(":", "：")
    name = re.sub(r'[\x00-\x1f*?"<>|]', "_", name).strip(".") or "未注明行业"
    return name.encode()[:200].decode(errors="ignore") + ".yaml"
