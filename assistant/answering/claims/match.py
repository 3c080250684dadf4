"""A run of words held against a frame: what in it the frame does not carry, each with the reason.

Lives here: `Ground` (what else an answer may mention) and `problems`. Every content word must be the frame's; so must who
acts, which grade, what is negated, ordered or allowed, every amount, day and exception. May import: claims.frames,
runs, words, amounts, kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answering.claims.amounts import Amount, Day, amounts, days
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Claim, Dates, HoldsGrade, InScope, Norm, Ruling, States
from assistant.answering.claims.runs import Run, is_condition, runs
from assistant.answering.claims.words import CONCEPTS, MARKS, NEGATIVE, Kind, Token
from assistant.library.clause import ClauseId
from assistant.library.grade import Grade, family_of

_NOTHING = Norm(None, frozenset(), frozenset())
_WIDER = {
    "authority": {"province", "city", "county", "county_up", "all_authorities"},
    "all_authorities": {"authority"},
    "county_up": {"authority", "all_authorities"},
    "city": {"all_authorities"},
    "province": {"all_authorities"},
    "experts": {"expert_team"},
    "expert_team": {"experts"},
}
# What only authorities do: an enterprise that does it is the wrong actor; of anything else it may be the one concerned.
_OFFICIAL = frozenset(
    [
        "分级",
        "审核",
        "抽查复核",
        "复审",
        "公告",
        "公示",
        "备案",
        "归档",
        "公开",
        "核实",
        "保密",
        "排查",
        "补全",
        "修订",
        "更新",
        "优化",
        "督促指导",
        "监督",
        "监管",
        "核查",
        "监督核查",
        "现场复核",
        "组织",
        "配备",
        "收取",
        "追究",
        "认定",
        "培育",
        "帮扶",
        "制定",
        "解释",
        "印发",
        "上报",
        "会审",
        "资格审查",
        "资料审核",
        "线上审核",
        "回头看",
        "处理",
        "废止",
        "安排经费",
    ]
)
_GRADED = frozenset(
    ["申报", "评定", "重新申报", "授予", "纳入", "激励", "减少", "采取自主减排", "差异化管控", "降为", "公告", "备案"]
)
_GIVEN = frozenset({"正面清单", "白名单", "荣誉称号", "荣誉证书", "激励"})
_PAPERS = frozenset({"绩效指标", "申报材料", "佐证材料"})
_ALL_ACTORS = frozenset(
    [
        "enterprise",
        "province",
        "city",
        "county",
        "ministry",
        "county_up",
        "all_authorities",
        "authority",
        "departments",
        "support",
        "experts",
        "technical",
        "expert_team",
        "staff",
        "anyone",
    ]
)
_LOOSE = frozenset({"负责", "组织", "落实", "enterprise", "评级后", "评级过程中", "预警期间"})
SOFT = frozenset(
    [
        "负责",
        "组织",
        "落实",
        "确保",
        "严格",
        "积极",
        "确实",
        "充分",
        "自觉",
        "全面",
        "相应",
        "独立",
        "辖区",
        "行业",
        "人员",
        "环境",
        "程序",
    ]
)  # say who does it: that is judged with the actors
_HELD_AGAINST = frozenset(["认定", "降级", "降为", "限制", "申报", "追究", "纳入"])
_HELPERS = frozenset({"technical", "expert_team", "experts", "staff"})
_BENEFITS = frozenset(["授予", "激励", "纳入", "举报", "监督", "具备", "减少"])
_SCOPE = frozenset(
    [
        "国家重点行业",
        "省级重点行业",
        "重点行业",
        "通用行业",
        "保障类",
        "国家指南",
        "省级指南",
        "通用指南",
        "适用",
        "名单",
        "纳入",
        "国家",
    ]
)
_STEPS = ("自评", "提交", "审核", "上报", "抽查复核", "公示", "公告", "备案", "归档")
_APPLY = frozenset({"申报", "评定", "重新申报调整"})
_HEADS = re.compile(r"(?:后果|结果|条件|方面|要点|步骤|要求|做法|环节)[^，。：]{0,4}：")
_COUNTED = frozenset({"种", "项", "个", "条", "方面", "家"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is not carried. `weight`: how far from the frame it is."""

    claim: Claim
    ruling: Ruling
    why: str
    weight: int = 6


