"""What is negated, ordered or allowed in a unit, and who acts, held against a frame.

Lives here: `negations_wrong`, `modals_wrong`, `actors_wrong`. May import: claims.units, frames, runs, tokens, kinds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.claims.frames import Frame
from assistant.answering.claims.in_context import DOUBTS
from assistant.answering.claims.kinds import Norm, Ruling
from assistant.answering.claims.roles import Deed, attributes, is_the_one
from assistant.answering.claims.runs import Run, is_condition, told
from assistant.answering.claims.tokens import MODALS, NEGATIVE, Kind
from assistant.answering.claims.units import (
    APPLY,
    BACKGROUND,
    BENEFITS,
    HELD_AGAINST,
    NOTHING,
    SOFT,
    Problem,
    Unit,
    aligned,
    may_be,
    names,
)

# What only authorities do: an enterprise that does it is the wrong actor; of anything else it may be the one concerned.
OFFICIAL = names(
    "设定 通报 典型案例 批评 分级 审核 抽查复核 复审 公告 公示 备案 归档 公开 核实 保密 排查 补全 修订 更新 优化 督促指导 监督 监管 核查 监督核查 现场复核 组织 配备 收取 追究 认定 培育 帮扶 制定 解释 印发 上报 会审 资格审查 资料审核 线上审核 回头看 处理 废止 安排经费"
)
_HELPERS = names("technical expert_team experts staff")


def negations_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    out = []
    for run in unit.runs:
        mine = run.negative
        for scope in run.negated:
            if scope.kind is Kind.NEED_NOT:
                continue
            heads = [h for h in scope.heads if h not in ("限制", "影响")]
            if not heads and any(t.kind is Kind.REF for t in run.tokens):
                continue
            if not scope.all and scope.text.endswith(DOUBTS):
                continue
            held = frame.not_done if frame.origin == "law" and scope.text.startswith(_UNDONE) else frame.reached
            if not scope.heads or (heads and heads[-1] not in held):
                what = heads[-1] if heads else ""
                out.append(
                    Problem(
                        NOTHING, Ruling.CONTRADICTED, f"条文没有否定“{what}”" if what else f"“{scope.text}”没有依据"
                    )
                )
        for other, head in frame.negations:
            if head not in run.concepts or head in mine:
                continue
            if head in APPLY and "限制" in run.acts - mine:  # 挡住A级的申报
                continue
            if not _told_otherwise(head, run, other, frame) and not _owed(head, run, other, unit, frame):
                out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文在“{head}”前有否定"))
    return out


# Something was not done; that it must not be done is another thing: 没申请, 不得申请.
_UNDONE = ("没申", "未申", "没有申", "没报", "未报", "没有报", "没提", "未提")


def _owed(act: str, run: Run, other: Run, unit: Unit, frame: Frame) -> bool:
    """Whether the run says that one must do what the law, under a condition, holds against those who did not. After a
    condition of its own (未按规定安装的，要安装) the run tells what follows, and that is another thing."""
    if any(is_condition(one) and one.concepts for one in unit.runs):
        return False
    must = any(act in scope.all for scope in run.modals if scope.kind is Kind.MUST)
    return act not in APPLY and must and is_condition(other) and any(r.acts & HELD_AGAINST for r in frame.runs)


def _told_otherwise(concept: str, said: Run, negated: Run, frame: Frame) -> bool:
    """Whether the frame also says it without a negation, in words nearer to what is said."""
    near = len(negated.concepts & said.concepts) if frame.origin == "law" else 0
    if _only_of_whom(concept, said) and any(
        is_condition(run) and concept in run.concepts - run.negative for run in frame.runs
    ):
        return True
    return any(
        concept in run.concepts and concept not in run.negative and len(run.concepts & said.concepts) > near
        for run in frame.runs
    )


def _only_of_whom(concept: str, run: Run) -> bool:
    """Whether a run has it only to say of whom it speaks: 在参与绩效分级工作中接受赠礼的专家团队."""
    inside = {n for start, end in attributes(run.tokens) for n in range(start, end + 1)}
    at = [n for n, t in enumerate(run.tokens) if t.value == concept]
    return bool(at) and all(n in inside for n in at)


def _also_of_whom(act: str, run: Run) -> bool:
    """Whether a run has an act twice, once only to say of whom it speaks: 参与过验收的专家不得再参与."""
    inside = {n for start, end in attributes(run.tokens) for n in range(start, end + 1)}
    return {n in inside for n, t in enumerate(run.tokens) if t.value == act} == {True, False}


_SLIGHT = frozenset({"确保"})  # 应当做到公平


def modals_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    out: list[Problem] = []
    if not unit.kinds & MODALS:
        return out
    for run in unit.runs:
        for scope in run.modals:
            act = next((h for h in scope.heads if h in run.acts - SOFT), None) or next(
                (c for c in (t.value for t in run.tokens if t.kind is Kind.ACT) if c in scope.all - _SLIGHT), None
            )
            if act is not None and scope.kind in (Kind.MUST, Kind.MAY):
                act = _told_there(act, run, scope.all)
            if scope.kind is Kind.MUST and act is None:
                best = aligned(run, frame)
                allowed = {other.kind for near in best for other in near.modals}
                only_may = bool(allowed) and Kind.MUST not in allowed
                if scope.all and best and frame.origin == "law" and (only_may or all(map(is_condition, best))):
                    out.append(Problem(NOTHING, Ruling.CONTRADICTED, f"条文没有说“{run.text[:12]}”"))
                continue
            if act is None or not _fits(scope.kind, act, run, unit, frame):
                claim = Norm(None, frozenset(), frozenset())
                out.append(Problem(claim, Ruling.CONTRADICTED, f"条文没有说“{scope.text}{act or ''}”"))
    return out


def _told_there(act: str, run: Run, reach: frozenset[str]) -> str:
    """What is ordered or allowed, where the first act behind only says of which papers or whom: 应将申报、审核的材料报备案."""
    inside = {n for start, end in attributes(run.tokens) for n in range(start, end + 1)}
    main = [t.value for n, t in enumerate(run.tokens) if t.kind is Kind.ACT and n not in inside and t.value in reach]
    return act if act in main or not main else main[0]


def _fits(kind: Kind, act: str, said: Run, unit: Unit, frame: Frame) -> bool:
    governs: set[Kind | None] = set()
    if act in _GRADING and not any(act in run.governed for run in frame.runs):
        act = next((other for other in _GRADING - {act} if other in frame.concepts), act)
    alone = not any(is_condition(one) and one.concepts for one in unit.runs)
    if (
        kind is Kind.MUST
        and alone
        and any(
            act not in APPLY
            and act in run.negative
            and is_condition(run)
            and any(r.acts & HELD_AGAINST for r in frame.runs)
            for run in frame.runs
        )
    ):
        return True
    best = [run for run in aligned(said, frame) if act in run.governed] or frame.runs
    if kind is Kind.MUST_NOT and not frame.whole and _also_of_whom(act, said):
        best = frame.runs  # 参与过验收的专家不得再参与: what follows stands in another run
    for run in best:
        governs |= run.governed.get(act, frozenset())
    if kind is Kind.MUST:
        return bool(governs & {None, Kind.MUST}) and not (
            act in BENEFITS and bool(said.own_grades or "enterprise" in said.own_doers)
        )
    if kind is Kind.MAY:
        discretion = frozenset({"适时", "随机"}) & frame.concepts and bool(governs) and governs <= {None, Kind.MAY}
        return Kind.MAY in governs or bool(discretion) or (act in BENEFITS and bool(governs & {None, Kind.MUST}))
    if kind is Kind.MUST_NOT:
        return bool(governs & {Kind.MUST_NOT}) or (frame.origin != "law" and bool(governs & NEGATIVE))
    return Kind.NEED_NOT in governs


# --- who acts ------------------------------------------------------------------------------------------------------


def actors_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    """Whoever is told to do something does it in the frame, act by act; what is sent goes to whom the frame sends it."""
    out = []
    before: list[Run] = []
    for run in unit.runs:
        by = Kind.BY in run.kinds
        if by and run.own_doers and frame.origin == "law":
            idle = not run.acts - SOFT and not any(may_be(d, frame.doers) for d in run.own_doers)
            if idle or ("组织" in run.acts and run.own_doers == {"enterprise"}):  # 这个责任由评审专家承担
                out.append(Problem(Norm(None, run.own_doers, frozenset()), Ruling.CONTRADICTED, "办理主体与条文不符"))
        if not (run.acts or by):
            continue
        best = aligned(run, frame) or before
        if not best:
            continue
        before = best
        own = run.own_doers
        if own & _COUNTED and any(t.kind is Kind.AMOUNT and t.text.endswith(("人", "名", "位")) for t in run.tokens):
            own -= _COUNTED
        wrong = {
            doer
            for deed in run.deeds
            if deed.own and deed.doers
            for doer in deed.doers - (run.own_doers - own)
            if not _does_it(doer, deed, run, best, frame)
        }
        if not run.acts:
            held = frozenset(d for other in best for d in other.doers) or frame.doers
            wrong |= {d for d in own if not may_be(d, held) and not _undergoes(d, run, frame)}
        wrong |= _not_sent_to(run, best, frame)
        if _is_named(run) and (acts := told(run) - SOFT - frame.gloss) and frame.origin == "law":
            known = acts <= BACKGROUND and own <= frame.doers
            if not known and not any(acts & told(other) for other in best if other.acts):
                wrong = set(own)
        wrong |= _not_theirs(run, own, frame)
        if wrong:
            claim = Norm(None, frozenset(wrong), frozenset())
            out.append(Problem(claim, Ruling.CONTRADICTED, "办理主体与条文不符"))
    return out


_COUNTED = frozenset({"experts", "expert_team"})


def _does_it(doer: str, deed: Deed, run: Run, best: Sequence[Run], frame: Frame) -> bool:
    """Whether the frame has this act done by them, or by those who call them in to it."""
    acts = next((group for group in (_GRADING, _DRAWING_UP) if deed.act in group), frozenset({deed.act}))
    same = [o for part in frame.runs for o in part.deeds if o.act in acts and o.doers | o.called and _tells_who(o)]
    if not same:
        if deed.act in frame.gloss & {"参与"}:  # who is called in takes part
            return may_be(doer, frame.actors - {"enterprise"})
        if deed.act in BACKGROUND and may_be(doer, frame.actors):
            return True
        held = frozenset(d for other in best for d in _who(other, run)) or frame.doers
        held |= frame.actors if run.acts and not told(run) else frozenset()
        by = Kind.BY in run.kinds and deed.act in told(run) - SOFT
        known = deed.act in BACKGROUND and doer in frame.doers
        if by and not known and frame.origin == "law" and not any(told(run) & told(o) for o in best if o.acts):
            return False
        official = deed.act in OFFICIAL - SOFT - BACKGROUND and deed.act in told(run) and doer != "enterprise"
        if official and frame.origin == "law" and deed.act in frame.concepts - frame.gloss and not is_condition(run):
            return False
        return may_be(doer, held) or _undergoes(doer, run, frame)
    if doer == "enterprise" and deed.inside and deed.act not in OFFICIAL:  # 企业清洁生产审核
        return True
    return any(may_be(doer, other.doers | other.called) for other in same) or _undergoes(doer, run, frame)


def _tells_who(deed: Deed) -> bool:
    """Whether a deed of the law tells who does it: an enterprise that is lowered does not lower itself."""
    return deed.act not in _UNDERGONE or deed.doers != {"enterprise"}


_UNDERGONE = names("认定 降级 降为 处理 纳入 授予 通报 典型案例 追究 限制 监管 批评 公告 公示")
_GRADING = frozenset({"评定", "审核"})
_DRAWING_UP = frozenset({"制定", "修订"})


def _not_sent_to(run: Run, best: Sequence[Run], frame: Frame) -> set[str]:
    """Those to whom the frame sends nothing, and those whom it does not name."""
    wrong: set[str] = set()
    if run.receivers:
        sent = "上报" in run.acts and frame.origin == "law"
        to = (
            frozenset(r for other in best for r in other.receivers)
            or frozenset(r for other in frame.runs for r in other.receivers)
            or (frozenset() if sent else frame.actors)
        )
        wrong = {r for r in run.receivers if not may_be(r, to)}
    if others := run.others - {"enterprise", "authority"}:
        named = frame.actors.union(*((*o.others, *o.receivers, *o.own_doers, *o.doers) for o in best))
        wrong |= {o for o in others if not may_be(o, named)}
    return wrong


def _not_theirs(run: Run, own: frozenset[str], frame: Frame) -> set[str]:
    """Those who do in this run what the frame tells of others: 省厅公示 where it only announces what was published."""
    if frame.origin != "law":
        return set()
    helpers = bool(frame.doers) and frame.doers <= _HELPERS
    if helpers and told(run) and (_of_an_enterprise(run) or (not own and run.doers == {"enterprise"})):
        return {"enterprise"}
    official = told(run) & _OF_OFFICES
    if not official:
        return set()
    offices = _HELD_OFFICE if _has_a_topic(run) else None
    for deed in run.deeds:
        if deed.own or deed.inside or deed.act not in official:
            continue
        doers = deed.doers - {"enterprise"} - run.receivers
        if offices is not None and not doers <= offices:
            continue
        theirs = [
            o.doers | o.called
            for part in frame.runs
            for o in part.deeds
            if o.act == deed.act and o.doers and _tells_who(o)
        ]
        if doers and theirs and not any(may_be(d, held) for held in theirs for d in doers):
            return set(doers)
    return set()


_OF_OFFICES = OFFICIAL - SOFT - BACKGROUND
_HELD_OFFICE = names("province city county ministry county_up all_authorities authority departments")


def _has_a_topic(run: Run) -> bool:
    """Whether a run speaks of a thing first, to which something is done by whom it does not say: 举报人的信息要保密."""
    for token in run.tokens:
        if token.kind in (Kind.ACT, Kind.OBJ, Kind.TO):
            return False
        if token.kind in (Kind.THING, Kind.GRADE, Kind.INDUSTRY):
            return True
    return False


def _of_an_enterprise(run: Run) -> bool:
    """Whether what is done is told of an enterprise: 收礼的企业."""
    acted = False
    for token, after in pairwise(run.tokens):
        acted = acted or token.kind is Kind.ACT
        if token.kind is Kind.OF and after.value == "enterprise" and after.kind is Kind.ACTOR:
            return acted
        if token.kind is Kind.ACTOR and token.value != "enterprise":
            return False
    return False


def _is_named(run: Run) -> bool:
    """Whether somebody is told to be the one who does it: 公告A级企业的是省厅."""
    if Kind.ACTOR not in run.kinds or Kind.OF not in run.kinds:
        return False
    for at, token in enumerate(run.tokens):
        if token.kind is Kind.ACTOR and is_the_one(run.tokens[:at]):
            return not any(t.kind is Kind.ACT for t in run.tokens[at + 1 :])
    return False


def _undergoes(doer: str, run: Run, frame: Frame) -> bool:
    """Whether somebody is only named as the one to whom it happens."""
    if doer != "enterprise" or Kind.BY in run.kinds:
        return False
    if "逐家" in run.concepts:  # 申报企业要逐家进行现场核查
        return True
    if any(t.value == "收取" and _PAYS.search(t.text) for t in run.tokens):  # 企业不用交评审费
        return True
    return not run.acts & (OFFICIAL | {"负责"}) and not (frame.doers and frame.doers <= _HELPERS)


_PAYS = re.compile("[交缴付掏花]|支|承担|出钱|出评审费|免费")
_TAKEN_IN = names("受理")


def _who(other: Run, run: Run) -> frozenset[str]:
    """Who acts in a run of the law: where it is sent to somebody to be checked again, that one checks."""
    checked = run.acts & {"抽查复核", "复审", "受理"} & (other.acts | _TAKEN_IN)
    return other.receivers if checked and other.receivers and not run.receivers else other.doers
