"""From a draft to files: renders each file, binds papers that share one, and tells where each page of a paper lies.

Lives here: `Split`, what differs between dev and test (templates, fonts, renderer), and `render`. May import: drafts,
renderers, raster, pypdf.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from assistant.errors import InputError
from evals.packs.draft import Draft, Item
from evals.packs.paper import Paper
from evals.packs.pictures import Fonts
from evals.packs.raster import draw_look, illegible, image_pdf, jpeg, pages_of, photographed, scanned
from evals.packs.render_office import ZIP_DATE, to_docx, to_xlsx

ToPdf = Callable[[Sequence[Paper]], bytes]


@dataclass(frozen=True, slots=True)
class Split:
    """One side of the wall between dev and test."""

    name: str
    templates: ModuleType
    fonts: Fonts
    to_pdf: ToPdf
    face: str  # the font that DOCX files name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of a paper lies: the file, the number of its page from 1, None in a DOCX."""

    file: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """Files by path, and the places of each item's pages (by the item's identity, then page from 0)."""

    files: dict[str, bytes]
    places: dict[int, dict[int, Place]]
    scanned_pages: int


def render(draft: Draft, split: Split) -> Rendered:
    """The files of a draft. Raises InputError where a page of a template runs over."""
    bound: dict[str, list[Item]] = {}
    for item in draft.items:
        bound.setdefault(item.file, []).append(item)
    files: dict[str, bytes] = {}
    places: dict[int, dict[int, Place]] = {}
    drawn = 0
    for file, items in bound.items():
        rng = random.Random(f"{draft.name}/{file}")
        medium = items[0].medium
        drawn += sum(len(item.shown) for item in items) if medium in ("scan", "photo") else 0
        files[file] = _file(file, items, medium, split, rng)
        at = 0
        for item in items:
            places[id(item)] = {}
            for page in item.shown:
                at += 1
                places[id(item)][page] = Place(file, _number(medium, at))
    files |= draft.raw
    for copy, original in draft.copies.items():
        files[copy] = files[original]
    return Rendered(files, places, drawn)


def _number(medium: str, at: int) -> int | None:
    # "Pages count from 1; DOCX null (give the heading), XLSX the sheet's number, a picture 1."
    return {"docx": None, "xlsx": 1, "photo": 1}.get(medium, at)


def _file(file: str, items: Sequence[Item], medium: str, split: Split, rng: random.Random) -> bytes:
    papers = [_part(item) for item in items]
    options = {key: value for item in items for key, value in item.options.items()}
    if medium == "xlsx":
        return to_xlsx(papers[0].sheets)
    if medium == "docx":
        made = to_docx(papers, split.fonts, split.face)
        return _with_macro(made) if options.get("macro") else made
    pdf = split.to_pdf(papers)
    _check(file, pdf, sum(len(paper.pages) for paper in papers))
    if medium == "pdf":
        return _dressed(pdf, options)
    return _pixels(pdf, medium, options, rng)


def _part(item: Item) -> Paper:
    pages = tuple(item.paper.pages[at] for at in item.shown)
    return Paper(item.paper.material, item.paper.stem, pages, item.paper.sheets, item.paper.where)


def _check(file: str, pdf: bytes, wanted: int) -> None:
    import pypdf

    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    if pages != wanted:
        raise InputError(f"排版后是 {pages} 页，模板写的是 {wanted} 页", where=file, remedy="请缩短该模板的内容")


def _pixels(pdf: bytes, medium: str, options: dict[str, Any], rng: random.Random) -> bytes:
    look = draw_look(rng, hard=rng.random() < 0.33)
    if options.get("turned"):
        look = type(look)(look.dpi, look.skew, look.noise, look.quality, look.grey, look.blur, options["turned"], 0.05)
    images = pages_of(pdf, look.dpi)
    if medium == "photo":
        return jpeg(photographed(images[0], look, rng), look)
    if options.get("blurred"):
        return image_pdf([illegible(image, rng) for image in images], look)
    return image_pdf([scanned(image, look, rng) for image in images], look, layer=options.get("layer"))


def _dressed(pdf: bytes, options: dict[str, Any]) -> bytes:
    """The PDF with a password or a script, where the case asks for one."""
    if not options.keys() & {"encrypted", "script"}:
        return pdf
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    if options.get("script"):
        from pypdf.generic import DictionaryObject, NameObject, TextStringObject

        script = {
            "/Type": NameObject("/Action"),
            "/S": NameObject("/JavaScript"),
            "/JS": TextStringObject("app.alert('x');"),
        }
        action = DictionaryObject({NameObject(key): value for key, value in script.items()})
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    if options.get("encrypted"):
        writer.encrypt("example-password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _with_macro(made: bytes) -> bytes:
    """The DOCX as a .docm: with a VBA project part and the content type of macro documents."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                ).replace(
                    b"</Types>",
                    b'<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
                )
            if member.filename == "word/_rels/document.xml.rels":
                data = data.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
                )
            info = zipfile.ZipInfo(member.filename, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
        new.writestr(
            zipfile.ZipInfo("word/vbaProject.bin", ZIP_DATE), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1528)
        )
    return out.getvalue()
