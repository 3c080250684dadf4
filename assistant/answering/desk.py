"""What lies on the desk when an answer is composed: the corpus, the law, the question understood, a case if there is one.

Lives here: `Desk`. May import: library, grading's names, answering.reading, entries, draft.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answering.draft import Draft
from assistant.answering.entries import Entries, Lead, Topic
from assistant.answering.learned import Likely
from assistant.answering.reading import Reading
from assistant.answering.routing import Hit
from assistant.library.corpus import Corpus

NO_TABLES: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Desk:
    """All that a composer may look at. `hits`: the clauses found, the likeliest first; `tables`: those that decide;
    `find`: clauses in these documents only."""

    corpus: Corpus
    law: Any
    entries: Entries
    reading: Reading
    hits: Sequence[Hit]
    case: Any | None
    as_of: date
    counting: Any = None
    likely: Likely = field(default_factory=Likely)
    sentences: Any = None
    tables: Mapping[str, Any] = field(default_factory=dict)
    find: Callable[[str, Collection[str]], Sequence[Any]] = field(default=lambda _question, _documents: ())

    def draft(self, topic: Topic | None = None) -> Draft:
        """An empty draft."""
        return Draft(self.corpus, topic=topic.id if topic else None)

    @property
    def text(self) -> str:
        return self.reading.text


def rest_on(draft: Draft, topic: Topic, lead: Lead | None = None) -> None:
    """Cites what `lead` rests on, or else what the topic does."""
    own = lead.rests_on if lead and lead.rests_on is not None else topic.rests_on
    head = (lead.head if lead and lead.rests_on is not None else topic.head) or False
    for clause, quote in own:
        draft.cite(clause, quote, head=head)
