"""Figures with their units, and the words that bound them, as guides print them.

Lives here: `FIGURES`, `BEFORE`, `AFTER`, `UNIT`, `CONCENTRATION`, `OXYGEN`, `masked`, `narrowed`, `plain_number`. May import: nothing of ours. A figure
inside a name (SO2, PM2.5, m3) is masked before anybody looks for figures, and shown again afterwards.
"""

from __future__ import annotations

import re
from decimal import Decimal

_GRAM = r"(?:[mμµunp]?g|[Mm][Gg]|㎎|㎍|[毫微纳皮]克)"
_CUBIC = r"(?:(?:N\s?|标准?(?:状[态况])?下?|干(?=[mM立]))*(?:[mM]\s*\^?\s*[³3]|㎥|立方米|米\s*[³3]))"
_PER_VOLUME = (  # mg/m³, ngTEQ/Nm³, mg/(Nm³), 毫克每标准立方米, mg·m⁻³
    rf"{_GRAM}[\s-]*(?:I?-?TEQ)?\s*(?:(?:[/∕⁄]|每)\s*(?:{_CUBIC}|[（(]\s*{_CUBIC}\s*[)）])|[·•⋅.]\s*N?m\s*(?:[-－−]\s*3|⁻³))"
)
CONCENTRATION = rf"(?:{_PER_VOLUME}|μmol/mol|ppmv?)"
UNIT = (
    rf"(?:{CONCENTRATION}"
    r"|[mμµun]g\s*/\s*(?:L|kg|m\s*[²2])"
    r"|克\s*/\s*升|k?g\s*/\s*(?:t|h|L|m\s*[²2³3]|kg|kWh)|千克\s*/\s*(?:吨|小时)|N?m\s*[³3²2](?:/[ht]|/min)?(?!\d)|[%％‰]|级|无量纲|个月|年|月|天|日|周|季度|小时|分钟|米(?!\s*/)|mg|℃|蒸吨/?小?时?|万吨/年|万吨|吨|kW|MW|千瓦|公里|km|(?:m|米|r|转)\s*/\s*(?:s|min|h|秒|分钟?|小时)|次\s*/\s*(?:年|月|周|天|日|h|小时)|台|套|辆|家|个|项|次|人|名|倍|立方米|平方米|mm|cm|m(?!\s*/\s*(?:s|min|h))(?![a-z²³23])|Pa|kPa|秒|s(?![a-z])|h(?![a-z]))"
)
_N = r"\d+(?:\.\d+)?"
FIGURES = re.compile(
    rf"(?P<range>{_N}\s*(?:[%％]|[a-zμ/³]+)?\s*(?:[~～\-—–－]+|至|到)\s*)?(?P<numbers>{_N}(?:\s*(?:[、，,]|和|以?及|与|/)\s*{_N})*)\s*(?:[（(]\s*(?={UNIT}\s*[)），,]))?(?P<unit>{UNIT})?"
)
_NOT = r"(?:不得?|未|不应|不宜|不能|不可|不许|不准|不允许|无)"
_UP = r"(?:高于|大于|超过|超出|多于|长于|高出|超)"
_DOWN = r"(?:低于|小于|少于|短于)"
_KEPT_IN = r"(?:(?:严格|稳定)?(?:控制|保持|维持|稳定|限制|限定)(?:在|到|于|至)|降低?(?:至|到)|在)"
BEFORE = re.compile(
    rf"(?P<word>{_NOT}\s*(?:{_UP}|{_DOWN})|{_DOWN}或?等于|(?:高于|大于)或?等于|{_DOWN}|{_UP}(?!低)|严于|优于"
    r"|≤|≦|⩽|<=|≯|≥|≧|⩾|>=|≮|<|＜|>|＞|达到|至少(?:保存|保留|存储|留存)?|至多|(?:上限|下限)值?(?:为|是|[:：])?"
    rf"|最[高大低少](?:允许)?(?:排放)?(?:浓度|限值|值)?(?:[为是]|[:：])?|{_KEPT_IN}|达|为)"
    r"\s*(?:[（(]?含[)）]?)?\s*[:：]?\s*$"
)
AFTER = re.compile(
    r"\s*[)）]?\s*(?:(?:及|或|\(含\)|（含）)?(?:以上|以下)|以内|之内|(?=[（(]\s*不?含(?:本数)?\s*[)）]))(?:\s*[（(]\s*不?含(?:本数)?\s*[)）])?"
)
_MOST = re.compile(rf"{_NOT}{_UP}|[≤≦⩽≯]|<=|严于|优于|{_DOWN}或?等于|至多|上限.*|最[高大].*|{_KEPT_IN}")
_LEAST = re.compile(rf"{_NOT}{_DOWN}|[≥≧⩾≮]|>=|(?:高于|大于)或?等于|至少.*|下限.*|最[低少].*")


