"""Which paper a page looks like: by its title first, by the words of its text where it has none (附件3's papers).

Lives here: `Guess`, `guess`, `named_by_file`, `is_contents`, `is_cover`. May import: views, vocabulary. A Chinese title
ends with its head word, so a pattern that matches up to the end of a title weighs most; a contents page is nobody's
evidence; a file's name is a hint that a caller may weigh, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from assistant.screening.views import Cell, Row, View, plain
from assistant.screening.vocabulary import Known, Vocabulary

SURE, LIKELY, FAINT = 0.6, 0.45, 0.3
_NUMBERED = 0.55  # how much a numbered heading below the first row weighs as a title
_BESIDE_BIG = 0.75  # and how much a plain row does where a title in larger type is there
_FOLIO = re.compile(
    r"第?[0-9]{1,3}页?(?:[,/]?共[0-9]{1,3}页)?|[-—]{0,2}[0-9]{1,3}[-—]{0,2}|Page[0-9]+(?:of[0-9]+)?", re.I
)
_TITLE_ROWS = 3  # rows from the top in which the title of a letter or an offer stands
_ZONE = 14  # rows from the top within which a title may stand
_SECTION = re.compile(
    r"^(?:第[一二三四五六七八九十0-9]{1,3}[章节]|[(（]?[一二三四五六七八九十]{1,3}[)）、.]|[0-9]{1,2}(?:\.[0-9]{1,2})*[、.)]?(?=[^0-9年]))"
)
_ATTACHED = re.compile(r"^(?:附件|附表|附录|附图|附)[0-9一二三四五六七八九十]{0,3}(?:[-—.][0-9]+)?[:、.]?")
_TRAILER = re.compile(
    r"(?:[((【\[][^))】\]]{0,14}[))】\]]|示例|样本|[0-9]{4}年度?|第?[0-9一二三四]{1,4}季度|复印件|扫描件|正本|副本|第?[0-9]{1,4}页|共[0-9]{1,4}页|[0-9]{4}[-.][0-9]{1,2}(?:[-.][0-9]{1,2})?)$"
)
_TRAILING = ":;,。.…、-—_~"  # signs behind a title; a contents page may hold hundreds in a line
_TRAILER_LONG = 24  # no trailer is longer: only so much of the end is looked at
_SENTENCE = re.compile(r"[。;!?]|(?:应当|应该|我单位|本公司|特此|如下|必须|按照).{0,40}[,、]")
_HEAD_WORD = re.compile(
    r"(?:表|书|证|证明|记录|笔录|纪要|报告|通知|公告|公示|函|合同|协议|说明|声明|制度|规程|台账|方案|预案|清单|回执|单|意见|凭证|发票|决定|指南|标准|细则|名录|名单|证件|试卷|心得)$"
)  # how a title ends
_TOLD_OF = re.compile(
    r"(?:情况|结果|结论|意见|排放量|浓度|用量|产量|时长|小时数|天数|次数|达标率|运行率)(?:\([^)]{0,8}\))?$"
)
_OUTCOME = re.compile(
    r"(?:基本|均|全部)?(?:正常|达标|符合|合格|满足|落实|完成)|[0-9.]{1,12}(?:吨|t|kg|千克|公斤|mg/m3|%|小时|h|次|台|天|套|立方米|m3)(?:/年|/a)?",
    re.I,
)
_RECORD_CELLS = 4  # a dated row of so many cells makes a ledger that nobody calls one
_DATED = re.compile(r"[0-9]{1,4}[-./年][0-9]{1,2}(?:[-./月][0-9]{1,2})?|[0-9]{1,2}:[0-9]{2}")
_ON_COVERS = re.compile(
    r"(?:名称|单位|企业|公司|机构|地址|地点|代表人|法人|负责人|联系人|电话|手机|邮编|日期|时间|时段|周期|期间|年度|季度|编号|证号|号|代码|行业|等级|级别|类别|类型|性质|版本|编制|编写|审核|批准|签发|项目名称|委托方|委托人|客户|样品|报告|密级|份数|页数|盖章|公章|方|人)$"
)
_FORM, _FILLED = re.compile(r"(?:(?<!报告)表|单|回执|证明)$"), 4  # a form with so many lines filled in is no cover
_REPORTED = 2  # so many lines that tell what was found make a page more than a cover
_NUMBER = re.compile(r"[0-9一二三四五六七八九十.、()-]{1,5}")
_LISTED = re.compile(r"(?:\.{3}|…|[·•]{3}|-{4}).{0,3}[0-9]{1,3}$")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a page looks like. `title`: the score of its title alone; `cell`: where that stands; `opens`: like a first page."""

    id: str | None
    score: float
    title: float = 0.0
    body: float = 0.0
    cell: Cell | None = None
    opens: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    cell: Cell
    weight: float
    prominent: bool


