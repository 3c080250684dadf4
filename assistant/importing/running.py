"""Lines that come again page by page and are none of a guide's text: page numbers, running heads, watermarks.

Lives here: `without_running_lines`. May import: importing.header, headlines, naming, sheets; reading.page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from assistant.importing.header import labels_before
from assistant.importing.headlines import headline_at
from assistant.importing.naming import CAPTION, style_of
from assistant.importing.sheets import Line, Sheet, Word, lines_of
from assistant.reading.page import Box

LARGE = 1.8  # times the usual size: a watermark, if it comes again
EDGE = 0.1  # of a page's height in which running heads stand
OFF = 0.9  # of its size: room between a running line and the text
AT_ONE_PLACE = 2.0  # points between a running line on one page and on the next
_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?[\dⅠⅡⅢIVXivx]+\s*(?:页)?(?:\s*[/／共]\s*(?:共\s*)?\d+\s*页?)?[-—–－·\s]*")
_PAGE_BEHIND = re.compile(r"(?:\s|第|[-—–－·(（|])\s*\d+\s*页?(?:\s*[/／共]\s*(?:共\s*)?\d+\s*页?)?\s*[-—–－·)）]?$")
_DASHES = re.compile(r"[-—–－·\s]+")  # a page's number that was not printed


def without_running_lines(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without page numbers and without lines that stand at the edge of several pages."""
    seen: Counter[str] = Counter()
    sheets = _without_watermarks(sheets)
    edges = [_edge_lines(sheet) for sheet in sheets]
    for lines in edges:
        seen.update({_key(line.text) for line in lines})
    out = []
    for at, (sheet, lines) in enumerate(zip(sheets, edges, strict=True)):
        beside = [line for near in (at - 2, at - 1, at + 1, at + 2) if 0 <= near < len(edges) for line in edges[near]]
        again = _standing_off([line for line in lines if _comes_again(line, beside)], sheet)
        gone = {
            id(word)
            for line in lines
            if _NUMBER.fullmatch(line.text) or _DASHES.fullmatch(line.text)
            or seen[_key(line.text)] >= max(3, 0.4 * len(sheets)) or line.box in again
            or (len(sheets) == 2 and seen[_key(line.text)] == 2 and len(line.words) == 1 and _outermost(line, sheet))
            for word in line.words
        }  # fmt: skip
        out.append(replace(sheet, words=tuple(w for w in sheet.words if id(w) not in gone)))
    return out


def _comes_again(line: Line, beside: Sequence[Line]) -> bool:
    """Whether a line stands in the same words at the same place on a page near by, its page's number aside: the running head of a
    part that was bound into a longer paper. A caption comes again where its table does, and a heading is numbered."""
    if CAPTION.match(line.text) or style_of(line.text):
        return False
    box, words = line.box, _unnumbered(line.text)
    return any(
        _unnumbered(one.text) == words
        and abs(one.box.top - box.top) < AT_ONE_PLACE
        and min(abs(one.box.x0 - box.x0), abs(one.box.x1 - box.x1)) < AT_ONE_PLACE
        for one in beside
    )


def _standing_off(lines: Sequence[Line], sheet: Sheet) -> set[Box]:
    """Where those of these lines stand that have room towards the middle of their page, or stand by one that has: a row at a
    page's end that says the same as the one overleaf has its own lines, or another row's, right beside it."""
    out: set[Box] = set()
    every = lines_of(sheet.words) if lines else []
    for line in sorted(lines, key=lambda one: -min(one.box.top, sheet.height - one.box.bottom)):
        upper = line.box.top < sheet.height / 2
        rooms = [
            (one.box.top - line.box.bottom if upper else line.box.top - one.box.bottom, one.box)
            for one in every
            if (one.box.top > line.box.top + 1 if upper else one.box.bottom < line.box.bottom - 1)
        ]
        room, box = min(rooms, default=(sheet.height, line.box))
        if room > OFF * line.size or box in out:
            out.add(line.box)
    return out


def _unnumbered(text: str) -> str:
    return _PAGE_BEHIND.sub("", text).strip()


def _without_watermarks(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without large words that stand in one place on several pages, whatever they lie over."""
    large = [[w for w in sheet.words if w.size > LARGE * median(one.size for one in sheet.words)] for sheet in sheets]
    seen = Counter(at for words in large for at in {_spot(w) for w in words})
    seen.update({at for sheet in sheets for at in {_spot(w) for w in sheet.behind}})
    gone = [{id(w) for w in words if seen[_spot(w)] > 1} for words in large]
    return [
        replace(sheet, words=tuple(w for w in sheet.words if id(w) not in some)) if some else sheet
        for sheet, some in zip(sheets, gone, strict=True)
    ]


def _spot(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.box.x0 / 3), round(word.box.top / 3)


def _outermost(line: Line, sheet: Sheet) -> bool:
    return line.box.bottom < 0.08 * sheet.height or line.box.top > 0.92 * sheet.height


def _edge_lines(sheet: Sheet) -> list[Line]:
    """Lines near the upper and lower edge that stand outside any rules."""
    top = min((b.top for b in (*sheet.across, *sheet.upright)), default=sheet.height)
    bottom = max((b.bottom for b in (*sheet.across, *sheet.upright)), default=0.0)
    near = []
    lines = lines_of(sheet.words)
    edge = 2 * EDGE * sheet.height  # a head of some lines may begin so far from a page's edge and reach to it
    begun = [at for at, line in enumerate(lines) if not edge < line.box.top < sheet.height - edge]
    heads = {k for at in begun for k in _head_at(lines, at)}
    for number, line in enumerate(lines):
        box = line.box
        if number in heads:
            continue  # a table's head, which comes again as its page does
        if (box.bottom < EDGE * sheet.height and box.bottom < top + 1) or (
            box.top > (1 - EDGE) * sheet.height and (box.top + box.bottom) / 2 > bottom
        ):
            near.append(line)
    return near


def _head_at(lines: Sequence[Line], at: int) -> range:
    """The lines of the head that begins with this one; none where none does."""
    head = headline_at(lines, at, labels_before)
    if head is None:
        return range(0)
    later = (headline_at(lines, below, labels_before) for below in range(at + 1, at + head.deep))
    if any(one is not None and one.labels for one in later):
        return range(0)  # the head has its labels without this line, which only stands over it
    return range(at, at + head.deep)


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s", "", text))
