"""Whose papers these are: names and codes that deviate, codes whose check digit fails.

Lives here: `names`, `codes`. May import: raised, reference, codes. The subject of a paper is compared, never a laboratory,
a supplier or an authority. A former name is a warning, and none where the notice of the change is in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.screening.codes import is_valid
from assistant.screening.fields import ORG, Paper
from assistant.screening.labels import Seen
from assistant.screening.raised import Pack, Raised, at
from assistant.screening.reference import Reference
from assistant.screening.report import Kind, Severity
from assistant.screening.same_name import same_enterprise

_FORMER = re.compile(
    rf"(?:曾用名|原名称?|原企业名称|原公司名称?|更名前|变更前|前身)[:为是系,(“\"]*(?P<a>{ORG})|由[“\"]?(?P<b>{ORG})[”\"]?(?:依法)?(?:更名|变更)为|[((]原(?P<c>{ORG})[))]|(?P<d>{ORG})[,(]?(?:后|已|现)(?:更名|变更)(?:为|名称为)"
)

_LOOK_ALIKE = str.maketrans("ODQILSZBG", "000115286")


def names(pack: Pack, reference: Reference) -> Iterator[Raised]:
    """A paper whose subject is somebody else."""
    if reference.name is None:
        return
    former, changed = former_names(pack), _notice_text(pack)
    for paper in pack.listed:
        if not paper.subjects or any(alike(seen, reference.name.value) for seen in paper.names):
            continue
        seen = paper.subjects[0]
        if seen.value in {other.value for other in paper.others} or not seen.cell.sure:
            continue
        if changed is not None and (seen.value in changed or seen.value in former):
            continue
        was = seen.value in former
        said = f"此件上的名称是“{seen.value}”，多数材料上是“{reference.name.value}”"
        yield Raised(
            Kind.NAME_MISMATCH,
            paper,
            said + ("；前者在材料中写为曾用名" if was else ""),
            (at(seen), at(reference.name)),
            severity=Severity.WARNING if was else None,
            remedy="请附《准予变更登记通知书》，说明两个名称是同一企业" if was else None,
        )


def alike(seen: Seen, name: str) -> bool:
    """Whether a name is this one; a line that OCR read with doubt may differ in one sign."""
    if same_enterprise(seen.value, name):
        return True
    if not seen.view.by_ocr or len(name) < 8:
        return False
    return _distance(seen.value, name) <= (2 if seen.cell.confidence < 0.9 else 1)


def _distance(one: str, other: str) -> int:
    """How many signs must change (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at_, sign in enumerate(one, 1):
        before, row[0] = row[0], at_
        for place, against in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (sign != against))
    return row[-1]


def former_names(pack: Pack) -> set[str]:
    """Names that a paper of the pack calls former."""
    return {
        next(part for part in match.groups() if part)
        for paper in pack.papers
        for view in paper.segment.views
        for match in _FORMER.finditer(view.text.replace("\n", ""))
    }


def _notice_text(pack: Pack) -> str | None:
    notices = [paper.segment.text.replace("\n", "") for paper in pack.papers if paper.id == "name_change"]
    return "".join(notices) if notices else None


def codes(pack: Pack, reference: Reference) -> Iterator[Raised]:
    """A code that deviates from the one that most papers hold; a code whose check digit fails."""
    if reference.code is None:
        return
    true = reference.code.value
    bearers = [paper for paper in pack.listed if paper.codes]
    if not is_valid(true) and reference.code.cell.sure:
        places = tuple(at(seen) for paper in bearers for seen in paper.codes if seen.value == true)
        said = f"统一社会信用代码 {true} 的校验位不符"
        yield Raised(Kind.CREDIT_CODE_INVALID, _bearer(bearers, true), said, places)
    for paper in bearers:
        for seen in _deviating(paper, true):
            said = f"此件上的统一社会信用代码是 {seen.value}，多数材料上是 {true}"
            yield Raised(Kind.CREDIT_CODE_MISMATCH, paper, said, (at(seen), at(reference.code)))
            if not is_valid(seen.value):
                said = f"统一社会信用代码 {seen.value} 的校验位不符"
                yield Raised(Kind.CREDIT_CODE_INVALID, paper, said, (at(seen),))
            break


def _bearer(bearers: list[Paper], code: str) -> Paper | None:
    holders = [paper for paper in bearers if any(seen.value == code for seen in paper.codes)]
    return next((paper for paper in holders if paper.id == "application_form"), holders[0] if holders else None)


def _folded(code: str) -> str:
    """The code with signs that OCR takes for one another made one: it misreads them so twice as well as once."""
    return code.translate(_LOOK_ALIKE)


def _deviating(paper: Paper, true: str) -> list[Seen]:
    """Codes of the paper that are not the reference; what OCR read with doubt, or nearly so, is not held against it."""
    out = []
    for seen in paper.codes:
        if seen.value == true or not seen.cell.sure:
            continue
        doubtful = seen.view.by_ocr and _distance(seen.value, true) <= 2
        if doubtful and (_folded(seen.value) == _folded(true) or any(other.value == true for other in paper.codes)):
            continue
        out.append(seen)
    return out