def guess(view: View, vocabulary: Vocabulary) -> Guess:
    """The best guess for one page on its own; `id` is None where nothing speaks for any paper."""
    if is_contents(view, vocabulary):
        return Guess("contents", 1.0, 1.0, 0.0, view.rows[0].cells[0] if view.rows else None, opens=True)
    if (cell := _about_papers(view, vocabulary)) is not None:
        return Guess("about", 1.0, 1.0, 0.0, cell, opens=True)
    lines = list(_lines(view))
    text = view.text
    best = Guess(None, 0.0)
    for known in vocabulary.kinds.values():
        candidate = _held_against(known, lines, text)
        if candidate.score > best.score and not _is_loose(known, candidate, view):
            best = candidate
    return best if best.score >= FAINT else Guess(None, best.score)


def _is_loose(known: Known, said: Guess, view: View) -> bool:
    """Whether a page has the words of a paper and a title of another kind, or the words of a ledger and no row of one."""
    if said.title >= SURE:
        return False
    if titled_otherwise(view, known, said.title, akin=True):
        return True
    if known.words.read != "rows" or known.words.figure:
        return False
    return not any(len(row.cells) >= _RECORD_CELLS and _DATED.search(row.text) for row in view.rows)


def ranked(view: View, vocabulary: Vocabulary) -> list[Guess]:
    """Every kind with a score, best first."""
    lines, text = list(_lines(view)), view.text
    found = [_held_against(known, lines, text) for known in vocabulary.kinds.values()]
    return sorted((one for one in found if one.score > 0), key=lambda one: -one.score)


def _held_against(known: Known, lines: list[_Line], text: str) -> Guess:
    marks = len({pattern.pattern for pattern in known.marks if pattern.search(text)})
    body = min(1.0, marks / known.words.needs) if known.marks else 0.0
    title, where = 0.0, None
    for line in lines:
        score = _title_score(known, line, body)
        if score > title:
            title, where = score, line
    if title:
        return Guess(
            known.id, title + 0.15 * body, title, body, where.cell if where else None, bool(where and where.prominent)
        )
    if not known.listed and known.id != "accident_plan":
        return Guess(known.id, 0.3 * body, 0.0, body)
    return Guess(known.id, 0.55 * body, 0.0, body)


def _title_score(known: Known, line: _Line, body: float) -> float:
    """How far one line, taken as a title, names this paper."""
    if known.never and known.never.search(line.text):
        return 0.0
    best = 0.0
    for patterns, worth in ((known.titles, 1.0), (known.weak, 0.45 + 0.45 * body)):
        for pattern in patterns:
            found = pattern.search(line.text)
            if not found:
                continue
            rest = len(line.text) - (found.end() - found.start())
            fit = 1.0 if found.end() == len(line.text) else 0.7
            fit *= 1.0 if rest <= 30 else 0.85
            longest = min(0.06, 0.004 * (found.end() - found.start()))  # the more it explains, the better it fits
            best = max(best, worth * fit * line.weight + longest * worth * fit)
    return best


