"""What a run tells of sites, trades and what they must meet: permits apart, several trades, an indicator unmet, no list of 第八条.

Lives here: `apart`, `several`, `unmet`, `must_meet`, `drags`, `wish`, `by_trade`, `outside`. May import: claims.case_run, case_words, units, words.
"""

from __future__ import annotations

import re

from assistant.answering.claims import case_words as say
from assistant.answering.claims.case_run import CaseRun
from assistant.answering.claims.units import addressed
from assistant.answering.claims.words import NEGATIVE, Kind
from assistant.library.grade import LETTERS

_KEEPS, _TOGETHER = "henan-2024:9(1)", "henan-2024:4(2)"


def apart(run: CaseRun) -> None:
    """Several sites with permits of their own, which may apply apart."""
    permits, sites = run.find({"排污许可证"}), run.find({"独立厂区"})
    applies = run.find({"申报"}) if run.find({"分别"}) else []
    if (not permits and not applies) or run.causes:
        return
    if permits:
        at = [*permits, *run.find({"具备"})]
        denied, modals = run.sign(at)
        if say.SHARED.search(run.text):  # 共用一张排污许可证
            run.take(*run.find({"使用"}), *(n for n in run.kind(Kind.UNKNOWN) if say.SHARED.search(run.tokens[n].text)))
            denied = True
        if modals or len(run.of.sites) < 2:
            return
        run.take(*at, *run.find({"分别", "独立", "所有"}))
        run.claim(None if run.of.apart is None else run.of.apart is not denied, "排污许可证与案情不符", _TOGETHER)
    if applies:
        meets = run.find({"满足", "具备"}) if say.QUALIFIED.search(run.text) else []
        denied, modals = run.sign([*applies, *meets])
        run.take(*meets)
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
    run.take(
        *at,
        *grades,
        *run.find({"绩效指标", "有一项", "各项", "所有"}),
        *(n for n in named if any(run.tokens[n].text in i for i in told)),
    )
    places = [p for p in run.of.places if any(i in p.unmet | p.met for i in told)]
    fails = all(any(i in p.unmet for p in places) for i in told)
    asked = run.grades(grades)
    of_grade = not asked or all(p.applying in asked for p in places)
    run.claim((fails is denied) and of_grade, "指标是否满足与案情不符", _TOGETHER)


def drags(run: CaseRun) -> None:
    """拉低总体等级的是工业涂装: the industry with the lowest grade."""
    if not say.DRAGS.search(run.text) or not run.find({"总体等级", "最低等级"}):
        return
    named = {t.value for t in run.tokens if t.kind is Kind.INDUSTRY and t.value in run.of.names}
    letters = [p for p in run.of.places if any(p.grade == g.value for g in LETTERS)]
    if not named or len(letters) != len(run.of.places) or run.kind(*NEGATIVE, Kind.GRADE):
        return
    worst = max((p.grade or "" for p in letters), key=[g.value for g in LETTERS].index)
    run.take(
        *run.find({"总体等级", "最低等级", "行业"}),
        *(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in "拉低拖低拖累拖了后腿"),
    )
    run.by_place = True
    run.claim({p.industry for p in letters if p.grade == worst} == named, "最低的行业与核定不符", _TOGETHER)


def must_meet(run: CaseRun) -> None:
    """先要自评满足B级指标的所有要求: what every grade asks, of whoever applies."""
    at, every = run.find({"满足"}), run.find({"所有", "各项", "逐项"})
    must = bool(run.kind(Kind.MUST)) or re.search("才能|方可|才可|前提|门槛|路径|关键|条件", run.text)
    if not at or not every or not must or run.kind(*NEGATIVE, Kind.ONLY):
        return
    run.take(
        *at, *every, *run.kind(Kind.MUST, Kind.GRADE, Kind.ORDER), *run.find({"绩效指标", "自评", "对标", "差异化指标"})
    )
    run.take(*run.find({"提交", "申报材料", "信息管理系统", "申报", "审核"}))
    run.claim(True, "", _TOGETHER, _KEEPS)


def wish(run: CaseRun) -> None:
    """想升A级: what somebody would like claims nothing."""
    named = run.kind(Kind.GRADE)
    at = [
        n
        for n in run.left
        if run.tokens[n].value in ("申报", "评定") or run.tokens[n].text in ("升", "冲", "创", "晋升")
    ]
    if not say.WISH.search(run.text) or run.left - {*named, *at, *run.kind(Kind.ACTOR)}:
        return
    run.take(*named, *at)


def by_trade(run: CaseRun) -> None:
    """分行业看: says how it is told."""
    if len(run.of.names) > 1 and run.left and all(run.tokens[n].value in ("分行业", "分别") for n in run.left):
        run.take(*run.left)


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
    mine = bool(lists) and bool(names) and len(names) == len(run.of.places) and addressed(run.tokens)
    if not lists or not (trades or run.memory.outside or mine):
        return None
    denied, _ = run.sign(lists)
    denied = denied or bool(run.kind(Kind.NEG))
    sizes = run.kind(Kind.AMOUNT)
    right = all(any(run.tokens[n].text.startswith(_LISTS[run.tokens[m].value]) for m in lists) for n in sizes)
    run.take(*trades, *lists, *sizes, *run.kind(Kind.NEG), *run.find({"行业", "重点行业"}))
    run.memory.outside = True
    return run.claim(denied and right, "行业范围与条文不符", "henan-2024:8", "henan-2024:8(1)", "henan-2024:8(2)")
