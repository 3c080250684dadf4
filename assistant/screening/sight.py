"""From files to views: the text layer first, then OCR where it earns its seconds (P04).

Lives here: `Sight`, `looked_at`. May import: reading, views, segments, vocabulary. Of scans of many pages, heads and feet
are read first and the rest is skimmed for instructions (P09); a page is read whole where its paper is not known by its
head, or where a check needs what stands between. Tables of forms are put together by their rules, which the reader gives
with words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.errors import BadFile
from assistant.reading.page import Box, Level, Page, ReadBy, ReadFile
from assistant.reading.reader import Reader
from assistant.screening.ink import is_red, pixels_of
from assistant.screening.segments import segments_of
from assistant.screening.views import View, flow_of, view_of
from assistant.screening.vocabulary import Vocabulary

Step = Callable[[str, int, int], None]  # file, page, pages
_MANY_ROWS = 4  # of a scanned ledger, pages read whole
_WIDE = 1.5  # a picture in a Word text that is wider than this is a line or a seal, not a page
_FEW = 4  # pages of a scan that are read whole at once: of most papers that many are wanted
_PLAIN = 0.85  # how sure a head must be to do by itself
_HAND = 480  # pixels of the long side up to which a picture may be a signature
_MOST_PICTURES = 6  # on one page
_RULED = 300  # pages of a PDF up to which its rules are asked for


@dataclass(frozen=True)
class Sight:
    """A file as it was looked at, and the pages on which marks were seen and no text read.

    `pictured`: what stands in pictures on pages that have a text of their own, and pages with what was skimmed of them; no
    paper is known by it.
    """

    read: ReadFile
    views: tuple[View, ...]
    blank: tuple[int, ...]
    pictured: tuple[View, ...] = ()

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
    """The file's views. `step` is told of each page before it is read by OCR, and may raise to stop."""
    pages = _with_rules(path, read, reader)
    asked = [
        at
        for at, page in enumerate(pages)
        if page.needs_ocr and _place(page) is not None and (page.picture is None or _holds_text(path, page, reader))
    ]
    if asked:
        scans = [at for at in asked if not _small(pages[at])]
        many = len(scans) > _FEW  # of few pages, heads would cost more than they save
        whole = [at for at in asked if at not in scans or not many]
        _look(path, pages, whole, Level.LINES, reader, read.file, step)
        if many:
            _look(path, pages, scans, Level.HEADS, reader, read.file, step)
            _look(path, pages, _wanted(read.file, pages, scans, vocabulary), Level.LINES, reader, read.file, step)
        _look(path, pages, _forms(read.file, pages, scans, vocabulary), Level.WORDS, reader, read.file, step)
    views = views_of(read.file, pages)
    blank = tuple(page.number or 1 for at, page in enumerate(pages) if _unread(page, at in asked))
    skimmed = [view_of(read.file, page, at, skimmed=True) for at, page in enumerate(pages) if page.level is Level.HEADS]
    return Sight(read, views, blank, (*skimmed, *_pictured(path, pages, reader, read.file, step)))


def views_of(file: str, pages: Sequence[Page]) -> tuple[View, ...]:
    """A view for each page; the stretches of a Word text are one, its pictures each their own."""
    flow = [page for page in pages if page.number is None and page.picture is None]
    out = [flow_of(file, flow, 0)] if flow else []
    rest = [page for page in pages if page.number is not None or page.picture is not None]
    return (*out, *(view_of(file, page, at + len(out)) for at, page in enumerate(rest)))


def _place(page: Page) -> int | None:
    """Under which number the reader shows this page."""
    return page.picture if page.picture is not None else page.number


def _small(page: Page) -> bool:
    """A picture in a Word text that is no page: a signature, a seal, a line."""
    return page.picture is not None and page.width > _WIDE * page.height


def _holds_text(path: Path, page: Page, reader: Reader) -> bool:
    """Whether a picture in a Word text may hold words: not a seal, not a hand (small, wide, yet no line of print)."""
    try:
        pixels = pixels_of(reader.picture(path, page.picture or 1, dpi=36))
    except BadFile:
        return True
    height, width = pixels.shape[:2]
    hand = max(height, width) <= _HAND and 1.2 * height < width < 4 * height
    return not hand and not is_red(pixels)


