"""What a PDF holds besides pages: properties, and whatever would run if a viewer let it (P07). Never run, only named.

Lives here: `look_inside`. May import: this room.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from assistant.reading.guard import attempt
from assistant.reading.page import Box, Hidden, Remark, Run
from assistant.reading.wire import End

NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
RAW_SIGNS = ((b"/JavaScript", "JavaScript"), (b"/Launch", "启动外部程序的动作"), (b"/RichMedia", "富媒体"))
MOST_PAGES = 200
MOST_TEXT = 2000


def look_inside(path: Path) -> End:
    """The file's End: remarks on active content, its properties as metadata and as hidden runs."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    active, metadata = attempt(lambda: _by_pypdf(path), lambda why: (_by_bytes(path), {}))
    remarks = tuple(Remark("active_content", f"PDF 含{what}，未运行") for what in active)
    hidden = tuple(Run(v, NOWHERE, hidden=Hidden.METADATA) for v in metadata.values() if v.strip())
    return End(remarks=remarks, hidden=hidden, metadata=metadata)


def _by_pypdf(path: Path) -> tuple[list[str], dict[str, str]]:
    from pypdf import PdfReader

    reader = PdfReader(str(path), strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    root = _solid(reader.trailer["/Root"])
    found: list[str] = []
    names = _solid(root.get("/Names")) or {}
    if "/JavaScript" in names:
        found.append("JavaScript")
    if "/EmbeddedFiles" in names:
        found.append("嵌入文件")
    for holder in (root, *_first_pages(reader)):
        found += _actions(holder)
    form = _solid(root.get("/AcroForm")) or {}
    if "/XFA" in form:
        found.append("XFA 动态表单")
    info = attempt(lambda: {str(k).lstrip("/"): str(v)[:MOST_TEXT] for k, v in (reader.metadata or {}).items()}, _none)
    return list(dict.fromkeys([*found, *_by_bytes(path)])), info


def _none(why: str) -> dict[str, str]:
    return {}


def _first_pages(reader: Any) -> list[Any]:
    pages = []
    for at, page in enumerate(reader.pages):
        if at >= MOST_PAGES:
            break
        pages.append(page)
        for mark in _solid(page.get("/Annots")) or ():
            annotation = _solid(mark)
            if annotation is not None:
                pages.append(annotation)
    return pages


def _actions(holder: Any) -> list[str]:
    """What this catalog, page or annotation would do: its /OpenAction, /A and /AA."""
    found = []
    if holder.get("/Subtype") in ("/RichMedia", "/Movie", "/Screen", "/3D"):
        found.append("富媒体")
    if holder.get("/Subtype") == "/FileAttachment":
        found.append("嵌入文件")
    actions = [_solid(holder.get("/OpenAction")), _solid(holder.get("/A"))]
    more = _solid(holder.get("/AA"))
    if isinstance(more, dict):
        actions += [_solid(value) for value in more.values()]
    for action in actions:
        if isinstance(action, dict):
            kind = action.get("/S")
            if kind == "/JavaScript":
                found.append("JavaScript")
            elif kind == "/Launch":
                found.append("启动外部程序的动作")
            elif kind in ("/SubmitForm", "/ImportData"):
                found.append("外发表单的动作")
    return found


def _solid(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _by_bytes(path: Path) -> list[str]:
    """The same by plain signs, for what pypdf cannot follow; compressed parts are not seen."""
    with path.open("rb") as file:
        data = file.read(64 * 1024 * 1024)
    return [what for sign, what in RAW_SIGNS if sign in data]
