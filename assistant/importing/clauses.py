"""A clause of measures told in sentences: whom it binds, when, and what sets both off from what is done.

Lives here: `Clause`, `clauses_of`, `anchor_at`, and the forms they are read by. May import: importing.whom; library.grade.
Words that only speak of an alert (its notice, its end, its level) name no time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.importing.whom import BUT, EVERYONE, OTHERS, UNDER, Words
from assistant.library.grade import Alert

# What sets an item off: a number, a small letter, a sign.
MARK = r"(?:(?:[（(]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])\s*[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])\s*[、.．](?!\d)|[①-⑳]|[●•·・○◦◆◇■□▪▲△▶►➤➢★☆✓√※◎\-－—–―*]+)\s*)"

_AND = r"\s*(?:[、,/和及与或]|以及)\s*"
GRADE = r"(?:[ABCD]\s*[-－]?\s*级?|非?(?:绩效)?引领性)"
_WHOM = (
    rf"(?:{BUT.pattern}|{GRADE}(?:(?:企业)?{_AND}{GRADE})*(?:企业)?(?:[（(]含[)）])?(?:[及或](?:其)?以[上下](?:各?级别?|各?等级)?(?:[（(]含[^（()）]*[)）])?)?"
    rf"|{OTHERS.pattern}|{UNDER.pattern}|{EVERYONE.pattern})"
)
_UNRATED = rf"(?:{_AND}未(?:评级|评定|定级|参评|参与评级)的?(?=企业))"
WHO = re.compile(
    rf"(?P<of>对于?|针对)?(?:绩效(?:评级|等级|分级)?)?(?:被?评[定级]?)?(?:为|达到)?(?P<who>{_WHOM}){_UNRATED}?(?P<firm>的?类?企业|的(?=\s*[，,]))?"
)
_DONE = r"(?:应急|差异化|重污染天气)*(?:减排|管控|响应|应对|停产|限产|停限产)*(?:措施|要求|方案|规定|任务|做法)"
# What leads over to the measures and is none of them: 的减排措施如下：, 应采取：, 按下列要求执行：; with a colon, or at a heading's end.
LEAD = (
    rf"(?:(?:的?{_DONE})?(?:应当?|需要?|须|要|必须|按照?|依照|分别|的)*(?:采取|落实|执行|实施|实行|做到|遵守|做好|完成)?(?:以下|如下|下列|下述|相应)?的?"
    rf"(?:(?:应急|差异化)*(?:减排|管控|应对)|{_DONE})?(?:执行|落实|实施)?(?:如下|为|是|有|包括)?)"
)
_OF_MEASURES = re.compile(
    rf"(?:{LEAD}\s*[:：]|(?:的?(?:应急|差异化)?(?:减排|管控|响应|应对|停产|限产|停限产)*(?:措施|要求|方案)|的?(?:应急|差异化)*(?:减排|管控|应对))?\s*$)"
)
# What a sentence goes on with behind the one it binds.
BOUND = re.compile(
    r"应(?!急)|在(?!线)|[可须需](?!求)|自[主愿行]|采取|按|实行|停[产止限]|限产|豁免|不(?:采取|要求|限|停|受|作|做|纳入)|禁止|减少|压减|暂停|不得|鼓励"
)
_NOT_BOUND = re.compile(
    r"除外|以外|外(?=[，,。；;的]|$)|名单|数量|比例|总数|占比|的?(?:污染|排放|指标|标准|要求|评定|评级|申报|认定|复核|水平|条件|管理|绩效)|[、和与或及以（(]"
)
_LEVEL = r"(?:[ⅠⅡⅢ]|I{1,3}|[一二三](?=级(?:[、,和及]|(?:应急)?响应)))级"
_TAG = rf"(?:[（(]?\s*(?:(?<=[（(])(?:含|即|启动|对应))?{_LEVEL}\s*(?:应急)?(?:响应)?\s*[)）]?)"
_TIE = r"\s*[/／·・•|｜丨—–－-]*\s*"  # what a colour and its level are set side by side with
_IN_BRACKETS = rf"(?:[（(]\s*(?:含|即|启动|对应)?{_LEVEL}\s*(?:应急)?(?:响应)?\s*[)）])"  # 黄色预警响应（Ⅲ级）期间
_COLOUR = rf"(?:{_TAG}{_TIE})?[（(]?[黄橙红]色?(?:[)）]\s*)?(?:级别)?(?:预警|警报)?[)）]?(?:{_TIE}{_TAG})?"
_SPAN = r"(?:期间|时期|响应|状态|情况|阶段|时段|应急|减排|管控|措施|要求|时|下|后|期|的)"
_BEGUN = r"(?:(?:通知|指令)?(?:发布|启动|生效|下达)|通知|指令)(?:之?后|以后|时|期间)(?!\s*\d)"  # a time, and not how long after it something is due
_DASH = r"(?:[—–―]+|-{2}|[→➔➜])(?!\s*[黄橙红])"
WHEN = re.compile(
    r"(?P<open>[（(【\[]\s*)?(?:应|须|要)?(?:在|于|当)?(?:启动|发布|执行|实施|遇到?|收到|接到)?(?:重污染天气)?(?:"
    rf"(?P<colour>{_COLOUR}(?:{_AND}{_COLOUR})*(?:[及或]?以上)?\s*{_TAG}?\s*(?:预警|警报)?[)）]?)"
    rf"|(?P<level>{_LEVEL}(?:{_AND}{_LEVEL})*(?:应急)?(?:响应|预警))"
    r"|(?P<every>(?:(?:各|所有|全部|任何|任一|不同)(?:个|类)?(?:级别?|等级)?的?(?:重污染天气)?(?:应急)?(?:预警|响应)(?:级别)?|(?:重污染天气)?预警期间|(?:不分|不论|无论)(?:何种|何级|什么|任何)?(?:预警|响应)(?:级别|等级)?|(?:三|3)(?:类|种|个|级)?(?:级别|等级)?的?(?:重污染天气)?预警))"
    r"|(?P<so>预警(?:等级|级别|信号|信息)?(?:升|降|升级|降级|调整|上调|下调|提升)?(?:为|至|到)[黄橙红]色(?:预警)?(?=时|后|期间|的?情况))"
    rf")(?P<span>(?:{_BEGUN}|{_SPAN}|{_IN_BRACKETS})*)\s*(?(open)[)）】\]]\s*)(?P<sign>[:：，,]|{_DASH})?\s*"
)
_EXCEPT = re.compile(r"除外|以外|外(?=[，,。；;]|$)")
# What is said of an alert itself: its notice, its end, its level.
OF_ALERT = re.compile(r"信息|信号|级别|等级|通知|标准|条件|分级|天数|次数|情况|措施|名单|预案")
_BY_ALERT = re.compile(r"解除|启动|发布|升级|降级|对应|分别|应对|未|由|是|为|与|和|或|及|、")
_LEADS = re.compile(rf"(?:各?企业)?{LEAD}\s*[:：]")
_PERIOD = re.compile(r"(?:期间|时)[：:，,]?\s*$")
_PARTS = re.compile(rf"[。；;，,：:]\s*{MARK}?|、|\s+")


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says of whom and when, as far as it names them. `first`: which of the two it names first; `ends`: a
    semicolon or a full stop stands before it."""

    who: str | None
    when: tuple[Alert, ...] | None
    first: str
    raw: str
    ends: bool


