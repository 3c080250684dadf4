"""Talk around an answer passes, and what looks like talk and promises something does not (P11)."""

from __future__ import annotations

import pytest

from assistant.answering.claims.text import sentences
from assistant.answering.gate import Gate
from assistant.library.corpus import Corpus

FACT = "每家企业配备专家人数不得少于3人。"

TALK = (
    "若还有其他想确认的地方，可以继续提问。",
    "您把材料发给我看看，我帮您核对。",
    "具体以主管部门答复为准。",
    "如需进一步了解，请咨询当地生态环境部门。",
    "以上是我们的初步意见，正式结论请以主管部门答复为准。",
    "这个问题我还没弄明白，请您再说一遍。",
    f"您补充的这一点我也查了一下，{FACT}",
    f"{FACT}以上内容已告知来电方，本次答复完毕。",
    "本次解答到此为止。",
    "特此函复，如仍有疑问，可在工作时间打电话到我局咨询。",
)
PROMISES = (
    "您尽管申报，没问题的。",
    "放心，一般都能过。",
    "打个招呼就行。",
    "说明一下情况就可以了。",
    "情况可以不说明。",
    "您可以不用告诉主管部门。",
    "不需要提供材料。",
    "反正最后都给过。",
    "可以在下次评级时一并说明。",
    "仅作约谈。",
    "顺顺利利地过关。",
    "怎么解释，听律师的。",
    "以上内容告知村里就行。",
    "本次答复以后统统作数。",
    f"{FACT}我帮您跟主管部门打点。",
)
ENUMERATED = {
    "要求：①企业自评；②企业提交。": [("要求：企业自评；", ""), ("企业提交。", "要求：")],
    "流程：企业自评→逐级审核。": [("流程：企业自评，逐级审核。", "")],
    "第十八条（3）项说的是处罚。": [("第十八条（3）项说的是处罚。", "")],
}


@pytest.mark.parametrize("text", TALK)
def test_talk_passes(corpus: Corpus, text: str) -> None:
    assert Gate(corpus).judge_answer(text).passed


@pytest.mark.parametrize("text", PROMISES)
def test_what_promises_is_no_talk(corpus: Corpus, text: str) -> None:
    assert not Gate(corpus).judge_answer(text).passed


@pytest.mark.parametrize("text", ENUMERATED)
def test_an_enumeration_within_a_sentence_is_cut_and_keeps_its_heading(text: str) -> None:
    assert [(s.plain, s.heading) for s in sentences(text)] == ENUMERATED[text]


def test_common_words_stand_only_beside_what_the_law_says(corpus: Corpus) -> None:
    gate = Gate(corpus)
    assert gate.judge_answer("说白了，着实不得向企业收取任何评审费用。").passed
    assert not gate.judge_answer("着实轻松。").passed


def test_a_row_is_held_for_any_of_its_sentences(corpus: Corpus) -> None:
    row = "| 要求 | 每家企业配备专家人数不得少于3人。{} |\n"
    assert Gate(corpus).judge_answer(row.format("不得向企业收取任何评审费用。")).passed
    assert not Gate(corpus).judge_answer(row.format("专家人员可以收取评审费用。")).passed
