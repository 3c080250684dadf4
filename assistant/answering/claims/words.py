"""Text into words of the field: every stretch of a sentence is a known word, an amount, a grade, a clause, or unknown.

Lives here: `Words`, which cuts a sentence so that as little as possible is unknown. May import:
claims.lexicon, amounts, in_context, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import product

from assistant.answering.claims import lexicon
from assistant.answering.claims.amounts import ClauseRef, amounts, clause_refs, days, grade_sets
from assistant.answering.claims.in_context import in_context, inclusive
from assistant.answering.claims.tokens import CONCEPTS, EMPTY, JOINTS, Kind, Token
from assistant.answering.claims.verbal import plainly
from assistant.library.clause import ClauseId

Meaning = tuple[tuple[Kind, str], ...]
_TITLE = re.compile(r"《([^《》]{2,90})》")
_ANNEX = re.compile(r"附件(?:\d+|[一二三四五六七八九十])")
_STOPS = "，。；：！？“”（）()、,.;:!?「」/…—-+|·<>＜＞~%"
_LONGEST_MEANING = 4
_UNKNOWN_COST, _CHAR_COST, _WORD_COST = 5.0, 1.4, 1.0


class Words:
    """The words of one corpus: those of the tables, and its industries' names and aliases."""

    def __init__(
        self,
        industries: Mapping[str, tuple[str, ...]],
        titles: Mapping[str, str],
        clauses: Collection[ClauseId] = (),
        sayings: Mapping[str, str] | None = None,
    ) -> None:
        self._clauses = frozenset(clauses)
        self._meanings = dict(_tables())
        for name, aliases in industries.items():
            known = self._meanings.get(name)
            for word in (name, *aliases, *_besides(name)):
                self._meanings.setdefault(word, known or ((Kind.INDUSTRY, name),))
        self._titles = titles
        lengths: dict[str, set[int]] = {}
        for word in self._meanings:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {begin: tuple(sorted(found, reverse=True)) for begin, found in lengths.items()}
        for word, law in (sayings or {}).items():
            unknown = word not in self._meanings and any(t.kind is Kind.UNKNOWN for t in self._of(word))
            if unknown and (meaning := self._meant_by(law)):
                self._meanings[word] = meaning
                found = self._lengths.get(word[:2], ())
                self._lengths[word[:2]] = tuple(sorted({*found, len(word)}, reverse=True))
        self.of = lru_cache(maxsize=8192)(self._of)

    def _meant_by(self, law: str) -> Meaning | None:
        """What a saying means, by the words of the law that it stands for; None where they hold more than words."""
        tokens = [t for t in self._of(law) if t.kind not in JOINTS | EMPTY and t.kind is not Kind.STOP]
        plain = all(t.kind in CONCEPTS - {Kind.UNKNOWN} or t.kind in (Kind.NEG, Kind.ACTOR) for t in tokens)
        return (
            tuple((t.kind, t.value) for t in tokens) if tokens and plain and len(tokens) <= _LONGEST_MEANING else None
        )

    def _of(self, text: str) -> tuple[Token, ...]:
        """`text` (plain) as tokens."""
        out: list[Token] = []
        at = 0
        for start, end, token in (*self._fixed(text), (len(text), len(text), None)):
            if start < at:
                continue
            out += self._cut(text, at, start)
            if token is not None:
                out.append(token)
            at = end
        return plainly(tuple(in_context(inclusive(out, text))))

    def _fixed(self, text: str) -> list[tuple[int, int, Token]]:
        """What numbers, grades, clauses and titles take, wherever they stand."""
        found: list[tuple[int, int, int, Kind, str]] = []
        for m in _TITLE.finditer(text):
            title = self._title(m[1])
            found.append((m.start(), 1, m.end(), Kind.TITLE if title else Kind.FREE, title))
        found += [(r.start, 0, r.end, Kind.REF, str(r.clause)) for r in self.refs(text)]
        found += [(m.start(), 2, m.end(), Kind.ANNEX, m[0]) for m in _ANNEX.finditer(text)]
        found += [(d.start, 3, d.end, Kind.DAY, d.value) for d in days(text)]
        found += [(a.start, 4, a.end, Kind.AMOUNT, a.text) for a in amounts(text)]
        found += [(g.start, 5, g.end, Kind.GRADE, g.text) for g in grade_sets(text)]
        found = [f for f in found if f[3] not in (Kind.DAY, Kind.AMOUNT) or not self._longer(text, f[0], f[2])]
        found = [f for f in found if f[3] is not Kind.AMOUNT or not self._inside(text, f[0], f[2])]
        found = [f for f in found if f[3] not in (Kind.AMOUNT, Kind.GRADE) or text[f[0] : f[2]] not in self._meanings]
        return [(s, e, Token(k, v, s, e, text[s:e])) for s, _, e, k, v in sorted(found)]

    def refs(self, text: str) -> tuple[ClauseRef, ...]:
        """The clauses that `text` names; one that only another loaded document has is that document's."""
        return tuple(self._at_home(ref, text) for ref in clause_refs(text))

    def _at_home(self, ref: ClauseRef, text: str) -> ClauseRef:
        clause = ref.clause
        if clause is None or clause in self._clauses or text[: ref.start].endswith("细则"):
            return ref
        if any(c.document == clause.document and c.article == clause.article for c in self._clauses):
            return ref
        others = {c for c in self._clauses if c.article == clause.article and c.item == clause.item}
        return replace(ref, clause=others.pop()) if len(others) == 1 else ref

    def _longer(self, text: str, start: int, end: int) -> bool:
        """Whether a word of the tables reaches beyond a number that it begins with: 2020年实施办法."""
        return any(
            start + n > end and text[start : start + n] in self._meanings
            for n in self._lengths.get(text[start : start + 2], ())
        )

    def _inside(self, text: str, start: int, end: int) -> bool:
        """Whether a number stands inside a word of the tables: 最后一日."""
        for at in range(max(0, start - 3), start):
            for n in self._lengths.get(text[at : at + 2], ()):
                means = self._meanings.get(text[at : at + n])
                if at + n >= end and means and any(kind in (Kind.THING, Kind.QUALITY, Kind.ACTOR) for kind, _ in means):
                    return True
        return False

    def _title(self, title: str) -> str:
        squeezed = re.sub(r"[（）<>＜＞“”]", "", title)
        if squeezed.endswith("细则") and any(t.endswith(squeezed) for t, means in self._titles.items() if not means):
            return ""  # 《细则》《管理细则》: the law itself, by a shorter name
        return self._titles.get(squeezed, squeezed)

    def _cut(self, text: str, start: int, end: int) -> Iterator[Token]:
        """`text[start:end]` in known words, as few as can be, unknown characters costing most."""
        size = end - start
        if not size:
            return
        cost = [0.0] * (size + 1)
        step: list[int] = [1] * (size + 1)
        meanings, lengths = self._meanings, self._lengths
        for i in range(size - 1, -1, -1):
            at = start + i
            char = text[at]
            best, take = cost[i + 1] + (0.2 if char in _STOPS else _UNKNOWN_COST), 1
            for length in lengths.get(text[at : at + 2], ()):
                if i + length <= size and text[at : at + length] in meanings:
                    price = cost[i + length] + _WORD_COST
                    if price < best:
                        best, take = price, length
            if char in meanings and (price := cost[i + 1] + _CHAR_COST) < best:
                best, take = price, 1
            cost[i], step[i] = best, take
        i, unknown = 0, -1
        while i <= size:
            word = text[start + i : start + i + step[i]] if i < size else ""
            known = word in meanings or (len(word) == 1 and word in _STOPS) or i == size
            if known and unknown >= 0:
                yield _unknown(text, start + unknown, start + i)
                unknown = -1
            if i == size:
                return
            if known:
                yield from self._known(word, start + i)
            elif unknown < 0:
                unknown = i
            i += step[i]

    def _known(self, word: str, at: int) -> Iterator[Token]:
        if word not in self._meanings:
            yield Token(Kind.STOP, word, at, at + 1, word)
            return
        for kind, value in self._meanings[word]:
            yield Token(kind, value, at, at + len(word), word)


