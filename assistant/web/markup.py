"""Values to safe HTML: everything from outside is escaped, the only links are to clauses (P12).

Lives here: an answer's Markdown, a turn, a whole conversation as HTML without blank lines (Gradio's Markdown passes
such a block through and cleans it a second time). May import: answering, library, web.desk, web.phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from markdown_it import MarkdownIt

from assistant.answering.answer import Answer, Citation, Sentence
from assistant.errors import UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.holdings import LEVEL_WORDS
from assistant.web import phrases
from assistant.web.desk import Conversation, Stage, Turn

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("image")
_TAG = re.compile(r"(<[^>]*>)")
_ANCHOR = re.compile(r"#?(?:clause/)?(?P<id>[a-z0-9-]+:[0-9]+(?:\([0-9]+\))?)")
# CommonMark closes no bold run between a full stop and a Chinese character (**可以。**企业): what is left is closed here.
_BOLD = re.compile(r"\*\*([^*<>]+?)\*\*")
_READ = re.compile(r"（“.*按“.*理解。）", re.S)
_WHO = '<h2 class="who">答复</h2>'
_LINK = re.compile(r'<a href="(?P<href>[^"]*)"[^>]*>')


def one_line(html: str) -> str:
    """`html` without line breaks, so that no blank line ends the block."""
    return re.sub(r"\s*\n\s*", " ", html)


def clause_link(clause: str, words: str, quotes: Iterable[str | None] = ()) -> str:
    """A link that opens the clause, with the quoted words to be marked."""
    marked = "&amp;".join(f"q={quote(q, safe='')}" for q in quotes if q)
    tail = f"?{marked}" if marked else ""
    return f'<a class="clause" href="#clause/{escape(clause)}{tail}">{escape(words)}</a>'


def titled(title: str) -> str:
    """A document's title between the marks that titles have."""
    return f"《{title.strip('《》')}》"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are HTML, the first of a row heads it. On a phone each row stands by itself, its cells named."""
    heads = "".join(f"<th scope='col'>{escape(column)}</th>" for column in columns)
    body = "".join(_row(columns, row) for row in rows)
    return f"<div class='scroll' tabindex='0'><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"


def _row(columns: Sequence[str], row: Sequence[str]) -> str:
    named = zip(columns[1:], row[1:], strict=True)
    cells = "".join(
        f"<td><span class='cell-name'>{escape(name)}</span><span>{cell}</span></td>" for name, cell in named
    )
    return f"<tr><th scope='row'>{row[0]}</th>{cells}</tr>"


def label_of(clause: str) -> str:
    """第十八条（五）, with the document's id where it does not parse."""
    try:
        return ClauseId.parse(clause).label
    except UnknownValue:
        return clause


def markdown(text: str, citations: Sequence[Citation] = ()) -> str:
    """An answer's Markdown as HTML: raw HTML escaped, no image, links to clauses only, cited clauses made links.

    >>> markdown("<b>x</b> [点](https://a.example) [见](#henan-2024:10)")
    '<p>&lt;b&gt;x&lt;/b&gt; 点 <a class="clause" href="#clause/henan-2024:10">见</a></p>'
    """
    html = _BOLD.sub(r"<strong>\1</strong>", _MARKDOWN.render(text).strip())
    by_clause = {c.clause: c for c in citations}
    return one_line(_with_links(_only_clauses(html, by_clause), by_clause))


def _only_clauses(html: str, cited: dict[str, Citation]) -> str:
    out: list[str] = []
    open_links: list[bool] = []
    for part in _TAG.split(html):
        if found := _LINK.fullmatch(part):
            anchor = _ANCHOR.fullmatch(found["href"].replace("%28", "(").replace("%29", ")"))
            open_links.append(bool(anchor))
            if anchor:
                out.append(clause_link(anchor["id"], "", _quotes(cited.get(anchor["id"]))).removesuffix("</a>"))
        elif part == "</a>":
            if open_links and open_links.pop():
                out.append(part)
        else:
            out.append(part)
    return "".join(out)


