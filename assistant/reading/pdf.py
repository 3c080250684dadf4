"""PDF: opened once, read page by page; each page is sent as it comes, a broken one costs itself.

Lives here: `read`, `opened`. May import: this room. Pages come from pdfium (lines) or pdfplumber (words); what the file
would do if it could (JavaScript, launch, embedded files) and its properties come from pypdf.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from assistant.reading.guard import attempt
from assistant.reading.limits import Limits
from assistant.reading.page import Level, Page, ReadBy, Remark
from assistant.reading.pdf_lines import read_page
from assistant.reading.wire import End, Event, Start

NEEDS_PASSWORD = "需要密码"


class Locked(Exception):
    """The file opens with a password only."""


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The document. Raises Locked, or pdfium's own error where it is beyond repair."""
    try:
        document = pdfium.PdfDocument(str(path))
    except pdfium.PdfiumError as why:
        if "password" in str(why).lower():
            raise Locked from why
        raise
    try:
        yield document
    finally:
        document.close()


def read(path: Path, level: Level, limits: Limits, *, first: int) -> Iterator[Event]:
    """Start, the pages from `first` on, and the End with what the file holds besides pages."""
    try:
        with opened(path) as document:
            count = len(document)
            yield Start("pdf", count)
            if count > limits.pages:
                say = f"共{count}页，超过{limits.pages}页的上限"
                yield End(refused=say, remarks=(Remark("over_limit", say),))
                return
            yield from _pages(document, path, level, limits, first)
    except Locked:
        yield Start("pdf", 0)
        yield End(refused=NEEDS_PASSWORD, remarks=(Remark("needs_password", NEEDS_PASSWORD),))
        return
    from assistant.reading.pdf_structure import look_inside

    yield look_inside(path)


def _pages(document: pdfium.PdfDocument, path: Path, level: Level, limits: Limits, first: int) -> Iterator[Page]:
    words = None
    if level is Level.WORDS:
        from assistant.reading.pdf_words import Words

        words = Words(path)
    for number in range(first, len(document) + 1):
        page = attempt(lambda at=number: _line_page(document, at, limits), lambda why, at=number: unread_page(at, why))  # type: ignore[misc]
        if words is not None and page.read_by is not ReadBy.UNREADABLE:
            page = attempt(lambda of=page: words.page(of), lambda why, of=page: _without_words(of, why))  # type: ignore[misc]
        yield page


def _line_page(document: pdfium.PdfDocument, number: int, limits: Limits) -> Page:
    page = document[number - 1]
    try:
        return read_page(page, number, most_characters=limits.characters_a_page)
    finally:
        page.close()


def unread_page(number: int, why: str) -> Page:
    """A page that could not be read, with its reason."""
    remark = Remark("damaged", f"第{number}页已损坏，无法读取（{why}）", number)
    return Page(number=number, width=0.0, height=0.0, read_by=ReadBy.UNREADABLE, needs_ocr=True, remarks=(remark,))


def _without_words(page: Page, why: str) -> Page:
    remark = Remark("not_read", f"第{page.number}页未能按词读取，按行读取（{why}）", page.number)
    return replace(page, remarks=(*page.remarks, remark))
