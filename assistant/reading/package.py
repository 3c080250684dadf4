"""The ZIP that a DOCX or XLSX is: looked at before anything is parsed (P07).

Lives here: `checked`, `active_parts`. May import: this room. Sizes are read from the list and held while unpacking; a
document type declaration (where XML bombs and external entities live) is refused wherever it stands.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from assistant.reading.limits import MB, Limits
from assistant.reading.page import Remark
from assistant.reading.wire import End

ACTIVE = (
    ("vbaproject.bin", "宏"),
    ("/activex/", "ActiveX 控件"),
    ("/embeddings/", "嵌入对象"),
    ("oleobject", "嵌入对象"),
    ("/externallinks/", "外部链接"),
    ("/macrosheets/", "宏表"),
)
HEAD = 64 * 1024
XML_ENDINGS = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """The package is not parsed; `end` says why."""

    end: End


def checked(path: Path, limits: Limits) -> list[Remark]:
    """Remarks on what the package carries besides text. Raises Refused for a bomb or a declaration of entities."""
    with zipfile.ZipFile(path) as package:
        infos = package.infolist()
        total, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
        if total > limits.unpacked_bytes or (total > 10 * MB and total > limits.unpacked_ratio * max(packed, 1)):
            raise _refused("bomb", f"解压后 {total // MB} MB，疑为压缩炸弹，未打开")
        if any(info.flag_bits & 1 for info in infos):
            raise _refused("needs_password", "需要密码")
        for info in infos:
            if info.filename.lower().endswith(XML_ENDINGS):
                _without_declarations(package, info)
        names = [info.filename for info in infos]
        outside = any(_leads_outside(package.read(info)) for info in infos if info.filename.endswith(".rels"))
    found = dict.fromkeys(what for sign, what in ACTIVE if any(sign in f"/{name.lower()}" for name in names))
    if outside:
        found["外部引用"] = None
    return [Remark("active_content", f"文件含{what}，未运行") for what in found]


def _without_declarations(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Raises Refused where the part declares a type or entities. Those stand before the first element, or nowhere."""
    with package.open(info) as part:
        head = part.read(HEAD)
    plain = head.replace(b"\x00", b"").lower()  # UTF-16 hides nothing either
    begun = re.search(rb"<[a-z]", re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", plain, flags=re.DOTALL))
    if b"<!doctype" in plain or b"<!entity" in plain or (info.file_size > HEAD and not begun):
        raise _refused("bomb", "XML 中含实体声明（XML 炸弹或外部实体），未打开")


def _leads_outside(relations: bytes) -> bool:
    """Whether a part refers to something outside the package, links for people to click aside. Never followed."""
    return any(
        b'TargetMode="External"' in one and b"/hyperlink" not in one
        for one in re.findall(rb"<Relationship\b[^>]*>", relations)
    )


def _refused(code: str, say: str) -> Refused:
    return Refused(End(refused=say, remarks=(Remark(code, say),)))
