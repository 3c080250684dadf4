"""Industries, guarantee classes, several industries and sites (第三条, 第四条（2）, 第八条).

May import: answering's desk, draft, entries; library.
"""

from __future__ import annotations

import re

from assistant.answering.answer import Status
from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic, clause_of
from assistant.answering.reading import IndustryMark
from assistant.answering.topics import tables
from assistant.answering.verdicts import decided
from assistant.library.grade import LEADERSHIP, LETTERS, Grade
from assistant.library.holdings import Industry

LISTS = {"henan-2024:8(1)": "国家39个重点行业", "henan-2024:8(2)": "12个省级重点行业", "henan-2024:8(3)": "通用行业"}
_PRECAST = re.compile(r"预制(?:构)?件|预制|水泥制品|管桩|水泥管|构件厂|电线杆")
_UNKNOWN_TRADE = re.compile(r"(?:开|做|搞|是)?([\u4e00-\u9fff]{2,6}(?:厂|站|公司|企业|店|加工))")


def industry(desk: Desk, topic: Topic) -> Draft:
    """Which list an industry stands on and which guide it is held against; care where two are mixed up."""
    draft = desk.draft(topic)
    found = () if _PRECAST.search(desk.text) else _with_boilers(desk)
    if found:
        entries = [mark.industry for mark in found]
        draft.lead = _denied(desk, entries) + _first(desk, entries)
        for entry in entries:
            _cite_list(draft, desk, entry)
        _care(desk, draft, entries)
        for mark in desk.reading.guarantees[:1]:
            draft.why.insert(0, f"{mark.kind.name}同时列在保障类企业的范围里（第八条（四）），认定另走评审。")
            if desk.corpus.verbatim(mark.kind.name, clause_of("8(4)")):
                draft.cite("8(4)", mark.kind.name)
        return draft
    if desk.reading.guarantees:
        return guarantee(desk, topic)
    if _PRECAST.search(desk.text):
        draft.lead = "第八条没有写水泥制品、混凝土预制件归哪一个行业，以各指南写明的适用范围为准。"
        draft.status = Status.ABSTAINED
        draft.cite("8(1)", "水泥")
        draft.cite("8(2)", "商砼（沥青）搅拌站")
        return draft
    if not desk.reading.events and re.search(r"引领", desk.text):
        loaded = tables.loaded_names(desk)
        draft.lead = "细则没有写哪些行业设绩效引领性；它写在各行业指南的指标表里，" + (
            f"已载入的行业有{loaded}。" if loaded else "指标表还没有载入。"
        )
        draft.ask_back = "您是哪个行业？"
        draft.status = Status.ABSTAINED
        draft.cite("4(1)", "A级和绩效引领性企业可采取自主减排措施")
        return draft
    draft.lead = (
        "按这个说法，第八条列出的国家39个、省级12个行业里没有找到；不在其中的，细则第三条所说的绩效分级不适用。"
    )
    draft.why.append(
        "厂里有锅炉或炉窑的，看通用行业指南（通用涉锅炉/炉窑行业）；所有涉气企业仍按“应纳尽纳”列入应急减排清单。"
    )
    draft.ask_back = "请说明主要产品和工艺，以及有没有锅炉、炉窑。"
    draft.status = Status.ANSWERED
    draft.cite("3", "已明确绩效分级指标的行业企业绩效分级")
    draft.cite("8(3)", "《河南省重污染天气通用行业应急减排措施制定技术指南》绩效分级范围具体包括：通用涉锅炉/炉窑行业")
    return draft


def _with_boilers(desk: Desk) -> tuple[IndustryMark, ...]:
    """The industries named; the general one not where the question says that there is no boiler and no furnace."""
    marks = desk.reading.industries
    if re.search(r"(?:没有?|无|不带)(?:锅炉|炉窑)", desk.text):
        return tuple(mark for mark in marks if not mark.industry.clause.endswith("8(3)"))
    return marks


def _denied(desk: Desk, entries: list[Industry]) -> str:
    """“不对。” where the question puts an industry on the other list."""
    if not desk.reading.marks.premise or len(entries) != 1:
        return ""
    clause, text = entries[0].clause, desk.text
    other = ("国家" in text or "39" in text) if clause.endswith("8(2)") else ("省级" in text or "12个" in text)
    return "不对。" if other and clause.endswith(("8(1)", "8(2)")) else ""


