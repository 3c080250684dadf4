"""Layouts of a fifth test split, and what it sets around its chapters and in its tables beyond what every split has.

Lives here: FACES, LAYOUTS, SEED, COUNTS, `arranged`. May import: blocks, layout.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evals.guides.blocks import Block, Break, Grid, Line, Square
from evals.guides.layout import Face, Layout


@dataclass(frozen=True, slots=True)
class Arranged(Layout):
    """A layout with what only this split sets."""

    front: bool = False  # chapters before the industries
    split_head: tuple[str, str] | None = None  # two heads over the two label columns
    notes_inside: bool = False  # footnotes are the table's last row
    listed: bool = False  # measures: a row for each alert, the grade merged down
    renamed: tuple[tuple[str, str], ...] = ()  # heads of grades put otherwise
    measure_caption: str = ""  # over the measures, or as usual


SEED = 517003
ABC, ABCD, MANY = ("A", "B", "C"), ("A", "B", "C", "D"), ("A", "B", "B-", "C", "D")
PAIR, ONE = ("绩效引领性", "非绩效引领性"), ("绩效引领性",)
LETTERS = (ABC, ABCD, ABC, MANY)
SHORT = (("绩效引领性企业", "引领性"), ("非绩效引领性企业", "非引领性"))
AS_INDEX = (("绩效引领性企业", "引领性指标"), ("非绩效引领性企业", "非引领性指标"))
HEADS = ("指标类别", "具体指标")
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN"),
        Face("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, "WenQuanYi Micro Hei"),
        Face("/usr/share/fonts/truetype/arphic/ukai.ttc", 0, "AR PL UKai CN"),
    ),
    "chromium": (
        Face("", 0, "Noto Serif CJK SC", "Liberation Serif"),
        Face("", 0, "Noto Sans CJK SC", "Liberation Sans"),
        Face("", 0, "AR PL UMing CN", "Liberation Serif"),
    ),
    "docx": (Face("", 0, "仿宋", "Times New Roman"), Face("", 0, "等线")),
    "libreoffice": (
        Face("", 0, "Noto Serif CJK SC", "Liberation Serif"),
        Face("", 0, "AR PL UMing CN"),
        Face("", 0, "Noto Sans CJK SC", "Liberation Sans"),
    ),
}
LAYOUTS = (
    # chromium
    Arranged("chromium", ladders=LETTERS, front=True, split_head=HEADS, first="差异化指标", labels_centred=True, rows=10, body=12, size=9.5, footer="— {n} —"),
    Arranged("chromium", ladders=(PAIR,), head="{g}企业", renamed=SHORT, first="指标项目", rows=10, size=10.5, labels_centred=True, measures="text", body=11.5, footer="{n}"),
    Arranged("chromium", ladders=LETTERS, landscape=True, notes_inside=True, rows=15, long_cells=0.7, size=8.5, head="{g}级企业", first="项目", rules="frame", face=1),
    Arranged("chromium", ladders=(ABCD, MANY), bottom="column", split_head=("一级指标", "二级指标"), rows=11, labels_centred=True, listed=True, rules="full", face=2, header="示例省技术指南"),
    Arranged("chromium", ladders=LETTERS, tables=3, rows=6, numbered=True, first="指标", rules="hairline", lists="hang", measures="by_alert", footer="第 {n} 页", face=1),
    Arranged("chromium", ladders=LETTERS, matrix=True, rows=10, colour="#dbe5f1", rules="full", notes_inside=True, front=True, measures="across", size=9.2, margin=64),
    Arranged("chromium", ladders=(PAIR,), head="{g}企业", renamed=AS_INDEX, matrix=True, numbered=True, first="评定指标", rows=11, notes_inside=True, listed=True, measure_caption="应急响应期间减排措施表", margin=70, face=1),
    Arranged("chromium", ladders=LETTERS, rules="open", two_line_head="绩效等级", split_head=HEADS, rows=14, merges=0.42, long_cells=0.5, size=8.8, justify=True, contents=True, face=2),
    Arranged("chromium", ladders=LETTERS, caption_inside=True, repeat_head=True, rows=16, align="top", rules="full", remark=True, first="指标内容", size=8.6, measures="text", front=True, face=1),
    Arranged("chromium", ladders=(ABC, ABCD), head="{g}级要求", pieces=6, rows=12, rules="frame", split_head=("类别", "指标"), labels_centred=True, listed=True, merge_measures=True, formulas=True),
    Arranged("chromium", ladders=(ONE,), head="{g}企业", first="差异化指标", rows=12, size=10.5, long_cells=0.8, lists="indent", measures="by_alert", notes_inside=True, body=12, margin=72, face=2),
    Arranged("chromium", ladders=LETTERS, industries=3, rows=8, rules="booktabs", merges=0, padding=5, first="指标", sub=False, measures="across", distractors=("checks", "factors"), face=1, footer="{n}"),
    # reportlab
    Arranged("reportlab", ladders=LETTERS, front=True, split_head=HEADS, rows=10, split_rows=False, labels_centred=True, body=11, footer="- {n} -"),
    Arranged("reportlab", ladders=(PAIR,), head="{g}企业", renamed=AS_INDEX, rows=11, split_rows=False, size=10, padding=4, notes_inside=True, measures="text", face=1),
    Arranged("reportlab", ladders=LETTERS, landscape=True, rows=14, split_rows=False, size=8.4, numbered=True, split_head=("指标大类", "指标小类"), rules="frame", listed=True, measure_caption="应急响应期间减排措施表", face=2),
    Arranged("reportlab", ladders=(ABCD, MANY), bottom="indicator", rows=10, split_rows=False, colour="#e2efda", notes_inside=True, labels_centred=True, measures="by_alert", first="评价指标"),
    Arranged("reportlab", ladders=LETTERS, tables=2, rows=7, split_rows=False, matrix=True, head="{g}级企业", first="指标", measures="across", rules="hairline", face=1, header="技术指南（示例）"),
    Arranged("reportlab", ladders=LETTERS, rows=13, split_rows=False, pieces=5, rules="full", two_line_head="分级要求", listed=True, merge_measures=True, lists="hang", front=True, face=2),
    Arranged("reportlab", ladders=(PAIR,), head="{g}企业", numbered=True, matrix=True, rows=9, split_rows=False, labels_centred=True, size=9.5, first="指标类型", listed=True, measure_caption="应急响应期间减排措施表", margin=68),
    Arranged("reportlab", ladders=LETTERS, rows=12, split_rows=True, caption_inside=True, merges=0.4, rules="frame", size=8.8, align="top", measures="text", long_cells=0.6, face=1),
    Arranged("reportlab", ladders=(ABC, ABCD), rows=9, split_rows=False, sections=True, split_head=HEADS, remark=True, size=8.8, notes_inside=True, measures="across"),
    Arranged("reportlab", ladders=(ONE,), head="{g}企业", rows=12, split_rows=False, size=10.5, padding=4, first="引领性指标类别", measures="text", body=11.5, notes_inside=True, face=2),
    Arranged("reportlab", ladders=LETTERS, rows=8, split_rows=False, rules="booktabs", merges=0, padding=5, sub=False, first="项目", industries=3, distractors=("steps",), listed=True, face=1),
    Arranged("reportlab", ladders=LETTERS, rows=16, split_rows=False, size=7.8, leading=1.25, landscape=True, matrix=True, small_powers=True, split_head=HEADS, contents=True, measures="by_alert", footer="{n}"),
    # libreoffice
    Arranged("libreoffice", ladders=LETTERS, front=True, split_head=HEADS, rows=10, labels_centred=True, body=12, size=9.5, footer="示例省生态环境厅"),
    Arranged("libreoffice", ladders=(PAIR,), head="{g}企业", renamed=SHORT, rows=11, size=10, labels_centred=True, notes_inside=True, measures="text", face=1),
    Arranged("libreoffice", ladders=LETTERS, landscape=True, rows=15, size=8.5, numbered=True, auto_numbers=True, listed=True, measure_caption="应急响应期间减排措施表", long_cells=0.6, face=2),
    Arranged("libreoffice", ladders=(ABCD, MANY), bottom="cell", rows=10, split_head=("一级指标", "二级指标"), rules="frame", notes_inside=True, measures="across", face=1),
    Arranged("libreoffice", ladders=LETTERS, tables=3, rows=6, matrix=True, rules="hairline", head="{g}级企业", split_rows=False, listed=True, merge_measures=True),
    Arranged("libreoffice", ladders=LETTERS, rows=14, merges=0.4, two_line_head="绩效分级", colour="#d9e2f3", formulas=True, measures="by_alert", front=True, face=2),
    Arranged("libreoffice", ladders=(PAIR,), head="{g}企业", renamed=AS_INDEX, numbered=True, rows=9, matrix=True, labels_centred=True, listed=True, measure_caption="应急响应期间减排措施表", split_rows=False, face=1),
    Arranged("libreoffice", ladders=LETTERS, rows=12, pieces=6, split_head=HEADS, labels_centred=True, measures="text", soft_breaks=True, header="示例指南"),
    Arranged("libreoffice", ladders=(ABC, ABCD), rows=10, caption_inside=True, remark=True, notes_inside=True, measures="across", contents=True, face=2),
    Arranged("libreoffice", ladders=(ONE,), head="{g}企业", rows=12, size=10.5, body=12, first="差异化指标", measures="text", auto_numbers=True, notes_inside=True, face=1),
    Arranged("libreoffice", ladders=LETTERS, rows=9, rules="open", sections=True, split_head=("类别", "指标"), listed=True, split_rows=False, distractors=("contacts",)),
    Arranged("libreoffice", ladders=LETTERS, industries=3, rows=8, sub=False, rules="horizontal", merges=0, first="指标", measures="by_alert", footer="示例", distractors=("checks",), face=2),
    # docx
    Arranged("docx", ladders=LETTERS, front=True, split_head=HEADS, rows=10, labels_centred=True, body=12),
    Arranged("docx", ladders=(PAIR,), head="{g}企业", renamed=SHORT, rows=11, notes_inside=True, measures="text", face=1),
    Arranged("docx", ladders=LETTERS, landscape=True, rows=14, numbered=True, auto_numbers=True, listed=True, measure_caption="应急响应期间减排措施表", long_cells=0.6),
    Arranged("docx", ladders=(ABCD, MANY), bottom="column", rows=10, split_head=("一级指标", "二级指标"), notes_inside=True, measures="across", face=1),
    Arranged("docx", ladders=LETTERS, tables=3, rows=6, matrix=True, head="{g}级企业", listed=True, merge_measures=True, formulas=True),
    Arranged("docx", ladders=(PAIR,), head="{g}企业", renamed=AS_INDEX, numbered=True, matrix=True, rows=10, listed=True, measure_caption="应急响应期间减排措施表", soft_breaks=True, face=1),
    Arranged("docx", ladders=LETTERS, rows=12, pieces=6, two_line_head="绩效分级", caption_inside=True, measures="by_alert", front=True),
    Arranged("docx", ladders=(ABC, ABCD), rows=9, sections=True, remark=True, notes_inside=True, measures="text", distractors=("emissions", "checks"), face=1),
)  # fmt: skip
COUNTS = {"text": 36, "docx": 8}

FRONT = {
    "6": (
        "1 范围",
        "2 规范性引用文件",
        "3 术语和定义",
        "4 总体要求",
        "5 预警分级与减排比例",
        "6 重点行业绩效分级与减排措施",
    ),
    "第": (
        "第一章　总则",
        "第二章　编制依据",
        "第三章　术语",
        "第四章　一般要求",
        "第五章　减排比例",
        "第六章　重点行业",
    ),
    "": ("编制目的", "编制依据", "有关用语", "工作要求", "区域减排比例要求", "分行业要求"),
}
ALERTS = ("黄色预警", "橙色预警", "红色预警")


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The blocks as this split prints them. What is no `Arranged` (the long guide) stays as it is."""
    if not isinstance(layout, Arranged):
        return list(blocks)
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(block, Grid) and any(one.key.startswith("m") for one in block.squares):
            if isinstance(before, Line) and layout.measure_caption:
                made[-1] = replace(before, text=layout.measure_caption)
            made.append(_listed(block) if layout.listed else _renamed(block, layout))
        elif isinstance(block, Grid):
            made.append(_headed(_renamed(block, layout), layout))
        elif isinstance(block, Line) and block.kind == "note" and layout.notes_inside and isinstance(before, Grid):
            made[-1] = _noted(before, block.text)
        else:
            made.append(block)
    at = next(at for at, block in enumerate(made) if isinstance(block, Line) and block.kind == "heading")
    head = made[at]
    assert isinstance(head, Line)
    sign = head.text[:1]
    if not layout.front and sign not in ("6", "第"):  # industries within a numbered chapter have chapters before them
        return made
    return [*made[:at], *_front(sign, rng), *made[at:]]