def _pictured(path: Path, pages: Sequence[Page], reader: Reader, file: str, step: Step | None) -> Iterator[View]:
    """The words in pictures on pages of text: screenshots, and what somebody would rather not write (P09)."""
    for at, page in enumerate(pages):
        if page.needs_ocr or page.number is None or page.grids:
            continue
        for box in page.pictures[:_MOST_PICTURES]:
            if not _may_hold_words(path, page, box, reader):
                continue
            if step is not None:
                step(file, at + 1, len(pages))
            for seen in reader.look(path, [page.number], box=box, dpi=150):
                if seen.read_by is not ReadBy.UNREADABLE:
                    yield view_of(file, replace(seen, number=page.number), at)


def _may_hold_words(path: Path, page: Page, box: Box, reader: Reader) -> bool:
    wide, high = box.x1 - box.x0, box.bottom - box.top
    if wide < 60 or high < 9 or wide * high > 0.6 * page.width * page.height:
        return False
    if wide <= 200 and 1.2 * high < wide < 4 * high:
        return False  # a hand
    try:
        return not is_red(pixels_of(reader.picture(path, page.number or 1, dpi=36, box=box)))
    except BadFile:
        return False


def _with_rules(path: Path, read: ReadFile, reader: Reader) -> list[Page]:
    """The pages of a PDF with the rules of their tables."""
    pages = list(read.pages)
    if read.type != "pdf" or len(pages) > _RULED or all(page.needs_ocr for page in pages):
        return pages
    ruled = reader.read(path, name=read.file, level=Level.WORDS).pages
    if len(ruled) != len(pages):
        return pages
    return [replace(page, rules=other.rules) for page, other in zip(pages, ruled, strict=True)]


def _look(
    path: Path, pages: list[Page], which: Sequence[int], level: Level, reader: Reader, file: str, step: Step | None
) -> None:
    """These pages by OCR, in place."""
    for at in which:
        number = _place(pages[at])
        assert number is not None
        if step is not None:
            step(file, at + 1, len(pages))
        for seen in reader.look(path, [number], level=level):
            pages[at] = _merged(pages[at], seen)


def _merged(layer: Page, seen: Page) -> Page:
    """What OCR saw in the place of a layer that cannot be relied on; what the file hides stays known."""
    if seen.read_by is ReadBy.UNREADABLE:
        how = layer.read_by if layer.text.strip() else ReadBy.UNREADABLE
        return replace(layer, remarks=(*layer.remarks, *seen.remarks), read_by=how)
    hidden = tuple(run for run in layer.runs if run.hidden is not None)
    straight = replace(seen.straight, runs=(*seen.straight.runs, *hidden)) if seen.straight else None
    return replace(
        seen,
        number=layer.number,
        picture=layer.picture,
        label=layer.label,
        runs=(*seen.runs, *hidden),
        straight=straight,
        remarks=tuple(dict.fromkeys((*layer.remarks, *seen.remarks))),
        covered=layer.covered,
        needs_ocr=True,
    )


def _wanted(file: str, pages: Sequence[Page], asked: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Which of the pages read by their heads must be read whole."""
    views = [view_of(file, page, at) for at, page in enumerate(pages)]
    wanted: set[int] = set()
    for segment in segments_of(views, vocabulary):
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
            case "first":
                wanted |= {*places[:1]} | ({places[-1]} if len(places) <= 3 else set())
            case "head":
                wanted |= set(places[:1]) if segment.confidence < _PLAIN else set()
    return [at for at in asked if at in wanted and pages[at].level is Level.HEADS]


def _forms(file: str, pages: Sequence[Page], asked: Sequence[int], vocabulary: Vocabulary) -> list[int]:
    """Pages of the application form, whose labels break over lines: read once more, with the rules of their table."""
    views = [view_of(file, page, at) for at, page in enumerate(pages)]
    segments = [segment for segment in segments_of(views, vocabulary) if segment.id == "application_form"]
    return [at for at in asked if any(view.index == at for segment in segments for view in segment.views)]


def _spread(places: Sequence[int], count: int) -> list[int]:
    """First, last, and some between."""
    if len(places) <= count:
        return list(places)
    return sorted({places[round(step * (len(places) - 1) / (count - 1))] for step in range(count)})


def _unread(page: Page, asked: bool) -> bool:
    """Whether there are marks on the page and no text was had of it; a picture in a Word text need not hold any."""
    if page.read_by is ReadBy.UNREADABLE:
        return page.picture is None
    return asked and page.picture is None and not page.text.strip()
