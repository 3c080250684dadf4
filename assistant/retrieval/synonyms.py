"""How people speak, and the law's words for it (`corpus/synonyms.yaml`).

Lives here: the model of the file, and reading a question by it. The file says what counts as a synonym; nothing is
guessed here. May import: library (Strict, Corpus), retrieval.words (normal).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field

from assistant.library.corpus import Corpus
from assistant.library.provision import Strict
from assistant.retrieval.words import essence, normal, written

FILE = "synonyms.yaml"
GAP = "…"
INDUSTRY_WEIGHT = 0.8  # a question names its industry in passing; what it asks weighs more
_WITHIN = r"[^，。？！；、,.?!;]{0,6}?"


class Synonym(Strict):
    """`said`: what people say (`…` stands for up to six characters); `as`: words that stand in the law, for search.
    `tell`: what an answer says it was read as (“罚款”按行政处罚理解), where the two mean the same; `weight`: how much
    the law's words count in search beside those said."""

    said: Annotated[tuple[str, ...], Field(min_length=1)]
    as_: Annotated[tuple[str, ...], Field(alias="as", min_length=1)]
    tell: str | None = None
    weight: Annotated[float, Field(gt=0, le=1)] = 1.0


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of a question, from `start` to `end` of its normal form, and the law's words for them."""

    said: str
    start: int
    end: int
    synonym: Synonym


def _industries(corpus: Corpus) -> Iterator[Synonym]:
    """What people call an industry or a guarantee class. Which of them an enterprise is, is not decided here: it is
    searched with little weight and never told."""
    if "industries.yaml" in corpus.names():
        known = corpus.industries
        named = [(e.name, e.aliases) for e in known.industries] + [(e.name, e.aliases) for e in known.guarantee]
        for name, aliases in named:
            if aliases:
                yield Synonym.model_validate({"said": aliases, "as": (name,), "weight": INDUSTRY_WEIGHT})


class Synonyms:
    """The entries of `synonyms.yaml`, ready to read questions by."""

    def __init__(self, entries: Iterable[Synonym]) -> None:
        self.entries = tuple(entries)

    @classmethod
    def of(cls, corpus: Corpus) -> Synonyms:
        """Those of the corpus, and what people call industries. Raises BrokenCorpus where a file is malformed."""
        own = corpus.typed(FILE, tuple[Synonym, ...]) if FILE in corpus.names() else ()
        return cls((*own, *_industries(corpus)))

    @cached_property
    def _plain(self) -> dict[str, Synonym]:
        # The file's own entries come first and win over names of industries.
        return {normal(said): entry for entry in reversed(self.entries) for said in entry.said if GAP not in said}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(said) for said in self._plain}, reverse=True))

    @cached_property
    def _gapped(self) -> tuple[tuple[re.Pattern[str], Synonym], ...]:
        return tuple(
            (re.compile(_WITHIN.join(re.escape(normal(part)) for part in said.split(GAP))), entry)
            for entry in self.entries
            for said in entry.said
            if GAP in said
        )

    def found(self, question: str) -> tuple[Understood, ...]:
        """What of `question` people say otherwise than the law: the longest first, none inside another, in order."""
        text = normal(essence(question))
        everything = [*self._plain_in(text), *self._gapped_in(text)]
        taken: list[Understood] = []
        for one in sorted(everything, key=lambda u: (u.start - u.end, u.start, u.said)):
            if all(one.end <= other.start or one.start >= other.end for other in taken):
                taken.append(one)
        return tuple(sorted(taken, key=lambda u: u.start))

    def understood(self, question: str) -> list[tuple[str, str]]:
        """(said, as) for each word of `question` that an answer should say how it read: as it was written, in order.

        Where the law's own word stands beside it, nothing needs telling.
        """
        question = essence(question)
        text = normal(question)
        out: dict[str, tuple[str, str]] = {}
        for one in self.found(question):
            law = one.synonym.tell
            if law and normal(law) not in text:
                out.setdefault(law, (written(question, one.start, one.end) or one.said, law))
        return list(out.values())

    def law_words(self, question: str) -> dict[str, float]:
        """The law's words that `question` means, with their weight, in the order in which they are meant."""
        out: dict[str, float] = {}
        for one in self.found(question):
            for word in one.synonym.as_:
                out[word] = max(out.get(word, 0.0), one.synonym.weight)
        return out

    def words(self) -> tuple[str, ...]:
        """Every word on either side, without gaps, sorted: they belong into the dictionary."""
        sides = (part for e in self.entries for said in (*e.said, *e.as_) for part in said.split(GAP))
        return tuple(sorted({normal(part) for part in sides if len(part) > 1}))

    def _plain_in(self, text: str) -> Iterable[Understood]:
        for start in range(len(text)):
            for length in self._lengths:
                entry = self._plain.get(text[start : start + length])
                if entry and start + length <= len(text):
                    yield Understood(text[start : start + length], start, start + length, entry)
                    break

    def _gapped_in(self, text: str) -> Iterable[Understood]:
        for pattern, entry in self._gapped:
            for hit in pattern.finditer(text):
                yield Understood(hit.group(), hit.start(), hit.end(), entry)
