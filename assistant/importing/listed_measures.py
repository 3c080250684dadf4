"""Measures tables that tell whom, when and what in three columns, a row for each alert of a grade.

Lives here: `Listed`, `listed_of`, `measures_listed`, `parted_by_alerts`, `unread`. May import: importing.figures, flow, header,
lattice, measures, sheets, whom, wording; library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from assistant.importing.figures import columns_by_white
from assistant.importing.flow import Placed
from assistant.importing.header import Name
from assistant.importing.lattice import Cell, Found, words_box
from assistant.importing.measures import MeasureFound
from assistant.importing.sheets import Line, Word, hull, lines_of
from assistant.importing.whom import Words
from assistant.importing.wording import said_by
from assistant.library.grade import Alert, Grade

DEEPEST = 2  # rows of a head
LADDER = (*Grade, *Alert)  # grades fall in it, alerts rise
NEAR = 0.5  # of a line's height: lines so near are of one label
_WHEN = re.compile(r"预警|响应")  # a head that says when: one row under it is enough at a page's end
_WHAT = re.compile(r"措施|要求|内容|方案|减排")
_NOT_WHAT = re.compile(r"序号|编号|备注|名称|依据|条件|时间|时长|日期|次数|系数|单位")


@dataclass(frozen=True, slots=True)
class Listed:
    """`deep`: rows of the head; `who`, `when`, `what`: the columns of grades, of alerts and of what is done; `sides`: of every
    column."""

    deep: int
    who: int
    when: int
    what: int
    sides: tuple[float, ...]
    words: Words


def listed_of(found: Found, words: Words, open_: Listed | None = None) -> Listed | None:
    """How a table stands that has a column of grades and one of alerts and at least one more; None for any other. `open_`: it
    follows on such a table, so that it may lack a head and name no grade anew."""
    if found.wide < 3 or (open_ is not None and len(open_.sides) != len(found.columns)):
        return None
    columns = [[said_by(c).raw for c in found.cells if c.column == at and not c.blank] for at in range(found.wide)]
    few = [1 if open_ or (texts and _WHEN.search(texts[0]) and not words.alerts(texts[0])) else 2 for texts in columns]
    alerts = [at for at, texts in enumerate(columns) if _named(texts, words.alerts, few[at])]
    beside = [words.beside(texts) for texts in columns]
    grades = [at for at, texts in enumerate(columns) if _named(texts, beside[at].grades, 1)]
    if open_ is not None and (open_.when in alerts or not (columns[open_.who] or columns[open_.when])):
        return replace(open_, deep=_head(found, open_.when, open_.who, words))
    if len(alerts) != 1 or len(grades) != 1 or max(*alerts, *grades) == found.wide - 1:
        return None
    deep = _head(found, alerts[0], grades[0], words)
    free = range(max(*alerts, *grades) + 1, found.wide)
    heads = {at: "".join(said_by(c).raw for c in found.cells if c.row < deep and c.column == at) for at in free}
    told = [at for at in free if _WHAT.search(heads[at])] or [at for at in free if not _NOT_WHAT.search(heads[at])]
    headed = any(c.row < deep and not c.blank for c in found.cells)
    return Listed(deep, grades[0], alerts[0], told[0], found.columns, beside[grades[0]]) if headed and told else None


def _named(texts: Sequence[str], name: Callable[[str], list[Name]], least: int) -> bool:
    """Whether a column names grades or alerts in every cell below its head, in so many at least."""
    told = [bool(name(text)) for text in texts]
    head = next((at for at, one in enumerate(told) if one), len(told))
    return head <= DEEPEST and sum(told) >= least and all(told[head:])


def _told(cell: Cell | None, name: Callable[[str], list[Name]]) -> list[Name]:
    return name(said_by(cell).raw) if cell is not None and not cell.blank else []


def _head(found: Found, when: int, who: int, words: Words) -> int:
    """How many rows stand over the first that names an alert or a grade; none where the first row says nothing of when: the rest
    of a row that the page cut."""
    cells = [c for c in found.cells if c.column == when and not c.blank]
    if all(c.row for c in cells):
        return 0
    grades = [c.row for c in found.cells if c.column == who and _told(c, words.grades)]
    return min([*grades, *(c.row for c in cells if words.alerts(said_by(c).raw))])


def measures_listed(placed: Placed, way: Listed, before: Sequence[MeasureFound]) -> list[MeasureFound]:
    """The measures of such a table behind those `before` it, of which the last ones may go on over the page: a first row
    that names no alert is the rest of the row that the page cut; one that names no grade is of the last one's."""
    found, out = _with_whole_groups(placed.found, way, before), list(before)
    who: list[Grade] = _last(before)
    open_: list[Alert] = []
    last_who, told = who, False  # told: an alert was named on this page
    said: Cell | None = None  # the cell that said the last measure
    last: list[int] = []  # which measures are of its row
    for row in range(way.deep, found.high):
        here = {c.column: c for c in found.cells if c.row <= row < c.row + c.row_span}
        named = _told(here.get(way.who), way.words.grades)
        other = named not in ([], who)
        who = named or who
        when = _told(here.get(way.when), way.words.alerts)
        cell = here.get(way.what) or next((c for c in here.values() if c.column <= way.what < c.column + c.column_span), None)  # fmt: skip
        open_, told = when or open_, told or bool(when)
        if cell is None or cell.blank:
            continue
        raw = said_by(cell).raw
        if not when and other and cell is not said:
            if told or not before or _place(who) <= _place(last_who):
                continue  # of another grade, and nothing says under which alert
            open_ = [before[-1].alert]  # overleaf the last alert goes on
            when = open_
        last_who = who
        if not when and row == way.deep and before:
            cut = (before[-1].raw, before[-1].page, before[-1].box)
            last = [at for at, one in enumerate(out) if (one.raw, one.page, one.box) == cut]
        if not when and last and cell is not said:
            for at in last:
                out[at] = replace(out[at], raw=out[at].raw + raw)
            continue
        box = cell.box if found.ruled else words_box(cell)
        place = placed.sheet.on_page(box) if placed.sheet and box else None
        made = [MeasureFound(grade, alert, raw, found.page or None, place) for grade in who for alert in open_]
        fresh = [one for one in made if one not in out]
        said, last = cell, list(range(len(out), len(out) + len(fresh)))
        out += fresh
    return out


