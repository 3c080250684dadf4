"""A clause asked for by its number, and the best clauses where no topic fits.

May import: answering's desk, draft; library.
"""

from __future__ import annotations

import re

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft, own_words
from assistant.library.clause import ClauseId

LAW = "henan-2024"
ALSO = 0.5  # of the likeliest clause: so likely is one that is quoted with it
_GENERIC = re.compile(
    r"(?:是什么|讲什么|讲的什么|讲的是什么|说什么|说了什么|说的什么|什么内容|的内容|内容|规定了什么|规定|原文|全文|怎么说|怎么写|写了什么|写的什么|是啥|讲啥|说啥|念一下|给我看看|看看|查一下|是哪条|有哪些情形|哪些情形|有哪些|什么意思|解释一下|告诉我|列出来|细则|本细则|河南|的|是|有|第|请|一下|[?。,!;'\"\-]|里面|里|具体|呢|吗)"
)
_LATIN = re.compile(r"[A-Z]{2,}|[0-9]+(?![条项款])|[()<>/=*.]")
_OTHER_LAW = re.compile(
    r"(?:法|典|条例|规定|规范)》?第?[零一二三四五六七八九十百0-9]{1,5}条"
)  # 大气污染防治法第九十九条
_NAME = re.compile(r"第?[零一二三四五六七八九十百0-9]{1,5}条(?:第?\(?[零一二三四五六七八九十0-9]{1,3}\)?[项款]?)?")


def asked_for(desk: Desk) -> bool:
    """Whether the question asks for a clause and hardly anything else."""
    if not desk.reading.marks.clauses:
        return False
    rest = _GENERIC.sub("", _NAME.sub("", _LATIN.sub("", desk.reading.own)))
    return len(rest) <= 2


def absent(desk: Desk) -> list[ClauseId]:
    """The clauses named that the regulation does not have."""
    document = desk.corpus.documents[LAW]
    if _OTHER_LAW.search(desk.reading.own):
        return []
    if "第" not in desk.reading.own:  # “满足了89条” counts indicators
        return []
    wanted = [ClauseId(LAW, article, item) for article, item in desk.reading.marks.clauses if article]
    return [c for c in wanted if c not in document.clauses]


def compose(desk: Desk) -> Draft:
    """The clause's own words."""
    draft = desk.draft()
    document = desk.corpus.documents[LAW]
    missing = absent(desk)
    if missing:
        last = max(c.article for c in document.clauses)
        final = ClauseId(LAW, last)
        whole = [c for c in missing if c.parent not in document.clauses]
        if whole:
            draft.lead = f"细则没有{whole[0].label}，全文到{final.label}为止。"
            draft.cite_whole(final)
        else:
            article = missing[0].parent
            count = len(document.items_of(article))
            draft.lead = f"细则没有{missing[0].label}。" + (
                f"{article.label}共{count}项。" if count else f"{article.label}不分项。"
            )
            draft.cite_whole(article)
        return draft
    clauses = [ClauseId(LAW, article, item) for article, item in desk.reading.marks.clauses]
    draft.lead = f"{'、'.join(c.label for c in clauses)}的原文如下。"
    for clause in clauses[:3]:
        draft.cite_whole(clause, head=bool(clause.item))
        if not clause.item:
            for item in document.items_of(clause):
                draft.cite_whole(item.id)
    return draft


def extract(desk: Desk, *, count: int = 2) -> Draft:
    """The clauses that were found, in their own words: nothing is added to them."""
    draft = desk.draft()
    draft.topic = "extract"
    likely = desk.likely.clauses
    top = likely.get(desk.hits[0].clause, 0.0)
    near = [
        hit.clause
        for hit in desk.hits[:count]
        if likely.get(hit.clause, 0.0) >= ALSO * top and hit.clause.document == LAW
    ]
    clauses = near or [desk.hits[0].clause]
    first = desk.sentences.nearest(clauses[0], desk.text) or own_words(desk.corpus, clauses[0]).rstrip("；。：")
    draft.lead = f"{clauses[0].label}：{first}。"
    for clause in clauses:
        draft.cite_whole(clause, head=bool(clause.item))
    draft.status = Status.ANSWERED
    return draft
