"""What a chapter of a guide holds, item by item: its tables of grades with their notes, its measures, and what was not imported.

Lives here: `sorted_out`, `SortedOut`. May import: importing's other units but pipeline; reading.page. A table that is neither of grades nor of measures is
named, not passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.importing.chapters import Chapter
from assistant.importing.flow import Item, Para, Placed
from assistant.importing.footnotes import Note, is_marked, is_note, notes_in
from assistant.importing.graded_rows import LaidOut, laid_out
from assistant.importing.header import Head, head_of, labels_before
from assistant.importing.joining import Growing, add, goes_on, heads_rows_of, says_goes_on, settle
from assistant.importing.listed_measures import Listed, listed_of, measures_listed, parted_by_alerts, unread
from assistant.importing.measures import (
    MeasureFound,
    MeasuresHead,
    head_again,
    measures_head,
    measures_in_table,
    not_understood,
    only_levels,
    rows_of_alerts,
    told_together,
    told_twice,
    unlabelled_end,
    with_rest_of_row,
)
from assistant.importing.naming import CAPTION, style_of
from assistant.importing.rows import across_all, rows_of
from assistant.importing.told_measures import measures_in_text, told_in_cells
from assistant.importing.turned import Turned, goes_on_down, rows_down, turned_of, widen
from assistant.importing.whom import Words
from assistant.library.grade import Alert, Grade

_UNIT_LINE = re.compile(r"^[（(]?\s*(?:计量|浓度)?单位\s*[:：]")


@dataclass(frozen=True, slots=True)
class SortedOut:
    """A chapter's parts. `tables`: those of grades, each with its notes; `loose`: what was not imported, named, with its page."""

    tables: list[tuple[Growing, list[Note]]]
    measures: list[MeasureFound]
    loose: list[tuple[str, int | None]]


def sorted_out(chapter: Chapter, levels: Mapping[str, Alert]) -> SortedOut:
    """The chapter's tables of grades with their notes, its measures, and what was not imported. `levels`: the alert of each level
    of response, where the file says so."""
    sorting = _Sorting(chapter.items, levels)
    for at, item in enumerate(chapter.items):
        if isinstance(item, Para):
            sorting.line(at, item)
        else:
            sorting.table(at, item)
    return sorting.done()


@dataclass(slots=True)
class _OpenMeasures:
    """A measures table that may go on over the page. `begun`: what its last row says, where its label stands overleaf."""

    head: MeasuresHead
    page: int
    begun: tuple[str, ...]


