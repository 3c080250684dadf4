"""Text on its way into the gate: one spelling, sentences, and the heading a list item or table row stands under.

Lives here: `plain` (spelling), `Sentence`, `sentences`, `Cutter` (the same cuts, as text streams in). Nothing is
judged here. May import: the standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

_ENDS = "。！？!?；;\n"
_OPEN = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）"}
_LONGEST_INSIDE = 400
_MARKUP = re.compile(r"\*\*|__|`+|~~|^\s*>+\s?|^\s*#{1,6}\s*|\*(?=\S)|(?<=\S)\*")
_BULLET = re.compile(
    r"^\s*(?:[-*+•·●○▪]|\d{1,2}[.、)）](?!\d)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）(?=[^，。]))\s*"
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# Numbers of an enumeration within a sentence, and arrows from one step to the next.
_NUMBERED = re.compile(
    r"[①-⑳⓪❶-❿]|(?<=[：；。，])\s*(?:\d{1,2}(?:[)）]|[.、．](?!\d))|[（(]\d{1,2}[)）](?![^，。；]{0,3}项))"
)
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➡|-+>|=+>|——>)\s*")
_ANNOUNCES = re.compile(r"[：:](?=\s*(?:[①-⑳❶-❿]|[（(]?\d{1,2}(?:[)）]|[.、．](?!\d))))")
_CLAUSE_ID = re.compile(r"(?P<doc>[a-z][a-z0-9-]*):(?P<article>[1-9]\d{0,3})(?:[(（](?P<item>[1-9]\d?)[)）])?")
_RULE = re.compile(r"[\s|:\-=_*。，；]+")  # a line that only separates
_TO_FULL = str.maketrans({"(": "（", ")": "）", ";": "；", "!": "！", "?": "？", "<": "＜", ">": "＞"})
_QUOTES = str.maketrans({"「": "“", "」": "”", "『": "“", "』": "”", "﹁": "“", "﹂": "”"})
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣", "-"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was written (`text`), and the plain words it is judged by. `heading`: what it stands under."""

    text: str
    plain: str
    heading: str = ""


# Words that are in that spelling already: no markup, and no number that a mark of punctuation may belong to.
_SPELT = r"[\u4e00-\u9fffA-Za-z0-9、“”《》！？（）]*"
_PLAIN = re.compile(rf"{_SPELT}(?:[：；，。](?!（?\d){_SPELT})*")
_ODD = re.compile(r"[^\u4e00-\u9fff -~、。“”《》]+")


def plain(text: str) -> str:
    """`text` in one spelling: no markup, half-width letters and digits, full-width punctuation, no white space.

    >>> plain("**Ｂ级** 企业( 见 henan-2024:18(5) ),")
    'B级企业（见henan-2024第18条（5）），'
    """
    return text if _PLAIN.fullmatch(text) else _plain(text)


def _plain(text: str) -> str:
    text = _ARROW.sub("，", _NUMBERED.sub("", text))
    text = _ODD.sub(_seen, unicodedata.normalize("NFKC", text))
    text = _LINK.sub(r"\1", text)
    text = _MARKUP.sub("", text).replace("<br>", "，")
    text = _CLAUSE_ID.sub(_spell_clause, text)
    text = text.translate(_TO_FULL).translate(_QUOTES).translate(_DASHES)
    text = _COMMA.sub("，", text)
    text = _COLON.sub("：", text)
    return "".join(text.split())


_COMMA, _COLON = re.compile(r"(?<!\d),|,(?!\d)"), re.compile(r"(?<!\d):|:(?!\d)")


def _seen(found: re.Match[str]) -> str:
    """Characters without those that nobody sees."""
    return "".join(c for c in found.group() if unicodedata.category(c) not in ("Cf", "Cc", "Mn"))


def _spell_clause(found: re.Match[str]) -> str:
    item = f"（{found['item']}）" if found["item"] else ""
    return f"{found['doc']}第{found['article']}条{item}"


class Cutter:
    """Cuts text into sentences as it streams in; remembers the heading and table header above."""

    def __init__(self) -> None:
        self._rest = ""
        self._heading = ""
        self._header: list[str] = []

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Every sentence that `piece` completes."""
        self._rest += piece
        while (cut := _cut(self._rest)) is not None:
            done, self._rest = self._rest[:cut], self._rest[cut:]
            yield from self._sentence(done)

    def finish(self) -> Iterator[Sentence]:
        """What is left, as a last sentence."""
        done, self._rest = self._rest, ""
        yield from self._sentence(done)

    def _sentence(self, raw: str) -> Iterator[Sentence]:
        line = raw.strip("\n")
        if not line.strip() or _RULE.fullmatch(line):
            if not line.strip() and raw.count("\n") > 1:
                self._heading, self._header = "", []
            return
        if line.lstrip().startswith("|"):
            yield Sentence(raw, self._row(line), self._heading)
            return
        self._header = []
        item = _BULLET.match(line)
        words = plain(line[item.end() :] if item else line)
        if not words:
            return
        headed = line.lstrip().startswith("#")
        if headed:
            self._heading = words
        yield Sentence(raw, words, self._heading if item else "")
        if not item:
            announced = _ANNOUNCES.search(line)
            stands = words.endswith("：") or headed
            self._heading = words if stands else plain(line[: announced.end()]) if announced else ""

    def _row(self, line: str) -> str:
        cells = [plain(cell) for cell in line.strip().strip("|").split("|")]
        if not self._header:
            self._header = cells
            return "，".join(cells)
        return "，".join(f"{cell}" for cell in cells if cell)


def _cut(text: str) -> int | None:
    """Where the first sentence of `text` ends, or None while it is still open."""
    closing: list[str] = []
    if text.lstrip().startswith("|"):
        return text.index("\n") + 1 if "\n" in text[1:] else None
    for index, char in enumerate(text):
        if closing and char == closing[-1]:
            closing.pop()
            if char in "”」』" and index and text[index - 1] in "。！？" and not closing:
                return index + 1
        elif char in _OPEN and index < _LONGEST_INSIDE:
            closing.append(_OPEN[char])
        elif char == "\n" or (char in _ENDS and not closing) or (char in "。！？" and index > _LONGEST_INSIDE):
            if char == ";" and "&" in text[max(0, index - 8) : index]:
                continue
            end = index + 1
            while end < len(text) and text[end] in "。！？!?”」』）)":
                end += 1
            return end
    return None


def sentences(text: str) -> tuple[Sentence, ...]:
    """`text` cut whole."""
    cutter = Cutter()
    return (*cutter.feed(text), *cutter.finish())


def cells_sentences(sentence: Sentence, ends: str = "。") -> tuple[Sentence, ...]:
    """A table's row as the sentences of its cells, each up to one of `ends`; any other sentence as it is.

    >>> [s.plain for s in cells_sentences(Sentence("|a|b。c|", "第四条，企业自评。企业提交"))]
    ['第四条，企业自评。', '企业提交']
    """
    if not sentence.text.lstrip().startswith("|") or not set(ends) & set(sentence.plain.rstrip(ends)):
        return (sentence,)
    parts = re.findall(f"[^{ends}]+[{ends}]?", sentence.plain)
    return tuple(replace(sentence, plain=part) for part in parts)
