"""What people ask next, by what was just answered: shown as buttons under an answer that suggests nothing itself.

Lives here: a table of questions, no answers. Each is tried against the service (tests/web/test_next_questions.py): it
is answered or asks back, never "现有资料不能确定". May import: nothing of ours.
"""

from __future__ import annotations

_HANDLING = ("申报需要准备哪些材料？", "申报的流程是什么？", "哪些情形一年内不得申报？")
_FALLING = ("哪些情形会被降级？", "哪些情形直接认定为最低等级？", "哪些情形一年内不得申报？")
_EXPERTS = ("专家组至少要几个人？", "专家要回避吗？", "评级收费吗？")
_SCOPE = ("哪些行业可以评级？", "保障类企业有哪些？", "没有申报的企业按什么等级管理？")
_AFTER = ("评定结果由谁公告？", "应急减排清单什么时候修订？", "换了设备要报备吗？")

BY_TOPIC: dict[str, tuple[str, ...]] = {
    "event_effect": ("那C级呢？", "一年从哪一天算起？", "哪些情形会被降级？"),
    "can_apply": _HANDLING,
    "need_for_grade": ("申报需要准备哪些材料？", "申报的流程是什么？", "A级企业预警期间怎样管控？"),
    "materials": ("申报材料交到哪里？", "申报的流程是什么？", "提供虚假材料有什么后果？"),
    "process": ("申报需要准备哪些材料？", "评定结果由谁公告？", "评级收费吗？"),
    "bars_list": ("一年从哪一天算起？", "哪些情形直接认定为最低等级？", "哪些情形会被降级？"),
    "bar_length": _FALLING,
    "lowest_list": _FALLING[:1] + _FALLING[2:],
    "separate_sites": ("一个企业有两个行业，等级怎么定？", "申报需要准备哪些材料？"),
    "several_industries": ("两个厂区可以分开评级吗？", "申报需要准备哪些材料？"),
    "alert_handling": ("那B级呢？", "预警期间没有落实减排措施会怎样？", "A级企业有什么激励政策？"),
    "incentives": ("A级企业预警期间怎样管控？", "申报的流程是什么？"),
    "recusal": ("专家组至少要几个人？", "评级收费吗？"),
    "fees": _EXPERTS[:2],
    "credit": ("哪些情形一年内不得申报？", "哪些情形会被降级？"),
    "material_change": ("换了设备要报备吗？", "哪些情形直接认定为最低等级？"),
    "change_filing": ("新增生产线要重新申报吗？", "哪些情形会被降级？"),
    "not_applied": ("申报的流程是什么？", "申报需要准备哪些材料？"),
    "no_grade": ("申报的流程是什么？", "申报需要准备哪些材料？"),
    **dict.fromkeys(("demotion_list", "demotion_by_bar", "demotion_indicators", "demotion_alert"), _FALLING[1:]),
    **dict.fromkeys(("experts_province", "experts_city", "expert_work", "expert_ethics"), _EXPERTS),
    **dict.fromkeys(("scope", "industry_lookup", "industries_national", "industries_provincial"), _SCOPE),
    **dict.fromkeys(("announce", "archive", "after_notice", "review_steps"), _AFTER),
}


def next_questions(topic: str | None, asked: str) -> tuple[str, ...]:
    """At most three, without the one just asked."""
    return tuple(q for q in BY_TOPIC.get(topic or "", ()) if q != asked)[:3]
