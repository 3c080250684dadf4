"""Running a pre-screening for the page: one at a time, the others wait; it can be stopped at any page.

Lives here: `Runs`. May import: errors, screening, web.packs. What breaks in a run is said on its page and nowhere else (P21).
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assistant.errors import AssistantError, InputError
from assistant.library.corpus import Corpus
from assistant.screening.batch import packs_in, row_of, screen_batch, write_month
from assistant.screening.compare import compare
from assistant.screening.pipeline import Cancelled, Progress
from assistant.screening.report import Report
from assistant.web import phrases
from assistant.web.faults import record
from assistant.web.pack_rooms import Asked, PackRooms
from assistant.web.packs import Pack, Stage, close_screened

MONTH = "预审汇总.xlsx"


class Runs:
    """Starts runs. `corpus` and `today` are asked when a run begins."""

    def __init__(self, rooms: PackRooms, corpus: Callable[[], Corpus], today: Callable[[], date]) -> None:
        self.rooms = rooms
        self.corpus = corpus
        self.today = today
        self._turn = threading.Semaphore(1)

    def start(self, pack: Pack, asked: Asked) -> threading.Thread:
        """Begin; the pack's stage says how it goes. Raises InputError where there is nothing to screen."""
        if pack.busy:
            raise InputError("正在预审", remedy="请等它完成，或先停止")
        if not pack.sizes:
            raise InputError("还没有上传文件", remedy="把文件、文件夹或压缩包拖进来")
        close_screened(pack)
        pack.asked, pack.stage, pack.trouble, pack.progress = asked, Stage.WAITING, "", None
        pack.stop = threading.Event()
        pack.runs += 1
        thread = threading.Thread(target=self._run, args=(pack, pack.stop, pack.runs), daemon=True)
        thread.start()
        return thread

    def _run(self, pack: Pack, stop: threading.Event, run: int) -> None:
        while not self._turn.acquire(timeout=0.3):
            if stop.is_set():
                _settle(pack, run, Stage.STOPPED)
                return
        try:
            if stop.is_set():
                raise Cancelled
            _settle(pack, run, Stage.RUNNING)
            if pack.month:
                self._month(pack, stop)
            else:
                self._one(pack, stop)
            _settle(pack, run, Stage.DONE)
        except Cancelled:
            _settle(pack, run, Stage.STOPPED)
        except AssistantError as error:
            _settle(pack, run, Stage.FAILED, f"{error.what}。{error.remedy or ''}")
        except Exception as error:  # noqa: BLE001  a fault of ours must not leave the page waiting for ever
            record(error)
            _settle(pack, run, Stage.FAILED, phrases.PACK_FAULT)
        finally:
            self._turn.release()
            if pack.gone:  # deleted meanwhile: what this run still wrote goes too
                shutil.rmtree(pack.folder, ignore_errors=True)

    def _one(self, pack: Pack, stop: threading.Event) -> None:
        screened = self.rooms.screen(
            [_whole(pack)],
            pack.asked,
            folder=pack.folder,
            as_of=self.today(),
            progress=_telling(pack),
            cancel=stop.is_set,
        )
        if stop.is_set():
            screened.close()
            raise Cancelled
        pack.screened = screened
        pack.report = compare(screened.report, pack.previous) if pack.previous else screened.report

    def _month(self, pack: Pack, stop: threading.Event) -> None:
        packs = packs_in(_month_folder(pack))
        pack.of, pack.rows = len(packs), []
        rows = screen_batch(
            packs,
            pack.folder / MONTH,
            lambda path: self._of_month(pack, path, stop),
            corpus=self.corpus(),
            held_against=repr(pack.asked),
            today=self.today(),
        )
        for row in rows:
            pack.rows.append(row)
            if stop.is_set():
                raise Cancelled
        self._write(pack)  # a clerk may have decided a line otherwise while others were read

    def decided(self, pack: Pack, name: str, report: Report) -> None:
        """One of a month's packs as a clerk left it: its row, on the page and in the workbook."""
        row = row_of(name, report, self.corpus(), self.today())
        pack.rows = [row if held.id == name else held for held in pack.rows]
        if not pack.busy:
            self._write(pack)

    def _write(self, pack: Pack) -> None:
        write_month(pack.folder / MONTH, pack.rows, of=pack.of, corpus=self.corpus(), today=self.today())

    def _of_month(self, pack: Pack, path: Path, stop: threading.Event) -> Report | str:
        """One of a month's packs: its report, or why there is none; it costs itself only."""
        try:
            screened = self.rooms.screen(
                [path], pack.asked, folder=pack.folder, as_of=self.today(), progress=_telling(pack), cancel=stop.is_set
            )
        except InputError as error:
            return f"{error.what}。{error.remedy or ''}"
        pack.reports[path.name] = screened
        return screened.report


def _settle(pack: Pack, run: int, stage: Stage, trouble: str = "") -> None:
    """How a run stands, unless another one began: a run that was stopped ends later than the next begins."""
    if pack.runs == run:
        pack.stage, pack.trouble = stage, trouble


def _whole(pack: Pack) -> Path:
    """What was uploaded as one pack: a single file (an archive, most often), else the folder; a folder in it that holds
    everything is the pack itself."""
    names = list(pack.sizes)
    if len(names) == 1:
        return pack.uploads.joinpath(*names[0].split("/"))
    tops = {name.split("/", 1)[0] for name in names}
    return pack.uploads / tops.pop() if len(tops) == 1 else pack.uploads


def _month_folder(pack: Pack) -> Path:
    """The folder whose entries are the packs: a folder that was chosen as a whole counts as the month, not as one pack."""
    tops = {name.split("/", 1)[0] for name in pack.sizes}
    inside = all("/" in name for name in pack.sizes)
    return pack.uploads / tops.pop() if len(tops) == 1 and inside else pack.uploads


def _telling(pack: Pack) -> Callable[[Progress], None]:
    def tell(at: Progress) -> None:
        pack.progress = at

    return tell
