"""Which `when` items apply: what the form declares, overruled by what the caller says.

Lives here: `declared`, `Applies`. May import: fields, labels, checklist. Nothing declared means not applicable, unless the
paper itself is in the pack; nothing is concluded from what an enterprise of that trade usually has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from assistant.screening.checklist import Circumstance
from assistant.screening.fields import Paper
from assistant.screening.labels import answer_to
from assistant.screening.views import Row, View

_OPTIONS = re.compile(r"[√✓✔□☐]?\s{0,3}[是有否无]\s{0,3}[√✓✔□☐]?\s{0,3}[是有否无]\s{0,3}[√✓✔□☐]?\s{0,3}$")
_ASKED = re.compile(r"(?:是否|有无|□)[^。;,]{0,12}$")


class Applies(StrEnum):
    """What is known of a circumstance."""

    YES = "yes"
    NO = "no"
    UNSAID = "unsaid"


def declared(papers: Iterable[Paper], circumstances: Sequence[Circumstance]) -> dict[str, Applies]:
    """For each `when` item that a form speaks of: whether it says yes or no."""
    views = [view for paper in papers if paper.id == "application_form" for view in paper.segment.views]
    out: dict[str, Applies] = {}
    for one in circumstances:
        said = _said(views, one)
        out |= dict.fromkeys(one.ids, said)
    return out


def _said(views: Sequence[View], one: Circumstance) -> Applies:
    asks = re.compile(r"|".join(one.asks))
    answers = [answer for view in views for answer in _answers(view, asks)]
    if "yes" in answers:
        return Applies.YES
    if "no" in answers:
        return Applies.NO
    text = "".join(view.text.replace("\n", "") for view in views)
    if any(_stated(pattern, text) for pattern in one.says_no):
        return Applies.NO
    if any(_stated(pattern, text) for pattern in one.says_yes):
        return Applies.YES
    return Applies.UNSAID


def _stated(pattern: str, text: str) -> bool:
    """Whether the text says so, and does not only ask."""
    return any(not _ASKED.search(text[: found.start()]) for found in re.finditer(pattern, text))


def _answers(view: View, asks: re.Pattern[str]) -> Iterable[str]:
    for at, row in enumerate(view.rows):
        for place, cell in enumerate(row.cells):
            found = asks.search(cell.text)
            if not found or len(cell.text) > 60:
                continue
            answer = answer_to(_rest(view, at, row, place, found.end()))
            if answer:
                yield answer


def _rest(view: View, at: int, row: Row, place: int, end: int) -> str:
    """What stands behind the question: the rest of its cell after a colon or box, the next cell, the row below."""
    cell = row.cells[place]
    rest = cell.text[end:]
    options = _OPTIONS.search(cell.shown)
    if options and re.search(r"[√✓✔□☐]", options[0]):
        return options[0]  # with its spaces, which tell whose the tick is
    mark = re.search(r"[:?☑☒■√✓✔□☐○●]|\[[√xX✓]?\]|\([√✓xX]?\)", rest)
    if mark:
        after = rest[mark.start() :].lstrip(":?")
        tail = re.search(r"[是否有无](?=[☑☒■√✓✔□☐○●\[(])", rest)  # 是☑否□: the box stands behind its option
        after = rest[tail.start() :] if tail and tail.start() < mark.start() else after
        if after:
            return after
    if place + 1 < len(row.cells):
        return " ".join(cell.shown for cell in row.cells[place + 1 : place + 3])
    if not mark and re.search(r"[,;。]", cell.text):
        return ""  # a sentence, no question
    if not mark and re.search(r"(?<![与是])(?:是|否|有|无)$", cell.text) and len(cell.text) - end <= 16:
        return cell.text[-1]
    below = view.rows[at + 1].text if at + 1 < len(view.rows) else ""
    return below if len(below) <= 12 else ""
