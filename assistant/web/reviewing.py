"""What the review page may do: list the drafts, show one with its page images, take decisions, accept the whole.

Lives here: `Reviewing`, everything as plain data. May import: importing, reading, errors. Clock and folders are
arguments. Drafts are named by their file in the library's drafts folder and by nothing else.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BadFile, InputError, UnknownValue
from assistant.importing import claim
from assistant.importing.notation import written
from assistant.importing.review import (
    ACT_WORDS,
    Act,
    Edition,
    Item,
    Review,
    accept,
    decide,
    decision,
    open_review,
    reviewer,
    undo,
)
from assistant.importing.store import source_of
from assistant.library.shelf import DRAFTS, GUIDES
from assistant.reading.reader import Reader

DPI = 110
PICTURES = 24


@dataclass
class Reviewing:
    """`reader`: opened when the first page image is wanted."""

    library: Path
    now: Callable[[], datetime]
    open_reader: Callable[[], Reader]
    _pictures: OrderedDict[tuple[str, int], bytes] = field(default_factory=OrderedDict)
    _sources: dict[str, Path | None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _reader: Reader | None = None

    def drafts(self) -> list[dict[str, Any]]:
        """Every draft with how far its review is; one that is not readable says why."""
        return [self._listed(path) for path in sorted((self.library / DRAFTS).glob("*.yaml"))]

    def _listed(self, path: Path) -> dict[str, Any]:
        try:
            review = open_review(path)
        except AssistantError as error:
            return {"name": path.name, "trouble": str(error)}
        decided = sum(item.decision is not None for item in review.items)
        return {
            "name": path.name,
            "guide": review.table.guide,
            "industry": review.table.industry,
            "file": review.table.file.name,
            "cells": len(review.items),
            "open": len(review.pending),
            "decided": decided,
            "claim": self._claim(review),
            "accepted": self._accepted(review),
        }

    def _claim(self, review: Review) -> str | None:
        return review.claim.by if review.claim and not review.claim.stale(self.now()) else None

    def _accepted(self, review: Review) -> bool:
        """Whether this very draft lies reviewed among the tables."""
        mark = f"draft_sha256: {review.sha256}".encode()
        quoted = f'draft_sha256: "{review.sha256}"'.encode()
        held = (path.read_bytes() for path in (self.library / GUIDES).glob("*.yaml"))
        return any(mark in raw or quoted in raw for raw in held)

    def shown(self, name: str) -> dict[str, Any]:
        """The draft as the page shows it, the least sure cell first. Raises UnknownValue, BadFile."""
        return self._as_data(open_review(self._path(name)))

    def take(self, name: str, by: str, *, over: bool = False) -> dict[str, Any]:
        """The draft for this reviewer. Raises InputError where another has it."""
        path = self._path(name)
        claim.take(path, reviewer(by), now=self.now(), over=over)
        return self._as_data(open_review(path))

    def decided(self, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """One cell decided (or taken back), and the draft as it is then. Raises InputError."""
        path = self._path(name)
        by = reviewer(str(said.get("by") or ""))
        claim.take(path, by, now=self.now())
        cell = str(said.get("cell") or "")
        if said.get("act") == "undo":
            return self._as_data(undo(path, cell))
        try:
            act = Act(str(said.get("act")))
        except ValueError:
            raise UnknownValue("没有这个动作", where="act", remedy=f"请用 {'、'.join(Act)} 或 undo") from None
        review = open_review(path)
        item = next((one for one in review.items if one.key == cell), None)
        if item is None:
            raise UnknownValue("这一格在草稿里已经变了", where=name, remedy="请刷新后重看")
        raw, numbers = said.get("raw"), said.get("numbers")
        made = decision(
            item,
            act,
            by=by,
            at=self.now(),
            raw=None if raw is None else str(raw),
            numbers=None if numbers is None else str(numbers),
        )
        return self._as_data(decide(path, [made], seen={cell: str(said.get("seen") or "")}))

    def accepted(self, name: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """The whole draft accepted. Raises InputError: something is left, or another table stands in its place."""
        path = self._path(name)
        by = reviewer(str(said.get("by") or ""))
        claim.take(path, by, now=self.now())
        target = accept(
            path,
            by=by,
            on=self.now().date(),
            library=self.library,
            edition=Edition(),
            replaces=said.get("replace") is True,
        )
        claim.leave(path, by)
        return {"guide_file": target.name}

    def picture(self, name: str, page: int) -> bytes:
        """A page of the file that the draft came from, as PNG. Raises BadFile where there is none to show."""
        review = open_review(self._path(name))
        sha = review.table.file.sha256
        key = (sha, page)
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
                return self._pictures[key]
            source = self._source(review)
            if source is None:
                raise BadFile(
                    "找不到原文件", where=review.table.file.name, remedy=f"请把它放到 {self.library / 'sources'}"
                )
            if self._reader is None:
                self._reader = self.open_reader()
            raw = self._reader.picture(source, page, dpi=DPI)
            self._pictures[key] = raw
            while len(self._pictures) > PICTURES:
                self._pictures.popitem(last=False)
            return raw

    def _source(self, review: Review) -> Path | None:
        sha = review.table.file.sha256
        if sha not in self._sources or self._sources[sha] is None:
            self._sources[sha] = source_of(self.library, review.path, review.table.file.name, sha)
        return self._sources[sha]

    def close(self) -> None:
        """Ends the reader's processes."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _path(self, name: str) -> Path:
        """The draft of this name; only what lies in the drafts folder. Raises UnknownValue."""
        there = {path.name: path for path in (self.library / DRAFTS).glob("*.yaml")}
        if name not in there:
            raise UnknownValue(f"没有草稿“{name}”", remedy="请回到资料库看有哪些草稿")
        return there[name]

    def _as_data(self, review: Review) -> dict[str, Any]:
        table = review.table
        try:
            has_source = self._source(review) is not None
        except InputError:
            has_source = False
        return {
            "name": review.path.name,
            "guide": table.guide,
            "industry": table.industry,
            "scope": table.scope,
            "file": table.file.name,
            "sha256": table.file.sha256,
            "source": has_source,
            "dpi": DPI,
            "open": len(review.pending),
            "warnings": list(review.warnings),
            "lost": review.lost,
            "claim": asdict(review.claim) if review.claim and self._claim(review) else None,
            "accepted": self._accepted(review),
            "items": [_item(item) for item in review.by_doubt],
        }


def _item(item: Item) -> dict[str, Any]:
    done = item.decision
    return {
        "key": item.key,
        "address": item.address,
        "table": item.title,
        "row": item.row,
        "grade": item.grade,
        "must": item.must,
        "open": item.open,
        "confidence": item.confidence,
        "doubts": list(item.doubts),
        "page": item.cell.get("page"),
        "box": item.cell.get("box"),
        "raw": str(item.cell.get("raw") or ""),
        "same_as": item.cell.get("same_as"),
        "numbers": written(item.cell),
        "decision": None
        if done is None
        else {
            "act": str(done.act),
            "word": ACT_WORDS[done.act],
            "by": done.by,
            "at": done.at,
            "raw": done.raw,
            "numbers": None if done.numbers is None else written(done.numbers),
        },
    }
