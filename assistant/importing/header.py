"""The head of an indicator table: which columns stand for which grades; of a measures table: which for which alerts.

Lives here: `Head`, `head_of`, `is_head_alone`, `grade_in`, `alert_in`, `names_enterprises`, `counts`. May import: importing.amounts, lattice, sheets,
wording; library.grade.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from assistant.importing.amounts import CONCENTRATION
from assistant.importing.lattice import Cell, Found
from assistant.importing.sheets import lines_of
from assistant.importing.wording import said_by
from assistant.library.grade import LEADERSHIP, LETTERS, Alert, Grade

Name = TypeVar("Name", Grade, Alert)
LABEL = 6  # letters of a word over labels
DEEPEST = 5  # rows within which a head is looked for
# What a head's cell may say beside its grade: what the column holds; in brackets, how good the grade is or in which unit.
_HOLDS = "(?:企业|单位|绩效|评定|评价|评级|分级|等级|指标|条件|要求|标准|水平|限值|控制|管控|内容|的)*"
_HOW_GOOD = "(?:绩效)?(?:引领|领先|领跑|先进|标杆|示范|优秀|优|良好|较好|良|中等|中|达标|合格|基本|一般|较差|差|落后|提升|整治|限制)+[性型级类]?(?:水平|企业)?"
_GLOSS = rf"(?:\((?:{_HOW_GOOD}|含B-级?|企业|示例|试行|暂行|(?:计量|浓度)?(?:单位:?)?{CONCENTRATION})\))*"
_LEVEL_OF = "[一二三四五ⅠⅡⅢⅣⅤIV]+[级等类档]"  # 一级（A）: only where the letter stands beside it
_LETTER = re.compile(
    rf"(?:企业|绩效|评定|评价|评级|分级|等级|级别)*(?:{_LEVEL_OF}[/、]?)?\(?(?P<letter>[ABCD])(?P<minus>-)?[级类等档]?\)?(?:[/、]?{_LEVEL_OF}|\({_LEVEL_OF}\))?{_HOLDS}{_GLOSS}{_HOLDS}"
)
_AND_BELOW = re.compile(rf"(?P<grade>[ABCD]-?级?)(?:\(含\))?[及和或]?(?:其)?以[上下](?:等级|级别)?{_HOLDS}")
_APART = re.compile("[、,和及与/]")
_LEADING = re.compile(
    rf"(?P<non>非)?(?:绩效引领|(?:绩效)?引领[性型]|引领(?=企业|指标|级|水平))[性型]?(?:企业|指标|要求|条件|标准|水平|级)*{_GLOSS}"
)
_STAGE = r"(?:[ⅠⅡⅢI]+级(?:应急)?(?:响应)?|[一二三]级(?:应急)?响应)"  # of the response that goes with an alert
_TIE = r"[/·・•|丨:-]?"  # what a colour and its level are set side by side with
_LEVEL = rf"(?:{_TIE}(?:\({_STAGE}\)|{_STAGE}))"
_OF_ALERT = r"(?:(?:应急)?响应|应急|重污染(?:天气)?|启动|发布|预警|警报|期间|时|措施|减排)*"
_ALERT = re.compile(
    rf"{_OF_ALERT}(?:{_LEVEL})?{_OF_ALERT}{_TIE}\(?([黄橙红])色?{_OF_ALERT}\)?{_OF_ALERT}{_LEVEL}?{_OF_ALERT}"
)
_ALERTS = {"黄": Alert.YELLOW, "橙": Alert.ORANGE, "红": Alert.RED}
_PROSE = re.compile(r"[。；;，,：:]|^[（(]?[\d一二三四五六七八九十]+[)）、.．]")
_COUNT = re.compile(r"序号|编号|项次|序|No\.?|№")
_STUB = re.compile(r"指标|项目|内容|类别|要求|等级|级别|绩效")
_ENTERPRISES = re.compile(
    r"(?:企业|单位|公司|厂家?|申报主体)(?:名称|全称|名单|名录|代码|地址|简称)|统一社会信用|法定?代表?人|名单|名录|(?:企业|单位|公司)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """`deep`: rows it takes; `grades`, `alerts`: the sides (x0, x1) of each column; `above`: words over it (a title)."""

    deep: int
    grades: dict[Grade, tuple[float, float]]
    alerts: dict[Alert, tuple[float, float]]
    above: str = ""
    words: frozenset[str] = frozenset()  # of its cells, to know it by when it comes again
    number: tuple[float, float] | None = None  # the sides of a first column that only counts the rows
    doubts: tuple[str, ...] = ()

    @property
    def left(self) -> float:
        """Where the first column that is no label begins."""
        return min(x0 for x0, _ in (*self.grades.values(), *self.alerts.values()))


def plain(text: str) -> str:
    """Without white space, wide forms made narrow, every dash one."""
    return re.sub(r"[－—–‐‑−]", "-", re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))


def grade_in(text: str) -> Grade | None:
    """The grade that a head's cell names, if it names one and nothing else."""
    words = plain(text)
    found = _LETTER.fullmatch(words)
    if found and words.count("(") == words.count(")"):
        letter = found["letter"] + (found["minus"] or "")
        return Grade(letter) if letter in set(LETTERS) else None
    led = _LEADING.fullmatch(words)
    return (Grade.NOT_LEADING if led["non"] else Grade.LEADING) if led else None


