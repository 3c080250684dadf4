"""Levels of the response (Ⅲ级响应) that stand where alerts are named: which alert each goes with, as the file itself says.

Lives here: `level_in`, `levels_told`. May import: importing.header; library.grade. The pairing is never assumed: a file that does not
state it leaves its levels without an alert.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.importing.header import plain
from assistant.library.grade import Alert

_COLOURS = {"黄": Alert.YELLOW, "橙": Alert.ORANGE, "红": Alert.RED}
_LEVEL = r"I{1,3}"  # as plain() spells Ⅰ, Ⅱ, Ⅲ
_AND = r"(?:[、,/和及与]|以及)"
_LEVELS = rf"(?P<levels>{_LEVEL}级?(?:{_AND}{_LEVEL}级?){{1,2}})"
_ALERTS = rf"(?P<alerts>[黄橙红]色?(?:{_AND}[黄橙红]色?){{1,2}})"
_ANSWERS = r"(?:分别|依次|各自)*(?:与之?)?(?:对应|相应|指|即|为)(?:于|为)?(?:重污染天气)?"
_TIE = r"[(:/·・•|丨-]"
_LISTS = (
    re.compile(rf"{_LEVELS}(?:级|应急|响应)*{_ANSWERS}{_ALERTS}(?=预警|色|[,。;)]|$)"),
    re.compile(rf"{_ALERTS}(?:预警)?{_ANSWERS}{_LEVELS}"),
)
_PAIRS = (
    re.compile(
        rf"(?<![/、])(?P<level>{_LEVEL})级(?:应急)?(?:响应)?(?:对应|{_TIE})?(?:重污染天气)?(?P<alert>[黄橙红])色"
    ),
    re.compile(
        rf"(?<![/、])(?P<alert>[黄橙红])色(?:预警)?(?:期间|时|后)?(?:{_TIE}|,)?(?:对应|启动|执行|实施|实行)?(?P<level>{_LEVEL})级(?!标准|指标|水平|要求)"
    ),
)
_COUNTED = re.compile(rf"(?:[一二三]级?{_AND})*[一二三](?=级(?:应急)?响应)")  # 三级、二级响应
_ROMAN = str.maketrans({"一": "I", "二": "II", "三": "III"})
_ALONE = re.compile(
    rf"(?:启动|发布|执行|实施)?(?:重污染天气)?(?:应急)?({_LEVEL})级(?:应急|响应|预警|期间|时|措施|减排)*"
)


def level_in(text: str) -> str | None:
    """The level that a cell names, if it names one and nothing else: I, II, III.

    >>> level_in("Ⅲ级响应"), level_in("二级应急响应期间"), level_in("Ⅲ级响应（黄色预警）"), level_in("一级"), level_in("Ⅰ级标准")
    ('III', 'II', None, None, None)
    """
    found = _ALONE.fullmatch(_romans(text))
    return found[1] if found else None


def _romans(text: str) -> str:
    """The text with every level of response in one spelling."""
    return _COUNTED.sub(lambda found: found[0].translate(_ROMAN), plain(text))


def levels_told(texts: Iterable[str]) -> dict[str, Alert]:
    """Which alert goes with which level, where some text of the file says so and none says otherwise.

    >>> {level: str(one) for level, one in levels_told(["Ⅲ级、Ⅱ级响应分别对应黄色、橙色预警。", "Ⅰ级（红色）"]).items()}
    {'III': '黄色', 'II': '橙色', 'I': '红色'}
    >>> levels_told(["黄色预警（Ⅲ级）", "Ⅲ级响应（橙色预警）"]), levels_told(["Ⅲ级、Ⅱ级响应，黄色预警期间停产"])
    ({}, {})
    """
    told: dict[str, set[Alert]] = {}
    for text in texts:
        words = _romans(text)
        if not re.search(r"I级?", words):
            continue
        for form in _LISTS:
            for found in form.finditer(words):
                levels = re.findall(_LEVEL, found["levels"])
                alerts = re.findall(r"[黄橙红]", found["alerts"])
                if len(levels) == len(alerts):
                    for level, alert in zip(levels, alerts, strict=True):
                        told.setdefault(level, set()).add(_COLOURS[alert])
        for form in _PAIRS:
            for found in form.finditer(words):
                told.setdefault(found["level"], set()).add(_COLOURS[found["alert"]])
    return {level: next(iter(some)) for level, some in told.items() if len(some) == 1}
