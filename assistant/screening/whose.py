"""Whether a name is surely that of the one whose paper it is: only such a name can contradict the others.

Lives here: `surely`. May import: labels, segments, views. A letterhead, a table of suppliers or a sentence may name
anybody: names that stand there confirm whose paper it is, and never say that it is another's.
"""

from __future__ import annotations

import re

from assistant.screening.labels import Seen
from assistant.screening.segments import Segment
from assistant.screening.views import Cell, Row

_OF_PARTIES = r"(?:申报|申请|委托|受检|被检|被测|被检测|被监测|受测|受检测|送检|建设|排污|持证|用气|用电|购货|自评|受评|参评|被评价|承诺|声明|填报)(?:单位|企业|公司|方|人|者)(?:全称|名称)?|(?:排污|企业|单位|公司|企业事业|申报企业|申报单位)(?:单位)?(?:全称|名称)|用[气电]方|需方|买方|购买方(?:名称)?|购货方|[甲乙]方\((?:用|需|购|买|委托|业主)[^)]{0,8}\)|企业名"
_LABEL = re.compile(rf"(?:^|[^一-龥])(?:{_OF_PARTIES})$")
_SINGLE = re.compile(rf"(?:^|[^一-龥])(?:{_OF_PARTIES}|名称|全称|企业|单位|公司|责任单位)$")
_STATED = re.compile(
    r"(?:^|[^一-龥])(?:(?:兹|特此)?证明|经核查|经查询?|查询对象|(?:我|本)(?:单位|公司|企业|厂))[:,(\"“]*$"
)
_CERTIFIED = re.compile(r"(?:^|[^一-龥])(?:兹|特此)证明[:,(\"“]*$")
_STATES = re.compile(r"^(?:郑重|特此|现)?(?:承诺|声明|保证)")
_CODED = re.compile(r"^[(,:]{1,2}(?:统一)?社会信用代码")
_ABOUT = re.compile(r"(?:^|[^一-龥])关于(?:对|给予|同意|批准)?$")
_DECIDED = re.compile(r"批复|审批|审查意见|验收意见|备案|准予|核查意见|的(?:复)?函$")
_OWN_TITLE = frozenset({"application_form", "self_assessment", "emergency_plan", "enterprise_profile"})
_OWN_CODE = _OWN_TITLE | {"compliance_statement", "credit_rating", "truthfulness_commitment", "emission_inventory"}
_BRACKETED = re.compile(
    r"\((?:全称|名称|公章|盖章|盖公章|加盖公章|章|印章|签章|签字|甲方|乙方|需方|供方|人)[^)]{0,6}\)"
)
_GOES_ON = re.compile(r"(?![统法地联电日对郑承在的于年关为信代组社一二三申现自近是特无未严])[一-龥A-Za-z]")
_NEXT_LABEL = 8  # signs: what is printed close behind a value in a narrow table is the label of the next one
_ACT = re.compile(
    r"^(?:委托|聘请|使用|采用|采购|购买|购置|安装|租用|租赁|联合|隶属|属于|位于|所|生产|现|承诺|郑重|成立|印发|报送|明确|更换|签订|提供|供应|引进|服务)"
)


def surely(seen: Seen, segment: Segment, *, single: bool) -> bool:
    """Whether the paper says outright that this is its subject, and the whole of the name was read."""
    if _ACT.search(seen.value):
        return False
    before, rest = _around(seen)
    if segment.id in _OWN_CODE and (_CODED.match(rest) or (not before and _STATES.match(rest))):
        return True
    if _GOES_ON.match(rest) and len(rest) > _NEXT_LABEL:
        return False
    if not before:
        if rest in (":", "") and segment.id == "eia_approval" and seen.cell.text.rstrip(":") == seen.value:
            row = _row(seen)
            if row is not None and len(row.cells) == 1 and rest == ":":
                return True
        if seen.cell is segment.cell and segment.id in _OWN_TITLE:
            return True
        label = _label_beside(seen)
        return label is not None and _is_label(label, single=single)
    if _STATED.search(before):
        return single or bool(_CERTIFIED.search(before))
    if _ABOUT.search(before):
        return bool(_DECIDED.search(rest)) or (single and seen.cell is segment.cell)
    return before.endswith((":", ")")) and _is_label(before, single=single)


def _is_label(text: str, *, single: bool) -> bool:
    bare = _BRACKETED.sub("", text.strip(":_ ")).strip(":_ ")
    pattern = _SINGLE if single else _LABEL
    return bool(pattern.search(bare) or pattern.search(text.strip(":_ ")))


def _around(seen: Seen) -> tuple[str, str]:
    """What stands before the name and behind it in its cell; a name that goes on in the next line ends its cell."""
    text, value = seen.cell.text, seen.value
    at = text.find(value)
    if at >= 0:
        return text[:at], text[at + len(value) :]
    for at in range(len(text)):
        if value.startswith(text[at:]):
            return text[:at], ""
    row = _row(seen)
    whole = row.text if row else ""
    at = whole.find(value)
    return (whole[:at], whole[at + len(value) :]) if at >= 0 else (text, "")


def _row(seen: Seen) -> Row | None:
    return next((row for row in seen.view.rows if seen.cell in row.cells), None)


def _label_beside(seen: Seen) -> str | None:
    """The cell to the left, or the only cell of the row above; the heading of a column is no label of one value."""
    rows = seen.view.rows
    for at, row in enumerate(rows):
        if seen.cell not in row.cells:
            continue
        place = row.cells.index(seen.cell)
        if place:
            left: Cell = row.cells[place - 1]
            return left.text
        return rows[at - 1].cells[0].text if at and len(rows[at - 1].cells) == 1 and len(row.cells) == 1 else None
    return None
