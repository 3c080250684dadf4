"""Papers held against the checklist: the status of each item, why, and what to do.

Lives here: `hold_against`, `lines_of`. May import: raised, checklist, circumstances, report. Statuses follow findings; of
several papers of a kind the newest valid one decides, and what is said of an older one becomes a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from assistant.library.holdings import Material
from assistant.screening.checklist import Meaning, clauses_of, counts_as
from assistant.screening.circumstances import Applies
from assistant.screening.fields import Paper
from assistant.screening.findings_periods import newest
from assistant.screening.raised import Pack, Raised, spot
from assistant.screening.report import Authority, Evidence, Kind, MaterialLine, Required, Status

_GRAVITY = (Status.PRESENT, Status.ILLEGIBLE, Status.SUSPECT, Status.EXPIRED)
_AGE = frozenset({Kind.PERMIT_EXPIRED, Kind.REPORT_TOO_OLD, Kind.LEDGER_OUT_OF_PERIOD})


def status_of(paper: Paper, raised: Iterable[Raised], meanings: Mapping[Kind, Meaning]) -> Status:
    """What the findings make of one paper: the gravest of them."""
    found = [one.status or meanings[one.kind].status for one in raised if one.paper is paper]
    return max((status for status in found if status), key=_GRAVITY.index, default=Status.PRESENT)


def deciding(papers: Sequence[Paper], raised: Sequence[Raised], meanings: Mapping[Kind, Meaning]) -> list[Paper]:
    """The papers of one kind that decide: valid ones before expired, whole ones before covers, then the newest."""
    left = list(papers)
    for kinds in (_AGE, frozenset({Kind.COVER_PAGE_ONLY})):
        good = [
            paper
            for paper in left
            if not any(one.paper is paper and one.kind in kinds and _counts(one, meanings) for one in raised)
        ]
        left = good or left
    dated = [(day, paper) for paper in left if (day := _day_of(paper)) is not None]
    if len(dated) == len(left) and len({day for day, _ in dated}) > 1:
        latest = max(day for day, _ in dated)
        return [paper for day, paper in dated if day == latest]
    return left


def _counts(one: Raised, meanings: Mapping[Kind, Meaning]) -> bool:
    """Whether a finding makes its paper bad as a whole: years that are mixed do not."""
    return (one.status or meanings[one.kind].status) is not Status.SUSPECT or one.kind is Kind.COVER_PAGE_ONLY


def _day_of(paper: Paper) -> date | None:
    if paper.term is not None:
        return paper.term[0].last or date.max
    last = newest(paper) if paper.id == "monitoring_report" else None
    return last.day if last else None


def hold_against(
    pack: Pack,
    raised: Sequence[Raised],
    meanings: Mapping[Kind, Meaning],
    applies: Mapping[str, Applies],
    illegible: Mapping[str, Sequence[Evidence]],
) -> tuple[list[MaterialLine], set[int]]:
    """A line for each item, in the checklist's order, and the findings (by place) that a newer paper has settled."""
    lines: list[MaterialLine] = []
    settled: set[int] = set()
    for item in pack.checklist.items:
        papers = pack.of(item.id)
        chosen = deciding(papers, raised, meanings)
        settled |= {at for at, one in enumerate(raised) if one.paper in papers and one.paper not in chosen}
        lines.append(
            _line(pack, item, papers, chosen, raised, meanings, applies.get(item.id), illegible.get(item.id, ()))
        )
    return lines, settled


