"""A sentence put in the law's own order where it is told in another: 前者 and 后者 by what they stand for, A意味着B as A的，B, 后果是B as B.

Lives here: `reordered`. It says the same in other words, so that it can be judged; it judges nothing. May import: nothing.
"""

from __future__ import annotations

import re

_TWO = re.compile(
    r"(?:^|[，：。；])(?P<first>[^，：。；、“”]{2,24}?)(?:和|(?<!参)与|同(?!等|样)|跟)(?P<second>[^，：。；、“”]{2,24}?)(?:的?(?:法律后果|处理结果|处理方式|后果|结果|处理|轻重|性质|效果|待遇|做法))?(?:上)?"
    r"(?:(?:并|可|各|也|是|都)?(?:不能|不可|不得|不要|不应|不宜|别)(?:混为一谈|混淆|混同|等同)|(?:可|并|各|大|完全)?不(?:一样|同|相同)|有别|有区别|有所不同|不是一(?:回|码)事|是两(?:回|码)事|是两种情形|的?(?:主要)?(?:区别|差别|不同之处|不同点|不同)(?:主要)?(?:在于|是|如下)|要分开看|要区分开?)(?P<end>[：，。；])"
)
_FORMER, _LATTER = re.compile("前者(?:则|就|会|要|是)?(?!的)"), re.compile("后者(?:则|就|会|要|是)?(?!的)")
_MEANS = re.compile(
    r"(?P<cause>[^，：；。]{3,60}?)(?<![不没未])(?:，?(?:也就|就|即|便)?(?:意味着|等于说)|的?(?:法律)?(?:后果|结果|代价|下场)(?:就?是|为|便是)|，(?:其|它的)?(?:法律)?(?:后果|结果|代价|下场)(?:就?是|为|便是))(?=[^，。]{2})"
)
_CONSEQUENCE = re.compile(
    r"^(?:具体来说，)?(?:其|它的|这样的?|相应的?)?(?:法律)?(?:后果|结果|代价|下场)(?:就?是|为|便是|包括)(?!否|不是|什么)"
)
_TELLS = re.compile("意味着|等于说|后果|结果|代价|下场|前者|后者")  # without one of them nothing is in another order
_OF_WHOM = ("企业", "单位", "专家", "人员", "团队", "部门", "条", "项", "的")


def reordered(words: str, before: str) -> tuple[str, ...]:
    """The sentence in the law's order, after the sentence `before`, one thing after the other; empty: it is in no other.

    >>> reordered("拒绝参与和没有申请不能混为一谈：前者直接认定为最低等级，后者按原有等级管理。", "")
    ('拒绝参与的，直接认定为最低等级。', '没有申请的，按原有等级管理。')
    >>> reordered("列入“黑名单”意味着不得再参加绩效分级工作。", "")
    ('列入“黑名单”的，不得再参加绩效分级工作。',)
    """
    if not _TELLS.search(words):
        return ()
    out = _named(words, before)
    out = _MEANS.sub(lambda found: f"{_condition(found['cause'])}，", out, count=1)
    out = _CONSEQUENCE.sub("", out)
    return tuple(re.findall("[^。]+。?", out)) if out != words else ()


def _named(words: str, before: str) -> str:
    if not (_FORMER.search(words) or _LATTER.search(words)):
        return words
    two = _TWO.search(words)
    told = words[two.end() :] if two else words
    two = two or _TWO.search(before)
    if two is None or not (_FORMER.search(told) or _LATTER.search(told)):
        return words
    first, second = _condition(two["first"]), _condition(two["second"])
    one_by_one = re.sub(r"[，；](?=(?:而|但|至于)?(?:前者|后者))(?:而|但|至于)?", "。", told)
    return _LATTER.sub(f"{second}，", _FORMER.sub(f"{first}，", one_by_one))


def _condition(cause: str) -> str:
    return cause if cause.endswith(_OF_WHOM) else f"{cause}的"
