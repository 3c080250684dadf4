"""What stands about a limit and says nothing of it: an item's number or bullet, and the state of the gas it is measured in.

Lives here: `ITEM`, `BULLET`, `CLAUSE`, `without_state`. May import: nothing of ours. Taken off before places are looked for: a
bullet or 标态 read as a place would be a wrong limit.
"""

from __future__ import annotations

import re

# Signs that head an item of a list, Word's own (private letters of Symbol and Wingdings) among them.
BULLET = "●○•∙◦▪▫■□◆◇▲△▶▷►➢➤➔✓✔√★☆※❖◎⚫⬤\uf000-\uf0ff"
_CHINESE = "一二三四五六七八九十"
ITEM = re.compile(
    rf"^\s*(?:[{BULLET}]+\s*|[-－—–·](?=\s*[\u4e00-\u9fffA-Z])\s*)?"
    r"(?:\d{1,2}\s*(?:[、）)]|[.．](?!\d))|[（(]\s*(?:\d{1,2}|[a-zA-Z]|[ivxⅰ-ⅹ]{1,4}|"
    + rf"[{_CHINESE}]{{1,3}}"
    + r")\s*[)）]"
    rf"|[a-zA-Z]\s*(?:[)）、]|[.．](?=\s*[\u4e00-\u9fff]))|[①-⑳⑴-⒇⒈-⒛❶-❿㈠-㈩ⅰ-ⅹⅠ-Ⅻ]\s*[、.．]?|[{_CHINESE}]{{1,2}}、"
    rf"|(?<=[{BULLET}])|(?<=[{BULLET}]\s)|(?<=[-－—–·])|(?<=[-－—–·]\s))\s*"
)
CLAUSE = re.compile(rf"[；;。\n]|(?<=[\u4e00-\u9fff）)³3%％ ])(?=\s*[{BULLET}]\s*[\u4e00-\u9fffA-Za-z])")

_STATE = r"(?:(?:(?<!目)标(?:准状)?态|标况|标准状况|(?<!若)干基|(?<![烘若风晾晒])干(?:燥)?(?:烟气|态|气(?!体))|实测)(?:(?:条件|状态)?下)?)"
_ALONE = re.compile(rf"\s*[（(]\s*{_STATE}(?:值|浓度)?(?:\s*[，、,/和及]?\s*{_STATE}(?:值|浓度)?)*\s*[)）]")
_AMONG = re.compile(rf"(?:以|按|在)?{_STATE}(?:\s*[，、,/和及]?\s*{_STATE})*(?:的|计|时)?\s*(?:值(?=[)）]))?[，、,]?")


def without_state(text: str) -> str:
    """The words without those that only say in which state the gas is measured (标态, 干基, 实测).

    >>> without_state("颗粒物排放浓度（标态、干基）≤11mg/m³"), without_state("≤11mg/m³（干基，基准含氧量9%）")
    ('颗粒物排放浓度≤11mg/m³', '≤11mg/m³（基准含氧量9%）')
    >>> without_state("以干烟气基准含氧量9%计，烘干塔烟气"), without_state("湿基")
    ('以基准含氧量9%计，烘干塔烟气', '湿基')
    """
    return _AMONG.sub(
        lambda m: m[0][0] if m[0][0] in "以按在" and not m[0].endswith(("计", "时", "计，", "时，")) else "",
        _ALONE.sub("", text),
    )