def counts(text: str) -> bool:
    """Whether a head's cell says that its column counts the rows (序号)."""
    return bool(_COUNT.fullmatch(plain(text)))


def names_enterprises(text: str) -> bool:
    """Whether a head's cell says that its column names enterprises: the table is a list of them.

    >>> names_enterprises("企业名称"), names_enterprises("领域")
    (True, False)
    """
    return bool(_ENTERPRISES.search(plain(text)))


def alert_in(text: str) -> Alert | None:
    """The alert that a cell names, if it names one and nothing else.

    >>> alert_in("重污染天气黄色预警（Ⅲ级响应）"), alert_in("黄色预警期间停产")
    (<Alert.YELLOW: '黄色'>, None)
    >>> alert_in("橙色预警/Ⅱ级响应"), alert_in("Ⅰ级响应·红色预警"), alert_in("黄色预警/橙色预警"), alert_in("黄色预警/Ⅲ级标准")
    (<Alert.ORANGE: '橙色'>, <Alert.RED: '红色'>, None, None)
    """
    found = _ALERT.fullmatch(plain(text))
    return _ALERTS[found[1]] if found else None


def head_of(found: Found) -> Head | None:
    """The head of a table of grades or of alerts; None for any other table."""
    above: list[str] = []
    for row in range(min(DEEPEST, found.high)):
        cells = [cell for cell in found.cells if cell.row == row]
        grades = _named(found, cells, grade_in)
        alerts = _named(found, cells, alert_in)
        if len(alerts) >= 2:
            return Head(_deep(cells), {}, alerts, "".join(above), _words(found, _deep(cells)), _number(found, row))
        grades, doubts = _with_several(found, cells, grades)
        if _is_ladder(found, cells, grades):
            return Head(_deep(cells), grades, {}, "".join(above), _words(found, _deep(cells)), _number(found, row), doubts)  # fmt: skip
        wide = [c for c in cells if not c.blank]
        if len(wide) == 1 and wide[0].column_span >= found.wide - 1 and found.wide > 1:
            above.append(said_by(wide[0]).raw)
    return None


