"""What only an indicator table can answer: from the reviewed table where one decides, else what is missing and why.

Lives here: `asks_for_table`, `compose`. May import: answering's desk, draft, topics.cells, secondary, wanted; grading's
tables; library. A draft is shown as 待核 and decides nothing; secondary facts carry their label.
"""

from __future__ import annotations

import re
from itertools import islice

from assistant.answering.answer import Status
from assistant.answering.desk import Desk
from assistant.answering.draft import Draft
from assistant.answering.reading import Reading
from assistant.answering.topics import cells
from assistant.answering.topics.secondary import secondary
from assistant.answering.topics.wanted import Kind, touches, wanted_of
from assistant.errors import BadFile
from assistant.grading.decisive import Decisive, Held, Standing, drafted
from assistant.grading.facts import Scope
from assistant.grading.table import Table
from assistant.library.holdings import Industry

_VALUE = re.compile(
    r"限值|浓度|毫克|MG|排放标准|去除率|去除效率|处理效率|治理效率|收集效率|收集率|含氧|基准氧|氧含量|水性漆|水性涂料|低VOCS|国[一二三四五六]|新能源.{0,6}(?:比例|车|占|达到)|清洁运输|"
    r"电动.{0,6}(?:比例|占)|(?:比例|占比|百分之几|百分比|多少%).{0,8}(?:达到|多少|要求|几)?|"
    r"(?:停|限(?!期|多久)).{0,3}(?:哪|几|多少)|(?:停产|限产|减排)比例|减排.{0,4}多少|停.{0,6}(?:工序|生产线)|"
    r"(?:录像|视频|监控|台账|数据|记录).{0,8}(?:保存|留存|存|保留|存储).{0,6}(?:多久|几|多长|时间|个月|年|要求)|(?:保存|留存|存储).{0,8}(?:录像|视频|监控|台账|数据|记录)|"
    r"分(?:为|成)?几(?:个)?(?:等?级|档)|几个等级|有哪几?个?等级|(?:有没有|有|设|设不设|分)[BCD]-?级(?:吗|没有|不|这)|有没有[ABCD]-?级(?!.{0,3}(?:好处|优惠|证|奖|补|资))|设(?:了)?(?:哪|几).{0,3}级|"
    r"[ABCD]-?级(?:的)?(?:标准|指标|条件)(?:是|有|要求|具体)|指标(?:有哪些|是什么|具体|要求|内容|包括)|差异化指标|"
    r"(?:颗粒物|PM|粉尘|二氧化硫|SO2|氮氧化物|NOX|VOCS|NMHC|非甲烷总烃|氨逃逸).{0,12}(?:多少|几|标准|要求|不超过|低于|控制|[0-9]+(?:毫克|MG|以下|以内|,))|"
    r"(?:无组织|有组织|装备水平|治理技术|污染治理|监测监控|环境管理水平).{0,10}(?:差在|差别|差异|区别|有什么不同|有啥不同|不一样)|无组织.{0,10}(?:要求|怎么|措施|标准)|指标(?:里|中|表).{0,8}(?:有没有|有|写|要求|哪|规定)|分(?:了|为|成)?[ABCD、,\-]{3,}.{0,6}(?:档|级|等)|运输.{0,6}(?:要求|方式|怎么|比例|标准)|(?:装备|工艺|设备|治理技术|污染治理).{0,6}(?:水平|要求|用什么)|"
    r"(?:要|需要|得|必须|应)(?:用|上|装|配|采用|安装)(?:什么|哪种|覆膜|袋式|RTO|RCO|SCR|门禁|视频|密闭|封闭|几)|多少小时|多高的烟囱|烟囱.{0,4}(?:多高|高度)|铁路运输|门禁.{0,6}(?:怎么|要求|标准|保存|装几)|"
    r"(?:要不要|需不需要|用不用|必须|是否要|要)(?:做|建|装|上|配|搞|有|通过)[^,。?]{0,8}(?:审核|系统|设施|认证|体系|监测|改造|门禁)|监测点位?|自行监测.{0,6}(?:几|频|多久|次)|(?:几|多少)次.{0,4}监测|监测频次|DCS|CEMS.{0,6}(?:多久|保存|几)|(?:密闭|封闭).{0,6}(?:要求|吗|怎么)"
)
_LAW_NUMBERS = re.compile(
    r"没(?:有)?(?:安)?装|未(?:按规定)?(?:安)?装|自主减排|(?:指标|条件|要求).{0,6}(?:满足|达标).{0,8}(?:可以|就|行|评|能)|满足.{0,6}指标|达不到|不符合|够不上|实际.{0,8}水平|往下掉|下滑|差点意思|差一?点|其(?:余|他).{0,6}(?:达标|满足|够|合格)|确实|减排比例.{0,6}(?:不满足|谁定)|超(?:了|过|出|标)|行政处罚|被(?:罚|抓|查|通报)|通报|审批|多少钱|专家|应纳尽纳|一致|从哪天|行业.{0,4}(?:多少|几)个(?!等级|级|档)|排污许可证|哪些行业|百分之.{0,8}(?:指标|满足)|指标.{0,8}百分之|[0-9]+%.{0,4}(?:的)?指标|(?:降|掉)到(?!多少|几毫克)|降为|最低等级"
)
# What the regulation answers although a table would have a word for it: who, when, how long a bar lasts, papers, fees.
_LAW = re.compile(
    r"罚|违法|通报|举报|专家|评审费|收费|多少钱|谁(?:来|负责|审|批|定|公告)|公告|公示|归档|回头看|哪天(?:起|能|可以)|多久(?:能|可以|后)|申报材料|材料清单|什么材料|哪些材料|准备.{0,4}材料|附件[123]|流程|程序|怎么申报|在哪(?:里)?申报|系统|"
    r"降级|降为|会不会降|还能(?:保|报|评)|好处|优惠|奖励|激励|荣誉|属于哪|哪个行业|哪本指南|算不算|信用|保障类|几个厂区|两个厂区|跨行业|重大变动|换了|搬迁"
)

