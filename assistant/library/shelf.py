"""The shelf: what a person brought in beside the corpus, in `$ASSISTANT_LIBRARY`: drafts, reviewed tables, documents.

Lives here: `open_shelf` (reads the folder, checks seals, keeps what is broken as a finding, never raises for it),
`checksum_of`. May import: the rest of library, errors. Which table decides on a day is `grading.decisive`; how things
get here is `importing`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from assistant.errors import BadFile, InputError
from assistant.library.document import Document
from assistant.library.holdings import AddedCard, Industries
from assistant.library.sections import parse_added
from assistant.library.yaml_file import YamlFile, parse_yaml

GUIDES, DRAFTS, DOCUMENTS, SOURCES = "guides", "drafts", "documents", "sources"
CARD, TEXT = "card.yaml", "text.txt"
MAX_GUIDE_BYTES = 8_000_000  # one industry of one guide; the longest chapters print to some 300 KB
_HEAD = re.compile(rb"^(guide|industry|status):[ \t]*(.+?)[ \t]*\r?$", re.M)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something on the shelf that cannot be used, and why, in one line."""

    where: str
    say: str


@dataclass(frozen=True, eq=False)
class GuideFile:
    """A file of one industry of one guide, reviewed or draft; parsed when asked for. `industry`: as printed."""

    path: Path
    raw: bytes
    guide: str
    industry: str
    reviewed: bool

    @cached_property
    def file(self) -> YamlFile:
        """The whole file. Raises BadFile with file and line."""
        found = parse_yaml(self.raw, name=self.path.name)
        if not isinstance(found.data, dict):
            raise BadFile("不是指标表文件", where=f"{self.path.name}:1", remedy="请重新导入该指南")
        return found

    @cached_property
    def altered(self) -> str | None:
        """Why a reviewed table does not decide although it says it was reviewed; None where it stands as reviewed."""
        try:
            data = self.file.data
        except BadFile as error:
            return str(error)
        if not self.reviewed:
            return None
        if not isinstance(data.get("reviewed"), dict) or not data["reviewed"].get("by"):
            return f"{self.path.name}：没有审核人，不用来作判断。请用 library review 审核草稿"
        if data.get("checksum") != checksum_of(data):
            return f"{self.path.name}：审核之后被改动过，校验值不符，不再用来作判断。请重新审核，或恢复原文件"
        return None

    @property
    def card(self) -> Mapping[str, Any]:
        """What the file says of itself: reviewed {by, on}, file {name, sha256, pages}, edition, pages."""
        try:
            return dict(self.file.data)
        except BadFile:
            return {}


