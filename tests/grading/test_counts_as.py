"""这算不算: the table, looked up by the words people use; whatever does not fit is refused."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from assistant.errors import BrokenCorpus
from assistant.grading.counts_as import FILE, counts_as, load_counts_as
from assistant.grading.truth import Truth
from assistant.library.clause import ClauseId
from assistant.library.yaml_file import YamlFile
from tests.grading.law import CORPUS

TABLE = load_counts_as(CORPUS)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("被警告了算不算？", ["warning"]),
        ("消防罚款算环境处罚吗", ["fire-safety-fine"]),
        ("责令改正但没罚款，算不算", ["order-to-correct", "fine"]),
        ("首违不罚 影响评级吗", ["first-offence-unpunished"]),
        ("处罚被撤销了还算吗", ["revoked-penalty"]),
        ("今天天气怎么样", []),
    ],
)
def test_a_question_finds_its_entry(question: str, ids: list[str]) -> None:
    assert [entry.id for entry in counts_as(question, TABLE)] == ids


@pytest.mark.parametrize(
    "topic",
    [
        "warning",
        "order-to-correct",
        "first-offence-unpunished",
        "fire-safety-fine",
        "labour-fine",
        "water-penalty",
        "solid-waste-penalty",
        "noise-penalty",
        "branch-or-other-province",
        "under-reconsideration",
        "revoked-penalty",
        "act-or-decision",
        "credit-repair",
    ],
)
def test_every_topic_of_the_issue_is_there(topic: str) -> None:
    assert topic in {entry.id for entry in TABLE}


def test_every_entry_rests_on_a_clause_that_is_there() -> None:
    for entry in TABLE:
        CORPUS.clause(ClauseId.parse(entry.clause))
        assert entry.truth is not Truth.UNKNOWN or entry.undecided


class Altered:
    provisions = CORPUS.provisions
    industries = CORPUS.industries

    def __init__(self, change: Callable[[list[dict[str, Any]]], Any]) -> None:
        self.file = CORPUS.yaml(FILE)
        data = copy.deepcopy(self.file.data)
        change(data)
        self.file = YamlFile(self.file.name, data, self.file.lines)

    def yaml(self, name: str) -> YamlFile:
        assert name == FILE
        return self.file


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d[0].pop("reading"), "不符合格式"),
        (lambda d: d[0].update(clause="18(5)"), "“18(5)”不是条款编号"),
        (lambda d: d[1].update(asks=["警告"]), "“警告”在 warning 和 fine 里都有"),
    ],
)
def test_a_table_that_does_not_fit_is_refused(change: Callable[[Any], Any], words: str) -> None:
    with pytest.raises(BrokenCorpus, match=r"counts_as.yaml") as refused:
        load_counts_as(Altered(change))

    assert words in str(refused.value)
