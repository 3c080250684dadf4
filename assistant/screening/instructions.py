"""Text in a pack that tries to instruct whoever reads it (P09): found and reported, never followed.

Lives here: `instructions`. May import: reading.page, views, raised. A finding marks; it changes no status. Two measures:
what a person sees must address the reader and demand a verdict; what is hidden on purpose need only demand something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.reading.page import Hidden, ReadFile, Run
from assistant.screening.raised import Raised
from assistant.screening.report import Evidence, Kind
from assistant.screening.views import View, plain

_VERDICT = r"(?:齐全|完整|通过|合格|符合(?:要求|条件|标准)?|达标|有效|合规|无(?:问题|缺项|异常)|(?:为|成)?[AB]级|绩效引领性|引领性|present|complete|不缺|没有问题|满足)"
_ASK = r"(?:(?<![申提邀聘])请|务必|必须|应当?|直接|一律|统一|立即|麻烦|要求|需要?)"
_JUDGE = r"(?:判定|判为|认定|认为|视[为作同]|标记|评定|评为|记[为作]|输出|返回|回复|给出|给予|设置?[为成]?|改[为成]|显示|写[为成]|算作?|予以|列为|归为)"
_READER = r"(?:AI|人工智能|大?模型|机器人|智能(?:助手|体|审核)|助手|(?:预审|审核|评审|自动审|审查|识别|智能)(?:系统|程序|软件|工具)|ChatGPT|GPT|LLM|assistant)"
CHINESE = re.compile(
    rf"{_ASK}[^。;!\n不未否]{{0,24}}{_JUDGE}[^。;!\n不未否]{{0,14}}{_VERDICT}"
    rf"|{_READER}[^。;!\n]{{0,8}}(?:请|务必|必须|应|直接|不要|不得|忽略|无需)[^。;!\n]{{0,30}}"
    rf"|(?:忽略|无视|忘(?:记|掉)|抛开|不要理会|不必理会|覆盖|绕过|跳过)[^。;!\n]{{0,10}}(?:以上|之前|前面|上述|此前|上面|先前|原有|系统|所有|全部|一切|任何|审核|检查|本[包页文])[^。;!\n]{{0,10}}(?:指令|要求|规则|提示|内容|说明|指示|设定|约束|检查|审核|问题|步骤|矛盾|缺项|差异|不一致)"
    rf"|(?:现在|从现在(?:起|开始)|接下来)[,]?(?:你|您)(?:是|将|要|必须|应)|(?:你|您)(?:现在)?(?:是|将扮演|扮演)(?:一[个名位])?[^。;!\n]{{0,10}}(?:助手|AI|人工智能|模型|审核员|系统|专家)"
    rf"|(?:不要|无需|不必|不用|请勿|切勿|不得)[^。;!\n]{{0,8}}(?:报告|提示|指出|标记|检查|核对|审核|提及|列出|显示|比对|核查)[^。;!\n]{{0,14}}(?:缺|问题|错误|过期|不一致|缺项|异常|本(?:页|段|文件|材料)|任何|该项|此项|日期|公章|有效期)"
    rf"|(?:系统|管理员|开发者)(?:提示|指令|消息|命令)(?:词)?[:]|(?:直接|自动)(?:给予)?(?:通过|放行|判定|评定)[^。;!\n]{{0,10}}(?:审核|预审|评审|即可|不再|$)|(?:输出|返回|回复)[:“\"]?[^。;!\n]{{0,8}}(?:齐全|全部通过|审核通过|complete|present)"
    rf"|(?:仅供|只供|专供|写给|给|供)[^。;\n]{{0,4}}{_READER}[^。;\n]{{0,6}}(?:阅读|读取|看|执行|处理)|(?:不要|不必|无需|别)[^。;\n]{{0,6}}(?:写进|写入|列入|计入|记入|体现在|出现在)[^。;\n]{{0,6}}(?:报告|结果|清单)|(?:complete|status|verdict)[^。;\n]{{0,6}}(?:设为|改为|=|置为|记为)"
    rf"|将?(?:本|此|该|全部|所有|以上|这份|这些)[^。;!\n]{{0,12}}(?:材料|文件|资料|页|项|企业)[^。;!\n不未否]{{0,10}}(?:判定|认定|视为|标记|评定|记为|评为)[^。;!\n不未否]{{0,10}}{_VERDICT}"
)
_QUOTED = re.compile(
    r"(?:不得|禁止|严禁|不准|杜绝|不应|不允许|防止|切勿|凡(?:有|是|出现)|谨防|如(?:有|发现)|发现)[^。;\n]{0,40}$"
)
_DISOWNED = re.compile(
    r"^[^。;\n]{0,6}[”』」\x22][^。;\n]{0,30}(?:不予采信|无效|不予|不采信|禁止|不得|不准|此类|之类|等(?:字样|文字|内容|语句)|字样|视为|处理|上报)"
)
ENGLISH = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:instructions?|rules?|prompts?|previous|above|prior|guidelines?|checks?|constraints?|context)"
    r"|\b(?:you are|you're|act as|pretend to be)\b[^.\n]{0,40}\b(?:ai|assistant|model|system|bot|reviewer|auditor|gpt|checker|expert)"
    r"|\b(?:mark|treat|consider|classify|approve|accept|report|set|rate|judge|grade|flag|count|regard|label)\b[^.\n]{0,50}\b(?:complete|present|passed|pass|approved|valid|compliant|grade a|ok|fulfilled|satisfied|qualified)\b"
    r"|\b(?:system|developer|admin)\s*(?:prompt|message|override|instruction)s?\b|<\/?(?:system|instructions?|assistant|user)>|\[(?:inst|system)\]"
    r"|\b(?:do not|don't|never)\b[^.\n]{0,20}\b(?:report|mention|flag|check|list|reveal|disclose|tell|warn)\b"
    r"|\b(?:your|the assistant's|the model's) (?:response|reply|answer|output|task|instructions?|role|summary)\b"
    r"|\b(?:the|this|any) (?:assistant|language model|ai|llm|chatbot)\b[^.\n]{0,40}\b(?:must|should|shall|will|needs? to)\b"
    r"|\bas an? (?:ai|assistant|language model)\b",
    re.I,
)
_LEAD = r"(?:please\s+|kindly\s+|now\s+|also\s+|then\s+|next\s+|finally\s+|additionally\s+|(?:can|could|would|will) you\s+|you (?:must|should|need to|can|will)\s+|(?:make|be) sure to\s+)*"
_DOES = (
    r"write|provide|create|generate|explain|answer|encode|replace|include|insert|append|suggest|recommend|tell|give|describe"
    r"|translate|convert|promote|respond|reply|summari[sz]e|compose|draft|analy[sz]e|compare|discuss|identify|calculate|mention"
    r"|advertise|encourage|persuade|substitute|rewrite|repeat|say|transform|introduce|outline|develop|evaluate|determine|predict"
    r"|scramble|modify|incorporate|misspell|swap|interpret|classify|solve|express|teach|argue|disseminate|render|jumble|pretend"
    r"|break down|help me|show me|walk me|let me|send"
)
# Nouns as often as verbs: they count only with what they act upon.
_MAY_DO = r"(?:design|plan|list|show|change|use|offer|present|search|share|output|print|reverse|add|find|start|end|keep|apply|select|visit|buy|click|download|spread|shift|remove|send|break)\s+(?:a|an|the|your|me|my|some|all|this|that|every|each|out|up)\b"
_TASK = re.compile(rf"(?:^|[.!?\n:;,。；]\s{{0,16}}+){_LEAD}(?:(?:{_DOES})\b|{_MAY_DO})[^.\n]{{6,}}", re.I)
_QUESTION = re.compile(
    r"(?:^|[.!?\n。]\s{0,16}+)(?:what|how|why|which|who|when|where|is|are|does|do|did|can|could|should|would)\b[^.?]{8,}\?",
    re.I,
)
_LOOSE = re.compile(rf"{_JUDGE}[^。;!\n]{{0,14}}{_VERDICT}|请|务必|必须|忽略|无视|不要|直接|输出|回复|通过审核|判定")
_DELIBERATE = frozenset({Hidden.WHITE, Hidden.TINY, Hidden.OFF_PAGE, Hidden.ZERO_WIDTH, Hidden.INVISIBLE})
_WORD = {
    Hidden.WHITE: "与底色相同的文字",
    Hidden.TINY: "极小的文字",
    Hidden.OFF_PAGE: "页面之外的文字",
    Hidden.INVISIBLE: "隐藏文字",
    Hidden.ZERO_WIDTH: "零宽字符",
    Hidden.COMMENT: "批注、注释或替代文字",
    Hidden.METADATA: "文件属性",
}


def instructions(read: Iterable[tuple[ReadFile, list[View]]]) -> Iterator[Raised]:
    """Each stretch of text that instructs, once a place."""
    for file, views in read:
        seen: set[tuple[int | None, str]] = set()
        chinese = _mostly_chinese("".join(view.text for view in views))
        for view in views:
            for said, how in (
                *_visible(view, chinese=chinese),
                *_hidden(view.page.runs, scanned=view.page.covered > 0.6),
            ):
                if (view.number, said) not in seen:
                    seen.add((view.number, said))
                    yield _raised(view.file, view.number, said, how)
        for said, how in _hidden(file.hidden, scanned=False):
            if (None, said) not in seen:
                seen.add((None, said))
                yield _raised(file.file, None, said, how)


def _raised(file: str, page: int | None, said: str, how: str) -> Raised:
    where = f"（{how}）" if how else ""
    shown = said if len(said) <= 60 else said[:60] + "…"
    return Raised(
        Kind.EMBEDDED_INSTRUCTION,
        None,
        f"文件中有指示审核者或程序的文字{where}：“{shown}”，未予理会",
        (Evidence(file=file, page=page, text=said[:120]),),
    )


def _visible(view: View, *, chinese: bool) -> Iterator[tuple[str, str]]:
    """What a person can read. Lines are joined, since a demand may break over two."""
    text = "".join(row.text for row in view.rows)
    for found in CHINESE.finditer(text):
        before = text[max(0, found.start() - 50) : found.start()]
        if not _QUOTED.search(before) and not _DISOWNED.match(text[found.end() :]):
            yield text[max(0, found.start() - 6) : found.end() + 6], ""
            break
    spaced = " ".join(cell.shown for row in view.rows for cell in row.cells)
    english = ENGLISH.search(spaced)
    if english:
        yield spaced[max(0, english.start() - 20) : english.end() + 40].strip(), ""
        return
    lines = "\n".join(cell.shown for row in view.rows for cell in row.cells)
    stray = _stray(lines) if chinese else None
    if stray:
        yield " ".join(stray.group().split()), ""


def _mostly_chinese(text: str) -> bool:
    """Whether a sentence of English is a stranger in this file: in a manual in English, "check the oil" is none."""
    han = sum(1 for sign in text if "一" <= sign <= "鿿")
    return han >= 4 and 2 * han >= 0.2 * sum(1 for sign in text if sign.isascii() and sign.isalpha())


def _stray(spaced: str) -> re.Match[str] | None:
    """A task or a question in English, of five words at least."""
    for found in (_TASK.search(spaced), _QUESTION.search(spaced)):
        if found and len(re.findall(r"[A-Za-z']{2,}|\bI\b", found.group())) >= 4:
            return found
    return None


def _hidden(runs: Iterable[Run], *, scanned: bool) -> Iterator[tuple[str, str]]:
    """What nobody sees. The invisible text layer of a scan is what OCR once read: held to the measure of visible text."""
    by_kind: dict[Hidden, list[str]] = {}
    for run in runs:
        if run.hidden is not None:
            by_kind.setdefault(run.hidden, []).append(run.text)
    for hidden, texts in by_kind.items():
        spaced = "\n".join(texts)
        squeezed = plain(spaced)
        deliberate = hidden in _DELIBERATE and not (hidden is Hidden.INVISIBLE and scanned)
        if (
            CHINESE.search(squeezed)
            or ENGLISH.search(spaced)
            or (deliberate and _demands(spaced, squeezed))
            or (hidden in (Hidden.COMMENT, Hidden.METADATA) and (_TASK.search(spaced) or _QUESTION.search(spaced)))
        ):
            yield " ".join(spaced.split()), _WORD[hidden]


def _demands(spaced: str, squeezed: str) -> bool:
    letters = sum(1 for sign in squeezed if "一" <= sign <= "鿿")
    if letters >= 6:
        return bool(_LOOSE.search(squeezed))
    return len(spaced.split()) >= 3 and sum(sign.isalpha() for sign in spaced) >= 16
