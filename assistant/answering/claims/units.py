"""Words that are judged together, and what is found wrong with them.

Lives here: `Unit`, `Problem`, `Ground` (what else an answer may mention), `aligned`, `may_be`, `addressed`. May import: claims.frames,
runs, words, kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from assistant.answering.claims.amounts import Amount, Day, amounts, days
from assistant.answering.claims.core import known_days
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Claim, Norm, Ruling
from assistant.answering.claims.lexicon import EVERYDAY
from assistant.answering.claims.runs import Run, is_condition, runs
from assistant.answering.claims.tokens import CONCEPTS, MARKS, MODALS, NEGATIVE, Kind, Token
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade

NOTHING = Norm(None, frozenset(), frozenset())
WIDER = {
    "authority": {"province", "city", "county", "county_up", "all_authorities"},
    "all_authorities": {"authority"},
    "county_up": {"authority", "all_authorities"},
    "city": {"all_authorities"},
    "province": {"all_authorities"},
    "experts": {"expert_team"},
    "expert_team": {"experts"},
}


def names(text: str) -> frozenset[str]:
    """A set of the words of `text`."""
    return frozenset(text.split())


BEFORE = frozenset({"前", "之前", "以前"})
AFTER = frozenset({"后", "之后", "以后"})
SIDES = BEFORE | AFTER
NOWHERE = 99  # the weight of what no frame comes near to
_LOWERED = names("降为 降级")
APPLY = names("申报 评定 重新申报调整")
# What is always going on where this law speaks: told beside something else it claims nothing of its own.
BACKGROUND = names("申报 评定 审核 分级 评级后 评级过程中")
# say who does it: that is judged with the actors
SOFT = names(
    "重点行业 名单 责任 绩效等级 违规 非法 负责 组织 落实 确保 严格 积极 确实 充分 自觉 全面 相应 独立 辖区 行业 人员 环境 程序"
)
BENEFITS = names("授予 激励 纳入 举报 监督 具备 减少")
HELD_AGAINST = names("认定 降级 降为 限制 申报 追究 纳入")


EVERYDAY_WORDS = frozenset(EVERYDAY.split())
# Beside a prohibition these only stress it: 不得收取任何费用, 绝对不能.
STRESS = names("任何 绝对 肯定 一定 必然")
# Where and when everything is so, or is put off to: the frame must say it.
EVERYWHERE = names("全省 全国 明年 后年 来年 下个月 下月 下季度 下半年")
_TOLD = CONCEPTS | MARKS | {Kind.ORDER, Kind.FIRM, Kind.ACTOR}  # kinds of words that a frame must have
_PLAIN = frozenset({Kind.ACT, Kind.THING, Kind.QUALITY})
_ELSEWHERE = SOFT | BACKGROUND | {"门户网站"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is not carried. `weight`: how far from the frame it is. `word`: the unknown word, where it is only that."""

    claim: Claim
    ruling: Ruling
    why: str
    weight: int = 6
    word: Token | None = None


@dataclass(frozen=True)
class Ground:
    """What an answer may mention beside its frames: names in the case; `dated`: what holds days that may be told."""

    names: frozenset[str] = frozenset()
    dated: tuple[Any, ...] = ()
    counts: Mapping[ClauseId, frozenset[int]] = field(default_factory=dict)
    pointers: Mapping[ClauseId, frozenset[int]] = field(default_factory=dict)
    held: frozenset[Grade] = frozenset()

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that the question, the case or the core knows."""
        return known_days(self.dated)


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a frame must have. `concept`: what it means, where nothing more is asked than that the frame speaks of
    it; `lack`: what is wrong where it does not, and nothing excuses it."""

    token: Token
    concept: str | None = None
    lack: Problem | None = None