@dataclass(frozen=True)
class Ground:
    """What an answer may mention beside its frames: names in the case, days that the question or the core knows."""

    names: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()
    counts: Mapping[ClauseId, frozenset[int]] = field(default_factory=dict)
    pointers: Mapping[ClauseId, frozenset[int]] = field(default_factory=dict)
    held: frozenset[Grade] = frozenset()


@dataclass(frozen=True)
class Unit:
    """Words that are judged together."""

    text: str
    tokens: tuple[Token, ...]
    runs: tuple[Run, ...]

    @property
    def concepts(self) -> frozenset[str]:
        """Everything it speaks of."""
        return frozenset(t.value for t in self.tokens if t.kind in CONCEPTS)

    @property
    def amounts(self) -> bool:
        """Whether it names a number or a day."""
        return any(t.kind in (Kind.AMOUNT, Kind.DAY) for t in self.tokens)

    @property
    def grades(self) -> frozenset[Grade]:
        """Every grade that it names."""
        return frozenset(g for run in self.runs for g in (*run.own_grades, *run.targets))


def unit_of(text: str, tokens: Sequence[Token]) -> Unit:
    """A unit of these tokens."""
    return Unit(text, tuple(tokens), runs(tokens))


def problems(unit: Unit, frame: Frame, ground: Ground, above: frozenset[Grade] = frozenset()) -> list[Problem]:
    """What `frame` does not carry of `unit`; nothing: it carries it. `above`: grades that the answer spoke of before."""
    unit = _without_denials(unit, frame)
    frame = with_cases(frame, unit)
    out = _loose(unit, frame, ground)
    if len(out) > 5:
        return out
    out += _amounts(unit, frame, ground)
    out += _grades(unit, frame, ground, above)
    out += _negations(unit, frame)
    out += _modals(unit, frame)
    out += _actors(unit, frame)
    out += _pointers(unit, frame, ground)
    out += _joined_wrong(unit, frame)
    out += _anchors(unit, frame)
    return out


def _anchors(unit: Unit, frame: Frame) -> list[Problem]:
    """From what a period runs (公告后一个月内): the frame lets it run from the same."""
    if frame.origin != "law":
        return []
    out = []
    for run in unit.runs:
        for at in range(len(run.tokens)):
            start = _anchor(run.tokens, at)
            if start and not any(
                start == _anchor(other.tokens, n) for other in frame.runs for n in range(len(other.tokens))
            ):
                out.append(Problem(_NOTHING, Ruling.CONTRADICTED, f"期限不是从“{start}”起算"))
    return out


def _anchor(tokens: Sequence[Token], at: int) -> str | None:
    """The act after which the period at `at` runs."""
    if tokens[at].kind is not Kind.AMOUNT or at < 2:
        return None
    before = [t for t in tokens[max(0, at - 4) : at] if t.kind is not Kind.OF and t.kind is not Kind.STOP]
    after = len(before) > 1 and before[-1].text.rstrip("的") in ("后", "以后", "之后")
    act = before[-2] if after else None
    return act.value if act is not None and act.kind is Kind.ACT else None


def _joined_wrong(unit: Unit, frame: Frame) -> list[Problem]:
    """What the sentence joins and no run of the frame has together: another act on the same thing, another hand."""
    if frame.origin != "law":
        return []
    known = frame.together
    out = []
    for run in unit.runs:
        for left, right in run.pairs:
            if {left, right} & _APPLY - frame.concepts:
                continue
            taken = "组织" in (left, right) and bool({left, right} & (_ALL_ACTORS - {"enterprise"}))
            if left == right or (not taken and {left, right} & _LOOSE) or frozenset((left, right)) in known:
                continue
            if left in frame.gloss or right in frame.gloss or _may_stand(left, right, known):
                continue
            if not (left in run.acts and right in run.acts) and frozenset((left, right)) in frame.beside:
                continue
            out.append(Problem(_NOTHING, Ruling.CONTRADICTED, f"条文没有把“{left}”和“{right}”连在一起"))
    return out


def _may_stand(left: str, right: str, known: frozenset[frozenset[str]]) -> bool:
    """Whether a wider or narrower actor stands in the place of one of the two."""
    return any(frozenset((a, right)) in known for a in _WIDER.get(left, ())) or any(
        frozenset((left, b)) in known for b in _WIDER.get(right, ())
    )


