"""The gate reads the law's words as the typed provisions state them: one statement of the law, read two ways."""

from __future__ import annotations

import re

import pytest

from assistant.answering.claims.amounts import amounts
from assistant.answering.claims.frames import spelled
from assistant.answering.claims.tokens import Kind
from assistant.library.provision import Modality, Provision
from tests.answering.gate.known import gate

PROVISIONS = list(gate().corpus.provisions.values())
LENGTHS = {"Y": ("M", 12), "M": ("M", 1), "D": ("D", 1)}


def words(provision: Provision) -> str:
    return spelled(f"{provision.head or ''}{provision.quote}")


def length(period: str) -> tuple[int, str]:
    unit, times = LENGTHS[period[-1]]
    return int(period[1:-1]) * times, unit


@pytest.mark.parametrize("provision", [p for p in PROVISIONS if p.period], ids=lambda p: p.id)
def test_a_period_is_read_as_it_is_typed(provision: Provision) -> None:
    assert provision.period
    wanted = length(provision.period.length)
    assert wanted in {(int(a.number), a.unit) for a in amounts(words(provision))}


@pytest.mark.parametrize("provision", [p for p in PROVISIONS if p.deadline and p.deadline.within], ids=lambda p: p.id)
def test_a_deadline_is_read_as_it_is_typed(provision: Provision) -> None:
    assert provision.deadline
    assert provision.deadline.within
    wanted = length(provision.deadline.within)
    assert wanted in {(int(a.number), a.unit) for a in amounts(words(provision))}


@pytest.mark.parametrize("provision", [p for p in PROVISIONS if p.count], ids=lambda p: p.id)
def test_a_count_is_read_with_its_comparator(provision: Provision) -> None:
    assert provision.count
    read = {(int(a.number), a.comparator) for a in amounts(words(provision))}
    assert (provision.count.value, provision.count.comparator) in read


@pytest.mark.parametrize("provision", [p for p in PROVISIONS if p.modality is Modality.MUST_NOT], ids=lambda p: p.id)
def test_what_is_forbidden_is_read_as_forbidden(provision: Provision) -> None:
    assert Kind.MUST_NOT in {t.kind for t in gate().sources().library.words.of(words(provision))}


@pytest.mark.parametrize("provision", PROVISIONS, ids=lambda p: p.id)
def test_p11_every_quote_of_the_law_passes_its_own_gate(provision: Provision) -> None:
    quote = re.sub(r"\s", "", provision.quote).rstrip("；，。")
    head = re.sub(r"\s", "", provision.head or "").rstrip("：")
    law = "民法典" if provision.clause.document == "civil-code" else ""
    result = gate().judge_answer(f"{law}{provision.clause.label}：“{head + '……' if head else ''}{quote}”。")
    assert result.passed, result.blocked
