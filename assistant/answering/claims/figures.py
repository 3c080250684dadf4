"""Numbers, days and grades of a unit held against a frame.

Lives here: `amounts_wrong`, `grades_wrong`, `same_amount`. May import: claims.units, frames, runs, amounts, kinds, library.grade.
"""

from __future__ import annotations

import re

from assistant.answering.claims.amounts import Amount, Day
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Dates, HoldsGrade, Ruling, States
from assistant.answering.claims.runs import Run, is_condition
from assistant.answering.claims.tokens import Kind
from assistant.answering.claims.units import BACKGROUND, BENEFITS, Ground, Problem, Unit, aligned, names
from assistant.library.grade import Grade, family_of

_GRADED = names("申报 评定 重新申报 授予 纳入 激励 减少 采取自主减排 差异化管控 降为 公告 备案")
# What the law gives to some grades only: a clause that names no grade carries it for none.
_BOUND = names("授予 激励 减少 采取自主减排 差异化管控 降为")
_OTHERS = re.compile(r"其余|其他|其它|别的|另外|剩下|此外|以外")
_GIVEN = names("正面清单 白名单 荣誉称号 荣誉证书 激励")
_PAPERS = names("绩效指标 申报材料 佐证材料")
_HEADS = re.compile(r"(?:后果|结果|条件|方面|要点|步骤|要求|做法|环节)[^，。：]{0,4}：")
# Counted in groups, not in heads: 3个专家组.
_GROUPS = re.compile(r"[^，。；]{0,6}(?:组|团队|队伍|班子|小队|机构|单位|公司|部门)(?!成员|织|的?(?:人|专家))")
_COUNTED = frozenset({"种", "项", "个", "条", "方面", "家"})


def amounts_wrong(unit: Unit, frame: Frame, ground: Ground) -> list[Problem]:
    out = []
    for amount in unit.stated:
        grouped = amount.unit in ("人", "个") and _GROUPS.match(unit.text[amount.end :])
        if not grouped and any(same_amount(amount, k) and _told_of_it(amount, k, unit, frame) for k in frame.amounts):
            continue
        if (
            amount.unit in _COUNTED
            and frame.clause
            and int(amount.number) in ground.counts.get(frame.clause.parent, ())
        ):
            continue
        if amount.unit in _COUNTED and amount.comparator == "=" and _enumerated(amount, unit):
            continue
        if amount.unit == "份" and int(amount.number) in _papers(frame):
            continue
        opens = amount.unit in _COUNTED and unit.text[amount.end :].startswith("：") and _HEADS.search(unit.text)
        if opens and not _listed(amount, unit.text):  # the list goes on in the next sentence
            continue
        if frame.clause and frame.clause.document == "civil-code" and amount.unit == "M" and amount.number == 12:
            continue
        if amount.text == "每年" and re.match(r"\d+月", unit.text[amount.end :]):
            continue
        near = next((a for a in frame.amounts if a.unit == amount.unit), None)
        why = f"“{amount.text}”与条文不符，条文为“{near.text}”" if near else f"“{amount.text}”没有依据"
        out.append(Problem(States(amount), Ruling.CONTRADICTED if near else Ruling.UNSUPPORTED, why))
    own = {d.value for d in frame.days} if unit.days else frozenset[str]()
    for day in unit.days:
        told = own | (ground.days if len(day.value) > len("2026") else ground.days & {day.value})
        if not any(_same_day(day, k) for k in told):  # a year alone is not told by a day of the case
            near_day = next(iter(frame.days), None)
            ruling = Ruling.CONTRADICTED if near_day else Ruling.UNSUPPORTED
            what = f"，条文为“{near_day.text}”" if near_day else ""
            out.append(Problem(Dates(day), ruling, f"“{day.text}”没有依据{what}"))
    return out


