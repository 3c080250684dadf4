"""A text that a person adds, as clauses: by 第…条 where it has such, else by its numbered sections.

Lives here: `parse_added`, the section marks. A section 二、 becomes article 2 of its document, （一） within it item 1;
nothing is reworded. May import: library.document, library.clause, errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.errors import BadFile
from assistant.library.clause import ClauseId, arabic_number
from assistant.library.document import Document, Segment, parse_document, squeeze, unbroken

_LINE = re.compile(r"[^\n\f\r]+")
# Ways of numbering sections, the first that a text keeps to is taken: 一、 with （一）; 1. with 1.1 or （1）.
_HAN = re.compile(r"[ \t\u3000]*(?P<number>[一二三四五六七八九十]{1,3})[、．.]")
_DIGIT = re.compile(r"[ \t\u3000]*(?P<number>[0-9０-９]{1,2})(?:[、．.](?![0-9０-９])|[ \t\u3000]+(?=[\u4e00-\u9fff]))")
_ITEM_HAN = re.compile(r"[ \t\u3000]*[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]")
_ITEM_DIGIT = re.compile(
    r"[ \t\u3000]*(?:[0-9０-９]{1,2}[.．](?P<number>[0-9０-９]{1,2})(?![0-9.．])|[（(](?P<bare>[0-9０-９]{1,2})[）)])"
)
_WAYS = ((_HAN, _ITEM_HAN), (_DIGIT, _ITEM_DIGIT))
REMEDY = "请检查是不是法规文本；扫描件请先核对识别出的文字"


def parse_added(
    source: str, *, id: str, title: str, issuer: str, date: str, in_force: str, repeals: Sequence[str] = (), level: str
) -> Document:
    """`source` as clauses. Raises BadFile where it has neither articles nor numbered sections."""
    if _has_articles(source):
        return parse_document(
            source, id=id, title=title, issuer=issuer, date=date, in_force=in_force, repeals=repeals, level=level
        )
    for section, item in _WAYS:
        segments = tuple(_segments(source, id, section, item))
        if sum(s.kind == "article" for s in segments) >= 2:
            return Document(id, title, issuer, date, in_force, tuple(repeals), level, source, segments, numbered=True)
    raise BadFile("没有找到“第…条”，也没有“一、二、”这样编号的段落，不能按条引用", where=title, remedy=REMEDY)


def _has_articles(source: str) -> bool:
    return bool(
        re.search(
            r"(?m)^[ \t\u3000]*第[ \t\u3000]*[零〇一二两三四五六七八九十百千0-9０-９]+[ \t\u3000]*条(?=[ \t\u3000:：]|$)",
            source,
        )
    )


@dataclass(slots=True)
class _Open:
    kind: str
    clause: ClauseId | None
    marker: str
    start: int
    body: int


def _segments(source: str, document: str, section: re.Pattern[str], item: re.Pattern[str]) -> Iterator[Segment]:
    here = _Open("title", None, "", 0, 0)
    number = items = 0
    for line in _LINE.finditer(source):
        opened: _Open | None = None
        if (found := section.match(line.group())) and arabic_number(found["number"]) == number + 1:
            number, items = number + 1, 0
            opened = _Open("article", ClauseId(document, number), squeeze(found.group()), line.start(), 0)
        elif number and (found := item.match(line.group())) and _item_number(found) == items + 1:
            items += 1
            opened = _Open("item", ClauseId(document, number, items), squeeze(found.group()), line.start(), 0)
        if opened and found:
            opened.body = line.start() + found.end()
            yield _close(here, opened.start, source)
            here = opened
    yield _close(here, len(source), source)


def _item_number(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    return arabic_number(groups.get("number") or groups.get("bare") or "")


def _close(here: _Open, end: int, source: str) -> Segment:
    text = unbroken(source[here.body : end])
    return Segment(
        here.kind, here.clause, here.marker, here.start, end, squeeze(text) if here.kind == "title" else text
    )
