"""What a condition changes in the case of the enterprise that asks: 若评上A级, 不申报的话, 再被通报一次, 整改完成后.

Lives here: `changed`. The core decides the changed case; what follows is then read against it. A condition that is not
read here changes nothing and leaves the sentence to the law. May import: claims.case_run, case_words, dossier, grading.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from assistant.answering.claims import case_words as say
from assistant.answering.claims.amounts import amounts
from assistant.answering.claims.case_run import CaseRun, Memory, same_day
from assistant.answering.claims.dossier import Dossier, decided
from assistant.answering.claims.runs import Run
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.grading.facts import STATES, Case, Event, EventKind, Site
from assistant.grading.periods import following, last_day
from assistant.grading.rules import Law
from assistant.grading.truth import Truth
from assistant.library.grade import Grade

YEAR = "P1Y"
_FULL = len("2026-03-02")
_AGAIN = re.compile("再|又|还|第二次|另|新")
_MORE = {EventKind.ALERT_BREACH_NOTIFIED, EventKind.ADMINISTRATIVE_PENALTY}
_AFTER = re.compile("(?:期满|届满|到期|结束|解除|解禁|过去|过了|满了|过完)(?:之后|以后|后|的话|时|了)?$")


def is_if(run: Run) -> bool:
    """Whether a run is a condition of what follows."""
    said = [t for t in run.tokens if t.kind is not Kind.STOP]
    if not said:
        return False
    return any(t.kind is Kind.COND for t in said) or bool(say.IF.search(run.text.rstrip("，。；：")))


def changed(run: Run, of: Dossier, law: Law) -> Dossier | None:
    """The dossier with what this run supposes; None where it is not read, or supposes nothing known."""
    words = CaseRun(run, of, Memory())
    words.take(*words.kind(Kind.COND))
    words.take(*(n for n in words.kind(Kind.ACTOR) if words.tokens[n].value == "enterprise"))
    words.take(*(n for n in words.kind(Kind.INDUSTRY) if words.tokens[n].value in of.names))
    for way in _WAYS:
        if (found := way(words)) is not None:
            return _made(found, of, law) if not words.left else None
    return None


def unless(of: Dossier, law: Law) -> Dossier | None:
    """The dossier on the day after the year in which it has not applied anew; None where there is no such change."""
    changes = [e for e in of.events or () if e.kind is EventKind.MATERIAL_CHANGE and e.day]
    if len(changes) != 1 or changes[0].day is None or isinstance(changes[0].reapplied_on, date):
        return None
    others = tuple(e for e in of.events or () if e is not changes[0])
    after = following(last_day(changes[0].day, YEAR))
    case = replace(of.case, events=(*others, replace(changes[0], reapplied_on=None)))
    return decided(case, law, after) if after > of.as_of else None


def _made(what: tuple[Case, date] | bool, of: Dossier, law: Law) -> Dossier:
    if isinstance(what, bool):
        return replace(of, meeting=True)
    return replace(decided(what[0], law, what[1]), meeting=of.meeting)


def _negations(words: CaseRun) -> list[int]:
    return words.kind(*NEGATIVE)


def _applies(words: CaseRun) -> tuple[Case, date] | bool | None:
    """不申报的话; 一直没有申报."""
    at = words.find({"申报"})
    no = _negations(words)
    if not at or len(no) != 1 or words.kind(Kind.GRADE, Kind.DAY, Kind.AMOUNT):
        return None
    words.take(*at, *no, *words.find({"调整"}))
    return replace(words.of.case, applied=Truth.NO), words.of.as_of


def _wants(words: CaseRun) -> tuple[Case, date] | bool | None:
    """如果拟申报B级: nothing is changed."""
    wishes = bool(say.WISH.search(words.text))
    at, named = words.find({"申报", "评定"} if wishes else {"申报"}), words.kind(Kind.GRADE)
    if not at or not named or _negations(words) or words.kind(Kind.DAY, Kind.AMOUNT, Kind.REF):
        return None
    words.take(*at, *named)
    return words.of.case, words.of.as_of


def _meets(words: CaseRun) -> tuple[Case, date] | bool | None:
    """自评满足B级的全部指标后."""
    at, every = words.find({"满足"}), words.find({"所有", "各项", "逐项"})
    if not at or not every or _negations(words):
        return None
    words.take(*at, *every, *words.kind(Kind.GRADE), *words.find({"绩效指标", "自评", "对标", "审核"}))
    return True


def _reaches(words: CaseRun) -> tuple[Case, date] | bool | None:
    """若评上A级: that grade is held, and nothing else applied for."""
    at = words.find({"评定", "达到", "升级", "公告"})
    named = words.kind(Kind.GRADE)
    grades = words.grades(named)
    wishes = bool(say.WISH.search(words.text))
    if not at or wishes or _negations(words) or words.of.standing or not _one(grades):
        return None
    grade = next(iter(grades - {Grade.B_MINUS} or grades))
    words.take(*at, *named, *words.kind(Kind.MAY), *words.find({"审核", "最后"}))
    case = words.of.case
    sites = tuple(_plain(site) for site in case.sites) if case.sites else case.sites
    return replace(case, sites=sites, current_grade=grade, graded_on=words.of.as_of, applied=Truth.NO), words.of.as_of


def _one(grades: frozenset[Grade]) -> bool:
    return len(grades) == 1 or grades == {Grade.B, Grade.B_MINUS}


def _plain(site: Site) -> Site:
    """A site without what was assessed there before."""
    trades = site.industries or ()
    return replace(
        site, industries=tuple(replace(i, assessed_grade=None, applying_for=None, indicators=()) for i in trades)
    )


def _happens(words: CaseRun) -> tuple[Case, date] | bool | None:
    """一年内再被通报一次, 以后受到处罚, 拒绝参与绩效分级."""
    again = bool(_AGAIN.search(words.text))
    if words.of.events is None or words.kind(Kind.DAY, Kind.GRADE):
        return None
    values = {t.value for t in words.tokens}
    for cause in say.EVENTS:
        at = words.find(cause.must)
        needs = say.WHOLE.get(cause.kind)
        if cause.negated or _negations(words) or not cause.must <= values:
            continue
        had = any(e.kind is cause.kind for e in words.of.events)
        if not (again and cause.kind in _MORE) and (needs is None or had or (needs and not needs & values)):
            continue
        counts = [n for n in words.kind(Kind.AMOUNT) if any(a.unit == "次" for a in amounts(words.tokens[n].text))]
        told = [a.number for n in counts for a in amounts(words.tokens[n].text) if a.unit == "次"]
        if told not in ([], [1]):
            return None
        words.take(*at, *words.find(cause.may), *counts, *words.years(), *words.find({"评级后", "累计"}))
        more = Event(cause.kind, day=words.of.as_of)
        return replace(words.of.case, events=(*words.of.events, more)), words.of.as_of
    return None


def _applies_anew(words: CaseRun) -> tuple[Case, date] | bool | None:
    """在2027年5月6日前重新申报; 满一年仍未重新申报."""
    at = words.find({"重新申报"}) or (words.find({"申报"}) if re.search("逾期|过期|到期|届时", words.text) else [])
    changes = [e for e in words.of.events or () if e.kind is EventKind.MATERIAL_CHANGE and e.day]
    if not at or len(changes) != 1 or changes[0].day is None:
        return None
    end = last_day(changes[0].day, YEAR)
    days = words.days("before", "last", "day")
    no = _negations(words)
    if not all(same_day(words.tokens[n].value, end.isoformat()) for n in days) or end < words.of.as_of:
        return None
    words.take(*(n for n in words.kind(Kind.UNKNOWN) if words.tokens[n].text in "过期逾期"))
    words.take(*at, *days, *no, *words.years(), *words.inclusive(), *words.find({"及时", "届满", "曾经"}))
    others = tuple(e for e in words.of.events or () if e is not changes[0])
    if no:
        return words.of.case, following(end)
    again = replace(changes[0], reapplied_on=words.of.as_of)
    return replace(words.of.case, events=(*others, again)), words.of.as_of


def _remedies(words: CaseRun) -> tuple[Case, date] | bool | None:
    """整改完成后; 按整改完成日起算."""
    at = words.find({"整改"})
    owed = [e for e in words.of.events or () if e.kind in STATES]
    days = words.kind(Kind.DAY)
    found = re.search("(?:发现|查处|查实|认定|违法|查出)[^，]{0,3}(?:之日|日|当日|当天|时)", words.text)
    if not owed or _negations(words) or len(days) > 1 or not (at or found):
        return None
    on = words.of.as_of
    if days and not all(isinstance(e.remedied_on, date) for e in owed):  # 若2026年12月31日整改完成
        on = date.fromisoformat(words.tokens[days[0]].value) if len(words.tokens[days[0]].value) == _FULL else on
        if on < words.of.as_of:
            return None
    elif days and not any(same_day(words.tokens[days[0]].value, d) for bar in words.of.bars for d in bar.begins):
        return None
    counted = words.find({"计算", "自当日"}) or re.search("起算|算起|起计|来算", words.text)
    if counted and not found and not all(isinstance(e.remedied_on, date) for e in owed):
        return None
    words.take(*days)
    words.take(*at, *words.find({"计算", "自当日", "安装", "使用", "自动监测设备", "未批先建", "排污许可证", "及时"}))
    if found:  # 如按发现之日起算
        words.take(*words.find({"认定", "核实"}), *words.kind(Kind.OBJ))
        known = tuple(replace(e, remedied_on=e.day) if e in owed else e for e in words.of.events or ())
        return (replace(words.of.case, events=known), words.of.as_of) if counted else None
    if counted:  # 按整改完成日2026年6月30日起算一年
        words.take(*words.years())
        return words.of.case, words.of.as_of
    events = tuple(
        replace(e, remedied_on=on) if e.kind in STATES and not isinstance(e.remedied_on, date) else e
        for e in words.of.events or ()
    )
    return replace(words.of.case, events=events), on


def _runs_out(words: CaseRun) -> tuple[Case, date] | bool | None:
    """限制期满后: the first day without the bars that stand."""
    ends = [bar.free for bar in words.of.standing]
    if not _AFTER.search(words.text.rstrip("，。；")) or not ends or None in ends:
        return None
    at = words.find(say.BARRING | say.ENDING | {"行政处罚", "处罚"})
    days = words.days("last", "day", "after")
    last = max(str(bar.until) for bar in words.of.standing)
    if _negations(words) or not all(same_day(words.tokens[n].value, last) for n in days):
        return None
    words.take(*at, *days, *words.years())
    return words.of.case, date.fromisoformat(max(str(end) for end in ends))


def _permits(words: CaseRun) -> tuple[Case, date] | bool | None:
    """两个厂区各有排污许可证; 共用一张排污许可证."""
    at = words.find({"排污许可证"})
    sites = words.of.case.sites or ()
    if not at or len(sites) < 2 or words.kind(Kind.DAY):
        return None
    shared = bool(_negations(words) or say.SHARED.search(words.text))
    if not shared and not words.find({"分别", "独立"}) and not re.search("各|都|均|分别|独立|单独", words.text):
        return None
    words.take(*at, *_negations(words), *words.find({"具备", "分别", "独立", "独立厂区", "所有", "使用"}))
    words.take(*(n for n in words.kind(Kind.UNKNOWN) if say.SHARED.search(words.tokens[n].text)))
    permit = Truth.NO if shared else Truth.YES
    return replace(words.of.case, sites=tuple(replace(s, own_permit=permit) for s in sites)), words.of.as_of


_WAYS: tuple[Callable[[CaseRun], tuple[Case, date] | bool | None], ...] = (
    _applies_anew,
    _meets,
    _reaches,
    _happens,
    _remedies,
    _runs_out,
    _permits,
    _applies,
    _wants,
)