def _renamed(grid: Grid, layout: Arranged) -> Grid:
    names: dict[tuple[str, ...], tuple[str, ...]] = {(old,): (new,) for old, new in layout.renamed}
    return replace(grid, squares=tuple(replace(one, lines=names.get(one.lines, one.lines)) for one in grid.squares))


def _headed(grid: Grid, layout: Arranged) -> Grid:
    """Each of the two label columns with a head of its own."""
    if not layout.split_head:
        return grid
    squares: list[Square] = []
    for one in grid.squares:
        if one.head and one.cols == 2 and one.lines == (layout.first,):
            squares += [
                replace(one, cols=1, col=one.col + at, lines=(text,)) for at, text in enumerate(layout.split_head)
            ]
        else:
            squares.append(one)
    return replace(grid, squares=tuple(squares))


def _noted(grid: Grid, text: str) -> Grid:
    """The note in a last row over all columns, below those that are there."""
    last = grid.squares[-1]
    if last.cols == grid.cols and last.row == grid.rows - 1 and not last.key and last.lines[0].find("示例：") >= 0:
        return replace(grid, squares=(*grid.squares[:-1], replace(last, lines=(*last.lines, text))))
    return replace(grid, squares=(*grid.squares, Square(grid.rows, 0, 1, grid.cols, (text,))), rows=grid.rows + 1)


