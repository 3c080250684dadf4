"""A number, a time or a sum is asked for, and the words that answer hold none: 细则没有规定, with the nearest clause.

Lives here: `by`, `compose`. May import: answering's desk, draft, entries; library. This is the general case of a
silence: what the register of silences names more exactly goes before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft, own_words
from assistant.answering.entries import Topic
from assistant.answering.question import norm

# What is asked -> (how to call it, what a text must hold to answer it)
_UNITS: tuple[tuple[re.Pattern[str], str, re.Pattern[str]], ...] = (
    (
        re.compile(r"多少钱|几块钱|多少万|几万|多少元|金额|补贴多少|奖多少|奖励多少|给多少|能拿多少|罚多少"),
        "金额",
        re.compile(r"费用|(?!)"),
    ),
    (
        re.compile(
            r"(?<![了这那好前过头没])几天|多少天|几个?工作日|多少个?工作日|多长时间|多久|几年|多少年|几个月|多少个月|期限|有效期|时限|几周|几个星期|最长|最迟|(?:[0-9]+|[一二两三四五六七八九十]+)(?:个?工作日|天|日|周)还是"
        ),
        "期限",
        re.compile(r"一?个月|月底|季度|一年|1年|每年|之日"),
    ),
    (
        re.compile(
            r"(?:什么时候|啥时候|何时|哪天|几号|几月)(?:能|可以|才能|会)?(?:发|出|下来|公布|到账|兑现|给|拿到|领)"
        ),
        "时间",
        re.compile(r"月底|季度|个月|之日|适时"),
    ),
    (
        re.compile(r"(?:存|保存|保管|保留|留存|销毁).{0,6}(?:几年|多少年|多久|永久|几个月)"),
        "保存期限",
        re.compile(r"保存|留存"),
    ),
    (re.compile(r"多大尺寸|尺寸|多大字|几寸|多少M|多少兆|支持.{0,4}格式"), "规格", re.compile(r"(?!)")),
    (re.compile(r"少多少|减多少|减少多少|降多少|几成|多大幅度|少几次|减几次"), "幅度", re.compile(r"(?!)")),
    (
        re.compile(r"几个?小时|多少个?小时|几个?钟头|几点|上午还是下午"),
        "时间",
        re.compile(r"小时|(?!)"),
    ),
    (re.compile(r"几次|多少次|几回|几轮"), "次数", re.compile(r"两次|季度|每月|每年")),
    (re.compile(r"几个人|几名|几位|多少人|几人|多少名"), "人数", re.compile(r"3人")),
    (
        re.compile(r"多少分|几分|满分|总分|分值|(?:打分|评分|得分)(?:标准|细则|怎么|规则|表)"),
        "分值",
        re.compile(r"(?!)"),
    ),
)
_EXEMPT = frozenset(
    {
        "bars",
        "eligibility",
        "material_change",
        "alert_breach",
        "counts_as",
        "materials",
        "need",
        "industry",
        "edition_2026",
    }
)


def by(desk: Desk, entry: Any) -> str | None:
    """What is asked for and not held by `entry` (or, without one, by the clauses found); None where nothing is."""
    if isinstance(entry, Topic):
        if entry.composer in _EXEMPT or entry.values or re.search(r"在哪|哪里|哪个网", desk.reading.own):
            return None
        if entry.lead_for(desk.text).say.startswith(("不", "已", "没有")):
            return None  # the lead already contradicts what was put forward
        held = _texts(entry)
    elif entry is None:
        held = [own_words(desk.corpus, hit.clause) for hit in desk.hits[:1]]
    else:
        return None
    put = any(q.unit == "期限" for q in desk.reading.marks.quantities) and desk.reading.marks.premise
    if put and not any(_UNITS[1][2].search(norm(text)) for text in held):
        return _UNITS[1][1]
    for asked, name, holds in _UNITS:
        if asked.search(desk.reading.own) and not any(holds.search(norm(text)) for text in held):
            return name
    return None


def _texts(topic: Topic) -> Iterable[str]:
    return [*(lead.say for lead in topic.leads), *(quote for _, quote in topic.bases())]


def compose(desk: Desk, entry: Any) -> Draft:
    """细则没有规定具体的…；相近的是第…条；请向…核实."""
    draft = desk.draft()
    name = by(desk, entry) or by(desk, None) or "数值"
    draft.topic = f"unsaid:{name}"
    draft.status = Status.ABSTAINED
    draft.lead = f"细则没有规定这一项的具体{name}。"
    if isinstance(entry, Topic) and by(desk, entry):
        for clause, quote in entry.rests_on[:1]:
            draft.cite(clause, quote)
    elif desk.hits:
        draft.cite_whole(desk.hits[0].clause)
    if draft.cites:
        draft.why.append(f"相近的规定是{draft.cites[0].label}，其中没有写{name}。")
    draft.why.append("请向当地省辖市生态环境主管部门核实；细则由省生态环境厅负责解释。")
    return draft
