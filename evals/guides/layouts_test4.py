"""Layouts of a fourth sealed set: a guide with its preface and tail, two heads over two labels, a column of how it is checked.

Lives here: FACES, LAYOUTS, SEED, COUNTS, and `arranged`, which sets the blocks of a guide as these layouts want them.
May import: blocks, layout, wording_test4.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.guides.blocks import Block, Break, Grid, Line, Square
from evals.guides.layout import Face, Layout, Scan
from evals.guides.wording_test4 import ALERT_HEADS, ALERT_ROWS, ASIDES, FRONTS, ISSUED, TAIL

SEED = 771300
LADDERS = (("A", "B", "C", "D"), ("A", "B", "C"), ("A", "B", "C", "D"), ("A", "B", "B-", "C", "D"), ("A", "B", "C"))
FEW = (("A", "B", "C"), ("A", "B", "C", "D"), ("A", "B"))
FOUR = (("A", "B", "C", "D"),)
LONG = (("A", "B", "B-", "C", "D"), ("A", "B", "C", "D"))
LEAD = (("绩效引领性",),)
BOTH = (("绩效引领性", "非绩效引领性"),)
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN", lacks="₂ₓ"),
        Face("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0, "AR PL KaitiM GB", lacks="³₂ₓ噁"),
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "WenQuanYi Zen Hei", lacks="ₓ"),
    ),
    "chromium": (
        Face("", 0, "Noto Serif CJK SC", latin="Liberation Serif"),
        Face("", 0, "AR PL UKai CN", latin="DejaVu Serif"),
        Face("", 0, "WenQuanYi Zen Hei", latin="Liberation Sans"),
    ),
    "docx": (Face("", 0, "仿宋", latin="Times New Roman"), Face("", 0, "微软雅黑"), Face("", 0, "楷体_GB2312")),
    "libreoffice": (
        Face("", 0, "Noto Serif CJK SC", latin="Liberation Serif"),
        Face("", 0, "WenQuanYi Zen Hei", latin="DejaVu Sans"),
        Face("", 0, "Noto Sans CJK SC", latin="Liberation Serif"),
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet(Layout):
    """A layout, and what is set around its tables."""

    label_heads: tuple[str, ...] = ()  # a head for each of the two label columns
    aside: str = ""  # the head of a last column that says how an indicator is checked
    front: str = ""  # a key of FRONTS: a preface before the chapters
    issued: bool = False  # who issued it, under the title
    alert_table: bool = False  # what each alert is, after the preface
    tail: bool = False  # a last chapter without a table
    chapter_break: bool = False  # a page for each chapter
    corner: str = ""  # the first head of the table of measures
    measures_title: str = ""  # of the table of measures, after the industry's name


LAYOUTS: tuple[Sheet, ...] = (
    # chromium
    Sheet("chromium", ladders=LADDERS, labels_centred=True, label_heads=("指标类别", "具体指标"), front="总　则", issued=True, rows=9, footer="第 {n} 页", size=9.5, margin=62),
    Sheet("chromium", ladders=FEW, rules="frame", aside="核查方式", label_heads=("类别", "项目"), bottom="indicator", rows=10, front="编制说明", header="示例技术指南", face=1),
    Sheet("chromium", ladders=LEAD, head="{g}企业", rules="hairline", numbered=True, labels_centred=True, rows=11, measures="text", chapter_break=True, lists="hang", face=2),
    Sheet("chromium", ladders=BOTH, head="{g}企业", rules="full", colour="#d9e2f3", rows=9, merges=0.15, corner="企业类型", measures_title="应急减排措施", alert_table=True, front="总体要求"),
    Sheet("chromium", ladders=FOUR, landscape=True, rules="full", bottom="column", label_heads=("指标", "分项"), labels_centred=True, rows=14, long_cells=0.6, size=8.5, footer="—{n}—", face=2),
    Sheet("chromium", ladders=FEW, rules="horizontal", merges=0, align="top", padding=4.5, rows=8, zebra="#f3f6fa", first="评级指标", head="绩效{g}级", measures="across", corner="预警等级", face=1),
    Sheet("chromium", ladders=LADDERS, matrix=True, label_heads=("控制项目", "因子"), rules="open", labels_centred=True, rows=10, tail=True, formulas=True, two_line_head="绩效评级要求"),
    Sheet("chromium", ladders=LONG, size=7.8, padding=2, rows=13, merges=0.35, rules="full", caption_inside=True, labels_centred=True, landscape=True, issued=True, merge_measures=True, face=2),
    Sheet("chromium", ladders=LADDERS, rules="double", pieces=6, rows=12, align="middle", aside="依据", merge_measures=True, measures_title="减排措施一览表", chapter_break=True, face=1),
    Sheet("chromium", ladders=LADDERS, sections=True, tables=2, rows=7, rules="frame", colour="#f2f2f2", justify=True, distractors=("emissions", "checks"), measures="by_alert"),
    Sheet("chromium", ladders=FEW, rotate=90, landscape=True, rows=10, sub=False, lists="indent", rules="full", contents=True, front="总　则", tail=True, face=2),
    Sheet("chromium", ladders=FOUR, transposed=True, landscape=True, sub=False, rows=5, first="企业等级", rules="full", size=8.5, head="{g}级", measures="across", distractors=("terms",), face=1),
    # reportlab
    Sheet("reportlab", ladders=LADDERS, split_rows=False, labels_centred=True, label_heads=("指标类别", "具体指标"), rows=9, front="总体要求", issued=True, footer="- {n} -", margin=60),
    Sheet("reportlab", ladders=FEW, split_rows=False, rules="frame", aside="核查要求", rows=9, bottom="cell", colour="#e7e6e6", face=1, header="示例省减排清单"),
    Sheet("reportlab", ladders=LEAD, head="{g}企业", split_rows=False, numbered=True, labels_centred=True, rows=11, measures="text", lists="hang", size=10, face=2),
    Sheet("reportlab", ladders=BOTH, head="{g}企业", split_rows=False, rows=9, merges=0.15, rules="hairline", corner="类型", alert_table=True, front="编制说明", tail=True),
    Sheet("reportlab", ladders=FOUR, split_rows=False, landscape=True, rows=13, long_cells=0.5, size=8.5, two_line_head="企业绩效等级", label_heads=("项目", "子项"), face=2),
    Sheet("reportlab", ladders=FEW, split_rows=False, rules="horizontal", merges=0, align="top", padding=5, rows=8, first="评价内容", head="绩效{g}级", measures="across", corner="预警颜色", face=1),
    Sheet("reportlab", ladders=LADDERS, split_rows=False, matrix=True, rows=10, labels_centred=True, rules="full", zebra="#f4f4f4", formulas=True, measures_title="应急响应措施"),
    Sheet("reportlab", ladders=LONG, split_rows=False, landscape=True, size=8, padding=2, rows=12, merges=0.35, caption_inside=True, merge_measures=True, labels_centred=True, face=2),
    Sheet("reportlab", ladders=LADDERS, split_rows=False, pieces=5, rows=11, rules="open", label_heads=("一级指标", "二级指标"), chapter_break=True, contents=True, face=1),
    Sheet("reportlab", ladders=LADDERS, split_rows=False, sections=True, tables=2, rows=7, rules="frame", distractors=("emissions", "contacts"), measures="by_alert", face=2),
    Sheet("reportlab", ladders=FEW, split_rows=False, rotate=270, landscape=True, sub=False, rows=9, numbered=True, remark=True, colour="#fce4d6", small_powers=True),
    Sheet("reportlab", ladders=FOUR, split_rows=False, over="重污染天气绩效分级指标（示例）", head_groups=("鼓励类", "管控类"), rows=9, merges=0.3, labels_centred=True, merge_measures=True, face=1),
    # libreoffice
    Sheet("libreoffice", ladders=LADDERS, labels_centred=True, label_heads=("指标类别", "具体指标"), rows=10, front="总　则", issued=True, margin=64),
    Sheet("libreoffice", ladders=FEW, rules="frame", aside="核查方式", bottom="indicator", rows=10, colour="#dbe5f1", measures_title="分级减排措施", face=1),
    Sheet("libreoffice", ladders=LEAD, head="{g}企业", numbered=True, auto_numbers=True, rows=11, measures="text", labels_centred=True, chapter_break=True, face=2),
    Sheet("libreoffice", ladders=BOTH, head="{g}企业", rules="hairline", rows=9, merges=0.15, corner="企业类型", alert_table=True, front="编制说明"),
    Sheet("libreoffice", ladders=FOUR, landscape=True, rows=14, long_cells=0.6, size=8.5, bottom="column", label_heads=("指标", "分项"), labels_centred=True, merge_measures=True, face=1),
    Sheet("libreoffice", ladders=FEW, rules="horizontal", merges=0, rows=8, first="考评内容", head="绩效{g}级", measures="across", corner="预警等级", tail=True, face=2),
    Sheet("libreoffice", ladders=LADDERS, matrix=True, rules="open", rows=10, formulas=True, two_line_head="绩效评级要求", labels_centred=True, header="示例技术指南"),
    Sheet("libreoffice", ladders=LONG, landscape=True, size=8, rows=12, merges=0.35, caption_inside=True, split_rows=False, face=1),
    Sheet("libreoffice", ladders=LADDERS, pieces=5, rows=11, rules="double", aside="认定方式", chapter_break=True, contents=True, face=2),
    Sheet("libreoffice", ladders=LADDERS, sections=True, tables=2, rows=7, auto_numbers=True, distractors=("emissions", "steps"), measures="by_alert"),
    Sheet("libreoffice", ladders=FEW, sub=False, rows=9, numbered=True, remark=True, soft_breaks=True, repeat_head=False, issued=True, face=1),
    Sheet("libreoffice", ladders=FOUR, head_groups=("鼓励类", "管控类"), over="绩效评级指标（示例）", rows=9, labels_centred=True, merge_measures=True, front="总体要求", tail=True, face=2),
    # docx
    Sheet("docx", ladders=LADDERS, labels_centred=True, label_heads=("指标类别", "具体指标"), rows=10, front="总　则", issued=True, margin=64),
    Sheet("docx", ladders=FEW, aside="核查方式", auto_numbers=True, rows=10, bottom="indicator", measures_title="分级减排措施", face=1),
    Sheet("docx", ladders=LEAD, head="{g}企业", numbered=True, rows=11, measures="text", chapter_break=True, formulas=True, face=2),
    Sheet("docx", ladders=BOTH, head="{g}企业", rows=9, merges=0.15, corner="企业类型", alert_table=True, front="编制说明", soft_breaks=True),
    Sheet("docx", ladders=FOUR, landscape=True, rows=14, long_cells=0.6, bottom="column", label_heads=("指标", "分项"), merge_measures=True, face=1),
    Sheet("docx", ladders=LADDERS, matrix=True, rows=10, two_line_head="绩效评级要求", measures="across", corner="预警等级", tail=True, face=2),
    Sheet("docx", ladders=LADDERS, sections=True, tables=2, rows=7, distractors=("emissions", "steps"), measures="by_alert", soft_breaks=True, colour="#e2efd9"),
    Sheet("docx", ladders=LONG, landscape=True, rows=12, merges=0.35, caption_inside=True, contents=True, front="总体要求", face=1),
    # scans
    Sheet("chromium", ladders=FEW, industries=1, rows=6, size=10, labels_centred=True, label_heads=("类别", "指标"), scan=Scan(200, 0.4, 4, 62)),
    Sheet("chromium", ladders=FOUR, industries=1, rows=6, size=10, landscape=True, rules="frame", aside="核查方式", scan=Scan(200, -0.5, 5, 58), face=1),
    Sheet("chromium", ladders=LEAD, head="{g}企业", industries=1, rows=8, size=10.5, numbered=True, measures="text", scan=Scan(150, 0.2, 3, 68), face=2),
    Sheet("chromium", ladders=FEW, industries=1, rows=6, size=10, matrix=True, rules="double", front="总　则", scan=Scan(200, 0.6, 5, 55)),
    Sheet("reportlab", ladders=FEW, split_rows=False, industries=1, rows=6, size=10, labels_centred=True, rules="frame", scan=Scan(200, -0.4, 4, 60)),
    Sheet("reportlab", ladders=BOTH, head="{g}企业", split_rows=False, industries=1, rows=7, size=10, merges=0.15, corner="企业类型", scan=Scan(300, 0.5, 4, 60), face=1),
    Sheet("reportlab", ladders=FOUR, split_rows=False, landscape=True, industries=1, rows=7, size=10, label_heads=("指标", "分项"), scan=Scan(200, 0.7, 5, 55), face=2),
    Sheet("reportlab", ladders=FEW, split_rows=False, industries=1, rows=6, size=10, bottom="indicator", aside="核查要求", scan=Scan(200, -0.3, 4, 64)),
    Sheet("libreoffice", ladders=FEW, industries=1, rows=6, size=10, labels_centred=True, colour="#eeeeee", scan=Scan(200, 0.5, 4, 60)),
    Sheet("libreoffice", ladders=FOUR, industries=1, rows=7, size=10, landscape=True, bottom="column", merge_measures=True, scan=Scan(300, -0.6, 5, 58), face=1),
    Sheet("libreoffice", ladders=LADDERS, industries=1, rows=6, size=9.5, caption_inside=True, landscape=True, scan=Scan(200, 0.3, 5, 60), face=2),
    Sheet("libreoffice", ladders=FEW, industries=1, rows=6, size=10.5, sub=False, numbered=True, measures="text", scan=Scan(150, -0.2, 3, 66)),
)  # fmt: skip
COUNTS = {"text": 36, "docx": 8, "scan": 12}


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The guide's blocks with what stands around its chapters, and its tables with their further heads and columns."""
    if not isinstance(layout, Sheet):  # the long guide is set plainly
        return list(blocks)
    first = next(at for at, one in enumerate(blocks) if isinstance(one, Line) and one.kind == "heading")
    made = [*blocks[:1], *_issued(layout), *blocks[1:first], *_front(layout)]
    begun = False
    for one in blocks[first:]:
        if layout.chapter_break and isinstance(one, Line) and one.kind == "heading":
            made += [Break()] if begun else []
            begun = True
        made.append(_set(one, layout, rng))
    if layout.tail:
        made += [Line("heading", TAIL[0]), Line("para", TAIL[1])]
    return made


