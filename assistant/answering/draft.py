"""A draft of an answer: the direct answer, why, the clauses, what is missing, the question to ask back.

Lives here: `Draft` and its way to an `Answer`. May import: library, answering.answer. A clause can only be cited with
words that stand in it: a quote that is not verbatim is a mistake of ours and raises.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from assistant.answering.answer import Answer, Citation, Missing, Sentence, Status, Understood
from assistant.answering.entries import clause_of
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import unbroken

FIRST_WITH_EFFECT = 17  # from here on the effect of an item stands in its article's opening words


@dataclass(slots=True)
class Draft:
    """What an answer is put together from, in the order in which it is read."""

    corpus: Corpus
    lead: str = ""
    why: list[str] = field(default_factory=list)
    cites: list[Citation] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    ask_back: str = ""
    status: Status = Status.ANSWERED
    verdict: dict[str, Any] | None = None
    topic: str | None = None
    follow_ups: list[str] = field(default_factory=list)
    show_quotes: bool = True
    source: str = "corpus"

    def cite(self, clause: str | ClauseId, quote: str, *, head: bool = False, edition: str | None = None) -> None:
        """Cites `quote` of `clause`, once; with the article's opening words where `head`. `edition`: the badge of a text
        that was added."""
        where = clause if isinstance(clause, ClauseId) else clause_of(clause)
        if not self.corpus.verbatim(quote, where):
            raise AssertionError(f"not verbatim in {where}: {quote}")
        if any(c.clause == str(where) and c.quote == quote for c in self.cites):
            return
        document = self.corpus.document(where.document)
        assert document is not None
        opening = document.clause(where).head if head and where.item and where.article >= FIRST_WITH_EFFECT else None
        card = self.corpus.card(where.document)
        self.cites.append(
            Citation(
                clause=str(where),
                quote=quote,
                head=_opening(opening) if opening else None,
                document=card.short if card else where.document,
                authority=document.level,
                label=document.label(where),
                provisions=self.corpus.carrying(quote, where),
                edition=edition,
            )
        )

    def cite_cell(self, clause: str, raw: str, *, label: str, document: str, file: str, page: int | None) -> None:
        """Cites a cell of a reviewed indicator table, or a measure, with its own words; once."""
        if not raw.strip() or any(c.clause == clause for c in self.cites):
            return
        self.cites.append(
            Citation(
                clause=clause, quote=raw, document=document, authority="official", label=label, file=file, page=page
            )
        )

    def cite_whole(self, clause: str | ClauseId, *, head: bool = False) -> None:
        """Cites the clause's own words, all of them."""
        where = clause if isinstance(clause, ClauseId) else clause_of(clause)
        self.cite(where, own_words(self.corpus, where).rstrip("；。："), head=head)

    def lacks(self, fact: str, say: str) -> None:
        """Names a fact or table that would settle it, once."""
        if all(m.fact != fact for m in self.missing):
            self.missing.append(Missing(fact=fact, say=say))

    def finished(self, understood: Iterable[tuple[str, str]]) -> Answer:
        """The answer."""
        pairs = _distinct(understood)
        parts = self._parts(pairs)
        return Answer(
            answer="\n\n".join(text for text, _ in parts),
            status=self.status,
            citations=tuple(self.cites),
            understood=tuple(Understood(said=said, as_=law) for said, law in pairs),
            verdict=self.verdict,
            missing=tuple(self.missing),
            notices=tuple(self.notices),
            sentences=tuple(Sentence(text=text, by=by) for text, by in parts),
            follow_ups=tuple(self.follow_ups),
            topic=self.topic,
            corpus_version=self.corpus.version,
        )

    def _parts(self, understood: list[tuple[str, str]]) -> list[tuple[str, str]]:
        parts = [(bold_first(self.lead), self.source)]
        if self.why:
            parts.append(("\n".join(f"- {line}" for line in self.why), self.source))
        if self.ask_back:
            parts.append((self.ask_back, self.source))
        basis = self._basis()
        if basis:
            parts.append((basis, "corpus"))
        if understood:
            said = "；".join(f"“{said}”按“{law}”理解" for said, law in understood[:3])
            parts.append((f"（{said}。）", "corpus"))
        return [(text, by) for text, by in parts if text]

    def _basis(self) -> str:
        if not self.cites:
            return ""
        lines = []
        shown: set[str] = set()
        for cite in self.cites:
            if cite.file is not None:
                page = f"（第{cite.page}页）" if cite.page else ""
                lines.append(f"- {cite.document}{page}{cite.label}：“{_one_line(cite.quote)}”")
                continue
            document = "" if cite.clause.startswith("henan-2024:") else f"{cite.document}"
            document += f"（{cite.edition}）" if cite.edition else ""
            head = ""
            parent = cite.clause.split("(")[0]
            if cite.head and parent not in shown:
                head = f"{cite.head}"
                shown.add(parent)
            if cite.clause == parent:
                shown.add(parent)
            lines.append(
                f"- {document}{cite.label}：{head}“{cite.quote}”"
                if not head
                else f"- {document}{cite.label}：“{head}……{cite.quote}”"
            )
        return "依据：\n" + "\n".join(lines)


def _one_line(text: str) -> str:
    """Printed lines behind one another, so that a list item stays one."""
    return " ".join(part.strip() for part in text.split("\n"))


def own_words(corpus: Corpus, clause: ClauseId) -> str:
    """The clause's own words as one line; an article's opening where it has items."""
    return unbroken(corpus.clause(clause).text)


def bold_first(text: str) -> str:
    """`text` with its first sentence in bold.

    >>> bold_first("不能。一年内不得申报。")
    '**不能。**一年内不得申报。'
    """
    if not text or text.startswith("**"):
        return text
    for index, char in enumerate(text):
        if char in "。！？\n":
            return f"**{text[: index + 1].strip()}**{text[index + 1 :]}"
        if char == "：" and index <= 12:
            return f"**{text[: index + 1]}**{text[index + 1 :]}"
    return f"**{text}**"


def _opening(head: str) -> str:
    """The sentence of an article's opening that its items end."""
    return head.rstrip("：: ").rsplit("。", 1)[-1]


def _distinct(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    out: dict[str, str] = {}
    for said, law in pairs:
        if said and said != law and not any(said in other or other in said for other in out):
            out[said] = law
    return list(out.items())
