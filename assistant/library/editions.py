"""Editions: which of the texts and guides that we hold is in force on a day, and what stands in whose place.

Lives here: `Edition`, `Editions`. May import: library. Dates and repeals are as the cards say; a text without a day of
coming into force is taken to be in force since ever, and that is said where it matters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.library.corpus import Corpus

LAW = "henan-2024"


@dataclass(frozen=True, slots=True)
class Edition:
    """A text or a guide: from when it holds, and what it repeals (ids or titles)."""

    id: str
    title: str
    in_force: date | None = None
    repeals: tuple[str, ...] = ()
    added: bool = False

    def names(self) -> frozenset[str]:
        """What another may call it when it repeals it."""
        return frozenset({self.id, _bare(self.title)})


@dataclass(frozen=True)
class Editions:
    """All that we know of."""

    known: tuple[Edition, ...]

    def the(self, name: str) -> Edition | None:
        """The edition with this id."""
        return next((one for one in self.known if one.id == name), None)

    def holds(self, name: str, as_of: date) -> bool:
        """Whether the text with this id is in force on `as_of`: begun, and repealed by none that has begun."""
        return not self.not_yet(name, as_of) and self.instead_of(name, as_of) is None

    def not_yet(self, name: str, as_of: date) -> date | None:
        """The day on which it comes into force, where that is after `as_of`."""
        one = self.the(name)
        return one.in_force if one and one.in_force and one.in_force > as_of else None

    def instead_of(self, name: str, as_of: date) -> Edition | None:
        """The edition that repeals it and has come into force by `as_of`; the latest, where several do."""
        gone = (self.the(name) or Edition(name, name)).names()
        found = [
            other
            for other in self.known
            if other.id != name and gone & {_bare(word) for word in other.repeals} and not self.not_yet(other.id, as_of)
        ]
        return max(found, key=lambda other: (other.in_force or date.min, other.id)) if found else None

    def current(self, name: str, as_of: date) -> str:
        """The id of the edition that stands in its place on `as_of`; itself, where none does."""
        seen = {name}
        while (other := self.instead_of(name, as_of)) is not None and other.id not in seen:
            name = other.id
            seen.add(name)
        return name

    def line(self, name: str, as_of: date) -> tuple[str, ...]:
        """The id and those that came in its place, the earliest first: what may decide in its stead."""
        out = [name]
        while (other := self.instead_of(out[-1], as_of)) is not None and other.id not in out:
            out.append(other.id)
        return tuple(out)


def editions_of(corpus: Corpus) -> Editions:
    """The law's documents and guides, what was added, and what the imported guides say of themselves."""
    found: dict[str, Edition] = {}
    for card in corpus.manifest.documents:
        found[card.id] = Edition(card.id, card.title, day_of(card.in_force), card.repeals)
    for added in corpus.shelf.cards:
        if added.id not in found:
            # Only official text takes the place of another; what a newspaper says of a repeal informs.
            repeals = added.repeals if added.source_level == "official" else ()
            found[added.id] = Edition(added.id, added.title, day_of(added.in_force), repeals, added=True)
    for guide in corpus.industries.guides:
        found.setdefault(guide.id, Edition(guide.id, guide.title))
    for one in _of_guides(corpus):
        found[one.id] = one if one.id not in found else _joined(found[one.id], one)
    return Editions(tuple(found.values()))


def _of_guides(corpus: Corpus) -> Iterable[Edition]:
    for file in corpus.shelf.reviewed:
        said = file.card.get("edition") if b"\nedition:" in file.raw else None  # parsing 52 tables takes seconds
        if isinstance(said, dict):
            repeals = said.get("repeals") or ()
            yield Edition(
                file.guide, str(said.get("title") or file.guide), day_of(said.get("in_force")), tuple(map(str, repeals))
            )


def _joined(one: Edition, other: Edition) -> Edition:
    """What two sources say of the same edition: the first that says it stands."""
    return Edition(
        one.id,
        one.title,
        one.in_force or other.in_force,
        tuple(dict.fromkeys((*one.repeals, *other.repeals))),
        one.added,
    )


def said_of_law(editions: Editions, as_of: date) -> str | None:
    """What must be known of the regulation on the day; None where it is in force and nothing replaced it."""
    if later := editions.not_yet(LAW, as_of):
        return f"细则自{later.isoformat()}起施行，所问的日期是{as_of.isoformat()}，当时还没有施行；当时适用的文本没有载入。"
    if other := editions.instead_of(LAW, as_of):
        since = other.in_force.isoformat() if other.in_force else "登记之日"
        return (
            f"据您加入的《{other.title.strip('《》')}》，细则自{since}起已被代替；新文本没有整理成规则，不能据以判断。"
            "以下引用的是被代替的旧文，只供对照，不是现行规定。"
        )
    return None


def day_of(text: object) -> date | None:
    """The day that a card writes, or None."""
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _bare(title: str) -> str:
    return "".join(title.split()).strip("《》")
