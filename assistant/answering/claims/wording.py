"""Turns of speech that are looked for in a whole sentence: courtesy, questions, rhetoric, what the text leaves unsaid.

Lives here: patterns of Chinese, no law. Single words stand in `lexicon`. May import: claims.taken_back, tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from assistant.answering.claims.taken_back import TAKEN_BACK
from assistant.answering.claims.tokens import MODALS, Kind


class Modal(StrEnum):
    """What a sentence does with an act."""

    MUST = "must"
    MAY = "may"
    MUST_NOT = "must_not"
    NEED_NOT = "need_not"


RHETORIC = re.compile(
    r"难道|何不|岂(?:能|有|不)|怎么(?:会|能)不|何尝|谁说|不就(?![高低])|不是.{1,20}吗|还用说|凭什么不"
)
# Whatever one likes: 想怎么减就怎么减, 爱报不报. No sentence of the law leaves it so.
AT_WILL = re.compile(
    r"怎么[^，。；]{0,8}就怎么|(?:想|爱|愿意?)[^，。；]{1,6}就[^，。；]{1,6}|爱[^，。；]{1,3}不[^，。；]{1,3}"
)
# That nothing follows from it: no sentence of the law says so.
IMPUNITY = re.compile(
    r"(?:没有?|无|不(?:会有?|存在|承担|担|带来|产生|用担))(?:任何|什么|啥|丝毫|实际|不良|不利|半点|的)*(?:后果|代价)"
    r"|(?:后果|代价)(?:都|也)?(?:没有|没|不存在|不用担)"
)
# That it binds after the year: every period of the law that bars is one year.
BEYOND = re.compile(
    r"(?:哪怕|即使|即便|就算|纵使|纵然|尽管)(?:是)?(?:已经?|早已)?(?:超过|过去|过|满)了?(?:一|1)年[^，]{0,4}，[^，]{0,4}(?:不[得能可许准]|无法|[评报]不)"
)
# That one falls for what was before the grade: 第十九条 is of what comes after it.
FELL_BEFORE = re.compile(
    r"(?:评级|定级|评定)(?:之|以)?前(?:就|已经?|曾)?(?:存在|发生|出现|受到|被|有)[^，；。]{2,30}，(?:也|就|则|应当?|要|会|将|直接|一律|实施|按|都)*(?:降为|降级|降到|降成)"
)
SILENT = re.compile(
    r"(?:没有|未|没|并无|无)(?:作出?|明确|具体|专门|直接)*(?:规定|写明|写|说明|说|提到|提及|涉及|要求|限制|禁止|明文)"
)
ASKS = re.compile(
    r"吗|咋|啥|算不算|呢|哪|几(?!乎)|什么|多少|多久|多长|是否|有没有|(?:要|能|会|算|用|行|该|可|得|够|许|让|管|收|交|报|评|应|降|受)不(?:要|能|会|算|用|行|该|可以|得|够|许|让|管|收|交|报|评|应|降|受)(?![？?，])|需不需要|何时|怎么|怎样|如何|能否|可否|谁|还是|么"
)
_TEXT = re.compile(r"细则|条文|条款|规定|法规|办法|文本|没有说|没写")
_AFFIRM = re.compile(
    r"^(?:是的|对的?|没错|可以的?|能的?|行的?|没问题|当然(?:可以|能)?|有的?|会的?|需要的?|允许|可|算的?|够的?|要紧|管用|要的?|OK|好的|正确|必须的?)[，。！]?$",
    re.I,
)
_DENY = re.compile(
    r"^(?:不是的?|不对|不可以|不能|不行|不会|没有|不需要|不用|不允许|不可|否|错误?|不正确|不得|无需|不算|不够|不要紧|不管用|不要|不必|不该)[，。！]?$"
)
# Who has the last word is said in every answer; it claims nothing.
_BODY = r"(?:当地|省|属地|所在地|省辖市|市|主管)*(?:生态)?环境(?:主管)?(?:部门|局|厅)"
_COURTESY = (
    rf"(?:最终|具体|均|一切|仍|请)*(?:结果|等级|情况)?(?:均|仍|应|须|请|需)?以{_BODY}(?:的)?(?:最终|书面)?(?:核定|审核|认定|答复|意见|解释|核查)(?:结果|意见)?为准",
    rf"(?:如有疑问|如需|如果|若|如)?[，]?(?:请|建议|可|可以|欢迎)?(?:您)?(?:进一步)?(?:向|联系|咨询|与)(?:您)?(?:所在地?的?)?{_BODY}(?:的)?(?:进一步)?(?:咨询|核实|确认|了解|联系)(?:一下|确认|核实)?",
    r"(?:^|(?<=[。！]))(?:最后|顺)?祝(?:您|贵公司|贵企业|你)?[^，。不可能应]{2,12}[。！]",
    r"(?:^|(?<=[。！]))(?:再次|非常)?感谢(?:您|你|贵公司)?(?:的|对)?[^，。不可能应]{1,14}[。！]",
    r"(?:如需|若需|如果需要|如有需要)[^，。不可能应]{0,10}，?(?:请|欢迎|可以?|可)?(?:随时)?(?:告诉我|联系我|问我|再问|提问|追问|留言|说一声)",
    r"(?:以上|上述)?(?:内容|信息|回答|解读)?(?:仅)?供(?:您)?参考",
    r"(?<=参考)，(?:具体|个别)?(?:情形|情况|问题|事项)?(?:还|仍)?(?:需|须|要|应|请)(?:结合|根据|按照?)(?:企业|贵公司|贵单位|贵企业|您|自身|的)*实际(?:情况)?(?:来)?(?:判断|确定|分析|把握)",
    r"(?:要是|如果|假如|若是?|如|倘若|万一)?(?:您|你|大家|贵公司|企业)?(?:还|仍|另|再)?(?:有|存在)(?:什么|啥|任何|其他|其它|别的|哪些|哪里|没)?(?:拿不准|不确定|不明白|不清楚|没弄懂|没看懂|不懂|疑问|疑惑|困惑|问题|想了解|没说到|没讲到|没说清|不放心|吃不准)的?(?:地方|之处|问题|内容|细节)?，?(?:咱们?|我们|请|欢迎|可以|可|您|你|随时|再|都|尽管|就)*(?:接着|继续|随时|再|往下)*(?:聊|问我?|谈|说|沟通|提问|提出来?|联系我?|追问|告诉我|交流|讨论|咨询)(?:吧|一下|就行|就好|即可|聊)?",
)
_NOT_THE_END = re.compile(
    r"(?:并)?不是(?P<what>[^，。；]{2,20}?)(?:完|了|好)?就(?:算|能|可以)?(?:完|完事|结束|了事|到头|万事大吉)了?(?=，[^。；]*[还再要])"
)


def on_from_there(text: str) -> str:
    """`text` with 不是…就算完，还要… as what comes after it: nothing is denied but that it is all.

    >>> on_from_there("保障类企业不是市里评定完就算完，省厅还要复审。")
    '保障类企业，市里评定后，省厅还要复审。'
    """
    return _NOT_THE_END.sub(lambda found: f"{'，' if found.start() else ''}{found['what']}后", text)


_COURTESY_RE = re.compile("|".join(_COURTESY))
_FOREIGN = re.compile(r"[A-Za-z]{3,}")
_FOREIGN_OK = re.compile(
    r"NMHC|VOCs?|SO2|NOx|PM2|PM10|CEMS|AQI|henan|civil|code|model|import|guide|jixiao|FILE|pdf|docx|national|key|general|mg|assistant|library",
    re.I,
)
_ADDRESS = re.compile(r"https?:|www\.|[\w.]+@[\w.]+")


_SIGNS = re.compile(r"@|http|www")  # of an address
_PLAIN = re.compile(r"[\u4e00-\u9fff -~、。，：；！？“”《》（）…—·＜＞％]*")


def _in_use(text: str) -> bool:
    """Whether every character is one of the common ones."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def unreadable(text: str, everything: str, said: str) -> str | None:
    """Why a sentence cannot be read at all: other scripts, traditional characters, foreign words, addresses."""
    for char in () if _PLAIN.fullmatch(text) and _in_use(text) else text:
        if char.isalpha() and not ("a" <= char.lower() <= "z") and not "\u4e00" <= char <= "\u9fff" and char not in "μ":
            return f"含有无法核对的文字“{char}”"
        if "\u4e00" <= char <= "\u9fff" and char not in everything:
            try:
                char.encode("gb2312")
            except UnicodeEncodeError:
                return f"含有繁体或生僻字“{char}”，无法核对"
    for found in _FOREIGN.finditer(text):
        if not (_FOREIGN_OK.search(found.group()) or found.group() in everything or found.group() in said):
            return f"外文“{found.group()}”无法核对"
    if _SIGNS.search(text) and _ADDRESS.search(text) and text.rstrip("；。") not in said:
        return "含有链接或地址"
    return None


