"""Sixty hostile files: `python -m evals.packs.hostile --out DIR [--check]`.

Lives here: one small maker a file, and the check that `screen` neither breaks, hangs nor writes outside, and says the
same of a good pack with them beside it as without (P01-P03, P06, P07). Each is harmless as data: nothing runs, nothing
is fetched. May import: the rest of evals.packs, pypdf, py7zr.
"""

from __future__ import annotations

import io
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from evals.packs.layout import GbkInfo

Maker = Callable[[], bytes]
DATE = (2024, 1, 1, 0, 0, 0)
SYSTEM_TEMP = Path("/tmp")  # noqa: S108  where the archives' absolute names point
LOUD = b"%PDF-1.7\n"


def zipped(members: dict[str, bytes], *, level: int = 6) -> bytes:
    """A ZIP of members whose names are written as given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def linked() -> bytes:
    """A ZIP that holds a symbolic link to /etc/passwd."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("链接.txt", DATE)
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def encrypted_flag() -> bytes:
    """A ZIP whose members claim encryption."""
    data = bytearray(zipped({"机密.txt": b"x" * 100}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        data[place + at] |= 1
    return bytes(data)


def lying_size() -> bytes:
    """A ZIP whose directory says 10 bytes for a member of 50 MB."""
    data = bytearray(zipped({"小文件.txt": bytes(50_000_000)}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.find(mark) + at, 10)
    return bytes(data)


def overlapping() -> bytes:
    """A directory of 2,500 entries that all point at the same bytes."""
    one = zipped({"a.txt": bytes(1_000_000)})
    start = one.find(b"PK\x01\x02")
    entry, body = one[start : one.find(b"PK\x05\x06")], one[:start]
    count = 2500
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, len(body), 0)
    return body + entry * count + end


def nested(depth: int, seed: bytes = b"x") -> bytes:
    """A ZIP in a ZIP in a ZIP."""
    data = zipped({"底.txt": seed})
    for level in range(depth):
        data = zipped({f"{level}.zip": data})
    return data


def bomb(megabytes: int) -> bytes:
    """Zeros, much smaller packed than unpacked."""
    return zipped({"零.bin": bytes(megabytes * 1_000_000)}, level=9)


def nested_bomb() -> bytes:
    """Ten bombs in each of ten ZIPs."""
    inner = bomb(90)
    return zipped({f"{number}.zip": zipped({f"{k}.zip": inner for k in range(10)}) for number in range(10)})


def tar_with(*entries: tuple[str, bytes, str]) -> bytes:
    """A TAR with entries (name, type, link name)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, kind, link in entries:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            info.devmajor, info.devminor = 1, 3
            archive.addfile(info)
    return out.getvalue()


def word(document: bytes, extra: dict[str, bytes] | None = None, types: bytes = b"") -> bytes:
    """A minimal DOCX with this document.xml."""
    content = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>' + types + b"</Types>"
    )
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="word/document.xml"/></Relationships>'
    )
    return zipped({"[Content_Types].xml": content, "_rels/.rels": rels, "word/document.xml": document} | (extra or {}))


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: bytes, head: bytes = b'<?xml version="1.0"?>') -> bytes:
    """document.xml with one paragraph."""
    return head + b"<w:document " + W + b"><w:body><w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p></w:body></w:document>"


def laughs() -> bytes:
    """Entities that grow to 10^9."""
    lines = b'<!ENTITY a0 "lol">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE x [' + lines + b"]>"


def external() -> bytes:
    """An entity that would read a local file."""
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def book(sheet: bytes) -> bytes:
    """A minimal XLSX with this sheet1.xml."""
    main = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006/"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="' + package + b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="' + kind + b'sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + kind + b'worksheet+xml"/></Types>',
            "_rels/.rels": b'<Relationships xmlns="' + package + b'relationships"><Relationship Id="r1" Type="' + office + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": b"<workbook " + main + b' xmlns:r="' + office + b'"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="' + package + b'relationships"><Relationship Id="r1" Type="' + office + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
        }
    )  # fmt: skip


S = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def cells(inner: bytes, head: bytes = b'<?xml version="1.0"?>') -> bytes:
    """sheet1.xml."""
    return head + b"<worksheet " + S + b"><sheetData>" + inner + b"</sheetData></worksheet>"


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF from numbered objects, with a right cross-reference table."""
    out, places = bytearray(LOUD), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, start)
    return bytes(out)


def stream(data: bytes, head: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<" + head + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def one_page(content: bytes = b"BT ET", catalog: bytes = b"", page: bytes = b"", more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of one page."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + page + b">>",
        stream(content),
        *more,
    )


def many_pages(count: int) -> bytes:
    """A PDF that has really so many pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * count,
    )


def with_image(filter_: bytes, data: bytes, wide: int = 1000, high: int = 1000) -> bytes:
    """A page that is one image of a filter."""
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/%s" % (wide, high, filter_)  # fmt: skip
    return one_page(
        b"q 595 0 0 842 0 0 cm /I Do Q", page=b"/Resources<</XObject<</I 5 0 R>>>>", more=(stream(data, head),)
    )


def locked_pdf() -> bytes:
    """A PDF behind a password."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(one_page()))
    writer.encrypt("示例", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked_7z() -> bytes:
    """A 7z whose names are behind a password too."""
    import py7zr

    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password="example", header_encryption=True) as archive:  # noqa: S106
        archive.writestr("x", "秘密.txt")
    return out.getvalue()


def png(wide: int, high: int, data: bytes = b"") -> bytes:
    """A PNG that claims a size."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data or zlib.compress(bytes(1000))) + chunk(b"IEND", b"")  # fmt: skip


def noise(count: int, seed: str) -> bytes:
    """Bytes that mean nothing."""
    return random.Random(seed).randbytes(count)


def ole(count: int = 4096) -> bytes:
    """The head of an old Office file, or of one behind a password, then nothing that fits."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + noise(count, "ole")


def deep_pdf() -> bytes:
    """A page tree 3,000 levels deep."""
    levels = 3000
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(levels)]
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 595 842]>>")