def with_cases(frame: Frame, unit: Unit) -> Frame:
    """A frame that speaks of another article's cases, with those of them that the sentence names: one case at a time."""
    if not frame.cases or not any(run.acts & {"降为", "降级"} for run in unit.runs):
        return frame
    named = [f for f in frame.cases if f.clause and f.clause.item and f.concepts & unit.concepts - {"申报", "评定"}]
    scored = sorted(named, key=lambda f: -len(f.concepts & unit.concepts))
    return _joined_frame(frame, scored[0]) if scored else frame


@lru_cache(maxsize=256)
def _joined_frame(frame: Frame, case: Frame) -> Frame:
    shift = len(frame.text) + 1
    moved = tuple(replace(t, start=t.start + shift, end=t.end + shift) for t in case.tokens)
    stop = Token(Kind.STOP, "，", shift - 1, shift, "，")
    return replace(frame, text=f"{frame.text}，{case.text}", tokens=(*frame.tokens, stop, *moved), cases=())


def _without_denials(unit: Unit, frame: Frame) -> Unit:
    """`unit` without runs that only say who does not do it (不归企业管), where that is so."""
    if not any(t.kind is Kind.NEG for t in unit.tokens):
        return unit
    kept: list[Token] = []
    for run in unit.runs:
        at = next(n for n, t in enumerate(run.tokens) if t.kind is Kind.NEG) if _denies(run, frame) else None
        kept += [*run.tokens[:at], Token(Kind.STOP, "，", run.tokens[-1].end, run.tokens[-1].end, "，")]
    return unit_of(unit.text, kept)


def _denies(run: Run, frame: Frame) -> bool:
    negated = [n for n, t in enumerate(run.tokens) if t.kind is Kind.NEG]
    if len(negated) != 1 or not frame.doers:
        return False
    rest = [t for t in run.tokens[negated[0] + 1 :] if t.kind is not Kind.STOP]
    who = [t.value for t in rest if t.kind is Kind.ACTOR]
    alone = len(rest) == 1 and len(run.tokens) - negated[0] <= 3
    if (
        len(who) != 1
        or not rest
        or (rest[-1].text not in _CARES and not alone)
        or (rest[0].kind not in (Kind.BY, Kind.ACTOR))
    ):
        return False
    return not _may_be(who[0], frame.doers) and not any(_may_be(d, frozenset(who)) for d in frame.doers)


_CARES = frozenset(
    [
        "管",
        "负责",
        "做",
        "办",
        "的事",
        "事",
        "的事情",
        "事情",
        "职责",
        "工作",
        "任务",
        "承担",
        "来做",
        "来办",
        "管理",
        "的责任",
        "责任",
    ]
)


def _pointers(unit: Unit, frame: Frame, ground: Ground) -> list[Problem]:
    """Clauses whose cases the sentence speaks of (存在第十八条情形的): the frame speaks of the same."""
    if frame.origin != "law" or frame.clause is None:
        return []
    wrong = [t for t in pointers(unit.tokens) if not _points_rightly(ClauseId.parse(t.value), frame.clause, ground)]
    return [Problem(_NOTHING, Ruling.CONTRADICTED, f"条文这里没有说到{t.text}的情形") for t in wrong]


def _points_rightly(named: ClauseId, carries: ClauseId, ground: Ground) -> bool:
    """Whether a clause that is named for its cases is the one that carries them, or one that it speaks of."""
    if named.article == carries.article:
        return named.item is None or carries.item == named.item
    return named.article in ground.pointers.get(carries, frozenset())


def pointers(tokens: Sequence[Token]) -> list[Token]:
    """Clauses that are named for the cases they list, not as the source of what is said."""
    out = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.REF and token.value != "None":
            after = "".join(t.text for t in tokens[index + 1 : index + 4])
            before = tokens[index - 1].text if index else ""
            if _POINTS.match(after) or before in ("存在", "涉及", "不受", "未见", "触犯", "违反"):
                out.append(token)
    return out


_POINTS = re.compile(
    r"(?:规定|所列|所述|列明|列举|中|里|的|第.项)*(?:任一|任何|各|有关|相关)?(?:种|项|类)?(?:情形|情况|行为|限制|之列)"
)


# --- words ---------------------------------------------------------------------------------------------------------


