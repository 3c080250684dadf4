"""Which list of 第八条 an industry stands in: told or denied, it is looked up, list by list.

Lives here: `membership`. A sentence that speaks of anything else is not judged here. May import: claims.frames, units,
words, amounts, kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answering.claims.amounts import amounts
from assistant.answering.claims.frames import Frame, Library, once_a_library
from assistant.answering.claims.kinds import InScope, Ruling
from assistant.answering.claims.tokens import CONCEPTS, Kind, Token
from assistant.answering.claims.units import Problem, Unit, names
from assistant.library.clause import ClauseId

_LISTS: Mapping[str, int] = {
    "国家重点行业": 1,
    "国家指南": 1,
    "国家": 1,
    "省级重点行业": 2,
    "省级指南": 2,
    "通用指南": 3,
    "保障类": 4,
}
_NAMES = ("第八条", "国家指南", "省级指南", "通用行业指南", "保障类", "所引条款")
_GENERAL = "通用行业"
_ELSEWHERE = 5  # a clause that lists no industries
_BESIDE = names("行业 名单 纳入 适用 涉及 列明 绩效指标 技术指南 评定 申报 分级 落实 减排措施 重点行业 产业 分别 对标")
_ODD = frozenset({Kind.MAY, Kind.MUST_NOT, Kind.NEED_NOT, Kind.EXCEPT, Kind.HEDGE, Kind.ORDER, Kind.DAY, Kind.GRADE})


@dataclass
class _Told:
    """Industries with the lists that they are put to; `denied`: they are said not to stand there."""

    industries: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    denied: bool = False
    named_last: bool = False


def membership(unit: Unit, library: Library, known: frozenset[str] = frozenset()) -> tuple[list[Problem], Frame] | None:
    """Whether the industries of the sentence stand in the lists that it puts them to; None: it says something else."""
    found = _lists(library)
    told = _told(unit, found, known)
    if not told:
        return None
    wrong: list[Problem] = []
    for one in told:
        for name in one.industries:
            inside = all((name in found[at]) for at in one.lists)
            outside = all((name not in found[at]) for at in one.lists)
            if not (outside if one.denied else inside):
                where = "、".join(_NAMES[at] for at in one.lists)
                what = f"“{name}”在{where}的范围内" if one.denied else f"“{name}”不在{where}的范围内"
                wrong.append(Problem(InScope(name), Ruling.CONTRADICTED, what, 1))
    return wrong, library.by_clause[_clause(next((n for n in told[0].lists if 0 < n < _ELSEWHERE), 1))][0]


def _clause(at: int) -> ClauseId:
    return ClauseId("henan-2024", 8, at)


@once_a_library
def _lists(library: Library) -> tuple[frozenset[str], ...]:
    """The industries of each list, by the item's number."""
    out: list[frozenset[str]] = []
    for at in range(1, 5):
        tokens = (t for frame in library.by_clause[_clause(at)] for t in frame.tokens)
        out.append(frozenset(t.value for t in tokens if t.kind is Kind.INDUSTRY or t.value == _GENERAL))
    return (frozenset[str]().union(*out), *out, frozenset())


