"""What a run tells of sites, trades and what they must meet: permits apart, several trades, an indicator unmet, no list of 第八条.

Lives here: `apart`, `several`, `unmet`, `must_meet`, `drags`, `wish`, `by_trade`, `outside`. May import: claims.case_run, case_words, units, tokens.
"""

from __future__ import annotations

import re

from assistant.answering.claims import case_words as say
from assistant.answering.claims.case_run import CaseRun
from assistant.answering.claims.tokens import NEGATIVE, Kind
from assistant.answering.claims.units import addressed
from assistant.library.grade import LETTERS

_KEEPS, _TOGETHER = "henan-2024:9(1)", "henan-2024:4(2)"


_IS_SITE = re.compile("(?:是|为|属于)(?:各自|两个|彼此|相互)?独立")
_EACH = re.compile("分开|各自|单独|各报|(?:按|分)厂区|逐个|一个厂区一个厂区")


def apart(run: CaseRun) -> None:
    """Several sites with permits of their own, which may apply apart."""
    permits, sites = run.find({"排污许可证"}), run.find({"独立厂区"})
    applies = run.find({"申报"}) if run.find({"分别"}) or _EACH.search(run.text) else []
    if sites and not permits and not applies and _IS_SITE.search(run.text):  # 东厂、西厂是独立厂区
        run.take(*sites)
        run.claim(run.of.apart, "厂区与案情不符", _TOGETHER)
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
            run.take(*applies, *run.find({"分别", "逐家"}))
            run.claim(None if run.of.apart is None else run.of.apart is not denied, "能否分别申报与核定不符", _TOGETHER)
        elif modals == {Kind.MUST_NOT} and len(run.of.sites) > 1:
            run.take(*applies, *run.find({"分别"}))
            run.claim(run.of.apart is False, "能否分别申报与核定不符", _TOGETHER)
    for n in run.kind(Kind.UNKNOWN):  # 两厂区
        after = run.tokens[n + 1] if n + 1 < len(run.tokens) else None
        if after is not None and after.value == "独立厂区" and say.MANY.get(run.tokens[n].text) == len(run.of.sites):
            run.take(n)
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
    if _APART.search(run.text) and len(run.of.names) > 1 and not run.kind(*NEGATIVE, Kind.ONLY):
        at += run.find({"评定"})  # 两个行业分别评定
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


def _compared(run: CaseRun) -> bool:
    """等级较低的是工业涂装, 以较低的工业涂装为准, 工业涂装低于铸造: which trade has the lower grade."""
    lower, higher = say.LOWER.search(run.text), say.HIGHER.search(run.text)
    at = [n for n in run.kind(Kind.INDUSTRY) if run.tokens[n].value in run.of.names]
    letters = [p for p in run.of.places if any(p.grade == g.value for g in LETTERS)]
    if bool(lower) is bool(higher) or not at or len(letters) != len(run.of.places) or len(run.of.names) < 2:
        return False
    if run.kind(*NEGATIVE, Kind.GRADE, Kind.AMOUNT, Kind.DAY):
        return False
    between = re.search("低于|不如|高于", run.text)
    if len(at) > (2 if between else 1):
        return False
    rank = [g.value for g in LETTERS].index
    end = (max if lower else min)((p.grade or "" for p in letters), key=rank)
    wanted = {p.industry for p in letters if p.grade == end}
    overall = run.find({"总体等级", "最低等级"})
    run.take(*at, *overall, *run.find({"行业", "绩效等级", "评级结果", "级别"}))
    run.take(*(n for n in run.kind(Kind.UNKNOWN, Kind.QUALITY, Kind.ACT) if _RANKS.fullmatch(run.tokens[n].text)))
    run.by_place = True
    first = run.tokens[at[0]].value
    run.memory.trade = first if lower else ""
    right = wanted == {first} and len(letters) == len(run.of.names)
    run.claim(right and not (higher and overall), "最低的行业与核定不符", _TOGETHER)
    return True


_RANKS = re.compile("[较更偏最]?[低高](?:的|于|一些|些|一点|一档|档)?|不如")


def decides(run: CaseRun) -> None:
    """它决定了企业的总体等级: the trade that was told to be the lowest."""
    overall = run.find({"总体等级"})
    if (
        not overall
        or not run.memory.trade
        or not re.search("[它这其]|该行业", run.text)
        or run.kind(*NEGATIVE, Kind.GRADE)
    ):
        return
    at = [n for n in run.left if run.tokens[n].text in ("决定", "决定了", "拉低", "拉低了")]
    if not at and "决定" not in run.text:
        return
    run.take(*overall, *at)
    run.claim(True, "", _TOGETHER)


