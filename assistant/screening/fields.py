"""What a paper says of itself: whose it is, codes, grade, industry, term, sampling days. Read, never judged.

Lives here: `Paper`, `read_paper`. May import: segments, labels, codes, paper_dates, library (industries). The subject
of a paper is told apart from laboratories, suppliers and authorities by the label it stands under; a value that nobody
labels is taken from the title, the addressee or the line of signature, and only where the paper has one party.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.library.grade import Grade
from assistant.library.holdings import Industries
from assistant.screening.codes import codes_in
from assistant.screening.labels import Seen, ticked, values_of
from assistant.screening.paper_dates import Term, dates_in, term_in
from assistant.screening.segments import Segment
from assistant.screening.views import Cell, View
from assistant.screening.vocabulary import Vocabulary
from assistant.screening.whose import surely

ORG = (
    r"[一-龥A-Za-z0-9()·&\-]{2,36}?(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|公司|总厂|工厂|厂|合作社|经营部|加工部|搅拌站|研究院|事务所)"
    r"(?:\([一-龥0-9#]{1,10}\)|[一-龥]{2,8}分公司|[一-龥]{1,6}分厂)?"
)
_ORG = re.compile(ORG)
_NO_NAME = re.compile(
    r"(?:进出|出|进|本|全|分|入|离|各|该|我|贵|厂|到|原)(?:厂|公司)$|^(?:本|该|我|贵|各|分|总|子|母|集团|有限|股份)+公司$|^(?:为|的|及|与|由|在|将|向|经|是|有|对|请|若|如|凡|应|须|按|根据|公司|企业|单位)"
)
_ORG_START = re.compile(rf"^[:,(\"“]*({ORG})")
SUBJECT = re.compile(
    r"(?:申报|申请|填报|填写|委托|受检|被测|被检|被检测|被监测|受测|送检|建设|承诺|声明|排污|持证|报告|企业|单位|用气|用电|用户|购买|购货|需方|买方|客户|业主|公司|生产|采购|自评|受评|参评|评价对象|被评价|责任|报送|报备|编制企业|运营)(?:单位|企业|公司|人|方|者|主体)?(?:全称|名称|\(人\))?(?=$|[:(])"
    r"|(?:企业|单位|公司|客户|用户|排污单位|申报企业|申报单位|委托方|委托单位|建设单位|受检单位|厂|购买方|购货单位|被测单位|企业事业单位|排污者)名称|^名称|^企业名$|^单位$|[甲乙]方\((?:用|需|购|买|委托|业主)[^)]{0,8}\)|委托方|需方|买方|用气方|用电方|购货方|受检方"
)
_NOT_SUBJECT = re.compile(
    r"检测|监测(?!点)|检验|编制|评价|供[应方货气电]|销售|卖方|施工|设计|制造|生产厂家|厂家|登记机关|发证|核发|审批|主管|运维|运营|服务|承建|出具|签发|技术支撑|咨询|监理|安装单位|验收监测"
)
_OTHER = re.compile(
    r"(?:检测|监测|检验|承检|编制|环评|评价|供应|供货|供气|供电|销售|施工|设计|制造|运维|运营|服务|承建|安装|咨询)(?:单位|机构|公司|方|商|厂家|厂商)(?:名称)?|供方|卖方|销售方|生产厂家|[甲乙]方\((?:供|卖|销|承|受托|服务)[^)]{0,8}\)"
)
_STATED = re.compile(
    rf"(?:兹证明|证明|我单位|我公司|本公司|本单位|本企业|本厂|经核查|经查询?|查询对象)[:,(\"“]*({ORG})"
)
_STATED_HEAD = re.compile(r"^(?:兹证明|证明|我单位|我公司|本公司|本单位|经核查|经查询?)")
_ABOUT = re.compile(rf"(?:关于|^(?!关于))(?:对|给予|同意|批准)?({ORG})")
_CODED = re.compile(rf"({ORG})[(,]?(?:以下简称[^)]{{0,12}}[),])?(?:统一社会)?信用代码")
_STAMPED = re.compile(rf"({ORG})\(?(?:盖章|公章|章)\)?$")
_ADDRESSEE = re.compile(rf"^({ORG}):$")
GRADE_LABEL = re.compile(
    r"(?:现|本次)?拟?(?:申报|申请|自评|对标|拟定|目标|拟评|申评)(?:的)?(?:绩效|评级|评定|企业)?(?:分级)?(?:等级|级别|类别|绩效等级|绩效级别)|(?:申报|申请)(?:绩效)?(?:等级|级别)|拟申报(?:绩效)?等级|自评结果等级"
)
_GRADE = re.compile(
    r"(绩效引领性|非绩效引领性|引领性)|(?<![A-Za-z0-9])([ABCD])(-|\(减\)|减)?(?:级|类|等)|^([ABCD])(-)?$"
)
INDUSTRY_LABEL = re.compile(
    r"(?:申报|申请|对标|自评|涉及|所属|绩效(?:分级)?|评级|重点|本次申报)(?:的)?(?:重点)?行业(?:类别|类型|名称|分类)?|行业(?:类别|类型|名称)|^行业(?=$|:)"
)
INDUSTRY_SURE = re.compile(r"(?:申报|申请|对标|自评|绩效|评级|涉及|重点)")
TERM_LABEL = re.compile(r"(?:证书|许可证|登记|许可)?有效(?:期限?|截止|期截止)(?:日期|时间)?(?:至|到)?|有效至|有效期至")
SAMPLED = re.compile(
    r"(?:现场)?(?:采\(?送?\)?样|采集|取样|样品采集|现场监测|现场检测)[/、及和]?(?:检测|监测|送样|分析|接收)?(?:日期|时间|起止日期|起止时间|日)"
)
TESTED = re.compile(r"(?:检测|监测|测试|检验)(?:日期|时间|起止日期)")
REPORTED = re.compile(r"(?:报告|签发|批准|编制|出具|发布|报告编制|报告签发|报告发布|报告出具)(?:日期|时间)")
_NO_INDUSTRY = re.compile(r"绩效|分级|评级|跨行业|不涉及|同时|(?:表|书|函|单)$|^[0-9一二两三四]{1,2}个?$")
_IN_BRACKETS = re.compile(r"\(([^()]{2,12})\)$")
_INDUSTRY_TITLE = re.compile(r"([一-龥()/]{2,16})行业")


@dataclass(frozen=True, slots=True)
class OnDay:
    """A day that a paper names, and where."""

    day: date
    at: Seen


@dataclass(frozen=True)
class Paper:
    """A segment with what it says; empty tuples where it says nothing. `subjects`: those of `names` that are surely its own."""

    segment: Segment
    names: tuple[Seen, ...] = ()
    subjects: tuple[Seen, ...] = ()
    others: tuple[Seen, ...] = ()
    codes: tuple[Seen, ...] = ()
    grades: tuple[Seen, ...] = ()
    industries: tuple[Seen, ...] = ()
    term: tuple[Term, Seen] | None = None
    sampled: tuple[OnDay, ...] = ()
    reported: OnDay | None = None

    @property
    def id(self) -> str | None:
        return self.segment.id

    @property
    def file(self) -> str:
        return self.segment.file


def read_paper(segment: Segment, vocabulary: Vocabulary, industries: Industries) -> Paper:
    """What the paper says. Which fields are read depends on what it is: a ledger has no term, a licence no grade."""
    views, kind = segment.views, segment.id
    if kind is None:
        return Paper(segment)
    single = kind in vocabulary.kinds and vocabulary.words(kind).subject == "single"
    read = [seen for seen in _names(segment, single=single) if is_name(seen.value)]
    names = tuple(_unique(read))
    subjects = tuple(_unique(seen for seen in read if surely(seen, segment, single=single)))
    others = tuple(_unique(_organisations(values_of(views, _OTHER))))
    names = tuple(seen for seen in names if seen.value not in {o.value for o in others} or single)
    return Paper(
        segment,
        names=names,
        subjects=tuple(seen for seen in subjects if any(seen.value == one.value for one in names)),
        others=others,
        codes=tuple(_unique(_codes(segment, {seen.value for seen in names}, single=single))),
        grades=tuple(_unique(_grades(segment))),
        industries=tuple(_unique(_industries(segment, industries))),
        term=_term(segment) if kind == "discharge_permit" else None,
        sampled=tuple(_sampled(segment)) if kind == "monitoring_report" else (),
        reported=_reported(segment),
    )


def is_name(text: str) -> bool:
    """Whether these words may be the name of an enterprise, and are no part of a sentence about one.

    >>> is_name("焦作示例铸造有限公司"), is_name("进出厂"), is_name("我公司")
    (True, False, False)
    """
    return len(text) >= 5 and not _NO_NAME.search(text)


def _unique(found: Iterable[Seen]) -> Iterator[Seen]:
    """Each value once, at the first place where it stands surely."""
    kept: dict[str, Seen] = {}
    for seen in found:
        known = kept.get(seen.value)
        if known is None or (not known.cell.sure and seen.cell.sure):
            kept[seen.value] = seen
    yield from kept.values()


def _organisations(found: Iterator[Seen]) -> Iterator[Seen]:
    for seen in found:
        match = _ORG_START.match(seen.value)
        if match:
            yield Seen(match[1], seen.cell, seen.view)


def _names(segment: Segment, *, single: bool) -> Iterator[Seen]:
    yield from _labelled_names(segment)
    for view in segment.views[:2]:
        for row in view.rows[:10]:
            addressed = _ADDRESSEE.match(row.text)
            if addressed:
                yield Seen(addressed[1], row.cells[0], view)
    if segment.cell is not None:
        rows = [
            row for row in segment.views[0].rows[:8] if segment.cell in row.cells or row.top <= segment.cell.box.top
        ]
        for row in rows:
            about = _ABOUT.search(row.text)
            if (
                about
                and (single or "关于" in row.text or segment.cell in row.cells)
                and not _NOT_SUBJECT.search(row.text[: about.start(1)])
            ):
                yield Seen(about[1], row.cells[0], segment.views[0])
    for view in segment.views:
        for row in view.rows:
            stated = _STATED.search(row.text)
            if stated and not _NOT_SUBJECT.search(row.text[max(0, stated.start() - 8) : stated.start(1)]):
                yield Seen(stated[1], row.cells[0], view)
            coded = _CODED.search(row.text)
            if (
                coded
                and ":" not in coded[1]
                and not _NOT_SUBJECT.search(row.text[max(0, coded.start() - 8) : coded.start(1)])
            ):
                yield Seen(_STATED_HEAD.sub("", coded[1]), row.cells[0], view)
            stamped = _STAMPED.search(row.text) if single else None
            if stamped:
                yield Seen(_after_label(stamped[1]), row.cells[-1], view)


def _after_label(text: str) -> str:
    return text.rsplit(":", 1)[-1]


def _labelled_names(segment: Segment) -> Iterator[Seen]:
    for seen in values_of(segment.views, SUBJECT):
        label = seen.cell.text[: seen.cell.text.find(seen.value)] if seen.value in seen.cell.text else ""
        row = next((row for row in seen.view.rows if seen.cell in row.cells), None)
        bare = label.strip(":") in ("名称", "单位名称")  # whose name it is, the cell beside it says: 销售方信息|名称:…
        before = ("" if bare else label) or (row.text[: row.text.find(seen.value)] if row else "")
        if _NOT_SUBJECT.search(before[-14:]) and not re.search(r"(?:委托|受检|被[检测监]|送检)", before[-14:]):
            continue
        match = _ORG_START.match(seen.value) or _ORG_START.match(_completed(seen))
        if match:
            yield Seen(match[1], seen.cell, seen.view)


def _completed(seen: Seen) -> str:
    """A name that a narrow cell breaks over two lines, put together again."""
    for at, row in enumerate(seen.view.rows[:-1]):
        if seen.cell in row.cells:
            for below in seen.view.rows[at + 1].cells:
                if abs(below.box.x0 - seen.cell.box.x0) < 12 and len(below.text) <= 20:
                    return seen.value + below.text
    return seen.value


def _codes(segment: Segment, names: set[str], *, single: bool) -> Iterator[Seen]:
    """Codes of the subject: in a paper of one party all that no other is named with, else those named with the subject."""
    for view in segment.views:
        recent: str | None = None
        for row in view.rows:
            for cell in row.cells:
                for code in codes_in(cell.text):
                    before = _before(row.text, code)
                    named = _named_last(before, names)
                    if _NOT_SUBJECT.search(before[-20:]) and not named:
                        continue
                    owner = _cut(before) or (None if single else recent)
                    theirs = owner is not None and any(name in owner for name in names)
                    if named or theirs or (single and (owner is None or not names)):
                        yield Seen(code, cell, view)
            recent = _cut(row.text) or recent


def _before(text: str, code: str) -> str:
    at = text.upper().find(code)
    return text[: at if at >= 0 else max(0, text.upper().find(code[:6]))]


def _named_last(before: str, names: set[str]) -> bool:
    """Whether the last organisation named before is the subject: an invoice names buyer and seller in one row."""
    own = max((before.rfind(name) for name in names), default=-1)
    others = (match.start() for match in _ORG.finditer(before) if not any(name in match.group() for name in names))
    return own >= 0 and own >= max(others, default=-1)


def _cut(text: str) -> str | None:
    """The last organisation that a row names, without a label before it."""
    found = [match.group() for match in _ORG.finditer(text.rsplit(":", 1)[-1])] or [
        m.group() for m in _ORG.finditer(text)
    ]
    return found[-1] if found else None


def _grades(segment: Segment) -> Iterator[Seen]:
    for seen in values_of(segment.views, GRADE_LABEL):
        grade = grade_in(seen.value)
        if grade:
            yield Seen(grade, seen.cell, seen.view)
    if segment.id in ("application_form", "self_assessment") and segment.cell is not None:
        title = "".join(row.text for row in segment.views[0].rows[:4])
        found = re.search(r"(绩效引领性)(?:企业)?|(?<![A-Za-z])([ABCD]-?)级", title)
        if found and not re.search(r"现[有为]?|原", title[max(0, found.start() - 3) : found.start()]):
            yield Seen(found[1] or found[2], segment.cell, segment.views[0])


def grade_in(text: str) -> str | None:
    """The one grade that `text` names or ticks; None where it names none or several.

    >>> grade_in("B级"), grade_in("□A级☑B-级□C级"), grade_in("引领性"), grade_in("A级或B级")
    ('B', 'B-', '绩效引领性', None)
    """
    options = ["绩效引领性", "引领性", "A级", "B级", "B-级", "C级", "D级", "A", "B", "B-", "C", "D"]
    chosen = ticked(text, options)
    found = {_grade_of(match) for part in (chosen or [text]) for match in _GRADE.finditer(part)}
    return found.pop() if len(found) == 1 else None


def _grade_of(match: re.Match[str]) -> str:
    if match[1]:
        return str(Grade.NOT_LEADING if match[1].startswith("非") else Grade.LEADING)
    letter, minus = (match[2], match[3]) if match[2] else (match[4], match[5])
    return f"{letter}-" if minus else str(letter)


def _industries(segment: Segment, industries: Industries) -> Iterator[Seen]:
    if segment.id not in (
        "application_form",
        "self_assessment",
        "emergency_plan",
        "emission_inventory",
        "per_industry_assessment",
        "enterprise_profile",
        "truthfulness_commitment",
    ):
        return
    found = [
        seen
        for seen in values_of(segment.views, INDUSTRY_LABEL)
        if seen.value.strip("/-— ") and not _NO_INDUSTRY.search(seen.value)
    ]
    sure = [seen for seen in found if INDUSTRY_SURE.match(_label_of(seen))]
    plainly = [seen for seen in found if _label_of(seen).strip(":") in ("行业", "行业名称")]
    yield from sure or (found if segment.id == "application_form" else plainly)
    if segment.id in ("self_assessment", "per_industry_assessment") and segment.cell is not None:
        for row in segment.views[0].rows[:4]:
            match = (_INDUSTRY_TITLE.search(row.text) or _IN_BRACKETS.search(row.text)) if len(row.cells) == 1 else None
            named = re.split(r"公司|厂|集团|:", match[1])[-1] if match else ""
            if named and industry_in(named, industries):
                yield Seen(named, row.cells[0], segment.views[0])


def _label_of(seen: Seen) -> str:
    if seen.value in seen.cell.text and seen.cell.text != seen.value:
        return seen.cell.text[: seen.cell.text.find(seen.value)]
    above = ""
    for row in seen.view.rows:
        if seen.cell in row.cells:
            at = row.cells.index(seen.cell)
            return row.cells[at - 1].text if at else above
        above = row.text if len(row.cells) == 1 else ""
    return ""


def industry_in(text: str, industries: Industries) -> list[str]:
    """The industries of 第八条, or guarantee classes, that `text` names, in order; [] for any other."""
    whole = industries.named(text) or industries.guarantee_named(text)
    if whole:
        return [whole.name]
    out: list[str] = []
    for part in re.split(r"[、,;/+与和及]|(?<=行业)", text):
        part = re.sub(r"^(?:是|另一行业|行业[一二12]?|主行业|第[一二]行业)?[:(]*", "", part).strip("()。.:")
        part = re.sub(r"\(?[A-Z]?[0-9]{2,4}\)?", "", part)
        entry = industries.named(part) or industries.guarantee_named(part) if part else None
        if entry and entry.name not in out:
            out.append(entry.name)
    if out:
        return out
    names = sorted((n for e in industries.industries for n in (e.name, *e.aliases)), key=len, reverse=True)
    for name in names:
        if len(name) >= 2 and name in text:
            entry = industries.named(name)
            return [entry.name] if entry else []
    return []


def _term(segment: Segment) -> tuple[Term, Seen] | None:
    """The latest end of validity: a pack may hold the permit of before and the permit of now in one file."""
    best: tuple[Term, Seen] | None = None
    for view in segment.views:
        for at, row in enumerate(view.rows):
            found = TERM_LABEL.search(row.text)
            if not found:
                continue
            for text in (row.text[found.start() :], row.text[found.start() :] + _next(view, at)):
                term = term_in(text)
                if term:
                    cell = next(
                        (c for c in row.cells if any(d.said[:6] in c.text for d in dates_in(text))), row.cells[-1]
                    )
                    if best is None or _later(term, best[0]):
                        best = (term, Seen(text, cell, view))
                    break
    return best


def _next(view: View, at: int) -> str:
    return view.rows[at + 1].text if at + 1 < len(view.rows) else ""


def _later(term: Term, than: Term) -> bool:
    return than.last is not None and (term.last is None or term.last > than.last)


def _sampled(segment: Segment) -> list[OnDay]:
    """Sampling days; where the report names none, the days of testing."""
    return _days_under(segment, SAMPLED) or _days_under(segment, TESTED)


def _days_under(segment: Segment, label: re.Pattern[str]) -> list[OnDay]:
    found: list[OnDay] = []
    for view in segment.views:
        for at, row in enumerate(view.rows):
            for place, cell in enumerate(row.cells):
                match = label.search(cell.text)
                if not match:
                    continue
                beside = cell.text[match.end() :] + "".join(c.text for c in row.cells[place + 1 :][:1])
                days = dates_in(beside)
                found += [OnDay(one.day, Seen(one.said, _holding(row.cells, one.said, cell), view)) for one in days]
                if not days:
                    found += _column(view, at, cell, place)
    return found


def _holding(cells: tuple[Cell, ...], said: str, default: Cell) -> Cell:
    return next((cell for cell in cells if said in cell.text), default)


def _column(view: View, at: int, head: Cell, place: int) -> list[OnDay]:
    """The days in the column under a heading, however many rows the table has."""
    found = []
    for row in view.rows[at + 1 :]:
        for where, cell in enumerate(row.cells):
            under = cell.box.x0 < head.box.x1 and head.box.x0 < cell.box.x1
            if under or (where == place and cell.box.x1 <= cell.box.x0):
                found += [OnDay(one.day, Seen(one.said, cell, view)) for one in dates_in(cell.text)[:4]]
    return found


def _reported(segment: Segment) -> OnDay | None:
    days = [
        OnDay(one.day, Seen(one.said, seen.cell, seen.view))
        for seen in values_of(segment.views, REPORTED)
        for one in dates_in(seen.value)[:1]
    ]
    return max(days, key=lambda one: one.day, default=None)
