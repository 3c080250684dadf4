"""Reviewing a draft: each cell accepted, corrected or rejected by a person; then the whole becomes a table that decides.

Lives here: `open_review`, `decide`, `accept`, `Review`. May import: importing.store, threshold, notation; grading.table;
library. No clock: when something was decided is an argument. Decisions lie beside the draft and are on the disk before
anybody is told that they were taken. They hold for the words of a cell: a draft that was edited since keeps those whose
cell is unchanged.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.errors import BadFile, InputError, UnknownValue
from assistant.grading.table import Table, read_table, typed_table
from assistant.grading.table_check import problems
from assistant.importing.claim import Claim, claim_of
from assistant.importing.notation import read_lines
from assistant.importing.store import as_yaml, held, put_saying
from assistant.importing.threshold import NUMBERS, confidence_of, doubts, has_numbers, must_be_decided
from assistant.library.document import squeeze
from assistant.library.shelf import GUIDES, checksum_of
from assistant.library.yaml_file import YamlFile, parse_yaml, read_yaml

STATE = ".review.json"
MAX_BYTES = 8_000_000


class Act(StrEnum):
    """What a person did with a cell (or, DROP, with a whole row that is no indicator)."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    DROP = "drop"


ACT_WORDS = {Act.ACCEPT: "接受", Act.CORRECT: "更正", Act.REJECT: "不采用", Act.DROP: "整行删去"}


@dataclass(frozen=True, slots=True)
class Decision:
    """One cell decided. `cell`: its print (words and place in the table); `raw`, `numbers`: what stands there now."""

    cell: str
    act: Act
    by: str
    at: str
    raw: str | None = None
    numbers: Mapping[str, list[dict[str, Any]]] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One cell on the reviewer's desk. `path`: its place in the draft; `key`: its print; `address`: how people call
    it; `must`: it has to be decided by itself."""

    key: str
    address: str
    table: int
    title: str
    row: str
    grade: str
    path: tuple[str | int, ...]
    cell: Mapping[str, Any]
    must: bool
    doubts: tuple[str, ...]
    decision: Decision | None = None

    @property
    def open(self) -> bool:
        """Whether it still stands in the way."""
        return self.must and self.decision is None

    @property
    def confidence(self) -> float:
        return confidence_of(self.cell)


@dataclass(frozen=True)
class Review:
    """A draft with what was decided about it so far. `lost`: decisions whose cell the draft no longer holds."""

    path: Path
    file: YamlFile
    table: Table
    items: tuple[Item, ...]
    warnings: tuple[str, ...]
    sha256: str
    lost: int = 0
    claim: Claim | None = None
    decisions: Mapping[str, Decision] = field(default_factory=dict)

    @property
    def pending(self) -> tuple[Item, ...]:
        """What must be decided one by one and is not, the least sure first."""
        return tuple(item for item in self.items if item.open)

    @property
    def by_doubt(self) -> tuple[Item, ...]:
        """Every cell, the least sure first: those that must be decided, then numbers, then words."""
        return tuple(sorted(self.items, key=lambda it: (not it.must, it.confidence, not has_numbers(it.cell))))

    def find(self, word: str) -> Item:
        """The cell that `word` names: 排放限值@A, #2:排放限值@B, a clause id, or its print. Raises UnknownValue."""
        wanted = squeeze(word)
        bare = re.sub(
            r"^[a-z0-9-]+:[^:#@]+(?::(?!#)|(?=#))", "", wanted
        )  # a whole clause id without guide and industry
        found = [it for it in self.items if it.key == wanted or it.address in (wanted, bare)]
        if len(found) != 1:
            some = "、".join(it.address for it in self.items[:6])
            why = "不在草稿里" if not found else "不止一处，请加表号或序号"
            raise UnknownValue(f"单元格“{word}”{why}", where=self.path.name, remedy=f"写法如 {some}")
        return found[0]


