"""第八条 as data: the printed lists, no more and no less, and words that denote one industry only."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import squeeze
from assistant.library.holdings import GuaranteeClass, Industries, Industry


@pytest.fixture(scope="module")
def held(corpus: Corpus) -> Industries:
    return corpus.industries


def printed(corpus: Corpus, item: int) -> list[str]:
    """The names that 第八条 lists under `item`, in its order."""
    text = squeeze(corpus.clause(ClauseId("henan-2024", 8, item)).text)
    found = re.search("具体包括：(.*?)(?:等[0-9]+个.*)?[。；]?$", text)
    assert found
    names = re.split("、", found[1])
    return names[:-1] + re.split("和(?=工业涂装|商砼)", names[-1])


@pytest.mark.parametrize(
    ("item", "guide", "count"), [(1, "national-2020", 39), (2, "henan-key", 12), (3, "henan-general", 1)]
)
def test_the_industries_are_those_printed_in_their_order(corpus: Corpus, item: int, guide: str, count: int) -> None:
    ours = [i for i in corpus.industries.industries if i.clause == f"henan-2024:8({item})"]

    assert [i.name for i in ours] == printed(corpus, item)
    assert len(ours) == count
    assert {i.guide for i in ours} == {guide}


def test_the_guarantee_classes_cover_the_whole_of_their_clause(corpus: Corpus) -> None:
    text = squeeze(corpus.clause(ClauseId.parse("henan-2024:8(4)")).text)
    for entry in corpus.industries.guarantee:
        assert entry.name in text
        text = text.replace(entry.name, "")

    assert text.replace("、", "") == "保障类企业具体包括：等保障民生的涉气企业和。"


def test_guides_are_printed_as_in_their_clause(corpus: Corpus) -> None:
    for guide in corpus.industries.guides:
        assert corpus.verbatim(guide.title, ClauseId.parse(guide.clause))


def entries_of(held: Industries) -> tuple[Industry | GuaranteeClass, ...]:
    return (*held.industries, *held.guarantee)


def test_no_word_denotes_two(held: Industries) -> None:
    entries = entries_of(held)
    words = Counter(chain.from_iterable({e.name, *e.aliases} for e in entries))

    assert [w for w, n in words.items() if n > 1] == []
    for entry in entries:
        for word in (entry.name, *entry.aliases):
            found = held.named(word) or held.guarantee_named(word)
            assert found is not None, word
            assert found.name == entry.name, word


def test_a_word_that_needs_care_is_no_alias(held: Industries) -> None:
    aliases = set(chain.from_iterable(e.aliases for e in entries_of(held)))
    careful = set(chain.from_iterable(c.words for c in held.care))

    assert careful & aliases == set()
    assert careful & set(held.outside) == set()
    assert aliases & set(held.outside) == set()


def test_a_pair_that_needs_care_is_of_known_names_and_rests_on_clauses(corpus: Corpus, held: Industries) -> None:
    names = {e.name for e in entries_of(held)}
    for care in held.care:
        assert set(care.pair) <= names, care.pair
        assert care.basis
        for clause in care.basis:
            corpus.clause(ClauseId.parse(clause))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("铸件厂", "铸造"),
        ("翻砂厂", "铸造"),
        ("喷涂", "工业涂装"),
        ("搅拌站", "商砼（沥青）搅拌站"),
        ("商混站", "商砼（沥青）搅拌站"),
        ("沥青站", "商砼（沥青）搅拌站"),
        ("砖厂", "砖瓦窑"),
        ("耐材", "耐火材料"),
        ("药厂", "制药"),
        ("玻璃钢", "玻璃钢（纤维增强塑料制品）"),
        ("玻璃钢(纤维增强塑料制品)", "玻璃钢（纤维增强塑料制品）"),
        ("肥料制造", "肥料制造（除煤制氮肥）"),
        ("家具", "家具制造"),
        ("汽修", "汽修行业"),
        ("通用涉锅炉/炉窑", "通用涉锅炉/炉窑行业"),
        ("采石场", "矿石（煤炭）采选与加工"),
    ],
)
def test_what_people_say_finds_its_industry(held: Industries, said: str, name: str) -> None:
    found = held.named(said)

    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("said", ["化工厂", "塑料厂", "化肥厂", "钢厂", "热处理", "铝厂", "机械厂", "锅炉", "厂", ""])
def test_an_ambiguous_word_finds_none(held: Industries, said: str) -> None:
    assert held.named(said) is None
    assert held.guarantee_named(said) is None
