"""Ways of saying the same thing, made one before the grammar looks: signs repeated in a list, a count behind the names, square
brackets, ammonia that slips, a standard that is met besides, spaces that only justify a line.

Lives here: `evened`, `closed`. May import: importing.amounts, pollutants. Nothing is left out but what says nothing more: a count that is not that of the
names stays, and makes the limit doubtful.
"""

from __future__ import annotations

import re

from assistant.importing.amounts import UNIT, chinese_number, hidden
from assistant.importing.pollutants import NAME

_N = r"\d+(?:\.\d+)?"
_NAME = hidden(NAME.pattern)  # the figures of names are hidden by now
_SIGN = r"(?:≤|≦|⩽|<=|<|＜|不高于|不大于|不超过|低于|小于)"
_SIGNS = re.compile(rf"(?P<sign>{_SIGN})(?P<first>\s*{_N}\s*(?:{UNIT})?)(?P<more>(?:\s*(?:[、，,/]|和|及|以及)\s*(?P=sign)\s*{_N}\s*(?:{UNIT})?)+)")  # fmt: skip
_COUNT = re.compile(
    rf"(?P<names>(?:{_NAME})(?:\s*(?:[、，,/和及与]|以及)\s*(?:{_NAME}))*)\s*等?\s*(?P<count>[二两三四五六七八九\d])\s*[项种类个](?:主要)?(?:大气)?(?:污染物|污染因子|因子|指标)?"
)
_SQUARE = re.compile(r"[\[【〔]\s*([^\[\]【】〔〕]{3,40}?)\s*[\]】〕]")
_OWN_LINE = re.compile(
    r"\n\s*(?=[（(][^（()）\n]+[)）]\s*$)"
)  # brackets behind the last line, printed on a line of their own
_LOOSE = re.compile(r"[，,]\s*(?=(?:应|须|均|都)?(?:分别|依次))")
_EACH_BOUND = re.compile(r"(?P<bound>[上下]限值?)(?P<each>(?:均|都|分别|依次)+)(?=[为是])")
_HELD = re.compile(
    r"(?<!不得)(?<![不未超])(?P<down>低于|小于|少于|高于|大于)\s*[（(]\s*(?:含|包含|含等于|等于)\s*[)）]"
)  # 小于（含）
_IS = re.compile(rf"(?<=[度值])(?:分别|依次|均|应)?[为是](?=\s*[：:]\s*(?:{_NAME}))")  # 排放浓度为：颗粒物…
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff\[\]])[ \t\u3000]+(?=[\u4e00-\u9fff\[\]])")
# A standard that is met besides, by its name alone: whoever says where, in which case or from when on says more.
_MORE = r"[时若如其除非前后起不未较比]|以[上下]|条件|情况|新建|现有|在用|改建|扩建|重点|[A-D]-?级|引领性"
_MEETS = (
    r"(?:(?:应|须|均|都|能够?|可|稳定|全面|全部|同时|连续|长期)*(?:满足|符合|达到|执行|落实)"
    rf"(?:(?!{_MORE})[^，,；;。：:、\d≤≥<>＜＞]){{0,24}}?(?:标准|要求|规定|水平|限值)(?:的?(?:要求|规定|限值))?)"
)
_THAT_IS = re.compile(rf"{_MEETS}[，,]?\s*(?:即|也即|亦即|也就是)(?:为|是)?[，,：:]?\s*(?=(?:{_NAME}))")
_MET_FIRST = re.compile(
    rf"(?P<begin>(?:^|[；;。\n])[^\u4e00-\u9fff]{{0,5}}){_MEETS}[，,：:]\s*(?:且|并且)?(?=(?:{_NAME}))"
)
_AND_MEETS = re.compile(
    rf"(?<=[度值物烃烟雾A-Za-zₓ₂\ue000-\ue009）)])[，,]?\s*{_MEETS}[，,]?\s*(?:并且|而且|且|并|同时)\s*(?=(?:应|须|均|都)*(?:分别|依次|{_SIGN}|控制在))"
)
_MEETS_TOO = re.compile(rf"(?<=[³3）)内下%％])[，,]\s*(?:并且|而且|且|并|同时)?(?:也)?{_MEETS}(?=[；;。\n]|$)")
_SLIP = re.compile(r"(?:氨气?的?逃逸|逃逸的?氨气?)(?:质量(?=浓度)|[率量值])?")


def evened(text: str) -> str:
    """The masked text in the words that the grammar knows.

    >>> evened("颗粒物、NOx分别≤11、≤37mg/m³"), evened("颗粒物、NOx等两项污染物排放浓度")
    ('颗粒物、NOx分别≤11、37mg/m³', '颗粒物、NOx排放浓度')
    >>> evened("颗粒物、NOx等三项污染物排放浓度"), evened("颗粒物的浓度，分别")
    ('颗粒物、NOx等三项污染物排放浓度', '颗粒物的浓度分别')
    >>> evened("氨的逃逸浓度"), evened("氨的排放浓度")
    ('氨逃逸浓度', '氨的排放浓度')
    >>> evened("颗粒物排放浓度满足某某标准，且不高于11mg/m³"), evened("稳定达到某某要求，即颗粒物≤11mg/m³")
    ('颗粒物排放浓度不高于11mg/m³', '颗粒物≤11mg/m³')
    >>> evened("颗粒物排放浓度达不到某某标准的，且不高于11mg/m³")
    '颗粒物排放浓度达不到某某标准的，且不高于11mg/m³'
    """
    text = _SQUARE.sub(lambda m: m[0] if re.fullmatch(r"[\d\s,、\ue000-\ue009]+", m[1]) else f"（{m[1]}）", text)
    text = _OWN_LINE.sub("", text)
    text = _EACH_BOUND.sub(r"\g<each>\g<bound>", _HELD.sub(r"\g<down>等于", _IS.sub("", _LOOSE.sub("", text))))
    text = _SLIP.sub("氨逃逸", text)
    text = _MEETS_TOO.sub("", _AND_MEETS.sub("", _MET_FIRST.sub(r"\g<begin>", _THAT_IS.sub("", text))))
    text = _COUNT.sub(_counted, text)
    return _SIGNS.sub(lambda m: m["sign"] + m["first"] + re.sub(re.escape(m["sign"]), "", m["more"]), text)


def _counted(found: re.Match[str]) -> str:
    count = int(found["count"]) if found["count"].isdigit() else chinese_number(found["count"])
    return found["names"] if count == len(re.findall(_NAME, found["names"])) else found[0]


def closed(text: str) -> str:
    """The text without spaces between Chinese letters: those that a justified line of print has.

    >>> closed("排放浓度 不 高 于 11 mg/m³"), closed("苯并 [a] 芘")
    ('排放浓度不高于 11 mg/m³', '苯并[a]芘')
    """
    return _SPACED.sub("", text)
