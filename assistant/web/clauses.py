"""The clause panel: a whole article, the clause asked for set off, the quoted words marked.

Lives here: article -> HTML fragment. Every character is the document's own, escaped. May import: library, web.markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import Clause, Document
from assistant.library.editions import editions_of
from assistant.library.holdings import LEVEL_WORDS
from assistant.web.markup import chinese_date, titled


@dataclass(frozen=True, slots=True)
class Piece:
    """An article's opening or one of its items, with its marker."""

    id: ClauseId
    text: str


def panel(corpus: Corpus, wanted: ClauseId, quotes: Sequence[str] = (), *, as_of: date | None = None) -> str:
    """The article that holds `wanted`. Raises UnknownValue where there is none."""
    clause = corpus.clause(wanted)
    document = corpus.document(wanted.document)
    assert document is not None
    article = corpus.clause(wanted.parent)
    body = "".join(_piece(p, wanted, marks) for p, marks in _marked(_pieces(document, article), wanted, quotes))
    return (
        f'<h2 class="clause-title" tabindex="-1">{escape(document.label(clause.id))}</h2>'
        f'<p class="clause-from"><span class="trust {escape(document.level)}">'
        f"{escape(LEVEL_WORDS.get(document.level, document.level))}</span>{escape(titled(document.title))}</p>"
        f'<p class="clause-meta">{escape(article.chapter)}</p>'
        f'<p class="clause-meta">{_edition(document)}{_badge(corpus, document, as_of)}</p>'
        f'<div class="clause-text">{body}</div>'
        f'<p class="clause-near">{_near(document, article.id)}</p>'
    )


def _badge(corpus: Corpus, document: Document, as_of: date | None) -> str:
    """For a text that a person added: that it decides nothing, and whether it holds on the day."""
    if document.id in corpus.documents:
        return ""
    editions = editions_of(corpus)
    said = ["您加入的文本，只供引用，不用来作判断"]
    if as_of and (other := editions.instead_of(document.id, as_of)):
        said.append(f"已被《{other.title.strip('《》')}》代替")
    if as_of and editions.not_yet(document.id, as_of):
        said.append("尚未施行")
    return "<br><b>" + escape("；".join(said)) + "</b>"


def _edition(document: Document) -> str:
    parts = [document.issuer, f"{chinese_date(document.in_force)}起施行" if document.in_force else ""]
    if document.repeals:
        parts.append(f"同时废止：{'、'.join(document.repeals)}")
    return "<br>".join(escape(p) for p in parts if p)


def _pieces(document: Document, article: Clause) -> list[Piece]:
    opening = Piece(article.id, f"{article.marker}　{article.text}")
    return [opening, *(Piece(c.id, c.marker + c.text) for c in document.items_of(article.id))]


def _marked(
    pieces: Sequence[Piece], wanted: ClauseId, quotes: Sequence[str]
) -> list[tuple[Piece, list[tuple[int, int]]]]:
    """Each piece with the spans to mark: the quoted words, white space aside, in `wanted` before anywhere else."""
    letters = [(n, at) for n, piece in enumerate(pieces) for at, char in enumerate(piece.text) if not char.isspace()]
    run = "".join(pieces[n].text[at] for n, at in letters)
    first = next((i for i, (n, _) in enumerate(letters) if pieces[n].id == wanted), 0)
    spans: list[list[tuple[int, int]]] = [[] for _ in pieces]
    for quote in quotes:
        squeezed = "".join(quote.split())
        found = run.find(squeezed, first) if squeezed else -1
        found = run.find(squeezed) if squeezed and found < 0 else found
        for n, at in letters[found : found + len(squeezed)] if found >= 0 else ():
            if spans[n] and spans[n][-1][1] == at:
                spans[n][-1] = (spans[n][-1][0], at + 1)
            else:
                spans[n].append((at, at + 1))
    return list(zip(pieces, (sorted(s) for s in spans), strict=True))


def _piece(piece: Piece, wanted: ClauseId, marks: list[tuple[int, int]]) -> str:
    out, done = "", 0
    for start, end in marks:
        if start < done:
            continue
        out += escape(piece.text[done:start]) + f"<mark>{escape(piece.text[start:end])}</mark>"
        done = end
    out += escape(piece.text[done:])
    kind = "item" if piece.id.item else "opening"
    return f'<p class="{kind}{" wanted" if piece.id == wanted else ""}">{out}</p>'


def _near(document: Document, article: ClauseId) -> str:
    out = []
    for step, words in ((-1, "上一条"), (1, "下一条")):
        near = article.article + step
        if near > 0 and (there := ClauseId(document.id, near)) in document.clauses:
            out.append(f'<a class="clause" href="#clause/{there}">{words}：{escape(document.label(there))}</a>')
    return "".join(out)
