"""What a run tells of applying: who may, who may not, until when; what is applied for; what is left open.

Lives here: `applying`, `left_open`, `also`. May import: claims.case_run, case_events, case_words, dossier, grading, library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import names_one
from assistant.answering.claims.case_events import YEAR, anew
from assistant.answering.claims.case_run import ARTICLES, CaseRun, during, same_day, stem
from assistant.answering.claims.dossier import Place
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.grading.facts import EventKind
from assistant.grading.periods import last_day
from assistant.library.grade import HIGH, Grade

_ADJUSTING = frozenset({"调整"})


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
    if modals - ({Kind.MUST} if heads == {"重新申报"} and not denied else set()):
        return None
    if heads == {"重新申报"}:
        known = run.memory.causes or run.of.events or ()
        changed = [e for e in known if e.kind is EventKind.MATERIAL_CHANGE]
        if changed and not denied and (days := run.days("before", "last")):  # 请在…以前重新申报
            run.take(*at, *days, *run.find({"曾经", "及时"}))
            ends = {
                last_day(e.day, YEAR).isoformat() for e in changed if e.day and not isinstance(e.reapplied_on, date)
            }
            right = len(ends) == 1 and all(same_day(run.tokens[n].value, next(iter(ends))) for n in days)
            return run.claim(
                right, "重新申报的期限与核定不符", *filter(None, [run.of.clause_of.get(EventKind.MATERIAL_CHANGE)])
            )
        return anew(run, at[0], changed, denied) if changed else None
    if denied and heads <= {"申报", "调整"}:
        named = [n for n in run.kind(Kind.GRADE) if n > at[0]]
        run.take(*at, *named, *run.find({"新的", "提交"}))
        applied = run.of.applied
        if named and applied:  # 没有申报A级
            wanted = {p.applying for p in _here(run) if p.applying}
            return run.claim(not wanted & run.grades(named) if wanted else None, "是否申报与案情不符")
        return run.claim(None if applied is None else not applied, "是否申报与案情不符", "henan-2024:9(1)")
    named = run.kind(Kind.GRADE)
    unknown = not any(p.applying for p in run.of.places)
    if unknown and say.WISH.search(run.text) and not re.search("已|申请了|报了", run.text):
        return None  # 想报A级 tells of no application
    tells = re.search("已|这次|本次|此次|正在", run.text) or (run.of.applied and named)
    if not denied and heads <= {"申报"} and tells:
        told = bool(run.of.applied) and all(_wanted(run, n) == run.grades([n]) for n in named)
        run.take(*at, *named)
        return run.claim(None if run.of.applied is None else told, "是否申报与案情不符")
    return None


def _here(run: CaseRun) -> Sequence[Place]:
    """The industries of the site, or of the trade, that the run names; all where it names none."""
    sites = [p for p in run.of.places if p.site and len(run.of.sites) > 1 and stem(p.site) and stem(p.site) in run.text]
    if sites:
        run.take(
            *(n for n in run.find({"独立厂区"})),
            *(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in sites[0].site),
        )
        return sites
    named = {t.value for t in run.tokens if t.kind is Kind.INDUSTRY}
    trades = [p for p in run.of.places if p.industry in named]
    return trades or run.of.places


def _wanted(run: CaseRun, n: int) -> frozenset[Grade]:
    """What is applied for at the site or in the trade that stands next before this word; B covers B-."""
    places = _here(run)
    for token in reversed(run.tokens[:n]):
        near = [p for p in places if p.industry == token.value or (p.site and token.text in (p.site, stem(p.site)))]
        if near:
            places = near
            break
    wanted = frozenset(p.applying for p in places if p.applying)
    return wanted | {Grade.B_MINUS} if wanted == {Grade.B} else wanted


def _fails(run: CaseRun, at: Sequence[int]) -> bool:
    """申报A级不符合规定, 不具备申报A级的资格, 申报A级不会被受理: that one may not, in other words."""
    meets = run.find({"满足", "具备"})
    denied = any(run.tokens[m].kind in NEGATIVE for n in meets for m in run.signs_of(n))
    refused = bool(say.REFUSED.search(run.text))
    qualified = bool(meets) and bool(say.QUALIFIED.search(run.text))
    if not refused and (not qualified or run.find({"绩效指标", "所有", "分别", "独立厂区"})):
        return False
    if not refused and not denied:
        if run.sign([*meets, *at])[1] - {Kind.MAY}:
            return False
        run.take(*meets)
        _may(run, at)
        return True
    run.sign([*meets, *at])
    run.take(*meets)
    if refused:
        run.take(*run.find({"受理"}), *run.kind(*NEGATIVE, Kind.MAY))
        run.take(*(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in ("通", "行不通", "走不通")))
    _may_not(run, at)
    return True


def _kinds(run: CaseRun, at: Sequence[int]) -> set[Kind]:
    """The modals that reached these words, taken or not."""
    return {run.tokens[n].kind for one in at for n in run.signs_of(one)}


def _may_not(run: CaseRun, at: Sequence[int]) -> None:
    named = run.kind(Kind.GRADE)
    adjusting = any(run.tokens[n].value in _ADJUSTING for n in at)
    asked = run.grades(named) & frozenset(run.of.barred)
    if run.grades(named) - frozenset(run.of.barred) - {Grade.B_MINUS} and run.of.barred and not adjusting:
        run.claim(False, "规则没有认定存在不得申报的情形")  # 不能被评为A级、D级: no bar has D
    asked = asked or (frozenset(run.of.barred) if adjusting else frozenset(HIGH))
    refs = [n for n in run.kind(Kind.REF) if run.tokens[n].value.startswith(ARTICLES) and not run.points(n)]
    run.take(*at, *named, *run.find({"分级"}), *(n for n in run.find({"曾经"}) if run.memory.day))
    run.take(*(n for n in run.find(say.BARRING) if during(run, n)))
    bars = [b for b in run.of.standing if b.grades & asked]
    grounds = {b.clause for b in bars}
    if re.search("(?:一年|1年|十二个月|12个月)(?:之内|以内|内|里)", run.text):
        run.take(*run.years())
        dated = [b for b in bars if b.until or b.kind]
        run.claim(bool(dated), "与核定不符：没有一年的限制")
    if begun := run.days("from", "begin"):  # 2026年3月12日起一年内
        run.take(*begun)
        right = all(any(same_day(run.tokens[n].value, d) for b in bars for d in b.begins) for n in begun)
        run.claim(right, "限制的起止日期与核定不符")
    if days := run.days("before", "last"):
        run.take(*days, *run.inclusive(), *(n for n in run.find({"曾经"}) if run.tokens[n].text in ("以前", "之前")))
        ends = [
            max(ends)
            for each in ((b.until for b in bars), (b.free for b in bars))
            if (ends := list(filter(None, each)))
        ]
        told = all(
            any(same_day(run.tokens[n].value, end) for end in (ends[:1] if run.roles[n] == "last" else ends))
            for n in days
        )
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


def _may_now(run: CaseRun, grade: Grade) -> str:
    """Whether one may apply for this grade; where every indicator is supposed to be met, unless a bar stands."""
    said = run.of.may.get(grade, "unknown")
    return "yes" if run.of.meeting and said == "unknown" and run.of.barred.get(grade) == "no" else said


def _may(run: CaseRun, at: Sequence[int]) -> None:
    if run.find({"分别", "独立厂区"}):
        return None
    named = run.kind(Kind.GRADE)
    asked = run.grades(named) or frozenset(HIGH)
    days = run.days("free", "from", "after")
    years = run.years()
    if not days and years and re.search("再[过等]|还要|还得|等满|满一年后", run.text):  # 还要再过一年才能申报B级
        run.take(*at, *named, *years, *run.kind(Kind.MUST))
        ends = {b.until for b in run.of.standing if b.grades & asked}
        return run.claim(ends == {last_day(run.of.as_of, YEAR).isoformat()}, "限制的起止日期与核定不符")
    if not days:
        run.take(*at, *named)
        truths = {_may_now(run, g) for g in asked}
        holds = True if truths == {"yes"} else False if "no" in truths else None
        return run.claim(holds, "能否申报须由规则核定，不能由模型断言")
    bars = [b for b in run.of.standing if b.grades & asked]
    if not bars or any(b.free is None for b in bars):
        return run.claim(False if not bars else None, "限制的起止日期与核定不符")
    run.take(*at, *named, *days, *run.inclusive(), *run.find({"自下一日", "提交"}))
    free = max(str(b.free) for b in bars)
    last = max(str(b.until) for b in bars)
    both = (last, free)  # 5月18日以后, 5月19日以后
    right = all(
        any(same_day(run.tokens[n].value, end) for end in (both if run.roles[n] == "after" else (free,))) for n in days
    )
    run.memory.day = run.tokens[days[-1]].value
    if right and not _AT_THE_EARLIEST.search(run.text):
        return run.claim(None, "限制届满后能否申报，还须满足该等级的指标")
    return run.claim(right, "限制的起止日期与核定不符", *(b.clause for b in bars))


# That one may not before; without it, that one may then, which no end of a bar decides.
_AT_THE_EARLIEST = re.compile("才|方可|方能|最早|最快|再")


def left_open(run: CaseRun) -> None:
    """能否申报还要看是否满足全部指标: that nothing is decided, which is so where the core leaves it open."""
    asks, pending, unsure = (p.search(run.text) for p in (say.ASKS, say.PENDING, say.UNSURE))
    words = run.find(say.OPEN_WORDS)
    words += [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in say.SETTLING]
    ends = run.find(say.BARRING | {"解除"} | say.ENDING)
    if unsure and ends and not words:  # 解除限制的日期现在还无法确定
        run.take(*ends, *run.kind(Kind.NEG, Kind.MUST_NOT))
        return run.claim(any(b.until is None for b in run.of.standing), "限制的起止日期与核定不符")
    if not unsure and not ((asks or pending) and words):
        return None
    named = run.kind(Kind.GRADE)
    asked = run.grades(named) or frozenset(HIGH)
    if asks and say.WHICH.search(run.text):  # 降到哪一级，要由…确定
        run.take(*words, *named, *run.find(say.FALLING | {"最后"}), *_decides(run))
        run.take(*(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in "哪一级个等"))
        return run.claim(run.of.overall is None, "等级已有核定", *run.of.falls)
    if asks:
        run.take(*_decides(run), *(run.kind(Kind.MAY) if say.WHICH.search(run.text) else ()))
    run.take(*words, *named, *run.kind(Kind.MUST))
    if pending or unsure:
        run.take(*(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text == "够" and "够不够" in run.text))
        run.take(*run.kind(Kind.NEG), *(run.kind(Kind.MUST_NOT) if unsure else ()))
    unsaid = {run.of.may.get(g) for g in asked} <= {"unknown"} and all(run.of.barred.get(g) == "no" for g in asked)
    run.claim(unsaid, "能否申报已有核定", "henan-2024:9(1)", "henan-2024:4(2)")
    return None


def _decides(run: CaseRun) -> list[int]:
    """Who settles it: the city or the authorities, by a procedure."""
    actors = [n for n in run.kind(Kind.ACTOR) if run.tokens[n].value in ("authority", "city", "enterprise")]
    return [*actors, *run.find({"程序", "按程序", "实际绩效水平", "绩效水平", "评级结果"}), *run.kind(Kind.MUST)]


def also(run: CaseRun) -> None:
    """A级和B级也一样: what was just denied holds for these grades too."""
    named = run.kind(Kind.GRADE)
    if not named or not run.memory.denied or not say.ALSO.search(run.text):
        return
    asked = run.grades(named)
    run.take(*named, *run.kind(Kind.MUST_NOT), *run.find({"申报"}))
    barred = {run.of.barred.get(g) for g in asked}
    run.claim(barred == {"yes"}, "规则没有认定存在不得申报的情形", *(b.clause for b in run.of.standing))
