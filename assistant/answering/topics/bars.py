"""Bars, their end, and the fall of a grade (第十七条至第十九条), worded from the core's verdict.

Lives here: `compose` (an event or a credit rating is told, or a case is attached), `eligibility` (nothing is told).
May import: answering's desk, draft, verdicts; grading's periods; library. Every yes, no and day is the core's.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic, clause_of
from assistant.answering.events import Told
from assistant.answering.marks import Asked, Quantity
from assistant.answering.topics import tables
from assistant.answering.topics.applying import say_grade
from assistant.answering.verdicts import Decision, decided, shown
from assistant.library.clause import ClauseId
from assistant.library.grade import HIGH, Grade

LAW = "henan-2024"
HEAD_17 = "直接认定为最低等级，且一年内不得申请绩效分级调整"
HEAD_18 = "一年内不得申报和被评定为A级、B级和绩效引领性企业"
NOT_CLEARED = "未见第十七、十八条情形；能否申报还须自评满足该等级全部指标"
_FALL = re.compile(
    r"降|掉|撤|取消|保住|保得住|保不住|还在吗|还在不|还算(?:是)?[A-D绩引]|级.{0,6}还算|还算.{0,4}级|打成|打到|打回|弄成|保留|收回|几级|还能叫|还能是|还是不是|还能用|变成|级.{0,6}(?:作数|算数)|还认|会变|不变|照旧|有变化|怎么变|按什么等级|按几级|按哪级"
)
_EFFECT = re.compile(
    r"后果|会怎|会咋|咋样|怎么样|处理|影响|严重|要紧|怎么办|咋办|啥处理|什么处理|处分|有事吗|有没有事|没事|没啥事|怎么样了"
)
_APPLY = re.compile(r"申报|报|评|申请|升|上")
_DAY_ASKED = re.compile(
    r"哪天|哪一天|几号|什么时候|啥时候|何时|多久|算到|到什么时候|最早|还要等|还得等|还要多久|还有多久|从哪|起算|计算|期满|满一年|挡"
)
_NOTHING_DONE = re.compile(r"(?:没有?|未|从未|不曾)(?:有|被|受过|受|过)*(?:环保|行政)?(?:处罚|罚|超标|违法|违规)")
_COUNT_FROM = re.compile(r"从哪|日算|起算|怎么算|怎么计算|哪天起|是从|还是从|哪天算")
_GENERAL = re.compile(r"我们|我厂|我司|咱|俺|本公司|我公司|厂里|我")


def asks_fall(text: str) -> bool:
    """Whether a question is about what becomes of the grade held."""
    return bool(_FALL.search(text))


def compose(desk: Desk, topic: Topic) -> Draft:
    """What the events told, or the case attached, mean for applying and for the grade held."""
    draft = desk.draft(topic)
    if desk.case is None and _COUNT_FROM.search(desk.text) and not any(t.when for t in desk.reading.events):
        return _counted_from(desk, draft)
    decision = decided(desk)
    if decision is None:
        return _rule(desk, topic, draft)
    draft.source = "core"
    kinds = {told.kind for told in desk.reading.events}
    draft.verdict = shown(decision.verdict)
    if not desk.reading.events and desk.reading.credit not in (None, "不良") and not decision.bars:
        return _other_credit(desk, draft)
    if "violation_unpunished" in kinds and kinds <= {"violation_unpunished", "administrative_penalty"}:
        return _unpunished(desk, draft)
    targets = _targets(desk)
    barred = _shared([decision.barred(g) for g in targets])
    _basis(desk, draft, decision)
    if desk.reading.credit == "不良" and not kinds and not set(targets) & set(HIGH):
        barred = "no"
    if not draft.cites:
        return _nothing_seen(desk, draft, targets)
    if barred == "yes":
        _barred(desk, draft, decision, targets)
    elif barred == "no":
        _free(desk, draft, decision, targets)
    else:
        _open(desk, draft, decision, targets)
    _fall(desk, draft, decision)
    _sites(desk, draft)
    if re.search(r"B-级?(?:算不算|算|是不是|是|属于)B", desk.text):
        draft.lead = f"算，B级含B-。{draft.lead}"
        draft.cite("4(1)", "B（含B-，下同）级及以下企业和非绩效引领性企业，实施差异化管控措施")
    return draft


def _nothing_seen(desk: Desk, draft: Draft, targets: tuple[Grade, ...]) -> Draft:
    """Nothing of 17 or 18 is in the case: that is no leave to apply."""
    said = "、".join(say_grade(g) for g in targets) if targets != HIGH else "所报等级"
    draft.lead = f"就案情看，{NOT_CLEARED}。"
    draft.why.append(f"{said}的指标须全部满足，有一项未满足的，降级评定。")
    draft.cite("9(1)", "自评结果应满足相应等级差异化指标所有要求")
    draft.cite("18", "企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业")
    draft.status = Status.NEEDS_FACTS
    for entry in decided_missing(desk)[:2]:
        draft.lacks(entry["fact"], entry["say"])
    return draft


def decided_missing(desk: Desk) -> list[dict[str, Any]]:
    """What the core misses for this case."""
    decision = decided(desk)
    return list(decision.verdict.get("missing") or []) if decision else []


def _counted_from(desk: Desk, draft: Draft) -> Draft:
    """From which day a year runs: both readings of the core."""
    topic = desk.entries.topics["period_counting"]
    reading = desk.law.readings["occurred"]
    draft.lead = f"细则没有写从哪一天起算。默认{reading.default}；{reading.other}是另一种理解。"
    draft.why.append("比照民法典计算（类推）：当日不计入，次年对应日为最后一日，次日起不再受限。")
    for told in desk.reading.events[:1]:
        draft.cite_whole(clause_of(told.clause), head=True)
    if desk.reading.credit == "不良":
        draft.cite_whole("18(6)", head=True)
    for clause, quote in topic.rests_on:
        draft.cite(clause, quote)
    return draft


def _targets(desk: Desk) -> tuple[Grade, ...]:
    """The grades that the question wants; the high ones where it names none."""
    reading = desk.reading
    wanted = reading.wanted or tuple(g for g in reading.named if g not in reading.held)
    in_law = tuple(g for g in wanted if g in (*HIGH, Grade.C))
    return in_law or (HIGH if not wanted else tuple(g for g in wanted if g in HIGH) or HIGH)


def _shared(said: list[str]) -> str:
    found = set(said)
    return found.pop() if len(found) == 1 else "unknown"


def _rule(desk: Desk, topic: Topic, draft: Draft) -> Draft:
    """No event is told: the rule itself; where it is said that nothing happened, what applying needs."""
    if desk.reading.wanted and _NOTHING_DONE.search(desk.text):
        return eligibility(desk, topic)
    wrong = _wrong_period(desk)
    draft.lead = _not_that(wrong) + topic.lead_for(desk.text).say
    for clause, quote in topic.rests_on:
        draft.cite(clause, quote, head=topic.head or clause.startswith("18("))
    return draft


def _wrong_period(desk: Desk) -> Quantity | None:
    """A length of time that the question puts forward and that is not the law's year."""
    text = desk.text
    for quantity in desk.reading.marks.quantities:
        if quantity.unit != "期限" or quantity.value in ("P1Y", "P12M"):
            continue
        at = text.find(quantity.said)
        after = text[at + len(quantity.said) : at + len(quantity.said) + 3]
        if re.match(r"后|内|以后|之后|就|的限制|够", after) or desk.reading.marks.premise:
            return quantity
    return None


