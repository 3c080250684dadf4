"""Writing a set: `python -m evals.guides.generate dev|dev2|dev3|test|test2|test3|test4|test5|test6|test7|test8|test9|test10 [--out DIR] [--seed N]`. The same seed gives the same files.

Lives here: seeds to guides to files beside their gold, and the seals of the test gold. May import: the rest of
evals.guides, evals.packs.raster, library.yaml_file.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evals.guides import (
    layouts_dev,
    layouts_dev2,
    layouts_dev3,
    layouts_test,
    layouts_test2,
    layouts_test3,
    layouts_test4,
    layouts_test5,
    layouts_test6,
    layouts_test7,
    layouts_test8,
    layouts_test9,
    layouts_test10,
    wording_dev,
    wording_dev2,
    wording_dev3,
    wording_test,
    wording_test2,
    wording_test3,
    wording_test4,
    wording_test5,
    wording_test6,
    wording_test7,
    wording_test8,
    wording_test9,
    wording_test10,
)
from evals.guides.blocks import Block, Grid, Hand, Line
from evals.guides.build import make_guide
from evals.guides.layout import Face, Layout
from evals.guides.model import Guide, Places, Spot, as_gold
from evals.guides.page import blocks_of
from evals.guides.turning import fixed, joined, placed_by_text, turned
from evals.guides.wording import Wording

SPLITS = {
    "dev": (layouts_dev, wording_dev.WORDS),
    "dev2": (layouts_dev2, wording_dev2.WORDS),
    "dev3": (layouts_dev3, wording_dev3.WORDS),
    "test": (layouts_test, wording_test.WORDS),
    "test2": (layouts_test2, wording_test2.WORDS),
    "test3": (layouts_test3, wording_test3.WORDS),
    "test4": (layouts_test4, wording_test4.WORDS),
    "test5": (layouts_test5, wording_test5.WORDS),
    "test6": (layouts_test6, wording_test6.WORDS),
    "test7": (layouts_test7, wording_test7.WORDS),
    "test8": (layouts_test8, wording_test8.WORDS),
    "test9": (layouts_test9, wording_test9.WORDS),
    "test10": (layouts_test10, wording_test10.WORDS),
}
SEALED = ("test", "test2", "test3", "test4", "test5", "test6", "test7", "test8", "test9", "test10")
SEALS = {split: Path(__file__).parent / f"{split}.sha256" for split in SEALED}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to make."""

    name: str
    kind: str  # text | docx | scan
    layout: Layout
    face: Face
    guide: Guide
    blocks: tuple[Block, ...]
    seed: int


def jobs(split: str, limit: int = 0, *, seed: int | None = None) -> list[Job]:
    """What the split holds: the layouts in turn, until the counts are full. `seed`: another than its own."""
    module, words = SPLITS[split]
    made = []
    for kind, count in module.COUNTS.items():
        some = [one for one in module.LAYOUTS if _kind(one) == kind]
        made += [
            _job(split, kind, number, some[number % len(some)], words, module, seed=seed)
            for number in range(limit or count)
        ]
    return made


def long_job(split: str, *, seed: int | None = None) -> Job:
    """The text guide of about a hundred pages, for the time figure."""
    module, words = SPLITS[split]
    layout = Layout(
        "reportlab", ladders=module.LADDERS[:1], industries=40, rows=14, size=10, long_cells=0.6, footer="{n}"
    )
    return _job(split, "text", 999, layout, words, module, seed=seed)


def _kind(layout: Layout) -> str:
    return "scan" if layout.scan else "docx" if layout.engine == "docx" else "text"


