"""Reduction measures told in sentences: who, when and what, in either order, a line or a clause for each.

Lives here: `measures_in_text`, `told_in_cells`. May import: importing.clauses, flow, lattice, measures, naming, whom, wording; library.grade. A clause that names no alert, or that only speaks of
one (黄色预警解除后), is no measure; whoever is named nowhere is bound by nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.clauses import (
    BOUND,
    GRADE,
    MARK,
    OF_ALERT,
    WHEN,
    WHO,
    Clause,
    alerts_named,
    anchor_at,
    begin_of,
    clauses_of,
    is_when,
    set_off,
)
from assistant.importing.flow import Para
from assistant.importing.lattice import Found
from assistant.importing.measures import MeasureFound
from assistant.importing.naming import bare, style_of
from assistant.importing.whom import OTHERS, Words
from assistant.importing.wording import said_by
from assistant.library.grade import Alert
from assistant.reading.page import Box

_HEAD = re.compile(
    r"(?:减排|管控|停限产|限停产|响应|应急|应对|停产|限产)(?:的)?(?:措施|要求|规定|办法|方案)|应急(?:减排|管控|响应)|差异化(?:减排|管控|措施|要求)|预警期间|重污染天气.{0,8}(?:措施|要求|响应|应对|管控)|预警(?:响应|应对|管控)|应急响应|^.{0,8}措施(?:要求)?$"
    r"|(?:预警|重污染(?:天气?)?|响应).{0,8}(?:减排|停限产|限停产|停产|限产|怎样|怎么|如何|做法|办法|安排|行动|任务)|(?:差异化|分级)(?:减排|停限产|限停产|管控)"
)
_CHAPTERS = frozenset(
    {"annex", "chapter", "section", "article", "roman", "cn", "cn()", "a.n", "n.n", "n-n", "n.n.n"}
)  # how no item is numbered
_FIRST = re.compile(r"^[（(第]?\s*[一1ⅠI](?![\d.ⅠI一二三四五六七八九十百])")  # no elder heading stands beside it
_NUMBERED = re.compile(r"^(?:\d{1,2}\s*[、.．)）]|[（(]\s*\d{1,2}\s*[)）]|[①-⑳])")
_NOTE = r"(?:表\s*\d|(?:备\s*注|附\s*注|注|说\s*明)\s*\d?\s*[:：])"
_BEGINS = re.compile(rf"^(?:{MARK}|{_NOTE})")
_KEPT = "(?:核查|检查|监督|考核|保障|执法|复核|验收|核实|查验|核验|核对|抽查|督查)"
_ELSEWHERE = re.compile(
    rf"(?:附则|附录|附(?![表件图注])[^，,。；;]{{2,8}}|(?:常见|有关)?(?:问题|问答)(?:解答)?|(?:现场|日常|企业|资料|绩效|组织)?{_KEPT}(?:(?:与|和|及|、)?(?:{_KEPT}|管理))?的?(?:要求|方法|要点|管理|规定|事项|内容|流程|程序|办法|措施|机制)?)[:：]?"
)  # a heading of what is no measure

_LEADS_OVER = re.compile(r"(?:以下|如下|下列)[^。；;，,]*[:：]$")  # to the lines below it
_SPEAKS = re.compile(r"预警|[ⅠⅡⅢI一二三]级(?:应急)?响应")
_FIRMS = re.compile(rf"{GRADE}(?:及以[上下])?(?:的)?企业|引领性")
_GRADED = r"(?:[ABCD]-?级|引领性|[黄橙红]色)"
_PARTED = re.compile(
    rf"分别|依次|(?:其中|但|除|不含|不包括)[^，,。；;]{{0,8}}{_GRADED}|{_GRADED}(?:企业|预警)?(?:除外|以外)"
)
_NEXT = re.compile(  # an alert of its own
    r"(?:[；;。][^；;。，,]{0,10}(?=.色(?:预警|响应)?(?:时|期间|后|[:：，,]))|(?=.色(?:预警|响应)(?:期间|时)?[:：]))([黄橙红])"
)
_OTHER_ALERTS = re.compile(r"(?:^|[；;。，,])\s*其[他余它]的?(?:级别|等级)?的?(?:预警|响应)")
_HEADLINE = re.compile(r"(?:措施|要求|规定|方案|办法)\s*[:：]?$")


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


def told_in_cells(found: Found, words: Words) -> list[Para]:
    """The rows of a table of two columns as lines, where the first names grades or alerts or both and the second tells the rest,
    or rows across the whole name one and heads the rows that name the other: B级 | 黄色预警：…；橙色预警：…. [] for any other
    table."""
    rows = [
        [
            c.text if c.text and c.column and not c.words else said_by(c).raw
            for c in found.cells
            if c.row == row and not c.blank
        ]
        for row in range(found.high)
    ]  # in a Word file a cell's lines are its own
    if found.wide != 2 or len(rows) < 2 or len(rows[0]) != 2 or not _HEAD.search(rows[0][1]):
        return []
    named = [[bool(name(row[0])) for row in rows[1:] if len(row) == count] for name in (words.grades, words.alerts) for count in (1, 2)]  # fmt: skip
    grades_over, grades, alerts_over, alerts = named
    banners = len(rows[1]) == 1 and any(over and under and all((*over, *under)) for over, under in ((grades_over, alerts), (alerts_over, grades)))  # fmt: skip
    whole = all(len(row) == 2 for row in rows[1:])
    if not banners and not (
        whole and (all(grades) or all(alerts) or all(_names_both(row[0], words) for row in rows[1:]))
    ):
        return []
    lines = [rows[0][1]]
    for label, *said in rows[1:]:
        first, *more = _parts("\n".join(said), words)
        lines += [f"{label}：{first}", *more]
    paras = [Para(line, found.page or None, None) for line in lines]
    return paras if measures_in_text(paras, words)[0] else []


def _names_both(label: str, words: Words) -> bool:
    """Whether a label names whom and when and nothing else: A级企业黄色预警."""
    told = clauses_of(f"{label}：", words, under=None)
    return len(told) == 1 and bool(told[0].who and told[0].when) and not told[0].raw


def _parts(text: str, words: Words) -> list[str]:
    """What a cell says, its lines joined; one that names whom or when begins another."""
    out = [""]
    for line in re.split(r"\s*\n\s*", text):
        if out[-1] and _names_any(line, words):
            out.append(line)
        else:
            out[-1] += line
    return out


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
        ended = ended or (last is not None and _begins_below(last, para))
        if out and full and last is not None and last.size == para.size and not fresh and not ended:
            out[-1] = replace(out[-1], text=out[-1].text + text)
        else:
            out.append(para)
        last = para
    return out


def _begins_below(last: Para, para: Para) -> bool:
    """Whether a line begins a paragraph of its own under one that ends: set in from it, and it is no rest of a list's item."""
    if last.box is None or para.box is None or not last.text.rstrip().endswith("。"):
        return False
    return para.box.x0 - last.box.x0 > last.size and not re.match(MARK, last.text.strip())