@dataclass(slots=True)
class _Sorting:
    """What came of a chapter's items so far, and what the next one may go on with: `current`, a table of grades;
    `open_measures`; `open_listed`, with the page it was last on; `laid`, how a table with a row for each grade was laid out. `noting`: nothing stands between the last table and what
    comes; `told`: nor between, or a line says that the table goes on."""

    items: Sequence[Item]
    levels: Mapping[str, Alert]
    tables: list[tuple[Growing, list[str]]] = field(default_factory=list)
    measures: list[MeasureFound] = field(default_factory=list)
    paras: list[Para] = field(default_factory=list)
    loose: list[tuple[str, int | None]] = field(default_factory=list)
    current: Growing | None = None
    open_measures: _OpenMeasures | None = None
    open_listed: tuple[Listed, int] | None = None
    laid: tuple[Growing | None, LaidOut] | None = None
    noting: bool = False
    told: bool = False

    def line(self, at: int, item: Para) -> None:
        """A line between tables: a note, a heading among a table's rows, one that says that it goes on, or text."""
        if self._is_note(item.text):
            self.tables[-1][1].append(item.text)
            self.noting, self.told = True, False
            return
        self.noting = False
        current = self.current
        if current is not None and labels_before(item.text.split()) is not None:
            return  # a head that the page's end parts from its table
        if current is not None and heads_rows_of(current, item, next(iter(self.items[at + 1 :]), None)):
            current.doubts.append(across_all(item.text, item.page))
            return
        self.told = current is not None and says_goes_on(item.text, current.title)
        if not self.told:
            self.current, self.open_measures, self.open_listed = None, None, None
        self.paras.append(item)

    def _is_note(self, text: str) -> bool:
        """Whether a line is a note of the last table: as it says itself, or by its mark right under it."""
        if not self.tables:
            return False
        table, notes = self.tables[-1]
        return is_note(text) or (self.noting and is_marked(text, table.calls, notes))

    def table(self, at: int, item: Placed) -> None:
        """A table: of measures, of grades, one that goes on, or another, which is named."""
        was_told, self.told = self.told, True
        self.noting = True  # marked lines right under a table are its notes, with 注： or without
        found, words = item.found, Words(_ladder(self.tables), self.levels)
        open_ = self.open_measures
        again = open_.head if open_ and found.page == open_.page + 1 and head_again(found, open_.head) else None
        if (of_measures := measures_head(found, words) or again) is not None:
            self._measures(item, of_measures)
            return
        head = head_of(found)
        if head is None and (self._listed(item, words) or self._more_measures(item)):
            return
        if head is None and (laid := laid_out(found, self._laid_before())) is not None:
            self._table_of_grades(at, Placed(laid.found, item.sheet), head_of(laid.found), words, told=was_told)
            self.laid = (self.current, laid)
        else:
            self._table_of_grades(at, item, head, words, told=was_told)

    def _laid_before(self) -> LaidOut | None:
        """How the open table was laid out, if it had a row for each grade."""
        return self.laid[1] if self.laid is not None and self.laid[0] is self.current else None

    def _table_of_grades(self, at: int, item: Placed, head: Head | None, words: Words, *, told: bool) -> None:
        """A table of grades, one that goes on, or another, which is named."""
        found = item.found
        if only_levels(found):
            self.loose.append(("一张减排措施表只写了响应级别，文中没有说明各对应哪种预警，未导入", found.page or None))
            self.open_measures, self.current = None, None
        elif head is not None and head.grades and rows_of_alerts(found, head):
            self.loose.append(("一张表每行写的都是预警或响应，没有读懂是哪一种，未导入", found.page or None))
            self.open_measures, self.current = None, None
        elif head is None and (way := turned_of(found, goes_on=self.current is not None and self.current.turned)):
            self._turned(at, item, way)
        elif self.current is not None and goes_on(self.current, found, head, told=told):
            same = head is not None and len(head.grades) == len(self.current.head.grades)
            with_head = head if head is not None and same else self.current.head
            add(self.current, found, rows_of(found, with_head, item.sheet, skip=head.deep if head else 0))
        elif head is not None and head.grades:
            self._graded(at, item, head)
        elif lines := told_in_cells(found, words):
            self.paras += lines
        elif any(not cell.blank for cell in found.cells):
            self.loose.append((f"一张没有等级栏的表未导入（{found.high} 行 {found.wide} 列）", found.page or None))

    def _measures(self, item: Placed, head: MeasuresHead) -> None:
        page, open_ = item.found.page, self.open_measures
        begun: tuple[str, ...] = ()
        if open_ is not None and page == open_.page + 1:
            self.measures = with_rest_of_row(self.measures, item, head, skip=head.deep)
            begun = open_.begun if len(open_.begun) == len(head.columns) else ()
        self.measures += measures_in_table(item, head, skip=head.deep, begun=begun)
        self.loose += [
            (f"减排措施表里有没有读懂的一行：“{text[:60]}”", page or None)
            for text in not_understood(item, head, skip=head.deep)
        ]
        self.open_measures = _OpenMeasures(head, page, unlabelled_end(item, head, skip=head.deep))
        self.current = None

    def _listed(self, item: Placed, words: Words) -> bool:
        """Whether a table lists measures under alerts or grades that stand in its rows; then it is taken."""
        page = item.found.page
        goes = (
            self.open_listed[0] if self.open_listed and page in (self.open_listed[1], self.open_listed[1] + 1) else None
        )
        parted = parted_by_alerts(item.found, words, goes)
        listed = listed_of(parted, words, goes)
        if not listed:
            return False
        placed = Placed(parted, item.sheet)
        if goes:
            self.measures = measures_listed(placed, listed, self.measures)
        else:
            self.measures += measures_listed(placed, listed, [])
        self.loose += [
            (f"减排措施表里有没有读懂的一行：“{text[:60]}”", page or None)
            for text in unread(placed, listed, self.measures)
        ]
        self.open_listed, self.open_measures, self.current = (listed, page), None, None
        return True

    def _more_measures(self, item: Placed) -> bool:
        """Whether a table without head goes on with that of measures before it; then it is taken."""
        open_, page = self.open_measures, item.found.page
        if open_ is None or page not in (open_.page, open_.page + 1):
            return False
        begun: tuple[str, ...] = ()
        if page != open_.page:
            self.measures, begun = with_rest_of_row(self.measures, item, open_.head, skip=0), open_.begun
        self.measures += measures_in_table(item, open_.head, skip=0, begun=begun)
        self.open_measures = _OpenMeasures(open_.head, page, unlabelled_end(item, open_.head, skip=0))
        return True

    def _turned(self, at: int, item: Placed, way: Turned) -> None:
        """A table whose rows are grades: the next columns of the one before, or another."""
        found, current = item.found, self.current
        rows = rows_down(found, way, item.sheet, list(current.head.grades)[-1] if current is not None else None)
        if current is not None and goes_on_down(current, found, way, rows):
            widen(current, found, way, rows)
        else:
            told_by = way.head(found)
            self.current = Growing(_title(self.items, at, told_by), told_by, found, [found.page or None], rows)
            self.current.turned = True
            self.tables.append((self.current, []))
        self.open_measures = None

    def _graded(self, at: int, item: Placed, head: Head) -> None:
        """Another table of grades."""
        found = item.found
        self.current = table = Growing(_title(self.items, at, head), head, found, [])
        table.doubts += [(say, found.page or None) for say in head.doubts]
        table.over = tuple(text for text in _lines_over(self.items, at)[:2] if _UNIT_LINE.match(text))
        add(table, found, rows_of(found, head, item.sheet, skip=head.deep))
        self.tables.append((table, []))
        self.open_measures = None

    def done(self) -> SortedOut:
        """All of it, the tables' rows put together, and measures from the text where no table has any."""
        for table, _ in self.tables:
            settle(table)
        measures, loose = self.measures, list(self.loose)
        if not measures:
            measures, unread = measures_in_text(self.paras, Words(_ladder(self.tables), self.levels))
            loose += [(f"减排措施里有没有读懂的文字：“{one.text[:60]}”", one.page) for one in unread]
        loose += [
            (f"{grade} 级{alert}预警有不止一条减排措施，请对照原文", None) for grade, alert in told_twice(measures)
        ]
        loose += [
            (f"一条减排措施分别说了几个等级或预警，请对照原文：“{raw[:60]}”", None) for raw in told_together(measures)
        ]
        noted = [(table, [_as_called(note, table) for note in notes_in(lines)]) for table, lines in self.tables]
        return SortedOut(noted, measures, loose)


