"""A finding while it is being worked with: which paper it concerns, what it makes of that paper.

Lives here: `Raised`, `Pack`, `at`, `spot`. May import: fields, checklist, report. `Pack` is everything that the checks
look at; it is made once and only read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.library.holdings import Industries
from assistant.screening.checklist import Checklist, Meaning
from assistant.screening.fields import Paper
from assistant.screening.labels import Seen
from assistant.screening.ledger import Kept
from assistant.screening.report import Evidence, Finding, Kind, Severity, Status
from assistant.screening.views import Cell, View
from assistant.screening.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Raised:
    """`paper`: the one that deviates, None where a file or the pack is meant. `status`: what it makes of the paper."""

    kind: Kind
    paper: Paper | None
    message: str
    evidence: tuple[Evidence, ...]
    material: str | None = None
    severity: Severity | None = None
    clause: str | None = None
    status: Status | None = None
    remedy: str | None = None

    def finding(self, meanings: Mapping[Kind, Meaning], *, note: bool = False) -> Finding:
        """The finding as the report holds it; `note`: a newer paper has already settled it."""
        means = meanings[self.kind]
        return Finding(
            kind=self.kind,
            material=self.material or (self.paper.id if self.paper else None),
            severity=Severity.NOTE if note else self.severity or means.severity,
            message=self.message,
            remedy=self.remedy or means.remedy,
            clause=self.clause or means.clause,
            evidence=self.evidence,
        )


@dataclass(frozen=True)
class Pack:
    """What the checks look at."""

    papers: Sequence[Paper]
    checklist: Checklist
    vocabulary: Vocabulary
    industries: Industries
    as_of: date
    grade: str | None
    industry: str | None
    ledgers: Mapping[int, Kept] = field(default_factory=dict)  # by place among the papers

    def of(self, id: str) -> list[Paper]:
        return [paper for paper in self.papers if paper.id == id]

    @property
    def listed(self) -> list[Paper]:
        """The papers that are on the checklist."""
        ids = {item.id for item in self.checklist.items}
        return [paper for paper in self.papers if paper.id in ids]


def spot(view: View, cell: Cell | None, text: str | None = None, confidence: float | None = None) -> Evidence:
    """A place in a view as evidence; text cut to what fits in a line."""
    box = cell.place if cell is not None and cell.place.x1 > cell.place.x0 and view.number is not None else None
    said = text if text is not None else (cell.shown if cell else "")
    return Evidence(
        file=view.file,
        page=view.number,
        text=said[:120],
        confidence=round(confidence if confidence is not None else (cell.confidence if cell else 1.0), 3),
        box=tuple(round(edge, 1) for edge in box) if box else None,
        place=(cell.label if cell is not None and cell.label else view.page.label)[:60],
    )


def at(seen: Seen) -> Evidence:
    """Where a value was seen."""
    return spot(seen.view, seen.cell)
