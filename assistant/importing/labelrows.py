"""Where rows part that no rule parts: a row for each label, by how the cells beside the labels are set.

Lives here: `cuts_between`, `step_of`, `Cuts`, `ITEM`, `JOINT`, `UNSAID`, `wraps`. May import: importing.sheets, labelspans; reading.page. Judged by where lines of
print stand alone: their steps, how full they are, and what stands level with a label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from assistant.importing.labelspans import label_goes_on
from assistant.importing.sheets import SMALL, STRADDLE, Line, Word, lines_of
from assistant.importing.strokes import clustered
from assistant.reading.page import Box

TIGHT = 1.25  # times the usual step: lines so near are of one cell, where cells have room around them
APART = 0.35  # of a line's height: wider gaps at a boundary part two cells
ON_STEP = 0.08  # of a step: how near to whole steps lines stand in a table without room around its cells
AT_TOP = 0.35  # of the cells of several lines may stand otherwise in a table whose cells begin at the top
FREE = 0.8  # of the places between two labels: where so many can be parted, cells have room around them
TOUCHED = 0.6  # of a text that a level goes through counts one that it only touches
LEVEL = 0.35  # of a step: how near to a label's middle that of a text stands which is beside it alone
WIDEST = 1.8  # times the size: lines further apart are of different rows
_LATER = re.compile(
    r"\s*(?:(?!1\D)\d{1,2}\s*(?:[、）)]|[.．](?!\d))|[（(]\s*(?!1\D)\d{1,2}\s*[)）]|[②-⑳])"
)  # no list begins so
ITEM = re.compile(r"\s*(?:\d{1,2}\s*[、）).．]|[（(]\s*\d{1,2}\s*[)）]|[①-⑳])")

_PIECE = r"[\x21-\x7e³²ₓ₂≤≥]+"  # letters and figures that no line parts
JOINT = "[、，,（(≤≥＜＞<>：:和与或的]|(?<!涉)及"  # what goes on behind it; 不涉及 is whole
UNSAID = "分别|[不未](?:高于|低于|大于|小于|超过|少于)"
_HALF = re.compile(rf"(?:{JOINT}|{UNSAID})$")


@dataclass(slots=True)
class Cuts:
    """Levels between rows; `goes_on`: those over which the first column's label reaches, `at_top`: of these, those between cells
    that begin level with their labels; `blocks`: by column, what stays whole."""

    levels: list[float] = field(default_factory=list)
    goes_on: set[float] = field(default_factory=set)
    at_top: set[float] = field(default_factory=set)
    blocks: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    tight: bool = False  # rows stand as near as lines do, and no rule proves where they part

    def add(self, other: Cuts) -> None:
        self.levels += other.levels
        self.goes_on |= other.goes_on
        self.at_top |= other.at_top
        self.tight = self.tight or other.tight
        for column, spans in other.blocks.items():
            self.blocks.setdefault(column, []).extend(spans)

    def crossing(self, column: int) -> list[tuple[float, float]]:
        """The spans of a column that no level may part."""
        return self.blocks.get(column, [])


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of one line that belong to one cell: the column they begin in, and the right side of that they end in."""

    words: tuple[Word, ...]
    column: int
    right: float

    @property
    def box(self) -> Box:
        return Line(self.words).box

    @property
    def middle(self) -> float:
        return median(w.middle for w in self.words)

    @property
    def text(self) -> str:
        return Line(self.words).text


@dataclass(frozen=True, slots=True)
class _Label:
    """A label's lines. `first`: it stands in the first of two columns."""

    runs: tuple[_Run, ...]
    first: bool

    @property
    def top(self) -> float:
        return self.runs[0].middle

    @property
    def centre(self) -> float:
        return (self.runs[0].box.top + self.runs[-1].box.bottom) / 2


