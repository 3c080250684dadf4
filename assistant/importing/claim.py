"""Who has a draft on the desk: a file beside it with name and time, so that a second person is told.

Lives here: `Claim`, `claim_of`, `take`, `leave`. May import: importing.store, errors. No clock: `now` is an argument. A
claim is a courtesy, not a lock: decisions are checked one by one (importing.review), nothing is lost without it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from assistant.errors import InputError
from assistant.importing.store import held, put_saying

LOCK = ".lock"
IDLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who, since when, and when they last did something."""

    by: str
    since: str
    active: str

    def stale(self, now: datetime) -> bool:
        """Whether nothing happened for so long that another may go on."""
        return now - datetime.fromisoformat(self.active) > IDLE


def claim_of(path: Path) -> Claim | None:
    """Who has the draft at `path`; None: nobody, or a file that holds no name."""
    try:
        return Claim(**json.loads((path.with_name(path.name + LOCK)).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def take(path: Path, by: str, *, now: datetime, over: bool = False) -> Claim:
    """The draft for `by`, or their claim renewed. Raises InputError where somebody else has it and is active."""
    lock = path.with_name(path.name + LOCK)
    with held(lock):
        there = claim_of(path)
        stamp = now.isoformat(timespec="seconds")
        if there and there.by != by and not there.stale(now) and not over:
            raise InputError(
                f"{there.by} 正在审核这份草稿（{there.since} 起，最近一次 {there.active}）",
                where=path.name,
                remedy=f"请等对方审完；{IDLE.seconds // 60} 分钟没有动作会自动放开，确要接手请加 --take-over",
            )
        mine = Claim(by, there.since if there and there.by == by else stamp, stamp)
        put_saying(lock, json.dumps(asdict(mine), ensure_ascii=False).encode())
    return mine


def leave(path: Path, by: str) -> None:
    """The draft is free again, where `by` had it."""
    lock = path.with_name(path.name + LOCK)
    there = claim_of(path)
    if there and there.by == by:
        lock.unlink(missing_ok=True)
