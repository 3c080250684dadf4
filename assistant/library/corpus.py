"""Loading `corpus/`: the seal first, then each part when it is asked for.

Lives here: `load_corpus`. Every file is checked against `SHA256SUMS` before anything is read from it: an altered
file is refused by its hash, with the line where it no longer parses. May import: the rest of library, errors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.errors import BrokenCorpus, UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.document import Clause, Document, parse_document, squeeze
from assistant.library.holdings import DocumentCard, Fact, Industries, Manifest, Material, Silence
from assistant.library.provision import Provision
from assistant.library.shelf import EMPTY, Shelf
from assistant.library.terms import Terms
from assistant.library.yaml_file import YamlFile, parse_yaml

SEAL = "SHA256SUMS"
Model = TypeVar("Model")


class Corpus:
    """The law as data. Parts are parsed on first use and then kept; nothing in it changes.

    `version`: first 12 hex digits of the seal's sha256; with a shelf that holds anything, of both.
    `documents` decide; what a person added lies in `added`, is quoted by clause and decides nothing.
    """

    def __init__(self, root: Path, files: Mapping[str, bytes], version: str, shelf: Shelf = EMPTY) -> None:
        self.root = root
        self.version = version
        self.shelf = shelf
        self._files = files
        self._law_version = version

    def beside(self, shelf: Shelf) -> Corpus:
        """The same law with another shelf beside it; what was parsed stays parsed."""
        out = Corpus(self.root, self._files, self._law_version, shelf)
        out.__dict__.update({name: part for name, part in self.__dict__.items() if name not in out.__dict__})
        if shelf.version:
            both = f"{self._law_version} {shelf.version}"
            out.version = hashlib.sha256(both.encode()).hexdigest()[:12]
        return out

    @property
    def added(self) -> Mapping[str, Document]:
        """The documents on the shelf, by id; never one that would stand in the place of the law's own."""
        return _Without(self.shelf.documents, {card.id for card in self.manifest.documents})

    def document(self, name: str) -> Document | None:
        """A document of the law or of the shelf."""
        own = next((card for card in self.manifest.documents if card.id == name), None)
        return self.documents[name] if own else self.shelf.documents.get(name)

    def card(self, name: str) -> DocumentCard | None:
        """The card of a document of the law or of the shelf."""
        return next((card for card in (*self.manifest.documents, *self.shelf.cards) if card.id == name), None)

    @cached_property
    def manifest(self) -> Manifest:
        """`manifest.yaml`."""
        return self.typed("manifest.yaml", Manifest)

    @cached_property
    def terms(self) -> Terms:
        """`terms.yaml`."""
        return self.typed("terms.yaml", Terms)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Every document of the manifest, parsed, by id."""
        return {card.id: self._document(card) for card in self.manifest.documents}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Every provision by id, in the order of the files; quotes and codes are checked."""
        return {p.id: p for card in self.manifest.documents if card.provisions for p in self._provisions(card)}

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """What the documents leave open."""
        kind = tuple[Silence, ...]
        return tuple(s for card in self.manifest.documents if card.silences for s in self.typed(card.silences, kind))

    @cached_property
    def industries(self) -> Industries:
        """`industries.yaml`."""
        return self.typed("industries.yaml", Industries)

    @cached_property
    def materials(self) -> tuple[Material, ...]:
        """The checklist."""
        return self.typed("materials/materials.yaml", tuple[Material, ...])

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Secondary knowledge, labelled."""
        return tuple(fact for name in sorted(self._files) if name.startswith("facts/") for fact in self._facts(name))

    def clause(self, clause: ClauseId) -> Clause:
        """A clause of any document. Raises UnknownValue where there is none."""
        document = self.document(clause.document)
        if document is None:
            raise UnknownValue(f"没有载入文件 {clause.document}", where=str(clause))
        return document.clause(clause)

    def verbatim(self, quote: str, clause: ClauseId) -> bool:
        """Whether `quote` is one unbroken run of `clause`, white space aside."""
        document = self.document(clause.document)
        return bool(document and clause in document.clauses and document.verbatim(quote, clause))

    def carrying(self, quote: str, clause: ClauseId) -> tuple[str, ...]:
        """The ids of the clause's provisions that these words come from: one of the two texts holds the other."""
        words = squeeze(quote)
        return tuple(name for name, held in self._provision_words.get(clause, ()) if words in held or held in words)

    @cached_property
    def _provision_words(self) -> dict[ClauseId, list[tuple[str, str]]]:
        words: dict[ClauseId, list[tuple[str, str]]] = {}
        for provision in self.provisions.values():
            words.setdefault(provision.clause, []).append((provision.id, squeeze(provision.quote)))
        return words

    def raw(self, name: str) -> bytes:
        """A sealed file as it lies there. Raises BrokenCorpus where there is none."""
        if name not in self._files:
            raise BrokenCorpus("语料文件缺失", where=name, remedy="请重新安装，或运行 git checkout corpus/ 恢复")
        return self._files[name]

    def yaml(self, name: str) -> YamlFile:
        """A YAML file of the corpus by its name relative to the root. Raises BrokenCorpus."""
        return parse_yaml(self.raw(name), name=name, kind=BrokenCorpus)

    def typed(self, name: str, model: type[Model]) -> Model:
        """The file as `model` (a pydantic model, or a tuple of them). Raises BrokenCorpus with file and line."""
        file = self.yaml(name)
        try:
            return TypeAdapter(model).validate_python(file.data)
        except ValidationError as error:
            what, where = _first(error, file)
            raise BrokenCorpus(what, where=where) from None

    def names(self) -> tuple[str, ...]:
        """Every sealed file, sorted."""
        return tuple(sorted(self._files))

    def _document(self, card: DocumentCard) -> Document:
        raw = self._files.get(card.file)
        if raw is None or hashlib.sha256(raw).hexdigest() != card.sha256:
            raise BrokenCorpus("文本与 manifest.yaml 记录的 sha256 不符", where=card.file, remedy="请恢复原文")
        return parse_document(
            raw.decode("utf-8"),
            id=card.id,
            title=card.title,
            issuer=card.issuer,
            date=card.date,
            in_force=card.in_force,
            repeals=card.repeals,
            level=card.source_level,
        )

    def _provisions(self, card: DocumentCard) -> Iterator[Provision]:
        assert card.provisions
        file = self.yaml(card.provisions)
        document = self.documents[card.id]
        seen: set[str] = set()
        for index, entry in enumerate(file.data or []):
            where = file.where((index,))
            try:
                provision = Provision.model_validate(entry)
                self.terms.check(provision.codes())
            except ValidationError as error:
                what, place = _first(error, file, (index,))
                raise BrokenCorpus(what, where=place) from None
            except UnknownValue as error:
                raise BrokenCorpus(error.what, where=where) from None
            if provision.id in seen:
                raise BrokenCorpus(f"条文编号 {provision.id} 重复", where=where)
            seen.add(provision.id)
            self._check_quotes(provision, document, where)
            yield provision

    def _check_quotes(self, provision: Provision, document: Document, where: str) -> None:
        clause = provision.clause
        if clause not in document.clauses or not document.verbatim(provision.quote, clause):
            raise BrokenCorpus(f"{provision.id} 的引文与{clause.label}原文不一致", where=where)
        if provision.head and not document.verbatim(provision.head, clause.parent):
            raise BrokenCorpus(f"{provision.id} 的条首与{clause.parent.label}原文不一致", where=where)

    def _facts(self, name: str) -> Iterator[Fact]:
        stem = Path(name).stem
        for number, entry in enumerate(self.yaml(name).data or [], 1):
            yield Fact.model_validate(
                {
                    "id": str(entry.get("id") or f"{stem}:{number}"),
                    "text": str(entry.get("fact") or entry.get("reason") or ""),
                    "subject": _first_of(entry, "industry", "item", "topic", "step"),
                    "dimension": _first_of(entry, "dimension", "category", "kind"),
                    "level": _level(entry),
                    "publisher": _first_of(entry, "source_publisher"),
                    "url": _first_of(entry, "source_url"),
                    "date": _first_of(entry, "source_date") or None,
                    "note": _first_of(entry, "note", "edition_note") or None,
                }
            )