def unread(placed: Placed, way: Listed, measures: Sequence[MeasureFound]) -> list[str]:
    """What such a table says in its column of measures and none of `measures` has."""
    cells = [c for c in placed.found.cells if c.row >= way.deep and c.column == way.what and not c.blank]
    texts = [said_by(cell).raw for cell in cells]
    return [text for text in texts if not any(text in one.raw for one in measures)]


def _with_whole_groups(found: Found, way: Listed, before: Sequence[MeasureFound]) -> Found:
    """The table with an alert over all rows of its group where it stands in one of them alone, and a grade likewise: groups
    begin where the ladder of the other does anew, and each must have one label, but for a first one that goes on from `before`."""
    for each, over in ((way.who, way.when), (way.when, way.who)):
        under = sorted((c for c in found.cells if c.column == each and c.row >= way.deep), key=lambda c: c.row)
        named = [(c.row, _told(c, way.words.grades) if each == way.who else _told(c, way.words.alerts)) for c in under]
        ladder = [(row, LADDER.index(some[0])) for row, some in named if some]
        labels = [c for c in found.cells if c.column == over and c.row >= way.deep and not c.blank]
        if len(ladder) != found.high - way.deep or len(labels) == len(ladder) or any(c.row_span > 1 for c in labels):
            continue
        starts = [ladder[run[0]][0] for run in _runs([place for _, place in ladder])]
        spans = list(zip(starts, [*starts[1:], found.high], strict=True))
        held = [[c for c in labels if a <= c.row < b] for a, b in spans]
        goes_on = bool(before) and not held[0]
        if any(len(some) != 1 for some in held[1 if goes_on else 0 :]):
            continue
        kept = [c for c in found.cells if c.column != over or c.row < way.deep]
        if goes_on and over == way.when:
            text = f"{before[-1].alert}预警"
            kept.append(Cell(spans[0][0], over, spans[0][1] - spans[0][0], 1, None, text=text))
        kept += [replace(some[0], row=a, row_span=b - a) for (a, b), some in zip(spans, held, strict=True) if some]
        found = replace(found, cells=tuple(kept))
    return found


