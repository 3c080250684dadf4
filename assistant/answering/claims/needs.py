"""A consequence without its condition misleads: what a sentence must name when it says what follows.

Lives here: `condition_missing`. May import: claims.frames, match, runs, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.in_context import DOUBTS
from assistant.answering.claims.match import pointers, with_cases
from assistant.answering.claims.roles import is_the_one
from assistant.answering.claims.runs import LISTS, Run, is_condition
from assistant.answering.claims.tokens import Kind, Token
from assistant.answering.claims.units import BACKGROUND, Unit, aligned

_OWN_TIME = frozenset({"预警期间"})
_RIGHTS = frozenset({"举报"})
_POINTS = re.compile(
    r"对象|情形|情况|上述|此类|这些|这类|下列|以下|这样|如此|其中之一|之一的|其间|这一|因此|所以|故|该行为|所含行业"
)
_OUTLINE = re.compile(r"流程|步骤|环节|依次|程序(?:分|包括|是|为)")
# In a condition of several parts, the one that decides: naming the rest alone widens the law.
_WRONGS = frozenset(
    [
        "拒绝",
        "虚假",
        "隐瞒",
        "贿赂",
        "赠礼",
        "超过",
        "偷排偷放",
        "逃避监管",
        "篡改",
        "伪造",
        "未批先建",
        "行政处罚",
        "犯罪",
        "环境违法",
        "不良",
        "典型案例",
        "通报",
        "恶意",
        "故意",
        "阻碍",
        "严重不符",
        "弄虚作假",
        "违规",
        "收取",
        "批评",
        "重新申报",
        "倒退",
        "不力",
        "不实",
    ]
)
_DECIDES = (
    ("严重不符", "追究", "多数"),
    ("独立厂区", "申报", "排污许可证"),
    ("重大变动", "认定", "重新申报"),
    ("新增", "认定", "重新申报"),
    ("重大变动", "申报", "重新申报"),
    ("新增", "申报", "重新申报"),
    ("环境违法", "申报", "行政处罚"),
    ("申报", "最低等级", "级别"),
)


def condition_missing(unit: Unit, frame: Frame) -> str | None:
    """What the sentence leaves out of the condition under which the frame says this; None: nothing that matters."""
    frame = with_cases(frame, unit)
    if any(map(_says_who, unit.runs)) and all(is_condition(r) or not r.concepts or _says_who(r) for r in unit.runs):
        return None
    pointed = bool(_POINTS.search(unit.text)) or any(t.kind is Kind.REF for t in unit.tokens)
    if frame.clause and frame.clause.item is None and not frame.whole and LISTS.search(frame.text):
        return None if pointed else "没有说明在什么情形下如此"
    opening, listed = frame.opening, frame.listed
    if _OUTLINE.search(unit.text) and not any(run.modals or run.negated for run in unit.runs):
        return None
    narrow = [
        at for at, run in enumerate(frame.runs) if run.narrows or (listed and at >= opening and bool(run.concepts))
    ]
    if not narrow or ("对应日" in unit.concepts and frame.clause and frame.clause.document == "civil-code"):
        return None  # 到期月的对应日: a period of months, by its own words
    said = [frame.runs.index(other) for run in unit.runs if not is_condition(run) for other in aligned(run, frame)]
    if not said or any(at in narrow for at in said):
        if (
            "独立厂区" in unit.concepts
            and {"申报", "排污许可证"} <= frame.concepts
            and any(r.modals for r in unit.runs)
        ):
            return None if "排污许可证" in unit.concepts else "条件不完整：条文还要求“排污许可证”"
        return None
    governing = [at for at in narrow if any(at < to or to < opening for to in said)]
    if not governing:
        return None
    conditions = [frame.runs[at] for at in governing]
    after = (
        frame.runs.index(other)
        for run in unit.runs
        if is_condition(run) and run.concepts
        for other in aligned(run, frame)[:1]
    )
    if any(at not in narrow and any(at < to for to in said) for at in after):  # 纳入可疑名录后
        return None
    if _after_a_step(unit, frame, narrow):
        return None
    if all(run.concepts <= _OWN_TIME for run in conditions):  # 自主减排 is only ever of that time
        return None
    if any(r.concepts & _OWN_TIME for r in unit.runs) or any(r.acts & _RIGHTS for r in unit.runs):
        return None
    if listed and any(_falls_under(run, frame, opening) for run in unit.runs):
        return None
    several = frozenset({"跨行业"} if sum(t.kind is Kind.INDUSTRY for t in unit.tokens) > 1 else ())
    named = (
        unit.concepts
        | several
        | frozenset(t.value for t in unit.tokens if t.kind is Kind.ACTOR and t.value != "enterprise")
    )
    held = frozenset(c for run in conditions for c in run.concepts)
    if pointed and (_POINTS.search(unit.text) or pointers(unit.tokens) or not named & held):
        return None  # a clause that is only the source does not stand for the rest of a condition
    if not named & held:
        return "没有说明在什么情形下如此"
    for run in conditions:
        wrongs = run.concepts & _WRONGS
        touched = (run.concepts & unit.concepts) - frozenset({"申报", "评定"})
        if (
            wrongs
            and touched
            and not wrongs & unit.concepts
            and not any(r.negated for r in unit.runs if is_condition(r))
        ):
            return f"条件不完整：条文还要求“{sorted(wrongs)[0]}”"
    for has, then, decides in _DECIDES:
        if has in named and then in named and decides in held and decides not in named and "犯罪" not in named:
            return f"条件不完整：条文还要求“{decides}”"
    return None


def _says_who(run: Run) -> bool:
    """Whether a run only says who it is to whom something happens, and not when: 进入黑名单的是技术单位或专家团队."""
    at = next((n for n, t in enumerate(run.tokens) if t.kind is Kind.ACTOR and is_the_one(run.tokens[:n])), None)
    if at is None or run.modals or any(t.kind is Kind.ACT for t in run.tokens[at:]):
        return False
    return all(t.value != "enterprise" for t in run.tokens[at:] if t.kind is Kind.ACTOR)


def _after_a_step(unit: Unit, frame: Frame, narrow: Sequence[int]) -> bool:
    """Whether a run tells what comes after an earlier step of the frame that is no condition: 纳入可疑名录以后还要现场复核."""
    for number, run in enumerate(unit.runs):
        end = next((n for n, t in enumerate(run.tokens) if t.text in ("后", "以后", "之后") or _parts_from(t)), None)
        if end is None:
            continue
        before = frozenset(t.value for t in run.tokens[:end] if t.kind is Kind.ACT)
        later = frozenset(t.value for t in run.tokens[end:] if t.kind is Kind.ACT)
        if _parts_from(run.tokens[end]):  # 纳入可疑名录不等于马上处理，还要现场复核
            steps = [at for at, other in enumerate(frame.runs) if at not in narrow and before and before <= other.acts]
            then = frozenset(a for other in unit.runs[number + 1 :] for a in other.acts)
            if steps and then <= frozenset(a for other in frame.runs[steps[0] + 1 :] for a in other.acts):
                return True
            continue
        steps = [at for at, other in enumerate(frame.runs) if at not in narrow and before and before <= other.acts]
        if steps and any(later & other.acts for other in frame.runs[steps[0] + 1 :]):
            return True
    return False


def _parts_from(token: Token) -> bool:
    """Whether a word says that one thing is not yet another: 不等于, 并不意味着."""
    return token.kind is Kind.NEG and token.text.endswith(DOUBTS)


def _falls_under(run: Run, frame: Frame, opening: int) -> bool:
    """Whether a run says of whom it speaks by an earlier consequence of the same opening: 列入黑名单的技术单位."""
    for at, token in enumerate(run.tokens[:-1]):
        if token.kind is Kind.OF and run.tokens[at + 1].kind is Kind.ACTOR:
            before = frozenset(t.value for t in run.tokens[:at] if t.kind in (Kind.ACT, Kind.THING))
            after = frozenset(t.value for t in run.tokens[at + 1 :] if t.kind is Kind.ACT)
            heads = [r.concepts for r in frame.runs[:opening]]
            return bool(before - BACKGROUND) and any(before <= head and not after & head for head in heads)
    return False


def only_conditions(unit: Unit, frame: Frame) -> bool:
    """Whether everything that the sentence says stands in the frame as a condition, and nothing follows from it yet."""
    if not unit.concepts - BACKGROUND <= frame.narrow or any(r.modals for r in unit.runs):
        return False
    found = (aligned(run, frame) for run in unit.runs)
    return all(best and all(run.narrows for run in best) for best in found)