def _told(unit: Unit, found: Sequence[frozenset[str]], known: frozenset[str]) -> list[_Told] | None:
    """`known`: industries that the case names and no list has."""
    if not (known or Kind.INDUSTRY in unit.kinds or _GENERAL in unit.concepts):
        return None
    industries = {t.value for t in unit.tokens if t.kind is Kind.INDUSTRY or _foreign(t, known)}
    beside = {t.value for t in unit.tokens if t.kind in CONCEPTS} - industries - _BESIDE - set(_LISTS) - {_GENERAL}
    if (
        beside
        or any(t.kind in _ODD and t.text != "除外" for t in unit.tokens)
        or not (industries or _GENERAL in unit.concepts)
    ):
        return None
    out: list[_Told] = []
    carried: list[str] = []
    left: _Told | None = None  # industries, or lists, that the next run may complete
    for run in unit.runs:
        now = _Told()
        for at, token in enumerate(run.tokens):
            listed = _listed(token, run.tokens[at + 1 :], found)
            if listed is None:
                return None
            if token.kind is Kind.NEG or token.text == "除外":
                now.denied = True
            elif token.kind is Kind.INDUSTRY or token.value == _GENERAL or _foreign(token, known):
                if now.lists and now.industries and now.named_last:  # 铸造在国家名单里、电池制造在省级名单里
                    out.append(now)
                    now = _Told()
                if not (now.denied and now.lists and carried):  # 不属于国家39个行业中的制药: the rest of it is denied
                    now.industries.append(token.value)
            elif listed:
                now.named_last = bool(now.industries)
                now.lists += listed
        if now.lists and not now.industries and not carried:  # 省级重点行业共有12个，其中包括…
            left = now
            continue
        if now.industries and not now.lists:
            if left is not None and left.lists:
                now.lists = left.lists
            elif out:  # 铸造在国家指南里，水泥也是
                left, carried = _Told(now.industries, out[-1].lists, out[-1].denied or now.denied), now.industries
                continue
        if left is not None and left.industries and (now.industries or not now.lists):
            out.append(left)
            left = None
        now.industries = now.industries or (carried if now.lists else [])
        carried = now.industries or carried
        if now.lists:
            out.append(now)
            left = None if left is not None and left.industries else left
        elif now.denied:
            return None
    if left is not None and left.industries:
        out.append(left)
    return None if left is not None and not left.industries and not out else out


def hangs_on_a_list(unit: Unit) -> bool:
    """Whether a sentence puts industries to a list, or a list to industries, that only the sentence before names."""
    industries = {t.value for t in unit.tokens if t.kind is Kind.INDUSTRY}
    lists = {t.value for t in unit.tokens if t.kind in CONCEPTS and t.value in _LISTS}
    others = {t.value for t in unit.tokens if t.kind in CONCEPTS} - industries - lists - _BESIDE - {_GENERAL}
    if others or not unit.runs or not (industries or lists) or (industries and lists):
        return False
    return bool((_ALSO if industries else _SUBJECTLESS).search(unit.runs[0].text))


_ALSO = re.compile(r"其中|也是|也在|也属|也算|亦|同样|一样|之一|在内|也不|也包")
_SUBJECTLESS = re.compile(
    r"^(?:但是?|而是?|却|则|也|又|都|均|就|并|不过)*(?:不)?(?:属于|在|列在|列入|纳入|对应的?|适用的?|执行的?|依据的?|用的|按照?|归)"
)


def _foreign(token: Token, known: frozenset[str]) -> bool:
    return token.kind is Kind.UNKNOWN and token.text in known


def _listed(token: Token, after: Sequence[Token], found: Sequence[frozenset[str]]) -> list[int] | None:
    """The list that a word names; empty: none; None: a word that is not judged here."""
    if token.kind in (Kind.THING, Kind.TITLE, Kind.QUALITY) and token.value in _LISTS:
        return [_LISTS[token.value]]
    if token.kind is Kind.REF:
        clause = ClauseId.parse(token.value) if token.value != "None" else None
        return [clause.item or 0] if clause and clause.article == 8 and (clause.item or 0) < 5 else [_ELSEWHERE]
    if token.kind is Kind.ACTOR and token.value == "province":
        return [2]
    if token.kind is Kind.ACTOR and token.value != "enterprise":
        return None
    if token.kind is Kind.AMOUNT:
        value = next((a for a in amounts(token.text) if a.unit in ("个", "种", "类")), None)
        sizes = {39: 1, 12: 2}
        return [sizes[int(value.number)]] if value and int(value.number) in sizes else None
    if token.kind is Kind.ONLY:
        return [] if any(t.value == _GENERAL for t in after) else None
    return []
