"""Layouts of a ninth sealed test set: a province's guide whose chapters several writers made, each by habits of their own.

Lives here: FACES, LAYOUTS, SEED, COUNTS; `revised` (each chapter in its writer's words), `composed` (each as its writer sets
it). May import: blocks, build, graded, layout, measures, model, page, wording, wording_test9.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from evals.guides import wording_test9 as said
from evals.guides.blocks import Block, Break, Grid, Hand, Line, Square, grade_head
from evals.guides.build import make_industry
from evals.guides.graded import drawn
from evals.guides.layout import Face, Layout, Scan
from evals.guides.measures import ROMAN, measures_of
from evals.guides.model import Cell, Guide, Industry, Item, Measure, Row, Table, cell_keys
from evals.guides.page import blocks_of, chinese, tables_of
from evals.guides.wording import Wording

SEED = 918400
COUNTS = {"text": 36, "docx": 8, "scan": 12}
LEADER, OTHER = "绩效引领性", "非绩效引领性"
TTF = "/usr/share/fonts/truetype"
FACES = {
    "reportlab": (
        Face(f"{TTF}/wqy/wqy-microhei.ttc", 1, "WenQuanYi Micro Hei Mono"),
        Face(f"{TTF}/arphic/uming.ttc", 1, "AR PL UMing HK"),
        Face(f"{TTF}/wqy/wqy-zenhei.ttc", 1, "WenQuanYi Zen Hei Mono"),
        Face(f"{TTF}/arphic/ukai.ttc", 1, "AR PL UKai HK"),
    ),
    "chromium": (
        Face("", 0, "Noto Serif CJK SC", "DejaVu Serif"),
        Face("", 0, "WenQuanYi Micro Hei", "Liberation Serif"),
        Face("", 0, "Noto Sans CJK SC", "DejaVu Sans Condensed"),
        Face("", 0, "AR PL SungtiL GB", "Liberation Sans Narrow"),
    ),
    "libreoffice": (
        Face("", 0, "Noto Serif CJK SC", "Liberation Sans Narrow"),
        Face("", 0, "华文仿宋", "Times New Roman"),
        Face("", 0, "WenQuanYi Zen Hei", "Liberation Serif"),
        Face("", 0, "AR PL UKai CN", "Liberation Serif"),
    ),
    "docx": (
        Face("", 0, "华文仿宋", "Times New Roman"),
        Face("", 0, "思源宋体", "Cambria"),
        Face("", 0, "楷体", "Arial"),
    ),
}


@dataclass(frozen=True, slots=True)
class Habit:
    """How one writer makes a chapter, whatever it is printed with."""

    set: Mapping[str, Any] = field(default_factory=dict)  # of the layout: only what makes a grid
    said: Mapping[str, Any] = field(default_factory=dict)  # of the wording
    style: int = 0
    heads: tuple[str, ...] = ()  # a head of its own over each of the two label columns
    measures: str = "prose"  # prose | run | by_alert | grid | across | list | alert_list
    corner: str = "企业类别"
    aside: str = ""  # the head of a last column: by what an indicator is shown
    repeated: bool = False  # a label is printed in each of its rows
    long: bool = False  # a row for each grade
    credit: str = ""  # writer | web | report
    general: bool = False  # a chapter for any industry
    short: bool = False  # 引领性企业, not 绩效引领性企业
    left: bool = False  # 同左
    together: bool = False  # 橙色及以上


LETTERS = ("PM", "SO2", "NOx", "NMHC")
ALL = said.WORDS.names
BY_LETTERS = tuple(one for one in ALL if one[1] not in ("颗粒物", "SO2", "NOx", "NMHC") or one[0] in LETTERS)
IN_CHINESE = tuple(one for one in ALL if not one[0].isascii() and "（" not in one[0])
GLOSSED = tuple(one for one in ALL if one[1] not in ("颗粒物", "NMHC") or "（" in one[0])
BOTH, ONE = ((LEADER, OTHER),), ((LEADER,),)
HABITS = {
    # the department
    "dept": Habit({"first": "评定内容", "head": "{g}级企业"}, {"numbering": ("（{n}）",), "marks": (("a", "b"),), "notes": ("{mark}——{text}",), "sames": ("同{grade}级",), "nones": ("/",), "units": ("mg/m³",), "measure_over": ("（{n}）{grade}减排措施",), "measure_line": ("{alert}预警期，{raw}。",)}, 0, together=True),
    "dept_table": Habit({"first": "要求", "head": "{g}级"}, {"numbering": ("{n}.",), "units": ("mg/m³", " mg/m³"), "marks": (("注1", "注2"),), "notes": ("备注：{mark} {text}",), "names": BY_LETTERS, "alerts": ("{alert}（{roman}级）预警",)}, 3, heads=("要求类别", "要求分项"), measures="grid", corner="企业等级"),
    # associations, in Word
    "build": Habit({"first": "评定要素", "head": "{g}级"}, {"numbering": ("{a})",), "marks": (("a", "b"),), "notes": ("{mark}——{text}",), "units": ("mg/m3",), "names": BY_LETTERS, "nones": ("—",), "alerts": ("{alert}预警",)}, 4, measures="list", credit="writer", corner="等级"),
    "chem": Habit({"first": "因素", "head": "{g}级企业", "matrix": True}, {"numbering": ("{n}）",), "units": ("mg/Nm³",), "marks": (("▲", "△"),), "notes": ("说明：{mark} {text}",), "alerts": ("{alert}预警·{roman}级响应",), "names": GLOSSED}, 5, measures="across", aside="佐证材料", credit="writer", corner="预警与响应"),
    "light": Habit({"first": "评级条目", "head": "{g}级", "remark": True}, {"numbering": ("{n}、",), "names": IN_CHINESE, "units": ("mg/m³",), "marks": (("[a]", "[b]"),), "notes": ("备注：{mark} {text}",), "measure_over": ("{grade}应采取：",), "measure_line": ("——{alert}预警：{raw}。",)}, 1, heads=("条目", "部位"), left=True, credit="writer"),
    # an institute
    "inst": Habit({"first": "等级要求项", "head": "{g}级", "two_line_head": "各等级应达到的水平", "bottom": "indicator", "merge_measures": True}, {"numbering": ("（{n}）",), "units": ("mg/m³",), "names": GLOSSED, "marks": (("*1", "*2"),), "notes": ("{mark}——{text}",), "alerts": ("{alert}（{roman}级）预警",)}, 0, heads=("要素", "子项"), measures="grid", corner="分级", together=True),
    # pages of associations' sites
    "web": Habit({"first": "评级项", "head": "{g}级"}, {"numbering": ("{n}.",), "names": IN_CHINESE, "units": ("mg/m3",), "nones": ("—",), "marks": (("[a]", "[b]"),), "notes": ("说明：{mark} {text}",)}, 2, measures="run", credit="web", left=True),
    "site": Habit({"first": "看什么", "head": "{g}级企业"}, {"numbering": ("{c}",), "units": ("mg/m³",), "nones": ("不作要求",), "marks": (("▲", "△"),), "notes": ("备注：{mark} {text}",)}, 6, measures="by_alert", credit="web"),
    # the department's report program
    "report": Habit({"first": "指标名称", "head": "{g}级要求", "numbered": True, "merges": 0.0, "bottom": ""}, {"numbering": ("{n}.",), "units": ("mg/m3",), "names": BY_LETTERS, "nones": ("不涉及",), "marks": (("*1", "*2"),), "notes": ("备注：{mark} {text}",), "alerts": ("{alert}预警",)}, 3, repeated=True, measures="alert_list", credit="report", corner="等级"),
    "ledger": Habit({"first": "指标名称", "head": "{g}级", "merges": 0.0, "bottom": "", "long_cells": 0.0}, {"numbering": ("{n}）",), "units": ("mg/m³",), "names": IN_CHINESE, "nones": ("不涉及",), "marks": (("注1", "注2"),), "notes": ("备注：{mark} {text}",)}, 1, long=True, measures="list", credit="report", corner="等级代码"),
    # any industry
    "general": Habit({"first": "基本指标", "head": "{g}企业", "ladders": BOTH, "bottom": ""}, {"parts": ("——以天然气为燃料", "——以生物质为燃料"), "numbering": ("（{n}）",), "units": ("mg/m³",), "marks": (("a", "b"),), "notes": ("{mark}——{text}",), "nones": ("不作要求",), "measure_over": ("{n}. {grade}应急要求",), "measure_line": ("启动{alert}预警时，{raw}。",)}, 0, general=True, short=True, together=True),
    "general_table": Habit({"first": "指标领域", "head": "{g}企业", "ladders": BOTH, "numbered": True, "bottom": ""}, {"parts": ("——以天然气为燃料", "——以生物质为燃料"), "numbering": ("{n}、",), "units": ("mg/m3",), "names": BY_LETTERS, "nones": ("/",), "alerts": ("{alert}预警",)}, 3, general=True, measures="list", corner="企业类型"),
    "general_one": Habit({"first": "引领性指标领域", "head": "{g}企业", "ladders": ONE, "bottom": ""}, {"numbering": ("{c}",), "units": ("mg/m³",)}, 2, general=True, short=True, measures="grid", heads=("领域", "细目"), aside="佐证材料"),
}  # fmt: skip
# What a chapter looks like where it was made by another hand than the book's.
LOOKS: dict[str, dict[str, Any]] = {
    "word": {"engine": "libreoffice", "rules": "full", "size": 10, "body": 12, "labels_centred": True, "footer": "— {page} —", "face": 0},
    "word_wide": {"engine": "libreoffice", "rules": "frame", "landscape": True, "size": 9.5, "face": 2, "footer": "{page}"},
    "word_plain": {"engine": "libreoffice", "rules": "double", "auto_numbers": True, "colour": "#dce6d0", "face": 3, "size": 10},
    "page": {"engine": "chromium", "rules": "hairline", "zebra": "#f2f6fa", "colour": "#2f5d8a", "ink": "#ffffff", "lists": "ol", "size": 9.5, "face": 2, "header": "2097/3/18 09:12　　行业指引-示例协会网", "footer": "https://xh.example/jx/0318.html　　{n}/{total}", "padding": 4.5},
    "page_plain": {"engine": "chromium", "rules": "full", "justify": True, "size": 10, "face": 1, "header": "示例协会网—环保专栏", "footer": "第 {n} 页，共 {total} 页", "lists": "hang"},
    "program": {"engine": "reportlab", "rules": "full", "size": 8.5, "colour": "#d9d9d9", "header": "示例分级管理平台　分级要求明细", "footer": "第{n}页", "split_rows": False, "face": 0, "padding": 3},
    "program_wide": {"engine": "reportlab", "rules": "frame", "landscape": True, "size": 9, "footer": "{n}", "split_rows": False, "face": 2, "colour": "#ececdf"},
    # in one document of Word
    "kai": {"face": 2, "rules": "frame", "size": 10, "soft_breaks": True},
    "song": {"face": 1, "rules": "hairline", "size": 9, "auto_numbers": True, "labels_centred": True},
    "wide": {"face": 1, "rules": "full", "landscape": True, "size": 9.5, "colour": "#eeece1"},
}  # fmt: skip
NO_COLUMNS = ("horizontal", "booktabs", "ledger")


@dataclass(frozen=True, slots=True)
class Book(Layout):
    """A layout with its chapters' habits, and the looks of those that another hand made."""

    chapters: tuple[str, ...] = ("dept",)
    looks: tuple[str, ...] = ()
    heading: int = 0
    front: str = ""  # notice | usage | rules | units | list
    tail: str = ""  # questions | units | words


