"""How a split words its cells: the shape of a wording. The words themselves: wording_dev, wording_test and their like.

Lives here: `Wording`, `LimitForm`, `AmountForm`. May import: nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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
    between: str = "、"  # of {pairs}


@dataclass(frozen=True, slots=True)
class AmountForm:
    """A sentence with a share or a period: {v} the number as printed, {c} in Chinese."""

    text: str
    what: str
    unit: str
    comparator: str = ">="
    values: tuple[int, ...] = ()  # or what is usual for the unit


@dataclass(frozen=True, slots=True)
class Style:
    """How a guide numbers its headings: an industry's ({n} Chinese, {i} Arabic, {name}) and those under it ({i})."""

    heading: str
    scope: str
    table: str
    measures: str
    inline: bool = False  # the scope on one line with its heading, after a colon
    process: str = ""  # over words on the process, after the scope
    check: str = ""  # over words on how it is looked at, after the measures


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
    # What follows is off where it is empty: the first sets have none of it.
    styles: tuple[Style, ...] = ()
    stepped: bool = False  # the grades of a row of limits are worded alike, their numbers go up
    facilities: tuple[LimitForm, ...] = ()  # sentences of cells with several {w}
    matrix: tuple[tuple[str, str], ...] = ()  # {name}, {p}, {u}: the label and the second column
    matrix_cells: tuple[tuple[str, str], ...] = ()  # {}, with its comparator
    paired: tuple[str, ...] = ()  # {name}, {u}: labels of rows whose cells say only names and numbers
    sames: tuple[str, ...] = ()  # {grade}
    nones: tuple[str, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()  # {mark}, {text}
    alerts: tuple[str, ...] = ("{alert}预警",)  # {alert}, {roman}: in the head of a table of measures
    measure_line: tuple[str, ...] = ("{alert}预警期间：{raw}。",)
    terms: tuple[tuple[str, str], ...] = ()  # a list of words and what they mean
    ladders: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by pollutant: what its limits may be, going up
    families: tuple[tuple[str, ...], ...] = ()  # what is limited together, in the order in which it is named
    burnt: frozenset[str] = frozenset()  # of these an oxygen content may be said
    oxygens: tuple[float, ...] = ()
    graded: dict[str, tuple[tuple[str, ...], ...]] = field(
        default_factory=dict
    )  # by kind: the same said for each grade, strictest first; [5|8] is one of the numbers
    further: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # by kind: what its second, third … indicator is called
    parted: tuple[str, ...] = ()  # the second column where an indicator of plain words has two rows
    bottom: tuple[str, ...] = ()  # {grade}: what the lowest grade says instead
    harder: tuple[tuple[str, ...], ...] = ()  # measures, mildest first: A in yellow, … D in red
    measure_over: tuple[str, ...] = ("{grade}：",)  # {n}, {grade}: over a grade's measures
    processes: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
