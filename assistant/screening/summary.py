"""The first page of a report, and the list to send back: what stands, what is lacking, on what basis, how to mend it.

Lives here: `summary_of`, `Summary`, `Item`. May import: library, grading.periods, screening.report, words, masking. Words
are ours and the law's: quotes are verbatim with their clause. A contradiction is put as 需人工核对; what a paper's errors
amount to in law (17(1)) is nobody's to say here, so a clause that speaks of it is named by number, not quoted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.errors import UnknownValue
from assistant.grading.periods import month_end
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import Clause
from assistant.library.holdings import LEVEL_WORDS
from assistant.library.provision import Provision
from assistant.screening import words
from assistant.screening.masking import masked
from assistant.screening.report import (
    Authority,
    Evidence,
    FileLine,
    Finding,
    Kind,
    MaterialLine,
    Report,
    Required,
    Status,
)

_CHARGES = ("虚假", "造假")
_LONG_CLAUSE = 120
_MOST_PLACES = 8
_LACKING = (Status.MISSING, Status.EXPIRED, Status.SUSPECT, Status.ILLEGIBLE)
_RESEND = (Kind.UNREADABLE_FILE, Kind.REFUSED_FILE, Kind.UNSUPPORTED_FORMAT)
DISCLAIMER = "本报告由程序对材料作形式预审，仅供参考，不是受理或评定结论，以生态环境部门核定为准。"
NO_CHARGE = "所列条款是核对该项材料要用到的规定，不表示认定企业存在其中的情形。"
NO_TEMPLATE = "未载入附件3官方模板：本清单按细则条文和申报实务整理，取得模板后以模板为准。"


@dataclass(frozen=True, slots=True)
class Basis:
    """What an item rests on. `quote`: the clause's words, "" where it is named only; `head`: its article's opening."""

    id: str
    label: str
    quote: str = ""
    head: str = ""

    @property
    def said(self) -> str:
        """As it stands in the list: 第十条：“…”."""
        return f"{self.label}：“{f'{self.head}……' if self.head else ''}{self.quote}”" if self.quote else self.label


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list to send back: what is lacking, on what basis, how to mend it, where it was seen."""

    material: str | None
    name: str
    status: Status | None
    lacking: str
    mend: str
    authority: Authority | None
    basis: tuple[Basis, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What stands on one page. `by_law`, `by_practice`: items whose absence leaves the pack incomplete, by status, after
    what asking for them rests on; `to_mend`: what the regulation asks for or implies, `advice`: what practice asks for, or
    is recommended; `resend`: files nobody could read."""

    headline: str
    detail: str
    by_law: dict[Status, int]
    by_practice: dict[Status, int]
    advised_missing: int
    to_mend: tuple[Item, ...]
    advice: tuple[Item, ...]
    resend: tuple[Item, ...]
    findings: tuple[Finding, ...]
    month_end: date
    days_left: int
    reporting: str


def summary_of(report: Report, corpus: Corpus) -> Summary:
    """The report as a clerk needs it first. The order of items is the checklist's."""
    asked = [line for line in report.materials if words.asked_for(line, report.grade)]
    by_law = Counter(line.status for line in asked if line.authority is not Authority.PRACTICE)
    by_practice = Counter(line.status for line in asked if line.authority is Authority.PRACTICE)
    lacking = [line for line in report.materials if line.status in _LACKING]
    day = date.fromisoformat(report.as_of)
    headline, detail = _headline(report, asked)
    return Summary(
        headline=headline,
        detail=detail,
        by_law={status: by_law[status] for status in Status},
        by_practice={status: by_practice[status] for status in Status},
        advised_missing=sum(1 for line in lacking if line not in asked and line.status is Status.MISSING),
        to_mend=tuple(_item(line, report, corpus) for line in lacking if _by_law(line, report.grade)),
        advice=tuple(_item(line, report, corpus) for line in lacking if not _by_law(line, report.grade)),
        resend=tuple(_resend(finding) for finding in report.findings if finding.kind in _RESEND),
        findings=report.findings,
        month_end=month_end(day),
        days_left=(month_end(day) - day).days,
        reporting=_reporting(report.grade, corpus),
    )


def days_to_month_end(day: date) -> int:
    """How many days are left until the last day of the month (9(2)); 0 on that day."""
    return (month_end(day) - day).days


def _by_law(line: MaterialLine, grade: str | None) -> bool:
    return line.authority is not Authority.PRACTICE and words.asked_for(line, grade)


def _headline(report: Report, asked: Sequence[MaterialLine]) -> tuple[str, str]:
    open_lines = [line for line in asked if line.status in _LACKING]
    of_law = [line for line in open_lines if line.authority is not Authority.PRACTICE]
    if of_law:
        return "需要补正", f"{_counted(of_law)}。请按下面的清单一次补齐。"
    if open_lines:
        return "细则要求的材料已齐，实务上还建议补充", f"{_counted(open_lines)}，属申报实务，未见官方文本要求。"
    doubtful = [line for line in report.materials if line.status is Status.SUSPECT]
    if doubtful:
        return "材料已齐，有需要人工核对之处", f"{_counted(doubtful)}。"
    if any(f.kind in _RESEND for f in report.findings):
        return "清单所列材料已齐，有文件未能读取", "未能读取的文件见清单，请重新提交或人工查看。"
    return "清单所列材料未见缺项", "形式上未见缺项；内容是否符合相应等级指标，由审核和现场核查确定。"


def _counted(lines: Iterable[MaterialLine]) -> str:
    held = Counter(line.status for line in lines)
    return "、".join(f"{words.STATUS[s]} {held[s]} 项" for s in _LACKING if held[s])


def _item(line: MaterialLine, report: Report, corpus: Corpus) -> Item:
    about = [f for f in report.findings if f.material == line.id and f.kind not in _RESEND]
    lacking = [masked(line.why), *(masked(f.message) for f in about)]
    mend = [line.remedy or words.CLEARLY[line.status].format(name=line.name), *(f.remedy for f in about)]
    seen = [*line.evidence, *(e for f in about for e in f.evidence)]
    return Item(
        material=line.id,
        name=line.name,
        status=line.status,
        lacking=_joined(lacking) or _joined([words.WHY[line.status]]),
        mend=_joined(masked(m) for m in mend),
        authority=line.authority,
        basis=basis_of(line, corpus),
        places=places(seen),
    )


def _resend(finding: Finding) -> Item:
    where = places(finding.evidence)
    return Item(
        material=finding.material,
        name="、".join(where) or words.KIND[finding.kind],
        status=None,
        lacking=masked(finding.message) or words.KIND[finding.kind],
        mend=masked(finding.remedy) or "请另存为 PDF、DOCX、XLSX 或清晰的图片后重新提交。",
        authority=None,
        places=where,
    )


def _joined(parts: Iterable[str]) -> str:
    """Sentences one after the other, each once."""
    kept: list[str] = []
    for part in (p.strip() for p in parts):
        if part and not any(part.rstrip("。") in held for held in kept):
            kept.append(part if part.endswith(("。", "！", "？")) else part + "。")
    return "".join(kept)


def places(seen: Iterable[Evidence], *, most: int = _MOST_PLACES) -> tuple[str, ...]:
    """Files and pages, each once, in order; of many the first, and how many there are."""
    found = tuple(dict.fromkeys(masked(words.place_of(e)) for e in seen))
    return found if len(found) <= most else (*found[: most - 1], f"……共 {len(found)} 处")


def basis_of(line: MaterialLine, corpus: Corpus) -> tuple[Basis, ...]:
    """The clauses with their words; where none asks, the public sources that practice was seen in, with their level."""
    item = next((m for m in corpus.materials if m.id == line.id), None)
    about = "".join((line.name, *(item.looks_like if item else ())))
    held = [_clause(name, about, corpus) for name in line.basis]
    if any(b.quote for b in held) or line.authority is not Authority.PRACTICE:
        return tuple(held)
    facts = {fact.id: fact for fact in corpus.facts}
    levels = dict.fromkeys(
        LEVEL_WORDS[facts[name].level] for name in (*line.basis, *(item.basis if item else ())) if name in facts
    )
    return (Basis("", f"申报实务，来源：{'、'.join(levels)}；未见官方文本"),) if levels else tuple(held)


def _clause(name: str, about: str, corpus: Corpus) -> Basis:
    try:
        clause = corpus.clause(ClauseId.parse(name))
    except UnknownValue:  # an office's own checklist may rest on something that no clause says
        return Basis(name, name)
    card = corpus.card(clause.id.document)
    first = corpus.manifest.documents[0].id if corpus.manifest.documents else ""
    document = "" if clause.id.document == first or card is None else f"《{card.short}》"
    quote = _sentence(clause, about, corpus)
    if any(word in quote for word in _CHARGES):
        return Basis(name, document + clause.id.label)
    head = (clause.head or "").rstrip("：:") if clause.id.item else ""
    return Basis(name, document + clause.id.label, quote, head)


def _sentence(clause: Clause, about: str, corpus: Corpus) -> str:
    """The clause's words; of a long one, the sentence that speaks of the material: the one that shares most with it."""
    if len(clause.text) <= _LONG_CLAUSE:
        return clause.text
    sentences = [p.quote for p in corpus.provisions.values() if p.clause == clause.id]
    wanted = _pairs(about)
    best = max(sentences, key=lambda quote: len(wanted & _pairs(quote)), default="")
    return best if wanted & _pairs(best) else clause.text


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _reporting(grade: str | None, corpus: Corpus) -> str:
    """When the city reports to the province, in the clause's words; "" where the clause does not name the grade."""
    provision = reporting_provision(corpus)
    if provision is None or (grade is not None and grade not in provision.object):
        return ""
    return f"{provision.clause.label}：“{provision.quote}”。这是省辖市上报省厅的时限，企业补正请为审核留出时间。"


def reporting_provision(corpus: Corpus) -> Provision | None:
    """What says that assessed packs go to the province by the end of each month."""
    return next((p for p in corpus.provisions.values() if p.deadline and p.deadline.by == "end_of_month"), None)


def refused_files(report: Report) -> tuple[FileLine, ...]:
    """Files that were not opened, or could not be read."""
    return tuple(f for f in report.files if f.read_by in ("refused", "unreadable"))


def required_word(line: MaterialLine) -> str:
    """When it is asked for, in words."""
    return words.REQUIRED[Required(line.required)]
