"""Several questions in one message: 需要准备什么，找谁，什么时候交？ Each part is answered, the first at length.

Lives here: `parts_of`, `added_to`. May import: answering's draft, decision, entries, topics. A part counts where it asks
by itself and a topic of its own answers it surely; a part that leads back to the first answer adds nothing.
"""

from __future__ import annotations

import re

from assistant.answering.answer import Status
from assistant.answering.decision import Route
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic

MOST = 3  # further parts that are answered
SURE = 0.5  # of a route: from here on a part is answered
_CUT = re.compile(r"[?？!！;；。，,\n]+|(?<=[吗呢])(?=.)|以及|另外|还有(?=[^，,。]{3})")
_ASKS = re.compile(
    r"由谁|找谁|谁|怎么|如何|咋|多久|什么|啥|何时|几[个名次人天年月]|多少|哪|要不要|用不用|能不能|可不可以|是不是|会不会|有没有|算不算|行不行|吗$|么$|不$"
)
_SHORTEST = 2


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of `question` that ask something each; none where there are fewer than two.

    >>> parts_of("想升B，需要准备什么，找谁，什么时候交？")
    ('需要准备什么', '找谁', '什么时候交')
    >>> parts_of("去年被罚了，今年能不能报A？")
    ()
    """
    asking = [part for raw in _CUT.split(question) if len(part := raw.strip()) >= _SHORTEST and _ASKS.search(part)]
    return tuple(asking) if len(asking) > 1 else ()


def answers(route: Route) -> Topic | None:
    """The topic that answers a part surely by itself; None where nothing does."""
    choice = route.choice
    if route.kind != "entry" or choice is None or not isinstance(choice.entry, Topic):
        return None
    return choice.entry if choice.rule and choice.score >= SURE else None


def added_to(draft: Draft, parts: list[Draft]) -> None:
    """Puts the leads of `parts` under the first answer, each with what it rests on; what says nothing new is left."""
    taken: list[Draft] = []
    for part in parts:
        cited = {(c.clause, c.quote) for c in part.cites}
        known = {(c.clause, c.quote) for c in draft.cites}
        if (
            len(taken) == MOST
            or part.status is Status.ABSTAINED
            or not cited
            or cited <= known
            or part.topic == draft.topic
        ):
            continue
        draft.cites += [c for c in part.cites if (c.clause, c.quote) not in known]
        taken.append(part)
    if not taken:
        return
    leads = [part.lead for part in taken]
    if draft.status is Status.ABSTAINED:  # answered in part: what is open is said last, and named as missing
        draft.lacks("text:henan-2024", draft.lead)
        draft.status, leads, draft.lead = Status.ANSWERED, [*leads[1:], draft.lead], leads[0]
        draft.why = leads + draft.why
    else:
        draft.why += leads