def _with_links(html: str, cited: dict[str, Citation]) -> str:
    labels = {label_of(clause): clause for clause in cited}
    if not labels:
        return html
    wanted = re.compile("|".join(re.escape(label) + "(?![（(])" for label in sorted(labels, key=len, reverse=True)))
    out: list[str] = []
    inside = 0
    for part in _TAG.split(html):
        if part.startswith("<a "):
            inside += 1
        elif part == "</a>":
            inside -= 1
        elif not inside and not part.startswith("<"):
            part = wanted.sub(lambda m: _cited_link(m.group(), cited[labels[m.group()]]), part)
        out.append(part)
    return "".join(out)


def _cited_link(words: str, citation: Citation) -> str:
    return clause_link(citation.clause, words, _quotes(citation))


def _quotes(citation: Citation | None) -> tuple[str | None, ...]:
    return (citation.quote, citation.head) if citation else ()


def conversation(talk: Conversation, corpus: Corpus) -> str:
    """The conversation on screen; the greeting where nothing was asked yet."""
    if not talk.turns:
        return f'<div class="talk empty"><p class="greeting">{phrases.GREETING}</p></div>'
    return f'<div class="talk">{"".join(turn(t, corpus) for t in talk.turns)}</div>'


def turn(one: Turn, corpus: Corpus) -> str:
    """A question and what came of it."""
    question = one_line(escape(one.question).replace("\n", "<br>"))
    asked = f'<div class="asked"><h2 class="who">您的问题</h2><p>{question}</p></div>'
    if one.answer:
        told = answer(one.answer, corpus)
    elif one.stage is Stage.RUNNING:
        waiting = f'<p class="waiting">{phrases.THINKING}</p>'
        told = f'<div class="told running">{_WHO}{_body(one.so_far)}{waiting}</div>'
    elif one.stage is Stage.STOPPED:
        badge = f'<p class="badge stopped">{phrases.STOPPED}</p>'
        told = f'<div class="told stopped">{_WHO}{badge}{_body(one.so_far)}</div>'
    else:
        trouble = escape(one.trouble or phrases.OUR_FAULT)
        told = f'<div class="told failed">{_WHO}<p class="badge failed">没有作答</p><p>{trouble}</p></div>'
    return f'<article class="turn {one.stage}">{asked}{told}</article>'


def _body(text: str) -> str:
    if not text.strip():
        return ""
    if text.count("**") % 2:  # words that are still coming: the bold run is not closed yet
        text += "**"
    return f'<div class="body">{markdown(text)}</div>'


def answer(a: Answer, corpus: Corpus) -> str:
    """An answer in the order a reader needs it: how it stands, what was understood, the words, what is missing, on
    what it rests, what was held back, where it comes from."""
    return one_line(
        f'<div class="told {a.status}">{_WHO}'
        f'<p class="badge {a.status}">{phrases.STATUS_WORDS[a.status]}</p>'
        f"{_understood(a)}"
        f'<div class="body">{_by_model(markdown(words_of(a), a.citations), a.sentences)}</div>'
        f"{_missing(a)}{_sources(a, corpus)}{_notices(a)}{_blocked(a)}{_fineprint(a, corpus)}"
        '<p class="tools"><button type="button" class="copy">复制答复</button></p></div>'
    )


def words_of(a: Answer) -> str:
    """The answer without the parts that the page shows in a place of their own: the list of clauses, what was understood.

    `answer` carries both for those who read nothing else (command line, batch).
    """
    text = a.answer
    for part in (s.text.strip() for s in a.sentences):
        if (a.citations and part.startswith("依据：")) or (a.understood and _READ.fullmatch(part)):
            text = text.replace(part, "")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _understood(a: Answer) -> str:
    if not a.understood:
        return ""
    pairs = "；".join(f"“{escape(u.said)}”按“{escape(u.as_)}”理解" for u in a.understood)
    return f'<p class="understood">{pairs}。</p>'