def _besides(name: str) -> Iterator[str]:
    """Other ways to say what an industry leaves out.

    >>> list(_besides("肥料制造（除煤制氮肥）"))[:2]
    ['煤制氮肥以外的肥料制造', '除煤制氮肥以外的肥料制造']
    """
    if found := re.fullmatch(r"(?P<all>.+)（(?:除|不含)(?P<out>.+?)(?:外|以外)?）", name):
        for after in ("以外的", "之外的", "外的", "以外", "之外"):
            yield from (f"{first}{found['out']}{after}{found['all']}" for first in ("", "除", "除了"))


def _unknown(text: str, start: int, end: int) -> Token:
    return Token(Kind.UNKNOWN, text[start:end], start, end, text[start:end])


def _tables() -> Iterable[tuple[str, Meaning]]:
    """Every word of the tables with what it means; the first table that has a word decides."""
    out: dict[str, Meaning] = {}

    def add(word: str, meaning: Meaning) -> None:
        out.setdefault(word, meaning)

    for table in (lexicon.MARKS, lexicon.MODALS):
        for name, words in _lines(table):
            for word in words:
                add(word, ((Kind(name), word),))
    for word in lexicon.WHOLE.split():
        add(word, ((Kind.UNKNOWN, word),))
    for line in lexicon.NEGATIONS.split("\n"):
        for word in line.split():
            add(word, ((Kind.NEG, word),))
    concepts: dict[str, Kind] = {}
    for table, kind in ((lexicon.ACTS, Kind.ACT), (lexicon.THINGS, Kind.THING), (lexicon.QUALITIES, Kind.QUALITY)):
        for name, _ in _lines(table):
            concepts.setdefault(name, kind)
    for line in filter(str.strip, lexicon.COMPOUNDS.split("\n")):
        pattern, _, meaning = line.partition(" > ")
        for word in _spellings(pattern.strip()):
            add(word, tuple(_part(part, word, concepts) for part in meaning.split()))
    for name, words in _lines(lexicon.ACTORS):
        for word in words:
            add(word, ((Kind.ACTOR, name),))
    for table, kind in ((lexicon.ACTS, Kind.ACT), (lexicon.THINGS, Kind.THING), (lexicon.QUALITIES, Kind.QUALITY)):
        for name, words in _lines(table):
            for word in (name, *words):
                add(word, ((kind, name),))
    for name, words in _lines(lexicon.JOINTS):
        for word in words:
            add(word, ((Kind(name), word),))
    for word in (*lexicon.FREE.split(), *lexicon.PLAIN.split()):
        add(word, ((Kind.FREE, word),))
    for word in lexicon.ORDINARY.split():
        add(word, ((Kind.ORDINARY, word),))
    for word in (*lexicon.DOING.split(), *lexicon.KNOWING.split(), *lexicon.ABOUT.split()):
        add(word, ((Kind.UNKNOWN, word),))  # one word to whoever reads talk, and to nobody else
    return out.items()


def _spellings(pattern: str) -> Iterator[str]:
    """Every word that a pattern stands for.

    >>> list(_spellings("{不用,无需}交{费,钱}"))
    ['不用交费', '不用交钱', '无需交费', '无需交钱']
    """
    parts = [part.split(",") for part in re.split(r"[{}]", pattern) if part]
    return map("".join, product(*parts))


def _part(part: str, word: str, concepts: Mapping[str, Kind]) -> tuple[Kind, str]:
    if part.startswith("!"):
        return Kind(part[1:]), word
    if part.startswith("@"):
        return Kind.ACTOR, part[1:]
    return concepts.get(part, Kind.QUALITY), part


def _lines(table: str) -> Iterator[tuple[str, list[str]]]:
    for line in filter(str.strip, table.split("\n")):
        name, *words = line.split()
        yield name, words
