"""From pages to papers: which stretch of which file is which material. One PDF may hold ten, one paper many pages.

Lives here: `Segment`, `segments_of`, `groups_of`, `split_flow`. May import: recognise, near_misses, views, vocabulary. A page without a title of
its own belongs to the paper before it, unless its words say otherwise; a numbered section heading opens no new paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath

from assistant.screening.near_misses import is_divider, is_none_of
from assistant.screening.recognise import (
    FAINT,
    LIKELY,
    SURE,
    Guess,
    guess,
    is_contents,
    is_cover,
    is_section,
    named_by_file,
    ranked,
    title_text,
    titled_otherwise,
)
from assistant.screening.views import Cell, Row, View
from assistant.screening.vocabulary import Vocabulary

_PAGE_NUMBER = re.compile(
    r"^第([0-9]{1,3})页|第([0-9]{1,3})页[,,/]?共[0-9]{1,3}页|^-{1,2}([0-9]{1,3})-{1,2}$|^([0-9]{1,3})/[0-9]{1,3}$|^Page([0-9]{1,3})of",
    re.I,
)
_NUMBERED = re.compile(r"^(.*?)[-_ (（第#]{0,8}([0-9]{1,4})[)）页张]{0,4}")
_SHEETS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"})
_FIGURE = re.compile(r"^(?:附?图|附?表)[0-9一二三四五六七八九十]")
_TABLE = re.compile(r"^表[0-9一二三四五六七八九十]")
_CHAPTER = 0.9  # a title of less than this share of the size of the one before is subordinate to it
_LARGER = 1.3  # times the size of the text, from which on a line is a title
# Papers whose matter is a chapter of longer ones, too.
_INNER = frozenset(
    {"enterprise_profile", "process_flow", "site_plan", "management_rules", "environment_staff", "equipment_proof", "energy_proof", "monitoring_report", "production_ledger", "control_ledger", "vehicle_ledger", "online_monitoring_data"}
)  # fmt: skip
# How titles of papers end that are no chapter of another one.
_ALONE = re.compile(
    r"(?:通知书?|公告|公示|函|合同|协议书?|许可证|证书|决定书|承诺书|笔录|纪要|发票|联单|行驶证|登记证|身份证|告知书|委托书|申请[表书])$"
)
_OPENS = 0.97  # a title so plain that it opens a paper even within a booklet
APART = frozenset({"contents", "binder", "about"})


@dataclass(frozen=True)
class Segment:
    """A paper in a file: `id` of its kind (None: unknown), its views, what it was known by and how sure that is."""

    id: str | None
    file: str
    views: tuple[View, ...]
    cell: Cell | None
    confidence: float
    by_name: bool = False

    @property
    def first(self) -> int | None:
        return self.views[0].number

    @property
    def last(self) -> int | None:
        return self.views[-1].number

    @property
    def text(self) -> str:
        return "\n".join(view.text for view in self.views)

    @property
    def letters(self) -> int:
        return sum(view.letters for view in self.views)


def segments_of(views: Sequence[View], vocabulary: Vocabulary) -> list[Segment]:
    """The papers of one file, or of several that together are one, in order; each view belongs to exactly one."""
    found: list[Segment] = []
    current: Segment | None = None
    seen = [(part, guess(part, vocabulary)) for whole in views for part in split_flow(whole, vocabulary)]
    folios = not _is_bound(seen)
    for view, said in seen:
        made = _placed(view, said, current, vocabulary, folios=folios)
        if current is not None and (made is current or _second_sheet(view, said, current)):
            current = replace(current, views=(*current.views, view))
            found[-1] = current
        else:
            current = made
            found.append(made)
    named = (_named(segment, vocabulary, alone=len(found) == 1) for segment in found)
    return [_borne_out(segment, vocabulary) for segment in named]


def groups_of(views: Iterable[View]) -> list[list[View]]:
    """Views that belong together: those of one file, and of files that a trailing number alone tells apart (扫描-1, -2)."""
    groups: dict[tuple[str, str], list[tuple[int, View]]] = {}
    for at, view in enumerate(views):
        path = PurePosixPath(view.file)
        found = _NUMBERED.fullmatch(path.stem)
        many = found is not None and path.suffix.lower() in _SHEETS
        key = (str(path.parent), found[1] + path.suffix.lower()) if many and found else (view.file, "")
        groups.setdefault(key, []).append((int(found[2]) if many and found else at, view))
    return [[view for _, view in sorted(group, key=lambda one: one[0])] for group in groups.values()]


def _second_sheet(view: View, said: Guess, current: Segment) -> bool:
    """Whether this first page of a file goes on with the cover that the file before it is."""
    same = view.file != current.views[-1].file and said.id == current.id and len(current.views) == 1
    return same and is_cover(current.views[0])


def _is_bound(seen: Sequence[tuple[View, Guess]]) -> bool:
    """Whether the printed page numbers are those of a file bound from many papers: they run on over the titles of three."""
    told = [number for view, _ in seen if (number := page_number(view)) is not None]
    restarts = sum(1 for one, other in pairwise(told) if other <= one)
    if len(told) < 3 or restarts:
        return False
    opened = {
        said.id
        for view, said in seen
        if said.id not in APART and said.opens and said.title >= _OPENS and not _is_part(view, said)
    }
    return len(opened - {None}) >= 3


def _is_borne_out(view: View, said: Guess, vocabulary: Vocabulary) -> bool:
    """Whether the page by itself bears out what its title says."""
    return said.id is None or not is_none_of(vocabulary.kinds[said.id], (view,))


def _is_headed(view: View, title: re.Pattern[str] | None = None) -> bool:
    """Whether the page begins with a title in larger type that no section's number leads; `title`: one that ends so."""
    large = _LARGER * (view.body_size or float("inf"))
    heads = [row for row in view.rows[:2] if len(row.cells) == 1 and row.size >= large and not is_section(row.text)]
    return any(title is None or title.search(title_text(row.text)) for row in heads)


