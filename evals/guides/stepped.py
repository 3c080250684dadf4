"""Rows of limits as institutes write them: the grades of a row are worded alike, the numbers go up from A on.

Lives here: `limit_rows`, `matrix_rows`, `paired_rows`, `NUMBERS`. May import: model, wording.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evals.guides.model import Cell, Item, Limit, Row
from evals.guides.wording import LimitForm, Wording

NUMBERS = (5, 8, 10, 12, 15, 20, 25, 30, 35, 45, 50, 60, 80, 100, 150, 200)
OXYGEN = (3, 3.5, 8, 9, 18)
LEADING = ("{w}", "{o}", "以{o}")
Steps = list[Decimal]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a row, without its numbers: `steps` has a list of numbers, one for each grade, for each pollutant."""

    form: LimitForm
    printed: tuple[tuple[str, str], ...]
    unit: str
    joint: str
    where: str | None
    oxygen: Decimal | None
    basis: str
    steps: tuple[Steps, ...]

    def item(self, at: int) -> Item:
        """The sentence for the grade at that place."""
        values = [steps[at] for steps in self.steps]
        names = [name for name, _ in self.printed]
        pairs = [self.form.pair.format(p=name, v=value, u=self.unit) for name, value in zip(names, values, strict=True)]
        text = self.form.text.format(
            p=names[0] if len(names) == 1 else "、".join(names[:-1]) + self.joint + names[-1],
            v="、".join(str(one) for one in (values[:1] if self.form.same else values)),
            pairs=self.form.between.join(pairs),
            u=self.unit,
            w=self.where or "",
            o=self.basis,
        )
        form = self.form
        limits = tuple(
            Limit(code, value, self.unit, form.comparator, self.oxygen, self.where, form.averaging)
            for (_, code), value in zip(self.printed, values, strict=True)
        )
        return Item(text, limits)


@dataclass(frozen=True, slots=True)
class Special:
    """A sentence of one number: an efficiency, 黑度, 氨逃逸."""

    text: str
    pollutant: str
    unit: str
    comparator: str
    steps: Steps

    def item(self, at: int) -> Item:
        """The sentence for the grade at that place."""
        limit = Limit(self.pollutant, self.steps[at], self.unit, self.comparator)
        return Item(self.text.format(v=self.steps[at]), (limit,))


def limit_rows(
    name: str,
    subs: Sequence[str | None],
    grades: Sequence[str],
    words: Wording,
    rng: random.Random,
    spread: Callable[[Callable[[], Cell]], dict[str, Cell]],
    *,
    falling: bool,
) -> list[Row]:
    """A row for each place of the second column, or one row. `falling`: the lowest grade stands first."""
    rows = []
    for sub in subs:
        sentences = _sentences(words, rng, len(grades), placed=sub is not None, falling=falling)
        rows.append(Row(name, sub, spread(_maker(sentences, words, rng))))
    return rows


def _maker(sentences: Sequence[Sentence | Special], words: Wording, rng: random.Random) -> Callable[[], Cell]:
    numbering = rng.choice(words.numbering) if len(sentences) > 1 and rng.random() < 0.7 else ""
    end = rng.choice(("。", "", ""))
    begun = [0]

    def make() -> Cell:
        items = [one.item(begun[0]) for one in sentences]
        begun[0] += 1
        ends = ["；"] * (len(items) - 1) + [end]
        ended = (Item(one.text + last, one.limits) for one, last in zip(items, ends, strict=True))
        return Cell(tuple(ended), numbering)

    return make


def _sentences(words: Wording, rng: random.Random, count: int, *, placed: bool, falling: bool) -> list[Sentence | Special]:  # fmt: skip
    if not placed and words.facilities and rng.random() < 0.35:
        places = rng.sample(words.places, rng.randint(2, 3))
        one, unit = rng.choice(words.facilities), rng.choice(words.units)
        return [_sentence(one, words, rng, count, unit, where=place, falling=falling) for place in places]
    forms = [one for one in words.limits if not placed or "{w}" not in one.text]
    made: list[Sentence | Special] = []
    taken: set[str] = set()
    unit = rng.choice(words.units)
    for _ in range(rng.choice((1, 1, 2, 2, 3))):
        new: Sentence | Special
        if made and rng.random() < 0.4:
            new = special = _special(words, rng, count, falling=falling)
            of = {special.pollutant}
        else:
            new = sentence = _sentence(rng.choice(forms), words, rng, count, unit, falling=falling)
            of = {code for _, code in sentence.printed}
        if not of & taken:
            taken |= of
            made.append(new)
            if isinstance(new, Sentence) and new.form.text.startswith(LEADING):
                break  # nobody could say whether the place or the oxygen holds for what follows, too
    return made


