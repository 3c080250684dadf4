"""Small marks of a question: numbers with units, recurring times, clauses named, alert colours, actors, what is asked.

Lives here: `marks_in`. May import: library.clause, retrieval.named. Works on the normal form of `question.norm`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.dates import Span
from assistant.library.clause import arabic_number
from assistant.library.grade import Alert
from assistant.retrieval.named import named_clauses

_N = "[0-9零一二两三四五六七八九十百]{1,5}"


class Asked(StrEnum):
    """What kind of answer is wanted."""

    WHETHER = "whether"
    HOW_MANY = "how_many"
    HOW_LONG = "how_long"
    WHEN = "when"
    WHO = "who"
    WHERE = "where"
    WHY = "why"
    HOW = "how"
    WHAT = "what"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the question, in the units of the topics' values: 人, 次, 行业数, 期限 (ISO), 频次, 时点."""

    unit: str
    value: int | str
    said: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What else a question names."""

    quantities: tuple[Quantity, ...]
    clauses: tuple[tuple[int, int | None], ...]
    alerts: tuple[Alert, ...]
    asked: Asked
    actors: frozenset[str]
    premise: bool  # a statement put forward for agreement: 对吧, 是吗


_PREMISE = re.compile(
    r"(?:对吧|是吧|对吗|是吗|对不对|是不是|没错吧|不是吗|可以吧|吧|行了吧|够了吧|没关系吧|合规吗|对不|正确吗)[?。!~]*$|^是不是|不是.{1,12}吗|对吧|对吗|是不是|只要.{1,16}就"
)
_ASKED: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    (Asked.WHY, re.compile(r"为什么|为啥|凭什么|依据是什么|怎么就")),
    (Asked.HOW_LONG, re.compile(r"多久|多长|几天|几年|几个月|多少天|多少年|期限|多长时间|等多久|几个工作日")),
    (Asked.WHEN, re.compile(r"什么时候|啥时候|何时|哪天|哪一天|几号|几月|最早|最晚|到什么时候|截止|啥时")),
    (Asked.HOW_MANY, re.compile(r"多少|几个|几名|几人|几位|几次|几种|几类|几级|百分之几")),
    (Asked.WHO, re.compile(r"谁|哪个部门|哪一级|什么部门|哪级|由哪|找谁")),
    (Asked.WHERE, re.compile(r"在哪|哪里|哪儿|往哪|去哪|什么地方|什么系统|哪个网")),
    (
        Asked.WHETHER,
        re.compile(
            r"吗|能不能|可不可以|是不是|行不行|要不要|会不会|有没有|算不算|不[?。!]*$|没[?。!]*$|吧|否|还能|行不|成不"
        ),
    ),
    (Asked.HOW, re.compile(r"怎么|如何|咋|怎样|怎么办")),
)
ACTORS: dict[str, re.Pattern[str]] = {
    "province": re.compile(r"省生态环境厅|省厅|省里|厅里|省级|省环保"),
    "city": re.compile(r"省辖市|市局|市里|市生态|地市|市级|环保局|本市"),
    "county": re.compile(r"县|区里|分局|县区"),
    "ministry": re.compile(r"生态环境部|部里|国家"),
    "expert": re.compile(r"专家|评审组"),
    "staff": re.compile(r"工作人员|局里的人|干部|公务员|执法人员"),
    "technical": re.compile(r"技术单位|第三方|咨询公司|技术团队"),
}


def marks_in(text: str, dates: Sequence[Span] = ()) -> Marks:
    """The marks of `text` (normal form). A length of time inside a date (半年前) is no length."""
    masked = text
    for span in dates:
        masked = masked[: span.start] + "#" * (span.end - span.start) + masked[span.end :]
    return Marks(
        quantities=_quantities(masked),
        clauses=tuple(sorted(named_clauses(text), key=lambda c: (c[0], c[1] or 0))),
        alerts=tuple(a for a in Alert if a.value in text or f"{a.value[0]}警" in text or f"{a.value[0]}预警" in text),
        asked=_asked(text),
        actors=frozenset(name for name, pattern in ACTORS.items() if pattern.search(text)),
        premise=bool(_PREMISE.search(text)),
    )


def _asked(text: str) -> Asked:
    for asked, pattern in _ASKED:
        if pattern.search(text):
            return asked
    return Asked.WHAT


_PEOPLE = re.compile(
    rf"({_N})(?:多)?(?:个|名|位)?(?:以上)?(?:的)?(?:人|名|位|专家|个专家|评审)(?!级|民|家企业)|(?:来了|派了|配了?|只来|只派)({_N})个"
)
_TIMES = re.compile(rf"({_N})(?:次|回)")
_INDUSTRIES = re.compile(rf"({_N})个(?:国家|省级|重点|左右)*(?:行业)?")
_PERIOD = re.compile(
    rf"({_N})(?:个)?(年|月|天|日|周|星期|季度|工作日)(?!以?前|底|末|初|份|[0-9零一二三四五六七八九十])|(半)年"
)
_OFTEN = re.compile(rf"每(?:个|隔)?({_N})?(?:个)?(半年|年|季度|季|月|周|星期|天|日)(底|末)?")
_POINT = re.compile(rf"({_N})月(?:份)?(底|末|中旬|初)")
_UNIT = {"年": "Y", "月": "M", "天": "D", "日": "D", "工作日": "D"}


def _quantities(text: str) -> tuple[Quantity, ...]:
    out: list[Quantity] = []
    for found in _PEOPLE.finditer(text):
        out.append(Quantity("人", arabic_number(found[1] or found[2]) or 0, found.group()))
    for found in _TIMES.finditer(text):
        out.append(Quantity("次", arabic_number(found[1]) or 0, found.group()))
    for found in _INDUSTRIES.finditer(text):
        if "行业" in text:
            out.append(Quantity("行业数", arabic_number(found[1]) or 0, found.group()))
    for found in _OFTEN.finditer(text):
        often = "每季度" if found[2] in ("季度", "季") else f"每{found[2]}"
        out.append(Quantity("频次", often, found.group()))
        if found[3]:
            out.append(Quantity("时点", often + "底", found.group()))
    for found in _POINT.finditer(text):
        word = "底" if found[2] in "底末" else found[2]
        out.append(Quantity("时点", f"{arabic_number(found[1])}月{word}", found.group()))
    for found in _PERIOD.finditer(text):
        if _is_month_name(found, text):
            continue
        if found.start() and text[found.start() - 1] in "每今去前当第月#":
            continue
        out.append(Quantity("期限", _iso(found), found.group()))
    return tuple(out)


def _is_month_name(found: re.Match[str], text: str) -> bool:
    """“9月” is a month, “9个月” a length; “3月内” a length too."""
    return (
        found[2] == "月"
        and "个" not in found.group()
        and not re.match(r"以?内|之内|后|以后|之后|以上", text[found.end() :])
    )


def _iso(found: re.Match[str]) -> str:
    if found[3]:
        return "P6M"
    number, unit = arabic_number(found[1]) or 0, found[2]
    if unit == "季度":
        return f"P{3 * number}M"
    if unit in ("周", "星期"):
        return f"P{7 * number}D"
    if unit == "月" and number == 12:
        return "P1Y"
    return f"P{number}{_UNIT[unit]}"
