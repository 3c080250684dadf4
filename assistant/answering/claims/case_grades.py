"""What a run tells of grades, sites and alerts: which grade is held by whom, what it was, where it falls, what follows.

Lives here: `states`, `alert`, `apart`, `several`, `unmet`, `awaiting`. May import: claims.case_run, case_words, dossier, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.claims import case_words as say
from assistant.answering.claims.case_run import CaseRun, same_day, stem
from assistant.answering.claims.dossier import LOWEST, Place
from assistant.answering.claims.words import Kind, Token
from assistant.library.grade import LETTERS, Grade

_KEEPS, _TOGETHER, _ALERT = "henan-2024:9(1)", "henan-2024:4(2)", "henan-2024:4(1)"
_NEAR = 4


@dataclass
class _Whose:
    """Of whom a grade is told: the whole enterprise, its overall grade, an industry, a site, or what it was before."""

    what: str = "enterprise"
    name: str = ""


def states(run: CaseRun) -> None:
    """Each grade that is put to somebody, word by word."""
    if "为准" in run.text and not any(t.kind is Kind.GRADE for t in run.tokens):
        return  # the rule itself is the law's to carry
    whose = _Whose()
    earlier = bool(say.EARLIER.search(run.text))
    for n, token in enumerate(run.tokens):
        if token.kind is Kind.INDUSTRY and token.value in run.of.names:
            whose = _Whose("industry", token.value)
            run.by_place = run.by_place or _grade_follows(run, n)
        elif (site := _site(run, n)) is not None:
            whose = _Whose("site", site)
        elif token.value == "总体等级" and n in run.left:
            whose = _Whose("overall")
            run.take(n)
        elif n in run.left and token.value == "原有等级":
            earlier = True
            run.take(n)
            if not any(t.kind is Kind.GRADE for t in run.tokens):  # 按原有等级管理
                run.take(*run.find({"管理"}))
                now = run.of.current.value if run.of.current else None
                run.claim(
                    now is not None and run.of.applied is False and run.of.overall == now, "等级与核定不符", _KEEPS
                )
        elif n in run.left and token.kind is Kind.GRADE:
            _graded(run, n, whose, earlier)
        elif n in run.left and token.value == "最低等级":
            _lowest(run, n, whose)
        elif n in run.left and token.value == "级别":
            _none(run, n)
    if say.GRADED.search(run.text) and run.of.ungraded is not None and not run.kind(Kind.GRADE):
        run.claim(not run.of.ungraded, "是否已有等级与案情不符")
    at = run.find(say.FALLING)
    if at:
        denied, modals = run.sign(at)
        if not modals - {Kind.MUST}:
            run.take(*at, *run.find({"处理"}))
            run.claim(bool(run.of.falls) is not denied, "是否降级与核定不符", *run.of.falls, *_bar_clauses(run))


def _grade_follows(run: CaseRun, n: int) -> bool:
    return any(t.kind is Kind.GRADE or t.value == "最低等级" for t in run.tokens[n:])


def _bar_clauses(run: CaseRun) -> tuple[str, ...]:
    return tuple(bar.clause for bar in run.of.standing)


def _site(run: CaseRun, n: int) -> str | None:
    """The site that stands here: its name may be cut in two (东 and 厂区)."""
    token = run.tokens[n]
    after = run.tokens[n + 1].text if n + 1 < len(run.tokens) else ""
    for name in run.of.sites:
        if name and (
            token.text == name
            or (token.text == stem(name) and token.kind is Kind.UNKNOWN)
            or token.text + after == name
        ):
            run.take(n)
            if token.text + after == name:
                run.take(n + 1)
            return name
    return None


def _verb(run: CaseRun, n: int) -> tuple[str, list[int]]:
    """What puts the grade to somebody: falls, deems, assesses, keeps, or nothing but 是."""
    before = [m for m in range(max(0, n - _NEAR), n) if run.tokens[m].kind is Kind.ACT]
    after = [m for m in range(n + 1, min(len(run.tokens), n + 3)) if run.tokens[m].value in say.HOLDING]
    results = [m for m in range(max(0, n - _NEAR), n) if run.tokens[m].value == "评级结果"]
    if results:
        return "评定", results
    for m in reversed(before):
        if run.tokens[m].value in say.FALLING | say.HOLDING | {"评定"}:
            return run.tokens[m].value, [m]
    return ("管理", after) if after else ("", [])


def _graded(run: CaseRun, n: int, whose: _Whose, earlier: bool) -> None:
    grades = run.grades([n])
    later = [m for m in range(n + 1, len(run.tokens)) if run.tokens[m].value == "降为"]
    verb, at = _verb(run, n)
    source = bool(later) and verb != "降为"  # 原来的B级要降为C级
    denied, modals = run.sign([n]) if source else run.sign([*at, n])
    if modals - {Kind.MUST} or not grades or not _single(grades):
        return None
    run.take(
        n,
        *at,
        *run.find({"直接", "处理"}),
        *(run.find({"审核"}) if verb == "评定" else ()),
        *(m for m in run.kind(Kind.ONLY) if at and m == at[0] - 1),
    )
    if verb == "评定" and (days := run.days("day")):
        run.take(*days)
        day = run.of.case.graded_on
        run.claim(
            None if day is None else all(same_day(run.tokens[m].value, day.isoformat()) for m in days),
            "评定日期与案情不符",
        )
        earlier = True
    if verb == "降为":
        holds: bool | None = bool(grades & run.of.falls_to)
        return run.claim(holds is not denied, "降到哪一级与核定不符", *run.of.falls, *_bar_clauses(run))
    if verb in ("认定", "降级"):
        return run.claim(denied, "等级与核定不符")
    if verb == "管理" and _keeps(run):
        kept = run.of.applied is False and run.of.current in grades and run.of.overall in _values(grades)
        return run.claim(kept is not denied, "等级与核定不符", _KEEPS)
    if (earlier or source) and not say.STILL.search(run.text):
        return run.claim((run.of.current in grades) is not denied, "原来的等级与案情不符")
    holds = _held(run, grades, whose, verb)
    return run.claim(
        holds if holds is None else holds is not denied, "等级与核定不符", _KEEPS, _TOGETHER, "henan-2024:9(3)"
    )


def _keeps(run: CaseRun) -> bool:
    return bool(say.EARLIER.search(run.text) or say.STILL.search(run.text) or re.search("原有|照原", run.text))


def _single(grades: frozenset[Grade]) -> bool:
    return len(grades) == 1 or grades == {Grade.B, Grade.B_MINUS}


def _values(grades: frozenset[Grade]) -> frozenset[str]:
    return frozenset(g.value for g in grades)


def _held(run: CaseRun, grades: frozenset[Grade], whose: _Whose, verb: str) -> bool | None:
    """Whether these grades are held, by the core; where it leaves that open, by what is on record."""
    values = _values(grades)
    places = _of(run, whose)
    if whose.what in ("industry", "site") and places:
        if verb == "评定" and all(p.assessed for p in places):
            _by_the_city(run)
            return all(p.assessed in grades for p in places)
        known = {p.grade for p in places}
        if whose.what == "industry" and known == {None} and len(run.of.places) == 1:
            return run.of.current in grades if run.of.current else None
        return None if None in known else all(p.grade in values for p in places)
    if re.search("[较更]低", run.text):
        run.take(*(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in ("低", "较低", "更低")))
    overall = run.of.overall
    if whose.what == "overall":
        return None if overall is None else overall in values
    if verb == "评定" and run.of.places and all(p.assessed for p in run.of.places):
        _by_the_city(run)
        return all(p.assessed in grades for p in run.of.places)
    if overall is None and run.of.falls:
        return False if run.of.current in grades else None
    if overall is None:
        return (run.of.current in grades) or (None if run.of.current is None or run.of.applied is not False else False)
    if overall not in values and run.of.current in grades and run.memory.falls_later and not say.STILL.search(run.text):
        return True  # 贵公司是B级，…应降为C级
    return overall in values


def _by_the_city(run: CaseRun) -> None:
    """An assessment is the city's: naming it claims nothing more."""
    run.take(*(n for n in run.kind(Kind.ACTOR) if run.tokens[n].value == "city"), *run.find({"审核"}))