def _title_row(view: View, said: Guess) -> Row | None:
    """The line in which the title stands."""
    return next((row for row in view.rows if said.cell in row.cells), None)


def _is_numbered(row: Row) -> bool:
    """Whether a line is the heading of a section or of a table in a longer paper."""
    return is_section(row.text) or bool(_TABLE.match(row.text))


def _begins_with_section(view: View) -> bool:
    return bool(view.rows) and _is_numbered(view.rows[0])


def _in_midst(view: View, said: Guess, vocabulary: Vocabulary) -> bool:
    """Whether a title is one within a paper: numbered like a section, or a heading that names no paper by itself."""
    row = _title_row(view, said)
    if row is None or said.id is None:
        return False
    return _is_numbered(row) or not any(p.search(title_text(row.text)) for p in vocabulary.kinds[said.id].titles)


def _is_part(view: View, said: Guess) -> bool:
    """Whether a title stands under a section's or a figure's number: 三、…, 附图2 …"""
    row = _title_row(view, said)
    return row is not None and (is_section(row.text) or bool(_FIGURE.match(row.text)))


def _placed(view: View, said: Guess, current: Segment | None, vocabulary: Vocabulary, *, folios: bool) -> Segment:
    """`current` where the view goes on with it, else a new segment. `folios`: printed page numbers are each paper's own."""
    fresh = Segment(said.id, view.file, (view,), said.cell, min(0.99, said.score))
    if said.id in APART:
        if said.id in ("contents", "about") and current and current.id and vocabulary.words(current.id).booklet:
            return current
        return fresh
    if current is None or current.id in APART:
        return fresh if said.score >= LIKELY else replace(fresh, id=None)
    apart = view.file != current.views[-1].file and said.title >= SURE
    if apart and not _in_midst(view, said, vocabulary) and _is_borne_out(view, said, vocabulary):
        return fresh
    if said.id == current.id and said.score >= FAINT:
        return current
    if said.title >= SURE and _breaks(view, said, current, vocabulary, folios=folios):
        return fresh
    if said.title < SURE and said.body >= 1.0 and current.id is not None and said.score >= 0.5:
        own = next((one.body for one in ranked(view, vocabulary) if one.id == current.id), 0.0)
        runs_on = folios and _goes_on(view, current.views[-1])
        inner = vocabulary.words(current.id).booklet and (said.id in _INNER or not _is_headed(view))
        if own < 0.4 and not inner and not runs_on and not _begins_with_section(view):
            return fresh
    if said.id is None and _is_headed(view, _ALONE) and not (folios and _goes_on(view, current.views[-1])):
        return fresh
    if current.id is None and said.score >= LIKELY:
        return fresh
    return current


def _breaks(view: View, said: Guess, current: Segment, vocabulary: Vocabulary, *, folios: bool) -> bool:
    """Whether this title opens a paper of its own within the file."""
    if current.id is None:
        return True
    row = _title_row(view, said)
    if row is not None and _TABLE.match(row.text):
        return False
    if vocabulary.words(current.id).booklet and not _is_borne_out(view, said, vocabulary):
        return False
    if row and current.cell and _is_chapter(said.id or "", row.size, current.id, current.cell.size, vocabulary):
        return False
    numbered = bool(row and is_section(row.text))
    if numbered and vocabulary.words(current.id).booklet:
        return False
    if numbered and not _speaks_for(view, said, current.id, vocabulary):
        return False
    runs_on = folios and _goes_on(view, current.views[-1])
    if vocabulary.words(current.id).booklet and (runs_on or not said.opens):
        return said.title >= _OPENS and said.opens and not runs_on
    return view.number is not None or not numbered


