"""Reduction measures told in sentences: who, when and what, in either order, a line or a clause for each.

Lives here: `measures_in_text`. May import: importing.flow, measures, naming, whom; library.grade. A clause that names no alert, or that only speaks of
one (黄色预警解除后), is no measure; whoever is named nowhere is bound by nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.flow import Para
from assistant.importing.measures import MeasureFound
from assistant.importing.naming import style_of
from assistant.importing.whom import OTHERS, Words
from assistant.library.grade import Alert
from assistant.reading.page import Box

_HEAD = re.compile(
    r"(?:减排|管控|停限产|限停产|响应|应急|应对|停产|限产)(?:的)?(?:措施|要求|规定|办法|方案)|应急(?:减排|管控|响应)|差异化(?:减排|管控|措施|要求)|预警期间|重污染天气.{0,8}(?:措施|要求|响应|应对|管控)|预警(?:响应|应对|管控)|应急响应|^.{0,8}措施(?:要求)?$"
)
_CHAPTERS = frozenset(
    {"annex", "chapter", "section", "article", "roman", "cn", "cn()", "a.n", "n.n", "n.n.n"}
)  # how no item is numbered
_FIRST = re.compile(r"^[（(第]?\s*[一1ⅠI](?![\d.ⅠI一二三四五六七八九十百])")  # no elder heading stands beside it
_NUMBERED = re.compile(r"^(?:\d{1,2}\s*[、.．)）]|[（(]\s*\d{1,2}\s*[)）]|[①-⑳])")
# What sets an item off: a number, a small letter, a sign.
_MARK = r"(?:(?:[（(]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])\s*[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])\s*[、.．](?!\d)|[①-⑳]|[●•·・○◦◆◇■□▪▲△▶►➤➢★☆✓√※◎\-－—–―*]+)\s*)"
_BEGINS = re.compile(rf"^(?:{_MARK}|表\s*\d|注[:：])")

_AND = r"\s*(?:[、,/和及与或]|以及)\s*"
_GRADE = r"(?:[ABCD]\s*[-－]?\s*级?|非?(?:绩效)?引领性)"
_WHOM = (
    rf"(?:{_GRADE}(?:(?:企业)?{_AND}{_GRADE})*(?:企业)?(?:[（(]含[)）])?(?:[及或](?:其)?以[上下](?:各?级别?|各?等级)?(?:[（(]含[^（()）]*[)）])?)?"
    rf"|{OTHERS.pattern})"
)
_UNRATED = rf"(?:{_AND}未(?:评级|评定|定级|参评|参与评级)的?(?=企业))"
_WHO = re.compile(
    rf"(?P<of>对于?|针对)?(?:绩效(?:评级|等级|分级)?)?(?:被?评[定级]?)?(?:为|达到)?(?P<who>{_WHOM}){_UNRATED}?(?P<firm>的?类?企业)?"
)
_OF_MEASURES = re.compile(
    r"(?:的?(?:应急|差异化)?(?:减排|管控|响应|应对|停产|限产|停限产)*(?:措施|要求|方案))?\s*(?:[:：]|$)"
)
_LEADS_OVER = re.compile(r"(?:以下|如下|下列)[^。；;，,]*[:：]$")  # to the lines below it
# What a sentence goes on with behind the one it binds.
_BOUND = re.compile(
    r"应(?!急)|在(?!线)|[可须需](?!求)|自[主愿行]|采取|按|实行|停[产止限]|限产|禁止|减少|压减|暂停|不得|鼓励"
)
_NOT_BOUND = re.compile(
    r"除外|以外|外(?=[，,。；;的]|$)|名单|数量|比例|总数|占比|的?(?:污染|排放|指标|标准|要求|评定|评级|申报|认定|复核|水平|条件|管理|绩效)|[、和与或及以（(]"
)
_LEVEL = r"(?:[ⅠⅡⅢ]|I{1,3}|[一二三](?=级(?:[、,和及]|(?:应急)?响应)))级"
_TAG = rf"(?:[（(]?\s*{_LEVEL}\s*(?:应急)?(?:响应)?\s*[)）]?)"
_COLOUR = rf"{_TAG}?\s*[（(]?[黄橙红]色?(?:[)）]\s*)?(?:级别)?(?:预警|警报)?[)）]?\s*{_TAG}?"
_SPAN = r"(?:期间|时期|响应|状态|情况|阶段|时段|应急|减排|管控|措施|要求|时|下|后|期|的)"
_WHEN = re.compile(
    r"(?:应|须|要)?(?:在|于|当)?(?:启动|发布|执行|实施|遇|遇到)?(?:重污染天气)?(?:"
    rf"(?P<colour>{_COLOUR}(?:{_AND}{_COLOUR})*(?:[及或]?以上)?\s*{_TAG}?\s*(?:预警|警报)?[)）]?)"
    rf"|(?P<level>{_LEVEL}(?:{_AND}{_LEVEL})*(?:应急)?(?:响应|预警))"
    r"|(?P<every>(?:(?:各|所有|全部|任何|任一|不同)(?:个|类)?(?:级别?|等级)?的?(?:重污染天气)?(?:应急)?(?:预警|响应)(?:级别)?|(?:重污染天气)?预警期间))"
    rf")(?P<span>{_SPAN}*)\s*(?P<sign>[:：，,]?)\s*"
)
_EXCEPT = re.compile(r"除外|以外|外(?=[，,。；;]|$)")
# What is said of an alert itself: its notice, its end, its level.
_OF_ALERT = re.compile(r"信息|信号|级别|等级|通知|标准|条件|分级|天数|次数|情况|措施|名单|预案")
_BY_ALERT = re.compile(r"解除|启动|发布|升级|降级|对应|分别|应对|未|由|是|为|与|和|或|及|、")
_PERIOD = re.compile(r"(?:期间|时)[：:，,]?\s*$")
_SPEAKS = re.compile(r"预警|[ⅠⅡⅢI一二三]级(?:应急)?响应")
_FIRMS = re.compile(rf"{_GRADE}(?:及以[上下])?(?:的)?企业|引领性")
_PARTS = re.compile(rf"[。；;，,：:]\s*{_MARK}?|、|\s+")
_HEADLINE = re.compile(r"(?:措施|要求|规定|方案|办法)\s*[:：]?$")


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a clause says of whom and when, as far as it names them. `first`: which of the two it names first; `ends`: a
    semicolon or a full stop stands before it."""

    who: str | None
    when: tuple[Alert, ...] | None
    first: str
    raw: str
    ends: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A measure as told. `when`: None where no alert is named, so that it may hold for all."""

    who: str
    when: tuple[Alert, ...] | None
    raw: str
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Unread:
    """Words under a heading of measures that speak of grades and alerts and were not understood."""

    text: str
    page: int | None


def measures_in_text(paras: Sequence[Para], words: Words) -> tuple[list[MeasureFound], list[Unread]]:
    """Measures told line by line under the headings that name measures, and what was not understood there."""
    found: list[MeasureFound] = []
    unread: list[Unread] = []
    for section in _sections(_whole([_opened(para, words) for para in paras], words), words):
        told, rest = _told_in(section, words)
        found += _found(told, words)
        unread += rest
    return found, list(dict.fromkeys(unread))


def _opened(para: Para, words: Words) -> Para:
    """A line whose brackets name whom or when it is about, without them: 【黄色预警】."""
    found = re.match(r"\s*[【〔\[]\s*([^【】〔〕\[\]]{2,20})\s*[】〕\]]\s*[:：]?", para.text)
    return (
        replace(para, text=f"{found[1]}：{para.text[found.end() :]}")
        if found and _names_any(f"{found[1]}：", words)
        else para
    )


def _whole(paras: Sequence[Para], words: Words) -> list[Para]:
    """Lines of print joined to paragraphs: a line that reaches the right margin goes on in the next."""
    right: dict[int | None, float] = {}
    for para in paras:
        if para.box:
            right[para.page] = max(right.get(para.page, 0.0), para.box.x1)
    margin = max(right.values(), default=0.0)
    out: list[Para] = []
    last: Para | None = None
    for para in paras:
        full = last is not None and last.box is not None and last.box.x1 > margin - 2.2 * last.size
        text = para.text.strip()
        fresh = para.heading or bool(_BEGINS.match(text)) or _names_who(text) or _is_head(text, words)
        ended = last is not None and last.text.rstrip().endswith(("。", "；", "：", ":")) and _names_any(text, words)
        if out and full and last is not None and last.size == para.size and not fresh and not ended:
            out[-1] = replace(out[-1], text=out[-1].text + text)
        else:
            out.append(para)
        last = para
    return out


def _sections(paras: Sequence[Para], words: Words) -> list[list[Para]]:
    """The lines from each heading that names measures to the next one of its kind, which begins the next or something else."""
    out: list[list[Para]] = []
    style: str | None = None  # of the heading that is open
    number = item = 0  # of it, and of the last item of a list below it
    for para in paras:
        text = para.text.strip()
        alike = style is not None and style_of(text) == style and len(text) < 30
        counted = _count(text)
        beside = alike and style in _CHAPTERS and not _FIRST.match(text)
        beside = beside or (alike and counted == number + 1 > 2 and counted != item + 1)
        if style is None or (beside and not _tells(text, words)):
            opens = _is_head(text, words) or (style is None and _of_some(text, words))
            style, number, item = style_of(text) if opens else None, counted, 0
            out += [[]] if style is not None else []
        elif counted:
            item = counted
        if style is not None:
            out[-1].append(para)
    return out


def _count(text: str) -> int:
    """The number that a line begins with, as headings and items of lists have it; 0: none."""
    found = re.match(r"(\d{1,2})\s*[、.．:：)）]?\s*(?=[\u4e00-\u9fff])", text)
    return int(found[1]) if found else 0


def _of_some(text: str, words: Words) -> bool:
    """Whether a line heads the measures of a grade or of an alert: A级企业减排措施."""
    return len(text) < 30 and bool(_HEADLINE.search(text) and _HEAD.search(text)) and _names_any(text, words)


def _names_who(text: str) -> bool:
    """Whether a line begins with whom it binds, set off from what follows."""
    found = _WHO.match(text, _begin(text))
    return found is not None and _set_off(text, found) is not None


def _names_any(text: str, words: Words) -> bool:
    """Whether a line begins with whom or when it is about."""
    return bool(_clauses(text, words, under=None)[:1]) and _anchor(text, _begin(text), words, known=False) is not None


def _tells(text: str, words: Words) -> bool:
    """Whether a line says whom or when something is about, or is a sentence."""
    return _names_any(text, words) or bool(re.search(r"[。；;]$", text))


def _is_head(text: str, words: Words) -> bool:
    return bool(_HEAD.search(text)) and len(text) < 30 and not _tells(text, words)


def _begin(text: str) -> int:
    """Where a line's words begin, behind the sign that sets it off."""
    found = re.match(rf"\s*{_MARK}*", text)
    return found.end() if found else 0


