"""Who may apply, who meets what, who holds which grade: the core's to say, never the law's in general.

Lives here: `eligibility_claims` (what a sentence claims of that kind) and `rule` (how each claim stands to the verdict).
Unknown never supports. May import: claims.*, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from assistant.answering.claims.amounts import article_of
from assistant.answering.claims.case_run import ARTICLES, CaseRun, Memory, same_day
from assistant.answering.claims.frames import Frame, spelled
from assistant.answering.claims.implied import BARS, CASES_OF_18, beyond, grades_within
from assistant.answering.claims.in_context import DOUBTS, ONLY_THEN
from assistant.answering.claims.kinds import (
    Barred,
    Cites,
    Claim,
    Dates,
    Finding,
    HoldsGrade,
    InScope,
    MayApply,
    Meets,
    NamesDocument,
    Norm,
    Quotes,
    Ruling,
    States,
)
from assistant.answering.claims.match import pointers
from assistant.answering.claims.runs import Run, is_condition, runs
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tokens import EMPTY, MODALS, NEGATIVE, Kind, Token
from assistant.answering.claims.units import Unit, addressed, aligned
from assistant.grading.facts import EventKind
from assistant.grading.periods import last_day
from assistant.library.grade import HIGH, Grade

APPLYING = frozenset({"申报", "评定", "重新申报"})
MEETING = frozenset({"满足", "具备"})
_OF_GRADE = frozenset({"绩效指标", "申报", "评定"})
_ABSENT = ("没有不", "未见不", "不存在不", "无不", "没有禁", "没有限")
_CASES = re.compile(r"(?:情形|情况)$")
_HAS = re.compile(r"存在|出现|属于|具有|有")
_RESULT = frozenset({"评级结果", "咨询意见", "审核意见"})


def eligibility_claims(unit: Unit, sources: Sources, context: Context) -> Iterator[Claim]:
    """What the sentence says of applying, meeting, holding and being barred."""
    of_case = addressed(unit.tokens)
    grades = frozenset(g for run in unit.runs for g in run.own_grades)
    said_of = grades or context.grades
    for run in unit.runs:
        yield from _of_run(run, unit, said_of, grades, of_case, sources)
    if grades and unit.concepts <= _RESULT and _labels(unit) and grades_within(unit, sources) is None:
        yield HoldsGrade(grades, False)


def _labels(unit: Unit) -> bool:
    """Whether a sentence does nothing but put a grade to somebody: 结论：A级, 等级是B级."""
    if any(t.kind in MODALS for t in unit.tokens) or all(is_condition(run) for run in unit.runs):
        return False
    at = max(n for n, t in enumerate(unit.tokens) if t.kind is Kind.GRADE)
    return not any(t.kind is Kind.OF for t in unit.tokens[at:])


def _of_run(
    run: Run, unit: Unit, said_of: frozenset[Grade], grades: frozenset[Grade], of_case: bool, sources: Sources
) -> Iterator[Claim]:
    asked = run.own_grades or run.grades or said_of
    condition = is_condition(run)
    for scope in run.modals:
        if scope.kind is Kind.MAY and scope.text.startswith(_ABSENT) and _CASES.search(run.text):
            yield Barred(asked, False)  # 没有不得申报的情形
        elif scope.kind in (Kind.MAY, Kind.NEED_NOT) and _permits(scope.all, scope.kind, run, of_case):
            yield MayApply(asked, True, of_case)
        elif scope.kind is Kind.MUST_NOT and scope.all & APPLYING and not condition:
            yield MayApply(run.own_grades or run.grades, False, of_case)
    negated = run.negative
    rests = [r for r in unit.runs[unit.runs.index(run) + 1 :] if r.acts - APPLYING and not of_case]
    submits = "提交" in run.acts and run.own_grades and not any(s.kind is Kind.MUST for s in run.modals)
    if not condition and (_reached(run) or (submits and sources.verdict is not None)):
        yield MayApply(asked, True, of_case)
    if not condition and not rests and (_urged(run) or _passed(run)):
        yield MayApply(asked, True, of_case)
    if (
        not condition
        and of_case
        and run.acts & APPLYING & negated
        and not any(s.kind is Kind.MUST_NOT for s in run.modals)
    ):
        yield MayApply(run.own_grades or run.grades, False, of_case)
    if wrong_day(run, sources):
        yield Barred(asked, False)
    elif "终点" in run.concepts:
        pass
    elif run.concepts & BARS and run.concepts & {"届满", "结束"} and any(t.text.startswith("已") for t in run.tokens):
        yield Barred(asked, False)
    elif run.concepts & BARS and not condition:
        yield Barred(asked, not (run.concepts & BARS & negated) or _forbids_what_bars(run))
    elif not condition and any(s.kind is Kind.NEG for s in run.negated) and _names_bars(run):
        yield Barred(asked, False)
    elif of_case and not run.negated and _CASES.search(run.text) and _names_bars(run) and _HAS.search(run.text):
        yield Barred(asked, True)  # 贵公司存在第十八条所列的情形
    must = any(s.kind is Kind.MUST for s in run.modals)
    doubts = any(t.kind is Kind.NEG and t.text.endswith(DOUBTS) for t in run.tokens)
    alone = not any(is_condition(r) for r in unit.runs) and not run.own_doers - {"enterprise"}
    meets = "满足" in run.acts or (
        "具备" in run.acts and bool(run.concepts & _OF_GRADE or (run.own_grades and run.concepts == {"具备"}))
    )
    meets = meets and not any(t.text in ONLY_THEN for t in run.tokens)
    meets = meets and not _of_whom(run) and not (run.concepts & _OTHER_MEASURES and not run.own_grades)
    meets = meets and "排污许可证" not in run.concepts and not ("有一项" in run.concepts and not of_case)
    meets = meets and not ("次数" in run.text and not run.own_grades and not of_case)  # 达到第十九条（三）的次数
    if meets and not doubts and not must and not condition and (of_case or alone):
        yield Meets(asked, not (run.acts & MEETING & negated))
    if of_case and not condition and not any(s.kind in (Kind.MAY, Kind.MUST_NOT) for s in run.modals):
        if run.concepts & {"最低等级", "原有等级"}:
            yield HoldsGrade(run.own_grades | run.targets, True)
        elif run.targets or (run.own_grades and not run.acts & APPLYING) or run.acts & {"降级", "降为"}:
            yield HoldsGrade(run.own_grades | run.targets, False)
    if sources.verdict is not None and not of_case and not condition and run.own_grades and _HOLDS.search(run.text):
        yield HoldsGrade(run.own_grades, False)
    if sources.verdict is not None and of_case and "采取自主减排" in run.concepts:
        yield HoldsGrade(frozenset({Grade.A}), False)


_HOLDS = re.compile(r"^(?:现在|目前|如今)?(?:就|已经|已|现)(?:属|是|为|算|归)于?(?=[A-D]|非?绩效)")


def _permits(reach: frozenset[str], kind: Kind, run: Run, of_case: bool) -> bool:
    """Whether what is allowed is an application or a grade, or nothing that is named."""
    if reach & APPLYING and not (kind is Kind.NEED_NOT and not of_case):
        return True
    acts = reach & run.acts
    if not acts:
        return kind is Kind.MAY and (bool(run.own_grades) or not reach or bool(run.targets))
    submits = "提交" in reach or "申报材料" in reach
    return kind is Kind.MAY and submits and (of_case or bool(run.own_grades))


def _urged(run: Run) -> bool:
    """An application told or urged, with nothing that says when: it presumes that one may."""
    if not (run.acts & APPLYING) or run.acts - APPLYING or not (run.own_grades or run.targets):
        return False
    if run.negative & APPLYING or any(t.kind in (Kind.MAY, Kind.COND, Kind.BY) for t in run.tokens):
        return False
    at = next(n for n, t in enumerate(run.tokens) if t.value in APPLYING)
    if any(t.kind is Kind.OF for t in run.tokens[at:]) or "环境违法" in run.concepts:
        return False
    return run.own_doers <= {"enterprise"} or addressed(run.tokens)


def _reached(run: Run) -> bool:
    """Whether somebody is told to get or join a grade: 拿到A级, 加入A级企业行列."""
    if run.concepts & {"荣誉证书", "荣誉称号"}:
        return False
    for at, token in enumerate(run.tokens[1:], 1):
        before, after = run.tokens[at - 1], run.tokens[at + 1] if at + 1 < len(run.tokens) else None
        got = before.kind is Kind.ACT and before.value in ("授予", "纳入", "参与") and token.kind is Kind.GRADE
        if got and before.value not in run.negative and (after is None or after.kind is not Kind.THING):
            return True
    return False


def _passed(run: Run) -> bool:
    """Whether an application is told to pass."""
    last = next((t for t in reversed(run.tokens) if t.kind is not Kind.STOP), None)
    return bool(
        last and last.text in ("通过", "过", "过了", "过关") and run.acts & {"审核", "会审", "抽查复核", "申报", "评定"}
    )


def wrong_day(run: Run, sources: Sources) -> bool:
    """Whether a day is given to a bar that the core does not give: 起 is said of the first free day, or of the first
    day of the bar; any other day is its last."""
    if not run.concepts & (BARS | {"届满", "结束", "终点"}) or sources.verdict is None:
        return False
    if sources.dossier is not None:
        return _misdated(CaseRun(run, sources.dossier, Memory()))
    bars = [b for b in sources.verdict.get("bars") or [] if isinstance(b, Mapping)]
    ends = {str(b.get("until")) for b in bars}
    begins = {str(b.get("from")) for b in bars}
    free = {str(sources.verdict.get("earliest_application"))}
    for index, token in enumerate(run.tokens):
        if token.kind is Kind.DAY:
            after = "".join(t.text for t in run.tokens[index + 1 : index + 3])
            before = run.tokens[index - 1].text if index else ""
            if after.startswith(("起", "之后", "后", "开始")):
                allowed = free if run.negated or "届满" in run.concepts else begins
            else:
                allowed = begins if before in ("从", "自") and not run.negated else ends
            if token.value not in allowed and "行政处罚" not in run.concepts:
                return True
    return False


def _misdated(run: CaseRun) -> bool:
    """Whether a day is none of those that the bars of the case, standing or run out, have in its role."""
    bars = run.of.bars
    begins: set[str | None] = {day for b in bars for day in b.begins}
    ends, free = {b.until for b in bars}, {b.free for b in bars}
    events: set[str | None] = {e.day.isoformat() for e in run.of.events or () if e.day}
    changes = [e.day for e in run.of.events or () if e.day and e.kind is EventKind.MATERIAL_CHANGE]
    ends = ends | {last_day(day, "P1Y").isoformat() for day in changes}
    begins = begins | events
    known = begins | ends | free | events | {run.of.as_of.isoformat()}
    allowed = {"last": ends, "free": free, "begin": begins, "from": begins | free, "lift": ends | free}
    allowed |= {"before": ends | free, "after": ends | free}
    today = run.of.as_of.isoformat()
    return any(
        run.tokens[n].value != today
        and not any(day and same_day(run.tokens[n].value, day) for day in allowed.get(role, known))
        for n, role in run.roles.items()
    )


_OTHER_MEASURES = frozenset({"减排比例", "标准规定", "许可排放浓度", "许可排放量", "绩效水平", "实际情况", "技术指南"})


def _of_whom(run: Run) -> bool:
    """Whether meeting only says of whom the run speaks: 不符合绩效指标要求的企业会被纳入可疑名录."""
    at = next((n for n, t in enumerate(run.tokens) if t.value in MEETING), len(run.tokens))
    ends = next(
        (n for n in range(at, len(run.tokens)) if run.tokens[n].kind is Kind.OF and n + 1 < len(run.tokens)), None
    )
    while ends is not None:
        after = run.tokens[ends + 1]
        if after.kind is Kind.ACTOR or after.text in ("才", "就", "则", "会", "会被", "将"):
            return not addressed(run.tokens)
        ends = next((n for n in range(ends + 1, len(run.tokens) - 1) if run.tokens[n].kind is Kind.OF), None)
    return False


def _forbids_what_bars(run: Run) -> bool:
    """不得申报A级的限制: what is denied is the application, and the bar stands."""
    at = next((n for n, t in enumerate(run.tokens) if t.value in BARS), 0)
    forbids = [n for n, t in enumerate(run.tokens[:at]) if t.kind is Kind.MUST_NOT]
    if not at or run.tokens[at - 1].kind is not Kind.OF or len(forbids) != 1:
        return False
    between = run.tokens[forbids[0] + 1 : at]
    others = [t for t in run.tokens[: forbids[0]] if t.kind in NEGATIVE]
    return any(t.value in APPLYING for t in between) and not others


def _names_bars(run: Run) -> bool:
    """Whether a negation reaches the articles that bar."""
    before: Token | None = None
    for token in run.tokens:
        named = token.kind is Kind.REF and article_of(token.value) in ARTICLES
        if named and (pointers(run.tokens) or (before is not None and before.kind is Kind.NEG)):
            return True
        if token.kind not in EMPTY:
            before = token
    return False


# --- how they stand ------------------------------------------------------------------------------------------------


def rule(claim: Claim, unit: Unit, sources: Sources, frame: Frame | None) -> Finding:
    """How a claim stands to the core's verdict. `frame`: what carries the words, None: nothing does."""
    clause = str(frame.clause) if frame and frame.clause else None
    match claim:
        case MayApply(grades, affirmed, of_case):
            return _may_apply(claim, grades, affirmed, of_case, unit, sources, frame)
        case Meets(grades, affirmed):
            may = _truths(sources, "may_apply", grades or frozenset(HIGH))
            if (frame and frame.origin == "statement") or (sources.verdict and may == {"yes" if affirmed else "no"}):
                return Finding(claim, Ruling.SUPPORTED)
            if frame and not addressed(unit.tokens) and (not affirmed or _as_the_law(unit, frame, sources)):
                return Finding(claim, Ruling.SUPPORTED, clause=clause)
            return Finding(claim, Ruling.NEEDS_FACTS, "是否满足该等级指标，须由自评和审核确定")
        case Barred(grades, affirmed):
            return _barred(claim, grades, affirmed, unit, sources, frame)
        case HoldsGrade(grades, lowest):
            return _holds(claim, grades, lowest, unit, sources, frame)
        case Norm() | States() | Dates() | Cites() | Quotes() | NamesDocument() | InScope():
            return Finding(claim, Ruling.SUPPORTED if frame else Ruling.UNSUPPORTED)
        case _:
            assert_never(claim)


