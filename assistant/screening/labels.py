"""Labelled values: 单位名称：…, a cell and its neighbour, ticked boxes. How forms say things, whatever they say.

Lives here: `Seen`, `values_of`, `ticked`, `answer_to`. May import: views. A value stands behind its label in the same
cell, in the next cell of the row, or right below; where none of these holds anything, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.screening.views import Cell, Row, View, plain

_SEPARATOR = r"(?:[((][^))]{0,16}[))])?[:\s]*"
_TICK = r"(?:[☑☒■√✓✔●◉⊙▣Rþ\uf050\uf052\uf0fc\uf0fe]|\[[√xX✓]\]|\([√✓xX]\)|【[√✓]】)"
_BOX = r"(?:[□☐○◯£¨\uf02a\uf06f\uf0a3\uf0a8]|\[\]|\(\)|【】)"
_MARKED = re.compile(rf"({_TICK}|{_BOX})")


@dataclass(frozen=True, slots=True)
class Seen:
    """A value and where it stands."""

    value: str
    cell: Cell
    view: View


def values_of(views: Iterable[View], label: re.Pattern[str]) -> Iterator[Seen]:
    """What stands beside each cell that begins with `label` (a pattern matched at the start of a cell)."""
    for view in views:
        for at, row in enumerate(view.rows):
            for place, cell in enumerate(row.cells):
                for start, end in _labels(cell.text, label):
                    yield from _value(view, at, place, cell, cell.text[end:], inline=start > 0)


def _labels(text: str, label: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the label stands: at the start of the cell, or within it where a colon follows."""
    found = label.match(text)
    if found:
        yield found.start(), _past(text, found.end())
        return
    for inner in label.finditer(text):
        end = _past(text, inner.end())
        if text[end - 1 : end] == ":":
            yield inner.start(), end


_PAST = re.compile(_SEPARATOR)


def _past(text: str, end: int) -> int:
    found = _PAST.match(text, end)
    return found.end() if found else end


def _value(view: View, at: int, place: int, cell: Cell, rest: str, *, inline: bool) -> Iterator[Seen]:
    row = view.rows[at]
    if rest.strip(":_-—/ "):
        yield Seen(rest, cell, view)
    elif place + 1 < len(row.cells):
        beside = row.cells[place + 1]
        yield Seen(beside.text, beside, view)
    elif at + 1 < len(view.rows):
        below = _below(cell, view.rows[at + 1])
        if below is not None:
            yield Seen(below.text, below, view)


def _below(cell: Cell, row: Row) -> Cell | None:
    for other in row.cells:
        if other.box.x0 < cell.box.x1 + 8 and cell.box.x0 < other.box.x1 and ":" not in other.text:
            return other
    return None


def joined_rows(view: View, at: int, count: int) -> str:
    """The text of `count` rows from `at` on."""
    return "".join(row.text for row in view.rows[at : at + count])


def ticked(text: str, options: Sequence[str]) -> list[str]:
    """Which of the options carry a tick, the tick before or behind its option; [] where nothing is ticked.

    >>> ticked("□A级☑B级□C级", ["A级", "B级", "C级"]), ticked("是(√)否()", ["是", "否"])
    (['B级'], ['是'])
    """
    parts = _MARKED.split(text)
    if len(parts) < 3:
        return []
    before = not any(option in parts[0] for option in options)
    chosen = []
    for at in range(1, len(parts), 2):
        if not re.fullmatch(_TICK, parts[at]):
            continue
        beside = parts[at + 1] if before else parts[at - 1]
        fits = [o for o in options if (beside.startswith(o) if before else beside.endswith(o))]
        fits = fits or [o for o in options if o in beside]
        if fits:
            chosen.append(max(fits, key=len))
    return chosen


_SPACED = re.compile(r"^(.*\S)\s+([√✓✔]\S.*)$", re.S)
# One option has an empty box and the other none: a font had no sign for the tick.
_LOST = re.compile(
    rf"(?:([是有])\s+{_BOX}\s*[否无]|([否无])\s+{_BOX}\s*[是有]|{_BOX}\s*[是有]\s+[否无]|[是有]\s*{_BOX}\s+[否无])"
)
_YES = re.compile(
    r"^(?:是|有|已|(?:按(?:规定|要求|照规定)|依法)?(?:应|须|需|必须|已)|存在|涉及|属于|安装|发生|跨|多个|共?[2-9二两三四五]个?)"
)
_NO = re.compile(r"^(?:否|(?:按(?:规定|要求|照规定)|依法)?(?:无|不|未)|没有|/|-|—|免|0|共?[1一]个?(?:厂区)?$)")


def answer_to(said: str) -> Literal["yes", "no"] | None:
    """Whether the words beside a question say yes or no; None where they say neither.

    >>> [answer_to(t) for t in ("☑是□否", "□是☑否", "是(另一行业:水泥)", "不涉及", "是 √否", "是 □否", "是□ 否", "")]
    ['yes', 'no', 'yes', 'no', 'no', 'yes', 'no', None]
    """
    spaced = _SPACED.match(said) if not re.search(_BOX, said) else None
    lost = _LOST.fullmatch(said.strip())
    said = plain(spaced[2] + spaced[1] if spaced else said)  # 是  √否: the tick belongs to what it touches
    chosen = ticked(said, ["是", "否", "有", "无", "涉及", "不涉及", "已安装", "未安装", "不需要", "需要"])
    text = chosen[0] if chosen else said.lstrip(":,，、。 ")
    if _MARKED.search(said) and not chosen:
        return "yes" if lost and lost[1] else "no" if lost else None
    if _NO.match(text):
        return "no"
    return "yes" if _YES.match(text) else None
