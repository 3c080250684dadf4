"""What it takes to apply: materials, what a grade needs, what it brings, changes after grading (第九、十、十一、十六条).

May import: answering's desk, draft, entries; library; grading's periods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.desk import Desk, rest_on
from assistant.answering.draft import Draft
from assistant.answering.entries import Topic
from assistant.answering.topics import tables
from assistant.grading.periods import last_day
from assistant.library.grade import HIGH, Grade
from assistant.library.holdings import Industry, Material

AUTHORITY = {"official": "细则要求", "implied": "核对条款所需", "practice": "实务做法，未见官方文本"}


def say_grade(grade: Grade) -> str:
    """As people write it."""
    return grade.value if "引领" in grade.value else f"{grade.value}级"


def materials(desk: Desk, topic: Topic) -> Draft:
    """The clause first, then the checklist, each item with what it rests on; or one item, where one is asked about."""
    draft = desk.draft(topic)
    rest_on(draft, topic)
    one = _named(desk)
    if one:
        draft.lead = f"{_necessity(one)}：{one.name}。"
        draft.why.append(
            f"这一项的依据：{AUTHORITY[one.authority]}。" + (f"适用情形：{one.condition}。" if one.condition else "")
        )
        draft.why.append("附件3原件没有载入，以主管部门的模板为准。")
        for basis in one.basis:
            if basis.startswith("henan-2024:"):
                draft.cite_whole(basis)
        return draft
    draft.lead = topic.leads[0].say
    high = not desk.reading.named or any(g in HIGH for g in desk.reading.named)
    for authority in ("official", "implied", "practice"):
        names = [_short(m) for m in desk.corpus.materials if m.authority == authority and _counts(m, high)]
        if names:
            draft.why.append(f"{AUTHORITY[authority]}：{'、'.join(names)}。")
    conditional = [_short(m) for m in desk.corpus.materials if m.required == "when"]
    if conditional:
        draft.why.append(f"视情况：{'、'.join(conditional)}。")
    draft.why.append("附件3原件没有载入，具体栏目以系统里的模板为准。")
    return draft


def _counts(material: Material, high: bool) -> bool:
    return material.required == "always" or (high and material.required == "high")


def _short(material: Material) -> str:
    return re.sub(r"（[^）]*）$", "", material.name)


def _necessity(material: Material) -> str:
    return {
        "always": "要交",
        "high": "报A级、B级、绩效引领性应备",
        "when": "视情况要交",
        "recommended": "细则没有点名要求，建议备好",
    }[material.required]


def _named(desk: Desk) -> Material | None:
    """The one item that a question asks about (要不要…)."""
    if not re.search(r"要不要|用不用|需要.{0,8}吗|要.{0,10}吗|要交.{0,10}不|必须", desk.text) or re.search(
        r"哪些|什么材料", desk.text
    ):
        return None
    hits = [
        m
        for m in desk.corpus.materials
        if any(word in desk.text for word in (*m.looks_like, _short(m)) if len(word) > 2)
    ]
    return hits[0] if hits else None


def need(desk: Desk, topic: Topic) -> Draft:
    """What a grade takes, in the order in which an enterprise goes about it."""
    draft = desk.draft(topic)
    grades = desk.reading.wanted or desk.reading.named
    grade = grades[0] if grades else None
    said = say_grade(grade) if grade else "所报等级"
    draft.lead = f"评{said}要过三关：满足该等级全部指标、没有第十七条和第十八条的情形、按第九条走完程序。"
    if grade and grade not in HIGH:
        draft.lead = f"评{said}：自评满足该等级全部指标，没有第十七条的情形，按第九条走程序。"
    industry = desk.reading.industries[0].industry if desk.reading.industries else None
    draft.why.append(f"对标自评：逐项对照指南，有一项未满足即降级评定。{_table_line(desk, industry)}")
    if grade is None or grade in HIGH:
        draft.why.append(
            "一年内没有第十八条的情形（未批先建、无证、超许可或偷排、没装自动监测、改台账、环境行政处罚、信用不良等）。"
        )
    draft.why.append("材料：按附件3模板，通过“河南省重污染天气应急应对信息管理系统”提交，信息真实有效。")
    draft.why.append(_route(grade))
    if grade in (Grade.A, Grade.LEADING):
        draft.why.append("评上后：预警期间可自主减排；授予荣誉、进正面清单和白名单。")
    draft.cite("9(1)", "逐项开展对标与自评估，自评结果应满足相应等级差异化指标所有要求")
    draft.cite("4(2)", "有一项未满足的，降级评定")
    if grade is None or grade in HIGH:
        draft.cite("18", "企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业")
    draft.cite(
        "10",
        "企业应严格按照模板要求，通过“河南省重污染天气应急应对信息管理系统”提交绩效分级申报材料及相关证明材料，确保填写信息和提供材料真实有效",
    )
    if grade in (Grade.A, Grade.LEADING):
        draft.cite("4(1)", "重污染天气预警期间，A级和绩效引领性企业可采取自主减排措施")
        draft.cite("16", "及时将已评为A级、绩效引领性的企业纳入河南省监管执法正面清单和重大项目生态环境要素保障白名单")
    _lacks_table(desk, draft)
    draft.ask_back = "" if industry else "您是哪个行业？我可以说明看哪本指南。"
    return draft


def _route(grade: Grade | None) -> str:
    if grade is not None and grade not in HIGH:
        return "程序：自评提交 → 省辖市审核 → 省辖市公告 → 归档。"
    return "程序：自评提交 → 省辖市审核、每月底前报省厅复核 → 市公示、省厅公告 → 评定后一个月内归档。"


def _table_line(desk: Desk, industry: Industry | None) -> str:
    """How the industry's indicator table stands, in a sentence."""
    if industry is None:
        loaded = tables.loaded_names(desk)
        return f"已载入指标表的行业：{loaded}。" if loaded else "行业指标表还没有载入，导入指南后可逐项核对。"
    absent = tables.not_loaded(desk, industry)
    if absent is None:
        return f"{industry.name}的指标表已载入，可以问“{industry.name}的指标有哪些”，或在“自评定级”里逐项核对。"
    return f"{absent[1]}，导入并审核后可逐项核对。"


