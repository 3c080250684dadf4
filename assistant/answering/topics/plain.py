"""The plain topic: a lead from data, held against the numbers of the question, and the clauses that it rests on.

Lives here: `compose`, `premise`. May import: answering's desk, draft, entries, marks. Every number said comes from the
entry, whose quotes hold it.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic, Value
from assistant.answering.marks import ACTORS, Asked, Quantity

_AUTHORITIES = ("ministry", "province", "city", "county")


def compose(desk: Desk, topic: Topic) -> Draft:
    """The topic's own answer to the question."""
    draft = desk.draft(topic)
    lead = topic.lead_for(desk.text)
    draft.lead = ("" if lead.say.startswith("不") else premise(desk, topic)) + lead.say
    rest_on(draft, topic, lead)
    for extra in topic.extra_when:
        if extra.fits(desk.text):
            draft.why.append(extra.say)
            for clause, quote in extra.rests_on or ():
                draft.cite(clause, quote, head=True)
    draft.status = Status(lead.status or topic.status)
    draft.why += topic.more
    draft.ask_back = topic.asks_back or ""
    if topic.dated:
        card = desk.corpus.manifest.documents[0]
        draft.why.append(f"印发日期：{card.date}（{card.issuer}）。")
    return draft


def premise(desk: Desk, topic: Topic) -> str:
    """“不对，不是“三个月”。” or “对。”, where the question puts a number forward that the law has another one for."""
    right, wrong = _held_against(topic.values, desk.reading.marks.quantities)
    if wrong and topic.values[0].how == "at_least":
        least = topic.values[0].is_
        if isinstance(least, int) and all(isinstance(q.value, int) and q.value < least for q in wrong):
            return "不够。"
        return f"没有要求{'、'.join(f'“{q.said}”' for q in wrong)}。"
    if wrong:
        said = "、".join(f"“{q.said}”" for q in wrong)
        return (
            f"不对，不是{said}。"
            if desk.reading.marks.premise or desk.reading.marks.asked is Asked.WHETHER
            else f"不是{said}。"
        )
    if right and desk.reading.marks.premise:
        return _agreed(_authorities(desk.text), _authorities(topic.lead_for(desk.text).say))
    return ""


def _agreed(theirs: list[str], ours: list[str]) -> str:
    """“对。” where the authorities of the question are those of the answer too: who acts comes first in both."""
    if not theirs or not ours or theirs[0] == ours[0]:
        return "对。"
    return "不对。" if theirs[0] not in ours or len(theirs) > 1 else ""


def _authorities(text: str) -> list[str]:
    found = [(hit.start(), name) for name in _AUTHORITIES if (hit := ACTORS[name].search(text))]
    return [name for _, name in sorted(found)]


def _held_against(values: tuple[Value, ...], quantities: tuple[Quantity, ...]) -> tuple[list[Quantity], list[Quantity]]:
    right: list[Quantity] = []
    wrong: list[Quantity] = []
    for value in values:
        for quantity in quantities:
            if quantity.unit != value.unit:
                continue
            (right if quantity.value == value.is_ else wrong).append(quantity)
    return right, wrong
