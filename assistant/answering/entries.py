"""What people ask, as data: topics, what is outside, and their patterns (`corpus/answers/*.yaml`).

Lives here: the models and `load_entries`. May import: library. A topic says which words of the law answer a question;
its quotes are checked letter by letter on loading, as provisions are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.events import FILE as EVENTS_FILE
from assistant.answering.events import EventWords
from assistant.answering.question import norm
from assistant.errors import BrokenCorpus
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus

LAW = "henan-2024"
FOLDER = "answers/"
Basis = tuple[str, str]


class Strict(BaseModel):
    """Frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Value(Strict):
    """A number of the law that a question may get wrong. `unit`: 人, 次, 行业数, 期限, 频次, 时点."""

    unit: str
    is_: int | str = Field(alias="is")
    how: Literal["exactly", "at_least"] = "exactly"


class Lead(Strict):
    """The direct answer where `when` (a pattern on the normal form) fits and `unless` does not."""

    say: str
    when: str | None = None
    unless: str | None = None
    rests_on: tuple[Basis, ...] | None = None
    head: bool = False
    show_quotes: bool = False
    status: str | None = None

    def fits(self, text: str) -> bool:
        """Whether this lead answers `text`."""
        if self.when and not _compiled(self.when).search(text):
            return False
        return not (self.unless and _compiled(self.unless).search(text))


class Topic(Strict):
    """One question that people ask, and what answers it."""

    id: str
    title: str
    asks: tuple[str, ...] = Field(min_length=1)
    words: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = Field(min_length=1)
    rests_on: tuple[Basis, ...] = Field(min_length=1)
    values: tuple[Value, ...] = ()
    more: tuple[str, ...] = ()
    extra_when: tuple[Lead, ...] = ()
    asks_back: str | None = None
    composer: str | None = None
    needs: str | None = None
    head: bool = False
    show_quotes: bool = False
    dated: bool = False
    status: str = "answered"

    def bases(self) -> Iterator[Basis]:
        """Every (clause, quote) of the entry."""
        yield from self.rests_on
        for lead in (*self.leads, *self.extra_when):
            yield from lead.rests_on or ()

    @cached_property
    def clauses(self) -> frozenset[ClauseId]:
        """The clauses that the entry rests on."""
        return frozenset(clause_of(c) for c, _ in self.rests_on)

    def lead_for(self, text: str) -> Lead:
        """The first lead that fits."""
        return next((lead for lead in self.leads if lead.fits(text)), self.leads[-1])


class Outside(Strict):
    """Something that is not ours to say, and what is said instead."""

    id: str
    kind: Literal["other_law", "other_place", "chat", "order", "unsafe"]
    asks: tuple[str, ...] = Field(min_length=1)
    words: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    say: str
    rests_on: tuple[Basis, ...] = ()
    head: bool = False
    status: str = "abstained"


@dataclass(frozen=True)
class Entries:
    """All of `corpus/answers/`, checked."""

    topics: dict[str, Topic]
    outside: dict[str, Outside]
    events: tuple[EventWords, ...]


def clause_of(text: str) -> ClauseId:
    """`18(5)` of the regulation, or a whole id."""
    return ClauseId.parse((text if ":" in text else f"{LAW}:{text}").split("#")[0])


def load_entries(corpus: Corpus) -> Entries:
    """The entries of `corpus`. Raises BrokenCorpus with the file, where a quote is not the clause's own words."""
    topics: dict[str, Topic] = {}
    outside: dict[str, Outside] = {}
    for name in corpus.names():
        if name.startswith(f"{FOLDER}topics"):
            for topic in corpus.typed(name, tuple[Topic, ...]):
                _check(topic.id, topic.bases(), corpus, name)
                if topic.id in topics:
                    raise BrokenCorpus(f"主题 {topic.id} 重复", where=name)
                topics[topic.id] = topic
        elif name.startswith(f"{FOLDER}outside"):
            for entry in corpus.typed(name, tuple[Outside, ...]):
                _check(entry.id, entry.rests_on, corpus, name)
                outside[entry.id] = entry
    return Entries(topics, outside, corpus.typed(EVENTS_FILE, tuple[EventWords, ...]))


def _check(entry: str, bases: Any, corpus: Corpus, name: str) -> None:
    for clause, quote in bases:
        if not corpus.verbatim(quote, clause_of(clause)):
            raise BrokenCorpus(f"{entry} 的引文与{clause}原文不一致：{quote[:20]}…", where=name)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def says_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether `text` (normal form) holds any of `words`; a word with `.*` is a pattern."""
    plain, patterns = _read_words(words)
    return any(word in text for word in plain) or any(_compiled(pattern).search(text) for pattern in patterns)


@lru_cache(maxsize=4096)
def _read_words(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    read = [norm(word) for word in words]
    return tuple(w for w in read if ".*" not in w), tuple(w for w in read if ".*" in w)
