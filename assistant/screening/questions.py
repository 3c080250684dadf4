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
from assistant.screening.report import Finding, MaterialLine, Report, Status
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
_SHORT = 16
_LACKS = re.compile(r"缺|少(了|哪|什么)|没(有|交|提交|提供|传)|齐(了|全|不|吗)|完整|漏")
_MENDS = re.compile(r"怎么(补|改|办|弄|处理)|如何(补|改|办|处理)|补(正|充|什么|哪)|整改")
_WHERE = re.compile(r"哪.{0,2}(页|个文件|份文件|里)|第几页|在哪|位置|出处|看到|见到")
_EXPIRED = re.compile(r"过期|过了?有效期|失效|超期|到期")
_DOUBTFUL = re.compile(r"存疑|矛盾|不一致|对不上|核对|问题|可疑|疑点|异常")
_UNREAD = re.compile(r"(没|未|不)(能)?(读|打开|识别|看清|读清)|读不|打不开|看不清|不清楚|损坏|密码")
_FILES = re.compile(r"(多少|几|哪些)(个)?(文件|页)|文件清单|有哪些文件")
_SAME = re.compile(r"上次|第一次|补齐|又(补|交)|变化|相比|对比|还缺")
_WHOLE = re.compile(r"结论|总(的|体)|怎么样|概况|情况如何|能(交|报|过)|可以(交|报|提交)了")
_WHY = re.compile(r"为什么|依据|凭什么|根据|哪一?条")


def told(question: str, report: Report, corpus: Corpus) -> Told | None:
    """What the report says, None where it is asked for something else."""
    asked = "".join(question.split())
    if not _of_pack(asked):
        return None
    named = materials_named(asked, report, corpus)
    if named and (found := _about(asked, named, report, corpus)):
        return found
    for pattern, say in _BY_WORD:
        if pattern.search(asked):
            return say(report, corpus)
    return _overall(report, corpus) if _WHOLE.search(asked) else None


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
    return tuple({line.id: line for line in kept}.values())


def _names(name: str) -> tuple[str, ...]:
    bare = re.sub(r"（.*?）|“|”", "", name)
    return (bare, *re.split(r"[及和、与]", bare))


def _of_pack(asked: str) -> bool:
    """Whether it speaks of this pack, or is so short and so free of law that it can only mean it.

    A question about the law goes on to the law: “没有排污许可证还能申报B级吗” is none about the pack.
    """
    return bool(_ABOUT_PACK.search(asked)) or (len(asked) <= _SHORT and not _OF_LAW.search(asked))


def _about(asked: str, named: Sequence[MaterialLine], report: Report, corpus: Corpus) -> Told | None:
    """One or a few materials: how each stands, where it was seen, how to mend it."""
    wanted = (_LACKS, _MENDS, _WHERE, _EXPIRED, _DOUBTFUL, _UNREAD, _WHY, _ABOUT_PACK)
    if not any(pattern.search(asked) for pattern in wanted) and not re.search(r"有没有|有吗|交了吗|在吗", asked):
        return None
    basis = tuple(b for line in named for b in basis_of(line, corpus) if b.quote)
    return Told("\n\n".join(_line_words(line, report) for line in named), _once(basis))


def _line_words(line: MaterialLine, report: Report) -> str:
    where = places(line.evidence)
    said = [f"**{line.name}：{words.STATUS[line.status]}。**"]
    if where:
        said.append(f"看到的地方：{'；'.join(where)}。")
    elif line.status is Status.MISSING:
        said.append("申报材料中没有看到这份材料。")
    if line.status not in (Status.PRESENT, Status.NOT_APPLICABLE):
        said += [_stop(masked(line.why))] if line.why else []
        mend = masked(line.remedy) or words.CLEARLY[line.status].format(name=line.name)
        said.append(f"怎么补：{_stop(mend)}")
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
    return Told(f"{head}\n\n距本月底还有 {summary.days_left} 天。", _of_items(summary.to_mend))


_BY_WORD: tuple[tuple[re.Pattern[str], Callable[[Report, Corpus], Told]], ...] = (
    (_SAME, _since),
    (_MENDS, _mending),
    (_UNREAD, _unread),
    (_LACKS, _lacking),
    (_EXPIRED, _with_status(Status.EXPIRED, "没有过期的材料。")),
    (_DOUBTFUL, _doubts),
    (_FILES, _file_list),
)


def _of_items(items: Iterable[Item]) -> tuple[Basis, ...]:
    return _once(b for item in items for b in item.basis if b.quote)


def _quoted(lines: Iterable[MaterialLine], corpus: Corpus) -> tuple[Basis, ...]:
    return tuple(b for line in lines for b in basis_of(line, corpus) if b.quote)


def _once(basis: Iterable[Basis]) -> tuple[Basis, ...]:
    return tuple({b.id: b for b in basis}.values())
