"""Names of pollutants as guides print them, and how they are written in a draft (INTERFACE.md, import-guide).

Lives here: `named_in`, `pollutant_of`, `averaging_in`, `only_averaging`, `EFFICIENCY`, `NAME`,
`NO_CONCENTRATION`, `AVERAGING`, `BY`. May import: nothing of ours. Words of the field, no values: which of them a guide limits, and at what, is in the guide alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPELT = {
    "颗粒物": "颗粒物", "PM": "颗粒物",
    "二氧化硫": "SO2", "SO2": "SO2", "SO₂": "SO2",
    "氮氧化物": "NOx", "NOx": "NOx", "NOX": "NOx", "NOₓ": "NOx", "Nox": "NOx", "NO×": "NOx",
    "非甲烷总烃": "NMHC", "NMHC": "NMHC",
    "烟气黑度（林格曼级）": "林格曼黑度", "烟气黑度（林格曼）": "林格曼黑度", "烟气黑度（林格曼黑度）": "林格曼黑度", "烟气黑度（林格曼，级）": "林格曼黑度",
}  # fmt: skip
_OTHERS = (
    "挥发性有机物", "VOCs", "VOCS", "VOC", "TVOC", "TVOCs", "苯系物", "苯并[a]芘", "苯并（a）芘", "甲苯与二甲苯合计",
    "甲苯", "二甲苯", "苯乙烯", "苯胺类", "酚类", "苯", "甲醛", "氨逃逸", "氨气", "氨", "NH3", "硫化氢", "H2S", "氟化物",
    "氯化氢", "HCl", "氯气", "铅及其化合物", "铅", "汞及其化合物", "汞", "镉及其化合物", "砷及其化合物", "铬及其化合物",
    "锡及其化合物", "镍及其化合物", "锑及其化合物", "二噁英类", "二噁英", "二恶英类", "二恶英", "林格曼黑度", "格林曼黑度", "烟气黑度", "沥青烟", "一氧化碳", "CO",
    "油雾", "油烟", "臭气浓度", "硫酸雾", "铬酸雾", "碱雾", "氰化氢", "烟尘", "粉尘", "烟粉尘", "总悬浮颗粒物", "PM10",
    "PM2.5", "三氧化硫", "SO3", "TSP", "光气", "甲醇", "丙酮", "乙酸乙酯", "氯苯类", "酚类化合物", "硝基苯类", "乙苯", "氰化物", "二硫化碳",
    "氟化氢", "HF", "铍及其化合物", "铊及其化合物", "钒及其化合物", "锰及其化合物", "钴及其化合物", "铜及其化合物", "锌及其化合物", "硝酸雾", "盐酸雾", "酸雾",
    "氯乙烷", "二氯甲烷", "三氯乙烯", "环氧氯丙烷", "丙烯酸", "乙醛", "丙烯醛", "丁二烯", "苯酚", "硫化物", "磷化氢", "三甲胺", "甲硫醇", "玻璃棉尘", "炭黑尘",
    "碳黑尘", "染料尘", "石棉尘", "铅尘", "环氧乙烷", "丙烯腈", "氯乙烯", "异氰酸酯类", "漆雾", "磷酸雾", "SOx",
)  # fmt: skip
_EVERY = sorted([*_SPELT, *_OTHERS], key=len, reverse=True)
NAME = re.compile("|".join(re.escape(one) + ("(?![A-Za-z0-9])" if one[-1].isascii() else "") for one in _EVERY))
NO_CONCENTRATION = re.compile(r"黑度|臭气浓度|[效去收]率|效率|含量|占比")  # what no unit of concentration belongs to
EFFICIENCY = re.compile(
    r"(?:综合|总)?(?:处理|去除|净化|脱除|脱硫|脱硝|除尘|收集|治理|捕集|回收|销毁)(?:效率|率)|(?<=[\u4e00-\u9fff])效率"
)
BY = re.compile(r"[（(]\s*(?:均|都)?以(?![^（()）]*(?:小时|日|月|时|年)(?:平均|均|浓度|值))[^（()）]{1,20}计\s*[)）]")
_CONTENT = re.compile(r"^\s*(?:质量)?(?:含量|占比|含水率)")
_MEAN = (
    r"(?:任意|任何|任一|每|连续|最大|最高)?(?:一|(?<![A-Za-z\d.])\d+)?(?:个)?\s*(?:小时|h|日|月|年|季度?|(?<!小)时)\s*(?:滑动)?(?:平均|均)(?:值)?(?:的)?(?:排放)?(?:浓度)?(?:值)?"
    r"|任[意何一]\s*(?:一|\d+)?(?:个)?\s*(?:小时|h)(?=(?:的)?(?:排放)?浓度|值)|任[意何]一次(?:的)?(?:排放)?(?:浓度)?(?:值)?|瞬时(?:排放)?(?:浓度)?值|瞬时(?=(?:排放)?浓度)"
    r"|小时(?=(?:排放)?浓度)|小时值"
)
_JUDGED = r"(?:计算?|考核|评价|评定|评判|核算|统计|判定|认定|判断|衡量|控制|管控|执行)"
AVERAGING = re.compile(  # and the words that only say that it is the mean which is looked at: 按…考核, 以…作为评价依据
    r"(?:(?:(?:在线|自动|连续)?监[测控](?:数据|结果)?|在线|自动)的?)?(?:均|都)?(?:以|按照?|取|依据|根据|执行|采用|考核|评价)?"
    rf"(?P<mean>{_MEAN})(?:(?:作?为|进行|来)?{_JUDGED}(?:指标|依据|基准|标准)?)?"
)
_ANY = re.compile(r"^(?:任意|任何|任一|每一?个?)(?=(?:一|\d+)?个?(?:小时|h|日|月|年|季|时).*均)")
_AROUND = re.compile(
    r"\s|浓度|[值以按计为指取系均都是，,（()）]|排放|考核|评价|评定|核算|统计|执行|判定|控制|要求|自动监[控测]|在线监[控测]|数据|监测"
)  # what stands about a mean and says no more
_TAIL = re.compile(
    r"(?:的)?(?:有组织|无组织)?(?:(?:排放)?监[控测]点(?:位|处)*)?(?:最高)?(?:允许)?(?:排放|逸散|泄漏)?(?:浓度|限值|速率|量)?(?:限值|值)?(?:要求)?(?:均|应当?|都|必?须|需|能够?|可|分别|依次|全部|稳定|严格|连续)*(?:达到|控制)?$"
)
_PART_OF = re.compile(r"(?:低|无|含|不含|超低|高)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A pollutant in a text. `name`: as drafts spell it."""

    name: str
    start: int
    end: int


