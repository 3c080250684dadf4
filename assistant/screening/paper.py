"""The report as a paper: headings, tables and lists in reading order, which Word and PDF then set each in its way.

Lives here: `paper_of` and the blocks. May import: library, screening.report, summary, words, masking, thumbnails. First
page: what stands. Then the materials, the list to send back, what practice advises, findings, files, notes (P23, P24).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.library.corpus import Corpus
from assistant.screening import words
from assistant.screening.masking import masked
from assistant.screening.report import Changes, Finding, MaterialLine, Report, Status
from assistant.screening.summary import DISCLAIMER, NO_CHARGE, NO_TEMPLATE, Item, Summary, places, summary_of

TITLE = "重污染天气绩效分级申报材料预审报告"
NOTICE = "一次性告知（补正清单）"
ADVICE = "建议补充"
MATERIAL_HEADS = ("序号", "材料", "要求", "情况", "所在文件和页码")
ITEM_HEADS = ("序号", "材料", "缺什么", "依据", "怎么补")
FINDING_HEADS = ("序号", "情况", "说明", "出处（文件和页码）", "处理建议")
FILE_HEADS = ("文件", "页数", "读取方式", "识别为", "说明")
Pictures = Mapping[tuple[str, int], bytes]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the paper's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `strong`: the conclusion; `small`: notices."""

    text: str
    strong: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`shares`: how wide the columns are, of 100. Without heads the first column names the second."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of evidence; shown only where somebody chose it (P21)."""

    caption: str
    png: bytes


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures side by side."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block = Heading | Text | Bullets | Table | Gallery | NewPage
Paper = tuple[Block, ...]


def paper_of(report: Report, corpus: Corpus, pictures: Pictures | None = None) -> Paper:
    """The whole paper."""
    summary = summary_of(report, corpus)
    return tuple(_blocks(report, summary, corpus, pictures or {}))


def _blocks(report: Report, summary: Summary, corpus: Corpus, pictures: Pictures) -> Iterator[Block]:
    yield from _first_page(report, summary, corpus)
    if report.changes:
        yield Heading("与上次提交相比")
        yield from _changes(report.changes)
    yield NewPage()
    yield Heading("材料一览")
    rows = tuple(material_row(n, line) for n, line in enumerate(report.materials, 1))
    yield Table(MATERIAL_HEADS, rows, (7, 30, 19, 16, 28))
    yield NewPage()
    yield Heading(NOTICE)
    yield from _notice(summary)
    if summary.advice:
        yield Heading(ADVICE)
        yield Text("以下材料来自申报实务或属建议提供，不是补正的前提。")
        yield _items(summary.advice)
    if report.findings:
        yield Heading("需要核对的情况")
        yield Table(
            FINDING_HEADS, tuple(finding_row(n, f) for n, f in enumerate(report.findings, 1)), (7, 18, 32, 23, 20)
        )
    yield from _pictures(report, pictures)
    yield Heading("文件清单")
    yield Table(FILE_HEADS, tuple(file_rows(report)), (34, 8, 14, 26, 18))
    yield Heading("说明")
    yield Bullets(notes_of(report, corpus))


def _first_page(report: Report, summary: Summary, corpus: Corpus) -> Iterator[Block]:
    yield Heading(TITLE, level=1)
    facts = (
        ("企业", masked(report.enterprise or "未识别到")),
        ("拟申报等级", words.grade_word(report.grade)),
        ("行业", report.industry or "未写明"),
        ("预审日期", report.as_of),
    )
    yield Table((), facts, (22, 78))
    yield Heading("结论")
    yield Text(summary.headline, strong=True)
    yield Text(summary.detail)
    yield Table(("", *(words.STATUS[s] for s in COUNTED)), count_rows(summary), (30, 14, 14, 14, 14, 14))
    if summary.advised_missing:
        yield Text(f"另有 {summary.advised_missing} 项建议提供的材料未见，列在“{ADVICE}”里。")
    if summary.resend:
        yield Text(f"有 {len(summary.resend)} 个文件未能读取，请重新提交，见“{NOTICE}”。")
    yield Text(f"距本月底（{summary.month_end.isoformat()}）还有 {summary.days_left} 天。{summary.reporting}")
    if summary.to_mend:
        yield Heading("要补正的材料", level=3)
        yield Bullets(tuple(f"{item.name}：{words.STATUS[item.status]}" for item in summary.to_mend if item.status))
    for note in (*report.notes, DISCLAIMER, NO_TEMPLATE):
        yield Text(masked(note), small=True)
    yield Text(editions(report, corpus), small=True)


COUNTED = (Status.PRESENT, Status.MISSING, Status.EXPIRED, Status.SUSPECT, Status.ILLEGIBLE)


def count_rows(summary: Summary) -> tuple[tuple[str, ...], ...]:
    """How many of the items that count stand how, after what asking for them rests on."""
    kinds = (("细则要求或由条款推出", summary.by_law), ("申报实务必备", summary.by_practice))
    return tuple((name, *(f"{held[s]} 项" for s in COUNTED)) for name, held in kinds)


def material_row(number: int, line: MaterialLine) -> tuple[str, ...]:
    """Number, name, why it is asked for, status, where it was seen."""
    status = f"{words.SIGN[line.status]} {words.STATUS[line.status]}"
    if line.overruled:
        was, by = words.STATUS[line.overruled.was], masked(line.overruled.by)
        status += f"\n（程序判为“{was}”，{by}改判：{masked(line.overruled.reason)}）"
    asked = f"{words.REQUIRED[line.required]}\n{words.AUTHORITY[line.authority]}"
    return str(number), line.name, asked, status, "\n".join(places(line.evidence)) or "—"


