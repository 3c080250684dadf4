"""Annotations of a PDF page: what they show joins the page, what they say on the side is a hidden run.

Lives here: `annotated`. May import: page. Form fields, typed notes and stamps are drawn into the page in memory, so
that they are read as a person sees them; the file is not changed.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from assistant.reading.page import Hidden, Remark, Run
from assistant.reading.pdf_canvas import Shown

MOST = 2000
LONGEST = 4000
HIDDEN_FLAGS = 0x02 | 0x20  # hidden, no view
LAUNCH = 4


def annotated(document: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, list[Run], list[Remark]]:
    """The page (the caller closes it) with its annotations drawn in, their words, and what they would do."""
    page = document[number - 1]
    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return page, [], []
    shown, notes, remarks, drawn = Shown(page), [], [], False
    for at in range(min(count, MOST)):
        handle = raw.FPDFPage_GetAnnot(page.raw, at)
        if not handle:
            continue
        kind = raw.FPDFAnnot_GetSubtype(handle)
        drawn = drawn or kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT)
        notes += _words(handle, kind, shown)
        remarks += _does(handle, kind, number)
        raw.FPDFPage_CloseAnnot(handle)
    if drawn and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[number - 1]
    return page, notes, list(dict.fromkeys(remarks))


def _words(handle: Any, kind: int, shown: Shown) -> list[Run]:
    if kind == raw.FPDF_ANNOT_LINK:
        return []
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(handle, rect)
    box = shown.inside(shown.box(rect.left, rect.bottom, rect.right, rect.top))
    hidden = raw.FPDFAnnot_GetFlags(handle) & HIDDEN_FLAGS
    keys = [b"Contents"]
    if hidden and kind == raw.FPDF_ANNOT_WIDGET:
        keys.append(b"V")
    why = Hidden.INVISIBLE if hidden else Hidden.COMMENT
    return [Run(text, box, hidden=why) for key in keys if (text := _string(handle, key).strip())]


def _string(handle: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(handle, key, None, 0)
    if length <= 2:
        return ""
    held = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(handle, key, held, length)
    return bytes(held).decode("utf-16-le", "replace").split("\0")[0][:LONGEST]


def _does(handle: Any, kind: int, number: int) -> list[Remark]:
    found = []
    if kind == raw.FPDF_ANNOT_LINK:
        link = raw.FPDFAnnot_GetLink(handle)
        action = raw.FPDFLink_GetAction(link) if link else None
        if action and raw.FPDFAction_GetType(action) == LAUNCH:
            found.append("启动外部程序的动作")
    elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        found.append("嵌入文件")
    elif kind in (raw.FPDF_ANNOT_MOVIE, raw.FPDF_ANNOT_SOUND, raw.FPDF_ANNOT_SCREEN, raw.FPDF_ANNOT_RICHMEDIA):
        found.append("富媒体")
    return [Remark("active_content", f"PDF 含{what}，未运行", number) for what in found]
