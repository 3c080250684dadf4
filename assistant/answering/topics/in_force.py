"""The law's own edition on the day asked about: whether the regulation holds then, and what is said where it does not.

Lives here: `mark`. May import: answering's desk, draft; library.editions. Words of a replaced text stay on screen for
comparison; they are never said to hold.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.library.editions import LAW, editions_of, said_of_law


def mark(desk: Desk, draft: Draft) -> None:
    """Where the regulation does not hold on the day: that is said first, and nothing is decided from it."""
    editions = editions_of(desk.corpus)
    said = said_of_law(editions, desk.as_of)
    if said is None:
        return
    if editions.instead_of(LAW, desk.as_of) is None or not any(c.clause.startswith(f"{LAW}:") for c in draft.cites):
        draft.notices.insert(0, said)
        return
    draft.lead = f"{said}旧文的说法：{draft.lead}"
    draft.verdict = None
    if draft.status is Status.ANSWERED:
        draft.status = Status.ABSTAINED
    draft.cites = [
        c.model_copy(update={"edition": "已被代替"}) if c.clause.startswith(f"{LAW}:") else c for c in draft.cites
    ]
