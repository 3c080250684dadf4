"""Tables of figures: a row for each line of print, columns where the white runs down through the lines.

Lives here: `is_figure`, `is_figures`, `rows_by_lines`, `columns_by_white`, `phrases`. May import: importing.sheets. For statistics; a
guide's cells are sentences, and are never parted line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.importing.sheets import Line, Word, hull, lines_of

_FIGURE = re.compile(r"[\W\d_]*\d[\W\d_]*[a-z%]?|[-–—.…*/:]+|n\.?/?a\.?|x|c|:", re.I)
_SAID = re.compile("[；。，、：．（①-⑳]")  # stands at a figure in a sentence or a list, in no column of figures
MOST = 0.55  # of what stands right of the labels that must be figures
FEWEST = 3
CROSSED = 0.06  # of the lines may reach over a boundary between columns
NARROWEST = 2.0
FILLED = 0.15  # of the lines must say something in a column


def is_figure(text: str) -> bool:
    """Whether a text is a figure, or a mark that stands for one."""
    return bool(_FIGURE.fullmatch(text))


def phrases(line: Line, gap: float = 0.75) -> list[Line]:
    """Words of a line that stand no further apart than words of a sentence do."""
    out: list[list[Word]] = []
    for word in line.words:
        last = out[-1][-1] if out else None
        figures = last is not None and bool(_FIGURE.fullmatch(word.text)) and bool(_FIGURE.fullmatch(last.text))
        near = (0.2 if figures else gap) * max(word.size, last.size) if last else 0.0
        if last is not None and word.box.x0 - last.box.x1 <= near:
            out[-1].append(word)
        else:
            out.append([word])
    return [Line(tuple(words)) for words in out]


def is_figures(words: Sequence[Word], left: float) -> bool:
    """Whether what stands right of `left` is mostly figures, in at least three lines. Figures with a sentence's sign or a list's
    are none of these (1．…不高于 over 10%；)."""
    some = [word for line in lines_of(words) for word in line.words if word.centre > left]
    lines = [
        line
        for line in lines_of(words)
        if len(phrases(line)) > 1 and any(_stands_alone(word) and word.centre > left for word in line.words)
    ]
    if len(lines) < FEWEST or not some:
        return False
    return sum(_stands_alone(word) for word in some) > MOST * len(some)


def _stands_alone(word: Word) -> bool:
    return is_figure(word.text) and not _SAID.search(word.text)


def rows_by_lines(words: Sequence[Word]) -> list[float]:
    """The levels between the lines of print."""
    lines = lines_of(words)
    out = []
    for above, under in pairwise(lines):
        a, b = hull([w.box for w in above.words]).bottom, hull([w.box for w in under.words]).top
        out.append((a + b) / 2)
    return out


def columns_by_white(words: Sequence[Word], left: float, right: float) -> list[float]:
    """Boundaries where hardly any line of several phrases has text, sides included."""
    lines = [parts for line in lines_of(words) if len(parts := phrases(line)) > 1]
    if not lines:
        return []
    spans = [(one.box.x0, one.box.x1) for parts in lines for one in parts]
    edges = sorted({x for span in spans for x in span})
    gaps: list[tuple[float, float]] = []
    for a, b in pairwise(edges):
        middle = (a + b) / 2
        crossed = sum(x0 < middle < x1 for x0, x1 in spans)
        if crossed > CROSSED * len(lines):
            continue
        if gaps and abs(gaps[-1][1] - a) < 0.01:
            gaps[-1] = (gaps[-1][0], b)
        else:
            gaps.append((a, b))
    cuts = [(a + b) / 2 for a, b in gaps if b - a >= NARROWEST]
    kept = [left]
    for cut in cuts:
        filled = sum(kept[-1] <= (x0 + x1) / 2 < cut for x0, x1 in spans)
        if filled >= FILLED * len(lines):
            kept.append(cut)
    return [*kept, right]
