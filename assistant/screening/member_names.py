"""Names of members of archives: decoded, and held to what may lie in a folder (P06).

Lives here: `decoded_name`, `unsafe`, `is_clutter`. May import: the standard library. Nothing is ever written under such
a name: it is what people are shown, and what says where in the pack something lay.
"""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import PurePosixPath

_DEVICE = re.compile(r"^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$", re.I)
_CLUTTER = re.compile(r"(?:^|/)(?:__MACOSX(?:/|$)|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$[^/]*$|\._[^/]*$)", re.I)
_LONGEST = 1024


def decoded_name(info: zipfile.ZipInfo) -> str:
    """The member's name: UTF-8 where the archive says so or the bytes are, else GBK, as Windows packs it in China."""
    if info.flag_bits & 0x800:
        return info.filename
    spelt = _unicode_path(info.extra)
    if spelt:
        return spelt
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _unicode_path(extra: bytes) -> str | None:
    """The name in an Info-ZIP Unicode Path field, where there is one."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == 0x7075 and length > 5:
            return extra[at + 9 : at + 4 + length].decode("utf-8", "replace")
        at += 4 + length
    return None


def unsafe(name: str) -> str | None:
    """Why a name would lead out of its folder, or None: absolute, drive, .., device, control signs, too long.

    >>> unsafe("../a.pdf"), unsafe("材料/a.pdf"), unsafe("con.pdf")
    ('路径试图越出材料包（..）', None, '使用了系统设备名')
    """
    path = name.replace("\\", "/")
    if path.startswith("/"):
        return "使用了绝对路径"
    if re.match(r"^[A-Za-z]:", path):
        return "使用了盘符路径"
    parts = PurePosixPath(path).parts
    if ".." in parts:
        return "路径试图越出材料包（..）"
    if any(_DEVICE.match(part.rstrip(" .")) for part in parts):
        return "使用了系统设备名"
    if any(ord(sign) < 32 for sign in path) or len(path) > _LONGEST or not parts:
        return "文件名含控制字符、过长或为空"
    return None


def tidy(name: str) -> str:
    """The name as the report shows it: forward slashes, no leading ./, nothing that could pass for something else."""
    path = name.replace("\\", "/")
    shown = "/".join(part for part in PurePosixPath(path).parts if part != "/")
    return "".join(sign if sign.isprintable() else "�" for sign in shown) or "�"


def is_clutter(name: str) -> bool:
    """Whether a file is what systems leave behind (__MACOSX, .DS_Store, Thumbs.db, ~$…)."""
    return bool(_CLUTTER.search(name.replace("\\", "/")))