def _listed(grid: Grid) -> Grid:
    """Grades down, alerts across, set as a list: the grade, the alert, the measure."""
    alerts = [one for one in grid.squares if one.row == 0 and one.col > 0]
    squares = [
        Square(0, at, 1, 1, (text,), head=True) for at, text in enumerate(("绩效等级", "预警级别", "应急减排措施"))
    ]
    wide = len(alerts)
    for row in range(1, grid.rows):
        begin = 1 + (row - 1) * wide
        inner = [one for one in grid.squares if one.row == row]
        squares += [replace(one, row=begin, rows=wide) for one in inner if one.col == 0]
        squares += [Square(begin + at, 1, 1, 1, one.lines) for at, one in enumerate(alerts)]
        squares += [replace(one, row=begin + one.col - 1, col=2, rows=one.cols, cols=1) for one in inner if one.col > 0]
    return Grid(tuple(squares), 1 + wide * (grid.rows - 1), 3, 1, (0.16, 0.24, 0.6))


def _front(sign: str, rng: random.Random) -> list[Block]:
    """Chapters before the industries: none of them states an indicator."""
    heads = FRONT.get(sign, FRONT[""])
    rows: list[tuple[str, ...]] = [("预警级别", "颗粒物", "氮氧化物", "VOCs")]
    rows += [(name, *(f"{10 * at + rng.choice((0, 5))}%" for _ in range(3))) for at, name in enumerate(ALERTS, 1)]
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return [
        Line("heading", heads[0]),
        Line(
            "para",
            "本示例指南规定了重污染天气应急减排措施制定的一般要求、重点行业绩效分级指标和减排措施，供程序检验使用。",
        ),
        Line("heading", heads[1]),
        Line("para", "示例标准一：《示例行业大气污染物排放要求》"),
        Line("para", "示例标准二：《示例炉窑监测技术要求》"),
        Line("heading", heads[2]),
        Line("para", "绩效分级：依据示例指标，将同一行业的企业由优到劣划分等级。"),
        Line("para", "减排基数：上一自然年度示例污染物的日均排放量。"),
        Line("heading", heads[3]),
        Line("para", "各地应按照“一厂一策”的原则编制示例减排方案，做到可操作、可监测、可核查。"),
        Line("para", "同一企业不得既按长期停产申报，又按减排措施核算，具体以示例清单为准。"),
        Line("heading", heads[4]),
        Line("caption", "不同预警级别的区域减排比例（示例）"),
        Grid(tuple(squares), len(rows), 4, 1, (0.28, 0.24, 0.24, 0.24)),
        Line("heading", heads[5]),
        *([Break()] if rng.random() < 0.5 else []),
    ]
