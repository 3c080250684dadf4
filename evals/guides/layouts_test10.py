"""Layouts of a tenth sealed test set: an acceptance run in which each guide combines a few of the features asked for.

Lives here: FACES, LAYOUTS, SEED, COUNTS, and what this set does beside its layouts: `revised` writes the industries
anew, branch by branch, `arranged` sets the pages. May import: blocks, graded, layout, model, wording, wording_test10.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evals.guides import wording_test10 as said
from evals.guides.blocks import Block, Break, Grid, Line, Square, Turn
from evals.guides.graded import CHINESE, bottom_row, drawn
from evals.guides.layout import Face, Layout, Scan
from evals.guides.model import Amount, Cell, Guide, Industry, Item, Limit, Measure, Row, Table
from evals.guides.wording import AmountForm, LimitForm, Wording

SEED = 860117
FOUR = (("A", "B", "C", "D"),)
THREE = (("A", "B", "C"),)
TWO = (("A", "B"),)
MINUS = (("A", "B", "B-", "C"),)
PAIR = (("A", "B-"), ("A", "B"))
MIXED = (("A", "B", "C", "D"), ("A", "B", "C"), ("绩效引领性",))
ONE = (("绩效引领性",),)
LADDERS = THREE
FACES = {
    "reportlab": (
        Face("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 1, "WenQuanYi Zen Hei Mono"),
        Face("/usr/share/fonts/truetype/arphic/uming.ttc", 1, "AR PL UMing HK"),
        Face("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 1, "WenQuanYi Micro Hei Mono"),
    ),
    "chromium": (
        Face("", 0, "AR PL KaitiM GB", "Liberation Serif"),
        Face("", 0, "WenQuanYi Micro Hei", "Liberation Sans"),
        Face("", 0, "Noto Serif CJK SC", "DejaVu Serif"),
        Face("", 0, "Noto Sans CJK SC", "Liberation Serif"),
    ),
    "docx": (Face("", 0, "华文中宋", "Times New Roman"), Face("", 0, "楷体", "Times New Roman"), Face("", 0, "微软雅黑", "Calibri")),
    "libreoffice": (
        Face("", 0, "WenQuanYi Zen Hei", "Liberation Serif"),
        Face("", 0, "Noto Serif CJK SC", "Liberation Sans"),
        Face("", 0, "AR PL UKai CN", "Liberation Serif"),
        Face("", 0, "Noto Sans CJK SC", "DejaVu Sans"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """What a layout's chapters hold, and what stands around them."""

    limits: str = (
        "places"  # places (an item each) | rows (a row each) | names (a row a pollutant) | whole (one sentence)
    )
    joint: float = 0.3  # how often a cell covers all rows of an indicator, under one or two grades
    notes: int = 2
    over: int = 0  # tables of an industry by process or fuel: more than the layout's one
    wide: bool = False  # tables on pages of their own, turned
    long: bool = False  # measures as a list: alert, grade, measure
    cover: bool = False
    opening: bool = False
    stages: bool = False  # an annex on vehicles
    marks: tuple[str, ...] = ()


