"""What OCR misreads makes no contradiction: signs that look alike, one row of a ledger with another year (P04)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.screening.papers import CODE, FIRST, HONEST, NAME, YEAR, kinds, rows, screened

MISREAD = CODE.replace("G", "6")
RATING = f"# 企业环境信用评价结果\n企业名称：{NAME}\n统一社会信用代码：{{code}}\n评价等级：诚信企业\n评价年度：2025年"
LEDGER = f"# 污染治理设施运行台账\n企业名称：{NAME}\n日期|设施名称|压差|记录人\n"


@pytest.mark.parametrize(("scan", "code", "told"), [("[扫描]\n", MISREAD, False), ("", MISREAD, True), ("[扫描]\n", CODE[:9] + "A7" + CODE[11:], True)])  # fmt: skip
def test_a_code_that_only_looks_alike_is_held_against_no_scan(tmp_path: Path, scan: str, code: str, told: bool) -> None:
    report = screened(tmp_path, {**HONEST, "信用.pdf": scan + RATING.format(code=code)})

    assert ("credit_code_mismatch" in kinds(report)) is told


@pytest.mark.parametrize(("scan", "told"), [("[扫描]\n", False), ("", True)])
def test_one_row_of_a_scan_with_another_year_mixes_none(tmp_path: Path, scan: str, told: bool) -> None:
    text = LEDGER + rows(FIRST, YEAR, "1#布袋除尘器|800|李示例") + "\n2022-06-01|1#布袋除尘器|800|李示例"
    report = screened(tmp_path, {**HONEST, "治理台账.pdf": scan + text})

    assert ("ledger_out_of_period" in kinds(report)) is told
