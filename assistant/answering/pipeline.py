"""From a question to an answer: understand, find, route, compose. The whole way, read from the top.

Lives here: `answer`, `answer_stream`. May import: library, grading, retrieval (as an argument), the rest of answering.
No clock, no settings, no sockets of our own: `as_of`, corpus, law, retriever and model are arguments.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol
from weakref import WeakKeyDictionary

from assistant.answering import decision, several, topics
from assistant.answering.answer import Answer, Status
from assistant.answering.desk import NO_TABLES, Desk
from assistant.answering.draft import Draft
from assistant.answering.entries import Entries, Outside, Topic, load_entries
from assistant.answering.learned import Learned, Likely, by_score
from assistant.answering.question import clean, norm
from assistant.answering.reading import Reader, Reading, with_history
from assistant.answering.routing import Router
from assistant.answering.sentences import Sentences
from assistant.answering.topics import added, clauses, completing, in_force, silence, tables, unsaid
from assistant.answering.topics.counting import Counting
from assistant.answering.turning import ours
from assistant.library.corpus import Corpus

FOUND = 8
EVERYTHING = 1_000  # clauses of the regulation are a hundred: each is held against the others


class Finder(Protocol):
    """What finds clauses (`assistant.retrieval`)."""

    def search(self, question: str, k: int = 5, documents: Collection[str] | None = None) -> list[Any]: ...

    def understood(self, question: str) -> list[tuple[str, str]]: ...

    def vector(self, question: str, of: str) -> Any | None: ...


class Clerk:
    """What understanding and routing need of one corpus, made once."""

    def __init__(self, corpus: Corpus) -> None:
        self.entries: Entries = load_entries(corpus)
        self.reader = Reader(corpus, self.entries)
        self.counting = Counting(corpus)
        self.router = Router(self.entries, corpus.silences)
        self.learned = Learned.of(corpus)
        self.sentences = Sentences(corpus)

    def found(self, text: str, finder: Finder) -> tuple[Likely, list[Any]]:
        """What a question (its normal form) likely means, and the clauses found for it, the likeliest first."""
        hits = finder.search(text, EVERYTHING)
        if not hits:
            return Likely(), []
        vector = finder.vector(text, self.learned.embedder) if self.learned else None
        likely = self.learned.likely(vector, text, hits) if self.learned and vector is not None else by_score(hits)
        return likely, sorted(hits, key=lambda hit: (-likely.clauses[hit.clause], hit.clause))[:FOUND]


_CLERKS: WeakKeyDictionary[Corpus, Clerk] = WeakKeyDictionary()


def clerk_of(corpus: Corpus) -> Clerk:
    """The clerk for `corpus`, made on first use."""
    found = _CLERKS.get(corpus)
    if found is None:
        found = _CLERKS[corpus] = Clerk(corpus)
    return found


def answer(
    question: str,
    *,
    corpus: Corpus,
    law: Any,
    retriever: Finder,
    model: Any | None = None,
    case: Any | None = None,
    history: Sequence[Mapping[str, str]] = (),
    as_of: date,
    tables: Mapping[str, Any] = NO_TABLES,
    further: Callable[[Collection[str]], Finder] | None = None,
) -> Answer:
    """One whole answer. Raises BadQuestion where there is no question, or far too much of one."""
    last: Answer | None = None
    for piece in answer_stream(
        question,
        corpus=corpus,
        law=law,
        retriever=retriever,
        model=model,
        case=case,
        history=history,
        as_of=as_of,
        tables=tables,
        further=further,
    ):
        if isinstance(piece, Answer):
            last = piece
    assert last is not None
    return last


def answer_stream(
    question: str,
    *,
    corpus: Corpus,
    law: Any,
    retriever: Finder,
    model: Any | None = None,
    case: Any | None = None,
    history: Sequence[Mapping[str, str]] = (),
    as_of: date,
    tables: Mapping[str, Any] = NO_TABLES,
    further: Callable[[Collection[str]], Finder] | None = None,
) -> Iterator[str | Answer]:
    """Pieces of text as they are ready, the Answer last. Raises as `answer`, before the first piece."""
    started = time.perf_counter()
    base = composed(
        question,
        corpus=corpus,
        law=law,
        retriever=retriever,
        case=case,
        history=history,
        as_of=as_of,
        tables=tables,
        further=further,
    )
    pieces: Iterator[str | Answer]
    if model is None:
        pieces = iter((base.answer, base))
    else:
        from assistant.answering.chain import stream_worded
        from assistant.answering.gate import Gate

        pieces = stream_worded(base, question, history, model, gate=Gate(corpus, _cited_tables(base, corpus, tables)))
    for piece in pieces:
        if isinstance(piece, Answer):
            yield piece.model_copy(update={"elapsed_ms": round((time.perf_counter() - started) * 1000)})
        else:
            yield piece


def _cited_tables(base: Answer, corpus: Corpus, tables: Mapping[str, Any]) -> dict[str, Any]:
    """The tables whose cells the answer cites: limits of no others may be spoken of, and no others are parsed for it."""
    names = {cite.clause.split(":")[1].split("#")[0] for cite in base.citations if cite.file is not None}
    found = [entry for name in sorted(names) if (entry := corpus.industries.named(name))]
    held = {f"{entry.guide}:{entry.name}": tables.get(f"{entry.guide}:{entry.name}") for entry in found}
    return {key: table for key, table in held.items() if table is not None}


def composed(
    question: str,
    *,
    corpus: Corpus,
    law: Any,
    retriever: Finder,
    case: Any | None = None,
    history: Sequence[Mapping[str, str]] = (),
    as_of: date,
    tables: Mapping[str, Any] = NO_TABLES,
    further: Callable[[Collection[str]], Finder] | None = None,
) -> Answer:
    """The answer that core and corpus give, without a model."""
    clean(question)
    clerk = clerk_of(corpus)
    turns = [str(turn.get("content", "")) for turn in history if turn.get("role") == "user"]
    reading = with_history(clerk.reader, turns, question, as_of=as_of)
    likely, hits = clerk.found(reading.text, retriever)
    desk = Desk(
        corpus=corpus,
        law=law,
        entries=clerk.entries,
        reading=reading,
        hits=hits,
        likely=likely,
        sentences=clerk.sentences,
        case=_case(case, corpus, as_of),
        counting=clerk.counting,
        as_of=as_of,
        tables=tables,
        find=lambda wanted, documents: (further(documents) if further else retriever).search(wanted, FOUND, documents),
    )
    draft = _drafted(clerk, desk)
    _also_answered(clerk, desk, draft, [*turns, question], retriever)
    draft.notices += _notices(corpus, reading, draft)
    in_force.mark(desk, draft)
    laws = {told.law for told in reading.events}
    ours = [(said, law) for said, law in reading.understood if law not in laws or draft.verdict]
    return draft.finished([*ours, *retriever.understood(reading.own)])


def _also_answered(clerk: Clerk, desk: Desk, draft: Draft, turns: Sequence[str], retriever: Finder) -> None:
    """Answers the further questions of one message, each read with the whole message before it."""
    if draft.status is Status.ABSTAINED and desk.likely.is_open(decision.LEFT_OPEN):
        return  # nothing settles it; what a part of it has in common with a topic does not either
    further: list[Draft] = []
    for part in several.parts_of(turns[-1]):
        reading = with_history(clerk.reader, turns, part, as_of=desk.as_of)
        likely, hits = clerk.found(reading.own, retriever)
        own = replace(desk, reading=reading, likely=likely, hits=hits)
        topic = several.answers(decision.route(clerk.router, own))
        if topic is not None:
            further.append(topics.compose(own, topic))
    several.added_to(draft, further)


def _notices(corpus: Corpus, reading: Reading, draft: Draft) -> list[str]:
    """What must be known about editions: where the question speaks of it, or a clause is cited that it bears on."""
    cited = {citation.clause for citation in draft.cites}
    return [
        notice.say
        for notice in corpus.manifest.notices
        if any(norm(word) in reading.text for word in notice.words) or cited & set(notice.bears_on)
    ]


def _case(case: Any, corpus: Corpus, as_of: date) -> Any:
    if not isinstance(case, Mapping):
        return case
    from assistant.grading.case import case_from

    return case_from(dict(case), as_of=as_of, industries=corpus.industries)


def _drafted(clerk: Clerk, desk: Desk) -> Draft:
    """The draft of whatever route the question takes."""
    route = decision.route(clerk.router, desk)
    match route.kind:
        case "added":
            return added.compose(desk)
        case "clause":
            return clauses.compose(desk)
        case "table":
            return tables.compose(desk)
        case "place":
            return silence.of_place(desk)
        case "language":
            return silence.of_other_language(desk)
        case "unsaid":
            return unsaid.compose(desk, route.choice.entry if route.choice else None)
        case "extract":
            return clauses.extract(desk)
        case "entry" if route.choice is not None:
            entry = route.choice.entry
            if isinstance(entry, Topic):
                also = decision.also_asked(desk, route)
                draft = topics.compose(desk, entry, also=also)
                if draft.verdict is None:
                    completing.complete(desk, draft)
                return draft
            if isinstance(entry, Outside):
                return silence.of_outside(desk, entry)
            return silence.of_silence(desk, entry)
        case _:
            return silence.of_nothing(desk, ours=ours(desk))
