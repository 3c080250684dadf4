"""The decision between a topic, a silence, a missing table, something outside, and the clauses found.

Lives here: `route`. May import: answering.routing, desk, reading, topics.tables, topics.clauses. The order of checks is
the careful part: a missing table and another place come first, then what happened, then the best entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.desk import Desk
from assistant.answering.entries import Outside, Topic
from assistant.answering.question import has_han
from assistant.answering.routing import Choice, Router
from assistant.answering.topics import clauses, tables
from assistant.library.holdings import Silence

SURE = 0.5
FAIR = 0.34
OURS = re.compile(
    r"绩效|评级|分级|等级|定级|[A-D]级|引领|预警|重污染|管控|应急|减排|清单|申报|自评|评审|专家|核查|复核|公示|公告|归档|保障类|豁免|"
    r"指南|细则|行业|降级|处罚|罚|违法|举报|正面清单|白名单|排污|环评|信用|台账|在线|监测|生产线|设备|厂|企业|材料|一厂一策|生态环境|省厅|市局|环保"
)
_COUNTS = re.compile(
    r"警告|责令|首违|不罚|免罚|消防|安监|应急局|安全生产|水污染|废水|污水|固废|危废|噪声|噪音|外省|分公司|子公司|母公司|总公司|集团|关联|复议|诉讼|撤销|撤回|城管|修复|劳动|"
    r"税|交警|市场监管|口头|查封|扣押|通报批评|约谈|法人|老板个人|个人被|股东|承包|租|收购|前任|原来的老板|之前的老板|前业主|自然资源|住建|水利|交通"
)
_PUNISHED = re.compile(r"罚|处罚|警告|改正|整改|查封|扣押|通报批评|约谈|违法")


@dataclass(frozen=True, slots=True)
class Route:
    """Which way a question goes."""

    kind: str
    choice: Choice | None = None
    second: Choice | None = None


def facts_of(desk: Desk) -> dict[str, bool]:
    """Which `needs` of topics are met."""
    reading = desk.reading
    barring = any(t.clause.split(":")[1].startswith(("17", "18")) for t in reading.events)
    return {
        "event": barring or reading.credit is not None or desk.case is not None,
        "industry": bool(reading.industries or reading.guarantees)
        or bool(
            re.search(
                r"(?:厂|店|站|加工|行业|企业).{0,10}(?:哪个|哪本|哪一|算不算|是不是|属于|归|要不要|在不在|能参加|能不能)",
                desk.text,
            )
        ),
        "counts_as": bool(_COUNTS.search(desk.text) and _PUNISHED.search(desk.text)),
    }


def route(router: Router, desk: Desk) -> Route:
    """The way for this question."""
    reading = desk.reading
    if not has_han(reading.text):
        return Route("language") if not _latin_known(desk) else _best(router, desk)
    if clauses.asked_for(desk) or (clauses.absent(desk) and not reading.events):
        return Route("clause")
    return _best(router, desk)


def _latin_known(desk: Desk) -> bool:
    return bool(re.search(r"HELLO|HI|OK|THANK", desk.text)) and len(desk.text) < 20


def _best(router: Router, desk: Desk) -> Route:
    reading = desk.reading
    choices = router.choices(reading, desk.hits, facts_of(desk))
    best, second = choices[0], choices[1]
    if reading.elsewhere and not facts_of(desk)["counts_as"]:
        return Route("place")
    if _strong_outside(best):
        return Route("entry", best, second)
    if tables.asks_for_table(reading) and not (isinstance(best.entry, Silence) and best.rule and best.score > 0.8):
        return Route("table")
    if best.score >= FAIR and (best.score >= SURE or OURS.search(desk.text)):
        return Route("entry", best, second)
    if OURS.search(desk.text) and desk.hits and _well_found(desk):
        return Route("extract", best, second)
    return Route("nothing", best, second)


def _strong_outside(choice: Choice) -> bool:
    return isinstance(choice.entry, Outside) and choice.score >= SURE


def _well_found(desk: Desk) -> bool:
    top = desk.hits[0]
    parts = getattr(top, "parts", {})
    return float(parts.get("cover", 0.0)) >= 0.45


def is_topic(choice: Choice, topic: str) -> bool:
    """Whether a choice is this topic."""
    return isinstance(choice.entry, Topic) and choice.entry.id == topic
