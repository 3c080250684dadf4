"""What a run tells of bars: whether one stands, since when and until when.

Lives here: `bar`, `waits`, `over`. May import: claims.case_run, case_events, case_words, dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_events import COUNTING, YEAR, told_bars
from assistant.answering.claims.case_run import ARTICLES, FALL, CaseRun, during, same_day
from assistant.answering.claims.dossier import Bar
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.grading.facts import EventKind
from assistant.grading.periods import last_day
from assistant.library.grade import Grade

_NONE = re.compile(r"没有(?:任何)?(?:限制|禁止)|(?:没有|未见|不存在|无)[^，]{0,8}不得")
_MUST_WAIT = re.compile("[要得须](?:等|到|从|自)")  # 要等到…; 要从…起才不再受限
_THEN_FREE = re.compile("[才方]?(?:能够?|可以?|得以)不(?:再)?受")
_ADJUSTING = frozenset({"调整"})


def bar(run: CaseRun) -> None:
    """A bar stands, or does not, or no longer; its days."""
    inside = [n for n in run.find(say.BARRING) if during(run, n)]
    if inside and not run.find(say.APPLYING) and say.INSIDE.search(run.text):  # 仍在一年限制期内
        at = inside
    else:
        at = [n for n in run.find(say.BARRING | {"解除"}) if not during(run, n)]
    if run.memory.barred and run.kind(Kind.GRADE):  # 没有列入C级
        at += run.find({"纳入", "列明"})
    if run.causes and not run.kind(Kind.GRADE):  # 那张罚单还有效力
        at += run.find({"有效", "废止"})
    cases = [n for n in run.kind(Kind.REF) if run.points(n)]
    falls = [n for n in cases if run.tokens[n].value.startswith(FALL)]
    if cases:  # 未见第十八条所列的限制情形
        at = [n for n in at if not _of_cases(run, n)]
        run.take(*(n for n in run.find(say.BARRING) if _of_cases(run, n) and not at))
    cases = [] if at else [n for n in cases if n not in falls]
    none = [n for n in run.find({"申报"}) if _NONE.search(run.text) and not at]
    lasts = run.find({"终点"})
    listed = [n for n in run.kind(Kind.EXCEPT) if run.tokens[n].text in ("不在限制之列", "不在此限")]
    if listed and not at and (named := run.kind(Kind.GRADE)):  # C级不在限制之列
        run.take(*listed, *named)
        run.bars = True
        return run.claim({run.of.barred.get(g) for g in run.grades(named)} == {"no"}, "与核定不符：限制仍然存在")
    held = [*at, *cases, *none]
    if not held:
        return _ends(run)
    run.take(
        *run.find({"正在", "施行", "有效"}), *(run.find({"开始的当日"}) if say.FIRST_FREE.search(run.text) else ())
    )
    run.bars = True
    denied, modals = run.sign([*held, *lasts, *(falls if cases else ())])
    if cases and falls:  # 没有第十七条、第十八条、第十九条的情形
        run.take(*falls)
        run.claim(bool(run.of.falls) is not denied, "是否降级与核定不符", *run.of.falls)
    denied = denied or bool(none)
    if modals - {Kind.MAY, Kind.MUST, Kind.MUST_NOT} or (Kind.MUST in modals and not _MUST_WAIT.search(run.text)):
        return None
    if Kind.MAY in modals and not (none or run.find({"解除"}) or _THEN_FREE.search(run.text)):
        return None
    going_on = bool(say.NOT_OVER.search(run.text))
    ends = run.find(say.ENDING)
    over = bool(run.find({"解除"})) or any(run.tokens[n].value == "废止" for n in at) or bool(say.OVER.search(run.text))
    over = over or bool(ends and not run.kind(Kind.DAY) and not say.TO_COME.search(run.text))
    if going_on:  # 限制期还没有过完
        run.take(*run.kind(Kind.NEG, Kind.MUST_NOT))
        denied, over, modals = False, False, frozenset()
    attribute = sorted(run.attribute & run.left)
    adjusting = any(run.tokens[n].value in _ADJUSTING for n in attribute)
    named = run.kind(Kind.GRADE)
    grades = run.grades(named) & frozenset(run.of.barred) or run.grades(named)
    refs = [n for n in run.kind(Kind.REF) if run.tokens[n].value.startswith(ARTICLES)]
    clauses = [clause for n in refs for clause in run.clauses(n)]
    counted = run.years()
    run.take(*held, *attribute, *named, *refs, *counted)
    lasted = bool(run.find({"最后一日"}))
    run.take(*run.find(say.APPLYING - {"重新申报"} | say.LASTS | say.ENDING | {"计算", "计入"}))
    known = _meant(run, clauses, grades, adjusting)
    if counted and any(b.until is None for b in known):
        run.claim(None, "限制多久由规则核定")
    lasts = lasts or (run.find({"届满", "最后一日"}) if say.NO_END.search(run.text) else [])
    if lasts and say.NO_END.search(run.text):
        run.take(*lasts, *run.kind(Kind.NEG))
        denied = True
    if lasts and denied and not run.kind(Kind.DAY):  # 整改前没有终点
        if say.UNTIL_REMEDIED.search(run.text):
            run.take(*run.find({"整改", "安装", "使用", "自动监测设备", "生产设备"}), *run.kind(Kind.NEG))
        endless = any(b.stands and b.until is None for b in known)
        return run.claim(endless, "限制的起止日期与核定不符", *(b.clause for b in known))
    ended = denied or over
    if (next_day := run.find({"自下一日"})) and ended and not run.kind(Kind.DAY) and run.memory.day:  # 次日起才不受影响
        run.take(*next_day)
        bars = [b for b in known if b.stands]
        right = bool(bars) and all(b.until and same_day(run.memory.day, b.until) for b in bars)
        return run.claim(right, "限制的起止日期与核定不符", *(b.clause for b in bars), *COUNTING)
    if denied:  # 未被列入任何限制情形
        run.take(*run.find({"纳入", "列明"}), *(n for n in run.kind(Kind.ONLY) if run.tokens[n].text == "任何"))
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


def _of_cases(run: CaseRun, n: int) -> bool:
    """限制情形: the bar only names the cases."""
    return n + 1 < len(run.tokens) and run.tokens[n + 1].text.startswith(("情形", "情况", "的情形", "的情况"))


def _ends(run: CaseRun) -> None:
    """届满 and 结束 without the word for a bar: 到2027年6月18日届满."""
    at = run.find(say.ENDING - {"解除"} | say.LASTS) or (run.find({"计算"}) if run.years() else [])
    days = run.days("last", "begin", "from", "after", "free")
    if say.NO_END.search(run.text) and not run.kind(Kind.DAY, Kind.AMOUNT):  # 没有具体的到期日
        run.take(*run.find(say.ENDING | say.LASTS), *run.kind(Kind.NEG))
        standing = run.of.standing
        return run.claim(any(b.until is None for b in standing), "限制的起止日期与核定不符")
    going_on = bool(run.memory.causes or run.memory.barred) and re.search("为止|止[（，。]?|为期", run.text)
    if not days or not (at or going_on):
        return None
    denied, modals = run.sign(at)
    if denied or modals - ({Kind.MUST} if _MUST_WAIT.search(run.text) else set()):
        return None
    run.take(*at, *run.years(), *run.find({"期间计算", "开始的当日"}))
    causes = run.causes or run.memory.causes
    if causes and all(e.kind is EventKind.MATERIAL_CHANGE and e.day for e in causes):  # the year of the change itself
        ends = {last_day(e.day, YEAR).isoformat() for e in causes if e.day}
        if all(any(same_day(run.tokens[n].value, end) for end in ends) for n in days):
            run.take(*days, *run.inclusive())
            return run.claim(True, "", *COUNTING)
    return _dated(run, days, told_bars(run), any(run.roles[n] == "free" for n in days))


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
    run.take(*at, *run.inclusive(), *run.find({"自下一日"}))
    if not bars or any(b.until is None or b.since is None for b in bars):
        return run.claim(False if not bars else None, "限制的起止日期与核定不符")
    last, first = max(str(b.until) for b in bars), min(str(b.since) for b in bars)
    free = max(str(b.free) for b in bars)
    ending = ended or bool(say.ENDING_LATE.search(run.text))
    for n in at:
        role, day = run.roles[n], run.tokens[n].value
        right = {
            "last": {last},
            "begin": set[str]().union(*(b.begins for b in bars)),
            "free": {free},
            "lift": {last, free},
            "after": {last, free} if ending else set(),
            "before": {last, free},
            "from": {free} if ended else {first, *(b.counted for b in bars if b.counted), *([free] if ending else ())},
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


def over(run: CaseRun) -> None:
    """现在已经过了, 尚未届满: said of the bar that was told just before."""
    going_on, ended = say.NOT_OVER.search(run.text), say.OVER.search(run.text)
    if bool(going_on) is bool(ended):
        return
    dated = any(t.kind in (Kind.AMOUNT, Kind.DAY) for t in run.tokens)
    if run.causes and ended and not (dated or run.bars or "整改" in run.text):  # 那次处罚已经过去
        run.claim(not any(b.stands for b in told_bars(run)), "与核定不符：限制仍然存在")
    spoken_of = run.memory.barred or (run.memory.causes and told_bars(run))
    rest = {*run.find({"届满", "结束", "解除"}), *(run.kind(Kind.NEG) if going_on else ())}
    if spoken_of and not run.claims and not run.left - rest:
        run.take(*rest)
        standing = any(b.stands for b in told_bars(run))
        run.claim(standing is bool(going_on), "与核定不符：" + ("限制仍然存在" if standing else "限制已经届满"))
