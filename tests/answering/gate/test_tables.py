"""Limits: without a reviewed table none is carried; with one, number, unit, comparator, grade and subject must be its."""

from __future__ import annotations

import pytest

from assistant.answering.gate import Gate
from assistant.grading.table import Table
from tests.answering.gate.known import gate

TABLE = Table.model_validate(
    {
        "guide": "national-2020",
        "industry": "铸造",
        "status": "reviewed",
        "tables": [
            {
                "title": "示例表",
                "grades": ["A", "B", "C", "D"],
                "rows": [
                    {
                        "indicator": "排放限值",
                        "cells": {
                            "A": {
                                "raw": "颗粒物≤10",
                                "limits": [{"pollutant": "颗粒物", "value": 10, "unit": "mg/m³"}],
                            },
                            "B": {
                                "raw": "颗粒物≤20",
                                "limits": [{"pollutant": "颗粒物", "value": 20, "unit": "mg/m³"}],
                            },
                        },
                    }
                ],
            }
        ],
    }
)


@pytest.fixture(name="it", scope="module")
def _it() -> Gate:
    return Gate(gate().corpus, {TABLE.id: TABLE})


@pytest.mark.parametrize(
    "text",
    [
        "铸造A级的颗粒物排放浓度不高于10mg/m³。",
        "铸造A级企业颗粒物限值为10毫克/立方米。",
        "铸造B级颗粒物不超过20mg/m3。",
    ],
)
def test_a_limit_of_the_table_passes(it: Gate, text: str) -> None:
    assert it.judge_answer(text).passed, it.judge_answer(text).blocked
    assert not gate().judge_answer(text).passed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("铸造A级的颗粒物排放浓度不高于20mg/m³。", "不符"),
        ("铸造B级颗粒物不超过10mg/m³。", "不符"),
        ("铸造A级的颗粒物排放浓度不低于10mg/m³。", "不符"),
        ("铸造A级的颗粒物排放浓度低于10mg/m³。", "不符"),
        ("铸造A级的颗粒物排放浓度不高于10μg/m³。", "不符"),
        ("铸造A级的NOx排放浓度不高于10mg/m³。", "没有这一项"),
        ("铸造的颗粒物排放浓度不高于10mg/m³。", "哪个等级"),
        ("水泥A级的颗粒物排放浓度不高于10mg/m³。", "尚未载入"),
        ("铸造A级的颗粒物排放浓度原则上不高于10mg/m³。", "原则上"),
        ("铸造A级的颗粒物排放浓度不高于10mg/m³，贵公司可以申报A级。", "核定"),
    ],
)
def test_a_limit_that_is_not_the_tables_is_held(it: Gate, text: str, says: str) -> None:
    (held,) = it.judge_answer(text).blocked
    assert says in held.why


def test_a_wrong_limit_names_its_cell(it: Gate) -> None:
    (held,) = it.judge_answer("铸造A级的颗粒物排放浓度不高于30mg/m³。").blocked
    assert held.clause == "national-2020:铸造:排放限值@A"
    assert "10mg/m³" in held.why
