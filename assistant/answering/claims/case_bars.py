"""What a run tells of bars and of applying: whether one stands, since when, until when, and what is left open.

Lives here: `bar`, `applying`, `waits`, `left_open`, `also`. May import: claims.case_run, case_events, case_words, dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_events import COUNTING, YEAR, anew, told_bars
from assistant.answering.claims.case_run import ARTICLES, CaseRun, same_day
from assistant.answering.claims.dossier import Bar
from assistant.answering.claims.words import NEGATIVE, Kind
from assistant.grading.facts import EventKind
from assistant.grading.periods import last_day
from assistant.library.grade import HIGH, Grade

_ADJUSTING = frozenset({"调整"})


def bar(run: CaseRun) -> None:
    """A bar stands, or does not, or no longer; its days."""
    at = [n for n in run.find(say.BARRING | {"解除"}) if not _during(run, n)]
    if run.memory.barred and run.kind(Kind.GRADE):  # 没有列入C级
        at += run.find({"纳入", "列明"})
    cases = [n for n in run.kind(Kind.REF) if run.points(n)]
    cases = [] if at else cases
    none = [
        n for n in run.find({"申报"}) if re.search(r"没有不得|没有(?:任何)?(?:限制|禁止)|未见不得", run.text) and not at
    ]
    lasts = run.find({"终点"})
    held = [*at, *cases, *none]
    if not held:
        return _ends(run)
    run.bars = True
    denied, modals = run.sign([*held, *lasts])
    denied = denied or bool(none)
    if modals - {Kind.MAY, Kind.MUST, Kind.MUST_NOT} or (
        Kind.MUST in modals and not re.search("[要得须]等?到", run.text)
    ):
        return None
    if Kind.MAY in modals and not (none or run.find({"解除"})):
        return None
    over = bool(run.find({"解除"})) or bool(say.OVER.search(run.text))
    attribute = sorted(run.attribute & run.left)
    adjusting = any(run.tokens[n].value in _ADJUSTING for n in attribute)
    named = run.kind(Kind.GRADE)
    grades = run.grades(named)
    refs = [n for n in run.kind(Kind.REF) if run.tokens[n].value.startswith(ARTICLES)]
    clauses = [clause for n in refs for clause in run.clauses(n)]
    counted = run.years()
    run.take(*held, *attribute, *named, *refs, *counted)
    lasted = bool(run.find({"最后一日"}))
    run.take(*run.find(say.APPLYING - {"重新申报"} | say.LASTS | say.ENDING | {"计算", "计入"}))
    known = _meant(run, clauses, grades, adjusting)
    if counted and any(b.until is None for b in known):
        run.claim(None, "限制多久由规则核定")
    if lasts and denied and not run.kind(Kind.DAY):  # 整改前没有终点
        if say.UNTIL_REMEDIED.search(run.text):
            run.take(*run.find({"整改", "安装", "使用", "自动监测设备", "生产设备"}), *run.kind(Kind.NEG))
        endless = any(b.stands and b.until is None for b in known)
        return run.claim(endless, "限制的起止日期与核定不符", *(b.clause for b in known))
    ended = denied or over
    if say.TODAY.search(run.text) and lasted:  # 今天是限制的最后一天
        return run.claim({b.until for b in known if b.stands} == {run.of.as_of.isoformat()}, "限制的起止日期与核定不符")
    if told := run.days("last", "begin", "free", "from", "before", "lift", "after"):
        return _dated(run, told, known, ended)
    if not run.of.sure and ended:
        return run.claim(None, "是否存在限制申报的情形，由规则核定")
    standing = [b for b in known if b.stands]
    if ended:
        run.claim(not standing, "与核定不符：限制仍然存在", *(clauses or (b.clause for b in known)), *ARTICLES)
    else:
        covers = not grades or all(any(g in b.grades for b in standing) for g in grades)
        run.claim(bool(standing) and covers, "与核定不符：没有这样的限制", *(b.clause for b in standing))
    run.denies = not ended
    return None


def _during(run: CaseRun, n: int) -> bool:
    """限制期内: only says when something else holds."""
    after = run.tokens[n + 1].text if n + 1 < len(run.tokens) else ""
    return (run.tokens[n].text.endswith("期") and after in ("内", "之内", "间", "中")) or after in (
        "期内",
        "期间",
        "期限内",
    )


def _ends(run: CaseRun) -> None:
    """届满 and 结束 without the word for a bar: 到2027年6月18日届满."""
    at = run.find(say.ENDING - {"解除"} | say.LASTS)
    days = run.days("last", "begin", "from", "after")
    if not at or not days:
        return
    denied, modals = run.sign(at)
    if denied or modals:
        return
    run.take(*at, *run.years(), *run.find({"期间计算"}))
    _dated(run, days, told_bars(run), False)


def _meant(run: CaseRun, clauses: Sequence[str], grades: Iterable[Grade], adjusting: bool) -> list[Bar]:
    """The bars that a run speaks of: by its clauses, else by what happened; those that reach its grades."""
    known = list(run.of.bars)
    if clauses:
        known = [b for b in known if any(names_one(c, [b.clause]) for c in clauses)]
    elif run.causes or (run.memory.causes and re.search("[这该此那]", run.text)):
        known = told_bars(run)
    if adjusting:
        known = [b for b in known if b.clause.startswith(ARTICLES[0])]
    wanted = frozenset(grades)
    return [b for b in known if b.grades & wanted] if wanted else known


def _dated(run: CaseRun, at: Sequence[int], known: Sequence[Bar], ended: bool) -> None:
    """Each day is the first, the last, or the first free day of what is meant."""
    bars = [b for b in known if b.stands] or list(known)
    run.take(*at, *run.inclusive())
    if not bars or any(b.until is None or b.since is None for b in bars):
        return run.claim(False if not bars else None, "限制的起止日期与核定不符")
    last, first = max(str(b.until) for b in bars), min(str(b.since) for b in bars)
    free = max(str(b.free) for b in bars)
    for n in at:
        role, day = run.roles[n], run.tokens[n].value
        right = {
            "last": {last},
            "begin": {first},
            "free": {free},
            "lift": {last, free},
            "after": {last, free} if ended else set(),
            "before": {last, free},
            "from": {free} if ended else {first},
        }[role]
        run.claim(
            any(same_day(day, known_day) for known_day in right),
            "限制的起止日期与核定不符",
            *(b.clause for b in bars),
            *COUNTING,
        )
    if say.OVER.search(run.text):
        run.claim(not any(b.stands for b in bars), "与核定不符：限制仍然存在")
    run.memory.day = run.tokens[at[-1]].value
    return None


def applying(run: CaseRun) -> None:
    """May apply, may not; has applied, has not."""
    every = run.find(say.APPLYING)
    at = [n for n in every if run.tokens[n].value != "评定"]
    others = [n for n in every if run.tokens[n].value == "评定"]
    if others and (not at or not any(run.tokens[m].kind is Kind.NEG for n in at for m in run.signs_of(n))):
        at = every
    if not at:
        return None
    if _fails(run, at):
        return None
    denied, modals = run.sign(at)
    heads = {run.tokens[n].value for n in at}
    if Kind.MUST_NOT in _kinds(run, at):
        return _may_not(run, at)
    if Kind.MAY in modals or re.search("才能|才可|方可|方能", run.text):
        return None if denied else _may(run, at)
    if modals:
        return None
    if heads == {"重新申报"} and run.memory.causes:
        changed = [e for e in run.memory.causes if e.kind is EventKind.MATERIAL_CHANGE]
        if changed and not denied and (days := run.days("before", "last")):  # 请在…以前重新申报
            run.take(*at, *days, *run.find({"曾经", "及时"}))
            ends = {last_day(e.day, YEAR).isoformat() for e in changed if e.day and e.reapplied_on is None}
            right = len(ends) == 1 and all(same_day(run.tokens[n].value, next(iter(ends))) for n in days)
            return run.claim(
                right, "重新申报的期限与核定不符", *filter(None, [run.of.clause_of.get(EventKind.MATERIAL_CHANGE)])
            )
        return anew(run, at[0], changed, denied) if changed else None
    if denied and heads <= {"申报", "调整"} and not any(n > at[0] for n in run.kind(Kind.GRADE)):
        run.take(*at)
        applied = run.of.applied
        return run.claim(None if applied is None else not applied, "是否申报与案情不符", "henan-2024:9(1)")
    if not denied and heads <= {"申报"} and re.search("已|这次|本次|此次|正在", run.text):
        named = run.kind(Kind.GRADE)
        wanted = {p.applying for p in run.of.places if p.applying}
        run.take(*at, *named)
        told = run.of.applied and (not named or (len(wanted) == 1 and wanted <= run.grades(named)))
        return run.claim(None if run.of.applied is None else bool(told), "是否申报与案情不符")
    return None


def _fails(run: CaseRun, at: Sequence[int]) -> bool:
    """申报A级不符合规定: that one may not, in other words."""
    meets = run.find({"满足"})
    denied = any(run.tokens[m].kind in NEGATIVE for n in meets for m in run.signs_of(n))
    if not denied or not re.search("规定|条件|要求", run.text) or run.find({"绩效指标", "所有"}):
        return False
    run.sign(meets)
    run.take(*meets)
    _may_not(run, at)
    return True


def _kinds(run: CaseRun, at: Sequence[int]) -> set[Kind]:
    """The modals that reached these words, taken or not."""
    return {run.tokens[n].kind for one in at for n in run.signs_of(one)}


def _may_not(run: CaseRun, at: Sequence[int]) -> None:
    named = run.kind(Kind.GRADE)
    adjusting = any(run.tokens[n].value in _ADJUSTING for n in at)
    asked = run.grades(named) or (frozenset(run.of.barred) if adjusting else frozenset(HIGH))
    refs = [n for n in run.kind(Kind.REF) if run.tokens[n].value.startswith(ARTICLES) and not run.points(n)]
    run.take(*at, *named, *run.find({"分级"}))
    during = [n for n in run.find(say.BARRING) if _during(run, n)]
    run.take(*during)
    bars = [b for b in run.of.standing if b.grades & asked]
    grounds = {b.clause for b in bars}
    if re.search("一年内|1年内|十二个月内|12个月内", run.text):
        run.take(*run.years())
        dated = [b for b in bars if b.until or b.kind]
        run.claim(bool(dated), "与核定不符：没有一年的限制")
    if days := run.days("before", "last"):
        run.take(*days, *run.inclusive(), *(n for n in run.find({"曾经"}) if run.tokens[n].text in ("以前", "之前")))
        ends = [
            max(ends)
            for each in ((b.until for b in bars), (b.free for b in bars))
            if (ends := list(filter(None, each)))
        ]
        told = all(any(same_day(run.tokens[n].value, end) for end in ends) for n in days)
        run.claim(told, "限制的起止日期与核定不符")
    truths = {"no" if run.of.barred.get(g) == "yes" else run.of.may.get(g, "unknown") for g in asked}
    unmet = any(p.unmet for p in run.of.places)
    holds = (
        True
        if truths == {"no"}
        else None
        if "unknown" in truths and {run.of.barred.get(g) for g in asked} != {"no"}
        else False
    )
    run.claim(holds, "规则没有认定存在不得申报的情形", *grounds, *({"henan-2024:4(2)"} if unmet else ()))
    run.denies = True
    if refs:
        run.claim(
            all(names_one(run.tokens[n].value, grounds) for n in refs),
            "所引条款与核定不符",
        )
        run.take(*refs)


def _may(run: CaseRun, at: Sequence[int]) -> None:
    if run.find({"分别", "独立厂区"}):
        return None
    named = run.kind(Kind.GRADE)
    asked = run.grades(named) or frozenset(HIGH)
    days = run.days("free", "from", "after")
    if not days:
        run.take(*at, *named)
        truths = {run.of.may.get(g, "unknown") for g in asked}
        holds = True if truths == {"yes"} else False if "no" in truths else None
        return run.claim(holds, "能否申报须由规则核定，不能由模型断言")
    bars = [b for b in run.of.standing if b.grades & asked]
    if not bars or any(b.free is None for b in bars):
        return run.claim(False if not bars else None, "限制的起止日期与核定不符")
    run.take(*at, *named, *days)
    free = max(str(b.free) for b in bars)
    last = max(str(b.until) for b in bars)
    right = all(same_day(run.tokens[n].value, last if run.roles[n] == "after" else free) for n in days)
    return run.claim(right, "限制的起止日期与核定不符", *(b.clause for b in bars))


def waits(run: CaseRun) -> None:
    """要等到2027年5月21日: the first free day of what was told before."""
    days = run.days("free", "last")
    if not days or not (run.memory.denied or run.memory.causes) or run.kind(Kind.ACT, Kind.THING):
        return
    run.take(
        *(n for n in run.kind(Kind.MUST)), *(n for n in run.kind(*NEGATIVE)) if re.search("才没|才不", run.text) else ()
    )
    named = run.kind(Kind.GRADE)
    run.take(*named)
    _dated(run, days, _meant(run, (), run.grades(named), False), True)


def left_open(run: CaseRun) -> None:
    """能否申报还要看是否满足全部指标: that nothing is decided, which is so where the core leaves it open."""
    asks, pending, unsure = (p.search(run.text) for p in (say.ASKS, say.PENDING, say.UNSURE))
    words = run.find(say.OPEN_WORDS)
    ends = run.find(say.BARRING | {"解除"} | say.ENDING)
    if unsure and ends and not words:  # 解除限制的日期现在还无法确定
        run.take(*ends, *run.kind(Kind.NEG, Kind.MUST_NOT))
        return run.claim(any(b.until is None for b in run.of.standing), "限制的起止日期与核定不符")
    if not unsure and not ((asks or pending) and words):
        return None
    named = run.kind(Kind.GRADE)
    asked = run.grades(named) or frozenset(HIGH)
    run.take(*words, *named, *run.kind(Kind.MUST))
    if pending or unsure:
        run.take(*run.kind(Kind.NEG), *(run.kind(Kind.MUST_NOT) if unsure else ()))
    unsaid = {run.of.may.get(g) for g in asked} <= {"unknown"} and all(run.of.barred.get(g) == "no" for g in asked)
    run.claim(unsaid, "能否申报已有核定", "henan-2024:9(1)", "henan-2024:4(2)")
    return None


def over(run: CaseRun) -> None:
    """现在已经过了: said of the bar that was told just before."""
    if not run.claims and not run.left and say.OVER.search(run.text) and run.memory.barred:
        run.claim(not any(b.stands for b in told_bars(run)), "与核定不符：限制仍然存在")


def also(run: CaseRun) -> None:
    """A级和B级也一样: what was just denied holds for these grades too."""
    named = run.kind(Kind.GRADE)
    if not named or not run.memory.denied or not say.ALSO.search(run.text):
        return
    asked = run.grades(named)
    run.take(*named, *run.kind(Kind.MUST_NOT), *run.find({"申报"}))
    barred = {run.of.barred.get(g) for g in asked}
    run.claim(barred == {"yes"}, "规则没有认定存在不得申报的情形", *(b.clause for b in run.of.standing))
