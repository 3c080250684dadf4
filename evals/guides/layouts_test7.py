"""Layouts of a seventh sealed test set: a bureau's printed guide, with cover, contents, annexes and tables of limits apart.

Lives here: FACES, LAYOUTS, SEED, COUNTS, and what this set does beside its layouts: `revised` to the tables,
`arranged` to the pages. May import: blocks, layout, model, stepped, wording, wording_test7.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evals.guides import wording_test7 as said
from evals.guides.blocks import Block, Break, Grid, Line, Square
from evals.guides.layout import Face, Layout, Scan
from evals.guides.model import Cell, Guide, Industry, Item, Limit, Row, Table
from evals.guides.wording import Wording

SEED = 724211
FOUR = (("A", "B", "C", "D"),)
THREE = (("A", "B", "C"),)
TWO = (("A", "B"),)
MINUS = (("A", "B", "B-", "C"), ("A", "B", "B-", "C", "D"))
LETTERS = (("A", "B", "C"), ("A", "B", "C", "D"), ("A", "B"))
LEADER = (("绩效引领性", "非绩效引领性"),)
ONE = (("绩效引领性",),)
LADDERS = LETTERS
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0, "WenQuanYi Micro Hei"),
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 0, "AR PL UMing CN"),
        Face("/usr/share/fonts/truetype/arphic/ukai.ttc", 0, "AR PL UKai CN"),
    ),
    "chromium": (
        Face("", 0, "Noto Serif CJK SC", "Liberation Serif"),
        Face("", 0, "AR PL UKai CN", "Liberation Serif"),
        Face("", 0, "Noto Sans CJK SC", "Liberation Sans Narrow"),
        Face("", 0, "AR PL UMing CN", "Liberation Sans"),
    ),
    "docx": (Face("", 0, "方正仿宋_GBK", "Times New Roman"), Face("", 0, "宋体", "Times New Roman"), Face("", 0, "黑体", "Arial")),
    "libreoffice": (
        Face("", 0, "Noto Serif CJK SC", "Liberation Serif"),
        Face("", 0, "AR PL UMing CN", "Liberation Sans"),
        Face("", 0, "WenQuanYi Micro Hei", "Liberation Sans Narrow"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set around and inside a layout's tables. All of it is off where nothing is said."""

    cover: bool = False  # a page of its own with the title, the authority and the month
    contents: str = ""  # the leader of a list of chapters: "…", "." or " "
    opening: bool = False  # a chapter that is no industry, before the first
    alerts: bool = False  # in it a table of what the alerts are
    labels: tuple[str, str] | None = None  # the heads of two label columns, where one would cover both
    corner: str = ""  # the first head of a table of measures
    notes_inside: bool = False  # footnotes are the last row of their table
    apart: str = ""  # limits in a table of their own, their unit in its "title" or in each "label"
    fresh: bool = False  # each chapter begins a page
    records: bool = False  # an annex with a form
    renamed: tuple[tuple[str, str], ...] = ()  # heads as they are printed instead
    marks: tuple[str, ...] = ()  # of footnotes, instead of the wording's


