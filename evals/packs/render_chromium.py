"""The test split's renderer of born-digital PDFs: HTML printed by chromium, with fonts that the dev split does not use.

Lives here: blocks to HTML. May import: evals.chromium, pypdf, pictures, paper.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from html import escape

from PIL import Image

from evals.chromium import sheet
from evals.packs.paper import Block, Gap, Grid, Hidden, Pairs, Paper, Picture, Sign, Text, Title
from evals.packs.pictures import Fonts, hand, picture, png, seal

STYLE = """
@page { size: A4; margin: 19mm 17mm 16mm 21mm }
body { font-family: 'Noto Serif CJK SC'; font-size: 10.5pt; margin: 0; line-height: 1.55 }
section { break-after: page; position: relative } section:last-child { break-after: auto }
h1 { font-family: 'Noto Sans CJK SC'; font-weight: bold; text-align: center; letter-spacing: .06em; margin: .3em 0 .5em }
table { border-collapse: collapse; width: 100%; margin: 5pt 0 } td, th { border: .7pt solid #333; padding: 2.5pt 4pt }
th { font-family: 'Noto Sans CJK SC'; font-weight: bold } td.l { width: 24%; background: #f2f5f8 } td.q { width: 17%; background: #f2f5f8 }
p { margin: 3pt 0 } p.i { text-indent: 2em } .sign { margin: 16pt 0 0 46%; position: relative; line-height: 2.3 }
.sign img.hand { height: 26pt; vertical-align: middle } .sign img.seal { position: absolute; width: 40mm; left: 12mm; top: -6mm; opacity: .86 }
"""


def to_pdf(papers: Sequence[Paper], fonts: Fonts) -> bytes:
    """The papers one after the other as one PDF."""
    pages = [page for paper in papers for page in paper.pages]
    body = "".join(f"<section>{''.join(_html(block, fonts) for block in page)}</section>" for page in pages)
    page = sheet()
    page.set_content(
        f"<!doctype html><html lang=zh-CN><meta charset=utf-8><style>{STYLE}</style><body>{body}</body></html>"
    )
    made: bytes = page.pdf(prefer_css_page_size=True)
    told = [block.text for page in pages for block in page if isinstance(block, Hidden) and block.how == "metadata"]
    return _with_metadata(made, told)


def _with_metadata(made: bytes, told: Sequence[str]) -> bytes:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.ERROR)  # chromium writes one object more than its trailer says
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made))
    writer.add_metadata({"/CreationDate": "D:20240101000000", "/ModDate": "D:20240101000000", "/Producer": "示例"})
    if told:
        writer.add_metadata({"/Keywords": " ".join(told)})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _uri(image: Image.Image) -> str:
    return "data:image/png;base64," + base64.b64encode(png(image)).decode()


def _html(block: Block, fonts: Fonts) -> str:
    match block:
        case Title(text, size):
            return f"<h1 style='font-size:{size}pt'>{escape(text)}</h1>"
        case Text(lines, indent, align, size):
            kind = "i" if indent else ""
            return "".join(
                f"<p class='{kind}' style='text-align:{align};font-size:{size}pt'>{escape(one)}</p>" for one in lines
            )
        case Pairs(rows, style):
            return _pairs(rows, style)
        case Grid(head, rows, size):
            top = "".join(f"<th>{escape(one)}</th>" for one in head)
            body = "".join("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>" for row in rows)
            return f"<table style='font-size:{size}pt;line-height:1.3'><tr>{top}</tr>{body}</table>"
        case Sign():
            return _sign(block, fonts)
        case Picture(kind, labels, height):
            return f"<p style='text-align:center'><img style='height:{height}pt' src='{_uri(picture(kind, labels, fonts))}'></p>"
        case Hidden(text, how):
            return _hidden(text, how)
        case Gap(height):
            return f"<div style='height:{height}pt'></div>"


def _pairs(rows: Sequence[tuple[str, str]], style: str) -> str:
    if style == "colon":
        return "".join(f"<p>{escape(label)}：{escape(value)}</p>" for label, value in rows)
    if style == "two":
        flat = [*rows, *([] if len(rows) % 2 == 0 else [("", "")])]
        lines = (
            "".join(f"<td class=q>{escape(a)}</td><td>{escape(b)}</td>" for a, b in flat[at : at + 2])
            for at in range(0, len(flat), 2)
        )
        return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"
    return (
        "<table>" + "".join(f"<tr><td class=l>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in rows) + "</table>"
    )


def _sign(block: Sign, fonts: Fonts) -> str:
    lines = []
    for label, name in block.lines:
        after = ""
        if name:
            after = f"<img class=hand src='{_uri(hand(name, fonts))}'>" if block.drawn else escape(name)
        lines.append(f"<div>{escape(label)}{after}</div>")
    over = f"<img class=seal src='{_uri(seal(block.seal, fonts, below='示例'))}'>" if block.seal else ""
    return f"<div class=sign>{''.join(lines)}{over}</div>"


def _hidden(text: str, how: str) -> str:
    look = {
        "white": "color:#fff;font-size:9pt",
        "tiny": "font-size:1px;line-height:1",
        "off_page": "position:absolute;left:0;top:0;width:1px;white-space:nowrap;color:#fefefe;font-size:3pt",
        "zero_width": "font-size:8pt",
    }
    if how not in look:
        return ""
    return f"<div style='{look[how]}'>{escape(chr(0x200B).join(text) if how == 'zero_width' else text)}</div>"