def _loose(unit: Unit, frame: Frame, ground: Ground) -> list[Problem]:
    out = []
    narrowing = {
        id(t) for run in unit.runs if is_condition(run) and run.concepts for t in run.tokens if t.kind is Kind.ONLY
    }
    for token in unit.tokens:
        if id(token) in narrowing:  # a condition made narrower stays true
            continue
        if token.kind is Kind.ORDER:
            if not _in_order(unit):
                out.append(Problem(_NOTHING, Ruling.CONTRADICTED, "先后次序没有依据"))
        elif token.kind in MARKS:
            if token.text not in frame.marks:
                out.append(Problem(_NOTHING, Ruling.UNSUPPORTED, f"条文没有“{token.text}”的说法"))
        elif token.kind is Kind.INDUSTRY:
            if token.value not in frame.concepts and not _any_industry(token, unit, frame, ground):
                out.append(Problem(InScope(token.text), Ruling.UNSUPPORTED, f"条文这里没有说到“{token.text}”", 8))
        elif token.kind is Kind.ACTOR and token.value != "enterprise" and _graded(token, unit):
            out.append(Problem(_NOTHING, Ruling.CONTRADICTED, f"“{token.text}”没有等级"))
        elif token.kind is Kind.ACTOR:
            if token.value == "authority" and not any(token.value in run.own_doers for run in unit.runs):
                continue
            if not _may_be(token.value, frame.actors) and token.value != "enterprise":
                claim = Norm(None, frozenset({token.value}), frozenset())
                out.append(Problem(claim, Ruling.UNSUPPORTED, f"条文这里没有说到“{token.text}”"))
        elif token.kind is Kind.ACT and token.value in _APPLY and _attribute(token, unit):
            continue
        elif token.kind in CONCEPTS and not _spoken_of(token, frame, ground):
            out.append(Problem(_NOTHING, Ruling.UNSUPPORTED, f"“{token.text}”未见于所引条文", 4 + len(token.text)))
    return out


def _attribute(token: Token, unit: Unit) -> bool:
    """Whether 申报 or 评定 only says which enterprise, in a run that does something else: 评为A级的企业由省厅公告."""
    run = next(r for r in unit.runs if any(t is token for t in r.tokens))
    reached = any(token.value in scope.all and scope.kind is not Kind.MUST for scope in (*run.negated, *run.modals))
    if reached or not run.acts - _APPLY:
        return False
    at = next(n for n, t in enumerate(run.tokens) if t is token)
    after = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    return after is not None and after.kind in (Kind.GRADE, Kind.ACTOR)


def _spoken_of(token: Token, frame: Frame, ground: Ground) -> bool:
    """Whether the frame speaks of it, or the case has a name for it; an unknown word must stand there letter by letter."""
    if token.value in frame.concepts or token.value in SOFT or token.text in ground.names:
        return True
    return token.kind is Kind.UNKNOWN and len(token.text) > 1 and token.text in frame.text


def _graded(token: Token, unit: Unit) -> bool:
    """Whether a grade or class is put to somebody who has none: A级专家."""
    at = next(n for n, t in enumerate(unit.tokens) if t is token)
    before = unit.tokens[at - 1] if at else None
    return before is not None and (before.kind is Kind.GRADE or before.value == "保障类")


def _in_order(unit: Unit) -> bool:
    """Whether the steps come as 第九条 has them, one after the other."""
    steps = [_STEPS.index(t.value) for t in unit.tokens if t.kind is Kind.ACT and t.value in _STEPS]
    return steps == sorted(steps)


def _any_industry(token: Token, unit: Unit, frame: Frame, ground: Ground) -> bool:
    """An industry as an attribute of whoever the law speaks of: what holds for every enterprise holds for its trade."""
    named = {t.value for t in unit.tokens if t.kind is Kind.INDUSTRY}
    if unit.concepts & _SCOPE or not unit.concepts - named:
        return False
    if token.value in ground.names or token.text in ground.names:
        return True
    return bool(frame.clause and frame.clause.article != 8 and frame.origin == "law" and "enterprise" in frame.actors)


def _may_be(actor: str, held: frozenset[str]) -> bool:
    return actor in held or bool(_WIDER.get(actor, set()) & held)


# --- numbers -------------------------------------------------------------------------------------------------------


