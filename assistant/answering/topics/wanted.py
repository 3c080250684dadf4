"""What a question wants of an indicator table: which grades, rows, pollutants, alerts; or the ladder, or a difference.

Lives here: `Wanted`, `wanted_of`, `touches`. May import: answering's reading, question; grading.table. The table's own
words are what is looked for; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.answering.question import norm
from assistant.answering.reading import Reading
from assistant.grading.table import Limit, Place, Table
from assistant.library.grade import Alert, Grade

MOST = 4  # rows shown where a word fits several


class Kind(StrEnum):
    """What is asked of the table."""

    CELLS = "cells"
    ALL = "all"
    DIFFERENCE = "difference"
    LADDER = "ladder"
    MEASURES = "measures"
    SCOPE = "scope"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`grades`: those named, in the table's order; empty: all. `places`: the rows meant. `subjects`: pollutants or
    shares asked for by name. `value`: a number that the question puts beside the limit. `words`: what it asks about,
    as pairs of characters."""

    kind: Kind
    grades: tuple[Grade, ...] = ()
    places: tuple[Place, ...] = ()
    subjects: frozenset[str] = frozenset()
    alerts: tuple[Alert, ...] = ()
    value: str | None = None
    parts: tuple[int, ...] = ()
    absent: tuple[Grade, ...] = ()
    words: frozenset[str] = frozenset()


# How people call what guides print otherwise. Keys are as drafts spell them (INTERFACE.md, import-guide).
_POLLUTANTS = {
    "颗粒物": r"颗粒物|粉尘|烟尘|烟粉尘|(?<![A-Z])PM(?!2|10)|除尘效果",
    "SO2": r"SO2|二氧化硫",
    "NOx": r"NOX|氮氧",
    "NMHC": r"NMHC|非甲烷总烃|VOC|挥发性有机",
    "氨逃逸": r"氨逃逸|逃逸氨",
    "二噁英类": r"二[噁恶]英",
    "林格曼黑度": r"林格曼|黑度",
}
# Things that tables have rows on, and how people speak of them.
_THEMES: tuple[tuple[str, str], ...] = (
    (r"运输|车辆|门禁", r"运输|车辆|货车|卡车|拉货|新能源|国[五六]|电动|门禁|清洁方式|铁路"),
    (r"台账|记录", r"台账|记录"),
    (r"档案", r"档案|环评批复|排污许可证|验收"),
    (r"监测|监控|视频|在线", r"监测|监控|视频|录像|在线|CEMS|DCS|PLC|联网"),
    (r"无组织", r"无组织|密闭|封闭|料棚|堆场|扬尘|可见烟|物料储存|粉尘外逸"),
    (r"治理|处理工艺|处理设施|末端|去除", r"治理|处理设施|末端|除尘|脱硫|脱硝|RTO|RCO|SCR|活性炭|袋式|去除|处理工艺|环保设备|治污"),
    (r"装备|设备|工艺|生产", r"装备|设备水平|生产设备|工艺|炉型|产能"),
    (r"原辅|原料|材料", r"原辅|原料|涂料|油漆|油墨|胶黏|稀释剂|水性|低VOCS"),
    (r"能源|燃料", r"能源|燃料|天然气|燃煤|煤气|用电|用煤"),
    (r"管理", r"管理|制度|环保专员|人员配置|专职"),
    (r"人员", r"人员|专职|专员"),
    (r"排放", r"限值|浓度|毫克|MG|排放(?:标准|要求|限|多少|指标)|超低|含氧|氧含量"),
    (r"保存|台账|监测|监控|记录", r"保存|留存|存多久|存几"),
)  # fmt: skip
_DIFFERENCE = re.compile(
    r"区别|差别|差在|差距|不同|不一样|相比|对比|比较|差哪|差什么|差多少|还差|有啥差|升.{0,4}级?.{0,6}(?:补|改|差)|严在|高在"
)
_LADDER = re.compile(
    r"分(?:为|成)?几(?:个)?(?:等?级|档)|几个等级|有哪?些?几?个?等级|哪(?:几个|些)(?:等级|级别)|(?:有没有|有|设|设不设|能评|能不能评|可以评)[ABCD]-?级(?:吗|没有|不|这|么)|有没有[ABCD]-?级|设(?:了)?(?:哪|几).{0,3}级|"
    r"最低等级(?:是|叫|为|有)|最低(?:是)?(?:哪|什么|几)|最高(?:是)?(?:哪|什么|几)|引领性.{0,4}(?:有没有|吗|还是)|(?:有没有|有|设).{0,3}引领"
)
_ALL = re.compile(
    r"指标(?:有哪些|是什么|都有|具体|要求|内容|包括|表|清单|列)|哪些指标|什么指标|全部指标|所有指标|几项指标|多少(?:项|条|个)指标|差异化指标|(?:要求|标准|条件)(?:是什么|有哪些|都有|具体|包括|是啥)|(?:什么|哪些|啥)(?:要求|标准|条件)|"
    r"(?:需要|要|得|应该|须)(?:满足|达到|做到|具备|符合)?(?:什么|哪些|啥|怎样)|怎么(?:才)?(?:能)?(?:达到|评上|做到)|级(?:的)?(?:标准|指标|条件|要求)"
)
_MEASURES = re.compile(
    r"减排措施|应急减排|减排|停产|限产|停(?:哪|什么|多少|几)|限(?:哪|什么|多少|几)|怎么(?:停|限|减|管控)|预警(?:期间|时)|采取什么措施|管控措施"
)
_SCOPE = re.compile(r"适用范围|适用于(?:哪|什么)|适用(?:哪|什么)")
_VALUE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(MG/?N?M?3?|毫克(?:每立方米)?|%|个月|月|年)?")
_REST = re.compile(
    r"[ABCD]-?(?:级|等)?|绩效引领性?|引领性?|企业|行业|[?,。!、;:“”‘’\"'()]|什么|多少|怎么|如何|哪些?|哪里|是不是|是否|可以|能不能|吗|呢|的|了|要求|需要|要|得|有|是|我们?|咱|厂|公司|请问|一下|具体|规定|标准|指标|级|申请|申报|想|报|评|达到|满足|做到|控制|在|多|几|和|与|到|升"
)


