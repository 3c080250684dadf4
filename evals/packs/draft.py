"""A pack being put together: which papers, in which files, and what is true of it.

Lives here: `Draft`, on which cases work, and the truth that follows from what was put in. Statuses and findings are
stated by the case that brings them about, each with the sentence of INTERFACE.md it rests on; what follows for every
pack (absent, not applicable, complete) is worked out here. May import: paper, identity, library.yaml_file, errors.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from assistant.library.yaml_file import read_yaml
from evals.packs.identity import Facts
from evals.packs.paper import Paper

CHECKLIST = Path(__file__).parents[2] / "corpus" / "materials" / "materials.yaml"
# "High: for A, B, B-, 绩效引领性; at C or D such an item counts as recommended."
HIGH = ("A", "B", "B-", "绩效引领性")
# Circumstances of the checklist's `when` items, by the word that `Facts.declared` uses.
CIRCUMSTANCE = {
    "online_monitoring_data": "monitor",
    "online_monitoring_install": "monitor",
    "change_filing": "change",
    "per_site_volume": "sites",
    "per_industry_assessment": "industries",
}


@cache
def checklist() -> dict[str, dict[str, Any]]:
    """The thirty items by id, as the checklist file has them."""
    data: Any = read_yaml(CHECKLIST).data
    items: Iterable[dict[str, Any]] = data["materials"] if isinstance(data, dict) else data
    return {item["id"]: item for item in items}


@dataclass(slots=True)
class Item:
    """One paper in one file. Papers that share `file` are bound together, in order."""

    paper: Paper
    file: str
    medium: str  # pdf, docx, xlsx, scan, photo, and special ones that `render` knows
    first: int = 0  # of a split paper: its pages first..last (from 0) lie in this file
    last: int | None = None
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[int, ...]:
        """The pages (from 0) of the paper that this file holds."""
        return tuple(range(len(self.paper.pages)))[self.first : self.last]


@dataclass(slots=True)
class Claim:
    """A finding that is due. `on`: which items show it; `what`: the field whose pages are the evidence."""

    kind: str
    material: str | None
    on: tuple[Item, ...]
    what: str | None = None
    files: tuple[str, ...] = ()  # where the place is a file as such


@dataclass(slots=True)
class Draft:
    """One pack. Cases add, change and drop papers and say what is true afterwards."""

    name: str
    split: str
    scanned: bool
    facts: Facts
    write: Mapping[str, Callable[[Facts], Paper]]
    rng: random.Random
    case: str = "clean"
    items: list[Item] = field(default_factory=list)
    raw: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)  # copy -> original
    status: dict[str, str] = field(default_factory=dict)
    accept: dict[str, list[str]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    may: list[dict[str, Any]] = field(default_factory=list)
    args: dict[str, Any] = field(default_factory=dict)
    layout: str = "flat"
    keep: set[str] = field(default_factory=set)  # files whose names carry meaning: no layout renames them

    def grade(self) -> str | None:
        """The grade that decides what `high` means: the argument, else the form's."""
        if "grade" in self.args:
            return str(self.args["grade"])
        return self.facts.grade if self.facts.state_grade else None

    def of(self, material: str) -> Item:
        """The item that carries a material. Raises KeyError."""
        for item in self.items:
            if item.paper.material == material:
                return item
        raise KeyError(material)

    def has(self, material: str) -> bool:
        """Whether a paper of that material is in the pack."""
        return any(item.paper.material == material for item in self.items)

    def rewrite(self, material: str, **changes: Any) -> Item:
        """The material's paper written anew with other facts."""
        item = self.of(material)
        item.paper = self.write[material](self.facts.with_(**changes))
        if item.medium == "xlsx" and not item.paper.sheets:
            item.medium = "docx"
        return item

    def drop(self, material: str) -> None:
        """Takes a material out of the pack."""
        self.items = [item for item in self.items if item.paper.material != material]

    def add(self, paper: Paper, file: str, medium: str, **options: Any) -> Item:
        """Puts a paper in."""
        item = Item(paper, file, medium, options=options)
        self.items.append(item)
        return item

    def say(self, material: str, status: str, *also: str) -> None:
        """What the material's status is, and what else may be said."""
        self.status[material] = status
        if also:
            self.accept[material] = list(also)

    def due(self, kind: str, material: str | None, *on: Item, what: str | None = None, files: tuple[str, ...] = ()) -> None:  # fmt: skip
        """A finding that has to be reported."""
        self.claims.append(Claim(kind, material, on, what, files))

    def allow(self, kind: str, material: str | None = None) -> None:
        """A finding that a careful reader may report; neither right nor wrong."""
        self.may.append({"kind": kind, "material": material})

    # What follows for every pack

    def statuses(self) -> dict[str, str]:
        """Every id of the checklist with its status."""
        found = {}
        for id_ in checklist():
            if id_ in self.status:
                found[id_] = self.status[id_]
            elif self.has(id_):
                found[id_] = "present"
            elif id_ in CIRCUMSTANCE and not self.applies(id_):
                found[id_] = "not_applicable"
            else:
                found[id_] = "missing"
        return found

    def applies(self, id_: str) -> bool:
        """Whether a `when` item is asked for: `--with` / `--without` overrule what the form declares."""
        if id_ in self.args.get("without", ()):
            return False
        return id_ in self.args.get("with", ()) or CIRCUMSTANCE[id_] in self.facts.declared

    def complete(self) -> bool:
        """ "every always, high and applicable `when` item is present"; no grade at all: high counts."""
        statuses = self.statuses()
        grade = self.grade()
        asked = {"always"} | ({"high"} if grade is None or grade in HIGH else set())
        for id_, item in checklist().items():
            wanted = item["required"] in asked or (item["required"] == "when" and self.applies(id_))
            if wanted and statuses[id_] != "present":
                return False
        return True
