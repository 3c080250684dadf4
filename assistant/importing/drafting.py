"""From rows as they were put together to draft cells: words, numbers, and how sure each is, with the reason.

Lives here: `draft_table`, `unit_over`, `same_as`, `technology_in`. May import: importing.amounts, draft, footnotes, header,
joining, labels, pollutants, requirements, rows, threshold; library.grade.
Confidence is a product of reasons, each with its words; what review shows first are the cells under threshold.SURE.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.importing import threshold
from assistant.importing.amounts import CONCENTRATION, unit_said
from assistant.importing.draft import DraftCell, DraftRow, DraftTable
from assistant.importing.footnotes import Note, notes_in, without_mark
from assistant.importing.header import grade_in, plain
from assistant.importing.joining import Growing
from assistant.importing.labels import label_in
from assistant.importing.pollutants import named_in
from assistant.importing.requirements import Requirements, requirements_in
from assistant.importing.rows import Slot, TableRow
from assistant.library.grade import Grade

# What each circumstance leaves of a certain reading. Measured on the development set (docs/importing.md).
TEXT, OCR = 0.99, 0.97
UNREAD, UNSURE, ODD_WORDS, INFERRED, CUT, JOINED_ODDLY, NO_SIGN, DISORDER, UNFINISHED = (
    0.6, 0.5, 0.8, 0.95, 0.95, 0.8, 0.85, 0.8, 0.85,
)  # fmt: skip
_UNIT_OVER = re.compile(rf"(?<=[（(:：\s]){CONCENTRATION}(?=$|[)）\s，,；;。])")
_BUT = re.compile(r"除外|另")  # some figures have another unit, and no words that we read say which
_STROKES = ("1", "l", "I", "|", "丨", "｜", "7")  # what a recogniser makes of a lone stroke; kept as it was read
_REQUIRED = r"(?:要求|指标|标准|规定|水平|内容|限值|条款|条件|措施)"
_WHICH = r"(?:企业|绩效|分级|相应|相关|对应|同等|同样|同项|该项|此项|本项|上述|全部|所有|排放|管理|控制)"
_SAID = r"(?:各项|该项|此项|本项|具体|管理|绩效|分级)"
_OF_GRADE = r"[\"“(]?(?P<grade>[ABCD]-?|非?(?:绩效)?引领性)级?[\"”)]?级?"
_ALIKE = r"(?:相同|一致|等同|一样|相一致|保持一致|无差[异别])"
_SAME = re.compile(
    rf"\(?(?:{_SAID}*{_REQUIRED}?[:,]?)(?:应当?|须|均|都|也|亦|仍|全部)*"
    rf"(?:(?:等?同于?|等同|同样执行|执行|按照?|依照|遵照|参[照考]|[比对]照|沿用|适用|满足|符合|达到){_OF_GRADE}|[与和跟]{_OF_GRADE.replace('grade', 'other')}(?=.*{_ALIKE}))"
    rf"(?:的?{_WHICH})*(?:的?{_REQUIRED})*(?:{_ALIKE}|执行|管理|实施|落实|要求|即可)*[。.;]?\)?"
)
_ANY_OF = re.compile(
    r"(?:等(?:技术|工艺|措施|设备|方式)?(?:中|其中)?的?(?:任意|任何)?(?:一种|之一|一项)|之一|任意一种|中的一种|一种或(?:几种|多种))"
)


def draft_table(table: Growing, notes: Sequence[Note], *, ocr: bool) -> tuple[DraftTable, list[tuple[str, int | None]]]:
    """The table's draft, and what does not add up in it."""
    every = [*notes_in(table.notes), *notes]
    every = [_as_called(note, table.calls) for note in every]
    marks = [note.mark for note in every if note.mark]
    grades = tuple(table.head.grades)
    unit = unit_over(table)
    rows = [_row(row, grades, marks, unit) for row in table.rows]
    rows, flags = _ordered(rows, grades, table)
    pages = [page for page in table.pages if page]
    made = DraftTable(
        title=table.title,
        grades=grades,
        footnotes=tuple((note.mark, note.text) for note in every),
        rows=tuple(rows),
        pages=(min(pages), max(pages)) if pages else None,
        place=table.last.place,
        flags=tuple(say for say, _ in flags),
    )
    return made, flags


def _as_called(note: Note, calls: Callable[[str], bool]) -> Note:
    """The note under the mark that its table's cells call it by: 1) may be raised as 1 or as 1)."""
    other = f"{note.mark})"
    return replace(note, mark=other) if note.mark and not calls(note.mark) and calls(other) else note


