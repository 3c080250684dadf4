"""Guides by chromium from HTML; links with keys tell where each cell went, and are taken off.

Lives here: blocks to HTML. May import: evals.chromium, blocks, layout, turning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from evals.chromium import sheet
from evals.guides.blocks import Block, Break, Grid, Hand, Line, Square, Turn, centred, printed, with_formulas
from evals.guides.layout import Face, Layout
from evals.guides.model import Places
from evals.guides.turning import LINK, harvest

BORDERS = {
    "full": "td,th{border:.6pt solid #000}",
    "horizontal": "td,th{border:none;border-top:.6pt solid #222;border-bottom:.6pt solid #222}",
    "none": "td,th{border:none}",
    "double": "td,th{border:2.2pt double #000}",
    "dotted": "td,th{border:.7pt dotted #333}",
    "tint": "td,th{border:1.5pt solid #fff;background:#e9eef6}",
    "gap": "td,th{border:.5pt solid #333}table{border-collapse:separate;border-spacing:1px;border:.5pt solid #333}",
    "open": "td,th{border:.6pt solid #000}td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}",
    "frame": "td,th{border:.4pt solid #444}table{border:1.5pt solid #000}thead{border-bottom:1pt solid #000}",
    "hairline": "td,th{border:.25pt solid #a6a6a6}",
    "ledger": "td,th{border:none;border-top:.5pt solid #222;border-bottom:.5pt solid #222}table{border:1.4pt solid #000}",
    "weighted": "td,th{border:.4pt solid #000}td:first-child,th:first-child{border-left:none}td:last-child,th:last-child{border-right:none}table{border-style:solid;border-width:1.3pt 0;border-color:#000}thead{border-bottom:.9pt solid #000}",
    "booktabs": "td,th{border:none}table{border-top:1.3pt solid #000;border-bottom:1.3pt solid #000}thead{border-bottom:.7pt solid #000}",
}


def to_pdf(blocks: Sequence[Block], layout: Layout, face: Face) -> tuple[bytes, Places]:
    """The printed guide and where its cells are."""
    body = f"<section>{''.join(_html(block, layout) for block in blocks)}</section>"
    if layout.watermark:
        body += f"<div class=wm>{escape(layout.watermark)}</div>"
    page = sheet()
    page.set_content(f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{_css(layout, face)}</style><body>{body}</body></html>")  # fmt: skip
    footer = layout.footer.replace("{n}", "<span class=pageNumber></span>") if layout.footer else ""
    footer = footer.replace("{total}", "<span class=totalPages></span>")
    small = f'font-size:8pt;width:100%;text-align:center;font-family:"{face.family}"'
    made: bytes = page.pdf(
        prefer_css_page_size=True,
        print_background=layout.rules == "tint" or bool(layout.zebra),
        display_header_footer=bool(footer or layout.header),
        header_template=f"<div style='{small}'>{escape(layout.header)}</div>" if layout.header else "<span></span>",
        footer_template=f"<div style='font-size:8pt;width:100%;text-align:center;font-family:\"{face.family}\"'>{footer}</div>",
    )
    return harvest(made)


def _css(layout: Layout, face: Face) -> str:
    return f"""