_FOLLOWS = re.compile(
    "(?:跟着|随着?|跟随|取决于|由|看|就着|向|往|照着?)[^，]{2,14}?(?:走|定|看齐|决定|确定|来定|算)|(?:跟着|跟随|取决于|服从|对应)[^，]{2,14}$"
)


def drags(run: CaseRun) -> None:
    """拉低总体等级的是工业涂装: the industry with the lowest grade."""
    follows = _FOLLOWS.search(run.text)
    if _compared(run):
        return
    if not (say.DRAGS.search(run.text) or follows) or not run.find({"总体等级", "最低等级"}):
        return
    named = {t.value for t in run.tokens if t.kind is Kind.INDUSTRY and t.value in run.of.names}
    letters = [p for p in run.of.places if any(p.grade == g.value for g in LETTERS)]
    if not named or len(letters) != len(run.of.places) or run.kind(*NEGATIVE, Kind.GRADE):
        return
    worst = max((p.grade or "" for p in letters), key=[g.value for g in LETTERS].index)
    run.take(
        *run.find({"总体等级", "最低等级", "行业"}),
        *(n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in "拉低拖低拖累拖了后腿走看齐跟随决定齐"),
        *(run.find({"等级", "绩效等级", "评级结果", "级别"}) if follows else ()),
    )
    run.by_place = True
    run.claim({p.industry for p in letters if p.grade == worst} == named, "最低的行业与核定不符", _TOGETHER)


_APART = re.compile("行业[^，]{0,3}(?:分别|分开|各自|单独|分行业)")
_TOGETHER_SHOWN = re.compile("同时|一并|一起|一同|都要|均要|均须|都须")
_TWO = re.compile("行业|[两二三]个")


def differ(run: CaseRun) -> None:
    """两个行业的评定结果不同: the trades have not the same grade."""
    found = re.search("不同|不一样|不一致|有别|有差别|不相同|有高有低|有高低", run.text)
    same = re.search("相同|一样|一致", run.text)
    known = [p.grade for p in run.of.places]
    if not (found or same) or len(run.of.names) < 2 or not _TWO.search(run.text) or run.kind(Kind.GRADE, Kind.AMOUNT):
        return
    signs = run.kind(*NEGATIVE)
    if len(signs) > 1 or run.kind(Kind.MAY, Kind.MUST):
        return
    run.take(*signs, *run.find({"评级结果", "绩效等级", "级别", "评定", "行业", "相符"}))
    run.by_place = True
    run.claim(None if None in known else (len(set(known)) > 1) is bool(found), "各行业的等级与核定不符", _TOGETHER)


def published(run: CaseRun) -> None:
    """两个行业的等级要同时公布: what 第十四条 asks where there are several trades."""
    at = run.find({"公开"})
    if not at or len(run.of.names) < 2 or not _TOGETHER_SHOWN.search(run.text):
        return
    named = {t.value for t in run.tokens if t.kind is Kind.INDUSTRY}
    denied, modals = run.sign(at)
    if denied or modals - {Kind.MUST} or not (named == run.of.names or (not named and _TWO.search(run.text))):
        return
    run.take(*at, *run.find({"评级结果", "绩效等级", "级别", "行业"}), *run.kind(Kind.MUST))
    run.by_place = True
    run.claim(True, "", "henan-2024:14", _TOGETHER)


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
    "国家": "39",
    "国家重点行业": "39",
    "省级指南": "12",
    "省级重点行业": "12",
    "通用指南": "",
    "绩效分级": "",
}


def _tokens_in(run: CaseRun, at: int, names: list[str]) -> list[int]:
    """The words that make up the name of a trade."""
    start = run.tokens[0].start + at
    end = start + max(len(name) for name in names if run.text.startswith(name, at))
    return [n for n in run.left if start <= run.tokens[n].start and run.tokens[n].end <= end]


def outside(run: CaseRun) -> None:
    """An industry of the case that stands in no list of 第八条."""
    names = [p.industry for p in run.of.places if not p.listed]
    trades = [n for n in run.kind(Kind.UNKNOWN) if run.tokens[n].text in names]
    if not trades and (at := next((run.text.find(name) for name in names if name in run.text), -1)) >= 0:
        trades = _tokens_in(run, at, names)  # 餐饮 and 服务
    lists = run.find(_LISTS)
    if not lists and run.kind(Kind.AMOUNT):  # 国家39个行业
        lists = run.find({"国家"})
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
    run.take(*trades, *lists, *sizes, *run.kind(Kind.NEG), *run.find({"行业", "重点行业", "纳入", "列明"}))
    run.memory.outside = True
    return run.claim(denied and right, "行业范围与条文不符", "henan-2024:8", "henan-2024:8(1)", "henan-2024:8(2)")