def _lacks_table(desk: Desk, draft: Draft) -> None:
    for mark in desk.reading.industries[:1]:
        absent = tables.not_loaded(desk, mark.industry)
        if absent:
            draft.lacks(f"table:{absent[0]}", f"{absent[1]}，请导入该行业的官方指南（import-guide）并审核。")


def incentives(desk: Desk, topic: Topic) -> Draft:
    """What 16 gives to which grade, and what it does not give to others."""
    draft = desk.draft(topic)
    grades = desk.reading.named
    text = desk.text
    list_asked = bool(re.search(r"正面清单|白名单|检查|资金|补贴|保障", text))
    certificate = bool(re.search(r"证书|荣誉|牌|称号", text))
    lows = [g for g in grades if g not in HIGH]
    middle = [g for g in grades if g in (Grade.B, Grade.B_MINUS)]
    top = [g for g in grades if g in (Grade.A, Grade.LEADING)]
    if lows and not middle and not top:
        said = "、".join(say_grade(g) for g in lows)
        draft.lead = f"没有。第十六条的荣誉称号和证书只给A级、B级和绩效引领性企业，正面清单等激励只给A级、绩效引领性企业，不含{said}。"
    elif middle and not top and list_asked:
        no = "没有。" if re.search(r"有没有|有.{0,10}[吗不没]", text) else "不能。"
        draft.lead = f"{no}纳入监管执法正面清单、要素保障白名单和减少检查频次等激励的，是A级、绩效引领性的企业；B级有荣誉称号和荣誉证书。"
    elif middle and not top:
        draft.lead = "有。对评定为A级、B级和绩效引领性的企业授予荣誉称号、颁发荣誉证书；正面清单、白名单等激励只写了A级、绩效引领性。"
    elif certificate and not list_asked and not top:
        draft.lead = "有。对评定为A级、B级和绩效引领性企业授予荣誉称号、颁发荣誉证书。"
    else:
        draft.lead = topic.leads[0].say
    rest_on(draft, topic)
    if re.search(r"谁|省里|市里|哪级|哪一级|由哪|哪个部门", text):
        draft.why.append("由各省辖市生态环境主管部门办理。")
        draft.cite("16", "各省辖市生态环境主管部门应加强重点行业企业绩效分级服务指导")
    if re.search(r"预警|停产|限产|管控|好处|有什么用|有啥用|待遇", text) and not (lows or list_asked or certificate):
        draft.why.append("预警期间，A级和绩效引领性企业可采取自主减排措施。")
        draft.cite("4(1)", "重污染天气预警期间，A级和绩效引领性企业可采取自主减排措施")
    if re.search(r"资金|补贴|钱", text):
        draft.why.append("具体金额细则没有规定。")
    return draft


def changes(desk: Desk, topic: Topic) -> Draft:
    """Filing a change (11), and where a change is a major one (17(2))."""
    draft = desk.draft(topic)
    draft.lead = topic.leads[0].say
    rest_on(draft, topic)
    if re.search(
        r"(?:不|没|未)(?:有)?(?:及时)?(?:报备|报告|说|报|备案).{0,6}(?:会|后果|怎|处|行|问题|要紧)|后果", desk.text
    ):
        draft.lead = "应当及时报备；不报备的后果，第十一条没有单独规定。"
        draft.why.append("实际水平因此不符合相应指标要求的，根据实际绩效水平按程序降级处理。")
        draft.cite("19(2)", "被发现实际生产活动水平不符合相应绩效指标要求的，根据实际绩效水平按程序实施降级处理")
        _if_major(desk, draft)
        return draft
    if re.search(r"同型号|同规格|同款|一模一样", desk.text):
        draft.lead = (
            "第十一条针对的是与申报材料不相符的更换；同型号更换、与材料相符的，细则没有写要报备，请向当地核实。"
        )
        return draft
    draft.why.append("若属于新增生产线等重大变动，还要重新申报评级（第十七条（二））。")
    if re.search(r"重新申报|重新评|重评|再评", desk.text):
        draft.cite(
            "17(2)",
            "绩效评级后，存在新增生产线或项目性质、规模、地点、生产工艺、污染防治措施等发生重大变动一年后未及时重新申报评级的",
        )
    return draft


def _if_major(desk: Desk, draft: Draft) -> None:
    """A change of abatement equipment may be a major one: then a year without applying again is a case of 17(2)."""
    told = next((t for t in desk.reading.events if t.kind == "equipment_changed"), None)
    rule = desk.law.by_event["material_change"]
    lapsed = told is not None and told.when is not None and desk.as_of > last_day(told.when.last, rule.then.lapse)
    draft.why.append(
        "若属于污染防治措施等的重大变动，"
        + ("现已满一年，" if lapsed else "")
        + "一年后未及时重新申报评级的，直接认定为最低等级，且一年内不得申请绩效分级调整；是否重大，细则没有给出标准。"
    )
    draft.cite(
        "17(2)",
        "绩效评级后，存在新增生产线或项目性质、规模、地点、生产工艺、污染防治措施等发生重大变动一年后未及时重新申报评级的",
    )


def texts(values: Sequence[str]) -> str:
    """Joined as people list."""
    return "、".join(values)