FOUR, THREE, TWO = (("A", "B", "C", "D"),), (("A", "B", "C"),), (("A", "B"),)
MINUS = (("A", "B", "B-", "C"), ("A", "B", "B-", "C", "D"))
WORD_ODD = ("Body Text", "List Paragraph", "No Spacing")
LAYOUTS = (
    # reportlab: what the report program prints, and books it was asked to set
    Book("reportlab", ladders=FOUR, rules="full", rows=9, split_rows=False, size=9, colour="#e2e2e2", footer="第{n}页", chapters=("report", "dept", "build", "report", "light", "inst", "report", "dept_table", "general", "general_table", "general_one"), heading=3, front="notice"),
    Book("reportlab", ladders=THREE, rules="frame", rows=10, split_rows=False, size=9.5, body=11, face=1, chapters=("inst", "general"), heading=0, front="usage", tail="questions", merges=0.25),
    Book("reportlab", ladders=THREE, rules="full", rows=7, split_rows=False, size=9, face=2, footer="- {n} -", chapters=("ledger", "report", "dept", "report"), heading=6, header="分级要求明细表（示例）", pieces=9),
    Book("reportlab", ladders=FOUR, rules="horizontal", rows=10, split_rows=False, align="top", padding=4, size=9, face=1, chapters=("build", "web"), heading=5, front="list"),
    Book("reportlab", ladders=FOUR, rules="hairline", landscape=True, rows=12, split_rows=False, size=9, zebra="#edf3ee", chapters=("light", "dept_table"), heading=1, tail="units", face=3, merges=0.3),
    Book("reportlab", ladders=THREE, rules="booktabs", rows=9, split_rows=False, padding=8, leading=1.35, first_share=0.13, formulas=True, sub=False, chapters=("chem", "general_table"), heading=7, face=1),
    Book("reportlab", ladders=THREE, rules="full", rows=10, split_rows=False, size=9.5, chapters=("dept", "report", "general"), looks=("word", "", ""), heading=0, front="rules"),
    Book("reportlab", ladders=FOUR, rules="full", rows=10, split_rows=False, size=8.5, chapters=("report", "web"), looks=("", "page"), heading=2, colour="#dde3ea", header="示例分级管理平台", pieces=6, repeat_head=False),
    Book("reportlab", ladders=TWO, rules="open", rows=11, split_rows=False, size=10, face=2, chapters=("site", "light"), looks=("", "word_wide"), heading=4, tail="words"),
    Book("reportlab", ladders=MINUS, rules="frame", rows=10, split_rows=False, size=8.5, margin=40, face=3, chapters=("dept_table", "general_one"), heading=3, rotate=90, landscape=True, sections=True, merges=0.2),
    Book("reportlab", ladders=THREE, rules="double", rows=9, split_rows=False, size=9.5, tables=2, face=1, chapters=("inst", "build"), heading=5, caption_inside=True, raised_marks=True, merges=0.35, lists="hang"),
    Book("reportlab", ladders=FOUR, rules="ledger", rows=10, split_rows=False, padding=4, size=9, chapters=("light", "site", "general_table"), heading=1, front="units", watermark="示例 勿引", small_powers=True),
    # chromium: pages of sites, and books set in a browser
    Book("chromium", ladders=FOUR, rules="full", rows=9, size=9.5, body=11, footer="{n} / {total}", chapters=("dept", "build", "light", "inst", "chem", "general"), heading=0, front="notice", merges=0.3),
    Book("chromium", ladders=THREE, rules="hairline", zebra="#eef4f9", colour="#24527a", ink="#ffffff", lists="ol", rows=10, size=9.5, padding=4, chapters=("web", "site"), heading=7, header="2097/3/18 16:40　　绩效分级-示例协会", footer="https://xh.example/zl/88.html　　{n}/{total}", face=2),
    Book("chromium", ladders=THREE, rules="frame", rows=10, size=9, chapters=("inst", "light"), looks=("", "word"), heading=1, front="rules", footer="{n}", face=1, merges=0.3, labels_centred=True),
    Book("chromium", ladders=FOUR, rules="full", landscape=True, rows=12, size=9, long_cells=0.6, chapters=("dept_table", "report"), looks=("", "program"), heading=5, merges=0.35, justify=True),
    Book("chromium", ladders=FOUR, rules="horizontal", rows=10, size=9.5, padding=5, align="top", chapters=("site", "web"), heading=4, face=3, tail="questions", lists="hang", spacing=0.3),
    Book("chromium", ladders=TWO, rules="gap", rows=12, size=10, chapters=("build", "general_one"), heading=2, face=0, front="usage", leading=1.5, lists="hang"),
    Book("chromium", ladders=THREE, rules="tint", colour="#8a5a2f", ink="#ffffff", rows=7, tables=2, size=9.5, chapters=("web", "general_table"), heading=3, face=2, merges=0.15, footer="示例协会网　{n}"),
    Book("chromium", ladders=MINUS, rules="full", rows=11, size=8, margin=42, chapters=("chem", "inst"), heading=6, over="分级评定对照（示例）", face=1, repeat_head=False, merges=0.2),
    Book("chromium", ladders=FOUR, rules="frame", landscape=True, rotate=270, rows=11, size=9, chapters=("light", "general"), heading=0, face=3, front="list", merges=0.25, first_share=0.08),
    Book("chromium", ladders=THREE, rules="booktabs", rows=8, size=10, padding=6.5, leading=1.35, first_share=0.13, sub=False, small_powers=True, chapters=("dept", "chem"), heading=7, face=0, tail="units"),
    Book("chromium", ladders=FOUR, rules="full", rows=12, pieces=6, size=9, first_share=0.09, chapters=("inst", "ledger"), looks=("", "program_wide"), heading=1, face=1, merges=0.3, header="示例省绩效等级评定指引"),
    Book("chromium", ladders=THREE, rules="open", rows=10, size=9.5, head_groups=("鼓励发展", "限期提升"), chapters=("build", "web", "report"), looks=("", "page", "word_plain"), heading=2, formulas=True, face=0),
    # libreoffice
    Book("libreoffice", ladders=FOUR, rules="full", rows=9, size=10, body=12, labels_centred=True, footer="— {page} —", chapters=("dept", "light", "build", "inst", "general", "general_one"), looks=("", "kai", "", "wide", "", ""), heading=0, front="notice", merges=0.3),
    Book("libreoffice", ladders=THREE, rules="frame", rows=10, size=9.5, auto_numbers=True, chapters=("build", "inst"), looks=("", "wide"), heading=5, footer="第{page}页", face=2, merges=0.25),
    Book("libreoffice", ladders=THREE, rules="horizontal", rows=9, size=10, padding=4, chapters=("site", "dept_table"), heading=7, face=3, front="usage", tail="questions"),
    Book("libreoffice", ladders=FOUR, rules="hairline", landscape=True, rows=12, size=9, colour="#dfe8f2", chapters=("chem", "report"), looks=("", "program_wide"), heading=1, header="协会供稿　示例", face=0),
    Book("libreoffice", ladders=FOUR, rules="double", rows=10, size=9.5, chapters=("inst", "web"), looks=("", "page"), heading=3, front="rules", merges=0.35, split_rows=False, footer="{page}"),
    Book("libreoffice", ladders=MINUS, rules="full", rows=10, size=8.5, margin=45, soft_breaks=True, chapters=("light", "dept"), heading=4, repeat_head=False, face=2, merges=0.25, tail="words"),
    Book("libreoffice", ladders=TWO, rules="full", rows=12, size=10.5, chapters=("ledger", "general_one"), heading=6, front="units", word_headings=WORD_ODD, face=3, numbered=False),
    Book("libreoffice", ladders=THREE, rules="ledger", rows=9, size=10, chapters=("dept", "build"), heading=2, sections=True, face=1, footer="示例省　{page}"),
    Book("libreoffice", ladders=THREE, rules="full", rows=8, tables=2, size=9.5, caption_inside=True, chapters=("dept_table", "general_table"), looks=("", "song"), heading=0, merges=0.3, formulas=True),
    Book("libreoffice", ladders=FOUR, rules="open", rows=13, pieces=6, size=9.5, chapters=("inst", "site"), looks=("", "page_plain"), heading=1, long_cells=0.6, merges=0.2, face=2),
    Book("libreoffice", ladders=FOUR, rules="frame", rows=11, size=9, head_groups=("先进", "一般"), chapters=("light", "report"), heading=3, colour="#f0e9d8", auto_numbers=True, face=0),
    Book("libreoffice", ladders=THREE, rules="horizontal", colour="#efefef", first_share=0.12, rows=8, size=10, sub=False, chapters=("web", "general", "chem"), heading=7, front="list", face=3, formulas=True, wide_digits=True),
    # docx
    Book("docx", ladders=FOUR, rules="full", rows=11, size=10, labels_centred=True, chapters=("dept", "light", "general"), looks=("", "kai", ""), heading=0, front="notice", merges=0.3),
    Book("docx", ladders=THREE, rules="frame", rows=10, size=9.5, auto_numbers=True, chapters=("build", "inst"), looks=("", "wide"), heading=5, word_headings=WORD_ODD),
    Book("docx", ladders=THREE, rules="horizontal", rows=9, chapters=("report", "dept_table"), heading=1, word_style="Light List", front="usage", face=1),
    Book("docx", ladders=FOUR, rules="hairline", rows=11, soft_breaks=True, chapters=("chem", "site"), looks=("", "song"), heading=3, tail="questions", merges=0.2, landscape=True),
    Book("docx", ladders=TWO, rules="double", rows=12, chapters=("general_one", "ledger"), heading=4, word_headings=("Subtitle", "Heading 4", "Heading 6"), face=2, front="units"),
    Book("docx", ladders=MINUS, rules="full", rows=10, caption_inside=True, chapters=("web", "dept"), heading=7, word_style="Normal Table", merges=0.25, formulas=True),
    Book("docx", ladders=THREE, rules="ledger", rows=9, chapters=("light", "general_table"), heading=2, wide_digits=True, word_headings=("Quote", "Intense Quote", "List Bullet"), face=1, front="rules"),
    Book("docx", ladders=FOUR, rules="full", rows=8, tables=2, pieces=5, chapters=("inst", "build", "general"), looks=("", "song", "kai"), heading=6, word_style="Light Grid", merges=0.3, tail="words"),
    # scans
    Book("reportlab", ladders=THREE, rules="full", rows=6, split_rows=False, size=10.5, chapters=("report",), heading=1, scan=Scan(150, 0.5, 3, 70)),
    Book("reportlab", ladders=FOUR, rules="frame", rows=7, split_rows=False, size=10, landscape=True, face=1, chapters=("light",), heading=3, scan=Scan(200, -0.4, 4, 60)),
    Book("reportlab", ladders=TWO, rules="hairline", rows=8, split_rows=False, size=11, face=3, chapters=("dept_table",), heading=0, scan=Scan(300, 0.7, 5, 55), front="usage"),
    Book("reportlab", ladders=FOUR, rules="full", rows=6, split_rows=False, size=10, chapters=("general",), heading=7, face=2, scan=Scan(200, 0.8, 4, 60), footer="{n}"),
    Book("chromium", ladders=FOUR, rules="full", rows=7, size=10, chapters=("inst",), heading=5, merges=0.25, scan=Scan(200, -0.6, 5, 58)),
    Book("chromium", ladders=THREE, rules="hairline", rows=6, size=10.5, lists="hang", zebra="#f0f0f0", chapters=("web",), heading=4, face=1, scan=Scan(150, 0.3, 3, 72), footer="{n}/{total}"),
    Book("chromium", ladders=THREE, rules="full", rows=6, size=10.5, chapters=("chem",), heading=2, face=2, scan=Scan(300, -0.8, 4, 60)),
    Book("chromium", ladders=FOUR, rules="horizontal", rows=7, size=10.5, padding=5, chapters=("site",), heading=6, face=3, scan=Scan(200, 0.4, 4, 62)),
    Book("libreoffice", ladders=THREE, rules="full", rows=6, size=10.5, body=12, labels_centred=True, chapters=("dept",), heading=0, merges=0.25, scan=Scan(200, 0.6, 4, 60)),
    Book("libreoffice", ladders=FOUR, rules="frame", rows=7, size=10, chapters=("build",), heading=1, face=2, merges=0.2, scan=Scan(150, -0.3, 3, 74)),
    Book("libreoffice", ladders=TWO, rules="double", rows=8, size=10.5, chapters=("general_one",), heading=3, face=3, scan=Scan(300, 0.9, 5, 55), front="rules"),
    Book("libreoffice", ladders=THREE, rules="ledger", rows=6, size=10.5, chapters=("general_table",), heading=7, face=2, scan=Scan(300, -0.5, 4, 65)),
)  # fmt: skip


