"""The law as data: every clause is rule, definition or none; what does not fit together is refused on loading."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import BrokenCorpus
from assistant.grading.rules import READINGS, RULES, load_law
from assistant.library.clause import ClauseId
from assistant.library.yaml_file import YamlFile, read_yaml
from tests.grading.law import CORPUS, LAW

WITHOUT_RULE = read_yaml(Path(__file__).parent / "clauses.yaml").data


def test_every_clause_is_rule_definition_or_none_and_says_why() -> None:
    clauses = {str(clause) for clause in CORPUS.documents["henan-2024"].clauses}
    with_rule = {provision.split("#")[0] for rule in LAW.rules for provision in rule.provisions}

    assert with_rule | set(WITHOUT_RULE) == clauses
    assert with_rule & set(WITHOUT_RULE) == set()
    assert all(entry["kind"] in ("definition", "none") and entry["why"] for entry in WITHOUT_RULE.values())


def test_every_quote_is_found_in_its_clause_letter_by_letter() -> None:
    for rule in LAW.rules:
        for provision in rule.provisions:
            basis = LAW.provisions[provision]
            assert CORPUS.verbatim(basis.quote, basis.clause)


def test_every_reading_rests_on_clauses_and_is_used() -> None:
    used = {reading for rule in LAW.rules for reading in rule.readings}

    assert used == set(LAW.readings)
    for reading in LAW.readings.values():
        for clause in reading.basis:
            CORPUS.clause(ClauseId.parse(clause))


class Altered:
    """The corpus with the rules changed."""

    provisions = CORPUS.provisions
    industries = CORPUS.industries

    def __init__(self, change: Callable[[list[dict[str, Any]]], None], name: str = RULES) -> None:
        self.files = {file: CORPUS.yaml(file) for file in (RULES, READINGS)}
        data = copy.deepcopy(self.files[name].data)
        change(data)
        self.files[name] = YamlFile(self.files[name].name, data, self.files[name].lines)

    def yaml(self, name: str) -> YamlFile:
        return self.files[name]


def rule(data: list[dict[str, Any]], id: str) -> dict[str, Any]:
    return next(entry for entry in data if entry["id"] == id)


def drop(data: list[dict[str, Any]], *ids: str) -> None:
    data[:] = [entry for entry in data if entry["id"] not in ids]


BREAKS: dict[str, tuple[Callable[[list[dict[str, Any]]], Any], str]] = {
    "unknown key": (lambda d: d[0].update(wann={}), "不符合格式（Extra inputs are not permitted）"),
    "unknown provision": (lambda d: d[0].update(provisions=["henan-2024:99#1"]), "提到的条文 henan-2024:99#1 不存在"),
    "unknown reading": (lambda d: d[0].update(readings=["none"]), "提到的理解 none 不存在"),
    "unknown rule": (lambda d: d[0].update(over=["none"]), "提到的规则 none 不存在"),
    "unknown rule beside": (lambda d: d[0].update({"with": ["none"]}), "提到的规则 none 不存在"),
    "the same id": (lambda d: d.append(copy.deepcopy(d[-1])), "规则 in-force 写了两次"),
    "the same event": (
        lambda d: rule(d, "bar-over-permit")["when"].update(
            event=["bribery", "over_permit_limit", "evasive_discharge"]
        ),
        "规则 lowest-false-materials 与 bar-over-permit 同取事件 bribery，没有先后",
    ),
    "no order": (
        lambda d: rule(d, "falls-when-barred").pop("over"),
        "都定等级，没有写明先后",
    ),
    "another length": (lambda d: d[0]["then"].update({"for": "P2Y"}), "规则 lowest-false-materials 的 P2Y 与条文"),
    "another lapse": (lambda d: rule(d, "lowest-material-change")["then"].update(lapse="P2Y"), "的 P2Y 与条文"),
    "another deadline": (lambda d: rule(d, "duty-archive")["duty"].update(within="P2M"), "的 P2M 与条文"),
    "another count": (lambda d: rule(d, "falls-on-two-notices")["when"].update(count=3), "的 3 与条文"),
    "another span": (lambda d: rule(d, "falls-on-two-notices")["when"].update(within="P2Y"), "的 P2Y 与条文"),
    "another list": (lambda d: rule(d, "bar-over-permit")["then"].update(bars=["A"]), "不一致"),
    "lists of 17 differ": (lambda d: d[0]["then"].update(bars=["A"]), "第十七条各项规则的限制所列等级不一致"),
    "an effect is gone": (lambda d: rule(d, "lowest-of-industries").update(then={}), "没有一条规则写明 overall"),
    "a kind is gone": (lambda d: drop(d, "duty-file-changes"), "没有一条规则取事件 equipment_changed"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_rules_that_do_not_fit_are_refused_by_name(name: str) -> None:
    change, words = BREAKS[name]

    with pytest.raises(BrokenCorpus) as refused:
        load_law(Altered(change))

    assert words in str(refused.value)
    assert "henan-2024.rules.yaml" in str(refused.value)


def test_a_reading_without_its_reason_is_refused() -> None:
    with pytest.raises(BrokenCorpus, match=r"henan-2024.readings.yaml:\d+"):
        load_law(Altered(lambda d: d[0].pop("why"), READINGS))


def test_rules_unchanged_load() -> None:
    assert load_law(Altered(lambda d: None)).by_id.keys() == LAW.by_id.keys()
