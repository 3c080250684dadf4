"""The reader: opens a file in a process that can be killed, and gives its pages (P01, P02, P04, P05, P07).

Lives here: `Reader`, the one way in. May import: this room. Paths, limits and the cache folder are arguments; a file
past a limit keeps the pages already read, and costs itself only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assistant.reading.page import Box, Level, Page, ReadFile


class Reader(Protocol):
    """What screening and importing call. Tests may hand in a fake that returns given pages."""

    def read(self, path: Path, *, name: str | None = None, level: Level = Level.LINES) -> ReadFile:
        """The file with its text layer: no OCR. Never raises for a bad file: `refused` / `unreadable` say why.

        `name`: the path inside the pack. Level.WORDS adds words with sizes, rules and upright flags (pdfplumber).
        """
        ...

    def look(
        self, path: Path, pages: Sequence[int], *, level: Level = Level.LINES, dpi: int = 200, box: Box | None = None
    ) -> list[Page]:
        """These pages by OCR (a picture file: page 1), in order. Cached by content hash, page, level and dpi.

        Level.HEADS reads head and foot and skims the rest; a page of few lines it reads whole, and says so. `box` reads only that part of each page. A page that
        cannot be read has read_by UNREADABLE and a remark.
        """
        ...

    def picture(self, path: Path, page: int, *, dpi: int = 96, box: Box | None = None) -> bytes:
        """The page as PNG bytes, for thumbnails and the evidence viewer. Raises BadFile where it cannot be shown."""
        ...

    def close(self) -> None:
        """Ends the worker processes."""
        ...