def _first(desk: Desk, entries: list[Industry]) -> str:
    says = []
    for entry in entries[:3]:
        says.append(
            f"{entry.name}在第八条{_item(entry)}：属于{LISTS.get(entry.clause, '第八条')}，看{guide_title(desk, entry)}"
        )
    return "；".join(says) + "。"


def _item(entry: Industry) -> str:
    label = clause_of(entry.clause).label
    return label.removeprefix("第八条")


def guide_title(desk: Desk, entry: Industry) -> str:
    """The guide's title as printed."""
    guide = next((g for g in desk.corpus.industries.guides if g.id == entry.guide), None)
    title = guide.title if guide else entry.guide
    return title if title.startswith("《") else f"《{title}》"


def _cite_list(draft: Draft, desk: Desk, entry: Industry) -> None:
    clause = clause_of(entry.clause)
    name = entry.name
    if desk.corpus.verbatim(name, clause):
        draft.cite(clause, name)
    else:
        draft.cite(clause, "绩效分级范围具体包括")


def _care(desk: Desk, draft: Draft, entries: list[Industry]) -> None:
    names = {entry.name for entry in entries}
    asked = any(word in desk.text for word in ("一回事", "区别", "还是", "区分", "一样", "算"))
    cares = [care for care in desk.corpus.industries.care if names & set(care.pair)]
    cares.sort(key=lambda care: -len(names & set(care.pair)))
    for care in cares[:1]:
        draft.why.append(care.say)
        if len(names) == 1 and asked:
            for basis in care.basis:
                clause = clause_of(basis)
                other = next((n for n in care.pair if n not in names and desk.corpus.verbatim(n, clause)), None)
                if other:
                    draft.cite(clause, other)


def guarantee(desk: Desk, topic: Topic) -> Draft:
    """Whether something is a guarantee class; the list where nothing is named."""
    draft = desk.draft(topic)
    found = desk.reading.guarantees
    if not found:
        draft.lead = topic.leads[0].say
        rest_on(draft, topic)
        draft.why += topic.more
        return draft
    if desk.reading.industries and "保障" not in desk.text:
        return industry(desk, topic)
    kind = found[0].kind
    listed = desk.reading.marks.premise and re.search(r"39|12个|省级|国家|重点行业", desk.text)
    draft.lead = f"{'不对。' if listed else ''}属于保障类企业的范围（第八条（四））：{kind.name}。"
    if kind.name.startswith("重点"):
        draft.lead = (
            f"要看是不是“重点”：保障类企业的范围（第八条（四））写的是“{kind.name}”，标准细则没有写，由评审认定。"
        )
    draft.why.append("在范围内不等于已认定：还须省辖市生态环境主管部门会同有关部门审核评定，报省生态环境厅复审。")
    draft.cite("8(4)", kind.name if desk.corpus.verbatim(kind.name, clause_of("8(4)")) else "保障类企业具体包括")
    return draft


def several_industries(desk: Desk, topic: Topic) -> Draft:
    """The lowest of the grades named, where the question names them."""
    draft = desk.draft(topic)
    rest_on(draft, topic)
    marks = list(desk.reading.grades)
    grades = [m.grade for m in marks]
    wrong = (
        "不对。"
        if desk.reading.marks.premise and re.search(r"最高|取高|高的|主要行业|平均|只看|主营", desk.text)
        else ""
    )
    lowest = _lowest(grades) if len(marks) >= 2 else _of_case(desk)
    if lowest:
        said = lowest.value if "引领" in lowest.value else f"{lowest.value}级"
        draft.lead = f"总体等级按{said}：以所含行业中最低等级为准。"
        draft.why.append("分行业分别评定，预警时分别执行各行业相应的应急减排措施。")
    elif len(set(grades)) >= 2:
        draft.lead = f"{wrong}{topic.leads[0].say}"
        draft.why.append("字母等级和绩效引领性之间谁高谁低，细则没有规定。")
    else:
        draft.lead = f"{wrong}{topic.leads[0].say}"
    return draft


def _of_case(desk: Desk) -> Grade | None:
    """The overall grade that the core finds for the case attached."""
    decision = decided(desk) if desk.case is not None else None
    word = decision.verdict["overall"]["grade"] if decision else None
    return Grade(word) if word in {g.value for g in Grade} else None


def _lowest(grades: list[Grade]) -> Grade | None:
    for family in (LETTERS, LEADERSHIP):
        if all(g in family for g in grades):
            return max(grades, key=family.index)
    return None
