"""Layouts of a sixth sealed test split, by a seventh hand. Not to be read by who works on the importer.

Lives here: FACES, LAYOUTS, COUNTS, SEED; `revised` (what its guides hold besides) and `arranged` (what is set around and in
its tables). May import: blocks, build, layout, model, stepped, wording.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from evals.guides.blocks import Block, Break, Grid, Line, Square, grade_head
from evals.guides.build import LEADER, make_guide
from evals.guides.layout import Face, Layout, Scan
from evals.guides.model import Cell, Guide, Industry, Item, Limit, Measure, Row, Table
from evals.guides.stepped import family
from evals.guides.wording import Wording

SEED = 640900
COUNTS = {"text": 36, "docx": 8, "scan": 12}
SERIF = "Liberation Serif"
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN"),
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0, "WenQuanYi Zen Hei"),
        Face("/usr/share/fonts/truetype/arphic/ukai.ttc", 0, "AR PL UKai CN"),
    ),
    "chromium": (
        Face("", 0, "Noto Serif CJK SC", latin=SERIF),
        Face("", 0, "WenQuanYi Zen Hei"),
        Face("", 0, "AR PL UMing CN", latin=SERIF),
    ),
    "docx": (Face("", 0, "Noto Serif CJK SC", latin=SERIF), Face("", 0, "WenQuanYi Micro Hei")),
    "libreoffice": (
        Face("", 0, "Noto Serif CJK SC", latin=SERIF),
        Face("", 0, "AR PL UMing CN", latin=SERIF),
        Face("", 0, "WenQuanYi Micro Hei"),
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet(Layout):
    """A layout with what only this split sets."""

    front: str = ""  # letter | cover | log | codes | general
    label_heads: tuple[str, ...] = ()  # a head of its own over each of the two label columns
    notes_inside: bool = False  # the notes are the table's last row
    note_head: str = ""  # a line before the notes
    alerts_over: str = ""  # a line over the alerts in the head of the table of measures
    corner: str = ""  # in the corner of the table of measures
    joined: bool = False  # a grade's measures are one paragraph
    best_together: bool = False  # the best grade says one thing for all alerts, once
    mix: str = ""  # beside (a second table of 绩效引领性) | apart (limits in a table of their own)
    tail: str = ""  # form | review


FOUR = (("A", "B", "C", "D"),)
THREE = (("A", "B", "C"),)
TWO = (("A", "B"),)
MINUS = (("A", "B", "B-", "C"), ("A", "B", "B-", "C", "D"))
LEAD = ((LEADER,),)
PAIR = ((LEADER, "非绩效引领性"),)
ANY = (("A", "B", "C", "D"), ("A", "B", "C"))
KIND = ("指标类别", "指标内容")
ITEM = ("类别", "项目")
LAYOUTS = (
    # reportlab
    Sheet("reportlab", ladders=FOUR, head="{g}级企业", first="分级指标", footer="— {n} —", front="letter", measures="text", joined=True, bottom="indicator", rows=9, centre=False, split_rows=False),
    Sheet("reportlab", ladders=THREE, landscape=True, rotate=90, rows=10, two_line_head="企业绩效等级", head="{g}级", first="评定内容", measures="across", merge_measures=True, margin=48, size=9.5, split_rows=False),
    Sheet("reportlab", ladders=FOUR, rules="horizontal", merges=0, align="top", sections=True, first="指标", head="{g} 级", alerts_over="预警级别与减排要求", rows=11, padding=3.5, header="重点行业示例细则", split_rows=False),
    Sheet("reportlab", ladders=THREE, rules="frame", numbered=True, label_heads=KIND, head="{g}级指标", rows=10, labels_centred=True, front="codes", measures="by_alert", face=1, size=8.5, split_rows=False),
    Sheet("reportlab", ladders=TWO, rules="hairline", zebra="#eef3ea", remark=True, head="{g}级", first="考核项目", rows=12, face=1, corner="企业等级", measures="table", merges=0.2, split_rows=False),
    Sheet("reportlab", ladders=THREE, rules="booktabs", merges=0, matrix=True, formulas=True, padding=4, leading=1.5, first="项目", head="{g}级要求", rows=9, measures="text", tail="form", face=2, first_share=0.13, split_rows=False),
    Sheet("reportlab", ladders=FOUR, mix="apart", head="{g}级", first="指标", rows=10, label_heads=ITEM, colour="#dfe7f1", front="cover", measures="table", alerts_over="预警级别", corner="企业绩效等级", split_rows=False),
    Sheet("reportlab", ladders=THREE, mix="beside", head="{g}级企业", first="差异化要求", rows=9, measures="text", best_together=True, face=1, footer="第 {n} 页", split_rows=False),
    Sheet("reportlab", ladders=LEAD, rules="double", rows=11, first="引领性要求项目", notes_inside=True, measures="by_alert", face=2, size=10, industries=3, split_rows=False),
    Sheet("reportlab", ladders=ANY, rules="open", pieces=5, rows=12, head="{g}级", first="指 标", face=1, contents=True, footer="{n}", merges=0.15, note_head="表注：", split_rows=False),
    Sheet("reportlab", ladders=TWO, landscape=True, transposed=True, sub=False, rows=6, head="{g}级", first="绩效等级", measures="text", industries=3, size=9.5, merges=0, split_rows=False),
    Sheet("reportlab", ladders=MINUS, caption_inside=True, colour="#e6e0ec", head="{g}级", first="指标项", rows=10, size=8, margin=42, wide_digits=True, tail="review", measures="across", distractors=("terms",), face=1, split_rows=False),
    # chromium
    Sheet("chromium", ladders=FOUR, head="{g}级指标", first="绩效指标", bottom="column", rows=10, justify=True, footer="- {n} -", front="general", measures="text", best_together=True, margin=50),
    Sheet("chromium", ladders=THREE, rules="horizontal", merges=0, rows=11, first="内容", head="{g}级", align="top", formulas=True, measures="table", corner="等级", face=1, lists="hang"),
    Sheet("chromium", ladders=FOUR, landscape=True, rows=12, numbered=True, remark=True, head="{g}级企业", first="指标名称", labels_centred=True, measures="across", rotate=0, margin=40, face=2, split_rows=False),
    Sheet("chromium", ladders=THREE, rules="tint", colour="#3f6d5a", ink="#ffffff", head="绩效{g}级", first="评价指标", rows=9, mix="apart", measures="by_alert", face=1, watermark="示例"),
    Sheet("chromium", ladders=PAIR, head="{g}企业", first="绩效项目", rows=10, label_heads=KIND, notes_inside=True, measures="table", alerts_over="预警等级", front="log", lists="indent", size=9.5),
    Sheet("chromium", ladders=TWO, rules="frame", transposed=True, sub=False, landscape=True, rows=5, industries=3, head="{g}级", first="级别", tables=2, measures="text", face=2, merges=0),
    Sheet("chromium", ladders=THREE, mix="beside", rules="full", zebra="#f3f3f3", head="{g}级", first="指标类型", rows=10, front="letter", measures="table", merge_measures=True, face=0, leading=1.3),
    Sheet("chromium", ladders=MINUS, landscape=True, rotate=270, rows=11, size=8.5, head="{g}级", first="指标", over="企业应当达到的水平", upright=True, first_share=0.07, measures="text", joined=True),
    Sheet("chromium", ladders=FOUR, rules="booktabs", merges=0, matrix=True, rows=9, padding=4.5, head="{g}", two_line_head="绩 效 等 级", first="项 目", measures="across", small_powers=True, face=1),
    Sheet("chromium", ladders=ANY, rules="hairline", head_groups=("优先保障等级", "一般管控等级"), head="{g}级", first="管控指标", rows=10, sections=True, measures="table", face=2, spacing=0.3, tail="form"),
    Sheet("chromium", ladders=FOUR, rules="gap", pieces=5, rows=13, head="{g}级企业", first="差异化管控指标", repeat_head=False, measures="by_alert", split_rows=True, merges=0.15, break_all=True, contents=True),
    Sheet("chromium", ladders=LEAD, caption_inside=True, rows=12, long_cells=0.7, lists="ol", head="{g}", first="序列指标", tables=2, colour="#f7ead9", measures="text", distractors=("emissions", "checks"), face=1),
    # libreoffice
    Sheet("libreoffice", ladders=FOUR, head="{g}级", first="分级指标", rows=11, bottom="column", labels_centred=True, footer="示例文本 仅供检验", front="letter", measures="text"),
    Sheet("libreoffice", ladders=THREE, landscape=True, rows=10, head="{g}级企业", first="指标分类", label_heads=ITEM, auto_numbers=True, measures="table", alerts_over="不同预警下的减排要求", merge_measures=True, face=1),
    Sheet("libreoffice", ladders=THREE, rules="booktabs", merges=0, rows=9, head="{g}级", first="内容", measures="text", joined=True, formulas=True, padding=4, face=2, front="cover"),
    Sheet("libreoffice", ladders=FOUR, rules="frame", mix="apart", rows=10, head="{g}级指标", first="指标", two_line_head="等级划分", measures="across", header="绩效评定示例文本", margin=62, colour="#d9e2f3"),
    Sheet("libreoffice", ladders=LEAD, rows=12, tables=2, head="{g}企业", first="指标内容", numbered=True, measures="by_alert", soft_breaks=True, face=1, notes_inside=True),
    Sheet("libreoffice", ladders=MINUS, rows=11, size=8, margin=40, head="{g}级", first="考评要点", repeat_head=False, bottom="cell", measures="table", corner="等级", face=2, tail="review"),
    Sheet("libreoffice", ladders=TWO, rules="double", rows=10, head="{g} 级", first="评定要素", remark=True, sections=True, measures="text", best_together=True, long_cells=0.8),
    Sheet("libreoffice", ladders=THREE, mix="beside", rules="hairline", head="{g}级", first="指标", rows=8, measures="text", distractors=("terms", "steps"), face=1, note_head="注释"),
    Sheet("libreoffice", ladders=PAIR, rules="open", head="{g}", first="管理项目", rows=11, label_heads=KIND, measures="table", front="codes", centre=True, size=9.5),
    Sheet("libreoffice", ladders=FOUR, rules="horizontal", merges=0, matrix=True, rows=10, split_rows=False, head="{g}级", first="项目", measures="by_alert", wide_digits=True, face=2, first_share=0.14),
    Sheet("libreoffice", ladders=ANY, landscape=True, rows=13, pieces=5, head="{g}级", first="差异化条目", over="按等级执行的要求", measures="across", merges=0.2, split_rows=True, contents=True),
    Sheet("libreoffice", ladders=THREE, caption_inside=True, rows=9, head="{g}级企业", first="项目名称", front="general", measures="none", tables=2, auto_numbers=True, body=12, size=9.5),
    # docx
    Sheet("docx", ladders=FOUR, rows=11, head="{g}级企业", first="分级条件", bottom="column", front="letter", measures="text", best_together=True),
    Sheet("docx", ladders=THREE, landscape=True, rows=10, head="{g}级", first="指标", label_heads=KIND, auto_numbers=True, measures="table", alerts_over="预警级别", face=1),
    Sheet("docx", ladders=LEAD, rows=12, head="{g}", first="指标名目", notes_inside=True, measures="by_alert", soft_breaks=True, tables=2),
    Sheet("docx", ladders=THREE, mix="apart", rows=9, head="{g}级指标", first="事项", two_line_head="绩效等级划分", measures="across", merge_measures=True, numbered=True, face=1),
    Sheet("docx", ladders=TWO, mix="beside", rows=9, head="{g}级", first="评审指标", word_style="Normal Table", rules="full", measures="text", joined=True, formulas=True),
    Sheet("docx", ladders=MINUS, rows=12, head="{g}级", first="要 求", pieces=6, caption_inside=True, measures="table", corner="级别", tail="form", wide_digits=True),
    Sheet("docx", ladders=PAIR, rows=10, head="{g}企业", first="项目", sections=True, word_style="Light Grid", rules="frame", measures="text", front="codes", face=1),
    Sheet("docx", ladders=TWO, transposed=True, sub=False, landscape=True, rows=6, head="{g}级", first="等次", industries=3, measures="table", merges=0, front="log"),
    # scans
    Sheet("reportlab", ladders=THREE, industries=1, rows=7, size=10.5, head="{g}级", first="指标", measures="text", scan=Scan(200, 0.6, 4, 60), split_rows=False),
    Sheet("chromium", ladders=TWO, industries=1, rows=8, size=10.5, head="{g}级企业", first="分级指标", measures="table", scan=Scan(300, -0.4, 3, 65), justify=True),
    Sheet("libreoffice", ladders=THREE, industries=1, rows=6, size=10.5, head="{g}级", first="内容", measures="text", best_together=True, labels_centred=True, scan=Scan(150, 0.3, 3, 70)),
    Sheet("reportlab", ladders=FOUR, industries=1, rows=6, size=10, landscape=True, head="{g}级", first="评定项目", measures="across", face=1, scan=Scan(300, 0.7, 5, 55), split_rows=False),
    Sheet("chromium", ladders=LEAD, industries=1, rows=9, size=11, head="{g}", first="指标要求", measures="by_alert", notes_inside=True, face=1, scan=Scan(150, -0.3, 3, 70)),
    Sheet("libreoffice", ladders=FOUR, industries=1, rows=7, size=10, bottom="column", head="{g}级指标", first="项目", measures="text", scan=Scan(200, -0.7, 4, 60)),
    Sheet("reportlab", ladders=TWO, industries=1, rows=8, size=10.5, rules="horizontal", merges=0, head="{g}级", first="项目", measures="table", alerts_over="预警级别", face=2, scan=Scan(200, -0.3, 5, 55), split_rows=False),
    Sheet("chromium", ladders=THREE, industries=1, rows=6, size=10.5, mix="apart", head="{g}级", first="指标", measures="text", joined=True, face=2, scan=Scan(200, 0.5, 4, 60)),
    Sheet("libreoffice", ladders=PAIR, industries=1, rows=8, size=10.5, head="{g}企业", first="管理要求", numbered=True, measures="table", scan=Scan(300, 0.5, 4, 60)),
    Sheet("reportlab", ladders=THREE, industries=1, rows=8, size=10.5, label_heads=KIND, head="{g}级", two_line_head="绩效等级", measures="text", colour="#e8e8e8", scan=Scan(150, 0.4, 2, 75), split_rows=False),
    Sheet("chromium", ladders=FOUR, industries=1, rows=7, size=10, landscape=True, head="{g}级", first="指标类目", measures="across", front="letter", scan=Scan(200, 0.35, 3, 65)),
    Sheet("libreoffice", ladders=TWO, industries=1, rows=7, size=11, rules="frame", head="{g}级", first="考核指标", remark=True, measures="by_alert", face=1, scan=Scan(300, -0.6, 4, 60)),
)  # fmt: skip


def revised(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """The guide with the tables that a layout of this split has besides."""
    if not isinstance(layout, Sheet) or not layout.mix:
        return guide
    made = []
    for at, industry in enumerate(guide.industries, 1):
        if layout.mix == "beside":
            made.append(_with_leader(industry, at, words, layout, rng))
        else:
            made.append(_with_limits_apart(industry, at, words, rng))
    return replace(guide, industries=tuple(made))


def _with_leader(industry: Industry, at: int, words: Wording, layout: Sheet, rng: random.Random) -> Industry:
    """A second table: 绩效引领性 of enterprises without the main process."""
    plain = replace(layout, ladders=LEAD, mix="", industries=1, tables=1, rows=max(5, layout.rows - 3))
    table = make_guide(words, plain, rng).industries[0].tables[0]
    title = f"表{at}-2 {industry.name}行业绩效引领性指标（仅有后段加工的示例企业）"
    raw = rng.choice(words.harder[0])
    measures = tuple(Measure(LEADER, alert, raw) for alert in dict.fromkeys(one.alert for one in industry.measures))
    first = replace(industry.tables[0], title=f"表{at}-1 {industry.name}行业绩效分级指标")
    return replace(industry, tables=(first, replace(table, title=title)), measures=(*industry.measures, *measures))


def _with_limits_apart(industry: Industry, at: int, words: Wording, rng: random.Random) -> Industry:
    """The limits in a table of their own: a row for each pollutant and place, bare numbers, the unit in the title."""
    main = industry.tables[0]
    kept = tuple(row for row in main.rows if not any(item.limits for cell in row.cells.values() for item in cell.items))
    marks = {cell.mark for row in kept for cell in row.cells.values()}
    notes = tuple(note for note in main.footnotes if note[0] in marks)
    unit = rng.choice([one for one in words.units if one.startswith("mg")])
    printed = {code: name for name, code in family(words, rng, many=True, burnt=True)}
    rows: list[Row] = []
    for code, name in printed.items():
        for place in sorted(rng.sample(words.places, rng.choice((1, 2, 2, 3)))):
            values = _rising(words.ladders[code], len(main.grades), rng)
            cells: dict[str, Cell] = {}
            for grade, before, value in zip(main.grades, (None, *main.grades), values, strict=False):
                limit = Limit(code, value, unit)
                same = before is not None and cells[before].items[0].limits == (limit,) and rng.random() < 0.5
                cells[grade] = cells[before] if same and before else Cell((Item(str(value), (limit,)),))
            rows.append(Row(name, place, cells))
    first = Table(f"表{at}-1 {industry.name}行业绩效分级指标", main.grades, kept, notes)
    second = Table(f"表{at}-2 {industry.name}行业排放浓度限值（单位：{unit}）", main.grades, tuple(rows))
    return replace(industry, tables=(first, second))


def _rising(ladder: Sequence[int | str], count: int, rng: random.Random) -> list[Decimal]:
    at, found = rng.randrange((len(ladder) + 1) // 2), []
    for _ in range(count):
        found.append(Decimal(ladder[at]))
        at = min(at + rng.choice((0, 1, 1, 2)), len(ladder) - 1)
    return found


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The guide's blocks as a layout of this split sets them."""
    made = list(blocks)
    if not isinstance(layout, Sheet):
        return made
    made = [_headed(one, layout) if isinstance(one, Grid) else one for one in made]
    made = list(_measures_told(made, layout))
    made = _noted(made, layout)
    return [*_front(made, layout, rng), *_tail(layout, rng)]


