"""Papers written as plain text: a line a block, so that many wordings of one material cost a few lines each.

Lives here: `Variant`, `read_variants`, `paper_of`. May import: paper, identity, the standard library. The signs:

    === material | file name   a paper begins (material x: a paper that is no material)
    ---                        a new page                    # text, ## text   a title, a smaller one
    > text                     centred                       = label：value    a labelled line
    a|b (|c …)                 rows of a table; with three cells and more the first row is its head
    @a|b|c                     a row for each day of the ledger ({on}, {n})
    ~ label                    signed by hand (~ label= name);  ~. text  a line of that block that nobody signs
    ~印 label                   sealed by the enterprise;        ~章:whose label  sealed by another
    [pic kind a,b]             a drawing                     +extra           where a case puts its sentences
    ?fact line, !fact line     only where the fact holds, or does not
    {fact}, {fact?yes::no}     days also as {fact_dash}, {fact_dot}, {fact_zero}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evals.packs.identity import Facts, year_before
from evals.packs.paper import Block, Grid, Pairs, Paper, Picture, Sheet, Sign, Text, Title

_ROW_DAY = re.compile(r"\{on(?:_(?:dash|dot|zero))?\}|\{n\}")
_CHOICE = re.compile(r"\{(\w+)\?([^{}]*?)::([^{}]*?)\}")
_FACT = re.compile(r"\{(\w+)\}")
_ONLY = re.compile(r"([?!])(\w+) ?(.*)")
_LONG, _WIDE = 12, 7  # rows and cells in a row, from which on a table is set smaller
_ASKED = ("monitor", "sites", "industries", "change")


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of one material (None: a paper that is none)."""

    material: str | None
    stem: str
    lines: tuple[str, ...]


def read_variants(folder: Path) -> tuple[Variant, ...]:
    """Every paper written in the folder's texts, in order."""
    found: list[Variant] = []
    for file in sorted(folder.glob("*.txt")):
        for part in file.read_text("utf-8").split("=== ")[1:]:
            head, *lines = part.rstrip("\n").split("\n")
            material, stem = (piece.strip() for piece in head.split("|", 1))
            found.append(Variant(None if material == "x" else material, stem, tuple(lines)))
    return tuple(found)


def paper_of(variant: Variant, f: Facts) -> Paper:
    """The paper with these facts in it."""
    words = _words(f)
    pages: list[list[str]] = [[]]
    for raw in variant.lines:
        line = _kept(raw, words)
        if line is None:
            continue
        if line == "---":
            pages.append([])
        elif line == "+extra":
            pages[-1] += [f"　{sentence}" for sentence in f.extra]
        else:
            pages[-1].append(line)
    blocks = tuple(tuple(_blocks(page, words, f)) for page in pages)
    if f.cover_only:
        blocks = (tuple(block for block in blocks[0] if not _tells(block)),)
    stem = _filled(variant.stem, words)
    sheets = tuple(sheet for page in blocks if (sheet := _sheet(stem, page)) is not None)
    return Paper(variant.material, stem, blocks, sheets[:1], _where(variant, words))


def _tells(block: Block) -> bool:
    """Whether a block is more than a cover has."""
    return isinstance(block, Grid) or (isinstance(block, Text) and block.indent)


def _words(f: Facts) -> dict[str, str]:
    level = f.grade if f.grade == "绩效引领性" else f"{f.grade}级"
    days = {
        "signed": f.signed_on, "permit_from": f.permit_from, "permit_to": f.permit_to, "reported": f.reported,
        "sampled_first": f.sampled[0], "sampled_last": f.sampled[-1], "ledger_first": f.ledger[0],
        "ledger_last": f.ledger[-1], "as_of_back": year_before(f.as_of),
    }  # fmt: skip
    if f.penalty:
        days["penalty"] = f.penalty
    said = {
        "name": f.name, "code": f.code, "city": f.city, "address": f.address, "person": f.person, "contact": f.contact,
        "industry": f.industry, "second_industry": f.second_industry, "trade": f.trade, "product": f.product,
        "level": level, "lab": f.lab, "lab_code": f.lab_code, "supplier": f.supplier, "permit_no": f.permit_no,
        "credit": f.credit, "former": f.former, "year": str(f.as_of.year), "last": str(f.as_of.year - 1),
        "office": f"{f.city}示例生态环境局", "short": re.sub(r"(股份)?有限(责任)?公司$", "", f.name),
        "lab_short": f.lab[:6], "last_permit_year": str(f.permit_from.year), "n": str(f.permit_from.day % 10),
        "excess": "是" if f.excess else "", "cover_only": "是" if f.cover_only else "",
        "volumes": "是" if f.volumes else "", "state_grade": "是" if f.state_grade else "",
        "tell_former": "是" if f.tell_former else "", "penalty": "",
    }  # fmt: skip
    said |= {word: "是" if word in f.declared else "" for word in _ASKED}
    for name, day in days.items():
        said |= _day(name, day)
    return said


