"""What only an indicator table can answer, and none is loaded: which table, how to import it, what secondary sources say.

Lives here: `asks_for_table`, `compose`. May import: answering's desk, draft; library. Secondary facts are shown with
their label and decide nothing; no clause is cited as if it held the number.
"""

from __future__ import annotations

import re

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.question import norm
from assistant.answering.reading import Reading
from assistant.library.grade import Grade
from assistant.library.holdings import LEVEL_WORDS, Fact, Industry

NOT_YET = "本版本还没有导入功能。"  # goes when importing guides comes
_VALUE = re.compile(
    r"限值|浓度|毫克|MG|排放标准|去除率|去除效率|处理效率|治理效率|收集效率|收集率|含氧|基准氧|氧含量|水性漆|水性涂料|低VOCS|国[一二三四五六]|新能源.{0,6}(?:比例|车|占|达到)|清洁运输|"
    r"电动.{0,6}(?:比例|占)|(?:比例|占比|百分之几|百分比|多少%).{0,8}(?:达到|多少|要求|几)?|"
    r"(?:停|限).{0,3}(?:哪|几|多少)|(?:停产|限产|减排)比例|减排.{0,4}多少|停.{0,6}(?:工序|生产线)|"
    r"(?:录像|视频|监控|台账|数据|记录).{0,8}(?:保存|留存|存|保留|存储).{0,6}(?:多久|几|多长|时间|个月|年|要求)|(?:保存|留存|存储).{0,8}(?:录像|视频|监控|台账|数据|记录)|"
    r"分(?:为|成)?几(?:个)?(?:等?级|档)|几个等级|有哪几?个?等级|(?:有没有|有|设|设不设|分)[BCD]-?级(?:吗|没有|不|这)|有没有[ABCD]-?级(?!.{0,3}(?:好处|优惠|证|奖|补|资))|设(?:了)?(?:哪|几).{0,3}级|"
    r"[ABCD]-?级(?:的)?(?:标准|指标|条件)(?:是|有|要求|具体)|指标(?:有哪些|是什么|具体|要求|内容|包括)|差异化指标|"
    r"(?:颗粒物|PM|粉尘|二氧化硫|SO2|氮氧化物|NOX|VOCS|NMHC|非甲烷总烃|氨逃逸).{0,12}(?:多少|几|标准|要求|不超过|低于|控制)|"
    r"无组织.{0,10}(?:要求|怎么|措施|标准)|运输.{0,6}(?:要求|方式|怎么|比例|标准)|(?:装备|工艺|设备|治理技术|污染治理).{0,6}(?:水平|要求|用什么)|"
    r"(?:要|需要|得|必须|应)(?:用|上|装|配|采用|安装)(?:什么|哪种|覆膜|袋式|RTO|RCO|SCR|门禁|视频|密闭|封闭|几)|多少小时|多高的烟囱|烟囱.{0,4}(?:多高|高度)|铁路运输|门禁.{0,6}(?:怎么|要求|标准|保存|装几)|"
    r"(?:要不要|需不需要|用不用|必须|是否要|要)(?:做|建|装|上|配|搞|有|通过)[^,。?]{0,8}(?:审核|系统|设施|认证|体系|监测|改造|门禁)|监测点位?|自行监测.{0,6}(?:几|频|多久|次)|(?:几|多少)次.{0,4}监测|监测频次|DCS|CEMS.{0,6}(?:多久|保存|几)|(?:密闭|封闭).{0,6}(?:要求|吗|怎么)"
)
_LAW_NUMBERS = re.compile(
    r"(?:指标|条件|要求).{0,6}(?:满足|达标).{0,8}(?:可以|就|行|评|能)|满足.{0,6}指标|达不到|不符合|够不上|确实|减排比例.{0,6}(?:不满足|谁定)|超(?:了|过|出|标)|行政处罚|被(?:罚|抓|查|通报)|通报|审批|多少钱|专家|应纳尽纳|一致|从哪天|行业.{0,4}(?:多少|几)个(?!等级|级|档)|排污许可证|哪些行业|百分之.{0,8}(?:指标|满足)|指标.{0,8}百分之|[0-9]+%.{0,4}(?:的)?指标|(?:降|掉)到(?!多少|几毫克)|降为|最低等级"
)


