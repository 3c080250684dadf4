"""Texts that were cut and weighed are kept, and cut and weighed again whenever what was kept is not whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assistant.retrieval.kept import CUTS, open_bm25
from assistant.retrieval.lexical import Bm25
from assistant.retrieval.words import Words

WORDS = Words({"行政": 9, "处罚": 9, "行政处罚": 9})
TEXTS = {"own": ["受到行政处罚的", "处罚", "行政机关"], "heard": ["", "罚", ""]}
ASKED = {"处罚": 1.0, "行政": 0.5, "别的": 2.0}


def opened(index: Path, words: Words = WORDS) -> Bm25:
    return open_bm25(TEXTS, words, index=index)["own"]


def test_what_was_kept_is_what_was_cut_and_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = opened(tmp_path)
    monkeypatch.setitem(sys.modules, "bm25s", None)  # whoever weighs anew fails

    again = opened(tmp_path)

    assert again.texts == first.texts == [WORDS.cut(t) for t in TEXTS["own"]]
    assert again.scores(ASKED).tolist() == first.scores(ASKED).tolist() and first.scores(ASKED).all()
    assert len(list(tmp_path.glob(f"words/*/{CUTS}"))) == 1


def test_the_scores_are_those_of_bm25s() -> None:
    import bm25s

    texts = [WORDS.cut(t) for t in TEXTS["own"]]
    theirs = bm25s.BM25(k1=1.2, b=0.5, dtype="float64")
    theirs.index(texts, show_progress=False)

    assert Bm25(texts).scores({"处罚": 1.0}).tolist() == theirs.get_scores(["处罚"]).tolist()


def test_texts_without_a_word_score_nothing(tmp_path: Path) -> None:
    bare = open_bm25({"own": ["", ""]}, WORDS, index=tmp_path)["own"]

    assert bare.scores(ASKED).tolist() == [0, 0] and not list(tmp_path.iterdir())


def test_another_dictionary_cuts_anew(tmp_path: Path) -> None:
    opened(tmp_path)

    assert opened(tmp_path, WORDS.knowing(["受到行政"])).texts != opened(tmp_path).texts


@pytest.mark.parametrize("name", [CUTS, "own.npz"])
def test_what_was_altered_is_not_read(tmp_path: Path, name: str) -> None:
    right = opened(tmp_path)
    (kept,) = tmp_path.glob(f"words/*/{name}")
    kept.write_text('{"own": [["错"], ["错"]], "heard": []}', encoding="utf-8")

    assert opened(tmp_path).texts == right.texts
    assert opened(tmp_path).scores(ASKED).tolist() == right.scores(ASKED).tolist()
