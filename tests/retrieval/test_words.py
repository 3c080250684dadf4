"""Normal forms and words."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from assistant.retrieval.named import named_clauses
from assistant.retrieval.words import Words, draw_dictionary, essence, normal, written

WORDS = draw_dictionary(["受到行政处罚的企业，一年内不得申报"]).knowing(["行政处罚"])


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("Ａ级　企业", "a级企业"),
        ("第１８条（５）", "第18条(5)"),
        ("被罰款後還能申報嗎", "被罚款后还能申报吗"),
        ("里面和后面", "里面和后面"),
        ("🎉", "🎉"),
        ("", ""),
    ],
)
def test_width_and_script_make_no_difference(written_as: str, read_as: str) -> None:
    assert normal(written_as) == read_as


def test_a_long_word_is_found_by_its_parts_too() -> None:
    assert {"行政", "处罚", "行政处罚"} <= set(WORDS.cut("受到行政处罚的"))


def test_the_dictionary_survives_its_file() -> None:
    assert Words.parse(WORDS.dump()).cut("行政处罚") == WORDS.cut("行政处罚")


def test_jieba_leaves_nothing_in_the_temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    Words.parse(WORDS.dump()).cut("企业受到行政处罚")

    assert list(tmp_path.iterdir()) == []


def test_of_a_letter_the_beginning_and_the_end_are_looked_at() -> None:
    letter = "您好" + "我" * 100_000 + "能报吗"

    assert len(essence(letter)) < 500
    assert essence(letter).startswith("您好")
    assert essence(letter).endswith("能报吗")


def test_what_was_said_is_given_back_as_it_was_written() -> None:
    assert written("我們 被 罰款了", 2, 5) == "被 罰款"


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        ("第十八条第五项怎么理解", {(18, 5)}),
        ("第18条（5）和19条", {(18, 5), (19, None)}),
        ("二十三条说的什么", {(23, None)}),
        ("我们有一条生产线，又加了3条生产线", set()),
        ("这3条意见", set()),
    ],
)
def test_a_named_clause_is_noticed(question: str, clauses: set[tuple[int, int | None]]) -> None:
    assert named_clauses(question) == clauses
