"""The law as typed provisions: nothing that orders is left out, nothing is reworded, no code is free.

Coverage is by letters, which is stricter than by sentences: of each clause, every letter stands in a quote of one of
its provisions, or is punctuation, or belongs to `ORDERS_NOTHING` (第一条, headings, a bare 并 between two quotes).
"""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import squeeze
from assistant.library.provision import Modality, Provision

PREAMBLE = "henan-2024:1"
ORDERS_NOTHING = {
    "henan-2024:4(1)": {"突出重点"},
    "henan-2024:4(2)": {"从严评级"},
    "henan-2024:4(3)": {"依法依规"},
    "henan-2024:4(4)": {"鼓励先进"},
    "henan-2024:5": {"省生态环境厅工作职能"},
    "henan-2024:6": {"各省辖市生态环境主管部门工作职能"},
    "henan-2024:7": {"评审专家工作责任"},
    "henan-2024:8": {"行业范围"},
    "henan-2024:9": {"绩效评级申报流程"},
    "henan-2024:9(1)": {"企业自评"},
    "henan-2024:9(2)": {"逐级审核"},
    "henan-2024:9(3)": {"评定公告"},
    "henan-2024:9(4)": {"资料归档"},
    "henan-2024:10": {"绩效分级申报材料要求"},
}
CONNECTIVE = {"并"}
PUNCTUATION = "，。；：、"
HIGH = {"A", "B", "B-", "绩效引领性"}


def uncovered(text: str, quotes: list[str]) -> list[str]:
    """The runs of `text` that stand in none of `quotes`, white space and outer punctuation aside."""
    body = squeeze(text)
    held = [False] * len(body)
    for quote in map(squeeze, quotes):
        start = body.find(quote)
        assert start >= 0, f"{quote} is not in the clause's own words"
        held[start : start + len(quote)] = [True] * len(quote)
    runs = "".join("\n" if inside else char for char, inside in zip(body, held, strict=True)).split("\n")
    return [rest for run in runs if (rest := run.strip(PUNCTUATION))]


def quotes_by_clause(corpus: Corpus) -> dict[ClauseId, list[str]]:
    found: dict[ClauseId, list[str]] = defaultdict(list)
    for provision in corpus.provisions.values():
        found[provision.clause].append(provision.quote)
    return found


def holes(corpus: Corpus, quotes: dict[ClauseId, list[str]]) -> dict[str, list[str]]:
    """Clause -> what orders and stands in no provision."""
    out: dict[str, list[str]] = {}
    for document in corpus.documents.values():
        for clause in document.clauses.values():
            if str(clause.id) == PREAMBLE:
                continue
            allowed = ORDERS_NOTHING.get(str(clause.id), set()) | CONNECTIVE
            left = [run for run in uncovered(clause.text, quotes.get(clause.id, [])) if run not in allowed]
            if left:
                out[str(clause.id)] = left
    return out


def test_every_sentence_that_orders_stands_in_a_provision(corpus: Corpus) -> None:
    assert holes(corpus, quotes_by_clause(corpus)) == {}


def test_a_provision_left_out_is_noticed(corpus: Corpus) -> None:
    quotes = quotes_by_clause(corpus)
    for provision in corpus.provisions.values():
        others = [q for q in quotes[provision.clause] if squeeze(provision.quote) not in squeeze(q)]
        if any(squeeze(q) in squeeze(provision.quote) for q in others):
            continue  # parts of it have entries of their own
        assert holes(corpus, {**quotes, provision.clause: others}), provision.id


def test_every_quote_and_head_is_verbatim(corpus: Corpus) -> None:
    for provision in corpus.provisions.values():
        assert corpus.verbatim(provision.quote, provision.clause), provision.id
        if provision.clause.item and provision.clause.document == "henan-2024":
            assert provision.head, f"{provision.id}: the effect of an item stands in its article's opening"
            assert corpus.verbatim(provision.head, provision.clause.parent), provision.id


def test_numbers_run_without_a_gap_in_the_order_of_the_text(corpus: Corpus) -> None:
    seen: dict[str, int] = {}
    order: list[ClauseId] = []
    for provision in corpus.provisions.values():
        clause, number = provision.id.split("#")
        seen[clause] = seen.get(clause, 0) + 1
        assert int(number) == seen[clause], provision.id
        order.append(provision.clause)

    assert [c for c in order if c.document == "henan-2024"] == sorted(c for c in order if c.document == "henan-2024")


def test_every_code_stands_on_its_list_and_every_list_is_used_up(corpus: Corpus) -> None:
    used: dict[str, set[str]] = defaultdict(set)
    for provision in corpus.provisions.values():
        for kind, codes in provision.codes().items():
            used[kind] |= set(codes)
    used["topics"] |= {topic for silence in corpus.silences for topic in silence.topics}

    for kind in type(corpus.terms).model_fields:
        assert set(getattr(corpus.terms, kind)) == used[kind], kind


