"""What the page remembers of a browser session: its conversations, in memory, nobody else's, and not for ever.

Lives here: `Desk`, `Visit`, `Conversation`, `Turn`. A visit is found by an unguessable token that only its own page
knows. Nothing is written to disk or log. May import: answering's Answer, web.rooms.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.answering.answer import Answer
from assistant.web.rooms import Graded

VISITS_KEPT = 500
VISIT_SECONDS = 12 * 3600


class Stage(StrEnum):
    """Where a turn stands."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class Turn:
    """A question and what came of it. `so_far`: what was shown while the answer was still coming."""

    question: str
    answer: Answer | None = None
    so_far: str = ""
    stage: Stage = Stage.RUNNING
    trouble: str = ""

    @property
    def said(self) -> str:
        """The words that were shown."""
        return self.answer.answer if self.answer else self.so_far


@dataclass(slots=True)
class Conversation:
    """Turns in order."""

    turns: list[Turn] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The first question, short."""
        first = self.turns[0].question if self.turns else "新对话"
        return first if len(first) <= 24 else first[:23] + "…"

    @property
    def running(self) -> bool:
        """Whether an answer is still coming."""
        return bool(self.turns) and self.turns[-1].stage is Stage.RUNNING

    def history(self) -> list[dict[str, str]]:
        """As `ask` reads it: what was asked and answered, stopped and failed turns left out."""
        out: list[dict[str, str]] = []
        for turn in self.turns:
            if turn.answer and turn.stage is Stage.DONE:
                out += [{"role": "user", "content": turn.question}, {"role": "assistant", "content": turn.said}]
        return out


@dataclass(slots=True)
class Form:
    """The self-assessment as it stands: what was told, what was left for later, what is being asked again."""

    case: dict[str, Any] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    again: str | None = None
    graded: Graded | None = None


@dataclass(slots=True)
class Visit:
    """One browser session. `form`: the self-assessment page; `attached`: whether its facts go with every question;
    `pack`: the token of its pack under pre-screening."""

    token: str
    conversations: list[Conversation] = field(default_factory=lambda: [Conversation()])
    at: int = 0
    attached: bool = False
    pack: str | None = None
    form: Form = field(default_factory=lambda: Form())
    seen: float = 0.0

    @property
    def now(self) -> Conversation:
        """The conversation on screen."""
        return self.conversations[self.at]

    @property
    def case(self) -> dict[str, Any] | None:
        """The facts that go with a question, as the form has them now."""
        return self.form.case if self.attached and self.form.case else None

    def begin(self) -> None:
        """A fresh conversation; the one on screen is kept where it holds anything."""
        if not self.now.turns:
            return
        self.conversations.append(Conversation())
        self.at = len(self.conversations) - 1


class Desk:
    """All visits of this process. The oldest go first when there are too many; a visit nobody used for long goes."""

    def __init__(self) -> None:
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, token: str | None = None) -> Visit:
        """The visit with this token; a new one, under a new token, where there is none."""
        with self._lock:
            visit = self._visits.get(token or "")
            if visit is None:
                visit = Visit(secrets.token_urlsafe(32))
                self._visits[visit.token] = visit
            visit.seen = time.monotonic()
            self._visits.move_to_end(visit.token)
            self._sweep(visit.seen)
            return visit

    def find(self, token: str) -> Visit | None:
        """The visit with this token, or None."""
        with self._lock:
            return self._visits.get(token)

    def close(self, token: str) -> None:
        """Forget a visit."""
        with self._lock:
            self._visits.pop(token, None)

    def _sweep(self, now: float) -> None:
        while self._visits:
            oldest = next(iter(self._visits.values()))
            if len(self._visits) <= VISITS_KEPT and now - oldest.seen <= VISIT_SECONDS:
                return
            del self._visits[oldest.token]