def cuts_between(words: Sequence[Word], xs: Sequence[float], labels: int, sides: tuple[float, float], *, step: float, opening: bool, grouped: bool = False) -> Cuts:  # fmt: skip
    """The rows between two levels. `step`: from line to line; `opening`: the levels are not those of a row, and what stands
    over the first label may belong to the page before; `grouped`: the first of two label columns goes on over a level."""
    runs = _with_edges([run for line in lines_of(_full_size(words)) for run in _runs(line, xs)])
    over = [r for r in runs if r.column == 0 and (r.box.top < sides[0] - 1 or r.box.bottom > sides[1] + 1)]
    runs = [r for r in runs if r not in over]  # a label that a level crosses stands over the rows above and below it
    columns = [sorted((r for r in runs if r.column == j), key=lambda r: r.middle) for j in range(len(xs) - 1)]
    loose = not _on_steps(columns, step) or _parted_freely(columns, xs, labels, step)
    rows, firsts = _labels(columns, xs, labels, step, loose=loose)
    rows = [label for label in rows if not (grouped and label.first)]
    if not rows:
        return Cuts()
    beside = columns[labels:]
    if _at_top(rows, firsts, beside, step, loose=loose):
        cuts = _top_cuts(rows, firsts, runs, step, opening=opening)
        cuts.at_top = set(cuts.goes_on)
        cuts.blocks = _over_levels(rows, cuts, dict(enumerate(columns[labels:], labels)), step)
    else:
        cuts = _middle_cuts(rows, firsts, columns, xs, labels, step, sides, loose=loose, cut_off=opening)
    cuts.tight = opening and not loose
    return cuts if opening else _proved(cuts, beside)


def _with_edges(runs: Sequence[_Run]) -> list[_Run]:
    """The runs with the side to which lines reach in their column, instead of the boundary itself."""
    edges: dict[float, float] = {}
    for run in runs:
        edges[run.right] = max(edges.get(run.right, run.right - 1.2 * run.words[0].size), run.box.x1)
    return [_Run(run.words, run.column, min(edges[run.right], run.right)) for run in runs]


def _proved(cuts: Cuts, beside: Sequence[Sequence[_Run]]) -> Cuts:
    """Between drawn rules only the levels that part no cell and have cells over and under them."""
    runs = [run for column in beside for run in column]
    ends = [-1e9, *sorted(cuts.levels), 1e9]
    free = [
        y for y in cuts.levels if not any(lo + 1 < y < hi - 1 for spans in cuts.blocks.values() for lo, hi in spans)
    ]
    kept = [
        y for before, y, after in zip(ends, ends[1:], ends[2:], strict=False)
        if y in free and any(before < r.middle < y for r in runs) and any(y < r.middle < after for r in runs)
    ]  # fmt: skip
    return Cuts(kept, {y for y in cuts.goes_on if y in kept}, cuts.at_top & set(kept), cuts.blocks)


def _runs(line: Line, xs: Sequence[float]) -> list[_Run]:
    """A line's words cut where a boundary lies in a gap between them."""
    parts: list[list[Word]] = []
    for word in line.words:
        last = parts[-1][-1] if parts else None
        # A closing sign may hang over the side of its column, up to what stands in the next one.
        wide = last is not None and word.box.x0 - last.end > APART * line.size
        between = last is not None and any(last.end - 1 <= x <= word.box.x0 + 1 for x in xs)
        if last is None or (wide and (between or word.box.x0 - last.box.x1 > 1.5 * line.size)):
            parts.append([word])
        else:
            parts[-1].append(word)
    out = []
    for part in parts:
        x0, x1 = part[0].box.x0, part[-1].end
        begin = max((j for j in range(len(xs) - 1) if xs[j] <= x0 + STRADDLE), default=0)
        end = next((x for x in xs if x >= x1 - STRADDLE), xs[-1])
        out.append(_Run(tuple(part), begin, end))
    return out


def _full_size(words: Sequence[Word]) -> list[Word]:
    """The words without marks and powers, which may stand in lines of their own."""
    usual = median(w.size for w in words) if words else 0.0
    return [w for w in words if w.size >= SMALL * usual]


def step_of(words: Sequence[Word], xs: Sequence[float]) -> float:
    """The usual distance between the lines of a cell."""
    size = median(w.size for w in words) if words else 10.0
    runs = [run for line in lines_of(_full_size(words)) for run in _runs(line, xs)]
    columns = [sorted(r.middle for r in runs if r.column == j) for j in range(len(xs) - 1)]
    near = sorted(d for column in columns for a, b in pairwise(column) if (d := b - a) > 0.6 * size)
    if not near or near[0] > WIDEST * size:
        return 1.4 * size
    return median(d for d in near if d < 1.15 * near[0])


