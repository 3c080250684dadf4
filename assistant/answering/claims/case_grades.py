"""What a run tells of grades and alerts: which grade is held by whom, what it was, where it falls, what follows.

Lives here: `states`, `alert`, `unchanged`, `awaiting`. May import: claims.case_run, case_words, dossier, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.claims import case_words as say
from assistant.answering.claims.case_run import CaseRun, during, same_day, stem
from assistant.answering.claims.dossier import LOWEST, Place
from assistant.answering.claims.tokens import NEGATIVE, Kind, Token
from assistant.library.grade import LETTERS, Grade

_KEEPS, _TOGETHER, _ALERT = "henan-2024:9(1)", "henan-2024:4(2)", "henan-2024:4(1)"
_NEAR = 4


@dataclass
class _Whose:
    """Of whom a grade is told: the whole enterprise, its overall grade, an industry, a site, or what it was before."""

    what: str = "enterprise"
    name: str = ""


# Whoever has no grade is put to one: 没评过级、没申报的按A级管.
_UNGRADED_AS = re.compile("(?:没|未)[^，。；]{0,12}的(?:企业)?(?:则|就|均|都|一律)?按照?(?:A|B-?|绩效引领性)级?")


def states(run: CaseRun) -> None:
    """Each grade that is put to somebody, word by word."""
    if "为准" in run.text and not any(t.kind is Kind.GRADE for t in run.tokens):
        return  # the rule itself is the law's to carry
    if run.of.ungraded and _UNGRADED_AS.search(run.text):
        run.claim(False, "等级与核定不符：没有评过级的按最低等级管理")
        return
    if _several(run):
        return
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
            _graded(run, n, whose, earlier and not _now(run, n))
        elif n in run.left and token.value == "最低等级":
            _lowest(run, n, whose)
        elif n in run.left and token.value == "级别":
            _none(run, n)
    if say.GRADED.search(run.text) and run.of.ungraded is not None and not run.kind(Kind.GRADE):
        run.claim(not run.of.ungraded, "是否已有等级与案情不符")
    at = run.find(say.FALLING)
    if at and (short := say.FAR.search(run.text)) and run.text.find("降", short.end()) >= 0:  # 尚不够降级
        run.take(*at, *run.find({"满足", "标准规定"}), *run.kind(Kind.NEG))
        run.claim(not run.of.falls, "是否降级与核定不符", *run.of.falls)
    elif at and any(p.unmet for p in run.of.places) and "降级评定" in run.text:  # 有一项未满足的，降级评定
        denied, modals = run.sign(at)
        run.take(*at)
        run.claim(not denied and modals <= {Kind.MUST}, "是否降级与核定不符", _TOGETHER)
    elif at:
        denied, modals = run.sign(at)
        if not modals - {Kind.MUST, Kind.NEED_NOT, Kind.MUST_NOT}:
            run.take(*at, *run.find({"处理", "分别"}))
            run.claim(bool(run.of.falls) is not denied, "是否降级与核定不符", *run.of.falls, *_bar_clauses(run))


def _several(run: CaseRun) -> bool:
    """一个A级一个B级: the grades to which the trades were assessed, no trade named."""
    named, places = run.kind(Kind.GRADE), run.of.places
    if len(named) < 2 or len(named) != len(places) or not all(p.assessed for p in places):
        return False
    if not re.search("一个|分别|各", run.text) or run.kind(
        *NEGATIVE, Kind.INDUSTRY, Kind.MAY, Kind.MUST, Kind.MUST_NOT
    ):
        return False
    told = [run.grades([n]) for n in named]
    if not all(map(_single, told)) or run.find(say.FALLING | say.LEVELS | {"总体等级", "申报"}):
        return False
    letters = sorted(p.assessed.value for p in places if p.assessed)
    run.take(*named, *run.find({"评定", "分别"}), *run.kind(Kind.AMOUNT))
    run.claim(
        letters == sorted(max(g.value for g in one if g is not Grade.B_MINUS or len(one) == 1) for one in told),
        "等级与核定不符",
        _TOGETHER,
    )
    return True


def _now(run: CaseRun, n: int) -> bool:
    """Whether a word for now stands between what was and this grade: 原为B级现为C级."""
    before = "".join(t.text for t in run.tokens[:n])
    then = [m.end() for m in say.EARLIER.finditer(before)]
    now = [m.start() for m in say.NOW.finditer(before)]
    return bool(then and now) and now[-1] >= then[-1]


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
    after = [m for m in range(n + 1, min(len(run.tokens), n + 4)) if _handles(run, n, m)]
    for m in range(n + 1, min(len(run.tokens), n + 5)):
        if run.tokens[m].value == "评定" and run.kind(Kind.DAY) and (m == n + 1 or run.tokens[m - 1].kind is Kind.DAY):
            return "评定", [m]  # A级评定于2025年5月5日, C级是2024年9月评的
    results = [m for m in range(max(0, n - _NEAR), n) if run.tokens[m].value == "评级结果"]
    if results:  # 这次申报的评定结果
        asked = [m for m in range(max(0, results[0] - 2), results[0]) if run.tokens[m].value == "申报"]
        return "评定", [*results, *(asked if run.of.applied else ())]
    if n > 1 and run.tokens[n - 1].text == "结果是" and run.tokens[n - 2].value == "评定" and run.of.applied:
        return "评定", [m for m in range(max(0, n - _NEAR), n) if run.tokens[m].value in ("评定", "申报")]
    if shares := [m for m in before if run.tokens[m].text in ("享受", "享有")]:
        return "管理", shares
    for m in reversed(before):
        if run.tokens[m].value == "降级" and m + 1 < n and run.tokens[m + 1].text in ("后", "之后", "以后"):
            return "降为", [m]  # 降级后为C级
        if run.tokens[m].value in say.FALLING | say.HOLDING | {"评定"}:
            return run.tokens[m].value, [m]
    return ("管理", after) if after else ("", [])


def _handles(run: CaseRun, n: int, m: int) -> bool:
    """按C级掌握, 以B级计: a word that puts the grade before it to use."""
    token = run.tokens[m]
    by = any(t.text in _BY for t in run.tokens[max(0, n - _NEAR - 1) : n]) or bool(say.STILL.search(run.text))
    return token.value in say.HOLDING or (by and bool({token.text, token.value} & say.HANDLED))


_BY = frozenset({"按", "按照", "以", "照", "依", "就按", "只按", "先按", "仍按", "还按", "均按", "都按"})


def _modals(run: CaseRun, modals: frozenset[Kind], verb: str) -> frozenset[Kind]:
    """The modals that say more of a grade than that it is held or not: 不再按A级管理 only denies."""
    held = verb in say.HOLDING or bool(say.STILL.search(run.text))
    return modals - {Kind.MUST, Kind.NEED_NOT} - ({Kind.MUST_NOT, Kind.MAY} if held else frozenset())


def _graded(run: CaseRun, n: int, whose: _Whose, earlier: bool) -> None:
    grades = run.grades([n])
    later = [
        m
        for m in range(n + 1, len(run.tokens))
        if run.tokens[m].value == "降为" or (run.tokens[m].text in _BECOMES and _from(run, n))
    ]
    if _highest(run, n, grades):
        return None
    verb, at = _verb(run, n)
    source = bool(later) and verb != "降为"  # 原来的B级要降为C级
    strict = [m for m in range(max(0, n - 3), n) if run.tokens[m].text in _STRICT]
    strict = strict if any(run.tokens[m].kind is Kind.ONLY for m in strict) else []  # 只能是C级
    denied, modals = run.sign([n]) if source else run.sign([*at, n])
    modals -= {Kind.MAY} if strict else set()
    if _modals(run, modals, verb) or not grades or not _single(grades):
        return None
    run.take(
        n,
        *strict,
        *at,
        *run.find({"直接", "处理"}),
        *(run.find({"审核"}) if verb == "评定" else ()),
        *(m for m in run.kind(Kind.ONLY) if at and m in (at[0] - 1, at[0] - 2)),
        *run.find({"有效"}),
        *(m for m in range(n + 1, min(len(run.tokens), n + 3)) if _handles(run, n, m)),
    )
    run.memory.graded = True
    run.take(*(m for m in run.find(say.BARRING) if during(run, m)))  # 限制期里不能按B级管理
    ended = [m for m in run.find({"废止"}) if m == n + 1]  # A级不再有效
    run.take(*ended)
    denied = denied is not bool(ended)
    if verb == "评定" and n + 1 < len(run.tokens) and run.tokens[n + 1].text in ("以来", "以后", "之后", "后"):
        return run.claim((run.of.current in grades) is not denied, "原来的等级与案情不符")  # 评上B级以来
    if verb == "评定" and (days := run.days("day")):
        run.take(*days)
        day = run.of.case.graded_on
        run.claim(
            None if day is None else all(same_day(run.tokens[m].value, day.isoformat()) for m in days),
            "评定日期与案情不符",
        )
        earlier = True
        if keeping := [m for m in run.find({"维持"}) if m > n]:  # 去年5月评的B级已经保不住
            lost, _ = run.sign(keeping)
            run.take(*keeping)
            now = _held(run, grades, whose, "维持", denied=lost)
            run.claim(now if now is None else now is not lost, "等级与核定不符", *run.of.falls)
    if verb == "降为":
        holds: bool | None = bool(grades & run.of.falls_to)
        return run.claim(holds is not denied, "降到哪一级与核定不符", *run.of.falls, *_bar_clauses(run))
    if verb in ("认定", "降级"):
        return run.claim(denied, "等级与核定不符")
    if run.of.awaiting and re.search(_UNTIL_SHOWN, run.text):  # 公告之前仍按C级管理
        return run.claim((run.of.current in grades) is not denied, "等级与核定不符", _KEEPS)
    if verb == "管理" and _keeps(run) and not _now(run, n):
        kept = run.of.applied is False and run.of.current in grades and run.of.overall in _values(grades)
        return run.claim(kept is not denied, "等级与核定不符", _KEEPS)
    if (earlier or source) and not say.STILL.search(run.text):
        return run.claim((run.of.current in grades) is not denied, "原来的等级与案情不符")
    holds = _held(run, grades, whose, verb, denied=denied)
    if denied and say.LOSING.search(run.text) and whose.what == "enterprise":  # 失去了A级: it had it
        run.take(*run.find({"评级后"}))
        run.claim(run.of.current in grades, "原来的等级与案情不符")
    return run.claim(
        holds if holds is None else holds is not denied, "等级与核定不符", _KEEPS, _TOGETHER, "henan-2024:9(3)"
    )


_BECOMES = frozenset(["变为", "变成", "改为", "转为", "调为", "变到", "调到", "落到", "调整为", "变更为"])


def _from(run: CaseRun, n: int) -> bool:
    """由A级变为最低等级: where it starts."""
    return any(t.text in ("由", "从", "自") for t in run.tokens[max(0, n - 2) : n])


_STRICT = frozenset({"只", "能", "只能", "只有", "只是", "仅", "仅有", "仅为"})


def _highest(run: CaseRun, n: int, grades: frozenset[Grade]) -> bool:
    """降级后最高只能是B级, 最高不超过B级: what the core leaves open at most."""
    at = run.find({"最高等级"})
    if not at or at[0] > n or run.kind(Kind.MUST) or not (run.of.at_most or run.of.overall):
        return False
    beyond = run.find({"超过", "高于"})
    signs = [m for m in run.kind(Kind.NEG, Kind.MUST_NOT) if m < n]
    if bool(beyond) is not bool(signs):
        return False
    run.take(n, *at, *beyond, *signs, *run.kind(Kind.ONLY, Kind.MAY), *run.find(say.FALLING))
    run.claim((run.of.at_most or run.of.overall) in _values(grades), "等级与核定不符", *run.of.falls)
    return True


def _keeps(run: CaseRun) -> bool:
    return bool(say.EARLIER.search(run.text) or say.STILL.search(run.text) or re.search("原有|照原", run.text))


def _single(grades: frozenset[Grade]) -> bool:
    return len(grades) == 1 or grades == {Grade.B, Grade.B_MINUS}


def _values(grades: frozenset[Grade]) -> frozenset[str]:
    return frozenset(g.value for g in grades)


def _held(run: CaseRun, grades: frozenset[Grade], whose: _Whose, verb: str, *, denied: bool) -> bool | None:
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
    if overall is None and not run.of.sure and say.STILL.search(run.text):
        return None
    if whose.what == "overall":
        return None if overall is None else overall in values
    if verb == "评定" and run.of.places and all(p.assessed for p in run.of.places):
        _by_the_city(run)
        return all(p.assessed in grades for p in run.of.places)
    if overall is None and run.of.falls:
        return False if run.of.current in grades else None
    if overall is None:
        return (run.of.current in grades) or (None if run.of.current is None or run.of.applied is not False else False)
    then = run.memory.falls_later and not denied and not say.STILL.search(run.text)
    if overall not in values and run.of.current in grades and then:
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
    if len(after) > 1 and after[0].kind is Kind.OF and after[1].kind is Kind.GRADE and run.find({"最低等级"}):
        return run.take(n)  # 取其中最低的C级: the grade itself is claimed
    if len(after) > 1 and after[0].kind is Kind.OF and after[1].kind is Kind.INDUSTRY:
        return _least(run, n, after[1].value)
    verb, at = _verb(run, n)
    meets = run.find({"满足", "具备"}) if say.QUALIFIED.search(run.text) else []  # 没有达到认定最低等级的条件
    denied, modals = run.sign([*at, n, *meets])
    strict = [m for m in range(max(0, n - 4), n) if run.tokens[m].text in ("只", "能", "只能")]
    if not denied and any(run.tokens[m].kind is Kind.ONLY for m in strict):  # 只能按最低等级管
        run.take(*strict)
        modals -= {Kind.MAY}
    if _modals(run, modals, verb):
        return None
    if days := run.days("from"):  # 自2026年5月11日起认定为最低等级
        run.take(*days)
        begins = {b.since for b in run.of.standing if b.since}
        run.claim(all(any(same_day(run.tokens[m].value, d) for d in begins) for m in days), "日期与核定不符")
    run.take(n, *at, *meets, *run.find({"直接"}), *run.find({"处理"}))
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
    denied, modals = run.sign([*at, *run.find({"满足"})])  # 够不上自主减排
    for n in run.find({"废止"}):  # 不再适用
        if run.tokens[n].text.startswith("不再"):
            denied = not denied
            run.take(n)
    if not denied and ((own and Kind.MUST in modals) or (not own and Kind.MAY in modals)):
        return  # a choice is no duty, a duty no choice
    run.take(*(n for n in run.find({"激励"}) if run.tokens[n].text.startswith(("好处", "待遇", "优惠", "便利"))))
    run.take(*run.find({"授予"}))  # 享有自主减排的待遇
    if re.search("一样|相同|同样|同等", run.text):  # 与A级一样
        run.take(*run.kind(Kind.GRADE))
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


def heading(run: CaseRun) -> None:
    """审核评定的结果: only says what comes next."""
    if run.left and not run.claims and {run.tokens[n].value for n in run.left} <= {"审核", "评级结果", "评定"}:
        results = any(run.tokens[n].value == "评级结果" for n in run.left) or "结果" in run.text
        if results and run.of.places and all(p.assessed for p in run.of.places):
            run.take(*run.left)


def unchanged(run: CaseRun) -> None:
    """等级不变: the grade on record is the one that the core gives."""
    lost = run.find({"废止"})  # 等级作废
    if lost and not run.kind(Kind.GRADE) and re.search("等级|级别", run.text) and run.of.current is not None:
        denied, _ = run.sign(lost)
        run.take(*lost)
        kept = None if run.of.overall is None and not run.of.falls else run.of.overall == run.of.current.value
        return run.claim(kept if kept is None else kept is denied, "等级与核定不符", _KEEPS)
    at = run.find({"维持", "有效"})
    told = re.search("等级|级别", run.text) or run.memory.graded
    if len(at) != 1 or run.kind(Kind.GRADE) or not told or run.find(say.LEVELS):
        return None
    denied, modals = run.sign(at)
    if modals - {Kind.MUST_NOT} or run.of.current is None:
        return None
    run.take(*at)
    same = None if run.of.overall is None and not run.of.falls else run.of.overall == run.of.current.value
    return run.claim(same if same is None else same is not denied, "等级与核定不符", _KEEPS)


_UNTIL_SHOWN = "公[告示布](?:出来)?(?:之前|以前|前)"


def awaiting(run: CaseRun) -> None:
    """还有待公告: where the core says that the result awaits its announcement."""
    at = run.find({"公告"})
    if at and run.of.awaiting and re.search(_UNTIL_SHOWN, run.text):
        run.take(*at, *run.find({"评级结果"}))  # 公告之前仍按C级管理
    elif at and run.of.awaiting and re.search("已", run.text) and not run.kind(*NEGATIVE, Kind.MUST, Kind.GRADE):
        run.take(*at, *run.find({"评级结果"}))
        run.claim(False, "与核定不符：评定结果待公告")
        return
    waits = [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in ("待", "有待", "尚待")]
    if at and (waits or re.search("还没|尚未|未|待", run.text)):
        run.sign(at)
        run.take(*at, *waits, *run.find({"评级结果"}), *(n for n in run.kind(Kind.NEG) if n < at[0]))
        run.claim(run.of.awaiting, "与核定不符", "henan-2024:9(3)")
