"""这算不算: what people ask whether it counts, as a table of data: clause, reading, what is undecided, whom to ask.

Lives here: the model of `counts_as.yaml`, `load_counts_as`, `counts_as`. May import: grading.facts, rules, library.
It informs and decides nothing: a verdict comes from the facts of a case.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field, TypeAdapter, ValidationError

from assistant.errors import BrokenCorpus, UnknownValue
from assistant.grading.facts import EventKind
from assistant.grading.rules import Holdings
from assistant.grading.truth import Truth
from assistant.library.clause import ClauseId
from assistant.library.provision import Strict

FILE = "counts_as.yaml"
_COUNTS = {"yes": Truth.YES, "no": Truth.NO, "undecided": Truth.UNKNOWN}


class CountsAs(Strict):
    """One question. `counts`: what the text says; `event`: how a case writes it, None where it writes nothing."""

    id: str
    asks: tuple[str, ...] = Field(min_length=1)
    clause: str
    counts: str = Field(pattern=r"^(yes|no|undecided)$")
    event: EventKind | None
    reading: str
    undecided: str | None
    whom: str | None

    @property
    def truth(self) -> Truth:
        """yes, no, or unknown where the text leaves it open."""
        return _COUNTS[self.counts]


def load_counts_as(corpus: Holdings) -> tuple[CountsAs, ...]:
    """The table. Raises BrokenCorpus: not of its shape, a clause id that is none, a word asked in two entries."""
    file = corpus.yaml(FILE)
    try:
        table = TypeAdapter(tuple[CountsAs, ...]).validate_python(file.data)
    except ValidationError as error:
        detail = error.errors()[0]
        path = tuple(part for part in detail["loc"] if isinstance(part, str | int))
        raise BrokenCorpus(f"不符合格式（{detail['msg']}）", where=file.where(path)) from None
    seen: dict[str, str] = {}
    for index, entry in enumerate(table):
        try:
            ClauseId.parse(entry.clause)
        except UnknownValue as error:
            raise BrokenCorpus(error.what, where=file.where((index, "clause"))) from None
        for word in entry.asks:
            if word in seen:
                raise BrokenCorpus(f"“{word}”在 {seen[word]} 和 {entry.id} 里都有", where=file.where((index, "asks")))
            seen[word] = entry.id
    return table


def counts_as(question: str, table: Sequence[CountsAs]) -> tuple[CountsAs, ...]:
    """The entries that a question names, the one with the longest word first; a word inside a longer one is not it."""
    asked = "".join(question.split())
    found: list[tuple[str, CountsAs]] = []
    for entry in table:
        words = [word for word in entry.asks if word in asked]
        if words:
            found.append((max(words, key=len), entry))
    kept = [(word, entry) for word, entry in found if not any(word != other and word in other for other, _ in found)]
    return tuple(entry for _, entry in sorted(kept, key=lambda pair: -len(pair[0])))
