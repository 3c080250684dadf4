"""What a file is, by its bytes and never by its name (P07).

Lives here: `sniff`, `sniffed`, `Sniffed`, `agrees_with_name`. May import: this room. Reads a few kilobytes from both
ends and a ZIP's list of members; decodes nothing, runs in the caller's process, raises nothing but OSError.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

HEAD = 64 * 1024
TAIL = 64 * 1024 + 22
MOST_LISTING = 4 * 1024 * 1024

MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xfe\xed\xfa\xce", "program"),
    (b"\xfe\xed\xfa\xcf", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\x00asm", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),  # a Windows shortcut: it names what to start
    (b"#!", "program"),
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zst"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"LZIP", "lz"),
    (b"LRZI", "lrz"),
    (b"\x89LZO\x00\r\n\x1a\n", "lzo"),
    (b"\x1f\x9d", "Z"),
    (b"]\x00\x00", "lzma"),
    (b"MSCF", "cab"),
    (b"SQLite format 3\x00", "database"),
    (b"%!PS", "postscript"),
    (b"\xc5\xd0\xd3\xc6", "postscript"),
)
HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SCRIPT_NAMES = frozenset({"bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "sh", "reg"})

# What names of each type end in. A name that ends otherwise is a wrong extension.
ENDINGS: dict[str, frozenset[str]] = {
    "pdf": frozenset({"pdf"}),
    "docx": frozenset({"docx", "docm", "dotx", "dotm", "wps"}),
    "xlsx": frozenset({"xlsx", "xlsm", "xltx", "xltm", "et"}),
    "pptx": frozenset({"pptx", "pptm", "ppsx", "dps"}),
    "doc": frozenset({"doc", "dot", "wps", "wpt"}),
    "xls": frozenset({"xls", "xlt", "et", "ett"}),
    "ppt": frozenset({"ppt", "pps", "dps"}),
    "wps": frozenset({"wps", "doc"}),
    "et": frozenset({"et", "xls"}),
    "ole": frozenset({"doc", "xls", "wps", "et", "msg", "ppt", "dps", "msi"}),
    "image": frozenset(
        {"png", "jpg", "jpeg", "jpe", "jfif", "tif", "tiff", "gif", "bmp", "webp", "jp2", "j2k", "heic", "heif"}
    ),
    "heic": frozenset({"heic", "heif", "avif", "hif"}),
    "ofd": frozenset({"ofd"}),
    "rtf": frozenset({"rtf", "doc", "wps"}),
    "html": frozenset({"html", "htm", "xhtml", "mht", "mhtml"}),
    "xml": frozenset({"xml", "svg", "xbrl"}),
    "csv": frozenset({"csv", "txt", "tsv"}),
    "text": frozenset({"txt", "csv", "tsv", "md", "log", "json", "yaml", "yml", "ini", "eml", "xml", ""}),
    "zip": frozenset({"zip", "zipx", "jar", "epub", "odt", "ods"}),
    "odt": frozenset({"odt"}),
    "ods": frozenset({"ods"}),
    "tar": frozenset({"tar"}),
    "gz": frozenset({"gz", "tgz"}),
    "bz2": frozenset({"bz2", "tbz", "tbz2"}),
    "xz": frozenset({"xz", "txz"}),
    "7z": frozenset({"7z"}),
    "rar": frozenset({"rar"}),
}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`type` decides how the file is read. `also`: what else the same bytes pass for (a polyglot), empty mostly."""

    type: str
    also: tuple[str, ...] = ()


def sniff(path: Path) -> str:
    """The type of the file by content: pdf, docx, xlsx, doc, xls, wps, image, heic, ofd, text, csv, zip, program, …

    "empty" for 0 bytes, "special" for what is no ordinary file, "unknown" where nothing fits.
    """
    return sniffed(path).type


def sniffed(path: Path) -> Sniffed:
    """The same, with what else these bytes are: a PDF that is a ZIP too, a picture with a ZIP behind it."""
    if path.is_symlink() or not path.is_file():
        return Sniffed("special")
    size = path.stat().st_size
    if size == 0:
        return Sniffed("empty")
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, size - TAIL))
        tail = file.read(TAIL)
        names = zip_names(file, tail, size)
    first = _by_head(head, names, path)
    if first in ("unknown", "text") and b" obj" in head and (b"startxref" in tail or b"%%EOF" in tail):
        first = "pdf"  # its header is lost, the rest may be readable
    also = _also(first, head, names, size)
    return Sniffed(first, also)


def agrees_with_name(type_: str, name: str) -> bool:
    """Whether a file of this type may have a name that ends so: unless the ending is that of another type we know."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower().lstrip(".")
    known = ENDINGS.get(type_)
    return known is None or not ending or ending in known or not any(ending in endings for endings in ENDINGS.values())


def zip_names(file: object, tail: bytes, size: int) -> list[str] | None:
    """The names in a ZIP's own list, None where there is none; cut off at a few megabytes of listing."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return None
    length, offset = struct.unpack_from("<II", tail, at + 12)
    end = size - len(tail) + at
    start = end - length if end - length >= 0 else offset  # junk before the archive shifts what the offset says
    file.seek(start)  # type: ignore[attr-defined]
    listing: bytes = file.read(min(length, MOST_LISTING))  # type: ignore[attr-defined]
    names, here = [], 0
    while listing[here : here + 4] == b"PK\x01\x02" and here + 46 <= len(listing):
        name, extra, comment = struct.unpack_from("<HHH", listing, here + 28)
        names.append(listing[here + 46 : here + 46 + name].decode("utf-8", "replace"))
        here += 46 + name + extra + comment
    return names or None