def _sections(paras: Sequence[Para], words: Words) -> list[list[Para]]:
    """The lines from each heading that names measures to the next one of its kind, which begins the next or something else."""
    out: list[list[Para]] = []
    style: str | None = None  # of the heading that is open
    number = item = 0  # of it, and of the last item of a list below it
    bare_ = False  # nothing headed it but what it tells
    barred = False  # what stands above is a heading of another matter
    for at, para in enumerate(paras):
        text = para.text.strip()
        other = bare_ and style_of(text) in _CHAPTERS and len(text) < 30 and not _tells(text, words)
        if _ELSEWHERE.fullmatch(re.sub(r"\s", "", bare(text))) or (other and not _is_head(text, words)):
            style, barred = None, True
            continue
        if len(text) < 30 and not _tells(text, words):
            barred = bool(_SPEAKS.search(text)) if style_of(text) in _CHAPTERS or _SPEAKS.search(text) else barred
        alike = style is not None and style_of(text) == style and len(text) < 30
        counted = _count(text)
        beside = alike and style in _CHAPTERS and not _FIRST.match(text)
        beside = beside or (alike and counted == number + 1 > 2 and counted != item + 1)
        if style is None or (beside and not _tells(text, words)):
            headed = _is_head(text, words) or (style is None and _of_some(text, words))
            bare_ = not (headed or barred) and style is None and _begins_to_tell(paras[at : at + 2], words)
            opens = headed or bare_
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


def _begins_to_tell(paras: Sequence[Para], words: Words) -> bool:
    """Whether measures begin without a heading: a line that only names whom, over one that says what under which alert; or
    the other way round."""
    if len(paras) < 2:
        return False
    first, after = (clauses_of(one.text.strip(), words, under=None) for one in paras)
    if len(first) != 1 or first[0].raw or not after or not after[0].raw:
        return False
    over, under = first[0], after[0]
    if over.when is None:
        return bool(words.grades(over.who or "")) and under.first == "when" and bool(under.when) and under.who is None
    return over.who is None and bool(over.when) and under.first == "who" and bool(words.grades(under.who or ""))


def _names_who(text: str) -> bool:
    """Whether a line begins with whom it binds, set off from what follows."""
    found = WHO.match(text, begin_of(text))
    return found is not None and set_off(text, found) is not None


def _names_any(text: str, words: Words) -> bool:
    """Whether a line begins with whom or when it is about."""
    return (
        bool(clauses_of(text, words, under=None)[:1])
        and anchor_at(text, begin_of(text), words, known=False) is not None
    )


def _tells(text: str, words: Words) -> bool:
    """Whether a line says whom or when something is about, or is a sentence."""
    return _names_any(text, words) or bool(re.search(r"[。；;]$", text))


