"""Files that broke other readers, from the test sets of pypdf, pdfminer, pdfplumber, qpdf and libarchive (P01, P02)."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from assistant.errors import BadFile
from assistant.reading.limits import Limits
from assistant.reading.open import ProcessReader
from assistant.reading.page import Level, ReadBy, ReadFile
from tests.house.source import ROOT

EXTERNAL = ROOT.parent / "shared" / "external"
FOLDERS = ("pypdf", "pdfplumber", "pdfminer", "qpdf", "libarchive", "naughty", "icdar2013")
FILES = sorted(p for f in FOLDERS for p in (EXTERNAL / f).rglob("*") if p.is_file() and p.suffix != ".md")
SAMPLE = 80
SEED = 20261125
needs_files = pytest.mark.skipif(not FILES, reason="../shared/external is not here")


def holds(read: ReadFile) -> bool:
    """Pages, or a reason in Chinese; every visible place on its page; what cannot be read says so."""
    reason = read.refused or read.unreadable
    if reason is not None and not any("\u4e00" <= c <= "\u9fff" for c in reason):
        return False
    if reason is None and not read.pages:
        return False
    for page in read.pages:
        if page.read_by is ReadBy.UNREADABLE and not page.remarks:
            return False
        for run in page.runs:
            box = run.box
            inside = (
                -0.01 <= box.x0 <= box.x1 <= page.width + 0.01 and -0.01 <= box.top <= box.bottom <= page.height + 0.01
            )
            if run.hidden is None and not inside:
                return False
    return True


@needs_files
def test_p01_a_sample_of_files_that_broke_others_each_gives_pages_or_a_reason(reader: ProcessReader) -> None:
    chosen = random.Random(SEED).sample(FILES, min(SAMPLE, len(FILES)))

    broken = [str(path) for path in chosen if not holds(reader.read(path))]

    assert broken == []


@needs_files
@pytest.mark.external
@pytest.mark.parametrize("level", [Level.LINES, Level.WORDS])
def test_p01_all_files_that_broke_others_each_give_pages_or_a_reason(reader: ProcessReader, level: Level) -> None:
    broken, slow = [], []
    for path in FILES:
        began = time.monotonic()
        if not holds(reader.read(path, level=level)):
            broken.append(str(path))
        if time.monotonic() - began > Limits().open_seconds + Limits().text_page_seconds:
            slow.append(str(path))

    assert (broken, slow) == ([], [])


@needs_files
@pytest.mark.external
def test_every_first_page_has_a_picture_or_says_why_not(reader: ProcessReader) -> None:
    silent = []
    for path in FILES:
        try:
            if not reader.picture(path, 1, dpi=40).startswith(b"\x89PNG"):
                silent.append(str(path))
        except BadFile as why:
            if path.name not in str(why):
                silent.append(str(path))

    assert silent == []


@needs_files
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pdfplumber/issue-842-example.pdf", "2011 年年度报告"),
        ("pdfplumber/issue-71-duplicate-chars-2.pdf", "DÉSORDRES"),
    ],
)
def test_p05_glyphs_printed_several_times_are_folded(reader: ProcessReader, name: str, text: str) -> None:
    page = reader.read(EXTERNAL / name).pages[0]

    assert text in page.text.split("\n") and "glyphs_folded" in [remark.code for remark in page.remarks]


@needs_files
def test_p05_a_lying_ocr_layer_is_not_relied_on(reader: ProcessReader) -> None:
    pages = reader.read(EXTERNAL / "pdfplumber" / "pr-136-example.pdf").pages

    assert all(page.needs_ocr and page.text == "" for page in pages)
    assert all("text_layer_untrusted" in [remark.code for remark in page.remarks] for page in pages)


def test_the_material_is_where_the_promises_say() -> None:
    if not FILES:
        pytest.skip("../shared/external is not here")

    assert len(FILES) > 600 and Path(FILES[0]).is_file()
