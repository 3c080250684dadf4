"""Composer's answers by hand, as the chain gets them."""

from __future__ import annotations

from assistant.answering.answer import Answer, Citation, Sentence, Status
from tests.answering.gate.verdicts import VERDICTS

FINE = Answer(
    answer="",
    status=Status.ANSWERED,
    citations=(
        Citation(
            clause="henan-2024:18(5)",
            quote="存在其他环境违法行为，受到行政处罚或构成犯罪的",
            head="企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业",
            document="细则",
            authority="official",
            label="第十八条（五）",
        ),
    ),
    sentences=(
        Sentence(text="**不能。**受到行政处罚的，一年内不得申报和被评定为A级、B级和绩效引领性企业。", by="core"),
        Sentence(
            text="- 限制到2027年3月1日为止（含当日）。\n- 届时能否申报，还须自评满足该等级全部指标。", by="corpus"
        ),
        Sentence(
            text="依据：\n- 第十八条（五）：“企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业……"
            "存在其他环境违法行为，受到行政处罚或构成犯罪的”",
            by="corpus",
        ),
    ),
    verdict=VERDICTS["barred"],
    corpus_version="test",
)
QUESTION = "我们2026年3月1日被罚款，能报A级吗？"
