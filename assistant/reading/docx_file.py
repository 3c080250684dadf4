"""DOCX: paragraphs, tables, text boxes, headers, what is hidden; a page is the stretch under one heading.

Lives here: `read`. May import: this room. A DOCX knows no pages, so `number` is None and `label` the heading; boxes
count lines of 14 points, so that order and neighbourhood can be asked for as on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.reading.docx_numbers import Numbers
from assistant.reading.embedded import picture_pages
from assistant.reading.hidden import split_zero_width
from assistant.reading.limits import Limits
from assistant.reading.package import Refused, checked
from assistant.reading.page import Box, Grid, GridCell, Hidden, Page, Remark, Run
from assistant.reading.wire import End, Event, Start

LINE = 14.0
WIDTH = 595.0
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD", "FCFCFC", "FBFBFB", "FAFAFA", "F9F9F9", "F8F8F8"})

ALSO_WORD = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
# Signs of Wingdings and Wingdings 2 by which forms draw their boxes: letters of a font, no text.
SIGNS = {
    **dict.fromkeys(("F052", "F0FE", "F053", "F0FD"), "☑"),
    **dict.fromkeys(("F050", "F0FC", "F0D6"), "√"),
    **dict.fromkeys(("F0A3", "F0A8", "F06F", "F02A", "F071", "F072"), "□"),
}


@dataclass(slots=True)
class _Stretch:
    """What stands under one heading."""

    label: str = ""
    runs: list[Run] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    begun: bool = False  # something of the body stands in it, not just the page's header

    def add(self, text: str, hidden: Hidden | None, size: float | None) -> None:
        at = len(self.runs) * LINE
        run = Run(text, Box(0.0, at, WIDTH, at + LINE), size=size, hidden=hidden)
        self.runs.extend(split_zero_width(run))

    def page(self) -> Page:
        return Page(
            number=None,
            width=WIDTH,
            height=max(1, len(self.runs)) * LINE,
            runs=tuple(self.runs),
            label=self.label,
            grids=tuple(self.grids),
        )


def read(path: Path, limits: Limits) -> Iterator[Event]:
    """Start, a page for each heading's stretch, End with comments, properties and active parts."""
    try:
        remarks = checked(path, limits)
    except Refused as why:
        yield Start("docx", 0)
        yield why.end
        return
    document = _opened(path)
    stretches = list(_stretches(document))
    pictures = picture_pages(path, "docx", limits)
    yield Start("docx", len(stretches) + len(pictures))
    for stretch in stretches:
        yield stretch.page()
    yield from pictures
    hidden, metadata = _beside(document)
    yield End(remarks=(*remarks, *_fields(document)), hidden=tuple(hidden), metadata=metadata)