def _amounts(unit: Unit, frame: Frame, ground: Ground) -> list[Problem]:
    out = []
    spoken = {t.text for t in unit.tokens if t.kind is Kind.AMOUNT}
    every = any(t.text.startswith(("每", "按")) for t in unit.tokens if t.kind is Kind.AMOUNT)
    for amount in amounts(unit.text):
        if amount.text not in spoken or (every and amount.unit == "次" and amount.number == 1):
            continue
        if any(same_amount(amount, known) for known in frame.amounts):
            continue
        if (
            amount.unit in _COUNTED
            and frame.clause
            and int(amount.number) in ground.counts.get(frame.clause.parent, ())
        ):
            continue
        if amount.unit in _COUNTED and amount.comparator == "=" and _enumerated(amount, unit):
            continue
        if amount.unit in _COUNTED and unit.text[amount.end :].startswith("：") and _HEADS.search(unit.text):
            continue
        if amount.text == "每年" and re.match(r"\d+月", unit.text[amount.end :]):
            continue
        near = next((a for a in frame.amounts if a.unit == amount.unit), None)
        why = f"“{amount.text}”与条文不符，条文为“{near.text}”" if near else f"“{amount.text}”没有依据"
        out.append(Problem(States(amount), Ruling.CONTRADICTED if near else Ruling.UNSUPPORTED, why))
    known = {d.value for d in frame.days} | ground.days
    for day in days(unit.text):
        if not any(_same_day(day, k) for k in known):
            near_day = next(iter(frame.days), None)
            ruling = Ruling.CONTRADICTED if near_day else Ruling.UNSUPPORTED
            what = f"，条文为“{near_day.text}”" if near_day else ""
            out.append(Problem(Dates(day), ruling, f"“{day.text}”没有依据{what}"))
    return out


def _enumerated(amount: Amount, unit: Unit) -> bool:
    """Whether the number only counts what the sentence itself lists: 两个行业：铸造、工业涂装."""
    listed = sum(1 for t in unit.tokens if t.kind is Kind.INDUSTRY)
    return listed > 1 and amount.number == listed


def _same_day(said: Day, known: str) -> bool:
    return (
        said.value == known
        or (len(said.value) < len(known) and known.startswith(said.value))
        or (said.value.startswith("--") and known.endswith(said.value[2:]))
    )


@lru_cache(maxsize=4096)
def same_amount(said: Amount, known: Amount) -> bool:
    """Whether two amounts say the same: number, unit, comparator, and within, after or before."""
    if said.unit != known.unit or said.number != known.number:
        return False
    if said.comparator != known.comparator and not (
        said.comparator == "=" and known.comparator == ">=" and said.unit == "次" and not said.role
    ):
        return False
    if said.role == known.role or not said.role:
        return True
    return not known.role and said.role == "within"


# --- grades --------------------------------------------------------------------------------------------------------


def _grades(unit: Unit, frame: Frame, ground: Ground, above: frozenset[Grade]) -> list[Problem]:
    out = []
    for run in unit.runs:
        for word in run.strange:
            if word not in frame.text:
                out.append(Problem(HoldsGrade(frozenset(), False), Ruling.UNSUPPORTED, f"“{word}”不是细则的等级"))
        if wrong := run.targets - frame.targets:
            out.append(_wrong_grade(wrong, frame))
        if run.targets and run.grades and _ladders(run.targets).isdisjoint(_ladders(run.grades)):
            out.append(_wrong_grade(run.targets, frame))
        if not run.own_grades and run.grades and not run.targets:
            best = [other for other in aligned(run, frame) if other.own_grades or other.acts & _BENEFITS]
            named = frozenset(g for other in best for g in other.grades)
            if named and (wrong := run.grades - named - frame.targets):
                out.append(_wrong_grade(wrong, frame))
        if run.own_grades and (frame.grades or frame.origin != "law" or not _attributive(run)):
            said = run if run.concepts else next((r for r in unit.runs if r.concepts), run)
            bound = _bound(said, frame)
            best = aligned(said, frame)
            if said is not run and best and all(is_condition(other) for other in best) and frame.origin == "law":
                out.append(_wrong_grade(run.own_grades, frame))
            if wrong := run.own_grades - bound:
                out.append(_wrong_grade(wrong, frame))
    if (
        not unit.grades
        and not any(r.grades for r in unit.runs)
        and not above
        and frame.origin == "law"
        and frame.grades
    ):
        best = [
            run for part in unit.runs if not is_condition(part) and part.acts & _GRADED for run in aligned(part, frame)
        ]
        if (
            best
            and all(run.own_grades or (run.grades and run.acts & _BENEFITS) for run in best)
            and not any(t.kind is Kind.REF for t in unit.tokens)
        ):
            out.append(Problem(HoldsGrade(frozenset(), False), Ruling.AMBIGUOUS, "没有说明适用于哪个等级"))
    if above and not any(run.grades or run.targets for run in unit.runs) and frame.origin == "law":
        best = [
            other for run in unit.runs if run.acts & _GRADED or run.concepts & _GIVEN for other in aligned(run, frame)
        ]
        named = frozenset(g for other in best for g in other.grades)
        if best and all(other.own_grades or other.grades for other in best) and not above & named:
            out.append(_wrong_grade(above, frame))
    return out


