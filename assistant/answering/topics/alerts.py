"""Handling under an alert (第四条（1）): which grade decides by itself, which is handled differently.

May import: answering's desk, draft, entries; library.
"""

from __future__ import annotations

import re

from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic
from assistant.library.grade import Grade

SELF_DECIDED = (Grade.A, Grade.LEADING)


def compose(desk: Desk, topic: Topic) -> Draft:
    """What an alert means for the grade asked about; for all grades where none is."""
    draft = desk.draft(topic)
    rest_on(draft, topic)
    grades = desk.reading.named
    decide = [g for g in grades if g in SELF_DECIDED]
    handled = [g for g in grades if g not in SELF_DECIDED]
    colour = "、".join(a.value for a in desk.reading.marks.alerts)
    stop = any(word in desk.text for word in ("停产", "停不停", "要不要停", "停工", "限产", "不用管", "停"))
    if re.search(r"意思|定义|含义|什么叫|指什么|怎么理解", desk.text) and "管控" in desk.text + "管控" * (
        "自主减排" in desk.text
    ):
        word = "自主减排" if "自主减排" in desk.text else "差异化管控"
        draft.lead = f"细则没有给“{word}”下定义，只写了谁适用：{topic.leads[-1].say}"
        draft.why.append("具体措施看该行业指南的应急减排措施和“一厂一策”。")
    elif re.search(r"(?:不用|不需要|不必)(?:再)?(?:减排|减)", desk.text):
        draft.lead = "不是不减排。A级和绩效引领性企业是“可采取自主减排措施”，减排措施由企业自主采取。"
    elif decide and not handled:
        said = "、".join(_say(g) for g in decide)
        draft.lead = f"{said}企业在重污染天气预警期间可采取自主减排措施。"
        if stop:
            draft.why.append(
                "细则没有要求这类企业停产，也没有写明不停产；自主减排的具体措施以“一厂一策”和应急减排清单为准。"
            )
    elif handled and not decide:
        said = "、".join(_say(g) for g in handled)
        wrong = "不对。" if desk.reading.marks.premise and ("自主" in desk.text or "不用" in desk.text) else ""
        draft.lead = f"{wrong}{said}企业在重污染天气预警期间实施差异化管控措施。"
        if stop or colour:
            draft.why.append("要不要停产、停哪些工序，看该行业指南的应急减排措施和应急减排清单；细则正文没有写。")
    elif decide and handled:
        draft.lead = (
            f"{'、'.join(_say(g) for g in decide)}企业可采取自主减排措施；"
            f"{'、'.join(_say(g) for g in handled)}企业实施差异化管控措施。"
        )
    else:
        draft.lead = topic.leads[-1].say
    if colour and (decide or handled):
        draft.why.append(f"细则对黄、橙、红各级预警没有分别规定，{colour}预警同样适用这一条。")
    return draft


def _say(grade: Grade) -> str:
    return grade.value if "引领" in grade.value else f"{grade.value}级"