# How something is to be done, or how much of it: with an industry and a grade this stands in the industry's table.
_HOW = re.compile(r"怎么|咋|如何|怎样|要求|要几|国几|数值|多少|几(?:个|台|套|遍|次|级)|什么样|哪种|达到什么|标准")
# What is asked of the law though an industry and a grade are named: applying, being graded, an alert, where it belongs.
_OF_LAW = re.compile(
    r"申报|申请|报名|审|评|升|晋|提(?:到|成|级)|冲|报|办|准备|材料|预警|管控|自主减排|差异化|停产|限产|等级|级别|属|归|归哪|指南|"
    r"名单|行业.{0,4}(?:吗|是|在)|公开|证书|复核|核查|检查|变更|新增|搬|换|影响|受|能不能|可不可以|可以|有什么用|区别|几个行业"
)

# Equipment, fuels, ways of closing and cleaning: whether one of them will do for a grade stands in the industry's table.
_TECHNIQUE = re.compile(
    r"料仓|料棚|料场|堆场|棚|雾炮|喷干雾|喷淋|洗车|皮带|廊道|全?封闭|密闭|围挡|硬化|煤制气|煤气|天然气|管道气|电加热|燃料|燃烧机|低氮|布袋|袋式|滤筒|滤袋|覆膜|电除尘|湿电|脱硫|脱硝|SCR|SNCR|"
    r"活性炭(?!制造|厂|企业|行业)|RTO|RCO|催化燃烧|光氧|等离子|集气罩|负压|隧道窑|回转窑|立窑|冲天炉|中频炉|电弧炉|反射炉|水性|粉末涂料|高固|国[三四五六3-6]|新能源车|重卡|铁路|管带|叉车|非道路|"
    r"用电监管|分表计电|联网|DCS|PLC|CEMS|在线|采样|监测孔|排气筒|烟囱|风机|除尘"
)
_WILL_DO = re.compile(
    r"非得|行不行|行吗|中不中|中吗|能不能用|可不可以|可以吗|够不够|够吗|必须|一定(?:要|得)|只认|还是|要不要|需不需要|用不用|达标吗|得用|合格吗|满足吗|有没有这|不(?:装|上|用|改)"
)


def asks_for_table(desk: Desk) -> bool:
    """Whether the question is after a requirement of an indicator table: a limit, a share, a ladder, a measure; or,
    where the industry's table is there, after anything that stands in it."""
    reading = desk.reading
    text = reading.text
    if _VALUE.search(text) and not _LAW_NUMBERS.search(text):
        return bool(
            reading.industries
            or reading.grades
            or reading.guarantees
            or re.search(r"指标|指南|限值|浓度|录像|视频|台账|锅炉|窑|工序|国[一二三四五六]|等级", text)
        )
    if reading.industries and _TECHNIQUE.search(text) and _WILL_DO.search(text) and not _LAW.search(text):
        return not reading.credit and all(event.kind == "material_change" for event in reading.events)
    if reading.industries and reading.grades and _HOW.search(text) and not (_LAW.search(text) or _OF_LAW.search(text)):
        return not reading_events(reading)
    return _held_says(desk)


def _held_says(desk: Desk) -> bool:
    """Whether a table that is there, reviewed or draft, holds what is asked for."""
    entry = industry_of(desk)
    standing = _standing(desk, entry) if entry else None
    if standing is None or reading_events(desk.reading) or _LAW.search(desk.text):
        return False
    table = standing.table or _draft_table(standing)
    return table is not None and touches(desk.reading, table)


def decides(desk: Desk) -> bool:
    """Whether the industry that is spoken of has a table that decides."""
    entry = industry_of(desk)
    standing = _standing(desk, entry) if entry else None
    return standing is not None and standing.table is not None


