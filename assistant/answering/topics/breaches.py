"""Breaches under an alert, one indicator unmet, major changes (第四条（2）, 第十七条（二）, 第十九条（三）).

May import: answering's desk, draft, verdicts, topics.bars; grading's periods and law; library.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic
from assistant.answering.topics import bars
from assistant.answering.topics.plain import compose as plain
from assistant.answering.topics.plain import premise
from assistant.answering.verdicts import decided, shown

_BODIES = re.compile(r"中央|省委|生态环境部|部里|省厅|省生态环境厅|省里|督察|督查")
_PENALTY = re.compile(r"处罚|罚款|罚了|罚单")
_FINED_TIMES = re.compile(
    r"(?:罚|处罚|罚款|罚单)(?:了|过)?(?:[两二三四2-9])(?:次|回)|[两二三四2-9](?:次|回)(?:处罚|罚款|罚单|被罚)"
)
_NOT_ALERT = re.compile(r"不(?:是|在)(?:重污染)?(?:天气)?预警期间|非预警期间|不是预警|没有预警|平时的事")
_NEVER_GRADED = re.compile(r"没有?评过|从未评|从没评|还没评|无级别|没有?(?:等级|级别)")
_LOW = re.compile(r"市局|市里|市生态|县|区里|分局|乡|街道|镇")


def alert_breach(desk: Desk, topic: Topic) -> Draft:
    """Twice or more within a year, found and notified by the bodies that 19(3) names."""
    draft = desk.draft(topic)
    rest_on(draft, topic)
    times = [q.value for q in desk.reading.marks.quantities if q.unit == "次" and isinstance(q.value, int)]
    third = bool(re.search(r"第三|第四|第3|三次|3次", desk.text))
    count = max(times) if times else 0
    if desk.reading.follow_up and re.search(r"第三|第3", desk.reading.own):
        count = 3
    each = len(re.findall(r"(?:(?<!第)一|1)(?:次|回)", desk.text))
    if each >= 2 and count == 1 and len(re.findall("通报", desk.text)) >= each:
        count = each
    if _NOT_ALERT.search(desk.text):
        draft.lead = "不按这一项。第十九条（三）限于重污染天气预警期间未落实减排措施等、被通报查实，且一年累计被通报两次及以上的。"
        draft.why.append("通报的事另属第十七条、第十八条或第十九条（二）的，按那一项处理。")
    elif _FINED_TIMES.search(desk.text) and not each_notified(desk.text):
        draft.lead = "不算。这一项数的是被通报查实的次数，须一年累计被通报两次及以上；处罚不是通报。"
        draft.why.append("环境行政处罚另按第十八条（五）、第十九条（一）处理。")
    elif _LOW.search(desk.text) and not _BODIES.search(desk.text):
        draft.lead = "市、县的通报不在第十九条（三）之列。该项限于中央或省委生态环境保护督察，或生态环境部、省生态环境厅等组织监督检查时被通报查实，且一年累计两次及以上。"
    elif each >= 2 and _PENALTY.search(desk.text) and len(re.findall("通报", desk.text)) == 1:
        draft.lead = "不算两次。这一项数的是被通报查实的次数，须一年累计被通报两次及以上；处罚不是通报。"
        draft.why.append("环境行政处罚另按第十八条（五）、第十九条（一）处理。")
    elif count >= 2 and _over_a_year(desk):
        draft.lead = "不算一年累计两次。两次通报相隔超过一年；须一年累计被通报两次及以上，才实施降级处理。"
        draft.why.append("两次落在同一个一年里才算；细则没有写这一年从哪天起算。")
    elif count >= 2 or third:
        yes = "不对，两次就够。" if third and "才" in desk.text else "会。"
        draft.lead = f"{yes}一年累计被通报两次及以上的，实施降级处理；" + (
            "第三次同样属于“两次及以上”。" if third else "前提是由督察或生态环境部、省厅等通报查实。"
        )
        draft.why.append("降到哪一级，这一项没有写明。")
    elif count == 1:
        draft.lead = (
            "不对。" if desk.reading.marks.premise or "直接" in desk.text else ""
        ) + "只有一次，还不到这一项的条件：须一年累计被通报两次及以上，才实施降级处理。"
        draft.why.append("如同时受到环境行政处罚，另按第十八条（五）、第十九条（一）处理。")
    else:
        draft.lead = premise(desk, topic) + topic.leads[0].say
    if any(event.kind == "administrative_penalty" for event in desk.reading.events):
        draft.why.append(
            f"处罚另算：环境违法行为受到行政处罚的，{bars.HEAD_18}；已经评上的，降为C级或非绩效引领性企业。"
        )
        draft.cite_whole("18(5)", head=True)
        draft.cite_whole("19(1)")
    return draft


def each_notified(text: str) -> bool:
    """Whether the notifications themselves are told of, and not only asked about (算被通报两次吗)."""
    return bool(re.search(r"通报(?:了|过)|(?:督察|省厅|部里|生态环境部)[^,]{0,6}通报", text))


def _over_a_year(desk: Desk) -> bool:
    """Whether the question gives two days, and no year of the rule holds both."""
    from assistant.grading.periods import is_within

    year = desk.law.by_event["alert_breach_notified"].when.within
    days = sorted(span.first for span in desk.reading.dates if span.exact and span.first <= desk.as_of)
    return year is not None and len(days) == 2 and not is_within(days[1], days[0], year)


def material_change(desk: Desk, topic: Topic) -> Draft:
    """A major change: until when to apply again, and what happens after that."""
    draft = desk.draft(topic)
    told = next((t for t in desk.reading.events if t.kind == "material_change"), None)
    if any(event.kind == "false_materials" for event in desk.reading.events):
        return bars.compose(desk, topic)
    if _NEVER_GRADED.search(desk.reading.own):
        rest_on(draft, topic)
        draft.lead = "不适用。第十七条（二）写的是“绩效评级后”的变动；没有评过级的，不适用这一项。"
        draft.cite("9(1)", "无级别且不申报评级的，按最低等级管理")
        return draft
    due = _due(desk)
    if told is None and due is not None:
        draft.source = "core"
        rest_on(draft, topic)
        draft.lead = f"最晚{bars.zh(due)}前重新申报评级；逾期未及时重新申报的，{bars.HEAD_17}。"
        draft.cite("civil-code:201", "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算")
        draft.cite("civil-code:202", "到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日")
        return draft
    if told is None or told.when is None:
        rest_on(draft, topic)
        wrong = premise(desk, topic)
        draft.lead = (wrong or "") + topic.leads[0].say
        if re.search(r"什么算|哪些算|算重大", desk.text):
            draft.lead = (
                "第十七条（二）列了：新增生产线，或项目性质、规模、地点、生产工艺、污染防治措施等发生重大变动。"
            )
            draft.why.append("“重大”到什么程度，细则没有给出标准，请向省辖市生态环境主管部门核实。")
        return draft
    from assistant.grading.periods import last_day

    rule = desk.law.by_event[told.kind]
    first, last = (last_day(day, rule.then.lapse) for day in (told.when.first, told.when.last))
    draft.source = "core"
    rest_on(draft, topic)
    if desk.as_of <= first:
        end = (
            bars.zh(last.isoformat())
            if told.when.exact
            else f"{bars.zh(first.isoformat())}至{bars.zh(last.isoformat())}（视确切日期）"
        )
        draft.lead = f"最晚{end}前重新申报评级。变动后满一年仍未及时重新申报的，直接认定为最低等级，且一年内不得申请绩效分级调整。"
        draft.why.append("细则没有写一年怎么算，这里比照民法典：当日不计入，次年对应日为最后一日。")
        draft.why.append("变动与申报材料不相符的，还应当及时向当地生态环境主管部门报备。")
        draft.cite("civil-code:201", "按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算")
        draft.cite("civil-code:202", "到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日")
        draft.cite("11", "应当及时向当地生态环境主管部门报备")
        decision = decided(desk)
        draft.verdict = shown(decision.verdict) if decision else None
        return draft
    since = f"{bars.zh(told.when.first.isoformat())}的变动" if told.when.exact else "变动"
    draft.lead = f"要紧。{since}已满一年，没有及时重新申报评级的，{bars.HEAD_17}。"
    if not desk.reading.held:
        draft.why.append("以变动前已经评过级为前提；没有评过级的，不适用这一项。")
        draft.lacks("current_grade", "变动时企业已经评过级吗？现在是什么等级？")
    decision = decided(desk)
    if decision:
        draft.verdict = shown(decision.verdict)
        until, free = bars._end(decision)
        if free:
            draft.why.append(
                f"按默认理解，限制到{bars.zh(until)}为止，{bars.zh(free)}起不再因此受限；另一种理解是一直到重新申报为止。"
            )
    return draft


def _due(desk: Desk) -> str | None:
    """The last day for applying again, as the core finds it for the case attached."""
    decision = decided(desk) if desk.case is not None else None
    for duty in (decision.verdict.get("duties") or []) if decision else []:
        if duty["clause"] == "henan-2024:17(2)" and str(duty.get("by") or "")[:2] == "20":
            return str(duty["by"])
    return None


def indicators(desk: Desk, topic: Topic) -> Draft:
    """One indicator not met: the rule, and the verdict where a grade is wanted."""
    draft = plain(desk, topic)
    if desk.reading.unmet and desk.reading.named:
        decision = decided(desk)
        draft.verdict = shown(decision.verdict) if decision else None
    return draft
