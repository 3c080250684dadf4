"""The text of law is cut into clauses without losing or changing a letter."""

from __future__ import annotations

import pytest

from assistant.errors import BadFile, UnknownValue
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.library.document import Document, parse_document, squeeze

ITEMS = {4: 4, 5: 4, 6: 4, 7: 4, 8: 4, 9: 4, 17: 4, 18: 7, 19: 4, 20: 5, 21: 5}


@pytest.fixture(scope="module")
def law(corpus: Corpus) -> Document:
    return corpus.documents["henan-2024"]


def small(source: str) -> Document:
    return parse_document(source, id="x", title="示例", issuer="", date="", in_force="", level="official")


def test_the_regulation_has_six_chapters_and_twenty_three_articles(law: Document) -> None:
    articles = [c.id.article for c in law.clauses.values() if c.id.item is None]

    assert len(law.chapters) == 6
    assert law.chapters[0] == "第一章 总则"
    assert articles == list(range(1, 24))


def test_every_item_of_every_article_is_a_clause(law: Document) -> None:
    found = {n: len(law.items_of(ClauseId("henan-2024", n))) for n in range(1, 24)}

    assert {n: count for n, count in found.items() if count} == ITEMS


@pytest.mark.parametrize("name", ["henan-2024", "civil-code"])
def test_the_clauses_one_after_the_other_are_the_source(corpus: Corpus, name: str) -> None:
    document = corpus.documents[name]

    assert document.squeezed_segments == squeeze(document.source)


@pytest.mark.parametrize("name", ["henan-2024", "civil-code"])
def test_offsets_point_into_the_source(corpus: Corpus, name: str) -> None:
    document = corpus.documents[name]

    for clause in document.clauses.values():
        run = document.source[clause.start : clause.end]
        assert run == clause.whole
        assert squeeze(run).startswith(squeeze(clause.marker))
        assert squeeze(clause.text) in squeeze(run)


def test_an_item_knows_its_article_s_opening_words(law: Document) -> None:
    item = law.clause(ClauseId.parse("henan-2024:18(5)"))

    assert item.head == "企业存在以下情况的，一年内不得申报和被评定为A级、B级和绩效引领性企业："
    assert item.text == "存在其他环境违法行为，受到行政处罚或构成犯罪的；"


def test_line_breaks_of_the_pdf_are_undone_and_numerals_keep_their_width(law: Document) -> None:
    text = law.clause(ClauseId.parse("henan-2024:8(1)")).text

    assert "长流程联合钢铁" in text  # broken over two lines in the source
    assert "（2020年修订版）" in text
    assert not set("\n\f") & set(text)


def test_a_quote_is_one_unbroken_run_of_its_clause(law: Document) -> None:
    here = ClauseId.parse("henan-2024:18(5)")

    assert law.verbatim("受到行政处罚 或构成犯罪", here)
    assert not law.verbatim("受到行政处罚和构成犯罪", here)
    assert not law.verbatim("受到……犯罪", here)
    assert not law.verbatim(" ", here)


def test_a_clause_that_the_law_lacks_is_refused(law: Document) -> None:
    with pytest.raises(UnknownValue, match="没有第二十四条"):
        law.clause(ClauseId.parse("henan-2024:24"))


def test_an_article_named_inside_a_sentence_opens_no_article() -> None:
    document = small("第一条 见第七条。\n第二条 依\n第五条规定。\n第三条 完。")

    assert [str(c) for c in document.clauses] == ["x:1", "x:2", "x:3"]


def test_full_width_numerals_count_too() -> None:
    document = small("第１条 甲：\n（１）乙；\n(2)丙。\n第二条 丁。")

    assert [str(c) for c in document.clauses] == ["x:1", "x:1(1)", "x:1(2)", "x:2"]


def test_a_text_without_articles_is_no_law() -> None:
    with pytest.raises(BadFile, match="第…条"):
        small("通知\n请各单位遵照执行。")
