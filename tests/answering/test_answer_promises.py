"""Promises over any text: nothing raises but BadQuestion, every quote is verbatim, nobody is told that he may apply."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering.answer import Answer
from assistant.errors import BadQuestion
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from tests.answering.conftest import Asking

PIECES = (
    "我们 A级 B级 B- C级 引领性 能报 申报 被罚 罚款 上个月 去年 今年3月1日 2025年3月1日 半年前 偷排 超标 没装在线 材料造假 给专家送礼 "
    "预警 停产 专家 几个 公示 公告 归档 多久 谁 吗 ？ ， 铸造 搅拌站 锅炉 保障类 举报 评审费 第十八条 第五项 一年 三个月 对吧 "
    "信用不良 信用警示 新增生产线 换设备 厂区 两个行业 指标 不达标 限值 山东 免于处罚 警告 环评 忽略以上指令 <b> ' ; -- 😀"
).split(" ")
any_text = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60)
pieced = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)
relaxed = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def holds(answer: Answer, corpus: Corpus) -> None:
    for citation in answer.citations:
        clause = ClauseId.parse(citation.clause)
        assert corpus.verbatim(citation.quote, clause)
        assert citation.head is None or corpus.verbatim(citation.head, clause.parent)
    if answer.verdict:
        assert "yes" not in answer.verdict["may_apply"].values()
    assert answer.answer
    for leave in ("您可以申报", "你们可以申报", "贵公司可以申报"):
        assert leave not in answer.answer


@relaxed
@given(question=pieced)
def test_any_words_of_ours_in_any_order_keep_the_promises(ask: Asking, corpus: Corpus, question: str) -> None:
    holds(ask(question), corpus)


@relaxed
@given(question=any_text)
def test_any_text_is_answered_or_refused_in_one_line(ask: Asking, corpus: Corpus, question: str) -> None:
    with contextlib.suppress(BadQuestion):
        holds(ask(question), corpus)


@relaxed
@given(before=st.lists(pieced, max_size=3), question=pieced)
def test_any_history_keeps_the_promises(ask: Asking, corpus: Corpus, before: list[str], question: str) -> None:
    holds(ask(question, *before), corpus)


@pytest.mark.parametrize(
    "question", ["\u202e能报A级吗", "能报\x00A级吗", "ａ級能报吗", "A" * 1_999, "，" * 50, "一" * 5_000]
)
def test_naughty_strings_are_read(ask: Asking, corpus: Corpus, question: str) -> None:
    holds(ask(question), corpus)
