"""Passages: what is searched. One for each clause that can be cited.

Lives here: documents of law -> passages. An item is read with its article's opening words, an article that has items
is its opening words only: each sentence of the law is the own text of exactly one passage. May import: library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.library.clause import ClauseId
from assistant.library.document import Document


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause as it is searched. `own`: its own words; `head`: its article's opening, where it is an item;
    `inside`: the items of an article, one after the other; `level`: how far its document may be trusted."""

    clause: ClauseId
    own: str
    head: str
    inside: str
    chapter: str
    document: str
    title: str
    level: str

    @property
    def text(self) -> str:
        """Head and own words: what a reader must see to understand the clause alone."""
        return f"{self.head} {self.own}".strip()


def passages_of(document: Document) -> tuple[Passage, ...]:
    """One passage a clause of `document`, in the order of the text; clauses without a word are left out."""
    return tuple(_passages(document))


def in_force(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Those of `documents` that no other of them repeals: a superseded text is never found as if it held."""
    known = tuple(documents)
    repealed = {name.strip("《》") for document in known for name in document.repeals}
    return tuple(d for d in known if d.id not in repealed and d.title.strip("《》") not in repealed)


def _passages(document: Document) -> Iterator[Passage]:
    inside: dict[ClauseId, list[str]] = {}
    for clause in document.clauses.values():
        if clause.id.item:
            inside.setdefault(clause.id.parent, []).append(clause.text)
    for clause in document.clauses.values():
        if not clause.text and clause.id not in inside:
            continue
        yield Passage(
            clause=clause.id,
            own=clause.text,
            head=clause.head or "",
            inside=" ".join(inside.get(clause.id, ())),
            chapter=clause.chapter,
            document=document.id,
            title=document.title,
            level=document.level,
        )