def words_of(provision: Provision) -> str:
    return squeeze((provision.head or "") + provision.quote)


@pytest.mark.parametrize(
    ("modality", "words"),
    [(Modality.MUST_NOT, "不得"), (Modality.MAY, "可"), (Modality.RIGHT, "有权")],
)
def test_a_ban_a_leave_and_a_right_say_so(corpus: Corpus, modality: Modality, words: str) -> None:
    found = [p for p in corpus.provisions.values() if p.modality is modality]

    assert found
    assert [p.id for p in found if words not in words_of(p)] == []


def test_every_ban_of_the_text_is_a_ban(corpus: Corpus) -> None:
    """不得 stands in a ban, in the consequence that an item shares with it, or in 不得少于 (a count)."""
    bans = {p.clause.parent for p in corpus.provisions.values() if p.modality is Modality.MUST_NOT}
    for clause in corpus.documents["henan-2024"].clauses.values():
        if "不得" in clause.text.replace("不得少于", "").replace("上述一年内不得", ""):
            assert clause.id.parent in bans, clause.id


def test_a_count_is_a_number_of_its_quote(corpus: Corpus) -> None:
    spelled = {2: "两次及以上", 3: "不得少于3人", 39: "39个", 12: "12个"}
    counts = [(p, p.count) for p in corpus.provisions.values() if p.count]

    assert len(counts) == 5
    for provision, count in counts:
        assert spelled[count.value] in squeeze(provision.quote), provision.id


def test_a_year_is_a_year_of_the_text_and_starts_where_the_text_says(corpus: Corpus) -> None:
    for provision in corpus.provisions.values():
        if provision.period:
            assert provision.period.length == "P1Y"
            assert provision.period.start == "unspecified"  # 一年内: the text does not say from when
            assert re.search("一年内|1年内", words_of(provision)), provision.id


def test_a_deadline_has_its_words_in_the_quote(corpus: Corpus) -> None:
    points = {
        "promptly": "及时",
        "when_fit": "适时",
        "end_of_month": "每月底前",
        "end_of_september": "9月底前",
        "each_quarter": "每季度",
        "each_year": "每年",
    }
    spans = {"P1M": "一个月内", "P1Y": "一年后"}
    for provision in corpus.provisions.values():
        if deadline := provision.deadline:
            words = points[deadline.by] if deadline.by else spans[deadline.within or ""]
            assert words in squeeze(provision.quote), provision.id


def test_every_及时_is_a_deadline_without_days(corpus: Corpus) -> None:
    clauses = corpus.documents["henan-2024"].clauses.values()
    with_word = {c.id for c in clauses if re.search("(?<!归档不)(?<!未)及时", c.text)}
    carried = {p.clause for p in corpus.provisions.values() if p.deadline and p.deadline.by == "promptly"}

    assert with_word == carried


def test_the_seventeen_bars_and_lowest_grades_bind_the_whole_ladder_that_the_text_names(corpus: Corpus) -> None:
    for provision in corpus.provisions.values():
        article = provision.clause.article if provision.clause.document == "henan-2024" else 0
        if article == 18:
            assert provision.modality is Modality.MUST_NOT
            assert set(provision.object) == HIGH, provision.id
        if article == 17 and provision.clause.item:
            assert provision.consequence == ("lowest_grade_directly", "barred_from_adjustment"), provision.id
        if article == 19:
            assert "after_rating" in provision.condition, provision.id
        if provision.clause.document == "henan-2024" and "B级" in provision.quote and "B" in provision.object:
            assert "B-" in provision.object, f"{provision.id}: B（含B-，下同）"


def test_conditions_of_17_and_18_are_the_events_that_a_case_may_name(corpus: Corpus) -> None:
    from assistant.grading.facts import EventKind

    conditions = {
        code
        for p in corpus.provisions.values()
        if p.clause.document == "henan-2024" and p.clause.article in (17, 18) and p.clause.item
        for code in p.condition
    }
    here = {kind.value for kind in EventKind} - {
        "violation_unpunished",  # undecided by the text
        "indicator_regression",  # 第十九条
        "alert_breach_notified",  # 第十九条
        "equipment_changed",  # 第十一条
    }

    assert here <= conditions


def test_provisions_of_another_document_keep_to_it(corpus: Corpus) -> None:
    civil = [p for p in corpus.provisions.values() if p.clause.document == "civil-code"]

    assert [p.clause.article for p in civil] == sorted(p.clause.article for p in civil)
    assert {p.modality for p in civil} == {Modality.DEFINITION}
    assert all(p.topics == ("periods",) for p in civil)
