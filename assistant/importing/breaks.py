"""Lines outside of a table's cells with which no table goes on.

Lives here: `breaks_off`. May import: importing.figures, sheets.
"""

from __future__ import annotations

import re

from assistant.importing.figures import phrases
from assistant.importing.sheets import Line

_CN = "[一二三四五六七八九十]"
_OF_A_CHAPTER = "(?:适用|(?:分级)?减排|应急|重污染|预警|绩效分级|分级指标|评定指标|现场|核查|查验|核验|检查|监督|附则)"
_NTH = rf"第(?:{_CN}|\d)+\s*(?:[章节篇编册]|部\s*分|单元)"
_BREAKS = re.compile(
    rf"^(续?表\s*\d|附\s*[:：]|{_CN}+、|[（(]{_CN}+[)）]|{_NTH}|第(?:{_CN}|\d)+\s*条"
    rf"|(注|备注|说明)\s*[:：]|(?:\d+(\.\d+)*|[A-Z])\s*[.．、]?\s*{_OF_A_CHAPTER}|[【〔◆■●★▲§]\s*{_OF_A_CHAPTER})"
)
_PART = re.compile(rf"{_NTH}\s*\S")
BESIDE = 2.6  # of a letter's height: how far a heading's words may stand from its number
LONGEST = 24  # letters of a heading


def breaks_off(line: Line) -> bool:
    """Whether a line outside of drawn cells is a heading, a caption or a note, with which no table goes on. The number of
    a label, or a label cut in two, is none: other columns stand beside it."""
    if _PART.match(line.text) and len(line.text) <= LONGEST and len(phrases(line, BESIDE)) == 1:
        return True
    parts = phrases(line)
    found = _BREAKS.match(parts[0].text)
    if not found:
        return False
    return found[0][0] in "续表附注备说" or (len(parts) == 1 and len(parts[0].text) > 4)
