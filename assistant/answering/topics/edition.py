"""Editions: the national frame of 2026 beside this regulation. Shown, not decided.

May import: answering's desk, draft, entries.
"""

from __future__ import annotations

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic


def compose(desk: Desk, topic: Topic) -> Draft:
    """What both texts say, and that nothing loaded settles how they sit together."""
    draft = desk.draft(topic)
    draft.status = Status.ABSTAINED
    draft.lead = "怎么衔接没有规定：环办大气〔2026〕2号与细则第十七条（四）的关系，已载入的文本都没有说明。"
    draft.why.append(
        "细则的写法：拒绝参与绩效分级的，直接认定为最低等级；未申请的，按照原有等级管理。没有申请不等于拒绝参与。"
    )
    draft.why.append("〔2026〕2号的“自愿申报”来自官方文本转载，不是原件，不能据以认定细则条款失效。")
    draft.why.append("请向省生态环境厅核实：第二十二条写明细则由其负责解释。")
    draft.cite("17(4)", "拒绝参与绩效分级的", head=True)
    draft.cite("9(1)", "未申请的企业，按照原有等级管理；无级别且不申报评级的，按最低等级管理")
    return draft