def _sentence(
    form: LimitForm,
    words: Wording,
    rng: random.Random,
    count: int,
    unit: str,
    *,
    where: str | None = None,
    falling: bool,
) -> Sentence:
    if words.families:
        printed = family(words, rng, many=form.many, burnt="{o}" in form.text)
    else:
        printed = pollutants(words, rng, rng.randint(2, 3) if form.many else 1)
    basis, oxygen = "", None
    if "{o}" in form.text:
        oxygen = Decimal(str(rng.choice(words.oxygens or OXYGEN)))
        basis = rng.choice(form.basis).format(oxygen)
    if "{w}" in form.text and where is None:
        where = rng.choice(words.places)
    steps = [_steps(rng, count, words.ladders.get(code, NUMBERS), falling=falling) for _, code in printed]
    if form.same:
        steps = steps[:1] * len(printed)
    return Sentence(form, tuple(printed), unit, rng.choice(words.joints), where, oxygen, basis, tuple(steps))


def _special(words: Wording, rng: random.Random, count: int, *, falling: bool) -> Special:
    text, pollutant, unit, values, comparator = rng.choice(words.special)
    picked = sorted((Decimal(str(rng.choice(values))) for _ in range(count)), reverse=falling != (comparator == ">="))
    return Special(text, pollutant, unit, comparator, picked)


def _steps(rng: random.Random, count: int, ladder: Sequence[int | str], *, falling: bool) -> Steps:
    at, steps = rng.randrange((len(ladder) + 1) // 2), []
    for _ in range(count):
        steps.append(Decimal(ladder[at]))
        at = min(at + rng.choice((0, 1, 1, 2)), len(ladder) - 1)
    return steps[::-1] if falling else steps


def pollutants(words: Wording, rng: random.Random, count: int) -> list[tuple[str, str]]:
    """As many names as asked, each of another thing."""
    by_code: dict[str, tuple[str, str]] = {}
    for name, code in rng.sample(list(words.names), len(words.names)):
        by_code.setdefault(code, (name, code))
    return rng.sample(list(by_code.values()), count)


def family(words: Wording, rng: random.Random, *, many: bool, burnt: bool) -> list[tuple[str, str]]:
    """What is limited together (or one of it), all by its Chinese name or all by its letters where both are in use."""
    codes = rng.choice([one for one in words.families if not burnt or words.burnt.issuperset(one)])
    codes = codes if many else (rng.choice(codes),)
    letters = rng.random() < 0.6
    named = []
    for code in codes:
        names = [name for name, of in words.names if of == code]
        alike = [name for name in names if name.isascii() == letters]
        named.append((rng.choice(alike or names), code))
    return named


def matrix_rows(name: str, grades: Sequence[str], words: Wording, rng: random.Random, *, falling: bool, merges: float) -> list[Row]:  # fmt: skip
    """A row for each pollutant: name and unit in the labels, a bare number in each cell."""
    label, sub = rng.choice(words.matrix)
    unit = rng.choice(words.units).strip()
    text, comparator = rng.choice(words.matrix_cells)
    rows = []
    many = family(words, rng, many=True, burnt=False) if words.families else pollutants(words, rng, rng.randint(2, 4))
    for printed, code in many:
        values = _steps(rng, len(grades), words.ladders.get(code, NUMBERS), falling=falling)
        cells: dict[str, Cell] = {}
        for at, (grade, value) in enumerate(zip(grades, values, strict=True)):
            if at and merges and rng.random() < 0.2:
                cells[grade] = cells[grades[at - 1]]
            else:
                cells[grade] = Cell((Item(text.format(value), (Limit(code, value, unit, comparator),)),))
        rows.append(Row(label.format(name=name, u=unit), sub.format(p=printed, u=unit), cells))
    return rows


def paired_rows(name: str, grades: Sequence[str], words: Wording, rng: random.Random, *, falling: bool) -> list[Row]:
    """Rows of places: the unit in the label, names with bare numbers in each cell (PM 10、SO2 35)."""
    unit = rng.choice(words.units).strip()
    label = rng.choice(words.paired).format(name=name, u=unit)
    pair = rng.choice(("{}≤{}", "{}：{}", "{} {}"))
    rows = []
    for place in rng.sample(words.places, 2):
        if words.families:
            named = family(words, rng, many=True, burnt=False)
        else:
            named = pollutants(words, rng, rng.randint(2, 3))
        steps = [_steps(rng, len(grades), words.ladders.get(code, NUMBERS), falling=falling) for _, code in named]
        cells = {}
        for at, grade in enumerate(grades):
            values = [one[at] for one in steps]
            text = "、".join(pair.format(printed, value) for (printed, _), value in zip(named, values, strict=True))
            limits = tuple(Limit(code, value, unit) for (_, code), value in zip(named, values, strict=True))
            cells[grade] = Cell((Item(text, limits),))
        rows.append(Row(label, place, cells))
    return rows
