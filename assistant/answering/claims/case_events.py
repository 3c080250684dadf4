"""What a run tells of what happened to the enterprise: events and their days, credit, what was put right, years that ran out.

Lives here: `events`, `credit`, `remedied`, `elapsed`, `told_bars`. May import: claims.case_run, case_words, dossier, grading.facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import amounts
from assistant.answering.claims.case_run import CaseRun, same_day
from assistant.answering.claims.dossier import Bar
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.grading.facts import STATES, Event, EventKind
from assistant.grading.periods import is_within, last_day

YEAR = "P1Y"
COUNTING = ("civil-code:200", "civil-code:201", "civil-code:202")
_GRADED_THEN = re.compile(r"(?:评|定)[^，]{0,3}[A-D][^，]{0,2}级?[^，]{0,3}(?:后|之后|以后)")


_DAY_OF = re.compile("(?P<what>通报|处罚|变动)[^，]{0,3}(?:日期?|时间|那天|当天|之日)[为是在]")
_WHAT: Mapping[str, frozenset[EventKind]] = {
    "通报": frozenset({EventKind.TYPICAL_CASE_NOTIFIED, EventKind.ALERT_BREACH_NOTIFIED}),
    "处罚": frozenset({EventKind.ADMINISTRATIVE_PENALTY}),
    "变动": frozenset({EventKind.MATERIAL_CHANGE}),
}


def _by_its_day(run: CaseRun) -> None:
    """通报日为2026年2月10日: the event that was on that day."""
    found, days = _DAY_OF.search(run.text), run.kind(Kind.DAY)
    if not found or len(days) != 1 or run.kind(*NEGATIVE, Kind.AMOUNT):
        return
    kinds, told = _WHAT[found["what"]], run.tokens[days[0]].value
    on = [e for e in run.of.events or () if e.kind in kinds and e.day and same_day(told, e.day.isoformat())]
    run.take(*days, *run.find({"通报", "行政处罚", "重大变动", "变动"}))
    run.causes = [*run.causes, *on]
    run.claim(bool(on), "日期与案情不符", *(run.of.clause_of.get(e.kind, "") for e in on))


def events(run: CaseRun) -> None:
    """Each event that is named: it happened, on that day; or it did not."""
    _by_its_day(run)
    values = {t.value for t in run.tokens if t.kind is not Kind.GRADE}
    named: set[EventKind] = set()
    for cause in say.EVENTS:
        at = run.find(cause.must)
        if not cause.must <= values or not at or cause.kind in named:
            continue
        if cause.kind is EventKind.ALERT_BREACH_NOTIFIED and "典型案例" in values:
            continue
        if cause.kind is EventKind.NO_AUTO_MONITORING and not say.TROUBLE.search(run.text):
            continue
        more = run.find(cause.may)
        denied, modals = run.sign([*at, *more])
        if modals:
            continue
        named.add(cause.kind)
        run.take(*at, *more, *(run.undone() if cause.kind is EventKind.ALERT_BREACH_NOTIFIED else ()))
        _happened(run, cause, denied is not cause.negated)
    if not run.causes:
        return
    graded = run.of.case.graded_on
    by = run.kind(Kind.ACTOR)
    run.take(*(n for n in by if run.tokens[n].value == "authority" and n and run.tokens[n - 1].text == "被"))
    for n in run.find({"评级后"}):
        run.take(n)
        days = [e.day for e in run.causes if e.day]
        run.claim(None if graded is None or not days else min(days) >= graded, "发生的时间与评级的先后不符")
    _graded_before(run)
    _nth(run)


def _nth(run: CaseRun) -> None:
    """一年内的第二次: how many there have been, within the year."""
    counts = [
        n for n in run.kind(Kind.AMOUNT) if (run.tokens[n].text.startswith("第") and run.tokens[n].text.endswith("次"))
    ]
    kinds = {e.kind for e in run.causes}
    found = sorted(e.day for e in run.of.events or () if e.kind in kinds and e.day)
    if len(counts) != 1 or len(kinds) != 1 or not found:
        return
    number = amounts(run.tokens[counts[0]].text)
    last = all(e.day == found[-1] for e in run.causes)
    run.take(*counts)
    within = run.years() + run.find({"累计"})
    run.take(*within)
    if within:
        found = [day for day in found if is_within(found[-1], day, YEAR)]
    run.claim(last and len(number) == 1 and int(number[0].number) == len(found), "次数与案情不符")


def _happened(run: CaseRun, cause: say.Cause, denied: bool) -> None:
    if run.of.events is None:
        return run.claim(None, "没有给出事件，无法核对")
    found = [e for e in run.of.events if e.kind is cause.kind]
    if denied:
        return run.claim(not found, "案情中有这一事件")
    if not found:
        return run.claim(False, "案情中没有这一事件")
    dated: list[Event] = []
    for n in run.days("day", "begin", "from"):
        same = [e for e in found if e.day and same_day(run.tokens[n].value, e.day.isoformat())]
        if not same and run.roles[n] == "from":
            continue
        run.take(n)
        if not same:
            return run.claim(False, "日期与案情不符")
        dated += same
        if run.roles[n] == "begin":
            run.take(*run.find({"计算", "限制", "开始"}), *run.years())
        elif not run.find({"最低等级"}) and not run.kind(Kind.GRADE):
            run.take(*run.find({"认定", "核实"}))  # the day on which it was found
    found = dated or found
    if "今年" in run.text and any(e.day and e.day.year != run.of.as_of.year for e in found):
        return run.claim(False, "日期与案情不符")
    _counted(run, cause.kind, found)
    run.take(*run.find({"曾经", "核实"}))  # 曾无证生产, 查实伪造台账
    run.causes = [*run.causes, *found]
    run.claim(True, "", *filter(None, [run.of.clause_of.get(cause.kind)]))
    if cause.kind is EventKind.MATERIAL_CHANGE:
        for n in run.find({"重新申报"}):
            denied, modals = run.sign([n])
            if not modals:
                anew(run, n, found, denied)
    return None


def _counted(run: CaseRun, kind: EventKind, found: Sequence[Event]) -> None:
    for n in run.kind(Kind.AMOUNT):
        count = next((a for a in amounts(run.tokens[n].text) if a.unit == "次"), None)
        if count is not None:
            run.take(n)
            run.take(*(m for m in run.kind(Kind.ONLY) if m < n))
            run.claim(count.comparator == "=" and int(count.number) == len(found), "次数与案情不符")
            if kind is EventKind.ALERT_BREACH_NOTIFIED:
                within = re.search("(?:一年|1年|十二个月|12个月)(?:之内|以内|内|里|中|间|累计)", run.text)
                run.take(*(run.years() if within else ()), *run.find({"累计"}))


def anew(run: CaseRun, at: int, changed: Sequence[Event], denied: bool) -> None:
    """一年后没有重新申报: whether it has applied anew since the change, and whether the year is over."""
    years = run.years()
    run.take(at, *run.find({"及时"}), *years)
    lapsed = any(bar.kind is EventKind.MATERIAL_CHANGE and bar.stands for bar in run.of.bars)
    run.claim({e.reapplied_on is None for e in changed} == {denied} and (lapsed or not years), "是否重新申报与案情不符")


def _graded_before(run: CaseRun) -> None:
    """评为A级后存在…: the grade on record, held before what happened."""
    at, grades = run.find({"评定"}), run.kind(Kind.GRADE)
    if not _GRADED_THEN.search(run.text) or not at or not grades or not 0 < grades[0] - at[0] <= 2:
        return
    run.take(at[0], grades[0])
    graded = run.of.case.graded_on
    after = all(e.day is None or graded is None or e.day >= graded for e in run.causes)
    run.claim(run.of.current in run.grades(grades[:1]) and after, "原来的等级与案情不符")


def credit(run: CaseRun) -> None:
    """The environmental credit rating."""
    rating = run.of.case.credit_rating
    at, told = run.find({"环境信用"}), run.find({"不良", "良好", "警示", "诚信"})
    if len(told) != 1 or not (at or re.search("评价|信用", run.text)):
        return None
    denied, modals = run.sign([*at, *told])
    if modals:
        return None
    run.take(*at, *told, *run.find({"绩效评估"}), *(run.find({"评级后"}) if run.of.falls else ()))
    if rating is None:
        return run.claim(None, "没有给出环境信用评价，无法核对")
    grounds = {bar.clause for bar in run.of.bars if bar.kind is None}
    return run.claim((rating.value == run.tokens[told[0]].value) is not denied, "环境信用评价与案情不符", *grounds)


def remedied(run: CaseRun) -> None:
    """整改: the day of it, or that it is still owed."""
    at = run.find({"整改"})
    owed = [e for e in (run.causes or run.of.events or ()) if e.remedied_on is None or isinstance(e.remedied_on, date)]
    if not at or not owed or say.UNTIL_REMEDIED.search(run.text):
        return None
    denied, modals = run.sign(at)
    if modals:
        return None
    run.take(*at)
    days = run.kind(Kind.DAY)
    if not days and not denied and re.search("起算|算起|之日起|之日起算", run.text):
        run.take(*run.find({"计算", "自当日"}))
        return run.claim(any(isinstance(e.remedied_on, date) for e in owed), "是否整改与案情不符")
    if days and not denied:
        run.take(*days)
        known = [e.remedied_on.isoformat() for e in owed if isinstance(e.remedied_on, date)]
        found = [e.day.isoformat() for e in owed if e.day] if len(days) > 1 else []  # 12月1日发现、1月15日整改完成
        told = all(any(same_day(run.tokens[n].value, day) for day in (*known, *found)) for n in days)
        last = any(same_day(run.tokens[days[-1]].value, day) for day in known)
        return run.claim(told and last, "整改日期与案情不符")
    return run.claim(all((e.remedied_on is None) is denied for e in owed), "是否整改与案情不符")


def until(run: CaseRun) -> None:
    """没补办好之前: while what was found is not put right."""
    owed = [e for e in run.of.events or () if e.kind in STATES and not isinstance(e.remedied_on, date)]
    if not say.UNTIL_REMEDIED.search(run.text) or not owed or run.find(say.BARRING | say.APPLYING | say.ENDING):
        return
    run.take(*run.find({"整改", "安装", "使用", "自动监测设备", "排污许可证"}), *run.kind(Kind.NEG))
    run.take(*(n for n in run.kind(Kind.EXCEPT) if run.tokens[n].text == "补办"))


def passed(run: CaseRun) -> None:
    """距今八个月: how long ago it was, to the nearest month."""
    causes = run.causes or run.memory.causes
    told = [(n, a) for n in run.kind(Kind.AMOUNT) for a in amounts(run.tokens[n].text) if a.unit == "M"]
    days = {e.day for e in causes if e.day}
    if not _PASSED.search(run.text) or len(told) != 1 or len(days) != 1 or run.kind(*NEGATIVE):
        return
    n, amount = told[0]
    months = (run.of.as_of - next(iter(days))).days / _MONTH
    run.take(n)
    past = months - float(amount.number)
    near = {"<": -1.5 <= past < 0, ">": 0 < past <= _HALF_YEAR, "~": -_ABOUT <= past < 1}
    run.claim(near.get(amount.comparator, abs(past) <= _ABOUT), "距今多久与案情不符")


_PASSED = re.compile("距今|距离(?:现在|今天)|至今|到现在|到今天|已经?过去|过去了?|已有")
_MONTH, _ABOUT, _HALF_YEAR = 365.25 / 12, 0.6, 6


def later(run: CaseRun) -> None:
    """按较晚的那一次计算: of several, the last one counts."""
    found = re.search("较晚|最晚|最近|最后|后一次|较后", run.text)
    first = re.search("较早|最早|前一次|第一次|首次|最先", run.text)
    causes = run.causes or run.memory.causes
    if not (found or first) or len(causes) < 2 or not run.find({"计算"}) or run.kind(*NEGATIVE, Kind.DAY):
        return
    run.take(*run.find({"计算"}))
    run.take(*(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in ("晚", "早", "最", "近", "后")))
    run.take(*(n for n in run.kind(Kind.AMOUNT) if re.fullmatch("[近第]?一次", run.tokens[n].text)))
    bars = {bar.since for bar in run.of.standing if bar.kind in {e.kind for e in causes}}
    days = sorted(e.day for e in causes if e.day)
    run.claim(bool(found) and days[-1].isoformat() in bars, "起算与核定不符", *COUNTING)


_BETWEEN = re.compile("间隔|相[隔距差]|前后[^，]{0,3}(?:不|未|超|一年)")


def elapsed(run: CaseRun) -> None:
    """已经超过一年: whether the year of what was told has run out."""
    found, bars, years = say.ELAPSED.search(run.text), told_bars(run), run.years()
    short = [n for n in years if amounts(run.tokens[n].text)[0].comparator == "<"]
    inside = say.IN_YEAR.search(run.text)
    if not (found or short or inside) or not years or run.find({"重新申报"}):
        return None
    causes = run.causes or run.memory.causes
    if not causes and not bars:  # 目前未满一年, of the one change that there is
        causes = [e for e in run.of.events or () if e.kind is EventKind.MATERIAL_CHANGE]
    if ended := run.days("last") or (
        run.days("free") if re.search("才满", run.text) else []
    ):  # 至2026年5月10日满一年; 满一年即2027年4月16日届满
        changes = {last_day(e.day, YEAR).isoformat() for e in causes if e.day and e.kind is EventKind.MATERIAL_CHANGE}
        if not changes or run.find(say.BARRING):
            return None
        run.take(*years, *ended, *run.find(say.ENDING | {"民法典", "计算"}))
        right = all(any(same_day(run.tokens[n].value, day) for day in changes) for n in ended)
        return run.claim(right and not short, "期间是否已满与核定不符", *COUNTING)
    days = sorted(e.day for e in causes if e.day)
    if _BETWEEN.search(run.text) or (short and "两次" in run.text):
        within = bool(short) or bool(found and re.search("没|未", found.group()))
        run.take(*years, *run.kind(Kind.NEG))
        return run.claim(len(days) > 1 and is_within(days[-1], days[0], YEAR) is within, "间隔与案情不符")
    changing = bool(causes) and all(e.kind is EventKind.MATERIAL_CHANGE for e in causes)
    if changing and days:
        over = all(run.of.as_of > last_day(day, YEAR) for day in days)
    elif bars:
        over = all(not bar.stands for bar in bars)
    else:
        return None
    before = [n for n in run.kind(*NEGATIVE) if n < years[0]]
    if inside and not found and not short:  # 仍在一年的期限内
        run.take(*years, *before, *run.find({"正在", "期限"}))
        return run.claim(over is bool(before), "期间是否已满与核定不符", *(bar.clause for bar in bars), *COUNTING)
    more = [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text == "多" and n == years[0] + 1]
    if more and days and over:  # 过去一年多
        run.take(*more)
        over = all(run.of.as_of <= last_day(day, "P2Y") for day in days)
    own = bool(found and not short and re.search(r"没|未", found.group()))  # 未满一年 is one amount
    denied = (bool(before) or own) is not bool(short)
    run.take(*years, *before, *run.find({"届满"}))
    return run.claim(over is not denied, "期间是否已满与核定不符", *(bar.clause for bar in bars), *COUNTING)


def reaches(run: CaseRun) -> None:
    """达到“两次及以上”: as often as the law asks, and as often as it happened."""
    at = run.find({"满足"})
    counts = [(n, a) for n in run.kind(Kind.AMOUNT) for a in amounts(run.tokens[n].text) if a.unit == "次"]
    causes = [e for e in run.memory.causes if e.kind is EventKind.ALERT_BREACH_NOTIFIED]
    if not causes or not (at or re.search("达|满|构成|够", run.text)):
        return None
    if not counts and at and _THE_COUNT.search(run.text):
        return _reaches_the_count(run, at, len(causes))
    if len(counts) != 1:
        return None
    negations = run.kind(Kind.NEG)
    denied, modals = len(negations) % 2 == 1, run.kind(Kind.MUST, Kind.MAY, Kind.MUST_NOT)
    if modals:
        return None
    run.take(*at, counts[0][0], *negations, *run.find({"累计"}), *run.years())
    asked = counts[0][1].comparator in (">=", "=") and int(counts[0][1].number) == run.of.notices
    return run.claim(asked and (len(causes) >= run.of.notices) is not denied, "次数与核定不符", *run.of.falls)


_THE_COUNT = re.compile("次数")


def _reaches_the_count(run: CaseRun, at: Sequence[int], told: int) -> None:
    """已达到第十九条（三）规定的次数."""
    clause = run.of.clause_of.get(EventKind.ALERT_BREACH_NOTIFIED, "")
    refs = run.kind(Kind.REF)
    denied, modals = run.sign(at)
    if modals or not all(c == clause for n in refs for c in run.clauses(n)):
        return
    run.take(*at, *refs, *run.find({"累计"}), *run.years())
    run.claim((told >= run.of.notices) is not denied, "次数与核定不符", *run.of.falls)


def told_bars(run: CaseRun) -> list[Bar]:
    """The bars of what has been told so far; all of them where nothing was."""
    causes = run.causes or run.memory.causes
    if not causes:
        return list(run.of.bars)
    kinds = {e.kind for e in causes}
    days = {e.day.isoformat() for e in causes if e.day}
    found = [bar for bar in run.of.bars if bar.kind in kinds]
    return [bar for bar in found if bar.since in days] or found


def counting(run: CaseRun) -> None:
    """比照民法典计算一年的期间: how the core counts the days that it gives."""
    code, at = run.find({"民法典"}), run.find({"计算", "期间计算"})
    first, bars = run.find({"开始的当日"}), told_bars(run)
    begins = run.days("begin", "from")
    if not begins and run.find({"自下一日"}) and run.find({"计算"}) and bars and not run.kind(*NEGATIVE):
        run.take(*run.find({"自下一日", "计算"}), *run.years())  # 从次日起算一年
        run.claim(True, "", *COUNTING)
    late = say.ENDING_LATE.search(run.text)  # 要从4月17日起才不再受限: not from where it is counted
    if len(begins) == 1 and run.find({"计算"}) and bars and not run.causes and not late:  # 一年从4月17日开始算
        run.take(*begins, *run.find({"计算", "自当日", "自下一日"}), *run.years())
        told = run.tokens[begins[0]].value
        right = any(same_day(told, day) for bar in bars for day in bar.begins)
        run.take(*run.find({"整改"}))
        run.claim(right, "起算与核定不符", *COUNTING)
    dated = any(t.kind is Kind.DAY for t in run.tokens)
    uncounted = run.find({"计入"}) and not first and dated and bool(run.causes)  # 处罚日2026年4月16日不计入
    if uncounted:
        at = run.find({"计入"})
        denied, modals = run.sign(at)
        run.take(*at)
        run.claim(denied and not modals, "起算与核定不符", *COUNTING)
    if first and run.find({"计入"}) and bars:  # 8月15日当天不计入
        days = run.days("day")
        counted = [*first, *run.find({"计入"})]
        denied, modals = run.sign(counted)
        if not modals:
            run.take(*counted, *days)
            right = all(any(bar.since and same_day(run.tokens[n].value, bar.since) for bar in bars) for n in days)
            run.claim(denied and right, "起算与核定不符", *COUNTING)
    if code and (at or re.search("算|比照|参照", run.text)) and any(bar.until for bar in run.of.bars):
        run.take(*(n for n in run.find({"计入"}) if run.tokens[n].text.startswith("算")))  # 算到2027年7月8日
        run.take(*code, *at, *run.years(), *(n for n in run.kind(Kind.REF) if run.tokens[n].value in COUNTING))
        run.claim(True, "", *COUNTING)
