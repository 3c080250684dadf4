"""A product that answers from a table: a real `System`, small enough to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.answer import Answer, Citation, Status
from assistant.errors import BadQuestion
from evals.questions import Item

QUOTE = "一年内不得申报"


def answer(text: str, *clauses: str, status: Status = Status.ANSWERED) -> Answer:
    """An answer that cites `clauses`, each with a quote that stands."""
    cited = tuple(
        Citation(clause=clause, quote=QUOTE, document="细则", authority="official", label=clause) for clause in clauses
    )
    return Answer(answer=text, status=status, citations=cited)


@dataclass
class Rote:
    """Answers by question; a question that is not in the table is abstained from, an empty one refused, 崩 crashes."""

    answers: Mapping[str, Answer]
    model: str = "none"
    corpus_version: str = "0" * 12
    asked: list[tuple[str, date | None]] = field(default_factory=list)

    def ask(self, item: Item, as_of: date | None) -> Answer:
        self.asked.append((item.id, as_of))
        if not item.question:
            raise BadQuestion("问题是空的")
        if item.question == "崩":
            raise KeyError("坏了")
        return self.answers.get(item.question, answer("细则没有规定", status=Status.ABSTAINED))

    def ranked(self, item: Item) -> tuple[str, ...]:
        return tuple(citation.clause for citation in self.answers.get(item.question, answer("")).citations)

    def verbatim(self, citation: Citation) -> bool:
        return citation.quote == QUOTE