def _headed(grid: Grid, layout: Sheet) -> Grid:
    """The heads of a table of indicators or of measures as this layout words them."""
    plain, said = (
        grade_head("非绩效引领性", layout),
        ("非引领性指标" if "企业" not in layout.head else "非绩效引领性企业",),
    )
    squares = [replace(one, lines=said) if one.lines == plain else one for one in grid.squares]
    grid = replace(grid, squares=tuple(squares))
    if any(one.key.startswith("m") for one in grid.squares):
        return _measures_headed(grid, layout)
    split = next((one for one in grid.squares if one.head and one.cols == 2 and one.lines == (layout.first,)), None)
    if not layout.label_heads or split is None:
        return grid
    pair = [replace(split, col=split.col + at, cols=1, lines=(text,)) for at, text in enumerate(layout.label_heads)]
    return replace(grid, squares=tuple(part for one in grid.squares for part in (pair if one is split else [one])))


def _measures_headed(grid: Grid, layout: Sheet) -> Grid:
    corner = layout.corner or next(one.lines[0] for one in grid.squares if one.row == one.col == 0)
    squares = [replace(one, lines=(corner,)) if one.row == one.col == 0 else one for one in grid.squares]
    if not layout.alerts_over:
        return replace(grid, squares=tuple(squares))
    moved = [replace(one, rows=2) if one.row == one.col == 0 else replace(one, row=one.row + 1) for one in squares]
    over = Square(0, 1, 1, grid.cols - 1, (layout.alerts_over,), head=True)
    return replace(grid, squares=(moved[0], over, *moved[1:]), rows=grid.rows + 1, heads=grid.heads + 1)