@page {{ size: A4 {"landscape" if layout.landscape else "portrait"}; margin: {layout.margin}pt }}
body {{ font-family: {f"'{face.latin}', " if face.latin else ""}'{face.family}'; font-size: {layout.body:g}pt; margin: 0; line-height: 1.45 }}
a {{ color: inherit; text-decoration: none }}
h1 {{ text-align: center; font-size: 17pt }} h2 {{ font-size: 13pt; margin: 9pt 0 4pt }} h3 {{ font-size: 11pt; margin: 5pt 0 3pt }}
p {{ margin: 3pt 0; text-indent: 2em }} p.caption {{ text-align: {"center" if centred("caption", layout) else "left"}; text-indent: 0; font-weight: bold; break-after: avoid }}
p.note {{ font-size: 8.5pt; text-indent: 0 }} p.right {{ text-align: right; text-indent: 0; break-after: avoid }} p.middle {{ text-align: center; text-indent: 0 }} p.left {{ text-indent: 0 }}
@page wide {{ size: A4 landscape; margin: {layout.margin}pt }} section.wide {{ page: wide }}
@page high {{ size: A4 portrait; margin: {layout.margin}pt }} section.high {{ page: high }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; font-size: {layout.size}pt; line-height: {layout.leading - 0.05:.2f}; margin: 4pt 0 8pt }}
td, th {{ padding: {layout.padding}pt {layout.padding + 1}pt; vertical-align: {layout.align}; overflow-wrap: anywhere }} th {{ font-weight: bold }}
td {{ text-align: {"center" if layout.centre else "left"} }} sup {{ font-size: 65%; line-height: 0 }}
{"td.u { writing-mode: vertical-rl; text-align: center }" if layout.upright else ""}
thead {{ display: {"table-header-group" if layout.repeat_head else "table-row-group"} }}
tr {{ break-inside: {"auto" if layout.split_rows else "avoid"} }}
{BORDERS[layout.rules]}
{f"thead th{{background:{layout.colour}}}" if layout.colour else ""}
{_more_css(layout)}.wm {{ position: fixed; top: 42%; left: 15%; font-size: 52pt; color: rgba(120,120,120,.18); transform: rotate(-32deg) }}
.br {{ break-after: page }}
"""


def _more_css(layout: Layout) -> str:
    css = ""
    if layout.labels_centred:
        css += "td.l{text-align:center}\n"
    if layout.zebra:
        css += f"tbody tr:nth-child(even) td{{background:{layout.zebra}}}\n"
    if layout.justify:
        css += "td{text-align:justify}\n"
    if layout.spacing:
        css += f"td,th{{letter-spacing:{layout.spacing}pt}}\n"
    if layout.break_all:
        css += "td{word-break:break-all}\n"
    if layout.ink:
        css += f"thead th{{color:{layout.ink}}}\n"
    if layout.formulas:
        css += "sub{font-size:65%;line-height:0}\n"
    if layout.lists:
        css += "ol{margin:0;padding-left:1.7em}div.hang{padding-left:1.4em;text-indent:-1.4em}div.indent{text-indent:2em}\n"
    return css


def _html(block: Block, layout: Layout) -> str:
    match block:
        case Break() | Hand():
            return "<div class=br></div>"
        case Turn(landscape):
            return f"</section><section class={'wide' if landscape else 'high'}>"
        case Line(kind, text, key):
            tag = {"title": "h1", "heading": "h2", "sub": "h3"}.get(kind, "p")
            inner = f"<a href='{LINK}{key}'>{escape(text)}</a>" if key else escape(text)
            return f"<{tag} class={kind}>{inner}</{tag}>"
        case Grid():
            return _table(block, layout)


def _table(grid: Grid, layout: Layout) -> str:
    columns = "".join(f"<col style='width:{share * 100:.2f}%'>" for share in grid.shares)
    rows = ["".join(_cell(one, layout) for one in grid.squares if one.row == row) for row in range(grid.rows)]
    lines = [f"<tr>{row}</tr>" for row in rows]
    return f"<table><colgroup>{columns}</colgroup><thead>{''.join(lines[: grid.heads])}</thead><tbody>{''.join(lines[grid.heads :])}</tbody></table>"  # fmt: skip


def _cell(square: Square, layout: Layout) -> str:
    tag = "th" if square.head else "td"
    lines = [printed(line, layout) for line in square.lines]
    if layout.small_powers:
        lines = [line.replace("m3", "m<sup>3</sup>") for line in lines]
    if layout.formulas:
        lines = [with_formulas(line, "<sub>{}</sub>", "<sup>{}</sup>") for line in lines]
    mark = f"<sup>{escape(square.mark)}</sup>" if square.mark and layout.raised_marks else escape(square.mark)
    text = _lines(lines, square, mark, layout)
    mode = " class=u" if layout.upright and square.col == 0 and not square.head and square.rows > 1 else ""
    if layout.labels_centred and not square.key and not square.head:
        mode = " class=l"
    return f"<{tag}{mode} rowspan={square.rows} colspan={square.cols}>{text}</{tag}>"


def _lines(lines: Sequence[str], square: Square, mark: str, layout: Layout) -> str:
    """The cell's lines with breaks, or each in a block of its own. Each block has its link: a link's box is its text's."""

    def linked(text: str) -> str:
        return f"<a href='{LINK}{square.key}'>{text}</a>" if square.key else text

    if square.head or not layout.lists or (len(lines) < 2 and layout.lists != "indent"):
        return linked("<br>".join(lines)) + mark
    ends = [*[""] * (len(lines) - 1), mark]
    bare = [re.sub(rf"^{at}[.．]\s*", "", line) for at, line in enumerate(lines, 1)]
    if layout.lists == "ol" and all(a != b for a, b in zip(lines, bare, strict=True)):
        return f"<ol>{''.join(f'<li>{linked(one)}{end}</li>' for one, end in zip(bare, ends, strict=True))}</ol>"
    kind = "indent" if layout.lists == "indent" else "hang"
    return "".join(f"<div class={kind}>{linked(one)}{end}</div>" for one, end in zip(lines, ends, strict=True))