def _basis(desk: Desk, draft: Draft, decision: Decision) -> None:
    """Cites the clauses of the events told and the rating, with the article's opening, where the effect stands."""
    for reason in decision.verdict.get("reasons") or []:
        clause = ClauseId.parse(reason["clause"])
        if clause.article in (17, 18) and clause.item:
            draft.cite(clause, reason["quote"], head=True)
    for told in desk.reading.events:
        clause = clause_of(told.clause)
        if clause.article in (17, 18) and not any(c.clause == str(clause) for c in draft.cites):
            draft.cite_whole(clause, head=True)
    if desk.reading.credit == "不良" and not any(c.clause == f"{LAW}:18(6)" for c in draft.cites):
        draft.cite_whole("18(6)", head=True)


def _lowest(draft: Draft) -> bool:
    """Whether a case of 第十七条 is among what is cited."""
    return any(c.clause.startswith(f"{LAW}:17(") for c in draft.cites)


def _effect(draft: Draft) -> str:
    """What follows; 17 bars every application, and so all that 18 bars."""
    return HEAD_17 if _lowest(draft) else HEAD_18


def _not_that(wrong: Quantity | None) -> str:
    """A length of time that the question gets wrong."""
    if wrong is None:
        return ""
    shorter = str(wrong.value)[-1] in "DM"
    return f"“{wrong.said}”不够，要满一年。" if shorter else f"不对，不是“{wrong.said}”，是一年。"


