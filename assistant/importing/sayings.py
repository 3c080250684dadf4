"""Ways of saying the same thing, made one before the grammar looks: signs repeated in a list, a count behind the names, square
brackets, ammonia that slips.

Lives here: `evened`. May import: importing.amounts, pollutants. Nothing is left out but what says nothing more: a count that is not that of the
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
_SLIP = re.compile(r"氨气?的逃逸|逃逸的?氨气?|氨气逃逸")


def evened(text: str) -> str:
    """The masked text in the words that the grammar knows.

    >>> evened("颗粒物、NOx分别≤11、≤37mg/m³"), evened("颗粒物、NOx等两项污染物排放浓度")
    ('颗粒物、NOx分别≤11、37mg/m³', '颗粒物、NOx排放浓度')
    >>> evened("颗粒物、NOx等三项污染物排放浓度"), evened("颗粒物的浓度，分别")
    ('颗粒物、NOx等三项污染物排放浓度', '颗粒物的浓度分别')
    >>> evened("氨的逃逸浓度"), evened("氨的排放浓度")
    ('氨逃逸浓度', '氨的排放浓度')
    """
    text = _SQUARE.sub(lambda m: m[0] if re.fullmatch(r"[\d\s,、\ue000-\ue009]+", m[1]) else f"（{m[1]}）", text)
    text = _OWN_LINE.sub("", text)
    text = _LOOSE.sub("", text)
    text = _SLIP.sub("氨逃逸", text)
    text = _COUNT.sub(_counted, text)
    return _SIGNS.sub(lambda m: m["sign"] + m["first"] + re.sub(re.escape(m["sign"]), "", m["more"]), text)


def _counted(found: re.Match[str]) -> str:
    count = int(found["count"]) if found["count"].isdigit() else chinese_number(found["count"])
    return found["names"] if count == len(re.findall(_NAME, found["names"])) else found[0]