def _line(
    pack: Pack,
    item: Material,
    papers: Sequence[Paper],
    chosen: Sequence[Paper],
    raised: Sequence[Raised],
    meanings: Mapping[Kind, Meaning],
    applies: Applies | None,
    illegible: Sequence[Evidence],
) -> MaterialLine:
    status, why = _status(item, chosen, raised, meanings, applies, illegible)
    evidence = tuple(_seen(paper) for paper in (*chosen, *(paper for paper in papers if paper not in chosen)))
    remedies = [one.remedy or meanings[one.kind].remedy for one in raised if one.paper in chosen]
    mend = "；".join(dict.fromkeys(remedies)) if status not in (Status.PRESENT, Status.NOT_APPLICABLE) else ""
    if status is Status.MISSING:
        mend = item.remedy or f"请补交“{item.name}”"
    if status is Status.ILLEGIBLE and not mend:
        mend = meanings[Kind.UNREADABLE_FILE].remedy
    return MaterialLine(
        id=item.id,
        name=item.name,
        status=status,
        required=Required(item.required),
        authority=Authority(item.authority),
        evidence=evidence or (tuple(illegible) if status is Status.ILLEGIBLE else ()),
        why=why,
        remedy=mend,
        basis=clauses_of(item),
    )


def _status(
    item: Material,
    chosen: Sequence[Paper],
    raised: Sequence[Raised],
    meanings: Mapping[Kind, Meaning],
    applies: Applies | None,
    illegible: Sequence[Evidence],
) -> tuple[Status, str]:
    if applies is Applies.NO and item.required != "when":
        return Status.NOT_APPLICABLE, "按指定不计入"
    if item.required == "when" and applies is Applies.NO:
        return Status.NOT_APPLICABLE, f"申报表未涉及此情形（{item.condition}）" + ("；材料中有此件" if chosen else "")
    if chosen:
        worst = max((status_of(paper, raised, meanings) for paper in chosen), key=_GRAVITY.index)
        said = [one.message for one in raised if one.paper in chosen and (one.status or meanings[one.kind].status)]
        return worst, "；".join(dict.fromkeys(said)) or _pair_note(item, chosen)
    if illegible:
        return Status.ILLEGIBLE, "有此文件，但未能读清"
    if item.required == "when" and applies is not Applies.YES:
        return Status.NOT_APPLICABLE, f"申报表未涉及此情形（{item.condition}）"
    return (
        Status.MISSING,
        f"申报表涉及此情形（{item.condition}），但没有找到" if item.required == "when" else "没有找到",
    )


def _seen(paper: Paper) -> Evidence:
    segment = paper.segment
    said = (
        segment.cell.shown
        if segment.cell
        else (
            f"按文件名与内容识别：{segment.views[0].rows[0].cells[0].shown}"
            if segment.views[0].rows
            else "按文件名识别"
        )
    )
    return spot(segment.views[0], segment.cell, said, confidence=min(0.99, segment.confidence))


def _pair_note(item: Material, chosen: Sequence[Paper]) -> str:
    """What half of a pair is there, where only one is: present all the same, and said."""
    text = "".join(paper.segment.text for paper in chosen)
    titles = "".join(row.text for paper in chosen for row in paper.segment.views[0].rows[:6])
    if item.id == "discharge_permit" and "登记" not in titles:
        volume = "副本" in text or "许可排放" in text or "排放口编号" in text
        return "" if volume else "只看到正本，没有看到副本"
    if item.id == "eia_approval":
        approval = any(word in text for word in ("批复如下", "原则同意", "批复", "审批意见", "备案"))
        report = any(
            word in text for word in ("建设项目基本情况", "环境影响报告表编制", "编制单位", "建设内容", "工程分析")
        )
        if approval and not report:
            return "只看到批复，没有看到环境影响评价文件"
        if report and not approval:
            return "只看到环境影响评价文件，没有看到批复"
    return ""


def complete(lines: Sequence[MaterialLine], items: Sequence[Material], grade: str | None, *, by_law: bool) -> bool:
    """Whether every item that counts is present; `by_law` leaves items of practice out."""
    counted = {
        item.id
        for item in items
        if counts_as(item, grade) != "recommended" and not (by_law and item.authority == "practice")
    }
    return all(line.status in (Status.PRESENT, Status.NOT_APPLICABLE) for line in lines if line.id in counted)