def _barred(desk: Desk, draft: Draft, decision: Decision, targets: tuple[Grade, ...]) -> None:
    """The bar stands on every day that the words allow."""
    what = _what(desk)
    until, free = _end(decision)
    wrong = _wrong_period(desk)
    said = "、".join(say_grade(g) for g in targets) if targets != HIGH else "A级、B级和绩效引领性"
    if _DAY_ASKED.search(desk.text) and free and not wrong:
        draft.lead = f"最早{zh(free)}。{what}，限制到{zh(until)}为止（含当日）；此前{_effect(draft)}。"
    elif _EFFECT.search(desk.text) and not desk.reading.wanted:
        draft.lead = f"{_effect(draft)}。"
    elif _FALL.search(desk.text) and _held(desk) and not desk.reading.wanted:
        draft.lead = ""
    else:
        draft.lead = f"不能申报{said}。{what}，{_effect(draft)}。"
    draft.lead = _not_that(wrong) + draft.lead
    if free and not (_DAY_ASKED.search(desk.text) and not wrong):
        draft.why.append(
            f"限制到{zh(until)}为止（含当日），{zh(free)}起不再受这一限制；届时能否申报还须自评满足该等级全部指标。"
        )
    elif free:
        draft.why.append("届时能否申报，还须自评满足该等级全部指标。")
    elif any(b.get("until") is None for b in decision.bars):
        draft.why.append(_no_end(desk))
    elif not decision.exact:
        _latest(draft, decision)
    if free:
        _counted(desk, draft, decision)
    _target_day(desk, draft, until)


def _no_end(desk: Desk) -> str:
    kinds = {told.kind for told in desk.reading.events}
    if desk.reading.credit == "不良" and not kinds:
        return "不良等级存续期间一直受限；重新评价不再是不良后，请再问一次。"
    return "情形还在持续，限制没有终期；整改完成后，从发现之日和整改完成之日中较晚者起再算一年。"


def _latest(draft: Draft, decision: Decision) -> None:
    """Days are known roughly: the latest end that they allow."""
    end = decision.late.get("earliest_application")
    if end:
        first = decision.early.get("earliest_application")
        span = f"{zh(first)}至{zh(end)}之间" if first and first != end else zh(end)
        draft.why.append(f"按您说的时间，限制解除日在{span}；告诉我决定书的确切日期，可算到哪一天。")


def _counted(desk: Desk, draft: Draft, decision: Decision) -> None:
    """How the year was counted: an analogy, named as one, with the other readings where they part."""
    draft.why.append(
        "细则没有写“一年内”怎么算，这里比照民法典计算：当日不计入，次年对应日为最后一日。" + _other_days(decision)
    )
    draft.cite("civil-code:201", "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算")
    draft.cite("civil-code:202", "到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日")


def _other_days(decision: Decision) -> str:
    for reading in decision.verdict.get("readings") or []:
        if reading.get("differs") and reading.get("other") and reading["id"] == "occurred":
            return f"另一种理解（{reading['other']}）会得出不同日期。"
    return ""