def _is_head(text: str, words: Words) -> bool:
    return bool(_HEAD.search(text)) and len(text) < 30 and not _tells(text, words)


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
        under, carried = carried if when is None else when, None
        clauses = clauses_of(text, words, under=under)
        if not clauses:
            if who is not None and outer == "who" and when is None and not open_ and BOUND.match(text, begin_of(text)):
                unread += [Unread(text, para.page)] if _SPEAKS.search(text) else []
                out.append(_Told(who, None, "" if _SPEAKS.search(text) else text, para.page, para.box))
                continue
            if _heads_unread(text):
                open_, when = [], ()
                who = who if outer == "who" else alone
                unread.append(Unread(text, para.page))
                continue
            ended = bool(open_) and out[open_[0]].raw.endswith("。") and not _goes_on(text, out[open_[0]].raw)
            ended = ended or (WHO.match(text, begin_of(text)) is not None and "企业" in text[:24])
            if ended or style_of(text).partition(" ")[0] in _CHAPTERS or re.match(_NOTE, text):
                open_ = []
            for at in open_:
                out[at] = replace(out[at], raw=out[at].raw + text)
            nobody = when is not None and who is None and bool(BOUND.match(text, begin_of(text)))
            if not open_ and (nobody or _unclear(text, words)):
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
            if one.who is None:
                unread += [Unread(text, para.page)] if one.when and one.raw.strip("。；;，, ") else []
                continue
            if _doubtful(one, words):
                unread.append(Unread(text, para.page))
                out.append(_Told(one.who, one.when, "", para.page, para.box))
                open_ = []
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


def _goes_on(text: str, said: str) -> bool:
    """Whether a line goes on with a measure that ended with a full stop: the first item of a list, or one after its items."""
    number = re.match(r"[（(]?\s*(\d{1,2})", text)
    first = number is None or int(number[1]) == 1
    return bool(_NUMBERED.match(text)) and (
        first or bool(re.search(r"(?:^|[。；;：:])\s*(?:[（(]?\s*\d{1,2}\s*[、.．)）])", said))
    )


def _heads_unread(text: str) -> bool:
    """Whether a line heads the lines below it with an alert that its words do not let us read."""
    return text.endswith((":", "：")) and len(text) < 40 and bool(_SPEAKS.search(text))


def _doubtful(one: Clause, words: Words) -> bool:
    """Whether nobody can tell for whom or when the whole of a measure holds: its alert was not read or is spoken of within it
    as another is, or it is told of several and parts them (分别, 其中)."""
    if one.when == () or (one.when is None and _SPEAKS.search(one.raw)):
        return True
    if any(named not in (alert[0] for alert in one.when or ()) for named in _NEXT.findall(one.raw)):
        return True
    if _OTHER_ALERTS.search(one.raw):
        return True
    several = len(one.when or Alert) > 1 or len(words.grades(one.who or "")) != 1
    return several and bool(_PARTED.search(one.raw))


def _unclear(text: str, words: Words) -> bool:
    """Whether a line that was read as nothing may tell a measure: it speaks of a grade and an alert, or begins with a level that
    no text pairs with an alert."""
    found = WHEN.match(text, begin_of(text))
    if found is not None and found["level"] is not None and not alerts_named(found, words) and is_when(text, found):
        return True
    return bool(_SPEAKS.search(text) and _FIRMS.search(text)) and not OF_ALERT.search(text)


def _filled(clauses: Sequence[Clause], who: str | None, when: tuple[Alert, ...] | None) -> list[Clause]:
    """The clauses of a paragraph, each with whom and when: what it does not name goes on from the clauses before it, or from
    the lines that head it. Where grades head alerts, a grade after a semicolon has no alert of the one before it; where alerts
    head grades, an alert has no grade of the one before it."""
    out: list[Clause] = []
    outer, mine, now = "", who, when
    alerts: set[Alert] = set()  # of the grade that is spoken of
    lead = ""  # what is said of all that follows, before it is parted: 除民生保障类外，
    for at, one in enumerate(clauses):
        outer = outer or one.first
        lead = lead if one.first != outer else ""
        one = replace(one, raw=lead + one.raw)
        if _leads(one, mine, clauses[at + 1 : at + 2]):
            lead = one.raw.rstrip("，,") + "，"
            one = replace(one, raw="")
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


def _leads(one: Clause, who: str | None, after: Sequence[Clause]) -> bool:
    """Whether what a clause says stands before the other half of its sentence, so that it is said of that too."""
    if not re.search(r"[\u4e00-\u9fff]", one.raw) or not after or after[0].ends or (one.who and one.when):
        return False
    rest = after[0]
    if one.when is not None:
        return one.who is None and who is None and rest.who is not None and rest.when is None
    return one.who is not None and rest.when is not None and rest.who is None


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