def _papers(frame: Frame) -> set[int]:
    """How many documents a frame names, in all or as what it rests on (根据《…》及《…》): 四份文件."""
    resting = (run.text for run in frame.runs if run.tokens[0].text in ("根据", "依据"))
    return {text.count("《") for text in (frame.text, *resting)} - {0, 1}


def _told_of_it(said: Amount, known: Amount, unit: Unit, frame: Frame) -> bool:
    """Whether the frame gives a length of time to what it is given to here: 一年内 and 一年后 may both stand there."""
    if frame.origin != "law" or said.unit != "M" or not frame.clause or frame.clause.document == "civil-code":
        return True
    run = next((r for r in unit.runs if any(t.text == said.text for t in r.tokens)), None)
    if run is None or not run.acts:
        return True
    near = [at for at, r in enumerate(frame.runs) if r in aligned(run, frame)]
    has = [at for at, r in enumerate(frame.runs) if any(t.text == known.text for t in r.tokens)]
    return not near or any(
        abs(one - other) <= 1 or frame.runs[one].concepts & run.concepts for one in has for other in near
    )


def _enumerated(amount: Amount, unit: Unit) -> bool:
    """Whether the number only counts what the sentence itself lists: 两个行业：铸造、工业涂装; 做四件事：…、…、…和…."""
    industries = sum(1 for t in unit.tokens if t.kind is Kind.INDUSTRY)
    return amount.number > 1 and (amount.number == industries or int(amount.number) in _listed(amount, unit.text))


_JOINS = re.compile(r"、|以及|和|及|与|或者?")
_PARTS = re.compile(r"[，；。]")


def _listed(amount: Amount, text: str) -> set[int]:
    """How many things a text lists after the colon behind a number, in the number's own run, or in those
    behind it (两类企业的做法不同，对…，对…): between commas, or joined."""
    head, colon, tail = text[amount.end :].partition("：")
    if not colon or _PARTS.search(head):
        start = max(text.rfind(stop, 0, amount.start) for stop in "，；。：") + 1
        tail = text[start : amount.start] + _PARTS.split(text[amount.end :])[0]
    parts = [part for part in _PARTS.split(tail) if part]
    behind = [] if colon else [part for part in _PARTS.split(text[amount.end :])[1:] if part]
    return {len(parts), len(behind), *(len(_JOINS.split(part)) for part in parts)} - {1}


def _same_day(said: Day, known: str) -> bool:
    return (
        said.value == known
        or (len(said.value) < len(known) and known.startswith(said.value))
        or (said.value.startswith("--") and known.endswith(said.value[2:]))
    )


def same_amount(said: Amount, known: Amount) -> bool:
    """Whether two amounts say the same: number, unit, comparator, and within, after or before."""
    over = said.text.startswith(("满", "超过", "逾", "过", "已满")) and not said.role
    if over and said.unit == known.unit == "M" and said.number == known.number and known.role == "after":
        return True
    same_unit = said.unit == known.unit or (said.unit == "个" and known.unit == "人")
    if not same_unit or said.number != known.number:
        return False
    if said.comparator != known.comparator and not (
        said.comparator == "=" and known.comparator == ">=" and said.unit == "次" and not said.role
    ):
        return False
    if said.role == known.role or not said.role:
        return True
    return not known.role and said.role == "within"


# --- grades --------------------------------------------------------------------------------------------------------