def _issued(layout: Sheet) -> list[Block]:
    return [Line("para", text) for text in ISSUED] if layout.issued else []


def _front(layout: Sheet) -> list[Block]:
    made: list[Block] = []
    if layout.front:
        made += [Line("heading", layout.front), *(Line("para", text) for text in FRONTS[layout.front])]
    if layout.alert_table:
        rows = (ALERT_HEADS, *ALERT_ROWS)
        squares = [Square(r, c, 1, 1, (text,), head=not r) for r, row in enumerate(rows) for c, text in enumerate(row)]
        made += [Line("caption", "示例预警分级"), Grid(tuple(squares), len(rows), 3, 1, (0.2, 0.5, 0.3))]
    return made


def _set(block: Block, layout: Sheet, rng: random.Random) -> Block:
    match block:
        case Line("caption", text) if layout.measures_title and text.endswith("差异化减排措施"):
            return replace(block, text=text.replace("差异化减排措施", layout.measures_title))
        case Grid() if any(one.key.startswith("c") for one in block.squares):
            return block if layout.transposed else _with_aside(_with_heads(block, layout), layout, rng)
        case Grid() if layout.corner and any(one.key.startswith("m") for one in block.squares):
            corner, *rest = block.squares
            return replace(block, squares=(replace(corner, lines=(layout.corner,)), *rest))
    return block