def _of(run: CaseRun, whose: _Whose) -> list[Place]:
    if whose.what == "industry":
        return [p for p in run.of.places if p.industry == whose.name]
    return [p for p in run.of.places if p.site == whose.name]


def _lowest(run: CaseRun, n: int, whose: _Whose) -> None:
    """最低等级, or 最低的工业涂装: the lowest of the industries."""
    after: Sequence[Token] = run.tokens[n + 1 : n + 3]
    if len(after) > 1 and after[0].kind is Kind.OF and after[1].kind is Kind.INDUSTRY:
        return _least(run, n, after[1].value)
    verb, at = _verb(run, n)
    denied, modals = run.sign([*at, n])
    if modals - {Kind.MUST} or verb == "降为":
        return None
    run.take(n, *at, *run.find({"直接"}), *run.find({"处理"}))
    overall = run.of.overall
    if overall is None:
        return run.claim(None, "等级由规则核定，不能由模型断言")
    lowest = {c for c in run.of.clauses if c.startswith("henan-2024:17")}
    return run.claim((overall == LOWEST) is not denied, "等级与核定不符", *(lowest or {_KEEPS}))


def _least(run: CaseRun, n: int, industry: str) -> None:
    known = [p for p in run.of.places if p.grade]
    letters = [p for p in known if any(p.grade == g.value for g in LETTERS)]
    if len(letters) != len(run.of.places) or not letters:
        return
    worst = max((p.grade or "" for p in letters), key=[g.value for g in LETTERS].index)
    run.take(n, *(m for m in run.kind(Kind.GRADE) if not run.grades([m])))
    run.claim({p.industry for p in letters if p.grade == worst} == {industry}, "最低的行业与核定不符", _TOGETHER)