def _day(name: str, day: date) -> dict[str, str]:
    return {
        name: f"{day.year}年{day.month}月{day.day}日",
        f"{name}_dash": f"{day:%Y-%m-%d}",
        f"{name}_dot": f"{day:%Y.%m.%d}",
        f"{name}_zero": f"{day:%Y年%m月%d日}",
    }


def _filled(text: str, words: dict[str, str]) -> str:
    text = _FACT.sub(lambda found: words[found[1]], text)
    return _CHOICE.sub(lambda found: found[2] if words[found[1]] else found[3], text)


def _kept(line: str, words: dict[str, str]) -> str | None:
    """The line without its condition, None where that does not hold."""
    while found := _ONLY.fullmatch(line):
        if bool(words[found[2]]) is (found[1] == "!"):
            return None
        line = found[3]
    return line


def _blocks(lines: Sequence[str], words: dict[str, str], f: Facts) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if line.startswith("~"):
            while end < len(lines) and lines[end].startswith("~"):
                end += 1
            yield _sign([_filled(one, words) for one in lines[at:end]], f)
        elif _is_row(line):
            width = line.count("|")
            while end < len(lines) and _is_row(lines[end]) and lines[end].count("|") == width:
                end += 1
            yield _table(lines[at:end], words, f)
        else:
            yield _line(_filled(line, words))
        at = end


def _is_row(line: str) -> bool:
    return "|" in line and not line.startswith(("#", ">", "=", "　", "["))


def _line(line: str) -> Block:
    mark, _, rest = line.partition(" ")
    match mark:
        case "#":
            return Title(rest, 20)
        case "##":
            return Title(rest, 14)
        case ">":
            return Text((rest,), indent=False, align="center")
        case "=":
            label, _, value = rest.partition("：")
            return Pairs(((label, value),), "colon") if value else Text((rest,), indent=False)
        case "[pic":
            kind, _, labels = rest.rstrip("]").partition(" ")
            return Picture(kind, tuple(labels.split(",")), 190)
        case _:
            return Text((line.lstrip("　"),), indent=line.startswith("　"))


def _table(lines: Sequence[str], words: dict[str, str], f: Facts) -> Block:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if not line.startswith("@"):
            rows.append(tuple(_filled(line, words).split("|")))
            continue
        for number, on in enumerate(f.ledger, 1):
            own = words | _day("on", on) | {"n": str(number % 10)}
            rows.append(tuple(_filled(line[1:], own).split("|")))
    if len(rows[0]) == 2 and not any(line.startswith("@") for line in lines):
        return Pairs(tuple((row[0], row[1]) for row in rows))
    return Grid(rows[0], tuple(rows[1:]), 9 if len(rows) <= _LONG else 7.5 if len(rows[0]) < _WIDE else 6.3)


def _sign(lines: Sequence[str], f: Facts) -> Sign:
    said: list[tuple[str, str | None]] = []
    seal = None
    for line in lines:
        mark, _, rest = line.partition(" ")
        if mark == "~印":
            seal = f.name if f.sealed else None
            said.append((rest, None))
        elif mark.startswith("~章:"):
            seal = mark.removeprefix("~章:")
            said.append((rest, None))
        elif mark == "~.":
            said.append((rest, None))
        else:
            label, _, hand = rest.partition("= ")
            said.append((label, hand or (f.person if f.signed else "")))
    return Sign(tuple(said), seal)


def _sheet(stem: str, page: Sequence[Block]) -> Sheet | None:
    """The page as a sheet, where it holds a ledger."""
    if not any(isinstance(block, Grid) and len(block.rows) > _LONG for block in page):
        return None
    rows: list[tuple[str, ...]] = []
    for block in page:
        match block:
            case Title(text):
                rows.append((text,))
            case Text(lines):
                rows += [(line,) for line in lines]
            case Pairs(pairs):
                rows += list(pairs)
            case Grid(head, body):
                rows += [head, *body]
            case _:
                continue
    return Sheet(stem[:20], tuple(rows))


_FIELDS = {
    "sampled": r"\{sampled_",
    "term": r"\{permit_to",
    "code": r"\{(?:code|permit_no)\}",
    "name": r"\{name\}",
    "sign": r"^~ ",
    "excess": r"excess\?|^\?excess",
}


def _where(variant: Variant, words: dict[str, str]) -> dict[str, tuple[int, ...]]:
    """On which pages (from 0) each field stands."""
    at = 0
    where: dict[str, tuple[int, ...]] = {"cover": (0,)}
    for line in variant.lines:
        kept = _kept(line, words)
        if kept is None:
            continue
        at += kept == "---"
        for name, pattern in _FIELDS.items():
            if re.search(pattern, line) and at not in where.get(name, ()):
                where[name] = (*where.get(name, ()), at)
    return where