def _target_day(desk: Desk, draft: Draft, until: str | None) -> None:
    """A day in the future that the question asks about."""
    for span in desk.reading.dates:
        if span.exact and span.first > desk.as_of and until:
            still = "仍在" if span.first.isoformat() <= until else "已过"
            draft.why.append(f"{zh(span.first.isoformat())}{still}限制期{'内' if still == '仍在' else ''}。")


def _free(desk: Desk, draft: Draft, decision: Decision, targets: tuple[Grade, ...]) -> None:
    """No bar stands: never more than that."""
    said = "、".join(say_grade(g) for g in targets) if targets != HIGH else "A级、B级和绩效引领性"
    only_high = [g for g in targets if g not in HIGH]
    premise = "不对。" if desk.reading.marks.premise and re.search(r"不能|不得|不行|不可", desk.text) else ""
    if re.search(r"连[A-D]级?都不能", desk.text):
        premise = "不对。"
    if only_high and not _lowest(draft):
        draft.lead = f"{premise}这一情形不限制申报{said}：第十八条只限A级、B级和绩效引领性企业。"
        draft.why.append(f"能否评上{said}，还须自评满足该等级全部指标。")
        return
    ended = _ended(decision)
    what = _what(desk)
    draft.lead = f"{what}的一年限制已经届满，不再因此受限。" if ended else f"就您说的情况，不受这一限制（{said}）。"
    draft.why.append(f"{NOT_CLEARED}。")
    if ended:
        _counted(desk, draft, decision)


def _ended(decision: Decision) -> bool:
    return any("届满" in str(r.get("effect")) for r in decision.verdict.get("reasons") or []) or not decision.bars


def _open(desk: Desk, draft: Draft, decision: Decision, targets: tuple[Grade, ...]) -> None:
    """A fact is missing that would settle it; or the event's own year is over and only other facts are open."""
    reading = desk.reading
    undated = [told for told in reading.events if told.when is None]
    said = "、".join(say_grade(g) for g in targets) if targets != HIGH else "A级、B级和绩效引领性"
    wrong = _wrong_period(desk)
    if not undated and not _bars_open(decision) and not any(t.kind == "material_change" for t in reading.events):
        draft.lead = f"{_what(desk)}的一年限制已经届满，不再因此挡着{said}。"
        draft.why.append(
            f"就这件事看，{NOT_CLEARED.replace('未见第十七、十八条情形；', '未见第十七、十八条的其他情形（信用评价等请核对）；')}。"
        )
        _counted(desk, draft, decision)
        return
    if wrong:
        draft.lead = f"{_not_that(wrong)}{_what(desk)}，{_effect(draft)}。"
        return
    if _asks_rule(desk):
        soft = re.search(r"只是|只要|就行|就能|就可以|保持|了事|不影响|没事|没关系|不会|照样", desk.text)
        low = re.search(r"最低等级|第十七条|17条", desk.text) and not _lowest(draft)
        no = "不对。" if reading.marks.premise and (soft or low or (_lowest(draft) and reading.wanted)) else ""
        draft.lead = f"{no}{_what(desk)}：{_effect(draft)}。"
        return
    draft.status = Status.NEEDS_FACTS
    draft.lead = f"要看日期。{_what(desk)}，{_effect(draft)}；满一年后不再因此受限。"
    _ask(desk, draft, decision)


