"""Amounts: every number with its unit and comparator, every date, grade and clause id that a text names.

Lives here: reading them out of plain text, with the place where each stands. `十二个月` and `一年` are one length;
`B级及以上` is a set of grades. May import: library.clause, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.library.clause import ClauseId, arabic_number
from assistant.library.grade import LETTERS, Grade

_N = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+|半)"
_UNITS = (
    "个工作日|工作日|个小时|小时|个月|个季度|季度|个自然年|周年|年|个星期|星期|周|天|日|月底|月末|月初|月份|月"
    "|毫克/立方米|毫克/m3|微克/立方米|mg/m3|mg/Nm3|g/m3|ug/m3|μg/m3|毫克每立方米|毫克|微克|吨|千克|公斤|公里|千米|米|蒸吨|千瓦|kW|MW|万元|千元|元|块钱|块|亿"
    "|百分点|%|倍|成|折|分|级|度|人次|个人|人|名|位|家|次|回|遍|个|项|类|种|样|件|重|条|款|章|份|套|部|本|张|页|轮|批|期|台|座|省|市"
)
_AMOUNT = re.compile(
    rf"(?P<before>不(?:得|能|可以|可|应当|应该|应|允许|准|会|许|该|宜|至于)?(?:再)?(?:少于|低于|小于)|至少|最少|起码|大于等于|≥|不(?:得|能|可以|可|应当|应该|应|允许|准|会|许|该|宜|至于)?(?:再)?(?:超过|高于|大于|多于)|至多|最多|小于等于|≤"
    rf"|超过|大于|高于|多于|达到?|满|＞|少于|低于|小于|不足|不到|未满|还不满|不满|＜|近|约|大约|每|第|前|逾)?(?P<gap>(?:要|应|需|得|须)?(?:有|配备|配足|配齐|安排|选派|组织|到场|请|来|带|配|派|为)?)"
    rf"(?P<number>{_N})(?P<many>多|余|几|来)?(?P<unit>{_UNITS})(?P<half>半)?"
    rf"(?P<after>及以上|及其以上|以上|或以上|起|及以下|以下|以内|之内|内|里面|里头|里(?!程)|以后|之后|后|之前|以前|前|底前|届满|期满)?"
)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})(?:年|-|/|\.)(?P<m>\d{1,2})(?:月|-|/|\.)(?P<d>\d{1,2})[日号]?"
    r"|(?P<y2>(?:19|20)\d{2})年(?P<m2>\d{1,2})月(?P<end2>底|末|初)?|(?P<y3>(?:19|20)\d{2})年度?"
    r"|(?P<m4>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d4>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
)
_EVERY = re.compile(
    rf"每(?:个)?(?P<number>{_N})?(?:个)?(?P<unit>季度末?|月的?月底|月底|月末|月初|月|年|周|星期|天|日|半年|旬)|按(?P<unit2>季度|月|年)(?!计算|、|度(?:预算|经费|财政))度?|一个?(?P<unit3>季度|月|年)(?=[^，。；]{0, 6}[一1](?:次|回|遍))"
)
_COUNTS = re.compile(r"[\d零〇一二两三四五六七八九十百千半每按]")  # without one of them nothing is counted
_PERCENT = re.compile(r"百分之(?P<number>[零一二两三四五六七八九十百]+)|(?P<tenth>[一二三四五六七八九])成")
_NOT = re.compile(r"^不(?:得|能|可以|可|应当|应该|应|允许|准|会|许|该|宜|至于)?(?:再)?")
_COMPARE = {
    ">=": [
        "不得少于",
        "不少于",
        "不得低于",
        "不低于",
        "不得小于",
        "不小于",
        "至少",
        "最少",
        "起码",
        "大于等于",
        "≥",
        "及以上",
        "及其以上",
        "以上",
        "或以上",
        "达",
        "达到",
        "满",
        "起",
    ],
    "<=": [
        "不得超过",
        "不超过",
        "不得高于",
        "不高于",
        "不得大于",
        "不大于",
        "不得多于",
        "不多于",
        "至多",
        "最多",
        "小于等于",
        "≤",
        "及以下",
        "以下",
    ],
    ">": ["超过", "大于", "高于", "多于", "＞", "逾"],
    "<": ["少于", "低于", "小于", "不足", "不到", "未满", "不满", "还不满", "＜"],
    "~": ["近", "约", "大约"],
}
_COMPARATOR = {word: sign for sign, words in _COMPARE.items() for word in words}
_ROLE = {
    **dict.fromkeys(("以内", "之内", "内", "里", "里面", "里头"), "within"),
    **dict.fromkeys(("以后", "之后", "后", "届满", "期满"), "after"),
    **dict.fromkeys(("之前", "以前", "前", "底前"), "before"),
}
_MONTHS = {"年": 12, "周年": 12, "个自然年": 12, "个月": 1, "季度": 3, "个季度": 3}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7}
_SAME_UNIT = {
    "名": "人",
    "个人": "人",
    "位": "人",
    "月末": "月底",
    "回": "次",
    "遍": "次",
    "类": "种",
    "样": "种",
    "件": "项",
    "重": "种",
    "小时": "小时",
    "个小时": "小时",
}
_ORDINALS = frozenset(["日", "天", "年", "个月", "周", "个工作日", "工作日", "季度", "次", "遍"])
_ARTICLE_OF_ONE = frozenset(
    ["个", "项", "家", "人", "条", "种", "份", "部", "步", "级", "期", "张", "方面", "款", "本", "套", "台", "市", "省"]
)


@dataclass(frozen=True, slots=True)
class Amount:
    """`number` `unit` compared by `comparator` (= >= <= > < ~), in the role `within | after | before | ""`."""

    number: Decimal
    unit: str
    comparator: str
    role: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date, as far as it is given: `2026-03-01`, `2026-03`, `2026`, `--03-01`, `--09`(底)."""

    value: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class GradeSet:
    """The grades that a run of text names. `raw` empty set of grades: words for a grade that no ladder has."""

    grades: frozenset[Grade]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause that a text names; `clause` is None where it names one in no document we know how to read."""

    clause: ClauseId | None
    start: int
    end: int
    text: str


def number(text: str) -> Decimal | None:
    """The number that Chinese or Arabic numerals spell; 半 is 0.5."""
    if text == "半":
        return Decimal("0.5")
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Decimal(text)
    value = arabic_number(text.replace("〇", "零"))
    return None if value is None else Decimal(value)


@lru_cache(maxsize=4096)
def days(text: str) -> tuple[Day, ...]:
    """Every date and year."""
    return tuple(_days(text)) if "月" in text or "20" in text or "19" in text else ()


def _days(text: str) -> Iterator[Day]:
    for found in _DATE.finditer(text):
        if found["y"]:
            value = f"{found['y']}-{int(found['m']):02d}-{int(found['d']):02d}"
        elif found["y2"]:
            value = f"{found['y2']}-{int(found['m2']):02d}" + ("底" if found["end2"] in ("底", "末") else "")
        elif found["y3"]:
            value = found["y3"]
        else:
            month, day = arabic_number(found["m4"]), arabic_number(found["d4"])
            value = f"--{month or 0:02d}-{day or 0:02d}"
        yield Day(value, found.start(), found.end(), found.group())


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every number with a unit, dates and clause numbers aside. `一个`, `一项` as an article are no amounts.

    >>> [(str(a.number), a.unit, a.comparator, a.role) for a in amounts("不得少于3人，十二个月内，一年后，每季度，两次及以上")]
    [('3', '人', '>=', ''), ('12', 'M', '=', 'within'), ('12', 'M', '=', 'after'), ('3', '每M', '=', ''), ('2', '次', '>=', '')]
    """
    if not _COUNTS.search(text):
        return ()
    taken = [(d.start, d.end) for d in days(text)] + [(c.start, c.end) for c in clause_refs(text)]
    out: list[Amount] = []
    for found in _EVERY.finditer(text):
        if not _overlaps(found, taken):
            out.append(_every(found))
            taken.append(found.span())
    for found in _PERCENT.finditer(text):
        value = number(found["number"]) if found["number"] else number(found["tenth"])
        if value is not None and not _overlaps(found, taken):
            out.append(Amount(value * (1 if found["number"] else 10), "%", "=", "", *found.span(), found.group()))
            taken.append(found.span())
    for found in _AMOUNT.finditer(text):
        if not _overlaps(found, taken) and (amount := _amount(found, text)):
            out.append(amount)
    return tuple(sorted(out, key=lambda a: a.start))


