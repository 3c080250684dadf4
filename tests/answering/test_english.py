"""English questions in Chinese words: the more exact phrase wins over the word inside it."""

from __future__ import annotations

import pytest

from assistant.answering.english import in_chinese


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("on-site inspection", "现场核查"),
        ("two sites", "厂区"),
        ("the lowest grade", "最低等级"),
        ("the worst", "最低"),
        ("refuses to take part in", "拒绝参与"),
        ("re-apply", "重新申报"),
    ],
)
def test_the_exact_phrase_wins(said: str, understood: str) -> None:
    assert in_chinese(said) == understood