def reading_events(reading: Reading) -> bool:
    """Whether something that happened is told: the law answers that, not a table."""
    return bool(reading.events or reading.credit)


def industry_of(desk: Desk) -> Industry | None:
    """The one industry that is spoken of: named in the question, or the only one of the case attached."""
    if desk.reading.industries:
        return desk.reading.industries[0].industry
    found = {
        one.name
        for site in getattr(desk.case, "sites", None) or ()
        for one in site.industries or ()
        if one.scope is Scope.LISTED
    }
    return desk.corpus.industries.named(found.pop() or "") if len(found) == 1 else None


def _standing(desk: Desk, entry: Industry) -> Standing | None:
    return desk.tables.of(entry) if isinstance(desk.tables, Decisive) else None


def _draft_table(standing: Standing) -> Table | None:
    if standing.held is not Held.DRAFT or standing.file is None:
        return None
    try:
        return drafted(standing.file)
    except BadFile:  # a draft that is no table shows nothing; `library review` says what is wrong with it
        return None


def compose(desk: Desk) -> Draft:
    """The table's own words where it decides; else which table is missing and what to type, and what others say."""
    entry = industry_of(desk)
    if entry is None:
        return _no_industry(desk)
    standing = _standing(desk, entry)
    if standing is not None and standing.table is not None:
        return cells.compose(desk, standing, wanted_of(desk.reading, standing.table))
    return _not_decided(desk, entry, standing)


def _not_decided(desk: Desk, entry: Industry, standing: Standing | None) -> Draft:
    draft = desk.draft()
    draft.topic = "table"
    draft.status = Status.ABSTAINED
    guide_id = standing.guide if standing else entry.guide
    if standing is None or standing.held is Held.NONE:
        guide = next((g for g in desk.corpus.industries.guides if g.id == guide_id), None)
        title = (guide.title if guide else guide_id).strip("《》")
        draft.lead = f"现在答不了：这一要求写在《{title}》的{entry.name}指标表里，该表还没有载入。"
        draft.lacks(f"table:{guide_id}:{entry.name}", f"{entry.name}的指标表没有载入；请导入官方指南文件。")
        draft.why.append(
            f"导入该指南的官方 PDF 或 Word 文件（jixiao import-guide FILE --guide {guide_id}）并审核后即可回答。"
        )
    else:
        draft.lead = f"现在答不了：{standing.say}。"
        draft.lacks(f"table:{standing.wanted}", f"{standing.say}。")
        _shown_as_draft(desk, draft, standing)
    secondary(desk, draft, entry)
    return draft


def _shown_as_draft(desk: Desk, draft: Draft, standing: Standing) -> None:
    """What the draft holds on it, marked 待核: to look at, not to rely on."""
    table = _draft_table(standing)
    if table is None or standing.file is None:
        return
    draft.why.append(
        f"审核之后即可据以回答：jixiao library review {standing.file.path.name} --by 姓名，或在网页“审核”里逐格核对。"
    )
    wanted = wanted_of(desk.reading, table)
    if wanted.kind is Kind.CELLS:
        for line in cells.lines(table, wanted)[:6]:
            draft.why.append(f"草稿（待核，不作依据）：{line}")


def _no_industry(desk: Desk) -> Draft:
    draft = desk.draft()
    draft.topic = "table"
    loaded = loaded_names(desk)
    draft.status = Status.NEEDS_FACTS if loaded else Status.ABSTAINED
    draft.lead = "现在答不了：细则正文没有规定这类数值，它写在各行业指南的指标表里，" + (
        f"须先知道是哪个行业；已载入并审核的有{loaded}。" if loaded else "指标表还没有载入。"
    )
    draft.lacks("sites[0].industries[0].industry", "请说明行业，才能确定是哪一本指南的哪张表。")
    if not loaded:
        draft.why.append("导入该行业的官方指南（jixiao import-guide）并审核后即可回答。")
    draft.ask_back = "您是哪个行业、想报哪一级？"
    secondary(desk, draft, None)
    return draft


def loaded_names(desk: Desk) -> str:
    """The industries whose table decides, for a sentence; "" where there is none."""
    if not desk.tables:
        return ""
    names = [key.split(":", 1)[1] for key in islice(desk.tables, 7)]  # each is parsed: enough for a sentence
    return "、".join(names[:6]) + ("等" if len(names) > 6 else "")


def not_loaded(desk: Desk, entry: Industry) -> tuple[str, str] | None:
    """The id of the table that is wanted and why it does not decide, for other composers; None where it does."""
    standing = _standing(desk, entry)
    if standing is None:
        return f"{entry.guide}:{entry.name}", f"{entry.name}的指标表还没有载入"
    if standing.table is not None:
        return None
    say = f"{entry.name}的指标表还没有载入" if standing.held is Held.NONE else standing.say
    return standing.wanted, say
