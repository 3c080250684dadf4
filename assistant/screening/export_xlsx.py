"""A report as a workbook: one sheet a matter. What the regulation asks for and what practice advises never share one.

Lives here: `as_xlsx`. May import: library, screening.paper, summary, sheets, report, words, masking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.library.corpus import Corpus
from assistant.screening import paper, words
from assistant.screening.masking import masked
from assistant.screening.report import Report
from assistant.screening.sheets import Sheet, workbook_of
from assistant.screening.summary import DISCLAIMER, NO_TEMPLATE, Item, Summary, summary_of

_ITEM_WIDTHS = (6, 34, 44, 60, 44)


def as_xlsx(report: Report, corpus: Corpus) -> bytes:
    """The same report, the same bytes."""
    return workbook_of(tuple(sheets_of(report, corpus)))


def sheets_of(report: Report, corpus: Corpus) -> Iterator[Sheet]:
    """概要 first, then each matter; the two lists of what to supplement are always there, however short."""
    summary = summary_of(report, corpus)
    yield Sheet("概要", (), tuple(_facts(report, summary, corpus)), (24, 96))
    rows = _numbered(paper.material_row(n, line) for n, line in enumerate(report.materials, 1))
    yield Sheet("材料一览", paper.MATERIAL_HEADS, rows, (6, 38, 28, 30, 50))
    yield Sheet("补正清单", paper.ITEM_HEADS, _items(summary.to_mend), _ITEM_WIDTHS)
    if summary.resend:
        resend = tuple((n, i.name, i.lacking, i.mend) for n, i in enumerate(summary.resend, 1))
        yield Sheet("请重新提交的文件", ("序号", "文件", "原因", "怎么补"), resend, (6, 50, 50, 50))
    yield Sheet(paper.ADVICE, paper.ITEM_HEADS, _items(summary.advice), _ITEM_WIDTHS)
    found = _numbered(paper.finding_row(n, f) for n, f in enumerate(report.findings, 1))
    yield Sheet("需要核对的情况", paper.FINDING_HEADS, found, (6, 26, 56, 44, 44))
    if report.changes:
        lines = paper.change_lines(report.changes).items()
        changed = tuple((heading, item) for heading, items in lines for item in items)
        yield Sheet("与上次相比", ("变化", "内容"), changed, (18, 90))
    files = tuple((row[0], _number(row[1]), *row[2:]) for row in paper.file_rows(report))
    yield Sheet("文件清单", paper.FILE_HEADS, files, (60, 8, 16, 44, 50))
    yield Sheet("说明", (), tuple((note,) for note in paper.notes_of(report, corpus)), (120,))


def _facts(report: Report, summary: Summary, corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "报告", paper.TITLE
    yield "企业", masked(report.enterprise or "未识别到")
    yield "拟申报等级", words.grade_word(report.grade)
    yield "行业", report.industry or "未写明"
    yield "预审日期", report.as_of
    yield "结论", f"{summary.headline}。{summary.detail}"
    for name, *counts in paper.count_rows(summary):
        held = zip(paper.COUNTED, counts, strict=True)
        yield name, "，".join(f"{words.STATUS[status]} {count}" for status, count in held)
    yield "建议提供而未见", f"{summary.advised_missing} 项"
    yield "未能读取的文件", f"{len(summary.resend)} 个"
    yield "距本月底天数", f"{summary.days_left} 天（{summary.month_end.isoformat()}）{summary.reporting}"
    if report.notes:
        yield "备注", "；".join(masked(note) for note in report.notes)
    yield "版本", paper.editions(report, corpus)
    yield "提示", DISCLAIMER
    yield "清单来历", NO_TEMPLATE


def _items(items: tuple[Item, ...]) -> tuple[tuple[str | int, ...], ...]:
    return _numbered(paper.item_row(n, item) for n, item in enumerate(items, 1))


def _numbered(rows: Iterable[tuple[str, ...]]) -> tuple[tuple[str | int, ...], ...]:
    """The rows, their first cell as a number."""
    return tuple((_number(row[0]), *row[1:]) for row in rows)


def _number(text: str) -> str | int:
    return int(text) if text.isdecimal() else text