def object_stream_loop() -> bytes:
    """Object streams that extend each other."""
    body = zlib.compress(b"5 0 <</A 1>>")
    head = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode/Extends %d 0 R"
    return one_page(more=(stream(body, head % 6), stream(body, head % 5)))


def gbk_traversal() -> bytes:
    """`..` in a name written in GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(GbkInfo("../../越界/文件.txt", DATE), b"x")
    return out.getvalue()


def nul_name() -> bytes:
    """A NUL inside a member's name."""
    return zipped({"证书_pdf.exe": b"MZ"}).replace("证书_pdf".encode(), "证书\0pdf".encode())


def macro_word() -> bytes:
    """A DOCX with a VBA part."""
    return word(paragraph(b"x"), {"word/vbaProject.bin": ole(512)}, b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>')  # fmt: skip


def dde_word() -> bytes:
    """A DDE field."""
    field = b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'  # fmt: skip
    return word(b'<?xml version="1.0"?><w:document ' + W + b"><w:body>" + field + b"</w:body></w:document>")


HOSTILE: dict[str, Maker] = {
    "压缩炸弹.zip": lambda: bomb(900),
    "嵌套炸弹.zip": nested_bomb,
    "三千成员.zip": lambda: zipped({f"{n}.txt": b"" for n in range(3000)}),
    "套娃.zip": lambda: nested(40),
    "重叠.zip": overlapping,
    "谎报大小.zip": lying_size,
    "越界.zip": lambda: zipped({"../../../../tmp/packs_hostile_escape.txt": b"x", "..\\..\\escape.txt": b"x"}),
    "GBK越界.zip": gbk_traversal,
    "绝对路径.zip": lambda: zipped({f"{SYSTEM_TEMP}/packs_hostile_absolute.txt": b"x", "C:\\packs_hostile.txt": b"x"}),
    "设备名.zip": lambda: zipped({"CON": b"x", "aux.pdf": b"x", "NUL.txt": b"x", "dev/../COM1": b"x"}),
    "链接.zip": linked,
    "加密.zip": encrypted_flag,
    "截断.zip": lambda: zipped({"a.txt": noise(5000, "zip")})[:2500],
    "空名.zip": nul_name,
    "长名.zip": lambda: zipped({"长" * 300 + ".txt": b"x", "/".join(["层"] * 300) + "/a.txt": b"x"}),
    "设备与硬链接.tar": lambda: tar_with(
        ("null", tarfile.CHRTYPE, ""), ("h", tarfile.LNKTYPE, "/etc/passwd"), ("p", tarfile.FIFOTYPE, "")
    ),
    "链接.tar": lambda: tar_with(
        ("out", tarfile.SYMTYPE, str(SYSTEM_TEMP)),
        ("out/packs_hostile_tar.txt", tarfile.REGTYPE, ""),
        ("../up.txt", tarfile.REGTYPE, ""),
    ),
    "加密.7z": locked_7z,
    "坏.7z": lambda: b"7z\xbc\xaf\x27\x1c" + noise(400, "7z"),
    "假.rar": lambda: b"Rar!\x1a\x07\x01\x00" + noise(400, "rar"),
    "十亿笑.docx": lambda: word(paragraph(b"&a9;", laughs())),
    "外部实体.docx": lambda: word(paragraph(b"&e;", external())),
    "十亿笑.xlsx": lambda: book(cells(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>', laughs())),
    "外部实体.xlsx": lambda: book(
        cells(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>', external())
    ),
    "远处单元格.xlsx": lambda: book(cells(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "百万行.xlsx": lambda: book(
        cells(b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 300_001)))
    ),
    "深层.docx": lambda: word(
        b'<?xml version="1.0"?><w:document '
        + W
        + b"><w:body>"
        + b"<w:p>" * 20000
        + b"</w:p>" * 20000
        + b"</w:body></w:document>"
    ),
    "宏.docm": macro_word,
    "宏.xlsm": lambda: zipped(
        {"[Content_Types].xml": b"<Types/>", "xl/vbaProject.bin": ole(512), "xl/workbook.xml": b"<workbook/>"}
    ),
    "动态数据.docx": dde_word,
    "远程模板.docx": lambda: word(
        paragraph(b"x"),
        {
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'
        },
    ),
    "加密.docx": ole,
    "旧版.doc": lambda: ole(20000),
    "空.pdf": lambda: b"",
    "空.docx": lambda: b"",
    "截断.pdf": lambda: one_page(b"BT /F 12 Tf (x) Tj ET")[:200],
    "加密.pdf": locked_pdf,
    "脚本.pdf": lambda: one_page(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
    "启动.pdf": lambda: one_page(catalog=b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
    "附件.pdf": lambda: one_page(
        catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>",
        more=(b"<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>", stream(b"MZ")),
    ),
    "页树环.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
        b"<</Type/Pages/Kids[2 0 R]/Count 9>>",
    ),
    "深页树.pdf": deep_pdf,
    "对象流环.pdf": object_stream_loop,
    "一万页.pdf": lambda: many_pages(10_000),
    "谎报页数.pdf": lambda: one_page().replace(b"/Count 1>>", b"/Count 99999999>>"),
    "解压炸弹.pdf": lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        stream(zlib.compress(zlib.compress(bytes(500_000_000), 9), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    ),
    "无尽运算.pdf": lambda: one_page(b"q " * 2_000_000 + b"1 0 0 1 0 0 cm " * 500_000),
    "表单自引.pdf": lambda: one_page(
        b"/X Do",
        page=b"/Resources<</XObject<</X 5 0 R>>>>",
        more=(stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),),
    ),
    "坏字体.pdf": lambda: one_page(
        b"BT /F 12 Tf 50 700 Td (abc) Tj ET",
        page=b"/Resources<</Font<</F 5 0 R>>>>",
        more=(
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor 6 0 R/FirstChar 0/LastChar 255>>",
            b"<</Type/FontDescriptor/FontName/X/FontFile2 7 0 R/Flags 4>>",
            stream(noise(3000, "font")),
        ),
    ),
    "坏JBIG2.pdf": lambda: with_image(b"JBIG2Decode", noise(4000, "jbig2")),
    "坏JPX.pdf": lambda: with_image(b"JPXDecode", noise(4000, "jpx")),
    "巨图.pdf": lambda: with_image(b"FlateDecode", zlib.compress(bytes(10_000_000)), 60_000, 60_000),
    "巨图.png": lambda: png(65_000, 65_000),
    "坏图.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + noise(3000, "jpg"),
    "多面.pdf": lambda: b"<html><script>alert(1)</script></html>" + one_page() + zipped({"a.exe": b"MZ"}),
    "排污许可证.exe.pdf": lambda: b"MZ" + noise(4000, "pe"),
    "台账.xlsx": lambda: b"\x7fELF\x02\x01\x01" + noise(4000, "elf"),
    "快捷方式.lnk": lambda: (
        b"L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00F" + noise(300, "lnk")
    ),
    "屏保.scr": lambda: b"MZ" + noise(2000, "scr"),
    "网页.html": lambda: (
        b"<html><script>document.location='http://127.0.0.1:9/'</script><iframe src='file:///etc/passwd'></html>"
    ),
    "图.svg": lambda: (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="http://127.0.0.1:9/x"/></svg>'
    ),
    "照片.heic": lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + noise(2000, "heic"),
    "版式.ofd": lambda: zipped({"OFD.xml": b"<ofd/>", "../x": b"x"}),
    "表格.et": lambda: ole(2000),
    "名" * 80 + ".pdf": lambda: noise(500, "long"),
    "控制\u202efdp.字符": lambda: noise(300, "rtl"),
}


def write(place: Path) -> None:
    """Every hostile file into `place`."""
    place.mkdir(parents=True, exist_ok=True)
    for name, make in HOSTILE.items():
        (place / name).write_bytes(make())


def check(out: Path, good: Path, *, as_of: str, limit: float) -> dict[str, Any]:
    """Screens the good pack alone and with the hostile files beside it; says what differs and what was left behind."""
    alone, _ = _screen(good, as_of, limit)
    together = out / "together"
    if together.exists():
        shutil.rmtree(together)
    shutil.copytree(good, together)
    write(together / "敌意文件")
    before = _outside(out)
    report, took = _screen(together, as_of, limit)
    named = {one["file"] for one in report["files"]} | {spot["file"] for one in report["findings"] for spot in one["evidence"]}  # fmt: skip
    # A name may be shown without the sign that turns the text around: what stands before it tells which file it is.
    silent = [name for name in HOSTILE if not any(f"敌意文件/{name.split(chr(0x202E))[0]}" in file for file in named)]
    return {
        "hostile": len(HOSTILE),
        "seconds": round(took, 1),
        "same_statuses": _statuses(alone) == _statuses(report),
        "changed": sorted(set(_statuses(alone).items()) ^ set(_statuses(report).items())),
        "same_findings_of_good_files": _findings(alone) == _findings(report),
        "same_files": _files(alone) == _files(report),
        "silent": silent,
        "written_outside": sorted(_outside(out) - before),
        "read_by": {name: sum(one["read_by"] == name and "敌意文件" in one["file"] for one in report["files"]) for name in ("text", "ocr", "mixed", "refused", "unreadable")},
    }  # fmt: skip


def _screen(pack: Path, as_of: str, limit: float) -> tuple[dict[str, Any], float]:
    """The report, with the product's temporary folder inside a folder of ours. A crash or a hang raises."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as work:
        environment = os.environ | {"TMPDIR": work}
        words = [sys.executable, "-m", "assistant", "screen", str(pack), "--json", "--as-of", as_of]
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit, check=False, env=environment)
        left = sorted(str(file) for file in Path(work).rglob("*") if file.is_file())
    if done.returncode != 0:
        raise AssertionError(f"退出码 {done.returncode}：{done.stderr[-2000:]}")
    if left:
        print(f"临时文件夹里留下 {len(left)} 个文件：{left[:5]}", file=sys.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report, time.monotonic() - started


def _outside(out: Path) -> set[str]:
    """Files that a leak would leave: beside the pack, above it, and in /tmp under the names that the archives use."""
    places = [*out.parent.glob("*"), *out.glob("*"), *SYSTEM_TEMP.glob("packs_hostile*"), *Path("/").glob("packs_hostile*"), *Path.cwd().glob("*escape*")]  # fmt: skip
    return {str(place) for place in places} | {str(place) for place in (out / "together").glob("*")}


def _statuses(report: dict[str, Any]) -> dict[str, str]:
    return {one["id"]: one["status"] for one in report["materials"]}


def _findings(report: dict[str, Any]) -> list[str]:
    """Findings that concern the good files."""
    told = [one for one in report["findings"] if not any("敌意文件" in spot["file"] for spot in one["evidence"])]
    return sorted(json.dumps({key: one[key] for key in ("kind", "material", "evidence")}, sort_keys=True, ensure_ascii=False) for one in told)  # fmt: skip


def _files(report: dict[str, Any]) -> list[str]:
    mine = [one for one in report["files"] if "敌意文件" not in one["file"]]
    return sorted(json.dumps(one, sort_keys=True, ensure_ascii=False) for one in mine)


def main(
    out: Annotated[Path, typer.Option(help="写到哪个文件夹")] = Path("var/packs/hostile"),
    check_: Annotated[bool, typer.Option("--check", help="与一份好材料包一起预审并比较")] = False,
    limit: Annotated[float, typer.Option(help="一次预审最多几秒")] = 1800,
) -> None:
    """Writes the hostile files; with --check, screens them beside a good pack. Exit 3 where a promise does not hold."""
    if out.exists():
        shutil.rmtree(out)
    if not check_:
        write(out)
        print(f"{len(HOSTILE)} files in {out}")
        return
    from evals.packs.cases import CASES
    from evals.packs.generate import compose, write_pack
    from evals.packs.splits import open_split

    split = open_split("dev")
    draft = compose("dev", split.templates, 9, 1, False, CASES["clean"])
    draft.layout = "flat"
    write_pack(draft, split, out)
    found = check(out, out / draft.name / "材料", as_of=draft.facts.as_of.isoformat(), limit=limit)
    print(json.dumps(found, ensure_ascii=False, indent=1))
    kept = found["same_statuses"] and found["same_findings_of_good_files"] and found["same_files"]
    if not kept or found["silent"] or found["written_outside"]:
        raise typer.Exit(3)


if __name__ == "__main__":
    typer.run(main)
