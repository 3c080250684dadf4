"""Measures as they are printed: a table of grades and alerts, the same turned, or text by grade or by alert.

Lives here: `measures_of`. May import: blocks, model, wording, layout.
"""

from __future__ import annotations

import random
from dataclasses import replace

from evals.guides.blocks import Block, Grid, Line, Square, grade_head
from evals.guides.layout import Layout
from evals.guides.model import Industry
from evals.guides.wording import Wording

ROMAN = {"黄色": "Ⅲ", "橙色": "Ⅱ", "红色": "Ⅰ"}


def measures_of(industry: Industry, at: int, words: Wording, layout: Layout, head: str, rng: random.Random) -> list[Block]:  # fmt: skip
    """The chapter's measures under their heading. Keys: m, the industry's number, the measure's number."""
    if not industry.measures:
        return []
    blocks: list[Block] = [Line("sub", head)]
    if layout.measures == "text":
        return blocks + _by_grade(industry, at, words, rng)
    if layout.measures == "by_alert":
        return blocks + _by_alert(industry, at, words, rng)
    grid = _grid(industry, at, words, layout, rng)
    return [*blocks, Line("caption", f"{industry.name}行业差异化减排措施"), grid]


def _one(some: tuple[str, ...], rng: random.Random) -> str:
    return some[0] if len(some) == 1 else rng.choice(some)


def _enterprise(grade: str) -> str:
    return f"{grade}级企业" if len(grade) < 3 else f"{grade}企业"


def _by_grade(industry: Industry, at: int, words: Wording, rng: random.Random) -> list[Block]:
    line = _one(words.measure_line, rng)
    blocks: list[Block] = []
    head = _one(words.measure_over, rng)
    for n, grade in enumerate(dict.fromkeys(one.grade for one in industry.measures), 1):
        blocks.append(Line("para", head.format(n=n, grade=_enterprise(grade))))
        blocks += [
            Line("para", line.format(alert=one.alert, roman=ROMAN[one.alert], raw=one.raw), f"m{at}.{number}")
            for number, one in enumerate(industry.measures)
            if one.grade == grade
        ]
    return blocks


def _by_alert(industry: Industry, at: int, words: Wording, rng: random.Random) -> list[Block]:
    over = _one(words.alerts, rng)
    blocks: list[Block] = []
    for alert in dict.fromkeys(one.alert for one in industry.measures):
        blocks.append(Line("para", f"{over.format(alert=alert, roman=ROMAN[alert])}期间："))
        blocks += [
            Line("para", f"{_enterprise(one.grade)}：{one.raw}。", f"m{at}.{number}")
            for number, one in enumerate(industry.measures)
            if one.alert == alert
        ]
    return blocks


def _grid(industry: Industry, at: int, words: Wording, layout: Layout, rng: random.Random) -> Grid:
    over = _one(words.alerts, rng)
    grades = list(dict.fromkeys(one.grade for one in industry.measures))
    alerts = list(dict.fromkeys(one.alert for one in industry.measures))
    squares = [Square(0, 0, 1, 1, ("绩效等级",), head=True)]
    squares += [
        Square(0, 1 + c, 1, 1, (over.format(alert=alert, roman=ROMAN[alert]),), head=True)
        for c, alert in enumerate(alerts)
    ]
    for r, grade in enumerate(grades):
        squares.append(Square(1 + r, 0, 1, 1, grade_head(grade, layout)))
    for number, one in enumerate(industry.measures):
        r, c = grades.index(one.grade), alerts.index(one.alert)
        before = squares[-1]
        if layout.merge_measures and c and before.row == 1 + r and before.lines == (one.raw,):
            squares[-1] = replace(before, cols=before.cols + 1)
        else:
            squares.append(Square(1 + r, 1 + c, 1, 1, (one.raw,), f"m{at}.{number}"))
    if layout.measures == "across":
        turned = tuple(
            Square(one.col, one.row, one.cols, one.rows, ("预警级别",) if one.row == one.col == 0 else one.lines, one.key, head=not one.row or not one.col)
            for one in squares
        )  # fmt: skip
        share = 0.84 / len(grades)
        return Grid(turned, 1 + len(alerts), 1 + len(grades), 1, (0.16, *[share] * len(grades)))
    return Grid(tuple(squares), 1 + len(grades), 1 + len(alerts), 1, (0.16, 0.28, 0.28, 0.28))
