"""Pages that OCR does not read: tried once more, and named on every draft where that fails too. 示例 text only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.importing.pipeline import Imported, import_guide
from assistant.reading.open import open_reader
from assistant.reading.page import Page, ReadBy, ReadFile
from assistant.reading.reader import Reader
from tests.importing.printed import guide_pdf

TABLE = [["指标", "A级", "B级"], ["颗粒物", "示例甲", "示例乙"]]


class Scanned:
    """A reader to whom the second page is a scan, which OCR fails to read so many times."""

    def __init__(self, reader: Reader, fails: int) -> None:
        self.reader, self.fails, self.looks = reader, fails, 0

    def read(self, path: Path, **how: Any) -> ReadFile:
        read = self.reader.read(path, **how)
        self.seen = read.pages[1]
        return replace(read, pages=(read.pages[0], replace(self.seen, needs_ocr=True), *read.pages[2:]))

    def look(self, path: Path, pages: Any, **_: Any) -> list[Page]:
        self.looks += 1
        lost = self.looks <= self.fails
        return [replace(self.seen, read_by=ReadBy.UNREADABLE, runs=(), rules=()) if lost else self.seen]


def imported(tmp_path: Path, fails: int) -> tuple[Imported, Scanned]:
    prose = ["示例：没有数据的一行。"] * 60
    file = guide_pdf(tmp_path / "示例.pdf", "一、示例材料行业", "（一）适用范围", "示例企业。", TABLE, *prose)
    with open_reader(cache=None, work=tmp_path) as reader:
        scanned = Scanned(reader, fails)
        done = import_guide(
            file, guide="shili-1", out=tmp_path / "drafts", library=tmp_path / "library", reader=cast(Reader, scanned)
        )
    return done, scanned


@pytest.mark.parametrize("fails", [0, 1, 2])
def test_a_page_that_ocr_fails_to_read_twice_is_named_on_the_draft(tmp_path: Path, fails: int) -> None:
    done, scanned = imported(tmp_path, fails)

    said = [flag.say for draft in done.drafts for flag in draft.flags if "读不出来" in flag.say]
    assert scanned.looks == min(fails + 1, 2)
    assert [say.split("，")[0] for say in said] == (["第 2 页读不出来"] if fails == 2 else [])