def _on_steps(columns: Sequence[Sequence[_Run]], step: float) -> bool:
    """Whether lines stand whole steps apart all over: cells without room around them."""
    apart = [(b.middle - a.middle) / step for column in columns for a, b in pairwise(column) if b.middle - a.middle > 4]
    return sum(abs(d - round(d)) < ON_STEP * max(1.0, d / 3) for d in apart) >= 0.85 * len(apart)


def _parted_freely(columns: Sequence[Sequence[_Run]], xs: Sequence[float], labels: int, step: float) -> bool:
    """Whether nearly everywhere between one label and the next a level goes through no text of lines that stand a step apart:
    no room around cells would have made one text of those over one another."""
    rows, _ = _labels(columns, xs, labels, step, loose=True)
    beside = [span for column in columns[labels:] for span in _spans(_blocks(column, step, loose=True))]
    free = 0
    for above, under in pairwise(rows):
        begin, end = above.runs[-1].box.bottom, under.runs[0].box.top
        spans = sorted((lo, hi) for lo, hi in beside if hi > begin and lo < end)
        reach = begin
        for lo, hi in spans:
            if lo > reach + 0.5:
                break
            reach = max(reach, hi)
        free += reach < end
    return len(rows) > 1 and free >= FREE * (len(rows) - 1)


def _wraps(above: _Run, under: _Run) -> bool:
    """Whether the next line begins with what did not fit into this one any more."""
    return wraps(above.box.x1, under.text, under.words[0].size, above.right)


def wraps(end: float, after: str, size: float, right: float) -> bool:
    """Whether the first piece of `after` had no room behind `end` before `right`."""
    if ITEM.match(after):
        return False
    head = re.match(rf"{_PIECE}|.[）)，。；、：]?", after)
    wide = sum(0.55 * size if one.isascii() else size for one in (head[0] if head else "字"))
    closing = re.match(rf"{_PIECE}([)）])", after)
    wide += size if closing and not closing[1].isascii() else 0
    if re.match(r"[（(]", after):
        wide = size * 3.0  # a bracket is not parted from what it opens
    return end + wide > right + 0.5


def _one_cell(above: _Run, under: _Run, step: float, *, loose: bool) -> bool:
    return under.middle - above.middle < TIGHT * step and (loose or _wraps(above, under))


def _blocks(column: Sequence[_Run], step: float, *, loose: bool) -> list[list[_Run]]:
    out: list[list[_Run]] = []
    for run in column:
        if out and _one_cell(out[-1][-1], run, step, loose=loose):
            out[-1].append(run)
        else:
            out.append([run])
    return out


def _labels(
    columns: Sequence[Sequence[_Run]], xs: Sequence[float], labels: int, step: float, *, loose: bool
) -> tuple[list[_Label], list[_Label]]:
    """The label of each row, and the labels that stand over several rows in the first column."""
    if labels == 1:
        return [_Label(tuple(block), False) for block in _blocks(columns[0], step, loose=loose)], []
    over = [run for run in columns[0] if run.box.x1 > xs[1] + STRADDLE]
    first = [run for run in columns[0] if run.box.x1 <= xs[1] + STRADDLE]
    near = sorted([*columns[1], *over], key=lambda run: run.middle)
    rows = [_Label(tuple(block), False) for block in _blocks(near, step, loose=loose)]
    firsts = [_Label(tuple(block), True) for block in _blocks(first, step, loose=loose)]
    groups: list[_Label] = []
    spans = [_spans(_blocks(column, step, loose=loose)) for column in columns[2:]]
    for label in firsts:
        if _stands_alone(label, rows, spans, step):
            rows.append(label)
        else:
            groups.append(label)
    return sorted(rows, key=lambda one: one.top), groups


def _spans(blocks: Sequence[Sequence[_Run]]) -> list[tuple[float, float]]:
    return [(block[0].box.top, block[-1].box.bottom) for block in blocks]