def _set_off(text: str, found: re.Match[str]) -> int | None:
    """Where what is said of those whom a clause names begins, if something sets it off: a colon, 应, an alert, the line's end."""
    if behind := _OF_MEASURES.match(text, found.end()):
        return behind.end()
    if not re.search(r"级|企业|引领性|其", found[0]):
        return None  # a letter alone
    behind = re.compile(r"[。，,]?\s*").match(text, found.end())
    assert behind is not None
    when = _WHEN.match(text, behind.end())
    if when is not None and _is_when(text, when):
        return behind.end()
    return found.end() if _BOUND.match(text, found.end()) else None


def _is_when(text: str, found: re.Match[str]) -> bool:
    """Whether words that name an alert say when something is done, and not something of the alert."""
    named = found["colour"]
    if named is not None and not re.search(r"预警|警报|响应|级", named + found["span"]):
        return found["sign"] in (":", "：") and named.endswith("色")
    if found["every"] is not None and re.match(r".{0,8}(?:措施|要求|规定|方案)\s*[:：]?$", text[found.start("span") :]):
        return False  # a heading
    if found["sign"] in (":", "："):
        return True
    rest = text[found.end() :]
    said_of_it = not found["sign"] and _OF_ALERT.match(rest)
    return not (_EXCEPT.match(rest) or said_of_it or (not found["span"] and _BY_ALERT.match(rest)))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """Whom and when a clause is about, and where it goes on."""

    who: str | None
    when: tuple[Alert, ...] | None
    first: str
    end: int


