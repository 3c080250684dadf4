"""A second submission against the first: what was added, what is still missing, what changed."""

from __future__ import annotations

import io

from docx import Document

from assistant.screening.compare import compare
from assistant.screening.export_docx import as_docx
from assistant.screening.report import Status
from tests.screening.made_reports import FOUND, corpus, findings, gaps, in_order, lines


def test_what_was_added_and_what_is_still_missing() -> None:
    second = gaps(
        materials=lines({**FOUND, "eia_approval": Status.PRESENT, "discharge_permit": Status.PRESENT}),
        findings=findings()[:1],
        as_of="2026-12-02",
    )

    changes = compare(second, gaps()).changes

    assert changes is not None and changes.against == "2026-11-23"
    assert {c.id for c in changes.added} == {"eia_approval", "discharge_permit"}
    assert {c.id for c in changes.still_missing} >= {"compliance_statement", "credit_rating"}
    assert {str(f.kind) for f in changes.findings_gone} == {"permit_expired", "refused_file", "embedded_instruction"}
    assert changes.findings_new == ()


def test_a_material_that_got_worse_is_a_change() -> None:
    changes = compare(gaps(), in_order()).changes

    assert changes is not None
    assert {c.id: (c.before, c.after) for c in changes.changed}["discharge_permit"] == (Status.PRESENT, Status.EXPIRED)
    assert len(changes.findings_new) == 4


def test_the_same_pack_twice_changes_nothing_but_what_is_missing() -> None:
    changes = compare(gaps(), gaps()).changes

    assert changes is not None
    assert (changes.added, changes.changed, changes.findings_gone, changes.findings_new, changes.notes) == ((),) * 5
    assert changes.still_missing


def test_another_enterprise_and_grade_are_noted() -> None:
    changes = compare(gaps(), gaps(enterprise="示例水泥有限公司", grade="A")).changes

    assert changes is not None and len(changes.notes) == 2
    assert "请核对是否同一企业" in changes.notes[0]


def test_the_paper_tells_the_changes_on_top() -> None:
    paper = Document(io.BytesIO(as_docx(compare(in_order(), gaps()), corpus())))
    said = [p.text for p in paper.paragraphs]

    assert said.index("与上次提交相比") < said.index("材料一览")
    assert "环境影响评价文件及批复" in said[said.index("已补齐") :]
