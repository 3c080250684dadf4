"""Layouts of an eighth sealed test set: a ministry's guide, long tables, a chapter or an annex for each industry.

Lives here: FACES, LAYOUTS, SEED, COUNTS, and what this set does beside its layouts: `revised` to the tables,
`arranged` to the pages. May import: blocks, layout, model, stepped, wording, wording_test8.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from evals.guides import wording_test8 as said
from evals.guides.blocks import Block, Break, Grid, Line, Square, Turn
from evals.guides.layout import Face, Layout, Scan
from evals.guides.model import Cell, Guide, Industry, Item, Limit, Row, Table
from evals.guides.stepped import family
from evals.guides.wording import Wording

SEED = 880408
COUNTS = {"text": 36, "docx": 8, "scan": 12}
FOUR = (("A", "B", "C", "D"),)
THREE = (("A", "B", "C"),)
TWO = (("A", "B"),)
MINUS = (("A", "B", "B-", "C", "D"),)
SOME = (("A", "B", "C", "D"), ("A", "B", "C"), ("A", "B"))
BOTH = (("绩效引领性", "非绩效引领性"),)
ONE = (("绩效引领性",),)
LADDERS = FOUR
SONG, KAI = "AR PL SungtiL GB", "AR PL KaitiM GB"
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, SONG, lacks="³₂ₓ噁"),
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 1, "WenQuanYi Zen Hei Mono"),
        Face("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf", 0, KAI, lacks="³₂ₓ噁"),
    ),
    "chromium": (
        Face("", 0, SONG, "DejaVu Serif"),
        Face("", 0, KAI, "Liberation Serif"),
        Face("", 0, "Noto Serif CJK SC", "DejaVu Serif Condensed"),
        Face("", 0, "WenQuanYi Zen Hei", "Liberation Sans Narrow"),
    ),
    "docx": (
        Face("", 0, "仿宋_GB2312", "Times New Roman"),
        Face("", 0, "华文仿宋", "Calibri"),
        Face("", 0, "方正书宋_GBK", "Times New Roman"),
    ),
    "libreoffice": (
        Face("", 0, "AR PL UMing CN", "DejaVu Serif"),
        Face("", 0, "Noto Serif CJK SC", "DejaVu Serif"),
        Face("", 0, "AR PL UKai CN", "Liberation Sans"),
    ),
}


@dataclass(frozen=True, slots=True)
class Volume(Layout):
    """A layout with what only this set has. All of it is off where nothing is said."""

    front: str = ""  # issue (a page 附件) | preface | principles
    toc: bool = False  # 目次 with a dotted leader
    duties: bool = False  # a table of chapters and who drafts them
    lettered: bool = False  # chapters are annexes A, B, C; their tables A.1, A.2
    label_pair: tuple[str, str] | None = None  # heads over the two label columns, where one would cover both
    limit_pair: tuple[str, str] = ("污染物", "排放环节")  # the same over limits apart
    refer: bool = False  # a sentence that names the table before it comes
    limits: str = ""  # apart from the rest, the unit at the "right" over the table or in its "title"
    aside: bool = False  # the tables of a chapter on pages that lie
    by_part: bool = False  # a line before each of several tables: whom it is for
    block: bool = False  # a cell over two grades and two rows
    counted_alerts: bool = False  # measures in words: (1) yellow, (2) orange, (3) red
    corner: str = ""  # the first head of a table of measures
    by_alert_rows: bool = False  # measures: alert, grade, measure; the alert merged down
    joined_notes: bool = False  # all notes of a table in one paragraph
    renamed: tuple[tuple[str, str], ...] = ()  # heads as they are printed instead


SHORT = (("绩效引领性企业", "引领性企业"), ("非绩效引领性企业", "非引领性企业"))
WORK = ("指标类别", "指标")
PARTS = ("类 别", "具体内容")
LAYOUTS = (
    # chromium
    Volume("chromium", ladders=FOUR, head="{g}级企业", rules="full", rows=16, long_cells=0.5, size=9, body=12, merges=0.3, footer="— {n} —", formulas=True, front="issue", toc=True, counted_alerts=True, measures="text", block=True),
    Volume("chromium", ladders=FOUR, head="{g}级企业", rules="weighted", rows=13, size=9, merges=0.3, aside=True, refer=True, label_pair=WORK, front="principles", face=2, footer="{n}"),
    Volume("chromium", ladders=THREE, head="{g}级", rules="frame", rows=11, lettered=True, refer=True, front="preface", merges=0.25, first="绩效分级指标", by_alert_rows=True, face=2, formulas=True, header="示例技术规范"),
    Volume("chromium", ladders=BOTH, head="{g}企业", rules="full", industries=3, rows=11, numbered=True, merges=0.2, renamed=SHORT, joined_notes=True, measures="text", counted_alerts=True, face=1, body=11),
    Volume("chromium", ladders=FOUR, head="{g}", two_line_head="绩　效　等　级", rules="full", landscape=True, rows=16, long_cells=0.6, size=8.5, merges=0.35, bottom="column", labels_centred=True, toc=True, first="差异化指标", block=True),
    Volume("chromium", ladders=THREE, head="{g}级企业", rules="weighted", limits="right", rows=10, merges=0.2, label_pair=("指标", "要素"), refer=True, corner="企业等级", face=3, padding=3.5),
    Volume("chromium", ladders=SOME, head="{g}级", rules="full", tables=3, rows=6, by_part=True, merges=0.3, first="指标名称", small_powers=True, measures="by_alert", footer="第{n}页", face=1),
    Volume("chromium", ladders=MINUS, head="{g}级", rules="hairline", landscape=True, rotate=270, rows=12, size=8, merges=0.35, colour="#d9d9d9", first="分级要素", measures="across", corner="预警类别", face=2),
    Volume("chromium", ladders=TWO, head="{g}级企业", rules="open", rows=14, pieces=5, merges=0.25, size=10, leading=1.5, lists="hang", duties=True, by_alert_rows=True, footer="- {n} -", face=0),
    Volume("chromium", ladders=FOUR, head="{g} 级", rules="frame", rows=12, matrix=True, merges=0.3, upright=True, first_share=0.1, first="项目", joined_notes=True, merge_measures=True, distractors=("emissions",), face=2),
    Volume("chromium", ladders=THREE, head="{g}级企业\n指标要求", rules="double", rows=9, sections=True, merges=0, sub=False, justify=True, lettered=True, measures="text", counted_alerts=True, front="principles", face=1),
    Volume("chromium", ladders=ONE, head="{g}企业", rules="weighted", industries=4, rows=9, numbered=True, remark=True, merges=0, first="引领性指标", measures="text", toc=True, face=2, caption_inside=True),
    # reportlab
    Volume("reportlab", ladders=FOUR, head="{g}级企业", rules="full", split_rows=False, rows=15, size=8.5, merges=0.3, footer="— {n} —", front="issue", toc=True, measures="text", counted_alerts=True, bottom="indicator", block=True),
    Volume("reportlab", ladders=FOUR, head="{g}级企业", rules="weighted", split_rows=False, rows=12, size=9, aside=True, merges=0.3, label_pair=PARTS, first="差异化指标", corner="等级", footer="{n}", face=2),
    Volume("reportlab", ladders=THREE, head="{g}级", rules="full", split_rows=False, rows=9, lettered=True, refer=True, front="preface", merges=0.25, by_alert_rows=True, header="示例技术规范　征求意见", first="分级指标", face=1),
    Volume("reportlab", ladders=BOTH, head="{g}企业", rules="frame", split_rows=False, industries=3, rows=9, numbered=True, merges=0.2, renamed=SHORT, measures="text", counted_alerts=True, lists="hang", size=9.5, face=2),
    Volume("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, limits="right", rows=10, merges=0.2, refer=True, limit_pair=("污染物项目", "生产设施"), face=1, label_pair=("指标", "内容"), measures="across", corner="预警级别", padding=3.5),
    Volume("reportlab", ladders=FOUR, head="{g}", two_line_head="企业绩效等级", rules="hairline", split_rows=False, landscape=True, rows=15, long_cells=0.5, size=8.5, merges=0.3, joined_notes=True, labels_centred=True, face=1, duties=True, first="差异化指标"),
    Volume("reportlab", ladders=SOME, head="{g}级", rules="weighted", split_rows=False, tables=3, rows=6, by_part=True, merges=0.25, first="绩效指标", measures="by_alert", face=2),
    Volume("reportlab", ladders=FOUR, head="{g} 级企业", rules="full", split_rows=False, landscape=True, rotate=90, rows=11, matrix=True, merges=0.2, colour="#e4e4e4", first="指标", corner="绩效等级/预警", footer="{n}", face=1),
    Volume("reportlab", ladders=TWO, head="{g}级企业", rules="open", split_rows=False, rows=13, pieces=5, merges=0.25, size=10, front="principles", by_alert_rows=True, footer="第{n}页"),
    Volume("reportlab", ladders=MINUS, head="{g}级", rules="frame", split_rows=False, rows=11, size=7.8, margin=44, merges=0.35, bottom="indicator", repeat_head=False, first="指标", toc=True, merge_measures=True, face=2),
    Volume("reportlab", ladders=THREE, head="{g}级企业", rules="booktabs", split_rows=False, rows=8, merges=0, sub=False, padding=5.5, limits="title", limit_pair=("污染物名称", "产污设施"), measures="text", counted_alerts=True, face=1),
    Volume("reportlab", ladders=ONE, head="{g}企业", rules="full", split_rows=False, industries=4, rows=10, caption_inside=True, remark=True, merges=0, first="绩效引领性指标", measures="by_alert", size=10, footer="·{n}·", distractors=("terms",)),
    # libreoffice
    Volume("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", rows=16, long_cells=0.5, size=9, body=12, merges=0.3, front="issue", toc=True, measures="text", counted_alerts=True, block=True),
    Volume("libreoffice", ladders=FOUR, head="{g}级企业", rules="weighted", rows=13, size=9, aside=True, merges=0.3, label_pair=WORK, corner="等级", labels_centred=True, face=1),
    Volume("libreoffice", ladders=THREE, head="{g}级", rules="frame", rows=10, lettered=True, refer=True, front="preface", merges=0.25, by_alert_rows=True, first="绩效分级指标", header="示例技术规范", face=2),
    Volume("libreoffice", ladders=BOTH, head="{g}企业", rules="full", industries=3, rows=11, numbered=True, auto_numbers=True, merges=0.2, renamed=SHORT, joined_notes=True, measures="text", counted_alerts=True, body=11),
    Volume("libreoffice", ladders=THREE, head="{g}级企业", rules="horizontal", rows=9, merges=0, sub=False, limits="right", limit_pair=("污染物", "排放源"), refer=True, measures="across", corner="预警分级", face=1),
    Volume("libreoffice", ladders=FOUR, head="{g}", two_line_head="绩 效 等 级", rules="full", landscape=True, rows=15, size=8.5, long_cells=0.6, merges=0.35, bottom="column", first="差异化指标", soft_breaks=True, face=2, block=True),
    Volume("libreoffice", ladders=SOME, head="{g}级", rules="hairline", tables=3, rows=6, by_part=True, merges=0.3, measures="by_alert", first="指标名称", colour="#eaeaea", face=1),
    Volume("libreoffice", ladders=MINUS, head="{g}级", rules="full", rows=12, size=8, margin=45, merges=0.35, split_rows=False, repeat_head=False, first="分级要素", duties=True, merge_measures=True),
    Volume("libreoffice", ladders=TWO, head="{g}级企业", rules="open", rows=14, pieces=6, merges=0.25, size=10, by_alert_rows=True, front="principles", face=1),
    Volume("libreoffice", ladders=FOUR, head="{g} 级", rules="double", rows=11, matrix=True, merges=0.25, first="项目", joined_notes=True, distractors=("emissions", "checks"), landscape=True, face=2),
    Volume("libreoffice", ladders=THREE, head="{g}级企业", rules="frame", rows=10, sections=True, merges=0, limits="title", label_pair=PARTS, lettered=True, measures="text", counted_alerts=True),
    Volume("libreoffice", ladders=ONE, head="{g}企业", rules="weighted", industries=4, rows=10, numbered=True, merges=0, first="引领性指标", caption_inside=True, measures="text", auto_numbers=True, toc=True, face=2),
    # docx
    Volume("docx", ladders=FOUR, head="{g}级企业", rules="full", rows=14, merges=0.3, body=14, size=10.5, front="issue", toc=True, measures="text", counted_alerts=True, formulas=True, block=True),
    Volume("docx", ladders=FOUR, head="{g}级", rules="weighted", rows=12, aside=True, merges=0.3, label_pair=WORK, corner="等级", face=1),
    Volume("docx", ladders=THREE, head="{g}级", rules="frame", rows=10, lettered=True, refer=True, front="preface", by_alert_rows=True, merges=0.25, first="绩效分级指标", face=2),
    Volume("docx", ladders=BOTH, head="{g}企业", rules="full", industries=3, rows=10, numbered=True, auto_numbers=True, merges=0.2, renamed=SHORT, joined_notes=True, measures="text"),
    Volume("docx", ladders=THREE, head="{g}级企业", rules="open", limits="right", rows=10, merges=0.2, refer=True, label_pair=PARTS, word_style="Normal Table", measures="across", corner="预警分级", face=1),
    Volume("docx", ladders=SOME, head="{g}级", rules="full", tables=3, rows=6, by_part=True, merges=0.3, word_style="Light List", measures="by_alert", soft_breaks=True, face=2),
    Volume("docx", ladders=MINUS, head="{g}级", rules="hairline", landscape=True, rows=12, merges=0.35, bottom="column", first="分级要素", two_line_head="绩效等级", duties=True, merge_measures=True),
    Volume("docx", ladders=TWO, head="{g}级企业", rules="double", rows=12, pieces=5, matrix=True, merges=0.2, front="principles", distractors=("emissions",), word_style="Medium Shading 1", face=1),
    # scans
    Volume("chromium", ladders=FOUR, head="{g}级企业", rules="full", industries=1, rows=8, size=10, body=12, merges=0.25, footer="— {n} —", measures="text", counted_alerts=True, scan=Scan(150, 0.5, 3, 72), face=2),
    Volume("chromium", ladders=THREE, head="{g}级", rules="weighted", industries=1, rows=7, size=10.5, merges=0.2, lettered=True, refer=True, first="分级指标", scan=Scan(200, -0.6, 4, 62), face=3),
    Volume("chromium", ladders=BOTH, head="{g}企业", rules="full", industries=1, rows=7, size=10.5, numbered=True, renamed=SHORT, measures="text", scan=Scan(300, 0.8, 5, 58), face=0),
    Volume("chromium", ladders=FOUR, head="{g}", two_line_head="绩效等级", rules="frame", landscape=True, industries=1, rows=7, size=10.5, merges=0.25, labels_centred=True, scan=Scan(200, 0.4, 5, 55), face=1),
    Volume("reportlab", ladders=FOUR, head="{g}级企业", rules="full", split_rows=False, industries=1, rows=7, size=9.5, merges=0.25, footer="{n}", by_alert_rows=True, scan=Scan(200, 0.3, 4, 60)),
    Volume("reportlab", ladders=THREE, head="{g}级", rules="full", split_rows=False, industries=1, rows=7, size=10.5, merges=0.2, matrix=True, label_pair=WORK, scan=Scan(150, -0.4, 3, 75), face=1),
    Volume("reportlab", ladders=TWO, head="{g}级企业", rules="weighted", split_rows=False, industries=1, rows=8, size=11, merges=0.2, measures="text", counted_alerts=True, scan=Scan(300, -0.9, 4, 60), face=2),
    Volume("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, industries=1, rows=6, size=10.5, limits="right", refer=True, merges=0.2, padding=4, scan=Scan(200, 0.7, 3, 65), face=1),
    Volume("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", industries=1, rows=8, size=10, body=12, merges=0.3, bottom="column", measures="text", scan=Scan(150, -0.7, 3, 70), face=1),
    Volume("libreoffice", ladders=THREE, head="{g}级", rules="frame", industries=1, rows=7, size=10.5, front="principles", merges=0.2, corner="等级", scan=Scan(200, 0.6, 4, 58)),
    Volume("libreoffice", ladders=SOME, head="{g}级企业", rules="full", industries=1, tables=2, rows=6, size=10.5, by_part=True, measures="across", scan=Scan(200, -0.35, 5, 60), face=2),
    Volume("libreoffice", ladders=ONE, head="{g}企业", rules="weighted", industries=1, rows=8, size=11, numbered=True, merges=0, first="引领性指标", measures="text", scan=Scan(300, 0.5, 4, 62), face=1),
)  # fmt: skip
NUMBER = re.compile(r"^(?:（[一二三四五六七]）|\d[\d.．]*[\s　]*)")
BEFORE = re.compile(r"^(?:第.+?[章分][　 ]|[一二三四五六七八九十]+[　．]|[\d.]+[ ．])")  # a chapter's number
ORDER = ("energy", "technology", "limits", "plain", "retention", "managed", "shares", "watch")
OVER = "mg/m³"  # the unit that stands once over a table
TABLE = re.compile(r"^表\s?[A-Z\d][-.．]\d+")


def revised(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """The guide with limits in a table of their own, cells over two rows and grades, tables A.1: as the layout wants."""
    if not isinstance(layout, Volume):
        return guide
    industries = []
    for at, industry in enumerate(guide.industries, 1):
        made = _limits_apart(industry, at, layout, words, rng) if layout.limits else industry
        made = replace(made, tables=tuple(_in_order(one, words) for one in made.tables))
        if layout.block and not layout.bottom:  # one cell for "below the next grade" is not broken up
            made = replace(made, tables=tuple(_blocked(one, words, rng) for one in made.tables))
        if layout.lettered:
            made = replace(made, tables=tuple(_lettered(one, at) for one in made.tables))
        industries.append(made)
    return replace(guide, industries=tuple(industries))


def _in_order(table: Table, words: Wording) -> Table:
    """The rows topic by topic, as a ministry lists them; marks in the order in which they stand."""
    topics = {
        name: at for at, kind in enumerate(ORDER) for name in (words.indicators[kind], *words.further.get(kind, ()))
    }

    def topic(row: Row) -> int:
        return next((at for name, at in topics.items() if row.indicator.startswith(name)), 0)

    rows = sorted(table.rows, key=topic)
    marked = list(dict.fromkeys(cell.mark for row in rows for cell in row.cells.values() if cell.mark))
    series = next((some for some in words.marks if marked and marked[0] in some), ())
    new = dict(zip(marked, series, strict=False))
    made: dict[int, Cell] = {}  # a merged cell stays one cell

    def renamed(cell: Cell) -> Cell:
        return made.setdefault(id(cell), replace(cell, mark=new[cell.mark]) if cell.mark else cell)

    rows = [replace(row, cells={grade: renamed(cell) for grade, cell in row.cells.items()}) for row in rows]
    texts = dict(table.footnotes)
    notes: dict[str, str] = {}
    for mark in marked:  # no note says what another says
        others = [one for one in words.footnotes if "{v}" not in one and one not in notes.values()]
        notes[new[mark]] = texts[mark] if texts[mark] not in notes.values() else others[0]
    return replace(table, rows=tuple(rows), footnotes=tuple(notes.items()))


def _lettered(table: Table, at: int) -> Table:
    return replace(table, title=re.sub(r"^表\s?\d+-", f"表{chr(64 + at)}.", table.title))


def _blocked(table: Table, words: Wording, rng: random.Random) -> Table:
    """The two lowest grades' cells in the last two rows of what is managed, as one cell."""
    subs = {sub for sub, _ in words.managed}
    rows, lowest = list(table.rows), table.grades[-2:]
    for at, (above, below) in enumerate(pairwise(rows)):
        after = rows[at + 2].sub if at + 2 < len(rows) else None
        if {above.sub, below.sub} <= subs and after not in subs:
            old = [row.cells[grade] for row in (above, below) for grade in lowest]
            if not any(one.mark for one in old) and len({id(one) for one in old}) > 1:
                shared = Cell((Item(rng.choice(said.SHARED_CELLS)),))
                for k, row in ((at, above), (at + 1, below)):
                    rows[k] = replace(row, cells={**row.cells, **dict.fromkeys(lowest, shared)})
    return replace(table, rows=tuple(rows))


