"""Texts that a person added: quoted by clause with edition and source, when the question names one; they decide nothing.

Lives here: `named`, `compose`, `pointer`. May import: answering's desk, draft, question; library. A text that another
has replaced, or that is not in force yet on the day asked about, is shown as such and never as what holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft, own_words
from assistant.answering.question import norm
from assistant.library.clause import ClauseId
from assistant.library.document import Document
from assistant.library.editions import editions_of
from assistant.library.holdings import LEVEL_WORDS, AddedCard

SHOWN = 2
NAME = 6  # so many characters at the end of a title name it: 大气污染防治法 is named by its 法, not by 大气污染防治
_TITLED = re.compile(r"《([^《》]{2,80})》")
_PLACE = re.compile("[\u4e00-\u9fff]{2,4}?(?:市|县|区|省)")
_BRACKETS = re.compile(r"[(\[〔].*?[)\]〕]")
_ANNEX = re.compile(r"附件([0-9一二三四五])")
ENOUGH, SHARE = 4, 0.45  # so many pairs of characters, and so much of the question, stand in a clause that speaks of it
_NO_DECISION = "这是您加入的文本，没有整理成规则，只供引用，不用来作判断。"


def named(desk: Desk) -> tuple[AddedCard, ...]:
    """The added documents that the question names: by title, by its end, by its place, by annex or id."""
    corpus = desk.corpus
    if not corpus.shelf.cards:
        return ()
    ours = norm("|".join((*(c.title for c in corpus.manifest.documents), *(g.title for g in corpus.industries.guides))))
    return tuple(c for c in corpus.shelf.cards if c.id in corpus.added and _names(c, desk.text, ours))


def _names(card: AddedCard, text: str, ours: str) -> bool:
    title = norm(card.title).strip("《》")
    if title in text or re.search(rf"(?<![A-Z0-9-]){re.escape(card.id.upper())}(?![A-Z0-9-])", text):
        return True
    if any(norm(part).strip("《》") in title for part in _TITLED.findall(text)):
        return True
    place = _PLACE.match(title)
    if place and place[0] in text and place[0] not in ours:
        return True
    annexes = set(_ANNEX.findall(title))
    if annexes:
        return bool(annexes & set(_ANNEX.findall(text)))
    tail = _BRACKETS.sub("", title)[-NAME:]
    return len(tail) == NAME and tail in text and tail not in ours


def compose(desk: Desk) -> Draft:
    """The clauses of the text that the question names."""
    card = named(desk)[0]
    document = desk.corpus.added[card.id]
    draft = desk.draft()
    draft.topic = f"added:{card.id}"
    draft.status, standing = _standing(desk, card)
    clauses, missing = _asked(desk, document)
    title = f"《{card.short.strip('《》')}》"
    badge = edition(desk, card)
    if missing:
        last = document.label(max(document.clauses))
        draft.lead = f"{title}没有{missing[0].label}，全文到{last}为止。"
    elif not clauses:
        draft.status = Status.ABSTAINED
        draft.lead = f"{title}里没有找到与此有关的条文。"
    else:
        labels = "、".join(document.label(clause) for clause in clauses)
        draft.lead = (
            f"{title}{labels}的原文如下。" if desk.reading.marks.clauses else f"{title}里与此有关的是{labels}。"
        )
        for clause in clauses:
            draft.cite(clause, own_words(desk.corpus, clause).rstrip("；。："), head=bool(clause.item), edition=badge)
            for item in document.items_of(clause) if not clause.item else ():
                draft.cite(item.id, own_words(desk.corpus, item.id).rstrip("；。："), edition=badge)
    draft.why.append(f"{title}：{badge}。{standing}{_NO_DECISION}")
    if card.read_by != "text":
        draft.why.append("文字由图片识别得到，引用前请与原件核对。")
    return draft


def edition(desk: Desk, card: AddedCard) -> str:
    """The badge: since when, which source, and whether it still holds on the day asked about."""
    editions = editions_of(desk.corpus)
    parts = [f"{card.in_force}起施行", LEVEL_WORDS[card.source_level]]
    if other := editions.instead_of(card.id, desk.as_of):
        parts.append(f"已被《{other.title.strip('《》')}》代替")
    if editions.not_yet(card.id, desk.as_of):
        parts.append(f"{desk.as_of.isoformat()} 尚未施行")
    return "，".join(parts)


def _standing(desk: Desk, card: AddedCard) -> tuple[Status, str]:
    """Official and in force: its words answer what it says. Anything else informs and settles nothing."""
    editions = editions_of(desk.corpus)
    if editions.instead_of(card.id, desk.as_of):
        return Status.ABSTAINED, "它已被代替，不是现行规定。"
    if editions.not_yet(card.id, desk.as_of):
        return Status.ABSTAINED, "所问的日期它还没有施行。"
    return (Status.ANSWERED if card.source_level == "official" else Status.ABSTAINED), ""


def _asked(desk: Desk, document: Document) -> tuple[list[ClauseId], list[ClauseId]]:
    """The clauses asked for by number, or those found by their words; and those that it does not have."""
    wanted = [ClauseId(document.id, article, item) for article, item in desk.reading.marks.clauses if article]
    if wanted:
        there = [clause for clause in wanted if clause in document.clauses]
        return there[:3], [] if there else wanted
    hits = desk.find(desk.reading.text, [document.id])
    if not hits:
        return [], []
    top = hits[0].score
    return [hit.clause for hit in hits[:SHOWN] if hit.score >= 0.8 * top], []


def pointer(desk: Desk, draft: Draft) -> None:
    """Where our own texts are silent: which clause of an added text may speak of it. A pointer, no quote, no citation."""
    if not desk.corpus.shelf.cards:
        return
    grams = _grams(desk.reading.own)
    best: tuple[float, ClauseId] | None = None
    for document in desk.corpus.added.values():
        for clause in document.clauses.values():
            hit = sum(gram in held for gram in grams) if (held := norm_words(clause.whole)) else 0
            if hit >= ENOUGH and hit >= SHARE * len(grams) and (best is None or hit > best[0]):
                best = (hit, clause.id)
    if best:
        document = desk.corpus.added[best[1].document]
        title, label = document.title.strip("《》"), document.label(best[1])
        draft.why.append(f"您加入的《{title}》{label}可能有关，可以直接问“《{title}》{label}写了什么”。")


def _grams(text: str) -> frozenset[str]:
    """The pairs of characters of a question without what every question says."""
    rest = re.sub(r"[,。?!;:、]|多少|怎么|什么|如何|可以|需要|企业|我们|有没有|是否|能不能|吗|呢|的|了", "", text)
    return frozenset(rest[i : i + 2] for i in range(len(rest) - 1))


@lru_cache(maxsize=100_000)
def norm_words(text: str) -> str:
    """The words of a clause without white space; a question's normal form is compared with it."""
    return "".join(text.split()).upper()
