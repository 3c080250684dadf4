"""Each figure of a cell with its own unit, wherever the cell or its row says it: once at the end, in brackets behind the names,
as 单位：…, in the row's label.

Lives here: `with_units`, `closely_named`. May import: importing.amounts, accounting, labels, pollutants, trimming. A unit is given only to a
figure right behind the name of a pollutant; it is never guessed: the cell or its row must say it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.importing.accounting import KNOWN, known_place
from assistant.importing.amounts import BEFORE, CONCENTRATION, FIGURES, UNIT, unmasked
from assistant.importing.labels import Label
from assistant.importing.pollutants import AVERAGING, NAME, NO_CONCENTRATION, Named, named_in
from assistant.importing.trimming import ITEM

_N = r"\d+(?:\.\d+)?"
_UNITS = re.compile(rf"(?<=\d)\s*({UNIT})")
_EACH_UNIT = re.compile(
    rf"(?<=[高大过于≤<＜：: 为在到至])\s*{_N}\s*{UNIT}(?:\s*(?:[、，,]|和|以?及|与)\s*{_N}\s*{UNIT})+"
)
_PAIR = rf"[^、，,；;。：:\d]{{1,24}}(?:≤|≦|⩽|<=|<|＜|不高于|不大于|不超过|低于|小于)\s*{_N}"
_PAIRS = re.compile(rf"{_PAIR}(?:\s*[、，,]\s*{_PAIR})+(?P<tail>\s*{UNIT})(?P<mean>[（(][^（()）]*均[^（()）]*[)）])?")
_TOLD = re.compile(
    rf"[，,、]?\s*[（(]?\s*(?:(?:以上|上述|下列)?(?:各|数值|限值|浓度)*(?:计量)?单位)\s*(?:均?[为是]|[:：])?\s*(?P<unit>{CONCENTRATION})\s*[)）]?"
)
_BEHIND_NAMES = re.compile(rf"(?<![\d\s])\s*[（(]\s*(?P<unit>{CONCENTRATION})\s*[)）]")


@dataclass(frozen=True, slots=True)
class WithUnits:
    """`text`: the cell's, units given; `doubts`: what a person should look at."""

    text: str
    doubts: tuple[str, ...] = ()


def with_units(text: str, label: Label) -> WithUnits:
    """The masked text of a cell with a unit behind each figure that has one anywhere, the row's label too.

    >>> with_units("颗粒物≤11、NMHC≤37，单位mg/m³", Label()).text
    '颗粒物≤11mg/m³、NMHC≤37mg/m³'
    >>> with_units("颗粒物 11", Label(unit="mg/m³")).text, with_units("颗粒物 11", Label()).text
    ('颗粒物 11mg/m³', '颗粒物 11')
    """
    of_row = label.unit if re.fullmatch(CONCENTRATION, label.unit) else ""
    parts = re.split(r"([；;。\n])", text)  # clauses and what parts them
    for_all = ""
    for at in range(0, len(parts), 2):
        told = list(_TOLD.finditer(parts[at]))
        if len(told) == 1 and not re.search(r"\d", parts[at].replace(told[0][0], "")):
            for_all = told[0]["unit"]
            parts[at] = parts[at].replace(told[0][0], "")
    made = [_clause(part, for_all or of_row, label) if at % 2 == 0 else part for at, part in enumerate(parts)]
    said = {re.sub(r"\s", "", one) for part in made for one in _concentrations(part)}
    doubts: list[str] = []
    if len(said) == 1 and not for_all and not of_row:
        (unit,) = said
        again = [_clause(part, unit, label) if at % 2 == 0 else part for at, part in enumerate(made)]
        if again != made:
            made, doubts = again, ["有的限值旁没有写单位，按同一格里写出的单位读"]
    return WithUnits("".join(made), tuple(doubts))


def _concentrations(text: str) -> list[str]:
    return list(re.findall(rf"\d\s*[（(]?\s*({CONCENTRATION})", text))


def _clause(clause: str, unit: str, label: Label) -> str:
    """A clause with its units given; `unit`: what the cell or the row says for all."""
    told = [*_TOLD.finditer(clause), *_BEHIND_NAMES.finditer(clause)]
    if told and len({re.sub(r"\s", "", one["unit"]) for one in told}) == 1:
        unit = told[0]["unit"]
        clause = _BEHIND_NAMES.sub("", _TOLD.sub("", clause))
    clause = _apart(clause)
    figures = list(FIGURES.finditer(clause))
    out, begin = "", 0
    for at, found in enumerate(figures):
        words = clause[begin : found.start()]
        begin = found.end()
        out += words + found[0]
        if found["unit"] or found["range"]:
            continue
        later = next((one["unit"] for one in figures[at + 1 :] if one["unit"]), "")
        given = later if re.fullmatch(CONCENTRATION, later) else unit
        shown = unmasked(ITEM.sub("", words))
        names = [one.name for one in closely_named(shown)] or (label.names if _only_a_place(shown) else ())
        if given and names and not any(NO_CONCENTRATION.search(one) for one in (*names, words)):
            out += given
    return out + clause[begin:]


def _only_a_place(words: str) -> bool:
    """Whether nothing but a place, or nothing at all, stands before a figure: the row's label says of what it is."""
    left = BEFORE.sub("", words).strip(" ：:，,、（(/")
    return not left or known_place(left)


def closely_named(words: str) -> list[Named]:
    """The pollutants right before a figure: nothing but a bound and words like 排放浓度分别 between."""
    words = BEFORE.sub("", words)
    names = named_in(words)
    if not names:
        return []
    tail = re.sub(rf"[（(]\s*(?:{NAME.pattern})\s*[)）]", "", words[names[-1].end :])
    tail = re.sub(r"[（(]\s*以[^（()）]{1,20}计\s*[)）]", "", tail)
    return [] if KNOWN.sub("", AVERAGING.sub("", tail)).strip() else names


def _apart(text: str) -> str:
    """The clause with units where each figure has its own and one place for them: after the last of several pairs
    (甲≤1、乙≤2 mg/m³), or after each of several figures (分别不高于1mg/m³、2mg/m³).

    >>> _apart("颗粒物≤11、SO₂≤37mg/m³（小时均值）")
    '颗粒物≤11mg/m³（小时均值）、SO₂≤37mg/m³（小时均值）'
    >>> _apart("颗粒物、SO₂分别不高于11mg/m³、37mg/m³")
    '颗粒物、SO₂分别不高于11、37mg/m³'
    """
    text = _EACH_UNIT.sub(lambda m: m[0] if len(set(_UNITS.findall(m[0]))) > 1 else _one_unit(m), text)

    def given(found: re.Match[str]) -> str:
        tail: str = found["tail"] + (found["mean"] or "")
        pairs = [found[0][: len(found[0]) - len(tail)]]
        parts = re.split(rf"(?<=\d)(?=\s*[、，,]\s*{_PAIR})", pairs[0])
        named = all(len(named_in(unmasked(BEFORE.sub("", re.sub(r"[\d.]+$", "", one))))) == 1 for one in parts)
        return tail.join(parts) + tail if named else found[0]

    return _PAIRS.sub(given, text)


def _one_unit(found: re.Match[str]) -> str:
    unit: str = _UNITS.findall(found[0])[-1]
    return re.sub(rf"\s*{re.escape(unit)}", "", found[0]) + unit
