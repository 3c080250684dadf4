"""What the answer of a topic leaves out: the sentence that the question most probably asks for, in the law's words.

Lives here: `complete`. May import: answering's desk, draft. Nothing is taken away and nothing is worded anew.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.topics.clauses import LAW
from assistant.library.clause import ClauseId

PROBABLE = 0.4  # of a clause: from here on the answer must cite it
SURE = 0.6  # from here on it must cite the sentence that speaks of the question
NEARER = 0.1  # how much more of the question that sentence must share than those cited


def complete(desk: Desk, draft: Draft) -> None:
    """Adds the sentence of the likeliest clause to an answer that does not hold it."""
    if draft.status is Status.ABSTAINED or desk.likely.first is None:
        return
    clause, probable = desk.likely.first
    if clause.document != LAW or probable < PROBABLE:
        return
    words = desk.sentences.nearest(clause, f"{desk.text}。{desk.reading.law_words}")
    quotes = [cite.quote for cite in draft.cites if _inside(cite.clause, clause)]
    if words is None or any(words in quote for quote in quotes):
        return
    if quotes and (probable < SURE or _shared(desk, words) < max(_shared(desk, q) for q in quotes) + NEARER):
        return
    draft.cite(clause, words, head=bool(clause.item))
    draft.why.append(f"{clause.label}：{words}。")


def _shared(desk: Desk, quote: str) -> float:
    return float(desk.sentences.shared(quote, f"{desk.text}。{desk.reading.law_words}"))


def _inside(cited: str, clause: ClauseId) -> bool:
    """Whether a citation is of `clause`, or of one of its items."""
    return cited == str(clause) or (not clause.item and cited.startswith(f"{clause}("))
