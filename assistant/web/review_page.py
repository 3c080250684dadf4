"""The review page as HTML: the list of drafts, and one draft with the page image on the left, the cell on the right.

Lives here: `listing`, `page`, `trouble`. Everything from a file is escaped, or set as text by the page's own script. May
import: web.phrases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from assistant.web import phrases

_KEYS = (
    ("a", "接受"),
    ("e", "更正"),
    ("x", "不采用"),
    ("u", "撤回"),
    ("j", "下一格"),
    ("k", "上一格"),
    ("n", "下一个须定的"),
    ("z", "放大页面"),
)


def _frame(title: str, body: str, *, script: bool) -> str:
    code = '<script src="/page/review.js" defer></script>' if script else ""
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="/page/review.css">{code}</head><body>{body}</body></html>'
    )


def trouble(line: str) -> str:
    """A page that says what is wrong."""
    return _frame(
        "审核", f'<main class="plain"><h1>审核</h1><p class="trouble">{escape(line)}</p>{_BACK}</main>', script=False
    )


_BACK = '<p><a href="/review">全部草稿</a>　<a href="/">回到首页</a></p>'


def listing(drafts: Sequence[Mapping[str, Any]]) -> str:
    """Every draft, what is left to do first."""
    rows = "".join(
        _row(one) for one in sorted(drafts, key=lambda d: (bool(d.get("accepted")), -int(d.get("open") or 0)))
    )
    head = "".join(f'<th scope="col">{word}</th>' for word in ("行业", "指南", "原文件", "进度", "谁在审核"))
    body = (
        f'<div class="scroll" tabindex="0" role="region" aria-label="草稿"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        if drafts
        else "<p>还没有草稿。用 <code>jixiao import-guide 文件 --guide 编号</code> 导入官方指南之后，草稿会出现在这里。</p>"
    )
    return _frame(
        "审核指标表草稿",
        f'<main class="plain"><h1>审核指标表草稿</h1><p>草稿（待核）不用来作判断。逐格核对、整份接受之后，才用来回答和定级。'
        f'{escape(phrases.DISCLAIMER)}。</p>{body}<p><a href="/">回到首页</a></p></main>',
        script=False,
    )


def _row(one: Mapping[str, Any]) -> str:
    if one.get("trouble"):
        return f'<tr><th scope="row">{escape(one["name"])}</th><td colspan="4" class="trouble">{escape(one["trouble"])}</td></tr>'
    if one["accepted"]:
        state = "✓ 已审核"
    elif one["open"]:
        state = f"◐ 还有 {one['open']} 格须定（已定 {one['decided']}／{one['cells']}）"
    else:
        state = f"◐ 须定的都定了，可以整份接受（已定 {one['decided']}／{one['cells']}）"
    link = f'<a href="/review/{quote(one["name"])}">{escape(one["industry"])}</a>'
    cells = (one["guide"], one["file"], state, one["claim"] or "没有人")
    return f'<tr><th scope="row">{link}</th>{"".join(f"<td>{escape(str(cell))}</td>" for cell in cells)}</tr>'


def page(shown: Mapping[str, Any]) -> str:
    """One draft. The script fills in the cells from `/review/<name>/data`."""
    name = escape(quote(shown["name"]), quote=True)
    keys = "".join(f"<li><kbd>{key.upper()}</kbd> {word}</li>" for key, word in _KEYS)
    return _frame(
        f"审核：{shown['industry']}",
        f'<header><p class="crumbs"><a href="/review">全部草稿</a></p><h1>审核：{escape(shown["industry"])}'
        f"<small>{escape(shown['guide'])}　{escape(shown['file'])}</small></h1>"
        '<form id="who" autocomplete="off"><label for="by">审核人</label><input id="by" name="by" maxlength="40" required>'
        '<button type="submit" id="begin">开始审核</button></form>'
        '<p id="progress" role="status" aria-live="polite"></p><button type="button" id="accept-all">整份接受</button></header>'
        '<p id="said" role="alert"></p>'
        f'<main id="desk" data-name="{name}">'
        '<section id="paper" aria-label="原文件页面" tabindex="0"><div id="paper-head"><p id="paper-title"></p><button type="button" id="larger" data-act="larger" aria-pressed="false">放大（Z）</button></div><div id="sheet"><img id="image" alt="">'
        '<div id="marks" aria-hidden="true"></div></div><p id="no-paper"></p></section>'
        '<section id="cell" aria-label="这一格"><h2 id="address" tabindex="-1"></h2><p id="state"></p><ul id="doubts"></ul>'
        '<div id="told"><h3>读到的文字</h3><p id="raw"></p><h3>读成的数值</h3><ul id="numbers"></ul></div>'
        '<form id="edit" hidden><label for="edit-raw">更正后的文字</label><textarea id="edit-raw" rows="5"></textarea>'
        '<label for="edit-numbers">数值，一行一个（限值、比例、期限）</label><textarea id="edit-numbers" rows="4" spellcheck="false"></textarea>'
        '<p class="hint">例如：限值 颗粒物 ≤ 10 mg/m³ 基准氧 9% 位置 窑头</p>'
        '<p class="buttons"><button type="submit">保存更正（Ctrl+Enter）</button><button type="button" id="cancel">放弃（Esc）</button></p></form>'
        '<p class="buttons" id="acts"><button type="button" data-act="accept">接受（A）</button><button type="button" data-act="edit">更正（E）</button>'
        '<button type="button" data-act="reject">不采用（X）</button><button type="button" data-act="undo">撤回（U）</button></p>'
        '<p class="buttons"><button type="button" data-act="previous">上一格（K）</button><button type="button" data-act="next">下一格（J）</button>'
        '<button type="button" data-act="pending">下一个须定的（N）</button><button type="button" data-act="drop">整行不是指标</button></p>'
        '<details id="warnings" hidden><summary></summary><ul></ul></details><div id="row-mates"><h3>同一行其他等级</h3><dl id="mates"></dl></div>'
        f'<details id="keys"><summary>按键</summary><ul>{keys}</ul></details>'
        '<h3 id="all-title">全部单元格（最没把握的在前）</h3><ol id="all" aria-labelledby="all-title"></ol></section></main>'
        f"<footer><p>草稿待核，不用来作判断。校验值 {escape(str(shown['sha256'])[:12])}　{escape(phrases.DISCLAIMER)}</p></footer>",
        script=True,
    )
