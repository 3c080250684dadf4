"""How the facts of a case are put into words: which concepts name which event, and what says when and since when.

Lives here: tables and patterns of Chinese, no fact and no rule. May import: claims.tokens, grading.facts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.claims.tokens import CONCEPTS, MARKS, MODALS, Kind
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
    _cause(EventKind.MATERIAL_CHANGE, "变动", "评级后"),
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
    _cause(EventKind.ALERT_BREACH_NOTIFIED, "通报", "累计 预警期间 减排措施 落实 采取减排措施 企业自身责任"),
)
# An event without its own words: what is told of a device means the event only where something is wrong with it.
TROUBLE = re.compile(r"问题|情形|情况|这件事|的事|一事|没|未")
EVENT_WORDS = frozenset(w for cause in EVENTS for w in cause.must)
BARRING = _names("限制 影响 阻碍")
ENDING = _names("届满 结束 解除")
LASTS = _names("最后一日 终点")
APPLYING = _names("申报 评定 重新申报 调整")
FALLING = _names("降为 降级")
HOLDING = _names("认定 管理 维持")
ALERTS = _names("采取自主减排 差异化管控")
LEVELS = _names("最低等级 原有等级 级别")
PREDICATES = (
    EVENT_WORDS
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
EARLIER = re.compile(r"原(?=[A-D]|非?绩效|等级|级别|评)|原来|原先|原有|原本|原为|原是|此前|先前|之前的|以前是|曾")
STILL = re.compile(r"适用|作数|算数|仍|照常|依然|继续|还是|照旧|照样|保持|维持|不变|有效|保留|保住|不受影响|不动")
# Words of a case file that say nothing of it, and words that say how a grade is used: 按C级掌握, 以B级计.
HOLLOW = re.compile(
    r"(?:期|出|已知|知|综合|汇总|合计|早|提|据此|届时|桩|茬|重新考虑|案情|案件|案卷|部|门槛|记录|考虑|[甲乙丙]|原|拟|现|资格|资质|身份|距离?|截|截至|迄今|处境|现状|状态|在册|眼下|当下|暂|贵方|一栏|口径|层面)+"
)
HANDLED = _names("执行 掌握 计 算 对待 定 走 处理 看待 采取 实施 定级 把握 计算 认定 落实 评定 论 待")
MEANT = {
    "保留": "维持",
    "沿用": "维持",
    "留": "维持",
    "障碍": "影响",
    "降": "降级",
    "变动": "调整",
    "管事": "影响",
    "管用": "影响",
}
FALLS = _names("降低 下降 下调 下滑 降等 降档")
LOST = _names("没了 没有了 丢了 丢掉 泡汤 作废了 失去了 不复存在 失去 丧失 取消")
QUALIFIED = re.compile("资格|资质|条件|要求|规定|前提")
ELAPSED = re.compile(
    r"一年[^，]{0,3}(?:已过|早过|早就过|早已过|已经过|过了|已满|已经满|早就过|早已过)|(?:已|已经|早已|早就|早|都|还没有|还没|没有|没|尚未|未)?(?:超过|过了|过去|满了|满|过)一年|(?:没有?|未)到一年|一年[^，]{0,4}?(?:期限|时间|期)?(?:还|尚)?(?:没有?|未|已经?|早已)(?:届满|期满|到期)|一年[^，]{0,4}(?:期限|时间|期)[^，]{0,14}(?:就|即|便)?到(?:了|头|期|点)|一年(?:期间)?(?:已|已经|早已|早就)(?:届满|期满|到期)"
)
OVER = re.compile(
    r"(?:早已|已经|已|早就)过(?=$|[，。；的])|已经?(?:过了|过去|到期|期满|届满|结束|解除|失效)|早(?:就|已|已经)?(?:过了|过去|结束|到期)|就(?:结束|解除|到期)了?"
)
GRADED = re.compile(r"(?<![没未])有(?:了)?(?:绩效)?(?:级别|等级)")
NOT_OVER = re.compile(
    r"(?:没有?|未|不)(?:曾|能)?(?:过完|过去|走完|过|跑完|满|到期|期满|届满|结束|终止|解除|解禁|失效)(?!分)"
)
TO_COME = re.compile(r"才|将|会|要到|得到|须到|直到|等到|等|后|以前|之前|前")
REFUSED = re.compile(
    r"(?:不会|不予|不被|不能|不可能|不得|难以|无法)(?:被|再|予以|获得?)?(?:受理|通过|批准|获批|过审)|通不过|过不了|批不下来|报不上去?|报不[了成上]|申报不[了成上]|(?:没有?|无)(?:了)?(?:什么)?(?:机会|希望|可能|资格|指望)[^，]{0,3}(?:评|报|申)|申报不了|行不通|走不通"
)
INSIDE = re.compile(r"(?:在|处于|处在|属于|没出|没过|未过|未出|未满|不满)[^，]{0,6}(?:限制|影响)?期")
FIRST_FREE = re.compile(r"(?:期满|届满|解除|结束|到期|解禁|限制|一年)(?:之后|以后|后)的?(?:第一天|第一日|首日|头一天)")
ENDS = re.compile(r"^(?:含当日|含当天|含)?(?:为止|止|前为止|届满|期满|到期|结束|截止)")
FROM = re.compile(r"^(?:起|开始)")
AFTER = re.compile(r"^(?:以后|之后|后|过后)")
BEFORE = re.compile(r"^(?:含当日|含)?(?:之前|以前|前)(?!期)")
NEXT_DAY = re.compile(r"(?:次日|第二天|翌日)[即也就（，]*[是为]?$")
TERM = re.compile(
    r"(?:期满日|届满日|到期日|满期日|期限|时限|截止(?:日期?|时间)?|底线|最后期限|最晚|最迟)[^，]{0,2}[是为在到于]?$"
)
ENDING_LATE = re.compile(r"才|(?:起|之?后|以后)[^，]{0,4}(?:结束|解除|解禁|终止|失效|放开)")
NOW = re.compile(r"现|目前|如今|当前|降|变|改|应|今后|此后|以后|后来|转为")
LOSING = re.compile("失去|丧失|丢[了掉]|没了|保不住|不再是|取消")
LOWER = re.compile("[较更偏最]低|低一?[些点档级]|低的|低于|不如")
HIGHER = re.compile("[较更偏最]高|高一?[些点档级]|高的|高于")
DRAGS = re.compile("拉低|拖低|拖累|[拖拉][^，]{0,8}后腿")
WISH = re.compile(
    r"(?:想|拟|计划|打算|希望|欲|争取|有意|要想)(?:要|再|往上|把等级)?(?:升|评|报|申报|申请|拿|冲|上|创|提|晋)"
)
WAITS = re.compile(
    r"(?:最早|等到|要到|要等到|得到|得等到|须到|须等到|最快)(?:是|在|要到|要|到|得|能|可|可以|也|才|的|日期|时间|申报)*$"
)
OTHER_TIMES = _names("明年 后年 去年 前年 将来 往后 未来 曾经 迟早 早晚 随时")
ASKS = re.compile(
    r"(?:能否|能不能|可否|可不可以|是否(?:可以|能|符合|满足|达到|具备|评)|哪一?[级个档])[^，]*(?:看|取决于|视|还须|还需|仍须|仍需|要以|须以)[^都均]*$|(?:能否|能不能|可否|是否(?:满足|达到|符合|具备)|哪一?[级个档])[^都均无不]*(?:由|经|以|凭|靠)?[^都均无不]{0,6}(?:自评|审核|对照|程序|部门)[^都均]*(?:确定|核定|断定|决定|判定|判断|知道|认定|为准|评定)?$"
)
PENDING = re.compile(r"(?:还没|还未|尚未|没有|没)(?:核对|对过|核实|比对|自评)|待[^，公]{0,4}(?:确定|核定)")
UNSURE = re.compile(
    r"(?:不能|无法|没法)(?:替|为|帮|代)[您你贵公司企业厂]+(?:判断|断定|确定|下结论|认定)|不能(?:下)?(?:结论|判断|确定|断定)|无法(?:判断|确定|下结论)|下不了结论|说不好|说不准|不好说|尚不(?:能|可)确定|还不能确定|没法(?:判断|确定)|(?:算|推|定|估)(?:算)?不(?:出|准|了|下)来?|(?:无法|没法|不好)(?:推算|算|估)"
)
WHICH = re.compile("哪一?[级个档]|什么(?:等级|级别)|几级")
SETTLING = _names("确定 核定 断定 决定 判定 判断 知道 认定 定")
OPEN_WORDS = _names("申报 重新申报 评定 满足 绩效指标 自评 所有 各项 核对 逐项 审核 确定 对标")
ALSO = re.compile(
    r"^(?:[^，]*)(?:也一样|同样不行|也是如此|也如此|同样如此|也不行|同样|更别说|更不用说|更不必说|就更不用说)"
)
MANY = {"两": 2, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}
WHEN = re.compile(r"(?:时|后|前|期间|的话|情况下|情形下)的?$")
TODAY = re.compile(r"今天|今日|当前这天")
SINCE_TODAY = re.compile("今天|今日|截至|目前|当前|现在")
NOT_DONE = re.compile(
    "(?:未|没有?|不)(?:能|曾|有)?(?:按照?(?:要求|规定)|依规|及时|认真|严格|切实|充分)?(?:落实|执行|采取|做到|做好|完成)"
)
NO_END = re.compile("(?:没有?|无|未定)[^，]{0,6}(?:到期日|截止日|截止时间|到期时间|终点|期限|届满日|终止日)")
FAR = re.compile("不够|够不上|不足以|(?:达|到)不到|没(?:有)?(?:达|到)到?|未达到?|不至于|谈不上|不到")
IN_YEAR = re.compile(r"(?P<no>不|没)?(?:再)?(?:在|处于|处在)[^，]{0,3}一年[^，]{0,5}(?:内|中|里)(?!被|受|再|累计|第)")
TILL_TODAY = re.compile("(?:截至|截止到?|今天|今日|目前|当前|现在)[即是（，]*$")
# Kinds whose words in a sentence are the whole condition of the law; of the others (重大变动, 典型案例, 通报) the law asks more.
WHOLE: Mapping[EventKind, frozenset[str]] = {
    EventKind.FALSE_MATERIALS: _names("评级过程中"),
    EventKind.REFUSED_GRADING: frozenset(),
    EventKind.BUILT_WITHOUT_APPROVAL: frozenset(),
    EventKind.EVASIVE_DISCHARGE: frozenset(),
    EventKind.OVER_PERMIT_LIMIT: _names("许可排放浓度 许可排放量"),
    EventKind.NO_AUTO_MONITORING: _names("安装 使用"),
    EventKind.FALSIFIED_LEDGER: _names("逃避监管"),
    EventKind.ADMINISTRATIVE_PENALTY: frozenset(),
    EventKind.CRIMINAL_OFFENCE: _names("环境违法 行政处罚"),
}
HEADING = re.compile(
    r"(?:先算|先看|再算|再看|限制(?:期限?)?|(?:起止)?(?:时间|日期)|期限|起止|等级|级别|结论|总体(?:绩效)?等级|降级|后果|处理|依据|原因|理由|申报|资格|预警期间|预警|措施|厂区|行业|计算|起算|处罚|通报|整改|现状|结果|认定|评定)+"
)
IF = re.compile(
    r"再(?:次)?(?:被|受到|受|发生|出现)|过期|逾期|(?:的话|的前提下|的情况下|的情形下|的条件下|之后|以后|后)$"
)
_WHOM = "(?!家|个?企业|个?集团|个?公司|个?单位|厂区|个厂区)"
SHARED = re.compile(f"共用|合用|共享|同一{_WHOM}|一张|一本|一个{_WHOM}|共|合")
UNTIL_REMEDIED = re.compile(r"(?:整改|改正|装好|安装|补办|取得)[^，]{0,4}(?:之前|以前|前)")
