"""Notes under a table: the mark that calls each, and what it says; unraised marks taken off the cells they stand in.

Lives here: `Note`, `notes_in`, `is_note`, `is_marked`, `plain_mark`, `without_mark`, `calls_unraised`, `SURE`, `RAISED`. May
import: nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

_NARROW = str.maketrans("（）［］＊", "()[]*")
_EITHER = {"(": "[(（]", ")": "[)）]", "[": r"[\[［]", "]": r"[\]］]", "*": "[*＊]"}
_HEAD = re.compile(r"^\s*(?:注释?|[附脚表备]注|注解|说明)\s*(?=[:：.、\d a-z*])[:：.、]?\s*")
_SIGN = r"(?P<sign>[*＊※†‡#]|§(?!\d))(?P=sign){0,2}\d?"  # §3 numbers a heading; the same sign twice is a mark of its own, ※1 too
_SHAPE = r"(?P<shape>[★☆▲△◆◇●○■□◎])(?P=shape){0,2}\d?"
_COUNT = r"(?:\d{1,2}|[a-z]|[①-⑳一二三四五六七八九十])"
_RING = "⑴-⒇⓵-⓾㈠-㈩㊀-㊉➀-➓⒜-⒵"  # figures and letters within a ring or brackets, a letter each
# What is a mark wherever it stands; and what is one only where the cells call it, for lists are numbered so.
SURE = rf"(?:[a-z]|{_SIGN}|[①-⑳ⓐ-ⓩ❶-❿]|[\[［【〔]注?{_COUNT}[\]］】〕]|[（(]注\s?{_COUNT}[)）])"
_CALLED = rf"(?:{_SHAPE}|§\d|[{_RING}]|[（(]{_COUNT}[)）]|[甲乙丙丁戊己](?=\s*[:：.．、\s]))"
# What is counted, so that no figure before it is a mark.
_MEASURE = "[年个月日天次级类号吨米家台套层道倍条款项张份人万亿元周度位章节种座处组班批辆根支桶罐部间起期段步名户毫千公平立微秒克升百两]|小时|分钟"
RAISED = re.compile(rf"{SURE}|{_SHAPE}|[{_RING}]|\d{{1,2}}\)?|[a-z]\)|[（(]{_COUNT}[)）]|[甲乙丙丁戊己]|注\s?{_COUNT}")
_DASH = r"(?:(?:[—–―]+|[－-]{2,}|\s[－-]\s)\s*(?=[^\s\d—–―－-]))"  # a figure behind it would make it a range, a mere hyphen a name
_MARK = re.compile(
    rf"^\s*(?:(?P<m>{SURE})(?<![a-z](?=[a-z²³/]|[－-](?![－-])))(?<!p(?=H))\s*(?:{_DASH}|[)）.．、]?\s*[:：]?\s*)(?=\S)|(?P<c>{_CALLED})\s*(?:{_DASH}|[:：.．、]?\s*)(?=\S)"
    rf"|(?P<n>\d{{1,2}})\s*(?:{_DASH}|[)）、]\s*[:：]?|[.．](?!\d)|[:：])\s*|(?P<d>\d{{1,2}})(?:\s+(?=[\u4e00-\u9fff])|(?=[\u4e00-\u9fff])(?!{_MEASURE})))"
)
_NUMBERED = re.compile(  # 注1 is the mark itself, in cells too
    rf"^\s*注\s*(?P<n>{_COUNT})(?<![一二三四五六七八九十](?=[\u4e00-\u9fff]))\s*(?:{_DASH}|[)）.．、]?\s*[:：]?\s*)(?=\S)"
)
_BARE = re.compile(r"\s*(?:[≤≥<>＜＞]|不高于|不大于|不超过)?\s*\d+(?:\.\d+)?")
_NEXT = re.compile(  # one note behind another
    rf"(?<=[。；;])\s*(?={SURE}\s*(?:{_DASH}|[)）.．、]?\s*[:：]?\s*)[\u4e00-\u9fff]|(?:注|备注)\s*(?:[:：\d①-⑳]|[a-z一二三四五六七八九十]\s*[:：.．、)）—–―－-]|[a-z]\s*[\u4e00-\u9fff]))"
)
_OPEN = rf"(?:{_SHAPE}|[{_RING}]|[（(]{_COUNT}[)）])"
_LIKE = re.compile(
    rf"(?<=[。；;])\s*(?={_OPEN}\s*(?:{_DASH}|[:：.．、]?\s*)[\u4e00-\u9fff])"
)  # behind a note that has such a mark

_SHAPED = re.compile(
    rf"(?<=[。；;])\s*(?={_SHAPE}\s*(?:{_DASH}|[:：.．、]?\s*)[\u4e00-\u9fff])"
)  # ※ and △ are signs of one kind


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `mark`: "" where none is printed."""

    mark: str
    text: str


def is_note(text: str) -> bool:
    """Whether a line begins a note."""
    return bool(_HEAD.match(text) or _NUMBERED.match(text))


