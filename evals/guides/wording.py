"""How a split words its cells: the shape of a wording. The words themselves: wording_dev, wording_test.

Lives here: `Wording`, `LimitForm`, `AmountForm`. May import: nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LimitForm:
    """A sentence with a limit: {p} pollutant(s), {v} number(s), {u} unit, {w} place, {o} oxygen basis."""

    text: str
    comparator: str = "<="
    averaging: str | None = None
    many: bool = False  # a list of pollutants with 分别
    pair: str = ""  # a pollutant and its number, for {pairs}
    same: bool = False  # one number for all of a list
    basis: tuple[str, ...] = ("（基准含氧量{}%）", "（基准氧含量{}%）")


@dataclass(frozen=True, slots=True)
class AmountForm:
    """A sentence with a share or a period: {v} the number as printed."""

    text: str
    what: str
    unit: str
    comparator: str = ">="


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of a split."""

    titles: tuple[str, ...]
    industries: tuple[str, ...]
    heading: tuple[str, ...]  # {n} Chinese number, {i} Arabic, {name}
    scopes: tuple[str, ...]  # {name}
    scope_heads: tuple[str, ...]
    captions: tuple[str, ...]  # {n}, {name}, {part}
    parts: tuple[str, ...]
    places: tuple[str, ...]
    names: tuple[tuple[str, str], ...]  # as printed, as INTERFACE spells it
    units: tuple[str, ...]
    joints: tuple[str, ...]  # between the last two of a list
    limits: tuple[LimitForm, ...]
    special: tuple[tuple[str, str, str, tuple[float, ...], str], ...]  # text, pollutant, unit, values, comparator
    shares: tuple[AmountForm, ...]
    retention: tuple[AmountForm, ...]
    technology: tuple[str, ...]
    plain: tuple[str, ...]
    managed: tuple[tuple[str, tuple[str, ...]], ...]  # sub, texts
    indicators: dict[str, str]
    numbering: tuple[str, ...]
    same: str  # {grade}
    none: str
    prose: tuple[str, ...]
    footnotes: tuple[str, ...]
    measures: tuple[str, ...]
    measure_head: str
    sections: tuple[str, ...] = ()
    continued: tuple[str, ...] = ()  # over what goes on by hand: {title}