def open_review(path: Path) -> Review:
    """The draft at `path` and what was decided so far. Raises BadFile with file and line: not a draft, nonsense in it."""
    file = read_yaml(path, max_bytes=MAX_BYTES)
    table = drafted(file)
    state = _state(path)
    items = tuple(_items(file, table))
    known = {item.key for item in items}
    decisions = {key: one for key, one in state.items() if key in known}
    shown = tuple(replace(item, decision=decisions.get(item.key)) for item in items)
    said = (*_flags(file.data), *(problem.say for problem in problems(table)))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lost = len(state) - len(decisions)
    return Review(path, file, table, shown, said, digest, lost, claim_of(path), decisions)


def _flags(data: Mapping[str, Any]) -> Iterator[str]:
    """What the importer could not make add up, in its own words."""
    for flag in data.get("flags") or ():
        if isinstance(flag, dict):
            yield f"{flag.get('say')}" + (f"（第{flag['page']}页）" if flag.get("page") else "")


def drafted(file: YamlFile) -> Table:
    """The draft's table. Raises BadFile with file and line."""
    if not isinstance(file.data, dict) or not {"guide", "industry", "tables"} <= set(file.data):
        raise BadFile(
            "不是指南草稿：缺少 guide、industry 或 tables", where=f"{file.name}:1", remedy="请用 import-guide 导入"
        )
    table = typed_table(file)
    if table.status == "reviewed":
        raise BadFile("已经审核过，不是草稿", where=file.where(("status",)), remedy="要重新审核，请先重新导入该指南")
    if table.status != "draft":
        raise BadFile(f"status “{table.status}”不是 draft", where=file.where(("status",)), remedy="请重新导入该指南")
    _numbers_make_sense(file)
    return table


def _numbers_make_sense(file: YamlFile) -> None:
    """What a hand may have broken and the shape does not catch. Raises BadFile with file and line."""
    for t, part in enumerate(file.data["tables"]):
        for r, row in enumerate(part.get("rows") or ()):
            cells = row.get("cells") or {}
            for grade, cell in cells.items():
                path = ("tables", t, "rows", r, "cells", grade)
                if grade not in part["grades"]:
                    raise BadFile(f"等级“{grade}”不在这张表的 grades 里", where=file.where(path), remedy="请核对等级")
                value = (cell or {}).get("confidence")
                if value is not None and not (isinstance(value, int | float) and 0 <= value <= 1):
                    raise BadFile(f"confidence “{value}”不在 0 到 1 之间", where=file.where((*path, "confidence")))
                if cell and cell.get("same_as") and cell["same_as"] not in part["grades"]:
                    say = f"“同{cell['same_as']}级”指向这张表没有的等级"
                    raise BadFile(say, where=file.where((*path, "same_as")), remedy="请核对等级")


def _items(file: YamlFile, table: Table) -> Iterator[Item]:
    seen: dict[str, int] = {}
    called: dict[str, int] = {}
    several = len(table.tables) > 1
    for t, part in enumerate(file.data["tables"]):
        for r, row in enumerate(part["rows"]):
            name = table.tables[t].rows[r].id
            for grade, cell in (row.get("cells") or {}).items():
                address = f"#{t + 1}:{name}@{grade}" if several else f"{name}@{grade}"
                called[address] = called.get(address, 0) + 1
                if called[address] > 1:
                    address = f"{address}~{called[address]}"
                key = _print([t if several else 0, row.get("indicator"), row.get("sub"), grade, cell])
                seen[key] = seen.get(key, 0) + 1
                key = key if seen[key] == 1 else f"{key}~{seen[key]}"
                path = ("tables", t, "rows", r, "cells", grade)
                yield Item(
                    key, address, t + 1, part.get("title") or "", name, grade, path, cell or {},
                    must_be_decided(cell or {}), doubts(cell or {}),
                )  # fmt: skip


