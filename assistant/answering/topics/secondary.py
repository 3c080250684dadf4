"""What secondary sources say where no loaded text settles it: with its label, both sides where they differ, no choice.

Lives here: `secondary`. May import: answering's desk, draft, question; library. A fact shown here decides nothing and is
never a citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.question import norm
from assistant.library.clause import arabic_number
from assistant.library.grade import Grade
from assistant.library.holdings import LEVEL_WORDS, Fact, Industry

MOST = 4
LONGEST = 70
_FILLER = re.compile(
    r"[,。?!;:、“”]|多少|多久|几个?|是|的|要求|级|吗|呢|企业|标准|需要|要|得|应该?|一般|我们|必须|什么|怎么|哪些|规定|有没有|可以|时间|多长"
)
_AMOUNT = re.compile(r"([0-9零一二两三四五六七八九十]+)\s*(个月|月|年|天|日|%|mg/m³|mg/m3|毫克)")
_ASKS_AMOUNT = re.compile(r"多久|多长|几|多少|期限|时间|限值|浓度|比例|百分")
# Things whose amounts may be held beside each other; a fact on another of them is about something else.
_THINGS = (
    "视频",
    "录像",
    "台账",
    "监测",
    "在线",
    "档案",
    "运输",
    "车辆",
    "门禁",
    "颗粒物",
    "SO2",
    "NOX",
    "NMHC",
    "VOCS",
)
_SAME = {"录像": "视频"}
_KEEP = re.compile(r"保存|留存|存储|存几|存多|保留|存放")


def secondary(desk: Desk, draft: Draft, entry: Industry | None) -> None:
    """Adds the facts seen elsewhere that speak of the same thing; where their amounts differ, that is said first."""
    found = _found(desk, entry)
    # Amounts differ only where they are of one thing; of several things they are several facts.
    one_thing = bool(_ASKS_AMOUNT.search(desk.text)) and bool(_things(desk.text))
    amounts = {frozenset(_amounts(fact.text)) for fact in found} - {frozenset()}
    found = found if one_thing else found[:2]
    if one_thing and len(amounts) > 1:
        draft.why.append("以下二手来源的说法不一致，并列在此，不作取舍，也不作依据：")
    for fact in found:
        draft.why.append(_line(fact))


def _line(fact: Fact) -> str:
    publisher = fact.publisher or "来源未注明"
    text = fact.text if len(fact.text) <= LONGEST else fact.text[:LONGEST] + "…"
    return f"据{publisher}（{LEVEL_WORDS[fact.level]}，未经官方文本核实，不作依据）：{text}"


def _found(desk: Desk, entry: Industry | None) -> list[Fact]:
    text = desk.text
    grams = _grams(text, entry)
    things = _things(text)
    wants_amount = bool(_ASKS_AMOUNT.search(text))
    scored: list[tuple[float, str, Fact]] = []
    away = _elsewhere(desk)
    for fact in desk.corpus.facts:
        if any(place in fact.text or place in fact.subject for place in away):
            continue  # what another province asks for is not ours, with whatever label
        if fact.level == "official" or not _same_grade(fact, desk.reading.named):
            continue
        own = entry is not None and _same_industry(fact, entry)
        if entry is not None and not own and not _for_all(fact):
            continue
        said = norm(fact.text + fact.dimension + fact.subject)
        if wants_amount and not _AMOUNT.search(fact.text):
            continue
        if things and not things & _things(said):
            continue
        if _KEEP.search(text) and not _KEEP.search(said):
            continue
        overlap = len(grams & _grams(said, None))
        enough = overlap >= 1 if things and wants_amount else overlap >= 3 and overlap >= 0.4 * len(grams)
        if enough:
            scored.append((-overlap - (5 if own else 0), fact.id, fact))
    return _distinct(fact for _, _, fact in sorted(scored, key=lambda s: s[:2]))


def _elsewhere(desk: Desk) -> tuple[str, ...]:
    """Names of other provinces and their cities."""
    if "answers/places.yaml" not in desk.corpus.names():
        return ()
    return tuple(str(place) for place in desk.corpus.yaml("answers/places.yaml").data.get("elsewhere") or ())


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Up to MOST facts; one for each saying first, so that both sides of a conflict are there."""
    first: dict[frozenset[str], Fact] = {}
    rest: list[Fact] = []
    for fact in facts:
        amounts = frozenset(_amounts(fact.text))
        if amounts in first:
            rest.append(fact)
        else:
            first[amounts] = fact
    return list(first.values())[:MOST] if len(first) > 1 else [*first.values(), *rest][:2]


def _amounts(text: str) -> list[str]:
    """The amounts of a text in one spelling: periods in months."""
    out = []
    for number, unit in _AMOUNT.findall(text):
        value = arabic_number(number)
        if value is not None:
            out.append(f"{value * 12} 月" if unit == "年" else f"{value} {unit.removeprefix('个')}")
    return out


def _things(text: str) -> set[str]:
    return {_SAME.get(thing, thing) for thing in _THINGS if thing in text}


def _grams(text: str, entry: Industry | None) -> set[str]:
    if entry is not None:
        text = text.replace(norm(entry.name), "")
    text = _FILLER.sub("", text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _for_all(fact: Fact) -> bool:
    """Whether a fact speaks of no industry by name: the mobile-source guide, common requirements."""
    return not fact.subject or bool(re.search(r"通用|移动源|门禁|视频|台账|监控|全部|各行业|39|12个", fact.subject))


def _same_industry(fact: Fact, entry: Industry) -> bool:
    parts = {part.removesuffix("行业").removesuffix("制造") for part in re.split(r"[、/（）()，,；;]", fact.subject)}
    return entry.name.removesuffix("行业").removesuffix("制造") in parts


def _same_grade(fact: Fact, grades: tuple[Grade, ...]) -> bool:
    text = norm(fact.text)
    said = [g for g in ("A", "B", "C", "D", "引领") if re.search(rf"{g}级|^{g}[:/、]", text)]
    return (
        not grades
        or not said
        or any(g.value.replace("绩效", "").replace("性", "")[:2] in said or g.value[0] in said for g in grades)
    )
