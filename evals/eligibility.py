"""Invented eligibility: sentences that say somebody may apply, or has a grade, which the verdict does not say.

Lives here: patterns over the answer's own words (quotations taken out), written apart from `answering/gate.py` so that
one does not hide the other's gaps. A sentence under a condition, in doubt or denied claims nothing. May import:
the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"\n]*\"|^[ \t]*>.*$", re.M)
_MARKUP = re.compile(r"[*_`#]+|\s+")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[？?]?")
# After the words: a class of enterprises is described, or something is asked; nothing is claimed of anybody.
_DESCRIBES = re.compile(r"[、和及或与级企业类ABCD绩效引领性-]*的|(?:是|与否|吗|么)")
_GRADE = r"(?P<grade>非?绩效引领性|B-|[ABCDabcd])"
_GRADE_WORD = rf"{_GRADE}(?:级|类|企业|等级)*"
_MAY = r"(?:可以|可|能够|能|有资格|有权|允许|准予|够格)(?:直接|现在|马上|立即|随时|正常|继续|按时|重新|再次|再|去|来)*"
_APPLY = r"(?:申报|申请|评定为|评为|评上|评到|认定为|报|评)(?:评定|评级|绩效分级|绩效等级|为|成|上|个|到)*"
_CLAIMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_MAY}{_APPLY}{_GRADE_WORD}",
        rf"{_MAY}按{_GRADE_WORD}(?:标准)?(?:申报|申请|管理)",
        rf"{_GRADE_WORD}(?:也|都|仍|还|就)?{_MAY}(?:申报|申请|报|评)",
        rf"(?:符合|满足|达到|具备|达标|够)(?:了)?(?:申报|申请|评定|评为)?{_GRADE_WORD}(?:的)?(?:申报|评定|评级)?(?:的)?(?:全部|所有|各项)?(?:条件|要求|资格|标准|指标)",
        rf"(?:已|已经|可|将|会|应|应当|能)被?(?:评定|评|认定|核定)(?:为|成|上){_GRADE_WORD}",
        rf"(?:批准|同意|准予|核定)(?:您|你|贵|你们|该)?(?:公司|厂|企业|单位)?(?:为|评为|评定为|申报){_GRADE_WORD}",
        rf"(?:您|你|贵公司|贵企业|贵厂|你们|你厂|该企业|我厂)(?:的绩效等级)?(?:就|正)?(?:是|属于|获得|取得){_GRADE_WORD}",
    )
)
_MAY_APPLY_BARE = re.compile(
    rf"(?:您|你|贵公司|贵企业|贵厂|你们|你厂|贵单位)(?:的企业|企业|公司)?(?:现在|目前|今天|当前|已)?{_MAY}(?:申报|申请)(?!材料|表)"
)
# Words before the claim, in the same part of the sentence, under which nothing is claimed.
_DENIED = re.compile(r"不|未|没|无法|无权|非|勿|禁|难以|暂缓|否|谈不上|并非|不等于|是否|能否|可否|有没有|吗|么|什么|哪")
_CONDITION = re.compile(
    r"如果|假如|若|如(?!上|下|何)|只有|只要|才|方(?=可|能)|须|应(?=当|逐|严)|需|待|之后|以后|后(?=可|能|，|方|才)|满足|符合(?=.*的)|的，|时，|前提|条件下|情况下|(?:才|方|再)$|经.*(?:审核|核定|评定)|的企业|凡"
)


def claims(answer: str, quotes: Iterable[str]) -> list[tuple[str, str | None]]:
    """Each sentence of `answer` that says somebody may apply or has a grade, with that grade (None: no grade named).

    >>> claims("您可以申报A级。", [])
    [('您可以申报A级', 'A')]
    >>> claims("不能申报A级。满足A级全部指标的，才可以申报A级。能否申报B级还须自评。", [])
    []
    """
    text = _QUOTED.sub("", answer)
    text = "\n".join(_MARKUP.sub("", line) for line in text.split("\n"))
    for quote in sorted({_MARKUP.sub("", quote) for quote in quotes}, key=len, reverse=True):
        text = text.replace(quote, "") if len(quote) >= 6 else text
    return [found for sentence in _SENTENCE.findall(text) for found in _claims_of(sentence)]


def _claims_of(sentence: str) -> Iterable[tuple[str, str | None]]:
    for pattern in (*_CLAIMS, _MAY_APPLY_BARE):
        for match in pattern.finditer(sentence):
            grade = match.groupdict().get("grade")
            if grade and grade.startswith("非"):
                continue
            if not _excused(sentence, match):
                yield sentence.strip(), grade.upper() if grade else None
                return


def _excused(sentence: str, match: re.Match[str]) -> bool:
    """Whether the claim stands denied, asked, or under a condition."""
    part_start = max(sentence.rfind(mark, 0, match.start()) for mark in "，,：:") + 1
    before = sentence[part_start : match.start()]
    after = sentence[match.end() :]
    denied = _DENIED.search(before) or "不" in match[0]
    asked = _DESCRIBES.match(after) or sentence.endswith(("？", "?"))
    return bool(denied or asked or _CONDITION.search(sentence[: match.start()]))


def invented(answer: str, quotes: Iterable[str], verdict: Mapping[str, Any] | None) -> list[str]:
    """The sentences of `answer` that say so though `may_apply` is yes for no such grade (no grade named: for none)."""
    may = (verdict or {}).get("may_apply") or {}
    free = {grade for grade, value in may.items() if value == "yes"}
    return [sentence for sentence, grade in claims(answer, quotes) if (grade not in free if grade else not free)]
