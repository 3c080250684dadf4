"""Which reader takes which type of file. What has none is named, not guessed at.

Lives here: `read`. May import: this room. Runs in the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.reading.limits import Limits
from assistant.reading.page import Level, Remark
from assistant.reading.wire import End, Event, Start

PROGRAM = "是程序或脚本，不打开"
UNREAD = {
    "ofd": "OFD 版式文件暂不能直接读取，请另存为 PDF 后重新提交",
    "et": "WPS 表格（ET）暂不能直接读取，请另存为 XLSX 后重新提交",
    "pptx": "演示文稿暂不能读取，请另存为 PDF 后重新提交",
    "ppt": "演示文稿暂不能读取，请另存为 PDF 后重新提交",
    "ole": "无法识别的旧版 Office 文件，请另存为 DOCX、XLSX 或 PDF 后重新提交",
    "video": "音像文件不在读取范围内",
    "unknown": "无法识别的文件格式",
}
CONVERTED = {"doc": "DOC", "xls": "XLS", "wps": "WPS", "rtf": "RTF", "odt": "ODT", "ods": "ODS"}
ARCHIVES = frozenset(
    {"zip", "7z", "rar", "tar", "gz", "bz2", "xz", "zst", "lz4", "lz", "lrz", "lzo", "Z", "lzma", "cab"}
)


def read(path: Path, level: Level, limits: Limits, *, first: int, type_: str) -> Iterator[Event]:
    """The events of one file of this type, from page `first` on."""
    match type_:
        case "pdf":
            from assistant.reading import pdf

            yield from pdf.read(path, level, limits, first=first)
        case "docx":
            from assistant.reading import docx_file

            yield from docx_file.read(path, limits)
        case "xlsx":
            from assistant.reading import xlsx_file

            yield from xlsx_file.read(path, limits)
        case "text" | "csv" | "html" | "xml":
            from assistant.reading import text_file

            yield from text_file.read(path, type_, limits)
        case "image" | "heic":
            from assistant.reading import image_file

            yield from image_file.read(path, limits)
        case _:
            yield Start(type_, 0)
            yield unread(type_)


def unread(type_: str) -> End:
    """Why a file of this type is not read, in the words of the one who has to mend it."""
    if type_ == "program":
        return End(refused=PROGRAM, remarks=(Remark("program", PROGRAM),))
    if type_ == "empty":
        return End(unreadable="文件为空（0 字节）", remarks=(Remark("damaged", "文件为空（0 字节）"),))
    if type_ == "special":
        return End(refused="不是普通文件（链接或设备）", remarks=(Remark("link", "不是普通文件（链接或设备）"),))
    if type_ == "encrypted_office":
        return End(refused="需要密码", remarks=(Remark("needs_password", "需要密码"),))
    if type_ in ARCHIVES:
        say = "压缩包须先展开再读取"
    elif type_ in CONVERTED:
        say = f"{CONVERTED[type_]} 格式需要 LibreOffice 转换，本机未安装；请另存为 DOCX、XLSX 或 PDF 后重新提交"
    else:
        say = UNREAD.get(type_, f"暂不支持的文件格式（{type_}）")
    return End(unreadable=say, remarks=(Remark("unsupported_format", say),))
