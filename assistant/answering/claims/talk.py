"""Sentences that only speak of asking, telling, reading and checking: greetings, offers to help, what to hold to.

A sentence is talk when every part of it (to the next comma) is about the two who speak or what they speak of, and no part
holds anything of the field: no grade, clause, industry, no act or paper of the law, no body but the one to ask. What may or
must be done is then only to ask, to tell or to look up; what is not so is only what the one who speaks does, or how clearly
somebody sees. Words that no table has are let through there, but for those that promise. Talk is, too, what holds a word of it and no trigger
of the field at all. Lives here: `only_talks`,
`talk_before`. May import: claims.lexicon, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.claims.lexicon import ABOUT, DOING, KNOWING
from assistant.answering.claims.tokens import EMPTY, JOINTS, MODALS, NEGATIVE, Kind, Token

_LONGEST, _LEAD = 60, 20  # characters; talk is short
_OFFICES = frozenset({"province", "city", "county", "authority", "all_authorities", "county_up", "staff"})
_I = re.compile(r"^(?:我(?!们|司|厂|省|市|县)|本(?:律师|所|人|机器人|助手|助理|模型|小编|备忘录|讲|课|文)|小编)")
_OURS = re.compile(r"^(?:我(?!司|厂|省|市|县)|咱|本(?!条|市|省|细则|企业|公司|厂|级|行业)|小编|这边|这里)")
_YOURS = re.compile(r"^(?:请|让|给|帮|跟|向|对|麻烦)?(?:您|你|贵|来函|来信|来电|来件|各位|大家|同学|老师)")
# Promises and rumours: with one of these in it nothing is talk.
PROMISES = re.compile(
    r"过关|过审|能过|给过|通过|包过|稳|没事|没问题|不影响|不要紧|不碍|无妨|放心|批|罚|停产|限产|生产|开工|严|松|宽|照顾|关系|人情|通融|打点|招呼|睁|私下"
    r"|领导|保证|包在|担保|不查|没人|不管|随便|形式|过场|意思意思|花钱|钱|红包|一般|通常|往往|其实不|例外|特殊|变通|灵活|先.{0,4}再说|补上|停用|作废|失效|满足|符合|达标|合格|肯定|绝对|必定|其一|任一|即可|就行|就够"
)
# What may be said only where one of the two who speak is named, or asked: 可以提问, not 可以说明.
_NEEDS_ONE = MODALS | NEGATIVE | {Kind.UNKNOWN, Kind.ONLY, Kind.AMOUNT}
_POLITE = frozenset({"请", "欢迎", "敬请", "烦请", "麻烦", "感谢", "谢谢", "祝", "提问", "追问", "咨询"})
_SPOKEN_OF = frozenset(
    ["分钟", "页", "遍", "句", "位", "个", "点", "条", "段", "张", "份", "处", "次", "讲", "课", "字", "步"]
)


_ASKING = frozenset({"咨询", "询问", "问", "问问", "确认", "核实", "了解", "联系", "请教", "沟通", "为准"})
_DOING, _KNOWING, _ABOUT = frozenset(DOING.split()), frozenset(KNOWING.split()), frozenset(ABOUT.split())
_WORDS = _DOING | _KNOWING | _ABOUT


def only_talks(tokens: Sequence[Token]) -> bool:
    """Whether a sentence only speaks of asking and telling, and so claims nothing."""
    short = bool(tokens) and tokens[-1].end - tokens[0].start <= _LONGEST
    return short and (_talk(tokens) or _without_triggers(tokens))


def talk_before(tokens: Sequence[Token]) -> int:
    """Where a sentence begins to say something, after parts that only speak of asking and telling; 0: at once."""
    start = 0
    for at, token in enumerate(tokens[:-1]):
        if token.kind is not Kind.STOP or token.text not in "，：":
            continue
        part = [t for t in tokens[:at] if t.start >= start]
        if token.end - start > _LEAD or any(t.kind is Kind.COND for t in part) or not (part and _talk(part)):
            break
        start = token.end
    return start


def _talk(tokens: Sequence[Token]) -> bool:
    """Whether these words only speak of asking and telling."""
    if PROMISES.search("".join(t.text for t in tokens)):
        return False
    odd = any(t.kind in _NEEDS_ONE for t in tokens)
    if odd and not any(_is_person(t) or t.text in _POLITE for t in tokens):
        return False
    parts = [part for part in _parts(tokens) if not part.calls]
    return any(part.speaks for part in parts) and all(part.talks for part in parts)


def _without_triggers(tokens: Sequence[Token]) -> bool:
    """Whether a sentence holds no word or sign of the field, equates nothing, and holds a word of the talk: 本次答复完毕."""
    said = "".join(t.text for t in tokens)
    spoken = any(len(t.text) > 1 and t.text in _WORDS for t in tokens)
    return spoken and not (PROMISES.search(said) or _DECIDES.search(said) or any(map(_triggers, tokens)))


def _triggers(token: Token) -> bool:
    """Whether a word may claim something: one of the field, a modal, a mark, a number; one of no table by its signs."""
    if token.kind in (Kind.ACT, Kind.THING, Kind.QUALITY):
        return token.text not in _WORDS
    if token.kind is Kind.ACTOR:
        return token.value != "enterprise"
    if token.kind is Kind.UNKNOWN:
        return bool(set(token.text) & _FIELD)
    return token.kind not in _EMPTY_KINDS


# Characters of words that name an act, paper, body or outcome of the field, or deny.
_FIELD = frozenset(
    "级评审核查报罚停限产排污减免豁除不无非没未费钱优证册资格质准批可能应须该必成行管严险关降升归备案公示条款项省市县区厅局部委年月日期限谁都全"
)
_EMPTY_KINDS = EMPTY | {Kind.AND, Kind.OF, Kind.OBJ, Kind.TO, Kind.STOP, Kind.COND}
_DECIDES = re.compile(
    r"[是都？?]|属|等于|意味|指的|(?:听|看|凭|找|归)[^，。；]{1,8}(?:的|$|。)|(?:当|作|视)[^，。；]{0,6}(?:数|算)"
)


def _is_person(token: Token) -> bool:
    """Whether a word stands for one of the two who speak."""
    return bool(_OURS.match(token.text) or _YOURS.match(token.text))


def _parts(tokens: Sequence[Token]) -> list[_Part]:
    out: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind is Kind.STOP and token.text not in "“”（）《》":
            out.append([])
        else:
            out[-1].append(token)
    return [_Part(tuple(part)) for part in out if part]


@dataclass(frozen=True)
class _Part:
    """What stands up to a comma, and what is known of it."""

    tokens: tuple[Token, ...]

    @cached_property
    def said(self) -> str:
        return "".join(t.text for t in self.tokens)

    @cached_property
    def calls(self) -> bool:
        """Whether it only calls somebody, or sighs: 陈总, 同学们, 哎呀."""
        return len(self.said) <= 4 and all(t.kind in EMPTY | {Kind.UNKNOWN, Kind.AND} for t in self.tokens)

    @cached_property
    def persons(self) -> bool:
        """Whether one of the two who speak stands in it."""
        return any(map(_is_person, self.tokens))

    @cached_property
    def speaks(self) -> bool:
        """Whether it is of the two who speak: one of them stands in it, or what they do or know."""
        return self.persons or any(t.text in _DOING | _KNOWING for t in self.tokens)

    @cached_property
    def known(self) -> bool:
        return self.persons or any(t.text in _WORDS for t in self.tokens)

    @cached_property
    def mine(self) -> bool:
        """Whether the one who speaks tells of himself."""
        return bool(_I.match(self.said))

    @cached_property
    def modal(self) -> bool:
        return any(t.kind in MODALS for t in self.tokens)

    @cached_property
    def denies(self) -> bool:
        return any(t.kind in NEGATIVE for t in self.tokens)

    @cached_property
    def asks(self) -> bool:
        """Whether an office, if one stands in it, is only asked or told."""
        offices = any(t.kind is Kind.ACTOR and t.value in _OFFICES for t in self.tokens)
        return not offices or any(t.text in _ASKING for t in self.tokens)

    @property
    def talks(self) -> bool:
        """Whether no word of it claims anything beside the others."""
        return all(self._passes(token, self.tokens[at + 1 :]) for at, token in enumerate(self.tokens))

    def _passes(self, token: Token, after: Sequence[Token]) -> bool:
        if token.kind in EMPTY | JOINTS | {Kind.STOP, Kind.COND, Kind.ORDER}:
            return True
        if token.kind is Kind.ACTOR:
            return token.value == "enterprise" or (token.value in _OFFICES and self.asks)
        if token.kind is Kind.ACT:  # 提供, 核实, 反映: acts of the law, but for what one of the two does for the other
            return token.text in _DOING and self.persons and not (self.modal or self.denies)
        if token.kind in (Kind.THING, Kind.QUALITY):
            return token.text in _ABOUT and not self.denies
        if token.kind is Kind.UNKNOWN:
            return self.known and (self.mine or not self.denies)
        if token.kind is Kind.AMOUNT:
            return token.text[-1] in _SPOKEN_OF and self.known
        if token.kind is Kind.ONLY:  # 本备忘录仅就所提问题作答
            return self.mine or any(t.text in _DOING | {"参考"} for t in after)
        if token.kind in (Kind.MAY, Kind.MUST):
            return self.asks and any(t.text in _DOING for t in after[:6])
        if token.kind is Kind.NEG:
            return self.mine or _of_knowing(after)
        return False


def _of_knowing(after: Sequence[Token]) -> bool:
    """Whether what is not so is only that somebody sees clearly: 不太明白, 没有弄清楚."""
    first = next((t for t in after if t.kind not in EMPTY or t.text in _KNOWING), None)
    return first is not None and first.text in _KNOWING
