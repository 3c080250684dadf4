"""A clause that is named as the source of what was just told must carry it, and stands for no part of a condition (P11)."""

from __future__ import annotations

import pytest

from tests.answering.gate.known import gate

RIGHT = (
    "未批先建的，一年内不得申报A级，第十八条第（一）项对此作了明确规定。",
    "拒绝参与绩效分级的，直接认定为最低等级，第十七条对此作了规定。",
    "拒绝参与绩效分级的，直接认定为最低等级，且一年内不得申请绩效分级调整，依据是第十七条第（四）项。",
    "依据第九条第（一）项，无级别且不申报评级的企业按最低等级管理。",
    "未申请的企业按照原有等级管理，见第九条第（一）项。",
)
WRONG = (
    "未批先建的，一年内不得申报A级，第十八条第（二）项对此作了明确规定。",
    "环境信用评价等级为不良的，一年内不得申报A级，第十七条第（一）项对此作了明确规定。",
    "拒绝参与绩效分级的，直接认定为最低等级，第十八条第（二）项对此作了明确规定。",
    "拒绝参与绩效分级的，直接认定为最低等级，依据是第十七条第（三）项。",
    "依据第九条第（一）项，未申请的企业按最低等级管理。",
    "不申报评级的企业，按最低等级管理，依据是第九条第（一）项。",
)


@pytest.mark.parametrize("right", RIGHT)
def test_the_source_that_carries_it_passes(right: str) -> None:
    assert gate().judge_answer(right).passed


@pytest.mark.parametrize("wrong", WRONG)
def test_another_source_or_half_a_condition_is_held(wrong: str) -> None:
    assert not gate().judge_answer(wrong).passed