def _habit(book: Book, at: int) -> Habit:
    return HABITS[book.chapters[at % len(book.chapters)]]


def _look(book: Book, at: int) -> dict[str, Any]:
    return LOOKS[book.looks[at]] if at < len(book.looks) and book.looks[at] else {}


def _sheet(book: Book, at: int) -> Book:
    """The chapter's layout: the book's, what its writer sets otherwise, what its engine does."""
    sheet = replace(book, **_habit(book, at).set)
    if look := _look(book, at):
        plain = Layout(look.get("engine", book.engine))
        drop = {name: getattr(plain, name) for name in ("rules", "zebra", "colour", "ink", "lists", "landscape", "rotate", "auto_numbers", "soft_breaks", "upright", "header", "footer", "labels_centred", "justify", "align")}  # fmt: skip
        sheet = replace(sheet, **{**drop, **look} if "engine" in look else look)
    return replace(sheet, merges=0) if sheet.rules in NO_COLUMNS else sheet


def _spoken(words: Wording, habit: Habit) -> Wording:
    """The writer's own words; names and units that the book's font cannot draw stay away."""
    fit: dict[str, Any] = {name: tuple(one for one in some if one in getattr(words, name)) or getattr(words, name)
           if name in ("names", "units") else some for name, some in habit.said.items()}  # fmt: skip
    return replace(words, **fit)


