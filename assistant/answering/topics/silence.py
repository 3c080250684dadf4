"""What the text leaves open, and what is not ours to say.

Lives here: answers from the register of silences and from `answers/outside.yaml`, another place, nothing found. May
import: answering's desk, draft, entries; library.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft, own_words
from assistant.answering.entries import Outside, clause_of
from assistant.answering.topics import added, tables
from assistant.answering.topics.secondary import secondary
from assistant.library.clause import ClauseId
from assistant.library.holdings import Silence

NOT_LOADED = "，指南没有载入"


def of_silence(desk: Desk, silence: Silence) -> Draft:
    """细则没有规定…；相近的是第…条；请向…核实."""
    draft = desk.draft()
    draft.topic = f"silence:{silence.id}"
    draft.status = Status.ABSTAINED
    says = silence.says.rstrip("。") + "。"
    if (loaded := tables.loaded_names(desk)) and NOT_LOADED in says:
        says = says.replace(NOT_LOADED, f"；已载入并审核的行业有{loaded}，请说明行业")
    draft.lead = says if "细则" in says[:14] else f"细则没有规定：{says}"
    nearest = [_clause(desk, entry) for entry in silence.nearest]
    for clause, quote in dict(nearest).items():
        draft.cite(clause, quote, head=False)
    if "指南" in silence.says:  # what guides hold and nobody loaded, others tell of
        secondary(desk, draft, tables.industry_of(desk))
    added.pointer(desk, draft)
    whom = silence.whom.rstrip("。")
    draft.why.append(whom + "。" if whom.startswith(("请", "可")) else f"请向{whom}核实。")
    return draft


def _clause(desk: Desk, entry: str) -> tuple[ClauseId, str]:
    """A nearest provision or clause with its words."""
    if "#" in entry:
        provision = desk.corpus.provisions[entry]
        return provision.clause, provision.quote
    clause = clause_of(entry)
    return clause, own_words(desk.corpus, clause)


def of_outside(desk: Desk, outside: Outside) -> Draft:
    """Not ours to say."""
    draft = desk.draft()
    draft.topic = f"outside:{outside.id}"
    draft.status = Status(outside.status)
    draft.lead = outside.say
    for clause, quote in outside.rests_on:
        draft.cite(clause, quote, head=outside.head)
    if outside.kind == "other_law":
        added.pointer(desk, draft)
    return draft


def of_place(desk: Desk) -> Draft:
    """Another province: this regulation does not reach it."""
    draft = desk.draft()
    draft.topic = "outside:place"
    draft.status = Status.ABSTAINED
    place = desk.reading.elsewhere[0]
    draft.lead = f"回答不了：本系统只载入了河南省的细则，{place}的绩效分级不适用它。"
    draft.why.append(f"请查{place}当地生态环境部门的规定。")
    draft.cite("3", "《河南省重污染天气重点行业应急减排措施制定技术指南》")
    return draft


def of_nothing(desk: Desk, *, ours: bool) -> Draft:
    """Nothing loaded answers it; where the question is ours, the nearest clause is shown."""
    draft = desk.draft()
    draft.topic = "outside:unknown"
    draft.status = Status.ABSTAINED
    if not ours:
        draft.lead = "这不在本系统的范围内：这里只回答河南省重污染天气重点行业绩效分级的规定。"
        draft.why.append("如果与绩效分级有关，请换个说法，说明行业、等级、发生的事情和日期。")
        return draft
    draft.lead = "细则没有明确规定这一点，或者换个说法才能找到。"
    if desk.hits and desk.hits[0].clause.document == "henan-2024":
        nearest = desk.hits[0].clause
        draft.why.append(f"相近的规定是{nearest.label}。")
        draft.cite_whole(nearest)
    added.pointer(desk, draft)
    draft.why.append("请说明行业、等级、发生的事情和日期再问一次，或向当地生态环境主管部门核实。")
    return draft


def of_other_language(desk: Desk) -> Draft:
    """Neither Chinese nor English that we understand."""
    draft = desk.draft()
    draft.topic = "outside:language"
    draft.status = Status.ABSTAINED
    draft.lead = "没有看懂这个问题，请用中文再问一次。"
    draft.why.append("例如：被罚款后多久能报A级？报B级要什么材料？")
    return draft