def _ask(desk: Desk, draft: Draft, decision: Decision) -> None:
    """Names the fact that the core misses most, in the enterprise's words, and asks for it."""
    told = desk.reading.events
    wanted = [m for m in decision.late.get("missing") or [] if m["fact"].startswith("events[")]
    fact = wanted[0]["fact"] if wanted else None
    rough = next((n for n, t in enumerate(told) if t.when is None or not t.when.exact), None)
    if fact is None and rough is not None:
        fact = f"events[{rough}].date"
    if fact is None:
        for entry in (decision.verdict.get("missing") or [])[:1]:
            draft.lacks(entry["fact"], entry["say"])
            draft.ask_back = entry["say"]
        return
    law = told[int(fact[7 : fact.index("]")])].law if told else "这一情形"
    if fact.endswith("remedied_on"):
        draft.lead = (
            f"要看是否已整改、哪一天整改完成。{_what(desk)}，{_effect(draft)}；整改完成后再满一年不再因此受限。"
        )
        draft.lacks(fact, f"{law}是哪一天整改完成的？还没有整改也请说明。")
    elif fact.endswith("reapplied_on"):
        draft.lacks(fact, "变动之后重新申报过评级吗？哪一天？")
    elif fact.endswith("kind"):
        draft.lacks(fact, f"{law}：文书上写的是什么措施？")
    else:
        draft.lacks(fact, f"{law}的决定书（或认定、通报）是哪一天的？")
    draft.ask_back = f"请问{draft.missing[-1].say}"


def _bars_open(decision: Decision) -> bool:
    """Whether an event told may still bar, in one of its days."""
    for verdict in (decision.early, decision.late):
        for reason in verdict.get("reasons") or []:
            clause = ClauseId.parse(reason["clause"])
            if clause.article in (17, 18) and reason.get("applies") in ("yes", "unknown"):
                return True
    return False


_SITES = re.compile(
    r"(?:两|2|几|多|三|3)个?(?:独立)?厂区?.{0,24}(?:一个|其中|另外?一?个|一处)|[南北东西老新一二]厂区?.{0,12}[南北东西老新一二]厂"
)


def _sites(desk: Desk, draft: Draft) -> None:
    """Whom a bar binds where several sites are told of: 18 says 企业; 4(2) lets each site with its permit apply."""
    if not _SITES.search(desk.text) or not desk.reading.events:
        return
    draft.why.append(
        "条文说的是“企业”，整个企业受限；各厂区分别持有排污许可证、分别申报评级的，只及于该厂区是另一种理解，请向省辖市生态环境主管部门核实。"
    )
    draft.cite("4(2)", "企业涉及多个独立厂区且分别具有排污许可证的，每个厂区可分别进行申报评级")


_MAY_ONE = re.compile(r"行不行|行吗|可以[吗么不]|可不可以|能不能")  # whether one may do it, before it is done


def _asks_rule(desk: Desk) -> bool:
    """Whether the rule is asked for, and not somebody's case."""
    reading = desk.reading
    if any(told.when for told in reading.events):
        return False
    if _EFFECT.search(desk.text) or _FALL.search(desk.text):
        return True
    if _MAY_ONE.search(desk.text) and not reading.wanted:
        return True
    if (reading.marks.premise and not _GENERAL.search(desk.text)) or re.search(r"属于|算.{0,8}[吗么]", desk.text):
        return True
    if len(desk.text) <= 6 or (reading.marks.premise and (not reading.wanted or "只要" in desk.text)):
        return True
    return reading.marks.asked in (
        Asked.HOW_LONG,
        Asked.WHY,
        Asked.WHAT,
        Asked.HOW,
        Asked.WHO,
        Asked.WHERE,
        Asked.HOW_MANY,
    ) or (reading.marks.asked is Asked.WHEN and not _GENERAL.search(desk.text))


def _unpunished(desk: Desk, draft: Draft) -> Draft:
    """责令改正, 首违不罚: both readings, undecided."""
    draft.status = Status.NEEDS_FACTS
    draft.lead = "细则没有写明，两种理解都有可能：责令改正、首违不罚等没有给予行政处罚的，算不算在内要由主管部门认定。"
    draft.why.append("不算的理由：第十八条（五）要求“受到行政处罚或构成犯罪”。")
    draft.why.append(
        "算的理由：第六条（二）要求对申报企业“一年内无环境违法行为”负责；违法本身也可能属于第十八条（一）至（四）。"
    )
    draft.cite("18(5)", "存在其他环境违法行为，受到行政处罚或构成犯罪的", head=True)
    draft.cite("6(2)", "各省辖市对申报A级、B级和绩效引领性企业一年内无环境违法行为负责")
    draft.lacks("events[0].kind", "违法行为是什么，文书上写的是什么措施，是哪一天？")
    draft.ask_back = "请问文书上写的是什么，违法行为具体是哪一种？也请向省辖市生态环境主管部门核实。"
    return draft