def revised(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> Guide:
    """The same guide with each chapter written by its writer."""
    if not isinstance(layout, Book):
        return guide
    names = rng.sample(words.industries, len(layout.chapters))
    industries = []
    for at, name in enumerate(names):
        habit, sheet = _habit(layout, at), _sheet(layout, at)
        general, scope = rng.choice(said.GENERAL)
        spoken = _spoken(words, habit)
        made = make_industry(general if habit.general else name, at + 1, spoken, sheet, rng)
        made = replace(made, scope=scope) if habit.general else made
        if habit.left and not sheet.transposed:
            made = replace(made, tables=tuple(_to_the_left(table) for table in made.tables))
        if habit.together:
            made = replace(made, measures=_together(made.measures, rng))
        industries.append(made)
    return replace(guide, industries=tuple(industries))


def _to_the_left(table: Table) -> Table:
    """同A级 said as 同左, where one grade alone stands at the left with words of its own."""
    rows = []
    for row in table.rows:
        cells = dict(row.cells)
        for before, grade in zip(table.grades, table.grades[1:], strict=False):
            old, left = row.cells[grade], cells[before]
            alone = sum(one is row.cells[before] for one in row.cells.values()) == 1
            if old.same_as and alone and not left.same_as and len(left.raw) > 4:
                new = Cell((Item("同左"),), same_as=before)
                cells = {key: new if one is old else one for key, one in cells.items()}
        rows.append(Row(row.indicator, row.sub, cells))
    return replace(table, rows=tuple(rows))


def _together(measures: Sequence[Measure], rng: random.Random) -> tuple[Measure, ...]:
    """Now and then a grade does the same from orange on."""
    red = {one.grade: one.raw for one in measures if one.alert == "红色" and rng.random() < 0.6}
    return tuple(replace(one, raw=red.get(one.grade, one.raw)) if one.alert == "橙色" else one for one in measures)


def composed(guide: Guide, words: Wording, layout: Layout, rng: random.Random) -> list[Block]:
    """The book from its title to what stands after the last chapter."""
    if not isinstance(layout, Book):
        return blocks_of(guide, words, layout, rng)
    keys = cell_keys(guide)
    form = said.HEADINGS[layout.heading]
    heads = [form.format(n=chinese(at), i=at, name=one.name) for at, one in enumerate(guide.industries, 1)]
    blocks: list[Block] = [Line("title", guide.title), *_front(layout, heads, rng)]
    turned = False  # whether the hand before was another's
    for at, industry in enumerate(guide.industries):
        sheet = _sheet(layout, at)
        if _look(layout, at) or turned:
            blocks.append(Hand(sheet, FACES[sheet.engine][sheet.face % len(FACES[sheet.engine])]))
        turned = bool(_look(layout, at))
        blocks += _chapter(industry, at, heads[at], keys, _spoken(words, _habit(layout, at)), sheet, rng)
    blocks += _tail(layout, rng)
    # Lines of LibreOffice are found again line by line: each has a key, which no gold has.
    return [replace(one, key=one.key or f"x{n}") if isinstance(one, Line) else one for n, one in enumerate(blocks)]


def _chapter(industry: Industry, at: int, head: str, keys: dict[int, str], words: Wording, sheet: Book, rng: random.Random) -> list[Block]:  # fmt: skip
    habit = _habit(sheet, at)
    style = words.styles[habit.style]
    number = at + 1
    before, after = _credit(habit, number, rng)
    blocks: list[Block] = [Line("heading", head), *before]
    scope = style.scope.format(i=number)
    if style.inline:
        blocks.append(Line("para", f"{scope}：{industry.scope}"))
    else:
        blocks += [Line("sub", scope), Line("para", industry.scope)]
    if style.process:
        blocks += [Line("sub", style.process.format(i=number)), Line("para", drawn(rng.choice(words.processes), rng))]
    blocks.append(Line("sub", style.table.format(i=number)))
    if habit.general:
        blocks += [Line("para", one) for one in said.BASICS]
    if habit.long:
        blocks += _long_tables(industry, keys, words, sheet, habit, rng)
    else:
        begun = 0  # rows that earlier pieces of the table have counted
        for one in tables_of(industry, keys, words, sheet, rng):
            blocks.append(_set(one, sheet, habit, begun, rng))
            begun += one.rows - one.heads if isinstance(one, Grid) else 0
    blocks += _measures(industry, at, words, sheet, habit, style.measures.format(i=number), rng)
    if style.check:
        blocks += [
            Line("sub", style.check.format(i=number)),
            *(Line("para", one) for one in rng.sample(words.checks, 2)),
        ]
    return [*blocks, *after]


def _credit(habit: Habit, number: int, rng: random.Random) -> tuple[list[Block], list[Block]]:
    """What a writer puts under a chapter's heading and after its end."""
    match habit.credit:
        case "writer":
            return [Line("para", rng.choice(said.CREDITS))], []
        case "web":
            return [Line("para", one) for one in rng.choice(said.CRUMBS)], [Line("para", rng.choice(said.CRUMB_ENDS))]
        case "report":
            lines = [Line("para", one.format(i=number)) for one in rng.choice(said.RUNS)]
            return [*lines], [Line("para", rng.choice(said.RUN_ENDS))]
    return [], []


def _set(block: Block, sheet: Book, habit: Habit, begun: int, rng: random.Random) -> Block:
    """A grid with the writer's own heads and columns."""
    if not isinstance(block, Grid):
        return block
    grid = _renamed(block) if habit.short else block
    if sheet.numbered:  # room for two figures
        grid = replace(grid, shares=(0.065, *(share * 0.935 / 0.955 for share in grid.shares[1:])))
    if habit.heads:
        squares: list[Square] = []
        for one in grid.squares:
            if one.head and one.cols == 2 and one.lines == (sheet.first,):
                squares += [replace(one, col=one.col + n, cols=1, lines=(text,)) for n, text in enumerate(habit.heads)]
            else:
                squares.append(one)
        grid = replace(grid, squares=tuple(squares))
    if habit.repeated:
        grid = _repeated(grid, begun, numbered=sheet.numbered)
    return _with_aside(grid, habit.aside, rng) if habit.aside else grid


def _renamed(grid: Grid) -> Grid:
    new = {"绩效引领性企业": "引领性企业", "非绩效引领性企业": "非引领性企业"}
    squares = (replace(one, lines=tuple(new.get(line, line) for line in one.lines)) for one in grid.squares)
    return replace(grid, squares=tuple(squares))


def _repeated(grid: Grid, begun: int, *, numbered: bool) -> Grid:
    """Labels once in each row, as a program prints them, and rows counted instead of indicators."""
    squares: list[Square] = []
    for one in grid.squares:
        label = not one.head and not one.key and one.cols < grid.cols and one.row >= grid.heads
        for row in range(one.row, one.row + one.rows) if label else ():
            counted = numbered and one.col == 0
            squares.append(
                replace(one, row=row, rows=1, lines=(str(begun + row - grid.heads + 1),) if counted else one.lines)
            )
        if not label:
            squares.append(one)
    return replace(grid, squares=tuple(sorted(squares, key=lambda one: (one.row, one.col))))


def _with_aside(grid: Grid, head: str, rng: random.Random) -> Grid:
    """A last column with the proof of each indicator."""
    whole = [one for one in grid.squares if one.cols == grid.cols]
    others = [one for one in grid.squares if one.cols < grid.cols]
    above = sum(one.head for one in whole)
    labels = [one for one in others if one.col == 0 and one.row >= grid.heads]
    added = [Square(above, grid.cols, grid.heads - above, 1, (head,), head=True)]
    added += [Square(one.row, grid.cols, one.rows, 1, (rng.choice(said.EVIDENCE),)) for one in labels]
    widened = [replace(one, cols=one.cols + 1) for one in whole]
    shares = (*(share * 0.89 for share in grid.shares), 0.11)
    return Grid((*widened, *others, *added), grid.rows, grid.cols + 1, grid.heads, shares)


def _long_tables(industry: Industry, keys: dict[int, str], words: Wording, sheet: Book, habit: Habit, rng: random.Random) -> list[Block]:  # fmt: skip
    """Tables with a row for each grade under each indicator."""
    blocks: list[Block] = []
    note = rng.choice(words.notes)
    for table in industry.tables:
        blocks += [Line("caption", table.title), _long(table, keys, sheet)]
        blocks += [Line("note", note.format(mark=mark, text=text)) for mark, text in table.footnotes]
    return blocks


def _long(table: Table, keys: dict[int, str], sheet: Book) -> Grid:
    lead = 2 if any(row.sub for row in table.rows) else 1
    squares = [Square(0, 0, 1, lead, (sheet.first,), head=True)]
    squares += [Square(0, lead + n, 1, 1, (text,), head=True) for n, text in enumerate(("等级", "具体要求"))]
    at, high = 1, len(table.grades)
    begun = ""
    for number, row in enumerate(table.rows):
        same = 1 + sum(1 for _ in _alike(table.rows[number + 1 :], row)) if row.sub else 1
        if not (row.sub and row.indicator == begun):
            squares.append(Square(at, 0, high * same, 1 if row.sub else lead, (row.indicator,)))
        begun = row.indicator if row.sub else ""
        if row.sub:
            squares.append(Square(at, 1, high, 1, (row.sub,)))
        for grade in table.grades:
            cell = row.cells[grade]
            squares.append(Square(at, lead, 1, 1, grade_head(grade, sheet)))
            squares.append(Square(at, lead + 1, 1, 1, cell.lines, keys[id(cell)], cell.mark))
            at += 1
    first = (0.14, 0.13) if lead == 2 else (0.2,)
    return Grid(tuple(squares), at, lead + 2, 1, (*first, 0.1, 0.9 - sum(first)))


def _alike(rows: Sequence[Row], like: Row) -> Iterable[Row]:
    for row in rows:
        if row.indicator != like.indicator or not row.sub:
            return
        yield row


def _measures(industry: Industry, at: int, words: Wording, sheet: Book, habit: Habit, head: str, rng: random.Random) -> list[Block]:  # fmt: skip
    match habit.measures:
        case "prose":
            return [Line("sub", head), *_by_grade(industry, at, words, habit, rng)]
        case "run":
            return [Line("sub", head), *_run_on(industry, at, habit)]
        case "by_alert":
            return [Line("sub", head), *_by_alert(industry, at, habit)]
        case "list" | "alert_list":
            title = Line("caption", rng.choice(said.MEASURE_TITLES).format(name=industry.name, i=at + 1))
            return [Line("sub", head), title, _listed(industry, at, habit, sheet)]
    how = "across" if habit.measures == "across" else "table"
    made: list[Block] = []
    for one in measures_of(industry, at, words, replace(sheet, measures=how), head, rng):
        if isinstance(one, Grid):
            squares = (replace(each, lines=(habit.corner,)) if each.row == each.col == 0 else each for each in one.squares)  # fmt: skip
            one = replace(one, squares=tuple(squares))
            one = _renamed(one) if habit.short else one
        elif isinstance(one, Line) and one.kind == "caption":
            one = replace(one, text=rng.choice(said.MEASURE_TITLES).format(name=industry.name, i=at + 1))
        made.append(one)
    return made


def _enterprise(grade: str, habit: Habit) -> str:
    if grade in (LEADER, OTHER):
        return f"{grade.replace('绩效', '') if habit.short else grade}企业"
    return f"{grade}级企业"


def _of_grades(industry: Industry) -> dict[str, list[tuple[int, Measure]]]:
    found: dict[str, list[tuple[int, Measure]]] = {}
    for number, one in enumerate(industry.measures):
        found.setdefault(one.grade, []).append((number, one))
    return found


def _by_grade(industry: Industry, at: int, words: Wording, habit: Habit, rng: random.Random) -> list[Block]:
    over, line = rng.choice(words.measure_over), rng.choice(words.measure_line)
    blocks: list[Block] = []
    for n, (grade, some) in enumerate(_of_grades(industry).items(), 1):
        blocks.append(Line("para", over.format(n=n, grade=_enterprise(grade, habit))))
        told = some
        if habit.together:  # what holds from an alert on is told once
            while len(told) > 1 and told[-1][1].raw == told[-2][1].raw:
                told = told[:-1]
        for number, one in told:
            more = "及以上" if len(told) < len(some) and number == told[-1][0] else ""
            text = line.format(alert=one.alert + more, roman=ROMAN[one.alert], raw=one.raw)
            blocks.append(Line("para", text, f"m{at}.{number}"))
    return blocks


def _run_on(industry: Industry, at: int, habit: Habit) -> list[Block]:
    return [
        Line(
            "para",
            f"{_enterprise(grade, habit)}：{'；'.join(f'{one.alert}预警期间，{one.raw}' for _, one in some)}。",
            f"m{at}.{some[0][0]}",
        )
        for grade, some in _of_grades(industry).items()
    ]


def _by_alert(industry: Industry, at: int, habit: Habit) -> list[Block]:
    blocks: list[Block] = []
    for n, alert in enumerate(dict.fromkeys(one.alert for one in industry.measures), 1):
        blocks.append(Line("para", f"{n}．{alert}预警（{ROMAN[alert]}级响应）"))
        blocks += [
            Line("para", f"· {_enterprise(one.grade, habit)}：{one.raw}。", f"m{at}.{number}")
            for number, one in enumerate(industry.measures)
            if one.alert == alert
        ]
    return blocks


def _listed(industry: Industry, at: int, habit: Habit, sheet: Book) -> Grid:
    """A row for each grade and alert; the first of the two goes over its rows."""
    by_alert = habit.measures == "alert_list"
    grades = list(dict.fromkeys(one.grade for one in industry.measures))
    alerts = list(dict.fromkeys(one.alert for one in industry.measures))
    told = {(one.grade, one.alert): (number, one) for number, one in enumerate(industry.measures)}
    names = (habit.corner, "预警等级")
    heads = (*(names[::-1] if by_alert else names), "减排要求")
    squares = [Square(0, n, 1, 1, (text,), head=True) for n, text in enumerate(heads)]
    row = 1
    for first in alerts if by_alert else grades:
        second = grades if by_alert else alerts
        for n, other in enumerate(second):
            number, one = told[(other, first) if by_alert else (first, other)]
            both = (f"{one.alert}预警", _enterprise(one.grade, habit))
            left, right = both if by_alert else both[::-1]
            if habit.repeated or n == 0:
                squares.append(Square(row, 0, 1 if habit.repeated else len(second), 1, (left,)))
            squares.append(Square(row, 1, 1, 1, (right,)))
            squares.append(Square(row, 2, 1, 1, (one.raw,), f"m{at}.{number}"))
            row += 1
    return Grid(tuple(squares), row, 3, 1, (0.2, 0.2, 0.6))


def _front(book: Book, heads: Sequence[str], rng: random.Random) -> list[Block]:
    match book.front:
        case "notice":
            first, *rest = said.NOTICE
            return [Line("caption", "示例环函〔2097〕17号"), Line("para", first), *(Line("para", one) for one in rest), Break()]  # fmt: skip
        case "usage" | "rules":
            first, *rest = said.USAGE if book.front == "usage" else said.RULES
            return [Line("heading", first), *(Line("para", one) for one in rest)]
        case "units":
            return _units(heads, rng)
        case "list":
            return [
                Line("sub", "目　录"),
                *(Line("para", f"{one}　{'.' * 40}　{3 + at * 4}") for at, one in enumerate(heads)),
                Break(),
            ]
    return [Line("para", rng.choice(said.WORDS.prose))]


def _tail(book: Book, rng: random.Random) -> list[Block]:
    match book.tail:
        case "questions":
            first, *rest = said.QUESTIONS
            return [Line("heading", first), *(Line("para", one) for one in rest)]
        case "units":
            return _units(("编写与统稿", "数据整理", "校对与印制"), rng)
        case "words":
            rows = [("用语", "本书中的意思"), *said.WORDS.terms]
            return [Line("heading", "附　用语说明"), _plain(rows, (0.3, 0.7))]
    return []


def _units(parts: Sequence[str], rng: random.Random) -> list[Block]:
    some = rng.sample(said.UNITS, len(parts))
    rows = [("编写内容", "承担单位", "联系电话")]
    rows += [(one, unit, f"000-{rng.randint(2000000, 8999999)}") for one, unit in zip(parts, some, strict=True)]
    return [Line("caption", "编写分工（示例）"), _plain(rows, (0.45, 0.35, 0.2))]


def _plain(rows: Sequence[Sequence[str]], shares: tuple[float, ...]) -> Grid:
    squares = [Square(r, c, 1, 1, (text,), head=r == 0) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(squares), len(rows), len(shares), 1, shares)