def _anchor(text: str, at: int, words: Words, *, known: bool, after_comma: bool = False) -> _Anchor | None:
    """Whom and when the words at a place name. `known`: an alert is spoken of already, so that no sign need set off whom it
    binds."""
    who: str | None = None
    when: tuple[Alert, ...] | None = None
    first = ""
    while True:
        found = _WHEN.match(text, at) if when is None else None
        if found is not None and _is_when(text, found) and (named := _alerts(found, words)):
            when, at, first = named, found.end(), first or "when"
            continue
        found = _WHO.match(text, at) if who is None else None
        end = None
        if found is not None:
            end = _set_off(text, found)
            runs = re.search(r"级|企业|引领性|其", found[0]) and not _NOT_BOUND.match(text, found.end())
            if end is None and runs and (known or when is not None):
                comma = re.compile(r"[，,]\s*").match(text, found.end()) if found["of"] else None
                end = comma.end() if comma else found.end()
            if end is not None and after_comma and who is None and when is None and not runs:
                end = None
        if found is not None and end is not None:
            who, at, first = found["who"], end, first or "who"
            continue
        break
    return _Anchor(who, when, first, at) if first else None


def _alerts(found: re.Match[str], words: Words) -> tuple[Alert, ...]:
    if found["every"] is not None:
        return tuple(Alert)
    if found["level"] is not None:
        return tuple(words.alerts(re.sub(r"应急|预警|响应", "", found["level"]) + "响应"))
    named = [alert for alert in Alert if alert[0] in found["colour"]]
    above = "以上" in found["colour"] and len(named) == 1
    return tuple(
        alert for alert in Alert if alert in named or (above and list(Alert).index(alert) > list(Alert).index(named[0]))
    )


