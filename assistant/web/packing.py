"""材料预审 as one thing that the site opens and closes: the rooms behind it, the packs of all sessions, their runs.

Lives here: `Packing`. May import: library, web.pack*. A thread of its own looks every minute for packs whose time is over (P21).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

from assistant.answering.answer import Answer
from assistant.library.corpus import Corpus
from assistant.web.pack_markup import panel
from assistant.web.pack_rooms import PackRooms
from assistant.web.pack_run import Runs
from assistant.web.pack_talk import answer_about
from assistant.web.packs import Pack, Packs

COOKIE = "jixiao_pack"
SWEEP_SECONDS = 60.0


class Packing:
    """Everything that the tab's routes and the chat need. `clock`: the hour that an overruling is marked with."""

    def __init__(
        self,
        rooms: PackRooms,
        *,
        corpus: Callable[[], Corpus],
        today: Callable[[], date],
        clock: Callable[[], str],
        packs: Packs | None = None,
    ) -> None:
        self.rooms = rooms
        self.corpus = corpus
        self.today = today
        self.clock = clock
        self.packs = packs or Packs(rooms.uploads)
        self.runs = Runs(rooms, corpus, today)
        self._closed = threading.Event()

    def open(self) -> None:
        """What a killed process left goes now, and the sweeping begins."""
        self.packs.sweep()
        threading.Thread(target=self._sweeping, daemon=True).start()

    def close(self) -> None:
        """All packs go."""
        self._closed.set()
        self.packs.close()

    def panel(self, pack: Pack | None) -> str:
        """The tab as this pack has it."""
        return panel(pack, self.corpus(), self.rooms.circumstances, waiting=self.packs.waiting)

    def attached(self, token: str | None) -> bool:
        """Whether this session takes its report along into the chat."""
        pack = self.packs.find(token)
        return bool(pack and pack.attached and pack.report)

    def answer(self, token: str | None, question: str) -> Answer | None:
        """What this session's report says to a question; None where it is not attached or does not say."""
        pack = self.packs.find(token)
        if pack is None or not pack.attached or pack.report is None:
            return None
        return answer_about(question, pack.report, self.corpus())

    def _sweeping(self) -> None:
        while not self._closed.wait(SWEEP_SECONDS):
            self.packs.sweep()