def _other_credit(desk: Desk, draft: Draft) -> Draft:
    """A rating that 18(6) does not name."""
    rating = desk.reading.credit
    premise = "不对。" if desk.reading.marks.premise and re.search(r"不得|不能", desk.text) else ""
    draft.lead = f"{premise}“{rating}”不在第十八条（六）之列：该项只写了环境信用评价等级为不良的。"
    draft.why.append(f"就信用这一项看不受限；{NOT_CLEARED.split('；')[1]}。")
    draft.cite_whole("18(6)", head=True)
    return draft


def _fall(desk: Desk, draft: Draft, decision: Decision) -> None:
    """What becomes of the grade held (19(1), 17)."""
    reading = desk.reading
    held = _held(desk) or (reading.named if _FALL.search(desk.text) and not reading.wanted else ())
    high = [g for g in held if g in HIGH]
    low = [g for g in (reading.held or reading.named[:1]) if g not in HIGH]
    if (
        low
        and not high[:1]
        and _stands_low(desk)
        and _FALL.search(desk.text)
        and not _lowest(draft)
        and desk.case is None
    ):
        draft.lead = f"不因此降级：第十九条（一）只针对A级、B级和绩效引领性企业，{say_grade(low[0])}不在其列。"
        draft.status, draft.ask_back = Status.ANSWERED, ""
        draft.cite_whole("19(1)")
        return
    asked = bool(_FALL.search(desk.text)) and not reading.wanted
    lowest = _lowest(draft)
    cited18 = any(c.clause.startswith(f"{LAW}:18(") for c in draft.cites)
    if lowest:
        if asked:
            draft.lead = "直接认定为最低等级，且一年内不得申请绩效分级调整。"
        return
    if not cited18 or not (high or asked or _EFFECT.search(desk.text)):
        return
    said = "降为C级或非绩效引领性企业"
    if high and not any(g is Grade.LEADING for g in high):
        said = "降为C级"
    elif high:
        said = "降为非绩效引领性企业"
    whose = "、".join(say_grade(g) for g in dict.fromkeys(high)) or "A级、B级和绩效引领性企业"
    if asked or not draft.lead:
        no = "不对。" if reading.marks.premise and re.search(r"不变|照旧|保留|还在|不降|不掉", desk.text) else ""
        draft.lead = f"{no}{said}。评级后出现第十八条情形的，{whose}{said}；同时{HEAD_18}。"
        if draft.status is Status.NEEDS_FACTS:
            draft.status, draft.ask_back = Status.ANSWERED, ""
    else:
        draft.why.append(f"已经评上{whose}的，{said}。")
    draft.cite_whole("19(1)")


def _stands_low(desk: Desk) -> bool:
    """Whether a grade below B is the one that the enterprise has, and not the one that it may fall to, or had."""
    text = desk.text
    if any(mark.grade in HIGH for mark in desk.reading.grades):
        return False
    return not re.search(r"(?:降|掉|变|打)(?:到|成|为|回|至)(?:了)?(?:[CD]|非)", text) or bool(
        re.match(r"(?:我们|我厂|本厂|公司|企业|厂)?(?:是|现在是|目前是)?(?:[CD]级?|非(?:绩效)?引领)", text)
    )


def _held(desk: Desk) -> tuple[Grade, ...]:
    """The grades that the question or the case says are held."""
    current = getattr(desk.case, "current_grade", None)
    return desk.reading.held or ((current,) if isinstance(current, Grade) else ())


