"""For how long something is kept: which periods of a sentence say so, which say something else, which nobody can tell.

Lives here: `Kept`, `kept`, `keeps`, `each_kept`, `halves`, `thing_kept`, `KEEP`. May import: nothing of ours. 保存 in a sentence makes no period of every figure in it:
近一年报告归档 and 每三个月检修并保存记录 keep nothing for that long, and 物料储存3天以上 is a stock.
"""

from __future__ import annotations

import re
from enum import StrEnum

_RECORD = (
    r"(?:视频|录像|影像|图像|画面|图片|照片|抓拍|截图|记录|台账|数据|资料|曲线|档案|单据|凭单|磅单|底单|存根|票据|凭证|发票|合同|联单|报告|报表|信息"
    r"|文件|日志|清单|登记[表簿册]|参数)"
)
_SEEN = r"(?:检索|查验|查证|核查|核验|复查|复核|读取|提取|还原|导出|下载|浏览|回调)"
_VERB = (
    r"保存|保留|存储|储存|留存|存留|存档|存有|存查|存证|备存|封存|收存|缓存|保管|保全|留档|留底|留备|留痕|备份|归档|入档|立卷|[备倒可]查(?![处封扣获])|调看|回读|追查|翻[看阅]|溯源"
    rf"|可?(?:查询|查看|追溯|回溯|回看|回放|回查|回顾|调阅|调取|调用|查阅)|(?:可|可供|供|能够?|随时)(?:随时|供|被)?{_SEEN}"
)
# What is said of things too keeps for a time only where it is said of records: 台账存放, and no 危险废物贮存.
KEEP = re.compile(rf"{_VERB}|(?:{_RECORD})(?:应当?|须|的)?(?:在线|连续|妥善)?(?:保持|保有|存放|贮存|覆盖)")
_OBJECT = rf"(?:{_RECORD}|历史|监控|监测|在线|自动|电子|纸质|运行|生产|原始|相关|所有|全部|各类|上述|以上|该|其|备用?|查|[可能供]|等|和|与|及|或|的|[、/])"
_KEPT_OBJECT = rf"(?:{_OBJECT}*|[^，,；;。：:\d]{{0,12}}{_RECORD})"
_PERIOD = re.compile(r"(?:个月|年|月|天|日|周|季度|小时)")
_LONG = frozenset({"年", "个月", "月", "天", "日", "周"})
_TERM = r"(?:期限|时间|时长|时限|年限|周期|天数|月数|期|能力|容量|空间|要求)"
_BOUND = r"(?:应当?|必?须|均|都|要|需|能够?|可以?|至少|最[短少低]|达到?|为|在|满|足|够|分别|依次|[，,：:（(\s])*$"
_SAID_BEFORE = re.compile(
    rf"(?:{KEEP.pattern}){_KEPT_OBJECT}(?:[，,、]\s*(?:且|并|其)?(?:{KEEP.pattern})?)?的?(?:{KEEP.pattern})?{_TERM}*{_BOUND}"
)
# Without a verb: how far records reach back. 合同期限 and 报告周期 are other terms.
_REACH = re.compile(
    rf"(?:视频|录像|影像|图像|画面|照片|台账|档案|记录|数据|曲线)的?(?:资料|文件)?(?:期限|时长|时限|年限|天数|月数){_BOUND}"
)
_SAID_AFTER = re.compile(rf"[)）\s]*(?:的|之)?{_KEPT_OBJECT}(?:{_TERM}的?)?[，,]?(?:以便|用于|以)?(?:{KEEP.pattern})")
_UNTOUCHED = re.compile(
    r"(?:以|之)?内[，,]?(?:均|都|一律)?(?:不得|不可|不应|不许|不准|不能|严禁|禁止)[^，,；;。]{0,6}(?:销毁|删|覆盖|清[除空]|丢[弃失]|灭失|遗失|毁损)"
)
_OTHER_BEFORE = re.compile(r"(?:每隔?|[最]?近|过去|上一?|前|第|自)[（(\s]*$")
_OTHER_AFTER = re.compile(
    r"\s*(?:[内后前度级版份半零又]|\d|左右|上下|以[内后前]|之[内后前]|[一二三两\d]+\s*次|为|底|初|起|的?[用产存]量|的?(?:消耗|使用|生产)量)"
)
_STUFF = re.compile(
    r"废物|危废|固废|物料|原料|原辅|辅料|燃料|煤|矿|产品|成品|油品|药剂|污泥|[灰炉]渣|粉[料煤]|涂料|溶剂|液氨|尿素|原材料"
)
_PAPER = re.compile(rf"{_RECORD}|计划|方案|制度|[证件单表册簿卡]")
_HALF = re.compile(r"(?:[一二两三四五六七八九十\d]+年)?半(?=年)|半(?=个月)")