def _place(grades: Sequence[Grade]) -> int:
    return max(map(LADDER.index, grades), default=-1)


def _last(before: Sequence[MeasureFound]) -> list[Grade]:
    """Whom the last of these measures binds, with those who stood with it in one label."""
    cell = [(one.raw, one.page, one.box, one.alert) for one in before[-1:]]
    row = takewhile(lambda one: (one.raw, one.page, one.box, one.alert) == cell[0], reversed(before))
    return [one.grade for one in row][::-1]


def parted_by_alerts(found: Found, words: Words, open_: Listed | None = None) -> Found:
    """A table without uprights that lists measures, with a row for each alert of each grade: the column that has a label in each row
    tells where rows part, for those of the other stand in the middle of theirs. Any other table as it is. `open_`: it follows on such a table, so that it has the same
    columns where white alone shows fewer."""
    printed = [word for cell in found.cells for word in cell.words]
    parted = found.ruled and found.wide > 1
    xs = columns_by_white(printed, found.box.x0, found.box.x1) if printed and not parted else []
    if open_ is not None and 0 < len(xs) < len(open_.sides):
        crossed = any(w.box.x0 < x - 1 and w.box.x1 > x + 1 for w in printed for x in open_.sides)
        xs = xs if crossed else list(open_.sides)
    columns = [lines_of([w for w in printed if a <= w.centre < b]) for a, b in pairwise(xs)]
    if len(columns) < 3:
        return found
    whens = [(at, labels) for at, lines in enumerate(columns) if len(labels := _labels(lines, words.alerts)) > 1]
    whos = [(at, labels) for at, lines in enumerate(columns) if (labels := _labels(lines, words.grades))]
    if len(whens) != 1 or len(whos) != 1 or max(whens[0][0], whos[0][0]) == len(columns) - 1:
        return found
    by_alert = len(whens[0][1]) >= len(whos[0][1])
    (each, labels), (over, groups) = (whens[0], whos[0]) if by_alert else (whos[0], whens[0])
    head = [line for line in columns[each] if _middle([line]) < _middle(labels[0][:1])]
    top = max((line.box.bottom for line in head), default=found.box.top)
    whats = {at: _blocks([line for line in columns[at] if _middle([line]) > top], labels) for at in range(len(columns))}
    name = words.alerts if by_alert else words.grades
    told = [LADDER.index(name(_said(lines))[0]) for lines in labels]
    grouped = _grouped(labels, told, groups)
    if grouped is None or any(not blocks for at, blocks in whats.items() if at not in (each, over)):
        return found
    whats[each] = labels
    cells = [
        _cell(0, 1, at, [line for line in columns[at] if _middle([line]) <= top], xs) for at in range(len(columns))
    ]
    for row in range(len(labels)):
        cells += [_cell(row + 1, 1, at, blocks[row], xs) for at, blocks in whats.items() if at != over]
    for some, label in grouped:
        cells.append(_cell(some[0] + 1, len(some), over, label, xs))
    ends = [[c.box.bottom for c in cells if c.box and c.row + c.row_span <= row + 1 and c.column != over] for row in range(len(labels) + 1)]  # fmt: skip
    highs = [max(some, default=found.box.top) for some in ends]  # overleaf there may be no head
    return replace(found, columns=tuple(xs), rows=(found.box.top, *highs), cells=tuple(cells))


