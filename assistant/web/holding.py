"""资料库: what is loaded, in which edition, and what is missing.

Lives here: the tab as HTML; it reads the corpus and decides nothing. May import: library, web.*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from assistant.library.corpus import Corpus
from assistant.library.holdings import LEVEL_WORDS
from assistant.web.markup import chinese_date, clause_link, label_of, one_line, table, titled

# As `library status` says it. Shape and words, never colour alone.
STATUS = {
    "reviewed": "● 已载入，已复核",
    "draft": "◐ 草稿，待复核",
    "partial_facts": "○ 只有零散的参考资料",
    "none": "○ 未载入",
}


def holdings(corpus: Corpus, status: Sequence[Mapping[str, Any]]) -> str:
    """The tab. `status`: each industry of 第八条 with how its indicator table stands."""
    tables = {row["industry"]: row["table"] for row in status}
    return one_line(
        f'<div class="holdings"><p class="lede">资料版本 <b>{escape(corpus.version)}</b>。'
        "只有官方文本（以及导入并经人复核的行业指标表）用来作判断；其余资料只供参考，并标明来源。</p>"
        f"{_documents(corpus)}{_guides(corpus, tables)}{_missing(corpus)}</div>"
    )


def _documents(corpus: Corpus) -> str:
    rows = [
        (
            escape(titled(card.title)),
            escape(card.issuer),
            escape(chinese_date(card.in_force)),
            f"<span class='trust {escape(card.source_level)}'>{escape(LEVEL_WORDS[card.source_level])}</span>",
            _first(corpus, card.id),
        )
        for card in corpus.manifest.documents
    ]
    return "<h2>已载入的法规文本</h2>" + table(("文件", "发布单位", "施行日期", "来源", "查看"), rows)


def _first(corpus: Corpus, document: str) -> str:
    articles = sorted(c for c in corpus.documents[document].clauses if not c.item)
    if not articles:
        return ""
    return clause_link(str(articles[0]), f"从{articles[0].label}看起（共{len(articles)}条）")


def _guides(corpus: Corpus, tables: Mapping[str, str]) -> str:
    rows, lists = [], ""
    for guide in corpus.industries.guides:
        names = [i.name for i in corpus.industries.industries if i.guide == guide.id]
        held = Counter(tables.get(name, "none") for name in names)
        status = "<br>".join(f"{STATUS[kind]}：{held[kind]} 个" for kind in STATUS if held[kind])
        rows.append(
            (
                escape(titled(guide.title)),
                f"{len(names)} 个行业",
                status,
                clause_link(guide.clause, label_of(guide.clause)),
            )
        )
        items = "".join(f"<li>{escape(name)}　{STATUS[tables.get(name, 'none')]}</li>" for name in names)
        lists += f"<details><summary>{escape(titled(guide.title))}：逐个行业</summary><ul>{items}</ul></details>"
    return (
        "<h2>行业指标表</h2><p>各行业A、B、C等级的具体指标和限值写在下列技术指南里。"
        "没有载入之前，凡是要对照指标才能定的问题，会如实说明缺哪一张表，不作推断。</p>"
        + table(("技术指南", "涉及行业", "指标表", "依据"), rows)
        + lists
    )


def _missing(corpus: Corpus) -> str:
    rows = [(escape(m.get("title", "")), escape(m.get("answers", ""))) for m in corpus.manifest.missing]
    if not rows:
        return ""
    return (
        "<h2>还没有的资料</h2><p>取得官方文本后，由安装本程序的人按使用说明导入；导入并经人复核之后才用来作判断。</p>"
        + table(("资料", "没有它就不能回答的"), rows)
    )
