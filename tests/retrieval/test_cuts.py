"""Texts that were cut are kept, and cut again whenever what was kept is not whole."""

from __future__ import annotations

from pathlib import Path

from assistant.retrieval.cuts import CUTS, open_cuts
from assistant.retrieval.words import Words

WORDS = Words({"行政": 9, "处罚": 9, "行政处罚": 9})
TEXTS = {"own": ["受到行政处罚的", "处罚"]}


def test_what_was_kept_is_what_was_cut(tmp_path: Path) -> None:
    first = open_cuts(TEXTS, WORDS, index=tmp_path)

    assert open_cuts(TEXTS, WORDS, index=tmp_path) == first == {"own": [WORDS.cut(t) for t in TEXTS["own"]]}
    assert len(list(tmp_path.glob(f"cuts/*/{CUTS}"))) == 1


def test_another_dictionary_cuts_anew(tmp_path: Path) -> None:
    open_cuts(TEXTS, WORDS, index=tmp_path)

    assert open_cuts(TEXTS, WORDS.knowing(["受到行政"]), index=tmp_path) != open_cuts(TEXTS, WORDS, index=tmp_path)


def test_what_was_altered_is_not_read(tmp_path: Path) -> None:
    right = open_cuts(TEXTS, WORDS, index=tmp_path)
    (kept,) = tmp_path.glob(f"cuts/*/{CUTS}")
    kept.write_text('{"own": [["错"], ["错"]]}', encoding="utf-8")

    assert open_cuts(TEXTS, WORDS, index=tmp_path) == right