def _labels(lines: Sequence[Line], name: Callable[[str], list[Name]]) -> list[list[Line]]:
    """The labels of a column of grades or alerts, each with its lines, under a head of any words; [] where others stand among them."""
    out: list[list[Line]] = []
    rest: list[Line] = []
    for line in lines:
        if out and not rest and not name(line.text) and name(_said([*out[-1], line])):
            out[-1].append(line)
            continue
        rest.append(line)
        named = [at for at in range(len(rest)) if name(_said(rest[at:]))]
        begun = (named[0] if out else _first(rest, named)) if named else None
        if begun is not None and (not out or not begun):
            out.append(rest[begun:])
            rest = []
    return [] if rest and out else out


def _first(lines: Sequence[Line], named: Sequence[int]) -> int:
    """Where the first label of a column begins among the lines that may: those right over it are of it, and a head stands off
    (预警 over 黄色)."""
    begun = named[-1]
    while begun - 1 in named and lines[begun].box.top - lines[begun - 1].box.bottom < NEAR * lines[begun].size:
        begun -= 1
    return begun


def _said(lines: Sequence[Line]) -> str:
    return "".join(line.text for line in lines)


def _grouped(
    labels: Sequence[Sequence[Line]], told: Sequence[int], groups: Sequence[Sequence[Line]]
) -> list[tuple[list[int], list[Line]]] | None:
    """The rows of each group with its label: the rows' own labels (`told`: each one's place in its ladder) rise, and where they
    begin anew the next group's follow; or they fall."""
    for rows in (_runs(told), _runs([-place for place in told])):
        spans = [(labels[some[0]][0].box.top, labels[some[-1]][-1].box.bottom) for some in rows]
        if (found := _each_in_one(groups, spans)) is not None:
            return list(zip(rows, found, strict=True))
    return None


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Where places in a ladder stand, from one that begins anew to the next."""
    out = [[0]]
    for at, (before, place) in enumerate(pairwise(places), 1):
        if place > before:
            out[-1].append(at)
        else:
            out.append([at])
    return out


def _each_in_one(labels: Sequence[Sequence[Line]], spans: Sequence[tuple[float, float]]) -> list[list[Line]] | None:
    """For each span the label that stands in it, none for the first where it begins within a grade; None where they do not
    fit."""
    out = [[line for label in labels for line in label if a - 2 <= _middle(label) <= b + 2] for a, b in spans]
    fits = all(out[1:]) and sum(map(len, out)) == sum(map(len, labels))
    return out if fits and len([one for one in out if one]) == len(labels) else None


def _middle(lines: Sequence[Line]) -> float:
    return (lines[0].box.top + lines[-1].box.bottom) / 2


def _blocks(lines: Sequence[Line], beside: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of a column in as many blocks as labels stand beside it, parted where the room is widest; [] where a block
    does not stand beside its label."""
    if len(lines) < len(beside):
        return []
    rooms = sorted(range(1, len(lines)), key=lambda at: lines[at - 1].box.bottom - lines[at].box.top)
    ends = [0, *sorted(rooms[: len(beside) - 1]), len(lines)]
    blocks = [list(lines[a:b]) for a, b in pairwise(ends)]
    level = all(
        block[0].box.top - block[0].size <= _middle(label) <= block[-1].box.bottom + block[0].size
        for block, label in zip(blocks, beside, strict=True)
    )
    return blocks if level else []


def _cell(row: int, high: int, column: int, lines: Sequence[Line], xs: Sequence[float]) -> Cell:
    words: tuple[Word, ...] = tuple(word for line in lines for word in line.words)
    box = hull([word.box for word in words]) if words else None
    return Cell(row, column, high, 1, box, words, inferred=True)
