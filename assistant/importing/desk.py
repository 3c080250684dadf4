"""The reviewer's desk from the command line: orders about single cells, or the acceptance of the whole draft.

Lives here: `Orders`, `carry_out`, `listed`. May import: importing.review, claim, notation. No clock: times are given.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.importing import claim
from assistant.importing.notation import written
from assistant.importing.review import (
    ACT_WORDS,
    Act,
    Decision,
    Edition,
    Item,
    Review,
    accept,
    decide,
    decision,
    open_review,
    reviewer,
)


@dataclass(frozen=True, slots=True)
class Orders:
    """What the reviewer says; without any cell named, the whole draft is accepted."""

    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    correct: str | None = None
    raw: str | None = None
    numbers: str | None = None
    in_force: date | None = None
    repeals: tuple[str, ...] = ()
    replaces: bool = False
    take_over: bool = False

    @property
    def about_cells(self) -> bool:
        return bool(self.accept or self.reject or self.drop or self.correct)


def carry_out(
    path: Path, orders: Orders, *, by: str, on: date, today: date, now: datetime, library: Path
) -> dict[str, Any]:
    """What was done, as plain data. Raises InputError: someone else is at it, or the draft is not ready."""
    name = reviewer(by)
    if on > today:
        raise InputError(f"审核日期 {on.isoformat()} 在今天之后", where="--on", remedy="请核对日期")
    review = open_review(path)
    had = claim.claim_of(path)
    claim.take(path, name, now=now, over=orders.take_over)
    recorded, target = 0, None
    try:
        if orders.about_cells:
            made = _made(review, orders, name, now)
            review, recorded = decide(path, made), len(made)
        else:
            edition = Edition(in_force=orders.in_force, repeals=orders.repeals)
            target = accept(path, by=name, on=on, library=library, edition=edition, replaces=orders.replaces)
    finally:
        if had is None or had.by != name or target:  # who had it on the page goes on there
            claim.leave(path, name)
    return {
        "guide": review.table.guide,
        "industry": review.table.industry,
        "recorded": recorded,
        "pending": [item.address for item in review.pending],
        "guide_file": str(target) if target else None,
        "by": name,
        "on": on.isoformat(),
    }


def _made(review: Review, orders: Orders, by: str, now: datetime) -> list[Decision]:
    acts = ((Act.ACCEPT, orders.accept), (Act.REJECT, orders.reject), (Act.DROP, orders.drop))
    made = [decision(review.find(word), act, by=by, at=now) for act, words in acts for word in words]
    if orders.correct is not None:
        item = review.find(orders.correct)
        raw = orders.raw if orders.raw is not None else str(item.cell.get("raw") or "")
        made.append(decision(item, Act.CORRECT, by=by, at=now, raw=raw, numbers=orders.numbers))
    return made


def listed(path: Path) -> dict[str, Any]:
    """The draft as a reviewer sees it, the least sure cell first."""
    review = open_review(path)
    return {
        "guide": review.table.guide,
        "industry": review.table.industry,
        "cells": len(review.items),
        "pending": [item.address for item in review.pending],
        "warnings": list(review.warnings),
        "lost": review.lost,
        "claim": asdict(review.claim) if review.claim else None,
        "items": [_item(item) for item in review.by_doubt],
    }


def _item(item: Item) -> dict[str, Any]:
    done = item.decision
    said = {"act": str(done.act), "word": ACT_WORDS[done.act], "by": done.by, "at": done.at} if done else None
    return {
        "address": item.address,
        "open": item.open,
        "must": item.must,
        "confidence": item.confidence,
        "page": item.cell.get("page"),
        "box": item.cell.get("box"),
        "raw": str(item.cell.get("raw") or ""),
        "same_as": item.cell.get("same_as"),
        "numbers": written(item.cell),
        "doubts": list(item.doubts),
        "decision": said,
    }