SHORT = (("绩效引领性企业", "引领性企业"), ("非绩效引领性企业", "非引领性企业"))
PAIRS = (
    # chromium
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="frame", rows=9, footer="－ {n} －", body=11, size=9.5, merges=0.25), Setting(cover=True, contents="…", labels=("指标类别", "指标内容"), fresh=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级", rules="full", rows=14, long_cells=0.6, first="指标", two_line_head="绩效分级", merges=0.35, header="示例技术指南", footer="{n}", face=1), Setting(opening=True, alerts=True, corner="等级")),
    (Layout("chromium", ladders=THREE, head="{g}级", rules="booktabs", rows=8, merges=0, padding=5, sub=False, labels_centred=True, first="分级指标", face=3, measures="across"), Setting(notes_inside=False, apart="title", labels=("污染物", "排放环节"), marks=("a", "b"))),
    (Layout("chromium", ladders=LETTERS, head="{g}级\n（示例）", rules="ledger", zebra="#eaf1dd", merges=0, sub=False, rows=10, padding=3.5, first="评定指标", footer="第{n}页", face=2), Setting(contents=".", records=True, corner="评定等级")),
    (Layout("chromium", ladders=LEADER, head="{g}企业", rules="frame", industries=3, rows=10, numbered=True, first="差异化指标", colour="#c6d9f1", merges=0.2, measures="text"), Setting(renamed=SHORT, notes_inside=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级企业", rules="full", landscape=True, rows=15, long_cells=0.7, size=8.5, merges=0.4, tables=1, over="绩效分级差异化指标（示例）", header="示例省生态环境厅", face=1), Setting(fresh=True, labels=("指标类别", "具体指标"), corner="企业等级")),
    (Layout("chromium", ladders=MINUS, head="{g}级", rules="hairline", rows=12, size=8, colour="#dbe5f1", merges=0.3, two_line_head="企业绩效等级", repeat_head=False, align="top", face=2), Setting(cover=True, opening=True, records=True)),
    (Layout("chromium", ladders=FOUR, head="{g} 级", rules="full", landscape=True, rotate=270, rows=12, wide_digits=True, matrix=True, merges=0.3, first="项目", footer="{n}", measures="across", face=3), Setting(corner="预警等级", marks=("1", "2"))),
    (Layout("chromium", ladders=THREE, head="{g}级指标", rules="double", rows=6, tables=3, merges=0.3, first="指标项目", formulas=True, measures="by_alert", justify=True), Setting(contents=" ", notes_inside=True)),
    (Layout("chromium", ladders=TWO, head="绩效{g}级", rules="frame", rows=13, pieces=5, lists="hang", size=10, leading=1.5, merges=0.3, first="指标名称", prose=False, distractors=("checks", "emissions"), face=1), Setting(fresh=True, alerts=True, opening=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级", rules="full", upright=True, first_share=0.06, rows=11, merges=0.35, first="类别", small_powers=True, merge_measures=True, footer="示例 · {n}", face=2), Setting(labels=("类别", "项目"), corner="企业类型")),
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="open", rows=10, zebra="#f3f3f3", raised_marks=False, merges=0.15, caption_inside=True, bottom="cell", lead=2, face=3), Setting(apart="label", labels=("污染因子", "产污设备"), marks=("【1】", "【2】"))),
    # reportlab
    (Layout("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, rows=9, footer="第 {n} 页", size=9.5, body=10.5, first="绩效指标", merges=0.25), Setting(cover=True, contents=".", labels=("一级指标", "二级指标"))),
    (Layout("reportlab", ladders=FOUR, head="{g}级", rules="frame", split_rows=False, rows=13, size=8.5, two_line_head="分级要求", header="示例市生态环境局", merges=0.3, colour="#ededed", face=1), Setting(opening=True, alerts=True, corner="分级")),
    (Layout("reportlab", ladders=LEADER, head="{g}", rules="full", split_rows=False, industries=4, rows=7, numbered=True, first="指标", merges=0.2, measures="text", lists="hang", face=2), Setting(notes_inside=True, fresh=True)),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="booktabs", split_rows=False, rows=7, padding=6, merges=0, sub=False, first="项目", align="top", measures="by_alert", centre=True), Setting(apart="title", labels=("污染物", "污染源"))),
    (Layout("reportlab", ladders=FOUR, head="{g}级\n企业", rules="hairline", split_rows=False, landscape=True, rows=14, long_cells=0.5, size=8.5, zebra="#f7f2e4", merges=0.2, footer="{n}", face=1), Setting(records=True, corner="绩效级别", labels=("指标大类", "指标小类"))),
    (Layout("reportlab", ladders=FOUR, head="{g}级企业", rules="full", split_rows=False, landscape=True, rotate=90, rows=11, matrix=True, first="分级项目", merges=0.25, header="示例附件", measures="across", face=2), Setting(corner="预警类型")),
    (Layout("reportlab", ladders=MINUS, head="{g}级", rules="frame", split_rows=False, rows=10, size=8, over="分行业绩效分级（示例）", merges=0.35, raised_marks=False, small_powers=True, first="指 标"), Setting(contents="…", marks=("※1", "※2"))),
    (Layout("reportlab", ladders=TWO, head="{g}级企业", rules="ledger", split_rows=False, rows=12, merges=0, padding=4, first="评价内容", watermark="示例稿", prose=False, face=1), Setting(cover=True, fresh=True, corner="企业分级")),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="full", split_rows=False, repeat_head=False, rows=15, long_cells=0.6, size=9, merges=0.3, formulas=True, bottom="indicator", first="指标项", face=2), Setting(labels=("要素", "指标项"), notes_inside=True)),
    (Layout("reportlab", ladders=THREE, head="{g}级要求（示例）", rules="double", split_rows=False, rows=6, tables=3, merges=0.25, remark=True, distractors=("emissions", "checks")), Setting(opening=True)),
    (Layout("reportlab", ladders=FOUR, head="{g}级", rules="open", split_rows=False, rows=12, pieces=4, merges=0.3, colour="#fde9d9", first="考评指标", merge_measures=True, footer="· {n} ·", face=1), Setting(apart="label", labels=("污染物", "工序"), corner="类别")),
    (Layout("reportlab", ladders=LETTERS, head="{g}级", rules="full", split_rows=False, rows=8, tables=2, merges=0, sub=False, size=10, centre=True, head_groups=("重点支持", "一般管控"), measures="text", face=2), Setting(alerts=True, opening=True, records=True)),
    # libreoffice
    (Layout("libreoffice", ladders=THREE, head="{g}级企业", rules="full", rows=10, footer="示例省技术指南", size=10, body=12, merges=0.25, first="差异化指标", labels_centred=True), Setting(cover=True, contents="…", fresh=True, labels=("指标类别", "指标名称"))),
    (Layout("libreoffice", ladders=FOUR, head="{g}级", rules="frame", rows=15, long_cells=0.6, two_line_head="绩效等级划分", merges=0.35, size=9, header="示例文件 请勿引用", face=1), Setting(opening=True, alerts=True, corner="绩效分级")),
    (Layout("libreoffice", ladders=LEADER, head="{g}企业", rules="full", industries=3, rows=10, numbered=True, merges=0.2, auto_numbers=True, measures="text", face=2), Setting(renamed=SHORT, notes_inside=True)),
    (Layout("libreoffice", ladders=THREE, head="{g}级", rules="horizontal", rows=8, merges=0, sub=False, first="指标", measures="across", word_style="Light Shading"), Setting(apart="title", labels=("污染物项目", "生产设施"), marks=("1)", "2)"))),
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="hairline", landscape=True, rows=14, size=8.5, merges=0.35, colour="#e5dfec", soft_breaks=True, face=1), Setting(records=True, corner="企业级别", fresh=True, labels=("指标分类", "指标"))),
    (Layout("libreoffice", ladders=LETTERS, head="{g}级", rules="ledger", rows=9, merges=0, first="主要指标", matrix=True, sections=True, face=2, measures="by_alert"), Setting(contents=" ")),
    (Layout("libreoffice", ladders=THREE, head="绩效{g}级", rules="double", rows=6, tables=3, merges=0.3, bottom="column", first="评定项目", header="附件（示例）"), Setting(alerts=True, opening=True, corner="评定级别")),
    (Layout("libreoffice", ladders=MINUS, head="{g}级", rules="full", rows=12, size=8.5, repeat_head=False, merges=0.3, over="示例行业绩效分级指标", raised_marks=False, split_rows=False, face=1), Setting(cover=True, marks=("[注1]", "[注2]"))),
    (Layout("libreoffice", ladders=TWO, head="{g}级企业", rules="open", rows=13, pieces=6, merges=0.25, size=10.5, formulas=True, first="指标要素", distractors=("checks", "emissions"), face=2), Setting(labels=("要素", "细项"))),
    (Layout("libreoffice", ladders=FOUR, head="{g}级", rules="full", rows=10, tables=2, caption_inside=True, merges=0.3, two_line_head="分级", landscape=True, measures="text", prose=False), Setting(notes_inside=True, fresh=True)),
    (Layout("libreoffice", ladders=ONE, head="{g}企业", rules="frame", rows=12, numbered=True, first="引领性指标", sub=True, merges=0.2, remark=True, auto_numbers=True, face=1), Setting(opening=True, records=True, contents=".")),
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", rows=16, long_cells=0.8, size=9, merges=0.4, head_groups=("A、B类", "C、D类"), first="指标", merge_measures=True, face=2), Setting(apart="label", labels=("污染物", "设备"), corner="级别")),
    # docx
    (Layout("docx", ladders=THREE, head="{g}级企业", rules="full", rows=10, merges=0.25, body=12, first="差异化指标"), Setting(cover=True, contents="…", labels=("指标类别", "指标内容"))),
    (Layout("docx", ladders=FOUR, head="{g}级", rules="frame", rows=12, two_line_head="企业绩效分级", merges=0.35, auto_numbers=True, face=1), Setting(opening=True, alerts=True, corner="等级划分")),
    (Layout("docx", ladders=LEADER, head="{g}企业", rules="full", rows=10, numbered=True, merges=0.2, measures="text", face=2), Setting(renamed=SHORT, notes_inside=True)),
    (Layout("docx", ladders=THREE, head="{g}级", rules="booktabs", rows=8, merges=0, sub=False, word_style="Light Shading", measures="across"), Setting(apart="title", labels=("污染物", "排放口"), corner="预警级次")),
    (Layout("docx", ladders=FOUR, head="{g}级企业", rules="hairline", landscape=True, rows=14, merges=0.3, soft_breaks=True, formulas=True, face=1), Setting(records=True, fresh=True, labels=("类", "项"))),
    (Layout("docx", ladders=MINUS, head="{g}级", rules="double", rows=9, tables=2, merges=0.3, caption_inside=True, measures="by_alert", face=2), Setting(contents=".", marks=("1", "2"))),
    (Layout("docx", ladders=TWO, head="绩效{g}级", rules="ledger", rows=11, merges=0, matrix=True, sections=True, raised_marks=False, word_style="Normal Table"), Setting(opening=True, records=True)),
    (Layout("docx", ladders=LETTERS, head="{g}级", rules="full", rows=6, tables=3, pieces=4, merges=0.25, remark=True, distractors=("checks", "emissions"), word_style="Light Grid", face=1), Setting(apart="label", labels=("污染物", "工段"))),
    # scans
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="full", industries=1, rows=6, size=10.5, body=11, merges=0.2, footer="{n}", scan=Scan(150, 0.4, 3, 70)), Setting(labels=("指标类别", "指标内容"))),
    (Layout("chromium", ladders=FOUR, head="{g}级", rules="frame", industries=1, rows=7, size=10, merges=0.3, two_line_head="绩效分级", scan=Scan(200, -0.7, 4, 60), face=3), Setting(cover=True, corner="等级")),
    (Layout("chromium", ladders=LEADER, head="{g}企业", rules="full", industries=1, rows=6, size=10.5, numbered=True, measures="text", scan=Scan(300, 0.9, 5, 55), face=2), Setting(renamed=SHORT, notes_inside=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级企业", rules="frame", landscape=True, industries=1, rows=7, size=10.5, zebra="#eeeeee", merges=0.2, scan=Scan(200, 0.3, 6, 50), face=1), Setting(apart="label", labels=("污染物", "设施"))),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="full", split_rows=False, industries=1, rows=6, size=10.5, merges=0.2, matrix=True, scan=Scan(150, -0.5, 3, 70)), Setting(corner="分级")),
    (Layout("reportlab", ladders=FOUR, head="{g}级\n企业", rules="frame", split_rows=False, industries=1, rows=7, size=10, merges=0.25, footer="- {n} -", scan=Scan(200, 0.6, 5, 55), face=1), Setting(opening=True, labels=("一级指标", "二级指标"))),
    (Layout("reportlab", ladders=TWO, head="{g}级企业", rules="ledger", split_rows=False, industries=1, rows=7, size=11, merges=0, padding=5, measures="text", scan=Scan(300, -0.8, 4, 65), face=2), Setting()),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="booktabs", split_rows=False, industries=1, rows=5, size=11, merges=0, padding=6, sub=False, centre=True, scan=Scan(300, 0.2, 3, 70)), Setting(apart="title", labels=("污染物", "工序"), fresh=True)),
    (Layout("libreoffice", ladders=THREE, head="{g}级企业", rules="full", industries=1, rows=6, size=10.5, body=12, merges=0.25, scan=Scan(150, 0.7, 4, 65)), Setting(labels=("指标类别", "指标名称"))),
    (Layout("libreoffice", ladders=FOUR, head="{g}级", rules="double", industries=1, rows=7, size=10, merges=0.2, two_line_head="企业等级", scan=Scan(150, -0.3, 3, 75), face=1), Setting(corner="等级", notes_inside=True)),
    (Layout("libreoffice", ladders=LETTERS, head="{g}级", rules="frame", industries=1, rows=6, tables=2, size=10.5, measures="across", landscape=True, scan=Scan(200, -0.9, 5, 60), face=2), Setting(contents="…")),
    (Layout("libreoffice", ladders=MINUS, head="{g}级", rules="full", industries=1, rows=7, size=9.5, numbered=True, colour="#f2f2f2", scan=Scan(300, 0.5, 4, 60)), Setting(cover=True, records=True)),
)  # fmt: skip
LAYOUTS = tuple(layout for layout, _ in PAIRS)
SETTINGS = dict(PAIRS)
COUNTS = {"text": 36, "docx": 8, "scan": 12}
PLAIN = Setting()
BARE = re.compile(r"≤?[\d.]+")  # what the cells of a table of limits apart say


