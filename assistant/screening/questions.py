"""Questions about this pack (哪些缺了？缺的怎么补？哪页看到排污许可证？), answered from its report and from nothing else.

Lives here: `told`, `Told`. May import: library, screening.report, summary, words, masking. By rule, without a model: each
sentence restates a line of the report. A question that the report does not answer is given back as None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.library.corpus import Corpus
from assistant.screening import words
from assistant.screening.masking import masked
from assistant.screening.paper import change_lines, finding_word
from assistant.screening.report import Finding, Kind, MaterialLine, Report, Status
from assistant.screening.summary import Basis, Item, basis_of, places, summary_of


@dataclass(frozen=True, slots=True)
class Told:
    """What the report says to a question: Markdown, and the clauses that its lines rest on."""

    text: str
    basis: tuple[Basis, ...] = ()


_ABOUT_PACK = re.compile(
    r"(这|那|本|该|我们|刚才|上传|提交|送来|报上来)[^，。？]{0,6}(包|份|次|材料|报告|文件|申报)|材料包|申报包|预审|报告里|包里|文件里|材料里"
)
_OF_LAW = re.compile(
    r"[能可]不?[能可]?(申|评|以|够|吗)|等级|[ABCD]级|引领|处罚|罚|申报[^材表]|评[级定审]|预警|降级|几年|多久|一年|细则|规定|政策|流程|"
    r"需要|要(准备|交|不要)|必须|是什么|怎么写|怎么办理|什么叫|算不算"
)
# Never of a pack, whatever else is said.
_NEVER = re.compile(
    r"细则|规定|条文|政策|流程|处罚|罚款|预警|降级|评审|公示|情形|情况下|名录|名单|期间|几次|退回|被|谁|以后|放假|格式|算不|会怎|冲|"
    r"厂(属于|归)|保障类"
)
# Said of a pack even where a word of the law's stands beside it: 还需要补什么材料, 哪些需要人工核对.
_OF_PACK = re.compile(r"补(充|正|交|什么|哪|齐)|建议补|核对|拟申报|申报的?是(什么|哪)|依据|凭什么|为什么说")
_SHORT, _LONG = 16, 30
_SHORTEST_NAME = 4
_ALIKE = 0.7
_LACKS = re.compile(
    r"缺|少(了|哪|什么|几)|差(了|哪|什么|多少|几)|没(有|交|提交|提供|传)|交[了]?没|齐(了|全|不|吗)|全(吗|不全|了吗)|完整|漏|不全"
)
_MENDS = re.compile(
    r"(怎么|如何)(补|改)|(缺|过期|存疑|问题|这些|材料)[^，。]{0,6}(怎么|如何)(办|弄|处理)|补(正|充|交|什么|哪)|要补|整改"
)
_WHERE = re.compile(r"哪.{0,2}(页|个文件|份文件|里)|第几页|在哪|位置|出处|看到|见到")
_EXPIRED = re.compile(r"过期|过了?有效期|失效|超期|到期")
_DOUBTFUL = re.compile(r"存疑|矛盾|不一致|对不上|核对|问题|可疑|疑点|异常")
_UNREAD = re.compile(r"(没|未|不)(能)?(读|打开|识别|看清|读清)|读不|打不开|看不清|不清楚|损坏|密码")
_FILES = re.compile(r"(多少|几|哪些)(个)?(文件|页)|文件清单|有哪些文件")
_SAME = re.compile(r"上次|第[一二两]次|补齐|补了|又(补|交)|变化|相比|对比|还缺")
_WHOLE = re.compile(
    r"结论|概况|总体情况|(材料|报告|预审|包)[^，。]{0,4}(怎么样|情况)|月底.{0,3}(几天|来得及)|(几天|多久)[^，。]{0,3}月底|企业(叫什么|是谁|是哪|名称)|"
    r"^(是|属于)?(什么|哪个)行业|拟申报|申报的?是(什么|哪)|能不?能?(过|通过|受理)(吗|不|$)|合格吗|行不行"
)
_ADVICE = re.compile(r"建议")
_STATE = re.compile(r"有没有|有无|有吗|有没|交了|提交了|提供了|找(到|着|见)|在吗|怎么了|怎么样|什么情况|情况")
_TERM = re.compile(r"有效期|到什么时候|什么时候到|哪天到")
_WHY = re.compile(r"为什么|依据|凭什么|根据|哪一?条")
_FILLING = re.compile(
    r"这个?|那个?|该|包|材料|资料|文件|里面?|的|了|吗|呢|没有?|有|请|问|一下|怎么|如何|什么|哪[些个一]?|[几页补正办交齐缺在看到见过期]|[？?。，！]"
)
_OF_KIND: tuple[tuple[re.Pattern[str], frozenset[Kind], str], ...] = (
    (
        re.compile(r"章[^，。]{0,2}(了|没|吗|全)|(没|未|缺|漏|是否|有无|哪)[^，。]{0,4}章"),
        frozenset({Kind.UNSEALED}),
        "没有发现该盖章而未盖章的地方。",
    ),
    (
        re.compile(r"签[字名署]?(了|没|吗|全)|(没|未|缺|漏|是否|有无|哪)[^，。]{0,4}签"),
        frozenset({Kind.UNSIGNED}),
        "没有发现该签字而未签字的地方。",
    ),
    (re.compile(r"重复"), frozenset({Kind.DUPLICATE_FILE}), "没有重复的文件。"),
    (
        re.compile(r"(企业|单位|公司)名称|名称[^，。]{0,4}(一致|一样|统一|对得上)"),
        frozenset({Kind.NAME_MISMATCH}),
        "各份材料的企业名称没有发现不一致。",
    ),
    (
        re.compile(r"信用代码"),
        frozenset({Kind.CREDIT_CODE_MISMATCH, Kind.CREDIT_CODE_INVALID}),
        "各份材料的统一社会信用代码没有发现不一致。",
    ),
    (re.compile(r"封面"), frozenset({Kind.COVER_PAGE_ONLY}), "没有发现只有封面的材料。"),
    (
        re.compile(r"指示|注入|隐藏|白字|白色文字"),
        frozenset({Kind.EMBEDDED_INSTRUCTION}),
        "没有发现文件里藏有指示性文字。",
    ),
)


def told(question: str, report: Report, corpus: Corpus) -> Told | None:
    """What the report says, None where it is asked for something else."""
    asked = "".join(question.split()).replace("有没有", "有无")
    if not _of_pack(asked):
        return None
    named = materials_named(asked, report, corpus)
    kinds = [(kinds, none) for pattern, kinds, none in _OF_KIND if pattern.search(asked)]
    if named and (found := _about(asked, named, kinds, report, corpus)):
        return found
    if kinds:
        return _found(report, *kinds[0])
    for pattern, say in _BY_WORD:
        if pattern.search(asked):
            return say(report, corpus)
    return None


def materials_named(asked: str, report: Report, corpus: Corpus) -> tuple[MaterialLine, ...]:
    """The items that the question names: by their name, or by how such a paper is titled. The longest words win.

    A name holds its parts: 排污许可执行报告 is not 排污许可证.
    """
    looks = {item.id: item.looks_like for item in corpus.materials}
    hits = [
        (match.start(), match.end(), line)
        for line in report.materials
        for name in {*_names(line.name), *looks.get(line.id, ())}
        if len(name) >= 3
        for match in re.finditer(re.escape(name), asked)
    ]
    kept = [
        line
        for start, end, line in hits
        if not any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in hits)
    ]
    return tuple({line.id: line for line in kept}.values()) or _likest(asked, report)


def _likest(asked: str, report: Report) -> tuple[MaterialLine, ...]:
    """The item whose name holds nearly all of what is left of the question: 治理设施台账 for 污染治理设施运行台账."""
    left = _FILLING.sub("", asked)
    wanted = _pairs(left)
    if len(left) < _SHORTEST_NAME:
        alone = [line for line in report.materials if len(left) >= 2 and left in line.name]
        return tuple(alone) if len(alone) == 1 else ()
    scored = sorted(
        ((len(wanted & _pairs(line.name)) / len(wanted), line.name, line) for line in report.materials), reverse=True
    )
    best, second = scored[0], scored[1]
    return (best[2],) if best[0] >= _ALIKE and best[0] > second[0] else ()


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _names(name: str) -> tuple[str, ...]:
    bare = re.sub(r"（.*?）|“|”", "", name)
    return (bare, *re.split(r"[及和、与]", bare))


def _of_pack(asked: str) -> bool:
    """Whether it speaks of this pack, or is so short and so free of law that it can only mean it.

    A question about the law goes on to the law: “没有排污许可证还能申报B级吗” is none about the pack.
    """
    if _NEVER.search(asked):
        return False
    if _ABOUT_PACK.search(asked) and len(asked) <= _LONG:
        return True
    return len(asked) <= _SHORT and (bool(_OF_PACK.search(asked)) or not _OF_LAW.search(asked))


def _about(
    asked: str,
    named: Sequence[MaterialLine],
    kinds: Sequence[tuple[frozenset[Kind], str]],
    report: Report,
    corpus: Corpus,
) -> Told | None:
    """One or a few materials: how each stands, where it was seen, how to mend it; whether it is signed, where that is asked."""
    wanted = (_LACKS, _MENDS, _WHERE, _EXPIRED, _DOUBTFUL, _UNREAD, _WHY, _STATE, _TERM, _ABOUT_PACK)
    if not kinds and not any(pattern.search(asked) for pattern in wanted):
        return None
    basis = tuple(b for line in named for b in basis_of(line, corpus) if b.quote)
    said = []
    for line in named:
        text = _line_words(line, report)
        mine = {finding.kind for finding in report.findings if finding.material == line.id}
        there = line.status is not Status.MISSING and line.status is not Status.NOT_APPLICABLE
        text += "".join(f"这份材料里{none}" for of, none in kinds if there and not mine & of)
        if there and _TERM.search(asked) and Kind.PERMIT_EXPIRED not in mine:
            text += "报告只判断是否过期，没有单列有效期，请看上面列出的页。"
        said.append(text)
    return Told("\n\n".join(said), _once(basis))


def _line_words(line: MaterialLine, report: Report) -> str:
    where = places(line.evidence)
    said = [f"**{line.name}：{words.STATUS[line.status]}。**"]
    if where:
        said.append(f"看到的地方：{'；'.join(where)}。")
    elif line.status is Status.MISSING:
        said.append("申报材料中没有看到这份材料。")
    if line.status not in (Status.PRESENT, Status.NOT_APPLICABLE):
        said += [_stop(masked(line.why))] if line.why else []
        mends = [line.remedy, *(f.remedy for f in report.findings if f.material == line.id)]
        mends = [m for m in dict.fromkeys(mends) if m] or [words.CLEARLY[line.status].format(name=line.name)]
        said.append(f"怎么补：{''.join(_stop(masked(m)) for m in mends)}")
    if line.overruled:
        said.append(
            f"程序判为“{words.STATUS[line.overruled.was]}”，{line.overruled.by}改判，理由：{_stop(line.overruled.reason)}"
        )
    about = [f for f in report.findings if f.material == line.id]
    return "".join(said) + "".join(f"\n- {_finding_words(f)}" for f in about)


def _finding_words(finding: Finding) -> str:
    where = places(finding.evidence)
    seen = f"（{'；'.join(where)}）" if where else ""
    return f"{words.KIND[finding.kind]}（{finding_word(finding)}）：{_stop(masked(finding.message))}{seen}"


def _stop(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else text + "。"


def _lacking(report: Report, corpus: Corpus) -> Told:
    summary = summary_of(report, corpus)
    missing = [i for i in summary.to_mend if i.status is Status.MISSING]
    others = [i for i in summary.to_mend if i.status is not Status.MISSING]
    said = [f"**缺 {len(missing)} 项材料。**" if missing else "**细则要求的材料没有缺项。**"]
    said += [f"- {i.name}" for i in missing]
    if others:
        said += ["", "另有需要处理的："] + [f"- {i.name}：{words.STATUS[i.status]}" for i in others if i.status]
    if summary.advice:
        said += ["", "建议补充（申报实务或建议提供，不是补正的前提）："] + [f"- {i.name}" for i in summary.advice]
    return Told("\n".join(said), _of_items(missing))


def _mending(report: Report, corpus: Corpus) -> Told:
    summary = summary_of(report, corpus)
    if not summary.to_mend and not summary.resend:
        return Told("**没有需要补正的材料。**")
    said = ["**请按下面的清单一次补齐：**"]
    said += [f"- {i.name}（{words.STATUS[i.status]}）：{i.mend}" for i in summary.to_mend if i.status]
    said += [f"- {i.name}：{i.lacking}，{i.mend}" for i in summary.resend]
    return Told("\n".join(said), _of_items(summary.to_mend))


def _with_status(status: Status, none: str) -> Callable[[Report, Corpus], Told]:
    def say(report: Report, corpus: Corpus) -> Told:
        lines = [line for line in report.materials if line.status is status]
        if not lines:
            return Told(f"**{none}**")
        return Told("\n\n".join(_line_words(line, report) for line in lines), _once(_quoted(lines, corpus)))

    return say


def _doubts(report: Report, _: Corpus) -> Told:
    if not report.findings:
        return Told("**没有发现需要核对的情况。**")
    head = f"**有 {len(report.findings)} 处需要核对：**"
    return Told("\n".join([head, *(f"- {_finding_words(f)}" for f in report.findings)]))


def _unread(report: Report, _: Corpus) -> Told:
    lines = [line for line in report.materials if line.status is Status.ILLEGIBLE]
    refused = [f for f in report.files if f.read_by in ("refused", "unreadable")]
    if not lines and not refused:
        return Told("**所有文件都读出来了。**")
    said = [
        f"- {masked(f.file)}：{words.READ_BY[f.read_by]}" + (f"，{masked(f.note)}" if f.note else "") for f in refused
    ]
    said += [f"- {line.name}：未读清（{'；'.join(places(line.evidence)) or '位置未明'}）" for line in lines]
    return Told("\n".join(["**这些没有读出来，请重新提交清晰、可打开的文件：**", *said]))


def _file_list(report: Report, _: Corpus) -> Told:
    pages = sum(f.pages for f in report.files)
    said = [f"- {masked(f.file)}：{f.pages} 页" if f.pages else f"- {masked(f.file)}" for f in report.files]
    return Told("\n".join([f"**共 {len(report.files)} 个文件，{pages} 页。**", *said]))


def _since(report: Report, corpus: Corpus) -> Told:
    if report.changes is None:
        return _lacking(report, corpus)
    said = [f"**与 {report.changes.against} 的预审相比：**"]
    for heading, items in change_lines(report.changes).items():
        said += ["", f"{heading}："] + [f"- {item}" for item in items]
    return Told("\n".join(said))


def _overall(report: Report, corpus: Corpus) -> Told:
    summary = summary_of(report, corpus)
    head = f"**{summary.headline}。**{summary.detail}"
    facts = (
        f"企业：{masked(report.enterprise or '未识别到')}；拟申报等级：{words.grade_word(report.grade)}；"
        f"行业：{report.industry or '未写明'}。"
    )
    left = f"距本月底（{summary.month_end.isoformat()}）还有 {summary.days_left} 天。"
    return Told(f"{head}\n\n{facts}\n\n{left}", _of_items(summary.to_mend))


def _advised(report: Report, corpus: Corpus) -> Told:
    summary = summary_of(report, corpus)
    if not summary.advice:
        return Told("**没有建议补充的材料。**")
    said = [f"- {i.name}（{words.STATUS[i.status]}）：{i.mend}" for i in summary.advice if i.status]
    return Told("\n".join(["**建议补充（申报实务或建议提供，不是补正的前提）：**", *said]))


def _found(report: Report, kinds: frozenset[Kind], none: str) -> Told:
    found = [f for f in report.findings if f.kind in kinds]
    return Told("\n".join(f"- {_finding_words(f)}" for f in found) if found else f"**{none}**")


_BY_WORD: tuple[tuple[re.Pattern[str], Callable[[Report, Corpus], Told]], ...] = (
    (_SAME, _since),
    (_EXPIRED, _with_status(Status.EXPIRED, "没有过期的材料。")),
    (_UNREAD, _unread),
    (_ADVICE, _advised),
    (_MENDS, _mending),
    (_DOUBTFUL, _doubts),
    (_LACKS, _lacking),
    (_FILES, _file_list),
    (_WHOLE, _overall),
)


def _of_items(items: Iterable[Item]) -> tuple[Basis, ...]:
    return _once(b for item in items for b in item.basis if b.quote)


def _quoted(lines: Iterable[MaterialLine], corpus: Corpus) -> tuple[Basis, ...]:
    return tuple(b for line in lines for b in basis_of(line, corpus) if b.quote)


def _once(basis: Iterable[Basis]) -> tuple[Basis, ...]:
    return tuple({b.id: b for b in basis}.values())
