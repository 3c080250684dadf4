"""Adding a text of law: PDF, Word or plain text in; a document out that is quoted by clause and decides nothing.

Lives here: `add`, `text_of`. May import: importing.store, library, reading (as an argument), errors. No clock: the day of
adding is an argument. What is kept: the text, its card with checksum, edition and source level; the file itself stays
with the person.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import get_args

from assistant.errors import BadFile, InputError, UnknownValue
from assistant.importing.store import as_yaml, held, put_saying
from assistant.library.corpus import Corpus
from assistant.library.document import Document
from assistant.library.holdings import AddedCard, Level
from assistant.library.sections import parse_added
from assistant.library.shelf import CARD, DOCUMENTS, TEXT
from assistant.reading.page import ReadBy, ReadFile
from assistant.reading.reader import Reader

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 2_000_000
LEVELS: tuple[str, ...] = get_args(Level)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_PAGE_NUMBER = re.compile(
    r"\s*(?:第?\s*[0-9０-９]{1,4}\s*页?(?:\s*[/共]\s*[0-9]{1,4}\s*页?)?|[-－—–·•]+\s*[0-9０-９ⅠⅡⅢⅣⅤivx]{1,5}\s*[-－—–·•]+)\s*"
)
_BINARY = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of the text that they add."""

    id: str
    title: str
    authority: str
    in_force: date
    repeals: tuple[str, ...] = ()
    issuer: str = ""
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What came of it. `notes`: what the person should know, a line each."""

    card: AddedCard
    document: Document
    notes: tuple[str, ...]


def add(file: Path, wanted: Wanted, *, corpus: Corpus, library: Path, reader: Reader, today: date) -> Added:
    """The text on the shelf. Raises UnknownValue (id, level, title), BadFile (unreadable, no clauses), InputError (the id
    is taken)."""
    _check(wanted)
    text, read_by = text_of(file, reader)
    document = parse_added(
        text, id=wanted.id, title=wanted.title, issuer=wanted.issuer, date=wanted.in_force.isoformat(),
        in_force=wanted.in_force.isoformat(), repeals=wanted.repeals, level=wanted.authority,
    )  # fmt: skip
    raw = text.encode()
    card = AddedCard(
        id=wanted.id,
        title=wanted.title.strip(),
        short=wanted.title.strip().strip("《》"),
        issuer=wanted.issuer.strip(),
        date=wanted.in_force.isoformat(),
        in_force=wanted.in_force.isoformat(),
        repeals=wanted.repeals,
        source_level=wanted.authority,
        file=TEXT,
        sha256=hashlib.sha256(raw).hexdigest(),
        added_on=today.isoformat(),
        original=file.name,
        original_sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        read_by=read_by,
    )
    _keep(library, card, raw, corpus, replaces=wanted.replaces)
    return Added(card, document, tuple(_notes(card, corpus, today)))


def _check(wanted: Wanted) -> None:
    if not _ID.fullmatch(wanted.id):
        raise UnknownValue(f"编号“{wanted.id}”不能用", where="--id", remedy="请用小写字母、数字和 -，例如 city-2025")
    if not wanted.title.strip() or len(wanted.title) > 200:
        raise UnknownValue(
            "标题是空的" if not wanted.title.strip() else "标题太长", where="--title", remedy="请写文件的标题"
        )
    if wanted.authority not in LEVELS:
        raise UnknownValue(
            f"来源“{wanted.authority}”不在可选值中", where="--authority", remedy=f"请填 {'、'.join(LEVELS)}"
        )


def text_of(file: Path, reader: Reader) -> tuple[str, str]:
    """The text of a file and how it was read: text, ocr or mixed. Raises BadFile."""
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES)
    except OSError as error:
        raise BadFile(f"打不开（{error.strerror or error}）", where=str(file), remedy="请检查路径和权限") from None
    if size > MAX_BYTES:
        raise BadFile(f"超过 {MAX_BYTES // 1_000_000} MB", where=file.name, remedy="请拆分后再加入")
    if not raw.strip():
        raise BadFile("文件是空的", where=file.name, remedy="请检查文件")
    if raw.startswith(_BINARY):
        text, read_by = _read(file, reader)
    else:
        text, read_by = _decoded(raw, file.name), "text"
    if len(text) > MAX_CHARACTERS:
        raise BadFile(f"文字超过 {MAX_CHARACTERS} 字", where=file.name, remedy="请拆分后再加入")
    return text.replace("\r\n", "\n").replace("\r", "\n"), read_by


def _decoded(raw: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 (with its mark) or GB18030: one of them whole, or none."""
    encodings = ["utf-16"] if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFile("文字编码看不懂，或不是文本文件", where=name, remedy="请另存为 UTF-8 文本，或用 PDF、DOCX")