def _as_called(note: Note, table: Growing) -> Note:
    """A note under the mark by which the table's cells call it: a, where it says 注a."""
    bare = note.mark.removeprefix("注")
    return replace(note, mark=bare) if bare and not table.calls(note.mark) and table.calls(bare) else note


def _ladder(tables: Sequence[tuple[Growing, list[str]]]) -> tuple[Grade, ...]:
    """The grades that these tables tell, each once."""
    return tuple(dict.fromkeys(grade for table, _ in tables for grade in table.head.grades))


def _lines_over(items: Sequence[Item], at: int) -> list[str]:
    """The lines over a table, the nearest first: three at most, and none of another table."""
    near: list[str] = []
    for back in range(at - 1, max(at - 4, -1), -1):
        item = items[back]
        if not isinstance(item, Para):
            break
        near.append(item.text)
    return near


def _title(items: Sequence[Item], at: int, head: Head) -> str:
    """The caption over a table: a line that begins with 表, else the nearest line above it that does not only say the unit."""
    near = [text for text in _lines_over(items, at) if not _UNIT_LINE.match(text)]
    captions = [text for text in near if re.match(r"^(?:附?表)\s*[\d一二三四五六七八九十A-Z]", text)]
    if captions:
        return captions[0]
    under = items[at + 1] if at + 1 < len(items) else None
    if isinstance(under, Para) and re.match(r"^附?表\s*[\dA-Z]", under.text) and not re.search(r"[。；;]", under.text):
        after = items[at + 2] if at + 2 < len(items) else None
        if not isinstance(after, Placed):
            return under.text
    plain = [text for text in near if not re.search(r"[。；;]", text)]
    own = bool(plain) and not (style_of(plain[0]) or CAPTION.match(head.above)) and bool(re.search(r"指标|分级|绩效", plain[0]))  # fmt: skip
    return plain[0] if own or (plain and not head.above) else head.above
