"""What a cell says, as printed: its lines joined, a line for each numbered item, footnote marks taken off.

Lives here: `Said`, `said_in`, `said_by`, `itemised`, `cuts_word`. May import: importing.sheets, footnotes, lattice, amounts,
pollutants. Letters come from the words of the cell and from nowhere else; where two readings disagree, `sure` is False.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assistant.importing.amounts import MEASURED
from assistant.importing.footnotes import RAISED, plain_mark
from assistant.importing.lattice import Cell
from assistant.importing.pollutants import NAME
from assistant.importing.sheets import SMALL, Line, Word, lines_of

_FEW = 4  # letters, up to which a text has no usual size
_NO_MARK_ALONE = re.compile(r"\d{1,2}|[甲乙丙丁戊己]")  # a power, or a name: of what else the line above lacks
_ITEM = re.compile(
    r"(?P<n>\d{1,2})\s*(?:[、）)]|[.．](?!\d))|[（(]\s*(?P<m>\d{1,2})\s*[)）]|(?P<c>[①-⑳])|(?P<z>[一二三四五六七八九十]{1,2})、"
)
_LATIN = re.compile(r"[A-Za-z\d/.³²ₓ₂]+")
_LATIN_END = re.compile(r"[A-Za-z][A-Za-z\d/.³²ₓ₂]*$")
_CHINESE = "一二三四五六七八九十"
# A figure is still to come: no item begins behind it, though its line of print ends there.
_AWAITED = re.compile(r"(?:[高低大小少]于|[超多]过|达到|控制在|分别为?|≤|≦|≥|[<>＜＞、，,（(和及])$")


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a cell. `raw`: as printed; `marks`: footnote marks that were taken off; `confidence`: of the reading."""

    raw: str
    marks: tuple[str, ...] = ()
    confidence: float = 1.0
    sure: bool = True
    broken: bool = False  # a figure ends one line of print and the next begins with one


def said_in(words: Sequence[Word]) -> Said:
    """What these words of one cell say."""
    if not words:
        return Said("")
    sizes = [w.size for w in words for _ in w.text]
    usual = median(sizes) if len(sizes) > _FEW else max(sizes)  # a figure and its mark have no usual size
    kept: list[Line] = []
    marks: list[str] = []
    lines = lines_of(words)
    for line in lines:
        if kept and _mark_cut(kept[-1], line, usual):
            marks.append(plain_mark(kept[-1].words[-1].text + line.text))
            kept[-1] = Line(kept[-1].words[:-1])
            continue
        rest, gone = _without_marks(line, usual)
        marks += gone
        if rest:
            kept.append(Line(tuple(rest)))
    right = max((line.box.x1 for line in kept), default=0.0)
    text = ""
    for at, line in enumerate(kept):
        text += (_joint(text, line, kept[at - 1], right) if at else "") + line.text
    least = min((w.confidence for w in words), default=1.0)
    broken = any(_cuts_figure(a, b) and not _full(a, kept) for a, b in pairwise(kept))
    return Said(itemised(text), tuple(dict.fromkeys(marks)), least, all(w.sure for w in words), broken)


def _cuts_figure(above: Line, under: Line) -> bool:
    """Whether a figure ends one line and another, or the rest of it, begins the next."""
    return bool(re.search(r"\d\.?$", above.text) and re.match(r"\.?\d", under.text))