_NEXT_STEP = re.compile("^(?:再|才|然后|之后|随后|接着|方可|方能|最后)")


def _goes_before(run: Run, unit: Unit) -> bool:
    """每样都满足了，再到系统里交材料: a step before the next one."""
    after = unit.runs[unit.runs.index(run) + 1 :]
    return bool(after) and bool(_NEXT_STEP.search(after[0].text)) and not re.search("已|现在|目前", run.text)


_BY_NOW = re.compile("已|均|现在|目前|了(?=[，。；]|$)")


def _as_the_law(unit: Unit, frame: Frame, sources: Sources) -> bool:
    """Whether meeting is told as the step that the law asks of whoever assesses himself: no grade is named, nothing is said to be so."""
    who = any(t.kind is Kind.ACTOR and t.value == "enterprise" for t in unit.tokens) or sources.verdict is None
    told = [run for run in unit.runs if run.acts & MEETING and not _goes_before(run, unit)]
    same = "满足" in frame.concepts and frame.origin == "law" and "自评" in unit.concepts
    return who and same and not unit.grades and not any(_BY_NOW.search(run.text) for run in told)


def _stated(frame: Frame | None) -> bool:
    return frame is not None and frame.origin in ("statement", "corpus", "core")


def _truths(sources: Sources, key: str, grades: Iterable[Grade]) -> set[str]:
    table = (sources.verdict or {}).get(key) or {}
    return {str(table.get(g.value, "unknown")) for g in grades}


