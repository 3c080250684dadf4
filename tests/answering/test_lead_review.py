"""Answers that a reader with fresh eyes found wrong: each stays right once it is mended.

The mending must be general: other words for the same question are asked in the acceptance runs.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.pipeline import answer
from assistant.grading.rules import load_law
from assistant.library.corpus import load_corpus
from assistant.retrieval.finder import open_finder

AS_OF = date(2026, 11, 25)
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    corpus = load_corpus(ROOT / "corpus")
    law = load_law(corpus)
    retriever = open_finder(corpus, index_dir=tmp_path_factory.mktemp("index"))
    return lambda question: answer(question, corpus=corpus, law=law, retriever=retriever, as_of=AS_OF)


# question, allowed status, one of these clauses must be cited (empty: any), words of which none may be said
WRONG = [
    # no date was told: nobody may say that a year is over
    ("降到C级以后什么时候能重新申请A", "answered needs_facts abstained", (), ("已经届满", "不再因此挡着")),
    # the act of 2024, the decision of 2026-01: the year counts from the day on the paper; still barred
    ("处罚是2024年的事，处罚决定2026年1月才下来，一年从哪天算", "answered", ("henan-2024:18(5)",), ("已经届满",)),
    ("违法行为是前年的，罚单今年4月2日才开，还能报B吗", "answered", ("henan-2024:18(5)",), ("已经届满",)),
    # a duration that is no claim about the bar is not contradicted by the bar's length
    ("自动监测设备坏了三个月没修，影响吗", "answered needs_facts", ("henan-2024:18(3)",), ("要满一年", "不够")),
    # "9月" is the month in which it was mended, no claim that nine months were enough; the bar runs from the later day
    (
        "我公司2026年2月10日因未批先建被处罚，9月才补完手续，最早啥时候能报B",
        "answered",
        ("henan-2024:18(1)",),
        ("不够", "还在持续", "没有终期"),
    ),
    # asked is the grade now: 19(1), not only the bar
    ("我们2025年6月评上A级，今年5月超标排放被查，现在按几级管", "answered", ("henan-2024:19(1)",), ()),
    # asked is what holds after the year, not during it
    ("拒绝评级的企业过了一年能不能申请", "answered", ("henan-2024:17(4)",), ("**不行",)),
    # the power to assess lies with the city (9(2)), the announcement with the province (9(3))
    (
        "县里环保局有没有权评A级",
        "answered",
        ("henan-2024:9(2)", "henan-2024:6(2)"),
        ("**省辖市生态环境主管部门制定实施方案",),
    ),
    ("什么叫绩效引领性", "abstained answered", ("henan-2024:4(1)", "henan-2024:16"), ("最低等级",)),
    ("耐火砖厂是国家39个行业吗", "answered", ("henan-2024:8(1)",), ("名单如下",)),
    # food processing is a guarantee class too
    ("食品厂有锅炉怎么评", "answered", ("henan-2024:8(4)",), ()),
    # the corpus holds no law on review and on branches: nothing is said from memory
    (
        "被罚了但是在行政复议，算不算",
        "abstained answered needs_facts",
        ("henan-2024:18(5)",),
        ("停止执行；", "通常不因"),
    ),
    (
        "分公司在山西被罚了影响河南总部吗",
        "abstained answered needs_facts",
        ("henan-2024:18", "henan-2024:18(5)"),
        ("法人资格", "子公司是另一个企业"),
    ),
    # a certain finding of 17(1) without a date: the effect, and the date is what is missing
    (
        "我们有两个厂，一个有排污证一个没有，怎么评",
        "answered needs_facts",
        ("henan-2024:4(2)", "henan-2024:18(1)"),
        ("**可以分开。**",),
    ),
    # the question asks for a requirement of A, not for recusal
    ("申请A级要不要做清洁生产审核", "abstained needs_facts", (), ("回避",)),
    # silences
    ("评上A级能管几年", "abstained", (), ()),
    ("公示期是7天吗", "abstained", (), ("**不算。**",)),
    ("对评级结果不服怎么申诉", "abstained", (), ()),
    ("企业改名了要重新评吗", "abstained", (), ("要重新申报。",)),
    ("租的厂房能不能申报", "abstained", (), ()),
    ("一年后等级自动恢复吗", "abstained", (), ()),
    ("保障类企业预警期间可以不停产吗", "abstained", (), ("降级处理",)),
    ("B-和B有什么区别", "abstained answered", ("henan-2024:4(1)",), ("引领性",)),
    # law, asked in other words
    ("2020年的那个办法还算数吗", "answered", ("henan-2024:23",), ()),
    ("药厂和有机化工怎么分", "answered", ("henan-2024:8(1)", "henan-2024:8(2)"), ()),
    ("只罚了500块钱算不算", "answered needs_facts", ("henan-2024:18(5)",), ("**要看日期。**",)),
    ("警告处罚算行政处罚吗", "answered", ("henan-2024:18(5)",), ("**第十八条（五）限于",)),
    ("去年12月5号安监局罚了我们两万，影响评绩效吗", "answered", ("henan-2024:18(5)",), ("**第十八条（五）限于",)),
]


@pytest.mark.parametrize(("question", "statuses", "clauses", "never"), WRONG, ids=[w[0] for w in WRONG])
def test_what_was_read_as_wrong_is_mended(
    ask, question: str, statuses: str, clauses: tuple[str, ...], never: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    given = ask(question)

    assert given.status in statuses.split(), given.answer
    cited = {citation.clause for citation in given.citations}
    assert not clauses or cited & set(clauses), given.answer
    assert not [word for word in never if word in given.answer], given.answer
