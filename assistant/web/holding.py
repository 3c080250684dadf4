"""资料库: what is loaded, in which edition, and what is missing.

Lives here: the tab as one HTML table each; it reads the corpus and decides nothing. May import: library, web.*.
"""

from __future__ import annotations

from html import escape

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.holdings import LEVEL_WORDS
from assistant.web.markup import chinese_date, clause_link, label_of, one_line, table, titled


def holdings(corpus: Corpus) -> str:
    """The tab."""
    return one_line(
        f'<div class="holdings"><p class="lede">资料版本 <b>{escape(corpus.version)}</b>。'
        "只有官方文本（以及导入并经人复核的行业指标表）用来作判断；其余资料只供参考，并标明来源。</p>"
        f"{_documents(corpus)}{_guides(corpus)}{_missing(corpus)}</div>"
    )


def _documents(corpus: Corpus) -> str:
    rows = "".join(
        f"<tr><th scope='row'>{escape(titled(card.title))}</th><td>{escape(card.issuer)}</td>"
        f"<td>{escape(chinese_date(card.in_force))}</td><td><span class='trust {escape(card.source_level)}'>"
        f"{escape(LEVEL_WORDS[card.source_level])}</span></td><td>{_first(corpus, card.id)}</td></tr>"
        for card in corpus.manifest.documents
    )
    return "<h2>已载入的法规文本</h2>" + table(("文件", "发布单位", "施行日期", "来源", "查看"), rows)


def _first(corpus: Corpus, document: str) -> str:
    articles = sorted(c for c in corpus.documents[document].clauses if not c.item)
    if not articles:
        return ""
    return clause_link(str(articles[0]), f"从{articles[0].label}看起（共{len(articles)}条）")


def _guides(corpus: Corpus) -> str:
    rows = ""
    for guide in corpus.industries.guides:
        names = [i.name for i in corpus.industries.industries if i.guide == guide.id]
        rows += (
            f"<tr><th scope='row'>{escape(titled(guide.title))}</th><td>{len(names)} 个行业</td>"
            f"<td><span class='absent'>未载入指标表</span></td><td>{_clause(guide.clause)}</td></tr>"
        )
    return (
        "<h2>行业指标表</h2><p>各行业A、B、C等级的具体指标和限值写在下列技术指南里。"
        "没有载入之前，凡是要对照指标才能定的问题，会如实说明缺哪一张表，不作推断。</p>"
        + table(("技术指南", "涉及行业", "状态", "依据"), rows)
    )


def _clause(clause: str) -> str:
    return clause_link(clause, label_of(clause)) if ClauseId.parse(clause) else ""


def _missing(corpus: Corpus) -> str:
    if not corpus.manifest.missing:
        return ""
    rows = "".join(
        f"<tr><th scope='row'>{escape(entry.get('title', ''))}</th><td>{escape(entry.get('answers', ''))}</td></tr>"
        for entry in corpus.manifest.missing
    )
    return (
        "<h2>还没有的资料</h2><p>取得官方文本后，由安装本程序的人按使用说明导入；导入并经人复核之后才用来作判断。</p>"
        + table(("资料", "没有它就不能回答的"), rows)
    )