def _bound(run: Run, frame: Frame) -> frozenset[Grade]:
    """The grades of those runs of the frame that say what `run` says."""
    best = aligned(run, frame)
    named = [r.grades for r in best if r.grades]
    if best and len(named) == len(best):
        return frozenset[Grade]().union(*named)
    return frame.grades | (frame.targets if frame.origin != "law" else frozenset())


def _attributive(run: Run) -> bool:
    """Whether the grade only says which enterprise: A级企业, 申报B级的."""
    ordered = any(scope.kind is Kind.MUST for scope in run.modals)
    for index, token in enumerate(run.tokens):
        if token.kind is Kind.GRADE:
            after = run.tokens[index + 1] if index + 1 < len(run.tokens) else None
            before = run.tokens[index - 1] if index else None
            if not (after and (after.kind in (Kind.ACTOR, Kind.OF) or after.value in _PAPERS)) and not (
                before and (before.value == "申报" or (before.value == "评定" and ordered))
            ):
                return False
            if before and (
                before.text in ("是", "为", "即", "就是", "即为", "成为") or before.value in ("参与", "纳入")
            ):
                return False
    return not any(scope.kind is Kind.MAY for scope in run.modals)


def _ladders(grades: frozenset[Grade]) -> frozenset[str]:
    """Letters and leadership are two ladders; nobody falls from one to the other."""
    return frozenset(family_of(g)[0].value for g in grades)


def _wrong_grade(grades: frozenset[Grade], frame: Frame) -> Problem:
    names = "、".join(g.value if "性" in g.value else f"{g.value}级" for g in sorted(grades))
    held = "、".join(g.value if "性" in g.value else f"{g.value}级" for g in sorted(frame.grades | frame.targets))
    what = f"，条文为{held}" if held else ""
    claim = HoldsGrade(frozenset(grades), False)
    return Problem(claim, Ruling.CONTRADICTED, f"条文这里没有说到{names}{what}")


def aligned(run: Run, frame: Frame) -> list[Run]:
    """The runs of the frame that share most with `run`; acts count twice."""
    scored = [(len(run.concepts & other.concepts) + len(run.acts & other.acts), other) for other in frame.runs]
    top = max((n for n, _ in scored), default=0)
    return [other for n, other in scored if n == top and n > 0]


# --- negation, duty, permission ------------------------------------------------------------------------------------


def _negations(unit: Unit, frame: Frame) -> list[Problem]:
    out = []
    reached = frozenset(c for run in frame.runs for c in run.negative)
    for run in unit.runs:
        mine = run.negative
        for scope in run.negated:
            if scope.kind is Kind.NEED_NOT:
                continue
            heads = [h for h in scope.heads if h not in ("限制", "影响")]
            if not heads and any(t.kind is Kind.REF for t in run.tokens):
                continue
            if not scope.all and scope.text.endswith(("代表", "等于", "意味着", "等同于")):
                continue
            if not scope.heads or (heads and heads[-1] not in reached):
                what = heads[-1] if heads else ""
                out.append(
                    Problem(
                        _NOTHING, Ruling.CONTRADICTED, f"条文没有否定“{what}”" if what else f"“{scope.text}”没有依据"
                    )
                )
        for other in frame.runs:
            for scope in other.negated:
                for head in scope.heads[-1:]:
                    if head in run.concepts and head not in mine and not _told_otherwise(head, run, other, frame):
                        if _owed(head, run, other, frame):
                            continue
                        out.append(Problem(_NOTHING, Ruling.CONTRADICTED, f"条文在“{head}”前有否定"))
    return out


def _owed(act: str, run: Run, other: Run, frame: Frame) -> bool:
    """Whether the run says that one must do what the law, under a condition, holds against those who did not."""
    must = any(act in scope.all for scope in run.modals if scope.kind is Kind.MUST)
    return act not in _APPLY and must and is_condition(other) and any(r.acts & _HELD_AGAINST for r in frame.runs)