@dataclass(frozen=True, eq=False)
class Shelf:
    """What lies in the folder. `version`: "" where it is empty."""

    root: Path | None = None
    reviewed: tuple[GuideFile, ...] = ()
    drafts: tuple[GuideFile, ...] = ()
    cards: tuple[AddedCard, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    version: str = ""

    def files_of(self, industry: str, industries: Industries, *, drafts: bool = False) -> tuple[GuideFile, ...]:
        """The files of an industry of 第八条, whatever name it is printed under."""
        held = self.drafts if drafts else self.reviewed
        return tuple(one for one in held if printed_as(one.industry, industries) == industry)

    def findings(self) -> Iterator[Trouble]:
        """Everything that cannot be used, reviewed tables that were altered included."""
        yield from self.troubles
        for one in self.reviewed:
            if one.altered:
                yield Trouble(one.path.name, one.altered)


EMPTY = Shelf()


def printed_as(industry: str, industries: Industries) -> str:
    """The name in 第八条 of an industry as a guide prints it; as it is where 第八条 has none."""
    found = industries.named(industry)
    return found.name if found else industry


def open_shelf(root: Path | None) -> Shelf:
    """The shelf at `root`; an empty one where there is no folder. What cannot be read is a trouble, not an error."""
    if root is None or not root.is_dir():
        return EMPTY
    troubles: list[Trouble] = []
    sums: list[str] = []
    reviewed = tuple(_guides(root, GUIDES, sums, troubles))
    drafts = tuple(_guides(root, DRAFTS, sums, troubles))
    cards, documents = _documents(root, sums, troubles)
    version = hashlib.sha256("\n".join(sorted(sums)).encode()).hexdigest() if sums else ""
    decided = tuple(one for one in reviewed if one.reviewed)
    for one in reviewed:
        if not one.reviewed:
            troubles.append(
                Trouble(one.path.name, f"{one.path.name}：没有审核，不用来作判断。请用 library review 审核")
            )
    return Shelf(root, decided, drafts, cards, documents, tuple(troubles), version)


def signature(root: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Changes when anything on the shelf does: names, sizes and times; cheap enough for every question."""
    if root is None or not root.is_dir():
        return ()
    return tuple(
        sorted((path.as_posix(), held.st_mtime_ns, held.st_size) for path in _files(root) if (held := _stat(path)))
    )


def checksum_of(data: Mapping[str, Any]) -> str:
    """The seal of a reviewed table: over everything it holds but the seal itself."""
    held = {key: value for key, value in data.items() if key != "checksum"}
    text = json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _files(root: Path) -> Iterable[Path]:
    yield from sorted((root / GUIDES).glob("*.yaml"))
    yield from sorted((root / DRAFTS).glob("*.yaml"))
    yield from sorted((root / DOCUMENTS).glob(f"*/{CARD}"))
    yield from sorted((root / DOCUMENTS).glob(f"*/{TEXT}"))


def _stat(path: Path) -> Any:
    try:
        return path.stat()
    except OSError:  # gone between listing and looking: the next look sees it gone
        return None


def _guides(root: Path, folder: str, sums: list[str], troubles: list[Trouble]) -> Iterator[GuideFile]:
    for path in sorted((root / folder).glob("*.yaml")):
        raw = _raw(path, troubles)
        if raw is None:
            continue
        sums.append(f"{folder}/{path.name} {hashlib.sha256(raw).hexdigest()}")
        head = {name.decode(): word.decode("utf-8", "replace").strip("'\"") for name, word in _HEAD.findall(raw)}
        if not head.get("guide") or not head.get("industry"):
            troubles.append(Trouble(path.name, f"{path.name}：没有 guide 或 industry，不是指标表文件"))
            continue
        yield GuideFile(path, raw, head["guide"], head["industry"], head.get("status") == "reviewed")


class Texts(Mapping[str, Document]):
    """The added documents by id; each is cut into clauses when it is first asked for: there may be hundreds."""

    def __init__(self) -> None:
        self._raw: dict[str, tuple[AddedCard, bytes]] = {}
        self._cut: dict[str, Document] = {}

    def put(self, card: AddedCard, raw: bytes) -> None:
        """The text of a card, checked against it. Raises BadFile where it was altered."""
        if hashlib.sha256(raw).hexdigest() != card.sha256:
            where = f"{DOCUMENTS}/{card.id}"
            raise BadFile("加入之后文本被改动过，校验值不符，不再引用", where=where, remedy="请重新加入")
        self._raw[card.id] = (card, raw)

    def __getitem__(self, name: str) -> Document:
        if name not in self._cut:
            self._cut[name] = _document(*self._raw[name])
        return self._cut[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, name: object) -> bool:
        return name in self._raw


def _documents(root: Path, sums: list[str], troubles: list[Trouble]) -> tuple[tuple[AddedCard, ...], Texts]:
    cards: list[AddedCard] = []
    documents = Texts()
    for path in sorted((root / DOCUMENTS).glob(f"*/{CARD}")):
        raw, text = _raw(path, troubles), _raw(path.parent / TEXT, troubles)
        if raw is None or text is None:
            continue
        sums.append(f"{DOCUMENTS}/{path.parent.name} {hashlib.sha256(raw + text).hexdigest()}")
        try:
            card = AddedCard.model_validate(parse_yaml(raw, name=f"{path.parent.name}/{CARD}").data)
            documents.put(card, text)
        except ValidationError as error:
            troubles.append(Trouble(card_name(path), f"{card_name(path)}：卡片不成格式（{error.errors()[0]['msg']}）"))
        except InputError as error:
            troubles.append(Trouble(card_name(path), str(error)))
        else:
            cards.append(card)
    return tuple(cards), documents


def card_name(path: Path) -> str:
    """`documents/<id>/card.yaml` as messages call it."""
    return f"{DOCUMENTS}/{path.parent.name}"


def _document(card: AddedCard, text: bytes) -> Document:
    return parse_added(
        text.decode("utf-8"),
        id=card.id,
        title=card.title,
        issuer=card.issuer,
        date=card.date,
        in_force=card.in_force,
        repeals=card.repeals,
        level=card.source_level,
    )


def _raw(path: Path, troubles: list[Trouble]) -> bytes | None:
    try:
        if path.stat().st_size > MAX_GUIDE_BYTES:
            troubles.append(Trouble(path.name, f"{path.name}：文件超过 {MAX_GUIDE_BYTES // 1_000_000} MB，没有载入"))
            return None
        return path.read_bytes()
    except OSError as error:
        troubles.append(Trouble(path.name, f"{path.name}：打不开（{error.strerror or error}）"))
        return None
