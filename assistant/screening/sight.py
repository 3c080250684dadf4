"""From files to views: the text layer first, then OCR where it earns its seconds (P04).

Lives here: `Sight`, `looked_at`. May import: reading, views, segments, recognise, vocabulary. Page heads are read first; a
page is read whole where its paper is not known by its head, or where a check needs what stands further down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.reading.page import Level, Page, ReadBy, ReadFile
from assistant.reading.reader import Reader
from assistant.screening.segments import Segment, segments_of
from assistant.screening.views import View, view_of
from assistant.screening.vocabulary import Vocabulary

Step = Callable[[str, int, int], None]  # file, page, pages
_MANY_ROWS = 4  # of a scanned ledger, pages read whole


@dataclass(frozen=True)
class Sight:
    """A file as it was looked at: its papers, and the pages on which marks were seen and no text read."""

    read: ReadFile
    views: tuple[View, ...]
    segments: tuple[Segment, ...]
    blank: tuple[int, ...]

    @property
    def read_by(self) -> ReadBy:
        """text, ocr or mixed, by what its pages were read with; or why not."""
        if self.read.refused is not None:
            return ReadBy.REFUSED
        if self.read.unreadable is not None:
            return ReadBy.UNREADABLE
        how = {view.page.read_by for view in self.views if view.letters or view.page.read_by is not ReadBy.TEXT}
        if how <= {ReadBy.TEXT}:
            return ReadBy.TEXT
        if how == {ReadBy.UNREADABLE}:
            return ReadBy.UNREADABLE
        return ReadBy.OCR if ReadBy.TEXT not in how and ReadBy.MIXED not in how else ReadBy.MIXED


def looked_at(path: Path, read: ReadFile, reader: Reader, vocabulary: Vocabulary, *, step: Step | None = None) -> Sight:
    """The file's papers. `step` is told of each page before it is read by OCR, and may raise to stop."""
    pages = list(read.pages)
    asked = [
        at
        for at, page in enumerate(pages)
        if page.needs_ocr and page.number is not None and read.type in ("pdf", "image")
    ]
    if asked:
        _look(path, pages, asked, Level.HEADS, reader, read.file, step)
        _look(path, pages, _wanted(read.file, pages, asked, vocabulary), Level.LINES, reader, read.file, step)
    views = tuple(view_of(read.file, page, at) for at, page in enumerate(pages))
    segments = tuple(segments_of(read.file, views, vocabulary)) if views else ()
    blank = tuple(page.number or 1 for at, page in enumerate(pages) if _unread(page, at in asked))
    return Sight(read, views, segments, blank)


def _look(
    path: Path, pages: list[Page], which: Sequence[int], level: Level, reader: Reader, file: str, step: Step | None
) -> None:
    """These pages by OCR, in place. A page with a text layer of its own keeps what OCR does not see (P05: mixed)."""
    for at in which:
        number = pages[at].number
        assert number is not None
        if step is not None:
            step(file, number, len(pages))
        for seen in reader.look(path, [number], level=level):
            pages[at] = _merged(pages[at], seen)


def _merged(layer: Page, seen: Page) -> Page:
    if seen.read_by is ReadBy.UNREADABLE:
        return replace(
            layer,
            remarks=(*layer.remarks, *seen.remarks),
            read_by=ReadBy.UNREADABLE if not layer.text.strip() else layer.read_by,
        )
    hidden = tuple(run for run in layer.runs if run.hidden is not None)
    return replace(
        seen,
        runs=(*seen.runs, *hidden),
        remarks=tuple(dict.fromkeys((*layer.remarks, *seen.remarks))),
        label=layer.label,
        covered=layer.covered,
        needs_ocr=True,
    )


def _wanted(file: str, pages: Sequence[Page], asked: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Which of the pages read by their heads must be read whole."""
    views = [view_of(file, page, at) for at, page in enumerate(pages)]
    wanted: set[int] = set()
    for segment in segments_of(file, views, vocabulary):
        places = sorted({view.index for view in segment.views})
        if segment.id is None or segment.by_name or segment.confidence < 0.6:
            wanted |= set(places)
            continue
        match vocabulary.words(segment.id).read:
            case "all":
                wanted |= set(places)
            case "ends":
                wanted |= {*places[:2], *places[-2:]}
            case "rows":
                wanted |= set(_spread(places, _MANY_ROWS))
            case _:
                wanted |= {*places[:1]} | ({places[-1]} if len(places) <= 3 else set())
    return [at for at in asked if at in wanted]


def _spread(places: Sequence[int], count: int) -> list[int]:
    """First, last, and some between."""
    if len(places) <= count:
        return list(places)
    return sorted({places[round(step * (len(places) - 1) / (count - 1))] for step in range(count)})


def _unread(page: Page, asked: bool) -> bool:
    """Whether there are marks on the page and no text was had of it."""
    if page.read_by is ReadBy.UNREADABLE:
        return True
    return asked and not page.text.strip()
