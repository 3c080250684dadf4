"""资料库: what is loaded, in which edition, from which file, reviewed by whom, and what cannot be answered yet.

Lives here: the tab as HTML; it reads corpus and status and decides nothing. May import: library, web.*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from assistant.library.corpus import Corpus
from assistant.library.editions import editions_of
from assistant.library.holdings import LEVEL_WORDS, DocumentCard, Guide
from assistant.web.markup import chinese_date, clause_link, label_of, one_line, table, titled

# As `library status` says it. Shape and words, never colour alone.
STATUS = {
    "reviewed": "● 已载入，已复核",
    "draft": "◐ 草稿，待复核",
    "partial_facts": "○ 只有零散的参考资料",
    "none": "○ 未载入",
}
_WAITING = "指标和限值、减排措施、逐项自评"


def holdings(corpus: Corpus, status: Sequence[Mapping[str, Any]], as_of: date) -> str:
    """The tab. `status`: each industry of 第八条 with how its indicator table stands."""
    return one_line(
        f'<div class="holdings"><p class="lede">资料版本 <b>{escape(corpus.version)}</b>。'
        "只有官方文本（以及导入并经人复核的行业指标表）用来作判断；其余资料只供参考，并标明来源。</p>"
        f"{_documents(corpus, as_of)}{_guides(corpus, status)}{_missing(corpus)}</div>"
    )


def _documents(corpus: Corpus, as_of: date) -> str:
    cards: list[tuple[DocumentCard, str]] = [(card, "") for card in corpus.manifest.documents]
    cards += [(card, "您加入的，只供引用") for card in corpus.shelf.cards if card.id in corpus.added]
    rows = [
        (
            escape(titled(card.title)) + (f"<br><small>{said}</small>" if said else ""),
            escape(card.issuer) or "未注明",
            escape(chinese_date(card.in_force)) + _standing(corpus, card, as_of),
            f"<span class='trust {escape(card.source_level)}'>{escape(LEVEL_WORDS[card.source_level])}</span>",
            _first(corpus, card.id),
        )
        for card, said in cards
    ]
    return "<h2>已载入的法规文本</h2>" + table(("文件", "发布单位", "施行日期", "来源", "查看"), rows)


def _standing(corpus: Corpus, card: DocumentCard, as_of: date) -> str:
    """Whether it holds today."""
    editions = editions_of(corpus)
    if other := editions.instead_of(card.id, as_of):
        return f"<br><b>✕ 已被{escape(titled(other.title))}代替</b>"
    return "<br><b>… 尚未施行</b>" if editions.not_yet(card.id, as_of) else ""


def _first(corpus: Corpus, name: str) -> str:
    document = corpus.document(name)
    articles = sorted(c for c in document.clauses if not c.item) if document else []
    if not document or not articles:
        return ""
    return clause_link(str(articles[0]), f"从{document.label(articles[0])}看起（共{len(articles)}条）")


def _guides(corpus: Corpus, status: Sequence[Mapping[str, Any]]) -> str:
    rows, lists = [], ""
    for guide in corpus.industries.guides:
        names = {i.name for i in corpus.industries.industries if i.guide == guide.id}
        mine = [row for row in status if row["industry"] in names]
        held = Counter(row["table"] for row in mine)
        counted = "<br>".join(f"{STATUS[kind]}：{held[kind]} 个" for kind in STATUS if held[kind])
        rows.append(
            (
                escape(titled(guide.title)),
                f"{len(names)} 个行业",
                counted,
                clause_link(guide.clause, label_of(guide.clause)),
            )
        )
        lists += _industries(guide, mine)
    return (
        "<h2>行业指标表</h2><p>各行业A、B、C等级的具体指标和限值写在下列技术指南里。"
        "没有载入之前，凡是要对照指标才能定的问题，会如实说明缺哪一张表，不作推断。"
        '导入后的草稿在<a href="review">审核页面</a>逐格核对，整份接受之后才用来作判断。</p>'
        + table(("技术指南", "涉及行业", "指标表", "依据"), rows)
        + lists
    )


def _industries(guide: Guide, status: Sequence[Mapping[str, Any]]) -> str:
    """One line an industry; open where something of the guide is loaded."""
    rows = [(escape(row["industry"]), STATUS[row["table"]], _file(row), _who(row), _cannot(row)) for row in status]
    loaded = any(row["held"] != "none" for row in status)
    shown = table(("行业", "指标表", "来自", "审核", "还答不了"), rows)
    opened = " open" if loaded else ""
    return (
        f"<details{opened}><summary>{escape(titled(guide.title))}：逐个行业（{len(rows)}）</summary>{shown}</details>"
    )


def _file(row: Mapping[str, Any]) -> str:
    if not row["source"]:
        return "—"
    parts = [str(row["source"])]
    parts += [f"第{row['pages']}页"] if row["pages"] else []
    parts += [f"{row['tables']}张表"] if row["tables"] > 1 else []
    return escape("，".join(parts))


def _who(row: Mapping[str, Any]) -> str:
    if row["reviewed_by"]:
        said = f"{escape(str(row['reviewed_by']))}<br>{escape(chinese_date(str(row['reviewed_on'])))}"
        return said if row["table"] == "reviewed" else f"{said}<br><b>✕ {escape(row['note'])}</b>"
    if row["table"] == "draft":
        return '<a href="review">待审核</a>'
    return escape(row["note"]) if row["held"] != "none" else "—"


def _cannot(row: Mapping[str, Any]) -> str:
    if row["table"] != "reviewed":
        return _WAITING
    return escape("、".join(row["cannot"])) or "—"


def _missing(corpus: Corpus) -> str:
    there = {one.guide for one in corpus.shelf.reviewed} | {card.id for card in corpus.shelf.cards}
    rows = [
        (escape(m.get("title", "")), escape(m.get("answers", "")))
        for m in corpus.manifest.missing
        if m.get("id") not in there
    ]
    if not rows:
        return ""
    return (
        "<h2>还没有的资料</h2><p>取得官方文本后，由安装本程序的人按使用说明导入；导入并经人复核之后才用来作判断。</p>"
        + table(("资料", "没有它就不能回答的"), rows)
    )