class _Without(Mapping[str, Document]):
    """Documents but for some, none of them opened before it is asked for."""

    def __init__(self, documents: Mapping[str, Document], but: set[str]) -> None:
        self._documents, self._but = documents, but

    def __getitem__(self, name: str) -> Document:
        if name in self._but:
            raise KeyError(name)
        return self._documents[name]

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._documents if name not in self._but)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name not in self._but and name in self._documents


# The national files label their sources otherwise; each is read as the lower of the levels it could mean.
_LEVEL_OF_KIND = {
    "gov": "repost_of_official_text",
    "code": "repost_other",
    "mirror": "repost_other",
    "media": "media",
    "vendor": "vendor",
}


def _level(entry: dict[str, Any]) -> str | None:
    """How far a fact may be trusted. A text whose address nobody gave cannot be held against it: no official repost."""
    level = entry.get("source_level") or _LEVEL_OF_KIND.get(entry.get("source_kind") or "")
    if level in ("official", "repost_of_official_text") and not entry.get("source_url"):
        return "repost_other"
    return level


def _first_of(entry: dict[str, Any], *keys: str) -> str:
    """The first of these keys that says something, as text."""
    return next((str(entry[key]) for key in keys if entry.get(key)), "")


def _first(error: ValidationError, file: YamlFile, base: tuple[str | int, ...] = ()) -> tuple[str, str]:
    """The first complaint as (what, where)."""
    detail = error.errors()[0]
    path = (*base, *(p for p in detail["loc"] if isinstance(p, str | int)))
    return f"不符合格式（{detail['msg']}）", file.where(path)


