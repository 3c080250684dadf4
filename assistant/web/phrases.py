"""The words on screen that no law holds: names of states, buttons, notices. Chinese, for people at a counter.

Lives here: constants only. May import: library, answering's Status.
"""

from __future__ import annotations

from assistant.answering.answer import Status

TITLE = "重污染天气绩效分级 政策助手"
SUBTITLE = "依据《河南省重污染天气重点行业绩效分级管理细则》原文作答，每条依据都能点开核对。"
DISCLAIMER = "以生态环境部门核定为准"
MODEL_NOTE = "本段由人工智能辅助生成"
NO_MODEL = "按条文直接作答，未使用人工智能生成"

# Words and shape, never colour alone: the glyph is drawn by the style sheet beside the words.
STATUS_WORDS: dict[Status, str] = {
    Status.ANSWERED: "有明确答复",
    Status.NEEDS_FACTS: "还缺情况，补充后可定",
    Status.ABSTAINED: "现有资料不能确定",
}

EXAMPLES = (
    "我们是铸造企业，申报B级要准备哪些材料？",
    "去年被环保罚款，今年还能申报A级吗？",
    "换了除尘设备，要不要报备？",
    "一个企业两个厂区，绩效等级怎么定？",
    "橙色预警时A级企业要不要停产？",
    "评级要交评审费吗？",
)

GREETING = "您好。请直接用平常的话提问，例如企业属于什么行业、想评什么等级、发生过什么事。"
PANEL_EMPTY = "点开回答里的任何一条依据，整条原文会显示在这里，引用的句子会标出来。"
THINKING = "正在查阅条文"
STOPPED = "已停止，以下内容不完整"
OUR_FAULT = "出了点问题，没能作答。这不是您的原因，请点“重新回答”再试一次。"
OUR_FAULT_HERE = "出了点问题，这一项没有记下。这不是您的原因，请再试一次。"
LOST = "没有找到这次对话，可能已经过期。请回到页面重新导出。"
PACK_FAULT = "出了点问题，没能预审完。这不是您的原因，请再试一次；还不行请告诉安装本程序的人。"
PACK_LOST = "没有找到这份材料，可能已经删除或过期。请重新上传。"
PACK_LINE = (
    '<p class="case">已带入“材料预审”的报告：问“哪些缺了”“缺的怎么补”“哪页看到排污许可证”，按报告回答。'
    "别的问题照常按细则回答。"
    '<button type="button" class="link" value="pack-detach">不再带入</button></p>'
)
