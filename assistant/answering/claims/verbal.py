"""The small words around an act: how it comes to its end (归档停当) and the verb that only carries it (走资格审查) claim nothing;
whose task it is told to be (复核的责任在省厅, 排查的任务落在市局) is who does it.

Each is read beside an act only; elsewhere the same word stays what the tables say. That an act is begun is not that it is done:
启动归档 is no 完成归档. Lives here: `plainly`. May import: claims.tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.claims.tokens import EMPTY, MODALS, NEGATIVE, Kind, Token

_ENDS = frozenset({"到位", "结束", "停当", "一番", "妥", "毕"})
_CARRIES = frozenset({"从事", "履行", "办妥", "走", "操办"})
_LINKS = frozenset({"了", "着", "进行", "开展", "好", "做", "地", "得"})
# Whose it is: the noun, and what ties it to somebody.
_TASKS = frozenset(
    {"责任", "职责", "任务", "主体", "工作", "担子", "责任主体", "实施主体", "执行主体", "责任单位", "牵头单位"}
)
_FALLS = frozenset({"落在", "落到", "压在", "交给"})
_TIES = _FALLS | {"在", "在于", "落", "交给了", "是", "为", "归", "就是", "则是", "归于", "放在"}
_BESIDE = frozenset({"了", "着", "身", "上", "身上"})  # 落在企业身上
# Acts that are no one's task, or only the tie itself.
_NOBODYS = frozenset({"负责", "组织", "适用", "限制", "申报", "评定", "分级"})
_STARTS = _ENDS | _CARRIES | _TIES


def plainly(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens`, those that claim nothing beside their act as free words, and whoever has the task of it as who does it."""
    out = list(tokens)
    for at, token in enumerate(tokens):
        if token.text not in _STARTS:
            continue
        if _says_nothing(out, at):
            out[at] = replace(token, kind=Kind.FREE, value=token.text)
        elif _ties(out, at):
            out[at] = replace(token, kind=Kind.BY, value="由")
            if out[at - 1].text in _TASKS:
                out[at - 1] = replace(out[at - 1], kind=Kind.FREE)  # the task is the act's own
    return tuple(out)


def _says_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` only ends or carries the act beside it."""
    token = tokens[at]
    if token.text in _ENDS:
        before = _beyond_links(tokens, at, -1)
        return before is not None and before.kind is Kind.ACT and before.value != "限制"
    after = _beyond_links(tokens, at, 1)
    return token.text in _CARRIES and after is not None and after.kind is Kind.ACT and after.value != token.value


def _ties(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` ties the task of an act to somebody who is named behind it, and nothing follows."""
    token = tokens[at]
    task = tokens[at - 1] if at else None
    if task is None or not (
        (token.text in _TIES and task.text in _TASKS) or (token.text in _FALLS and task.kind is Kind.ACT)
    ):
        return False
    after = [t for t in tokens[at + 1 :] if t.text not in _BESIDE]
    if not after or after[0].kind is not Kind.ACTOR:
        return False
    then = after[1 : next((n for n, t in enumerate(after) if t.kind is Kind.STOP), len(after))]
    if any(t.kind not in EMPTY | {Kind.ACTOR, Kind.AND} for t in then):
        return False
    part = _same_run(tokens, at)
    if any(t.kind in MODALS | NEGATIVE | {Kind.BY} for t in part):
        return False
    return any(t.kind is Kind.ACT and t.value not in _NOBODYS for t in part if t.start < token.start)


def _beyond_links(tokens: Sequence[Token], at: int, step: int) -> Token | None:
    """The next token that way, beyond what only links."""
    n = at + step
    while 0 <= n < len(tokens) and tokens[n].text in _LINKS:
        n += step
    return tokens[n] if 0 <= n < len(tokens) else None


def _same_run(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    start = next((n + 1 for n in range(at - 1, -1, -1) if tokens[n].kind is Kind.STOP), 0)
    end = next((n for n in range(at, len(tokens)) if tokens[n].kind is Kind.STOP), len(tokens))
    return tokens[start:end]
