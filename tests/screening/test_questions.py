"""Questions about a pack are answered from its report; questions about the law go on to the law."""

from __future__ import annotations

import pytest

from assistant.screening.compare import compare
from assistant.screening.questions import told
from tests.screening.made_reports import corpus, gaps, in_order


def said(question: str, report=None) -> str:
    answer = told(question, report or gaps(), corpus())
    assert answer is not None, question
    return answer.text


@pytest.mark.parametrize(
    "question", ["哪些缺了？", "还缺什么材料", "这份材料包缺哪些？", "材料齐了吗", "我们提交的材料少了什么"]
)
def test_what_is_missing_names_every_missing_item_and_none_that_is_there(question: str) -> None:
    text = said(question)

    assert "环境影响评价文件及批复" in text and "环境信用评价结果" in text
    assert "- 绩效分级申报表" not in text


@pytest.mark.parametrize("question", ["缺的怎么补？", "怎么补正", "这份材料要怎么整改"])
def test_how_to_mend_says_it_for_each_item(question: str) -> None:
    text = said(question)

    assert "请提交延续或重新申领后的排污许可证" in text
    assert "取消密码" in text


@pytest.mark.parametrize("question", ["哪页看到排污许可证？", "排污许可证在哪", "这个包里的排污许可证在第几页"])
def test_where_names_file_and_page(question: str) -> None:
    assert "证照/排污许可证.pdf 第1页" in said(question)


def test_a_longer_name_is_not_taken_for_the_shorter_in_it() -> None:
    text = said("排污许可证执行报告交了吗")

    assert text.startswith("**排污许可执行报告")
    assert "证照/排污许可证.pdf" not in text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("有过期的吗", "排污许可证（正本、副本）：已过期"),
        ("有什么矛盾的地方", "企业名称不一致（需人工核对）"),
        ("哪些没读出来", "补充/加密.pdf：未予打开，需要密码"),
        ("一共有多少个文件", "共 7 个文件，62 页"),
        ("预审结论怎么样", "需要补正"),
        ("还需要补什么材料", "环境影响评价文件及批复（缺）"),
        ("过期的怎么办", "请提交延续或重新申领后的排污许可证"),
        ("治理设施台账怎么补", "污染治理设施运行台账（含耗材、药剂、维护）：未读清"),
        ("企业名称对不对", "示例铸件有限公司"),
        ("公章盖了吗", "没有发现该盖章而未盖章的地方"),
        ("还有几天到月底", "还有 7 天"),
        ("建议补充的有哪些", "门禁系统建设证明"),
        ("一厂一策交了没", "其他佐证.pdf 第9页"),
        ("还差几样", "环境影响评价文件及批复"),
        ("环境信用评价结果找到了吗", "环境信用评价结果：缺"),
        ("门禁的材料交了没", "门禁系统建设证明："),
        ("申报表有没有签字", "这份材料里没有发现该签字而未签字的地方"),
        ("排污许可证有效期到什么时候", "排污许可证（正本、副本）：已过期"),
        ("这包材料能过吗", "需要补正"),
    ],
)
def test_other_questions_about_the_pack(question: str, words: str) -> None:
    assert words in said(question)


@pytest.mark.parametrize(
    "question",
    ["没有排污许可证还能申报B级吗？", "去年被环保罚款，今年还能申报A级吗？", "申报B级需要哪些材料？", "橙色预警怎么管控", "申报的流程是什么？",
     "评级收费吗", "一个企业两个厂区怎么定", "公示期是几天？", "申报材料被退回以后可以补正几次？", "谁来签字", "什么情况下不能报",
     "哪些情形会被纳入可疑名录？", "金刚砂厂属于哪个行业", "制定本细则依据的是哪些文件？"],
)  # fmt: skip
def test_a_question_about_the_law_is_left_to_the_law(question: str) -> None:
    assert told(question, gaps(), corpus()) is None


def test_nothing_missing_is_said_plainly() -> None:
    assert said("哪些缺了？", in_order()).startswith("**细则要求的材料没有缺项。**")
    assert said("怎么补？", in_order()) == "**没有需要补正的材料。**"


def test_since_last_time() -> None:
    text = said("跟上次相比补齐了吗", compare(in_order(), gaps()))

    assert "已补齐：" in text and "- 环境影响评价文件及批复" in text


def test_p21_no_telephone_number_is_told() -> None:
    assert "13812345678" not in said("有什么问题")


def test_quotes_are_verbatim() -> None:
    answer = told("哪些缺了？", gaps(), corpus())

    assert answer and answer.basis
    from assistant.library.clause import ClauseId

    assert all(corpus().verbatim(b.quote, ClauseId.parse(b.id)) for b in answer.basis)