def _stands_alone(
    label: _Label, rows: Sequence[_Label], beside: Sequence[Sequence[tuple[float, float]]], step: float
) -> bool:
    """Whether a label in the first column has a row of its own: no second label level with it, and cells beside it."""
    top, bottom = label.runs[0].box.top, label.runs[-1].box.bottom
    if any(one.runs[0].box.top < bottom - 1 and one.runs[-1].box.bottom > top + 1 for one in rows):
        return False
    level = near = 0
    for column in beside:
        spans = [(lo, hi) for lo, hi in column if lo - step < label.centre < hi + step]
        near += bool(spans)
        own = [
            (lo, hi) for lo, hi in spans if not any(lo < one.centre < hi for one in rows)
        ]  # not beside another label
        level += any(abs((lo + hi) / 2 - label.centre) < 0.5 * step or abs(lo - top) < 0.3 * step for lo, hi in own)
    return level > 0 and 2 * level >= near


def _at_top(
    rows: Sequence[_Label], firsts: Sequence[_Label], beside: Sequence[Sequence[_Run]], step: float, *, loose: bool
) -> bool:
    """Whether the cells beside the labels begin level with them; where all are of one line, the labels over several rows (`firsts`)
    tell it."""
    near = 0.3 * step
    total = bad = 0
    for at, label in enumerate(rows):
        end = rows[at + 1].top if at + 1 < len(rows) else float("inf")
        for column in beside:
            mine = [run for run in column if label.top - near <= run.middle < end - near]
            if not mine:
                continue
            before = next((run for run in reversed(column) if run.middle < mine[0].middle - 1), None)
            wrong = abs(mine[0].middle - label.top) > near or bool(_LATER.match(mine[0].text))
            wrong = wrong or (before is not None and _one_cell(before, mine[0], step, loose=loose))
            bad += wrong
            total += wrong or len(mine) > 1 or len(label.runs) > 1  # cells of one line stand either way
    if bad > AT_TOP * total:
        return False
    if not total:
        return all(any(abs(one.top - label.top) <= near for label in rows) for one in firsts)
    texts = [block for column in beside for block in _blocks(column, step, loose=loose)] if loose and bad else []
    off_top = sum(all(abs(text[0].middle - one.top) > near for one in rows) for text in texts)
    off_middle = sum(
        all(abs((text[0].box.top + text[-1].box.bottom) / 2 - one.centre) > near for one in rows) for text in texts
    )
    return off_top <= off_middle  # labels of as many lines as most cells stand both ways


def _top_cuts(
    rows: Sequence[_Label], firsts: Sequence[_Label], runs: Sequence[_Run], step: float, *, opening: bool
) -> Cuts:
    """A level over each label's first line."""
    out = Cuts()
    near = 0.3 * step
    for at, label in enumerate(rows):
        above = [run.middle for run in runs if run.middle < label.top - near]
        if not above or not (at or opening):
            continue
        level = (max(above) + min(run.middle for run in runs if run.middle >= label.top - near)) / 2
        out.levels.append(level)
        headed = any(abs(one.top - label.top) <= near for one in firsts)
        second = at > 0 and firsts and not label.first and not headed and not _whole(label)
        if (
            second
            and any(one.top < label.top for one in firsts)
            and not rows[at - 1].first
            and not _whole(rows[at - 1])
        ):
            out.goes_on.add(level)
    return out


def _over_levels(
    rows: Sequence[_Label], cuts: Cuts, columns: Mapping[int, Sequence[_Run]], step: float
) -> dict[int, list[tuple[float, float]]]:
    """The cells that go on over a level between rows of one label, though cells begin level with their labels: lines that
    begin lower than the label of their row, or that say the rest of what the line above the level left unsaid."""
    out: dict[int, list[tuple[float, float]]] = {}
    for level in cuts.goes_on:
        label = next(one for one in rows if one.top > level)
        end = next((one.top for one in rows if one.top > label.top), float("inf")) - 0.3 * step
        for j, column in columns.items():
            before = next((run for run in reversed(column) if run.middle < level), None)
            mine = next((run for run in column if level < run.middle < end), None)
            if before is None or mine is None:
                continue
            if mine.middle - label.top > 0.3 * step or (_HALF.search(before.text) and _wraps(before, mine)):
                out.setdefault(j, []).append((before.box.top, mine.box.bottom))
    return out


