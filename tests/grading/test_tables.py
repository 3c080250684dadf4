"""Indicator tables, on 示例 tables: limits with units, 同A级, any-of, circumstances, the gap list, the checks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistant.errors import BadFile
from assistant.grading.case import case_from
from assistant.grading.engine import decide
from assistant.grading.facts import Indicator
from assistant.grading.holding import hold, next_grade_up
from assistant.grading.measure import fits
from assistant.grading.table import Table, read_table
from assistant.grading.table_check import problems
from assistant.grading.truth import Truth
from assistant.library.grade import Grade
from assistant.library.yaml_file import YamlFile
from tests.grading.law import BASE, CORPUS, LAW

AS_OF = date(2026, 11, 23)


def limit(value: float, unit: str = "mg/m³", of: str = "颗粒物", comparator: str = "<=", **more: Any) -> dict[str, Any]:
    return {"pollutant": of, "value": value, "unit": unit, "comparator": comparator, **more}


def cell(*limits: dict[str, Any], raw: str = "示例", **more: Any) -> dict[str, Any]:
    return {"raw": raw, "limits": list(limits), **more}


def row(name: str, **cells: dict[str, Any]) -> dict[str, Any]:
    return {"indicator": name, "cells": {"B-" if grade == "B_" else grade: it for grade, it in cells.items()}}


EXAMPLE: dict[str, Any] = {
    "guide": "national-2020",
    "industry": "铸造",
    "status": "reviewed",
    "tables": [
        {
            "title": "示例",
            "grades": ["A", "B", "C"],
            "rows": [
                row("排放限值", A=cell(limit(10)), B=cell(limit(20)), C=cell(limit(30))),
                row("监测", A=cell(raw="示例：联网"), B=cell(same_as="A"), C=cell(raw="示例：不要求联网")),
                row(
                    "运输",
                    A={"raw": "示例", "shares": [{"what": "清洁运输", "value": 80, "unit": "%", "comparator": ">="}]},
                    B={"raw": "示例", "shares": [{"what": "清洁运输", "value": 50, "unit": "%", "comparator": ">="}]},
                    C=cell(raw="示例：无要求"),
                ),
            ],
        }
    ],
}


def table(**changes: Any) -> Table:
    return Table.model_validate({**EXAMPLE, **changes})


EXAMPLE_TABLE = table()


def told(**values: Any) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(k, Truth.of(v == "met")) if v in ("met", "unmet") else Indicator(k, value=str(v))
        for k, v in values.items()
    )


def test_values_are_held_against_every_grade() -> None:
    met = hold(EXAMPLE_TABLE, told(排放限值=15, 监测="met", 运输=60), Grade.B).met

    assert met == {Grade.A: Truth.NO, Grade.B: Truth.YES, Grade.C: Truth.YES}


def test_the_level_is_the_strictest_grade_that_is_met() -> None:
    assert hold(EXAMPLE_TABLE, told(排放限值=15, 监测="met", 运输=60), Grade.B).level is Grade.B
    assert hold(EXAMPLE_TABLE, told(排放限值=15), Grade.B).level is None
    assert hold(EXAMPLE_TABLE, told(排放限值=99, 监测="met", 运输=60), Grade.B).level is Grade.C


def test_a_limit_may_name_its_subject_plainly() -> None:
    plain = {"of": "颗粒物", "value": "10.5", "unit": "mg/m³"}
    one = table(tables=[{"grades": ["A"], "rows": [row("排放", A={"limits": [plain]})]}])

    assert hold(one, told(排放="10.5"), None).met[Grade.A] is Truth.YES
    assert one == one
    assert one != table()


def test_what_is_not_told_stays_unknown() -> None:
    assert hold(EXAMPLE_TABLE, (), None).met == dict.fromkeys(EXAMPLE_TABLE.ladder, Truth.UNKNOWN)


def test_the_gap_list_names_what_is_unmet_first() -> None:
    gaps = hold(EXAMPLE_TABLE, told(排放限值=15, 运输=60), Grade.B).gaps(Grade.A)

    assert [(gap.indicator, gap.met) for gap in gaps] == [
        ("排放限值", Truth.NO),
        ("运输", Truth.NO),
        ("监测", Truth.UNKNOWN),
    ]


@pytest.mark.parametrize(
    ("asked", "word", "expected"),
    [
        ("B", "unmet", {"A": "no", "B": "no", "C": "unknown"}),
        ("A", "met", {"A": "yes", "B": "yes", "C": "yes"}),
        ("C", "met", {"A": "unknown", "B": "unknown", "C": "yes"}),
        ("A", "unmet", {"A": "no", "B": "no", "C": "unknown"}),
        (None, "met", {"A": "unknown", "B": "unknown", "C": "unknown"}),
        ("绩效引领性", "unmet", {"A": "unknown", "B": "unknown", "C": "unknown"}),
    ],
)
def test_met_and_unmet_speak_of_the_grade_applied_for(asked: str | None, word: str, expected: dict[str, str]) -> None:
    needs = hold(EXAMPLE_TABLE, told(监测=word), Grade(asked) if asked else None).needs

    # A and B ask for the same here (同A级), so what holds at one holds at the other.
    assert {str(need.grade): str(need.met) for need in needs if need.indicator == "监测"} == expected


def test_any_of_and_all_of() -> None:
    both = [limit(10, of="颗粒物"), limit(50, of="SO2")]
    rows = [row("排放", A=cell(*both), B=cell(*both, need="any"), C=cell(*both, need="any"))]
    two = table(tables=[{"grades": ["A", "B", "C"], "rows": rows}])

    met = hold(two, told(**{"排放/颗粒物": 8, "排放/SO2": 60}), Grade.A).met

    assert met == {Grade.A: Truth.NO, Grade.B: Truth.YES, Grade.C: Truth.YES}


def test_one_value_for_two_limits_is_not_taken_for_either() -> None:
    two = table(tables=[{"grades": ["A"], "rows": [row("排放", A=cell(limit(10), limit(50, of="SO2")))]}])

    assert hold(two, told(排放=8), Grade.A).met[Grade.A] is Truth.UNKNOWN
    assert hold(two, told(**{"排放/颗粒物": "met"}), Grade.A).met[Grade.A] is Truth.UNKNOWN


def test_an_indicator_that_does_not_apply_asks_for_nothing() -> None:
    rows = [{**row("锅炉", A=cell(limit(10))), "applies_to": "有锅炉的"}, row("排放", A=cell(limit(10)))]
    one = table(tables=[{"grades": ["A"], "rows": rows}])

    assert hold(one, told(锅炉="不涉及", 排放=5), Grade.A).met[Grade.A] is Truth.YES
    assert hold(one, told(锅炉=5, 排放="不涉及"), Grade.A).met[Grade.A] is Truth.UNKNOWN


def test_a_chain_of_same_as_is_followed_and_a_circle_asks_for_nothing_readable() -> None:
    rows = [row("监测", A=cell(same_as="B"), B=cell(same_as="A"), C=cell(limit(3)))]
    ring = table(tables=[{"grades": ["A", "B", "C"], "rows": rows}])

    assert ring.tables[0].rows[0].cell(Grade.A) is None
    assert ring.tables[0].rows[0].cell(Grade.C) is not None


def test_a_leading_table_has_the_other_grade_below_it() -> None:
    leading = table(tables=[{"grades": ["绩效引领性"], "rows": [row("排放", 绩效引领性=cell(limit(10)))]}])

    assert leading.ladder == (Grade.LEADING, Grade.NOT_LEADING)
    assert hold(leading, told(排放=20), Grade.LEADING).level is Grade.NOT_LEADING


def test_the_next_grade_up() -> None:
    ladder = (Grade.A, Grade.B, Grade.C)

    assert next_grade_up(ladder, Grade.C) is Grade.B
    assert next_grade_up(ladder, Grade.A) is None
    assert next_grade_up(ladder, None) is Grade.B
    assert next_grade_up(ladder, Grade.LEADING) is Grade.B


def test_ids_may_carry_guide_industry_and_grade() -> None:
    full = told(**{"national-2020:铸造:排放限值@A": 5})

    assert hold(EXAMPLE_TABLE, full, None).needs[0].met is Truth.YES


@pytest.mark.parametrize(
    ("value", "comparator", "bound", "unit", "expected"),
    [
        ("10", "<=", 10, "mg/m³", "yes"),
        ("10.01", "<=", 10, "mg/m³", "no"),
        ("10", "<", 10, "mg/m³", "no"),
        ("9.99", "<", 10, "mg/m³", "yes"),
        ("80", ">=", 80, "%", "yes"),
        ("79.9", ">=", 80, "%", "no"),
        ("80", ">", 80, "%", "no"),
        ("80.1", ">", 80, "%", "yes"),
        ("1", "=", 1, "级", "yes"),
        ("2", "=", 1, "级", "no"),
        ("0.01 g/m³", "<=", 10, "mg/m³", "yes"),
        ("0.011 g/m³", "<=", 10, "mg/m³", "no"),
        ("9000 μg/m³", "<=", 10, "mg/m³", "yes"),
        ("0.8 %", ">=", 80, "%", "no"),
        ("18 月", ">=", 1, "年", "yes"),
        ("8 kg", "<=", 10, "mg/m³", "unknown"),
        ("8 没有这个单位", "<=", 10, "mg/m³", "unknown"),
        ("很低", "<=", 10, "mg/m³", "unknown"),
        ("-1", "<=", 10, "mg/m³", "yes"),
    ],
)
def test_a_value_keeps_a_limit_or_not(value: str, comparator: Any, bound: int, unit: str, expected: str) -> None:
    assert str(fits(value, comparator, Decimal(bound), unit)) == expected


def test_another_oxygen_basis_is_not_compared() -> None:
    ten = Decimal(10)

    assert fits("8 mg/m³ @9%", "<=", ten, "mg/m³", oxygen=Decimal(9)) is Truth.YES
    assert fits("8 mg/m³ @11%", "<=", ten, "mg/m³", oxygen=Decimal(9)) is Truth.UNKNOWN
    assert fits("8 mg/m³ @9", "<=", ten, "mg/m³") is Truth.UNKNOWN
    assert fits("8 mg/m³ @9.1.1", "<=", ten, "mg/m³", oxygen=Decimal(9)) is Truth.UNKNOWN
    assert fits("8", "<=", ten, "mg/m³", oxygen=Decimal(9)) is Truth.YES


def graded(facts: dict[str, Any], one: Table = EXAMPLE_TABLE) -> dict[str, Any]:
    made = {**BASE, "events": [], **facts}
    case = case_from(made, as_of=AS_OF, industries=CORPUS.industries)
    return decide(case, LAW, as_of=AS_OF, tables={one.id: one}).as_json()


def applying(**indicators: Any) -> dict[str, Any]:
    rows = [{"industry": "铸造", "applying_for": "B", "indicators": indicators}]
    return {"sites": [{"name": "一厂区", "own_permit": True, "industries": rows}], "current_grade": "C"}


def test_with_a_table_all_met_is_yes_and_a_grade_the_ladder_lacks_is_no() -> None:
    out = graded(applying(排放限值=15, 监测="met", 运输=60))

    assert out["may_apply"] == {"A": "no", "B": "yes", "B-": "no", "C": "yes", "绩效引领性": "no"}
    assert not [entry for entry in out["missing"] if entry["fact"].startswith("table:")]


def test_with_a_table_what_is_not_told_is_asked_for() -> None:
    out = graded(applying(排放限值=15))

    assert out["may_apply"]["B"] == "unknown"
    facts = {entry["fact"] for entry in out["missing"]}
    assert {"sites[0].industries[0].indicators.监测", "sites[0].industries[0].indicators.运输"} <= facts
    assert out["sites"][0]["industries"][0]["next_grade"] == "B"
    assert {gap["indicator"] for gap in out["sites"][0]["industries"][0]["gaps"]} == {"监测", "运输"}


def test_with_a_table_nobody_is_at_the_top_has_no_gaps() -> None:
    out = graded(applying(排放限值=5, 监测="met", 运输=90))["sites"][0]["industries"][0]

    assert out["next_grade"] is None
    assert out["gaps"] == []


def test_the_lowest_grade_has_its_name_where_the_table_is_loaded() -> None:
    out = graded({"current_grade": None, "applied": False})

    assert out["overall"]["grade"] == "C"


def falling(value: int | None) -> dict[str, Any]:
    limits = [row("排放限值", A=cell(limit(10)), B=cell(limit(20)), B_=cell(limit(25)), C=cell(limit(30)))]
    four = table(tables=[{"grades": ["A", "B", "B-", "C"], "rows": limits}])
    rows = [{"industry": "铸造", "indicators": {} if value is None else {"排放限值": value}}]
    site = {"name": "一厂区", "own_permit": True, "industries": rows}
    event = {"kind": "indicator_regression", "date": "2026-03-01"}
    return graded({"sites": [site], "current_grade": "A", "applied": False, "events": [event]}, four)["overall"]


@pytest.mark.parametrize(
    ("value", "grade", "at_most"),
    [(18, "B", None), (22, "B-", None), (28, "C", None), (99, "C", None), (None, None, "B"), (8, None, "B")],
)
def test_a_fall_is_to_the_actual_level_where_the_table_tells_it(value: int, grade: str, at_most: str) -> None:
    assert (falling(value)["grade"], falling(value)["at_most"]) == (grade, at_most)


def test_a_hole_in_a_table_is_never_met() -> None:
    holed = table(tables=[{"grades": ["A", "B"], "rows": [row("排放", B=cell(limit(10)))]}])

    assert hold(holed, told(排放=5), None).met == {Grade.A: Truth.UNKNOWN, Grade.B: Truth.YES}
    assert hold(holed, told(排放=15), None).met == {Grade.A: Truth.NO, Grade.B: Truth.NO}


def test_a_draft_and_what_is_no_table_are_refused() -> None:
    def read(**changes: Any) -> Table:
        return read_table(YamlFile("示例.yaml", {**EXAMPLE, **changes}, {}))

    assert read().id == "national-2020:铸造"
    with pytest.raises(BadFile, match="仍是草稿"):
        read(status="draft")
    with pytest.raises(BadFile, match="不符合指标表格式"):
        read(tables="无")
    with pytest.raises(BadFile, match="不符合指标表格式"):
        read(tables=[{"grades": ["A"], "rows": [row("排放", A={"limits": ["10"]})]}])
    with pytest.raises(BadFile, match="混用了字母等级和引领性等级"):
        read(tables=[{"grades": ["A", "绩效引领性"], "rows": []}])


def test_a_good_table_has_no_problems() -> None:
    assert problems(EXAMPLE_TABLE) == ()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("排放", A=cell(limit(20)), B=cell(limit(10)), C=cell(limit(30)))], "B 级比 A 级更严"),
        (
            [row("排放", A=cell(limit(80, of="效率", comparator=">=")), B=cell(limit(90, of="效率", comparator=">=")))],
            "B 级比 A 级更严",
        ),
        ([row("排放", A=cell(limit(10)), C=cell(limit(30)))], "缺少 B 级"),
        ([row("排放", A=cell(raw="示例：无"), B=cell(limit(10)), C=cell(limit(30)))], "A 级没有 颗粒物 的限值"),
        ([row("排放", A=cell(limit(10))), row("排放", A=cell(limit(10)))], "写了两次"),
        ([row("监测", A=cell(same_as="B"), B=cell(same_as="A"), C=cell())], "“同…级”指不到内容"),
        ([row("排放", A=cell(limit(1, "g/m³")), B=cell(limit(10)), C=cell(limit(30)))], "单位不一致"),
    ],
)
def test_a_table_that_contradicts_itself_is_named(rows: list[dict[str, Any]], words: str) -> None:
    found = problems(table(tables=[{"grades": ["A", "B", "C"], "rows": rows}]))

    assert words in " ".join(problem.say for problem in found)


def two_kilns(**cells: Any) -> Table:
    rows = [
        row("排放限值", A=cell(limit(10)), B=cell(limit(20))),
        row("监测", A=cell(raw="示例：联网"), B=cell(raw="示例：自动")),
    ]
    other = [row("排放限值", A=cell(limit(30)), B=cell(limit(40)))]
    parts = [
        {"title": "示例：燃气", "grades": ["A", "B"], "rows": rows},
        {"title": "示例：燃煤", "grades": ["A", "B"], "rows": other},
    ]
    return table(tables=parts)


def test_of_several_tables_each_counts_until_it_is_said_not_to_apply() -> None:
    two = two_kilns()
    gas = {"#1:排放限值": 8, "监测": "met"}

    assert hold(two, told(**gas), Grade.A).met[Grade.A] is Truth.UNKNOWN
    assert hold(two, told(**gas, **{"#2": "不涉及"}), Grade.A).met[Grade.A] is Truth.YES
    assert hold(two, told(**gas, **{"#2": "不涉及"}), Grade.A).apart == ()
    assert hold(two, told(**gas), Grade.A).apart == ("#2",)


def test_a_bare_indicator_that_two_tables_have_speaks_of_neither() -> None:
    two = two_kilns()

    assert hold(two, told(排放限值=8), None).met[Grade.A] is Truth.UNKNOWN
    assert hold(two, told(**{"排放限值": 15, "#2": "不涉及"}), None).met[Grade.A] is Truth.NO


def test_no_table_applies_settles_nothing_and_a_table_that_is_told_of_applies() -> None:
    two = two_kilns()

    assert hold(two, told(**{"#1": "不涉及", "#2": "不涉及"}), None).met[Grade.A] is Truth.UNKNOWN
    assert hold(two, told(**{"#1:排放限值": 50, "#1": "不涉及"}), None).met[Grade.A] is Truth.NO


def test_clause_ids_number_the_tables_where_there_are_several() -> None:
    two = two_kilns()

    assert [two.clause(place, Grade.A) for place in two.places][::2] == [
        "national-2020:铸造#1:排放限值@A",
        "national-2020:铸造#2:排放限值@A",
    ]
    assert EXAMPLE_TABLE.clause(EXAMPLE_TABLE.places[0]) == "national-2020:铸造:排放限值"
    assert hold(two, told(**{"national-2020:铸造#2:排放限值@B": 50}), None).met[Grade.B] is Truth.NO


def test_numbers_alone_do_not_meet_a_cell_that_asks_for_more() -> None:
    more = cell(limit(10), raw="示例：颗粒物不高于10mg/m³。\n示例：安装联网监测")
    one = table(tables=[{"grades": ["A"], "rows": [row("排放", A=more)]}])

    assert hold(one, told(排放=8), Grade.A).met[Grade.A] is Truth.UNKNOWN
    assert hold(one, told(排放=18), Grade.A).met[Grade.A] is Truth.NO
    assert hold(one, told(排放="met"), Grade.A).met[Grade.A] is Truth.YES


def test_a_dash_and_the_bottom_of_the_ladder_ask_for_nothing() -> None:
    rows = [row("排放", A=cell(limit(10)), B=cell(raw="/"), C=cell(raw="未达到A、B级要求"))]
    one = table(tables=[{"grades": ["A", "B", "C"], "rows": rows}])

    assert hold(one, told(排放=30), None).met == {Grade.A: Truth.NO, Grade.B: Truth.YES, Grade.C: Truth.YES}


def test_the_grade_is_asked_before_indicators_and_then_only_its_own() -> None:
    asked = [
        entry["fact"]
        for entry in graded({"sites": [{"name": "一厂区", "industries": [{"industry": "铸造"}]}]})["missing"]
    ]
    told_grade = [entry["fact"] for entry in graded(applying())["missing"]]

    assert "sites[0].industries[0].applying_for" in asked
    assert "sites[0].industries[0].applying_for" not in told_grade
    assert "sites[0].industries[0].indicators.监测" in told_grade