def _may_apply(
    claim: MayApply,
    grades: frozenset[Grade],
    affirmed: bool,
    of_case: bool,
    unit: Unit,
    sources: Sources,
    frame: Frame | None,
) -> Finding:
    clause = str(frame.clause) if frame and frame.clause else None
    asked = grades or _question_grades(sources) & frozenset(HIGH) or frozenset(HIGH)
    if affirmed:
        by_site = "独立厂区" in unit.concepts and sources.verdict is None
        mine = of_case and not by_site
        if frame and not mine and frame.origin == "law" and not _named(unit) and _allows(frame, unit):
            return Finding(claim, Ruling.SUPPORTED, clause=clause)
        if frame and frame.origin == "statement" and not of_case and not _named(unit):
            return Finding(claim, Ruling.SUPPORTED, clause=clause)
        if sources.verdict and _truths(sources, "may_apply", asked) == {"yes"}:
            return Finding(claim, Ruling.SUPPORTED)
        if sources.verdict and "no" in _truths(sources, "may_apply", asked):
            return Finding(claim, Ruling.CONTRADICTED, "与核定结果相反：不得申报", clause)
        return Finding(claim, Ruling.NEEDS_FACTS, "能否申报须由规则核定，不能由模型断言", clause)
    if sources.verdict and (of_case or not _conditional(unit)):
        if _truths(sources, "barred", asked) == {"yes"} or _truths(sources, "may_apply", asked) == {"no"}:
            return Finding(claim, Ruling.SUPPORTED)
        if "no" in _truths(sources, "barred", asked):
            return Finding(claim, Ruling.CONTRADICTED, "规则没有认定存在不得申报的情形", clause)
        return Finding(claim, Ruling.NEEDS_FACTS, "是否不得申报还缺事实", clause)
    alone = frame is not None and frame.origin == "law" and _only_as_a_case(unit, frame)
    if frame and not alone and (not of_case or _conditional(unit) or _stated(frame)):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    return Finding(claim, Ruling.NEEDS_FACTS, "没有说明在什么情形下不得申报", clause)


