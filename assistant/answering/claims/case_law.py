"""What a run tells of the clauses that reach the case: 属于第十八条第五项, 不是第十七条, 依据是第十九条第一项.

Lives here: `article`, `source`. May import: claims.case_run, case_words, amounts.
"""

from __future__ import annotations

import re

from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_run import ARTICLES, FALL, CaseRun
from assistant.answering.claims.tokens import EMPTY, NEGATIVE, Kind

_REACHING = (*ARTICLES, FALL)
_REACHES = re.compile(
    "适用|属于|属|落在|落到|落入|落进|对应|触发|触碰|触犯|违反|踩|涉及|构成|符合|归入|归到|掉进|撞上|命中|存在|出现|有|没|未见|是|为"
)


def article(run: CaseRun) -> None:
    """A clause whose case this is said to be, or not to be, and nothing else."""
    refs = [n for n in run.kind(Kind.REF) if run.tokens[n].value.startswith(_REACHING)]
    if not refs or not _REACHES.search(run.text):
        return
    denied = run.kind(Kind.NEG)
    meets = run.find({"满足", "适用", "使用", "相符", "处理"})
    meets += [n for n in run.kind(Kind.UNKNOWN) if _REACHES.fullmatch(run.tokens[n].text)]
    if run.left - {*refs, *denied, *meets}:
        return
    own = [n for n in refs if _denied(run, n)]
    if denied and not own and _unfit(run, denied[-1]):  # 第十七条和第十八条都不适用
        own = refs
    if len(own) not in (0, len(refs)) or (denied and not own) or len(denied) > 1:
        return
    run.take(*refs, *denied, *meets)
    grounds = _grounds(run)
    named = [any(names_one(ref, grounds) for ref in run.clauses(n)) for n in refs]
    run.claim(all(named) if not own else not any(named), "所引条款与核定不符", *(grounds if not own else ()))
    if not own:
        run.denies = run.bars = run.bars or any(bar.stands for bar in run.of.bars)


def _denied(run: CaseRun, n: int) -> bool:
    """Whether the word before, or before 适用, denies the clause."""
    before = [t for t in run.tokens[max(0, n - 3) : n] if t.kind not in EMPTY]
    near = [t for t in before if t.value not in ("满足", "适用", "使用", "相符")]
    return bool(near) and near[-1].kind in NEGATIVE


def _unfit(run: CaseRun, n: int) -> bool:
    """Whether a negation right before 适用 stands after the clauses."""
    after = next((t for t in run.tokens[n + 1 :] if t.kind not in EMPTY), None)
    before = all(run.tokens[m].kind is not Kind.REF for m in range(n + 1, len(run.tokens)))
    if before and run.tokens[n].text.endswith("适用"):
        return True
    return before and after is not None and (after.value in ("适用", "使用", "满足") or after.text.startswith("适用"))


def _grounds(run: CaseRun) -> list[str]:
    """The clauses of 第十七条 to 第十九条 that reach the case."""
    bars = {bar.clause for bar in run.of.standing}
    return sorted(c for c in bars | run.of.falls | run.of.clauses if c.startswith(_REACHING))


def source(run: CaseRun) -> None:
    """依据是第十九条第一项: a clause that what was told rests on."""
    for n in run.kind(Kind.REF):
        known = run.memory.clauses or run.memory.before
        if known:
            run.take(n)
            run.take(*run.find({"适用", "使用"}))
            refs = run.clauses(n)
            run.claim(all(names_one(ref, known) for ref in refs), "所引条款与核定不符")