def _by_model(html: str, sentences: Sequence[Sentence]) -> str:
    """Sentences that a model worded carry a mark of their own; what the gate had nothing to hold against, says so."""
    titles = {"model": phrases.MODEL_NOTE, "unchecked": f"{phrases.MODEL_NOTE}，其中没有可核对的内容"}
    marked = {escape(s.text.strip(), quote=False): titles[s.by] for s in sentences if s.by in titles and s.text.strip()}
    for text, title in sorted(marked.items()):
        html = html.replace(text, f'<span class="by-model" title="{title}">{text}</span>')
    return html


def _missing(a: Answer) -> str:
    if not a.missing:
        return ""
    items = "".join(f"<li>{escape(m.say)}</li>" for m in a.missing)
    return f'<div class="missing"><h3>还缺</h3><ul>{items}</ul></div>'


def _sources(a: Answer, corpus: Corpus) -> str:
    if not a.citations:
        return ""
    return f'<div class="sources"><h3>依据</h3><ul>{"".join(_source(c, corpus) for c in a.citations)}</ul></div>'


def _source(c: Citation, corpus: Corpus) -> str:
    head = f'<span class="head">{escape(c.head)}……</span>' if c.head else ""
    trust = LEVEL_WORDS.get(c.authority, c.authority)
    return (
        f'<li>{clause_link(c.clause, name_of(c, corpus), _quotes(c))}<span class="trust {escape(c.authority)}">'
        f"{escape(trust)}</span><blockquote>{head}{escape(c.quote)}</blockquote></li>"
    )


def name_of(c: Citation, corpus: Corpus) -> str:
    """What a citation is called: a clause by its label, a cell by its table, row and page, an added text with its badge."""
    if c.file is not None:
        return f"{c.document}{c.label}" + (f"，第{c.page}页" if c.page else "")
    badge = f"（{c.edition}）" if c.edition else ""
    return f"{short_title(c, corpus)}{c.label if c.edition else label_of(c.clause)}{badge}"


def short_title(c: Citation, corpus: Corpus) -> str:
    """《民法典》 and the like; nothing for the regulation itself, which is what people ask about."""
    cards = corpus.manifest.documents
    document = c.clause.split(":", 1)[0]
    if cards and document == cards[0].id:
        return ""
    return titled(next((card.short for card in cards if card.id == document), c.document))


def _notices(a: Answer) -> str:
    return "".join(f'<p class="notice">{escape(n)}</p>' for n in a.notices)


def _blocked(a: Answer) -> str:
    if not a.blocked:
        return ""
    items = "".join(
        f"<li><s>{escape(b.sentence)}</s><br>没有展示的原因：{escape(b.why)}"
        f"{'（' + clause_link(b.clause, label_of(b.clause)) + '）' if b.clause else ''}</li>"
        for b in a.blocked
    )
    return f'<details class="blocked"><summary>有 {len(a.blocked)} 句话没有展示</summary><ul>{items}</ul></details>'


def provenance(a: Answer, corpus: Corpus) -> list[str]:
    """Which edition, which version of our holdings, who worded it, and that the authority decides (P23)."""
    lines = []
    if cards := corpus.manifest.documents:
        lines.append(f"法规版本：{titled(cards[0].title)}（{chinese_date(cards[0].in_force)}起施行）")
    lines.append(f"资料版本：{a.corpus_version or corpus.version}")
    worded = a.model != "none" and (not a.sentences or any(s.by in ("model", "unchecked") for s in a.sentences))
    lines.append(
        f"{phrases.MODEL_NOTE}（{a.model}），逐句核对（核对自检已通过），引文为条文原文" if worded else phrases.NO_MODEL
    )
    if a.usage is not None:
        lines.append(a.usage.words)
    lines.append(phrases.DISCLAIMER)
    return lines


def _fineprint(a: Answer, corpus: Corpus) -> str:
    return f'<p class="fineprint">{"".join(f"<span>{escape(line)}</span>" for line in provenance(a, corpus))}</p>'


def chinese_date(iso: str) -> str:
    """2024-07-01 as people write it; anything else as it is.

    >>> chinese_date("2024-07-01")
    '2024年7月1日'
    """
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else iso
