"""Notes under a table: the mark that calls each, and what it says; unraised marks taken off the cells they stand in.

Lives here: `Note`, `notes_in`, `is_note`, `MARK`. May import: nothing of ours.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_HEAD = re.compile(r"^\s*(?:注|备注|说明)\s*(?=[:：.、\d a-z*])[:：.、]?\s*")
_SIGNS = r"(?:[a-z]|(?P<sign>[*＊※†‡★☆▲△◆◇§#])(?P=sign){0,2}|[①-⑳]|[\[［]\d{1,2}[\]］])"  # the same sign twice is a mark of its own
MARK = re.compile(_SIGNS)
_MARK = re.compile(
    r"^\s*(?:(?P<m>"
    + _SIGNS
    + r")\s*[)）.．、]?\s*[:：]?\s*(?=\S)|(?P<n>\d{1,2})\s*(?:[)）、]\s*[:：]?|[.．](?!\d)|[:：])\s*|(?P<d>\d{1,2})\s+(?=[\u4e00-\u9fff]))"
)

_NUMBERED = re.compile(r"^\s*注\s*(?P<n>\d{1,2})\s*[:：.．、)）]?\s*(?=\S)")  # 注1 is the mark itself, in cells too
_BARE = re.compile(r"\s*(?:[≤≥<>＜＞]|不高于|不大于|不超过)?\s*\d+(?:\.\d+)?")
_NEXT = re.compile(
    r"(?<=[。；;])\s*(?=" + _SIGNS + r"\s*[)）.．、]?\s*[:：]?\s*[\u4e00-\u9fff]|(?:注|备注)\s*[:：])"
)  # one note behind another


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote. `mark`: "" where none is printed."""

    mark: str
    text: str


def is_note(text: str) -> bool:
    """Whether a line begins a note."""
    return bool(_HEAD.match(text))


def is_marked(text: str, called: Collection[str] = (), above: Sequence[str] = ()) -> bool:
    """Whether a line begins with a mark, as notes after the first do: a figure only where the cells call it (`called`) and it
    is the next one behind the notes `above`.

    >>> is_marked("a 甲类除外"), is_marked("1) 甲类除外"), is_marked("1) 甲类除外", ["1)"])
    (True, False, True)
    >>> is_marked("2 减排措施", ["1)", "2)"]), is_marked("2.3 减排措施", ["1", "2"], ["1 甲类除外。"])
    (False, False)
    """
    found = _MARK.match(text)
    if not found or found["m"]:
        return found is not None
    number = found["n"] or found["d"]
    return (number in called or f"{number})" in called) and int(number) == len(notes_in(above)) + 1


def notes_in(lines: Sequence[str]) -> list[Note]:
    """The notes that these lines hold; a line without a mark goes on with the one before."""
    out: list[Note] = []
    for line in (part for text in lines for whole in text.split("\n") for part in _NEXT.sub("\n", whole).split("\n")):
        head = _HEAD.match(line)
        rest = line[head.end() :] if head else line
        found = _MARK.match(rest)
        named = rest if _NUMBERED.match(rest) else line  # 注：注1 …
        numbered = _NUMBERED.match(named)
        if numbered:
            out.append(Note(f"注{numbered['n']}", named[numbered.end() :].strip()))
        elif found:
            out.append(Note(found["m"] or found["n"] or found["d"], rest[found.end() :].strip()))
        elif head or not out:
            if rest.strip():
                out.append(Note("", rest.strip()))
        else:
            out[-1] = Note(out[-1].mark, out[-1].text + rest.strip())
    return out


def without_mark(text: str, marks: Sequence[str]) -> tuple[str, list[str]]:
    """A cell's text without a mark that was not raised, where a note under the table has that mark.

    >>> without_mark("电袋复合除尘之一a", ["a"])
    ('电袋复合除尘之一', ['a'])
    """
    gone = []
    for mark in marks:
        if not mark or mark.isdigit():
            continue
        after = r"\u4e00-\u9fff）)。；;³%％℃/" + ("" if mark.isascii() and mark.isalnum() else "0-9A-Za-z")
        form = re.compile(rf"(?:(?<=[{after}])|(?<=/m3)|(?<=/Nm3)){re.escape(mark)}(?=[。；;，,]?(?:\n|$))")
        text, count = form.subn("", text)
        if not count and mark.islower() and _BARE.fullmatch(text.removesuffix(mark)):
            text, count = (
                text.removesuffix(mark),
                int(text.endswith(mark)),
            )  # of a figure alone, whose unit is elsewhere
        if count:
            gone.append(mark)
    return text, gone