CHROMIUM = (
    (Layout("chromium", ladders=FOUR, head="{g}级企业", rules="full", size=9.5, body=11, merges=0.25, footer="{n}", bottom="column"), Setting("places", notes=3, marks=("a", "b", "*"))),
    (Layout("chromium", ladders=FOUR, head="{g}级企业", rules="frame", size=10, body=11, merges=0.4, first="指标名称", labels_centred=True, captions="left", measures="across", face=1, header="示例验收样本"), Setting("rows", joint=0.8)),
    (Layout("chromium", ladders=THREE, head="{g}级", rules="full", landscape=True, rotate=90, size=10, merges=0.3, first="差异化指标", two_line_head="绩效等级", footer="第{n}页", face=2), Setting("names", over=1)),
    (Layout("chromium", ladders=ONE, head="{g}企业", rules="full", size=10.5, body=11, merges=0, numbered=True, first="引领性指标", industries=4, measures="text", face=3), Setting("places", cover=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级", rules="full", size=9, merges=0.3, first="差异化指标", colour="#dce6f2", measures="by_alert", face=1), Setting("places", joint=0.5, wide=True, marks=("*",))),
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="booktabs", size=10, merges=0, padding=5, first="指标", sub=False, face=3), Setting("whole", long=True, joint=0)),
    (Layout("chromium", ladders=MINUS, head="{g}级企业", rules="full", size=9, merges=0.35, first="分级指标", repeat_head=False, merge_measures=True, footer="共同编制 {n}", body=10.5), Setting("rows", opening=True)),
    (Layout("chromium", ladders=THREE, head="{g}级指标", rules="full", size=10, body=12, merges=0.3, small_powers=True, formulas=True, leading=1.55, prose=False, face=2), Setting("places", over=1, joint=0.4)),
    (Layout("chromium", ladders=PAIR, head="{g}级", rules="hairline", size=10.5, body=11, merges=0.25, first="指标类型", lists="hang", measures="text", face=1), Setting("names", stages=True)),
    (Layout("chromium", ladders=FOUR, head="{g}级企业", rules="full", size=8.5, merges=0.3, upright=True, first_share=0.08, first="项目", measures="across", align="top", bottom="indicator", face=3), Setting("rows", notes=3, marks=("a", "b", "*"))),
    (Layout("chromium", ladders=THREE, head="{g}级", rules="full", landscape=True, size=10, merges=0.3, split_rows=False, over="绩效分级指标与要求（示例）", watermark="示例", distractors=("emissions",)), Setting("places", over=2, long=True)),
    (Layout("chromium", ladders=MIXED, head="{g}级企业", rules="horizontal", size=10, merges=0, captions="left", zebra="#f0f4ea", industries=3, padding=3.5, face=1), Setting("whole", joint=0, cover=True)),
)  # fmt: skip
REPORTLAB = (
    (Layout("reportlab", ladders=FOUR, head="{g}级企业", rules="full", split_rows=False, size=9.5, body=11, merges=0.25, footer="- {n} -"), Setting("places", notes=3, marks=("a", "b", "*"))),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="full", split_rows=False, size=10, merges=0.35, first="评级指标", captions="left", labels_centred=True, measures="across", face=1), Setting("rows", joint=0.7, cover=True)),
    (Layout("reportlab", ladders=FOUR, head="{g}级企业", rules="frame", split_rows=False, landscape=True, rotate=270, size=10, merges=0.3, two_line_head="分级标准", bottom="indicator", footer="{n} 页", face=2), Setting("names", over=1)),
    (Layout("reportlab", ladders=ONE, head="{g}企业", rules="full", split_rows=False, size=10.5, numbered=True, first="绩效引领指标", industries=4, measures="text", face=1), Setting("places", stages=True)),
    (Layout("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, size=10, merges=0.3, colour="#e2efd9", measures="by_alert", face=2), Setting("rows", wide=True)),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="horizontal", split_rows=False, size=10.5, merges=0, padding=5, first="指标项目"), Setting("whole", joint=0, long=True)),
    (Layout("reportlab", ladders=MINUS, head="{g}级", rules="full", split_rows=False, size=9, merges=0.35, merge_measures=True, remark=True, header="示例 内部核对", face=1), Setting("places", opening=True)),
    (Layout("reportlab", ladders=FOUR, head="{g}级企业", rules="full", split_rows=False, size=9, merges=0.2, captions="left", formulas=True, first="差异化指标", measures="across", face=2), Setting("places", over=1, notes=1)),
    (Layout("reportlab", ladders=PAIR, head="{g}级企业", rules="double", split_rows=False, size=10.5, merges=0.25, lists="hang", body=11, first="考核指标", measures="text"), Setting("names", joint=0.6)),
    (Layout("reportlab", ladders=FOUR, head="{g}级", rules="full", split_rows=False, size=9, merges=0.3, repeat_head=False, first="指　标", bottom="cell", face=1), Setting("rows", over=1, marks=("*",))),
    (Layout("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, size=10, pieces=4, merges=0.25, body=10.5, footer="第{n}页 示例", prose=False, face=2), Setting("places", joint=0.4)),
    (Layout("reportlab", ladders=MIXED, head="{g}级企业", rules="open", split_rows=False, size=9.5, merges=0.25, industries=3, caption_inside=True, zebra="#f5f5f0"), Setting("rows", long=True)),
)  # fmt: skip
LIBREOFFICE = (
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", size=9.5, body=12, merges=0.25, labels_centred=True, footer="示例版"), Setting("places", notes=3, marks=("a", "b", "*"))),
    (Layout("libreoffice", ladders=FOUR, head="{g}级", rules="full", size=10, merges=0.4, captions="left", first="考核项", measures="across", bottom="column", face=1), Setting("rows", joint=0.8)),
    (Layout("libreoffice", ladders=THREE, head="{g}级企业", rules="frame", landscape=True, size=10.5, merges=0.3, two_line_head="企业分级", face=2), Setting("names", over=1, cover=True)),
    (Layout("libreoffice", ladders=ONE, head="{g}企业", rules="full", size=10.5, numbered=True, first="引领指标", industries=4, auto_numbers=True, measures="text", face=3), Setting("places")),
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", size=9.5, merges=0.3, colour="#fff2cc", measures="by_alert", header="示例指南", face=1), Setting("places", wide=True)),
    (Layout("libreoffice", ladders=THREE, head="{g}级", rules="horizontal", size=10, merges=0, sub=False, first="分级项", face=3), Setting("whole", joint=0, long=True)),
    (Layout("libreoffice", ladders=MINUS, head="{g}级企业", rules="full", size=9, merges=0.35, repeat_head=False, merge_measures=True, soft_breaks=True, face=2), Setting("rows", opening=True)),
    (Layout("libreoffice", ladders=THREE, head="{g}级指标", rules="hairline", size=10, merges=0.3, formulas=True, over="示例行业绩效分级"), Setting("places", over=2)),
    (Layout("libreoffice", ladders=PAIR, head="{g}级", rules="full", size=10.5, merges=0.25, captions="left", measures="text", split_rows=False, body=12, face=3), Setting("names", stages=True, joint=0.5)),
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", size=9, merges=0.3, first="差异化指标", bottom="indicator", landscape=True, lead=1, face=1), Setting("rows", over=1, marks=("*",))),
    (Layout("libreoffice", ladders=THREE, head="{g}级企业", rules="double", size=10, merges=0.25, pieces=5, prose=False, face=2), Setting("places", long=True)),
    (Layout("libreoffice", ladders=MIXED, head="{g}级企业", rules="full", size=10, merges=0.25, industries=3, distractors=("terms", "checks"), word_style="Light List"), Setting("rows", cover=True)),
)  # fmt: skip
DOCX = (
    (Layout("docx", ladders=FOUR, head="{g}级企业", rules="full", merges=0.25, body=12, first="差异化指标"), Setting("places", notes=3, marks=("a", "b", "*"))),
    (Layout("docx", ladders=THREE, head="{g}级", rules="full", captions="left", merges=0.35, two_line_head="绩效等级", auto_numbers=True, measures="across", face=1), Setting("rows", joint=0.8, over=1)),
    (Layout("docx", ladders=FOUR, head="{g}级企业", rules="full", merges=0.3, first="指标", bottom="column", word_style="Normal Table", face=2), Setting("names", wide=True)),
    (Layout("docx", ladders=ONE, head="{g}企业", rules="full", numbered=True, first="引领性指标", measures="text", industries=3, soft_breaks=True), Setting("places", cover=True)),
    (Layout("docx", ladders=MINUS, head="{g}级", rules="frame", landscape=True, merges=0.3, formulas=True, merge_measures=True, word_style="Colorful List", face=1), Setting("places", over=2)),
    (Layout("docx", ladders=THREE, head="{g}级企业", rules="horizontal", merges=0, first="指标项", word_style="Medium Shading 1", face=2), Setting("whole", joint=0, long=True)),
    (Layout("docx", ladders=PAIR, head="{g}级", rules="full", merges=0.25, caption_inside=True, measures="by_alert", sections=True), Setting("rows", stages=True)),
    (Layout("docx", ladders=MIXED, head="{g}级企业", rules="hairline", merges=0.3, pieces=5, industries=3, word_style="Medium Grid 1", face=1), Setting("names", opening=True)),
)  # fmt: skip
SCANS = (
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="full", industries=1, size=11, body=11, merges=0.25, footer="{n}", scan=Scan(150, -0.4, 3, 70), face=3), Setting("places")),
    (Layout("chromium", ladders=FOUR, head="{g}级", rules="full", industries=1, size=10, merges=0.3, landscape=True, scan=Scan(200, 0.8, 4, 60), face=2), Setting("rows", joint=0.6)),
    (Layout("chromium", ladders=ONE, head="{g}企业", rules="frame", industries=2, size=11, numbered=True, first="引领性指标", measures="text", scan=Scan(300, -0.6, 5, 55), face=1), Setting("places")),
    (Layout("chromium", ladders=THREE, head="{g}级企业", rules="full", industries=1, size=10.5, merges=0.3, measures="across", scan=Scan(200, 0.5, 5, 55)), Setting("names", over=1)),
    (Layout("reportlab", ladders=THREE, head="{g}级企业", rules="full", split_rows=False, industries=1, size=11, merges=0.25, scan=Scan(150, 0.5, 3, 70)), Setting("rows")),
    (Layout("reportlab", ladders=FOUR, head="{g}级", rules="full", split_rows=False, industries=1, size=10, merges=0.3, two_line_head="绩效等级", footer="{n}", scan=Scan(200, -0.5, 4, 60), face=1), Setting("places")),
    (Layout("reportlab", ladders=PAIR, head="{g}级企业", rules="frame", split_rows=False, industries=1, size=11, merges=0.2, measures="text", scan=Scan(300, 0.7, 4, 60), face=2), Setting("names", joint=0.5)),
    (Layout("reportlab", ladders=THREE, head="{g}级", rules="horizontal", split_rows=False, industries=1, size=11, merges=0, padding=5, measures="by_alert", scan=Scan(200, -0.3, 3, 65), face=1), Setting("whole", joint=0)),
    (Layout("libreoffice", ladders=THREE, head="{g}级企业", rules="full", industries=1, size=10.5, body=12, merges=0.25, scan=Scan(150, 0.6, 4, 65), face=3), Setting("places", cover=True)),
    (Layout("libreoffice", ladders=FOUR, head="{g}级企业", rules="full", industries=1, size=10, merges=0.3, bottom="column", landscape=True, scan=Scan(200, -0.8, 5, 60), face=1), Setting("rows")),
    (Layout("libreoffice", ladders=THREE, head="{g}级", rules="frame", industries=1, size=10.5, merges=0.3, colour="#ededed", scan=Scan(300, 0.3, 4, 60)), Setting("places", over=1)),
    (Layout("libreoffice", ladders=MINUS, head="{g}级企业", rules="full", industries=1, size=10, merges=0.25, measures="text", scan=Scan(200, 0.4, 3, 70), face=2), Setting("names")),
)  # fmt: skip
PAIRS = (*CHROMIUM, *REPORTLAB, *LIBREOFFICE, *DOCX, *SCANS)
LAYOUTS = tuple(layout for layout, _ in PAIRS)
SETTINGS = dict(PAIRS)
COUNTS = {"text": 36, "docx": 8, "scan": 12}
PLAIN = Setting()
ALERTS = ("黄色", "橙色", "红色")
LEADER = "绩效引领性"
Make = Callable[[int], Cell]


def revised(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """The guide with its industries written anew, each as its branch demands."""
    setting = SETTINGS.get(layout, PLAIN)
    branches = {one.name: one for one in said.BRANCHES}
    made = [
        Writer(branches[re.sub("（.*", "", one.name)], words, layout, setting, rng).industry(one, at)
        for at, one in enumerate(guide.industries, 1)
    ]
    return replace(guide, industries=tuple(made))


class Writer:
    """Writes one industry."""

    def __init__(self, branch: said.Branch, words: Wording, layout: Layout, setting: Setting, rng: random.Random) -> None:  # fmt: skip
        self.branch, self.words, self.layout, self.setting, self.rng = branch, words, layout, setting, rng
        self.grades: tuple[str, ...] = ()
        self.unit = rng.choice(words.units)
        self.letters = rng.random() < 0.5
        self.numbering = rng.choice(words.numbering)
        self.same = rng.choice(words.sames)

    def industry(self, old: Industry, at: int) -> Industry:
        """The industry with a table for each of its parts, and its measures."""
        self.grades = self.rng.choice(self.layout.ladders)
        count = min(1 + self.setting.over, len(self.branch.parts) + 1)
        parts = ("", *self.branch.parts)[:1] if count == 1 else (*self.branch.parts, "公用及储运")[:count]
        form = self.rng.choice(TITLES if count > 1 else SINGLE_TITLES)
        tables = [
            self.table(form.format(i=at, n=n, name=old.name, part=part), part, first=n == 1)
            for n, part in enumerate(parts, 1)
        ]
        return Industry(old.name, old.scope, tuple(tables), self.measures())

    def measures(self) -> tuple[Measure, ...]:
        """Measures harder with the alert and the grade; an enterprise that does not lead has the hardest."""
        harder, best = self.words.harder, self.rng.choice(self.words.harder[0])
        grades = (LEADER, "非绩效引领性") if self.grades == ONE[0] else self.grades
        made = []
        for at, grade in enumerate(grades):
            for alert_at, alert in enumerate(ALERTS):
                step = min((2 * at if len(grades) == 2 else at) + alert_at, len(harder) - 1)
                text = drawn(self.rng.choice(harder[step]), self.rng) if at else best
                made.append(Measure(grade, alert, text))
        return tuple(made)

    def table(self, title: str, part: str, *, first: bool) -> Table:
        """Its rows from the source of energy to the control of transport; a further table has fewer."""
        rows: list[Row] = []
        kinds = ["energy", "process", "treatment", "limits", "plain", "monitor", "management", "roads", "gate"]
        if self.branch.kind == "coat":
            kinds[0] = "materials"
        if not first:
            kinds = ["process", "treatment", "limits", self.rng.choice(("plain", "monitor"))]
        elif self.layout.scan:
            kinds = [one for one in kinds if one not in self.rng.sample(("process", "plain", "gate", "energy"), 2)]
        for kind in kinds:
            rows += getattr(self, kind)()
        rows = bottom_row(rows, self.grades, self.words, self.layout, self.rng)
        marked, notes = self.noted(rows)
        return Table(title, self.grades, tuple(marked), tuple(notes))

    # rows

    def energy(self) -> list[Row]:
        """What is burnt."""
        return [self.row("能源类型", None, self.topics("energy", 1))]

    def materials(self) -> list[Row]:
        """What is used instead of solvents, and how much of it."""
        return [self.row("原辅材料", None, self.amounts(said.PURCHASES, "materials", 1))]

    def process(self) -> list[Row]:
        """The kind of process."""
        return [self.row("生产工艺及装备", None, self.topics("process", self.rng.choice((1, 1, 2))))]

    def treatment(self) -> list[Row]:
        """Any of several technologies for each pollutant, one or two efficiencies."""
        kinds = {"kiln": ["dust", "sulphur", "nitrogen"], "coat": ["dust", "vocs"], "chem": ["vocs", "nitrogen"]}
        name, picked = "污染治理技术", kinds[self.branch.kind]
        if self.setting.limits == "rows" and self.rng.random() < 0.5:
            subs = {"dust": "除尘", "sulphur": "脱硫", "nitrogen": "脱硝", "vocs": "VOCs治理"}
            rows = []
            for one in picked:
                topic = self.drawn(self.rng.choice(self.words.graded[one]))
                bare = [re.sub(f"^{subs[one]}：", "", text) for text in topic]
                rows.append(self.row(name, subs[one], self.items([[Item(text) for text in bare]])))
            return self.joined(rows)
        topics = [[Item(text) for text in self.drawn(self.rng.choice(self.words.graded[one]))] for one in picked]
        if "vocs" in picked and self.rng.random() < 0.7:
            topics.append(self.special(("NMHC处理效率", "VOCs处理效率")))
        elif self.branch.kind == "kiln" and self.rng.random() < 0.4:
            topics.append(self.special(("氨逃逸",)))
        return [self.row(name, None, self.items([one for one in topics if one]))]

    def limits(self) -> list[Row]:
        """Limits as the setting tells them."""
        places = [*self.branch.hot, *self.rng.sample(self.branch.cold, 1), self.rng.choice(said.PLACE_REST)]
        how = self.setting.limits
        name = self.rng.choice(("排放限值", "排放限值", "大气污染物排放浓度"))
        if how == "names":
            return self.bare_rows(name)
        if how == "rows":
            places = places[: self.rng.randint(2, 3)]
            return [self.row(name, place, self.items([self.limited(place, labelled=True)])) for place in places]
        if how == "whole":
            forms: tuple[LimitForm, ...] = said.BARE
            family = self.family(self.branch.hot[0])
            if self.branch.oxygen and self.rng.random() < 0.5:
                forms = said.BURNT
            return [self.row(name, None, self.items([self.sentence(self.rng.choice(forms), family, None)]))]
        numbered = self.rng.random() < 0.85
        items = [self.limited(place, leading=numbered) for place in places[: self.rng.randint(2, len(places))]]
        if self.branch.kind == "kiln" and self.rng.random() < 0.25:
            items.append(self.special(("林格曼黑度", "二噁英类")))
        return [self.row(name, None, self.items([one for one in items if one], numbered=numbered))]

    def plain(self) -> list[Row]:
        """What is kept from escaping, in up to five sentences."""
        kind = "leaks" if self.branch.kind == "coat" else "plain"
        name = "无组织排放"
        if self.setting.limits == "rows" and self.rng.random() < 0.4:
            subs = ("原辅料储存", "生产过程") if kind == "leaks" else ("物料储运", "生产过程")
            return self.joined([self.row(name, sub, self.topics(kind, 2)) for sub in subs])
        count = self.rng.randint(3, 5) if self.rng.random() < 0.6 else self.rng.randint(1, 2)
        return [self.row(name, None, self.topics(kind, count))]

    def monitor(self) -> list[Row]:
        """What is recorded, and how long it is kept."""
        return [self.row("监测监控水平", None, self.amounts(said.MONITOR, "retention", self.rng.randint(1, 2)))]

    def management(self) -> list[Row]:
        """Papers, ledgers and people, a row each."""
        managed = dict(self.words.managed)
        if not self.layout.sub:
            return [self.row("环境管理水平", None, self.amounts(said.LEDGER, "ledger", 1))]
        rows = [self.row("环境管理水平", "环保档案", self.items([[Item(one) for one in managed["环保档案"]]]))]
        rows.append(self.row("环境管理水平", "台账记录", self.amounts(said.LEDGER, "ledger", 1)))
        last = self.rng.choice(("人员配置", "环保制度"))
        rows.append(self.row("环境管理水平", last, self.items([[Item(one) for one in self.drawn(managed[last])]])))
        return self.joined(rows)

    def roads(self) -> list[Row]:
        """Shares of vehicles and machines."""
        rows = [self.row("运输方式", None, self.amounts(said.ROADS, "shares", self.rng.randint(0, 1)))]
        if not self.layout.numbered and self.rng.random() < 0.5:  # a number of one figure fits its column
            rows.append(self.row("非道路移动机械", None, self.amounts(said.MACHINES, "shares", 0)))
        return rows

    def gate(self) -> list[Row]:
        """The gate, and how long its pictures are kept."""
        return [self.row("运输监管", None, self.amounts(said.GATE, "watch", self.rng.randint(1, 2)))]

    # cells

    def row(self, name: str, sub: str | None, make: Make) -> Row:
        """A cell for each grade: its own, one with the grade before, the same as another's, or none."""
        cells: dict[str, Cell] = {}
        level = 0
        for at, grade in enumerate(self.grades):
            before = self.grades[at - 1] if at else ""
            roll = self.rng.random()
            if at and roll < self.layout.merges * 0.7:
                cells[grade] = cells[before]
            elif at and roll < self.layout.merges * 0.7 + 0.14 and not cells[before].same_as:
                cells[grade] = Cell((Item(self.same.format(grade=before)),), same_as=before)
            elif at and at == len(self.grades) - 1 and len(self.grades) > 2 and roll > 0.92:
                cells[grade] = Cell((Item(self.rng.choice(self.words.nones)),))
            else:
                cells[grade] = make(level)
                level += 1
        return Row(name, sub, cells)

    def joined(self, rows: list[Row]) -> list[Row]:
        """The rows of one indicator, now and then with a cell over all of them, under one or two of the lower grades."""
        if len(self.grades) < 3 or self.rng.random() >= self.setting.joint:
            return rows
        begin = self.rng.choice((len(self.grades) - 2, len(self.grades) - 1))
        over = self.grades[begin:]
        above = self.grades[begin - 1]
        if any(row.cells[above] is row.cells[over[0]] for row in rows):
            over = over[-1:] if all(row.cells[self.grades[-2]] is not row.cells[over[-1]] for row in rows) else ()
        if not over:
            return rows
        cell = Cell((Item(self.rng.choice(said.JOINT)),))
        return [replace(row, cells={**row.cells, **dict.fromkeys(over, cell)}) for row in rows]

    def drawn(self, topic: Sequence[str]) -> list[str]:
        """A topic with its numbers chosen."""
        return [drawn(one, self.rng) for one in topic]

    def topics(self, kind: str, count: int) -> Make:
        """Sentences of that kind."""
        pool = self.words.graded[kind]
        picked = self.rng.sample(pool, min(count, len(pool)))
        return self.items([[Item(text) for text in self.drawn(one)] for one in picked])

    def amounts(self, forms: Sequence[AmountForm], kind: str, count: int) -> Make:
        """Sentences of that kind, then one or two with a share or a period."""
        pool = self.words.graded[kind]
        topics = [[Item(text) for text in self.drawn(one)] for one in self.rng.sample(pool, min(count, len(pool)))]
        for form in self.rng.sample(list(forms), self.rng.randint(1, min(2, len(forms)))):
            values = form.values or {"年": (1, 2, 3, 5), "个月": (3, 6, 12)}[form.unit]
            picked = sorted((self.rng.choice(values) for _ in self.grades), reverse=True)
            topics.append([_amount(form, value) for value in picked])
        return self.items(topics)

    def items(self, topics: Sequence[Sequence[Item]], *, numbered: bool = True, ended: bool = True) -> Make:
        """A cell of one sentence of each topic, that of its level."""
        numbering = self.numbering if len(topics) > 1 and numbered else ""
        end = self.rng.choice(("。", "", "")) if ended else ""

        def make(level: int) -> Cell:
            ends = ["；"] * (len(topics) - 1) + [end]
            picked = [topic[min(level, len(topic) - 1)] for topic in topics]
            return Cell(tuple(replace(one, text=one.text + last) for one, last in zip(picked, ends, strict=True)), numbering)  # fmt: skip

        return make

    # limits

    def family(self, place: str) -> tuple[str, ...]:
        """What is limited there."""
        kind = self.branch.kind
        if place in self.branch.hot and kind != "coat":
            return ("颗粒物", "SO2", "NOx")
        if place in self.branch.hot:
            return self.rng.choice((("NMHC",), ("NMHC", "苯系物"), ("颗粒物", "NMHC")))
        if place in self.branch.cold and kind == "chem":
            return self.rng.choice((("NMHC",), ("NMHC", "甲醛"), ("NMHC", "氯化氢"), ("氨",), ("颗粒物", "NMHC")))
        return self.rng.choice((("颗粒物",), ("颗粒物",), ("颗粒物", "氟化物"), ("颗粒物", "油雾"))) if kind == "kiln" else ("颗粒物",)  # fmt: skip

    def limited(self, place: str, *, labelled: bool = False, leading: bool = True) -> list[Item]:
        """The sentence of a place at each level. `labelled`: the row's label says the place."""
        family = self.family(place)
        burnt = set(family) == self.words.burnt
        forms: tuple[LimitForm, ...]
        if labelled:
            forms = (*said.BARE, *said.BURNT) if burnt else said.BARE
        else:
            pair = said.LONE[-1:] if "苯系物" not in family else said.LONE[:1] + said.LONE[-1:]
            forms = said.LIMITS if burnt else said.LONE if len(family) == 1 else pair
        forms = tuple(one for one in forms if leading or not one.text.startswith("{o}"))
        if len(family) == 1:
            forms = tuple(one for one in forms if "{pairs}" not in one.text)
        return self.sentence(self.rng.choice(forms), family, None if labelled else place)

    def sentence(self, form: LimitForm, family: Sequence[str], place: str | None) -> list[Item]:
        """The sentence at each level."""
        named = [self.named(code) for code in family]
        steps = [self.steps(code) for code in family]
        if form.same:
            steps = steps[:1] * len(family)
        content = self.rng.choice(self.branch.oxygen) if self.branch.oxygen and "{o}" in form.text else ""
        basis = self.rng.choice(form.basis).format(content) if content else ""
        between, joint = self.rng.choice(("、", "、", "/")), self.rng.choice(self.words.joints)
        made = []
        for level in range(len(self.grades)):
            values = [one[level] for one in steps]
            pairs = [form.pair.format(p=name, v=v, u=self.unit) for name, v in zip(named, values, strict=True)]
            text = form.text.format(
                p=named[0] if len(named) == 1 else "、".join(named[:-1]) + joint + named[-1],
                v=between.join(values[:1] if form.same else values),
                pairs=form.between.join(pairs).replace("  ", " "),
                u=self.unit,
                w=place or "",
                o=basis,
            )
            if len(family) == 1:
                text = text.replace("分别", "").replace("均不超过", "不超过")
            limits = tuple(
                Limit(code, Decimal(v), self.unit.strip(), form.comparator, Decimal(content) if content else None, place, form.averaging)
                for code, v in zip(family, values, strict=True)
            )  # fmt: skip
            made.append(Item(text, limits))
        return made

    def named(self, code: str) -> str:
        """Its name, by letters or in Chinese as the whole industry has it."""
        names = [name for name, of in self.words.names if of == code]
        alike = [name for name in names if name.isascii() == self.letters or len(names) == 1]
        return self.rng.choice(alike or names)

    def steps(self, code: str) -> list[str]:
        """A number for each level, none less than the one before."""
        ladder, made = self.words.ladders[code], []
        at = self.rng.randrange(3)
        for _ in self.grades:
            made.append(ladder[at])
            at = min(at + self.rng.choice((0, 1, 1, 2)), len(ladder) - 1)
        return made

    def special(self, kinds: Sequence[str]) -> list[Item]:
        """An efficiency, what slips through, blackness: at each level. Nothing where the font cannot print it."""
        fitting = [one for one in self.words.special if one[1] in kinds]
        if not fitting:
            return []
        text, pollutant, unit, values, comparator = self.rng.choice(fitting)
        picked = sorted((self.rng.choice(values) for _ in self.grades), reverse=comparator == ">=")
        return [Item(text.format(v=f"{v:g}"), (Limit(pollutant, Decimal(str(v)), unit, comparator),)) for v in picked]

    def bare_rows(self, name: str) -> list[Row]:
        """A row for each pollutant; its unit beside its name or with the indicator's."""
        unit = self.unit.strip()
        family = self.family(self.branch.hot[0])
        label, sub = self.rng.choice(
            ((f"{name}（{unit}）", "{}"), (name, f"{{}}（{unit}）"), (f"{name}，{unit}", "{}"))
        )
        form, comparator = self.rng.choice((("{}", "<="), ("≤{}", "<="), ("＜{}", "<")))
        rows = []
        for code in family:
            steps = self.steps(code)
            levels = [Item(form.format(v), (Limit(code, Decimal(v), unit, comparator),)) for v in steps]
            rows.append(self.row(label, sub.format(self.named(code)), self.items([levels], ended=False)))
        return rows if len(rows) > 1 else [replace(rows[0], indicator=name, sub=f"{self.named(family[0])}（{unit}）")]

    # notes

    def noted(self, rows: Sequence[Row]) -> tuple[list[Row], list[tuple[str, str]]]:
        """Cells with marks, in the order of reading, and their notes."""
        marks = self.setting.marks or self.rng.choice(self.words.marks)
        count = min(self.rng.randint(0, self.setting.notes), len(marks))
        seen: set[int] = set()
        free = []
        for at, row in enumerate(rows):
            for cell in row.cells.values():
                if id(cell) not in seen and not cell.same_as and not OUTSIDE.match(cell.raw):
                    free.append((at, cell))
                seen.add(id(cell))
        picked = sorted(self.rng.sample(range(len(free)), min(count, len(free))))
        made: dict[int, Cell] = {}
        notes: list[tuple[str, str]] = []
        texts = self.rng.sample(self.words.footnotes, len(picked))
        for mark, number, text in zip(marks, picked, texts, strict=False):
            cell = free[number][1]
            items = (*cell.items[:-1], replace(cell.items[-1], text=cell.items[-1].text.rstrip("。")))
            made[id(cell)] = replace(cell, items=items, mark=mark)
            notes.append((mark, self.note(cell, text, {one for _, one in notes})))
        changed = [
            replace(row, cells={grade: made.get(id(cell), cell) for grade, cell in row.cells.items()}) for row in rows
        ]
        return changed, notes

    def note(self, cell: Cell, text: str, taken: set[str]) -> str:
        """A note; one of oxygen only to limits in mg/m³ that say none."""
        if "{v}" not in text:
            return text
        limits = [limit for item in cell.items for limit in item.limits]
        if limits and all(not one.oxygen and one.pollutant in self.words.burnt for one in limits):
            return text.format(v=self.rng.choice(self.branch.oxygen or ("8",)))
        return next(one for one in self.words.footnotes if "{v}" not in one and one not in taken)


OUTSIDE = re.compile("未达到|不符合|不要求|[/—]$")  # what no note is hung on
TITLES = (
    "表{i}-{n} {name}绩效分级指标（{part}）",
    "表{i}-{n}　{name}企业绩效分级指标——{part}",
    "{name}绩效分级指标（{part}）",
)
SINGLE_TITLES = ("表{i} {name}绩效分级指标", "{name}企业绩效分级指标表（示例）", "表{i}-{n}　{name}行业绩效分级指标")


def _amount(form: AmountForm, value: int) -> Item:
    amount = Amount(form.what, Decimal(value), form.unit, form.comparator)
    text = form.text.format(v=value, c=CHINESE.get(value, value))
    return Item(text, (), (amount,), ()) if form.unit == "%" else Item(text, (), (), (amount,))


def arranged(blocks: Sequence[Block], layout: Layout, rng: random.Random) -> list[Block]:
    """The blocks with what stands before and after the chapters, their measures and tables as the setting has them."""
    setting = SETTINGS.get(layout, PLAIN)
    made = _titled(blocks, rng)
    if setting.long:
        made = [_listed(one) if isinstance(one, Grid) else one for one in made]
    if setting.wide:
        made = _on_wide_pages(made)
    title, *rest = made
    front: list[Block] = [title]
    if setting.cover:
        front += [*(Line("caption", one) for one in rng.choice(said.COVERS)), Break()]
    if setting.opening:
        head, paragraphs = rng.choice(said.OPENINGS)
        front += [Line("heading", head), *(Line("para", one) for one in paragraphs)]
    if setting.stages:
        rest += [Line("heading", "附：车辆排放阶段判定（示例）"), _grid(said.STAGES, (0.3, 0.45, 0.25))]
    made = [*front, *rest]
    if layout.engine == "libreoffice":  # keys that no gold has: what it printed is found again line by line
        made = [replace(one, key=one.key or f"x{at}") if isinstance(one, Line) else one for at, one in enumerate(made)]
    return made


def _titled(blocks: Sequence[Block], rng: random.Random) -> list[Block]:
    """Tables of measures under titles of this set's words."""
    form, tail = rng.choice(said.MEASURE_TITLES), "行业差异化减排措施"
    return [
        replace(one, text=form.format(name=one.text.removesuffix(tail)))
        if isinstance(one, Line) and one.kind == "caption" and one.text.endswith(tail)
        else one
        for one in blocks
    ]


def _listed(grid: Grid) -> Grid:
    """A table of measures (grades down, alerts across) as a list: an alert over its grades, a row for each."""
    keyed = [one for one in grid.squares if one.key.startswith("m")]
    if not keyed:
        return grid
    heads = {one.col: one.lines for one in grid.squares if one.head and one.col}
    grades = {one.row: one.lines for one in grid.squares if not one.head and not one.col}
    squares = [Square(0, at, 1, 1, (text,), head=True) for at, text in enumerate(("预警级别", "企业等级", "减排措施"))]
    for at, col in enumerate(sorted(heads)):
        squares.append(Square(1 + at * len(grades), 0, len(grades), 1, heads[col]))
        for number, row in enumerate(sorted(grades)):
            (one,) = (one for one in keyed if one.col == col and one.row == row)
            here = 1 + at * len(grades) + number
            squares += [Square(here, 1, 1, 1, grades[row]), replace(one, row=here, col=2)]
    squares.sort(key=lambda one: (one.row, one.col))
    return Grid(tuple(squares), 1 + len(heads) * len(grades), 3, 1, (0.18, 0.22, 0.6))


def _on_wide_pages(blocks: Sequence[Block]) -> list[Block]:
    """Each indicator table, with its title before and its notes after it, on pages that lie on their side."""
    made: list[Block] = []
    wide = False
    for at, one in enumerate(blocks):
        ahead = blocks[at + 1] if at + 1 < len(blocks) else None
        begins = isinstance(one, Line) and one.kind == "caption" and isinstance(ahead, Grid) and _indicators(ahead)
        if begins and not wide:
            made.append(Turn(landscape=True))
            wide = True
        elif wide and not begins and not isinstance(one, Grid) and not (isinstance(one, Line) and one.kind == "note"):
            made.append(Turn(landscape=False))
            wide = False
        made.append(one)
    return made


def _indicators(grid: Grid) -> bool:
    return any(one.key.startswith("c") for one in grid.squares)


def _grid(rows: Sequence[Sequence[str]], shares: tuple[float, ...]) -> Grid:
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(squares), len(rows), len(shares), 1, shares)
