"""Composers: one module a group of topics. Each takes what lies on the desk and fills a draft from core and corpus.

Lives here: the registry by name (`composer` in `corpus/answers/*.yaml`).
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic
from assistant.answering.topics import alerts, applying, bars, breaches, counting, edition, plain, scope

Composer = Callable[[Desk, Topic], Draft]

COMPOSERS: dict[str, Composer] = {
    "alerts": alerts.compose,
    "alert_breach": breaches.alert_breach,
    "bars": bars.compose,
    "changes": applying.changes,
    "counts_as": counting.compose,
    "edition_2026": edition.compose,
    "eligibility": bars.eligibility,
    "guarantee": scope.guarantee,
    "incentives": applying.incentives,
    "indicators": breaches.indicators,
    "industry": scope.industry,
    "material_change": breaches.material_change,
    "materials": applying.materials,
    "need": applying.need,
    "several_industries": scope.several_industries,
}


def compose(desk: Desk, topic: Topic, *, also: Topic | None = None) -> Draft:
    """The topic's answer, by its composer or plainly; with a second one, where two things are asked at once."""
    draft = COMPOSERS.get(topic.composer or "", plain.compose)(desk, topic)
    if also is not None:
        second = COMPOSERS.get(also.composer or "", plain.compose)(desk, also)
        draft.why.append(second.lead)
        for cite in second.cites:
            draft.cite(cite.clause, cite.quote, head=cite.head is not None)
    return draft