def comparator(before: str | None, after: str | None) -> str | None:
    """The sign that the words before or after a figure mean; None where they bound nothing (为, 达到 alone says at least).

    >>> comparator("不高于", None), comparator("达到", "以下"), comparator("达到", None), comparator("为", None)
    ('<=', '<=', '>=', None)
    >>> comparator("低于", "（含）"), comparator("小于", None), comparator(None, "及以上")
    ('<=', '<', '>=')
    """
    word, tail = re.sub(r"\s", "", before or ""), after or ""
    down = bool(re.search(r"以下|以内|之内", tail))
    loose = word in ("", "达到", "达", "为") or word.startswith("至少") or re.fullmatch(_KEPT_IN, word)
    if loose and re.search(r"以上|以下|以内|之内", tail):
        strict = "不含" in tail
        return ("<" if strict else "<=") if down else (">" if strict else ">=")
    if word in ("达到", "达"):
        return ">="
    if _MOST.fullmatch(word):
        return "<="
    if _LEAST.fullmatch(word):
        return ">="
    held = "含" in tail and "不含" not in tail
    if re.fullmatch(rf"{_DOWN}|[<＜]", word):
        return "<=" if held else "<"
    if re.fullmatch(rf"{_UP}|[>＞]", word):
        return ">=" if held else ">"
    return None


_FIRST = r"(?:(?<![\u4e00-\u9fff])(?:以上|上述|各|限值|数值|浓度|排放|均|都|实测|干|烟气|废气|值|、)+)?"
_ONTO = r"(?:以|按照?|在|(?:折算|换算)[到至为成]?)?"
_UNDER = r"(?:的?(?:条件下|情况下|状态下|状况下|基准下|基础上|下|为基准|条件|计算?|(?:折算|换算)后?|后|时)+)?"
_OF_OXYGEN = r"(?:含氧[量率]|氧含量|含氧|氧气?|(?<![A-Za-z])O[2₂])"
_OPEN, _CLOSE = r"[（(\[【@＠]?\s*", r"[)）\]】]?"
OXYGEN = re.compile(
    rf"{_OPEN}{_FIRST}{_ONTO}\s*(?:基准|折算|标准|过量|过剩|参考|参比)?\s*(?:含\s*)?(?:氧气?|(?<![A-Za-z])O[2₂])\s*(?:含量|[量率]|浓度|基准)?\s*(?:均|都|统一)?(?:为|按|以|取|折算[到至为]?|[:：=])?\s*"
    rf"(\d+(?:\.\d+)?)\s*[%％]\s*{_UNDER}\s*{_CLOSE}"
    rf"|{_OPEN}{_FIRST}{_ONTO}\s*(?:基准)?\s*(\d+(?:\.\d+)?)\s*[%％]\s*的?(?:基准)?{_OF_OXYGEN}{_UNDER}\s*{_CLOSE}"
    r"|(?:以|按)\s*(\d+(?:\.\d+)?)\s*[%％]\s*(?:为|作为)\s*基准(?:含氧量|氧含量|氧)"
)

