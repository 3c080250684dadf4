"""P12: what is shown holds no active content; P23: what stands under each answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.answer import Sentence
from assistant.library.clause import ClauseId
from assistant.library.corpus import Corpus
from assistant.web import clauses, markup
from assistant.web.desk import Conversation, Stage, Turn
from tests.web import fake

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![p](https://evil.example/a.png)",
    "[点这里](https://evil.example)",
    "[点](javascript:alert(1))",
    "<https://evil.example>",
    "[a]: https://evil.example\n\n[a]",
    "<a href='#clause/henan-2024:10' onclick=alert(1)>x</a>",
    "| a |\n|---|\n| <iframe src=//evil.example> |",
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return fake.corpus_at(tmp_path_factory.mktemp("corpus"))


@pytest.mark.parametrize("text", HOSTILE)
def test_p12_markdown_holds_no_active_content(text: str) -> None:
    html = markup.markdown(text)

    tags = [part for part in markup._TAG.split(html) if part.startswith("<")]
    assert not any(word in tag for tag in tags for word in ("script", "img", "iframe", "onclick", "javascript", "//"))


def test_p12_the_only_links_are_to_clauses() -> None:
    assert 'href="#clause/henan-2024:18(5)"' in markup.markdown("[见](#henan-2024:18(5))")
    assert "<a" not in markup.markdown("[见](https://a.example/henan-2024:18)")


def test_a_question_is_shown_as_it_was_typed_and_never_as_markup(corpus: Corpus) -> None:
    html = markup.turn(Turn("<b>一</b>\n\n二 [x](https://a.example)", stage=Stage.FAILED), corpus)

    assert "<b>" not in html
    assert "\n" not in html
    assert "<a " not in html


def test_a_clause_named_in_the_words_opens_with_its_quote(corpus: Corpus) -> None:
    html = markup.answer(fake.FINE, corpus)

    assert html.count('href="#clause/henan-2024:18(5)?q=') == 2
    assert "《民法典》第二百零一条" in html
    assert "第十八条</a>限制" not in html


def test_p23_each_answer_says_edition_version_author_and_who_decides(corpus: Corpus) -> None:
    plain, worded = markup.answer(fake.FINE, corpus), markup.answer(fake.WORDED, corpus)

    for html in (plain, worded):
        assert "以生态环境部门核定为准" in html
        assert "2024年4月18日起施行" in html
        assert corpus.version in html
    assert "人工智能辅助生成" not in plain
    assert "本段由人工智能辅助生成（local/qwen）" in worded
    assert '<span class="by-model" title="本段由人工智能辅助生成">评A级要由专家组评审。</span>' in worded


def test_a_held_back_sentence_is_shown_as_held_back_with_its_reason(corpus: Corpus) -> None:
    html = markup.answer(fake.WORDED, corpus)

    assert "有 1 句话没有展示" in html
    assert "<s>评审费一般为五千元。</s>" in html
    assert "条文里没有这个数" in html


def test_the_clause_panel_marks_the_quote_and_shows_the_whole_article(corpus: Corpus) -> None:
    html = clauses.panel(corpus, ClauseId.parse("henan-2024:18(5)"), ["行政 处罚"])

    assert "<mark>行政处罚</mark>" in html
    assert 'class="item wanted"' in html
    assert "（一）" in html
    assert "（七）" in html
    assert "官方文本" in html


def test_a_quote_over_two_items_is_marked_in_both(corpus: Corpus) -> None:
    first, second = (corpus.clause(ClauseId.parse(f"henan-2024:18({n})")) for n in (1, 2))
    quote = first.text[-6:] + second.marker + second.text[:6]

    html = clauses.panel(corpus, ClauseId.parse("henan-2024:18"), [quote])

    assert html.count("<mark>") == 2


def test_every_clause_has_a_panel_with_its_own_words(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        for clause in document.clauses.values():
            html = clauses.panel(corpus, clause.id, [clause.text])
            assert "<mark>" in html, clause.id


def test_an_empty_conversation_greets(corpus: Corpus) -> None:
    assert "请直接用平常的话提问" in markup.conversation(Conversation(), corpus)


def test_nothing_here_ends_the_html_block(tmp_path: Path, corpus: Corpus) -> None:
    for answer in (fake.FINE, fake.SITES, fake.SILENT, fake.WORDED):
        assert "\n" not in markup.answer(answer, corpus)


@pytest.mark.parametrize("gap", ["\n\n", ""], ids=["composed", "worded by a model"])
def test_what_the_page_shows_in_a_place_of_its_own_is_not_shown_twice(corpus: Corpus, gap: str) -> None:
    basis, read = "依据：\n- 第十八条（五）：“行政处罚”", "（“罚款”按“行政处罚”理解。）"
    parts = [
        "**要看日期。**受罚的一年内不得申报。",
        f"{'' if gap else chr(10) * 2}{basis}",
        f"{'' if gap else chr(10) * 2}{read}",
    ]
    sentences = tuple(Sentence(text=part, by="core") for part in parts)

    answer = fake.FINE.model_copy(update={"answer": gap.join(parts), "sentences": sentences})

    assert markup.words_of(answer) == parts[0]
    assert "<strong>要看日期。</strong>受罚" in markup.answer(answer, corpus)