def _told_otherwise(concept: str, said: Run, negated: Run, frame: Frame) -> bool:
    """Whether the frame also says it without a negation, in words nearer to what is said."""
    near = len(negated.concepts & said.concepts) if frame.origin == "law" else 0
    return any(
        concept in run.concepts and concept not in run.negative and len(run.concepts & said.concepts) > near
        for run in frame.runs
    )


def _modals(unit: Unit, frame: Frame) -> list[Problem]:
    out = []
    for run in unit.runs:
        for scope in run.modals:
            act = next((h for h in scope.heads if h in run.acts), None) or next(
                (c for c in (t.value for t in run.tokens if t.kind is Kind.ACT) if c in scope.all), None
            )
            if scope.kind is Kind.MUST and act is None:
                best = aligned(run, frame)
                if scope.all and best and frame.origin == "law" and all(is_condition(other) for other in best):
                    out.append(Problem(_NOTHING, Ruling.CONTRADICTED, f"条文没有说“{run.text[:12]}”"))
                continue
            if act is None or not _fits(scope.kind, act, run, frame):
                claim = Norm(None, frozenset(), frozenset())
                out.append(Problem(claim, Ruling.CONTRADICTED, f"条文没有说“{scope.text}{act or ''}”"))
    return out


def _fits(kind: Kind, act: str, said: Run, frame: Frame) -> bool:
    governs: set[Kind | None] = set()
    if kind is Kind.MUST and any(
        act not in _APPLY
        and act in run.negative
        and is_condition(run)
        and any(r.acts & _HELD_AGAINST for r in frame.runs)
        for run in frame.runs
    ):
        return True
    best = [run for run in aligned(said, frame) if act in run.governed] or frame.runs
    for run in best:
        governs |= run.governed.get(act, frozenset())
    if kind is Kind.MUST:
        return bool(governs & {None, Kind.MUST}) and not (
            act in _BENEFITS and bool(said.own_grades or "enterprise" in said.own_doers)
        )
    if kind is Kind.MAY:
        return Kind.MAY in governs or (act in _BENEFITS and bool(governs & {None, Kind.MUST}))
    if kind is Kind.MUST_NOT:
        return bool(governs & {Kind.MUST_NOT}) or (frame.origin != "law" and bool(governs & NEGATIVE))
    return Kind.NEED_NOT in governs


# --- who acts ------------------------------------------------------------------------------------------------------


def _actors(unit: Unit, frame: Frame) -> list[Problem]:
    out = []
    before: list[Run] = []
    for run in unit.runs:
        best = aligned(run, frame) or before
        if not best or not (run.acts or any(t.kind is Kind.BY for t in run.tokens)):
            continue
        before = best
        doers = frozenset(d for other in best for d in _who(other, run)) or frame.doers
        receivers = frozenset(r for other in frame.runs for r in other.receivers)
        counted = any(t.kind is Kind.AMOUNT and t.text.endswith(("人", "名", "位")) for t in run.tokens)
        own = run.own_doers - ({"experts", "expert_team"} if counted else set())
        wrong = {d for d in own if not _may_be(d, doers) and not _undergoes(d, run, frame)}
        to = frozenset(r for other in best for r in other.receivers) or receivers or frame.actors
        wrong |= {r for r in run.receivers if not _may_be(r, to)}
        named = frozenset(
            a for other in best for a in (*other.others, *other.receivers, *other.own_doers, *other.doers)
        )
        wrong |= {
            o for o in run.others if o not in ("enterprise", "authority") and not _may_be(o, named | frame.actors)
        }
        if wrong:
            claim = Norm(None, frozenset(wrong), frozenset())
            out.append(Problem(claim, Ruling.CONTRADICTED, "办理主体与条文不符"))
    return out


def _undergoes(doer: str, run: Run, frame: Frame) -> bool:
    """Whether somebody is only named as the one to whom it happens."""
    if doer != "enterprise" or any(t.kind is Kind.BY for t in run.tokens):
        return False
    return not run.acts & _OFFICIAL and not (frame.doers and frame.doers <= _HELPERS)


def _who(other: Run, run: Run) -> frozenset[str]:
    """Who acts in a run of the law: where it is sent to somebody to be checked again, that one checks."""
    checked = run.acts & {"抽查复核", "复审"} & other.acts
    return other.receivers if checked and other.receivers and not run.receivers else other.doers
