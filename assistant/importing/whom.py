"""Whom a measure binds and when: grades, groups of grades and alerts as tables and sentences name them.

Lives here: `Words`, `grades_in`, `alerts_in`, `OTHERS`, `EVERYONE`, `BUT`, `UNDER`. May import: importing.header, responses; library.grade. A group (B级及以下) is that part of the
chapter's own ladder; without one it names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.importing.header import alert_in, grade_in, plain
from assistant.importing.responses import level_in
from assistant.library.grade import Alert, Grade, family_of

OTHERS = re.compile(r"其[他余它](?:(?:各?级别?|各?等级|各级)的?(?:企业)?|的?企业)")
EVERYONE = re.compile(r"(?:所有|全部|全体|各类?|各级)的?(?:涉气)?企业")
_REST = r"(?:其[他余它](?:各级|级别)?|所有|全部|各)的?企业"
BUT = re.compile(
    rf"除(?P<but>[^除，,。；;]{{2,16}}?)(?:之外|以外|外)[，,]?{_REST}|(?P<aside>[^除，,。；;]{{2,16}}?)除外[，,]?{_REST}"
    r"|非(?P<non>[ABCD]-?级)的?企业|(?P<than>[ABCD]-?级)(?:企业)?以外的?(?:其他)?企业"
)
UNDER = re.compile(r"(?:未达到?|达不到|低于)(?P<under>[ABCD]-?)级?(?:绩效)?(?:标准|要求|条件|水平|指标)?的?企业")
_UNRATED = re.compile(
    r"(?<=.)(?:[、,及和与或]|以及)未(?:参与|参加|开展)?(?:绩效)?(?:评级|评定|定级|参评|分级)的?(?=企业$|$)"
)  # with whom those of a grade go
_GROUP = re.compile(
    r"(?P<from>.+?)(?:企业)?(?:\(含\))?[及或](?:其)?以(?P<way>[上下])(?:各?级别?|各?等级)?的?(?:企业)?(?:\(含[^()]*\))?"
)
_EVERY = re.compile(
    r"(?:各|所有|全部|任何|任一|不同)(?:个|类)?(?:级别?|等级)?(?:的)?(?:重污染天气)?(?:应急)?(?:预警|响应)(?:级别|期间|响应|时|等级)*"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What names grades and alerts in a chapter. `ladder`: its grades, best first; `levels`: the alert of each level of response;
    `others`: who is meant by 其他级别."""

    ladder: tuple[Grade, ...] = ()
    levels: Mapping[str, Alert] = field(default_factory=dict)
    others: tuple[Grade, ...] = ()

    def grades(self, text: str) -> list[Grade]:
        """The grades that a text names, if it names some and nothing else."""
        words = _UNRATED.sub("", plain(text))
        if OTHERS.fullmatch(words):
            return list(self.others)
        if EVERYONE.fullmatch(words):
            return list(self.ladder)
        if found := BUT.fullmatch(words):
            aside = self.grades(next(name for name in found.groups() if name))
            return [grade for grade in self.ladder if grade not in aside] if aside else []
        if found := UNDER.fullmatch(words):
            order = family_of(Grade(found["under"]))
            return [grade for grade in order[order.index(Grade(found["under"])) + 1 :] if grade in self.ladder]
        group = _GROUP.fullmatch(words)
        begin = grades_in(group["from"]) if group else []
        if group is None or not begin:
            return grades_in(words)
        order = family_of(begin[0])
        end = order.index(begin[-1]) if begin[-1] in order else 0
        some = order[end:] if group["way"] == "下" else order[: end + 1]
        return [grade for grade in order if grade in begin or (grade in some and grade in self.ladder)]

    def alerts(self, text: str) -> list[Alert]:
        """The alerts that a text names, by colour or by level, if it names some and nothing else."""
        if _EVERY.fullmatch(plain(text)):
            return list(Alert)
        return alerts_in(text) or self._of_levels(text)

    def _of_levels(self, text: str) -> list[Alert]:
        told = [self.levels.get(level) if (level := level_in(part)) else None for part in re.split(r"[、和及/]", text)]
        named = [alert for alert in told if alert]
        return named if len(named) == len(told) else []

    def beside(self, texts: Sequence[str]) -> Words:
        """The same, where 其他级别 stands in a list with these: it is whoever of the ladder they do not name."""
        named = {grade for text in texts if not OTHERS.fullmatch(plain(text)) for grade in self.grades(text)}
        return replace(self, others=tuple(one for one in self.ladder if one not in named) if named else ())


def grades_in(text: str) -> list[Grade]:
    """The grades that a cell names, if it names some and nothing else: A级、B级企业."""
    words = plain(text)
    whole = grade_in(words)
    if whole:
        return [whole]
    parts = [grade_in(part) for part in re.split(r"[、和及与或,，/]", re.sub(r"企业$", "", words))]
    return [part for part in parts if part] if all(parts) else []


def alerts_in(words: str) -> list[Alert]:
    """The alerts that a cell or the head of a line names, if it names some and nothing else.

    >>> [str(one) for one in alerts_in("黄色、橙色预警")], [str(one) for one in alerts_in("橙色及以上预警")]
    (['黄色', '橙色'], ['橙色', '红色'])
    >>> [str(one) for one in alerts_in("黄色预警/Ⅲ级响应、橙色预警/Ⅱ级响应")], alerts_in("黄色预警/Ⅲ级标准")
    (['黄色', '橙色'], [])
    """
    parts = re.split(
        r"[、和及]", re.sub(r"[及或]?以上", "", words)
    )  # a stroke ties a level to its colour, or parts two
    told = [alert_in(one) for part in parts for one in ([part] if alert_in(part) else part.split("/"))]
    named = [alert for alert in told if alert]
    if len(named) < len(told):
        return []
    return [*named[:-1], *list(Alert)[list(Alert).index(named[-1]) :]] if named and "以上" in words else named
