"""What the papers claim: grade and industry that deviate, an industry outside 第八条, signs of what 第十八条 bars.

Lives here: `grades`, `industries`, `bars`. May import: raised, reference, fields. A sign of a bar is a line to look at,
never a verdict: the finding says where it stands and leaves the rest to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grading.periods import last_day
from assistant.screening.fields import Paper, industry_in
from assistant.screening.paper_dates import dates_in
from assistant.screening.raised import Pack, Raised, at, spot
from assistant.screening.reference import Reference
from assistant.screening.report import Evidence, Kind
from assistant.screening.views import Row, View

_BAD_CREDIT = re.compile(
    r"(?:(?:信用)?(?:评价)?(?:等级|结果|级别|评级)[^。;]{0,8}[:为是]?[“\"]?(?:不良|黑牌|红牌|环保不良)|不良(?:企业|单位|等级|\(|$)|^(?:环保)?不良$)"
)
_GOOD_CREDIT = re.compile(
    r"(?:无|没有|非|不存在|未有|不属于)[^。;]{0,6}不良|诚信[、/,].{0,12}不良|良好[、/,].{0,8}不良|不良[、/,].{0,8}(?:警示|良好|诚信)"
)
_PENALTY = re.compile(
    r"行政处罚决定书|处罚决定书?[文]?号|(?:受到|处以|给予|作出|下达|(?<!未)(?<!曾)被)[^。;无未没]{0,24}(?:行政处罚|罚款)|罚款(?:人民币)?[0-9一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟万.,]+(?:万)?元"
)
_NO_PENALTY = re.compile(
    r"(?:未(?:曾|有)?(?:受到?过?|被|因|发生|存在|收到|接到|出现|给予)|(?:无|没有|不存在|从未|未曾|零)(?:受到?|被|任何|环境|环保|生态|违法|行政|因|重大)?)[^。;受]{0,24}(?:处罚|罚款)"
    r"|未因[^。;]{0,20}(?:处罚|罚款)|如[有若].{0,20}处罚|(?:愿|接受|承担).{0,14}处罚|处罚(?:制度|办法|标准|措施|情况:?无)|将.{0,10}(?:处罚|罚款)|处罚(?:次数)?:?[0无]"
)
_EXCESS = re.compile(
    r"(?<![未无不])超(?:过)?(?:标准?|排放标准|限值|许可)(?:限值|排放|[0-9.]+倍|浓度)?|不(?:达标|符合(?:标准|限值|要求)?|合格|满足)|超标"
)
_DENIED = re.compile(
    r"(?:未|无|没有|不存在|均不|从不|不得|不应|不会|禁止|严禁|是否|避免|防止|杜绝|一旦|若|如|当|凡|遇|倘|判定|不属于|零|0次|如果|可能|预防)[^,。;]{0,14}$"
)
_ABOUT_EXCESS = re.compile(
    r"^(?:的|时|后|者|应|情况|原因|次数|率|报警|处理|排放时段|记录|天数|倍数|与否|判定|[:：]?(?:无|0|否|/)|处罚|预警|数据(?:标记|处理))"
)
_EXCESS_HEAD = re.compile(
    r"(?:是否|有无)(?:超标|达标).{0,4}|(?:超标|达标)(?:情况|次数|率|与否|天数|倍数|判定)|不合格项|超标值?[((].{0,8}[))]"
)


def grades(pack: Pack, reference: Reference) -> Iterator[Raised]:
    """A paper whose grade is not the one applied for."""
    if reference.grade is None:
        return
    true = reference.grade.value
    wanted = pack.grade
    deviating = [paper for paper in pack.listed if paper.grades and all(seen.value != true for seen in paper.grades)]
    for paper in deviating:
        seen = paper.grades[0]
        said = f"此件上的等级是 {seen.value}，其余材料上是 {true}"
        yield Raised(Kind.GRADE_MISMATCH, paper, said, (at(seen), at(reference.grade)))
    for paper in pack.of("application_form"):
        if wanted is not None and wanted != true and paper.grades and paper.grades[0].value == true:
            said = f"申报表上的等级是 {true}，本次按 {wanted} 预审"
            yield Raised(Kind.GRADE_MISMATCH, paper, said, (at(paper.grades[0]),))
            return


def industries(pack: Pack, reference: Reference) -> Iterator[Raised]:
    """A paper of another industry; an application for an industry that 第八条 does not name."""
    given = industry_in(pack.industry, pack.industries) if pack.industry else []
    if pack.industry and not given:
        said = f"“{pack.industry}”不在第八条所列行业之内"
        yield Raised(Kind.INDUSTRY_OUT_OF_SCOPE, None, said, _form_places(pack), material=_form_id(pack))
    outside = [
        seen
        for paper in pack.of("application_form")
        for seen in paper.industries
        if not industry_in(seen.value, pack.industries)
    ]
    if outside and not reference.industries and (given or not pack.industry):
        paper = pack.of("application_form")[0]
        said = f"申报行业“{outside[0].cell.shown}”不在第八条所列行业之内"
        yield Raised(Kind.INDUSTRY_OUT_OF_SCOPE, paper, said, (at(outside[0]),))
    true = set(given) | (set(reference.industries) if not given or set(given) & set(reference.industries) else set())
    if not true:
        return
    for paper in pack.listed:
        if paper.id in ("per_industry_assessment", "enterprise_profile"):
            continue
        said_of = {name for seen in paper.industries for name in industry_in(seen.value, pack.industries)}
        if said_of and not said_of & true:
            seen = paper.industries[0]
            other = reference.industry_at
            said = f"此件上的行业是“{'、'.join(sorted(said_of))}”，申报的行业是“{'、'.join(sorted(true))}”"
            places = (at(seen),) if other is None or other.cell is seen.cell else (at(seen), at(other))
            yield Raised(Kind.INDUSTRY_MISMATCH, paper, said, places)


def _form_id(pack: Pack) -> str | None:
    return "application_form" if pack.of("application_form") else None


def _form_places(pack: Pack) -> tuple[Evidence, ...]:
    for paper in pack.of("application_form"):
        if paper.industries:
            return (at(paper.industries[0]),)
        return (spot(paper.segment.views[0], paper.segment.cell),)
    return ()


def bars(pack: Pack) -> Iterator[Raised]:
    """Papers that tell of a bad credit rating, a penalty within the year, or values over the limit."""
    for paper in pack.papers:
        match paper.id:
            case "credit_rating":
                yield from _bar(pack, paper, _bad_credit(paper), "环境信用评价写有“不良”", "henan-2024:18(6)")
            case "monitoring_report" | "online_monitoring_data" | "permit_execution_report":
                yield from _bar(pack, paper, _excess(paper), "写有超标或不达标", "henan-2024:18(2)")
            case "penalty":
                place = (
                    (paper.segment.views[0], paper.segment.views[0].rows[0]) if paper.segment.views[0].rows else None
                )
                if not _old(pack, paper.segment.text):
                    yield from _bar(pack, paper, place, "材料中有行政处罚文书", "henan-2024:18(5)")
            case (
                "compliance_statement"
                | "credit_rating"
                | "enterprise_profile"
                | "application_form"
                | "self_assessment"
                | "truthfulness_commitment"
            ):
                yield from _bar(pack, paper, _penalty(pack, paper), "写有受到行政处罚", "henan-2024:18(5)")
        if paper.id == "credit_rating":
            yield from _bar(pack, paper, _penalty(pack, paper), "写有受到行政处罚", "henan-2024:18(5)")


def _bar(pack: Pack, paper: Paper, place: tuple[View, Row] | None, said: str, clause: str) -> Iterator[Raised]:
    if place is None:
        return
    view, row = place
    listed = paper.id if pack.checklist.item(paper.id or "") else "compliance_statement"
    shown = " ".join(cell.shown for cell in row.cells)
    yield Raised(
        Kind.BAR_FOUND,
        paper,
        f"{said}：“{shown[:60]}”",
        (spot(view, row.cells[0], shown),),
        material=listed,
        clause=clause,
    )


def _bad_credit(paper: Paper) -> tuple[View, Row] | None:
    for view in paper.segment.views:
        for row in view.rows:
            if _BAD_CREDIT.search(row.text) and not _GOOD_CREDIT.search(row.text) and "□不良" not in row.text:
                return view, row
    return None


def _penalty(pack: Pack, paper: Paper) -> tuple[View, Row] | None:
    for view in paper.segment.views:
        for row in view.rows:
            if _PENALTY.search(row.text) and not _NO_PENALTY.search(row.text) and not _old(pack, row.text):
                return view, row
    return None


def _old(pack: Pack, text: str) -> bool:
    """Whether every day that the text names lies more than a year back."""
    days = [one.day for one in dates_in(text)]
    return bool(days) and all(last_day(day, "P1Y") < pack.as_of for day in days)


def _excess(paper: Paper) -> tuple[View, Row] | None:
    """The first row that says that something is over its limit; questions, rules and denials say no such thing."""
    for view in paper.segment.views:
        for row in view.rows:
            if any(_is_excess(cell.text) for cell in row.cells):
                return view, row
    return None


def _is_excess(text: str) -> bool:
    """Whether these words tell of an excess.

    >>> [_is_excess(t) for t in ("超标", "未超标", "是否超标", "浓度超过标准限值,不达标", "超标时应立即停产", "无超标情况")]
    [True, False, False, True, False, False]
    """
    if _EXCESS_HEAD.fullmatch(text):
        return False
    for found in _EXCESS.finditer(text):
        if not _DENIED.search(text[: found.start()]) and not _ABOUT_EXCESS.match(text[found.end() :]):
            return True
    return False
