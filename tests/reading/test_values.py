"""Values on their way between processes, order of lines, figures read twice; and the examples in the modules."""

from __future__ import annotations

import doctest
import importlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.lines import Glyph, Look, stretches_of
from assistant.reading.page import Box, Grid, GridCell, Hidden, Level, Page, ReadBy, Remark, Rule, Run, Seal
from assistant.reading.trust import distrust, implausible
from assistant.reading.twice import agreed, figures
from assistant.reading.wire import End, Event, Picture, Start, from_wire, to_wire

numbers = st.floats(-1000, 5000).map(lambda v: round(v, 2))
boxes = st.builds(Box, numbers, numbers, numbers, numbers)
words = st.text(max_size=8)
sizes = st.none() | st.floats(0, 99).map(lambda v: round(v, 2))
shares = st.floats(0, 1).map(lambda v: round(v, 4))
runs = st.builds(
    Run,
    words,
    boxes,
    sizes,
    shares,
    st.none() | st.sampled_from(Hidden),
    st.booleans(),
    st.booleans(),
    st.none() | words,
)
cells = st.builds(
    GridCell,
    *[st.integers(0, 9)] * 2,
    words,
    *[st.integers(1, 4)] * 2,
    st.booleans(),
    st.lists(words, max_size=2).map(tuple),
)
remarks = st.builds(Remark, words, words, st.none() | st.integers(1, 9))
pages = st.builds(
    Page,
    number=st.none() | st.integers(1, 2000),
    width=numbers,
    height=numbers,
    runs=st.lists(runs, max_size=3).map(tuple),
    read_by=st.sampled_from(ReadBy),
    needs_ocr=st.booleans(),
    level=st.sampled_from(Level),
    label=words,
    rules=st.lists(boxes.map(Rule), max_size=2).map(tuple),
    pictures=st.lists(boxes, max_size=2).map(tuple),
    seals=st.lists(st.builds(Seal, boxes, words, shares), max_size=2).map(tuple),
    grids=st.lists(st.builds(Grid, st.lists(cells, max_size=3).map(tuple), words, st.integers(0, 9)), max_size=2).map(
        tuple
    ),
    covered=shares,
    turned=st.sampled_from([0, 90, 180, 270]),
    remarks=st.lists(remarks, max_size=2).map(tuple),
    ocr_seconds=st.floats(0, 30).map(lambda v: round(v, 3)),
    picture=st.none() | st.integers(1, 9),
)
events = st.one_of(
    st.builds(Start, words, st.integers(0, 2000)),
    pages,
    pages.flatmap(lambda page: pages.map(lambda inner: replace(page, straight=inner))),
    st.builds(
        End,
        st.none() | words,
        st.none() | words,
        st.lists(remarks, max_size=2).map(tuple),
        st.lists(runs, max_size=2).map(tuple),
        st.dictionaries(words, words, max_size=2),
    ),
    st.builds(Picture, st.binary(max_size=40)),
)


@given(events)
def test_what_goes_over_the_pipe_comes_out_as_it_went_in(event: Event) -> None:
    line = json.dumps(to_wire(event))

    assert from_wire(json.loads(line)) == event and "\n" not in line


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["page", "start", "end", "picture", "runs", "number", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(json_values)
def test_p16_anything_else_is_a_value_error_and_nothing_worse(found: object) -> None:
    try:
        from_wire(found)
    except ValueError:
        return
    assert isinstance(found, dict) and set(found) & {"start", "page", "end", "picture"}


def glyphs(text: str, x: float, top: float, size: float = 10, look: int = 0) -> list[Glyph]:
    return [Glyph(c, x + n * size, top, x + (n + 1) * size, top + size, look) for n, c in enumerate(text)]


def test_a_wide_gap_parts_two_cells_and_a_small_one_two_words() -> None:
    looks = [Look(10.0)]

    found = stretches_of([*glyphs("名称", 0, 0), *glyphs("公司", 28, 0), *glyphs("日期", 200, 0)], looks)

    assert [stretch.text for stretch in found] == ["名称 公司", "日期"]
    assert [word.text for word in found[0].words(looks)] == ["名称", "公司"]


def test_hidden_and_seen_text_never_share_a_run() -> None:
    looks = [Look(10.0), Look(10.0, mode=3), Look(10.0, colour=(255, 255, 255, 255))]

    found = stretches_of([*glyphs("看见", 0, 0), *glyphs("不见", 20, 0, look=1), *glyphs("白字", 40, 0, look=2)], looks)

    assert [stretch.text for stretch in found] == ["看见", "不见", "白字"]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("颗粒物 8.6 mg/m³", "颗粒物8.6mg/m3", True),
        ("颗粒物 8.6 mg/m³", "颗粒物86mg/m3", False),
        ("2026年03月18日", "2026年03月16日", False),
        ("91410105MA44EXAMPL", "91410105MA44EXAMP1", False),
        ("有效期至", "有效期至", True),
    ],
)
def test_only_figures_decide_whether_two_readings_agree(one: str, two: str, same: bool) -> None:
    assert (figures(one) == figures(two)) is same


def test_a_second_reading_that_disagrees_or_finds_nothing_leaves_the_figure_unsure() -> None:
    first = Run("有效期至2027年3月1日", Box(0, 0, 9, 9), confidence=0.9)

    assert agreed(first, replace(first, confidence=0.99)).sure
    assert not agreed(first, replace(first, text="有效期至2021年3月1日")).sure
    assert not agreed(first, None).sure
    assert agreed(replace(first, text="有效期"), None).sure


@pytest.mark.parametrize(
    ("text", "odd"),
    [("\ue001\ue002\ue003", 0), ("å\x8d\x97é\x98³å¸\x82", 0), ("锟斤拷锟斤拷", 0), ("(cid:12)(cid:9)", 0)],
)
def test_p05_text_that_no_paper_holds_is_implausible(text: str, odd: int) -> None:
    assert implausible(text, odd) > 0.5


@pytest.mark.parametrize(
    "text", ["排污许可证（副本）", "No. 4101-2026/03", "SO₂ ≤ 35 mg/m³", "Entreprise créée à Zürich"]
)
def test_p05_honest_text_is_plausible(text: str) -> None:
    assert implausible(text) <= 0.15


def test_p05_layers_that_say_what_the_picture_says_are_trusted() -> None:
    assert not distrust("检测报告 报告编号 2026-031", "检 测 报 告\n报告编号：2026－031")
    assert distrust("合格证明 全部指标达标 准予通过", "检测报告\n委托单位 某某公司")
    assert not distrust("", "检测报告")


@pytest.mark.parametrize("name", ["hidden", "trust", "twice"])
def test_the_examples_in_the_modules_are_true(name: str) -> None:
    module = importlib.import_module(f"assistant.reading.{name}")

    assert doctest.testmod(module).failed == 0 and doctest.testmod(module).attempted > 0
