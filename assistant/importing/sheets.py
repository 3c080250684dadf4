"""A page as the table finder takes it: words and rules laid straight, and the way back to the page as it is shown.

Lives here: `Word`, `Line`, `Sheet`, `sheet_of`, `outside`, `touching`. May import: reading.page. Text that a person does not see is left out;
nothing is added. Text that runs up or down a page is turned first, its boxes turned back at the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from assistant.reading.page import Box, Page, Run

ALONE = 0.5  # of a page's letters: so many must run up or down before it is turned
SMALL = 0.86  # of the usual size: a raised mark, an index
STRADDLE = 2.0  # points by which a word must reach over a boundary on both sides
STACKED = 0.4  # of the narrower and of the lower of two words
HANGING = "，。；、：）！？"
ASIDE = 0.6  # of its size: how far a letter of an upright label stands from those over and under it
_LETTER = re.compile(r"[\u4e00-\u9fff（）()︵︶、]")  # of a label set letter under letter
HUGE = 2.6  # times the usual size: a watermark, a stamp

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Word:
    """Text in one place on the straight sheet. `sure`: False where two readings of a figure disagree."""

    text: str
    box: Box
    size: float
    confidence: float = 1.0
    sure: bool = True

    @property
    def middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    @property
    def centre(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def end(self) -> float:
        """The right side without a closing sign, which may hang over the side of its column."""
        return self.box.x1 - self.size if len(self.text) > 1 and self.text[-1] in HANGING else self.box.x1


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words joined: a space where letters or figures would run together, or where there is a wide gap."""
        out = self.words[0].text
        for last, word in zip(self.words, self.words[1:], strict=False):
            gap = word.box.x0 - last.box.x1
            latin = out[-1:].isascii() and word.text[:1].isascii() and gap > 0.15 * word.size
            out += (" " if latin or gap > 0.8 * max(word.size, last.size) else "") + word.text
        return out

    @property
    def box(self) -> Box:
        return hull([word.box for word in self.words])

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid straight. `number`: None for DOCX. `back`: from the sheet to the page as shown; `behind`: words left out
    because they lie over others, as a watermark does."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Box, ...]
    upright: tuple[Box, ...]
    by_ocr: bool = False
    back: Matrix = SAME
    shown: tuple[float, float] = (0.0, 0.0)
    behind: tuple[Word, ...] = ()

    def on_page(self, box: Box) -> Box:
        """The box where it stands on the page as shown, inside the page."""
        points = [_moved(x, y, self.back) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        wide, high = self.shown
        x0, x1 = (min(max(f(x for x, _ in points), 0.0), wide) for f in (min, max))
        top, bottom = (min(max(f(y for _, y in points), 0.0), high) for f in (min, max))
        return Box(x0, top, x1, bottom)


def sheet_of(page: Page) -> Sheet:
    """The page laid straight, with what a person sees of it."""
    flat = page.straight or page
    back = _way_back(flat.runs, page.runs) if page.straight else SAME
    words = [_word(run) for run in flat.runs if run.hidden is None and run.text.strip()]
    kept = [run for run in flat.runs if run.hidden is None and run.text.strip()]
    letters = sum(len(run.text) for run in kept)
    sideways = sum(len(run.text) for run in kept if not run.upright)
    across = tuple(rule.box for rule in flat.rules if rule.horizontal)
    upright = tuple(rule.box for rule in flat.rules if not rule.horizontal)
    sheet = Sheet(
        page.number or 0, flat.width, flat.height, tuple(words), across, upright, page.read_by.value == "ocr", back,
        (page.width, page.height),
    )  # fmt: skip
    if not page.straight and letters and sideways > ALONE * letters:
        side = [word for run, word in zip(kept, words, strict=True) if not run.upright]
        return _stood_up(replace(sheet, words=tuple(side)))
    if not page.straight and sideways:
        stand = [word for run, word in zip(kept, words, strict=True) if run.upright]
        lie = [word for run, word in zip(kept, words, strict=True) if not run.upright]
        sheet = replace(sheet, words=(*stand, *(word for word in lie if _within_upright(word, stand))))
    return _without_watermark(sheet)


def _within_upright(word: Word, others: Sequence[Word]) -> bool:
    """Whether letters that lie on their side (VOCs, mg/m³) are part of a label set letter under letter: one that stands is right
    over or right under them, in the same column and of the same size."""
    near = (other for other in others if _LETTER.fullmatch(other.text))
    return any(
        abs(other.centre - word.centre) < ASIDE * word.size
        and abs(other.size - word.size) < 0.2 * word.size
        and -0.5 * word.size < max(word.box.top - other.box.bottom, other.box.top - word.box.bottom) < ASIDE * word.size
        for other in near
    )


def _word(run: Run) -> Word:
    high = run.box.bottom - run.box.top
    return Word(run.text.strip(), run.box, run.size or high * 0.9, run.confidence, run.sure)


def _without_watermark(sheet: Sheet) -> Sheet:
    """Without words so large that they lie over others."""
    if len(sheet.words) < 8:
        return sheet
    usual = median(word.size for word in sheet.words)
    gone = [w for w in sheet.words if w.size > HUGE * usual and _over_others(w, sheet.words)]
    kept = tuple(w for w in sheet.words if not any(w is one for one in gone))
    return replace(sheet, words=kept, behind=tuple(gone))


def _over_others(word: Word, words: Sequence[Word]) -> bool:
    return sum(other is not word and _meets(word.box, other.box) for other in words) >= 2


def _meets(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.top < b.bottom and b.top < a.bottom


def _stood_up(sheet: Sheet) -> Sheet:
    """A sheet whose text runs up or down, turned: the way by which headers come in order (A before B) is taken."""
    wide, high = sheet.width, sheet.height
    # Text that runs up: x' = height - y, y' = x.  Text that runs down: x' = y, y' = width - x.
    up = _turned(sheet, (0.0, 1.0, -1.0, 0.0, high, 0.0), (0.0, -1.0, 1.0, 0.0, 0.0, high))
    down = _turned(sheet, (0.0, -1.0, 1.0, 0.0, 0.0, wide), (0.0, 1.0, -1.0, 0.0, wide, 0.0))
    return max((down, up), key=_left_aligned)


def _left_aligned(sheet: Sheet) -> float:
    """Lines of a paragraph begin at one place and end where they will: how often beginnings agree more than ends."""
    lefts: dict[int, int] = {}
    rights: dict[int, int] = {}
    for word in sheet.words:
        lefts[round(word.box.x0)] = lefts.get(round(word.box.x0), 0) + 1
        rights[round(word.box.x1)] = rights.get(round(word.box.x1), 0) + 1
    return sum(n * n for n in lefts.values()) - sum(n * n for n in rights.values())


def _turned(sheet: Sheet, forth: Matrix, back: Matrix) -> Sheet:
    return replace(
        sheet,
        width=sheet.height,
        height=sheet.width,
        words=tuple(replace(word, box=moved(word.box, forth)) for word in sheet.words),
        across=tuple(moved(box, forth) for box in sheet.upright),
        upright=tuple(moved(box, forth) for box in sheet.across),
        back=back,
    )


def moved(box: Box, way: Matrix) -> Box:
    """The box around the four corners, each moved."""
    points = [_moved(x, y, way) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _moved(x: float, y: float, way: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = way
    return a * x + c * y + e, b * x + d * y + f


def _way_back(straight: Sequence[Run], shown: Sequence[Run]) -> Matrix:
    """From the straight sheet to the page, by where the same runs stand on both (least squares)."""
    if len(straight) < 3 or len(straight) != len(shown):
        return SAME
    import numpy as np

    a = np.array([(*_centre(run.box), 1.0) for run in straight])
    b = np.array([_centre(run.box) for run in shown])
    found, _, rank, _ = np.linalg.lstsq(a, b, rcond=None)
    if rank < 3:
        return SAME
    return tuple(float(v) for v in (*found[0], *found[1], *found[2]))  # type: ignore[return-value]


def _centre(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


def hull(boxes: Sequence[Box]) -> Box:
    """The rectangle around them."""
    return Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words in lines from the top, each from the left; a raised or lowered mark stands in the line of what it is set to."""
    if not words:
        return []
    usual = median(word.size for word in words for _ in word.text[:20])
    rows: list[list[Word]] = []
    late: list[Word] = []
    for word in sorted(words, key=lambda one: one.middle):
        if word.size < SMALL * usual and len(word.text) <= 4:
            late.append(word)
        else:
            _put(rows, word)
    beside: list[tuple[list[Word], Word]] = []
    for word in late:
        row = _beside(rows, word)
        if row is None:
            _put(rows, word, every=True)
        else:
            beside.append((row, word))
    for row, word in beside:
        row.append(word)
    rows.sort(key=lambda row: median(word.middle for word in row))
    return [Line(tuple(sorted(row, key=lambda one: one.box.x0))) for row in rows]


def outside(words: Sequence[Word], boxes: Sequence[Box]) -> list[Word]:
    """The words whose middle lies in none of these boxes."""
    return [
        w
        for w in words
        if not any(b.x0 - 1 <= w.centre <= b.x1 + 1 and b.top - 1 <= w.middle <= b.bottom + 1 for b in boxes)
    ]


def touching(words: Sequence[Word], left: float, right: float, top: float, bottom: float) -> list[Word]:
    """The words of these rows that stand in these columns, or reach into them."""
    return [w for w in words if top <= w.middle < bottom and w.box.x0 < right - STRADDLE and w.end > left + STRADDLE]


def _stacked(one: Word, two: Word) -> bool:
    """Whether two words stand one under the other, though OCR drew their boxes so high that these overlap."""
    across = min(one.box.x1, two.box.x1) - max(one.box.x0, two.box.x0)
    narrow = min(one.box.x1 - one.box.x0, two.box.x1 - two.box.x0)
    low = min(one.box.bottom - one.box.top, two.box.bottom - two.box.top)
    return across > STACKED * narrow and abs(one.middle - two.middle) > STACKED * low


def _put(rows: list[list[Word]], word: Word, *, every: bool = False) -> None:
    """The word in its row, or in one of its own. `every`: rows further up are looked at too, as words come late."""
    row = next((row for row in reversed(rows if every else rows[-4:]) if _level(row, word)), None)
    if row is None:
        rows.append([word])
    else:
        row.append(word)


def _beside(rows: Sequence[list[Word]], word: Word) -> list[Word] | None:
    """The line in which a small word touches a larger one, none where it touches none."""
    best: tuple[float, list[Word]] | None = None
    for row in rows:
        for other in row:
            if (
                other.size <= word.size
                or min(other.box.bottom, word.box.bottom) - max(other.box.top, word.box.top) <= 0
            ):
                continue
            gap = min(abs(word.box.x0 - other.box.x1), abs(other.box.x0 - word.box.x1))
            off = gap + 0.1 * abs(other.middle - word.middle)
            if gap < 0.6 * word.size and (best is None or off < best[0]):
                best = (off, row)
    return best[1] if best else None


def _level(row: Sequence[Word], word: Word) -> bool:
    """Whether a word stands in a line: level with its tallest word, and over or under none of them."""
    if any(_stacked(other, word) for other in row):
        return False
    tallest = max(row, key=lambda one: one.size)
    overlap = min(tallest.box.bottom, word.box.bottom) - max(tallest.box.top, word.box.top)
    least = min(tallest.box.bottom - tallest.box.top, word.box.bottom - word.box.top)
    return overlap > 0.5 * least