def _only_as_a_case(unit: Unit, frame: Frame) -> bool:
    """Whether the frame has what the unit says only as a case from which something follows: 存在一年内不得申报情形的."""
    if unit.concepts - APPLYING or any(t.kind is Kind.REF for t in unit.tokens):
        return False
    told = [run for run in unit.runs if run.concepts and not is_condition(run)]
    return bool(told) and all(is_condition(other) for run in told for other in aligned(run, frame))


def _allows(frame: Frame, unit: Unit) -> bool:
    """Whether the frame itself allows something that the unit does."""
    acts = frozenset(a for run in unit.runs for a in run.acts)
    frames = (run.governed for run in frame.runs)
    return any(Kind.MAY in kinds for governed in frames for act, kinds in governed.items() if act in acts)


def _named(unit: Unit) -> bool:
    return bool(unit.grades)


def _conditional(unit: Unit) -> bool:
    return any(is_condition(run) for run in unit.runs)


def _said_on_a_day(unit: Unit, sources: Sources) -> bool:
    """Whether it is said for the day on which the core lifts the bar, and no earlier one."""
    day = str((sources.verdict or {}).get("earliest_application") or "")
    return bool(day) and any(t.kind is Kind.DAY and t.value == day for t in unit.tokens)


def _barred(
    claim: Barred, grades: frozenset[Grade], affirmed: bool, unit: Unit, sources: Sources, frame: Frame | None
) -> Finding:
    clause = str(frame.clause) if frame and frame.clause else None
    if any(wrong_day(run, sources) for run in unit.runs):
        return Finding(claim, Ruling.CONTRADICTED, "限制的起止日期与核定不符", clause)
    if frame and frame.origin == "core" and not affirmed and _said_on_a_day(unit, sources):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    barred = _truths(sources, "barred", grades or frozenset(HIGH))
    if affirmed and sources.verdict and barred == {"no"} and _of_this_case(unit):
        return Finding(claim, Ruling.CONTRADICTED, "规则没有认定存在不得申报的情形", clause)
    known = frozenset(c for f in sources.core if f.clause for c in f.concepts)
    of_case = sources.verdict and addressed(unit.tokens) and not _conditional(unit)
    if affirmed and of_case and unit.concepts & CASES_OF_18 - known:
        return Finding(claim, Ruling.CONTRADICTED, "限制的原因与核定不符", clause)
    if sources.verdict and barred == ({"yes"} if affirmed else {"no"}):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    if affirmed and frame and (not sources.verdict or _conditional(unit)):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    if not affirmed and not addressed(unit.tokens) and grades and beyond(grades, unit, sources):
        return Finding(claim, Ruling.SUPPORTED, clause="henan-2024:18")
    if (
        _stated(frame)
        and frame is not None
        and frame.origin == "statement"
        and not (affirmed is False and "yes" in barred)
    ):
        return Finding(claim, Ruling.SUPPORTED, clause=clause)
    return Finding(claim, Ruling.NEEDS_FACTS, "是否存在限制申报的情形，由规则核定")