def _overlaps(found: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return (
        any(found.start("number") < end and start < found.end() for start, end in taken)
        if ("number" in found.re.groupindex and found["number"])
        else any(found.start() < end and start < found.end() for start, end in taken)
    )


def _every(found: re.Match[str]) -> Amount:
    unit = found["unit"] or found["unit2"] or found["unit3"]
    value = (number(found["number"]) if found["number"] else None) or Decimal(1)
    unit = (
        unit.removeprefix("月的") if unit.startswith("月的") else unit.removeprefix("月") if unit == "月月底" else unit
    )
    if unit in ("月底", "月末", "月初"):
        name = "每" + unit.replace("末", "底")
    elif unit == "半年":
        name, value = "每M", Decimal(6)
    elif unit.startswith("季度"):
        name, value = ("每M", value * 3) if unit == "季度" else ("每季度末", value)
    elif unit in ("月", "年"):
        name, value = "每M", value * (12 if unit == "年" else 1)
    else:
        name = "每" + unit
    return Amount(value, name, "=", "", *found.span(), found.group())


def _amount(found: re.Match[str], text: str) -> Amount | None:
    if found["gap"] and _NOT.sub("不", found["before"] or "") not in _COMPARATOR:
        return None if found["before"] else _amount_from(found, text)
    return _amount_from(found, text)


def _amount_from(found: re.Match[str], text: str) -> Amount | None:
    before, unit, after = found["before"] or "", found["unit"], found["after"] or ""
    value = number(found["number"])
    if value is None or (before == "第" and unit not in _ORDINALS):
        return None
    if before == "前" and unit in ("项", "种", "条", "款"):
        return None
    if found["many"]:
        before = "约"
    if found["number"] == "一" and text[max(0, found.start("number") - 1) : found.start("number")] in tuple(
        "统唯同进逐单第任某另专万下哪"
    ):
        return None
    comparator = _COMPARATOR.get(_NOT.sub("不", before)) or _COMPARATOR.get(after) or "="
    if (
        value == 1
        and unit in _ARTICLE_OF_ONE | {"名", "位", "类"}
        and comparator == "="
        and found["number"] in ("一", "1")
    ):
        return None
    role = "before" if before == "前" else _ROLE.get(after, "")
    unit = _SAME_UNIT.get(unit, unit)
    if unit in ("月底", "月初", "月份", "月"):
        unit = "月" + ("底" if unit == "月底" else "")
    if before == "第":  # 第三日, 第二年
        unit = f"第{unit}"
    elif unit in _MONTHS:
        value, unit = value * _MONTHS[unit] + (6 if found["half"] and _MONTHS[unit] == 12 else 0), "M"
    elif unit in _DAYS:
        value, unit = value * _DAYS[unit], "D"
    elif unit in ("工作日", "个工作日"):
        unit = "WD"
    return Amount(value, unit, comparator, role, found.start(), found.end(), found.group())


_LETTER = r"[A-Za-z]\s?(?:[+\-]|减|加)?"
_LIST = re.compile(
    rf"(?<![A-Za-z0-9.])(?:(?:{_LETTER})(?:级)?(?:（含B-(?:，下同)?）)?(?:级)?(?:企业)?[、和及或与/至到~]*)+"
    r"(?:级)?(?P<span>[及或]?以[上下])?(?![A-Za-z0-9])"
)
_GRADES = re.compile(r"[A-Za-z级档]|引领")  # without one of them no grade is named
_LEADING = re.compile(r"(?P<non>非)?(?:绩效)?引领性?(?:企业)?(?![作])")
_ALL = re.compile(r"(?:任何|各个?|所有|全部|一切|每个|哪个)(?:绩效)?(?:等级|级别)(?!的?企业清单)")
_STRANGE = re.compile(
    r"(?:次|较|偏|中|中间|中等|居中|第[二三四])(?:高|低|间|等|档)?的?(?:等级|级别|档次|一级|一档)|最高等?级|顶级|[甲乙丙丁]级|(?<![某每哪])[一二三四五1-5]级(?!审)|(?<!最)(?:高|低|中)一?(?:等级|级别)|更高等?级|高级别"
)


@lru_cache(maxsize=4096)
def grade_sets(text: str) -> tuple[GradeSet, ...]:
    """Every run that names grades, expanded.

    >>> [sorted(map(str, g.grades)) for g in grade_sets("A、B级和绩效引领性企业，C级及以上，非绩效引领性")]
    [['A', 'B', 'B-'], ['绩效引领性'], ['A', 'B', 'B-', 'C'], ['非绩效引领性']]
    """
    out: list[GradeSet] = []
    if not _GRADES.search(text):
        return ()
    for found in _LIST.finditer(text):
        letters = re.findall(r"([A-Za-z])\s?([+\-]|减|加)?", found.group().replace("含B-", ""))
        if not letters or ("级" not in found.group() and not _bare_grade(found, text)):
            continue
        out.append(_letters(found, letters, "含B-" in found.group()))
    for found in _LEADING.finditer(text):
        grade = Grade.NOT_LEADING if found["non"] else Grade.LEADING
        out.append(GradeSet(frozenset({grade}), found.start(), found.end(), found.group()))
    for found in _ALL.finditer(text):
        out.append(GradeSet(frozenset(Grade), found.start(), found.end(), found.group()))
    for found in _STRANGE.finditer(text):
        out.append(GradeSet(frozenset(), found.start(), found.end(), found.group()))
    return tuple(sorted(out, key=lambda g: g.start))


def _bare_grade(found: re.Match[str], text: str) -> bool:
    """A letter alone is a grade where Chinese or punctuation surrounds it: 报A, A和B都行."""
    return bool(re.fullmatch(r"(?:[A-Da-d][+\-]?[、和及或与/至到~]*)+", found.group()))


def _letters(found: re.Match[str], letters: list[tuple[str, str]], with_minus: bool) -> GradeSet:
    grades: set[Grade] = set()
    strange = False
    for letter, sign in letters:
        name = letter.upper() + ("-" if sign in ("-", "减") else "+" if sign in ("+", "加") else "")
        try:
            grades.add(Grade(name))
        except ValueError:
            strange = True
    if strange:
        return GradeSet(frozenset(), *found.span(), found.group())
    if found["span"] and grades:
        at = [LETTERS.index(g) for g in grades if g in LETTERS]
        inclusive = bool(re.search("[及或含]以[上下]", found.group()))
        up = found["span"].endswith("上")
        grades = set(LETTERS[: max(at) + inclusive] if up else LETTERS[min(at) + (not inclusive) :])
    elif re.search(r"[A-D]级?[至到~]", found.group()) and len(grades) == 2:
        low, high = sorted(LETTERS.index(g) for g in grades)
        grades = set(LETTERS[low : high + 1])
    if Grade.B in grades:
        grades.add(Grade.B_MINUS)
    return GradeSet(frozenset(grades), *found.span(), found.group())


_NUM = r"(?:[零〇一二两三四五六七八九十百千]+|\d{1,4})"
_REF = re.compile(
    rf"(?P<doc>[a-z][a-z0-9-]*|民法典|《[^》]{{2,40}}》)?(?:的)?第(?P<article>{_NUM})条?(?P<more>(?:[、和及至到-]第?{_NUM})*)条"
    rf"(?:第(?P<para>{_NUM})款)?(?P<items>(?:[、和及至到-]?(?:第?[（(]{_NUM}[)）]项?(?!目)|第{_NUM}项))+)?"
)
_ITEM = re.compile(rf"(?P<to>[至到-])?(?:第?[（(]|第)(?P<number>{_NUM})[)）项]")


@lru_cache(maxsize=4096)
def article_of(clause: str) -> str:
    """The article of a clause's id.

    >>> article_of("henan-2024:18(5)")
    'henan-2024:18'
    """
    return clause.split("(")[0]


def names_one(clause: str, of: Iterable[str]) -> bool:
    """Whether a clause is one of these, or the article of one.

    >>> names_one("henan-2024:18", ["henan-2024:18(5)"]), names_one("henan-2024:18(1)", ["henan-2024:18(5)"])
    (True, False)
    """
    return any(clause in (one, article_of(one)) for one in of)


def clause_refs(text: str, home: str = "henan-2024") -> tuple[ClauseRef, ...]:
    """Every clause that `text` names, ranges expanded; `home` is the document where none is named.

    >>> [str(r.clause) for r in clause_refs("第十八条（五），第十七、十八条，民法典第二百零一条，第十七条（一）至（三），第十九条第（一）项")]
    ['henan-2024:18(5)', 'henan-2024:17', 'henan-2024:18', 'civil-code:201', 'henan-2024:17(1)', 'henan-2024:17(2)', 'henan-2024:17(3)', 'henan-2024:19(1)']
    """
    return tuple(_refs(text, home)) if "条" in text else ()


def _refs(text: str, home: str) -> Iterator[ClauseRef]:
    for found in _REF.finditer(text):
        document = _document(found["doc"], home)
        articles = [arabic_number(found["article"])]
        for sign, word in re.findall(rf"([、和及至到-])第?({_NUM})", found["more"] or ""):
            value = arabic_number(word)
            last = articles[-1]
            if sign in "至到-" and last and value and last < value <= last + 30:
                articles.extend(range(last + 1, value + 1))
            else:
                articles.append(value)
        items: list[int] = []
        for part in _ITEM.finditer(found["items"] or ""):
            value = arabic_number(part["number"])
            if part["to"] and items and value:
                items.extend(range(items[-1] + 1, value))
            items.append(value or 0)
        for index, article in enumerate(articles):
            ids = items if index == len(articles) - 1 and items else [0]
            for item in ids:
                clause = ClauseId(document, article, item or None) if document and article else None
                yield ClauseRef(clause, found.start(), found.end(), found.group())


def _document(name: str | None, home: str) -> str | None:
    if not name:
        return home
    if "民法典" in name:
        return "civil-code"
    if "绩效分级管理细则" in name:
        return home
    return name if re.fullmatch(r"[a-z][a-z0-9-]*", name) else None