def unit_over(table: Growing) -> str:
    """The unit of concentration that the table's title, a line over it or its head states for all that it limits; "" for none
    or several."""
    texts = [text for text in (table.title, *table.over, *table.head.words) if re.search(CONCENTRATION, text)]
    for_all = [m[0] for text in texts for m in _UNIT_OVER.finditer(text)]
    every = {plain(m[0]) for text in texts for m in re.finditer(CONCENTRATION, text)}
    return unit_said(for_all[0]) if for_all and len(every) == 1 and not any(map(_BUT.search, texts)) else ""


def _row(row: TableRow, grades: Sequence[Grade], marks: Sequence[str], unit: str) -> DraftRow:
    indicator = _label(row.indicator, marks)
    sub = _label(row.sub, marks) if row.sub is not None else ""
    name = f"{indicator}/{sub}" if sub else indicator
    said = f"（{unit}）/{name}" if unit and not label_in(name).unit else name
    cells = {grade: _cell(row.cells[grade], said, marks, row.doubts, grade) for grade in grades if grade in row.cells}
    return DraftRow(indicator, sub or None, cells)


def _label(slot: Slot, marks: Sequence[str]) -> str:
    return without_mark(slot.raw.replace("\n", ""), marks)[0]


def _cell(slot: Slot, row: str, marks: Sequence[str], row_doubts: Sequence[str], grade: Grade) -> DraftCell:
    raw, gone = without_mark(slot.raw, marks)
    stroke = any(piece.ocr for piece in slot.pieces) and raw in _STROKES
    same = other if (other := same_as(raw)) != grade else None  # 达到A级要求 under A refers to no other grade
    needs = Requirements() if same else requirements_in(raw, row)
    first = slot.first()
    confidence, flags = _sureness(slot, raw, needs, row_doubts)
    if stroke:
        confidence, flags = round(confidence * ODD_WORDS, 3), [*flags, f"只认出一个笔画“{raw}”，可能是“/”，请对照原图"]
    box, page = (first.box, first.page) if first else (None, None)
    return DraftCell(
        raw=raw,
        page=page,
        box=box,
        confidence=confidence,
        same_as=same,
        limits=tuple(needs.limits),
        shares=tuple(needs.shares),
        retention=tuple(needs.retention),
        technology=technology_in(raw),
        marks=tuple(dict.fromkeys([*slot.marks, *gone])),
        flags=tuple(flags),
    )


def same_as(raw: str) -> Grade | None:
    """The grade that a cell refers to and says nothing else: 同A级.

    >>> same_as("要求同A级"), same_as("与B级标准一致"), same_as("同A级，且不高于10"), same_as("未达到C级标准")
    (<Grade.A: 'A'>, <Grade.B: 'B'>, None, None)
    """
    found = _SAME.fullmatch(plain(raw))
    if not found:
        return None
    grade = found["grade"] or found["other"]
    return grade_in(f"{grade}级" if len(grade) <= 2 else grade)


def technology_in(raw: str) -> tuple[str, ...]:
    """What a cell lists as any one of which will do; () where it lists nothing so.

    >>> technology_in("采用甲类除尘、乙类除尘或丙类除尘之一")
    ('甲类除尘', '乙类除尘', '丙类除尘')
    """
    for clause in re.split(r"[。；;\n]", raw):
        found = _ANY_OF.search(clause)
        lead = re.search(r"(?:采用|使用|选用|配备|安装)", clause)
        if found and lead and lead.end() < found.start():
            parts = re.split(r"[、，,]|或者?|以及|和", clause[lead.end() : found.start()])
            some = tuple(part.strip() for part in parts if part.strip())
            if len(some) > 1:
                return some
    return ()


def _sureness(slot: Slot, raw: str, needs: Requirements, row_doubts: Sequence[str]) -> tuple[float, list[str]]:
    """How sure the cell is, and each reason against it in words."""
    scanned = any(piece.ocr for piece in slot.pieces)
    value = OCR * min((p.said.confidence for p in slot.pieces), default=1.0) if scanned else TEXT
    flags: list[str] = []
    digits = bool(re.search(r"\d", raw))

    def doubt(share: float, say: str) -> None:
        nonlocal value
        value *= share
        flags.append(say)

    if any(not piece.said.sure for piece in slot.pieces):
        doubt(UNSURE, "两次识别的数字不一致")
    if needs.unread:
        doubt(UNREAD, f"{threshold.UNREAD}：{'、'.join(needs.unread)}")
    for say in dict.fromkeys(needs.doubts):
        doubt(NO_SIGN, say)
    if any(piece.inferred for piece in slot.pieces):
        doubt(INFERRED, "没有表格线，合并范围由文字位置推断")
    joins = [say for say in slot.doubts if say == "跨页"]
    if joins and digits:
        doubt(CUT, "单元格跨页，前后相接")
        if _figure_at_seam(slot):
            doubt(JOINED_ODDLY, "跨页处前后都是数字")
    for say in dict.fromkeys([*(s for s in slot.doubts if s != "跨页"), *row_doubts]):
        doubt(JOINED_ODDLY, say)
    if any(piece.said.broken for piece in slot.pieces):
        doubt(JOINED_ODDLY, "数字在行末断开")
    if _unfinished(raw):
        doubt(UNFINISHED, "文字似不完整")
    if scanned and needs.limits:
        for limit in needs.limits:
            if not _usual_unit(str(limit["unit"])):
                doubt(ODD_WORDS, f"识别出的单位少见：{limit['unit'] or '无'}")
                break
    return round(min(value, 0.99), 3), flags


