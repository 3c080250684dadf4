"""Guides made up from a wording and a seed: rows of many kinds, merged cells, lists, footnotes.

Lives here: `make_guide`, `make_industry`. Nothing is printed here. May import: graded, model, stepped, wording, layout.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from evals.guides.graded import amounts_of, bottom_row, harder_measures, topics_of
from evals.guides.layout import Layout
from evals.guides.model import Amount, Cell, Guide, Industry, Item, Limit, Measure, Row, Table
from evals.guides.stepped import NUMBERS, limit_rows, matrix_rows, paired_rows
from evals.guides.wording import AmountForm, LimitForm, Wording

ALERTS = ("黄色", "橙色", "红色")
LEADER = "绩效引领性"
MARKS = ("a", "b", "*")


def make_guide(words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """A guide with as many industries, tables and rows as the layout says."""
    names = rng.sample(words.industries, min(layout.industries, len(words.industries)))
    while len(names) < layout.industries:  # a long guide has branches of an industry
        name = f"{rng.choice(words.industries)}（{rng.choice('甲乙丙丁')}类{len(names)}型）"
        names.append(name)
    return Guide(
        rng.choice(words.titles), tuple(make_industry(name, at, words, layout, rng) for at, name in enumerate(names, 1))
    )


def make_industry(name: str, at: int, words: Wording, layout: Layout, rng: random.Random) -> Industry:
    """A chapter: its scope, its tables, its measures."""
    grades = rng.choice(layout.ladders)
    grades = tuple(reversed(grades)) if layout.reverse else grades
    scope = rng.choice(words.scopes).format(name=name)
    tables = []
    for number in range(layout.tables):
        part = words.parts[number % len(words.parts)] if layout.tables > 1 else ""
        title = rng.choice(words.captions).format(i=at, n=number + 1, name=name, part=part)
        tables.append(_table(title, grades, words, layout, rng))
    measures = _measures(grades, words, rng) if layout.measures != "none" else ()
    return Industry(name, scope, tuple(tables), measures)


def _measures(grades: Sequence[str], words: Wording, rng: random.Random) -> tuple[Measure, ...]:
    if words.harder:
        return harder_measures(grades, ALERTS, words, rng)
    return tuple(
        Measure(grade, alert, rng.choice(words.measures).format(v=rng.choice((20, 30, 40, 50))))
        for grade in grades
        for alert in ALERTS
    )


def _table(title: str, grades: tuple[str, ...], words: Wording, layout: Layout, rng: random.Random) -> Table:
    rows: list[Row] = []
    kinds = ["energy", "limits", "technology", "plain", "retention", "managed", "shares", "watch"]
    extra = [kind for kind in ("limits", "plain", "technology", "shares") for _ in range(9)]
    if words.graded:
        extra = ["limits", "plain", "technology", "shares", "limits", "plain", "technology", "plain"]
    wanted = kinds if layout.rows >= len(kinds) else ["limits", *rng.sample(kinds[2:], max(layout.rows - 1, 1))]
    wanted = wanted + extra[: max(layout.rows - len(kinds), 0)]
    seen: dict[str, int] = {}
    for kind in wanted:
        seen[kind] = seen.get(kind, 0) + 1
        rows += _rows(kind, _named(kind, seen[kind], words), grades, words, layout, rng)
    rows = bottom_row(rows, grades, words, layout, rng)
    marked, notes = _footnotes(rows, words, rng)
    return Table(title, grades, tuple(_merged_down(marked, words, layout, rng)), tuple(notes))


def _named(kind: str, number: int, words: Wording) -> str:
    """The number-th indicator of that kind."""
    further = words.further.get(kind, ())
    if 1 < number <= len(further) + 1:
        return further[number - 2]
    number -= len(further)
    return words.indicators[kind] + ("" if number <= 1 else "一二三四五六七八九十"[number - 1])


def _merged_down(rows: Sequence[Row], words: Wording, layout: Layout, rng: random.Random) -> list[Row]:
    """Now and then a cell of one grade covers two rows of the same indicator."""
    merged = list(rows)
    for at in range(len(rows) - 1):
        above, below = merged[at], merged[at + 1]
        if above.indicator != below.indicator or rng.random() > layout.merges:
            continue
        grade = rng.choice(list(above.cells))
        if (layout.matrix or words.stepped) and above.indicator.startswith(
            (words.indicators["limits"], *words.further.get("limits", ()))
        ):
            continue
        alone = all(sum(one is row.cells[grade] for one in row.cells.values()) == 1 for row in (above, below))
        if alone and not above.cells[grade].same_as and not below.cells[grade].mark:
            merged[at + 1] = Row(below.indicator, below.sub, {**below.cells, grade: above.cells[grade]})
    return merged


def _rows(kind: str, name: str, grades: tuple[str, ...], words: Wording, layout: Layout, rng: random.Random) -> list[Row]:  # fmt: skip
    if kind == "limits" and words.stepped:
        return _stepped(name, grades, words, layout, rng)
    if kind == "limits" and layout.matrix:
        return _matrix(name, grades, words, rng)
    if words.graded:
        return _graded(kind, name, grades, words, layout, rng)
    if kind == "managed":
        if not layout.sub:
            texts = rng.choice(words.managed)[1]
            return [Row(name, None, _spread(grades, _texts(texts, words, rng), words, layout, rng))]
        return [
            Row(name, sub, _spread(grades, _texts(texts, words, rng), words, layout, rng))
            for sub, texts in words.managed
        ]
    makers: dict[str, Callable[[], Cell]] = {
        "limits": lambda: _limits_cell(words, rng),
        "technology": lambda: _list_cell(words.technology, words, rng, rng.randint(1, 3)),
        "energy": lambda: _list_cell(words.technology[-1:], words, rng, 1),
        "plain": lambda: _list_cell(
            words.plain, words, rng, 4 if rng.random() < layout.long_cells else rng.randint(1, 2)
        ),
        "retention": lambda: _amounts_cell(words.retention, (1, 2, 3, 5), (3, 6, 12), words, rng),
        "shares": lambda: _amounts_cell(words.shares, (50, 60, 80, 90, 100), (), words, rng),
        "watch": lambda: _amounts_cell(words.retention, (1, 2, 3), (3, 6, 12), words, rng),
    }
    subs = [None, None] if kind == "limits" and layout.sub and rng.random() < 0.5 else [None]
    if len(subs) == 2:
        picked = rng.sample(words.places, 2)
        return [Row(name, sub, _spread(grades, makers[kind], words, layout, rng)) for sub in picked]
    return [Row(name, None, _spread(grades, makers[kind], words, layout, rng))]


def _graded(kind: str, name: str, grades: tuple[str, ...], words: Wording, layout: Layout, rng: random.Random) -> list[Row]:  # fmt: skip
    """Rows whose cells say the same thing from grade to grade, less and less strictly."""

    def row(sub: str | None, make: Callable[[], Cell]) -> Row:
        return Row(name, sub, _spread(grades, make, words, layout, rng))

    if kind == "managed":
        picked = words.managed if layout.sub else rng.sample(words.managed, 1)
        return [row(sub if layout.sub else None, topics_of([texts], words, rng)) for sub, texts in picked]
    topics = words.graded.get(kind, ())
    if kind in ("retention", "watch", "shares"):
        forms = words.shares if kind == "shares" else words.retention
        return [row(None, amounts_of(forms, topics, words, rng, len(grades)))]
    if kind == "plain" and layout.sub and rng.random() < 0.4:
        parted = rng.sample(topics, 4)
        return [row(sub, topics_of(parted[at::2], words, rng)) for at, sub in enumerate(words.parted[:2])]
    long = kind == "plain" and rng.random() < layout.long_cells
    return [row(None, topics_of(rng.sample(topics, min(len(topics), 5 if long else rng.randint(1, 3))), words, rng))]


def _stepped(name: str, grades: tuple[str, ...], words: Wording, layout: Layout, rng: random.Random) -> list[Row]:
    """Rows of limits whose grades are worded alike."""
    if layout.matrix:
        return matrix_rows(name, grades, words, rng, falling=layout.reverse, merges=layout.merges)
    if layout.sub and words.paired and rng.random() < 0.2:
        return paired_rows(name, grades, words, rng, falling=layout.reverse)

    def spread(make: Callable[[], Cell]) -> dict[str, Cell]:
        return _spread(grades, make, words, layout, rng)

    subs = rng.sample(words.places, 2) if layout.sub and rng.random() < 0.4 else [None]
    return limit_rows(name, subs, grades, words, rng, spread, falling=layout.reverse)


def _matrix(name: str, grades: tuple[str, ...], words: Wording, rng: random.Random) -> list[Row]:
    """A row for each pollutant: its name and unit in the label, a bare number in each cell."""
    unit = rng.choice(words.units)
    rows = []
    for printed, code in _pollutants(LimitForm("", many=True), words, rng):
        cells: dict[str, Cell] = {}
        for at, grade in enumerate(grades):
            if at and rng.random() < 0.25:
                cells[grade] = cells[grades[at - 1]]
                continue
            value = Decimal(rng.choice(NUMBERS))
            text = rng.choice(("{}", "≤{}", "{}")).format(value)
            cells[grade] = Cell((Item(text, (Limit(code, value, unit),)),))
        rows.append(Row(name, f"{printed}（{unit}）", cells))
    return rows


def _texts(texts: Sequence[str], words: Wording, rng: random.Random) -> Callable[[], Cell]:
    left = list(texts)

    def make() -> Cell:
        text = left.pop(0) if left else rng.choice((words.none, rng.choice(texts)))
        return Cell((Item(text),))

    return make


def _spread(grades: Sequence[str], make: Callable[[], Cell], words: Wording, layout: Layout, rng: random.Random) -> dict[str, Cell]:  # fmt: skip
    """A cell for each grade: its own, merged with the one before, 同A级, or /."""
    cells: dict[str, Cell] = {}
    for at, grade in enumerate(grades):
        before = grades[at - 1] if at else ""
        roll = rng.random()
        if at and roll < layout.merges:
            cells[grade] = cells[before]
        elif at and roll < layout.merges + 0.12 and before and cells[before].same_as is None and grades[0] != LEADER:
            if cells[grades[0]].raw in (words.none, *words.nones) or (words.sames and grades[0] != "A"):
                cells[grade] = make()
            else:
                same = rng.choice(words.sames) if words.sames else words.same
                like = _like(grades, before, cells, rng) if words.graded else grades[0]
                cells[grade] = Cell((Item(same.format(grade=like)),), same_as=like)
        elif at >= (len(grades) - 1 if words.graded and len(grades) > 2 else 2) and roll > 0.93:
            cells[grade] = Cell((Item(rng.choice(words.nones) if words.nones else words.none),))
        else:
            cells[grade] = make()
    return cells


def _like(grades: Sequence[str], before: str, cells: Mapping[str, Cell], rng: random.Random) -> str:
    """The grade to which a cell is said to be equal: the one before; the first where that one is the same."""
    return rng.choice((grades[0], before)) if cells[before] is cells[grades[0]] else before


def _list_cell(texts: Sequence[str], words: Wording, rng: random.Random, count: int) -> Cell:
    return _cell([Item(one) for one in rng.sample(list(texts), min(count, len(texts)))], words, rng)


def _cell(items: Sequence[Item], words: Wording, rng: random.Random) -> Cell:
    """Numbered where there are several (now and then run on with ；)."""
    if len(items) == 1:
        return Cell((_ended(items[0], rng.choice(("", "", "。"))),))
    numbered = rng.random() < 0.75
    ends = ["；"] * (len(items) - 1) + [rng.choice(("。", ""))]
    ended = tuple(_ended(item, end) for item, end in zip(items, ends, strict=True))
    return Cell(ended, numbering=rng.choice(words.numbering) if numbered else "")


def _ended(item: Item, end: str, *, bare: bool = False) -> Item:
    return Item((item.text.rstrip("。") if bare else item.text) + end, item.limits, item.shares, item.retention)


def _limits_cell(words: Wording, rng: random.Random) -> Cell:
    items: list[Item] = []
    taken: set[str] = set()
    for _ in range(rng.randint(1, 3)):
        made = _special(words, rng) if rng.random() < 0.22 else _limit(rng.choice(words.limits), words, rng)
        of = {limit.pollutant for limit in made.limits}
        if not of & taken:  # a cell that limits a thing twice has two places, and says so in rows
            taken |= of
            items.append(made)
    return _cell(items, words, rng)


def _special(words: Wording, rng: random.Random) -> Item:
    text, pollutant, unit, values, comparator = rng.choice(words.special)
    value = Decimal(str(rng.choice(values)))
    return Item(text.format(v=value), (Limit(pollutant, value, unit, comparator),))


def _limit(form: LimitForm, words: Wording, rng: random.Random) -> Item:
    printed = _pollutants(form, words, rng)
    values = [Decimal(rng.choice(NUMBERS)) for _ in printed]
    if form.same:
        values = values[:1] * len(printed)
    unit, where, oxygen = rng.choice(words.units), None, None
    if "{w}" in form.text:
        where = rng.choice(words.places)
    if "{o}" in form.text:
        oxygen = Decimal(str(rng.choice((3, 3.5, 8, 9, 18))))
    text = form.text.format(
        p=_joined([name for name, _ in printed], rng.choice(words.joints)),
        v="、".join(str(one) for one in (values[:1] if form.same else values)),
        pairs="、".join(
            form.pair.format(p=name, v=value, u=unit) for (name, _), value in zip(printed, values, strict=True)
        ),
        u=unit,
        w=where or "",
        o=rng.choice(form.basis).format(oxygen) if oxygen else "",
    )
    limits = tuple(
        Limit(code, value, unit, form.comparator, oxygen, where, form.averaging)
        for (_, code), value in zip(printed, values, strict=True)
    )
    return Item(text, limits)


def _pollutants(form: LimitForm, words: Wording, rng: random.Random) -> list[tuple[str, str]]:
    by_code: dict[str, tuple[str, str]] = {}
    for name, code in rng.sample(list(words.names), len(words.names)):
        by_code.setdefault(code, (name, code))
    return rng.sample(list(by_code.values()), rng.randint(2, 3) if form.many else 1)


def _joined(names: Sequence[str], last: str) -> str:
    return names[0] if len(names) == 1 else "、".join(names[:-1]) + last + names[-1]


def _amounts_cell(
    forms: Sequence[AmountForm], years: Sequence[int], months: Sequence[int], words: Wording, rng: random.Random
) -> Cell:
    items = []
    for form in rng.sample(list(forms), rng.randint(1, 2)):
        value = Decimal(rng.choice(form.values or (months if form.unit == "个月" else years)))
        amount = Amount(form.what, value, form.unit, form.comparator)
        text = form.text.format(v=value)
        items.append(Item(text, (), (amount,), ()) if form.unit == "%" else Item(text, (), (), (amount,)))
    return _cell(items, words, rng)


def _footnotes(rows: Sequence[Row], words: Wording, rng: random.Random) -> tuple[list[Row], list[tuple[str, str]]]:
    """Marks on one or two cells that hold text of their own, with their notes."""
    if rng.random() < 0.4:
        return list(rows), []
    notes: list[tuple[str, str]] = []
    marked = list(rows)
    marks = rng.choice(words.marks) if words.marks else MARKS
    picked = rng.sample(range(len(rows)), min(2, len(rows)))
    for mark, at in zip(marks, sorted(picked) if words.graded else picked, strict=False):
        first = next(iter(rows[at].cells))
        old = rows[at].cells[first]
        if old.same_as or old.raw == words.none or old.raw in words.nones or old.mark:
            continue
        items = (*old.items[:-1], _ended(old.items[-1], "", bare=True)) if words.graded else old.items
        new = Cell(items, old.numbering, mark)
        cells = {grade: new if cell is old else cell for grade, cell in marked[at].cells.items()}
        marked[at] = Row(rows[at].indicator, rows[at].sub, cells)
        notes.append((mark, _footnote(old, words, rng)))
    return marked, notes


def _footnote(cell: Cell, words: Wording, rng: random.Random) -> str:
    """A note; one of oxygen only to limits that say none themselves."""
    text = rng.choice(words.footnotes)
    if "{v}" not in text:
        return text
    limits = [limit for item in cell.items for limit in item.limits]
    if not limits or any(limit.oxygen for limit in limits):
        return next(one for one in words.footnotes if "{v}" not in one)
    return text.format(v=rng.choice((3, 8, 9, 18)))