def _opened(path: Path) -> Any:
    """The document, whatever its file says it is: with macros (which are read by nobody here), or a template."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.update(dict.fromkeys(ALSO_WORD, DocumentPart))
    return Package.open(str(path)).main_document_part.document


def _stretches(document: Any) -> Iterator[_Stretch]:
    now, numbers = _Stretch(), Numbers(document)
    for text in _margins(document):
        now.add(text, None, None)
    for block in document.element.body:
        if block.tag == f"{W}p":
            parts = list(_parts(block))
            text = "".join(t for t, hidden, _ in parts if hidden is None).strip()
            if text and _is_heading(block, document):
                if now.begun:
                    yield now
                    now = _Stretch()
                now.label = text
            _add(now, parts)
            now.begun = now.begun or bool(text)
        elif block.tag == f"{W}tbl":
            now.grids.append(_grid(block, now, numbers))
            now.begun = True
        elif block.tag == f"{W}sdt":
            for paragraph in block.iter(f"{W}p"):
                _add(now, list(_parts(paragraph)))
    yield now


def _add(stretch: _Stretch, parts: list[tuple[str, Hidden | None, float | None]]) -> None:
    seen = "".join(text for text, hidden, _ in parts if hidden is None)
    sizes = [size for text, hidden, size in parts if hidden is None and size and text.strip()]
    for line in seen.split("\n"):
        if line.strip():
            stretch.add(line.strip(), None, max(sizes) if sizes else None)
    for why in Hidden:
        unseen = "".join(text for text, hidden, _ in parts if hidden is why).strip()
        if unseen:
            stretch.add(unseen, why, None)


def _parts(paragraph: Any) -> Iterator[tuple[str, Hidden | None, float | None]]:
    """The text of a paragraph, run by run, text boxes within it included once (not their fallback copy)."""
    for run in paragraph.iter(f"{W}r"):
        if any(above.tag == f"{MC}Fallback" for above in run.iterancestors()):
            continue
        hidden, size = _look(run)
        text = "".join(_letters(run))
        if text:
            in_box = any(above.tag == f"{W}txbxContent" for above in run.iterancestors())
            yield text + ("\n" if in_box and run.getnext() is None else ""), hidden, size
    for drawing in paragraph.iter(f"{WP}docPr"):
        said = " ".join(filter(None, (drawing.get("descr"), drawing.get("title"))))
        if said.strip():
            yield said, Hidden.COMMENT, None


def _letters(run: Any) -> Iterator[str]:
    for part in run:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag == f"{W}tab":
            yield "\t"
        elif part.tag in (f"{W}br", f"{W}cr"):
            yield "\n"
        elif part.tag == f"{W}noBreakHyphen":
            yield "-"
        elif part.tag == f"{W}sym":
            yield SIGNS.get((part.get(f"{W}char") or "").upper(), "")


def _look(run: Any) -> tuple[Hidden | None, float | None]:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return None, None
    size = _number(properties.find(f"{W}sz"))
    points = size / 2 if size else None
    for tag in ("vanish", "webHidden"):
        mark = properties.find(f"{W}{tag}")
        if mark is not None and mark.get(f"{W}val") not in ("0", "false", "off"):
            return Hidden.INVISIBLE, points
    if points is not None and points < 2:
        return Hidden.TINY, points
    colour = properties.find(f"{W}color")
    if colour is not None and (colour.get(f"{W}val") or "").upper() in WHITE and not _dark_ground(run):
        return Hidden.WHITE, points
    return None, points


def _dark_ground(run: Any) -> bool:
    """Whether the run, its paragraph or its cell is shaded or marked in a colour."""
    for above in (run, *run.iterancestors()):
        for shade in (
            above.findall(f"{W}rPr/{W}shd") + above.findall(f"{W}pPr/{W}shd") + above.findall(f"{W}tcPr/{W}shd")
        ):
            fill = (shade.get(f"{W}fill") or "auto").upper()
            if fill not in WHITE and fill != "AUTO":
                return True
        if above.find(f"{W}rPr/{W}highlight") is not None:
            return True
        if above.tag == f"{W}txbxContent":
            return True  # the ground of a text box is its shape's
    return False


def _number(element: Any) -> float | None:
    value = None if element is None else element.get(f"{W}val")
    return float(value) if value and value.replace(".", "", 1).isdigit() else None


def _is_heading(paragraph: Any, document: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
        return True
    if style is None:
        return False
    named = document.styles.element.xpath(f'./w:style[@w:styleId="{style.get(f"{W}val")}"]/w:name/@w:val')
    name = (named[0] if named else style.get(f"{W}val") or "").lower()
    return name.startswith(("heading", "标题", "title"))


def _grid(table: Any, stretch: _Stretch, numbers: Numbers) -> Grid:
    """The table with merged cells as spans. Its text also stands among the runs, a row a line."""
    order = len(stretch.runs)
    cells: list[GridCell] = []
    open_above: dict[int, int] = {}  # column -> index of the cell that a vertical merge goes on from
    for at, row in enumerate(table.findall(f"{W}tr")):
        column = int(_number(row.find(f"{W}trPr/{W}gridBefore")) or 0)
        header = row.find(f"{W}trPr/{W}tblHeader") is not None
        words = []
        for cell in row.iterchildren(f"{W}tc"):
            span = int(_number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and column in open_above:
                above = cells[open_above[column]]
                cells[open_above[column]] = GridCell(
                    above.row,
                    above.column,
                    above.text,
                    at - above.row + 1,
                    above.column_span,
                    above.header,
                    above.marks,
                )
            else:
                text, marks, unseen = _cell(cell, numbers)
                words.append(text)
                cells.append(GridCell(at, column, text, 1, span, header, marks))
                for why, what in unseen:
                    stretch.add(what, why, None)
                open_above.pop(column, None)
                if merge is not None:
                    open_above[column] = len(cells) - 1
            column += span
        line = "\t".join(w.replace("\n", " ") for w in words)
        if line.strip():
            stretch.add(line, None, None)
    return Grid(tuple(cells), heading=stretch.label, order=order)


def _cell(cell: Any, numbers: Numbers) -> tuple[str, tuple[str, ...], list[tuple[Hidden, str]]]:
    lines, marks, unseen = [], [], []
    for paragraph in cell.iter(f"{W}p"):
        words = []
        for run in paragraph.iter(f"{W}r"):
            if any(above.tag == f"{MC}Fallback" for above in run.iterancestors()):
                continue
            text = "".join(_letters(run))
            hidden, _ = _look(run)
            raised = run.find(f"{W}rPr/{W}vertAlign")
            if hidden is not None:
                unseen.append((hidden, text))
                continue
            if raised is not None and raised.get(f"{W}val") == "superscript" and text.strip():
                marks.append(text.strip())
            words.append(text)
        line = "".join(words)
        lines.append(numbers.before(paragraph) + line if line.strip() else line)
    return "\n".join(lines).strip(), tuple(marks), unseen


def _margins(document: Any) -> list[str]:
    """Headers and footers, each once."""
    found: dict[str, None] = {}
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            for paragraph in relation.target_part.element.iter(f"{W}p"):
                text = "".join(t for t, hidden, _ in _parts(paragraph) if hidden is None).strip()
                if text:
                    found[text] = None
    return list(found)


def _beside(document: Any) -> tuple[list[Run], dict[str, str]]:
    """Comments, notes and properties."""
    from lxml import etree

    safe = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    hidden = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/comments", "/footnotes", "/endnotes")):
            continue
        for paragraph in etree.fromstring(relation.target_part.blob, safe).iter(f"{W}p"):
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
            if text:
                hidden.append(Run(text, NOWHERE, hidden=Hidden.COMMENT))
    core = document.core_properties
    metadata = {
        name: str(value)
        for name in ("title", "subject", "author", "keywords", "comments", "category", "last_modified_by")
        if (value := getattr(core, name))
    }
    hidden += [Run(value, NOWHERE, hidden=Hidden.METADATA) for value in metadata.values()]
    return hidden, metadata


def _fields(document: Any) -> list[Remark]:
    """Fields that would run or fetch something."""
    words = " ".join((i.text or "") for i in document.element.body.iter(f"{W}instrText")).upper()
    words += " ".join(f.get(f"{W}instr") or "" for f in document.element.body.iter(f"{W}fldSimple")).upper()
    if any(f" {word} " in f" {words} " for word in ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE")):
        return [Remark("active_content", "文件含 DDE 或外部引用域，未运行")]
    return []
