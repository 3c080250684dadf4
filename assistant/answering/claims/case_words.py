"""How the facts of a case are put into words: which concepts name which event, and what says when and since when.

Lives here: tables and patterns of Chinese, no fact and no rule. May import: claims.words, grading.facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.claims.words import CONCEPTS, MARKS, MODALS, Kind
from assistant.grading.facts import EventKind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Cause:
    """Words for an event: `must` all stand there, `may` can stand beside them. `negated`: the words deny something."""

    kind: EventKind
    must: frozenset[str]
    may: frozenset[str] = frozenset()
    negated: bool = False


def _cause(kind: EventKind, must: str, may: str = "", *, negated: bool = False) -> Cause:
    return Cause(kind, _names(must), _names(may), negated)


# The case knows the kind and no more: words that say more than the kind (which expert was bribed) are not read.
EVENTS: tuple[Cause, ...] = (
    _cause(EventKind.FALSE_MATERIALS, "虚假", "申报材料 信息 提交 评级过程中 隐瞒"),
    _cause(EventKind.BRIBERY, "贿赂", "评级过程中"),
    _cause(EventKind.MATERIAL_CHANGE, "重大变动", "评级后"),
    _cause(EventKind.TYPICAL_CASE_NOTIFIED, "典型案例", "通报 环境违法"),
    _cause(EventKind.REFUSED_GRADING, "拒绝", "参与 分级"),
    _cause(EventKind.BUILT_WITHOUT_APPROVAL, "未批先建"),
    _cause(EventKind.NO_DISCHARGE_PERMIT, "排污许可证 生产经营", negated=True),
    _cause(EventKind.OVER_PERMIT_LIMIT, "超过 许可排放浓度 许可排放量", "排放 大气污染物 未按许可"),
    _cause(EventKind.OVER_PERMIT_LIMIT, "超过", "排放 大气污染物 未按许可 排污许可证"),
    _cause(EventKind.EVASIVE_DISCHARGE, "偷排偷放", "逃避监管 排放 大气污染物 环境违法 非法"),
    _cause(EventKind.EVASIVE_DISCHARGE, "逃避监管 排放", "大气污染物 环境违法 非法"),
    _cause(EventKind.NO_AUTO_MONITORING, "自动监测设备 安装", "使用", negated=True),
    _cause(EventKind.NO_AUTO_MONITORING, "自动监测设备"),
    _cause(EventKind.FALSIFIED_LEDGER, "伪造 台账", "数据 逃避监管 篡改"),
    _cause(EventKind.FALSIFIED_LEDGER, "篡改 台账", "数据 逃避监管 伪造"),
    _cause(EventKind.ADMINISTRATIVE_PENALTY, "行政处罚", "环境违法 处罚决定书"),
    _cause(EventKind.CRIMINAL_OFFENCE, "犯罪", "环境违法"),
    _cause(EventKind.ALERT_BREACH_NOTIFIED, "通报", "累计 预警期间"),
)
# An event without its own words: what is told of a device means the event only where something is wrong with it.
TROUBLE = re.compile(r"问题|情形|情况|这件事|的事|一事|没|未")
_EVENT_WORDS = frozenset(w for cause in EVENTS for w in cause.must)
BARRING = _names("限制 影响 阻碍")
ENDING = _names("届满 结束 解除")
LASTS = _names("最后一日 终点")
APPLYING = _names("申报 评定 重新申报 调整")
FALLING = _names("降为 降级")
HOLDING = _names("认定 管理 维持")
ALERTS = _names("采取自主减排 差异化管控")
LEVELS = _names("最低等级 原有等级 级别")
PREDICATES = (
    _EVENT_WORDS
    | BARRING
    | ENDING
    | LASTS
    | APPLYING
    | FALLING
    | HOLDING
    | ALERTS
    | _names("具备 满足 整改 级别 核对 计算 计入 使用 环境信用 不良 纳入 列明")
)
SAYING = CONCEPTS | MODALS | MARKS | {Kind.NEG, Kind.AMOUNT, Kind.DAY, Kind.GRADE, Kind.REF, Kind.ACTOR, Kind.COND}
EARLIER = re.compile(r"原来|原先|原有|原本|原为|原是|此前|先前|之前的|以前是|曾")
STILL = re.compile(r"仍|依然|继续|还是|照旧|照样|保持|维持|不变|有效|保留|不受影响|不动")
ELAPSED = re.compile(
    r"一年[^，]{0,3}(?:已过|早过|早就过|早已过|已经过|过了|已满|已经满|早就过|早已过)|(?:已|已经|早已|早就|早|都|还没有|还没|没有|没|尚未|未)?(?:超过|过了|过去|满了|满|过)一年|一年(?:期间)?(?:已|已经|早已|早就)(?:届满|期满|到期)"
)
OVER = re.compile(
    r"已经?(?:过了|过去|到期|期满|届满|结束|解除|失效)|早(?:就|已|已经)?(?:过了|过去|结束|到期)|就(?:结束|解除|到期)了?"
)
GRADED = re.compile(r"(?<![没未])有(?:了)?(?:绩效)?(?:级别|等级)")
ENDS = re.compile(r"^(?:含当日|含当天|含)?(?:为止|止|前为止|届满|期满|到期|结束|截止)")
FROM = re.compile(r"^(?:起|开始)")
AFTER = re.compile(r"^(?:以后|之后|后|过后)")
BEFORE = re.compile(r"^(?:含当日|含)?(?:之前|以前|前)(?!期)")
WAITS = re.compile(r"(?:最早|等到|要到|要等到|得到|得等到|须到|须等到|最快)(?:是|在|要到|要|到|得)?$")
OTHER_TIMES = _names("明年 后年 去年 前年 将来 往后 未来 曾经 迟早 早晚 随时")
ASKS = re.compile(
    r"(?:能否|能不能|可否|可不可以|是否(?:可以|能|符合))[^，]*(?:看|取决于|视|还须|还需|仍须|仍需|要以|须以)[^都均]*$|(?:能否|能不能|可否)[^都均无不]*(?:须|需|应)(?:由|经)?(?:自评|审核|对照)[^都均]*$"
)
PENDING = re.compile(r"(?:还没|还未|尚未|没有|没)(?:核对|对过|核实|比对|自评)|待[^，公]{0,4}(?:确定|核定)")
UNSURE = re.compile(
    r"不能(?:下)?(?:结论|判断|确定|断定)|无法(?:判断|确定|下结论)|下不了结论|说不好|说不准|不好说|尚不(?:能|可)确定|还不能确定|没法(?:判断|确定)"
)
OPEN_WORDS = _names("申报 评定 满足 绩效指标 自评 所有 各项 核对 逐项 审核 确定 对标")
ALSO = re.compile(
    r"^(?:[^，]*)(?:也一样|同样不行|也是如此|也如此|同样如此|也不行|同样|更别说|更不用说|更不必说|就更不用说)"
)
MANY = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
WHEN = re.compile(r"(?:时|后|前|期间|的话|情况下|情形下)的?$")
TODAY = re.compile(r"今天|今日|当前这天")
UNTIL_REMEDIED = re.compile(r"(?:整改|改正|装好|安装|补办|取得)[^，]{0,4}(?:之前|以前|前)")
