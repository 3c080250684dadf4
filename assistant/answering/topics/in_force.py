"""The law's own edition on the day asked about: whether the regulation holds then, and what is said where it does not.

Lives here: `mark`. May import: answering's desk, draft; library.editions. Words of a replaced text stay on screen for
comparison; they are never said to hold.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.library.editions import Editions, editions_of

LAW = "henan-2024"


def said_of(editions: Editions, desk: Desk) -> str | None:
    """What must be known of the regulation on the day; None where it is in force and nothing replaced it."""
    day = desk.as_of.isoformat()
    if later := editions.not_yet(LAW, desk.as_of):
        return f"细则自{later.isoformat()}起施行，所问的日期是{day}，当时还没有施行；当时适用的文本没有载入。"
    if other := editions.instead_of(LAW, desk.as_of):
        since = other.in_force.isoformat() if other.in_force else "登记之日"
        return (
            f"据您加入的《{other.title.strip('《》')}》，细则自{since}起已被代替；新文本没有整理成规则，不能据以判断。"
            "以下引用的是被代替的旧文，只供对照，不是现行规定。"
        )
    return None


def mark(desk: Desk, draft: Draft) -> None:
    """Where the regulation does not hold on the day: that is said first, and nothing is decided from it."""
    editions = editions_of(desk.corpus)
    said = said_of(editions, desk)
    if said is None:
        return
    draft.notices.insert(0, said)
    if editions.instead_of(LAW, desk.as_of) is None or not any(c.clause.startswith(f"{LAW}:") for c in draft.cites):
        return
    draft.lead = f"{said}旧文的说法：{draft.lead}"
    draft.verdict = None
    if draft.status is Status.ANSWERED:
        draft.status = Status.ABSTAINED
    draft.cites = [
        c.model_copy(update={"edition": "已被代替"}) if c.clause.startswith(f"{LAW}:") else c for c in draft.cites
    ]