def _usual_unit(unit: str) -> bool:
    return bool(re.fullmatch(r"(?:[nμm]g(?:-?I?-?TEQ)?/N?m[³3]|毫克/立方米|%|级|g/L|kg/t|mg/L)", unit))


def _figure_at_seam(slot: Slot) -> bool:
    texts = [piece.said.raw for piece in slot.pieces if piece.said.raw]
    return any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(texts))


def _unfinished(raw: str) -> bool:
    """Whether the words end where no sentence ends: on a comma, an opening bracket, a bound without its figure."""
    opened = len(re.findall(r"[（(]", raw)) != len(re.findall(r"[)）]", raw)) and not re.search(
        r"(?:^|\n)\s*\d+[)）]", raw
    )
    return (
        bool(
            re.search(
                r"(?:[，,、（(≤≥＜＞<>]|[高低大小]于|超过|分别|(?:控制|保持|稳定|限制|维持)[在到于至]|达到|及|和|与|或|为|的?浓度)$",
                raw.strip(),
            )
        )
        or opened
        or _unsaid(raw)
    )


def _unsaid(raw: str) -> bool:
    """Whether the last clause names pollutants that are let out, and no figure: 颗粒物、SO2排放浓度.

    >>> _unsaid("颗粒物、SO2排放"), _unsaid("颗粒物、SO2排放浓度不高于11mg/m³"), _unsaid("监测颗粒物浓度")
    (True, False, False)
    """
    last = re.split(r"[；;。\n，,：:]", raw.strip())[-1]
    names = named_in(last)
    tail = last[names[-1].end :] if names else ""
    return (
        bool(re.fullmatch(r"(?:有组织|最高)?(?:允许)?(?:排放|排放浓度|浓度(?:小时|日)?均值)(?:均|应)?", tail))
        and not names[0].start
    )


def _ordered(
    rows: Sequence[DraftRow], grades: Sequence[Grade], table: Growing
) -> tuple[list[DraftRow], list[tuple[str, int | None]]]:
    """Rows whose limits contradict the order of grades are less sure; rows with holes are flagged."""
    flags = list(table.doubts)
    if not rows:
        flags.append(("没有读出一行指标", table.pages[0] if table.pages else None))
    out = []
    for row, source in zip(rows, table.rows, strict=True):
        name = f"{row.indicator}/{row.sub}" if row.sub else row.indicator
        if not row.indicator:
            flags.append(("一行没有指标名称", source.page))
        missing = [str(grade) for grade in grades if grade not in row.cells]
        empty = [str(grade) for grade, cell in row.cells.items() if not cell.raw]
        if missing:
            flags.append((f"“{name}”缺少 {'、'.join(missing)} 级的单元格", source.page))
        if empty:
            flags.append((f"“{name}”{'、'.join(empty)} 级空白", source.page))
        loose = _looser(row, grades)
        if loose:
            flags.append((f"“{name}”{loose}", source.page))
            row = DraftRow(row.indicator, row.sub, _lowered(row.cells, loose))
        out.append(row)
    return out, flags


def _looser(row: DraftRow, grades: Sequence[Grade]) -> str:
    """Words for a stricter grade whose limit is looser than a lower one's; "" where there is none."""
    best: dict[tuple[object, ...], tuple[float, Grade]] = {}
    for grade in grades:
        cell = row.cells.get(grade)
        for limit in cell.limits if cell else ():
            key = (limit["pollutant"], limit["where"], limit["oxygen"], limit["averaging"], limit["unit"])
            before = best.get(key)
            up = limit["comparator"] in (">=", ">")
            if before and (float(limit["value"]) > before[0] if up else float(limit["value"]) < before[0]):
                return f"{limit['pollutant']}：{grade} 级比 {before[1]} 级更严"
            best.setdefault(key, (float(limit["value"]), grade))
    return ""


def _lowered(cells: Mapping[Grade, DraftCell], say: str) -> dict[Grade, DraftCell]:
    return {
        grade: replace(cell, confidence=round(cell.confidence * DISORDER, 3), flags=(*cell.flags, say))
        if cell.limits
        else cell
        for grade, cell in cells.items()
    }