def _lines(view: View) -> Iterator[_Line]:
    """Lines that may be a title, each with how much it looks like one; neighbours of one size also as one line."""
    rows = view.rows
    body = view.body_size
    titled = any(_is_big(row, body) for row in rows[:_ZONE])
    previous: _Line | None = None
    previous_size = 0.0
    for rank, row in enumerate(rows):
        size = row.size
        big = _is_big(row, body)
        if _FOLIO.fullmatch(row.text):
            continue
        if rank >= _ZONE and not big:
            previous = None
            continue
        whole = title_text(row.text)
        alone = len(row.cells) == 1 or all(len(cell.text) <= 2 for cell in row.cells)
        weight = _weight(rank, big, alone, len(rows), view)
        weight *= _NUMBERED if rank and is_section(row.text) else 1.0
        weight *= _BESIDE_BIG if titled and not big else 1.0
        line = _Line(whole, row.cells[0], weight, big or rank <= 2) if alone else None
        if line and _may_be_title(row.text, whole):
            yield line
            bare = _ATTACHED.sub("", row.text)
            if bare != whole:
                yield replace(line, text=bare)
            if previous and abs(previous_size - size) <= 0.12 * max(size, 1) and len(previous.text) + len(whole) <= 60:
                joined = title_text(previous.text + whole)
                yield replace(line, text=joined, cell=previous.cell, weight=max(previous.weight, weight))
        elif not alone and rank <= 3:
            for cell in row.cells:
                short = title_text(cell.text)
                if _may_be_title(cell.text, short):
                    yield _Line(short, cell, weight * 0.6, prominent=False)
        previous, previous_size = (line, size) if line and _may_be_title(row.text, whole) else (None, 0.0)
    label = title_text(plain(view.page.label))
    if label and rows and view.page.number is not None:
        yield _Line(label, rows[0].cells[0], 0.55, prominent=False)


def _is_big(row: Row, body: float) -> bool:
    """Whether a row stands in larger type than most of the page."""
    return bool(body and row.size >= 1.18 * body)


def _weight(rank: int, big: bool, alone: bool, count: int, view: View) -> float:
    if big and rank <= 8:
        return 1.0
    if rank <= 1 and alone:
        return 0.95
    if rank <= 4:
        return 0.85 if count > 6 else 0.9
    if big:
        return 0.8
    few = view.letters < 120
    return 0.62 if rank <= 8 else (0.6 if few else 0.42)


def title_text(text: str) -> str:
    """The title without what stands before and behind it: 附件3:, (示例), (2025年), page numbers.

    >>> title_text("附件3:排污许可证(副本)(示例)")
    '排污许可证'
    """
    out = _ATTACHED.sub("", text)
    return _without_trailers(out) or out or text


def _without_trailers(text: str) -> str:
    while text:
        text = text.rstrip(_TRAILING)
        found = _TRAILER.search(text, max(0, len(text) - _TRAILER_LONG))
        if not found:
            break
        text = text[: found.start()]
    return text


def _may_be_title(text: str, title: str) -> bool:
    bare = _without_trailers(_ATTACHED.sub("", text))
    told = ":" in bare.rstrip(":")  # 排污许可证编号:9141… tells a value and names no paper
    return 2 <= len(title) <= 64 and not told and not _SENTENCE.search(text) and not _LISTED.search(text)


def is_section(text: str) -> bool:
    """Whether a line is numbered like a section of a longer text: 一、…, 1.2 …"""
    return bool(_SECTION.match(text)) and not _ATTACHED.match(text)


def is_contents(view: View, vocabulary: Vocabulary) -> bool:
    """Whether the page lists papers instead of being one."""
    first = [title_text(row.text) for row in view.rows[:5]]
    known = vocabulary.kinds["contents"]
    if any(pattern.search(line) for line in first if len(line) <= 20 for pattern in known.titles):
        return True
    listed = sum(1 for row in view.rows if _LISTED.search(row.text))
    if listed >= 5 and listed * 2 >= len(view.rows):
        return True
    return _lists_papers(view, vocabulary)


def _about_papers(view: View, vocabulary: Vocabulary) -> Cell | None:
    """The title of a letter, notice, offer or instruction that speaks of papers and is none of them; None: no such."""
    before: Row | None = None
    for row in view.rows[:_TITLE_ROWS]:
        whole = [row.text]
        if before is not None and abs(before.size - row.size) <= 0.12 * max(row.size, 1):
            whole.append(before.text + row.text)  # a title that is broken over two lines
        before = row if _may_be_title(row.text, title_text(row.text)) else None
        for text in whole:
            title = title_text(text)
            if is_section(text) or not _may_be_title(text, title):
                continue
            if _is_about(title, vocabulary) or _is_about(text, vocabulary):
                return row.cells[0]
    return None