def _of_this_case(unit: Unit) -> bool:
    """Whether a sentence speaks of what happened to the enterprise that asks: this penalty, on that day."""
    return addressed(unit.tokens) or any(
        t.kind is Kind.DAY or t.text in ("它", "这条", "这笔", "这次") for t in unit.tokens
    )


def _holds(
    claim: HoldsGrade, grades: frozenset[Grade], lowest: bool, unit: Unit, sources: Sources, frame: Frame | None
) -> Finding:
    """Grades that the verdict or the case state, that a reason lowers to, or that the question says are held."""
    verdict = sources.verdict or {}
    overall = verdict.get("overall") or {}
    held = {overall.get("grade"), overall.get("at_most"), (sources.case or {}).get("current_grade")}
    quotes = [r for r in verdict.get("reasons") or [] if isinstance(r, Mapping)]
    texts = "".join(f"{r.get('quote') or ''}，{r.get('effect') or ''}" for r in quotes)
    lowered = frozenset(g for run in runs(sources.library.words.of(spelled(texts))) for g in run.targets)
    known = lowered | _held_grades(sources)
    ok = all(g.value in held or g in known or (g is Grade.B_MINUS and Grade.B in known) for g in grades)
    if lowest:
        word = "最低等级" if any(t.value == "最低等级" for t in unit.tokens) else "原有等级"
        ok = ok and (word in held or word in texts)
    elif not grades:
        ok = "降级" in texts or "降为" in texts
    stays = any(t.text in _STAYS for t in unit.tokens)
    if (
        stays
        and not lowest
        and not grades <= lowered
        and (lowered or any(word in texts for word in ("最低等级", "降级", "降为")))
    ):
        return Finding(claim, Ruling.CONTRADICTED, "规则核定的等级已经变动")
    if (ok and sources.verdict) or (grades and ok):
        return Finding(claim, Ruling.SUPPORTED)
    if frame and frame.origin == "statement":
        return Finding(claim, Ruling.SUPPORTED)
    return Finding(claim, Ruling.NEEDS_FACTS, "等级由规则核定，不能由模型断言")


_STAYS = frozenset({"仍", "仍然", "依然", "依旧", "继续", "仍是", "保持", "维持"})


def _question_grades(sources: Sources) -> frozenset[Grade]:
    return frozenset(g for run in _question(sources) for g in run.own_grades)


def _held_grades(sources: Sources) -> frozenset[Grade]:
    """Grades that the question says the enterprise has: 我们是B级企业, 原来的A级; never what it asks about."""
    out: set[Grade] = set()
    for run in _question(sources):
        for index, token in enumerate(run.tokens):
            before = run.tokens[index - 1].text if index else ""
            after = "".join(t.text for t in run.tokens[index + 1 :])
            held = token.kind is Kind.GRADE and before.endswith(("是", "为", "的", "现", "目前", "当前"))
            if held and not after.startswith(("吗", "么", "呢", "企业吗")):
                out |= run.own_grades
    return frozenset(out)


def _question(sources: Sources) -> Sequence[Run]:
    return runs(sources.library.words.of(sources.question))