@dataclass(frozen=True)
class Unit:
    """Words that are judged together."""

    text: str
    tokens: tuple[Token, ...]
    runs: tuple[Run, ...]

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Everything it speaks of."""
        return frozenset(t.value for t in self.tokens if t.kind in CONCEPTS)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of its tokens."""
        return frozenset(t.kind for t in self.tokens)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its words, one by one."""
        return frozenset(t.text for t in self.tokens)

    @cached_property
    def sides(self) -> tuple[int, ...]:
        """Behind which of its tokens 前 or 后 stands."""
        return tuple(at - 1 for at, t in enumerate(self.tokens) if at and t.text.rstrip("的") in SIDES)

    @cached_property
    def run_of(self) -> Mapping[int, Run]:
        """The run in which a token (by its identity) stands."""
        return {id(t): run for run in reversed(self.runs) for t in run.tokens}

    @cached_property
    def claims(self) -> tuple[Word, ...]:
        """The words that a frame must have, in order."""
        return tuple(
            _word(t)
            for t in self.tokens
            if (t.kind in _TOLD or t.text in STRESS or t.text in EVERYWHERE) and not self._idle(t)
        )

    @cached_property
    def plain(self) -> tuple[tuple[str, str | None, int], ...]:
        """Those of them of which nothing excuses the lack: the word, what it means, how much its lack weighs."""
        return tuple((w.token.text, w.concept, w.lack.weight) for w in self.claims if w.lack is not None)

    @cached_property
    def falls(self) -> bool:
        """Whether somebody is lowered."""
        return any(run.acts & _LOWERED for run in self.runs)

    def _idle(self, token: Token) -> bool:
        """Whether a word claims nothing, whatever the frame says."""
        if token.text in STRESS or token.text in EVERYWHERE:
            return False
        if token.kind not in _PLAIN:
            return False
        background = token.kind is Kind.ACT and token.value in BACKGROUND
        return token.value in SOFT or (background and _in_the_background(token, self.run_of[id(token)]))

    @cached_property
    def stated(self) -> tuple[Amount, ...]:
        """The amounts that it states; not the one time that a period speaks of (每年一次)."""
        spoken = [t.text for t in self.tokens if t.kind is Kind.AMOUNT]
        every = any(text.startswith(("每", "按")) for text in spoken)
        return tuple(
            a
            for a in (amounts(self.text) if spoken else ())
            if a.text in spoken and not (every and a.unit == "次" and a.number == 1)
        )

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that it names."""
        return days(self.text)

    @cached_property
    def needed(self) -> tuple[tuple[str, int, str], ...]:
        """What a frame must have, whatever else it says: the concept, how much its lack weighs, the word."""
        if Kind.NEG in self.kinds:
            return ()
        return tuple(
            (t.value, 4 + len(t.text), t.text)
            for t in self.tokens
            if t.kind in _PLAIN and t.value not in _ELSEWHERE and t.text == t.value
        )

    @cached_property
    def certain(self) -> bool:
        """Whether no word that is needed may be excused: then it does not matter in which order frames are tried."""
        return self.texts.isdisjoint(EVERYDAY_WORDS) or not any(text in EVERYDAY_WORDS for _, _, text in self.needed)

    @cached_property
    def graded(self) -> bool:
        """Whether it names a grade, or a word for one that no ladder has."""
        return any(run.grades or run.targets or run.strange for run in self.runs)

    @cached_property
    def amounts(self) -> bool:
        """Whether it names a number or a day."""
        return Kind.AMOUNT in self.kinds or Kind.DAY in self.kinds

    @cached_property
    def grades(self) -> frozenset[Grade]:
        """Every grade that it names."""
        return frozenset(g for run in self.runs for g in (*run.own_grades, *run.targets))


def unit_of(text: str, tokens: Sequence[Token]) -> Unit:
    """A unit of these tokens."""
    return Unit(text, tuple(tokens), runs(tokens))


def _word(token: Token) -> Word:
    if not _only_concept(token):
        return Word(token)
    if token.kind is Kind.UNKNOWN or token.text in EVERYDAY_WORDS or token.value in SOFT:
        return Word(token, token.value)
    why = f"“{token.text}”未见于所引条文"
    return Word(token, token.value, Problem(NOTHING, Ruling.UNSUPPORTED, why, 4 + len(token.text)))


def _only_concept(token: Token) -> bool:
    """Whether nothing is asked of a word but that the frame speaks of what it means."""
    if token.text in STRESS or token.text in EVERYWHERE:
        return False
    if token.kind is Kind.UNKNOWN:
        return len(token.text) > 1
    return token.kind in CONCEPTS and token.kind is not Kind.INDUSTRY and token.value != "门户网站"


def _in_the_background(act: Token, run: Run) -> bool:
    """Whether an act only says of what the run speaks, which does something else: 评为A级的企业由省厅公告, 申报不收费."""
    if any(act.value in scope.heads[:1] for scope in (*run.negated, *run.modals)):
        return False
    return bool(run.acts - BACKGROUND - SOFT) or _names_holders(run)


def _names_holders(run: Run) -> bool:
    """Whether a run only says of enterprises of which grade it speaks: 评上绩效引领性的企业, 若评上A级."""
    odd = run.kinds & (NEGATIVE | MODALS | MARKS | {Kind.AMOUNT, Kind.DAY, Kind.REF})
    return run.acts == {"评定"} and run.concepts == {"评定"} and bool(run.own_grades) and is_condition(run) and not odd


def aligned(run: Run, frame: Frame) -> list[Run]:
    """The runs of the frame that share most with `run`; acts count twice."""
    concepts, acts = run.concepts, run.acts
    if not concepts:
        return []  # acts are concepts
    nearest: list[Run] = []
    top = 1
    for other in frame.runs:
        shared = len(concepts & other.concepts)
        if shared:
            shared += len(acts & other.acts)
        if shared > top:
            nearest, top = [other], shared
        elif shared == top:
            nearest.append(other)
    return nearest


def may_be(actor: str, held: frozenset[str]) -> bool:
    """Whether `actor` is one of those held, by its own or a wider name."""
    return actor in held or bool(WIDER.get(actor, set()) & held)


# 这些企业, 这类企业: whoever was just spoken of, not the one that asks
_CLASSES = ("这些", "这类", "这样", "这种", "该类", "该些")
_ADDRESSED = ("贵", "您", "你", "我", "咱", "该", "这", "本公司", "本企业")


def addressed(tokens: Iterable[Token]) -> bool:
    """Whether a sentence speaks of the enterprise that asks."""
    spoken_of = False  # 企业涉及跨行业的，…该企业…: the one that was just spoken of
    for token in tokens:
        if token.kind is Kind.ACTOR and token.value == "enterprise" and not token.text.startswith(_CLASSES):
            if token.text.startswith(_ADDRESSED) and not (spoken_of and token.text.startswith("该")):
                return True
            spoken_of = spoken_of or not token.text.startswith(_ADDRESSED)
    return False