def bare_answer(text: str) -> str:
    """`yes` or `no` where the sentence is nothing else."""
    return "yes" if _AFFIRM.match(text) else "no" if _DENY.match(text) else ""


def answered(text: str) -> tuple[str, str]:
    """`yes` or `no` where the first run of a sentence is nothing else, and the rest; empty where it is not.

    >>> answered("不用，评审费用不得向企业收取。")
    ('no', '评审费用不得向企业收取。')
    """
    head, _, rest = text.partition("，")
    return (bare_answer(head), rest) if rest and len(head) < 6 else ("", "")


def answers_must(text: str) -> bool:
    """Whether the answer that a sentence begins with is that one must: 要，经费由…安排."""
    return bool(re.match(r"(?:要|需要|必须|得|用)的?，", text))


def without_courtesy(text: str) -> str:
    """`text` without who has the last word and whom to ask."""
    return _COURTESY_RE.sub("", text)


_NEVER = (
    (AT_WILL, "条文没有说可以随意"),
    (IMPUNITY, "条文没有说不承担后果"),
    (BEYOND, "条文的限制期是一年"),
    (FELL_BEFORE, "条文规定的降级只针对评级后的情形"),
    (RHETORIC, "反问句无法核对"),
    *TAKEN_BACK,
)


def never_so(words: str) -> str | None:
    """Why no sentence of the law says this, whatever it is told of; None: it may be so."""
    return next((why for pattern, why in _NEVER if pattern.search(words)), None)


def is_question(text: str) -> bool:
    """Whether a sentence asks."""
    return text.rstrip("）”").endswith(("？", "?")) or text.startswith("请问")


def modal_of(kinds: Iterable[Kind]) -> Modal | None:
    """The modal of a run, if it has one."""
    return next((Modal(k.value) for k in kinds if k in MODALS), None)


def is_silent(text: str) -> bool:
    """Whether a sentence says that the text does not say something."""
    return bool(SILENT.search(text) and _TEXT.search(text))