def revised(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """The guide with its limits in a table of their own and its footnotes under other marks, where the setting wants it."""
    setting = SETTINGS.get(layout, PLAIN)
    industries = list(guide.industries)
    if setting.apart:
        industries = [_parted(one, at, setting, words, rng) for at, one in enumerate(industries, 1)]
    industries = [
        replace(one, tables=tuple(_remarked(table, setting.marks, words) for table in one.tables)) for one in industries
    ]
    return replace(guide, industries=tuple(industries))


def _remarked(table: Table, marks: Sequence[str], words: Wording) -> Table:
    """The table with those marks, or with its own from the first on: no (b) where there is no (a)."""
    old = [mark for mark, _ in table.footnotes]
    if not old:
        return table
    new = dict(zip(old, marks or next(some for some in words.marks if old[0] in some), strict=False))
    made: dict[int, Cell] = {}  # a merged cell stays one cell
    rows = []
    for row in table.rows:
        cells = {}
        for grade, cell in row.cells.items():
            cells[grade] = made.setdefault(id(cell), replace(cell, mark=new[cell.mark]) if cell.mark else cell)
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows), footnotes=tuple((new[mark], text) for mark, text in table.footnotes))


def _parted(industry: Industry, at: int, setting: Setting, words: Wording, rng: random.Random) -> Industry:
    """Limits first, pollutant by pollutant and place by place; what else was asked in the second table."""
    table = industry.tables[0]
    names = (words.indicators["limits"], *words.further["limits"])
    rest = tuple(row for row in table.rows if not row.indicator.startswith(names))
    marks = {cell.mark for row in rest for cell in row.cells.values()}
    title = rng.choice(said.APART_TITLES).format(i=at, n=1, name=industry.name)
    unit = rng.choice(words.units).strip()
    if setting.apart == "title":
        title += f"（单位：{unit}）"
    apart = Table(title, table.grades, tuple(_bare_limits(table.grades, unit, setting, words, rng)))
    other = Table(
        rng.choice(said.REST_TITLES).format(i=at, n=2, name=industry.name),
        table.grades,
        rest,
        tuple(note for note in table.footnotes if note[0] in marks),
    )
    return replace(industry, tables=(apart, other, *industry.tables[1:]))


