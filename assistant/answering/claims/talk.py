"""Sentences that only speak of asking, telling, reading and checking: greetings, offers to help, what to hold to.

A sentence is talk when every part of it (to the next comma) is about the two who speak or what they speak of, and no part
holds anything of the field: no grade, clause, industry, no act or paper of the law, no body but the one to ask. What may or
must be done is then only to ask, to tell or to look up; what is not so is only what the one who speaks does, or how clearly
somebody sees. Words that no table has are let through there, but for those that promise. Lives here: `only_talks`,
`talk_before`. May import: claims.lexicon, words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.claims.lexicon import TALK
from assistant.answering.claims.words import EMPTY, JOINTS, MODALS, NEGATIVE, Kind, Token

_LONGEST, _LEAD = 60, 20  # characters; talk is short
_OFFICES = frozenset({"province", "city", "county", "authority", "all_authorities", "county_up", "staff"})
_I = re.compile(r"^(?:我(?!们|司|厂|省|市|县)|本(?:律师|所|人|机器人|助手|助理|模型|小编|备忘录|讲|课|文)|小编)")
_OURS = re.compile(r"^(?:我(?!司|厂|省|市|县)|咱|本(?!条|市|省|细则|企业|公司|厂|级|行业)|小编|这边|这里)")
_YOURS = re.compile(r"^(?:请|让|给|帮|跟|向|对|麻烦)?(?:您|你|贵|来函|来信|来电|来件|各位|大家|同学|老师)")
# Promises and rumours: with one of these in it nothing is talk.
PROMISES = re.compile(
    r"过关|过审|能过|给过|通过|包过|稳|没事|没问题|不影响|不要紧|不碍|无妨|放心|批|罚|停产|限产|生产|开工|严|松|宽|照顾|关系|人情|通融|打点|招呼|睁|私下"
    r"|领导|保证|包在|担保|不查|没人|不管|随便|形式|过场|意思意思|花钱|钱|红包|一般|通常|往往|其实不|例外|特殊|变通|灵活|先.{0,4}再说|补上|停用|作废|失效|满足|符合|达标|合格|肯定|绝对|必定"
)
# What may be said only where one of the two who speak is named, or asked: 可以提问, not 可以说明.
_NEEDS_ONE = MODALS | NEGATIVE | {Kind.UNKNOWN, Kind.ONLY, Kind.AMOUNT}
_POLITE = frozenset({"请", "欢迎", "敬请", "烦请", "麻烦", "感谢", "谢谢", "祝", "提问", "追问", "咨询"})
_SPOKEN_OF = frozenset(
    ["分钟", "页", "遍", "句", "位", "个", "点", "条", "段", "张", "份", "处", "次", "讲", "课", "字", "步"]
)


def _table(name: str) -> frozenset[str]:
    return frozenset(next(part for part in TALK.strip().split("\n\n") if part.startswith(name)).split()[1:])


_ASKING = frozenset({"咨询", "询问", "问", "问问", "确认", "核实", "了解", "联系", "请教", "沟通", "为准"})
_DOING, _KNOWING, _ABOUT = _table("DOING"), _table("KNOWING"), _table("ABOUT")
_WORDS = _DOING | _KNOWING | _ABOUT


def only_talks(tokens: Sequence[Token]) -> bool:
    """Whether a sentence only speaks of asking and telling, and so claims nothing."""
    return bool(tokens) and tokens[-1].end - tokens[0].start <= _LONGEST and talks(tokens)


def talks(tokens: Sequence[Token]) -> bool:
    """Whether these words only speak of asking and telling."""
    if PROMISES.search("".join(t.text for t in tokens)):
        return False
    odd = any(t.kind in _NEEDS_ONE for t in tokens)
    if odd and not any(_OURS.match(t.text) or _YOURS.match(t.text) or t.text in _POLITE for t in tokens):
        return False
    parts = [part for part in _parts(tokens) if not _calls(part)]
    return any(_speaks(part) for part in parts) and all(_talks(part) for part in parts)


def _parts(tokens: Sequence[Token]) -> list[list[Token]]:
    out: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.STOP and token.text not in "“”（）《》":
            out.append([])
        else:
            out[-1].append(token)
    return [part for part in out if part]


def _calls(part: Sequence[Token]) -> bool:
    """Whether a part only calls somebody, or sighs: 陈总, 同学们, 哎呀."""
    said = "".join(t.text for t in part)
    return len(said) <= 4 and all(t.kind in EMPTY | {Kind.UNKNOWN, Kind.AND} for t in part)


def talk_before(tokens: Sequence[Token]) -> int:
    """Where a sentence begins to say something, after parts that only speak of asking and telling; 0: at once."""
    start = 0
    for at, token in enumerate(tokens[:-1]):
        if token.kind is not Kind.STOP or token.text not in "，：":
            continue
        part = [t for t in tokens[:at] if t.start >= start]
        if token.end - start > _LEAD or any(t.kind is Kind.COND for t in part) or not (part and talks(part)):
            break
        start = token.end
    return start


def _speaks(part: Sequence[Token]) -> bool:
    """Whether a part is of the two who speak: one of them stands in it, or what they do or know."""
    return any(t.text in _DOING | _KNOWING or _OURS.match(t.text) or _YOURS.match(t.text) for t in part)


def _talks(part: Sequence[Token]) -> bool:
    said = "".join(t.text for t in part)
    persons = [t for t in part if _OURS.match(t.text) or _YOURS.match(t.text)]
    modal = any(t.kind in MODALS for t in part)
    denies = any(t.kind in NEGATIVE for t in part)
    mine = bool(_I.match(said))
    known = bool(persons) or any(t.text in _WORDS for t in part)
    offices = any(t.kind is Kind.ACTOR and t.value in _OFFICES for t in part)
    asking = any(t.text in _ASKING for t in part)
    return all(
        _passes(token, part[at + 1 :], persons, modal, denies, mine, known, asking if offices else True)
        for at, token in enumerate(part)
    )


def _passes(
    token: Token,
    after: Sequence[Token],
    persons: Sequence[Token],
    modal: bool,
    denies: bool,
    mine: bool,
    known: bool,
    asking: bool,
) -> bool:
    """Whether a word claims nothing beside the others of its part."""
    if token.kind in EMPTY | JOINTS | {Kind.STOP, Kind.COND, Kind.ORDER}:
        return True
    if token.kind is Kind.ACTOR:
        return token.value == "enterprise" or (token.value in _OFFICES and asking)
    if token.kind is Kind.ACT:  # 提供, 核实, 反映: acts of the law, but for what one of the two does for the other
        return token.text in _DOING and bool(persons) and not (modal or denies)
    if token.kind in (Kind.THING, Kind.QUALITY):
        return token.text in _ABOUT and not denies
    if token.kind is Kind.UNKNOWN:
        return known and (mine or not denies)
    if token.kind is Kind.AMOUNT:
        return token.text[-1] in _SPOKEN_OF and known
    if token.kind is Kind.ONLY:  # 本备忘录仅就所提问题作答
        return mine or any(t.text in _DOING | {"参考"} for t in after)
    if token.kind in (Kind.MAY, Kind.MUST):
        return asking and any(t.text in _DOING for t in after[:6])
    if token.kind is Kind.NEG:
        return mine or _of_knowing(after)
    return False


def _of_knowing(after: Sequence[Token]) -> bool:
    """Whether what is not so is only that somebody sees clearly: 不太明白, 没有弄清楚."""
    first = next((t for t in after if t.kind not in EMPTY or t.text in _KNOWING), None)
    return first is not None and first.text in _KNOWING
