"""Which question a missing fact becomes on screen, and where its answer goes in the case.

Lives here: `question_of`, `put`, `facts_told`; pure. Which fact is asked next is the core's to say (`missing`, the most
decisive first). May import: grading.facts, library, errors.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import BadCase, BrokenCorpus
from assistant.grading.engine import NO_TABLES
from assistant.grading.facts import STATES, CreditRating, EventKind
from assistant.grading.table import Table
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade
from assistant.web import indicators
from assistant.web.markup import chinese_date
from assistant.web.questions import Kind, Question

Case = dict[str, Any]
_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_DAY = re.compile(r"\s*(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?\s*")
_YES_NO = (("是", "yes"), ("否", "no"))
_AT = " · "
_OTHER_BAR = ClauseId("henan-2024", 18, 7)
_TELLING = (17, 18, 19)  # the articles that say what an event leads to; the others only ask for a report
SITE_NAMES = ("一厂区", "二厂区", "三厂区", "四厂区", "五厂区", "六厂区", "七厂区", "八厂区")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that was told: its words, and whether it can be taken out."""

    fact: str
    name: str
    value: str
    droppable: bool = False


def event_words(corpus: Corpus) -> dict[str, str]:
    """Each kind of event in the law's words, with the clause that speaks of it."""
    try:
        entries: Sequence[Any] = corpus.yaml("answers/events.yaml").data or []
    except BrokenCorpus:
        entries = []
    told = {entry["kind"]: (ClauseId.parse(entry["clause"]), entry["as"]) for entry in entries}
    told.setdefault(str(EventKind.OTHER_BAR), (_OTHER_BAR, "按其他规定一年内不应评定为A级、B级和绩效引领性"))
    in_order = sorted(told.items(), key=lambda item: (item[1][0].article not in _TELLING, item[1][0]))
    return {kind: f"{words}{_AT}{clause.label}" for kind, (clause, words) in in_order}


def question_of(
    fact: str, case: Case, corpus: Corpus, barred: Container[str] = (), tables: Mapping[str, Table] = NO_TABLES
) -> Question | None:
    """The question for a missing fact; None where no answer of the enterprise's settles it (a table).

    `barred`: grades that stand under a bar; no assessment with one of them can stand, so none is offered. `tables`:
    the indicator tables that decide; an indicator is asked with the words of its table.
    """
    if fact.startswith("table:"):
        return None
    if fact in _PLAIN:
        return _PLAIN[fact]
    if fact == "events":
        return Question(
            fact, "有没有发生过下面的情形？", "可选多项；日期在后面逐项询问。没有发生过的，点“都没有发生过”。",
            Kind.MANY, tuple((words, kind) for kind, words in event_words(corpus).items()), "都没有发生过",
        )  # fmt: skip
    if found := re.fullmatch(r"events\[(\d+)\]\.(\w+)", fact):
        return _event_question(fact, int(found[1]), found[2], case, corpus)
    if fact == "sites" or fact.endswith((".industries", ".industry")):
        return Question(fact, _industry_words(fact, case), "可以输入几个字查找，例如“铸造”。", Kind.INDUSTRIES)
    if fact.endswith(".own_permit"):
        return Question(fact, f"{_site_words(fact, case)}有没有自己的排污许可证？", "", Kind.CHOICE, _YES_NO)
    if fact.endswith((".applying_for", ".assessed_grade")):
        if fact.endswith(".applying_for"):
            table = _table_at(fact, case, corpus, tables)
            grades = tuple(g for g in _GRADES if table is None or g[1] in table.ladder)
            hint = "按这一级的指标逐项核对。" if table else ""
            return Question(
                fact, f"{_industry_at(fact, case)}：申报（或想对照）的是哪一级？", hint, Kind.CHOICE, grades
            )
        words = f"{_industry_at(fact, case)}：省辖市审核评定的结果是哪一级？"
        return Question(fact, words, "", Kind.CHOICE, tuple(g for g in _GRADES if g[1] not in barred))
    if found := re.fullmatch(r"sites\[\d+\]\.industries\[\d+\]\.indicators\.(.+)", fact):
        return indicators.question(fact, found[1], case, _table_at(fact, case, corpus, tables))
    return None


def _table_at(fact: str, case: Case, corpus: Corpus, tables: Mapping[str, Table]) -> Table | None:
    """The deciding table of the industry that a fact is about."""
    entry = corpus.industries.named(_industry_at(fact, case))
    return tables.get(f"{entry.guide}:{entry.name}") if entry else None