def _with_heads(grid: Grid, layout: Sheet) -> Grid:
    """A head of its own for each of two label columns."""
    squares: list[Square] = []
    for one in grid.squares:
        if layout.label_heads and one.head and one.cols == 2 and one.lines == (layout.first,):
            squares += [
                replace(one, col=one.col + at, cols=1, lines=(text,)) for at, text in enumerate(layout.label_heads)
            ]
        else:
            squares.append(one)
    return replace(grid, squares=tuple(squares))


def _with_aside(grid: Grid, layout: Sheet, rng: random.Random) -> Grid:
    """A last column with a word for each indicator on how it is looked at."""
    if not layout.aside:
        return grid
    whole = [one for one in grid.squares if one.cols == grid.cols]
    others = [one for one in grid.squares if one.cols < grid.cols]
    above = sum(one.head for one in whole)
    groups = [one for one in others if one.col == 0 and one.row >= grid.heads]
    added = [Square(above, grid.cols, grid.heads - above, 1, (layout.aside,), head=True)]
    added += [Square(one.row, grid.cols, one.rows, 1, (rng.choice(ASIDES),)) for one in groups]
    shares = (*(share * 0.9 for share in grid.shares), 0.1)
    widened = [replace(one, cols=one.cols + 1) for one in whole]
    return Grid((*widened, *others, *added), grid.rows, grid.cols + 1, grid.heads, shares)
