"""Reduction measures by grade and alert, from a table or from paragraphs.

Lives here: `MeasureFound`, `is_measures`, `measures_in_table`, `with_rest_of_row`, `measures_in_text`, `alerts_in`, `grades_in`.
May import: importing.flow, header, lattice, naming, wording; library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.flow import Para, Placed
from assistant.importing.header import Head, alert_in, grade_in, plain
from assistant.importing.lattice import words_box
from assistant.importing.naming import style_of
from assistant.importing.wording import said_by
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box

_GRADES = r"(?:[ABCD][-－]?级?|非?(?:绩效)?引领性)"
_WHO = re.compile(
    rf"^(?:[（(]?\s*[一二三四五六七八九十\d]+\s*[)）、.．]\s*)?(?P<who>{_GRADES}(?:[、和及]{_GRADES})*)(?:级)?(?:企业)?\s*(?:[:：]|$|(?=应|在|[黄橙红]色)|[。，,]\s*(?=应?在?[黄橙红]色))"
)
_WHEN = re.compile(
    r"(?:^|[。；;，,])\s*(?:[（(]?\s*[一二三四五六七八九十\d]+\s*[)）、.．]\s*)?(?:应?在|当)?(?:启动|发布)?(?:重污染天气)?(?:[ⅠⅡⅢI]{1,3}级(?:应急)?(?:响应)?[（(]?)?(?P<when>[黄橙红]色(?:[、和及][黄橙红]色)*(?:及以上)?)[)）]?预警(?:\s*[（(]?[ⅠⅡⅢI]{1,3}级(?:应急)?(?:响应)?[)）]?|[)）])?(?:期间|响应|时|的|，)*\s*[:：，,]?\s*"
)
_HEAD = re.compile(
    r"(?:减排|管控|停限产|限停产|响应|应急|应对|停产|限产)(?:的)?(?:措施|要求|规定|办法|方案)|应急(?:减排|管控|响应)|差异化(?:减排|管控|措施|要求)|预警期间|重污染天气.{0,8}(?:措施|要求|响应|应对|管控)|预警(?:响应|应对|管控)|应急响应|^.{0,8}措施(?:要求)?$"
)


NEAR = 9.0  # points by which the sides of a table may differ from page to page
_CHAPTERS = frozenset(
    {"annex", "chapter", "section", "article", "roman", "cn", "cn()", "a.n", "n.n", "n.n.n"}
)  # how no item is numbered
_FIRST = re.compile(r"^[（(第]?\s*[一1ⅠI](?![\d.ⅠI一二三四五六七八九十百])")  # no elder heading stands beside it
_NUMBERED = re.compile(r"^(?:\d{1,2}\s*[、.．)）]|[（(]\s*\d{1,2}\s*[)）]|[①-⑳])")
_BEGINS = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}\s*[、.．)）]|表\s*\d|注[:：])"
)


@dataclass(frozen=True, slots=True)
class MeasureFound:
    """What an enterprise of a grade does under an alert, as printed."""

    grade: Grade
    alert: Alert
    raw: str
    page: int | None
    box: Box | None


def is_measures(head: Head, placed: Placed) -> bool:
    """Whether a table says what is done under which alert: alerts in its head, or down its first column."""
    if head.alerts:
        return True
    found = placed.found
    first = [said_by(c).raw for c in found.cells if c.column == 0 and c.row >= head.deep and not c.blank]
    return bool(first) and sum(bool(alerts_in(text)) for text in first) >= max(1, len(first) - 1)


def measures_in_table(placed: Placed, head: Head, *, skip: int, grades: Sequence[Grade]) -> list[MeasureFound]:
    """Each cell of a measures table. `grades`: those of the chapter, where a row names none."""
    found, out = placed.found, []
    first = head.left
    columns: list[tuple[Grade | Alert, tuple[float, float]]] = [*head.alerts.items(), *head.grades.items()]
    for row in range(skip, found.high):
        here = [c for c in found.cells if c.row <= row < c.row + c.row_span]
        stub = [said_by(c).raw for c in here if (found.columns[c.column] + found.columns[c.column + 1]) / 2 < first]
        for name, sides in columns:
            middle = (sides[0] + sides[1]) / 2
            cell = next(
                (c for c in here if found.columns[c.column] <= middle < found.columns[c.column + c.column_span]), None
            )
            if cell is None or cell.blank:
                continue
            box = cell.box if found.ruled else words_box(cell)
            place = placed.sheet.on_page(box) if placed.sheet and box else None
            for grade, alert in _pairs(name, stub, grades):
                out.append(MeasureFound(grade, alert, said_by(cell).raw, found.page or None, place))
    return out


def with_rest_of_row(before: Sequence[MeasureFound], placed: Placed, head: Head, *, skip: int) -> list[MeasureFound]:
    """What the part of a measures table on the page before said, its last row with the rest of it from the top of this part:
    a first row under its head that has no label; and what its last cells say of the rows over which they reach here."""
    found, out = placed.found, [*before, *_reaching_over(before, placed, head, skip=skip)]
    top = [c for c in found.cells if c.row == skip]
    if not before or any(not c.blank and found.columns[c.column] < head.left - NEAR for c in top):
        return out
    last = before[-1]
    for name, sides in (*head.alerts.items(), *head.grades.items()):
        middle = (sides[0] + sides[1]) / 2
        cell = next(
            (c for c in top if found.columns[c.column] <= middle < found.columns[c.column + c.column_span]), None
        )
        for at, one in enumerate(out):
            level = one.grade == last.grade if isinstance(name, Alert) else one.alert == last.alert
            if cell is not None and level and name in (one.grade, one.alert):
                out[at] = replace(one, raw=one.raw + said_by(cell).raw)
    return out


def _reaching_over(before: Sequence[MeasureFound], placed: Placed, head: Head, *, skip: int) -> list[MeasureFound]:
    """What the last row before a page's end said, for the rows overleaf beside which its cells go on: cells that begin at the
    top and say nothing."""
    found = placed.found
    out: list[MeasureFound] = []
    columns: list[tuple[Grade | Alert, tuple[float, float]]] = [*head.alerts.items(), *head.grades.items()]
    for name, sides in columns if before else ():
        middle = (sides[0] + sides[1]) / 2
        cell = next(
            (
                c
                for c in found.cells
                if c.row == skip and found.columns[c.column] <= middle < found.columns[c.column + c.column_span]
            ),
            None,
        )
        last = before[-1].grade if isinstance(name, Alert) else before[-1].alert
        said = next((one for one in before if {name, last} == {one.grade, one.alert}), None)
        if cell is None or not cell.blank or said is None:
            continue
        for row in range(cell.row, cell.row + cell.row_span):
            here = [c for c in found.cells if c.row <= row < c.row + c.row_span]
            stub = [said_by(c).raw for c in here if found.columns[c.column] < head.left - NEAR]
            told = [(one.grade, one.alert) for one in (*before, *out)]
            out += [replace(said, grade=g, alert=a) for g, a in _pairs(name, stub, ()) if (g, a) not in told]
    return out


def _pairs(name: Grade | Alert, stub: Sequence[str], grades: Sequence[Grade]) -> list[tuple[Grade, Alert]]:
    """Whom and when a cell is about: its column's name and its row's label, either way round."""
    if isinstance(name, Alert):
        told = [(grade, name) for text in stub for grade in grades_in(text)]
        return told or ([(grades[0], name)] if len(grades) == 1 else [])
    return [(name, alert) for text in stub for alert in alerts_in(text)]


def grades_in(text: str) -> list[Grade]:
    """The grades that a cell names, if it names some and nothing else: A级、B级企业."""
    words = plain(text)
    whole = grade_in(words)
    if whole:
        return [whole]
    parts = [grade_in(part) for part in re.split(r"[、和及,，/]", re.sub(r"企业$", "", words))]
    return [part for part in parts if part] if all(parts) else []


def _whole(paras: Sequence[Para]) -> list[Para]:
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
        fresh = para.heading or bool(_WHO.match(text) or _BEGINS.match(text))
        ended = last is not None and last.text.rstrip().endswith(("。", "；", "：", ":")) and bool(_WHEN.match(text))
        if out and full and last is not None and last.size == para.size and not fresh and not ended:
            out[-1] = replace(out[-1], text=out[-1].text + text)
        else:
            out.append(para)
        last = para
    return out


def _clause(text: str) -> str:
    """What a sentence says of one alert, without the sign that parts it from what it says of the next."""
    return re.sub(r"[；;，,]\s*$", "", text.strip())


def _alert_alone(text: str) -> list[Alert]:
    """The alerts that a line names and says no more: 黄色预警期间：."""
    found = _WHEN.match(text)
    return alerts_in(found["when"]) if found and found.end() == len(text) else []


def alerts_in(words: str) -> list[Alert]:
    """The alerts that a cell or the head of a line names, if it names some and nothing else.

    >>> [str(one) for one in alerts_in("黄色、橙色预警")], [str(one) for one in alerts_in("橙色及以上预警")]
    (['黄色', '橙色'], ['橙色', '红色'])
    """
    told = [alert_in(part) for part in re.split(r"[、和及/]", re.sub(r"[及或]?以上", "", words))]
    named = [alert for alert in told if alert]
    if len(named) < len(told):
        return []
    return list(Alert)[list(Alert).index(named[0]) :] if len(named) == 1 and "以上" in words else named


def measures_in_text(paras: Sequence[Para], grades: Sequence[Grade]) -> list[MeasureFound]:
    """Measures told line by line under the headings that name measures."""
    return [one for section in _sections(_whole(paras)) for one in _told_in(section, grades)]


def _sections(paras: Sequence[Para]) -> list[list[Para]]:
    """The lines from each heading that names measures to the next one of its kind, which begins the next or something else."""
    out: list[list[Para]] = []
    style: str | None = None  # of the heading that is open
    for para in paras:
        text = para.text.strip()
        beside = style in _CHAPTERS and style_of(text) == style and len(text) < 30 and not _FIRST.match(text)
        if style is None or (beside and not _tells(text)):
            style = style_of(text) if _is_head(text) else None
            out += [[]] if style is not None else []
        if style is not None:
            out[-1].append(para)
    return out


def _tells(text: str) -> bool:
    """Whether a line says whom or when something is about, or is a sentence."""
    return bool(_WHEN.match(text) or _WHO.match(text) or re.search(r"[。；;]$", text))


def _is_head(text: str) -> bool:
    return bool(_HEAD.search(text)) and len(text) < 30 and not _tells(text)


def _told_in(paras: Sequence[Para], grades: Sequence[Grade]) -> list[MeasureFound]:
    """The measures of one section: who (A级企业：), when (黄色预警期间：), what; or when before who, alert by alert. What is told
    of a grade without an alert holds for all, where the section tells some alert at all."""
    out: list[MeasureFound] = []
    who: list[Grade] = list(grades) if len(grades) == 1 else []
    over: list[Alert] | None = None  # the alert that heads the lines below; None where grades head them
    begun = False
    open_: list[MeasureFound] = []
    unsaid: set[Grade] = set()  # of whom something was told and no alert
    for para in paras:
        text = para.text.strip()
        if _is_head(text):
            begun, over, open_ = False, None, []
            continue
        named = _WHO.match(text)
        if alone := _alert_alone(text):
            over = alone if over is not None or not begun else None
        begun = begun or bool(named or alone)
        if named:
            told = [g for g in (grade_in(part) for part in re.split(r"[、和及]", plain(named["who"]))) if g]
            if told:
                who, open_ = told, []
                text = text[named.end() :].strip()
                if not text:
                    continue
                if not _WHEN.search(text):
                    # Without an alert it is said of all, unless the grade's own are told above or below.
                    of = who if over else [g for g in who if all(one.grade != g for one in out)]
                    open_ = [MeasureFound(g, alert, _clause(text), para.page, para.box) for g in of for alert in over or Alert]  # fmt: skip
                    unsaid |= set() if over else set(of)
                    out += open_
                    continue
        spans = list(_WHEN.finditer(text))
        if spans:
            out = [one for one in out if one.grade not in unsaid or one.grade not in who]
            unsaid -= set(who)
            open_ = []
            for at, found in enumerate(spans):
                end = (
                    spans[at + 1].start() + (text[spans[at + 1].start()] in "。；;，,")
                    if at + 1 < len(spans)
                    else len(text)
                )
                made = [
                    MeasureFound(grade, alert, _clause(text[found.end() : end]), para.page, para.box)
                    for grade in who
                    for alert in alerts_in(found["when"])
                ]
                out += made
                open_ = made
        elif open_ and open_[0].raw.endswith("。") and not _NUMBERED.match(text):
            open_ = []
        elif open_ and style_of(text) not in _CHAPTERS and not re.match(r"^(?:表\s*\d|注[:：])", text):
            for old in open_:
                out[out.index(old)] = MeasureFound(old.grade, old.alert, old.raw + text, old.page, old.box)
            open_ = out[-len(open_) :]
        else:
            open_ = []
    return [one for one in out if one.raw] if any(one.grade not in unsaid for one in out) else []