_GRADES = tuple((f"{grade}级" if len(grade) < 3 else str(grade), str(grade)) for grade in Grade)
_PLAIN = {
    q.fact: q
    for q in (
        Question(
            "enterprise.credit_rating", "环境信用评价等级是什么？", "以最近一次公布的结果为准。", Kind.CHOICE,
            tuple((str(rating), str(rating)) for rating in CreditRating),
        ),
        Question("enterprise.credit_rated_on", "环境信用评价是哪一天公布的？", "", Kind.DAY),
        Question(
            "current_grade", "现有的绩效等级是什么？", "以生态环境部门公告的为准。", Kind.CHOICE, _GRADES, "尚无等级"
        ),
        Question("graded_on", "现有等级是哪一天评定的？", "公告上写的日期。", Kind.DAY),
        Question("applied", "这一次是否已经提交评级申报？", "", Kind.CHOICE, _YES_NO),
    )
}  # fmt: skip


def _event_question(fact: str, index: int, field: str, case: Case, corpus: Corpus) -> Question | None:
    events = case.get("events") or []
    if index >= len(events):
        return None
    what = event_name(events[index]["kind"], corpus)
    if field == "date":
        return Question(fact, f"“{what}”的文书是哪一天的？", "决定书、通报或检查记录上写的日期。", Kind.DAY)
    if field == "occurred_on":
        return Question(fact, f"“{what}”：行为发生在哪一天？", "", Kind.DAY)
    if field == "remedied_on":
        return Question(fact, f"“{what}”是哪一天整改完成的？", "", Kind.DAY, none_word="仍未整改完成")
    if field == "reapplied_on":
        return Question(fact, "重大变动之后，哪一天重新申报了评级？", "", Kind.DAY, none_word="还没有重新申报")
    words = event_words(corpus)
    kinds = [k for k in words if k in _OF_18]
    hint = "拿不准的，请先向生态环境部门核实认定，再来填写。"
    return Question(fact, "这次违法后来怎样认定？", hint, Kind.CHOICE, tuple((words[k], k) for k in kinds))


_OF_18 = (
    "built_without_approval", "no_discharge_permit", "over_permit_limit", "evasive_discharge", "no_auto_monitoring",
    "falsified_ledger", "administrative_penalty", "criminal_offence",
)  # fmt: skip


def event_name(kind: str, corpus: Corpus) -> str:
    """A kind of event in the law's words, without its clause."""
    return event_words(corpus).get(kind, kind).partition(_AT)[0]


def _industry_words(fact: str, case: Case) -> str:
    if fact == "sites":
        return "企业属于哪个行业？有几个行业就选几个"
    if fact.endswith(".industries"):
        return f"{_site_words(fact, case)}属于哪些行业？"
    return "属于第八条所列的哪个行业？有锅炉或炉窑的，请选“通用涉锅炉/炉窑行业”"


def _site_words(fact: str, case: Case) -> str:
    found = re.match(r"sites\[(\d+)\]", fact)
    sites = case.get("sites") or []
    index = int(found[1]) if found else 0
    return (sites[index].get("name") if index < len(sites) else None) or "这个厂区"


def _industry_at(fact: str, case: Case) -> str:
    found = re.match(r"sites\[(\d+)\]\.industries\[(\d+)\]", fact)
    try:
        return str(case["sites"][int(found[1])]["industries"][int(found[2])]["industry"]) if found else ""
    except (KeyError, IndexError, TypeError):
        return "这个行业"


def industries(corpus: Corpus) -> list[str]:
    """What can be chosen: the industries of 第八条, then the guarantee classes."""
    held = corpus.industries
    return [entry.name for entry in held.industries] + [entry.name for entry in held.guarantee]


def read_day(text: str) -> str:
    """The day that `text` writes, as ISO. Raises BadCase.

    >>> [read_day(t) for t in ("2026-3-1", "2026年3月1日", "20260301", "2026/03/01")]
    ['2026-03-01', '2026-03-01', '2026-03-01', '2026-03-01']
    """
    found = _DAY.fullmatch(text)
    if not found:
        raise BadCase("这不是一个日期", remedy="请写成 2026-03-01 或 2026年3月1日")
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}"


def put(case: Case, fact: str, value: Any) -> Case:
    """A new case that says `value` of `fact`; `None` where the answer is "none" or "not yet"."""
    out = copy.deepcopy(case)
    if fact == "events":
        kept = {e["kind"]: e for e in out.get("events") or []}
        out["events"] = [kept.get(kind, {"kind": kind}) for kind in value or []]
        return out
    if fact == "sites":
        out["sites"] = [{"industries": [{"industry": name} for name in value]}]
        return out
    if fact.endswith(".industries"):
        value = [{"industry": name} for name in value]
    if fact.endswith(".industry") and isinstance(value, list):
        value = value[0]
    if fact.endswith((".own_permit", "applied")):
        value = value == "yes"
    here: Any = out
    *way, last = _steps(fact)
    for step in way:
        here = here[step] if isinstance(step, int) else here.setdefault(step, {})
    here[last] = value
    return out


