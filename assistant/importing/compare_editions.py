"""Two indicator tables of one industry side by side: what an edition changed, or how national and provincial differ.

Lives here: `compare`. May import: grading.decisive, table; library. Nothing is decided: which of two holds is said by
their editions, and where the regulation says nothing of precedence, that is said too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from assistant.errors import InputError, UnknownValue
from assistant.grading.decisive import drafted
from assistant.grading.table import Table
from assistant.library.corpus import Corpus
from assistant.library.document import squeeze
from assistant.library.editions import Editions, editions_of
from assistant.library.grade import Grade, family_of
from assistant.library.shelf import GuideFile

# What the regulation says where two guides meet, and no more (第三条, 第八条, 第九条（一）).
PRECEDENCE = (
    "细则没有规定国家指南与省级指南哪一本优先；第八条把行业分列在各本指南下，第九条（一）要求严格对照国家和省级指南。"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: which guide, from which file, and whether it is reviewed and in force."""

    guide: str
    title: str
    file: str
    status: str
    in_force: str | None
    standing: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator at one grade (or a measure) in both. `change`: same, changed, only_left, only_right."""

    indicator: str
    grade: str
    left: str | None
    right: str | None
    change: str
    left_page: int | None = None
    right_page: int | None = None


def compare(corpus: Corpus, word: str, guides: tuple[str, ...], *, grade: str | None, as_of: date) -> dict[str, Any]:
    """Both tables row by row. Raises UnknownValue (industry, guide, grade), InputError (not two to compare)."""
    industry = corpus.industries.named(word)
    if industry is None:
        raise UnknownValue(
            f"“{word}”不是第八条的行业", where="行业", remedy="请用 library status 里的行业名，例如 铸造"
        )
    files = _files(corpus, industry.name)
    left, right = _two(files, guides, industry.name, editions_of(corpus), as_of)
    tables = [drafted(one).model_copy(update={"industry": industry.name}) for one in (left, right)]
    wanted = _grades(tables, grade)
    editions = editions_of(corpus)
    sides = [_side(one, corpus, editions, as_of) for one in (left, right)]
    lines = [*_rows(tables, wanted), *_measures(tables, wanted)]
    return {
        "industry": industry.name,
        "left": asdict(sides[0]),
        "right": asdict(sides[1]),
        "grades": [str(one) for one in wanted],
        "changed": sum(line.change != "same" for line in lines),
        "rows": [asdict(line) for line in lines],
        "notes": _notes(left, right, editions, as_of),
    }


def _files(corpus: Corpus, industry: str) -> dict[str, GuideFile]:
    """Guide id -> the reviewed file, or else the draft."""
    drafts = corpus.shelf.files_of(industry, corpus.industries, drafts=True)
    reviewed = corpus.shelf.files_of(industry, corpus.industries)
    return {one.guide: one for one in (*drafts, *reviewed)}


def _two(
    files: dict[str, GuideFile], guides: tuple[str, ...], industry: str, editions: Editions, as_of: date
) -> tuple[GuideFile, GuideFile]:
    there = "、".join(sorted(files)) or "一本也没有"
    for name in guides:
        if name not in files:
            raise UnknownValue(f"没有载入 {name} 的“{industry}”指标表", where="指南", remedy=f"已载入：{there}")
    chosen = guides or tuple(sorted(files, key=lambda name: _age(name, editions)))
    if len(chosen) != 2:
        raise InputError(
            f"“{industry}”要有两张表才能对照，现有：{there}", where="指南", remedy="请写两本指南的编号，或先导入另一本"
        )
    return files[chosen[0]], files[chosen[1]]


def _age(name: str, editions: Editions) -> tuple[str, str]:
    one = editions.the(name)
    return (one.in_force.isoformat() if one and one.in_force else "", name)


def _grades(tables: list[Table], word: str | None) -> tuple[Grade, ...]:
    ladder = [grade for grade in family_of(tables[0].ladder[0]) if any(grade in table.ladder for table in tables)]
    ladder += [grade for table in tables for grade in table.ladder if grade not in ladder]
    if word is None:
        return tuple(ladder)
    if word not in list(map(str, ladder)):
        raise UnknownValue(f"等级“{word}”不在这两张表里", where="--grade", remedy=f"请填 {'、'.join(map(str, ladder))}")
    return (Grade(word),)


def _side(file: GuideFile, corpus: Corpus, editions: Editions, as_of: date) -> Side:
    one = editions.the(file.guide)
    later, other = editions.not_yet(file.guide, as_of), editions.instead_of(file.guide, as_of)
    if later:
        standing = f"{later.isoformat()} 起施行，{as_of.isoformat()} 还不适用"
    elif other:
        standing = f"已被 {other.title.strip('《》')} 代替"
    else:
        standing = "现行" if one and one.in_force else "施行日期没有登记"
    status = "altered" if file.reviewed and file.altered else "reviewed" if file.reviewed else "draft"
    source = file.card.get("file") or {}
    title = one.title if one else file.guide
    in_force = one.in_force.isoformat() if one and one.in_force else None
    return Side(file.guide, title, str(source.get("name") or file.path.name), status, in_force, standing)


def _cells(table: Table, grade: Grade) -> dict[str, tuple[str, int | None]]:
    """Row (with its table's title, where there are several) -> its words at `grade` and their page."""
    out: dict[str, tuple[str, int | None]] = {}
    for place in table.places:
        cell = place.row.cell(grade)
        if grade in place.part.grades:
            out[place.key] = (cell.raw if cell else "", cell.page if cell else None)
    return out


def _rows(tables: list[Table], grades: tuple[Grade, ...]) -> Iterator[Line]:
    for grade in grades:
        left, right = (_cells(table, grade) for table in tables)
        for key in dict.fromkeys((*left, *right)):
            yield _line(key, grade, left.get(key), right.get(key))


def _measures(tables: list[Table], grades: tuple[Grade, ...]) -> Iterator[Line]:
    for grade in grades:
        left, right = (
            {f"措施/{m.alert}": (m.raw, m.page) for m in table.measures if m.grade is grade} for table in tables
        )
        for key in dict.fromkeys((*left, *right)):
            yield _line(key, grade, left.get(key), right.get(key))


def _line(key: str, grade: Grade, left: tuple[str, int | None] | None, right: tuple[str, int | None] | None) -> Line:
    if left is None or right is None:
        change = "only_right" if left is None else "only_left"
    else:
        one, other = (squeeze(words).rstrip("。；;") for words in (left[0], right[0]))
        change = "same" if one == other else "changed"
    return Line(
        key, str(grade), left[0] if left else None, right[0] if right else None, change,
        left[1] if left else None, right[1] if right else None,
    )  # fmt: skip


def _notes(left: GuideFile, right: GuideFile, editions: Editions, as_of: date) -> list[str]:
    drafts = [one.guide for one in (left, right) if not one.reviewed]
    out = [f"{'、'.join(drafts)} 还是草稿（待核），不用来作判断。"] if drafts else []
    related = any(b.guide in editions.line(a.guide, date.max) for a, b in ((left, right), (right, left)))
    return out if related else [*out, PRECEDENCE]
