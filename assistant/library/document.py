"""A document of law as clauses: chapters, articles, items, each with its place in the source.

Lives here: undoing what PDF extraction did to the text (hard line breaks, blank lines, form feeds, mixed numerals)
and cutting it into clauses with offsets. Nothing is reworded: `text` is the source without its line breaks, and
`verbatim` compares letter by letter, white space aside. May import: library.clause, errors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.errors import BadFile, UnknownValue
from assistant.library.clause import ClauseId, arabic_number

_NUMERAL = "[零〇一二两三四五六七八九十百千0-9０-９]+"
_CHAPTER = re.compile(rf"[ \t\u3000]*第[ \t\u3000]*(?P<number>{_NUMERAL})[ \t\u3000]*章(?P<title>[^\n\f]*)")
_ARTICLE = re.compile(rf"[ \t\u3000]*第[ \t\u3000]*(?P<number>{_NUMERAL})[ \t\u3000]*条(?=[ \t\u3000\n\f:：]|$)")
_ITEM = re.compile(r"[ \t\u3000]*[（(](?P<number>[一二三四五六七八九十]+|[0-9０-９]{1,2})[）)]")
_LINE = re.compile(r"[^\n\f\r]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of the source that belongs to one place: the title, a chapter heading, an article's opening, an item."""

    kind: str  # title | chapter | article | item
    clause: ClauseId | None
    marker: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """What people cite. `text`: its own words; `head`: the article's opening words, where this is an item of it;
    `start`, `end`: its place in the source; `whole`: all the source in it (an article includes its items)."""

    id: ClauseId
    chapter: str
    marker: str
    head: str | None
    text: str
    whole: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """One text of law. `source` is byte for byte what came in, decoded. `numbered`: cut by numbered sections (一、
    （一）), not by 第…条."""

    id: str
    title: str
    issuer: str
    date: str
    in_force: str
    repeals: tuple[str, ...]
    level: str
    source: str
    segments: tuple[Segment, ...]
    numbered: bool = False

    def label(self, clause: ClauseId) -> str:
        """A clause as people write it here: 第十八条（五）, or “二、（一）” where the text has no articles."""
        if not self.numbered:
            return clause.label
        marks = [self.clauses[part].marker for part in dict.fromkeys((clause.parent, clause)) if part in self.clauses]
        if not marks:
            return clause.label
        whole = marks[-1][:1].isdecimal()  # 1.2 names its section by itself
        return f"“{marks[-1] if whole else ''.join(marks)}”"

    @cached_property
    def clauses(self) -> dict[ClauseId, Clause]:
        """Every article and every item, in the order of the text."""
        return {clause.id: clause for clause in _clauses(self.segments, self.source)}

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        """Chapter headings as printed, without inner spaces."""
        return tuple(s.marker + " " + s.text for s in self.segments if s.kind == "chapter")

    def clause(self, clause: ClauseId) -> Clause:
        """The clause with this id. Raises UnknownValue where the document has none."""
        try:
            return self.clauses[clause]
        except KeyError:
            raise UnknownValue(f"{self.title}没有{clause.label}", where=str(clause)) from None

    def items_of(self, article: ClauseId) -> tuple[Clause, ...]:
        """The items of an article, in order; empty where it has none."""
        return tuple(c for c in self.clauses.values() if c.id.article == article.article and c.id.item)

    def verbatim(self, quote: str, clause: ClauseId) -> bool:
        """Whether `quote` is one unbroken run of `clause`, white space aside. An empty quote is not."""
        held = squeeze(self.clause(clause).whole)
        return bool(squeeze(quote)) and squeeze(quote) in held

    @property
    def squeezed_segments(self) -> str:
        """All segments one after the other, without white space: equals the source without white space."""
        return "".join(squeeze(self.source[s.start : s.end]) for s in self.segments)


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def unbroken(source: str) -> str:
    """`source` as one line: line breaks vanish, a space stays only between two Chinese characters of one line.

    >>> unbroken("县级以上生态\\n\\n环境主管部门（2020 年修订\\n\\n版）《中共中央 国务院》")
    '县级以上生态环境主管部门（2020年修订版）《中共中央 国务院》'
    """
    joined = "".join(line.strip() for line in re.split(r"[\n\f\r]+", source))
    parts = re.split(r"[ \t\u3000]+", joined)
    out = parts[0]
    for part in parts[1:]:
        keep = out and part and _is_han(out[-1]) and _is_han(part[0])
        out += (" " if keep else "") + part
    return out


def _is_han(char: str) -> bool:
    return unicodedata.category(char) == "Lo"


def parse_document(
    source: str, *, id: str, title: str, issuer: str, date: str, in_force: str, repeals: Sequence[str] = (), level: str
) -> Document:
    """`source` cut into segments. Articles must follow each other by number, items count from 1 within theirs.

    Raises BadFile where no article is found.
    """
    segments = tuple(_segments(source, id))
    if not any(s.kind == "article" for s in segments):
        raise BadFile("没有找到“第…条”，不像法规文本", where=title, remedy="请检查文件内容")
    return Document(id, title, issuer, date, in_force, tuple(repeals), level, source, segments)


@dataclass(slots=True)
class _Open:
    kind: str
    clause: ClauseId | None
    marker: str
    start: int
    body: int


def _segments(source: str, document: str) -> Iterator[Segment]:
    here = _Open("title", None, "", 0, 0)
    article: int | None = None
    item = 0
    for line in _LINE.finditer(source):
        opened: _Open | None = None
        if found := _CHAPTER.match(line.group()):
            opened = _Open("chapter", None, squeeze(found.group()[: found.start("title")]), line.start(), 0)
            opened.body = line.start() + found.start("title")
        elif (found := _ARTICLE.match(line.group())) and _follows(article, number := arabic_number(found["number"])):
            article, item = number, 0
            opened = _Open("article", ClauseId(document, number or 0), squeeze(found.group()), line.start(), 0)
            opened.body = line.start() + found.end()
        elif article and (found := _ITEM.match(line.group())) and arabic_number(found["number"]) == item + 1:
            item += 1
            opened = _Open("item", ClauseId(document, article, item), squeeze(found.group()), line.start(), 0)
            opened.body = line.start() + found.end()
        if opened:
            yield _close(here, opened.start, source)
            here = opened
    yield _close(here, len(source), source)


def _follows(article: int | None, number: int | None) -> bool:
    return number is not None and (article is None or number == article + 1)


def _close(here: _Open, end: int, source: str) -> Segment:
    text = unbroken(source[here.body : end])
    if here.kind in ("title", "chapter"):
        text = squeeze(text)
    return Segment(here.kind, here.clause, here.marker, here.start, end, text)


def _clauses(segments: Sequence[Segment], source: str) -> Iterator[Clause]:
    chapter = ""
    for index, segment in enumerate(segments):
        if segment.kind == "chapter":
            chapter = f"{segment.marker} {segment.text}"
        if not segment.clause:
            continue
        end, head = segment.end, None
        if segment.kind == "article":
            for later in segments[index + 1 :]:
                if later.kind != "item":
                    break
                end = later.end
        else:
            head = next(s.text for s in segments if s.clause == segment.clause.parent)
        whole = source[segment.start : end]
        yield Clause(segment.clause, chapter, segment.marker, head, segment.text, whole, segment.start, end)
