"""What an answer points to: clauses, annexes, documents, quotations. Each exists, is in force, and says what is quoted.

Lives here: `references`, `said_whole`, `only_quotes`. May import: claims.*, library.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.answering.claims.amounts import ClauseRef, clause_refs
from assistant.answering.claims.frames import Frame
from assistant.answering.claims.kinds import Cites, Finding, NamesDocument, Quotes, Ruling
from assistant.answering.claims.sources import Context, Sources
from assistant.answering.claims.tokens import Kind
from assistant.library.clause import ClauseId

_TITLE = re.compile(r"《([^《》]{2,90})》")
_QUOTE = re.compile(r"“([^“”]{2,})”")
_ANNEX = re.compile(r"附件(\d+|[一二三四五六七八九十])")
_STRIP = re.compile(r"[^\w\u4e00-\u9fff%/]")
_GONE = re.compile(r"废止|不再|已失效|失效|不能再?作为|不适用|取代|作废|停止执行")
# Of a document that was just named: something of it goes on.
_KEPT = re.compile(
    r"(?:仍|继续|还|照样|依然)(?:旧|然)?(?:要|应当?|须|需|可以?|能)?(?:继续)?(?:执行|有效|适用|沿用|参照|管用|算数)"
)
_CHINESE = "零一二三四五六七八九十"


def references(words: str, sources: Sources, context: Context) -> Iterable[Finding]:
    """Clauses, annexes, documents and quotations: each exists, and says what it is quoted with."""
    refs = sources.library.words.refs(words)
    for ref in refs:
        yield _clause(ref, words, sources)
    for found in _ANNEX.finditer(words):
        number = found[1] if found[1].isdigit() else str(_CHINESE.index(found[1]))
        if f"附件{number}" not in sources.everything:
            yield Finding(Quotes(found.group()), Ruling.CONTRADICTED, f"细则没有{found.group()}")
    for found in _TITLE.finditer(words):
        yield _document(found[1], words, sources)
    old = [t for t in sources.library.words.of(words) if t.value == "旧办法"]
    if old and not _GONE.search(words):
        yield Finding(NamesDocument(old[0].text, True), Ruling.CONTRADICTED, f"{old[0].text}已废止", "henan-2024:23")
    if _KEPT.search(words) and ("旧办法" in {t.value for t in sources.library.words.of(context.previous)}):
        yield Finding(NamesDocument("旧办法", True), Ruling.CONTRADICTED, "旧的办法已废止", "henan-2024:23")
    for found in _QUOTE.finditer(words):
        if _is_figure(found, words):
            continue
        yield _quoted(found[1], sources, [r.clause for r in refs if r.clause] or list(context.clauses))


def _clause(ref: ClauseRef, words: str, sources: Sources) -> Finding:
    claim = Cites(ref)
    if ref.clause is None:
        return Finding(claim, Ruling.UNSUPPORTED, f"“{ref.text}”不是已载入的条款")
    if ref.clause not in sources.library.by_clause:
        if re.search(rf"(?:没有|并无|无|不存在){re.escape(ref.text)}", words):
            return Finding(claim, Ruling.SUPPORTED)
        return Finding(claim, Ruling.CONTRADICTED, f"没有{ref.clause.label}")
    if sources.cited is not None and not _in_scope(ref.clause, sources):
        return Finding(claim, Ruling.UNSUPPORTED, f"{ref.clause.label}不在本答引用的条款中", str(ref.clause))
    return Finding(claim, Ruling.SUPPORTED, clause=str(ref.clause))


def _in_scope(clause: ClauseId, sources: Sources) -> bool:
    assert sources.cited is not None
    frames = (*sources.cited, *sources.core, *sources.spoken)
    return any(f.clause and f.clause.parent == clause.parent for f in frames) or any(
        r.clause and r.clause.parent == clause.parent for f in sources.spoken for r in clause_refs(f.text)
    )


def _document(title: str, words: str, sources: Sources) -> Finding:
    squeezed = title.replace("（", "").replace("）", "")
    known = sources.titles.get(squeezed)
    if known is None and len(squeezed) >= 6:
        whole = next((t for t in sources.titles if squeezed in t), None)
        known = sources.titles[whole] if whole else None
    if known is None and title in sources.everything:
        return Finding(NamesDocument(title, False), Ruling.SUPPORTED)
    if known is None:
        return Finding(NamesDocument(title, False), Ruling.UNSUPPORTED, f"没有载入《{title}》")
    said_valid = not _GONE.search(words)
    if not known and said_valid:
        return Finding(NamesDocument(title, True), Ruling.CONTRADICTED, f"《{title}》已废止", "henan-2024:23")
    return Finding(NamesDocument(title, said_valid), Ruling.SUPPORTED)


# Before or after quotation marks: that these are somebody's own words.
_PUT = re.compile(
    r"(?:原文|原话|原句|原词|条文|文本|规定|写|载|称|叫|表述|措辞|用词|用语|明文|明确|要求|列|引|术语|名称|提法|说法|说|讲|所谓|提出)[^，。；“”]{0,6}$"
)
_SO_PUT = re.compile(r"(?:字样|一词|一语|一句|[一二两三四五六几]个?字|的?(?:表述|规定|措辞|说法|提法|原文|字眼))")
_FIGURE = 8


def _is_figure(quote: re.Match[str], words: str) -> bool:
    """Whether quotation marks only set off a short turn of speech, which is then judged as any other words: “一票降级”."""
    bare = _bare(quote[1])
    if len(bare) > _FIGURE or re.search(r"[0-9A-Da-d]", bare):
        return False
    return not (_PUT.search(words[: quote.start()]) or _SO_PUT.match(words[quote.end() :]))


def _quoted(quote: str, sources: Sources, refs: Sequence[ClauseId]) -> Finding:
    """A quotation is verbatim in the clause it is put to; a single word in quotes may come from anywhere we speak."""
    bare = _bare(quote)
    claim = Quotes(quote)
    if not bare:
        return Finding(claim, Ruling.SUPPORTED)
    if len(bare) <= 6 or bare in _bare(sources.question):
        if bare in _bare(sources.everything) + _bare(sources.question) + _bare(sources.said):
            return Finding(claim, Ruling.SUPPORTED)
        return Finding(claim, Ruling.UNSUPPORTED, f"“{quote}”不见于条文和问题")
    pool: Sequence[Frame]
    if refs:
        pool = sources.library.of(tuple(sorted(set(refs))))
    else:
        pool = sources.cited if sources.cited is not None else sources.library.frames
    parts = [_bare(part) for part in re.split(r"…+|\.{3,}", quote)]
    if bare in _bare(sources.prose):
        return Finding(claim, Ruling.SUPPORTED)
    for frame in (*pool, *sources.spoken, *sources.core):
        held = _bare(frame.text)
        if all(part in held for part in parts if part):
            return Finding(claim, Ruling.SUPPORTED, clause=str(frame.clause) if frame.clause else None)
    if bare in _bare(sources.everything) and bare.endswith("系统"):
        return Finding(claim, Ruling.SUPPORTED)
    return Finding(claim, Ruling.CONTRADICTED, f"“{quote[:24]}”不是条文原话", str(refs[0]) if refs else None)


@lru_cache(maxsize=512)
def _bare(text: str) -> str:
    return _STRIP.sub("", text)


def only_quotes(words: str, refs: Sequence[ClauseId], sources: Sources, content: str) -> bool:
    """Whether the sentence is a clause and its own words, from one mark of punctuation to another, and nothing else:
    `content` is what it says outside its quotation marks."""
    quotes = _QUOTE.findall(words)
    if not refs or not quotes or content:
        return False
    held = [f.text for f in sources.library.of(tuple(sorted(set(refs))))]
    parts = [
        part.strip("，。；：") for quote in quotes for part in re.split(r"…+|\.{3,}", quote) if part.strip("，。；：")
    ]
    bare = {part for part in parts if not any(t.kind is Kind.ACT for t in sources.library.words.of(part))}
    return all(any(said_whole(part, text) or (part in bare and part in text) for text in held) for part in parts)


def without_quotes(words: str) -> str:
    """`words` without what stands in quotation marks."""
    return _QUOTE.sub("", words)


def said_whole(words: str, text: str) -> bool:
    """Whether `words` stand in `text` from one mark of punctuation to another: part of a sentence may say the opposite."""
    bare = words.rstrip("。；！，")
    at = text.find(bare) if bare else -1
    while at >= 0:
        if (at == 0 or text[at - 1] in "，；：。" or re.search(r"[，；：。][并且]$", text[:at])) and text[
            at + len(bare) : at + len(bare) + 1
        ] in ("", *"。；：，"):
            return True
        at = text.find(bare, at + 1)
    return False