def _read(file: Path, reader: Reader) -> tuple[str, str]:
    read = reader.read(file)
    reason = read.refused or read.unreadable
    if reason:
        raise BadFile(reason, where=file.name, remedy="请换一份能打开的文件（去掉密码，或另存为 PDF、DOCX、TXT）")
    if not read.pages:
        raise BadFile("没有读到页面", where=file.name, remedy="请换一份能打开的文件")
    wanting = [page.number for page in read.pages if page.needs_ocr and page.number]
    pages = list(read.pages)
    if wanting:
        seen = {page.number: page for page in reader.look(file, wanting)}
        lost = [number for number in wanting if seen[number].read_by is ReadBy.UNREADABLE]
        if lost:
            raise BadFile(
                f"第 {'、'.join(map(str, lost))} 页是图片，文字识别没有成功",
                where=file.name,
                remedy="请换清晰的扫描件或文字版",
            )
        pages = [seen.get(page.number, page) for page in pages]
    if read.page_count > len(pages):
        raise BadFile(f"共 {read.page_count} 页，只读到 {len(pages)} 页", where=file.name, remedy="请换一份完整的文件")
    read_by = "text" if not wanting else "ocr" if len(wanting) == len(pages) else "mixed"
    return _joined(read, [[run.text for run in page.runs if run.hidden is None] for page in pages]), read_by


def _joined(read: ReadFile, pages: Sequence[Sequence[str]]) -> str:
    """Pages behind one another without their numbers and running heads: a clause goes on over the page."""
    edges = Counter(line.strip() for lines in pages for line in {*lines[:1], *lines[-1:]})
    running = {line for line, times in edges.items() if times >= 3 and times > len(pages) / 2}

    def kept(lines: Sequence[str]) -> list[str]:
        out = list(lines)
        while out and (_PAGE_NUMBER.fullmatch(out[0]) or out[0].strip() in running):
            out.pop(0)
        while out and (_PAGE_NUMBER.fullmatch(out[-1]) or out[-1].strip() in running):
            out.pop()
        return out

    return "\f".join("\n".join(kept(lines) if read.type == "pdf" else lines) for lines in pages)


def _keep(library: Path, card: AddedCard, raw: bytes, corpus: Corpus, *, replaces: bool) -> None:
    if card.id in corpus.documents:
        raise InputError(
            f"编号 {card.id} 已用于《{corpus.documents[card.id].title}》", where="--id", remedy="请换一个编号"
        )
    folder = library / DOCUMENTS / card.id
    try:
        (library / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"写不进去（{error.strerror or error}）", where=str(library), remedy="请检查权限，或设 ASSISTANT_LIBRARY"
        ) from None
    with held(library / DOCUMENTS / card.id):
        there = next((one for one in corpus.shelf.cards if one.id == card.id), None)
        if (there or (folder / CARD).exists()) and not replaces:
            title = f"《{there.short}》（{there.added_on} 加入）" if there else "另一份文本"
            raise InputError(
                f"编号 {card.id} 已用于{title}", where="--id", remedy="请换一个编号；确要代替请加 --replace"
            )
        data = {k: list(v) if isinstance(v, tuple) else v for k, v in card.model_dump(exclude_none=True).items()}
        # The text first: a card without its text would be a promise; a text without its card is not seen.
        put_saying(folder / TEXT, raw)
        put_saying(folder / CARD, as_yaml(data, name=CARD))


def _notes(card: AddedCard, corpus: Corpus, today: date) -> list[str]:
    found: list[str] = []
    known = {c.id: c for c in (*corpus.manifest.documents, *corpus.shelf.cards)}
    guides = {guide.id for guide in corpus.industries.guides} | {one.guide for one in corpus.shelf.reviewed}
    if card.repeals and card.source_level != "official":
        return [*found, "注意：来源不是官方文本（official），--repeals 只作记录，不改变哪一版现行。"]
    for name in card.repeals:
        if name in corpus.documents:
            found.append(
                f"注意：您登记它代替《{known[name].title}》；自 {card.in_force} 起，回答会注明旧文已被代替，新文没有整理成规则之前不据以判断。"
            )
        elif name not in known and name not in guides and not name.startswith("《"):
            found.append(f"注意：没有载入编号为 {name} 的文件，--repeals 只作记录。")
    if date.fromisoformat(card.in_force) > today:
        found.append(f"注意：它自 {card.in_force} 起施行，此前的日期不会引用它。")
    if card.read_by != "text":
        found.append("注意：有页面是图片，文字由识别得到，请先与原件核对再引用。")
    return found