def _measures_told(blocks: Sequence[Block], layout: Sheet) -> Iterator[Block]:
    """Measures in words, grade by grade: the best grade's said once, or all of a grade in one paragraph."""
    wanted = layout.measures == "text" and (layout.joined or layout.best_together)
    for told, group in groupby(blocks, lambda one: isinstance(one, Line) and one.key.startswith("m")):
        lines = list(group)
        if not told or not wanted:
            yield from lines
            continue
        texts = [one.text for one in lines if isinstance(one, Line)]
        bodies = {text.split("：", 1)[1] for text in texts}
        if layout.best_together and len(bodies) == 1:
            texts = ["黄色、橙色、红色预警期间：" + bodies.pop()]
            lines = lines[:1]
        if layout.joined:
            texts = ["；".join(text.rstrip("。") for text in texts) + "。"]
        for one, text in zip(lines, texts, strict=False):
            assert isinstance(one, Line)
            yield replace(one, text=text)


def _noted(blocks: Sequence[Block], layout: Sheet) -> list[Block]:
    """The notes under a table: as its last row, or after a line of their own."""
    made: list[Block] = []
    for noted, group in groupby(blocks, lambda one: isinstance(one, Line) and one.kind == "note"):
        if not noted:
            made += group
            continue
        lines = list(group)
        before = made[-1]
        if layout.notes_inside and isinstance(before, Grid):
            texts = tuple(one.text for one in lines if isinstance(one, Line))
            row = Square(before.rows, 0, 1, before.cols, texts)
            made[-1] = replace(before, squares=(*before.squares, row), rows=before.rows + 1)
            continue
        made += [Line("note", layout.note_head), *lines] if layout.note_head else lines
    return made