def _full(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line ends where no further figure would fit: at the side that other lines of the cell reach too."""
    others = [one.box.x1 for one in lines if one is not line]
    return max(others) - line.box.x1 < 0.5 * line.size and sum(x > line.box.x1 - 1.1 * line.size for x in others) >= 2


def said_by(cell: Cell) -> Said:
    """What a cell says, whether it has words in places or text of its own."""
    if cell.text is None:
        return said_in(cell.words)
    text = "\n".join(line.strip() for line in cell.text.splitlines() if line.strip())
    gone: list[str] = []
    for mark in cell.marks:
        if RAISED.fullmatch(mark) and not (mark in ("2", "3") and re.search(rf"m{mark}", text)):
            stripped = re.sub(rf"{re.escape(mark)}(?=[。；;，,]?(\n|$))", "", text, count=1)
            if stripped != text:
                text, gone = stripped, [*gone, plain_mark(mark)]
    return Said(itemised(text.replace("\n", "\u2028")), tuple(gone))


def _without_marks(line: Line, usual: float) -> tuple[list[Word], list[str]]:
    """The line's words without raised footnote marks."""
    if all(word.size < SMALL * usual for word in line.words) and _is_mark(line.text):
        return [], [plain_mark(line.text)]  # a mark that went to the next line alone
    words = _powers_apart(line.words, usual)
    kept: list[Word] = []
    gone: list[str] = []
    at = 0
    while at < len(words):
        raised = _raised_from(words, at, usual)
        for end in range(at + raised if kept else at, at, -1):
            marks = re.split("[,，、]", "".join(word.text for word in words[at:end]))
            if not _index(kept[-1], words[at]) and all(RAISED.fullmatch(mark) for mark in marks):
                gone += map(plain_mark, marks)
                at = end
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, gone


def _mark_cut(above: Line, line: Line, usual: float) -> bool:
    """Whether a line's end parts a mark of two letters: a raised 注 above, and what it counts small and alone below."""
    small = all(word.size < SMALL * usual for word in line.words)
    last = len(above.words) - 1
    raised = last > 0 and above.words[last].text == "注" and _raised_from(above.words, last, usual) == 1
    return small and raised and bool(RAISED.fullmatch("注" + line.text))


def _is_mark(text: str) -> bool:
    return bool(RAISED.fullmatch(text)) and not _NO_MARK_ALONE.fullmatch(text)


def _powers_apart(words: Sequence[Word], usual: float) -> list[Word]:
    """The words of a line with a unit's power and the mark behind it in two, where both are raised as one word: 10mg/m, 31)."""
    out: list[Word] = []
    for word in words:
        both = re.fullmatch(rf"([23])((?:{RAISED.pattern}))", word.text)
        if both and out and word.size < SMALL * usual and re.search(r"/N?m$", out[-1].text):
            out.append(replace(word, text=both[1]))
            word = replace(word, text=both[2])
        out.append(word)
    return out


def _raised_from(words: Sequence[Word], at: int, usual: float) -> int:
    """How many words from this one on are small and stand higher than the last one of the usual size."""
    base = next((w for w in reversed(words[:at]) if w.size >= SMALL * usual), None)
    end = at
    while (
        base is not None
        and end < len(words)
        and words[end].size < SMALL * usual
        and words[end].box.bottom < base.box.bottom - 0.08 * usual
    ):
        end += 1
    return end - at


def _index(before: Word, word: Word) -> bool:
    """Whether a small raised figure is the power of a unit (m³, cm²) and no mark."""
    return (
        bool(re.fullmatch(r"(?:[23]|-[123])[)）]?", word.text))
        and before.text[-1:] in ("m", "M", "㎡")
        and before.text[-1:].isalpha()
    )


def _joint(text: str, line: Line, last: Line, right: float) -> str:
    """What stands between two lines: nothing in Chinese, a space between words of letters unless the line was full."""
    a, b = text[-1:], line.text[:1]
    apart = a.isascii() and b.isascii() and a.isalnum() and b.isalnum()
    full = last.box.x1 > right - 1.2 * last.size
    digits = a.isdigit() and b.isdigit()
    return "\u2029" if apart and not digits and (full or cuts_word(text, line.text)) else "\u2028"


def cuts_word(text: str, after: str) -> bool:
    """Whether a line of a narrow column ends within a pollutant's name or a unit (NMH, C).

    >>> cuts_word("NMH", "C（mg/m³）"), cuts_word("≤7.5m", "g/m³。"), cuts_word("DCS", "PLC")
    (True, True, False)
    """
    begun, rest = _LATIN_END.search(text), _LATIN.match(after)
    word = begun[0] + rest[0] if begun and rest else ""
    return bool(NAME.fullmatch(word) or MEASURED.fullmatch(word))


def itemised(text: str) -> str:
    """The text with a line for each numbered item; U+2028 marks where a line of print ended.

    >>> itemised("1、甲类；2、乙类")
    '1、甲类；\\n2、乙类'
    >>> itemised("不高于10、\u202820、30mg/m³"), itemised("苯：1、甲苯：5"), itemised("不高于\u20281、3mg/m³")
    ('不高于10、20、30mg/m³', '苯：1、甲苯：5', '不高于1、3mg/m³')
    >>> itemised("1、甲类；\u20282、乙不高于\u20283、5mg/m³")
    '1、甲类；\\n2、乙不高于3、5mg/m³'
    """
    breaks = [m for m in _ITEM.finditer(text) if _may_begin(text, m)]
    at: list[int] = []
    counts: dict[str, int] = {}
    for place, found in enumerate(breaks):
        kind, number = _number(found)
        if number == 1 and _is_figure(text, found) and (kind, 2) not in map(_number, breaks[place + 1 :]):
            continue
        expected = counts.get(kind, 0) + 1
        if number == expected or (not counts and found.start() == 0):
            counts[kind] = number
            if found.start():
                at.append(found.start())
        elif number == 1 and counts.get(kind):
            counts[kind] = 1
            at.append(found.start())
    out, begin = [], 0
    for end in [*at, len(text)]:
        out.append(_plain(text[begin:end]))
        begin = end
    return "\n".join(part for part in out if part)


def _may_begin(text: str, found: re.Match[str]) -> bool:
    before = text[: found.start()].rstrip(" \u3000")
    if not before or before[-1] not in "；;。\u2028\u2029\n：:":
        return not before
    return not (found["n"] and _AWAITED.search(before.rstrip(" \u3000\u2028\u2029")))


def _is_figure(text: str, found: re.Match[str]) -> bool:
    """Whether 1、 may be a figure in a list of figures rather than an item's number: it goes on from what stands before."""
    return bool(found["n"]) and bool(re.search(r"[^；;。\n]$", text[: found.start()].rstrip(" \u3000\u2028\u2029")))


def _number(found: re.Match[str]) -> tuple[str, int]:
    if found["n"]:
        return "n", int(found["n"])
    if found["m"]:
        return "m", int(found["m"])
    if found["c"]:
        return "c", ord(found["c"]) - ord("①") + 1
    word = found["z"]
    return "z", (_CHINESE.index(word[-1]) + 1 + (10 if len(word) > 1 else 0)) if word[-1] in _CHINESE else 0


def _plain(text: str) -> str:
    """Line ends of print taken out: a space stays between words of letters."""
    text = text.replace("\u2029", "")
    text = re.sub(r"(?<=[A-Za-z,])\u2028(?=[A-Za-z])", " ", text)
    return re.sub(r"[ \t]+", " ", text.replace("\u2028", "")).strip()