def _bare_limits(
    grades: Sequence[str], unit: str, setting: Setting, words: Wording, rng: random.Random
) -> Iterable[Row]:
    family = rng.choice([one for one in words.families if len(one) > 1])
    places = rng.sample(words.places, 3)
    form = rng.choice(("{}", "{}", "≤{}"))
    for code in family:
        printed = rng.choice([name for name, of in words.names if of == code])
        ladder = words.ladders[code]
        for place in places[: rng.randint(1, 3)]:
            step = rng.randrange((len(ladder) + 1) // 2)
            cells = {}
            for grade in grades:
                value = Decimal(ladder[step])
                cells[grade] = Cell((Item(form.format(value), (Limit(code, value, unit),)),))
                step = min(step + rng.choice((0, 1, 1, 2)), len(ladder) - 1)
            yield Row(printed if setting.apart == "title" else f"{printed}（{unit}）", place, cells)


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The blocks with what a bureau's guide has before, between and after its chapters."""
    setting = SETTINGS.get(layout, PLAIN)
    made = [_renamed(_headed(block, layout, setting), setting) for block in blocks]
    made = _titled(made, rng)
    made = _with_pollutants(made, rng)
    if setting.notes_inside:
        made = _notes_inside(made)
    title, *rest = made
    chapters = [one.text for one in rest if isinstance(one, Line) and one.kind == "heading"]
    front: list[Block] = [title]
    if setting.cover:
        front += [*(Line("caption", one) for one in rng.choice(said.COVERS)), Break()]
    if setting.contents:
        front += [Line("sub", rng.choice(("目　次", "目    录"))), *_contents(chapters, setting.contents), Break()]
    if setting.opening:
        head, paragraphs = rng.choice(said.OPENINGS)
        front += [Line("heading", head), *(Line("para", one) for one in paragraphs)]
        front += [Line("caption", "示例预警分级"), _plain(said.ALERT_ROWS, (0.2, 0.6, 0.2))] if setting.alerts else []
    if setting.fresh:
        rest = _on_fresh_pages(rest)
    if setting.records:
        rest += [Line("heading", "附录　现场核查记录（示例）"), _plain(said.RECORDS, (0.3, 0.35, 0.35))]
    return _traced([*front, *rest]) if layout.engine == "libreoffice" else [*front, *rest]


def _traced(blocks: Sequence[Block]) -> list[Block]:
    """Lines with keys of their own, which no gold has: what LibreOffice printed is found again line by line, page by page."""
    return [replace(one, key=one.key or f"x{at}") if isinstance(one, Line) else one for at, one in enumerate(blocks)]


def _headed(block: Block, layout: Layout, setting: Setting) -> Block:
    """A grid whose label columns have a head each (of limits apart: only there); a table of measures with its own first head."""
    if not isinstance(block, Grid):
        return block
    squares: list[Square] = []
    bare = all(BARE.fullmatch("".join(one.lines)) for one in block.squares if one.key)
    labels = setting.labels if bare or not setting.apart else None
    for one in block.squares:
        if one.head and one.lines == (layout.first,) and one.cols == 2 and labels:
            first, second = labels
            squares += [replace(one, cols=1, lines=(first,)), replace(one, cols=1, col=one.col + 1, lines=(second,))]
        elif setting.corner and one.lines in (("绩效等级",), ("预警级别",)) and one.row == one.col == 0:
            squares.append(replace(one, lines=(setting.corner,)))
        else:
            squares.append(one)
    return replace(block, squares=tuple(squares))


def _renamed(block: Block, setting: Setting) -> Block:
    """Heads of grades, and lines over a grade's measures, as they are called for short."""
    new = dict(setting.renamed)
    if isinstance(block, Grid) and new:
        return replace(
            block, squares=tuple(replace(one, lines=tuple(new.get(line, line) for line in one.lines)) for one in block.squares if one)
        )  # fmt: skip
    if isinstance(block, Line) and not block.key and new:
        return replace(block, text=re.sub("非?绩效引领性企业", lambda found: new[found[0]], block.text))
    return block


def _titled(blocks: Sequence[Block], rng: random.Random) -> list[Block]:
    """Tables of measures under titles of this set's words."""
    form, tail = rng.choice(said.MEASURE_TITLES), "行业差异化减排措施"
    return [
        replace(one, text=form.format(name=one.text.removesuffix(tail)))
        if isinstance(one, Line) and one.kind == "caption" and one.text.endswith(tail)
        else one
        for one in blocks
    ]


def _with_pollutants(blocks: Sequence[Block], rng: random.Random) -> list[Block]:
    """After each section on the process, the second of its chapter, a third on pollutants."""
    made: list[Block] = []
    after = ""
    for one in blocks:
        made.append(one)
        if after:
            third = "三" if "二" in after else "3"
            head = re.sub("[二2](?=[^二2]*$)", third, after).replace("生产工艺", "主要污染物")
            named = rng.sample(("颗粒物", "二氧化硫", "氮氧化物", "非甲烷总烃"), 3)
            made += [Line("sub", head), Line("para", rng.choice(said.POLLUTANTS).format(p="、".join(named)))]
            after = ""
        elif isinstance(one, Line) and one.kind == "sub" and one.text.endswith("生产工艺"):
            after = one.text
    return made


def _notes_inside(blocks: Sequence[Block]) -> list[Block]:
    """Footnotes as the last row of the table before them."""
    made: list[Block] = []
    for one in blocks:
        above = made[-1] if made else None
        if isinstance(one, Line) and one.kind == "note" and isinstance(above, Grid):
            last = above.squares[-1]
            if last.cols == above.cols and last.row == above.rows - 1 and not last.key and not last.head:
                noted = replace(last, lines=(*last.lines, one.text))
                made[-1] = replace(above, squares=(*above.squares[:-1], noted))
            else:
                noted = Square(above.rows, 0, 1, above.cols, (one.text,))
                made[-1] = replace(above, squares=(*above.squares, noted), rows=above.rows + 1)
        else:
            made.append(one)
    return made


def _contents(chapters: Sequence[str], leader: str) -> list[Block]:
    return [
        Line("para", f"{one} {leader * (24 if leader == '…' else 48)} {at * 3 + 1}") for at, one in enumerate(chapters)
    ]


def _on_fresh_pages(blocks: Sequence[Block]) -> list[Block]:
    made: list[Block] = []
    begun = False
    for one in blocks:
        if isinstance(one, Line) and one.kind == "heading":
            made += [Break()] if begun else []
            begun = True
        made.append(one)
    return made


def _plain(rows: Sequence[Sequence[str]], shares: tuple[float, ...]) -> Grid:
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(squares), len(rows), len(shares), 1, shares)