def wanted_of(reading: Reading, table: Table) -> Wanted:
    """What is asked of this table; Kind.CELLS without places where its words are not found in it."""
    text = reading.text
    grades = tuple(grade for grade in table.ladder if grade in reading.named)
    absent = tuple(grade for grade in reading.named if grade not in table.ladder)
    parts = _parts(text, table)
    rest = _rest(text, reading)
    words = frozenset(rest[i : i + 2] for i in range(len(rest) - 1))
    said = Wanted(Kind.CELLS, grades, alerts=reading.marks.alerts, parts=parts, absent=absent, words=words)
    if not _POLLUTANT_ASKED.search(text) and (reading.marks.alerts or _MEASURES.search(text)):
        return _kind(said, Kind.MEASURES)
    if _SCOPE.search(text):
        return _kind(said, Kind.SCOPE)
    subjects = _subjects(text, table)
    places = () if _absent_substance(text, table, subjects, reading) else _places(text, table, parts, subjects, reading)
    ladder = bool(_LADDER.search(text)) and not subjects
    if ladder and not _DIFFERENCE.search(text):
        return _kind(said, Kind.LADDER)
    value = _value(text, subjects) if subjects or places else None
    told = replace(said, places=places, subjects=subjects, value=value)
    if _DIFFERENCE.search(text) and len(table.ladder) > 1 and value is None:
        return _kind(told, Kind.DIFFERENCE)
    about_all = bool(_ALL.search(text) or grades) or _bare(text, reading)
    if not places and about_all and not _absent_substance(text, table, subjects, reading):
        return _kind(told, Kind.ALL)
    return told


def touches(reading: Reading, table: Table) -> bool:
    """Whether the table itself has something to say to the question: a row, a pollutant, its ladder, its measures."""
    wanted = wanted_of(reading, table)
    if wanted.kind is Kind.CELLS:
        return bool(wanted.places)
    if wanted.kind is Kind.ALL:
        return bool(_ALL.search(reading.text))
    return True


def _kind(one: Wanted, kind: Kind) -> Wanted:
    return replace(one, kind=kind)


_POLLUTANT_ASKED = re.compile("|".join(_POLLUTANTS.values()))


def _subjects(text: str, table: Table) -> frozenset[str]:
    """The pollutants and shares of the table that the question names."""
    known = {
        limit.of for place in table.places for cell in place.row.cells.values() for limit in cell.numbers if limit.of
    }
    return frozenset(of for of in known if _named(of, text))


def _named(of: str, text: str) -> bool:
    for name, said in _POLLUTANTS.items():
        if of.startswith(name):
            tail = of.removeprefix(name)
            return bool(re.search(said, text)) and (not tail or bool(re.search(r"效率|去除|处理|治理", text)))
    word = norm(of)
    return len(word) > 1 and word in text


_EMISSION = re.compile(r"限值|浓度|毫克|MG/?N?M?3?|排放标准|排放要求|排放|标准|不高于|不超过|低于|对|能|达标|够")