def _by_head(head: bytes, names: list[str] | None, path: Path) -> str:
    if head.startswith(b"MZ") and _is_windows_program(head):
        return "program"
    for magic, type_ in MAGIC:
        if head.startswith(magic):
            return type_
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in HEIC else "video"
    if head.startswith(b"RIFF"):
        return "image" if head[8:12] == b"WEBP" else "video"
    if (
        head.startswith(b"BM")
        and len(head) > 18
        and struct.unpack_from("<I", head, 14)[0] in (12, 40, 52, 56, 64, 108, 124)
    ):
        return "image"
    if head.startswith(OLE):
        return _ole_kind(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(names, head)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[257:262] == b"ustar":
        return "tar"
    return _text_kind(head, path, names)


def _is_windows_program(head: bytes) -> bool:
    if len(head) < 64:
        return False
    (at,) = struct.unpack_from("<I", head, 60)
    return head[at : at + 2] in (b"PE", b"NE", b"LE") or b"This program" in head[:512]


def _zip_kind(names: list[str] | None, head: bytes) -> str:
    """By the members that make a format what it is; a damaged listing falls back on the first local headers."""
    have = set(names or _local_names(head))
    lower = {name.lower() for name in have}
    if "ofd.xml" in lower:
        return "ofd"
    for member, type_ in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")):
        if member in lower:
            return type_
    if "[content_types].xml" in lower:
        for folder, type_ in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(folder) for name in lower):
                return type_
    for mark, type_ in ((b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "ods")):
        if head[30:38] == b"mimetype" and mark in head[38:120]:
            return type_
    return "zip"


def _local_names(head: bytes) -> list[str]:
    names, at = [], head.find(b"PK\x03\x04")
    while at >= 0 and at + 30 <= len(head):
        (length,) = struct.unpack_from("<H", head, at + 26)
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at = head.find(b"PK\x03\x04", at + 30 + length)
    return names


def _ole_kind(path: Path) -> str:
    """An OLE container by the UTF-16 names of its streams, looked for in its first megabytes and its last."""
    size = path.stat().st_size
    with path.open("rb") as file:
        seen = file.read(2 * 1024 * 1024)
        file.seek(max(0, size - 2 * 1024 * 1024))
        seen += file.read()
    for name, type_ in (
        ("EncryptedPackage", "encrypted_office"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("WpsDocument", "wps"),
        ("ETWorkbook", "et"),
    ):
        if (name + "\0").encode("utf-16-le") in seen:
            return type_
    return "ole"


def _text_kind(head: bytes, path: Path, names: list[str] | None) -> str:
    text = decoded(head, whole=path.stat().st_size <= len(head))
    if text is None:
        return "zip" if names else "unknown"
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if start.startswith(("<!doctype html", "<html")) or "<html" in start[:1000] or "<script" in start[:300]:
        return "html"
    if start.startswith(("<?xml", "<svg")):
        return "xml"
    if path.suffix.lower().lstrip(".") in SCRIPT_NAMES:
        return "program"
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    for mark in (",", "\t", ";", "，"):
        if len(lines) >= 2 and all(line.count(mark) >= 1 for line in lines[:10]) and mark in (",", "\t"):
            return "csv"
    return "text"


def decoded(data: bytes, *, whole: bool = True) -> str | None:
    """These bytes as text: UTF-8, UTF-16 with its mark, else GB 18030. None where they are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16", "strict" if whole else "ignore")
        except UnicodeDecodeError:
            return None
    if b"\x00" in data:
        return None
    for coding in ("utf-8-sig", "gb18030"):
        for cut in range(1 if whole else 4):
            try:
                text = data[: len(data) - cut].decode(coding)
            except UnicodeDecodeError:
                continue
            odd = sum(1 for c in text if c < " " and c not in "\t\r\n\f\v\x1a")
            if odd * 50 > len(text) or (coding == "gb18030" and _rare(text) * 5 > len(text)):
                return None
            return text
    return None


def _rare(text: str) -> int:
    """Characters that GB 18030 makes of bytes that were never Chinese: private use, four-byte ones, far scripts."""
    return sum(1 for c in text if "\ue000" <= c <= "\uf8ff" or c > "\uffff" or "\u0100" <= c <= "\u02ff")


def _also(first: str, head: bytes, names: list[str] | None, size: int) -> tuple[str, ...]:
    also = []
    if (
        first != "pdf"
        and first in ("image", "zip", "docx", "xlsx", "html", "text", "program")
        and b"%PDF-" in head[:1024]
    ):
        also.append("pdf")
    if names and first in ("pdf", "image", "html", "rtf", "unknown", "text", "csv"):
        also.append(_zip_kind(names, head))
    if first == "pdf" and not head.lstrip().startswith(b"%PDF-"):
        start = head[: head.find(b"%PDF-")].lstrip().lower()
        if start.startswith((b"<!doctype html", b"<html", b"<script")):
            also.append("html")
        elif head.startswith((b"MZ", b"\x7fELF", b"#!")):
            also.append("program")
    if first in ("image", "program") and b"%PDF-" in head[1024:] and first == "image" and size < HEAD:
        also.append("pdf")
    return tuple(dict.fromkeys(also))