def _with_several(
    found: Found, cells: list[Cell], grades: dict[Grade, tuple[float, float]]
) -> tuple[dict[Grade, tuple[float, float]], tuple[str, ...]]:
    """The columns with those that one cell of the head gives to several grades (B级、C级企业), and a doubt about each that does
    not say which they are (B级及以下): it stands under the grade that is named. Not where rows are alerts': measures."""
    out, doubts = dict(grades), []
    if not any(one in LETTERS for one in grades) or any(
        c.column == 0 and alert_in(said_by(c).raw) for c in found.cells
    ):
        return out, ()
    for cell in cells:
        words = plain(said_by(cell).raw)
        below = _AND_BELOW.fullmatch(words)
        named = [grade_in(part) for part in ([below["grade"]] if below else _APART.split(words))]
        if not cell.column or grade_in(words) or not all(named) or (len(named) < 2 and not below):
            continue
        for one in named:
            if one is not None and one not in out:
                out[one] = (found.columns[cell.column], found.columns[cell.column + cell.column_span])
        if below:
            doubts.append(f"表头“{words}”不止一个等级，只记在其中写明的等级下")
    return out, tuple(doubts)


def is_head_alone(found: Found) -> bool:
    """Whether a table is a head of grades or alerts and nothing else."""
    head = head_of(found)
    return head is not None and head.deep == found.high


def _named(found: Found, cells: list[Cell], name: Callable[[str], Name | None]) -> dict[Name, tuple[float, float]]:
    """Which columns these cells give a name to, and between which sides."""
    named: dict[Name, tuple[float, float]] = {}
    ordered = [cell for cell in sorted(cells, key=lambda one: one.column) if not cell.blank]
    texts = [said_by(cell).raw for cell in ordered]
    words = [name(text) for text in texts]
    for at, (cell, text, word) in enumerate(zip(ordered, texts, words, strict=True)):
        if not named and _calls_rows(text, word, words[at + 1 :]):
            continue
        if word is not None and word not in named and cell.column > 0:
            named[word] = (found.columns[cell.column], found.columns[cell.column + cell.column_span])
    return named


def _calls_rows(text: str, name: Grade | Alert | None, later: Sequence[Grade | Alert | None]) -> bool:
    """Whether what names a grade is only what the head calls its rows: 引领性指标, with that grade's own column behind it."""
    return name in later and bool(_STUB.search(text))


def _is_ladder(found: Found, cells: list[Cell], grades: dict[Grade, tuple[float, float]]) -> bool:
    letters = [one for one in grades if one in LETTERS]
    if len(letters) >= 2:
        return True
    begin = min((x0 for x0, _ in grades.values()), default=0.0)
    low = max((x.row for x in cells), default=0)
    first = [said_by(c).raw for c in found.cells if c.row <= low and (not c.column or found.columns[c.column] < begin)]
    return Grade.LEADING in grades and set(grades) <= set(LEADERSHIP) and _calls_indicators(first)


def _calls_indicators(labels: Sequence[str]) -> bool:
    """Whether what stands before a lone grade's name in a head may call the rows indicators: short words, none of which names
    enterprises or an alert."""
    said = [one for one in map(plain, labels) if one and not _COUNT.fullmatch(one)]
    return (
        bool(said)
        and not any(names_enterprises(one) or alert_in(one) for one in said)
        and (bool(_STUB.search("".join(said))) or all(len(one) <= LABEL and not _PROSE.search(one) for one in said))
    )


def _number(found: Found, row: int) -> tuple[float, float] | None:
    """The sides of the first column where the head calls it the rows' number, or says nothing that was read over numbers
    that rise."""
    for cell in found.cells:
        if cell.column == 0 and cell.row <= row < cell.row + cell.row_span and cell.column_span == 1:
            called = plain(said_by(cell).raw)
            if _COUNT.fullmatch(called) or (called in ("", "号") and _counts(found, cell.row + cell.row_span)):
                return found.columns[0], found.columns[1]
            return None
    return None


def _counts(found: Found, deep: int) -> bool:
    """Whether the first column holds nothing but numbers under a head, each one more than the one before."""
    cells = sorted((c for c in found.cells if c.column == 0 and c.row >= deep and not c.blank), key=lambda one: one.row)
    said = [plain(said_by(cell).raw) for cell in cells]
    if len(said) < 2 or not all(one.isdecimal() for one in said):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(said))