def _speaks_for(view: View, said: Guess, own: str, vocabulary: Vocabulary) -> bool:
    """Whether the words of a page under a numbered heading speak for the new paper rather than for the one it is in."""
    now = next((one.body for one in ranked(view, vocabulary) if one.id == own), 0.0)
    return said.body >= 0.4 and said.body > now


def _goes_on(view: View, before: View) -> bool:
    """Whether printed page numbers run on from the page before."""
    now, then = page_number(view), page_number(before)
    return now is not None and now > 1 and (then is None or now == then + 1)


def page_number(view: View) -> int | None:
    """The number printed on the page, where it stands alone in its top or bottom rows."""
    for row in (*view.rows[:2], *view.rows[-2:]):
        for cell in row.cells:
            found = _PAGE_NUMBER.search(cell.text)
            if found:
                return int(next(part for part in found.groups() if part))
    return None


def split_flow(view: View, vocabulary: Vocabulary) -> Iterator[View]:
    """A Word text has no pages: it is cut where a title of another paper stands alone in larger type."""
    if view.number is not None or len(view.rows) < 6:
        yield view
        return
    start, known, size = 0, None, 0.0
    for at, row in enumerate(view.rows):
        opens = _opens(row, view, vocabulary)
        if opens and opens != known and not _is_chapter(opens, row.size, known, size, vocabulary):
            if at - start >= 2 and known is not None:
                yield _part(view, start, at)
                start = at
            known, size = opens, row.size
    yield _part(view, start, len(view.rows)) if start else view


def _is_chapter(kind: str, size: float, of: str | None, title: float, vocabulary: Vocabulary) -> bool:
    """Whether a title is that of a chapter in a long paper: of what such papers tell, in smaller type than their own."""
    return of is not None and kind in _INNER and vocabulary.words(of).booklet and size < _CHAPTER * title


def _part(view: View, start: int, end: int) -> View:
    return View(view.file, replace(view.page, label=view.rows[start].cells[0].shown), view.rows[start:end], view.index)


def _opens(row: Row, view: View, vocabulary: Vocabulary) -> str | None:
    if len(row.cells) != 1 or not view.body_size or row.size < 1.2 * view.body_size or is_section(row.text):
        return None
    text = title_text(row.text)
    if len(text) > 50:
        return None
    fits = [
        (found.end() - found.start(), known.id)
        for known in vocabulary.kinds.values()
        if known.listed and not (known.never and known.never.search(text))
        for pattern in known.titles
        if (found := pattern.search(text)) and found.end() == len(text)
    ]
    return max(fits)[1] if fits else None


def _named(segment: Segment, vocabulary: Vocabulary, *, alone: bool) -> Segment:
    """An unknown paper, or one known by few words, may be what the file's name says, where its text does not object."""
    if segment.id is not None and segment.confidence >= 0.5:
        return segment
    names = named_by_file(segment.file, vocabulary)
    if not names or (not alone and segment.id is not None):
        return segment
    if segment.id == "about" or any(is_contents(view, vocabulary) for view in segment.views):
        return segment
    scores: dict[str, float] = {}
    for view in segment.views:
        for one in ranked(view, vocabulary):
            if one.id:
                scores[one.id] = max(scores.get(one.id, 0.0), one.score)
    for name in names:
        if titled_otherwise(segment.views[0], vocabulary.kinds[name], scores.get(name, 0.0)):
            continue
        figure = vocabulary.words(name).figure and segment.letters <= 400
        best = max(scores.values(), default=0.0)
        if scores.get(name, 0.0) >= max(0.15, best - 0.2) or (figure and best < LIKELY):
            if segment.letters == 0:
                return segment
            return replace(segment, id=name, confidence=max(0.5, scores.get(name, 0.0)), by_name=True)
    return segment


def _borne_out(segment: Segment, vocabulary: Vocabulary) -> Segment:
    """The segment, or what it is instead where its text does not bear out what it looks like."""
    if segment.id is None or segment.id in APART or not (known := vocabulary.kinds[segment.id]).listed:
        return segment
    if not segment.by_name and is_divider(known, segment.views):
        return replace(segment, id="binder")
    if not is_none_of(known, segment.views):
        return segment
    for one in ranked(segment.views[0], vocabulary):
        other = vocabulary.kinds[one.id or known.id]
        if other is not known and one.title >= SURE and not is_none_of(other, segment.views):
            return replace(segment, id=other.id, cell=one.cell, confidence=min(0.99, one.score), by_name=False)
    return replace(segment, id=None)