def _what(desk: Desk) -> str:
    """The events told, in the law's words; what happened on several days is said with each of them."""
    events = desk.reading.events
    dated = [told for told in events if told.when and told.when.exact]
    if len(dated) > 1:
        return "、".join(dict.fromkeys(_with_day(told) for told in dated))
    if events:
        return _with_day(events[0])
    if desk.reading.credit == "不良":
        return "环境信用评价等级为不良的"
    return "这一情形"


def _with_day(told: Told) -> str:
    day = zh(told.when.first.isoformat()) if told.when and told.when.exact else ""
    if told.kind == "administrative_penalty":
        return f"{day}的{told.law}" if day else told.law
    return f"{told.law}（{day}）" if day else told.law


def _end(decision: Decision) -> tuple[str | None, str | None]:
    """(last day, first free day) of what bars, where every day is known."""
    if not decision.earliest:
        free = _free_by_grade(decision)
        if not free:
            return None, None
        return _before(free), free
    return _before(decision.earliest), decision.earliest


def _free_by_grade(decision: Decision) -> str | None:
    if not decision.exact:
        return None
    days = [d for g, d in (decision.late.get("earliest_by_grade") or {}).items() if g in ("A", "B")]
    return days[0] if days and days[0] and days[0] > decision.late["as_of"] else None


def _before(day: str) -> str:
    found = date.fromisoformat(day)
    return date.fromordinal(found.toordinal() - 1).isoformat()


def zh(day: str | None) -> str:
    """2027-03-02 as 2027年3月2日."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"


def eligibility(desk: Desk, topic: Topic) -> Draft:
    """能不能申报, with nothing told, or with a case attached."""
    if desk.case is not None or desk.reading.events or desk.reading.credit:
        return compose(desk, topic)
    draft = desk.draft(topic)
    wanted = desk.reading.wanted or desk.reading.named
    said = "、".join(say_grade(g) for g in wanted) or "这一等级"
    if desk.reading.unmet:
        return _unmet(desk, draft, said)
    draft.status = Status.NEEDS_FACTS
    draft.lead = "现在还不能下结论，要看三件事。"
    draft.why.append("近一年有没有第十七、十八条的情形（环境行政处罚、超标、无证、造假等）；环境信用评价是不是不良。")
    draft.why.append(f"自评是否满足{said}的全部指标：有一项未满足的，降级评定。")
    industry = desk.reading.industries[0].industry if desk.reading.industries else None
    absent = tables.not_loaded(desk, industry) if industry else None
    if industry:
        draft.why.append(
            f"所属行业：{industry.name}" + (f"；{absent[1]}。" if absent else "，可逐项对照已载入的指标表。")
        )
    else:
        draft.why.append("属于哪个行业、对照哪本指南。")
    draft.lacks("events", "近一年有没有第十七条、第十八条所列的情形？各在哪一天？")
    if absent:
        draft.lacks(f"table:{absent[0]}", f"{absent[1]}，请导入官方指南并审核。")
    elif not industry:
        draft.lacks("sites[0].industries[0].industry", "属于第八条的哪个行业？")
    draft.ask_back = "先请告诉我：近一年有没有被环保处罚过或有其他违法情形？是哪一天？"
    draft.cite("9(1)", "自评结果应满足相应等级差异化指标所有要求")
    draft.cite("18", "企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业")
    decision = _empty_case(desk)
    draft.verdict = shown(decision) if decision else None
    return draft


def _empty_case(desk: Desk) -> dict[str, Any] | None:
    from assistant.grading.case import case_from
    from assistant.grading.engine import decide

    case = case_from({}, as_of=desk.as_of, industries=desk.corpus.industries, name="问题")
    return decide(case, desk.law, as_of=desk.as_of, tables=desk.tables).as_json()


def _unmet(desk: Desk, draft: Draft, said: str) -> Draft:
    decision = decided(desk)
    draft.lead = f"不能。{said}须满足对应级别指标的各项要求，有一项未满足的，降级评定。"
    draft.cite("4(2)", "企业绩效评级时，需满足对应级别指标中规定的各项要求，有一项未满足的，降级评定")
    draft.verdict = shown(decision.verdict) if decision else None
    return draft