def _clauses(text: str, words: Words, *, under: tuple[Alert, ...] | None) -> list[_Clause]:
    """The clauses of a paragraph that name whom or when; what stands before the first of them is no measure."""
    out: list[_Clause] = []
    open_: tuple[_Anchor, bool] | None = None
    begin = _begin(text)
    starts = [(begin, begin, "")] + [(m.start(), m.end(), m[0][0]) for m in _PARTS.finditer(text, begin)]
    for cut, at, sign in starts:
        if open_ is not None and at < open_[0].end:
            continue
        known = under is not None or any(one.when for one in out) or (open_ is not None and open_[0].when is not None)
        anchor = _anchor(text, at, words, known=known, after_comma=sign in ("，", ",")) if sign not in (":", "：") or open_ is None else None  # fmt: skip
        if anchor is None or (sign.isspace() and not re.search(r"[:：]\s*$", text[: anchor.end])):
            continue  # white space alone parts nothing that no colon sets off
        if sign == "、" and (anchor.first != "when" or not _PERIOD.search(text[at : anchor.end])):
            continue  # a list within a measure
        if open_ is not None:
            out.append(_clause(open_, text[open_[0].end : cut + (sign == "。")]))
        elif anchor.who is None and re.search(r"企业|级(?!别)|引领", text[begin:cut]):
            anchor = replace(anchor, who=text[begin:cut])  # whom nobody knows, and not the one before
        open_ = (anchor, sign in ("。", "；", ";"))
    if open_ is not None:
        out.append(_clause(open_, text[open_[0].end :]))
    return out


def _clause(open_: tuple[_Anchor, bool], raw: str) -> _Clause:
    anchor, ends = open_
    return _Clause(anchor.who, anchor.when, anchor.first, raw.strip(), ends)


