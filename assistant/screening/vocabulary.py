"""The words by which papers are known: `corpus/materials/recognition.yaml`, checked and compiled.

Lives here: `Words`, `Vocabulary`, `load_vocabulary`. May import: library. Data about words, no law: what is asked for
stands in the checklist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.library.corpus import Corpus

FILE = "materials/recognition.yaml"


class Words(BaseModel):
    """What one kind of paper looks like; the fields are explained at the head of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    titles: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    needs: int = Field(default=3, ge=1)
    names: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    despite: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    booklet: bool = False
    figure: bool = False
    read: Literal["all", "ends", "first", "head", "rows"] = "first"
    subject: Literal["single", "parties"] = "single"
    say: str = ""

    @field_validator("titles", "weak", "never", "marks", "names", "objects", "despite", "only")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pattern {pattern!r}: {error}") from None
        return patterns


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    materials: dict[str, Words]
    others: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Known:
    """One kind of paper, its patterns compiled."""

    id: str
    words: Words
    listed: bool  # on the checklist; False: a paper that is nobody's evidence
    titles: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...]
    never: re.Pattern[str] | None
    marks: tuple[re.Pattern[str], ...]
    names: tuple[re.Pattern[str], ...]
    objects: tuple[re.Pattern[str], ...]
    despite: tuple[re.Pattern[str], ...]
    only: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All kinds of paper by id; the order is the file's."""

    kinds: Mapping[str, Known]

    def words(self, id: str) -> Words:
        """The words of a kind; those of nothing for an id that only an office's own checklist has."""
        return self.kinds[id].words if id in self.kinds else Words()


def load_vocabulary(corpus: Corpus, extra: Mapping[str, Words] | None = None) -> Vocabulary:
    """The vocabulary; `extra`: words that an office's own checklist brings. Raises BrokenCorpus."""
    own = _shipped(corpus)
    if not extra:
        return own
    return Vocabulary({**own.kinds, **{name: _known(name, words, listed=True) for name, words in extra.items()}})


@lru_cache(maxsize=4)
def _shipped(corpus: Corpus) -> Vocabulary:
    """The corpus's own, compiled once: a month's packs do not compile a thousand patterns each."""
    file = corpus.typed(FILE, _File)
    kinds = {name: _known(name, words, listed=True) for name, words in file.materials.items()}
    kinds |= {name: _known(name, words, listed=False) for name, words in file.others.items()}
    return Vocabulary(kinds)


def _known(id: str, words: Words, *, listed: bool) -> Known:
    return Known(
        id=id,
        words=words,
        listed=listed,
        titles=tuple(map(re.compile, words.titles)),
        weak=tuple(map(re.compile, words.weak)),
        never=re.compile("|".join(words.never)) if words.never else None,
        marks=tuple(map(re.compile, words.marks)),
        names=tuple(map(re.compile, words.names)),
        objects=tuple(map(re.compile, words.objects)),
        despite=tuple(map(re.compile, words.despite)),
        only=tuple(map(re.compile, words.only)),
    )
