"""For how long something is kept: which periods of a sentence say so, which say something else, which nobody can tell.

Lives here: `Kept`, `kept`, `keeps`, `KEEP`. May import: nothing of ours. 保存 in a sentence makes no period of every figure in it: 近一年报告归档 and
每三个月检修并保存记录 keep nothing for that long.
"""

from __future__ import annotations

import re
from enum import StrEnum

KEEP = re.compile(
    r"保存|保留|存储|储存|留存|存档|存有|保管|留痕|备份|归档|[备倒可]查(?![处封扣获])|可?(?:查询|查看|追溯|回溯|回看|回放|回查|调阅|调取|调用|查阅)"
)
_OBJECT = (
    r"(?:历史|视频|录像|影像|图像|画面|监控|监测|在线|自动|数据|记录|台账|资料|曲线|档案|单据|票据|凭证|发票|合同|联单|报告|报表|信息"
    r"|文件|参数|电子|纸质|运行|生产|原始|相关|所有|全部|各类|上述|以上|该|其|备用?|查|等|和|与|及|或|的|[、/])"
)
_PERIOD = re.compile(r"(?:个月|年|月|天|日|周|季度|小时)")
_LONG = frozenset({"年", "个月", "月", "天", "日", "周"})
_TERM = r"(?:期限|时间|时长|时限|年限|周期|天数|月数|期|能力|要求)"
_SAID_BEFORE = re.compile(
    rf"(?:{KEEP.pattern}){_OBJECT}*(?:[，,、]\s*(?:且|并|其)?(?:{KEEP.pattern})?)?的?(?:{KEEP.pattern})?{_TERM}*(?:应当?|必?须|均|都|要|需|能够?|可以?|至少|最[短少低]|达到?|为|在|满|[，,：:（(\s])*$"
)
_SAID_AFTER = re.compile(rf"[)）\s]*(?:的|之)?{_OBJECT}*(?:{_TERM}的?)?[，,]?(?:{KEEP.pattern})")
_OTHER_BEFORE = re.compile(r"(?:每隔?|[最]?近|过去|上一?|前|第|自)[（(\s]*$")
_OTHER_AFTER = re.compile(r"\s*(?:[内后前度级版份]|以[内后前]|之[内后前]|[一二三两\d]+\s*次|为|底|初|起)")


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
    if not _PERIOD.fullmatch(unit) or not KEEP.search(clause):
        return Kept.NO
    said = bool(_SAID_BEFORE.search(_OTHER_BEFORE.sub("", words)))
    if _OTHER_BEFORE.search(words) or _OTHER_AFTER.match(tail):
        return Kept.OPEN if said else Kept.NO
    if said or _SAID_AFTER.match(tail):
        return Kept.YES
    return Kept.OPEN if unit in _LONG else Kept.NO


def keeps(label: str) -> bool:
    """Whether a label is the name of a period of keeping: 台账保存期限."""
    return bool(_SAID_BEFORE.search(label))