def _told_in(paras: Sequence[Para], words: Words) -> tuple[list[_Told], list[Unread]]:
    """What one section tells: who (A级企业：), when (黄色预警期间：), what; or when before who, alert by alert. A line that names
    only one of them heads the lines below it."""
    out: list[_Told] = []
    unread: list[Unread] = []
    alone = str(words.ladder[0]) if len(words.ladder) == 1 else None
    who: str | None = alone
    when: tuple[Alert, ...] | None = None
    outer = ""  # which of the two heads the other
    open_: list[int] = []  # the measures that the next line may go on with
    carried: tuple[Alert, ...] | None = None  # the alert of a sentence that goes on in the next line
    for para in paras:
        text = para.text.strip()
        if _is_head(text, words):
            who, when, outer, open_ = alone, None, "", []
            continue
        under, carried = when or carried, None
        clauses = _clauses(text, words, under=under)
        if not clauses:
            if who is not None and outer == "who" and when is None and not open_ and _BOUND.match(text, _begin(text)):
                out.append(_Told(who, None, text, para.page, para.box))
                continue
            ended = bool(open_) and out[open_[0]].raw.endswith("。") and not _NUMBERED.match(text)
            ended = ended or (_WHO.match(text, _begin(text)) is not None and "企业" in text[:24])
            if ended or style_of(text) in _CHAPTERS or re.match(r"^(?:表\s*\d|注[:：])", text):
                open_ = []
            for at in open_:
                out[at] = replace(out[at], raw=out[at].raw + text)
            if not open_ and _unclear(text, words):
                unread.append(Unread(text, para.page))
            continue
        open_ = []
        if clauses[0].who is not None and outer == "who":
            when = None
        if clauses[0].when is not None and outer == "when":
            who = alone
        if len(clauses) == 1 and not clauses[0].raw:
            head = clauses[0]
            outer = outer or head.first
            who, when = head.who or who, head.when or when
            if who is not None and when is not None:
                out.append(_Told(who, when, "", para.page, para.box))
                open_ = [len(out) - 1]
            continue
        if _LEADS_OVER.search(clauses[-1].raw):
            outer = outer or clauses[-1].first
            who, when = clauses[-1].who or who, clauses[-1].when or when
            clauses = clauses[:-1]
        elif clauses[0].first == "when" and text.endswith(("；", ";", "，", ",")):
            carried = next((one.when for one in reversed(clauses) if one.when), None)
        filled = _filled(clauses, who, under)
        for one in filled:
            if one.who is None or (one.when is None and _SPEAKS.search(one.raw)):
                continue
            out.append(_Told(one.who, one.when, one.raw, para.page, para.box))
            open_ = [len(out) - 1]
            if not words.grades(one.who) and not OTHERS.fullmatch(one.who):
                unread.append(Unread(text, para.page))
        if (not open_ and _unclear(text, words)) or len(filled) < len(clauses):
            unread.append(Unread(text, para.page))
        if clauses and clauses[0].first == "who" and outer != "when" and clauses[0].who is not None:
            who = clauses[0].who if len({one.who for one in clauses if one.who}) == 1 else who
    return out, unread


def _unclear(text: str, words: Words) -> bool:
    """Whether a line that was read as nothing may tell a measure: it speaks of a grade and an alert, or begins with a level that
    no text pairs with an alert."""
    found = _WHEN.match(text, _begin(text))
    if found is not None and found["level"] is not None and not _alerts(found, words) and _is_when(text, found):
        return True
    return bool(_SPEAKS.search(text) and _FIRMS.search(text)) and not _OF_ALERT.search(text)


def _filled(clauses: Sequence[_Clause], who: str | None, when: tuple[Alert, ...] | None) -> list[_Clause]:
    """The clauses of a paragraph, each with whom and when: what it does not name goes on from the clauses before it, or from
    the lines that head it. Where grades head alerts, a grade after a semicolon has no alert of the one before it; where alerts
    head grades, an alert has no grade of the one before it."""
    out: list[_Clause] = []
    outer, mine, now = "", who, when
    alerts: set[Alert] = set()  # of the grade that is spoken of
    for one in clauses:
        outer = outer or one.first
        if one.who is not None and outer == "who" and out:
            if one.when is None and one.ends and when is None and len(alerts) == 1:
                mine = now = None  # of that alert, or of every one: nobody can tell
                continue
            now = when if one.ends or one.when is not None else now
            alerts = set()
        if one.when is not None and outer == "when" and one.who is None and out:
            mine = who
        mine, now = one.who or mine, one.when or now
        alerts |= set(now or ())
        out.append(replace(one, who=mine, when=now))
    return out


def _found(told: Sequence[_Told], words: Words) -> list[MeasureFound]:
    """The measures grade by grade and alert by alert. What is told of a grade without an alert holds for all, unless its own
    are told too, and where the section tells some alert at all; 其他级别 are those of whom nothing is told under an alert."""
    named = [(words.grades(one.who), one) for one in told if not OTHERS.fullmatch(one.who)]
    pairs = {(grade, alert) for grades, one in named for grade in grades for alert in one.when or ()}
    whole = {grade for grades, _ in named for grade in grades}
    if not any(one.when for one in told):
        return []
    out: list[MeasureFound] = []
    for one in told:
        others = bool(OTHERS.fullmatch(one.who))
        for grade in words.ladder if others else words.grades(one.who):
            own = any((grade, alert) in pairs for alert in Alert)
            if one.when is None and (own or (others and grade in whole)):
                continue
            raw = re.sub(r"[；;，,、]\s*$", "", one.raw)
            for alert in one.when or Alert:
                if raw and not (others and (grade, alert) in pairs):
                    out.append(MeasureFound(grade, alert, raw, one.page, one.box))
    return out