def _absent_substance(text: str, table: Table, subjects: frozenset[str], reading: Reading) -> bool:
    """Whether a limit is asked for of something that the table has no word of (氟化物 where only 颗粒物 stands)."""
    if re.search(r"效率|去除率|收集率", text):  # a limit on the concentration does not answer it
        return not re.search(r"效率|去除率|收集率", _everything(table))
    if subjects or not re.search(r"限值|浓度|排放标准", text):
        return False
    left = re.sub(r"[0-9.]+", "", _EMISSION.sub("", _rest(text, reading)))
    words = _everything(table)
    if _POLLUTANT_ASKED.search(left):
        return True
    return len(left) >= 2 and not any(left[i : i + 2] in words for i in range(len(left) - 1))


def _everything(table: Table) -> str:
    """All words of the table."""
    numbers = "".join(n.of for place in table.places for cell in place.row.cells.values() for n in cell.numbers)
    cells = "".join(f"{place.row.id}{cell.raw}" for place in table.places for cell in place.row.cells.values())
    return norm(cells + numbers)


def _places(
    text: str, table: Table, parts: tuple[int, ...], subjects: frozenset[str], reading: Reading
) -> tuple[Place, ...]:
    """The rows that the question is about, the best first in the order of print."""
    rest = _rest(text, reading)
    grams = {rest[i : i + 2] for i in range(len(rest) - 1)}
    scored: list[tuple[float, Place]] = []
    for place in table.places:
        if parts and place.number not in parts:
            continue
        score = _score(place, text, grams, subjects)
        if score >= 2:
            scored.append((score, place))
    if not scored:
        return ()
    top = max(score for score, _ in scored)
    per_part = len({place.number for _, place in scored})
    return tuple(place for score, place in scored if score >= top - 1)[: MOST * max(per_part, 1)]


def _score(place: Place, text: str, grams: set[str], subjects: frozenset[str]) -> float:
    name = norm(place.row.indicator + (place.row.sub or ""))
    words = norm("".join(cell.raw for cell in place.row.cells.values()))
    numbers = {limit.of for cell in place.row.cells.values() for limit in cell.numbers}
    score = 0.0
    if norm(place.row.indicator) in text or (place.row.sub and norm(place.row.sub) in text):
        score += 4
    if subjects & numbers:
        score += 4
    for prints, said in _THEMES:
        if re.search(said, text):
            score += 3 if re.search(prints, name) else 0
    if grams:
        hit = sum(gram in name for gram in grams) * 1.0 + sum(gram in words for gram in grams) * 0.8
        score += min(3.0, 4 * hit / len(grams))
    return score


def _rest(text: str, reading: Reading) -> str:
    """The question without industry, grades and what every question says."""
    for mark in reading.industries:
        text = text.replace(mark.said, "")
    return _REST.sub("", text)


def _bare(text: str, reading: Reading) -> bool:
    """Whether nothing but an industry and a grade is said."""
    return len(_rest(text, reading)) <= 1


def _parts(text: str, table: Table) -> tuple[int, ...]:
    """Which of several tables the question names, by a word of its title that the others lack."""
    if len(table.tables) < 2:
        return ()
    titles = {
        n: norm(re.sub(r"示例|绩效分级|指标|差异化|企业|生产|表|[0-9.\-]", "", part.title))
        for n, part in enumerate(table.tables, 1)
    }
    found = []
    for number, title in titles.items():
        grams = {title[i : i + 2] for i in range(len(title) - 1)}
        others = "".join(other for n, other in titles.items() if n != number)
        if any(gram in text and gram not in others for gram in grams):
            found.append(number)
    return tuple(found)


def _value(text: str, subjects: Iterable[str]) -> str | None:
    """The number that the question puts forward, with its unit where it says one."""
    masked = re.sub(r"SO2|PM2\.5|PM10|国[0-9五六]|[0-9]{4}年", lambda found: "#" * len(found[0]), text)
    found = [m for m in _VALUE.finditer(masked) if m[1]]
    return found[0][1] if len(found) == 1 else None


def limits_of(place: Place, grade: Grade, subjects: frozenset[str]) -> tuple[Limit, ...]:
    """The numbers of a cell that are asked for; all of them where none is named."""
    cell = place.row.cell(grade)
    if cell is None:
        return ()
    return tuple(limit for limit in cell.numbers if not subjects or limit.of in subjects)


_SAY = {"<=": "不高于", "<": "低于", ">=": "不低于", ">": "高于", "=": "为"}


def limit_in_words(limit: Limit) -> str:
    """颗粒物不高于 10 mg/m³（窑尾，基准含氧量 10%）"""
    more = [
        limit.where or "",
        f"基准含氧量 {_plain(limit.oxygen)}%" if limit.oxygen is not None else "",
        limit.averaging or "",
    ]
    tail = "，".join(word for word in more if word)
    return f"{limit.of}{_SAY[limit.comparator]} {_plain(limit.value)} {limit.unit}".rstrip() + (
        f"（{tail}）" if tail else ""
    )


def _plain(value: Decimal) -> str:
    return f"{value:f}"