def asks_for_table(reading: Reading) -> bool:
    """Whether the question is after a requirement of an indicator table: a limit, a share, a ladder, a measure."""
    text = reading.text
    if not _VALUE.search(text) or _LAW_NUMBERS.search(text):
        return False
    return bool(
        reading.industries
        or reading.grades
        or reading.guarantees
        or re.search(r"指标|指南|限值|浓度|录像|视频|台账|锅炉|窑|工序|国[一二三四五六]|等级", text)
    )


def compose(desk: Desk) -> Draft:
    """Which table is missing and what to type; what secondary sources say, labelled."""
    draft = desk.draft()
    draft.topic = "table"
    draft.status = Status.ABSTAINED
    found = desk.reading.industries[:1]
    if found:
        entry = found[0].industry
        guide = next((g for g in desk.corpus.industries.guides if g.id == entry.guide), None)
        title = (guide.title if guide else entry.guide).strip("《》")
        draft.lead = f"现在答不了：这一要求写在《{title}》的{entry.name}指标表里，该表还没有载入。"
        draft.lacks(f"table:{entry.guide}:{entry.name}", f"{entry.name}的指标表没有载入；请导入官方指南文件。")
        draft.why.append(
            f"导入该指南的官方 PDF 或 Word 文件（import-guide，--guide {entry.guide}）并审核后即可回答；{NOT_YET}"
        )
        _secondary(desk, draft, entry)
    else:
        draft.lead = "现在答不了：细则正文没有规定这类数值，它写在各行业指南的指标表里，指标表还没有载入。"
        draft.lacks("sites[0].industries[0].industry", "请说明行业，才能确定是哪一本指南的哪张表。")
        draft.why.append(f"导入该行业的官方指南（import-guide）并审核后即可回答；{NOT_YET}")
        draft.ask_back = "您是哪个行业、想报哪一级？"
    return draft


def _secondary(desk: Desk, draft: Draft, entry: Industry) -> None:
    """Up to two facts seen elsewhere that speak of the same thing, with their label."""
    grams = _grams(desk.text)
    scored = []
    for fact in desk.corpus.facts:
        if fact.level == "official" or not _same_industry(fact, entry):
            continue
        if not _same_grade(fact, desk.reading.named):
            continue
        overlap = len(grams & _grams(norm(fact.text + fact.dimension)))
        if overlap >= 3:
            scored.append((-overlap, fact.id, fact))
    for _, _, fact in sorted(scored, key=lambda s: s[:2])[:2]:
        publisher = fact.publisher or "来源未注明"
        text = fact.text if len(fact.text) <= 70 else fact.text[:70] + "…"
        draft.why.append(f"据{publisher}（{LEVEL_WORDS[fact.level]}，未经官方文本核实，不作依据）：{text}")


def _grams(text: str) -> set[str]:
    text = re.sub(r"[,。?!;:、多少是的要求级吗企业标准]", "", text)
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _same_industry(fact: Fact, entry: Industry) -> bool:
    parts = {part.removesuffix("行业").removesuffix("制造") for part in re.split(r"[、/（）()，,；;]", fact.subject)}
    return entry.name.removesuffix("行业").removesuffix("制造") in parts


def _same_grade(fact: Fact, grades: tuple[Grade, ...]) -> bool:
    text = norm(fact.text)
    said = [g for g in ("A", "B", "C", "D", "引领") if re.search(rf"{g}级|^{g}[:/、]", text)]
    return (
        not grades
        or not said
        or any(g.value.replace("绩效", "").replace("性", "")[:2] in said or g.value[0] in said for g in grades)
    )