def _front(blocks: Sequence[Block], layout: Sheet, rng: random.Random) -> list[Block]:
    """What stands before the first chapter."""
    title, rest = blocks[0], list(blocks[1:])
    assert isinstance(title, Line)
    year = rng.choice((2025, 2026))
    rows: list[tuple[str, ...]]
    match layout.front:
        case "letter":
            return [
                Line("title", f"关于印发{title.text}的通知"),
                Line("caption", f"示例环气〔{year}〕{rng.randint(3, 90)}号"),
                Line("para", "各示例县（市、区）生态环境分局，有关单位："),
                Line("para", "为做好重污染天气应对，规范重点行业企业绩效评定，现将本文件印发给你们，请结合实际执行。"),
                Line("para", f"联系电话：000-{rng.randint(2000000, 8999999)}（示例）"),
                Line("para", f"{year}年{rng.randint(8, 11)}月{rng.randint(1, 28)}日"),
                Break(),
                title,
                *rest,
            ]
        case "cover":
            return [
                title,
                Line("caption", "（征求意见用示例文本）"),
                Line("caption", "示例省大气污染防治工作办公室"),
                Line("caption", f"{year}年{rng.randint(8, 11)}月"),
                Break(),
                *rest,
            ]
        case "log":
            rows = [
                ("版次", "日期", "修改内容"),
                ("示例一版", f"{year - 1}.0{rng.randint(1, 9)}", "首次编制"),
                ("示例二版", f"{year}.0{rng.randint(1, 9)}", "调整运输方式与监控要求，删去两个行业"),
            ]
            return [title, Line("caption", "修订记录"), _plain_grid(rows, (0.2, 0.2, 0.6)), *rest]
        case "codes":
            names = rng.sample(
                ("示例非金属制品", "示例化学原料", "示例纺织", "示例金属制品", "示例食品", "示例木材加工"), 4
            )
            rows = [("大类", "行业类别名称", "小类代码", "说明")]
            rows += [(f"C{rng.randint(13, 43)}", one, str(rng.randint(1310, 4390)), "全部") for one in names]
            return [
                title,
                Line("caption", "行业分类对照表（示例）"),
                _plain_grid(rows, (0.14, 0.4, 0.22, 0.24)),
                *rest,
            ]
        case "general":
            return [
                title,
                Line("heading", "总体要求"),
                Line("para", "坚持突出重点、分类施策，鼓励企业对标提升；评定结果实行动态管理，每年集中调整一次。"),
                Line("para", "企业对申报内容的真实性负责。弄虚作假的，取消当年评定资格（示例）。"),
                *rest,
            ]
    return [title, *rest]


