"""Clause ids: written one way, read without guessing, ordered as the law is."""

from __future__ import annotations

import pytest

from assistant.errors import UnknownValue
from assistant.library.clause import ClauseId, arabic_number, chinese_number


@pytest.mark.parametrize("text", ["henan-2024:18(5)", "henan-2024:10", "civil-code:202", "x:1(12)"])
def test_an_id_reads_back_as_it_was_written(text: str) -> None:
    assert str(ClauseId.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "18(5)", "henan-2024:18（5）", "henan-2024:0", "henan-2024:18()", "Henan:1", "x:1(0)", "x:1 "]
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(UnknownValue):
        ClauseId.parse(text)


def test_items_follow_their_article_and_ten_follows_nine() -> None:
    ids = [ClauseId.parse(t) for t in ("x:10", "x:9(2)", "x:9", "x:9(10)", "x:2")]

    assert [str(i) for i in sorted(ids)] == ["x:2", "x:9", "x:9(2)", "x:9(10)", "x:10"]


@pytest.mark.parametrize("number", [*range(1, 130), 200, 202, 1260, 9999])
def test_numerals_go_there_and_back(number: int) -> None:
    assert arabic_number(chinese_number(number)) == number
