"""A desk for one pack: a private work folder, a reader, and the run itself. Everything goes when the desk is cleared (P21).

Lives here: `Desk`, `open_desk`. May import: pipeline, reading. Folders are arguments. What a run that was killed left
behind goes when the next desk is opened.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from assistant.errors import InputError
from assistant.library.corpus import Corpus
from assistant.reading.open import open_reader
from assistant.reading.reader import Reader
from assistant.screening.checklist import Checklist
from assistant.screening.intake import PackFile
from assistant.screening.pipeline import Progress, Setting, screen
from assistant.screening.report import Report

_NAME = re.compile(r"pack-([0-9]+)-")
_OPEN: set[Path] = set()  # folders of this process's own desks


class Desk:
    """A pack on the desk. `files` says, after a run, where each file of the pack lies until the desk is cleared."""

    def __init__(self, corpus: Corpus, checklist: Checklist, reader: Reader, work: Path) -> None:
        self.corpus, self.checklist, self.reader, self.work = corpus, checklist, reader, work
        self.files: dict[str, Path] = {}

    def screen(
        self,
        paths: Sequence[Path],
        *,
        grade: str | None = None,
        industry: str | None = None,
        with_: Sequence[str] = (),
        without: Sequence[str] = (),
        as_of: date,
        progress: Callable[[Progress], None] | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Report:
        """The report of a pack. Raises InputError, Cancelled."""
        began = time.perf_counter()
        report = screen(
            paths,
            self.corpus,
            self.checklist,
            reader=self.reader,
            work=self.work,
            setting=Setting(as_of, grade, industry, tuple(with_), tuple(without)),
            progress=progress,
            cancel=cancel,
            taken=self._taken,
        )
        return report.model_copy(update={"elapsed_ms": round((time.perf_counter() - began) * 1000)})

    def _taken(self, files: Sequence[PackFile]) -> None:
        self.files = {file.name: file.path for file in files if file.path is not None}


@contextmanager
def open_desk(
    corpus: Corpus, checklist: Checklist, *, pages: Path | None, work: Path, soffice: Path | None = None
) -> Iterator[Desk]:
    """A desk whose folder under `work` is readable by its owner only and removed at the end, whatever happens.

    `pages`: where what OCR read is kept; None keeps nothing. Raises InputError where `work` cannot be written.
    """
    _sweep(work)
    folder = _folder(work)
    try:
        with open_reader(cache=pages, work=folder, soffice=soffice) as reader:
            yield Desk(corpus, checklist, reader, folder)
    finally:
        _OPEN.discard(folder)
        shutil.rmtree(folder, ignore_errors=True)


def _folder(work: Path) -> Path:
    try:
        work.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(prefix=f"pack-{os.getpid()}-", dir=work))
    except OSError as why:
        raise InputError(
            f"工作文件夹写不进去（{why.strerror}）",
            where=str(work),
            remedy="请腾出空间，或用 ASSISTANT_WORK 指定一个可写的文件夹",
        ) from None
    _OPEN.add(folder)
    return folder


def _sweep(work: Path) -> None:
    """Removes folders of processes that are gone; under our own number too, where no desk of ours has them: a container
    that starts again gives its process the same number."""
    import psutil

    if not work.is_dir():
        return
    for folder in work.iterdir():
        found = _NAME.match(folder.name)
        pid = int(found[1]) if found else None
        if pid is not None and folder not in _OPEN and (pid == os.getpid() or not psutil.pid_exists(pid)):
            shutil.rmtree(folder, ignore_errors=True)