class Kept(StrEnum):
    """What a period says of keeping."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


def kept(unit: str, words: str, tail: str, clause: str) -> Kept:
    """Whether a period is for how long something is kept. `words`: before the figure, its bound taken off; `tail`: behind it.

    >>> kept("年", "台账保存期限", "以上", "台账保存期限不少于5年以上"), kept("年", "近", "监测报告归档", "近1年监测报告归档")
    (<Kept.YES: 'yes'>, <Kept.NO: 'no'>)
    >>> kept("个月", "台账应保存，重点设备检修间隔", "", "台账应保存，重点设备检修间隔3个月")
    <Kept.OPEN: 'open'>
    """
    if not _PERIOD.fullmatch(unit):
        return Kept.NO
    if re.search(_RECORD, clause) and _UNTOUCHED.match(tail) and not _OTHER_BEFORE.search(words):
        return Kept.YES
    reaches = bool(_REACH.search(words))
    if not reaches and not KEEP.search(clause):
        return Kept.NO
    said = reaches or bool(_SAID_BEFORE.search(_OTHER_BEFORE.sub("", words)))
    if _OTHER_BEFORE.search(words) or _OTHER_AFTER.match(tail):
        return Kept.OPEN if said else Kept.NO
    if said or _SAID_AFTER.match(tail):
        stock = _STUFF.search(clause) and not _PAPER.search(clause)
        return Kept.OPEN if stock else Kept.YES
    return Kept.OPEN if unit in _LONG else Kept.NO


def halves(clause: str) -> list[str]:
    """Periods of keeping that have no figure of their own: 半年. What they come to is not for us to say."""
    return [
        f"{found[0]}{'年' if clause.startswith('年', found.end()) else '个月'}"
        for found in _HALF.finditer(clause)
        if kept("年", clause[: found.start()], clause[found.end() + 1 :].removeprefix("月"), clause) is Kept.YES
    ]


def thing_kept(words: str) -> str:
    """What is kept, without the words that only say that it is."""
    words = re.sub(
        rf"(?:应当?|须|要|均|都|至少|可|供|能|且|需|随时|在线|连续|妥善)*(?:{_VERB})?(?:的?{_TERM})?(?:应当?|须|均|至少|为|在|占|满)*$",
        "",
        words,
    )
    return re.sub(rf"^(?:应当?|须|要|均|都|至少|可|能|需|妥善)*(?:{_VERB})(?=.)", "", words)


def each_kept(words: str, count: int) -> list[str]:
    """What each of `count` periods is said of: all of `words` where there is one; for several, as many things parted by 分别;
    [] where nobody can tell.

    >>> each_kept("电子台账、视频保存期限分别", 2), each_kept("台账和视频、照片分别保存", 2), each_kept("台账保存期限", 1)
    (['电子台账', '视频'], [], ['台账保存期限'])
    """
    if count == 1:
        return [words]
    things = [
        one for one in re.split(r"[、，,和与及]|以及", thing_kept(re.sub(r"分别|依次", "", words))) if one.strip()
    ]
    return things if re.search(r"分别|依次", words) and len(things) == count else []


def keeps(label: str) -> bool:
    """Whether a label is the name of a period of keeping: 台账保存期限."""
    return bool(_SAID_BEFORE.search(label) or _REACH.search(label))
