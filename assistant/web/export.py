"""A conversation to take away: Markdown, Word or JSON, each with the notices of the page (P23).

Lives here: conversation -> bytes. May import: answering, library, web.desk, web.markup (words only).
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.answering.answer import Answer
from assistant.library.corpus import Corpus
from assistant.library.holdings import LEVEL_WORDS
from assistant.web import phrases
from assistant.web.desk import Conversation, Stage, Turn
from assistant.web.markup import chinese_date, name_of, provenance, words_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: its media type and how it is written."""

    media_type: str
    write: Callable[[Conversation, Corpus, date], bytes]


def heading(as_of: date) -> str:
    """What stands above every export."""
    return f"{phrases.TITLE}　问答记录（{chinese_date(as_of.isoformat())}）"


FOOT = f"本记录仅供参考，{phrases.DISCLAIMER}。"


def as_markdown(talk: Conversation, corpus: Corpus, as_of: date) -> bytes:
    """The conversation as Markdown."""
    lines = [f"# {heading(as_of)}", ""]
    for number, turn in enumerate(talk.turns, 1):
        lines += [f"## 问题{number}", "", turn.question, "", "## 答复", ""]
        lines += [line for text in _parts(turn, corpus) for line in (text, "")]
    return ("\n".join([*lines, "---", "", FOOT]) + "\n").encode()


def _parts(turn: Turn, corpus: Corpus) -> Iterator[str]:
    if not turn.answer:
        yield f"（{phrases.STOPPED}）" if turn.stage is Stage.STOPPED else turn.trouble or "（没有作答）"
        if turn.so_far:
            yield turn.so_far
        return
    a = turn.answer
    yield f"【{phrases.STATUS_WORDS[a.status]}】"
    if a.understood:
        yield "；".join(f"“{u.said}”按“{u.as_}”理解" for u in a.understood) + "。"
    yield words_of(a)
    if a.missing:
        yield "还缺：\n" + "\n".join(f"- {m.say}" for m in a.missing)
    if a.citations:
        yield "依据：\n" + "\n".join(f"- {line}" for line in _sources(a, corpus))
    yield from a.notices
    if a.blocked:
        yield f"另有 {len(a.blocked)} 句话因条文不能支持而没有展示。"
    yield "；".join(provenance(a, corpus)) + "。"


def _sources(a: Answer, corpus: Corpus) -> Iterator[str]:
    for c in a.citations:
        trust = LEVEL_WORDS.get(c.authority, c.authority)
        yield f"{name_of(c, corpus)}（{trust}）：“{f'{c.head}……' if c.head else ''}{c.quote}”"


def as_json(talk: Conversation, corpus: Corpus, as_of: date) -> bytes:
    """The conversation as data: each answer as `ask --json` writes it, and the notices."""
    turns: list[dict[str, Any]] = [
        {
            "question": t.question,
            "stage": str(t.stage),
            "answer": t.answer.as_json() if t.answer else None,
            "so_far": t.so_far,
        }
        for t in talk.turns
    ]
    whole = {
        "title": heading(as_of),
        "as_of": as_of.isoformat(),
        "corpus_version": corpus.version,
        "notice": FOOT,
        "turns": turns,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def as_docx(talk: Conversation, corpus: Corpus, as_of: date) -> bytes:
    """The conversation as a Word document."""
    from docx import Document  # seconds to import lxml on a slow disk, and only this export pays
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    paper.add_heading(heading(as_of), level=1)
    for number, turn in enumerate(talk.turns, 1):
        paper.add_heading(f"问题{number}：{turn.question}", level=2)
        for text in _parts(turn, corpus):
            for line in text.split("\n"):
                _line(paper, line)
    paper.add_paragraph(FOOT)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _line(paper: Any, line: str) -> None:
    bare = line.strip()
    if not bare:
        return
    if bare.startswith(("- ", "* ")):
        paragraph = paper.add_paragraph(style="List Bullet")
        bare = bare[2:]
    else:
        paragraph = paper.add_paragraph()
    for n, part in enumerate(bare.lstrip("#> ").split("**")):
        paragraph.add_run(part).bold = n % 2 == 1


KINDS: dict[str, Kind] = {
    "docx": Kind(DOCX, as_docx),
    "md": Kind("text/markdown; charset=utf-8", as_markdown),
    "json": Kind("application/json; charset=utf-8", as_json),
}
