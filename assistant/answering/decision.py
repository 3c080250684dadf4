"""The decision between a topic, a silence, a missing table, something outside, and the clauses found.

Lives here: `route`. May import: answering.routing, desk, reading, topics.tables, topics.clauses. The order of checks is
the careful part: a missing table and another place come first, then what happened, then the best entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answering.desk import Desk
from assistant.answering.entries import Outside, Topic
from assistant.answering.question import has_han
from assistant.answering.routing import Choice, Router
from assistant.answering.topics import bars, clauses, tables, unsaid
from assistant.library.holdings import Silence

SURE = 0.5
CLEAR = 0.62
FAIR = 0.34
LIKE = 0.24
CLOSE = 0.08
WELL_FOUND = 3.0  # of four parts of the finder's score: from here on its first clause answers by itself
NEAR = 0.14  # how close the second topic must be, where two things are asked at once
OURS = re.compile(
    r"(?<![A-Z])[A-D](?![A-Z])|绩效|指标|监控|检查|造假|名录|济源|航空港|达标|审查|资格|证书|评级|分级|等级|定级|[A-D]级|引领|预警|重污染|管控|应急|减排|清单|申报|自评|评审|专家|核查|复核|公示|公告|归档|保障类|豁免|"
    r"指南|细则|行业|降级|处罚|罚|违法|举报|正面清单|白名单|排污|环评|信用|台账|在线|监测|生产线|设备|厂|企业|材料|一厂一策|生态环境|省厅|市局|环保"
)
_COUNTS = re.compile(
    r"警告|责令|首违|不罚|免罚|消防|安监|应急局|安全生产|水污染|废水|污水|固废|危废|噪声|噪音|外省|分公司|子公司|母公司|总公司|集团|关联|复议|诉讼|撤销|撤回|城管|修复|劳动|"
    r"税|交警|市场监管|口头|查封|扣押|通报批评|约谈|法人|老板个人|个人被|股东|承包|租|收购|前任|原来的老板|之前的老板|前业主|自然资源|住建|水利|交通"
)
_PUNISHED = re.compile(r"罚|处罚|警告|改正|整改|查封|扣押|通报批评|约谈|违法")


_TRADE = re.compile(
    r"(?:厂|店|站|场|加工|行业|企业|公司|作坊|做|开|搞).{0,12}(?:哪个行业|哪本|哪一[类个本]|哪类|算不算|是不是|属于|归(?!档)|要不要|在不在|能参加|能不能参加|用不用|要搞|要评|需要评|"
    r"要参加|评级吗|绩效分级吗|哪个指南|哪个技术指南)"
)
_NO_TRADE = re.compile(
    r"保障类|收购|租|转让|改名|更名|法人|合并|停产|等级归|出售|破产|预警|[ABCD]-?级|引领|公告|公示|专家|罚|厂区|归档|清单|材料|指标|举报|通报"
)
_CLASSIFY = re.compile(
    r"区分|区别|一回事|一样|是不是|属于|算|归(?!档)|哪个指南|哪本|什么行业|哪类|哪一类|国家|省级|省里|重点行业|要评|也评|评绩效|要搞|参加|评级吗|分级吗|哪个行业|看哪|是.{1,12}吗|用哪|按哪|在不在|能不能评|有没有|里有|包括"
)


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
        "industry": bool(reading.industries or reading.guarantees) or bool(_TRADE.search(desk.text)),
        "counts_as": bool(_COUNTS.search(desk.text) and _PUNISHED.search(desk.text)) or _asks_whether_it_counts(desk),
    }


def _asks_whether_it_counts(desk: Desk) -> bool:
    if any(told.when for told in desk.reading.events):
        return False
    entry = desk.counting.named(desk.text)
    if entry is None:
        return False
    if entry.id == "fine":
        return bool(re.search(r"算不算|也算|算数|算吗|只罚|才罚|小额|金额小", desk.text)) and not desk.reading.wanted
    return bool(re.search(r"算不算|还?算(?!出|几|哪|多)|影响|有关系|挡|能.{0,6}(?:报|评|申)", desk.text))


def route(router: Router, desk: Desk) -> Route:
    """The way for this question."""
    reading = desk.reading
    if not has_han(reading.said) and not _latin_known(desk):
        return Route("language")
    if clauses.asked_for(desk) or (clauses.absent(desk) and not reading.events):
        return Route("clause")
    return _best(router, desk)


def _latin_known(desk: Desk) -> bool:
    """Whether an English question was understood well enough, or is a greeting."""
    if re.search(r"^(?:你好|谢谢|OK)", desk.text) and len(desk.text) < 20:
        return True
    return bool(
        re.search(r"专家|申报|级|处罚|举报|预警|评审费|公告|归档|绩效|行业|降级|材料|提示词|限值|铸造|水泥", desk.text)
    )


def _best(router: Router, desk: Desk) -> Route:
    reading = desk.reading
    facts = facts_of(desk)
    choices = _weighed(router.choices(reading, desk.hits, facts), desk, facts)
    best, second = _worded_first(choices)
    if reading.elsewhere and not _BRANCH.search(desk.text):
        return Route("place")
    if desk.case is not None and re.search(r"重新申报|重新评|重报", desk.text) and "material_change" in _kinds(desk):
        return Route("entry", next(c for c in choices if c.id == "material_change"), second)
    if desk.case is not None and _ABOUT_CASE.search(desk.text) and not isinstance(best.entry, Silence):
        wanted = "demotion_by_bar" if bars.asks_fall(desk.text) else "can_apply"
        best = next(c for c in choices if c.id == wanted)
        return Route("entry", best, second)
    if _asks_whether_it_counts(desk) and _case_topic(best) and re.search(r"算不算|算吗|算数", desk.text):
        best = next((c for c in choices if c.id == "counts_as"), best)
        return Route("entry", best, second)
    dated = any(told.when for told in reading.events if told.kind not in ("equipment_changed", "material_change"))
    if _told(desk, facts) and dated and not _case_topic(best) and _ABOUT_CASE.search(desk.text):
        if not (isinstance(best.entry, Silence) and best.rule):
            best = next((c for c in choices if _case_topic(c)), best)
            return Route("entry", best, second)
    if _told(desk, facts) and best.id in _OVERVIEWS and not re.search(r"哪些|有哪|哪几|几种|情形有", desk.text):
        best = next((c for c in choices if _case_topic(c)), best)
        return Route("entry", best, second)
    if _told(desk, facts) and best.score < CLEAR and not (isinstance(best.entry, Silence) and best.rule):
        best = best if _case_topic(best) else next((c for c in choices if _case_topic(c)), best)
        return Route("entry", best, second)
    if isinstance(best.entry, Outside) and best.score >= SURE:
        return Route("entry", best, second)
    if tables.asks_for_table(reading) and not (isinstance(best.entry, Silence) and best.rule and best.score > 0.8):
        return Route("table")
    if reading.industries and best.id in _LISTS and not re.search(r"哪些|名单|列出|列一|都有|多少个|几个", desk.text):
        best = next((c for c in choices if getattr(c.entry, "composer", None) == "industry"), best)
        return Route("entry", best, second)
    happened = [told for told in reading.events if told.kind != "material_change"]
    if facts["event"] and happened and best.score < SURE and not OTHERS.search(desk.text):
        best = best if _case_topic(best) else next((c for c in choices if _case_topic(c)), best)
        return Route("entry", best, second)
    if (
        reading.industries
        and best.score < SURE
        and ((reading.grades and _NUMBER_ASKED.search(desk.text)) or re.search(r"率|要求|标准|限值", desk.text))
    ):
        return Route("table", best, second)
    named = reading.industries or reading.guarantees
    if named and best.score < SURE and not reading.events and (_CLASSIFY.search(desk.text) or len(desk.text) <= 14):
        best = next((c for c in choices if getattr(c.entry, "composer", None) == "industry"), best)
        return Route("entry", best, second)
    if _fits(best) and (best.score >= SURE or OURS.search(desk.text)):
        return Route("unsaid" if unsaid.by(desk, best.entry) else "entry", best, second)
    if OURS.search(desk.text) and desk.hits and unsaid.by(desk, None):
        return Route("unsaid", best, second)
    if OURS.search(desk.text) and desk.hits and _well_found(desk):
        return Route("extract", best, second)
    return Route("nothing", best, second)


_TURNS = re.compile(
    r"报|评|申|级|降|掉|保得住|保住|还在|影响|后果|会怎|怎么样|怎么办|咋办|怎么处理|咋处理|严重|要紧|哪天|多久|什么时候|啥时候|最早|挡|限制|"
    r"受限|有事|关系|处理|没戏|完了|吗|能|不"
)
CASE_COMPOSERS = frozenset({"bars", "eligibility", "material_change", "alert_breach", "counts_as"})
TOLD = 0.22  # something happened that 17 or 18 speak of, and the question turns on it
OTHERS = re.compile(
    r"工作人员|(?:怎么|向谁|找谁|想|要|能|可以|去哪)举报|举报(?:人|信息|电话|给|别|隔壁|他)|隔壁|别的厂|别人|对手|(?:专家|干部|领导|局里|执法人员|公务员).{0,4}(?:收|接受|索)|谁负责|谁对|公示|回避"
)


def _weighed(choices: list[Choice], desk: Desk, facts: dict[str, bool]) -> list[Choice]:
    """What happened weighs: topics that turn on a case come first where the question tells of one."""
    weight = TOLD if desk.reading.industries or desk.reading.guarantees else 0.05
    if (desk.reading.industries or facts["industry"]) and _CLASSIFY.search(desk.text) and not desk.reading.events:
        choices = [
            replace(c, score=round(c.score + weight, 4)) if getattr(c.entry, "composer", None) == "industry" else c
            for c in choices
        ]
        choices.sort(key=lambda c: (-c.score, c.id))
    if desk.reading.unmet and not re.search(r"检查|发现|复核|实际|抽查|督查", desk.text):
        choices = [replace(c, score=round(c.score + 0.5 * TOLD, 4)) if c.id == "all_indicators" else c for c in choices]
        choices.sort(key=lambda c: (-c.score, c.id))
    changed = any(event.kind == "equipment_changed" for event in desk.reading.events)
    if not _told(desk, facts) and desk.case is None and not changed:
        return choices
    kinds = {event.kind for event in desk.reading.events}
    out = []
    for choice in choices:
        entry = choice.entry
        bonus = 0.0
        if isinstance(entry, Silence) and choice.rule and choice.likeness >= LIKE:
            bonus = TOLD + 0.12
        if isinstance(entry, Topic) and entry.composer == "changes" and "equipment_changed" in kinds:
            bonus = TOLD
        if isinstance(entry, Topic) and entry.composer in CASE_COMPOSERS and (facts["event"] or not changed):
            bonus = TOLD if kinds != {"material_change"} else 0.0
            if entry.composer == "material_change":
                bonus = (TOLD + 0.15 if choice.rule else 0.5 * TOLD) if "material_change" in kinds else 0.0
            elif entry.composer == "alert_breach":
                bonus = TOLD if "alert_breach_notified" in kinds else 0.0
            elif entry.composer == "counts_as":
                bonus = TOLD if facts["counts_as"] else 0.0
        out.append(replace(choice, score=round(choice.score + bonus, 4)))
    out.sort(key=lambda c: (-c.score, c.id))
    return out


_NUMBER_ASKED = re.compile(r"多少|几|要求|标准|什么样|怎么做|用什么|限|比例")
_LISTS = frozenset({"industries_national", "industries_provincial", "industries_general"})
_OVERVIEWS = frozenset({"lowest_list", "bars_list", "demotion_list"})
_BRANCH = re.compile(r"分公司|子公司|母公司|总公司|集团|分厂|关联|外省")
_ABOUT_CASE = re.compile(
    r"哪天可以|影响我们|影响.{0,4}多久|能.{0,6}(?:报|评|申)|可以.{0,4}(?:报|申|评)|(?:报|评)[A-D绩引]|申报.{0,8}(?:吗|不|条件|资格)|最早|挡|卡|受限|限制|等级.{0,6}(?:变|还|掉|降|保)|符合|够格|"
    r"什么时候能|啥时候能|哪天能|多久能"
)


def _kinds(desk: Desk) -> set[str]:
    """The kinds of events in the case attached."""
    return {str(event.kind) for event in (getattr(desk.case, "events", None) or ())}


def _told(desk: Desk, facts: dict[str, bool]) -> bool:
    """Whether the question tells of something that 17 or 18 speak of, and turns on it."""
    found = desk.reading.credit or any(t.kind != "material_change" or t.when for t in desk.reading.events)
    return bool(found and facts["event"] and _TURNS.search(desk.text) and not OTHERS.search(desk.text))


def _case_topic(choice: Choice) -> bool:
    return isinstance(choice.entry, Topic) and choice.entry.composer in CASE_COMPOSERS


def _worded_first(choices: list[Choice]) -> tuple[Choice, Choice]:
    """The best two; one that its words call goes before one that is only alike, where they are close."""
    best, second = choices[0], choices[1]
    if not best.rule and second.rule and best.score < SURE and best.score - second.score < CLOSE:
        return second, best
    return best, second


def _fits(choice: Choice) -> bool:
    """Whether an entry is like enough to the question: by its score, and by its words or other people's."""
    return choice.score >= SURE or (choice.score >= FAIR and (choice.rule or choice.likeness >= LIKE))


def _well_found(desk: Desk) -> bool:
    """Whether the finder is sure of its first clause: by meaning, by how others ask, and by the law's phrases."""
    parts = getattr(desk.hits[0], "parts", {})
    return sum(float(parts.get(name, 0.0)) for name in ("dense", "asked", "heard", "phrase")) >= WELL_FOUND


_TWO = re.compile(r"以及|及其?|和|与|并|同时|还有|另外|又|[?。;!,].{3,}")


def also_asked(desk: Desk, route: Route) -> Topic | None:
    """A second topic that the question asks about as well: both plain, both hit by their words, nearly as sure."""
    first, second = route.choice, route.second
    if first is None or second is None or not isinstance(first.entry, Topic) or not isinstance(second.entry, Topic):
        return None
    if first.entry.composer or second.entry.composer or not (first.rule and second.rule):
        return None
    if second.score < SURE or first.score - second.score > NEAR or not _TWO.search(desk.reading.own):
        return None
    if first.entry.clauses & second.entry.clauses and second.entry.clauses <= first.entry.clauses:
        return None
    return second.entry