def begin_of(text: str) -> int:
    """Where a line's words begin, behind the sign that sets it off."""
    found = re.match(rf"\s*{MARK}*", text)
    return found.end() if found else 0


def set_off(text: str, found: re.Match[str]) -> int | None:
    """Where what is said of those whom a clause names begins, if something sets it off: a colon, 应, an alert, the line's end."""
    if behind := _OF_MEASURES.match(text, found.end()):
        return behind.end()
    if not re.search(r"级|企业|引领性|其", found[0]):
        return None  # a letter alone
    if EVERYONE.fullmatch(found["who"]):
        return None  # unless an alert is spoken of, it is an order to all and no measure
    behind = re.compile(r"[。，,·・/／|｜]?\s*").match(text, found.end())
    assert behind is not None
    when = WHEN.match(text, behind.end())
    if when is not None and is_when(text, when):
        return behind.end()
    if BOUND.match(text, found.end()):
        return found.end()
    return behind.end() if "企业" in found[0] and BOUND.match(text, behind.end()) else None


def is_when(text: str, found: re.Match[str]) -> bool:
    """Whether words that name an alert say when something is done, and not something of the alert."""
    named = found["colour"]
    if found["so"]:
        return True
    if named is not None and not re.search(r"预警|警报|响应|级", named + found["span"]):
        return bool(re.match(r"[^，,]", found["sign"] or "")) and named.endswith("色")
    if found["every"] is not None and re.match(r".{0,8}(?:措施|要求|规定|方案)\s*[:：]?$", text[found.start("span") :]):
        return False  # a heading
    if found["sign"] in (":", "："):
        return True
    rest = text[found.end() :]
    said_of_it = not found["sign"] and OF_ALERT.match(rest)
    return not (_EXCEPT.match(rest) or said_of_it or (not found["span"] and _BY_ALERT.match(rest)))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Whom and when a clause is about, and where it goes on."""

    who: str | None
    when: tuple[Alert, ...] | None
    first: str
    end: int


def anchor_at(text: str, at: int, words: Words, *, known: bool, after_comma: bool = False) -> _Anchor | None:
    """Whom and when the words at a place name. `known`: an alert is spoken of already, so that no sign need set off whom it
    binds."""
    who: str | None = None
    when: tuple[Alert, ...] | None = None
    first = ""
    while True:
        marked = re.compile(MARK).match(text, at) if first else None  # B级企业：①黄色预警期间
        at_mark, at = at, marked.end() if marked else at
        found = WHEN.match(text, at) if when is None else None
        if found is not None and is_when(text, found) and (named := alerts_named(found, words)):
            when, at, first = named, found.end(), first or "when"
            continue
        found = WHO.match(text, at) if who is None else None
        end = None
        if found is not None:
            end = set_off(text, found)
            runs = re.search(r"级|企业|引领性|其", found[0]) and not _NOT_BOUND.match(text, found.end())
            if end is None and runs and (known or when is not None):
                comma = re.compile(r"[，,]\s*").match(text, found.end()) if found["of"] else None
                end = comma.end() if comma else found.end()
            if end is not None and after_comma and who is None and when is None and not runs:
                end = None
        if found is not None and end is not None:
            who, at, first = found["who"], end, first or "who"
            continue
        at = at_mark
        break
    return _Anchor(who, when, first, at) if first else None


def alerts_named(found: re.Match[str], words: Words) -> tuple[Alert, ...]:
    """The alerts that words of `WHEN` name; () for levels that no text pairs with alerts."""
    if found["every"] is not None:
        return tuple(Alert)
    if found["level"] is not None:
        return tuple(words.alerts(re.sub(r"应急|预警|响应", "", found["level"]) + "响应"))
    colours = found["colour"] or found["so"]
    named = [alert for alert in Alert if alert[0] in colours]
    above = "以上" in colours and len(named) == 1
    return tuple(
        alert for alert in Alert if alert in named or (above and list(Alert).index(alert) > list(Alert).index(named[0]))
    )


def clauses_of(text: str, words: Words, *, under: tuple[Alert, ...] | None) -> list[Clause]:
    """The clauses of a paragraph that name whom or when; what stands before the first of them is no measure."""
    out: list[Clause] = []
    open_: tuple[_Anchor, bool] | None = None
    begin = begin_of(text)
    starts = [(begin, begin, "")] + [(m.start(), m.end(), m[0][0]) for m in _PARTS.finditer(text, begin)]
    for cut, at, sign in starts:
        if open_ is not None and at < open_[0].end:
            continue
        known = under is not None or any(one.when for one in out) or (open_ is not None and open_[0].when is not None)
        anchor = anchor_at(text, at, words, known=known, after_comma=sign in ("，", ",")) if sign not in (":", "：") or open_ is None else None  # fmt: skip
        if anchor is None or (sign.isspace() and not re.search(r"[:：\s]\s*$", text[: anchor.end])):
            continue  # white space alone parts nothing that no colon or white space sets off
        if sign == "、" and not _begins_anew(text, at, anchor):
            continue  # a list within a measure
        if open_ is not None:
            out.append(_clause(open_, text[open_[0].end : cut + (sign == "。")]))
        elif anchor.who is None and re.search(r"企业|级(?!别)|引领", text[begin:cut]):
            anchor = replace(anchor, who=text[begin:cut])  # whom nobody knows, and not the one before
        open_ = (anchor, sign in ("。", "；", ";"))
    if open_ is not None:
        out.append(_clause(open_, text[open_[0].end :]))
    return out


def _begins_anew(text: str, at: int, anchor: _Anchor) -> bool:
    """Whether what stands behind a 、 is no more of the measure before it: a time, or one who is bound (、C级限产)."""
    if anchor.first == "when":
        return bool(_PERIOD.search(text[at : anchor.end]))
    found = WHO.match(text, at)
    return found is not None and bool(BOUND.match(text, found.end()))


def _clause(open_: tuple[_Anchor, bool], raw: str) -> Clause:
    anchor, ends = open_
    said = "" if _LEADS.fullmatch(raw.strip()) else raw.strip().lstrip("，,：:—–―→ ")
    return Clause(anchor.who, anchor.when, anchor.first, said, ends)
