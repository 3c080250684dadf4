"""The grade card: a verdict to take away, as Word and JSON, with the hash of the facts: same facts and law, same bytes.

Lives here: case and verdict -> bytes. No clock: the day is the verdict's. May import: grading, library, screening.export_file, web.*.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.grading.calendar_file import as_ics
from assistant.grading.card import card_of, facts_hash
from assistant.grading.timeline import timeline_of
from assistant.library.corpus import Corpus
from assistant.screening.export_file import timeless
from assistant.web import phrases, ruling
from assistant.web.export import DOCX
from assistant.web.interview import Case, facts_told
from assistant.web.markup import chinese_date, label_of, titled
from assistant.web.rooms import Graded
from assistant.web.timeline import in_words


def as_json(case: Case, g: Graded, corpus: Corpus) -> bytes:
    """The card as data, as the core makes it; `told`: the facts as INTERFACE.md writes a case."""
    card = {**card_of(g.verdict, g.case, corpus_version=corpus.version), "told": case}
    return (json.dumps(card, ensure_ascii=False, indent=2) + "\n").encode()


def as_docx(case: Case, g: Graded, corpus: Corpus) -> bytes:
    """The card as a Word document."""
    verdict = g.verdict.as_json()
    from docx import Document  # brings lxml; only who takes a card pays
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    paper.add_heading("绩效分级自评定级卡", level=1)
    name = (case.get("enterprise") or {}).get("name")
    paper.add_paragraph((f"企业：{name}　" if name else "") + f"按 {chinese_date(verdict['as_of'])} 判断")
    paper.add_paragraph(ruling.headline(verdict)).runs[0].bold = True
    paper.add_paragraph(ruling.HANDLING.get(verdict["alert_handling"], ""))
    _bullets(paper, "所依据的情况", [f"{told.name}：{told.value}" for told in facts_told(case, corpus)])
    _table(paper, ruling.GRADE_HEADS, ruling.grade_rows(verdict))
    paper.add_paragraph(ruling.NOT_YET)
    _bullets(paper, "限制期", [words] if (words := in_words(timeline_of(g.verdict))) else [])
    _bullets(paper, "还缺", [ruling.missing_words(m, case, corpus) for m in verdict["missing"]])
    _bullets(paper, "什么会改变结论", ruling.what_would_change(g, case, corpus))
    _bullets(paper, "谁在什么时候要做什么", [_duty(d) for d in verdict["duties"]])
    _bullets(paper, "理由", [_reason(r) for r in verdict["reasons"] if r.get("quote")])
    law = corpus.manifest.documents[0] if corpus.manifest.documents else None
    edition = f"{titled(law.title)}（{chinese_date(law.in_force)}起施行）；" if law else ""
    paper.add_paragraph(
        f"法规版本：{edition}资料版本：{corpus.version}；由规则逐条算出，未使用人工智能。仅供参考，{phrases.DISCLAIMER}。"
    )
    paper.add_paragraph(f"情况校验码：{facts_hash(g.case)}")
    held = io.BytesIO()
    paper.save(held)
    return timeless(held.getvalue())


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to take away: its name, its media type and how it is written."""

    name: str
    media_type: str
    write: Callable[[Case, Graded, Corpus], bytes]


def _calendar(_case: Case, g: Graded, _corpus: Corpus) -> bytes:
    return as_ics(g.verdict).encode()


CARDS: dict[str, Kind] = {
    "card.docx": Kind("绩效分级自评定级卡", DOCX, as_docx),
    "card.json": Kind("绩效分级自评定级卡", "application/json; charset=utf-8", as_json),
    "days.ics": Kind("绩效分级期限", "text/calendar; charset=utf-8", _calendar),
}


def _duty(duty: dict[str, Any]) -> str:
    by = f"：{chinese_date(str(duty['by']))}" if duty.get("by") else ""
    return f"{duty['what']}{by}（{label_of(duty['clause'])}）"


def _reason(reason: dict[str, Any]) -> str:
    said = f"{reason['effect']}（{label_of(reason['clause'])}：“{ruling.with_head(reason)}”）"
    return said + (f"　{reason['reading']}" if reason.get("reading") else "")


def _bullets(paper: Any, title: str, items: Sequence[str]) -> None:
    if items:
        paper.add_heading(title, level=2)
        for item in items:
            paper.add_paragraph(item, style="List Bullet")


def _table(paper: Any, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=1, cols=len(heads), style="Table Grid")
    for row, cells in ((table.rows[0], heads), *((table.add_row(), cells) for cells in rows)):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
