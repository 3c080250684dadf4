"""PDF: opened once, read page by page; each page is sent as it comes, a broken one costs itself.

Lives here: `read`, `opened`. May import: this room. Pages come from pdfium; what the file
would do if it could (JavaScript, launch, embedded files) and its properties come from pypdf.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pypdfium2 as pdfium

from assistant.reading.guard import attempt
from assistant.reading.limits import Limits
from assistant.reading.page import Level, Page, ReadBy, Remark
from assistant.reading.pdf_annotations import annotated
from assistant.reading.pdf_page import read_page
from assistant.reading.wire import End, Event, Start

NEEDS_PASSWORD = "需要密码"  # noqa: S105  what to say, no secret


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
            yield from _pages(document, level, limits, first)
    except Locked:
        yield Start("pdf", 0)
        yield End(refused=NEEDS_PASSWORD, remarks=(Remark("needs_password", NEEDS_PASSWORD),))
        return
    from assistant.reading.pdf_structure import look_inside

    yield look_inside(path)


def _pages(document: pdfium.PdfDocument, level: Level, limits: Limits, first: int) -> Iterator[Page]:
    for number in range(first, len(document) + 1):
        yield attempt(partial(_page, document, number, level, limits), partial(unread_page, number))


def _page(document: pdfium.PdfDocument, number: int, level: Level, limits: Limits) -> Page:
    page, notes, remarks = annotated(document, number)
    try:
        read = read_page(page, number, level, most_characters=limits.characters_a_page)
        return replace(read, runs=(*read.runs, *notes), remarks=(*remarks, *read.remarks))
    finally:
        page.close()


def unread_page(number: int, why: str) -> Page:
    """A page that could not be read, with its reason."""
    remark = Remark("damaged", f"第{number}页已损坏，无法读取（{why}）", number)
    return Page(number=number, width=0.0, height=0.0, read_by=ReadBy.UNREADABLE, needs_ocr=True, remarks=(remark,))