def _tail(layout: Sheet, rng: random.Random) -> list[Block]:
    """What stands after the last chapter."""
    if layout.tail == "form":
        rows = [
            ("企业名称", "（示例）", "统一社会信用代码", ""),
            ("所属行业", "", "申报等级", "□A □B □C"),
            ("主要产品及产能", "", "排污许可证编号", ""),
            ("联系人", "", "联系电话", f"000-{rng.randint(2000000, 8999999)}"),
        ]
        return [
            Break(),
            Line("heading", "附录 企业绩效评定申报表"),
            Line("caption", "申报表（示例式样）"),
            _plain_grid(rows, (0.2, 0.3, 0.22, 0.28), heads=0),
        ]
    if layout.tail == "review":
        days = sorted(rng.sample(range(5, 40, 5), 3))
        return [
            Line("heading", "附则"),
            Line("para", f"市级部门自受理之日起{days[0]}个工作日内完成初审，{days[1]}个工作日内组织现场核查。"),
            Line("para", f"公示不少于{days[0]}个工作日。本文件由示例省大气办解释，自印发后第{days[2]}日施行。"),
        ]
    return []


def _plain_grid(rows: Sequence[Sequence[str]], shares: tuple[float, ...], *, heads: int = 1) -> Grid:
    squares = [Square(r, c, 1, 1, (text,), head=r < heads) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(squares), len(rows), len(shares), heads, shares)