def _none(run: CaseRun, n: int) -> None:
    denied, modals = run.sign([n])
    if modals:
        return
    run.take(n)
    ungraded = run.of.ungraded
    run.claim(None if ungraded is None else ungraded is denied, "是否已有等级与案情不符", _KEEPS)


def alert(run: CaseRun) -> None:
    """What is done when an alert runs: its own choice, or differentiated control."""
    at = run.find(say.ALERTS)
    if len(at) != 1:
        return
    own = run.tokens[at[0]].value == "采取自主减排"
    denied, modals = run.sign(at)
    for n in run.find({"废止"}):  # 不再适用
        if run.tokens[n].text.startswith("不再"):
            denied = not denied
            run.take(n)
    if not denied and ((own and Kind.MUST in modals) or (not own and Kind.MAY in modals)):
        return  # a choice is no duty, a duty no choice
    if denied and not own:
        return
    run.take(*at, *run.find({"预警期间", "落实", "减排措施", "满足", "处理", "适用", "使用", "管理"}))
    places = [p for p in run.of.places if any(p.industry == t.value for t in run.tokens if t.kind is Kind.INDUSTRY)]
    sites = [p for p in run.of.places if p.site and p.site in run.text]
    run.by_place = run.by_place or bool(places)
    handling = {p.alert for p in (sites or places)} or {run.of.alert}
    holds = (
        None
        if handling != {"self_decided"} and handling != {"differentiated"}
        else (handling == {"self_decided"}) is own
    )
    run.claim(holds if holds is None else holds is not denied, "预警期间的措施与核定不符", _ALERT)


def apart(run: CaseRun) -> None:
    """Several sites with permits of their own, which may apply apart."""
    permits, sites = run.find({"排污许可证"}), run.find({"独立厂区"})
    applies = run.find({"申报"}) if run.find({"分别"}) else []
    if (not permits and not applies) or run.causes:
        return
    if permits:
        at = [*permits, *run.find({"具备"})]
        denied, modals = run.sign(at)
        if modals or len(run.of.sites) < 2:
            return
        run.take(*at, *run.find({"分别", "独立", "所有"}))
        run.claim(None if run.of.apart is None else run.of.apart is not denied, "排污许可证与案情不符", _TOGETHER)
    if applies:
        denied, modals = run.sign(applies)
        if modals <= {Kind.MAY} and len(run.of.sites) > 1:
            run.take(*applies, *run.find({"分别"}))
            run.claim(None if run.of.apart is None else run.of.apart is not denied, "能否分别申报与核定不符", _TOGETHER)
        elif modals == {Kind.MUST_NOT} and len(run.of.sites) > 1:
            run.take(*applies, *run.find({"分别"}))
            run.claim(run.of.apart is False, "能否分别申报与核定不符", _TOGETHER)
    for n in sites:
        if _many(run.tokens[n].text, len(run.of.sites)):
            run.take(n)


