"""Grades in a question: which are named, which one is wanted, which one is held.

Lives here: `grades_in`. May import: library.grade. Works on the normal form of `question.norm`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.library.grade import LETTERS, Grade

_LETTER = re.compile(r"(?<![A-Z0-9/.])([ABCD])(-|减|负)?(?![A-Z0-9+.])(级)?(及以上|以上|及以下|以下)?")
_LIST = re.compile(r"(?<![A-Z0-9])([ABCD])[、/和与,]?([ABCD])(?:[、/和与,]?([ABCD]))?(?:[、/和与,]?([ABCD]))?级")
_LEADING = re.compile(r"(非)?(?:绩效)?引领(?:性|级|型)?(?:企业)?")
_TOP = re.compile(r"(最高|顶级|最好的?)(?:的)?(?:等?级|级别)")
_WANT = re.compile(
    r"(?:申报|上报|报名|报|评为|评上|评到|评成|评个|评|升到|升为|升|创建|创|申请|弄个|弄|拿到|拿|当上|成为|争取|达到|上|够得?上?|给个|批|做到|整个?|搞个?|冲)"
    r"(?:个|到|成|为|上|了|一个|的|重点行业|绩效)*$"
)
_WANTED_AFTER = re.compile(r"^(?:级|企业|的)*(?:申报|能报|还能报|怎么报|怎么申请|没戏|可以吧|总可以|也不行|行不行|呢)")
_HELD_BEFORE = re.compile(
    r"(?:我们(?:厂|公司|企业)?(?:现在|目前|是|已经|本来|去年|刚)*是?|现在(?:还|仍)?是?|目前是?|原来(?:的|是)?|已经?(?:是|评了?|评上)|本来是?|原先(?:的|是)?|之前是?|评(?:上)?了|评的|拿了|当前(?:等级)?是?|现有(?:的)?|评为|作为|身为|刚评上|手里(?:的)?)(?:个|一家|一个|家)*$"
)
_IS = re.compile(r"(?:我们|我厂|我司|咱|俺|本厂|公司|厂|企业|单位)[^,。?]{0,4}是[^,。?想要准备打算]{0,8}$")
_SINCE = re.compile(r"(?:年|月|日|号|前|刚|时候|年底|年初)(?:就|已)?评(?:上|为|到|成)?(?:了|过)?$")
_HELD_AFTER = re.compile(
    r"^(?:级)?(?:的)?(?:企业|厂子?|公司|单位)?(?:还作数|还算|还认|作数|还有效|还在|还能保|还保|保得住|保住|能保住|会不会掉|会掉|以后|之后|被罚|被处罚|让环保|受到|挨罚|被环保|受处罚|违法|厂|企业让|给撤|撤了|会取消|会撤|要降|会降|掉|降)"
)


@dataclass(frozen=True, slots=True)
class GradeMark:
    """A grade that the question names, at `start` to `end` of its normal form. `role`: wanted, held or named."""

    grade: Grade
    start: int
    end: int
    role: str


def grades_in(text: str) -> tuple[GradeMark, ...]:
    """Every grade named in `text`, in order; “B级及以上” names A too, “最高级” names A and 引领性."""
    marks = [mark for found in _found(text) for mark in _spread(found, text)]
    return tuple(sorted(set(marks), key=lambda m: (m.start, m.end, m.grade)))


def _found(text: str) -> Iterator[tuple[tuple[Grade, ...], int, int]]:
    taken: list[tuple[int, int]] = []
    for found in _LIST.finditer(text):
        letters = tuple(Grade(letter) for letter in found.groups() if letter)
        taken.append(found.span())
        yield letters, found.start(), found.end()
    for found in _LETTER.finditer(text):
        if any(start <= found.start() < end for start, end in taken):
            continue
        grade = Grade(found[1] + ("-" if found[2] and found[1] == "B" else ""))
        end = found.end() if not found[2] or grade is Grade.B_MINUS else found.start() + 1
        yield _range(grade, found[4] or ""), found.start(), end
    for found in _LEADING.finditer(text):
        yield (Grade.NOT_LEADING if found[1] else Grade.LEADING,), found.start(), found.end()
    for found in _TOP.finditer(text):
        yield (Grade.A, Grade.LEADING), found.start(), found.end()


def _range(grade: Grade, word: str) -> tuple[Grade, ...]:
    place = LETTERS.index(grade)
    if word.endswith("以上"):
        return LETTERS[: place + 1]
    if word.endswith("以下"):
        return LETTERS[place:]
    return (grade,)


def _spread(found: tuple[tuple[Grade, ...], int, int], text: str) -> Iterator[GradeMark]:
    grades, start, end = found
    before, after = text[max(0, start - 14) : start], text[end : end + 12]
    role = "named"
    already = bool(
        re.search(
            r"(?:刚(?:刚)?(?:升|评|拿)(?:到|上|成|为)?|评的|评上的|评过的?|拿的|拿到的|原来的|(?:评|评上|评到|拿|拿到|升到|评为|评成|当上|得|得到|获得|成)了)个?$",
            before,
        )
    )
    already = already or bool(_IS.search(before) or _SINCE.search(before))
    if not already and _WANT.search(before) and not _HELD_AFTER.search(after):
        role = "wanted"
    elif already or _HELD_BEFORE.search(before) or _HELD_AFTER.search(after):
        role = "held"
    elif _WANTED_AFTER.search(after):
        role = "wanted"
    for grade in grades:
        yield GradeMark(grade, start, end, role)