def load_corpus(root: Path) -> Corpus:
    """The corpus at `root`, every file checked against its seal.

    Raises BrokenCorpus: a file altered, missing, unsealed or unreadable; names the file, and the line where it no
    longer parses.
    """
    seal = _read(root, SEAL)
    sums = _parse_seal(seal)
    present = {p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p.name != SEAL}
    present = {name for name in present if not name.startswith(".") and "/." not in name}
    for name in sorted(present - sums.keys()):
        raise BrokenCorpus("语料里多出没有登记的文件", where=name, remedy="请删除，或运行 python tools/seal_corpus.py")
    files: dict[str, bytes] = {}
    for name, digest in sums.items():
        raw = _read(root, name)
        if hashlib.sha256(raw).hexdigest() != digest:
            raise _altered(name, raw)
        files[name] = raw
    return Corpus(root, files, hashlib.sha256(seal).hexdigest()[:12])


def _read(root: Path, name: str) -> bytes:
    try:
        return (root / name).read_bytes()
    except OSError:
        raise BrokenCorpus(
            "语料文件缺失或打不开", where=name, remedy="请重新安装，或用 ASSISTANT_CORPUS 指定语料文件夹"
        ) from None


def _parse_seal(raw: bytes) -> dict[str, str]:
    sums: dict[str, str] = {}
    lines = raw.decode("utf-8", "replace").split("\n")
    for number, line in enumerate(lines, 1):
        if number == len(lines) and not line:
            break
        digest, gap, name = line[:64], line[64:66], line[66:]
        plain = name and not name.startswith("/") and ".." not in name.split("/")
        if gap != "  " or not plain or set(digest) - set("0123456789abcdef") or name in sums:
            raise BrokenCorpus("封条这一行不成格式", where=f"{SEAL}:{number}", remedy="请重新安装或恢复 corpus/")
        sums[name] = digest
    if list(sums) != sorted(sums) or "manifest.yaml" not in sums:
        raise BrokenCorpus("封条不完整", where=f"{SEAL}:1", remedy="请重新安装或恢复 corpus/")
    return sums


def _altered(name: str, raw: bytes) -> BrokenCorpus:
    """The refusal of an altered file: by its hash, with the line where it no longer parses, if there is one."""
    where = name
    try:
        raw.decode("utf-8")
        if name.endswith(".yaml"):
            parse_yaml(raw, name=name, kind=BrokenCorpus)
    except UnicodeDecodeError as error:
        where = name + ":" + str(raw[: error.start].count(b"\n") + 1)
    except BrokenCorpus as error:
        where = error.where or name
    return BrokenCorpus(
        "文件内容与封条 SHA256SUMS 不符，已被改动",
        where=where,
        remedy="请恢复原文件；如系有意修改，请运行 python tools/seal_corpus.py",
    )
