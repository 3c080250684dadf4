"""The measures for real tables, and (external) the data set itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.guides.baselines import Found
from evals.guides.icdar import Real, compare, count, figures, neighbours, read_folder

FOLDER = Path(__file__).parents[3] / "shared" / "external" / "icdar2013"


def table(*cells: tuple[int, int, int, int, str], page: int = 1) -> dict[str, Any]:
    made = [
        {"r0": r0, "c0": c0, "r1": r1, "c1": c1, "text": text, "box": [c0 * 10, r0 * 10, c1 * 10 + 10, r1 * 10 + 10]}
        for r0, c0, r1, c1, text in cells
    ]
    return {"page": page, "box": [0, 0, 20, 20], "cells": made}


SQUARE = table((0, 0, 0, 1, "top"), (1, 0, 1, 0, "left"), (1, 1, 1, 1, "right"))


def test_a_cell_over_two_columns_has_both_as_neighbours() -> None:
    assert set(neighbours(SQUARE)) == {("top", "left", "below"), ("top", "right", "below"), ("left", "right", "right")}


def test_blank_cells_are_stepped_over() -> None:
    assert set(neighbours(table((0, 0, 0, 0, "a"), (0, 1, 0, 1, " "), (0, 2, 0, 2, "b")))) == {("a", "b", "right")}


def test_the_truth_against_itself_is_whole() -> None:
    got = figures(count(Real(Path("x.pdf"), [SQUARE]), [SQUARE]))

    assert [got[key] for key in ("relations_f1", "cells_f1", "texts_f1", "region_iou", "regions_found", "boxes_right")] == [1.0] * 6  # fmt: skip


def test_a_table_where_there_is_none_costs_precision_only() -> None:
    got = figures(count(Real(Path("x.pdf"), [SQUARE]), [SQUARE, {**SQUARE, "page": 2}]))

    assert (got["relations_r"], got["relations_p"], got["regions_extra"]) == (1.0, 0.5, 1)


def test_a_shifted_column_costs_the_cell_and_not_its_text() -> None:
    torn = table((0, 0, 0, 0, "top"), (1, 0, 1, 0, "left"), (1, 1, 1, 1, "ri"), (1, 2, 1, 2, "ght"))

    got = figures(count(Real(Path("x.pdf"), [SQUARE]), [torn]))

    assert 0 < got["relations_f1"] < 1
    assert 0 < got["cells_f1"] < 1


@pytest.mark.external
@pytest.mark.skipif(not FOLDER.is_dir(), reason="../shared/external is absent")
def test_the_true_tables_of_all_67_files_are_read_and_whole_against_themselves() -> None:
    truth = {str(one.path): one.tables for one in read_folder(FOLDER)}

    report = compare(FOLDER, {"truth": lambda files: Found(truth, {}, 0.0)})

    whole = report["truth"]["whole"]
    assert (whole["files"], whole["cells_f1"], whole["regions_extra"]) == (67, 1.0, 0)
    assert whole["relations_f1"] == 1.0
    assert report["truth"]["odd"]["files"] + report["truth"]["even"]["files"] == 67
