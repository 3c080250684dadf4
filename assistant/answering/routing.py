"""Which entry answers a question: likeness to how others ask, words, clauses found, marks; each a small number.

Lives here: `Router`. May import: library, retrieval's hits as plain values, answering.entries, likeness, reading. It
says which entry and how sure; what is said is composed elsewhere. Deterministic: equal scores go by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.entries import Entries, Outside, Topic, clause_of, says_any
from assistant.answering.learned import Likely
from assistant.answering.likeness import Exemplars
from assistant.answering.question import norm
from assistant.answering.reading import Reading
from assistant.library.clause import ClauseId
from assistant.library.holdings import Silence

RULE = 0.16  # every group of words is hit
PER_GROUP = 0.05
PARTLY = 0.06
UNWORDED = 0.1  # a silence that none of its own words call
UNLIKE = 0.2  # below this, words alone make no silence
NEVER = -0.6
FOUND = 0.2  # its clause is surely the one asked for
LEARNED = 0.1  # of how far it stands behind the likeliest entry
SPECIFIC = 0.16  # its words are few and say it all (回头看, 济源)
FEW = 3
OWN = 0.2  # a group of words that a follow-up itself hits
NAMED = 0.3  # the question names its clause
NEEDED = 0.1


class Hit(Protocol):
    """A clause that the retriever found."""

    @property
    def clause(self) -> ClauseId: ...

    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry with its score. `entry`: a topic, something outside, or a silence."""

    entry: Topic | Outside | Silence
    score: float
    likeness: float
    rule: bool

    @property
    def id(self) -> str:
        return self.entry.id

    @property
    def key(self) -> str:
        """The id with its kind, as `Likely` knows it."""
        return f"{type(self.entry).__name__.lower()}:{self.entry.id}"


class Router:
    """Scores every entry for a question."""

    def __init__(self, entries: Entries, silences: Sequence[Silence]) -> None:
        self._entries: dict[str, Topic | Outside | Silence] = {
            **{f"topic:{t.id}": t for t in entries.topics.values()},
            **{f"outside:{o.id}": o for o in entries.outside.values()},
            **{f"silence:{s.id}": s for s in silences},
        }
        self._exemplars = Exemplars((key, norm(ask)) for key, entry in self._entries.items() for ask in _asks(entry))

    def choices(self, reading: Reading, likely: Likely, facts: Mapping[str, bool]) -> list[Choice]:
        """Every entry that is not ruled out, best first. `facts`: which `needs` are met."""
        text = reading.text
        wide = f"{text}。{reading.law_words}"
        like = self._exemplars.scores(text)
        if reading.follow_up:
            for key, score in self._exemplars.scores(reading.own).items():
                like[key] = max(like.get(key, 0.0), 0.75 * score)
        out: list[Choice] = []
        for key, entry in self._entries.items():
            needs = getattr(entry, "needs", None)
            if needs and not facts.get(needs, False):
                continue
            likeness = like.get(key, 0.0)
            groups = entry.words
            hit_groups = [says_any(wide, group) for group in groups]
            rule = bool(groups) and all(hit_groups)
            # A follow-up is read with what went before: there the earlier question would speak, not this one.
            score = likeness + (0.0 if reading.follow_up else LEARNED * likely.entry(key))
            if rule and isinstance(entry, Silence) and likeness < UNLIKE:
                score += 0.4 * (RULE + PER_GROUP * len(groups))
            elif isinstance(entry, Silence) and not rule:
                score -= UNWORDED
            elif rule:
                score += RULE + PER_GROUP * len(groups)
            if rule and isinstance(entry, Topic) and len(groups) == 1 and len(groups[0]) <= FEW:
                score += SPECIFIC
            if not rule and groups:
                score += PARTLY * sum(hit_groups) / len(groups)
            never = getattr(entry, "never", ())
            if reading.follow_up and not isinstance(entry, Outside):
                score += OWN * sum(says_any(reading.own, group) for group in groups)
            if never and says_any(reading.ruled_by or text, never):
                score += NEVER
            if needs:
                score += NEEDED
            if isinstance(entry, Topic):
                score += FOUND * max((likely.clauses.get(c, 0.0) for c in entry.clauses), default=0.0)
                score += NAMED * _named(reading, entry.clauses)
            elif isinstance(entry, Silence):
                near = (likely.clauses.get(clause_of(c), 0.0) for c in entry.nearest)
                score += 0.5 * FOUND * max(near, default=0.0)
            out.append(Choice(entry, round(score, 4), likeness, rule))
        out.sort(key=lambda c: (-c.score, c.id))
        return out


def _asks(entry: Topic | Outside | Silence) -> Iterable[str]:
    title = getattr(entry, "title", None)
    return (*entry.asks, title) if title else entry.asks


def _named(reading: Reading, clauses: Iterable[ClauseId]) -> float:
    """1 where the question names a clause of the entry, half where only its article is shared."""
    best = 0.0
    for article, item in reading.marks.clauses:
        for clause in clauses:
            if clause.article == article and clause.document.startswith("henan"):
                best = max(best, 1.0 if clause.item == item or (item and clause.item is None) else 0.5)
    return best