def _job(split: str, kind: str, number: int, layout: Layout, words: Wording, module: Any, *, seed: int | None = None) -> Job:  # fmt: skip
    seed = (module.SEED if seed is None else seed) + {"text": 0, "docx": 1000, "scan": 2000}[kind] + number
    rng = random.Random(seed)
    faces = module.FACES[layout.engine]
    face = faces[(layout.face + number // max(len(module.LAYOUTS), 1)) % len(faces)]
    words = _printable(words, face)
    guide = make_guide(words, layout, rng)
    if hasattr(module, "revised"):  # a split may have tables that are made otherwise than every split's
        guide = module.revised(guide, words, layout, rng)
    # A split may set its chapters itself, each by its writer's habits.
    compose = module.composed if hasattr(module, "composed") else blocks_of
    blocks = compose(guide, words, layout, rng)
    if hasattr(module, "arranged"):  # a split may set more around its chapters than every split has
        blocks = module.arranged(blocks, layout, rng)
    return Job(f"{split}-{kind}-{number:03d}", kind, layout, face, guide, tuple(blocks), seed)


def _printable(words: Wording, face: Face) -> Wording:
    """Without names and units that the font cannot draw (browsers and Word take another font for them)."""
    if not face.file:
        return words
    if face.lacks is not None:
        return _spared(words, lambda text: not set(text) & set(face.lacks or ""))
    from reportlab.pdfbase.ttfonts import TTFontFile

    known = TTFontFile(face.file, subfontIndex=face.index).charToGlyph

    def can(text: str) -> bool:
        return all(ord(char) in known for char in text)

    return _spared(words, can)


def _spared(words: Wording, can: Callable[[str], bool]) -> Wording:
    return replace(
        words,
        names=tuple(one for one in words.names if can(one[0])),
        units=tuple(one for one in words.units if can(one)),
        special=tuple(one for one in words.special if can(one[0])),
        limits=tuple(one for one in words.limits if can(one.text)),
    )


def write(made: Iterable[Job], folder: Path) -> list[Path]:
    """The files and their gold. LibreOffice prints all of its own at one start."""
    from evals.guides import render_chromium, render_office, render_reportlab

    folder.mkdir(parents=True, exist_ok=True)
    made = list(made)
    office = [(part.name, render_office.to_docx(part.blocks, part.layout, part.face, keyed=True))
              for job in made if job.kind != "docx" for part in parts_of(job) if part.layout.engine == "libreoffice"]  # fmt: skip
    printed = render_office.print_all(office)
    paths = []
    for job in made:
        if job.kind == "docx":
            path = folder / f"{job.name}.docx"
            path.write_bytes(render_office.to_docx(job.blocks, job.layout, job.face))
            _write_gold(job, path, Places(), None)
            paths.append(path)
            continue
        parts = []
        for part in parts_of(job):
            if part.layout.engine == "libreoffice":
                pdf, places = printed[part.name]
                placed_by_text(pdf, _texts(part), places)
            else:
                engine = render_reportlab if part.layout.engine == "reportlab" else render_chromium
                pdf, places = engine.to_pdf(part.blocks, part.layout, part.face)
            parts.append((part, pdf, places))
        paths.append(_finish(job, parts, folder))
    return paths


def parts_of(job: Job) -> list[Job]:
    """The job, or what each engine prints of it: a new part at every `Hand`, Word's own hands in one."""
    blocks: list[Block] = []
    parts = [replace(job, blocks=())]
    for block in job.blocks:
        if isinstance(block, Hand) and not parts[-1].layout.engine == block.layout.engine == "libreoffice":
            parts[-1] = replace(parts[-1], blocks=tuple(blocks))
            parts.append(replace(job, name=f"{job.name}-{len(parts)}", layout=block.layout, face=block.face))
            blocks = []
        else:
            blocks.append(block)
    parts[-1] = replace(parts[-1], blocks=tuple(blocks))
    return parts


def _texts(job: Job) -> list[tuple[str, str]]:
    """Keys with their texts in the order in which they are printed."""
    found: list[tuple[str, str]] = []
    for block in job.blocks:
        if isinstance(block, Line) and block.key:
            found.append((block.key, block.text))
        elif isinstance(block, Grid):
            squares = sorted(block.squares, key=lambda one: (one.row, one.col))
            found += [(one.key, "".join(one.lines)) for one in squares if one.key]
    return found


def _finish(job: Job, parts: Sequence[tuple[Job, bytes, Places]], folder: Path) -> Path:
    import pypdf

    path = folder / f"{job.name}.pdf"
    places, pages, made = Places(), 0, []
    for part, pdf, found in parts:
        for key, spot in found.cells.items():
            places.add(key, replace(spot, page=spot.page + pages))
        pages += len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
        made.append(pdf if job.layout.scan else turned(fixed(pdf), part.layout.rotate))
    whole = joined(made) if len(made) > 1 else made[0]
    if job.layout.scan:
        whole = _scanned(whole, job)
        places = Places({key: Spot(spot.page) for key, spot in places.cells.items()})
    path.write_bytes(whole)
    _write_gold(job, path, places, pages)
    return path


def _scanned(pdf: bytes, job: Job) -> bytes:
    from evals.packs.raster import Look, image_pdf, pages_of, scanned

    scan = job.layout.scan
    assert scan is not None
    look = Look(dpi=scan.dpi, skew=scan.skew, noise=scan.noise, quality=scan.quality, blur=0.3, shadow=0.05)
    rng = random.Random(job.seed)
    return image_pdf([scanned(image, look, rng) for image in pages_of(pdf, scan.dpi)], look)


def _write_gold(job: Job, path: Path, places: Places, pages: int | None) -> None:
    """As JSON, which is YAML too: only library.yaml_file may import the YAML library."""
    gold = as_gold(job.guide, places, kind=job.kind, engine=job.layout.engine, layout=_described(job), pages=pages)
    gold["title"] = job.guide.title
    if job.layout.scan:
        gold["dpi"] = job.layout.scan.dpi
    path.with_name(f"{job.name}.gold.yaml").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _described(job: Job) -> str:
    plain = Layout(job.layout.engine)
    parts = [f"{key}={getattr(job.layout, key)}" for key in ("rules", "landscape", "rotate", "repeat_head", "split_rows", "two_line_head", "tables", "rows", "measures", "over", "reverse", "sections", "pieces", "matrix", "wide_digits", "small_powers", "centre", "upright", "numbered", "remark", "transposed", "caption_inside", "head_groups", "distractors", "zebra", "formulas", "lists", "justify", "spacing", "break_all", "ink", "auto_numbers", "soft_breaks", "bottom", "merge_measures", "captions") if getattr(job.layout, key) != getattr(plain, key)]  # fmt: skip
    return f"{job.layout.engine} {' '.join(parts)}".strip()


def seal(made: Iterable[Job]) -> str:
    """The hash of what the guides hold (not of their printing): it changes when a seed, a word or the gold does."""
    held = [
        as_gold(one.guide, Places(), kind=one.kind, engine=one.layout.engine, layout="", pages=None) for one in made
    ]
    return hashlib.sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def main(arguments: Mapping[str, Any] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", choices=sorted(SPLITS))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="files of each kind; 0: all")
    parser.add_argument("--long", action="store_true", help="only the long guide")
    parser.add_argument("--seed", type=int, help="another seed than the split's own")
    parser.add_argument("--seal", action="store_true", help="write the hash of the split's gold")
    given = parser.parse_args()
    if given.seal:
        if given.split not in SEALS:
            parser.error(f"no seal is kept of {given.split}")
        SEALS[given.split].write_text(seal(jobs(given.split)) + "\n", "ascii")
        return
    made = [long_job(given.split, seed=given.seed)] if given.long else jobs(given.split, given.limit, seed=given.seed)
    out = given.out or Path("var/guides") / (f"{given.split}-long" if given.long else given.split)
    print(f"{len(write(made, out))} files in {out}")


if __name__ == "__main__":
    main()