def _whole(label: _Label) -> bool:
    """Whether a label begins in the first column and reaches over into the second."""
    return label.runs[0].column == 0 and not label.first


def _middle_cuts(
    rows: Sequence[_Label], firsts: Sequence[_Label], columns: Sequence[Sequence[_Run]], xs: Sequence[float], labels: int,
    step: float, sides: tuple[float, float], *, loose: bool, cut_off: bool,
) -> Cuts:  # fmt: skip
    """A level between one label and the next: that which parts fewest cells."""
    spans = {j: _spans(_blocks(column, step, loose=loose)) for j, column in enumerate(columns)}
    rest = [span for j in range(labels, len(columns)) for span in spans[j]]
    whole = [span for span in rest if any(abs(sum(span) / 2 - label.centre) < LEVEL * step for label in rows)]
    rest += [(label.runs[0].box.top, label.runs[-1].box.bottom) for label in rows]
    cuts = []
    for above, under in pairwise(rows):
        begin, end = above.runs[-1].box.bottom, under.runs[0].box.top
        cuts.append(_least_crossed(rest, whole, min(begin, end), max(begin, end)))
    if cut_off and loose:
        cuts += _cut_off(rows, [spans[j] for j in range(labels, len(columns))], rest)
    levels = sorted(set(cuts))
    goes_on: set[float] = set()
    if labels == 2 and firsts:
        boxes = [
            [_box(one) for one in (firsts if j == 0 else [r for r in rows if r.runs[0].column == 1])] for j in (0, 1)
        ]
        goes_on = label_goes_on(boxes, [sides[0], *levels, sides[1]])
    spans.pop(0, None)
    return Cuts(levels, goes_on, blocks=spans)


def _cut_off(
    rows: Sequence[_Label], beside: Sequence[Sequence[tuple[float, float]]], rest: Sequence[tuple[float, float]]
) -> list[float]:
    """Levels over the first row and under the last, where a page cut off a row without its label: a row has one cell in a
    column, so where two stand over one another, and a level between them parts no cell, the outer one is of another row."""
    out: list[float] = []
    first, last = rows[0].centre, rows[-1].centre
    for column in beside:
        above = [span for span in column if span[0] < first]
        if len(above) > 1 or (above and above[-1][1] < first - 3):
            out += _free(above, rest, first, under=False)[-1:]
        below = [span for span in column if span[1] > last]
        if len(below) > 1 or (below and below[0][0] > last + 3):
            out += _free(below, rest, last, under=True)[:1]
    return clustered(out, 3.0)


def _free(
    spans: Sequence[tuple[float, float]], rest: Sequence[tuple[float, float]], label: float, *, under: bool
) -> list[float]:
    """The levels beside these spans, on the label's side of the outer ones, that part nothing."""
    places = [lo - 0.6 for lo, _ in spans if lo > label] if under else [hi + 0.6 for _, hi in spans if hi < label]
    return [y for y in places if not any(lo + 1 < y < hi - 1 for lo, hi in rest)]


def _box(label: _Label) -> Box:
    boxes = [run.box for run in label.runs]
    return Box(min(b.x0 for b in boxes), boxes[0].top, max(b.x1 for b in boxes), boxes[-1].bottom)


def _least_crossed(
    spans: Sequence[tuple[float, float]], whole: Sequence[tuple[float, float]], begin: float, end: float
) -> float:
    """The level that goes through fewest texts, the widest place of several; those that stand in the middle beside a label
    (`whole`) are of its row alone and count for more."""
    edges = sorted({begin, end, *(y for span in spans for y in span if begin < y < end)})
    places = [((a + b) / 2, b - a) for a, b in pairwise(edges) if b - a > 0.2] or [((begin + end) / 2, 0.0)]

    def cost(at: tuple[float, float]) -> tuple[float, float]:
        y, wide = at
        through = sum(lo + 1 < y < hi - 1 for lo, hi in spans)
        own = sum(lo + 1 < y < hi - 1 for lo, hi in whole)
        touched = sum(lo - 0.5 < y < hi + 0.5 for lo, hi in spans) - through
        return through + own / 4 + TOUCHED * touched, -wide

    return min(places, key=cost)[0]
