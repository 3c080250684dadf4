"""Where in a works a limit holds, as the words about a pollutant say it: before it, behind it, or alone before its figure.

Lives here: `lead_of`, `of_a_place`, `place_behind`. May import: importing.accounting, pollutants. For whom a limit holds is no place; what is not
known as one is kept as printed, and makes the limit doubtful.
"""

from __future__ import annotations

import re

from assistant.importing.accounting import TREATED, known_place
from assistant.importing.pollutants import named_in

# For whom a limit holds, or what is done besides: 采用…的， 全面实施超低排放，
_OF_WHOM = re.compile(
    r"(?:^|[，,；;])\s*(?:全面|均?应?|严格|稳定)?(?:实施|执行|落实|实现|完成|推行|推进)[^，,；;]*[，,]\s*$"
    r"|(?:^|[，,；;])\s*(?:采用|使用|利用|配套|配备|安装|建有|设有|以)[^，,；;]*的\s*[，,]\s*$"
)

_DEVICE = re.compile(
    r"[A-Z]|设施|装置|设备|系统|除尘|脱硫|脱硝|吸附|喷淋|洗涤|[焚燃]烧"
)  # what treats, and is no source
_TREATED_ONLY = re.compile(TREATED)


def lead_of(text: str) -> str:
    """The place before a pollutant: 烧结机头颗粒物 → 烧结机头; 其他, 烟气 and the like are kept as printed. For whom a limit holds
    (采用…的，) and what is done besides (实施…，) is no place; what is not accounted for makes the cell doubtful.

    >>> lead_of("烧结机头"), lead_of("采用甲法、乙法脱硝的，"), lead_of("使用尿素的脱硝炉，")
    ('烧结机头', '', '使用尿素的脱硝炉')
    >>> lead_of("全面实施超低排放，"), lead_of("实施改造的加热炉")
    ('', '实施改造的加热炉')
    >>> lead_of("废气经处理后，"), lead_of("烧结机头烟气净化后"), lead_of("热处理后"), lead_of("处理前")
    ('', '烧结机头', '热处理后', '处理前')
    """
    if _OF_WHOM.search(text):
        return ""
    lead = text.strip(" ，,、；;：:的")
    lead = re.sub(
        r"^(?:在基准含氧量.*?下|其中|且|并|同时|以及|和|及|确保|保证|满足|其(?![他余它])|在(?=[^，,]*$))[，,]?",
        "",
        lead,
    ).strip(" ，,、：:")
    lead = re.sub(r"[，,].*$", "", lead) if re.search(r"[，,]", lead) and len(lead) > 24 else lead
    lead = re.sub(r"^.*[，,]", "", lead)
    lead = re.sub(
        r"(?:所?排放的|所排的?|外排|排放|主要|大气|特征|所?产生的?|中的?|污染物|污染因子|有组织|无组织|实际)+$",
        "",
        lead,
    )
    lead = lead.strip(" ，,的【】〔〕[]—–-－")
    if _TREATED_ONLY.fullmatch(lead):
        return ""
    if whole := re.fullmatch(r"[（(]([^（()）]+)[)）]", lead):
        lead = whole[1]
    bare = re.sub(
        rf"^(?:针对|来自|对于?|就)|{TREATED}$|(?:工艺)?尾气$|工艺(?=废气$)|所排(?=废气$)|(?<![外m米])处$|(?<!车间)(?<!厂房)(?<!厂区)(?<![厂界])内$",
        "",
        lead,
    )
    lead = bare if known_place(bare) and not (lead.endswith("后") and _DEVICE.search(bare)) else lead
    return lead if len(re.findall(r"[（(]", lead)) == len(re.findall(r"[)）]", lead)) else lead.strip("（(）) ")


def of_a_place(words: str, subject: str) -> tuple[str, str] | None:
    """Of what a limit is said that has only a place before it: the words before its colon, or what was spoken of before
    (颗粒物：甲炉≤1，乙炉≤2); and the place."""
    said, colon, rest = words.rpartition("：") if "：" in words else words.rpartition(":")
    spot = lead_of(rest)
    of = said if colon else subject
    return (of, spot) if of and named_in(of) and known_place(spot) else None


def place_behind(tail: str) -> str | None:
    """The place that stands between a pollutant and its figure: 颗粒物：窑头≤1."""
    spot = re.split(r"[：:]", tail)[-1].strip() if re.search(r"[：:]", tail) else ""
    return spot if spot and known_place(spot) else None
