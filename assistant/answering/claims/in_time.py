"""The order of time: from what a period runs, and what comes before or after what.

Lives here: `anchors` and `before_after`, each a unit held against a frame of the law. May import: claims.frames, kinds,
units, words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Ruling
from assistant.answering.claims.tokens import Kind, Token
from assistant.answering.claims.units import AFTER, BEFORE, NOTHING, SOFT, Problem, Unit, names


def anchors(unit: Unit, frame: Frame) -> list[Problem]:
    """From what a period runs (公告后一个月内): the frame lets it run from the same."""
    if frame.origin != "law":
        return []
    out = []
    for run in unit.runs:
        for at in range(len(run.tokens)) if Kind.AMOUNT in run.kinds else ():
            start = _anchor(run.tokens, at)
            if start and not any(
                start == _anchor(other.tokens, n) for other in frame.runs for n in range(len(other.tokens))
            ):
                out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"期限不是从“{start}”起算"))
    return out


def before_after(unit: Unit, frame: Frame) -> list[Problem]:
    """What is told to come before or after something else comes so in the frame: 公告后归档, 上报前签字."""
    if frame.origin != "law" or not unit.sides:
        return []
    order = [t.value for t in _in_time(frame) if t.kind is Kind.ACT or t.value in _HAPPEN]
    out = []
    for at in unit.sides:
        token = unit.tokens[at]
        word = unit.tokens[at + 1].text.rstrip("的")
        happens = token.kind is Kind.ACT or token.value in _HAPPEN
        if not happens or token.value not in order:
            continue
        start = at
        while start and unit.tokens[start - 1].kind is Kind.ACT:  # 评定公告后
            start -= 1
        acts = [t.value for t in (*unit.tokens[at + 2 :], *reversed(unit.tokens[:start])) if t.kind is Kind.ACT]
        then = next((act for act in acts if act not in SOFT), None)
        if then is None or then not in order or then == token.value:
            continue
        first, last = order.index(token.value), len(order) - 1 - order[::-1].index(then)
        again = len(order) - 1 - order[::-1].index(token.value)
        if (word in AFTER and last < first) or (word in BEFORE and order.index(then) > again):
            out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"“{token.text}{word}”的先后与条文不符"))
    return out


def _in_time(frame: Frame) -> Sequence[Token]:
    """The words of a frame in the order of what happens: what an article lists comes before what follows from it."""
    start = len(frame.text) - len(frame.own)
    if not _LISTS_CASES.search(frame.text[:start]):
        return frame.tokens
    return [*(t for t in frame.tokens if t.start >= start), *(t for t in frame.tokens if t.start < start)]


_LISTS_CASES = re.compile(r"以下情形|以下情况|下列")
_HAPPEN = names("行政处罚 犯罪 环境违法")


def _anchor(tokens: Sequence[Token], at: int) -> str | None:
    """The act after which the period at `at` runs: 公告后一个月, 重大变动一年后."""
    if tokens[at].kind is not Kind.AMOUNT or at < 2:
        return None
    if tokens[at].text.endswith("后") and tokens[at - 1].kind is Kind.ACT:
        return tokens[at - 1].value
    before = [t for t in tokens[max(0, at - 4) : at] if t.kind is not Kind.OF and t.kind is not Kind.STOP]
    after = len(before) > 1 and before[-1].text.rstrip("的") in ("后", "以后", "之后")
    act = before[-2] if after else None
    return act.value if act is not None and act.kind is Kind.ACT else None
