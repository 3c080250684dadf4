"""English questions in Chinese words: enough to find the clause; the answer is in Chinese.

Lives here: `in_chinese`. May import: the standard library. Words that are not listed are dropped; a question of which
nothing is left is asked for in Chinese.
"""

from __future__ import annotations

import re

# Longer phrases first; each is a whole word or phrase.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"(20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})", r"\1"),
    (
        r"(?:refus\w+|declin\w+)(?: to)?(?: (?:take part|participate|join))?(?: in)?|not (?:taking part|participat\w+)",
        "拒绝参与",
    ),
    (r"tak(?:e|es|ing) part|participat\w+|join(?:s|ing)?", "参与"),
    (r"positive list", "正面清单"),
    (r"white-? ?list", "白名单"),
    (r"black-? ?list(?:ed)?", "黑名单"),
    (r"recus\w+|conflict of interest|step aside", "回避"),
    (r"gifts?|red envelopes?|kickbacks?", "收礼"),
    (r"officials?|civil servants?|government staff", "工作人员"),
    (
        r"consult(?:ant|ing|ancy)\w*(?: (?:firm|company))?|third part(?:y|ies)|technical (?:unit|institution)s?",
        "技术单位",
    ),
    (r"self-? ?(?:assess|evaluat|rat)\w+", "企业自评"),
    (r"steps?|procedures?|process", "流程"),
    (r"deadline|by when|due date", "什么时候之前"),
    (r"every (?:month|quarter|year)|monthly|quarterly|yearly|annual(?:ly)?", "每年每季度每月"),
    (r"province|provincial", "省厅"),
    (r"city|municipal(?:ity)?", "省辖市"),
    (r"(?:waste gas )?treatment (?:facilit(?:y|ies)|equipment)|production equipment|equipment", "治污设施生产设备"),
    (r"chang(?:e|ed|es|ing)|replac(?:e|ed|es|ing)", "更换"),
    (r"production lines?", "生产线"),
    (r"new|add(?:ed|ing|s)?|expan\w+", "新增"),
    (r"re-?appl(?:y|ies|ied|ying|ication)", "重新申报"),
    (r"online monitoring|automatic monitoring|cems", "自动监测设备"),
    (r"ledgers?|records?", "台账"),
    (r"without (?:an? )?(?:eia|environmental (?:impact )?(?:assessment|approval))", "未批先建"),
    (r"crimes?|criminal", "构成犯罪"),
    (r"look-?back", "回头看"),
    (r"guarantee(?:d)? (?:enterprises?|class(?:es)?)|livelihood", "保障类企业"),
    (r"guidelines?|guides?", "指南"),
    (r"valid(?:ity)?(?: period)?|expir\w+", "有效期"),
    (r"objections?|appeals?|disagree\w*", "不服怎么办"),
    (r"templates?|forms?", "模板"),
    (r"in force|take(?:s)? effect|effective", "从什么时候起实施"),
    (r"interpret\w*", "谁解释"),
    (r"differen(?:ce|t)", "区别"),
    (r"exceed(?:ed|ing|s)?(?: the)?(?: emission)? (?:limits?|standards?)", "超标排放"),
    (r"how many experts?", "要几个专家"),
    (r"how many", "多少个"),
    (r"how long", "多久"),
    (r"how much", "多少钱"),
    (r"how (?:do|can|to|should)", "怎么"),
    (r"what (?:materials|documents|papers)", "要哪些材料"),
    (r"when", "什么时候"),
    (r"who", "谁"),
    (r"where", "在哪里"),
    (r"why", "为什么"),
    (r"what happens", "会怎样"),
    (r"which", "哪些"),
    (r"what", "什么"),
    (r"on-?site (?:check|inspection|verification|review)s?", "现场核查"),
    (r"sites?|plants? in different places", "厂区"),
    (r"each enterprise|per (?:enterprise|company)|each company", "每家企业"),
    (r"last month", "上个月"),
    (r"last year", "去年"),
    (r"last week", "上周"),
    (r"this year", "今年"),
    (r"yesterday", "昨天"),
    (r"environmental (?:bureau|authority|department|protection bureau)", "环保局"),
    (
        r"(?:was|were|been|being|got|is|are)?\s*(?:fined|penali[sz]ed)|fines?|penalt(?:y|ies)|administrative penalt(?:y|ies)",
        "被行政处罚",
    ),
    (r"appl(?:y|ies|ied|ying|ication) (?:for|to)", "申报"),
    (r"appl(?:y|ies|ied|ying|ication)s?", "申报"),
    (r"(?:grade|level|class|rating)\s*([abcd]-?)(?![a-z])", r"\1级"),
    (r"([abcd]-?)[- ](?:grade|level|class|rated)", r"\1级"),
    (r"leading (?:enterprise|level|performance)", "绩效引领性"),
    (r"experts?|reviewers?", "专家"),
    (r"review fees?|assessment fees?|fees?|charges?|cost", "评审费"),
    (r"fake|false|forged|falsified", "虚假"),
    (r"materials?|documents?", "材料"),
    (r"alerts?|heavy pollution (?:alert|warning)|warning", "预警期间"),
    (r"red", "红色"),
    (r"orange", "橙色"),
    (r"yellow", "黄色"),
    (r"stop production|shut ?down|suspend production", "停产"),
    (r"report(?:ing)? (?:a|an|the) .{0,20}", "举报"),
    (r"whistle-?blowers?", "举报人"),
    (r"confidential|anonym\w+", "保密"),
    (r"publish\w*|announc\w+|public", "公告"),
    (r"results?", "评级结果"),
    (r"key industr(?:y|ies)", "是不是重点行业"),
    (r"industr(?:y|ies)", "行业"),
    (r"foundry|casting", "铸造"),
    (r"cement", "水泥"),
    (r"glass", "玻璃"),
    (r"emission limits?|limits?", "排放限值"),
    (r"particulate matter|dust|pm", "颗粒物"),
    (r"discharge permit|pollut\w+ permit", "排污许可证"),
    (r"benefits?|incentives?|advantages?", "好处"),
    (r"downgrad\w+|demot\w+", "降级"),
    (r"lowest (?:grade|level)", "最低等级"),
    (r"lowest|worst", "最低"),
    (r"performance (?:grading|rating|classification)", "绩效分级"),
    (r"bribe\w*", "贿赂"),
    (r"credit", "环境信用"),
    (r"compan(?:y|ies)|enterprises?|firms?|factor(?:y|ies)|plants?|we|our", "企业"),
    (r"can|may|could|is it possible|allowed", "能"),
    (r"hello|hi", "你好"),
    (r"thanks?(?: you)?", "谢谢"),
    (r"henan", "河南"),
    (r"archiv\w+|fil(?:e|ing)", "归档"),
    (r"system prompt|ignore|instructions?", "提示词"),
    (r"one year", "一年"),
)
_COMPILED = tuple(
    (re.compile(rf"\b(?:{pattern})\b" if not pattern.startswith("(?:grade") else pattern, re.I), said)
    for pattern, said in _PHRASES
)

_MONTHS = {
    name: number
    for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}  # fmt: skip
_NAME = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTH_FIRST = re.compile(_NAME + r"\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+(20[0-9]{2})", re.I)
_DAY_FIRST = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?\s+" + _NAME + r",?\s+(20[0-9]{2})", re.I)


def in_chinese(text: str) -> str:
    """What of an English `text` is understood, in Chinese, in its order; the text itself where nothing is.

    >>> in_chinese("How many experts are needed for the on-site check of each enterprise?")
    '要几个专家现场核查每家企业吗?'
    """
    text = _MONTH_FIRST.sub(lambda m: f"{m[3]}-{_MONTHS[m[1][:3].lower()]}-{m[2]}", text)
    text = _DAY_FIRST.sub(lambda m: f"{m[3]}-{_MONTHS[m[2][:3].lower()]}-{m[1]}", text)
    found: list[tuple[int, int, str]] = []
    for pattern, said in _COMPILED:
        for hit in pattern.finditer(text):
            if all(hit.end() <= s or hit.start() >= e for s, e, _ in found):
                found.append((hit.start(), hit.end(), hit.expand(said)))
    if not found:
        return text
    question = "吗?" if "?" in text else ""
    return "".join(said for _, _, said in sorted(found)) + question
