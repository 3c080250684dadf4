"""Tables of figures without any rule: line upon line with figures in the same three columns or more.

Lives here: `tables_of_figures`. May import: importing.sheets, lattice, figures, spaced; reading.page. General: knows no
guide. Fewer columns are none: contents and numbered lists have a figure at either end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.importing.figures import is_figure, phrases
from assistant.importing.lattice import Found
from assistant.importing.sheets import Line, Sheet, hull, lines_of, outside
from assistant.importing.spaced import table_in
from assistant.importing.strokes import clustered
from assistant.reading.page import Box

LEAST = 2  # columns of figures
ROWS = 4  # lines that have them
BETWEEN = 2  # lines of labels alone between two rows
APART = 2.2  # times a letter's height: rows stand no further apart
HEAD = 4  # lines of a head
HEAD_GAP = 1.2
LEVEL = 3.0  # points within which two figures stand on one side
SHARE = 0.6  # of the rows have a figure in a column
_DRAWN = re.compile(r"[-_=—–─]{10,}|[.…·⋯]{4,}")  # a rule made of letters, or dots that lead to figures


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines from the first row of figures to the last, by their numbers."""

    first: int
    last: int


def tables_of_figures(sheet: Sheet, taken: Sequence[Box]) -> list[Found]:
    """The tables outside of what is `taken`, from the top."""
    words = [w for w in outside(sheet.words, taken) if not _DRAWN.fullmatch(w.text)]
    lines = lines_of(words)
    bare = replace(sheet, words=tuple(words), across=(), upright=())
    found, end = [], 0
    for run in _runs(lines):
        body = lines[run.first : run.last + 1]
        rows = [line for line in body if len(_figures(line)) >= LEAST]
        if len(rows) < ROWS or _columns(rows) < LEAST or _on_a_chart(sheet, body):
            continue
        head = _head(lines[max(run.first - HEAD, end) : run.first], body)
        table = _table(bare, head, body)
        if table is not None:
            found.append(table)
        end = run.last + 1
    return found


def _runs(lines: Sequence[Line]) -> list[_Run]:
    """Rows of figures that follow each other, with at most a few lines of labels between."""
    out: list[_Run] = []
    for at, line in enumerate(lines):
        if len(_figures(line)) < LEAST:
            continue
        last = out[-1].last if out else None
        if last is not None and at - last <= BETWEEN + 1 and _close(lines[last : at + 1]):
            out[-1] = replace(out[-1], last=at)
        else:
            out.append(_Run(at, at))
    return out


def _close(lines: Sequence[Line]) -> bool:
    """Whether lines stand under each other without a gap, and those between two rows are labels, not prose."""
    near = all(b.box.top - a.box.bottom < APART * max(a.size, b.size) for a, b in pairwise(lines))
    first = min(one.box.x0 for line in (lines[0], lines[-1]) for one in _figures(line))
    return near and all(line.box.x1 < first + LEVEL for line in lines[1:-1])


def _figures(line: Line) -> list[Line]:
    """The figures behind a line's words: what stands before these is a number of the list, or part of a label."""
    out: list[Line] = []
    for one in reversed(phrases(line)):
        if not is_figure(one.text):
            break
        out.insert(0, one)
    return out


def _on_a_chart(sheet: Sheet, body: Sequence[Line]) -> bool:
    """Whether something upright is drawn among the lines, as a chart's frame, bars and scale are."""
    box = hull([line.box for line in body])
    return any(
        rule.bottom - rule.top > body[0].size
        and box.x0 < rule.x0 < box.x1
        and rule.top < box.bottom
        and rule.bottom > box.top
        for rule in sheet.upright
    )


def _columns(rows: Sequence[Line]) -> int:
    """In how many places most rows have a figure: by right sides, by left sides or by middles, whichever are most."""
    figures = [one.box for row in rows for one in _figures(row)]
    sides = ([b.x1 for b in figures], [b.x0 for b in figures], [(b.x0 + b.x1) / 2 for b in figures])
    return max(
        sum(sum(abs(x - at) <= LEVEL for x in some) >= SHARE * len(rows) for at in clustered(some, LEVEL))
        for some in sides
    )


def _head(above: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    """The lines right above that name columns: over the figures, or in several phrases, and no caption."""
    figures = [one for line in body for one in _figures(line)]
    left, right = min(line.box.x0 for line in body), max(line.box.x1 for line in body)
    first = min(one.box.x1 for one in figures if one.box.x0 > left + LEVEL)
    out: list[Line] = []
    under = body[0]
    for line in reversed(above):
        near = under.box.top - line.box.bottom < HEAD_GAP * line.size
        within = left - LEVEL <= line.box.x0 and line.box.x1 <= right + LEVEL
        names = len(phrases(line)) > 1 or line.box.x0 > first - (first - left) / 2
        if not (near and within and names):
            break
        out.insert(0, line)
        under = line
    return out


def _table(sheet: Sheet, head: Sequence[Line], body: Sequence[Line]) -> Found | None:
    every = [*head, *body]
    left, right = min(line.box.x0 for line in every) - 1, max(line.box.x1 for line in every) + 1
    top, bottom = every[0].box.top - 1, every[-1].box.bottom + 1
    under = [(head[-1].box.bottom + body[0].box.top) / 2] if head else []
    return table_in(sheet, [top, *under, bottom], left, right)