def _is_about(text: str, vocabulary: Vocabulary) -> bool:
    return any(pattern.search(text) for pattern in vocabulary.kinds["about"].titles)


def _lists_papers(view: View, vocabulary: Vocabulary) -> bool:
    """Six or more lines, most of the page, whose first words name another paper each: a list without its heading."""
    if len(view.rows) < 7:
        return False
    named = set()
    hits = 0
    for row in view.rows[1:]:
        cell = next((cell.text for cell in row.cells if not _NUMBER.fullmatch(cell.text)), "")
        text = title_text(_SECTION.sub("", cell))
        if not 3 <= len(text) <= 30:
            continue
        for known in vocabulary.kinds.values():
            if known.listed and any(
                (m := p.search(text)) and m.end() - m.start() >= 0.6 * len(text) for p in known.titles
            ):
                named.add(known.id)
                hits += 1
                break
    return len(named) >= 6 and hits >= 0.6 * len(view.rows)


def is_cover(view: View) -> bool:
    """Whether the page looks like a cover: a title, whose it is, a day, and little else."""
    rows = view.rows
    if not rows or view.letters > 260 or len(rows) > 16:
        return False
    if any(len(row.cells) >= 3 or len(row.text) > 45 or "。" in row.text for row in rows):
        return False
    told = sum(_reports(row) or _goes_beyond(row) for row in rows)
    form = any(_FORM.search(title_text(row.text)) for row in rows[:_TITLE_ROWS])
    if told >= _REPORTED or (form and told + sum(len(row.cells) == 2 for row in rows) >= _FILLED):
        return False
    return sum(len(row.cells) for row in rows) <= 2.2 * len(rows)


def _goes_beyond(row: Row) -> bool:
    """Whether a line of two cells says what no cover does: neither who, what, where, when nor which number."""
    return len(row.cells) == 2 and not _ON_COVERS.search(re.sub(r"\([^)]{0,12}\)|:$", "", row.cells[0].text))


def _reports(row: Row) -> bool:
    """Whether a line tells what was found, as a report of one page does: 实际排放量|0.3吨, 台账管理情况:正常."""
    cells = [cell.text for cell in row.cells] if len(row.cells) == 2 else row.text.split(":", 1)
    if len(cells) != 2:
        return False
    label, value = cells[0].rstrip(":"), cells[1].lstrip(":")
    return bool(value) and bool(_TOLD_OF.search(label) or _OUTCOME.fullmatch(value))


def named_by_file(file: str, vocabulary: Vocabulary) -> list[str]:
    """Which materials the name of a file speaks of, the longest word first; folders count where the name is silent."""
    path = PurePosixPath(file)
    for part in (path.stem, *(str(parent.name) for parent in path.parents if parent.name)):
        text = plain(part)
        if _is_about(text, vocabulary):
            return []
        found = [
            (max(m.end() - m.start() for p in known.names if (m := p.search(text))), known.id)
            for known in vocabulary.kinds.values()
            if known.listed and any(p.search(text) for p in known.names) and not _ruled_out(known, text)
        ]
        if found:
            return [name for _, name in sorted(found, key=lambda one: (-one[0], one[1]))]
    return []


def titled_otherwise(view: View, known: Known, score: float, *, akin: bool = False) -> bool:
    """Whether the page's own title says that it is another paper; `akin`: one that ends as this kind's do will do."""
    for row in view.rows[:_TITLE_ROWS]:
        title = title_text(row.text)
        if len(row.cells) > 1 or is_section(row.text) or not _may_be_title(row.text, title):
            continue
        if _ruled_out(known, title):
            return True
        head = _HEAD_WORD.search(title)
        if head and score < LIKELY and not _has_such_title(known, title, head[0] if akin else None):
            return True
    return False


def _has_such_title(known: Known, title: str, head: str | None) -> bool:
    """Whether papers of this kind have such a title, or one that ends with the same head word."""
    return any(pattern.search(title) or (head and head in pattern.pattern) for pattern in (*known.titles, *known.weak))


def _ruled_out(known: Known, text: str) -> bool:
    return bool(known.never and known.never.search(text))
