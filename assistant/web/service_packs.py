"""`Packing` over an open workspace: each session's pack is screened in the session's own folder.

Lives here: `packing_of`. May import: service, config, screening, reading, web.packing. Workers end with each run: an OCR
process holds a gigabyte, and a session lasts for hours.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path

from assistant import service
from assistant.config import HENAN, today
from assistant.reading.open import ProcessReader
from assistant.screening.pipeline import Progress
from assistant.web.pack_rooms import Asked, Circumstance, PackRooms, Screened
from assistant.web.packing import Packing


def packing_of(workspace: service.Workspace) -> Packing:
    """The tab's rooms over this workspace."""
    uploads = workspace.settings.data / "uploads"
    rooms = PackRooms(
        screen=_Screening(workspace),
        picture=_Pictures(uploads),
        uploads=uploads,
        circumstances=_circumstances(workspace),
    )
    return Packing(
        rooms,
        corpus=lambda: workspace.corpus,
        today=today,
        clock=lambda: datetime.now(HENAN).isoformat(timespec="minutes"),
    )


def _circumstances(workspace: service.Workspace) -> tuple[Circumstance, ...]:
    return tuple(
        Circumstance(item.id, item.name, item.condition or item.name)
        for item in workspace.corpus.materials
        if item.required == "when"
    )


class _Screening:
    """`web.pack_rooms.Screen` over the service."""

    def __init__(self, workspace: service.Workspace) -> None:
        self.workspace = workspace

    def __call__(
        self,
        paths: Sequence[Path],
        asked: Asked,
        *,
        folder: Path,
        as_of: date,
        progress: Callable[[Progress], None],
        cancel: Callable[[], bool],
    ) -> Screened:
        with ExitStack() as held:
            desk = held.enter_context(service.screening_desk(self.workspace, folder=folder))
            try:
                report = desk.screen(
                    paths,
                    grade=asked.grade,
                    industry=asked.industry,
                    with_=asked.with_,
                    without=asked.without,
                    as_of=as_of,
                    progress=progress,
                    cancel=cancel,
                )
            finally:
                desk.reader.close()
            files = dict(desk.files)
            return Screened(report, files, held.pop_all().close)
        raise AssertionError("an exit stack swallows nothing")


class _Pictures:
    """Pages as pictures, by one worker for all sessions; it keeps nothing of what it showed."""

    def __init__(self, uploads: Path) -> None:
        self._uploads = uploads
        self._reader: ProcessReader | None = None
        self._lock = threading.Lock()

    def __call__(self, path: Path, page: int, dpi: int) -> bytes:
        from assistant.reading.limits import Limits

        with self._lock:
            if self._reader is None:
                self._reader = ProcessReader(cache=None, work=self._uploads, limits=Limits())
            reader = self._reader
        return reader.picture(path, page, dpi=dpi)