def named_in(text: str) -> list[Named]:
    """The pollutants that stand together at the end of `text`, in order; what comes between them are 、 和 及 and the like.

    >>> [one.name for one in named_in("烧结机头颗粒物、SO2和氮氧化物排放浓度分别")]
    ['颗粒物', 'SO2', 'NOx']
    """
    shown = _twice_named(BY.sub(lambda m: " " * len(m[0]), text))
    found = [Named(_SPELT.get(m[0], m[0]), m.start(), m.end()) for m in NAME.finditer(shown)]
    text = shown
    found = [one for one in found if not _PART_OF.search(text[: one.start])]
    kept: list[Named] = []
    for one in reversed(found):
        if kept:
            between = text[one.end : kept[0].start]
            if not re.fullmatch(r"\s*(?:排放浓度|浓度)?\s*(?:[、,，和及与/]|以及)\s*", between):
                break
        elif not _end(text[one.end :]):
            return []
        kept.insert(0, one)
    return kept


def _twice_named(text: str) -> str:
    """The text with a name in brackets hidden that only says again, in letters or in words, what stands before it."""

    def hidden(found: re.Match[str]) -> str:
        before = list(NAME.finditer(text[: found.start()]))
        inner, _, rest = re.sub(r"\s", "", found[1]).partition("，")
        same = (
            before
            and before[-1].end() == len(text[: found.start()].rstrip())
            and _SPELT.get(inner) == _SPELT.get(before[-1][0])
        )
        known = same and inner in _SPELT and (not rest or re.fullmatch(r"(?:均|都)?以.{1,20}计", rest))
        return " " * len(found[0]) if known else found[0]

    return re.sub(r"[（(]([^（()）]{1,30})[)）]", hidden, text)


def _end(tail: str) -> bool:
    """Whether after a pollutant only words like 排放浓度分别 or 处理效率 follow."""
    tail = re.sub(r"[（(][^（()）]*[)）]", "", tail)
    tail = EFFICIENCY.sub("", tail).strip(" ：:，,")
    return bool(_TAIL.fullmatch(tail)) or (len(tail) <= 8 and not re.search(r"[，,、；;]", tail))


def efficiency_of(name: str, tail: str) -> str:
    """The subject of a percentage: <pollutant>处理效率 for what treats it, anything else as printed."""
    found = EFFICIENCY.search(tail)
    if not found:
        return name
    return name + ("处理效率" if re.match(r"(?:综合|总)?(?:处理|去除|净化|脱除|治理)", found[0]) else found[0])


def content_of(name: str, tail: str) -> str:
    """A content (VOCs含量) is another subject than the pollutant itself."""
    found = _CONTENT.match(tail)
    return name + found[0].strip() if found else name


def pollutant_of(words: str) -> str:
    """The subject of a limit as printed, where no known pollutant stands in it: without 排放浓度 and the like."""
    names = named_in(words)
    if names:
        return names[-1].name
    text = re.sub(r"^.*[，,；;。]", "", words)
    text = _TAIL.sub("", text.strip(" 的：:、（(）)"))
    return text if 0 < len(text) <= 20 and re.search(r"[\u4e00-\u9fffA-Za-z]", text) else ""


def averaging_in(words: str) -> tuple[str | None, str]:
    """小时均值 and the like, and the words without it; any hour's mean is the mean of an hour.

    >>> averaging_in("按任意小时均值考核，颗粒物"), averaging_in("颗粒物任意一次")[0], averaging_in("最大小时均值")[0]
    (('小时均值', '，颗粒物'), '任意一次', '最大小时均值')
    """
    found = AVERAGING.search(words)
    if not found:
        return None, words
    word = _ANY.sub("", re.sub(r"\s", "", found["mean"]))
    word = re.sub(r"的?(?:排放(?:浓度)?值?|浓度值?)?$", "", word)
    return word, words[: found.start()] + words[found.end() :]


def only_averaging(words: str) -> str | None:
    """The mean that these words say, where they say nothing else.

    >>> only_averaging("（均为小时均值）"), only_averaging("按日均值考核"), only_averaging("小时均值的95%以上时段")
    ('小时均值', '日均值', None)
    """
    mean, rest = averaging_in(words)
    return mean if mean and not _AROUND.sub("", rest) else None