def _limits_apart(industry: Industry, at: int, layout: Volume, words: Wording, rng: random.Random) -> Industry:
    """Limits first, a row for each pollutant and place; what else was asked in a second table."""
    table = industry.tables[0]
    names = (words.indicators["limits"], *words.further["limits"])
    rest = tuple(row for row in table.rows if not row.indicator.startswith(names))
    marks = {cell.mark for row in rest for cell in row.cells.values()}
    unit = OVER if layout.limits == "right" else rng.choice([one.strip() for one in words.units])
    title = rng.choice(said.APART_TITLES).format(i=at, n=1, name=industry.name)
    if layout.limits == "title":
        title += f"（{unit}）"
    first = Table(title, table.grades, tuple(_limit_rows(table.grades, unit, words, rng, merged=layout.merges > 0)))
    second = Table(
        rng.choice(said.REST_TITLES).format(i=at, n=2, name=industry.name),
        table.grades,
        rest,
        tuple(note for note in table.footnotes if note[0] in marks),
    )
    return replace(industry, tables=(first, second, *industry.tables[1:]))


def _limit_rows(grades: Sequence[str], unit: str, words: Wording, rng: random.Random, *, merged: bool) -> Iterator[Row]:
    """Numbers that stay or go up from grade to grade; equal neighbours are one cell where cells may be merged."""
    places, form = rng.sample(words.places, 4), rng.choice(("{}", "{}", "≤{}"))
    for printed, code in family(words, rng, many=True, burnt=True):
        ladder = words.ladders[code]
        for place in places[: rng.randint(1, 4)]:
            step = rng.randrange((len(ladder) + 1) // 2)
            cells: dict[str, Cell] = {}
            before = None
            for grade in grades:
                value = Decimal(ladder[step])
                limit = Limit(code, value, unit)
                same = merged and before is not None and before.items[0].limits == (limit,)
                before = before if same and before else Cell((Item(form.format(value), (limit,)),))
                cells[grade] = before
                step = min(step + rng.choice((0, 1, 1, 2)), len(ladder) - 1)
            yield Row(printed, place, cells)


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The blocks with what a ministry sets before, between and after its chapters."""
    made = list(blocks)
    if not isinstance(layout, Volume):
        return made
    made = _of_one_width(made) if layout.pieces else made
    made = [_headed(one, layout) if isinstance(one, Grid) else _renamed(one, layout) for one in made]
    made = _captioned(made, rng)
    made = list(_measured(made, layout))
    made = list(_noted(made, layout))
    made = list(_led(made, layout, rng))
    made = _annexed(made) if layout.lettered else made
    made = list(_laid_aside(made)) if layout.aside else made
    title, *rest = made
    chapters = [one.text for one in rest if isinstance(one, Line) and one.kind == "heading"]
    made = [*_front(title, chapters, layout, rng), *rest]
    if layout.engine == "libreoffice":  # lines have keys that no gold has: pages are found in the print line by line
        made = [replace(one, key=one.key or f"x{at}") if isinstance(one, Line) else one for at, one in enumerate(made)]
    return made


def _of_one_width(blocks: Sequence[Block]) -> list[Block]:
    """The pieces of a table have as many columns as its widest: labels over two where they stand alone."""
    made: list[Block] = []
    for _, group in groupby(blocks, lambda one: isinstance(one, Line) and one.kind == "sub"):
        section = list(group)
        grids = [
            one for one in section if isinstance(one, Grid) and any(key.key.startswith("c") for key in one.squares)
        ]
        widest = max(grids, key=lambda one: one.cols, default=None)
        made += [_widened(one, widest) if widest and one in grids else one for one in section]
    return made


def _widened(block: Block, widest: Grid) -> Block:
    if not isinstance(block, Grid) or block.cols == widest.cols:
        return block
    squares = [replace(one, col=one.col + 1) if one.col else replace(one, cols=one.cols + 1) for one in block.squares]
    return replace(block, squares=tuple(squares), cols=widest.cols, shares=widest.shares)


def _about_limits(grid: Grid) -> bool:
    """Whether the cells are bare numbers, as in a table of limits apart."""
    said_by = ["".join(one.lines) for one in grid.squares if one.key]
    return bool(said_by) and all(re.fullmatch(r"≤?[\d.]+", one) for one in said_by)


def _headed(grid: Grid, layout: Volume) -> Grid:
    """The grid with a head over each label column, with its corner, with heads of grades for short."""
    new = dict(layout.renamed)
    pair = layout.limit_pair if layout.limits and _about_limits(grid) else layout.label_pair
    squares: list[Square] = []
    for one in grid.squares:
        if one.head and one.lines == (layout.first,) and one.cols == 2 and pair:
            squares += [replace(one, cols=1, col=one.col + at, lines=(text,)) for at, text in enumerate(pair)]
        elif layout.corner and one.row == one.col == 0 and one.lines in (("绩效等级",), ("预警级别",)):
            squares.append(replace(one, lines=(layout.corner,)))
        else:
            squares.append(replace(one, lines=tuple(new.get(line, line) for line in one.lines)))
    return replace(grid, squares=tuple(squares))


def _renamed(block: Block, layout: Volume) -> Block:
    new = dict(layout.renamed)
    if not isinstance(block, Line):
        return block
    text = block.text.replace("预警期间期间：", "预警期间：")
    if new and not block.key:
        text = re.sub("非?绩效引领性企业", lambda found: new[found[0]], text)
    return replace(block, text=text)


def _captioned(blocks: Sequence[Block], rng: random.Random) -> list[Block]:
    """Tables of measures under titles of this set's words; what goes on by hand is said at the right."""
    form, tail = rng.choice(said.MEASURE_TITLES), "行业差异化减排措施"
    made: list[Block] = []
    for one in blocks:
        if isinstance(one, Line) and one.kind == "caption" and one.text.endswith(tail):
            made.append(replace(one, text=form.format(name=one.text.removesuffix(tail))))
        elif isinstance(one, Line) and one.kind == "caption" and one.text == "续上表":
            made.append(replace(one, kind="right"))
        else:
            made.append(one)
    return made


def _measured(blocks: Sequence[Block], layout: Volume) -> Iterator[Block]:
    """Measures in words with numbers before the alerts; in tables alert by alert."""
    count = 0
    for one in blocks:
        if isinstance(one, Grid) and layout.by_alert_rows and any(square.key.startswith("m") for square in one.squares):
            yield _by_alert_rows(one)
            continue
        told = isinstance(one, Line) and one.key.startswith("m")
        count = count + 1 if told else 0
        if isinstance(one, Line) and told and layout.counted_alerts:
            yield replace(one, text=f"（{count}）{one.text}")
        else:
            yield one


def _by_alert_rows(grid: Grid) -> Grid:
    alerts = [one.lines for one in sorted(grid.squares, key=lambda one: one.col) if one.row == 0 and one.col]
    grades = [one.lines for one in sorted(grid.squares, key=lambda one: one.row) if one.col == 0 and one.row]
    cells = {(one.row, one.col): one for one in grid.squares}
    squares = [Square(0, at, 1, 1, (text,), head=True) for at, text in enumerate(("预警类型", "企业等级", "减排措施"))]
    for at, alert in enumerate(alerts):
        begin = 1 + at * len(grades)
        squares.append(Square(begin, 0, len(grades), 1, alert))
        for k, grade in enumerate(grades):
            squares.append(Square(begin + k, 1, 1, 1, grade))
            squares.append(replace(cells[k + 1, at + 1], row=begin + k, col=2))
    squares.sort(key=lambda one: (one.row, one.col))
    return Grid(tuple(squares), 1 + len(alerts) * len(grades), 3, 1, (0.16, 0.2, 0.64))


def _noted(blocks: Sequence[Block], layout: Volume) -> Iterator[Block]:
    """The notes of a table in one paragraph after 注, where the layout wants it."""
    for noted, group in groupby(blocks, lambda one: isinstance(one, Line) and one.kind == "note"):
        lines = list(group)
        if noted and layout.joined_notes:
            texts = [one.text for one in lines if isinstance(one, Line)]
            yield Line("note", ("" if texts[0].startswith("注") else "注：") + "　".join(texts))
        else:
            yield from lines


def _led(blocks: Sequence[Block], layout: Volume, rng: random.Random) -> Iterator[Block]:
    """Before a table a sentence that names it, or whom it is for; over limits apart their unit."""
    form, unit_form = rng.choice(said.REFERENCES), rng.choice(said.UNITS_OVER)
    part = 0
    for one, after in zip(blocks, [*blocks[1:], None], strict=True):
        part = 0 if isinstance(one, Line) and one.kind == "heading" else part
        if (
            isinstance(one, Line)
            and one.kind == "caption"
            and isinstance(after, Grid)
            and not one.text.endswith("（续）")
        ):
            if layout.refer and (found := TABLE.match(one.text)):
                yield Line("para", form.format(table=found[0].replace(" ", "")))
            kind = re.search(r"（([^（）]+)）$", one.text)
            if layout.by_part and TABLE.match(one.text) and kind:
                part += 1
                yield Line("para", f"{part}．{kind[1]}的企业")
            yield one
            if layout.limits == "right" and _about_limits(after):
                yield Line("right", unit_form.format(u=OVER))
        else:
            yield one


def _annexed(blocks: Sequence[Block]) -> list[Block]:
    """Chapters as annexes A, B, C with their sections counted A.1, A.2."""
    made: list[Block] = []
    chapter = section = 0
    for one in blocks:
        if isinstance(one, Line) and one.kind == "heading":
            chapter, section = chapter + 1, 0
            made.append(replace(one, text=f"附录{chr(64 + chapter)}（规范性）　{BEFORE.sub('', one.text)}"))
        elif isinstance(one, Line) and one.kind == "sub" and chapter:
            section += 1
            made.append(replace(one, text=f"{chr(64 + chapter)}.{section}　{NUMBER.sub('', one.text)}"))
        else:
            made.append(one)
    return made


def _laid_aside(blocks: Sequence[Block]) -> Iterator[Block]:
    """The section of each chapter that holds its tables of indicators, on pages that lie."""
    turned = False
    for at, one in enumerate(blocks):
        head = isinstance(one, Line) and one.kind in ("heading", "sub")
        if head and turned:
            turned = False
            yield Turn(landscape=False)
        yield one
        if head:
            section = blocks[at + 1 :]
            ends = next(
                (k for k, that in enumerate(section) if isinstance(that, Line) and that.kind in ("heading", "sub")),
                len(section),
            )
            if any(
                isinstance(that, Grid) and any(square.key.startswith("c") for square in that.squares)
                for that in section[:ends]
            ):
                turned = True
                yield Turn(landscape=True)


def _front(title: Block, chapters: Sequence[str], layout: Volume, rng: random.Random) -> Iterator[Block]:
    """What stands before the first chapter."""
    issue = rng.choice(said.ISSUES)
    if layout.front == "issue":
        yield Line("left", issue[0])
        yield title
        yield from (Line("middle", one) for one in issue[1:])
        yield Break()
    else:
        yield title
    if layout.toc:
        room = int((595 - 2 * layout.margin) / layout.body) - 3
        yield Line("middle", "目　　次")
        yield from (Line("left", f"{one}{'·' * (room - len(one))}{at * 4 + 1}") for at, one in enumerate(chapters))
        yield Break()
    if layout.front == "preface":
        head, texts = rng.choice(said.PREFACES)
        yield Line("middle", head)
        yield from (Line("para", one) for one in texts)
        yield Break()
    if layout.front == "principles":
        for head, text in said.PRINCIPLES:
            yield Line("sub", head)
            yield Line("para", text)
    if layout.duties:
        rows = [
            ("序号", "章节", "起草单位（示例）"),
            *((str(at), one, f"示例第{at}研究室") for at, one in enumerate(chapters, 1)),
        ]
        squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
        yield Line("caption", "各章起草分工")
        yield Grid(tuple(squares), len(rows), 3, 1, (0.12, 0.5, 0.38))