def _deep(cells: list[Cell]) -> int:
    return max((cell.row + cell.row_span if cell.column_span >= 1 else cell.row + 1) for cell in cells)


def _words(found: Found, deep: int) -> frozenset[str]:
    return frozenset(plain(said_by(cell).raw) for cell in found.cells if cell.row < deep and not cell.blank)


def labels_before(parts: Sequence[str]) -> int | None:
    """How many labels (none, one, two) stand before nothing but grades or alerts in the phrases of a head's line; None
    where a line is no head's.

    >>> labels_before(["指标", "A级", "B级"]), labels_before(["A级", "B级"]), labels_before(["A级", "某某"])
    (1, 0, None)

    What a head calls its rows may name a grade too.

    >>> labels_before(["引领性指标", "绩效引领性企业", "非绩效引领性企业"]), labels_before(["A级", "A级", "B级"])
    (1, None)
    >>> labels_before(["条目", "部位", "A级", "B级", "备注"]), labels_before(["A级", "B级", "备注"])
    (2, None)
    """
    named = [grade_in(part) or alert_in(part) for part in parts]
    if named and _calls_rows(parts[0], named[0], named[1:]):
        named[0] = None
    labels = next((at for at, one in enumerate(named) if one), len(named))
    names = named[labels:]
    if len(names) > 2 and labels and names[-1] is None and _beside(parts[-1]):
        names = names[:-1]  # a column of remarks
    told = labels <= (3 if counts(parts[0]) else 2) and all(names) and len(set(names)) == len(names)
    if not told or any(len(part) > 12 or _PROSE.search(part) for part in parts[:labels]):
        return None
    alone = len(names) == 1 and labels and names[0] is Grade.LEADING and _calls_indicators(parts[:labels])
    return labels if alone or len(names) >= 2 else None


def _beside(word: str) -> bool:
    """Whether the last word of a head's line may stand over a column of remarks, proofs or scores."""
    return len(plain(word)) <= LABEL and not _PROSE.search(word) and not names_enterprises(word)


def with_head_parted(found: Found) -> Found:
    """The table with its first row parted in two where the rule under the head is missing: each column's first line is
    a head's word, and what stands below it is no more of the head. Where all lines of a cell name a grade (A级企业, 指标要求
    below it) they are the head."""
    top = [cell for cell in found.cells if cell.row == 0 and cell.words]
    if len(top) < 2 or any(cell.row_span > 1 for cell in found.cells if cell.row == 0):
        return found
    if all(grade_in(said_by(cell).raw) or alert_in(said_by(cell).raw) for cell in top if cell.column):
        return found
    lines = {id(cell): lines_of(cell.words) for cell in top}
    heads = [grade_in(lines[id(cell)][0].text) or alert_in(lines[id(cell)][0].text) for cell in top if cell.column]
    named = sum(head is not None for head in heads)
    first = lines[id(top[0])][0].text if top[0].column == 0 else ""
    enough = named >= 2 or (named == len(heads) == 1 and bool(_STUB.search(first)))
    if not enough or named < len(heads) or sum(len(some) > 1 for some in lines.values()) < len(top) / 2:
        return found
    above = max(some[0].box.bottom for some in lines.values())
    below = min((some[1].box.top for some in lines.values() if len(some) > 1), default=above)
    if below < above - 2:
        return found
    level = (above + below) / 2
    cells: list[Cell] = []
    for cell in found.cells:
        if cell.row or cell.box is None:
            cells.append(replace(cell, row=cell.row + 1))
            continue
        upper, lower = cell.box._replace(bottom=level), cell.box._replace(top=level)
        cells.append(replace(cell, box=upper, words=tuple(w for w in cell.words if w.middle < level)))
        cells.append(
            replace(cell, row=1, box=lower, words=tuple(w for w in cell.words if w.middle >= level), inferred=True)
        )
    return replace(found, rows=(found.rows[0], level, *found.rows[1:]), cells=tuple(cells))
