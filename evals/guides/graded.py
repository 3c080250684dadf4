"""Cells that say the same thing from grade to grade, less and less strictly: words, shares, periods, measures.

Lives here: `topics_of`, `amounts_of`, `bottom_row`, `harder_measures`, `drawn`. May import: model, wording, layout.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from evals.guides.layout import Layout
from evals.guides.model import Amount, Cell, Item, Measure, Row
from evals.guides.wording import AmountForm, Wording

CHINESE = {1: "一", 2: "两", 3: "三", 5: "五", 6: "六", 12: "十二"}
YEARS, MONTHS = (1, 2, 3, 5), (3, 6, 12)


def drawn(text: str, rng: random.Random) -> str:
    """The text with one of the numbers of each [5|8|10].

    >>> drawn("苯并[a]芘，不低于[7|7]m", random.Random(1))
    '苯并[a]芘，不低于7m'
    """
    return re.sub(r"\[([^\[\]]*\|[^\[\]]*)\]", lambda m: rng.choice(m[1].split("|")), text)


def topics_of(topics: Sequence[Sequence[str]], words: Wording, rng: random.Random) -> Callable[[], Cell]:
    """A maker of the row's cells: a sentence of each topic, at every call that of the next grade."""
    said = [[drawn(one, rng) for one in topic] for topic in topics]
    return _maker([[Item(one) for one in topic] for topic in said], words, rng)


def amounts_of(forms: Sequence[AmountForm], topics: Sequence[Sequence[str]], words: Wording, rng: random.Random, count: int) -> Callable[[], Cell]:  # fmt: skip
    """The same with one or two sentences of a share or a period after the words, whose numbers ease off."""
    said = [
        [Item(drawn(one, rng)) for one in topic] for topic in rng.sample(topics, rng.randint(0, min(2, len(topics))))
    ]
    for form in rng.sample(list(forms), rng.randint(1, 2)):
        values = form.values or {"年": YEARS, "个月": MONTHS, "%": (50, 60, 70, 80, 90)}[form.unit]
        picked = sorted((rng.choice(values) for _ in range(count)), reverse=form.comparator == ">=")
        said.append([_amount(form, value) for value in picked])
    return _maker(said, words, rng)


def _amount(form: AmountForm, value: int) -> Item:
    amount = Amount(form.what, Decimal(value), form.unit, form.comparator)
    text = form.text.format(v=value, c=CHINESE.get(value, value))
    return Item(text, (), (amount,), ()) if form.unit == "%" else Item(text, (), (), (amount,))


def _maker(said: Sequence[Sequence[Item]], words: Wording, rng: random.Random) -> Callable[[], Cell]:
    numbering = rng.choice(words.numbering) if len(said) > 1 and rng.random() < 0.85 else ""
    end = rng.choice(("。", "。", ""))
    begun = [0]

    def make() -> Cell:
        items = [topic[min(begun[0], len(topic) - 1)] for topic in said]
        begun[0] += 1
        ends = ["；"] * (len(items) - 1) + [end]
        return Cell(tuple(replace(one, text=one.text + last) for one, last in zip(items, ends, strict=True)), numbering)

    return make


def bottom_row(rows: Sequence[Row], grades: Sequence[str], words: Wording, layout: Layout, rng: random.Random) -> list[Row]:  # fmt: skip
    """The rows with what the lowest grade says instead, where the layout wants it: cell by cell, or merged down."""
    if not layout.bottom or len(grades) < 3:
        return list(rows)
    lowest, over = grades[-1], grades[-2]
    text = rng.choice(words.bottom).format(grade=over)
    made: list[Row] = []
    cell, last = Cell((Item(text),)), ""
    for row in rows:
        if layout.bottom == "cell" or (layout.bottom == "indicator" and row.indicator != last):
            cell = Cell((Item(text),))
        last = row.indicator
        if layout.bottom == "cell" and rng.random() < 0.3:
            made.append(row)
            continue
        made.append(Row(row.indicator, row.sub, {**row.cells, lowest: cell}))
    return made


def harder_measures(grades: Sequence[str], alerts: Sequence[str], words: Wording, rng: random.Random) -> tuple[Measure, ...]:  # fmt: skip
    """Measures that grow with the alert and fall with the grade; those of the best grade are its own choice."""
    best = rng.choice(words.harder[0])
    found = []
    for at, grade in enumerate(grades):
        for alert_at, alert in enumerate(alerts):
            harder = words.harder[min(at + alert_at, len(words.harder) - 1)]
            found.append(Measure(grade, alert, drawn(rng.choice(harder), rng) if at else best))
    return tuple(found)
