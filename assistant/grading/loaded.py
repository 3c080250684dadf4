"""What is loaded for each industry of 第八条: reviewed, draft, partial facts or none; from where, by whom, what is open.

Lives here: `status_of`, `Row`. May import: grading.decisive, library. Nothing is decided here; it is what
`library status` and the page show.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from assistant.grading.decisive import Decisive, Held, Standing
from assistant.grading.table import Table
from assistant.library.corpus import Corpus
from assistant.library.holdings import Fact, Industry
from assistant.library.shelf import GuideFile

_OPEN = ("各等级的指标和限值", "预警期间的减排措施", "自评时逐项对照指标")
_PARTS = re.compile(r"[、/（）()，,；;]")


@dataclass(frozen=True, slots=True)
class Row:
    """One industry. `table`: INTERFACE's word; `held`: the same, told apart further; `cannot`: what waits for it."""

    industry: str
    guide: str
    clause: str
    table: str
    held: str
    wanted: str
    file: str | None = None
    source: str | None = None
    source_sha256: str | None = None
    pages: str | None = None
    reviewed_by: str | None = None
    reviewed_on: str | None = None
    in_force: str | None = None
    grades: tuple[str, ...] = ()
    tables: int = 0
    measures: int = 0
    facts: int = 0
    note: str = ""
    cannot: tuple[str, ...] = ()
    how: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain data, with keys in this order."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}


def status_of(corpus: Corpus, tables: Decisive) -> tuple[Row, ...]:
    """Every industry of 第八条, in its order."""
    counted = _facts(corpus.facts, corpus.industries.industries)
    return tuple(_row(tables.of(entry), counted.get(entry.name, 0), tables) for entry in corpus.industries.industries)


def _row(it: Standing, facts: int, tables: Decisive) -> Row:
    file, table = it.file, it.table
    card = file.card if file else {}
    source, reviewed = _mapping(card.get("file")), _mapping(card.get("reviewed"))
    edition = tables.edition(it.guide)
    kind = {Held.REVIEWED: "reviewed", Held.DRAFT: "draft"}.get(it.held, "partial_facts" if facts else "none")
    return Row(
        industry=it.industry.name,
        guide=it.guide,
        clause=str(it.industry.clause),
        table=kind,
        held=str(it.held),
        wanted=it.wanted,
        file=file.path.name if file else None,
        source=_text(source.get("name")),
        source_sha256=_text(source.get("sha256")),
        pages=_pages(card.get("pages")),
        reviewed_by=_text(reviewed.get("by")) if file and file.reviewed else None,
        reviewed_on=_text(reviewed.get("on")) if file and file.reviewed else None,
        in_force=edition.in_force.isoformat() if edition and edition.in_force else None,
        grades=tuple(map(str, table.ladder)) if table else (),
        tables=len(table.tables) if table else 0,
        measures=len(table.measures) if table else 0,
        facts=facts,
        note=it.say,
        cannot=_cannot(table),
        how=_how(it, file),
    )


def _cannot(table: Table | None) -> tuple[str, ...]:
    """What a question about this industry cannot be answered with yet."""
    if table is None:
        return _OPEN
    holes = [
        f"{place.row.id}（{grade}级）"
        for place in table.places
        for grade in place.part.grades
        if place.row.cell(grade) is None
    ]
    return (*(() if table.measures else (_OPEN[1],)), *holes)


def _how(it: Standing, file: GuideFile | None) -> str:
    """What to type next."""
    if it.held is Held.REVIEWED:
        return ""
    if it.held is Held.DRAFT and file:
        return f"jixiao library review {file.path} --by 姓名"
    return f"jixiao import-guide FILE --guide {it.guide}"


def _pages(pages: Any) -> str | None:
    if isinstance(pages, list) and len(pages) == 2 and all(isinstance(page, int) for page in pages):
        return f"{pages[0]}-{pages[1]}" if pages[0] != pages[1] else str(pages[0])
    return None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _facts(facts: Iterable[Fact], industries: Iterable[Industry]) -> dict[str, int]:
    """How many facts of secondary sources speak of each industry by its name."""
    names = {_core(entry.name): entry.name for entry in industries}
    out: dict[str, int] = {}
    for fact in facts:
        for name in {
            names[_core(part)] for part in (fact.subject, *_PARTS.split(fact.subject)) if _core(part) in names
        }:
            out[name] = out.get(name, 0) + 1
    return out


def _core(name: str) -> str:
    return "".join(name.split()).split("（")[0].removesuffix("行业").removesuffix("制造")