def _steps(fact: str) -> list[str | int]:
    head, dot, indicator = fact.partition(".indicators.")
    steps: list[str | int] = [int(n) if n else word for word, n in _STEP.findall(head)]
    return [*steps, "indicators", indicator] if dot else steps


def drop(case: Case, fact: str) -> Case:
    """A new case without this event, site, or fact."""
    out = copy.deepcopy(case)
    *way, last = _steps(fact)
    here: Any = out
    for step in way:
        here = here[step]
    if isinstance(last, int) or last in here:
        del here[last]
    if out.get("sites") == []:
        del out["sites"]
    return out


def add_event(case: Case, kind: str, day: str | None) -> Case:
    """A new case with one more event."""
    out = copy.deepcopy(case)
    out["events"] = [*(out.get("events") or []), {"kind": kind, **({"date": day} if day else {})}]
    return out


def add_site(case: Case, names: Sequence[str]) -> Case:
    """A new case with one more site; sites get names once there is more than one."""
    out = copy.deepcopy(case)
    sites = [*(out.get("sites") or []), {"industries": [{"industry": name} for name in names]}]
    taken = {site.get("name") for site in sites}
    free = iter([name for name in SITE_NAMES if name not in taken])
    if len(sites) > 1:
        sites = [
            site if site.get("name") else {"name": next(free, f"厂区{n}"), **site} for n, site in enumerate(sites, 1)
        ]
    out["sites"] = sites
    return out


def facts_told(case: Case, corpus: Corpus) -> list[Told]:
    """Everything that was told, in the order of the form."""
    return list(_told(case, corpus))


def _told(case: Case, corpus: Corpus) -> Iterator[Told]:
    for s, site in enumerate(case.get("sites") or []):
        yield from _site_told(site, s, several=len(case["sites"]) > 1)
    if "current_grade" in case:
        yield Told("current_grade", "现有等级", _grade(case["current_grade"]) if case["current_grade"] else "尚无等级")
    if case.get("graded_on"):
        yield Told("graded_on", "评定日期", chinese_date(case["graded_on"]))
    if "applied" in case:
        yield Told("applied", "已提交评级申报", "是" if case["applied"] else "否")
    enterprise = case.get("enterprise") or {}
    if enterprise.get("credit_rating"):
        yield Told("enterprise.credit_rating", "环境信用评价", enterprise["credit_rating"])
    if case.get("events") == []:
        yield Told("events", "第十七至十九条的情形", "都没有发生过")
    for n, event in enumerate(case.get("events") or []):
        yield Told(f"events[{n}].date", f"事件{n + 1}", _event_told(event, corpus), droppable=True)


def _site_told(site: Case, s: int, *, several: bool) -> Iterator[Told]:
    name = site.get("name") or "行业"
    rows = site.get("industries") or []
    yield Told(
        f"sites[{s}].industries" if several else "sites",
        name,
        "、".join(row["industry"] for row in rows) or "还没有填行业",
        droppable=several,
    )
    if "own_permit" in site:
        yield Told(f"sites[{s}].own_permit", f"{name}有自己的排污许可证", "是" if site["own_permit"] else "否")
    for i, row in enumerate(rows):
        path = f"sites[{s}].industries[{i}]"
        for key, words in (("applying_for", "申报等级"), ("assessed_grade", "审核评定结果")):
            if row.get(key):
                yield Told(f"{path}.{key}", f"{row['industry']}{words}", _grade(row[key]))
        for indicator, value in (row.get("indicators") or {}).items():
            said = {"met": "满足", "unmet": "不满足"}.get(value, str(value))
            yield Told(f"{path}.indicators.{indicator}", f"指标“{indicator}”", said)


def _grade(word: str) -> str:
    return f"{word}级" if len(word) < 3 else word


def _event_told(event: Case, corpus: Corpus) -> str:
    parts = [event_name(event["kind"], corpus), chinese_date(event["date"]) if event.get("date") else "日期未填"]
    if event["kind"] in STATES and "remedied_on" in event:
        day = event["remedied_on"]
        parts.append(f"{chinese_date(day)}整改完成" if day else "仍未整改完成")
    if "reapplied_on" in event:
        day = event["reapplied_on"]
        parts.append(f"{chinese_date(day)}重新申报" if day else "还没有重新申报")
    return "，".join(parts)
