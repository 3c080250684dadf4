"""The grade card: a verdict to take away, as Word and JSON, with the hash of law and facts: same facts, same bytes.

Lives here: case and verdict -> bytes. No clock: the day is the verdict's. May import: library, web.*.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.library.corpus import Corpus
from assistant.web import phrases, ruling
from assistant.web.export import DOCX
from assistant.web.interview import Case, facts_told
from assistant.web.markup import chinese_date, label_of, titled
from assistant.web.timeline import calendar, in_words

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def stamp(case: Case, verdict: dict[str, Any], corpus: Corpus) -> str:
    """The hash of law and facts: the same case under the same law on the same day has the same one."""
    held = {"case": case, "as_of": verdict["as_of"], "corpus_version": corpus.version}
    return hashlib.sha256(json.dumps(held, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def as_json(case: Case, verdict: dict[str, Any], corpus: Corpus) -> bytes:
    """The card as data."""
    card = {
        "title": "绩效分级自评定级卡",
        "as_of": verdict["as_of"],
        "corpus_version": corpus.version,
        "sha256": stamp(case, verdict, corpus),
        "notice": f"仅供参考，{phrases.DISCLAIMER}。由规则逐条算出，未使用人工智能。",
        "case": case,
        "verdict": verdict,
    }
    return (json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def as_docx(case: Case, verdict: dict[str, Any], corpus: Corpus) -> bytes:
    """The card as a Word document."""
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
    _bullets(paper, "限制期", [in_words(verdict)] if verdict["bars"] else [])
    _bullets(paper, "还缺", [ruling.missing_words(m, case, corpus) for m in verdict["missing"]])
    _bullets(paper, "什么会改变结论", ruling.other_readings(verdict))
    _bullets(paper, "谁在什么时候要做什么", [_duty(d) for d in verdict["duties"]])
    _bullets(paper, "理由", [_reason(r) for r in verdict["reasons"] if r.get("quote")])
    law = corpus.manifest.documents[0] if corpus.manifest.documents else None
    edition = f"{titled(law.title)}（{chinese_date(law.in_force)}起施行）；" if law else ""
    paper.add_paragraph(
        f"法规版本：{edition}资料版本：{corpus.version}；由规则逐条算出，未使用人工智能。仅供参考，{phrases.DISCLAIMER}。"
    )
    paper.add_paragraph(f"校验码（法规与情况）：{stamp(case, verdict, corpus)}")
    return _timeless(paper)


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to take away: its name, its media type and how it is written."""

    name: str
    media_type: str
    write: Callable[[Case, dict[str, Any], Corpus], bytes]


def _calendar(_case: Case, verdict: dict[str, Any], _corpus: Corpus) -> bytes:
    return calendar(verdict)


CARDS: dict[str, Kind] = {
    "card.docx": Kind("绩效分级自评定级卡", DOCX, as_docx),
    "card.json": Kind("绩效分级自评定级卡", "application/json; charset=utf-8", as_json),
    "days.ics": Kind("绩效分级期限", "text/calendar; charset=utf-8", _calendar),
}


def _duty(duty: dict[str, Any]) -> str:
    by = f"：{chinese_date(str(duty['by']))}" if duty.get("by") else ""
    return f"{duty['what']}{by}（{label_of(duty['clause'])}）"


def _reason(reason: dict[str, Any]) -> str:
    said = f"{reason['effect']}（{label_of(reason['clause'])}：“{reason.get('head') or ''}{reason['quote']}”）"
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


def _timeless(paper: Any) -> bytes:
    """The document's bytes without the hour they were packed in."""
    held, packed = io.BytesIO(), io.BytesIO()
    paper.save(held)
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in sorted(source.infolist(), key=lambda e: e.filename):
            out.writestr(zipfile.ZipInfo(entry.filename, _ZIP_DAY), source.read(entry), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
