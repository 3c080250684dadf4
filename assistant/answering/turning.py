"""What a question turns on: something that happened, whether it counts, a trade, a case attached.

Lives here: the signs of it, as patterns and small predicates. May import: answering.desk, entries, routing, library. They
weigh and decide nothing: that is `weighing` and `decision`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answering.desk import Desk
from assistant.answering.entries import Topic
from assistant.answering.routing import Choice
from assistant.library.holdings import Silence

Facts = Mapping[str, bool]
CASE_COMPOSERS = frozenset({"bars", "eligibility", "material_change", "alert_breach", "counts_as"})
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
CLASSIFY = re.compile(
    r"区分|区别|一回事|一样|是不是|属于|算|归(?!档)|哪个指南|哪本|什么行业|哪类|哪一类|国家|省级|省里|重点行业|要评|也评|评绩效|要搞|参加|评级吗|分级吗|哪个行业|看哪|是.{1,12}吗|用哪|按哪|在不在|能不能评|有没有|里有|包括"
)
_TURNS = re.compile(
    r"报|评|申|级|降|掉|保得住|保住|还在|影响|后果|会怎|会咋|咋样|怎么样|怎么办|咋办|怎么处理|咋处理|严重|要紧|哪天|多久|什么时候|啥时候|最早|挡|限制|"
    r"受限|有事|关系|处理|没戏|完了|吗|能|不"
)
OTHERS = re.compile(
    r"(?<!给)(?<!向)(?<!跟)工作人员|打分|多少分|(?:怎么|向谁|找谁|想|要|能|可以|去哪)举报|举报(?:人|信息|电话|给|别|隔壁|他)|隔壁|别的厂|别人|对手|(?:专家|干部|领导|局里|执法人员|公务员).{0,4}(?:收|接受|索)|谁负责|谁对|公示|回避"
)
ABOUT_CASE = re.compile(
    r"哪天可以|影响我们|影响.{0,4}多久|能.{0,6}(?:报|评|申)|可以.{0,4}(?:报|申|评)|(?:报|评)[A-D绩引]|申报.{0,8}(?:吗|不|条件|资格)|最早|挡|卡|受限|限制|等级.{0,6}(?:变|还|掉|降|保)|符合|够格|"
    r"什么时候能|啥时候能|哪天能|多久能"
)
BRANCH = re.compile(r"分公司|子公司|母公司|总公司|集团|分厂|关联|外省")
SPOKEN = 0.5  # of the finder: the question speaks as one single clause does
OURS = re.compile(
    r"(?<![A-Z])[A-D](?![A-Z])|绩效|补充说明|指标|监控|检查|造假|名录|济源|航空港|达标|审查|资格|证书|评级|分级|等级|定级|[A-D]级|引领|预警|重污染|管控|应急|减排|清单|申报|自评|评审|专家|核查|复核|公示|公告|归档|保障类|豁免|"
    r"指南|细则|行业|降级|处罚|罚|违法|举报|正面清单|白名单|排污|环评|信用|台账|在线|监测|生产线|设备|厂|企业|材料|一厂一策|生态环境|省厅|市局|环保"
)


def ours(desk: Desk) -> bool:
    """Whether a question is about what this regulation governs: by its words, by what happened, or because a phrase of
    the law stands in it."""
    return bool(OURS.search(desk.text) or desk.reading.events or desk.reading.industries) or spoken(desk)


def spoken(desk: Desk) -> bool:
    """Whether a question speaks as the clause does that the finder has first."""
    return bool(desk.hits) and float(getattr(desk.hits[0], "parts", {}).get("literal", 0.0)) >= SPOKEN


def facts_of(desk: Desk) -> Facts:
    """Which `needs` of topics are met."""
    reading = desk.reading
    barring = any(t.clause.split(":")[1].startswith(("17", "18")) for t in reading.events)
    return {
        "event": barring or reading.credit is not None or desk.case is not None,
        "industry": bool(reading.industries or reading.guarantees) or bool(_TRADE.search(desk.text)),
        "counts_as": bool(_COUNTS.search(desk.text) and _PUNISHED.search(desk.text)) or asks_whether_it_counts(desk),
    }


def asks_whether_it_counts(desk: Desk) -> bool:
    """Whether a question asks 这算不算 of something that the core's table holds; with a day, the core decides instead."""
    if any(event.when for event in desk.reading.events):
        return False
    entry = desk.counting.named(desk.text)
    if entry is None:
        return False
    if entry.id == "fine":
        return bool(re.search(r"算不算|也算|算数|算吗|只罚|才罚|小额|金额小", desk.text)) and not desk.reading.wanted
    return bool(re.search(r"算不算|还?算(?!出|几|哪|多)|影响|有关系|挡|能.{0,6}(?:报|评|申)", desk.text))


def kinds_of(desk: Desk) -> set[str]:
    """The kinds of events in the case attached."""
    return {str(event.kind) for event in (getattr(desk.case, "events", None) or ())}


def told(desk: Desk, facts: Facts) -> bool:
    """Whether the question tells of something that 17 or 18 speak of, and turns on it."""
    found = desk.reading.credit or any(t.kind != "material_change" or t.when for t in desk.reading.events)
    return bool(found and facts["event"] and _TURNS.search(desk.text) and not OTHERS.search(desk.text))


def case_topic(choice: Choice) -> bool:
    """Whether an entry is answered from the core's verdict."""
    return isinstance(choice.entry, Topic) and choice.entry.composer in CASE_COMPOSERS


def worded_silence(choice: Choice) -> bool:
    """Whether a silence's own words call it."""
    return isinstance(choice.entry, Silence) and choice.rule