_NAMES = re.compile(
    r"[SN]O[2₂xX]|PM\s?2\.5|PM10|PM\s10(?=\s*(?:[≤＜<≥：:]|[不低小浓排限]|[、，,和及]\s*(?:[A-Z]|[\u4e00-\u9fff])[^\d；;。]*分别|[（(][^（()）]*[)）]\s*(?:[≤＜<：:\d不为]|分别)))|CO2|NH3|H2S|H2SO4|O3|N2O|\d+\s*(?:h|小时)(?=\s*(?:平均|均))|(?<=外)\s*\d+(?:\.\d+)?\s*(?=(?:m|米)(?![³3²2g/]))|5S|RTO|C[1-9]\d?(?=[级类])"
)
_PARTED = re.compile(r"(?<![A-Za-z])(?:(SO|CO)\s+([2₂])|(NO)\s+([xXₓ]))(?![\d.A-Za-z])")
_ONE = "[一二两三四五六七八九]"
_SPOKEN = re.compile(
    rf"(?:(?P<hundreds>{_ONE})百(?=$|零{_ONE}$|{_ONE}?十))?(?:零(?=.)|(?P<tens>{_ONE})?(?P<ten>十))?(?P<ones>{_ONE})?"
)
_DIGITS = "一二两三四五六七八九十百零"
_COUNTED = re.compile(
    rf"(?<![第每{_DIGITS}])([{_DIGITS}]{{1,5}})(?=(?:个月|年|天)(?!级|度|版|份)|(?:日|周|个?季度|小时)(?:[（(]?含?[）)]?[及或]?以上|的))"
)
_WHOLE = re.compile(
    rf"(?<=[\d{_DIGITS}])\s*(?:个\s*(?:完整的?|整|自然|日历)?(?=年)|(?:周|整)(?=年)|(个)(?:完整的?|整|自然|日历)(?=月)|个(?=季度))"
)
_PERCENT = re.compile(rf"百分之\s*([{_DIGITS}]{{1,5}}(?!点)|\d+(?:\.\d+)?)")
_SHIFT = 0xE000  # private letters stand for the figures of names
_CHINESE = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}


def masked(text: str) -> str:
    """The text with the figures of names hidden."""
    shown = _PARTED.sub(lambda m: "".join(part for part in m.groups() if part), narrowed(text))
    shown = _PERCENT.sub(lambda m: f"{_arabic(m)}%" if _arabic(m)[0].isdigit() else m[0], shown)
    shown = _WHOLE.sub(lambda m: m[1] or "", shown)
    shown = _COUNTED.sub(_arabic, shown)
    return _NAMES.sub(lambda m: hidden(m[0]), shown)


def hidden(text: str) -> str:
    """The text with its figures hidden from those who look for amounts; `unmasked` shows them again."""
    return re.sub(r"\d", lambda d: chr(_SHIFT + int(d[0])), text)


def unit_said(text: str | None) -> str:
    """A unit as it is kept, shown again: a line of print may end within it, so that N and m³ stand apart."""
    return unmasked(text or "").replace("N m", "Nm")


def narrowed(text: str) -> str:
    """The text with wide figures, letters and signs of units made narrow."""
    return re.sub(r"[\uff01-\uff5e]", lambda m: _narrow(m[0]), text)


def _narrow(sign: str) -> str:
    """A wide figure, letter or sign of a unit made narrow; wide punctuation stays as it is."""
    return sign if sign in "，；：（）！？～＜＞" else chr(ord(sign) - 0xFEE0)


def _arabic(found: re.Match[str]) -> str:
    number = chinese_number(found[1])
    return found[1] if number is None else str(number)


def unmasked(text: str) -> str:
    """The text as it was."""
    return re.sub(r"[\ue000-\ue009]", lambda m: str(ord(m[0]) - _SHIFT), text)


def chinese_number(word: str) -> int | None:
    """一 … 九百九十九 as a number; None for anything else.

    >>> chinese_number("十二"), chinese_number("两"), chinese_number("三十"), chinese_number("一百八十"), chinese_number("一百零五")
    (12, 2, 30, 180, 105)
    >>> chinese_number("百"), chinese_number("一百八"), chinese_number("三五")
    (None, None, None)
    """
    found = _SPOKEN.fullmatch(word)
    if not found or not word:
        return None
    hundreds, tens, ones = (_CHINESE.get(found[part] or "", 0) for part in ("hundreds", "tens", "ones"))
    if found["ten"]:
        tens = tens or 1
    return hundreds * 100 + tens * 10 + ones


def plain_number(text: str) -> int | float:
    """The figure as YAML shows it: as printed, a whole one without a point."""
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else float(value)


MEASURED = re.compile(
    rf"(?:{_PER_VOLUME}"
    r"|μmol/mol|ppmv?|[mμµun]?g\s*/\s*(?:L|kg|m\s*[²2])|克\s*/\s*升|k?g\s*/\s*(?:t|h|L|m\s*[²2³3]|kg|kWh)"
    r"|千克\s*/\s*(?:吨|小时)|[%％‰]|级|无量纲)"
)  # units in which a limit is stated; others (台, 人, 万吨/年) count things