def grades_wrong(unit: Unit, frame: Frame, ground: Ground, above: frozenset[Grade]) -> list[Problem]:
    out = []
    for run in unit.runs if unit.graded or above else ():
        for word in run.strange:
            if word not in frame.text:
                out.append(Problem(HoldsGrade(frozenset(), False), Ruling.UNSUPPORTED, f"“{word}”不是细则的等级"))
        if wrong := run.targets - frame.targets:
            out.append(_wrong_grade(wrong, frame))
        if run.targets and run.grades and _ladders(run.targets).isdisjoint(_ladders(run.grades)):
            out.append(_wrong_grade(run.targets, frame))
        if not run.own_grades and run.grades and not run.targets:
            best = [other for other in aligned(run, frame) if other.own_grades or other.acts & BENEFITS]
            named = frozenset(g for other in best for g in other.grades)
            if named and (wrong := run.grades - named - frame.targets):
                out.append(_wrong_grade(wrong, frame))
        if frame.origin == "law" and not frame.grades and run.acts & _BOUND & frame.concepts:
            others = unit.grades or not above or _OTHERS.search(unit.text)
            if spoken_of := run.own_grades or (frozenset[Grade]() if others else above):
                out.append(_wrong_grade(spoken_of, frame))
        if run.own_grades and (frame.grades or frame.origin != "law" or not _attributive(run)):
            said = run if run.concepts else next((r for r in unit.runs if r.concepts), run)
            bound = bound_grades(said, frame)
            best = aligned(said, frame)
            if said is not run and best and all(is_condition(other) for other in best) and frame.origin == "law":
                out.append(_wrong_grade(run.own_grades, frame))
            if wrong := run.own_grades - bound:
                out.append(_wrong_grade(wrong, frame))
    if frame.origin != "law":
        return out
    if not above and frame.grades and not unit.grades and not any(r.grades for r in unit.runs):
        best = [
            run
            for part in unit.runs
            if not is_condition(part) and _does(part) & _GRADED
            for run in aligned(part, frame)
        ]
        if (
            best
            and "保障类" not in unit.concepts
            and not _ON_A_LIST.search(unit.text)
            and not _LISTS_POLICY.search(unit.text)
            and not any(_of_whom(run, frame) for run in unit.runs)
            and all(run.own_grades or (run.grades and run.acts & BENEFITS) for run in best)
            and not any(t.kind is Kind.REF for t in unit.tokens)
        ):
            out.append(Problem(HoldsGrade(frozenset(), False), Ruling.AMBIGUOUS, "没有说明适用于哪个等级"))
    if above and not any(run.grades or run.targets for run in unit.runs):
        best = [
            other for run in unit.runs if run.acts & _GRADED or run.concepts & _GIVEN for other in aligned(run, frame)
        ]
        named = frozenset(g for other in best for g in other.grades)
        if best and all(other.own_grades or other.grades for other in best) and not above & named:
            out.append(_wrong_grade(above, frame))
    return out


# 激励政策包括…: what there is, of nobody
_LISTS_POLICY = re.compile(
    "^[^，。]{0,8}(?:激励|鼓励|奖励)(?:性)?(?:政策|措施|手段|办法|内容|条款|机制)?(?:里|中|里头|方面|当中)?(?:主要|一共|总共|具体|共)?(?:列?有|包括|包含|含|涵盖|列[出举明了]|是指|是|为)(?![^，。]*企业)"
)
_ON_A_LIST = re.compile(r"(?:白名单|正面清单)(?:里|中|内|上)?的?企业")


def _of_whom(run: Run, frame: Frame) -> bool:
    """Whether a run says of whom it speaks by what the frame gives them: 列入正面清单的企业."""
    for at, token in enumerate(run.tokens[:-1]):
        if token.kind is Kind.OF and run.tokens[at + 1].kind is Kind.ACTOR:
            before = frozenset(t.value for t in run.tokens[:at] if t.kind in (Kind.ACT, Kind.THING))
            if len(before) > 1 and before <= frame.concepts:
                return True
    return False


def _does(run: Run) -> frozenset[str]:
    """The acts of a run that do something there: 申报材料, 评定清单, 审核资料 are things."""
    pairs = zip(run.tokens, (*run.tokens[1:], None), strict=False)
    things = (t.value for t, after in pairs if t.value in BACKGROUND and after and after.kind is Kind.THING)
    return run.acts - frozenset(things)


def bound_grades(run: Run, frame: Frame) -> frozenset[Grade]:
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