def is_marked(text: str, calls: Callable[[str], bool] = lambda _: False, above: Sequence[str] = ()) -> bool:
    """Whether a line begins with a mark, as notes after the first do. Figures and the like, by which lists go too, are marks only
    where the cells call them (`calls`), in their order behind the notes `above`.

    >>> is_marked("a 甲类除外"), is_marked("1) 甲类除外"), is_marked("1) 甲类除外", {"1)"}.__contains__)
    (True, False, True)
    >>> is_marked("2 减排措施", {"1)", "2)"}.__contains__), is_marked("（1）甲类除外", {"(1)"}.__contains__)
    (False, True)
    """
    found = _MARK.match(text)
    if not found or found["m"]:
        return found is not None
    if found["c"]:
        return calls(plain_mark(found["c"]))
    number = found["n"] or found["d"]
    before = [note.mark for note in notes_in(above)]
    return (calls(number) or calls(f"{number})")) and before == [str(n) for n in range(1, int(number))]


def plain_mark(mark: str) -> str:
    """A mark in one spelling: narrow brackets, no white space."""
    return re.sub(r"\s", "", mark.translate(_NARROW))


def notes_in(lines: Sequence[str]) -> list[Note]:
    """The notes that these lines hold; a line without a mark goes on with the one before."""
    out: list[Note] = []
    for line in (part for text in lines for whole in text.split("\n") for part in _each(whole)):
        head = _HEAD.match(line)
        rest = line[head.end() :] if head else line
        found = _MARK.match(rest)
        named = rest if _NUMBERED.match(rest) else line  # 注：注1 …
        numbered = _NUMBERED.match(named)
        if numbered:
            out.append(Note(f"注{numbered['n']}", named[numbered.end() :].strip()))
        elif found:
            out.append(
                Note(plain_mark(next(one for one in map(found.group, "mcnd") if one)), rest[found.end() :].strip())
            )
        elif head or not out:
            if rest.strip():
                out.append(Note("", rest.strip()))
        else:
            out[-1] = Note(out[-1].mark, out[-1].text + rest.strip())
    return out


def _each(line: str) -> list[str]:
    """The notes of one line, each with its mark; marks that lists are numbered by too part it only if it begins with one."""
    parted = _NEXT.sub("\n", line)
    said = _HEAD.sub("", line)
    if re.match(rf"\s*{_OPEN}", said):
        parted = _LIKE.sub("\n", parted)
    elif re.match(rf"\s*{_SIGN}", said):
        parted = _SHAPED.sub("\n", parted)
    return parted.split("\n")


def without_mark(text: str, marks: Sequence[str]) -> tuple[str, list[str]]:
    """A cell's text without a mark that was not raised, where a note under the table has that mark.

    >>> without_mark("电袋复合除尘之一a", ["a"])
    ('电袋复合除尘之一', ['a'])
    """
    gone = []
    for mark in marks:
        if not mark or mark.isdecimal():
            continue
        spans = _calls(text, mark)
        count = len(spans)
        for begin, end in reversed(spans):
            text = text[:begin] + text[end:]
        if not count and mark.islower() and _BARE.fullmatch(text.removesuffix(mark)):
            text, count = (
                text.removesuffix(mark),
                int(text.endswith(mark)),
            )  # of a figure alone, whose unit is elsewhere
        if count:
            gone.append(mark)
    return text, gone


def calls_unraised(text: str, mark: str) -> bool:
    """Whether a cell's text has a mark that was not raised, at the end of what it says.

    >>> calls_unraised("炉窑密闭（1）；", "(1)"), calls_unraised("（1）炉窑密闭", "(1)")
    (True, False)
    >>> calls_unraised("见附件（表3）", "3)"), calls_unraised("专业能力3)", "3)")
    (False, True)
    """
    return bool(_calls(text, mark))


def _calls(text: str, mark: str) -> list[tuple[int, int]]:
    """Where a text has a mark behind what it says; not where the mark's bracket closes one that the text opened."""
    closing = mark.endswith(")") and not mark.startswith("(")
    spans = [found.span() for found in _form(mark).finditer(text)]
    return [(a, b) for a, b in spans if not closing or len(re.findall("[(（]", text[:a])) <= len(re.findall("[)）]", text[:a]))]  # fmt: skip


@cache
def _form(mark: str) -> re.Pattern[str]:
    """A mark behind what a text says: at the end of a line, or before a sign where it is no letter."""
    letters = mark.isascii() and mark.isalnum()
    own = mark[0].isascii() and mark[0].isalnum()  # behind letters and figures it would be of their word
    after = r"\u4e00-\u9fff）)。；;³%％℃/" + ("" if own else "0-9A-Za-z")
    said = "".join(_EITHER.get(one, re.escape(one)) for one in mark)
    end = r"[。；;，,]?(?:\n|$)" if letters or not re.search(r"[\W_]", mark) else r"[。；;，,、]|\n|$"
    return re.compile(rf"(?:(?<=[{after}])|(?<=/m3)|(?<=/Nm3)){said}(?={end})")
