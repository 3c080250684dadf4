"""The panel for a cell of an indicator table: its row at every grade, the cell asked for set off, with page and reviewer.

Lives here: `panel`. Every character is the table's own, escaped. May import: grading.decisive, table; web.markup.
"""

from __future__ import annotations

import re
from html import escape

from assistant.errors import UnknownValue
from assistant.grading.decisive import Decisive, Standing
from assistant.grading.table import Place, Table
from assistant.library.corpus import Corpus
from assistant.library.grade import Grade

_ID = re.compile(
    r"(?P<guide>[a-z0-9][a-z0-9-]*):(?P<industry>[^:#@]+)(?P<number>#[1-9][0-9]*)?:(?P<row>[^@]+)(?:@(?P<grade>.+))?"
)


def panel(tables: Decisive, corpus: Corpus, wanted: str) -> str:
    """The row that holds `wanted`. Raises UnknownValue where no table that decides has it."""
    found = _ID.fullmatch(wanted)
    industry = corpus.industries.named(found["industry"]) if found else None
    standing = tables.of(industry) if industry else None
    if not found or standing is None or standing.table is None or standing.table.guide != found["guide"]:
        raise UnknownValue(f"没有载入 {wanted}", remedy="请看资料库里各行业的指标表")
    table, grade = standing.table, found["grade"]
    if found["row"].startswith("措施/"):
        return _measures(standing, table, found["row"], grade)
    if found["row"] == "适用范围":
        return _page(standing, "适用范围", f'<p class="item wanted">{escape(table.scope or "")}</p>')
    number = int((found["number"] or "#1")[1:])
    place = next((p for p in table.places if p.number == number and p.row.id == found["row"]), None)
    if place is None:
        raise UnknownValue(f"指标表里没有 {wanted}", remedy="请看资料库里各行业的指标表")
    return _row(standing, table, place, grade)


def _row(standing: Standing, table: Table, place: Place, grade: str | None) -> str:
    title = f'<p class="clause-meta">{escape(place.part.title)}</p>' if place.part.title else ""
    cells = "".join(_cell(place, one, str(one) == grade) for one in place.part.grades)
    notes = "".join(f'<p class="item">{escape(n.mark)} {escape(n.text)}</p>' for n in place.part.footnotes)
    return _page(standing, place.row.id, f"{title}{cells}{notes}")


def _cell(place: Place, grade: Grade, wanted: bool) -> str:
    cell = place.row.cells.get(grade)
    if cell is None:
        return f'<p class="item"><b>{_grade(grade)}</b>　审核时没有采用，没有可读的内容</p>'
    words = escape(cell.raw).replace("\n", "<br>")
    page = f"<small>（第{cell.page}页）</small>" if cell.page else ""
    shown = f"<mark>{words}</mark>" if wanted else words
    return f'<p class="item{" wanted" if wanted else ""}"><b>{_grade(grade)}</b>{page}　{shown}</p>'


def _measures(standing: Standing, table: Table, row: str, grade: str | None) -> str:
    alert = row.split("/", 1)[1]
    out = ""
    for one in table.measures:
        if grade and str(one.grade) != grade:
            continue
        here = str(one.alert) == alert
        words = escape(one.raw).replace("\n", "<br>")
        page = f"<small>（第{one.page}页）</small>" if one.page else ""
        shown = f"<mark>{words}</mark>" if here else words
        out += (
            f'<p class="item{" wanted" if here else ""}"><b>{_grade(one.grade)} {one.alert}预警</b>{page}　{shown}</p>'
        )
    return _page(standing, "减排措施", out)


def _page(standing: Standing, title: str, body: str) -> str:
    card = standing.file.card if standing.file else {}
    who = card.get("reviewed") or {}
    source = card.get("file") or {}
    return (
        f'<h2 class="clause-title" tabindex="-1">{escape(standing.industry.name)}：{escape(title)}</h2>'
        f'<p class="clause-from"><span class="trust official">已审核指标表</span>{escape(standing.guide)}</p>'
        f'<p class="clause-meta">文件 {escape(str(source.get("name") or ""))}<br>'
        f"{escape(str(who.get('by') or ''))} 于 {escape(str(who.get('on') or ''))} 审核</p>"
        f'<div class="clause-text">{body}</div>'
    )


def _grade(grade: Grade) -> str:
    return f"{grade}级" if len(grade) < 3 else str(grade)
