"""Lines outside of a table's cells with which no table goes on.

Lives here: `breaks_off`. May import: importing.figures, sheets.
"""

from __future__ import annotations

import re

from assistant.importing.figures import phrases
from assistant.importing.sheets import Line

_BREAKS = re.compile(
    r"^(表\s*\d|附\s*[:：]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十\d]+[章节]"
    r"|(注|备注|说明)\s*[:：]|\d+(\.\d+)*\s*(适用范围|减排措施|绩效分级))"
)


def breaks_off(line: Line) -> bool:
    """Whether a line outside of drawn cells is a heading, a caption or a note, with which no table goes on. The number of
    a label, or a label cut in two, is none: other columns stand beside it."""
    parts = phrases(line)
    found = _BREAKS.match(parts[0].text)
    if not found:
        return False
    return found[0][0] in "表附注备说" or (len(parts) == 1 and len(parts[0].text) > 4)