def _print(parts: Sequence[Any]) -> str:
    """What a decision hangs on: the words and numbers of a cell and where it stands, not how the file is laid out."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state_path(path: Path) -> Path:
    """Where the decisions about the draft at `path` lie."""
    return path.with_name(path.name + STATE)


def _state(path: Path) -> dict[str, Decision]:
    where = state_path(path)
    try:
        raw = where.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror or error}）", where=str(where), remedy="请检查权限") from None
    try:
        entries = json.loads(raw)["decisions"]
        return {e["cell"]: Decision(**{**e, "act": Act(e["act"])}) for e in entries}
    except (ValueError, KeyError, TypeError):
        raise BadFile("审核记录不成格式，没有使用", where=where.name, remedy="请恢复或移走这个文件后再审核") from None


def decide(path: Path, decisions: Iterable[Decision], *, seen: Mapping[str, str] | None = None) -> Review:
    """Each decision on the disk, then the review as it is. The last word on a cell counts, unless somebody else had one
    since `seen` (cell -> when its decision was taken, "" for none): then nothing is written and that is said.

    Raises InputError where another was quicker, UnknownValue for a cell that the draft does not hold.
    """
    new = tuple(decisions)
    with held(state_path(path)):
        review = open_review(path)
        known = {item.key: item for item in review.items}
        for one in new:
            item = known.get(one.cell)
            if item is None:
                raise UnknownValue("这一格在草稿里已经变了", where=path.name, remedy="请刷新后重看")
            before = review.decisions.get(one.cell)
            if seen is not None and (before.at if before else "") != seen.get(one.cell, ""):
                said = f"{before.by} 于 {before.at} 定为“{ACT_WORDS[before.act]}”" if before else "决定已被撤回"
                raise InputError(f"“{item.address}”已由{said}", where=path.name, remedy="请刷新后再决定")
        merged = {**_state(path), **{one.cell: one for one in new}}
        _write_state(path, review.sha256, merged.values())
    return open_review(path)


def undo(path: Path, cell: str) -> Review:
    """The decision on a cell taken back."""
    with held(state_path(path)):
        left = {key: one for key, one in _state(path).items() if key != cell}
        _write_state(path, hashlib.sha256(path.read_bytes()).hexdigest(), left.values())
    return open_review(path)


def _write_state(path: Path, digest: str, decisions: Iterable[Decision]) -> None:
    held_now = {"draft_sha256": digest, "decisions": [asdict(one) for one in decisions]}
    put_saying(state_path(path), json.dumps(held_now, ensure_ascii=False, indent=1).encode())


def decision(
    item: Item, act: Act, *, by: str, at: datetime, raw: str | None = None, numbers: str | None = None
) -> Decision:
    """A decision on a cell. A correction says the words; its numbers are given line by line, or read from the words.

    Raises UnknownValue: no name, a line that states no number, a correction without words.
    """
    name = reviewer(by)
    when = at.isoformat(timespec="milliseconds")
    if act is not Act.CORRECT:
        return Decision(item.key, act, name, when)
    if raw is None or not raw.strip():
        raise UnknownValue("更正后的文字是空的", where=item.address, remedy="没有要求请写“/”，不采用请选“不采用”")
    if numbers is not None:
        found = read_lines(numbers)
    elif raw.strip() == str(item.cell.get("raw") or "").strip():
        found = {key: list(item.cell.get(key) or []) for key in NUMBERS}
    else:
        found = parsed(raw.strip(), item.row)
    return Decision(item.key, act, name, when, raw.strip(), found)


def parsed(raw: str, row: str) -> dict[str, list[dict[str, Any]]]:
    """The numbers that these words state, as the importer reads them."""
    from assistant.importing.requirements import numbers_of

    return numbers_of(raw, row)


def reviewer(by: str) -> str:
    """The name of who reviews, one line. Raises UnknownValue."""
    name = " ".join(by.split())
    if not name or len(name) > 40:
        raise UnknownValue(
            "没有写审核人" if not name else "审核人姓名太长", where="--by", remedy="请写姓名，例如 --by 张三"
        )
    return name


@dataclass(frozen=True, slots=True)
class Edition:
    """What the reviewer says of the guide's edition, where it is known."""

    title: str | None = None
    in_force: date | None = None
    repeals: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As the reviewed file carries it; nothing where nothing was said."""
        out: dict[str, Any] = {}
        if self.title:
            out["title"] = self.title
        if self.in_force:
            out["in_force"] = self.in_force.isoformat()
        if self.repeals:
            out["repeals"] = list(self.repeals)
        return out


def accept(
    path: Path, *, by: str, on: date, library: Path, edition: Edition | None = None, replaces: bool = False
) -> Path:
    """The draft as a reviewed table in `library`/guides, sealed with its checksum.

    Raises InputError: numbers that were not sure and not decided, listed; another reviewed table of the same guide and
    industry in its place (`replaces` moves that one aside). BadFile: what would come out is no table.
    """
    name = reviewer(by)
    with held(state_path(path)):
        review = open_review(path)
        if review.pending:
            cells = "、".join(item.address for item in sorted(review.pending, key=lambda it: it.confidence))
            raise InputError(
                f"还有 {len(review.pending)} 个限值、比例或期限的把握不足，须逐个接受或更正：{cells}",
                where=path.name,
                remedy=f"请在网页“审核”里逐个看，或 library review {path} --by {name} --accept 单元格",
            )
        data = reviewed_data(review, by=name, on=on, edition=edition)
        place = _target(library, review, data, replaces=replaces)
        if not place.same:
            if place.old:  # kept before anything is written over it
                kept = library / GUIDES / "replaced" / f"{place.old.stem}.{review.sha256[:8]}.yaml"
                put_saying(kept, place.old.read_bytes())
            put_saying(place.path, as_yaml(data, name=place.path.name))
            if place.old and place.old != place.path:
                place.old.unlink(missing_ok=True)
    return place.path


def reviewed_data(review: Review, *, by: str, on: date, edition: Edition | None) -> dict[str, Any]:
    """The reviewed file: the draft with every decision carried out. Raises BadFile where it is no table any more."""
    data: dict[str, Any] = json.loads(json.dumps(review.file.data))
    dropped: set[tuple[str | int, ...]] = set()
    for item in review.items:
        done = item.decision
        cells = data["tables"][item.table - 1]["rows"][item.path[3]]["cells"]
        if done is None or done.act is Act.ACCEPT:
            continue
        if done.act is Act.DROP:
            dropped.add(item.path[:4])
        elif done.act is Act.REJECT:
            del cells[item.grade]
        else:
            cells[item.grade] = {**cells[item.grade], "raw": done.raw, "same_as": None, **(done.numbers or {})}
    for t, part in enumerate(data["tables"]):
        part["rows"] = [row for r, row in enumerate(part["rows"]) if ("tables", t, "rows", r) not in dropped]
    data["status"] = "reviewed"
    data["reviewed"] = {"by": by, "on": on.isoformat()}
    if edition and edition.as_data():
        data["edition"] = edition.as_data()
    data["draft_sha256"] = review.sha256
    data["decisions"] = [_kept(item) for item in review.items if item.decision]
    data["checksum"] = checksum_of(data)
    read_table(parse_yaml(as_yaml(data, name=review.path.name), name=review.path.name))
    return data


def _kept(item: Item) -> dict[str, Any]:
    """A decision as the reviewed file keeps it: who, when, and what stood there before a correction."""
    done = item.decision
    assert done is not None
    out = {"cell": item.address, "act": str(done.act), "by": done.by, "at": done.at}
    return {**out, "printed": item.cell.get("raw")} if done.act is Act.CORRECT else out


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reviewed file goes. `same`: the very same lies there already; `old`: the one that it replaces."""

    path: Path
    same: bool = False
    old: Path | None = None


def _target(library: Path, review: Review, data: Mapping[str, Any], *, replaces: bool) -> _Place:
    """The draft's own name, unless another guide's table has it. Raises InputError: a table is there already."""
    folder = library / GUIDES
    name, old = review.path.name, None
    for there in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        held_there = read_yaml(there, max_bytes=MAX_BYTES).data
        same = isinstance(held_there, dict) and all(held_there.get(k) == data[k] for k in ("guide", "industry"))
        if not same:
            if there.name == name:
                name = f"{data['guide']}.{review.path.name}"
            continue
        if all(held_there.get(k) == data.get(k) for k in ("draft_sha256", "decisions", "edition")):
            return _Place(there, same=held_there.get("checksum") == checksum_of(held_there))
        if not replaces:
            who = held_there.get("reviewed") or {}
            raise InputError(
                f"{data['guide']} 的“{data['industry']}”已有审核过的表（{who.get('by')} {who.get('on')}）",
                where=there.name,
                remedy="确要用新审核的代替，请加 --replace（旧表移到 guides/replaced/）；是新版指南，请换一个 --guide 重新导入",
            )
        old = there
    return _Place(folder / name, old=old)