def _many(text: str, count: int) -> bool:
    """两个厂区 where there are two; a word without a number says none."""
    found = re.match(r"[两二三四五2-5]", text)
    return count > 1 and (found is None or say.MANY[found.group()] == count)


def several(run: CaseRun) -> None:
    """涉及铸造和工业涂装两个行业: the industries of the case."""
    at = run.find({"涉及", "跨行业"})
    if not at:
        return
    denied, modals = run.sign(at)
    if denied or modals or run.kind(Kind.ONLY):
        return
    named = {t.value for t in run.tokens if t.kind is Kind.INDUSTRY}
    if not named and run.find({"总体等级", "最低等级"}):
        return
    count = next(
        (m.group() for n in at if (m := re.search(r"[两二三四五2-5](?=个?行业|种)", run.tokens[n].text))), None
    )
    run.take(*at, *run.find({"分行业", "分别"}))
    run.by_place = True
    right = named <= run.of.names and (not named or len(at) == 1 or named == run.of.names)
    run.claim(
        right and (count is None or say.MANY[count] == len(run.of.names)) and len(run.of.names) > 1,
        "行业与案情不符",
        _TOGETHER,
    )


def unmet(run: CaseRun) -> None:
    """运输方式没有满足A级指标: an indicator that the case says is not met, at the grade applied for."""
    at = run.find({"满足"})
    named = [n for n in run.kind(Kind.UNKNOWN, Kind.THING, Kind.ACT) if n not in at]
    ids = {i for p in run.of.places for i in p.unmet | p.met}
    told = [i for i in ids if i in run.text]
    if not at or not told:
        return
    grades = run.kind(Kind.GRADE)
    denied, modals = run.sign(at)
    if modals:
        return
    run.take(*at, *grades, *run.find({"绩效指标"}), *(n for n in named if any(run.tokens[n].text in i for i in told)))
    places = [p for p in run.of.places if any(i in p.unmet | p.met for i in told)]
    fails = all(any(i in p.unmet for p in places) for i in told)
    asked = run.grades(grades)
    of_grade = not asked or all(p.applying in asked for p in places)
    run.claim((fails is denied) and of_grade, "指标是否满足与案情不符", _TOGETHER)


def awaiting(run: CaseRun) -> None:
    """还有待公告: where the core says that the result awaits its announcement."""
    at = run.find({"公告"})
    waits = [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in ("待", "有待", "尚待")]
    if at and (waits or re.search("还没|尚未|未|待", run.text)):
        run.sign(at)
        run.take(*at, *waits)
        run.claim(run.of.awaiting, "与核定不符", "henan-2024:9(3)")


_LISTS = {
    "province": "12",
    "国家指南": "39",
    "国家重点行业": "39",
    "省级指南": "12",
    "省级重点行业": "12",
    "通用指南": "",
    "绩效分级": "",
}


def outside(run: CaseRun) -> None:
    """An industry of the case that stands in no list of 第八条."""
    names = [p.industry for p in run.of.places if not p.listed]
    trades = [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in names]
    lists = run.find(_LISTS)
    if trades and not lists and run.find({"参与"}) and not run.kind(Kind.NEG):  # 从事软件开发
        run.take(*trades, *run.find({"参与"}))
        run.memory.outside = True
        return run.claim(True, "")
    lists += [n for n in run.kind(Kind.ACTOR) if run.tokens[n].value == "province" and run.find({"重点行业"})]
    if not lists or not (trades or run.memory.outside):
        return None
    denied, _ = run.sign(lists)
    denied = denied or bool(run.kind(Kind.NEG))
    sizes = run.kind(Kind.AMOUNT)
    right = all(any(run.tokens[n].text.startswith(_LISTS[run.tokens[m].value]) for m in lists) for n in sizes)
    run.take(*trades, *lists, *sizes, *run.kind(Kind.NEG), *run.find({"行业", "重点行业"}))
    run.memory.outside = True
    return run.claim(denied and right, "行业范围与条文不符", "henan-2024:8", "henan-2024:8(1)", "henan-2024:8(2)")
