"""Type by content, never by name (P07)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assistant.reading.sniff import agrees_with_name, sniff, sniffed

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


def package(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 20)
    return held.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
KINDS: list[tuple[str, bytes, str]] = [
    ("a.jpg", PDF, "pdf"),
    ("junk before the header.pdf", b"\x00\x01junk\r\n" * 20 + PDF, "pdf"),
    ("header lost.pdf", b"\x00\x00\n1 0 obj\n<</Type /Catalog>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF", "pdf"),
    ("a.zip", package("[Content_Types].xml", "word/document.xml"), "docx"),
    ("a.docx", package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
    ("a.pdf", package("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
    ("a.docx", package("readme.txt"), "zip"),
    ("a.zip", package("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    ("a.doc", OLE + "WordDocument\0".encode("utf-16-le"), "doc"),
    ("a.doc", OLE + "Workbook\0".encode("utf-16-le"), "xls"),
    ("a.docx", OLE + "EncryptedPackage\0".encode("utf-16-le"), "encrypted_office"),
    ("a.doc", OLE, "ole"),
    ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 30, "image"),
    ("a.png", b"\xff\xd8\xff\xe0" + b"\0" * 30, "image"),
    ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 30, "heic"),
    ("a.doc", b"{\\rtf1\\ansi x}", "rtf"),
    ("a.doc", b"<html><body>x</body></html>", "html"),
    ("a.xls", b"\xef\xbb\xbf<!DOCTYPE html><table></table>", "html"),
    ("a.pdf", b"MZ" + b"\0" * 58 + b"\x40\0\0\0" + b"PE\0\0" + b"\0" * 30, "program"),
    ("a.txt", b"\x7fELF\x02\x01", "program"),
    ("a.txt", b"#!/bin/sh\nrm -rf /\n", "program"),
    ("a.bat", b"@echo off\r\ndel x\r\n", "program"),
    ("a.txt", "单位名称：某某公司\n".encode("gbk"), "text"),
    ("a.txt", "单位名称：某某公司\n".encode(), "text"),
    ("a.dat", "日期,电量\n2026-01,35\n2026-02,36\n".encode("gbk"), "csv"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 30, "7z"),
    ("a.zip", b"Rar!\x1a\x07\x01\x00", "rar"),
    ("a.pdf", b"", "empty"),
    ("a.pdf", bytes(range(256)) * 8, "unknown"),
]


@pytest.mark.parametrize(("name", "data", "type_"), KINDS, ids=[f"{t} as {n}" for n, _, t in KINDS])
def test_content_decides_and_the_name_does_not(tmp_path: Path, name: str, data: bytes, type_: str) -> None:
    (tmp_path / name).write_bytes(data)

    assert sniff(tmp_path / name) == type_


def test_a_folder_and_a_link_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "real.pdf").write_bytes(PDF)
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real.pdf")

    assert [sniff(tmp_path), sniff(tmp_path / "link.pdf")] == ["special", "special"]


@pytest.mark.parametrize(
    ("data", "type_", "also"),
    [
        (PDF + package("evil.exe"), "pdf", "zip"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99 + package("a.txt"), "image", "zip"),
        (b"GIF89a" + b"\0" * 40 + PDF, "image", "pdf"),
        (b"<html><script>x</script></html>" + PDF, "pdf", "html"),
        (b"#!/bin/sh\necho hi\n" + PDF, "program", "pdf"),
    ],
    ids=["pdf and zip", "picture and zip", "gif and pdf", "page and pdf", "script and pdf"],
)
def test_a_polyglot_is_named(tmp_path: Path, data: bytes, type_: str, also: str) -> None:
    (tmp_path / "a.bin").write_bytes(data)

    found = sniffed(tmp_path / "a.bin")

    assert found.type == type_ and also in found.also


@pytest.mark.parametrize(
    ("type_", "name", "agrees"),
    [
        ("pdf", "04/台账.PDF", True),
        ("pdf", "台账.docx", False),
        ("doc", "台账.wps", True),
        ("image", "照片.jpeg", True),
        ("program", "读我.txt", True),
        ("pdf", "没有扩展名", True),
        ("text", "程序.py", True),
        ("text", "证书.pdf", False),
    ],
)
def test_a_name_agrees_with_its_content_or_not(type_: str, name: str, agrees: bool) -> None:
    assert agrees_with_name(type_, name) is agrees
