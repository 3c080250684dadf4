"""What OCR read, kept by content: asked again, a page costs nothing. Purged as a whole (P21).

Lives here: `PageCache`. May import: wire, page. One JSON file a page, written beside and renamed; one that is damaged
is ignored and written anew; a disk that takes nothing costs speed, not the result.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from assistant.reading.page import Box, Level, Page
from assistant.reading.wire import page_from_wire, page_to_wire

EDITION = 2  # counts up when the reading itself changes: older entries are then other keys
WORDS = 2  # the same for what is read at Level.WORDS alone


class PageCache:
    """A folder of pages; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, sha256: str, page: int, level: Level, dpi: int, box: Box | None) -> Page | None:
        """The page, None where it was not kept or what was kept is damaged."""
        if self._folder is None:
            return None
        try:
            return page_from_wire(json.loads(self._place(sha256, page, level, dpi, box).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def put(self, page: Page, sha256: str, number: int, level: Level, dpi: int, box: Box | None) -> None:
        """Keeps the page, where the disk lets us."""
        if self._folder is None:
            return
        place = self._place(sha256, number, level, dpi, box)
        beside = place.with_name(f"{place.name}.{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside.write_bytes(json.dumps(page_to_wire(page), ensure_ascii=False).encode())
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)

    def purge(self) -> None:
        """Removes everything that was kept."""
        if self._folder is not None and self._folder.is_dir():
            shutil.rmtree(self._folder)

    def _place(self, sha256: str, page: int, level: Level, dpi: int, box: Box | None) -> Path:
        assert self._folder is not None
        edition = [EDITION, WORDS] if level is Level.WORDS else EDITION
        key = json.dumps([edition, sha256, page, level.value, dpi, [round(v, 1) for v in box] if box else None])
        return self._folder / sha256[:2] / f"{hashlib.sha256(key.encode()).hexdigest()}.json"