def item_row(number: int, item: Item) -> tuple[str, ...]:
    """Number, name, what is lacking, on what basis, how to mend it."""
    lacking = f"{words.STATUS[item.status]}：{item.lacking}" if item.status else item.lacking
    seen = f"\n所在：{'；'.join(item.places)}" if item.places and item.status else ""
    authority = f"{words.AUTHORITY[item.authority]}。" if item.authority else ""
    basis = authority + "\n".join(b.said for b in item.basis)
    return str(number), item.name, lacking + seen, basis or "—", item.mend


def finding_row(number: int, finding: Finding) -> tuple[str, ...]:
    """Number, kind, what was seen, where (both places of a contradiction), what to do."""
    kind = f"{words.KIND[finding.kind]}\n（{finding_word(finding)}）"
    seen = "\n".join(places(finding.evidence)) or "—"
    return str(number), kind, masked(finding.message), seen, masked(finding.remedy) or "—"


def finding_word(finding: Finding) -> str:
    """How a clerk should take it; a contradiction is for a person to look at."""
    return "需人工核对" if finding.kind in words.CONTRADICTIONS else words.SEVERITY[finding.severity]


def file_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Each file: pages, how it was read, what was found in it."""
    names = {line.id: line.name for line in report.materials}
    for file in report.files:
        held = [
            names.get(part.id, part.id) + (f"（{_span(part.pages)}）" if part.pages else "") for part in file.materials
        ]
        pages = str(file.pages) if file.pages else "—"
        how = words.READ_BY.get(file.read_by, file.read_by)
        yield masked(file.file), pages, how, "\n".join(held) or "—", masked(file.note) or "—"


def _span(pages: Sequence[int]) -> str:
    first, last = pages
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def _notice(summary: Summary) -> Iterator[Block]:
    if not summary.to_mend and not summary.resend:
        yield Text("没有需要补正的材料。")
        return
    yield Text("经形式预审，申报材料需作如下补正，请一次补齐后重新提交：")
    if summary.to_mend:
        yield _items(summary.to_mend)
        yield Text(NO_CHARGE, small=True)
    if summary.resend:
        yield Heading("请重新提交的文件", level=3)
        rows = tuple((str(n), i.name, i.lacking, i.mend) for n, i in enumerate(summary.resend, 1))
        yield Table(("序号", "文件", "原因", "怎么补"), rows, (8, 34, 28, 30))


def _items(items: Iterable[Item]) -> Table:
    return Table(ITEM_HEADS, tuple(item_row(n, item) for n, item in enumerate(items, 1)), (7, 17, 24, 30, 22))


def change_lines(changes: Changes) -> dict[str, tuple[str, ...]]:
    """What changed, by heading; headings without entries left out."""

    def said(before: Status | None, after: Status | None) -> str:
        return f"{words.STATUS[before] if before else '未列'} → {words.STATUS[after] if after else '未列'}"

    lines = {
        "已补齐": tuple(c.name for c in changes.added),
        "仍缺": tuple(c.name for c in changes.still_missing),
        "情况有变": tuple(f"{c.name}：{said(c.before, c.after)}" for c in changes.changed),
        "不再出现的问题": tuple(f"{words.KIND[f.kind]}：{masked(f.message)}" for f in changes.findings_gone),
        "新出现的问题": tuple(f"{words.KIND[f.kind]}：{masked(f.message)}" for f in changes.findings_new),
        "提示": changes.notes,
    }
    return {heading: items for heading, items in lines.items() if items}


def _changes(changes: Changes) -> Iterator[Block]:
    yield Text(f"与 {changes.against} 的预审报告相比：")
    lines = change_lines(changes)
    for heading, items in lines.items():
        yield Heading(heading, level=3)
        yield Bullets(items)
    if not lines:
        yield Text("没有变化。")


def _pictures(report: Report, pictures: Pictures) -> Iterator[Block]:
    if not pictures:
        return
    shown: dict[tuple[str, int], Picture] = {}
    for line in report.materials:
        for seen in line.evidence:
            key = (seen.file, seen.page or 0)
            if key in pictures and key not in shown:
                shown[key] = Picture(f"{line.name}：{masked(words.place_of(seen))}", pictures[key])
    yield Heading("页面缩略图")
    yield Gallery(tuple(shown.values()))


def notes_of(report: Report, corpus: Corpus) -> tuple[str, ...]:
    """What a reader must know of how far the report goes."""
    checklist = f"所用清单：{report.checklist}。" if report.checklist else ""
    return (
        DISCLAIMER,
        NO_TEMPLATE,
        *((checklist,) if checklist else ()),
        "“细则明文要求”“由细则条款推出”“申报实务”说明每一项要求的来历；只有前两类列入补正清单。",
        "程序只看材料是否在、是否过期、是否前后一致，不判断内容是否符合等级指标；引号内为条文原文，其余文字由固定规则生成，未使用人工智能生成。",
        *(masked(note) for note in report.notes),
        editions(report, corpus),
    )


def editions(report: Report, corpus: Corpus) -> str:
    """P23: which edition of the law and of the holdings the report rests on."""
    return editions_of(corpus, report.corpus_version)


def editions_of(corpus: Corpus, version: str) -> str:
    """The same of anything that was made with this version of the holdings."""
    law = corpus.manifest.documents[0] if corpus.manifest.documents else None
    edition = f"法规版本：《{law.title.strip('《》')}》（{law.in_force}起施行）；" if law else ""
    return f"{edition}资料版本：{version}。"
