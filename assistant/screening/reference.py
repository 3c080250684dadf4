"""Whose pack it is: the name, code, grade and industry that the others are compared with.

Lives here: `Reference`, `reference_of`. May import: raised, fields, codes. The majority of the papers decides, then the
form; a tie that the form does not settle takes the licence's, then the first paper's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.screening.fields import Paper, industry_in
from assistant.screening.labels import Seen
from assistant.screening.raised import Pack

_FIRST = ("application_form", "business_licence", "discharge_permit", "self_assessment")


@dataclass(frozen=True, slots=True)
class Reference:
    """What most papers say, each with one place where it stands; None where no paper says anything."""

    name: Seen | None
    code: Seen | None
    grade: Seen | None
    industries: tuple[str, ...]
    industry_at: Seen | None


def reference_of(pack: Pack) -> Reference:
    """The reference of a pack."""
    listed = pack.listed
    industry = _chosen(listed, lambda paper: _industries(paper, pack))
    return Reference(
        name=_chosen(listed, lambda paper: paper.names),
        code=_chosen(listed, lambda paper: paper.codes),
        grade=_chosen(listed, lambda paper: paper.grades, wanted=pack.grade),
        industries=_all_industries(listed, pack, industry),
        industry_at=industry,
    )


def _chosen(
    papers: Sequence[Paper], of: Callable[[Paper], Iterable[Seen]], *, wanted: str | None = None
) -> Seen | None:
    """The value that most papers hold; each paper has one vote a value."""
    votes: Counter[str] = Counter()
    held: dict[str, list[tuple[int, Seen]]] = {}
    for paper in papers:
        for value, seen in {seen.value: seen for seen in of(paper)}.items():
            votes[value] += 1
            held.setdefault(value, []).append((_rank(paper.id), seen))
    if not votes:
        return None
    if wanted in held:
        return min(held[wanted], key=lambda one: one[0])[1]
    best = max(votes, key=lambda value: (votes[value], -min(rank for rank, _ in held[value]), value))
    return min(held[best], key=lambda one: one[0])[1]


def _rank(id: str | None) -> int:
    return _FIRST.index(id) if id in _FIRST else len(_FIRST)


def _industries(paper: Paper, pack: Pack) -> list[Seen]:
    named = [(seen, industry_in(seen.value, pack.industries)) for seen in paper.industries]
    return [Seen(name, seen.cell, seen.view) for seen, names in named for name in names[:1]]


def _all_industries(papers: Sequence[Paper], pack: Pack, first: Seen | None) -> tuple[str, ...]:
    """The industries applied for: what the form names (it may name several), with the one that most papers hold."""
    names: list[str] = [first.value] if first else []
    for paper in papers:
        if paper.id == "application_form":
            for seen in paper.industries:
                names += [name for name in industry_in(seen.value, pack.industries) if name not in names]
    return tuple(names)
