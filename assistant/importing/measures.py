"""Reduction measures by grade and alert, from a table or from paragraphs.

Lives here: `MeasureFound`, `measures_in_table`, `measures_in_text`. May import: importing.flow, header, lattice, rows,
wording; library.grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.importing.flow import Para, Placed
from assistant.importing.header import Head, alert_in, grade_in, plain
from assistant.importing.lattice import words_box
from assistant.importing.wording import said_by
from assistant.library.grade import Alert, Grade
from assistant.reading.page import Box

_GRADES = r"(?:[ABCD][-－]?级?|(?:绩效)?引领性)"
_WHO = re.compile(
    rf"^(?:[（(]?\s*[一二三四五六七八九十\d]+\s*[)）、.．]\s*)?(?P<who>{_GRADES}(?:[、和及]{_GRADES})*)(?:级)?(?:企业)?\s*(?:[:：]|$|(?=应|在|[黄橙红]色)|[。，,]\s*(?=应?在?[黄橙红]色))"
)
_WHEN = re.compile(
    r"(?:^|[。；;，,])\s*(?:[（(]?\s*[一二三四五六七八九十\d]+\s*[)）、.．]\s*)?(?:应?在|当|启动)?(?:[ⅠⅡⅢI]{1,3}级(?:应急)?(?:响应)?[（(]?)?(?P<when>[黄橙红]色(?:[、和及][黄橙红]色)*(?:及以上)?)预警(?:\s*[（(]?[ⅠⅡⅢI]{1,3}级(?:应急)?(?:响应)?[)）]?|[)）])?(?:期间|响应|时|的|，)*\s*[:：，,]?\s*"
)
_HEAD = re.compile(
    r"(?:减排|管控|停限产|限停产|响应|应急|应对|停产|限产)(?:的)?(?:措施|要求|规定|办法|方案)|应急(?:减排|管控|响应)|差异化(?:减排|管控|措施|要求)|预警期间|重污染天气.{0,8}(?:措施|要求)"
)


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
    return bool(first) and sum(alert_in(text) is not None for text in first) >= max(1, len(first) - 1)


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


def _pairs(name: Grade | Alert, stub: Sequence[str], grades: Sequence[Grade]) -> list[tuple[Grade, Alert]]:
    """Whom and when a cell is about: its column's name and its row's label, either way round."""
    if isinstance(name, Alert):
        told = [(grade, name) for text in stub for grade in _grades_in(text)]
        return told or ([(grades[0], name)] if len(grades) == 1 else [])
    return [(name, alert) for text in stub if (alert := alert_in(text)) is not None]


def _grades_in(text: str) -> list[Grade]:
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


def measures_in_text(paras: Sequence[Para], grades: Sequence[Grade]) -> list[MeasureFound]:
    """Measures told line by line: who (A级企业：), when (黄色预警期间：), what."""
    out: list[MeasureFound] = []
    who: list[Grade] = list(grades) if len(grades) == 1 else []
    on = False
    open_: list[MeasureFound] = []
    for para in _whole(paras):
        text = para.text.strip()
        if _HEAD.search(text) and len(text) < 30 and not _WHEN.match(text):
            on, open_ = True, []
            continue
        if not on:
            continue
        named = _WHO.match(text)
        if named:
            told = [g for g in (grade_in(part) for part in re.split(r"[、和及]", plain(named["who"]))) if g]
            if told:
                who, open_ = told, []
                text = text[named.end() :].strip()
                if not text:
                    continue
        spans = list(_WHEN.finditer(text))
        if spans:
            open_ = []
            for at, found in enumerate(spans):
                end = (
                    spans[at + 1].start() + (text[spans[at + 1].start()] in "。；;，,")
                    if at + 1 < len(spans)
                    else len(text)
                )
                alerts = [
                    a
                    for a in (alert_in(part) for part in re.split(r"[、和及]", found["when"].replace("及以上", "")))
                    if a
                ]
                made = [
                    MeasureFound(grade, alert, _clause(text[found.end() : end]), para.page, para.box)
                    for grade in who
                    for alert in alerts
                ]
                out += made
                open_ = made
        elif open_ and open_[0].raw.endswith("。") and not _NUMBERED.match(text):
            open_ = []
        elif open_ and not re.match(
            r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|表\s*\d|注[:：])", text
        ):
            for old in open_:
                out[out.index(old)] = MeasureFound(old.grade, old.alert, old.raw + text, old.page, old.box)
            open_ = out[-len(open_) :]
        else:
            open_ = []
    return [one for one in out if one.raw]
